//! Where a fault stands that the validator names without its place: it says once what may be true of many
//! elements. Whoever is found here is told one by one; nothing is found that the validator did not say.

use std::collections::BTreeMap;

use super::Failure;
use crate::check::Standard;
use crate::check::pdf::rules::{page, short};
use crate::check::pdf::structure::STANDARD_TYPES;
use crate::check::pdf::{Element, ElementId, Mark, Pdf, Target};
use crate::diagnostic::Rule;
use crate::diagnostic::rules::document::HEADING_SKIPPED;
use crate::diagnostic::rules::image::ALT_MISSING;
use crate::diagnostic::rules::pdf::annotation::{LINK_CONTENTS, LINK_UNTAGGED, TAB_ORDER};
use crate::diagnostic::rules::pdf::structure::{
    FORMULA_ALT, LANGUAGE_INVALID, NOTE_ID, ROLE_MAP, TABLE_GRID, TABLE_HEADERS, UNTAGGED_CONTENT,
};
use crate::text::Language;
use crate::text::number::counted;

/// A page from 0, a path in the tag tree, and what is wrong there.
pub(super) type At = (Option<usize>, String, String);

/// The places of a fault; none if they cannot be told.
pub(super) fn of(pdf: &Pdf, rule: &'static Rule, failure: &Failure) -> Vec<At> {
    let is = |other: &Rule| rule.id == other.id;
    if is(&ALT_MISSING) {
        elements(pdf, |e| undescribed(e, "Figure").then(|| "a picture has no description".into()))
    } else if is(&FORMULA_ALT) {
        elements(pdf, |e| undescribed(e, "Formula").then(|| "a formula has no description".into()))
    } else if is(&HEADING_SKIPPED) {
        skipped_headings(pdf)
    } else if is(&NOTE_ID) {
        notes(pdf)
    } else if is(&TABLE_HEADERS) {
        elements(pdf, |e| {
            let lacks = e.kind == "TH" && e.attributes.scope.is_none();
            lacks
                .then(|| "a header cell does not say whether it heads its row or its column".into())
        })
    } else if is(&TABLE_GRID) {
        uneven_tables(pdf)
    } else if is(&LINK_CONTENTS) {
        links(pdf, |link| {
            let lacks = link.contents.as_deref().is_none_or(|contents| contents.trim().is_empty());
            lacks.then(|| {
                format!("the link annotation to {} has no `Contents`", target(&link.target))
            })
        })
    } else if is(&LINK_UNTAGGED) {
        links(pdf, |link| {
            (!link.in_tree).then(|| format!("the link to {} is not tagged", target(&link.target)))
        })
    } else if is(&TAB_ORDER) {
        let wrong = |(n, page): (usize, &crate::check::pdf::Page)| {
            let wrong = !page.links.is_empty() && page.tabs.as_deref() != Some("S");
            let message = "the page has annotations, and its `Tabs` is not `S`";
            wrong.then(|| (Some(n), String::new(), message.to_owned()))
        };
        pdf.pages.iter().enumerate().filter_map(wrong).collect()
    } else if is(&UNTAGGED_CONTENT) {
        untagged_content(pdf)
    } else if is(&ROLE_MAP) {
        elements(pdf, |e| {
            let known = e.kind != e.raw || STANDARD_TYPES.contains(&e.raw.as_str());
            (!known).then(|| format!("`{}` is no standard type and is mapped to none", e.raw))
        })
    } else if is(&LANGUAGE_INVALID) {
        languages(pdf)
    } else if failure.standard == Standard::Ua1 && failure.clause == "7.2" {
        containment(pdf, failure.test)
    } else {
        Vec::new()
    }
}

/// The page, from 0, that a message of the validator names.
pub(super) fn page_named(message: &str) -> Option<usize> {
    let after = message.split("page ").nth(1)?;
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    digits.parse::<usize>().ok()?.checked_sub(1)
}

/// The elements of which something is said.
fn elements(pdf: &Pdf, mut say: impl FnMut(&Element) -> Option<String>) -> Vec<At> {
    let told = |(id, e): (ElementId, &Element)| {
        let said = say(e)?;
        Some((page(pdf, id), pdf.tree.path(id), said))
    };
    pdf.tree.iter().filter_map(told).collect()
}

