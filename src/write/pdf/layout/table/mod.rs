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
            let inner = Setting { depth: rows::slice_depth(setting), ..inner };
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

#[cfg(test)]
mod tests {
    use super::super::frame::{ItemKind, Layout};
    use super::super::testing::{LONG, assert_sound, block, cell, lay_out, runs, table, words};
    use super::*;
    use crate::model::{BlockKind, Heads, Row};
    use crate::write::pdf::layout::Options;

    fn rows(rows: Vec<Vec<crate::model::Cell>>) -> crate::model::Block {
        let rows = rows.into_iter().map(|cells| Row { cells, ..Row::default() }).collect();
        block(BlockKind::Table(Table { caption: vec![], rows }))
    }

    /// Where the first run of some words begins.
    fn at(layout: &Layout, words: &str) -> (f32, f32) {
        let run = runs(layout).find(|(_, run)| run.text.starts_with(words)).unwrap().1;
        (run.origin.x, run.origin.y)
    }

    #[test]
    fn cells_stand_in_their_columns_and_spans_take_theirs() {
        let spanning = |columns, rows, words: &str| {
            let mut cell = cell(words, None);
            (cell.colspan, cell.rowspan) = (columns, rows);
            cell
        };
        let (document, layout) = lay_out(
            vec![rows(vec![
                vec![cell("A1", None), cell("B1", None), cell("C1", None)],
                vec![spanning(1, 2, "A2"), spanning(2, 1, "B2")],
                vec![cell("B3", None), cell("C3", None)],
            ])],
            vec![],
            &Options::default(),
        );
        assert_sound(&document, &layout);
        let at = |words| at(&layout, words);
        assert!(at("A1").0 < at("B1").0 && at("B1").0 < at("C1").0);
        let same = |a: f32, b: f32| (a - b).abs() < 0.01;
        assert!(same(at("B2").0, at("B1").0) && same(at("B3").0, at("B1").0));
        assert!(same(at("C3").0, at("C1").0));
        assert!(same(at("A2").1, at("B2").1) && same(at("B3").1, at("C3").1));
        assert!(at("A1").1 < at("A2").1 && at("B2").1 < at("B3").1);
    }

    #[test]
    fn columns_run_from_right_to_left_where_the_text_does() {
        let mut block = table(&[["א", "ב"]]);
        block.at.dir = Some(crate::model::Direction::Rtl);
        let (_, layout) = lay_out(vec![block], vec![], &Options::default());
        assert!(at(&layout, "א").0 > at(&layout, "ב").0);
    }

    #[test]
    fn a_row_higher_than_a_page_is_broken_between_lines() {
        let tall = crate::model::Cell {
            content: (0..60).map(|_| words(LONG)).collect(),
            ..cell("", None)
        };
        let (document, layout) = lay_out(
            vec![rows(vec![
                vec![cell("Head", Some(Heads::Column)), cell("Other", Some(Heads::Column))],
                vec![cell("short", None), tall],
                vec![cell("after", None), cell("end", None)],
            ])],
            vec![],
            &Options::default(),
        );
        assert_sound(&document, &layout);
        assert!(layout.pages.len() > 2);
    }

    #[test]
    fn a_spanning_cell_higher_than_a_page_is_broken_too() {
        let tall = crate::model::Cell {
            content: (0..60).map(|_| words(LONG)).collect(),
            rowspan: 3,
            ..cell("", None)
        };
        let (_, layout) = lay_out(
            vec![rows(vec![
                vec![tall, cell("one", None)],
                vec![cell("two", None)],
                vec![cell("three", None)],
            ])],
            vec![],
            &Options::default(),
        );
        for page in &layout.pages {
            for item in &page.items {
                if let ItemKind::Glyphs(run) = &item.kind {
                    assert!(run.origin.y < page.height, "{}", run.text);
                }
            }
        }
        assert!(at(&layout, "two").1 > 0.0 && at(&layout, "three").1 > at(&layout, "two").1);
    }

    #[test]
    fn tables_of_any_width_stay_on_the_page() {
        for columns in [3, 12, 24, 400] {
            let cells = |words: &str| (0..columns).map(|_| cell(words, None)).collect();
            let table = rows(vec![cells("Unbreakableheading"), cells("12 and more")]);
            let (document, layout) = lay_out(vec![table], vec![], &Options::default());
            assert_sound(&document, &layout);
        }
    }

    #[test]
    fn spans_that_lie_do_no_harm() {
        let mut cells = vec![cell("a", None), cell("b", None)];
        (cells[0].colspan, cells[0].rowspan) = (u32::MAX, u32::MAX);
        cells[1].rowspan = 0;
        let (_, layout) = lay_out(
            vec![rows(vec![cells, vec![], vec![cell("c", None)]])],
            vec![],
            &Options::default(),
        );
        let letters = runs(&layout).flat_map(|(_, run)| run.text.chars());
        let letters: String = letters.filter(char::is_ascii_lowercase).collect();
        assert!(letters.ends_with("abc"), "{letters}");
    }

    #[test]
    fn tables_in_tables_higher_than_a_page_stay_on_it() {
        let mut inner = (0..30).map(|_| words(LONG)).collect::<Vec<_>>();
        for _ in 0..3 {
            let tall = crate::model::Cell { content: inner, ..cell("", None) };
            inner = vec![rows(vec![
                vec![cell("Head", Some(Heads::Column)), cell("Other", Some(Heads::Column))],
                vec![cell("aside", None), tall],
            ])];
        }
        let options = Options { body: 18.0, smallest: 16.0, ..Options::default() };
        let (document, layout) = lay_out(inner, vec![], &options);
        assert_sound(&document, &layout);
    }

    #[test]
    fn a_nested_table_stands_in_its_cell() {
        let outer = crate::model::Cell { content: vec![table(&[["in", "ner"]])], ..cell("", None) };
        let (document, layout) =
            lay_out(vec![rows(vec![vec![cell("out", None), outer]])], vec![], &Options::default());
        assert_sound(&document, &layout);
        assert!(at(&layout, "in").0 > at(&layout, "out").0);
    }
}
