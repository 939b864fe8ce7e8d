//! Which family a character asks for first: the blocks of Unicode by family, and the families that are
//! asked after it. It knows names, not files.

use std::borrow::Cow;

use parley::{FontFamily, FontFamilyName};

/// What a passage is set in: which family is asked first. Those for all scripts follow, and the first
/// that has a character shows it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Script(u8);

impl Script {
    /// The script of a letter; `None` for what is common to all: spaces, digits, signs.
    pub fn of(c: char) -> Option<Self> {
        let c = u32::from(c);
        if c >= FIRST {
            let after = BLOCKS.partition_point(|block| block.first <= c);
            let block = after.checked_sub(1).map(|at| &BLOCKS[at]).filter(|block| c <= block.last);
            if let Some(block) = block {
                return block.script;
            }
        }
        char::from_u32(c).filter(|c| c.is_alphabetic()).map(|_| Self::default())
    }

    /// The families that are asked for a character in this script.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        let own = FAMILIES.get(usize::from(self.0)).copied();
        own.into_iter().chain(COMMON.iter().copied())
    }
}

/// The families for a passage, in the order in which they are asked.
pub fn families(script: Script, code: bool) -> FontFamily<'static> {
    let lists = if code { &CODE } else { &TEXT };
    FontFamily::List(Cow::Borrowed(&lists[usize::from(script.0).min(FAMILIES.len() - 1)]))
}

const SANS: &str = "NotoSans";
const MONO: &str = "NotoSansMono";

/// The families that have what is common to all scripts, in the order in which they are asked. Arabic,
/// Hebrew and Devanagari lend their signs to others; what can be text or emoji is text
/// unless it is marked as emoji.
const COMMON: [&str; 10] = [
    SANS,
    "NotoSansMath",
    "NotoSansSymbols2",
    "NotoSansSymbols",
    "NotoEmoji",
    MONO,
    "NotoSansCJK",
    "NotoSansHebrew",
    "NotoSansArabic",
    "NotoSansDevanagari",
];

type List = [FontFamilyName<'static>; COMMON.len() + 2];

const fn list(first: &'static str, second: &'static str) -> List {
    const fn common(at: usize) -> FontFamilyName<'static> {
        FontFamilyName::named(COMMON[at])
    }
    [
        FontFamilyName::named(first),
        FontFamilyName::named(second),
        common(0),
        common(1),
        common(2),
        common(3),
        common(4),
        common(5),
        common(6),
        common(7),
        common(8),
        common(9),
    ]
}

/// From here on a letter may have a family of its own.
const FIRST: u32 = 0x530;

/// Characters that stand together, and the script that they are of; `None` where it is of no script.
struct Block {
    first: u32,
    last: u32,
    script: Option<Script>,
}

const fn block(first: u32, last: u32, family: &str) -> Block {
    let mut script = 0;
    while !equal(FAMILIES[script as usize], family) {
        script += 1;
    }
    Block { first, last, script: Some(Script(script)) }
}

const fn equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

macro_rules! scripts {
    ($($family:literal),* $(,)?) => {
        /// The families by script.
        const FAMILIES: &[&str] = &[$($family),*];
        static TEXT: [List; FAMILIES.len()] = [$(list($family, $family)),*];
        static CODE: [List; FAMILIES.len()] = [$(list(MONO, $family)),*];
    };
}

scripts![
    "NotoSans",
    "NotoSansHebrew",
    "NotoSansArabic",
    "NotoSansCJK",
    "NotoSansAdlam",
    "NotoSansArmenian",
    "NotoSansBengali",
    "NotoSansCanadianAboriginal",
    "NotoSansCherokee",
    "NotoSansDevanagari",
    "NotoSansEthiopic",
    "NotoSansGeorgian",
    "NotoSansGothic",
    "NotoSansGujarati",
    "NotoSansGurmukhi",
    "NotoSansJavanese",
    "NotoSansKannada",
    "NotoSansKhmer",
    "NotoSansLao",
    "NotoSansLisu",
    "NotoSansMalayalam",
    "NotoSansMeeteiMayek",
    "NotoSansMyanmar",
    "NotoSansNKo",
    "NotoSansOlChiki",
    "NotoSansOriya",
    "NotoSansRunic",
    "NotoSansSinhala",
    "NotoSansSundanese",
    "NotoSansSyriac",
    "NotoSansTamil",
    "NotoSansTelugu",
    "NotoSansThaana",
    "NotoSansThai",
    "NotoSansTifinagh",
    "NotoSerifTibetan",
];

