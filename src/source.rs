//! Where a thing stands in the input: byte spans of the decoded text, and the lines and columns
//! that people count in. It knows nothing of formats, documents or findings.

/// A range of bytes in the decoded (UTF-8) text of one source; half open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of a byte range. Offsets beyond 4 GiB are clamped: inputs are limited far below that.
    pub fn new(range: std::ops::Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clamp(range.start), end: clamp(range.end) }
    }
}

/// A line and column as an editor shows them: both from 1, the column in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
}

/// One input: the name under which the user knows it, and its decoded text.
#[derive(Debug, Clone, Default)]
pub struct Source {
    name: String,
    text: String,
    line_starts: Vec<u32>,
    /// The characters that start before each `STEP`th byte: a place in a line of megabytes is found as
    /// fast as any.
    marks: Vec<u32>,
}

/// Bytes from one mark to the next.
const STEP: usize = 4096;

/// How many characters start in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> u32 {
    let starts = bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    u32::try_from(starts).unwrap_or(u32::MAX)
}

impl Source {
    /// A source from its name and its decoded text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let breaks = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let line_starts = std::iter::once(0)
            .chain(breaks.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX)))
            .collect();
        let marks = std::iter::once(0)
            .chain(text.as_bytes().chunks(STEP).scan(0u32, |before, chunk| {
                *before = before.saturating_add(characters(chunk));
                Some(*before)
            }))
            .collect();
        Self { name: name.into(), text, line_starts, marks }
    }

    /// The name as the user gave it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The decoded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte offset; an offset past the end is the end.
    pub fn locate(&self, offset: u32) -> Location {
        let offset = offset.min(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        let line = self.line_starts.partition_point(|&start| start <= offset).max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0) as usize;
        let before = self.characters_before(offset as usize) - self.characters_before(start);
        Location { line: u32::try_from(line).unwrap_or(u32::MAX), column: before + 1 }
    }

    fn characters_before(&self, offset: usize) -> u32 {
        let mark = offset / STEP;
        let rest = self.text.as_bytes().get(mark * STEP..offset).unwrap_or_default();
        self.marks.get(mark).copied().unwrap_or(0).saturating_add(characters(rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_columns_from_one_in_characters() {
        let source = Source::new("a.txt", "áb\nč\r\nd");
        assert_eq!(source.locate(0), Location { line: 1, column: 1 });
        assert_eq!(source.locate(2), Location { line: 1, column: 2 });
        assert_eq!(source.locate(4), Location { line: 2, column: 1 });
        assert_eq!(source.locate(99), Location { line: 3, column: 2 });
    }

    #[test]
    fn a_place_far_into_a_line_is_found_too() {
        let source = Source::new("a.txt", format!("\n{}x", "č".repeat(10_000)));
        assert_eq!(source.locate(20_001), Location { line: 2, column: 10_001 });
        assert_eq!(source.locate(20_002), Location { line: 2, column: 10_002 });
    }
}
