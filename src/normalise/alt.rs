//! What pictures and formulas show, as far as anybody says: a caption serves where there is no description, a
//! missing one is a finding, and so is one that says nothing.

use super::{Hints, walk};
use crate::diagnostic::{Findings, rules};
use crate::model::{Alt, BlockKind, Document, Image, InlineKind, plain_text};
use crate::source::Span;
use crate::text::address::shown;
use crate::text::wording::is_name_of_file;

pub(super) fn pass(document: &mut Document, _hints: &Hints, findings: &mut Findings) {
    let mut formulas = Vec::new();
    walk::blocks(document, &mut |block| {
        let span = block.at.span;
        if matches!(block.kind, BlockKind::Math { .. }) {
            formulas.push(span);
        }
        if let BlockKind::Figure(figure) = &mut block.kind {
            let caption = plain_text(&figure.caption);
            match &mut figure.image {
                Some(image) => judge(image, &caption, span, findings),
                None => {
                    findings.push(
                        &rules::image::NOT_CARRIED,
                        span,
                        "the source names a picture that it does not carry; its caption is kept",
                    );
                }
            }
        }
    });
    walk::inlines(document, &mut |inline| {
        let span = inline.at.span;
        match &mut inline.kind {
            InlineKind::Image(image) => judge(image, "", span, findings),
            InlineKind::Formula { .. } => formulas.push(span),
            _ => {}
        }
    });
    // Said once: the remedy is the same for all.
    if let Some(&first) = formulas.iter().min() {
        let count = formulas.len();
        let what = if count == 1 { "a formula is".into() } else { format!("{count} formulas are") };
        findings
            .push(&rules::document::MATH_AS_TEX, first, format!("{what} written as TeX source"))
            .hint("explain in words what the formula says");
    }
}

fn judge(image: &mut Image, caption: &str, span: Option<Span>, findings: &mut Findings) {
    let whole = image.path.clone();
    let path = match shown(&whole) {
        "" => "a picture".to_owned(),
        path => format!("picture `{path}`"),
    };
    if let Alt::Authored(text) | Alt::Supplied(text) | Alt::Caption(text) = &mut image.alt {
        *text = super::whitespace::single_spaced(text);
        if text.is_empty() {
            image.alt = Alt::Missing;
        } else if is_name_of_file(text, &whole) {
            findings
                .push(
                    &rules::image::ALT_IS_FILE_NAME,
                    span,
                    format!("the description of {path} is a file name: `{text}`"),
                )
                .hint("write what the picture shows");
        }
    }
    if image.alt == Alt::Missing && !caption.is_empty() {
        // A break in a caption is a space already beside a space.
        image.alt = Alt::Caption(super::whitespace::single_spaced(caption));
    }
    match image.alt {
        Alt::Missing => {
            findings
                .push(&rules::image::ALT_MISSING, span, format!("{path} has no description"))
                .hint(
                    "write what it shows: `![what it shows](file.png)` or `alt=\"what it shows\"`",
                )
                .hint(
                    "if it says nothing, declare it decorative: `<img src=\"file.png\" alt=\"\">`",
                );
        }
        Alt::Caption(_) => {
            findings
                .push(
                    &rules::image::ALT_FROM_CAPTION,
                    span,
                    format!("{path} has no description of its own; its caption serves"),
                )
                .hint("write what the picture shows beside the caption");
        }
        Alt::Authored(_) | Alt::Supplied(_) | Alt::Decorative => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_that_serves_has_single_spaces() {
        let mut image = Image { path: "a.png".into(), alt: Alt::Missing, picture: None };
        judge(&mut image, "one  two", None, &mut Findings::default());
        assert_eq!(image.alt, Alt::Caption("one two".into()));
    }
}
