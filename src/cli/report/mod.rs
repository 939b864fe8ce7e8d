//! What the program has to say of files, in one shape that every form of report takes: findings with
//! their places as people and tools count them. It knows no form and prints nothing but through `print`.

pub(super) mod archive;
pub(super) mod github;
pub(super) mod html;
pub(super) mod human;
pub(super) mod json;
pub(super) mod junit;
pub(super) mod place;
pub(super) mod print;
pub(super) mod sarif;

use crate::check::Format;
use crate::diagnostic::{Finding, Place, Rule, Severity};
use crate::source::Source;
use place::{Excerpt, Locator, Region};

/// Whether a finding counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is reported, and may fail the run.
    Reported,
    /// The baseline has it: counted, not reported.
    Known,
    /// The project allows its rule: counted, not reported.
    Allowed,
}

/// A finding, ready to be shown: nothing of the file is needed any more.
#[derive(Debug)]
pub(super) struct Item {
    /// The finding, at the severity that the project gives it.
    pub(super) finding: Finding,
    /// The severity that the check gave it: what it means for the standards.
    pub(super) weight: Severity,
    /// Whether it counts.
    pub(super) standing: Standing,
    /// Where it stands in the file's text, if the file is text.
    pub(super) region: Option<Region>,
    /// The line it stands in.
    pub(super) excerpt: Option<Excerpt>,
    /// What stays the same when the place moves; no two in one file are equal.
    pub(super) fingerprint: String,
}

/// What a file is that was read to its end.
#[derive(Debug)]
pub(super) struct Subject {
    /// Its format.
    pub(super) format: Format,
    /// What it says of itself.
    pub(super) claims: Vec<String>,
    /// The rules that had something to look at, by id; without those that the project allows.
    pub(super) applied: Vec<&'static Rule>,
}

/// What there is to say of one file.
#[derive(Debug)]
pub(super) struct Report {
    /// The file, as the user calls it.
    pub(super) name: String,
    /// What it is; none if it could not be read to its end, and then nothing was decided.
    pub(super) subject: Option<Subject>,
    /// What was found, in order.
    pub(super) items: Vec<Item>,
}

/// What came of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing was found at or above the level.
    Pass,
    /// Something was.
    Fail,
    /// The file could not be read to its end.
    Unreadable,
}

/// What came of a run of checks, for the forms that tell of it as a whole.
#[derive(Debug)]
pub(super) struct Run<'a> {
    /// What there is to say of each file, in the order in which they were named.
    pub(super) files: &'a [Report],
    /// The least severity that fails, if any does.
    pub(super) fail_on: Option<Severity>,
    /// The exit status.
    pub(super) status: u8,
}

impl Verdict {
    /// The word that machines read.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Unreadable => "unreadable",
        }
    }
}

impl Report {
    /// The findings that count.
    pub(super) fn reported(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.standing == Standing::Reported)
    }

    /// How many findings are of a standing.
    pub(super) fn count(&self, standing: Standing) -> usize {
        self.items.iter().filter(|item| item.standing == standing).count()
    }

    /// How many findings count, by severity.
    pub(super) fn by_severity(&self) -> Counts {
        let mut counts = Counts::default();
        self.reported().for_each(|item| counts.add(item.finding.severity));
        counts
    }

    /// What came of the file at a level.
    pub(super) fn verdict(&self, fail_on: Option<Severity>) -> Verdict {
        if self.subject.is_none() {
            Verdict::Unreadable
        } else if fail_on.is_some_and(|level| self.reported().any(|i| i.finding.severity >= level))
        {
            Verdict::Fail
        } else {
            Verdict::Pass
        }
    }

    /// The rules that had something to look at and found nothing, whatever counts. A question is never
    /// passed.
    pub(super) fn passed(&self) -> impl Iterator<Item = &'static Rule> {
        let applied = self.subject.iter().flat_map(|subject| subject.applied.iter().copied());
        applied.filter(|rule| {
            rule.severity > Severity::Question
                && self.items.iter().all(|item| item.finding.rule.id != rule.id)
        })
    }
}

/// Findings, counted by severity.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Counts {
    by_severity: [usize; 4],
}

impl Counts {
    /// One more.
    pub(super) fn add(&mut self, severity: Severity) {
        self.by_severity[severity as usize] += 1;
    }

    /// All of another count.
    pub(super) fn sum(&mut self, other: Self) {
        self.by_severity.iter_mut().zip(other.by_severity).for_each(|(mine, more)| *mine += more);
    }

    /// How many are of a severity.
    pub(super) fn of(self, severity: Severity) -> usize {
        self.by_severity[severity as usize]
    }
}

/// The findings of one file, ready to be shown, in the order in which people go through it.
pub(super) fn items(mut findings: Vec<Finding>, source: &Source) -> Vec<Item> {
    findings.sort_by_cached_key(|finding| place::order(&finding.place));
    let mut locator = Locator::new(source);
    let mut fingerprints = place::Fingerprints::default();
    let mut items = Vec::with_capacity(findings.len());
    for finding in findings {
        let span = match &finding.place {
            Place::Document => None,
            Place::Source(span) => Some(*span),
            Place::Output { source, .. } => *source,
        };
        items.push(Item {
            weight: finding.severity,
            standing: Standing::Reported,
            region: span.and_then(|span| locator.region(span)),
            excerpt: span.and_then(|span| place::excerpt(source, span)),
            fingerprint: fingerprints.of(&finding, span, source),
            finding,
        });
    }
    items
}

pub(super) use crate::text::number::counted;
