//! Lines of a given width, counted in columns of a terminal: at spaces, after hyphens and dashes, and
//! between ideographs. Words are never hyphenated, addresses and grapheme clusters never split.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::inlines::is_bound;

/// The columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Breaks a line: the first piece fits in `first` columns, the others in `rest`, except for what
/// cannot be broken.
pub(super) fn wrap(text: &str, first: usize, rest: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let (mut start, mut used, mut limit) = (0, 0, first);
    for (at, piece) in pieces(text) {
        let taken = width(piece.trim_end());
        if at > start && used + taken > limit {
            lines.push(text[start..at].trim_end());
            (start, used, limit) = (at, 0, rest);
        }
        used += width(piece);
    }
    if start < text.len() {
        lines.push(text[start..].trim_end());
    }
    lines
}

/// The pieces between which a line may be broken, each with the spaces after it.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut graphemes = text.grapheme_indices(true).peekable();
    std::iter::from_fn(move || {
        let (start, mut before) = graphemes.next()?;
        let mut address = false;
        while let Some(&(at, after)) = graphemes.peek() {
            let piece = &text[start..at];
            address |= piece.ends_with("://");
            if may_break(piece, before, after, address) {
                return Some((start, piece));
            }
            before = after;
            graphemes.next();
        }
        Some((start, &text[start..]))
    })
}

fn may_break(piece: &str, before: &str, after: &str, address: bool) -> bool {
    let is_space =
        |grapheme: &str| grapheme.starts_with(|c: char| c.is_whitespace() && !is_bound(c));
    if is_space(after) {
        return false;
    }
    if is_space(before) {
        return true;
    }
    if address {
        return false;
    }
    let after_word = after.starts_with(char::is_alphanumeric);
    match before {
        "-" | "‐" => after_word && piece.chars().rev().nth(1).is_some_and(char::is_alphanumeric),
        "–" | "—" => after_word,
        _ => {
            (is_ideographic(before) || is_ideographic(after))
                && !is_bound_start(after)
                && !is_bound_end(before)
        }
    }
}

/// Scripts that are written without spaces and may be broken between any two characters.
fn is_ideographic(grapheme: &str) -> bool {
    grapheme.starts_with(|c: char| {
        matches!(c as u32, 0x2E80..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFF01..=0xFF60 | 0x2_0000..=0x3_FFFF)
    })
}

/// What may not begin a line.
fn is_bound_start(grapheme: &str) -> bool {
    const CLOSING: &str = "、。，．・：；？！ー」』）】〉》〕］｝々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}’”»…%";
    grapheme.starts_with(|c: char| CLOSING.contains(c) || is_bound(c))
}

/// What may not end a line.
fn is_bound_end(grapheme: &str) -> bool {
    grapheme.starts_with(|c: char| "「『（【〈《〔［｛([{‘“«".contains(c) || is_bound(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_measured_in_columns() {
        let of = |text, width| wrap(text, width, width);
        assert_eq!(of("one two three", 7), ["one two", "three"]);
        assert_eq!(of("one two  three", 4), ["one", "two", "three"]);
        assert_eq!(of("well-known x-", 7), ["well-", "known", "x-"]);
        assert_eq!(
            of("see https://a.example/b-c-d now", 8),
            ["see", "https://a.example/b-c-d", "now"]
        );
        assert_eq!(of("a\u{A0}b c", 2), ["a\u{A0}b", "c"], "a bound space binds");
        // Ideographs take two columns; a closing mark stays with what it closes.
        assert_eq!(of("日本語。文字", 6), ["日本", "語。文", "字"]);
        // A mark takes none, and stays with its letter.
        assert_eq!(of("a\u{301}e\u{301} i\u{301}", 2), ["a\u{301}e\u{301}", "i\u{301}"]);
        // A family is one cluster of two columns.
        assert_eq!(of("👨‍👩‍👧 👨‍👩‍👧 x", 5), ["👨‍👩‍👧 👨‍👩‍👧", "x"]);
        assert_eq!(of("", 5), Vec::<&str>::new());
        assert_eq!(wrap("a b c", 1, 3), ["a", "b c"]);
    }
}
