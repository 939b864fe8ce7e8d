//! How many attributes a tag has, before the tokenizer sees them: it compares each with all before it.
//! It follows the standard's states between `<` and `>`, and knows no names.

/// A tag may have this many attributes.
const MAX_ATTRIBUTES: usize = 500;

/// Where in a tag the next byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    TagName,
    Between,
    Name,
    AfterName,
    BeforeValue,
    Unquoted,
    Quoted(u8),
}

/// A tag that is being written.
#[derive(Debug)]
pub(super) struct TagScan {
    state: State,
    attributes: usize,
}

/// What of a part is to be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// All of it; the tag has ended, or goes on.
    All { ended: bool },
    /// Up to here; then the tag ends, and what is left of it is left out.
    Cut(usize),
}

impl TagScan {
    /// A tag, from the byte after `<` or `</`.
    pub(super) fn new() -> Self {
        Self { state: State::TagName, attributes: 0 }
    }

    /// Goes over the next part of the tag.
    pub(super) fn over(&mut self, part: &[u8]) -> Verdict {
        for (at, &byte) in part.iter().enumerate() {
            if self.step(byte) {
                return Verdict::All { ended: true };
            }
            if self.attributes > MAX_ATTRIBUTES {
                return Verdict::Cut(at);
            }
        }
        Verdict::All { ended: false }
    }

    /// Where the tag ends in a part, past its `>`.
    pub(super) fn end(&mut self, part: &[u8]) -> Option<usize> {
        part.iter().position(|&byte| self.step(byte)).map(|at| at + 1)
    }

    /// Takes one byte; whether it ends the tag.
    fn step(&mut self, byte: u8) -> bool {
        let space = byte.is_ascii_whitespace();
        let begins = |scan: &mut Self| {
            scan.attributes += 1;
            State::Name
        };
        self.state = match (self.state, byte) {
            (State::Quoted(quote), byte) if byte == quote => State::Between,
            (State::Quoted(quote), _) => State::Quoted(quote),
            (_, b'>') => return true,
            (State::BeforeValue, b'"' | b'\'') => State::Quoted(byte),
            (State::BeforeValue, _) if space => State::BeforeValue,
            (State::BeforeValue, _) => State::Unquoted,
            (State::Unquoted, _) if !space => State::Unquoted,
            (State::TagName, byte) if !space && byte != b'/' => State::TagName,
            (State::Name | State::AfterName, b'=') => State::BeforeValue,
            (State::Name, byte) if !space && byte != b'/' => State::Name,
            (State::Name | State::AfterName, _) if space => State::AfterName,
            (_, b'/') => State::Between,
            _ if space => State::Between,
            _ => begins(self),
        };
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_as_the_tokenizer_does() {
        for (tag, count) in [
            ("p>", 0),
            ("p a>", 1),
            ("p/a/b c=d e = 'f > g' h=\"i\"j>", 6),
            ("p a=b/c d=>", 2),
            ("p =a b = c>", 2),
        ] {
            let mut scan = TagScan::new();
            assert_eq!(scan.end(tag.as_bytes()), Some(tag.len()), "{tag}");
            assert_eq!(scan.attributes, count, "{tag}");
        }
        assert_eq!(TagScan::new().end(b"p a='>"), None);
    }

    #[test]
    fn too_many_attributes_are_cut_off() {
        let tag = format!("p{}>", " a".repeat(MAX_ATTRIBUTES + 1));
        let mut scan = TagScan::new();
        let Verdict::Cut(at) = scan.over(tag.as_bytes()) else { panic!() };
        assert_eq!(tag[..at].matches('a').count(), MAX_ATTRIBUTES);
        assert_eq!(scan.end(&tag.as_bytes()[at + 1..]), Some(1));
    }
}
