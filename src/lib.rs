//! The architecture of `altform`.

pub mod diagnostic;
pub mod fonts;
pub mod markup;
pub mod model;
pub mod normalise;
pub mod read;
pub mod source;
pub mod text;
pub mod write;
