//! What a word is announced as: the groups that hold it, and what of them is asked. It knows nothing of
//! words.

use crate::transcript::{Cell, Group, Kind, Line};

/// What is compared: what both formats carry.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Asked {
    pub(super) levels: bool,
    pub(super) languages: bool,
    pub(super) links: bool,
    pub(super) lists: bool,
    pub(super) tables: bool,
    pub(super) groups: bool,
    pub(super) punctuation: bool,
    pub(super) exact: bool,
}

/// What holds a word. Numbers name groups in the order in which they begin, from 1; 0 is none.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Context {
    /// The level, in a heading.
    pub(super) heading: Option<u8>,
    /// The lists inside the innermost cell or note, outermost first.
    pub(super) lists: Vec<ListItem>,
    /// The innermost cell of a table.
    pub(super) cell: Option<CellOf>,
    pub(super) caption: bool,
    pub(super) quotes: usize,
    pub(super) asides: usize,
    /// The label of the note.
    pub(super) note: Option<String>,
    /// Among the notes, if not in one: the heading over them.
    pub(super) notes: bool,
    /// In a group that people jump over.
    pub(super) landmark: bool,
    pub(super) definitions: bool,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ListItem {
    pub(super) list: usize,
    pub(super) ordered: bool,
    /// The item, by the line at which it begins.
    pub(super) item: usize,
    /// The number with which it is announced; else its place in the list, if that is numbered.
    pub(super) number: Option<u64>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CellOf {
    /// The table, by the line at which it begins.
    pub(super) table: usize,
    /// The cell, by the line at which it begins.
    pub(super) line: usize,
    pub(super) cell: Cell,
}

/// The groups that are open while lines go by.
#[derive(Debug, Default)]
pub(super) struct Open {
    now: Context,
    /// What was before each group that is open.
    outer: Vec<Context>,
    /// The table that began last and how many items the lists have had so far.
    tables: Vec<usize>,
    items: Vec<u64>,
    /// Groups that are open beyond the depth to which they are told apart.
    beyond: usize,
}

/// Deeper than this groups are not told apart: each word knows all lists that hold it.
const MAX_DEPTH: usize = 100;

impl Open {
    /// Goes on to a line; what holds it.
    pub(super) fn enter(&mut self, index: usize, line: &Line) -> &Context {
        match &line.kind {
            Kind::Start(group) => {
                if self.outer.len() == MAX_DEPTH {
                    self.beyond += 1;
                } else {
                    self.outer.push(self.now.clone());
                    self.start(index, group);
                }
            }
            Kind::End(_) if self.beyond > 0 => self.beyond -= 1,
            Kind::End(group) => {
                self.now = self.outer.pop().unwrap_or_default();
                match group {
                    Group::List { .. } => drop(self.items.pop()),
                    Group::Table { .. } => drop(self.tables.pop()),
                    _ => {}
                }
            }
            Kind::Heading(level) => self.now.heading = Some(*level),
            _ => self.now.heading = None,
        }
        &self.now
    }

    fn start(&mut self, index: usize, group: &Group) {
        let now = &mut self.now;
        now.heading = None;
        match group {
            Group::List { ordered, .. } => {
                self.items.push(0);
                now.lists.push(ListItem {
                    list: index,
                    ordered: *ordered,
                    item: index,
                    number: None,
                });
            }
            Group::Item { label } => {
                if let (Some(count), Some(item)) = (self.items.last_mut(), now.lists.last_mut()) {
                    *count += 1;
                    item.item = index;
                    item.number = number(label).or(item.ordered.then_some(*count));
                }
            }
            Group::Table { .. } => self.tables.push(index),
            Group::Cell(cell) => {
                let table = self.tables.last().copied().unwrap_or(0);
                now.cell = Some(CellOf { table, line: index, cell: cell.clone() });
                now.lists.clear();
            }
            Group::Caption => now.caption = true,
            Group::Quote => now.quotes += 1,
            Group::Aside => now.asides += 1,
            Group::Note { label } => {
                now.note = Some(label.clone());
                now.lists.clear();
            }
            Group::Landmark(_) => now.landmark = true,
            Group::Definitions => now.definitions = true,
            Group::Notes => now.notes = true,
            Group::Figure | Group::Term | Group::Meaning => {}
        }
    }
}

/// The number that a label says: `3.`, `(3)`, `[3]`.
pub(super) fn number(label: &str) -> Option<u64> {
    let digits = label.trim_matches(|c: char| !c.is_alphanumeric());
    digits.parse().ok()
}
