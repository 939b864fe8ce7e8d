//! What the codes of simple fonts stand for: standard encodings, differences from them, names of glyphs
//! (ISO 32000-1, 9.6.6 and Annex D; Adobe Glyph List Specification). The lists themselves are the library's.

use lopdf::{Dictionary, Encoding, Object};

use crate::check::pdf::syntax::{Item, Lexer};

/// The texts of the 256 codes of a simple font.
pub(super) type Codes = Vec<Option<String>>;

/// An encoding by its name; of an unknown one, no code stands for anything.
pub(super) fn named(name: &str) -> Codes {
    match name {
        "Symbol" => return (0..=255_u8).map(|code| symbol(code).map(String::from)).collect(),
        "ZapfDingbats" => {
            return (0..=255_u8).map(|code| dingbat(code).map(String::from)).collect();
        }
        _ => {}
    }
    let font = Dictionary::from_iter([
        ("Type", Object::Name(b"Font".to_vec())),
        ("Encoding", Object::Name(name.as_bytes().to_vec())),
    ]);
    let nothing = lopdf::Document::new();
    let Ok(Encoding::OneByteEncoding(table)) = font.get_font_encoding(&nothing) else {
        return vec![None; 256];
    };
    let letter = |unit| char::from_u32(u32::from(unit)).map(String::from);
    table.iter().map(|glyph| glyph.and_then(|glyph| letter(glyph.utf16_code_unit()))).collect()
}

/// The text that the name of a glyph stands for.
pub(super) fn text(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    let base = name.split('.').next().filter(|base| !base.is_empty())?;
    let mut out = String::new();
    for part in base.split('_') {
        if let Some(text) = listed(part) {
            out.push_str(&text);
        } else if let Some(digits) = part.strip_prefix("uni").filter(|d| d.len() % 4 == 0) {
            let units: Option<Vec<u16>> = digits.as_bytes().chunks(4).map(hexadecimal).collect();
            out.push_str(&String::from_utf16(&units.filter(|units| !units.is_empty())?).ok()?);
        } else {
            let digits = part.strip_prefix('u').filter(|d| (4..=6).contains(&d.len()))?;
            out.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
        }
    }
    Some(out)
}

fn hexadecimal(digits: &[u8]) -> Option<u16> {
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// A name of the Adobe Glyph List.
fn listed(name: &str) -> Option<String> {
    let differences = vec![Object::Integer(0), Object::Name(name.as_bytes().to_vec())];
    let encoding = Dictionary::from_iter([
        ("Type", Object::Name(b"Encoding".to_vec())),
        ("Differences", Object::Array(differences)),
    ]);
    let font = Dictionary::from_iter([
        ("Type", Object::Name(b"Font".to_vec())),
        ("Encoding", Object::Dictionary(encoding)),
    ]);
    let nothing = lopdf::Document::new();
    match font.get_font_encoding(&nothing) {
        Ok(Encoding::Differences(found)) => {
            let unit = found.map.get(&0)?.utf16_code_unit();
            char::from_u32(u32::from(unit)).map(String::from)
        }
        _ => None,
    }
}

/// The encoding that a Type 1 font program has of itself: `dup 65 /A put` in its readable part.
pub(super) fn built_in(program: &[u8]) -> Option<Codes> {
    let end = program.windows(5).position(|word| word == b"eexec")?;
    let program = &program[..end];
    let start = program.windows(9).position(|word| word == b"/Encoding")?;
    let mut lexer = Lexer::new(program, start + 9);
    let mut codes = vec![None; 256];
    let mut last = (None, None);
    while let Some(item) = lexer.next() {
        match item {
            Item::Keyword(b"StandardEncoding") => return Some(named("StandardEncoding")),
            Item::Keyword(b"put") => {
                if let (Some(Object::Integer(code)), Some(Object::Name(name))) = &last
                    && let Ok(code) = usize::try_from(*code)
                    && let Some(place) = codes.get_mut(code)
                {
                    *place = text(name);
                }
            }
            Item::Keyword(b"def" | b"readonly") => break,
            Item::Object(object) => last = (last.1, Some(object)),
            Item::Keyword(_) => {}
        }
    }
    codes.iter().any(Option::is_some).then_some(codes)
}

fn symbol(code: u8) -> Option<char> {
    const UPPER: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const LOWER: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    Some(match code {
        b'A'..=b'Z' => UPPER.chars().nth(usize::from(code - b'A'))?,
        b'a'..=b'z' => LOWER.chars().nth(usize::from(code - b'a'))?,
        b' ' | b'!' | b'#' | b'%' | b'&' | b'(' | b')' | b'+' | b',' | b'.'..=b'?' => {
            char::from(code)
        }
        b'*' => '∗',
        b'-' => '−',
        b'[' | b']' | b'{' | b'|' | b'}' | b'_' => char::from(code),
        0xA3 => '≤',
        0xA5 => '∞',
        0xAC => '←',
        0xAD => '↑',
        0xAE => '→',
        0xAF => '↓',
        0xB0 => '°',
        0xB1 => '±',
        0xB3 => '≥',
        0xB4 => '×',
        0xB6 => '∂',
        0xB7 => '•',
        0xB8 => '÷',
        0xB9 => '≠',
        0xBA => '≡',
        0xBB => '≈',
        0xBC => '…',
        0xCE => '∈',
        0xD6 => '√',
        0xE5 => '∑',
        0xF2 => '∫',
        _ => return None,
    })
}

fn dingbat(code: u8) -> Option<char> {
    match code {
        b' ' => Some(' '),
        b'%' => Some('☎'),
        b'*' => Some('☛'),
        b'+' => Some('☞'),
        b'H' => Some('★'),
        b'l' => Some('●'),
        b'n' => Some('■'),
        b's' => Some('▲'),
        b't' => Some('▼'),
        b'u' => Some('◆'),
        b'w' => Some('◗'),
        // The rest of this half stands in Unicode in the same order.
        b'!'..=b'~' => char::from_u32(0x2700 + u32::from(code - 0x20)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs_are_texts() {
        let texts = ["A", "eacute", "Euro", "f_f_i", "uni20AC", "u1F600", "a.alt"].map(|name| {
            let text = text(name.as_bytes());
            text.unwrap()
        });
        assert_eq!(texts, ["A", "é", "€", "ffi", "€", "😀", "a"]);
        assert_eq!([&b"g12"[..], b".notdef", b"cid_3"].map(text), [None, None, None]);
    }

    #[test]
    fn encodings_are_known() {
        assert_eq!(named("WinAnsiEncoding")[0x80].as_deref(), Some("€"));
        assert_eq!(named("MacRomanEncoding")[0x8E].as_deref(), Some("é"));
        assert_eq!(named("StandardEncoding")[0xAE].as_deref(), Some("ﬁ"));
        assert_eq!(named("Symbol")[usize::from(b'a')].as_deref(), Some("α"));
        assert_eq!(named("ZapfDingbats")[0x34].as_deref(), Some("✔"));
        let program = b"/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for
            dup 65 /B put dup 300 /C put readonly def currentfile eexec";
        let codes = built_in(program).unwrap();
        assert_eq!(codes[65].as_deref(), Some("B"));
    }
}
