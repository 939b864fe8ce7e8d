//! How wide the glyphs of a font are (ISO 32000-1, 9.2.4 and 9.7.4.3), in thousandths of an em.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};

use crate::check::pdf::file::{Objects, number};

/// Widths by code or character identifier.
#[derive(Debug)]
pub(super) struct Widths {
    usual: f64,
    /// The first of some in a row: the last, and their widths, or one for all.
    rows: BTreeMap<u32, (u32, Vec<f64>)>,
}

/// Wider than any glyph.
const MAX_WIDTH: f64 = 100_000.0;

impl Widths {
    pub(super) fn of_simple(
        objects: &Objects,
        dict: &Dictionary,
        descriptor: Option<&Dictionary>,
    ) -> Self {
        let missing = descriptor.and_then(|d| objects.number(d, b"MissingWidth"));
        let first = objects.integer(dict, b"FirstChar").and_then(|n| u32::try_from(n).ok());
        let mut rows = BTreeMap::new();
        if let (Some(first), Some(widths)) = (first, objects.array(dict, b"Widths")) {
            let widths: Vec<f64> =
                widths.iter().take(256).map(|w| width(objects, w).unwrap_or(0.0)).collect();
            if let Some(last) = u32::try_from(widths.len()).ok().and_then(|n| n.checked_sub(1)) {
                rows.insert(first, (first.saturating_add(last), widths));
            }
        }
        // A font that every program has needs no widths: half an em is near enough to find gaps.
        let usual = if rows.is_empty() { missing.unwrap_or(500.0) } else { missing.unwrap_or(0.0) };
        Self { usual, rows }
    }

    pub(super) fn of_composite(objects: &Objects, dict: &Dictionary) -> Self {
        let mut rows = BTreeMap::new();
        let mut rest = objects.array(dict, b"W").unwrap_or_default();
        while let [first, second, tail @ ..] = rest {
            let Some(first) = identifier(objects, first) else { break };
            match objects.resolve(second) {
                Object::Array(widths) => {
                    let widths: Vec<f64> =
                        widths.iter().map(|w| width(objects, w).unwrap_or(0.0)).collect();
                    if let Some(last) =
                        u32::try_from(widths.len()).ok().and_then(|n| n.checked_sub(1))
                    {
                        rows.insert(first, (first.saturating_add(last), widths));
                    }
                    rest = tail;
                }
                last => {
                    let [all, tail @ ..] = tail else { break };
                    let (Some(last), Some(all)) = (identifier(objects, last), width(objects, all))
                    else {
                        break;
                    };
                    rows.insert(first, (last, vec![all]));
                    rest = tail;
                }
            }
        }
        let usual = objects.get(dict, b"DW").and_then(|w| width(objects, w)).unwrap_or(1000.0);
        Self { usual, rows }
    }

    /// The width of a code or character identifier.
    pub(super) fn of(&self, code: u32) -> f64 {
        let Some((first, (last, widths))) = self.rows.range(..=code).next_back() else {
            return self.usual;
        };
        if code > *last {
            return self.usual;
        }
        let at = usize::try_from(code - first).unwrap_or(usize::MAX);
        *widths.get(at).or(widths.first()).unwrap_or(&self.usual)
    }
}

fn width(objects: &Objects, object: &Object) -> Option<f64> {
    number(objects.resolve(object)).map(|width| width.clamp(-MAX_WIDTH, MAX_WIDTH))
}

fn identifier(objects: &Objects, object: &Object) -> Option<u32> {
    crate::check::pdf::file::integer(objects.resolve(object)).and_then(|n| u32::try_from(n).ok())
}
