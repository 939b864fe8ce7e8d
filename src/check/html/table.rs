//! A table as a grid, with the headers of each cell (HTML, 4.9.12). It knows only markup, not what is
//! announced of it; time and memory are bounded whatever spans a page asks for.

use super::node::Node;

/// The widest table.
const MAX_COLUMNS: usize = 10_000;
/// Places that cells may take beyond their first, in one table; then each takes one.
const MAX_SPANNED: usize = 1_000_000;
/// Headers of one cell.
const MAX_HEADERS: usize = 16;
/// Headers of a column or row that are looked at for one cell, the nearest first.
const MAX_LOOKED_AT: usize = 64;

/// A table.
#[derive(Default)]
pub struct Grid<'p> {
    /// Its rows.
    pub rows: usize,
    /// Its columns.
    pub columns: usize,
    /// Its cells, row by row.
    pub cells: Vec<GridCell<'p>>,
    /// The rows in which a cell stands where another stands already.
    pub overlaps: Vec<Node<'p>>,
}

/// A cell of a grid.
pub struct GridCell<'p> {
    /// The element.
    pub node: Node<'p>,
    /// Its first row, from 0.
    pub row: usize,
    /// Its first column, from 0.
    pub column: usize,
    /// Rows that it takes, from 1.
    pub rows: usize,
    /// Columns that it takes, from 1.
    pub columns: usize,
    /// What it heads, if it is a header.
    pub heads: Option<Heads>,
    /// Its headers, by their place in [`Grid::cells`]: those of columns first; none for a header. Empty
    /// cells are no headers.
    pub headers: Vec<usize>,
}

/// What a header heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heads {
    /// The cells below it.
    Column,
    /// The cells beside it.
    Row,
    /// All cells of the columns of its group that begin below it.
    ColumnGroup,
    /// All cells of the group of rows that it stands in, from it on.
    RowGroup,
}

impl GridCell<'_> {
    fn shares_columns(&self, other: &Self) -> bool {
        self.column < other.column + other.columns && other.column < self.column + self.columns
    }
}

impl<'p> Grid<'p> {
    /// The grid of a `table` of HTML, or of an element whose role is `table` or `grid`. Rows and cells
    /// that assistive technology does not get are left out.
    pub fn new(table: Node<'p>) -> Self {
        let mut grid = Self::default();
        let mut spanned = 0;
        for group in groups(table) {
            grid.add_group(&group, &mut spanned);
        }
        grid.find_heads();
        grid.find_headers();
        grid
    }

    fn add_group(&mut self, rows: &[Node<'p>], spanned: &mut usize) {
        let first = self.rows;
        // For each column, the first row that no cell from above reaches.
        let mut free_from: Vec<usize> = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let (y, mut x) = (first + index, 0);
            for node in row.elements().filter(|node| is_cell(*node) && !node.is_silent()) {
                while free_from.get(x).is_some_and(|&free| free > y) {
                    x += 1;
                }
                if x >= MAX_COLUMNS {
                    break;
                }
                let width = span(node, "colspan", "aria-colspan", 1000);
                let mut columns = width.clamp(1, MAX_COLUMNS - x);
                // Nothing reaches out of its group; 0 is all of it.
                let left = rows.len() - index;
                let wanted = span(node, "rowspan", "aria-rowspan", 65_534);
                let mut height = if wanted == 0 { left } else { wanted.min(left) };
                *spanned += height * columns - 1;
                if *spanned > MAX_SPANNED {
                    (height, columns) = (1, 1);
                }
                if free_from.len() < x + columns {
                    free_from.resize(x + columns, 0);
                }
                let taken = &mut free_from[x..x + columns];
                if taken.iter().any(|&free| free > y) {
                    self.overlaps.push(*row);
                }
                for free in taken {
                    *free = (*free).max(y + height);
                }
                let cell = GridCell {
                    node,
                    row: y,
                    column: x,
                    rows: height,
                    columns,
                    heads: None,
                    headers: Vec::new(),
                };
                self.cells.push(cell);
                x += columns;
                self.columns = self.columns.max(x);
            }
        }
        self.rows += rows.len();
    }

