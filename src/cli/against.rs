//! `altform check --against SOURCE`: what a file announces, held against what it was made from.

use std::path::Path;

use super::arguments::Reading;
use super::hear::{As, hear};
use crate::check::{Checked, fidelity};
use crate::convert::Heard;
use crate::diagnostic::{Place, rules};
use crate::transcript::{Difference, DifferenceKind, Mode, compare};

/// What files were made from.
#[derive(Debug)]
pub(super) struct Against(Heard);

impl Against {
    /// Reads a source as `convert` would; a PDF or EPUB as it stands.
    ///
    /// # Errors
    /// Why it cannot be read, as a sentence.
    pub(super) fn load(source: &Path, reading: &Reading) -> Result<Self, String> {
        hear(source, reading, As::Source).map(Self)
    }

    /// Adds what was lost to what was found.
    pub(super) fn compare(&self, name: &str, checked: &mut Checked) {
        let Heard { source, transcript, about, beside } = &self.0;
        let differences =
            compare(transcript, &checked.transcript, Mode::Rendered { about, beside });
        let place = |difference: &Difference| match difference.got_at.span {
            Some(span) if checked.source.is_some() && difference.got_at.path.is_empty() => {
                Place::Source(span)
            }
            _ => Place::Output {
                file: name.to_owned(),
                page: difference.got_at.page,
                path: difference.got_at.path.to_string(),
                source: None,
            },
        };
        let findings = fidelity::each(&differences, |difference, finding| {
            finding.place = place(difference);
            let beside = difference.kind == DifferenceKind::Beside;
            if let Some(span) = difference.expected_at.span.filter(|_| !beside) {
                let line = source.locate(span.start).line;
                finding.hint(format!("compare with line {line} of `{}`", source.name()));
            }
        });
        checked.findings.extend(findings);
        checked.applied.extend(rules::fidelity::ALL);
    }
}
