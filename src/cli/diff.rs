//! `altform diff`: what a listener gains or loses from one document to another.

use std::path::Path;

use serde_json::json;

use super::arguments::{Reading, SpokenForm};
use super::hear::{As, hear};
use super::report::print;
use super::{CLEAN, FAILED, FINDINGS};
use crate::check::fidelity;
use crate::diagnostic::Place;
use crate::transcript::{Mode, compare};

pub(super) fn run(old: &Path, new: &Path, reading: &Reading, format: SpokenForm) -> u8 {
    let read = |file| hear(file, reading, As::Itself).map_err(|message| print::complain(&message));
    let (Ok(old), Ok(new)) = (read(old), read(new)) else { return FAILED };
    let about = format!("{} {}", old.about, new.about);
    let differences =
        compare(&old.transcript, &new.transcript, Mode::Rendered { about: &about, beside: "" });
    let mut out = String::new();
    for difference in &differences {
        let found = fidelity::findings(std::slice::from_ref(difference), |_| Place::Document);
        let Some(finding) = found.first() else { continue };
        let at = &difference.got_at;
        let line = at.span.filter(|_| at.path.is_empty());
        let line = line.map(|span| new.source.locate(span.start).line);
        match format {
            SpokenForm::Human => {
                let page = at.page.map_or_else(String::new, |page| format!("page {page}: "));
                let line = line.map_or_else(String::new, |line| format!("line {line}: "));
                out.push_str(&print::shown(&format!("{page}{line}{}", finding.message)));
            }
            SpokenForm::Json => {
                let object = json!({
                    "rule": finding.rule.id,
                    "message": finding.message,
                    "expected": difference.expected,
                    "got": difference.got,
                    "words": difference.words,
                    "page": at.page,
                    "path": &*at.path,
                    "line": line,
                });
                out.push_str(&object.to_string());
            }
        }
        out.push('\n');
    }
    let status = if differences.is_empty() { CLEAN } else { FINDINGS };
    status.max(print::to_stdout(out.as_bytes()))
}