    /// Tells what each header heads: as it says, else by where data stand (HTML, 4.9.12.2), else, where
    /// that says nothing, by its neighbours.
    fn find_heads(&mut self) {
        let mut data_in_row = vec![0_u32; self.rows + 1];
        let mut data_in_column = vec![false; self.columns];
        for cell in self.cells.iter().filter(|cell| !is_header(cell.node)) {
            data_in_row[cell.row] += 1;
            data_in_column[cell.column..cell.column + cell.columns].fill(true);
            for row in &mut data_in_row[cell.row + 1..cell.row + cell.rows] {
                *row += 1;
            }
        }
        for index in 0..self.cells.len() {
            let cell = &self.cells[index];
            if !is_header(cell.node) {
                continue;
            }
            let data_beside = data_in_row[cell.row..cell.row + cell.rows].iter().any(|&n| n > 0);
            let has_data = |x: usize| data_in_column[x];
            let data_below = (cell.column..cell.column + cell.columns).any(has_data);
            let scope = cell.node.value("scope").map(str::to_ascii_lowercase);
            let is_in_head = || {
                let group = cell.node.parent().and_then(Node::parent);
                group.is_some_and(|group| group.is("thead"))
            };
            let in_row = |at: Option<usize>| {
                at.and_then(|at| self.cells.get(at)).filter(|other| other.row == cell.row)
            };
            let beside_header = || {
                let sides = [index.checked_sub(1), Some(index + 1)];
                sides.into_iter().any(|at| in_row(at).is_some_and(|other| is_header(other.node)))
            };
            let heads = match (scope.as_deref(), cell.node.role()) {
                (Some("col"), _) => Heads::Column,
                (Some("row"), _) => Heads::Row,
                (Some("colgroup"), _) => Heads::ColumnGroup,
                (Some("rowgroup"), _) => Heads::RowGroup,
                (_, Some("columnheader")) if cell.node.has("role") => Heads::Column,
                (_, Some("rowheader")) if cell.node.has("role") => Heads::Row,
                _ if !data_beside || is_in_head() => Heads::Column,
                _ if !data_below => Heads::Row,
                _ if beside_header() => Heads::Column,
                _ => Heads::Row,
            };
            self.cells[index].heads = Some(heads);
        }
    }

    /// Finds the headers of each cell that holds data.
    fn find_headers(&mut self) {
        let by_node: std::collections::BTreeMap<_, _> =
            self.cells.iter().enumerate().map(|(index, cell)| (cell.node.id, index)).collect();
        let empty: Vec<bool> = self
            .cells
            .iter()
            .map(|cell| cell.heads.is_some() && cell.node.name_words().is_empty())
            .collect();
        let rows = self.row_lists();
        let mut columns: Vec<Passed> = vec![Passed::default(); self.columns];
        let mut found: Vec<Vec<usize>> = vec![Vec::new(); self.cells.len()];
        let mut next = 0;
        for (y, row) in rows.iter().enumerate() {
            while let Some(cell) = self.cells.get(next).filter(|cell| cell.row == y) {
                let own: Vec<usize> = cell
                    .node
                    .tokens("headers")
                    .take(MAX_LOOKED_AT)
                    .filter_map(|id| by_node.get(&cell.node.page.by_id(id)?.id).copied())
                    .filter(|&header| header != next)
                    .collect();
                found[next] = match cell.heads {
                    Some(_) => Vec::new(),
                    None if own.is_empty() => self.implied(next, &columns, &rows),
                    None => own,
                };
                let order = |&header: &usize| (!self.cells[header].shares_columns(cell), header);
                found[next].retain(|&header| !empty[header]);
                found[next].sort_by_key(order);
                found[next].dedup();
                found[next].truncate(MAX_HEADERS);
                next += 1;
            }
            for &(column, index) in row {
                let header = self.cells[index].heads.is_some().then_some(index);
                for passed in &mut columns[column..column + self.cells[index].columns] {
                    passed.pass(header);
                }
            }
        }
        for (cell, headers) in self.cells.iter_mut().zip(found) {
            cell.headers = headers;
        }
    }

    /// For each row its cells by their columns, those from above too.
    fn row_lists(&self) -> Vec<Vec<(usize, usize)>> {
        let mut rows = vec![Vec::new(); self.rows];
        for (index, cell) in self.cells.iter().enumerate() {
            for row in &mut rows[cell.row..cell.row + cell.rows] {
                row.push((cell.column, index));
            }
        }
        for row in &mut rows {
            row.sort_unstable();
        }
        rows
    }

