//! Rules and findings: the one type for everything that can be said to the user. It knows nothing
//! of how findings are shown, nor of any room that makes them.

pub mod rules;

use crate::source::Span;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// What no program can decide: a person must judge it. Never a fault, never a pass.
    Question,
    /// Good to know; nothing is lost.
    Note,
    /// Somebody is served worse than they could be.
    Warning,
    /// Content or a claim was lost, or a document is not accessible.
    Error,
}

impl Severity {
    /// The word that reports print.
    pub fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing that is checked, and all that a person needs to know of it. `altform explain` prints it.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// What a person types: `image/alt-missing`.
    pub id: &'static str,
    /// The weight of its findings.
    pub severity: Severity,
    /// One line.
    pub summary: &'static str,
    /// The clauses it rests on: "WCAG 2.2 SC 1.1.1", "ISO 14289-1:2014 7.3".
    pub references: &'static [&'static str],
    /// What it checks.
    pub checks: &'static str,
    /// Who is affected, and how.
    pub affects: &'static str,
    /// How to fix it.
    pub fix: &'static str,
}

/// Where a finding stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The document as a whole.
    Document,
    /// A place in the author's source.
    Source(Span),
    /// A place in an output.
    Output {
        /// The format or file.
        file: String,
        /// The page, from 1, where the format has pages.
        page: Option<u32>,
        /// The path inside: `/Document/Figure[2]`, `EPUB/article.xhtml`; may be empty.
        path: String,
        /// The author's place, where the element is known.
        source: Option<Span>,
    },
}

impl From<Option<Span>> for Place {
    fn from(span: Option<Span>) -> Self {
        span.map_or(Self::Document, Self::Source)
    }
}

/// One thing said to the user about one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// The rule's severity, unless the user changed it.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// Lower case, fact first, names in backticks, no full stop; neither rule id nor file name.
    pub message: String,
    /// Actions that mend it.
    pub hints: Vec<String>,
}

/// The findings of one job, in the order in which they were made.
#[derive(Debug, Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Notes a finding at a place; returns it so that hints can be added.
    pub fn push(
        &mut self,
        rule: &'static Rule,
        place: impl Into<Place>,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.0.push(Finding::new(rule, place, message));
        let last = self.0.len() - 1;
        &mut self.0[last]
    }

    /// Adds a finding that is already made.
    pub fn add(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The findings so far.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }

    /// The findings in the order in which they were made.
    pub fn into_unsorted(self) -> Vec<Finding> {
        self.0
    }

    /// All findings by place, then rule, then message, without repetitions: the same list whatever
    /// the threads did.
    pub fn into_sorted(self) -> Vec<Finding> {
        let mut all = self.0;
        all.sort_by(|a, b| {
            (&a.place, a.rule.id, &a.message).cmp(&(&b.place, b.rule.id, &b.message))
        });
        all.dedup();
        all
    }
}

impl Finding {
    /// A finding with the severity of its rule.
    pub fn new(rule: &'static Rule, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            place: place.into(),
            message: message.into(),
            hints: Vec::new(),
        }
    }

    /// Adds an action that mends it.
    pub fn hint(&mut self, hint: impl Into<String>) -> &mut Self {
        self.hints.push(hint.into());
        self
    }
}

/// Why a job stopped: nothing is left to hand to the next step. Itself a finding.
#[derive(Debug)]
pub struct Fatal(pub Box<Finding>);

impl Fatal {
    /// A job stops for this reason; the hint says what to do.
    pub fn new(
        rule: &'static Rule,
        place: impl Into<Place>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        let mut finding = Finding::new(rule, place, message);
        finding.hint(hint);
        Self(Box::new(finding))
    }
}
