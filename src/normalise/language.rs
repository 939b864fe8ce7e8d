//! Every document has a language, and it is known how it is known: the input says it, else the words
//! tell, else the user said it. A passage says its language only where it changes.

use super::Hints;
use super::walk::{self, Part};
use crate::diagnostic::{Findings, rules};
use crate::model::{Attrs, Block, BlockKind, Document, Inline, LanguageSource};
use crate::text::{Language, detect};

/// How many bytes of the words are looked at.
const SAMPLE: usize = 20_000;

pub(super) fn pass(document: &mut Document, hints: &Hints, findings: &mut Findings) {
    if document.meta.language.as_ref().is_none_or(Language::is_undetermined) {
        let mut words = document.meta.title.clone().unwrap_or_default();
        words.push('\n');
        words.push_str(&walk::words(document, SAMPLE));
        let detected = detect(&words).map(|language| (language, LanguageSource::Detected));
        let given = || hints.language.clone().map(|language| (language, LanguageSource::Given));
        if let Some((language, source)) = detected.or_else(given) {
            document.meta.language = Some(language);
            document.meta.language_source = Some(source);
        } else {
            findings
                .push(
                    &rules::document::NO_LANGUAGE,
                    None,
                    "the language is neither named nor can it be told from the words",
                )
                .hint("name it with `--lang`, for example `--lang en`");
            document.meta.language = Some(Language::undetermined());
        }
    } else if document.meta.language_source.is_none() {
        document.meta.language_source = Some(LanguageSource::Input);
    }
    let Some(main) = document.meta.language.clone() else { return };
    for block in &mut document.body {
        unrepeated(block, &main);
    }
    for note in &mut document.notes {
        let inner = own(&mut note.at, &main);
        for block in &mut note.body {
            unrepeated(block, &inner);
        }
    }
}

/// Drops the language of a node where it is that of its surroundings; gives the language inside it.
fn own(at: &mut Attrs, around: &Language) -> Language {
    if at.lang.as_ref() == Some(around) {
        at.lang = None;
    }
    at.lang.clone().unwrap_or_else(|| around.clone())
}

fn unrepeated(block: &mut Block, around: &Language) {
    let inner = own(&mut block.at, around);
    match &mut block.kind {
        BlockKind::List(list) => {
            for item in &mut list.items {
                let inner = own(&mut item.at, &inner);
                item.body.iter_mut().for_each(|block| unrepeated(block, &inner));
            }
        }
        BlockKind::Definitions(entries) => {
            for entry in entries {
                for term in &mut entry.terms {
                    let inner = own(&mut term.at, &inner);
                    unrepeated_inlines(&mut term.content, &inner);
                }
                for meaning in &mut entry.meanings {
                    let inner = own(&mut meaning.at, &inner);
                    meaning.body.iter_mut().for_each(|block| unrepeated(block, &inner));
                }
            }
        }
        BlockKind::Table(table) => {
            unrepeated_inlines(&mut table.caption, &inner);
            for row in &mut table.rows {
                let inner = own(&mut row.at, &inner);
                for cell in &mut row.cells {
                    let inner = own(&mut cell.at, &inner);
                    cell.content.iter_mut().for_each(|block| unrepeated(block, &inner));
                }
            }
        }
        _ => {
            for part in walk::parts(block) {
                match part {
                    // Only the kinds above have any.
                    Part::At(_) => {}
                    Part::Run(run) => unrepeated_inlines(run, &inner),
                    Part::Blocks(blocks) => {
                        blocks.iter_mut().for_each(|block| unrepeated(block, &inner));
                    }
                }
            }
        }
    }
}

fn unrepeated_inlines(run: &mut [Inline], around: &Language) {
    for inline in run {
        let inner = own(&mut inline.at, around);
        if let Some(content) = inline.content_mut() {
            unrepeated_inlines(content, &inner);
        }
    }
}