    /// The headers of a cell that names none: those above it and beside it, and those of its groups.
    fn implied(
        &self,
        index: usize,
        columns: &[Passed],
        rows: &[Vec<(usize, usize)>],
    ) -> Vec<usize> {
        let cell = &self.cells[index];
        let mut out = Vec::new();
        let passed = &columns[cell.column..cell.column + cell.columns];
        for passed in passed.iter().take(MAX_LOOKED_AT) {
            passed.headers(&mut out, |header, nearer| {
                let (new, old) = (&self.cells[header], &self.cells[nearer]);
                (new.column, new.columns) == (old.column, old.columns)
            });
        }
        out.retain(|&header| {
            let heads = self.cells[header].heads;
            matches!(heads, Some(Heads::Column | Heads::ColumnGroup))
        });
        let mut beside = Vec::new();
        for row in rows[cell.row..cell.row + cell.rows].iter().take(MAX_LOOKED_AT) {
            let mut passed = Passed::default();
            let before = row.partition_point(|&(column, _)| column < cell.column);
            for &(_, other) in &row[before.saturating_sub(MAX_LOOKED_AT)..before] {
                passed.pass(self.cells[other].heads.is_some().then_some(other));
            }
            // The headers of a row stand first in it, however far away.
            if let Some(&(_, first)) = row.first().filter(|_| before > MAX_LOOKED_AT) {
                beside.extend(self.cells[first].heads.map(|_| first));
            }
            passed.headers(&mut beside, |header, nearer| {
                let (new, old) = (&self.cells[header], &self.cells[nearer]);
                (new.row, new.rows) == (old.row, old.rows)
            });
        }
        beside.retain(|&header| self.cells[header].heads == Some(Heads::Row));
        out.extend(beside);
        let group = cell.node.parent().and_then(Node::parent);
        let of_group = |other: &&usize| {
            let header = &self.cells[**other];
            header.heads == Some(Heads::RowGroup)
                && header.node.parent().and_then(Node::parent) == group
                && header.column <= cell.column + cell.columns
        };
        let row_groups = columns.iter().take(MAX_LOOKED_AT).filter_map(|passed| {
            passed.seen.iter().rev().take(MAX_LOOKED_AT).map(|(header, _)| header).find(of_group)
        });
        out.extend(row_groups);
        let same_row = rows[cell.row].iter().take(MAX_LOOKED_AT).map(|(_, other)| other);
        out.extend(same_row.filter(of_group));
        out
    }
}

/// The headers on the way to a cell, in blocks that data part.
#[derive(Clone, Default)]
struct Passed {
    /// Each header, and the number of its block.
    seen: Vec<(usize, usize)>,
    block: usize,
    in_block: bool,
}

impl Passed {
    fn pass(&mut self, header: Option<usize>) {
        match header {
            Some(header) => {
                if !self.in_block {
                    self.block += 1;
                }
                if self.seen.last().is_none_or(|last| last.0 != header) {
                    self.seen.push((header, self.block));
                }
                self.in_block = true;
            }
            None => self.in_block = false,
        }
    }

    /// Adds those that hold: the nearest block, and of those before it the ones that no nearer header of
    /// another block covers.
    fn headers(&self, out: &mut Vec<usize>, covers: impl Fn(usize, usize) -> bool) {
        let near = &self.seen[self.seen.len().saturating_sub(MAX_LOOKED_AT)..];
        for (at, &(header, block)) in near.iter().enumerate().rev() {
            let covered = near[at + 1..]
                .iter()
                .any(|&(nearer, other)| other != block && covers(header, nearer));
            if !covered {
                out.push(header);
            }
        }
    }
}

