//! Which language a text is in, from its script, its letters and its small words. It knows nothing of
//! documents.

mod profiles;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use whatlang::{Lang, Script};

use self::profiles::PROFILES;
use super::Language;

/// How many bytes of a text are looked at.
const SAMPLE: usize = 32 * 1024;
/// What the best language must have scored in all: a few words of its own.
const ENOUGH: f32 = 6.0;
/// Which share of the different words must be small ones of the best language; of a long text, which
/// has them all, as many as of one of `DIFFERENT` words.
const KNOWN: f32 = 0.09;
const DIFFERENT: usize = 300;
/// Which share of the letters may be none of its alphabet: those of names.
const FOREIGN: f32 = 0.04;
/// What a letter says, beside a word.
const LETTER: f32 = 0.25;
/// By which share the best language must lead the next one.
const LEAD: f32 = 0.06;

/// The language of a text, if it can be told: a title is hardly enough, a paragraph mostly is.
pub fn detect(text: &str) -> Option<Language> {
    let sample: String = text[..text.floor_char_boundary(SAMPLE)].nfc().collect();
    let tag = match whatlang::detect_script(&sample)? {
        Script::Latin | Script::Cyrillic | Script::Arabic | Script::Hebrew => by_words(&sample)?,
        Script::Greek => "el",
        _ => by_script(&sample)?,
    };
    Language::parse(tag)
}

/// The languages in whose profile each word and each letter stands, by their places in the table.
static WORDS: LazyLock<BTreeMap<&str, Vec<usize>>> =
    LazyLock::new(|| index(|i| PROFILES[i].2.split(' ')));
static LETTERS: LazyLock<BTreeMap<char, Vec<usize>>> =
    LazyLock::new(|| index(|i| PROFILES[i].1.chars()));

fn index<K: Ord, I: Iterator<Item = K>>(keys: impl Fn(usize) -> I) -> BTreeMap<K, Vec<usize>> {
    let mut out: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for at in 0..PROFILES.len() {
        for key in keys(at) {
            let places = out.entry(key).or_default();
            if places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    out
}

/// The tag of the language whose small words and letters the text has. A word counts the more the
/// fewer languages have it; a letter that a language lacks counts against it.
fn by_words(sample: &str) -> Option<&'static str> {
    let mut words: BTreeMap<String, f32> = BTreeMap::new();
    let apart = |c: char| !c.is_alphabetic() && c != '\u{307}';
    for word in sample.split(apart).filter(|word| !word.is_empty()) {
        // The lower case of the Turkish İ is an i with a second dot.
        *words.entry(word.to_lowercase().replace('\u{307}', "")).or_default() += 1.0;
    }
    let mut scores = vec![0.0_f32; PROFILES.len()];
    for (word, count) in &words {
        if let Some(places) = WORDS.get(word.as_str()) {
            places.iter().for_each(|&at| scores[at] += count * rarity(places));
        }
        for places in word.chars().filter_map(|c| LETTERS.get(&c)) {
            scores.iter_mut().for_each(|score| *score -= count * 2.0 * LETTER);
            places.iter().for_each(|&at| scores[at] += count * LETTER * (2.0 + rarity(places)));
        }
    }
    let mut order: Vec<usize> = (0..PROFILES.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let (best, next) = (scores[order[0]], scores[order[1]]);
    let leads = best >= ENOUGH && best - next >= LEAD * best;
    (leads && is_written(order[0], &words)).then_some(PROFILES[order[0]].0)
}

/// Whether words are of this language at all, which may be but the nearest to one that is not in the
/// table: enough different small words of more than one letter, and hardly any foreign letter.
fn is_written(at: usize, words: &BTreeMap<String, f32>) -> bool {
    let has = |word: &str| WORDS.get(word).is_some_and(|places| places.contains(&at));
    let (mut known, mut letters, mut foreign) = (0, 0.0, 0.0);
    for word in words.keys() {
        known += usize::from(word.chars().nth(1).is_some() && has(word));
        for c in word.chars() {
            let common = matches!(c, 'a'..='z' | 'а'..='я' | 'א'..='ת' | 'ء'..='ي');
            letters += 1.0;
            foreign += f32::from(!common && !PROFILES[at].1.contains(c));
        }
    }
    let different = words.len().min(DIFFERENT);
    as_f32(known) >= KNOWN * as_f32(different) && foreign <= FOREIGN * letters
}

/// How much it says that a language has what these languages have.
fn rarity(places: &[usize]) -> f32 {
    (as_f32(PROFILES.len()) / as_f32(places.len())).ln()
}

#[allow(clippy::cast_precision_loss, reason = "a few thousand at most")]
fn as_f32(number: usize) -> f32 {
    number as f32
}

/// The tag of the language of a script that few languages share.
fn by_script(sample: &str) -> Option<&'static str> {
    let info = whatlang::detect(sample).filter(whatlang::Info::is_reliable)?;
    Some(match info.lang() {
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Tha => "th",
        Lang::Hin => "hi",
        Lang::Mar => "mr",
        Lang::Nep => "ne",
        Lang::Ben => "bn",
        Lang::Pan => "pa",
        Lang::Guj => "gu",
        Lang::Ori => "or",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Kan => "kn",
        Lang::Mal => "ml",
        Lang::Sin => "si",
        Lang::Mya => "my",
        Lang::Khm => "km",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        Lang::Amh => "am",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn experiment() {
        let dir = std::env::var("UDHR").unwrap();
        let mut files: Vec<_> =
            std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
        files.sort();
        for f in files {
            let name = f.file_name().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&f).unwrap();
            let mut got: BTreeMap<String, usize> = BTreeMap::new();
            let v: Vec<&str> = text.split("\n\n").collect();
            for p in v.chunks(std::env::var("N").unwrap().parse().unwrap()) {
                let p = p.join("\n");
                let l = detect(&p).map_or("-".into(), |l| l.to_string());
                println!("# {name} {l} {p}");
                *got.entry(l).or_default() += 1;
            }
            println!("{name} {got:?}");
        }
    }
}
