//! How much a file may ask for before it is refused. A check never says yes to a file that it could not
//! read to its end.

/// The largest file, in bytes.
pub const MAX_FILE: u64 = 1024 * 1024 * 1024;
/// The most that one compressed part of a file may become, in bytes.
pub const MAX_PART: usize = 256 * 1024 * 1024;
/// The most that all parts of a file may become, in bytes.
pub const MAX_PARTS: usize = 1024 * 1024 * 1024;
/// The deepest nesting of elements that is followed.
pub const MAX_DEPTH: usize = 256;
