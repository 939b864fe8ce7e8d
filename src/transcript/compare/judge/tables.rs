//! Tables: whether words stand in one, in which cell, and after which headers.

use std::collections::{BTreeMap, BTreeSet};

use super::super::context::CellOf;
use super::super::{Found, Kind, fold};
use super::{Judge, Pair, Wrong};
use crate::transcript::{Cell, Group, Kind as LineKind};

/// Whether words stand in a table.
pub(super) fn table(judge: &Judge<'_>, pair: Pair<'_>) -> Wrong {
    // A single column is a frame around something; who reads the source may have taken it away.
    if !judge.asked.exact
        && let (None, Some(theirs)) = (&pair.mine.cell, &pair.theirs.cell)
        && let Some(line) = judge.got.transcript.lines.get(theirs.table)
        && matches!(line.kind, LineKind::Start(Group::Table { columns: 0 | 1, .. }))
    {
        return None;
    }
    let name = |cell: bool| if cell { "a table" } else { "" }.to_owned();
    let (mine, theirs) = (pair.mine.cell.is_some(), pair.theirs.cell.is_some());
    (mine != theirs).then(|| (name(mine), name(theirs)))
}

/// A fault of a table: what it is, where first, and in how many further cells.
type Fault = (Kind, (String, String), (usize, usize), usize);

/// Compares cells by their place and their headers: one difference of each kind per table.
pub(super) fn cells(judge: &Judge<'_>, out: &mut Vec<Found>) {
    let mut faults: BTreeMap<(usize, Kind), Fault> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for &at in judge.pairs {
        let pair = judge.pair(at);
        let (Some(mine), Some(theirs)) = (&pair.mine.cell, &pair.theirs.cell) else { continue };
        if !pair.expected.said || !seen.insert(mine.line) {
            continue;
        }
        for (kind, wrong) in wrong(mine, theirs, judge.asked.exact) {
            faults
                .entry((mine.table, kind))
                .and_modify(|fault| fault.3 += 1)
                .or_insert((kind, wrong, at, 0));
        }
    }
    for (kind, wrong, at, more) in faults.into_values() {
        // All words of the cell.
        let line = |index: usize| {
            let token = judge.expected.tokens.get(index)?;
            Some(judge.expected.context(token).cell.as_ref()?.line)
        };
        let cell = line(at.0);
        let last = (at.0..judge.expected.tokens.len())
            .take_while(|&index| line(index) == cell)
            .last()
            .unwrap_or(at.0);
        judge.tell(kind, wrong, at, (last, at.1), more, out);
    }
}

fn wrong(mine: &CellOf, theirs: &CellOf, exact: bool) -> Vec<(Kind, (String, String))> {
    let mut out = Vec::new();
    let (one, other) = (&mine.cell, &theirs.cell);
    let place = |cell: &Cell| format!("row {}, column {}", cell.row + 1, cell.column + 1);
    if exact && (one.row, one.column) != (other.row, other.column) {
        out.push((Kind::Table, (place(one), place(other))));
    }
    if exact && one.header != other.header {
        let name = |header: bool| if header { "a header" } else { "a cell" }.to_owned();
        out.push((Kind::Header, (name(one.header), name(other.header))));
    } else if !one.header {
        let (a, b) = (headers(one), headers(other));
        let missing: Vec<_> = a.difference(&b).collect();
        if !missing.is_empty() || (exact && a != b) {
            out.push((Kind::Header, (list(one), list(other))));
        }
    }
    out
}

/// The headers of a cell, however they are written.
fn headers(cell: &Cell) -> BTreeSet<String> {
    let headers = cell.headers.iter().map(|header| fold::said(header));
    headers.filter(|header| !header.is_empty()).collect()
}

fn list(cell: &Cell) -> String {
    match &cell.headers[..] {
        [] => String::new(),
        [one] => format!("the header “{one}”"),
        more => format!("the headers “{}”", more.join("”, “")),
    }
}
