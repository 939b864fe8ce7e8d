//! HTML to the model: an element tree with places in the source, which the readers of Markdown and of whole
//! pages fill. `canon` brings the markup of the web to a few forms, and the other files map these to
//! blocks and inlines. It knows no Markdown, and no passes.

mod anchors;
mod blocks;
mod canon;
mod credits;
mod elements;
mod figures;
mod fragment;
mod inlines;
mod lists;
mod mapper;
mod media;
mod quotes;
mod run;
mod tables;
mod tree;

pub(crate) use anchors::{percent_decoded, percent_decoded_bytes};
pub(crate) use fragment::Fragment;
pub(crate) use mapper::map;
pub(crate) use tree::{Builder, attribute};
