//! Whether streams are as long as they say, where the validator doubts it: it takes a carriage return that
//! ends the data for the end of a line. It looks at the bytes of the file only.

use lopdf::Object;

use crate::check::pdf::file::Objects;

/// How far before its `stream` a dictionary may begin, in bytes.
const LONGEST_DICTIONARY: usize = 64 * 1024;

/// Whether `endstream` follows each stream of a file where its `Length` says that it ends. A stream whose
/// length cannot be told is none that is as long as it says.
pub(super) fn are_true(bytes: &[u8], objects: &Objects) -> bool {
    let mut at = 0;
    while let Some(keyword) = find(bytes, at, b"stream") {
        let start = match &bytes[keyword + 6..] {
            [b'\r', b'\n', ..] => keyword + 8,
            [b'\n', ..] => keyword + 7,
            _ => {
                at = keyword + 6;
                continue;
            }
        };
        // The word may stand in a text.
        if !bytes[..keyword].trim_ascii_end().ends_with(b">>") {
            at = start;
            continue;
        }
        let before = &bytes[keyword.saturating_sub(LONGEST_DICTIONARY)..keyword];
        let Some(end) = length(before, objects).and_then(|length| start.checked_add(length)) else {
            return false;
        };
        let Some(after) = bytes.get(end..) else { return false };
        let ends: [&[u8]; 4] = [b"endstream", b"\nendstream", b"\r\nendstream", b"\rendstream"];
        if !ends.iter().any(|end| after.starts_with(end)) {
            return false;
        }
        at = end + 9;
    }
    true
}

/// The `Length` of the dictionary that ends a text.
fn length(before: &[u8], objects: &Objects) -> Option<usize> {
    let object = before.windows(5).rposition(|part| {
        part == b" obj\n" || part == b" obj\r" || part == b" obj<" || part == b" obj "
    })?;
    let dictionary = &before[object..];
    let key = |part: &[u8]| part.starts_with(b"/Length") && !part[7].is_ascii_alphanumeric();
    let at = dictionary.windows(8).position(key)? + 7;
    let text = String::from_utf8_lossy(&dictionary[at..dictionary.len().min(at + 40)]).into_owned();
    let mut words = text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>'));
    let mut words = words.by_ref().filter(|word| !word.is_empty());
    let number: u32 = words.next()?.parse().ok()?;
    let generation = words.next().and_then(|word| word.parse().ok());
    match (generation, words.next()) {
        (Some(generation), Some("R")) => {
            match objects.resolve(&Object::Reference((number, generation))) {
                Object::Integer(length) => usize::try_from(*length).ok(),
                _ => None,
            }
        }
        _ => usize::try_from(number).ok(),
    }
}

fn find(bytes: &[u8], from: usize, word: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(word.len()).position(|part| part == word).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_carriage_return_may_end_the_data() {
        let objects = Objects::default();
        assert!(are_true(b"1 0 obj\n<</Length 2>>stream\nx\r\nendstream\nendobj", &objects));
        assert!(are_true(b"1 0 obj\n<</Length 3>>\nstream\r\nabc\r\nendstream\nendobj", &objects));
        assert!(!are_true(b"1 0 obj\n<</Length 1>>stream\nabc\nendstream\nendobj", &objects));
        assert!(!are_true(b"1 0 obj\n<</Type /X>>stream\nabc\nendstream\nendobj", &objects));
        assert!(are_true(b"a stream\nof words", &objects));
    }
}
