//! Says where things go.

pub mod frame;
