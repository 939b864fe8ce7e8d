//! Archives of our own making.
