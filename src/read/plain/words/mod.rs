//! The words of the reader, kept as data beside it: which phrases are site furniture, how bylines,
//! credits and dates are written. It knows nothing of lines, places or documents.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Letters as they are compared: lower case, without accents, one space between words.
pub(in crate::read) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            push_folded(c.to_ascii_lowercase(), &mut out);
        } else {
            for c in c.to_lowercase() {
                decompose_canonical(c, |c| push_folded(c, &mut out));
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn push_folded(c: char, out: &mut String) {
    match c {
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        '’' | '‘' | 'ʼ' | '׳' | '`' => out.push('\''),
        '״' | '“' | '”' | '„' => out.push('"'),
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
        c if c.is_whitespace() => {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        c if is_combining_mark(c) => {}
        c => out.push(c),
    }
}

/// The kinds of furniture: the sections of `furniture.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Navigation,
    Cookies,
    Share,
    Advertisement,
    Related,
    Newsletter,
    Comments,
    Top,
    Copyright,
    Label,
    Greeting,
    Media,
    ReadingTime,
    Section,
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "navigation" => Self::Navigation,
            "cookies" => Self::Cookies,
            "share" => Self::Share,
            "advertisement" => Self::Advertisement,
            "related" => Self::Related,
            "newsletter" => Self::Newsletter,
            "comments" => Self::Comments,
            "top" => Self::Top,
            "copyright" => Self::Copyright,
            "label" => Self::Label,
            "greeting" => Self::Greeting,
            "media" => Self::Media,
            "reading-time" => Self::ReadingTime,
            "section" => Self::Section,
            _ => return None,
        })
    }

    /// Why a line of this kind is taken away.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::Navigation => "site navigation",
            Self::Cookies => "cookie notice",
            Self::Share => "share and tool buttons",
            Self::Advertisement => "advertisement label",
            Self::Related => "links to other articles",
            Self::Newsletter => "newsletter sign-up",
            Self::Comments => "comments",
            Self::Top => "link to the top of the page",
            Self::Copyright => "copyright notice of the site",
            Self::Label => "label with nothing under it",
            Self::Greeting => "greeting of the site",
            Self::Media => "button of a picture, sound or video",
            Self::ReadingTime => "reading time",
            Self::Section => "label of the section",
        }
    }
}

/// How a phrase met a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is the whole line.
    Whole,
    /// The line begins with it and a colon or the like.
    Announced,
    /// The line begins with it.
    Start,
    /// It stands somewhere in the line.
    Inside,
}

#[derive(Default)]
struct Furniture {
    whole: HashMap<String, Kind>,
    start: HashMap<String, (Kind, String)>,
    inside: Vec<(Vec<String>, Kind)>,
    longest: usize,
}

static FURNITURE: LazyLock<Furniture> = LazyLock::new(|| {
    let mut out = Furniture::default();
    for (name, line) in sections(include_str!("furniture.txt")) {
        let (Some(kind), Some((_, phrases))) = (Kind::named(name), line.split_once(':')) else {
            continue;
        };
        for phrase in phrases.split('|').map(fold).filter(|p| !p.is_empty()) {
            if let Some(inner) = phrase.strip_prefix('…') {
                let parts = inner.split('…').map(|part| part.trim().to_owned());
                out.inside.push((parts.filter(|part| !part.is_empty()).collect(), kind));
            } else if let Some((start, rest)) = phrase.split_once('…') {
                out.longest = out.longest.max(start.len());
                out.start.entry(start.into()).or_insert((kind, rest.trim().into()));
            } else {
                out.whole.entry(phrase).or_insert(kind);
            }
        }
    }
    out
});

