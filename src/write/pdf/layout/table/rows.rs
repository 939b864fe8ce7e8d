//! Rows of cells to strips of the table: heights, lines, header rows, and rows higher than a page.

use std::ops::Range;

use super::super::block::{Composer, Setting};
use super::super::flow::{Flow, Header, Strip, lower, shift};
use super::super::frame::{Artifact, Item, LinkBox, Rect, Role};
use super::super::line::fill;
use super::super::style::{LINE, SHADE, THIN};
use super::grid::{Grid, Placed};
use crate::model::Table;

/// How much of a page the slices of a row that is higher than a page may take.
const SLICE: f32 = 0.95;

/// How much of a page header rows may take, if they are to be repeated.
const HEADER: f32 = 0.33;

/// The height of a slice of a row without the padding of its cells, whatever the header rows take.
pub(super) fn slice_depth(setting: Setting) -> f32 {
    (1.0 - HEADER) * SLICE * setting.depth - 2.0 * padding(setting)
}

/// Space above and below the content of a cell.
fn padding(setting: Setting) -> f32 {
    setting.em(0.35)
}

/// A cell that is set.
pub(super) struct CellFlow<'a> {
    pub(super) placed: Placed<'a>,
    pub(super) flow: Flow,
    /// Padding below its last strip.
    pub(super) below: f32,
    /// Its left edge and width, padding included.
    pub(super) x: f32,
    pub(super) width: f32,
}

impl CellFlow<'_> {
    fn height(&self) -> f32 {
        let strips = self.flow.strips.iter().map(|strip| strip.before + strip.height);
        strips.sum::<f32>() + self.below
    }

    /// Draws what is around the cell: the shade of a header, the lines above and below.
    fn frame(&self, strip: &mut Strip, above: bool, top: f32, bottom: f32, below: bool) {
        let rect = Rect { x: self.x, y: top, width: self.width, height: bottom - top };
        if self.placed.cell.heads.is_some() {
            strip.items.push(fill(rect, SHADE));
        }
        let line = Rect { height: THIN, ..rect };
        if above {
            strip.items.push(fill(line, LINE));
        }
        if below {
            strip.items.push(fill(Rect { y: bottom - THIN, ..line }, LINE));
        }
    }

    /// Moves strips from `from` on to `into`, as many as fit into `room` below `top`; at least one if
    /// `force` says so. Returns how many they are and how high.
    fn take(
        &mut self,
        from: usize,
        top: f32,
        room: f32,
        force: bool,
        into: &mut Strip,
    ) -> (usize, f32) {
        let mut spots: Vec<(f32, f32)> = Vec::new();
        let mut used = 0.0;
        for strip in self.flow.strips.iter().skip(from) {
            // Where the cell begins, the space above is the padding of boxes.
            let first = spots.is_empty() && from > 0;
            let start = if first { used } else { used + strip.before };
            if start + strip.height > room && !(force && spots.is_empty()) {
                break;
            }
            used = start + strip.height;
            spots.push((top + start, top + used));
        }
        for decoration in &self.flow.decorations {
            let range = &decoration.strips;
            let on = range.start.max(from)..range.end.min(from + spots.len());
            if let (Some(first), Some(last)) =
                (spots.get(on.start.wrapping_sub(from)), spots.get(on.end.wrapping_sub(from + 1)))
                && !on.is_empty()
            {
                into.items.extend(decoration.items(first.0, last.1));
            }
        }
        for (strip, &(down, _)) in self.flow.strips.iter_mut().skip(from).zip(&spots) {
            into.items.extend(strip.items.drain(..).map(|mut item| {
                shift(&mut item, down);
                item
            }));
            let links = strip.links.drain(..);
            into.links.extend(links.map(|link| LinkBox { rect: lower(link.rect, down), ..link }));
            into.places.append(&mut strip.places);
        }
        if from + spots.len() == self.flow.strips.len() && !spots.is_empty() {
            used += self.below;
        }
        (spots.len(), used)
    }
}

