//! `Normal` to a tagged PDF: `layout` says where things go, `structure` what they mean, `paint` joins
//! the two by node, `file` makes the objects.

pub mod layout;