/// What kind of furniture a line is, by its words. Numbers at its end ("Comments (9)") do not count.
pub(super) fn furniture(line: &str) -> Option<(Kind, Fit)> {
    let folded = fold(line);
    let edge = |c: char| !c.is_alphanumeric() && c != '©';
    let bare = folded.trim_matches(edge);
    let counted = bare.trim_end_matches(|c: char| c.is_numeric() || edge(c));
    let table = &*FURNITURE;
    if let Some(&kind) = table.whole.get(bare).or_else(|| table.whole.get(counted)) {
        return Some((kind, Fit::Whole));
    }
    // "12 comments".
    let first = bare.trim_start_matches(|c: char| c.is_numeric() || edge(c));
    if let Some(&kind) = table.whole.get(first).filter(|&&kind| kind == Kind::Comments) {
        return Some((kind, Fit::Whole));
    }
    // "Tags: one, two" begins with a whole phrase.
    let head = folded.split_once(':').map(|(head, _)| head.trim_matches(edge));
    if let Some(&kind) = head.and_then(|head| table.whole.get(head))
        && matches!(kind, Kind::Label | Kind::Newsletter | Kind::ReadingTime)
    {
        return Some((kind, Fit::Announced));
    }
    let mut found = None;
    for (at, c) in bare.char_indices().take_while(|&(at, _)| at < table.longest) {
        let end = at + c.len_utf8();
        let Some((kind, rest)) = table.start.get(&bare[..end]) else { continue };
        let after = &bare[end..];
        let joined = after.starts_with(char::is_alphanumeric);
        let one_letter = bare[..end].rsplit(' ').next().is_some_and(|w| w.chars().count() == 1);
        if (joined && !one_letter) || !after.contains(rest.as_str()) {
            continue;
        }
        let fit = match after.trim_start().chars().next() {
            None => Fit::Whole,
            Some(c) if !c.is_alphanumeric() && !"\"'«„(".contains(c) => Fit::Announced,
            Some(_) => Fit::Start,
        };
        found = Some((*kind, fit));
    }
    found.or_else(|| {
        let hit = table
            .inside
            .iter()
            .find(|(parts, _)| parts.iter().all(|part| folded.contains(part.as_str())));
        hit.map(|&(_, kind)| (kind, Fit::Inside))
    })
}

/// Whether a line is a menu that lost its line ends: "Home News Sport". Most of its words are phrases of
/// furniture, each with a capital, and no other word is small.
pub(super) fn is_menu(line: &str) -> bool {
    const LONGEST: usize = 5;
    let words: Vec<&str> = line.split_whitespace().take(30).collect();
    let small = |word: &str| word.starts_with(char::is_lowercase);
    let (mut at, mut phrases, mut covered) = (0, 0, 0);
    while at < words.len() {
        if small(words[at]) {
            return false;
        }
        let longest = (1..=LONGEST.min(words.len() - at)).rev().find(|&length| {
            let phrase = fold(&words[at..at + length].join(" "));
            FURNITURE.whole.contains_key(phrase.trim_matches(|c: char| !c.is_alphanumeric()))
        });
        let taken = longest.unwrap_or(1);
        covered += longest.unwrap_or(0);
        phrases += usize::from(longest.is_some());
        at += taken;
    }
    phrases >= 2 && covered * 5 >= words.len() * 3
}

static NETWORKS: LazyLock<Words> =
    LazyLock::new(|| words_of(include_str!("furniture.txt"), "networks"));

/// Whether a text names a network to share or to follow something in.
pub(super) fn names_network(text: &str) -> bool {
    fold(text).split(|c: char| !c.is_alphanumeric()).any(|word| NETWORKS.contains(word))
}

static FOLLOW: LazyLock<Words> =
    LazyLock::new(|| words_of(include_str!("furniture.txt"), "follow"));

/// Whether a text asks to follow somebody in a network.
pub(super) fn asks_to_follow(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    words.any(|word| FOLLOW.contains(word)) && names_network(text)
}

static OPENING: LazyLock<Words> = LazyLock::new(|| lines_of("opening"));
static AUTHOR: LazyLock<Words> = LazyLock::new(|| lines_of("author"));

fn lines_of(section: &str) -> Words {
    let lines = sections(include_str!("furniture.txt")).filter(|(name, _)| *name == section);
    let phrases = lines.filter_map(|(_, line)| line.split_once(':'));
    phrases.flat_map(|(_, phrases)| phrases.split('|').map(fold)).collect()
}

