//! The tokens and objects of PDF (ISO 32000-1, 7.2 and 7.3), as they stand in files, content streams and
//! character maps. It forgives what viewers forgive, never recurses, and knows no meaning.

use lopdf::{Dictionary, Object, StringFormat};

use crate::check::limits::MAX_DEPTH;

/// Reads objects and keywords one after the other.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    pos: usize,
    /// How many more objects may be made: each takes a hundred bytes where one stood in the file.
    pub(super) budget: usize,
}

/// What stands next.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item<'a> {
    /// An object.
    Object(Object),
    /// A word that is none: an operator, `obj`, `endstream`.
    Keyword(&'a [u8]),
}

/// An array or dictionary that is open.
struct Open {
    dictionary: bool,
    values: Vec<Object>,
}

pub(super) fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], pos: usize) -> Self {
        Self { bytes, pos: pos.min(bytes.len()), budget: usize::MAX }
    }

    pub(super) fn pos(&self) -> usize {
        self.pos
    }

    /// Goes on elsewhere.
    pub(super) fn seek(&mut self, pos: usize) {
        self.pos = pos.min(self.bytes.len());
    }

    /// What is still unread.
    pub(super) fn rest(&self) -> &'a [u8] {
        &self.bytes[self.pos..]
    }

    /// Goes over white space and comments.
    pub(super) fn skip_white(&mut self) {
        while let Some(&byte) = self.bytes.get(self.pos) {
            if byte == b'%' {
                let end = self.rest().iter().position(|b| matches!(b, b'\r' | b'\n'));
                self.pos = end.map_or(self.bytes.len(), |n| self.pos + n);
            } else if is_white(byte) {
                self.pos += 1;
            } else {
                return;
            }
        }
    }

    /// The next object or keyword; none at the end, or where the budget is used up. Arrays and
    /// dictionaries that never end, and what is nested too deep, end where that is seen.
    pub(super) fn next(&mut self) -> Option<Item<'a>> {
        let mut open: Vec<Open> = Vec::new();
        loop {
            self.skip_white();
            if self.budget == 0 {
                return None;
            }
            let start = self.pos;
            let Some(&byte) = self.bytes.get(self.pos) else {
                return Self::close_all(open);
            };
            self.pos += 1;
            let object = match byte {
                b'/' => Object::Name(self.name()),
                b'(' => Object::String(self.literal(), StringFormat::Literal),
                b'<' if self.bytes.get(self.pos) == Some(&b'<') => {
                    self.pos += 1;
                    open.push(Open { dictionary: true, values: Vec::new() });
                    if open.len() > MAX_DEPTH {
                        return Self::close_all(open);
                    }
                    continue;
                }
                b'<' => Object::String(self.hexadecimal(), StringFormat::Hexadecimal),
                b'[' => {
                    open.push(Open { dictionary: false, values: Vec::new() });
                    if open.len() > MAX_DEPTH {
                        return Self::close_all(open);
                    }
                    continue;
                }
                b']' | b'>' => {
                    if byte == b'>' && self.bytes.get(self.pos) == Some(&b'>') {
                        self.pos += 1;
                    }
                    match open.pop() {
                        Some(done) => done.object(),
                        None => continue,
                    }
                }
                b')' | b'{' | b'}' => continue,
                _ => match self.word(start) {
                    Item::Object(object) => object,
                    Item::Keyword(word) => match open.last_mut() {
                        None => return Some(Item::Keyword(word)),
                        Some(top) if word == b"R" => {
                            top.refer();
                            continue;
                        }
                        Some(_) if matches!(word, b"endobj" | b"stream" | b"obj") => {
                            self.pos = start;
                            return Self::close_all(open);
                        }
                        Some(_) => continue,
                    },
                },
            };
            self.budget -= 1;
            match open.last_mut() {
                Some(top) => top.values.push(object),
                None => return Some(Item::Object(object)),
            }
        }
    }

    fn close_all(mut open: Vec<Open>) -> Option<Item<'a>> {
        let mut done = open.pop()?.object();
        while let Some(mut outer) = open.pop() {
            outer.values.push(done);
            done = outer.object();
        }
        Some(Item::Object(done))
    }

    /// A number, `true`, `false`, `null` or a keyword that begins at `start`.
    fn word(&mut self, start: usize) -> Item<'a> {
        let end = self.rest().iter().position(|&b| is_white(b) || is_delimiter(b));
        self.pos = end.map_or(self.bytes.len(), |n| self.pos + n);
        let word = &self.bytes[start..self.pos];
        match word {
            b"true" => Item::Object(Object::Boolean(true)),
            b"false" => Item::Object(Object::Boolean(false)),
            b"null" => Item::Object(Object::Null),
            _ => number(word).map_or(Item::Keyword(word), Item::Object),
        }
    }

    fn name(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        while let Some(&byte) = self.bytes.get(self.pos) {
            if is_white(byte) || is_delimiter(byte) {
                break;
            }
            self.pos += 1;
            let digits = (byte == b'#').then(|| self.bytes.get(self.pos..self.pos + 2)).flatten();
            match digits.and_then(|two| Some((digit(two[0])? << 4) | digit(two[1])?)) {
                Some(value) => {
                    self.pos += 2;
                    out.push(value);
                }
                None => out.push(byte),
            }
        }
        out
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut depth = 1_usize;
        while let Some(&byte) = self.bytes.get(self.pos) {
            self.pos += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut out);
                    continue;
                }
                b'\r' => {
                    // Any line end in a string is a line feed.
                    if self.bytes.get(self.pos) == Some(&b'\n') {
                        self.pos += 1;
                    }
                    out.push(b'\n');
                    continue;
                }
                _ => {}
            }
            out.push(byte);
        }
        out
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(&byte) = self.bytes.get(self.pos) else { return };
        self.pos += 1;
        match byte {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'\n' => {}
            b'\r' => {
                if self.bytes.get(self.pos) == Some(&b'\n') {
                    self.pos += 1;
                }
            }
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.bytes.get(self.pos) {
                        Some(&next @ b'0'..=b'7') => value = value * 8 + u32::from(next - b'0'),
                        _ => break,
                    }
                    self.pos += 1;
                }
                // High-order overflow is ignored (7.3.4.2).
                out.push((value & 0xFF) as u8);
            }
            other => out.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut half = None;
        while let Some(&byte) = self.bytes.get(self.pos) {
            self.pos += 1;
            if byte == b'>' {
                break;
            }
            let Some(value) = digit(byte) else { continue };
            match half.take() {
                None => half = Some(value << 4),
                Some(high) => out.push(high | value),
            }
        }
        out.extend(half);
        out
    }
}

