//! Numbers with what they count, in the program's own messages. It knows nothing of what is counted.

/// A number of things whose name takes an s: `1 file`, `2 files`, `0 files`.
pub fn counted(number: usize, name: &str) -> String {
    format!("{number} {name}{}", if number == 1 { "" } else { "s" })
}

/// A number with the words that follow it, of one and of several: `1 picture is`, `3 pictures are`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_is_singular() {
        assert_eq!([0, 1, 2].map(|n| counted(n, "file")), ["0 files", "1 file", "2 files"]);
        let told = [0, 1, 2].map(|n| count(n, "means", "mean"));
        assert_eq!(told, ["0 mean", "1 means", "2 mean"]);
    }
}
