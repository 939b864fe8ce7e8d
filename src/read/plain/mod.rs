//! Plain text scraped from a web page: the article in it, and the furniture around it. Layout decides
//! before words, and the words are data (`words/`). It knows nothing of passes, writers or encodings.

mod body;
pub(in crate::read) mod bylines;
pub(in crate::read) mod captions;
mod chunks;
mod columns;
mod credits;
pub(in crate::read) mod datelines;
pub(in crate::read) mod dates;
mod foot;
mod head;
mod lines;
mod lists;
mod makers;
mod middle;
mod own;
mod places;
mod quotes;
mod reading;
mod shape;
mod tables;
mod title;
pub(in crate::read) mod told;
mod verses;
pub(in crate::read) mod words;

use super::Context;
use crate::diagnostic::rules;
use crate::model::{BlockKind, Document, Meta, Removed};
use crate::source::Source;
use reading::Reading;

/// Reads plain text.
pub fn read(source: &Source, cx: &mut Context<'_>) -> Document {
    let text = source.text();
    if let Some(document) = own::read(text) {
        return document;
    }
    let lines = lines::split(text);
    let pieces = lines::join(text, &lines);
    let mut reading = Reading::new(text, lines, pieces);
    let meta = take_frame(&mut reading);
    reading.keep_gaps();
    let mut document = Document { meta, body: body::blocks(&reading), ..Document::default() };
    let says_something = document.body.iter().any(|b| !matches!(b.kind, BlockKind::Figure(_)));
    if says_something {
        document.removed = removed(&reading);
        return document;
    }
    // Nothing but furniture: better a menu than an empty page.
    let any = !reading.pieces.is_empty();
    reading.removed.fill(None);
    document = Document { body: body::blocks(&reading), ..Document::default() };
    if any && reading.pieces.len() > 1 {
        cx.findings
            .push(
                &rules::document::ONLY_FURNITURE,
                None,
                "no article was found, only lines that repeat or look like a site's menus; every line is kept",
            )
            .hint("check that the text was scraped from the article's own page");
    }
    document
}

/// Finds head and foot, takes them away, and keeps what they say about the article.
fn take_frame(reading: &mut Reading<'_>) -> Meta {
    let mut meta = Meta::default();
    let count = reading.pieces.len();
    let prose = reading.first_prose(0);
    let title = title::find(reading, prose.max(1).min(count));
    if let Some(title) = title {
        reading.set_title(title);
        head::above(reading, title, &mut meta);
        meta.title = Some(reading.pieces[title].text.to_string());
    }
    let from = title.map_or(0, |t| t + 1);
    let lead = reading.first_prose(from);
    let second = reading.first_prose((lead + 1).min(count));
    let foot = foot::begin(reading, (lead + 1).min(count).max(from));
    head::below(reading, title, second.min(foot), &mut meta);
    head::dateline(reading, lead, &mut meta);
    middle::clear_letters(reading, from..foot);
    middle::clear_counters(reading, from..foot);
    middle::clear_buttons(reading, second.min(foot)..foot);
    middle::clear(reading, second.min(foot)..foot);
    middle::clear_boxes(reading, from..foot);
    foot::clear(reading, foot, &mut meta);
    head::stated_date(reading, from..lead.min(foot), &mut meta);
    foot::signed(reading, lead + 1..foot, &mut meta);
    if let Some(title) = title {
        reading.remove(title, TITLE);
    }
    meta
}

/// Why the title itself is not in the body; it is nothing that was taken away.
const TITLE: &str = "title";

/// One entry for each line that was taken away, with its words as they stand.
fn removed(reading: &Reading<'_>) -> Vec<Removed> {
    let mut out = Vec::new();
    for (piece, reason) in reading.pieces.iter().zip(&reading.removed) {
        let Some(reason) = reason.filter(|&reason| reason != TITLE) else { continue };
        for line in &reading.lines[piece.lines.clone()] {
            out.push(Removed {
                text: reading.text[line.range.clone()].to_owned(),
                reason: reason.to_owned(),
                line: Some(line.number),
            });
        }
    }
    out
}

#[cfg(test)]
mod tests;
