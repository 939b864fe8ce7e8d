//! Fonts, as far as text is concerned: codes to Unicode, widths, weight (ISO 32000-1, 9.5 to 9.10). It
//! never looks at the shape of a glyph.

mod cmap;
mod glyphs;
mod widths;

use std::sync::Arc;

use encoding_rs::Encoding;
use lopdf::{Dictionary, Object};

use super::file::{Objects, as_dict, streams};
use super::page::Font;
use cmap::CMap;
use widths::Widths;

/// A character map in bytes, at most.
const MAX_CMAP: usize = 4 * 1024 * 1024;

/// A font, ready to decode what is shown in it.
#[derive(Debug)]
pub(super) struct Face {
    pub(super) font: Arc<Font>,
    kind: Kind,
    to_unicode: Option<CMap>,
    widths: Widths,
    /// What a thousandth of a glyph is in text space: smaller or larger only in Type 3 fonts.
    unit: f64,
    /// From the baseline up and down, in ems.
    pub(super) ascent: f64,
    pub(super) descent: f64,
    pub(super) vertical: bool,
}

/// How bytes become codes and codes become text.
#[derive(Debug)]
enum Kind {
    /// A byte each.
    Simple(glyphs::Codes),
    /// As a map of the file says it.
    Mapped(CMap),
    /// Two bytes each that mean nothing by themselves.
    Identity,
    /// Unicode itself, in units of 16 bits.
    Utf16,
    /// An encoding of the East that everybody knows.
    Legacy(&'static Encoding),
}

/// A code that is shown.
#[derive(Debug)]
pub(super) struct Shown {
    /// The text; none if nobody can say it.
    pub(super) text: Option<String>,
    /// How far it goes on, in ems.
    pub(super) advance: f64,
    /// Whether word spacing applies: a single byte 32 (9.3.3).
    pub(super) is_space: bool,
}

impl Face {
    /// Reads a font.
    pub(super) fn read(objects: &Objects, dict: &Dictionary) -> Self {
        let subtype = objects.name(dict, b"Subtype").unwrap_or_default();
        let descendant = objects
            .array(dict, b"DescendantFonts")
            .and_then(|fonts| as_dict(objects.resolve(fonts.first()?)));
        let composite = subtype == b"Type0";
        let described = descendant.filter(|_| composite).unwrap_or(dict);
        let descriptor = objects.dict(described, b"FontDescriptor");
        let name = objects.word(dict, b"BaseFont").unwrap_or_default();
        let name = bare(&name).to_owned();
        let to_unicode = match objects.get(dict, b"ToUnicode") {
            Some(Object::Stream(stream)) => streams::decode(objects, stream, MAX_CMAP).ok(),
            _ => None,
        };
        let to_unicode = to_unicode.map(|bytes| CMap::parse(&bytes)).filter(CMap::has_texts);
        let (kind, vertical) = if composite {
            composite_kind(objects, dict)
        } else {
            (Kind::Simple(codes(objects, dict, descriptor, &name)), false)
        };
        let has_unicode = to_unicode.is_some()
            || match &kind {
                Kind::Simple(codes) => codes.iter().any(Option::is_some),
                Kind::Utf16 | Kind::Legacy(_) => true,
                Kind::Identity | Kind::Mapped(_) => false,
            };
        let matrix = (subtype == b"Type3").then(|| objects.numbers::<6>(dict, b"FontMatrix"));
        let unit = matrix.flatten().map_or(1.0, |matrix| (matrix[0] * 1000.0).abs());
        let em = |key: &[u8], usual: f64, range: std::ops::RangeInclusive<f64>| {
            let value = descriptor.and_then(|d| objects.number(d, key)).map(|v| v / 1000.0);
            value.filter(|value| range.contains(value)).unwrap_or(usual)
        };
        Self {
            font: Arc::new(Font { bold: is_bold(objects, descriptor, &name), name, has_unicode }),
            kind,
            to_unicode,
            widths: if composite {
                Widths::of_composite(objects, described)
            } else {
                Widths::of_simple(objects, dict, descriptor)
            },
            unit: if unit.is_finite() { unit } else { 1.0 },
            ascent: em(b"Ascent", 0.75, 0.3..=1.5),
            descent: em(b"Descent", -0.25, -1.0..=0.0),
            vertical,
        }
    }

