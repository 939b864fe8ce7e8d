//! `altform speak`: what a screen reader would say of a document.

use std::path::Path;

use serde_json::json;

use super::FAILED;
use super::arguments::{Reading, SpokenForm};
use super::hear::{As, hear};
use super::report::print;
use crate::transcript::{Spoken, speak};

pub(super) fn run(file: &Path, reading: &Reading, format: SpokenForm) -> u8 {
    let heard = match hear(file, reading, As::Itself) {
        Ok(heard) => heard,
        Err(message) => {
            print::complain(&message);
            return FAILED;
        }
    };
    let mut out = String::new();
    for spoken in speak(&heard.transcript) {
        match format {
            SpokenForm::Human => out.push_str(&human(&spoken)),
            SpokenForm::Json => {
                let (text, at) = (&spoken.text, &spoken.at);
                let line = at.span.filter(|_| at.path.is_empty());
                let line = line.map(|span| heard.source.locate(span.start).line);
                let object =
                    json!({ "text": text, "page": at.page, "path": &*at.path, "line": line });
                out.push_str(&object.to_string());
            }
        }
        out.push('\n');
    }
    print::to_stdout(out.as_bytes())
}

/// A line; what the author broke stays broken, further in.
fn human(spoken: &Spoken) -> String {
    let lines: Vec<_> = spoken.text.trim().lines().map(print::shown).collect();
    lines.join("\n    ")
}
