//! The clauses that rules rest on: which standard a reference names, what WCAG calls its criteria, and
//! which clauses of EN 301 549 follow from them. It knows no findings.

use std::cmp::Ordering;

use crate::check::Format;
use crate::diagnostic::Rule;

/// A document that clauses belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standard {
    Wcag,
    En301549,
    PdfUa,
    PdfA,
    Pdf,
    Warc,
    Http,
    Matterhorn,
    Act,
    EpubAccessibility,
    Epub,
    Ace,
    EpubCheck,
    Other,
}

/// How references begin, and the standard they name.
const SPELLINGS: &[(&str, Standard)] = &[
    ("WCAG 2.2 SC ", Standard::Wcag),
    ("EN 301 549 ", Standard::En301549),
    ("ISO 14289-1:2014 ", Standard::PdfUa),
    ("ISO 19005-1:2005 ", Standard::PdfA),
    ("ISO 19005-2:2011 ", Standard::PdfA),
    ("ISO 19005-3:2012 ", Standard::PdfA),
    ("ISO 32000-1:2008 ", Standard::Pdf),
    ("ISO 28500:2017 ", Standard::Warc),
    ("RFC 9110 ", Standard::Http),
    ("Matterhorn 1.1 ", Standard::Matterhorn),
    ("ACT ", Standard::Act),
    ("EPUB Accessibility 1.1 ", Standard::EpubAccessibility),
    ("EPUB 3.3 ", Standard::Epub),
    ("Ace ", Standard::Ace),
    ("EPUBCheck ", Standard::EpubCheck),
];

/// A clause of a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clause {
    /// The standard.
    pub(super) standard: Standard,
    /// The standard as references spell it: `WCAG 2.2`.
    pub(super) title: &'static str,
    /// What it calls the clause: `1.1.1`, `13-004`, `23a2a8`.
    pub(super) number: &'static str,
}

impl Clause {
    /// The clause that a reference names.
    pub(super) fn parse(reference: &'static str) -> Self {
        let spelling = SPELLINGS.iter().find(|(start, _)| reference.starts_with(start));
        match spelling {
            Some((start, standard)) => Self {
                standard: *standard,
                title: start.trim_end().trim_end_matches(" SC"),
                number: &reference[start.len()..],
            },
            None => Self { standard: Standard::Other, title: reference, number: "" },
        }
    }

    /// The order in which people look clauses up: numbers as numbers.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        (self.standard, self.title)
            .cmp(&(other.standard, other.title))
            .then_with(|| in_numbers(self.number).cmp(&in_numbers(other.number)))
            .then_with(|| self.number.cmp(other.number))
    }
}

fn in_numbers(number: &str) -> Vec<u32> {
    let parts = number.split(|c: char| !c.is_ascii_digit());
    parts.filter_map(|part| part.parse().ok()).collect()
}

/// The clauses that a rule rests on, in order.
pub(super) fn of(rule: &Rule) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = rule.references.iter().map(|r| Clause::parse(r)).collect();
    clauses.retain(|clause| clause.standard != Standard::En301549);
    clauses.sort_by(Clause::order);
    clauses.dedup();
    clauses
}

/// A success criterion of WCAG 2.2.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Criterion {
    /// Its number: `1.1.1`.
    pub(super) number: &'static str,
    /// `A`, `AA` or `AAA`.
    pub(super) level: &'static str,
    /// What it is called.
    pub(super) name: &'static str,
}

impl Criterion {
    /// The criterion of a number.
    pub(super) fn find(number: &str) -> Option<&'static Self> {
        CRITERIA.iter().find(|criterion| criterion.number == number)
    }

    /// The clause of EN 301 549 V3.2.1 that repeats it for web pages (9) or documents (10). EN 301 549
    /// repeats WCAG 2.1 A and AA; in clause 10, what speaks of sets of pages is void.
    pub(super) fn en301549(&self, of: Part) -> Option<String> {
        const SINCE_2_2: [&str; 6] = ["2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8"];
        const OF_SETS: [&str; 4] = ["2.4.1", "2.4.5", "3.2.3", "3.2.4"];
        let void = self.level == "AAA"
            || SINCE_2_2.contains(&self.number)
            || (of == Part::Documents && OF_SETS.contains(&self.number));
        let chapter = match of {
            Part::Web => 9,
            Part::Documents => 10,
        };
        (!void).then(|| format!("{chapter}.{}", self.number))
    }
}

/// A part of EN 301 549.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Clause 9: web pages, and what an EPUB holds.
    Web,
    /// Clause 10: documents that are not web pages.
    Documents,
}

impl Part {
    /// The part that a format belongs to.
    pub(super) fn of(format: Format) -> Self {
        match format {
            Format::Html | Format::Epub => Self::Web,
            Format::Pdf | Format::Plain => Self::Documents,
        }
    }
}

macro_rules! criteria {
    ($($number:literal $level:ident $name:literal,)*) => {
        &[$(Criterion { number: $number, level: stringify!($level), name: $name }),*]
    };
}

