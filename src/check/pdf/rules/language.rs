//! A language that the words contradict.

use super::at;
use super::words::Words;
use crate::check::Results;
use crate::check::pdf::{ElementId, Mark};
use crate::diagnostic::rules::content::LANGUAGE_CONTRADICTS;
use crate::text::{Language, detect};

/// How many words are enough to tell.
const ENOUGH_WORDS: usize = 50;
/// How much text is looked at, in bytes.
const SAMPLE: usize = 64 * 1024;

/// Languages that are written so much alike that they are not held against each other.
const CLOSE: &[&[&str]] = &[
    &["no", "nb", "nn", "da"],
    &["hr", "bs", "sr", "sh", "cnr", "sl"],
    &["id", "ms", "jv"],
    &["cs", "sk"],
    &["es", "gl", "pt", "ca", "ast", "oc"],
    &["nl", "af", "fy", "li"],
    &["ru", "uk", "be", "bg", "mk", "rue"],
    &["fa", "ar", "ur", "ps", "ckb"],
    &["zh", "yue", "wuu", "ja"],
    &["de", "gsw", "bar", "lb", "nds"],
    &["en", "sco"],
    &["fr", "frp", "wa"],
    &["it", "co", "scn", "vec", "lmo"],
    &["tr", "az", "tk", "crh"],
    &["et", "vro"],
    &["he", "yi"],
    &["la", "it"],
];

/// Tags of three letters (ISO 639-2) of languages that have one of two.
const OF_THREE_LETTERS: &[(&str, &str)] = &[
    ("ara", "ar"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cze", "cs"),
    ("dan", "da"),
    ("deu", "de"),
    ("ger", "de"),
    ("ell", "el"),
    ("gre", "el"),
    ("eng", "en"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("ind", "id"),
    ("isl", "is"),
    ("ice", "is"),
    ("ita", "it"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("nld", "nl"),
    ("dut", "nl"),
    ("nor", "no"),
    ("nob", "nb"),
    ("nno", "nn"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rum", "ro"),
    ("rus", "ru"),
    ("slk", "sk"),
    ("slo", "sk"),
    ("slv", "sl"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tha", "th"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("vie", "vi"),
    ("zho", "zh"),
    ("chi", "zh"),
];

pub(super) fn check(words: &Words, results: &mut Results) {
    let pdf = words.pdf;
    let whole = |id: &ElementId| pdf.tree.get(*id).lang.as_deref();
    let said = pdf.tree.top.first().and_then(whole).or(pdf.facts.language.as_deref());
    let Some(declared) = said.and_then(Language::parse) else { return };
    if declared.is_undetermined() || declared.as_str().starts_with('x') {
        return;
    }
    let text = main_text(words);
    if text.split_whitespace().count() < ENOUGH_WORDS {
        return;
    }
    results.applies(&LANGUAGE_CONTRADICTS);
    let Some(seen) = detect(&text) else { return };
    let three = OF_THREE_LETTERS.iter().find(|(three, _)| *three == declared.primary());
    let said = three.map_or(declared.primary(), |(_, two)| two);
    let seen = seen.primary();
    // Other codes of three letters may be names of what is seen; Latin is what fills a page for show.
    if said.len() != 2 || seen == "la" {
        return;
    }
    let close = |group: &&[&str]| group.contains(&said) && group.contains(&seen);
    if said != seen && !CLOSE.iter().any(close) {
        let message =
            format!("the document says `{}`, and its words are in `{seen}`", declared.as_str());
        results.push(&LANGUAGE_CONTRADICTS, at(pdf, None, ""), message);
    }
}

/// The words that have no language of their own.
fn main_text(words: &Words) -> String {
    let pdf = words.pdf;
    let mut out = String::new();
    for (id, element) in pdf.tree.iter() {
        let is_block = matches!(&*element.kind, "P" | "LBody" | "TD" | "BlockQuote" | "Note");
        let holds_blocks = pdf.tree.children(id).any(|kid| {
            matches!(&*pdf.tree.get(kid).kind, "P" | "L" | "Table" | "BlockQuote" | "Note")
        });
        let other = element.lang.is_some()
            || pdf.tree.ancestors(id).any(|above| above.lang.is_some() && above.kind != "Document");
        if is_block && !holds_blocks && !other {
            out.push_str(&words.text(id));
            out.push('\n');
        }
        if out.len() > SAMPLE {
            return out;
        }
    }
    if pdf.tree.elements.is_empty() {
        for page in &pdf.pages {
            for piece in page.pieces.iter().filter(|piece| piece.mark != Mark::Artifact) {
                out.push_str(&piece.text);
                out.push(' ');
            }
            if out.len() > SAMPLE {
                return out;
            }
        }
    }
    out
}
