//! `Normal` to a tagged PDF: `layout` says where things go, `structure` what they mean, `paint` joins
//! the two by node, `file` makes the objects.

pub mod claims;
mod extent;
mod file;
pub mod layout;
pub mod paint;
pub mod structure;

use super::Context;
use crate::diagnostic::Fatal;
use crate::normalise::Normal;

pub use layout::Options;

/// Writes a document.
pub fn write(document: &Normal, options: &Options, cx: &mut Context<'_>) -> Result<Vec<u8>, Fatal> {
    extent::check(document)?;
    let mut layout = layout::layout(document, cx.fonts, options);
    let mut structure = structure::structure(document);
    extent::bookmarks(&mut structure.headings, cx.findings);
    let source = cx.source.filter(|_| options.embed_source);
    let part = if source.is_some() { claims::Part::Three } else { claims::Part::Two };
    let claims = claims::claims(&document.meta, &structure, &layout, part, cx.findings);
    let painted = paint::paint(&mut layout, &structure, cx.fonts, cx.findings)?;
    file::file(&document.meta, &layout, &structure, painted, claims, source, cx.epoch)
}

/// UTF-16 with its byte order mark, as text strings have it.
fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}

#[cfg(test)]
mod tests;
