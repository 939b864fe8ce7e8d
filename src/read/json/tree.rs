//! JSON as a tree whose values know where they stand, in one arena: depth costs no stack. Whether the
//! text is JSON at all is for `serde_json` to say; this file relies on it and knows no documents.

use serde::de::IgnoredAny;

use crate::source::Span;

/// The index of a value.
pub(super) type Id = u32;

/// The outermost value.
pub(super) const ROOT: Id = 0;

/// A value. Numbers stay as they are written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    String(String),
    Array(Vec<Id>),
    Object(Vec<(String, Id)>),
}

/// The values of one text.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    values: Vec<(Span, Value<'a>)>,
}

impl<'a> Tree<'a> {
    pub(super) fn value(&self, id: Id) -> &Value<'a> {
        &self.values[id as usize].1
    }

    pub(super) fn span(&self, id: Id) -> Span {
        self.values[id as usize].0
    }
}

/// Parses a text that begins at `base` in its source. What is not JSON is a place and a message.
pub(super) fn parse(text: &str, base: usize) -> Result<Tree<'_>, (Span, String)> {
    if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
        let at = base + offset(text, error.line(), error.column());
        let message = error.to_string();
        // The place is said by the finding.
        let message = message.split(" at line ").next().unwrap_or("").to_owned();
        return Err((Span::new(at..at), format!("the input is not JSON: {message}")));
    }
    let mut parser = Parser { text, base, tree: Tree { values: Vec::new() }, open: Vec::new() };
    parser.run();
    Ok(parser.tree)
}

/// The byte offset of a line and a column in bytes, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
    let at = lines.map(str::len).sum::<usize>() + column.saturating_sub(1);
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

struct Parser<'a> {
    text: &'a str,
    base: usize,
    tree: Tree<'a>,
    /// The arrays and objects that are open, with the key that waits for its value.
    open: Vec<(Id, Option<String>)>,
}

impl<'a> Parser<'a> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at = match byte {
                b'{' | b'[' => {
                    let empty = if byte == b'{' {
                        Value::Object(Vec::new())
                    } else {
                        Value::Array(Vec::new())
                    };
                    let id = self.add(empty, at..at + 1);
                    self.open.push((id, None));
                    at + 1
                }
                b'}' | b']' => {
                    self.open.pop();
                    at + 1
                }
                b'"' => self.string(at),
                b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' => at + 1,
                _ => {
                    let rest = &self.text[at..];
                    let length = rest.find([',', ']', '}', ' ', '\t', '\n', '\r']);
                    let word = &rest[..length.unwrap_or(rest.len())];
                    let value = match word {
                        "null" => Value::Null,
                        "true" => Value::Bool(true),
                        "false" => Value::Bool(false),
                        number => Value::Number(number),
                    };
                    self.add(value, at..at + word.len());
                    at + word.len().max(1)
                }
            };
        }
    }

    /// A string from its opening quote on: a value, or the key of the next one.
    fn string(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = start + 1;
        while let Some(&byte) = bytes.get(end) {
            match byte {
                b'"' => break,
                b'\\' => end += 2,
                _ => end += 1,
            }
        }
        let end = (end + 1).min(bytes.len());
        let written = &self.text[start..end];
        let inner = &written[1..written.len() - 1];
        let string = serde_json::from_str(written).unwrap_or_else(|_| mended(inner));
        if let Some((id, key @ None)) = self.open.last_mut()
            && matches!(self.tree.values[*id as usize].1, Value::Object(_))
        {
            *key = Some(string);
        } else {
            self.add(Value::String(string), start..end);
        }
        end
    }

    fn add(&mut self, value: Value<'a>, range: std::ops::Range<usize>) -> Id {
        let id = Id::try_from(self.tree.values.len()).unwrap_or(Id::MAX);
        let span = Span::new(self.base + range.start..self.base + range.end);
        self.tree.values.push((span, value));
        if let Some((parent, key)) = self.open.last_mut() {
            match &mut self.tree.values[*parent as usize].1 {
                Value::Array(items) => items.push(id),
                Value::Object(entries) => entries.push((key.take().unwrap_or_default(), id)),
                _ => {}
            }
        }
        id
    }
}

/// A string as it is written, with U+FFFD for each half of a surrogate pair that has no other half.
fn mended(written: &str) -> String {
    let mut out = String::new();
    let mut rest = written;
    while let Some(at) = rest.find('\\') {
        // An escape is two bytes, or six, or twelve if two halves make one character.
        let whole = |length: usize| {
            let escape = rest.get(at..at + length)?;
            let text = serde_json::from_str::<String>(&format!("\"{escape}\"")).ok()?;
            Some((text, length))
        };
        let hex = rest[at..].starts_with("\\u");
        let found = if hex { whole(6).or_else(|| whole(12)) } else { whole(2) };
        let (text, length) = found.unwrap_or_else(|| ("\u{FFFD}".to_owned(), 6));
        out.push_str(&rest[..at]);
        out.push_str(&text);
        rest = rest.get(at + length..).unwrap_or("");
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_where_they_stand() {
        let tree = parse(" {\"a\\n\": [1, -2.5e3, null], \"b\": \"č\\u010d\"}", 10).unwrap();
        let Value::Object(entries) = tree.value(ROOT) else { panic!() };
        assert_eq!((entries[0].0.as_str(), entries[1].0.as_str()), ("a\n", "b"));
        let Value::Array(items) = tree.value(entries[0].1) else { panic!() };
        assert_eq!(tree.value(items[1]), &Value::Number("-2.5e3"));
        assert_eq!(tree.span(items[1]), Span { start: 23, end: 29 });
        assert_eq!(tree.value(entries[1].1), &Value::String("čč".into()));
    }

    #[test]
    fn halves_of_characters_are_replaced() {
        let tree = parse(r#""a\ud83d \\u00e9\ud83d\ude00""#, 0).unwrap();
        assert_eq!(tree.value(0), &Value::String("a\u{FFFD} \\u00e9😀".into()));
    }

    #[test]
    fn what_is_no_json_has_a_place() {
        let (span, message) = parse("{\n  \"a\": 1,\n}", 0).unwrap_err();
        assert_eq!(
            (span.start, message.as_str()),
            (12, "the input is not JSON: key must be a string")
        );
        for bad in ["", "{", "[1", "\"a", "nul", "1 2", "{\"a\" 1}", "\"\\x\"", "\u{1}"] {
            assert!(parse(bad, 0).is_err(), "{bad}");
        }
        parse(&"[".repeat(100_000), 0).unwrap_err();
        assert!(parse(&("[".repeat(100_000) + &"]".repeat(100_000)), 0).is_ok());
    }
}