fn undescribed(element: &Element, kind: &str) -> bool {
    let empty = |text: &Option<String>| text.as_deref().is_none_or(str::is_empty);
    element.kind == kind && empty(&element.alt) && element.actual_text.is_none()
}

/// The level of a heading `H1` to `H6`.
fn level(kind: &str) -> Option<u8> {
    let level: u8 = kind.strip_prefix('H')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

fn skipped_headings(pdf: &Pdf) -> Vec<At> {
    let mut last = 0;
    elements(pdf, |e| {
        let level = level(&e.kind)?;
        let before = std::mem::replace(&mut last, level);
        (level > before + 1).then(|| match before {
            0 => format!("the first heading is of level {level}, not 1"),
            _ => format!("a heading of level {level} follows one of level {before}"),
        })
    })
}

fn notes(pdf: &Pdf) -> Vec<At> {
    let mut seen: BTreeMap<&[u8], usize> = BTreeMap::new();
    for note in pdf.tree.elements.iter().filter(|e| e.kind == "Note") {
        *seen.entry(note.id.as_deref().unwrap_or_default()).or_default() += 1;
    }
    elements(pdf, |e| match e.id.as_deref().unwrap_or_default() {
        _ if e.kind != "Note" => None,
        b"" => Some("a note has no `ID`".into()),
        id => (seen.get(id).is_some_and(|n| *n > 1))
            .then(|| format!("several notes have the `ID` `{}`", String::from_utf8_lossy(id))),
    })
}

/// Tables whose rows take different numbers of columns. Cells of several rows are left to the validator.
fn uneven_tables(pdf: &Pdf) -> Vec<At> {
    let mut tables: BTreeMap<ElementId, (Vec<usize>, bool)> = BTreeMap::new();
    for (id, _) in pdf.tree.iter().filter(|(_, e)| e.kind == "TR") {
        let above = std::iter::successors(pdf.tree.get(id).parent, |id| pdf.tree.get(*id).parent);
        let Some(table) = { above }.find(|id| pdf.tree.get(*id).kind == "Table") else { continue };
        let cells: Vec<_> = pdf.tree.children(id).map(|id| &pdf.tree.get(id).attributes).collect();
        let width = cells.iter().fold(0_usize, |n, cell| n.saturating_add(cell.col_span.max(1)));
        let (widths, spans) = tables.entry(table).or_default();
        widths.push(width);
        *spans |= cells.iter().any(|cell| cell.row_span > 1);
    }
    let uneven = |(id, (widths, spans)): (ElementId, (Vec<usize>, bool))| {
        let (least, most) = (widths.iter().min()?, widths.iter().max()?);
        (!spans && least < most).then(|| {
            let detail = format!("the rows of a table take from {least} to {most} columns");
            (page(pdf, id), pdf.tree.path(id), detail)
        })
    };
    tables.into_iter().filter_map(uneven).collect()
}

fn languages(pdf: &Pdf) -> Vec<At> {
    let wrong = |tag: &Option<String>| {
        let ill = |tag: &&str| tag.contains('_') || Language::parse(tag).is_none();
        let tag = tag.as_deref().filter(ill)?;
        Some(format!("`{}` is no language tag", short(tag)))
    };
    let document = wrong(&pdf.facts.language).map(|said| (None, String::new(), said));
    document.into_iter().chain(elements(pdf, |e| wrong(&e.lang))).collect()
}

fn links(pdf: &Pdf, say: impl Fn(&crate::check::pdf::LinkAnnotation) -> Option<String>) -> Vec<At> {
    let mut out = Vec::new();
    for (n, page) in pdf.pages.iter().enumerate() {
        let shown = page.links.iter().filter(|link| !link.hidden);
        out.extend(shown.filter_map(|link| Some((Some(n), String::new(), say(link)?))));
    }
    out
}

fn target(target: &Target) -> String {
    match target {
        Target::Address(address) => format!("`{}`", short(address)),
        Target::Place { page, .. } => format!("page {}", page + 1),
        Target::Dangling(name) | Target::Other(name) => format!("`{}`", short(name)),
        Target::Nowhere => "nowhere".into(),
    }
}

/// What is neither tagged nor an artifact, once for each page.
fn untagged_content(pdf: &Pdf) -> Vec<At> {
    let mut out = Vec::new();
    for (n, page) in pdf.pages.iter().enumerate() {
        let texts = page.pieces.iter().filter(|p| p.mark == Mark::Untagged);
        let text = texts.map(|p| p.text.as_str()).collect::<Vec<_>>().join(" ");
        let images = page.images.iter().filter(|i| i.mark == Mark::Untagged).count();
        let fills = page.fills.iter().filter(|f| f.mark == Mark::Untagged).count();
        let mut parts = Vec::new();
        if !text.trim().is_empty() {
            parts.push(format!("text (\"{}\")", short(text.trim())));
        }
        parts.extend((images > 0).then(|| counted(images, "picture")));
        parts.extend((fills > 0).then(|| counted(fills, "drawing")));
        if !parts.is_empty() {
            let what = parts.join(", ");
            let message = format!("neither tagged nor an artifact: {what}");
            out.push((Some(n), String::new(), message));
        }
    }
    out
}

/// Whether a test of ISO 14289-1:2014 7.2 is about what stands in what.
pub(super) fn is_containment(test: u8) -> bool {
    matches!(test, 3..=10 | 17..=20 | 26 | 27 | 36..=38)
}

/// Elements that stand where they must not, by the test of ISO 14289-1:2014 7.2. `NonStruct` stands for
/// nothing: what it holds counts as held by what holds it (14.8.4.2 of ISO 32000-1).
pub(super) fn containment(pdf: &Pdf, test: u8) -> Vec<At> {
    const ROWS: &[&str] = &["Table", "THead", "TBody", "TFoot"];
    match test {
        3 => kids(pdf, "Table", &["TR", "THead", "TBody", "TFoot", "Caption"]),
        4 => parents(pdf, "TR", ROWS),
        5 => parents(pdf, "THead", &["Table"]),
        6 => parents(pdf, "TBody", &["Table"]),
        7 => parents(pdf, "TFoot", &["Table"]),
        8 => parents(pdf, "TH", &["TR"]),
        9 => parents(pdf, "TD", &["TR"]),
        10 => kids(pdf, "TR", &["TH", "TD"]),
        17 => parents(pdf, "LI", &["L"]),
        18 => parents(pdf, "LBody", &["LI"]),
        19 => kids(pdf, "L", &["L", "LI", "Caption"]),
        20 => kids(pdf, "LI", &["Lbl", "LBody"]),
        26 => parents(pdf, "TOCI", &["TOC"]),
        27 => kids(pdf, "TOC", &["TOC", "TOCI", "Caption"]),
        36 => kids(pdf, "THead", &["TR"]),
        37 => kids(pdf, "TBody", &["TR"]),
        38 => kids(pdf, "TFoot", &["TR"]),
        _ => Vec::new(),
    }
}

fn parents(pdf: &Pdf, kind: &str, allowed: &[&str]) -> Vec<At> {
    elements(pdf, |e| {
        let parent = parent(pdf, e).map_or("the root", |parent| parent.kind.as_str());
        (e.kind == kind && !allowed.contains(&parent))
            .then(|| format!("`{kind}` stands in `{parent}`, not in `{}`", allowed.join("` or `")))
    })
}

fn kids(pdf: &Pdf, kind: &str, allowed: &[&str]) -> Vec<At> {
    elements(pdf, |e| {
        let wrong = e.kind != "NonStruct"
            && parent(pdf, e)?.kind == kind
            && !allowed.contains(&e.kind.as_str());
        wrong
            .then(|| format!("`{kind}` holds `{}`; it may hold `{}`", e.kind, allowed.join("`, `")))
    })
}

/// The element that holds one, but for those that stand for nothing.
fn parent<'a>(pdf: &'a Pdf, element: &Element) -> Option<&'a Element> {
    let up = |id: &ElementId| pdf.tree.get(*id).parent;
    let mut above = std::iter::successors(element.parent, up).map(|id| pdf.tree.get(id));
    above.find(|element| element.kind != "NonStruct")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_may_name_a_page() {
        assert_eq!(page_named("annotation 3 on page 12 has no name"), Some(11));
        assert_eq!(page_named("page 0 is odd"), None);
        assert_eq!(page_named("a page"), None);
    }

    #[test]
    fn only_six_levels_are_headings() {
        assert_eq!(level("H2"), Some(2));
        assert_eq!((level("H7"), level("H"), level("TH")), (None, None, None));
    }
}
