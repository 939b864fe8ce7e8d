//! Numbers every node from 1 in reading order: the last pass. Writers join what they make by these
//! numbers.

use super::{Hints, walk};
use crate::diagnostic::Findings;
use crate::model::{Document, NodeId};

pub(super) fn pass(document: &mut Document, _hints: &Hints, _findings: &mut Findings) {
    let mut next = 0;
    walk::attrs(document, &mut |at| {
        next += 1;
        at.id = NodeId(next);
    });
}