/// Whether a text says how a link opens, and nothing else.
pub(super) fn says_how_it_opens(text: &str) -> bool {
    OPENING.contains(fold(text).trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a line stands above a note on who wrote an article.
pub(super) fn is_above_author(line: &str) -> bool {
    AUTHOR.contains(fold(line).trim_matches(|c: char| !c.is_alphanumeric()))
}

/// The lines of a data file, each with the section that it stands in.
fn sections(data: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    data.lines().filter_map(move |line| {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name;
            return None;
        }
        (!line.is_empty() && !line.starts_with('#')).then_some((section, line))
    })
}

/// A set of words or phrases.
pub(super) type Words = HashSet<String>;

fn words_of(data: &'static str, section: &str) -> Words {
    let lines = sections(data).filter(|(name, _)| *name == section);
    lines.flat_map(|(_, line)| line.split_whitespace().map(fold)).collect()
}

fn phrases_of(data: &'static str, section: &str) -> Words {
    let lines = sections(data).filter(|(name, _)| *name == section);
    lines.flat_map(|(_, line)| line.split('|').map(fold)).filter(|p| !p.is_empty()).collect()
}

/// Words of dates.
pub(super) struct Dates {
    /// Names of months; with a full stop before them those meant only after a day with one.
    pub(super) months: HashMap<String, u32>,
    /// Words that go before a date of publication: known, so that they are nothing else.
    pub(super) published: Words,
    pub(super) updated: Words,
    pub(super) filler: Words,
}

pub(super) static DATES: LazyLock<Dates> = LazyLock::new(|| {
    let data = include_str!("dates.txt");
    let mut months = HashMap::new();
    for (name, line) in sections(data) {
        let Ok(number) = name.parse::<u32>() else { continue };
        for word in line.split_whitespace() {
            months.entry(fold(word.trim_end_matches('.'))).or_insert(number);
        }
    }
    Dates {
        months,
        published: words_of(data, "published"),
        updated: words_of(data, "updated"),
        filler: words_of(data, "filler"),
    }
});

/// Signs before a number in a row, without their full stop.
pub(super) static NUMBERS: LazyLock<Words> =
    LazyLock::new(|| words_of(include_str!("dates.txt"), "number"));

/// Words of bylines.
pub(super) struct Bylines {
    pub(super) label: Words,
    pub(super) open: Words,
    pub(super) and: Words,
    pub(super) particle: Words,
    pub(super) role: Words,
    /// Titles before names, without their full stop.
    pub(super) abbreviation: Words,
}

pub(super) static BYLINES: LazyLock<Bylines> = LazyLock::new(|| {
    let data = include_str!("bylines.txt");
    Bylines {
        label: words_of(data, "label"),
        open: phrases_of(data, "open"),
        and: words_of(data, "and"),
        particle: words_of(data, "particle"),
        role: words_of(data, "role"),
        abbreviation: words_of(data, "abbreviation"),
    }
});

/// Words of places.
pub(super) struct Places {
    pub(super) first: Words,
    pub(super) noun: Words,
    pub(super) building: Words,
    pub(super) preposition: Words,
}

pub(super) static PLACES: LazyLock<Places> = LazyLock::new(|| {
    let data = include_str!("places.txt");
    Places {
        first: words_of(data, "first"),
        noun: words_of(data, "noun"),
        building: words_of(data, "building"),
        preposition: words_of(data, "in"),
    }
});

/// Words of captions and credits.
pub(super) struct Captions {
    pub(super) label: Words,
    pub(super) weak: Words,
    pub(super) open: Words,
    pub(super) agency: Words,
}

pub(super) static CAPTIONS: LazyLock<Captions> = LazyLock::new(|| {
    let data = include_str!("captions.txt");
    Captions {
        label: words_of(data, "label"),
        weak: words_of(data, "weak"),
        open: phrases_of(data, "open"),
        agency: words_of(data, "agency"),
    }
});

/// Words of speech.
pub(super) struct Speech {
    pub(super) says: Words,
    pub(super) tells: Words,
    pub(super) oneself: Words,
}

pub(super) static SPEECH: LazyLock<Speech> = LazyLock::new(|| {
    let data = include_str!("speech.txt");
    Speech {
        says: words_of(data, "says"),
        tells: words_of(data, "tells"),
        oneself: words_of(data, "self"),
    }
});
