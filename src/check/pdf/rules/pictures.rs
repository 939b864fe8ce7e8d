//! Pictures: descriptions that say nothing. That there is one is for the standards.

use super::{of, short};
use crate::check::Results;
use crate::check::pdf::Pdf;
use crate::diagnostic::rules::content::ALT_SAYS_NOTHING;
use crate::diagnostic::rules::image::ALT_IS_FILE_NAME;
use crate::text::wording::{is_file_name, says_nothing};

pub(super) fn check(pdf: &Pdf, results: &mut Results) {
    for (id, element) in pdf.tree.iter().filter(|(_, element)| element.kind == "Figure") {
        let alt = element.alt.as_deref().or(element.actual_text.as_deref());
        let Some(alt) = alt.filter(|alt| !alt.is_empty()) else { continue };
        let place = || of(pdf, id);
        results.test(&ALT_IS_FILE_NAME, !is_file_name(alt), place(), || {
            format!("the description of a picture is a file name: `{}`", short(alt))
        });
        results.test(&ALT_SAYS_NOTHING, !says_nothing(alt), place(), || {
            format!("the description of a picture says nothing: `{}`", short(alt))
        });
    }
}
