//! What no standard can see in a PDF: whether what is tagged says something, and whether what is seen is
//! tagged. It reports only what is certain, and asks a person about the rest.

mod contrast;
mod headings;
mod hyphens;
mod language;
mod links;
mod order;
mod pages;
mod pictures;
mod questions;
mod unreadable;
mod words;

use self::words::Words;
use super::{ElementId, Kid, Pdf};
use crate::check::Results;
use crate::diagnostic::Place;
use crate::diagnostic::rules::content::TITLE_IS_FILE_NAME;
use crate::diagnostic::rules::document::TABLE_NO_HEADERS;
use crate::diagnostic::rules::pdf::structure::STRUCTURE_TREE;
use crate::diagnostic::rules::pdf::{ENCRYPTED, UNREADABLE};
use crate::text::number::count;
use crate::text::wording::is_program_title;

/// Checks what no standard can see.
pub(super) fn check(pdf: &Pdf, results: &mut Results) {
    let words = Words::new(pdf);
    read_to_its_end(pdf, results);
    title(pdf, results);
    pictures::check(pdf, results);
    headings::check(&words, results);
    tables(pdf, results);
    links::check(&words, results);
    unreadable::check(pdf, results);
    language::check(&words, results);
    hyphens::check(&words, results);
    order::check(&words, results);
    contrast::check(pdf, results);
    pages::check(pdf, results);
    questions::check(pdf, results);
}

/// A place in the file: a page from 0, and a path in the tag tree.
pub(super) fn at(pdf: &Pdf, page: Option<usize>, path: &str) -> Place {
    Place::Output {
        file: pdf.name.clone(),
        page: page.and_then(|page| u32::try_from(page + 1).ok()),
        path: path.to_owned(),
        source: None,
    }
}

/// The place of an element.
pub(super) fn of(pdf: &Pdf, id: ElementId) -> Place {
    at(pdf, page(pdf, id), &pdf.tree.path(id))
}

/// The page, from 0, on which an element begins: as it says, or by its content.
pub(super) fn page(pdf: &Pdf, id: ElementId) -> Option<usize> {
    let mut open = vec![Kid::Element(id)];
    while let Some(kid) = open.pop() {
        let found = match kid {
            Kid::Element(id) => {
                let element = pdf.tree.get(id);
                open.extend(element.kids.iter().rev());
                element.page
            }
            Kid::Content(content) => Some(content.page),
            Kid::Object { page, .. } => page,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The beginning of a text, for messages: 60 characters on one line.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// What could not be read is not passed.
fn read_to_its_end(pdf: &Pdf, results: &mut Results) {
    results.applies(&UNREADABLE);
    if pdf.facts.encrypted {
        results.applies(&ENCRYPTED);
    }
    for (page, loss) in &pdf.losses {
        let page = page.and_then(|page| usize::try_from(page).ok()?.checked_sub(1));
        results.push(&UNREADABLE, at(pdf, page, ""), loss.clone());
    }
    if pdf.tree.cut > 0 {
        let elements =
            count(pdf.tree.cut, "element of the tags stands", "elements of the tags stand");
        let message = format!("{elements} in several places, or too deep");
        results.push(&STRUCTURE_TREE, at(pdf, None, ""), message);
    }
}

fn title(pdf: &Pdf, results: &mut Results) {
    let Some(title) = pdf.title().filter(|title| !title.trim().is_empty()) else { return };
    results.test(&TITLE_IS_FILE_NAME, !is_program_title(title), at(pdf, None, ""), || {
        format!("the title is `{}`", short(title))
    });
}

/// Tables of at least two rows and columns that have no header cell.
fn tables(pdf: &Pdf, results: &mut Results) {
    let mut rows = vec![0_usize; pdf.tree.elements.len()];
    let mut columns = vec![0_usize; pdf.tree.elements.len()];
    let mut headed = vec![false; pdf.tree.elements.len()];
    for (id, element) in pdf.tree.iter() {
        let is_table = |e: &&ElementId| pdf.tree.get(**e).kind == "Table";
        let above = std::iter::successors(element.parent, |id| pdf.tree.get(*id).parent);
        let Some(table) = above.collect::<Vec<_>>().iter().find(is_table).copied() else {
            continue;
        };
        match element.kind.as_str() {
            "TR" => {
                let cells = |e: &ElementId| matches!(&*pdf.tree.get(*e).kind, "TD" | "TH");
                rows[table.0] += 1;
                let width = pdf.tree.children(id).filter(cells).count();
                columns[table.0] = columns[table.0].max(width);
            }
            "TH" => headed[table.0] = true,
            _ => {}
        }
    }
    for (id, _) in pdf.tree.iter().filter(|(_, e)| e.kind == "Table") {
        if rows[id.0] >= 2 && columns[id.0] >= 2 {
            results.test(&TABLE_NO_HEADERS, headed[id.0], of(pdf, id), || {
                format!("a table of {} rows has no header cells", rows[id.0])
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(short(" a\n b "), "a b");
        let long = "é".repeat(100);
        assert_eq!(short(&long), format!("{}…", "é".repeat(60)));
    }
}