    /// The codes of a string in order.
    pub(super) fn decode(&self, bytes: &[u8], mut each: impl FnMut(Shown)) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let (now, after) = rest.split_at(self.length(rest).clamp(1, rest.len()));
            rest = after;
            let code = now.iter().take(4).fold(0_u32, |code, byte| code << 8 | u32::from(*byte));
            let text = self.to_unicode.as_ref().and_then(|map| map.text(code));
            let cid = match &self.kind {
                Kind::Mapped(map) => map.cid(code).unwrap_or(0),
                _ => code,
            };
            each(Shown {
                text: text.or_else(|| self.own_text(now, code)).filter(|text| is_said(text)),
                advance: self.widths.of(cid) / 1000.0 * self.unit,
                is_space: now == b" ",
            });
        }
    }

    /// How many bytes the next code takes.
    fn length(&self, bytes: &[u8]) -> usize {
        match &self.kind {
            Kind::Simple(_) => 1,
            Kind::Mapped(map) if map.has_spaces() => map.length(bytes),
            Kind::Mapped(_) | Kind::Identity => 2,
            Kind::Utf16 => match bytes[0] {
                0xD8..=0xDB => 4,
                _ => 2,
            },
            Kind::Legacy(encoding) => match bytes[0] {
                0x00..=0x80 => 1,
                0xA0..=0xDF if *encoding == encoding_rs::SHIFT_JIS => 1,
                _ => 2,
            },
        }
    }

    /// The text of a code where no map of the file says it.
    fn own_text(&self, bytes: &[u8], code: u32) -> Option<String> {
        match &self.kind {
            Kind::Simple(codes) => codes.get(usize::try_from(code).ok()?)?.clone(),
            Kind::Mapped(_) | Kind::Identity => None,
            Kind::Utf16 => {
                let two = bytes.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]]));
                String::from_utf16(&two.collect::<Vec<_>>()).ok()
            }
            Kind::Legacy(encoding) => {
                let (text, bad) = encoding.decode_without_bom_handling(bytes);
                (!bad).then(|| text.into_owned())
            }
        }
    }
}

/// Whether a text is one: some maps lead to nothing.
fn is_said(text: &str) -> bool {
    !text.is_empty() && !text.chars().all(|c| c == '\0')
}

/// A name without the tag of a subset: `ABCDEF+Name`.
fn bare(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()) => rest,
        _ => name,
    }
}

fn is_bold(objects: &Objects, descriptor: Option<&Dictionary>, name: &str) -> bool {
    let name = name.to_lowercase();
    let says = ["bold", "black", "heavy", "demi"].iter().any(|word| name.contains(word));
    let described = descriptor.is_some_and(|descriptor| {
        objects.number(descriptor, b"FontWeight").is_some_and(|weight| weight >= 600.0)
            // ForceBold is bit 19.
            || objects.integer(descriptor, b"Flags").is_some_and(|flags| flags & (1 << 18) != 0)
    });
    says || described
}

/// The texts of the codes of a simple font.
fn codes(
    objects: &Objects,
    dict: &Dictionary,
    descriptor: Option<&Dictionary>,
    name: &str,
) -> glyphs::Codes {
    let symbolic = descriptor
        .and_then(|descriptor| objects.integer(descriptor, b"Flags"))
        .is_some_and(|flags| flags & 4 != 0);
    let own = || {
        if let Some(Object::Stream(program)) =
            descriptor.and_then(|descriptor| objects.get(descriptor, b"FontFile"))
            && let Ok(program) = streams::decode(objects, program, MAX_CMAP)
            && let Some(codes) = glyphs::built_in(&program)
        {
            return codes;
        }
        match name {
            "Symbol" | "ZapfDingbats" => glyphs::named(name),
            _ if symbolic => vec![None; 256],
            _ => glyphs::named("StandardEncoding"),
        }
    };
    let Some(encoding) = objects.get(dict, b"Encoding") else { return own() };
    if let Object::Name(base) = encoding {
        return glyphs::named(&String::from_utf8_lossy(base));
    }
    let Some(encoding) = as_dict(encoding) else { return own() };
    let mut codes = match objects.word(encoding, b"BaseEncoding") {
        Some(base) => glyphs::named(&base),
        None => own(),
    };
    let mut next = 0;
    for object in objects.array(encoding, b"Differences").unwrap_or_default() {
        match objects.resolve(object) {
            Object::Integer(code) => next = usize::try_from(*code).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(place) = codes.get_mut(next) {
                    *place = glyphs::text(name);
                }
                next = next.saturating_add(1);
            }
            _ => {}
        }
    }
    codes
}

/// How the codes of a composite font are read, and whether they stand one below the other.
fn composite_kind(objects: &Objects, dict: &Dictionary) -> (Kind, bool) {
    let name = match objects.get(dict, b"Encoding") {
        Some(Object::Stream(stream)) => {
            let bytes = streams::decode(objects, stream, MAX_CMAP).unwrap_or_default();
            let map = CMap::parse(&bytes);
            let vertical = map.vertical;
            return (Kind::Mapped(map), vertical);
        }
        Some(Object::Name(name)) => String::from_utf8_lossy(name).into_owned(),
        _ => return (Kind::Identity, false),
    };
    let has = |word: &str| name.contains(word);
    let kind = if has("UCS2") || has("UTF16") {
        Kind::Utf16
    } else if has("GBK") || has("GB-EUC") {
        Kind::Legacy(encoding_rs::GBK)
    } else if has("RKSJ") {
        Kind::Legacy(encoding_rs::SHIFT_JIS)
    } else if has("B5") {
        Kind::Legacy(encoding_rs::BIG5)
    } else if has("KSC") {
        Kind::Legacy(encoding_rs::EUC_KR)
    } else if name == "EUC-H" || name == "EUC-V" {
        Kind::Legacy(encoding_rs::EUC_JP)
    } else {
        Kind::Identity
    };
    (kind, name.ends_with("-V"))
}
