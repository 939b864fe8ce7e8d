//! Tables to strips: a row is a strip. It knows nothing of pages but how high one is.

mod grid;
mod rows;

use super::block::{Composer, Setting, key};
use super::flow::Flow;
use super::measure::Extent;
use super::style::TextStyle;
use crate::model::Table;
use grid::{Grid, Placed, columns, to_f32, widths};
use rows::CellFlow;

impl Composer<'_> {
    pub(super) fn table(&mut self, table: &Table, setting: Setting) {
        let caption = TextStyle { bold: true, ..self.small(setting) };
        let caption = TextStyle { colour: setting.text.colour, ..caption };
        self.paragraph(&table.caption, setting.styled(caption), true);
        self.flow.gap(setting.em(0.4));
        let grid = Grid::new(table);
        if grid.columns == 0 {
            return;
        }
        let narrowest = 2.2 * self.options.smallest + 2.0 * padding(setting);
        if to_f32(grid.columns) * narrowest > setting.width {
            return self.stacked(&grid, setting);
        }
        let cells: Vec<(Placed<'_>, Extent)> =
            grid.cells.iter().map(|&placed| (placed, self.cell_extent(placed, setting))).collect();
        let mut needs = columns(grid.columns, &cells);
        // A table that is too wide is set smaller before its words are broken.
        let least: f32 = needs.iter().map(|column| column.min).sum();
        let scale = (setting.width / least).clamp(self.options.smallest / setting.text.size, 1.0);
        let size = (setting.text.size * scale).max(self.options.smallest);
        let setting = setting.styled(setting.text.sized(size));
        for column in &mut needs {
            *column = Extent { min: column.min * scale, max: column.max * scale };
        }
        let widths = widths(&needs, setting.width);
        let lefts = lefts(&widths, setting);
        let mut flows = Vec::with_capacity(grid.cells.len());
        for &placed in &grid.cells {
            let spanned = placed.column..placed.column + placed.columns;
            let width: f32 = widths[spanned.clone()].iter().sum();
            let x = lefts[spanned].iter().copied().fold(f32::MAX, f32::min);
            let pad = padding(setting);
            let inner = Setting { x: x + pad, width: width - 2.0 * pad, ..setting };
            let mut flow = self.cell(placed, inner);
            let below = flow.close();
            flows.push(CellFlow { placed, flow, below, x, width });
        }
        self.rows(table, &grid, flows, setting);
    }

    /// The strips of a cell.
    fn cell(&mut self, placed: Placed<'_>, setting: Setting) -> Flow {
        let outer = std::mem::take(&mut self.flow);
        let setting = cell_setting(placed, setting);
        if placed.row.at.anchor.is_some() && placed.column == 0 {
            self.flow.place(key(placed.row.at.id));
        }
        if placed.cell.at.anchor.is_some() {
            self.flow.place(key(placed.cell.at.id));
        }
        self.blocks(&placed.cell.content, setting);
        std::mem::replace(&mut self.flow, outer)
    }

    fn cell_extent(&mut self, placed: Placed<'_>, setting: Setting) -> Extent {
        let setting = cell_setting(placed, setting);
        let inner = self.extent(&placed.cell.content, setting);
        // A hair more, so that rounding breaks no line.
        inner.padded(2.0 * padding(setting) + 0.1)
    }

    /// A table with more columns than fit on a page, cell below cell: nothing is lost, nothing overlaps.
    fn stacked(&mut self, grid: &Grid<'_>, setting: Setting) {
        let mut row = 0;
        for &placed in &grid.cells {
            let gap = if placed.first_row == row { 0.2 } else { 0.8 };
            row = placed.first_row;
            self.flow.gap(setting.em(gap));
            if placed.cell.at.anchor.is_some() {
                self.flow.place(key(placed.cell.at.id));
            }
            let setting = cell_setting(placed, setting);
            self.blocks(&placed.cell.content, setting);
        }
    }
}

/// Space at the sides of a cell.
fn padding(setting: Setting) -> f32 {
    setting.em(0.45)
}

fn cell_setting(placed: Placed<'_>, setting: Setting) -> Setting {
    let setting = setting.of(&placed.row.at).of(&placed.cell.at);
    let bold = setting.text.bold || placed.cell.heads.is_some();
    setting.styled(TextStyle { bold, leading: 1.35, ..setting.text })
}

/// The left edges of columns, which run from right to left where the text does.
fn lefts(widths: &[f32], setting: Setting) -> Vec<f32> {
    let mut at = if setting.is_rtl() { setting.x + setting.width } else { setting.x };
    widths
        .iter()
        .map(|width| {
            if setting.is_rtl() {
                at -= width;
                at
            } else {
                at += width;
                at - width
            }
        })
        .collect()
}
