//! Pages as wholes: those without text, and bookmarks that lead to them.

use super::at;
use crate::check::Results;
use crate::check::pdf::{Mark, Page, Pdf, Rect};
use crate::diagnostic::rules::pdf::claim::{BOOKMARKS_MISSING, SCAN};
use crate::text::number::counted;

/// Which share of a page a picture takes that is the page.
const WHOLE: f64 = 0.6;
/// More pages than this are a long document.
const LONG: usize = 20;

pub(super) fn check(pdf: &Pdf, results: &mut Results) {
    let mut scans = Vec::new();
    for (n, page) in pdf.pages.iter().enumerate() {
        if page.images.iter().any(|image| share(&image.rect, &page.bounds) >= WHOLE) {
            results.applies(&SCAN);
            if page.pieces.iter().all(|piece| piece.text.trim().is_empty())
                && !is_described(pdf, page, n)
            {
                scans.push(n);
            }
        }
    }
    if let Some(first) = scans.first() {
        let message = match scans.len() {
            1 => "the page is a picture without any text".to_owned(),
            n => format!("{} are pictures without any text, this one first", counted(n, "page")),
        };
        results.push(&SCAN, at(pdf, Some(*first), ""), message);
    }
    if pdf.pages.len() > LONG {
        results.test(&BOOKMARKS_MISSING, !pdf.outline.is_empty(), at(pdf, None, ""), || {
            format!("the document has {} pages and no bookmarks", pdf.pages.len())
        });
    }
}

/// The share of a page that a picture takes.
fn share(picture: &Rect, page: &Rect) -> f64 {
    let width = picture.right.min(page.right) - picture.left.max(page.left);
    let height = picture.top.min(page.top) - picture.bottom.max(page.bottom);
    let area = (page.right - page.left) * (page.top - page.bottom);
    if area > 0.0 { width.max(0.0) * height.max(0.0) / area } else { 0.0 }
}

/// Whether something stands in the tags for a page without text: a picture with a description, or a
/// replacement text.
fn is_described(pdf: &Pdf, page: &Page, n: usize) -> bool {
    let tagged = page.images.iter().any(|image| matches!(image.mark, Mark::Content(_)));
    tagged
        && pdf.tree.elements.iter().any(|element| {
            let text = element.alt.as_deref().or(element.actual_text.as_deref());
            element.page == Some(n) && text.is_some_and(|text| !text.trim().is_empty())
        })
}