impl Open {
    fn object(self) -> Object {
        if !self.dictionary {
            return Object::Array(self.values);
        }
        let mut out = Dictionary::new();
        let mut values = self.values.into_iter();
        while let Some(key) = values.next() {
            if let Object::Name(key) = key
                && let Some(value) = values.next()
            {
                out.set(key, value);
            }
        }
        Object::Dictionary(out)
    }

    /// `R` after two numbers.
    fn refer(&mut self) {
        if let [.., Object::Integer(number), Object::Integer(generation)] = self.values[..]
            && let (Ok(number), Ok(generation)) = (u32::try_from(number), u16::try_from(generation))
        {
            self.values.truncate(self.values.len() - 2);
            self.values.push(Object::Reference((number, generation)));
        }
    }
}

fn digit(byte: u8) -> Option<u8> {
    (byte as char).to_digit(16).map(|value| (value & 0xF) as u8)
}

/// A number as viewers read them: `--5`, `1.5.2` and `4.` are numbers too.
fn number(word: &[u8]) -> Option<Object> {
    let sign = word.iter().take_while(|b| matches!(b, b'+' | b'-')).count();
    let digits = &word[sign..];
    if !digits.iter().any(u8::is_ascii_digit)
        || !digits.iter().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'))
    {
        return None;
    }
    let negative = word[..sign].contains(&b'-');
    // What follows a second point or a sign inside is not read.
    let mut points = 0;
    let end = digits.iter().position(|b| {
        points += usize::from(*b == b'.');
        *b == b'-' || points > 1
    });
    let text = std::str::from_utf8(&digits[..end.unwrap_or(digits.len())]).ok()?;
    if !text.contains('.')
        && let Ok(value) = text.parse::<i64>()
    {
        return Some(Object::Integer(if negative { -value } else { value }));
    }
    let value: f32 = text.parse().ok().filter(|value: &f32| value.is_finite())?;
    Some(Object::Real(if negative { -value } else { value }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Vec<Object> {
        let mut lexer = Lexer::new(text, 0);
        std::iter::from_fn(|| lexer.next())
            .filter_map(|item| match item {
                Item::Object(object) => Some(object),
                Item::Keyword(_) => None,
            })
            .collect()
    }

    #[test]
    fn objects_are_read_as_viewers_read_them() {
        let text = b"<</A#42 [1 -.5 (a\\(b(c)\\101\\\r\nd) <4 1>] /R 5 0 R>> true % no\n--3";
        let mut inner = Dictionary::new();
        inner.set(
            "AB",
            vec![1.into(), Object::Real(-0.5), Object::string_literal("a(b(c)Ad"), {
                Object::String(vec![0x41], StringFormat::Hexadecimal)
            }],
        );
        inner.set("R", Object::Reference((5, 0)));
        let expected = vec![Object::Dictionary(inner), true.into(), Object::Integer(-3)];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn nothing_nests_without_end() {
        let deep = b"[".repeat(1_000_000);
        assert!(!read(&deep).is_empty());
        assert_eq!(
            read(b"<< /A (never"),
            [Object::Dictionary(Dictionary::from_iter([("A", Object::string_literal("never"))]))]
        );
    }
}
