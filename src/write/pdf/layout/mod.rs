//! Says where things go: a document to pages of positioned glyphs, pictures and fills, each with a
//! meaning or an artifact. The pipeline: `block` and its neighbours turn blocks into `prose`, `shape`
//! breaks prose into lines, `flow` holds them as strips, `page` breaks the strips into pages. It says
//! nothing about how pages are written.

mod block;
mod figure;
mod flow;
pub mod frame;
mod furniture;
mod list;
mod measure;
mod notes;
mod page;
mod prose;
mod shape;
mod style;
mod table;

pub use style::Options;

use crate::fonts::FontBook;
use crate::normalise::Normal;
use block::Composer;
use frame::Layout;

/// Lays a document out.
pub fn layout(document: &Normal, fonts: &FontBook, options: &Options) -> Layout {
    let mut composer = Composer::new(document, fonts, options);
    let setting = composer.page();
    composer.front(setting);
    composer.blocks(&document.body, setting);
    composer.notes(setting);
    let flow = std::mem::take(&mut composer.flow);
    let (mut pages, places) = page::paginate(flow, options);
    composer.furnish(&mut pages, setting);
    Layout { pages, places, missing: composer.shaper.missing }
}