/// The rows of a table, by their groups; those of `tfoot` last.
fn groups(table: Node<'_>) -> Vec<Vec<Node<'_>>> {
    let is_row =
        |node: &Node<'_>| (node.is("tr") || node.role() == Some("row")) && !node.is_silent();
    let (mut out, mut feet, mut loose) = (Vec::new(), Vec::new(), Vec::new());
    for part in table.elements() {
        if is_row(&part) {
            loose.push(part);
            continue;
        }
        if !loose.is_empty() {
            out.push(std::mem::take(&mut loose));
        }
        let is_group = matches!(part.html(), "thead" | "tbody" | "tfoot")
            || part.role() == Some("rowgroup")
            || (!table.is("table") && part.role().is_none());
        if is_group {
            let rows: Vec<_> = part.elements().filter(is_row).collect();
            if part.is("tfoot") { feet.push(rows) } else { out.push(rows) }
        }
    }
    out.push(loose);
    out.append(&mut feet);
    out.retain(|rows| !rows.is_empty());
    out
}

fn is_cell(node: Node<'_>) -> bool {
    matches!(node.html(), "td" | "th")
        || matches!(node.role(), Some("cell" | "gridcell" | "columnheader" | "rowheader"))
}

fn is_header(node: Node<'_>) -> bool {
    match node.explicit_role().map(|role| role.name) {
        Some("columnheader" | "rowheader") => true,
        Some("cell" | "gridcell") => false,
        _ => node.is("th"),
    }
}

/// A span as HTML reads it: 1 if it is no number; 0 only for rows.
fn span(node: Node<'_>, name: &str, aria: &str, most: usize) -> usize {
    let html = matches!(node.html(), "td" | "th");
    let value = node.value(if html { name } else { aria }).unwrap_or("1");
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let number = value[..digits].parse::<usize>().unwrap_or(1);
    if number == 0 && name == "colspan" { 1 } else { number.min(most) }
}

#[cfg(test)]
mod tests {
    use super::super::page::open_text;
    use super::*;
    use crate::markup::Syntax;

    /// The headers of each cell that holds data, by their words.
    fn headers(table: &str) -> Vec<String> {
        let page = open_text("a.html", &format!("<table>{table}"), Syntax::Html).unwrap();
        let grid = Grid::new(page.first("table").unwrap());
        let words = |index: &usize| grid.cells[*index].node.words();
        let told = |cell: &GridCell<'_>| {
            let headers: Vec<_> = cell.headers.iter().map(words).collect();
            format!("{}: {}", cell.node.words(), headers.join(" "))
        };
        grid.cells.iter().filter(|cell| cell.heads.is_none()).map(told).collect()
    }

    #[test]
    fn headers_are_those_that_the_standard_says() {
        let simple = "<tr><th>A<th>B<tr><th scope=row>x<td>1<tr><th scope=row>y<td>2";
        assert_eq!(headers(simple), ["1: B x", "2: B y"]);
        let corner = "<tr><td><th>A<th>B<tr><th>x<td>1<td>2";
        assert_eq!(headers(corner), [": ", "1: A x", "2: B x"]);
        let spans = "<thead><tr><th rowspan=2>Y<th colspan=2>H<tr><th>a<th>b<tbody>\
            <tr><th rowspan=2>x<td>1<td>2<tr><td colspan=2>3";
        assert_eq!(headers(spans), ["1: H a x", "2: H b x", "3: H a b x"]);
        let later = "<tr><th>A<tr><td>1<tr><th>B<tr><td>2";
        assert_eq!(headers(later), ["1: A", "2: B"]);
        let named = "<tr><th id=a>A<th id=b>B<tr><td headers='b gone'>1<td headers=a>2";
        assert_eq!(headers(named), ["1: B", "2: A"]);
        let groups = "<tbody><tr><th scope=rowgroup>G<td>1<tr><td>x<td>2<tbody><tr><td>y<td>3";
        assert_eq!(headers(groups), ["1: G", "x: G", "2: G", "y: ", "3: "]);
    }

    #[test]
    fn rows_of_roles_are_rows_and_feet_come_last() {
        let body = "<div role=table id=t><div role=row><b role=columnheader>A</b></div>\
            <div role=rowgroup><div role=row><b role=cell>1</b></div></div></div>";
        let page = open_text("a.html", body, Syntax::Html).unwrap();
        let grid = Grid::new(page.by_id("t").unwrap());
        assert_eq!((grid.rows, grid.columns, &grid.cells[1].headers[..]), (2, 1, &[0][..]));
        assert_eq!(headers("<tfoot><tr><td>z<tbody><tr><td>a"), ["a: ", "z: "]);
    }

    #[test]
    fn spans_without_measure_end() {
        let cell = "<td colspan=1000 rowspan=65534>x";
        let page = format!("<table>{}", format!("<tr>{}", cell.repeat(40)).repeat(300));
        let page = open_text("a.html", &page, Syntax::Html).unwrap();
        let grid = Grid::new(page.first("table").unwrap());
        assert!(grid.rows == 300 && grid.columns <= MAX_COLUMNS);
        let many = "<tr><th>a<th>b<td>c".repeat(20_000);
        assert_eq!(headers(&many).len(), 20_000);
    }
}
