//! The pictures that a document names: loaded once each, judged by their bytes, kept if every output
//! can show them. It knows no input format.

pub(in crate::read) mod data_uri;
mod decode;
mod drawing;
mod jpeg;

use std::collections::BTreeMap;

use super::resources::Refused;
use super::{Context, walk};
use crate::diagnostic::Rule;
use crate::diagnostic::rules::image;
use crate::model::{Block, BlockKind, Document, Image, Inline, InlineKind, Picture};
use crate::source::Span;
use crate::text::address::shown;

/// The most bytes that the pictures of one document take together.
const MAX_TOTAL_BYTES: usize = 512 * 1024 * 1024;

/// Why a picture is not shown: a rule, what is wrong, what mends it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Problem {
    rule: &'static Rule,
    message: String,
    hint: &'static str,
}

impl Problem {
    fn new(rule: &'static Rule, message: impl Into<String>, hint: &'static str) -> Self {
        Self { rule, message: message.into(), hint }
    }
}

/// Loads the pictures of a document. Each that cannot be shown is a finding, once for each file.
pub fn load(document: &mut Document, cx: &mut Context<'_>) {
    let mut loader = Loader { cx, known: BTreeMap::new(), bytes: 0 };
    walk::document_blocks(document, &mut |block: &mut Block| {
        if let BlockKind::Figure(figure) = &mut block.kind
            && let Some(image) = &mut figure.image
        {
            loader.fill(image, block.at.span);
        }
    });
    walk::document_inlines(document, &mut |inline: &mut Inline| {
        if let InlineKind::Image(image) = &mut inline.kind {
            loader.fill(image, inline.at.span);
        }
    });
}

struct Loader<'a, 'c> {
    cx: &'a mut Context<'c>,
    known: BTreeMap<String, Option<Picture>>,
    /// What is loaded so far.
    bytes: usize,
}

impl Loader<'_, '_> {
    fn fill(&mut self, image: &mut Image, span: Option<Span>) {
        // The file is what the document carries.
        if let Some(path) = self.cx.resources.path_of(&image.path) {
            image.path = path.to_owned();
        }
        if let Some(known) = self.known.get(&image.path) {
            image.picture.clone_from(known);
            return;
        }
        let picture = self.picture(&image.path, span).map_err(|problem| {
            let message = match shown(&image.path) {
                "" => format!("a picture {}", problem.message),
                name => format!("the picture `{name}` {}", problem.message),
            };
            self.cx.findings.push(problem.rule, span, message).hint(problem.hint);
        });
        image.picture = picture.ok();
        self.known.insert(image.path.clone(), image.picture.clone());
    }

    fn picture(&mut self, path: &str, span: Option<Span>) -> Result<Picture, Problem> {
        let bytes = if data_uri::is_one(path) {
            data_uri::bytes(path).ok_or_else(|| {
                let hint = "encode the picture again, or name a file";
                Problem::new(&image::CORRUPT, "is not written as a `data:` address is", hint)
            })?
        } else {
            self.file(path)?
        };
        self.bytes = self.bytes.saturating_add(bytes.len());
        if self.bytes > MAX_TOTAL_BYTES {
            let message = "is one too many: the pictures take more than 512 MiB together";
            return Err(Problem::new(&image::NOT_FOUND, message, "scale the pictures down"));
        }
        if drawing::is_one(&bytes) {
            self.drawing(path, span, &bytes)
        } else {
            decode::raster(bytes)
        }
    }

    fn drawing(
        &mut self,
        path: &str,
        span: Option<Span>,
        bytes: &[u8],
    ) -> Result<Picture, Problem> {
        let drawn = drawing::draw(bytes).map_err(|fault| match fault {
            drawing::Fault::Broken(why) => {
                let message = format!("cannot be drawn: {why}");
                Problem::new(&image::CORRUPT, message, "save the picture again from its original")
            }
            drawing::Fault::TooMuch(why) => {
                let message = format!("is not drawn: {why}");
                Problem::new(
                    &image::UNSUPPORTED,
                    message,
                    "simplify the drawing, or save it as PNG",
                )
            }
        })?;
        if drawn.lacks_pictures {
            let message = format!("the drawing `{}` is shown without pictures in it", shown(path));
            let finding = self.cx.findings.push(&image::UNSUPPORTED, span, message);
            finding.hint("put the pictures into the drawing as PNG or JPEG, or save it as PNG");
        }
        Ok(drawn.picture)
    }

    fn file(&mut self, path: &str) -> Result<Vec<u8>, Problem> {
        if path.is_empty() {
            let message = "is missing: its file is not named";
            return Err(Problem::new(&image::NOT_FOUND, message, "name the file of the picture"));
        }
        self.cx.resources.load(path).map_err(|refused| match &refused {
            Refused::Outside => Problem::new(
                &image::OUTSIDE,
                format!("is not read: {refused}"),
                "put the picture below the input's folder, or name its folder with `--resources`",
            ),
            Refused::Network => Problem::new(
                &image::OUTSIDE,
                format!("is not read: {refused}"),
                "save the page with its pictures, or put the picture beside it and name that file",
            ),
            Refused::NotArchived => Problem::new(
                &image::NOT_FOUND,
                format!("is missing: {refused}"),
                "capture the page again with its pictures",
            ),
            Refused::TooLarge => Problem::new(
                &image::NOT_FOUND,
                format!("is not read: {refused}"),
                "scale the picture down",
            ),
            Refused::Unreadable(_) => Problem::new(
                &image::NOT_FOUND,
                format!("cannot be read: {refused}"),
                "put the file where the source says it is, or name its folder with `--resources`",
            ),
        })
    }
}

#[cfg(test)]
mod tests;