/// WCAG 2.2, all criteria in order (4.1.1 was taken out).
pub(super) static CRITERIA: &[Criterion] = criteria! {
    "1.1.1" A "Non-text Content",
    "1.2.1" A "Audio-only and Video-only (Prerecorded)",
    "1.2.2" A "Captions (Prerecorded)",
    "1.2.3" A "Audio Description or Media Alternative (Prerecorded)",
    "1.2.4" AA "Captions (Live)",
    "1.2.5" AA "Audio Description (Prerecorded)",
    "1.2.6" AAA "Sign Language (Prerecorded)",
    "1.2.7" AAA "Extended Audio Description (Prerecorded)",
    "1.2.8" AAA "Media Alternative (Prerecorded)",
    "1.2.9" AAA "Audio-only (Live)",
    "1.3.1" A "Info and Relationships",
    "1.3.2" A "Meaningful Sequence",
    "1.3.3" A "Sensory Characteristics",
    "1.3.4" AA "Orientation",
    "1.3.5" AA "Identify Input Purpose",
    "1.3.6" AAA "Identify Purpose",
    "1.4.1" A "Use of Color",
    "1.4.2" A "Audio Control",
    "1.4.3" AA "Contrast (Minimum)",
    "1.4.4" AA "Resize Text",
    "1.4.5" AA "Images of Text",
    "1.4.6" AAA "Contrast (Enhanced)",
    "1.4.7" AAA "Low or No Background Audio",
    "1.4.8" AAA "Visual Presentation",
    "1.4.9" AAA "Images of Text (No Exception)",
    "1.4.10" AA "Reflow",
    "1.4.11" AA "Non-text Contrast",
    "1.4.12" AA "Text Spacing",
    "1.4.13" AA "Content on Hover or Focus",
    "2.1.1" A "Keyboard",
    "2.1.2" A "No Keyboard Trap",
    "2.1.3" AAA "Keyboard (No Exception)",
    "2.1.4" A "Character Key Shortcuts",
    "2.2.1" A "Timing Adjustable",
    "2.2.2" A "Pause, Stop, Hide",
    "2.2.3" AAA "No Timing",
    "2.2.4" AAA "Interruptions",
    "2.2.5" AAA "Re-authenticating",
    "2.2.6" AAA "Timeouts",
    "2.3.1" A "Three Flashes or Below Threshold",
    "2.3.2" AAA "Three Flashes",
    "2.3.3" AAA "Animation from Interactions",
    "2.4.1" A "Bypass Blocks",
    "2.4.2" A "Page Titled",
    "2.4.3" A "Focus Order",
    "2.4.4" A "Link Purpose (In Context)",
    "2.4.5" AA "Multiple Ways",
    "2.4.6" AA "Headings and Labels",
    "2.4.7" AA "Focus Visible",
    "2.4.8" AAA "Location",
    "2.4.9" AAA "Link Purpose (Link Only)",
    "2.4.10" AAA "Section Headings",
    "2.4.11" AA "Focus Not Obscured (Minimum)",
    "2.4.12" AAA "Focus Not Obscured (Enhanced)",
    "2.4.13" AAA "Focus Appearance",
    "2.5.1" A "Pointer Gestures",
    "2.5.2" A "Pointer Cancellation",
    "2.5.3" A "Label in Name",
    "2.5.4" A "Motion Actuation",
    "2.5.5" AAA "Target Size (Enhanced)",
    "2.5.6" AAA "Concurrent Input Mechanisms",
    "2.5.7" AA "Dragging Movements",
    "2.5.8" AA "Target Size (Minimum)",
    "3.1.1" A "Language of Page",
    "3.1.2" AA "Language of Parts",
    "3.1.3" AAA "Unusual Words",
    "3.1.4" AAA "Abbreviations",
    "3.1.5" AAA "Reading Level",
    "3.1.6" AAA "Pronunciation",
    "3.2.1" A "On Focus",
    "3.2.2" A "On Input",
    "3.2.3" AA "Consistent Navigation",
    "3.2.4" AA "Consistent Identification",
    "3.2.5" AAA "Change on Request",
    "3.2.6" A "Consistent Help",
    "3.3.1" A "Error Identification",
    "3.3.2" A "Labels or Instructions",
    "3.3.3" AA "Error Suggestion",
    "3.3.4" AA "Error Prevention (Legal, Financial, Data)",
    "3.3.5" AAA "Help",
    "3.3.6" AAA "Error Prevention (All)",
    "3.3.7" A "Redundant Entry",
    "3.3.8" AA "Accessible Authentication (Minimum)",
    "3.3.9" AAA "Accessible Authentication (Enhanced)",
    "4.1.2" A "Name, Role, Value",
    "4.1.3" AA "Status Messages",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::rules;

    #[test]
    fn the_criteria_are_those_of_wcag_2_2() {
        let count = |level| CRITERIA.iter().filter(|c| c.level == level).count();
        assert_eq!((count("A"), count("AA"), count("AAA")), (31, 24, 31));
        let sorted = CRITERIA.is_sorted_by_key(|criterion| in_numbers(criterion.number));
        assert!(sorted);
    }

    #[test]
    fn clauses_of_the_european_norm_follow_from_criteria() {
        let of = |number| {
            let criterion = Criterion::find(number).unwrap();
            (criterion.en301549(Part::Web), criterion.en301549(Part::Documents))
        };
        assert_eq!(of("1.1.1"), (Some("9.1.1.1".into()), Some("10.1.1.1".into())));
        assert_eq!(of("2.4.1"), (Some("9.2.4.1".into()), None));
        assert_eq!(of("2.5.8"), (None, None));
        assert_eq!(of("2.4.9"), (None, None));
    }

    #[test]
    fn every_reference_of_every_rule_names_a_clause() {
        for rule in rules::all() {
            for reference in rule.references {
                let clause = Clause::parse(reference);
                assert!(clause.standard != Standard::Other, "{}: {reference}", rule.id);
                assert!(!clause.number.is_empty(), "{}: {reference}", rule.id);
                if clause.standard == Standard::Wcag {
                    assert!(Criterion::find(clause.number).is_some(), "{}: {reference}", rule.id);
                }
            }
        }
    }
}
