//! Patterns of rules and of paths, and the known name that is nearest to one that is not known.

/// Whether a pattern matches a text as a whole: `*` stands for any characters, of a path for any but `/`;
/// `**` for any, and `**/` for none too; `?` for one.
pub(super) fn matches(pattern: &str, text: &str, path: bool) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    // `reached[i]`: the pattern so far matches the first `i` characters.
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    let mut at = 0;
    while at < pattern.len() {
        let stars = pattern[at..].iter().take_while(|&&c| c == '*').count();
        let mut next = vec![false; text.len() + 1];
        match pattern[at] {
            '*' => {
                let any = !path || stars > 1;
                let folder = path && stars > 1 && pattern.get(at + stars) == Some(&'/');
                for i in 0..=text.len() {
                    let after = i > 0 && next[i - 1] && (any || text[i - 1] != '/');
                    next[i] = reached[i] || after;
                }
                at += stars;
                if folder {
                    // Whole folders: none, or up to a `/`.
                    let open = next;
                    next = (0..=text.len())
                        .map(|i| reached[i] || (i > 0 && text[i - 1] == '/' && open[i - 1]))
                        .collect();
                    at += 1;
                }
            }
            one => {
                for i in 1..=text.len() {
                    let same = text[i - 1] == one || (one == '?' && !(path && text[i - 1] == '/'));
                    next[i] = reached[i - 1] && same;
                }
                at += 1;
            }
        }
        reached = next;
    }
    reached[text.len()]
}

/// Whether a pattern means the file at a path, its parts divided by `/`. A pattern without `/` means the
/// files of this name wherever they are.
pub(super) fn means(pattern: &str, path: &str) -> bool {
    if pattern.contains('/') {
        matches(pattern, path, true)
    } else {
        matches(pattern, path.rsplit('/').next().unwrap_or(path), true)
    }
}

/// The name that is nearest to a word, if it is near enough to be meant.
pub(super) fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Nobody means a name by a word of another length by half.
    let word: Vec<char> = word.chars().take(64).collect();
    let near = names.into_iter().map(|name| (distance(&word, name), name));
    near.min().filter(|&(distance, name)| distance * 3 <= name.chars().count().max(3)).map(|n| n.1)
}

/// Characters to insert, remove or replace.
fn distance(word: &[char], name: &str) -> usize {
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (i, c) in name.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for j in 0..word.len() {
            let replaced = diagonal + usize::from(word[j] != c);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[word.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stop_at_folders_in_paths_only() {
        for (pattern, path, expected) in [
            ("archive/**", "archive/2019/a.pdf", true),
            ("archive/*", "archive/2019/a.pdf", false),
            ("**/a.pdf", "a.pdf", true),
            ("**/a.pdf", "x/y/a.pdf", true),
            ("**/a.pdf", "x/ba.pdf", false),
            ("x/**/a.*", "x/a.pdf", true),
            ("*.pdf", "x/y/a.pdf", true),
            ("a?.pdf", "ab.pdf", true),
            ("a.pdf", "b/aa.pdf", false),
        ] {
            assert_eq!(means(pattern, path), expected, "{pattern} {path}");
        }
        assert!(matches("html/*", "html/lang", false) && !matches("html/*", "xhtml/lang", false));
        assert!(matches("*", "html/lang", false));
    }

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        let names = ["image/alt-missing", "link/vague", "fail-on"];
        assert_eq!(nearest("image/alt-mising", names), Some("image/alt-missing"));
        assert_eq!(nearest("fail_on", names), Some("fail-on"));
        assert_eq!(nearest("table/no-headers", names), None);
    }
}
