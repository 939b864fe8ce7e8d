//! Character maps (ISO 32000-1, 9.7.5 and 9.10.3): which bytes make a code, which character identifier and
//! which text a code stands for. Ranges are kept as ranges: a map cannot grow beyond its file.

use std::collections::BTreeMap;

use lopdf::Object;

use crate::check::pdf::syntax::{Item, Lexer};

/// A character map.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// How long codes are, by their first byte, as far as the map says it.
    spaces: Vec<Space>,
    texts: BTreeMap<u32, Box<str>>,
    /// Codes in a row whose last letters follow each other, by their first.
    text_ranges: BTreeMap<u32, (u32, Vec<u16>)>,
    cids: BTreeMap<u32, (u32, u32)>,
    /// Codes stand one below the other.
    pub(super) vertical: bool,
}

/// Codes of one length.
#[derive(Debug, PartialEq, Eq)]
struct Space {
    low: Vec<u8>,
    high: Vec<u8>,
}

/// Codes of a map, at most: they have two bytes as a rule.
const MAX_CODES: usize = 100_000;
/// Letters that one code stands for, at most.
const MAX_LETTERS: usize = 512;

impl CMap {
    /// Reads a map; what is no map gives an empty one.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(bytes, 0);
        let mut values: Vec<Object> = Vec::new();
        while let Some(item) = lexer.next() {
            let word = match item {
                Item::Object(object) => {
                    values.push(object);
                    continue;
                }
                Item::Keyword(word) => word,
            };
            match word {
                b"endcodespacerange" => map.add_spaces(&values),
                b"endbfchar" => map.add_texts(&values),
                b"endbfrange" => map.add_text_ranges(&values),
                b"endcidchar" => {
                    for pair in values.chunks_exact(2) {
                        if let (Some(code), Some(cid)) = (code(&pair[0]), cid(&pair[1])) {
                            map.cids.insert(code, (code, cid));
                        }
                    }
                }
                b"endcidrange" => {
                    for three in values.chunks_exact(3) {
                        if let (Some(low), Some(high), Some(cid)) =
                            (code(&three[0]), code(&three[1]), cid(&three[2]))
                        {
                            map.cids.insert(low, (high, cid));
                        }
                    }
                }
                b"def" => {
                    if let [.., Object::Name(name), Object::Integer(mode)] = &values[..]
                        && name == b"WMode"
                    {
                        map.vertical = *mode == 1;
                    }
                }
                _ => {}
            }
            values.clear();
            if map.texts.len() + map.text_ranges.len() + map.cids.len() > MAX_CODES {
                break;
            }
        }
        map
    }

    fn add_spaces(&mut self, values: &[Object]) {
        for pair in values.chunks_exact(2) {
            if let (Ok(low), Ok(high)) = (pair[0].as_str(), pair[1].as_str())
                && low.len() == high.len()
                && (1..=4).contains(&low.len())
                && self.spaces.len() < MAX_LETTERS
            {
                self.spaces.push(Space { low: low.to_vec(), high: high.to_vec() });
            }
        }
    }

    fn add_texts(&mut self, values: &[Object]) {
        for pair in values.chunks_exact(2) {
            if let (Some(code), Ok(text)) = (code(&pair[0]), pair[1].as_str()) {
                self.texts.insert(code, String::from_utf16_lossy(&units(text)).into());
            }
        }
    }

    fn add_text_ranges(&mut self, values: &[Object]) {
        for three in values.chunks_exact(3) {
            let (Some(low), Some(high)) = (code(&three[0]), code(&three[1])) else { continue };
            match &three[2] {
                Object::Array(texts) => {
                    for (code, text) in (low..=high).zip(texts) {
                        if let Ok(text) = text.as_str() {
                            let text = String::from_utf16_lossy(&units(text));
                            self.texts.insert(code, text.into());
                        }
                    }
                }
                text => {
                    if let Ok(text) = text.as_str() {
                        self.text_ranges.insert(low, (high, units(text)));
                    }
                }
            }
        }
    }

    /// Whether it maps any code to text.
    pub(super) fn has_texts(&self) -> bool {
        !self.texts.is_empty() || !self.text_ranges.is_empty()
    }

    /// The text of a code.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        if let Some(text) = self.texts.get(&code) {
            return Some(text.to_string());
        }
        let (low, (high, units)) = self.text_ranges.range(..=code).next_back()?;
        if code > *high {
            return None;
        }
        let (last, before) = units.split_last()?;
        let mut units = before.to_vec();
        let step = code - low;
        // A range may run on within the low half of a surrogate pair, not beyond it.
        let last = u32::from(*last) + step;
        units.push(u16::try_from(last).ok()?);
        Some(String::from_utf16_lossy(&units))
    }

    /// The character identifier of a code, if the map has any.
    pub(super) fn cid(&self, code: u32) -> Option<u32> {
        let (low, (high, cid)) = self.cids.range(..=code).next_back()?;
        (code <= *high).then(|| cid.saturating_add(code - low))
    }

    /// Whether it says how long codes are.
    pub(super) fn has_spaces(&self) -> bool {
        !self.spaces.is_empty()
    }

    /// How many bytes the next code takes (9.7.6.2).
    pub(super) fn length(&self, bytes: &[u8]) -> usize {
        let within = |space: &&Space| {
            bytes.len() >= space.low.len()
                && space.low.iter().zip(&space.high).zip(bytes).all(|((a, z), b)| a <= b && b <= z)
        };
        let shortest = || self.spaces.iter().map(|space| space.low.len()).min();
        let fits = self.spaces.iter().find(within).map(|space| space.low.len());
        fits.or_else(shortest).unwrap_or(1)
    }
}

/// A code from its bytes.
fn code(object: &Object) -> Option<u32> {
    let bytes = object.as_str().ok()?;
    (bytes.len() <= 4).then(|| bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte)))
}

fn cid(object: &Object) -> Option<u32> {
    object.as_i64().ok().and_then(|cid| u32::try_from(cid).ok())
}

/// UTF-16 units; a single byte, which some write, is one.
fn units(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [one] => vec![u16::from(*one)],
        _ => {
            let two = bytes.chunks_exact(2).take(MAX_LETTERS);
            two.map(|two| u16::from_be_bytes([two[0], two[1]])).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_mapped_one_by_one_and_in_ranges() {
        let map = CMap::parse(
            b"1 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange
            2 beginbfchar <01> <00660069> <8001> <D83DDE00> endbfchar
            3 beginbfrange <20> <7e> <0020> <8010> <8011> [<0041> <00420043>]
            <9000> <FFFFFFFF> <D83DDE00> endbfrange",
        );
        let text = |code| map.text(code);
        assert_eq!(text(1).as_deref(), Some("fi"));
        assert_eq!(text(0x8001).as_deref(), Some("😀"));
        assert_eq!(text(0x41).as_deref(), Some("A"));
        assert_eq!(text(0x8011).as_deref(), Some("BC"));
        assert_eq!(text(0x9001).as_deref(), Some("😁"));
        assert_eq!((text(0x7F), text(0x8012)), (None, None));
        assert_eq!((map.length(b"A"), map.length(&[0x81, 0]), map.length(&[0x81])), (1, 2, 1));
    }

    #[test]
    fn identifiers_are_mapped() {
        let map = CMap::parse(
            b"/WMode 1 def 1 begincidrange <0000> <00ff> 5 endcidrange
            1 begincidchar <0200> 9 endcidchar",
        );
        assert!(map.vertical);
        assert_eq!((map.cid(3), map.cid(0x200), map.cid(0x201)), (Some(8), Some(9), None));
    }
}
