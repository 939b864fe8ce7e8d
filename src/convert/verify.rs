//! Every output read back and held against the document: what it announces must be what the document
//! says. A difference is a mistake of altform's own, and says so.

use super::told::{Front, told};
use crate::check::{self, fidelity};
use crate::diagnostic::{Fatal, Finding, Findings, Place, rules};
use crate::normalise::Normal;
use crate::transcript::{self, Difference, Mode, Transcript};
use crate::write::OutputFormat;

/// What to do about a mistake of ours.
const BUG: &str = "please report this as a bug of altform, with the input if you can";

/// Compares the outputs of a document with it.
pub(super) fn verify(
    document: &Normal,
    outputs: &[(OutputFormat, Vec<u8>)],
    findings: &mut Findings,
) {
    let mut expected: Option<Transcript> = None;
    for (format, bytes) in outputs {
        let expected = expected.get_or_insert_with(|| told(document, Front::Ours));
        for mut finding in differences(*format, bytes, expected) {
            finding.hint(BUG);
            findings.add(finding);
        }
    }
}

fn differences(format: OutputFormat, bytes: &[u8], expected: &Transcript) -> Vec<Finding> {
    // The document itself is read back by who reads documents, not by the checks.
    if format == OutputFormat::Json {
        return Vec::new();
    }
    match check::transcript(&format!("output.{}", format.extension()), bytes) {
        Ok(got) => {
            let place = |difference: &Difference| place(format, difference);
            fidelity::findings(&transcript::compare(expected, &got, Mode::Exact), place)
        }
        Err(Fatal(finding)) => vec![unreadable(format, *finding)],
    }
}

/// A file of ours that cannot be opened.
fn unreadable(format: OutputFormat, finding: Finding) -> Finding {
    let message =
        format!("the {} that was made cannot be read: {}", format.name(), finding.message);
    Finding { rule: &rules::fidelity::LOST, message, ..finding }
}

fn place(format: OutputFormat, difference: &Difference) -> Place {
    Place::Output {
        file: format.name().to_owned(),
        page: difference.got_at.page,
        path: difference.got_at.path.to_string(),
        source: difference.expected_at.span,
    }
}