impl Composer<'_> {
    /// Appends the rows of a table whose cells are set.
    pub(super) fn rows(
        &mut self,
        table: &Table,
        grid: &Grid<'_>,
        mut cells: Vec<CellFlow<'_>>,
        setting: Setting,
    ) {
        let pad = padding(setting);
        let ties = grid.ties();
        let header_rows = grid.header_rows(table, &ties);
        let mut header = None;
        let mut header_height = 0.0;
        let mut strips: Vec<Strip> = Vec::new();
        let mut rest = cells.as_mut_slice();
        let mut row = 0;
        while row < grid.rows {
            if row == header_rows && row > 0 {
                header = self.header(&strips, setting.depth);
                header_height = header.map_or(0.0, |index| self.flow.headers[index].height);
                self.put(&mut strips, setting, None, true);
            }
            let end = (row..grid.rows).find(|&r| !ties[r]).map_or(grid.rows, |r| r + 1);
            let count = rest.iter().take_while(|cell| cell.placed.first_row < end).count();
            let (group, after) = std::mem::take(&mut rest).split_at_mut(count);
            rest = after;
            let room = setting.depth - header_height;
            let heights = heights(group, row..end, pad);
            if heights.iter().sum::<f32>() <= room {
                strips.push(whole(group, row, &heights, pad));
            } else {
                // Too high: row by row, each as high as its cells, and where need be line by line.
                for cells in group.chunk_by_mut(|a, b| a.placed.first_row == b.placed.first_row) {
                    strips.extend(sliced(cells, pad, SLICE * room));
                }
            }
            row = end;
            if row > header_rows {
                self.put(&mut strips, setting, header, false);
            }
        }
    }

    /// Keeps header rows to be repeated, unless they would take too much of every page.
    fn header(&mut self, strips: &[Strip], depth: f32) -> Option<usize> {
        let mut header = Header::default();
        for strip in strips {
            for item in &strip.items {
                let mut item = Item { role: Role::Artifact(Artifact::Layout), ..item.clone() };
                shift(&mut item, header.height);
                header.items.push(item);
            }
            header.height += strip.height;
        }
        (header.height < HEADER * depth).then(|| {
            self.flow.headers.push(header);
            self.flow.headers.len() - 1
        })
    }

    fn put(&mut self, strips: &mut Vec<Strip>, at: Setting, header: Option<usize>, keep: bool) {
        for strip in strips.drain(..) {
            self.flow.push(Strip { header, keep, left: at.x, ..strip });
        }
    }
}

/// The heights of rows that are tied to each other by cells that span them.
fn heights(cells: &[CellFlow<'_>], rows: Range<usize>, pad: f32) -> Vec<f32> {
    let mut heights = vec![2.0 * pad; rows.len()];
    for cell in cells.iter().filter(|cell| cell.placed.rows == 1) {
        let height = &mut heights[cell.placed.first_row - rows.start];
        *height = height.max(cell.height() + 2.0 * pad);
    }
    for cell in cells.iter().filter(|cell| cell.placed.rows > 1) {
        let first = cell.placed.first_row - rows.start;
        let spanned = &mut heights[first..first + cell.placed.rows];
        let lacking = cell.height() + 2.0 * pad - spanned.iter().sum::<f32>();
        if let Some(last) = spanned.last_mut() {
            *last += lacking.max(0.0);
        }
    }
    heights
}

/// Rows as one strip.
fn whole(cells: &mut [CellFlow<'_>], row: usize, heights: &[f32], pad: f32) -> Strip {
    let mut strip = Strip { height: heights.iter().sum(), ..Strip::default() };
    let mut tops = vec![0.0];
    for height in heights {
        tops.push(tops.last().copied().unwrap_or(0.0) + height);
    }
    for cell in cells {
        let first = cell.placed.first_row - row;
        let (top, bottom) = (tops[first], tops[first + cell.placed.rows]);
        cell.frame(&mut strip, row == 0 && first == 0, top, bottom, true);
        cell.take(0, top + pad, f32::MAX, false, &mut strip);
    }
    strip
}

/// The cells of one row as strips of at most so much height.
fn sliced(cells: &mut [CellFlow<'_>], pad: f32, limit: f32) -> Vec<Strip> {
    let mut strips = Vec::new();
    let mut taken = vec![0; cells.len()];
    loop {
        let mut content = Strip::default();
        let mut height = 0f32;
        let room = limit - 2.0 * pad;
        let mut stuck = true;
        for (cell, taken) in cells.iter_mut().zip(&mut taken) {
            let (count, used) = cell.take(*taken, pad, room, false, &mut content);
            *taken += count;
            stuck &= count == 0;
            height = height.max(used);
        }
        let remains = |taken: &[usize]| {
            let mut pairs = cells.iter().zip(taken);
            pairs.position(|(cell, &taken)| taken < cell.flow.strips.len())
        };
        if let Some(index) = remains(&taken).filter(|_| stuck) {
            // Nothing is low enough: the first that is left goes as it is.
            let (count, used) = cells[index].take(taken[index], pad, room, true, &mut content);
            taken[index] += count;
            height = height.max(used);
        }
        let last = cells.iter().zip(&taken).all(|(cell, &taken)| taken >= cell.flow.strips.len());
        let mut strip = Strip { height: height + 2.0 * pad, ..Strip::default() };
        for cell in cells.iter() {
            let first = strips.is_empty() && cell.placed.first_row == 0;
            cell.frame(&mut strip, first, 0.0, height + 2.0 * pad, last);
        }
        strip.items.append(&mut content.items);
        strip.links.append(&mut content.links);
        strip.places.append(&mut content.places);
        strips.push(strip);
        if last {
            return strips;
        }
    }
}
