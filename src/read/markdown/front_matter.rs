//! The lines above a Markdown text that say its title, authors and the like: what each key means for
//! the document. How the lines are written is for `syntax` to know.

use super::syntax::{self, Entry, Problem};
use crate::diagnostic::Finding;
use crate::diagnostic::rules::{document, markup};
use crate::model::{LanguageSource, Meta};
use crate::read::Context;
use crate::read::plain::dates;
use crate::source::{Source, Span};
use crate::text::Language;

/// Reads the front matter; also says where the text below it begins.
pub(super) fn read(source: &Source, cx: &mut Context<'_>) -> (Meta, usize) {
    let mut meta = Meta::default();
    let Some(found) = syntax::find(source.text()) else {
        return (meta, source.text().len() - source.text().trim_start_matches('\u{FEFF}').len());
    };
    let (entries, problems) = syntax::parse(source.text(), &found);
    for Problem { line, span, key } in problems {
        let message = format!("`{line}` in the front matter is not understood");
        if key.is_some_and(|key| is_essential(&key.to_ascii_lowercase())) {
            lost(cx, span, message).hint("write it as `key: text` or as a list of texts");
        } else {
            report(cx, span, message);
        }
    }
    for entry in entries {
        set(&mut meta, entry, cx);
    }
    (meta, found.end)
}

fn set(meta: &mut Meta, entry: Entry, cx: &mut Context<'_>) {
    let Entry { key, values, span } = entry;
    let text = values.join(", ").split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return;
    }
    let slot = match &*key.to_ascii_lowercase() {
        "title" => &mut meta.title,
        "subtitle" => &mut meta.subtitle,
        "publisher" => &mut meta.publisher,
        "source" | "url" => &mut meta.source,
        "description" | "summary" | "abstract" => &mut meta.description,
        "author" | "authors" => {
            return meta.authors.extend(values.into_iter().filter(|name| !name.is_empty()));
        }
        "keywords" | "tags" => {
            let words = values.iter().flat_map(|value| value.split(','));
            let words = words.map(str::trim).filter(|word| !word.is_empty());
            return meta.keywords.extend(words.map(str::to_owned));
        }
        "date" => {
            if let Some(date) = dates::timestamp(&text).or_else(|| dates::whole(&text)) {
                meta.date = Some(date);
            } else {
                let message = format!("`{text}` is not a date that exists");
                lost(cx, span, message).hint("write it like `2020-05-13`");
            }
            return;
        }
        "lang" | "language" => {
            meta.language = Language::parse(&text);
            meta.language_source = meta.language.as_ref().map(|_| LanguageSource::Input);
            if meta.language.is_none() {
                let message = format!("`{text}` is not a language tag");
                let findings = &mut *cx.findings;
                findings
                    .push(&document::BAD_LANGUAGE, Some(span), message)
                    .hint("use a tag such as `en`, `fr` or `sr-Latn`");
            }
            return;
        }
        _ => return report(cx, span, format!("`{key}` in the front matter is not known")),
    };
    if slot.is_some() {
        return report(cx, span, format!("`{key}` stands twice in the front matter"));
    }
    *slot = Some(text);
}

/// Whether all outputs show what this key says.
fn is_essential(key: &str) -> bool {
    matches!(key, "title" | "author" | "authors" | "date" | "lang" | "language")
}

fn lost<'a>(cx: &'a mut Context<'_>, span: Span, message: String) -> &'a mut Finding {
    cx.findings.push(&markup::METADATA_LOST, Some(span), message)
}

fn report(cx: &mut Context<'_>, span: Span, message: String) {
    cx.findings
        .push(&markup::FRONT_MATTER, Some(span), message)
        .hint("see `altform explain input/front-matter` for the keys");
}
