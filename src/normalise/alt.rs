//! What pictures and formulas show, as far as anybody says: a caption serves where there is no description, a
//! missing one is a finding, and so is one that says nothing.

use super::{Hints, walk};
use crate::diagnostic::{Findings, rules};
use crate::model::{Alt, BlockKind, Document, Image, InlineKind, plain_text};
use crate::source::Span;

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
    let path = image.path.clone();
    if let Alt::Authored(text) | Alt::Supplied(text) | Alt::Caption(text) = &mut image.alt {
        *text = super::whitespace::single_spaced(text);
        if text.is_empty() {
            image.alt = Alt::Missing;
        } else if is_file_name(text, &path) {
            findings
                .push(
                    &rules::image::ALT_IS_FILE_NAME,
                    span,
                    format!("the description of `{path}` is a file name: `{text}`"),
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
                .push(
                    &rules::image::ALT_MISSING,
                    span,
                    format!("picture `{path}` has no description"),
                )
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
                    format!("picture `{path}` has no description of its own; its caption serves"),
                )
                .hint("write what the picture shows beside the caption");
        }
        Alt::Authored(_) | Alt::Supplied(_) | Alt::Decorative => {}
    }
}

/// ACT 9eb3f6: the accessible name is the file's name, or has the form of one.
fn is_file_name(alt: &str, path: &str) -> bool {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let form = !alt.contains(char::is_whitespace)
        && alt.rsplit_once('.').is_some_and(|(_, extension)| {
            ["png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "tif", "tiff"]
                .iter()
                .any(|known| extension.eq_ignore_ascii_case(known))
        });
    // A one-word stem may be a good description ("Prague.jpg"); one with digits or joints is not.
    let machine_made = stem.contains(|c: char| c.is_ascii_digit() || matches!(c, '_' | '-'));
    form || alt == file || machine_made && alt == stem
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

    #[test]
    fn file_names_are_no_descriptions() {
        assert!(is_file_name("IMG_0001", "a/IMG_0001.jpg"));
        assert!(is_file_name("chart.PNG", "x/y.png"));
        assert!(!is_file_name("Prague", "Prague.jpg"));
        assert!(!is_file_name("Rain over the chart.png window", "a.png"));
    }
}
