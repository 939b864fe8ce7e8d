//! What only a person can judge of a PDF, asked once each, where there is something to judge.

use super::{at, headings};
use crate::check::Results;
use crate::check::pdf::{Element, Mark, Pdf};
use crate::diagnostic::Rule;
use crate::diagnostic::rules::question::{
    COLOUR_ALONE, DECORATIVE, DESCRIPTIONS, HEADINGS, LANGUAGES, LINK_PURPOSE, READING_ORDER,
    TABLE_HEADERS,
};
use crate::text::number::count;

pub(super) fn check(pdf: &Pdf, results: &mut Results) {
    if !pdf.facts.tagged {
        return;
    }
    let all = |of: fn(&Element) -> bool| pdf.tree.elements.iter().filter(|e| of(e)).count();
    let described =
        all(|e| e.kind == "Figure" && e.alt.as_deref().is_some_and(|alt| !alt.is_empty()));
    let images = pdf.pages.iter().flat_map(|page| &page.images);
    let decorative = images.filter(|image| image.mark == Mark::Artifact).count();
    let headings = all(|e| headings::is_heading(&e.kind));
    let links = all(|e| e.kind == "Link");
    let headers = all(|e| e.kind == "TH");
    let passages = all(|e| e.lang.is_some());
    let blocks = all(|e| matches!(&*e.kind, "P" | "LI" | "TR" | "Figure"));
    let coloured = pdf.pages.iter().flat_map(|page| &page.pieces).any(|piece| {
        let grey =
            |c: crate::check::colour::Rgb| c.0.max(c.1).max(c.2) - c.0.min(c.1).min(c.2) < 0.1;
        piece.mark != Mark::Artifact && piece.colour.is_some_and(|colour| !grey(colour))
    });
    let mut ask = |rule: &'static Rule, n: usize, one: &str, many: &str| {
        if n > 0 {
            results.push(rule, at(pdf, None, ""), count(n, one, many));
        }
    };
    ask(
        &DESCRIPTIONS,
        described,
        "picture is described: does the description say what it shows",
        "pictures are described: do the descriptions say what they show",
    );
    ask(
        &DECORATIVE,
        decorative,
        "picture is decorative: does it say nothing",
        "pictures are decorative: do they say nothing",
    );
    ask(
        &READING_ORDER,
        blocks,
        "block: is it whole, and in the order that is meant",
        "blocks: are they read in the order that is meant",
    );
    ask(
        &HEADINGS,
        headings,
        "heading: does it say what stands below it",
        "headings: do they say what stands below them",
    );
    ask(
        &LINK_PURPOSE,
        links,
        "link: do its words say where it goes",
        "links: do the words say where they go",
    );
    ask(
        &TABLE_HEADERS,
        headers,
        "header cell: does it head what it should",
        "header cells: does each head what it should",
    );
    let message = match passages {
        0 => "no passage has a language of its own: are all in that of the document".to_owned(),
        1 => "1 passage has a language of its own: is that all".to_owned(),
        _ => format!("{passages} passages have languages of their own: are those all"),
    };
    results.push(&LANGUAGES, at(pdf, None, ""), message);
    if coloured {
        let message = "text is in several colours: does anything depend on colour alone";
        results.push(&COLOUR_ALONE, at(pdf, None, ""), message);
    }
}