/// The blocks of the scripts that have a family of their own, in order.
static BLOCKS: &[Block] = &[
    block(0x530, 0x58F, "NotoSansArmenian"),
    block(0x590, 0x5FF, "NotoSansHebrew"),
    block(0x600, 0x6FF, "NotoSansArabic"),
    block(0x700, 0x74F, "NotoSansSyriac"),
    block(0x750, 0x77F, "NotoSansArabic"),
    block(0x780, 0x7BF, "NotoSansThaana"),
    block(0x7C0, 0x7FF, "NotoSansNKo"),
    block(0x860, 0x86F, "NotoSansSyriac"),
    block(0x870, 0x8FF, "NotoSansArabic"),
    block(0x900, 0x950, "NotoSansDevanagari"),
    // The Vedic accents and the danda serve all scripts of India.
    Block { first: 0x951, last: 0x952, script: None },
    block(0x953, 0x963, "NotoSansDevanagari"),
    Block { first: 0x964, last: 0x965, script: None },
    block(0x966, 0x97F, "NotoSansDevanagari"),
    block(0x980, 0x9FF, "NotoSansBengali"),
    block(0xA00, 0xA7F, "NotoSansGurmukhi"),
    block(0xA80, 0xAFF, "NotoSansGujarati"),
    block(0xB00, 0xB7F, "NotoSansOriya"),
    block(0xB80, 0xBFF, "NotoSansTamil"),
    block(0xC00, 0xC7F, "NotoSansTelugu"),
    block(0xC80, 0xCFF, "NotoSansKannada"),
    block(0xD00, 0xD7F, "NotoSansMalayalam"),
    block(0xD80, 0xDFF, "NotoSansSinhala"),
    block(0xE00, 0xE7F, "NotoSansThai"),
    block(0xE80, 0xEFF, "NotoSansLao"),
    block(0xF00, 0xFFF, "NotoSerifTibetan"),
    block(0x1000, 0x109F, "NotoSansMyanmar"),
    block(0x10A0, 0x10FF, "NotoSansGeorgian"),
    block(0x1100, 0x11FF, "NotoSansCJK"),
    block(0x1200, 0x139F, "NotoSansEthiopic"),
    block(0x13A0, 0x13FF, "NotoSansCherokee"),
    block(0x1400, 0x167F, "NotoSansCanadianAboriginal"),
    block(0x16A0, 0x16FF, "NotoSansRunic"),
    block(0x1780, 0x17FF, "NotoSansKhmer"),
    block(0x18B0, 0x18FF, "NotoSansCanadianAboriginal"),
    block(0x19E0, 0x19FF, "NotoSansKhmer"),
    block(0x1B80, 0x1BBF, "NotoSansSundanese"),
    block(0x1C50, 0x1C7F, "NotoSansOlChiki"),
    block(0x1C90, 0x1CBF, "NotoSansGeorgian"),
    block(0x1CC0, 0x1CCF, "NotoSansSundanese"),
    block(0x2D00, 0x2D2F, "NotoSansGeorgian"),
    block(0x2D30, 0x2D7F, "NotoSansTifinagh"),
    block(0x2D80, 0x2DDF, "NotoSansEthiopic"),
    block(0x2E80, 0x4DBF, "NotoSansCJK"),
    block(0x4E00, 0x9FFF, "NotoSansCJK"),
    block(0xA4D0, 0xA4FF, "NotoSansLisu"),
    block(0xA8E0, 0xA8FF, "NotoSansDevanagari"),
    block(0xA960, 0xA97F, "NotoSansCJK"),
    block(0xA980, 0xA9DF, "NotoSansJavanese"),
    block(0xA9E0, 0xA9FF, "NotoSansMyanmar"),
    block(0xAA60, 0xAA7F, "NotoSansMyanmar"),
    block(0xAAE0, 0xAAFF, "NotoSansMeeteiMayek"),
    block(0xAB00, 0xAB2F, "NotoSansEthiopic"),
    block(0xAB70, 0xABBF, "NotoSansCherokee"),
    block(0xABC0, 0xABFF, "NotoSansMeeteiMayek"),
    block(0xAC00, 0xD7FF, "NotoSansCJK"),
    block(0xF900, 0xFAFF, "NotoSansCJK"),
    block(0xFB13, 0xFB17, "NotoSansArmenian"),
    block(0xFB1D, 0xFB4F, "NotoSansHebrew"),
    block(0xFB50, 0xFDFF, "NotoSansArabic"),
    block(0xFE10, 0xFE1F, "NotoSansCJK"),
    block(0xFE30, 0xFE6F, "NotoSansCJK"),
    block(0xFE70, 0xFEFE, "NotoSansArabic"),
    block(0xFF00, 0xFFEF, "NotoSansCJK"),
    block(0x10330, 0x1034F, "NotoSansGothic"),
    block(0x1B000, 0x1B16F, "NotoSansCJK"),
    block(0x1E900, 0x1E95F, "NotoSansAdlam"),
    block(0x20000, 0x3FFFF, "NotoSansCJK"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_in_order_and_every_family_has_one() {
        assert!(BLOCKS.is_sorted_by(|a, b| a.last < b.first) && BLOCKS[0].first == FIRST);
        assert!(BLOCKS.iter().all(|block| block.first <= block.last));
        for script in (1..FAMILIES.len()).map(|n| Script(u8::try_from(n).unwrap())) {
            assert!(BLOCKS.iter().any(|block| block.script == Some(script)), "{script:?}");
        }
    }

    #[test]
    fn letters_have_a_script_and_signs_have_none() {
        let own = |c| Script::of(c).and_then(|script| script.names().next());
        for (c, family) in [
            ('a', SANS),
            ('Ж', SANS),
            ('א', "NotoSansHebrew"),
            ('漢', "NotoSansCJK"),
            ('、', "NotoSansCJK"),
            ('ก', "NotoSansThai"),
            ('ཀ', "NotoSerifTibetan"),
            ('𠮷', "NotoSansCJK"),
        ] {
            assert_eq!(own(c), Some(family), "{c}");
        }
        assert!(" 1.।→😀\u{301}".chars().all(|c| own(c).is_none()));
    }
}
