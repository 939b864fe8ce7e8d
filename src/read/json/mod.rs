//! The document as JSON, as `--to json` writes it and people or scripts change it. It takes a plain
//! string for running text; every other departure from the form is a finding with its path and place.

mod blocks;
mod fields;
mod inlines;
mod tree;

use self::fields::{Fields, Reader};
use self::tree::{ROOT, Value};
use super::Context;
use crate::diagnostic::Fatal;
use crate::diagnostic::rules::input;
use crate::model::{Document, LanguageSource, Meta, Note, Removed};
use crate::source::Source;

/// The version of the form that is understood.
const VERSION: u64 = 1;

/// Reads a document from JSON.
pub fn read(source: &Source, cx: &mut Context<'_>) -> Result<Document, Fatal> {
    let text = source.text().trim_start_matches('\u{FEFF}');
    let base = source.text().len() - text.len();
    let tree = tree::parse(text, base).map_err(|(span, message)| {
        Fatal::new(&input::JSON, Some(span), message, "mend the JSON")
    })?;
    let wrong = |message: &str| {
        let hint = "write `{\"altform\": 1, \"meta\": {…}, \"body\": […]}`, as `--to json` does";
        Fatal::new(&input::JSON, Some(tree.span(ROOT)), message, hint)
    };
    if !matches!(tree.value(ROOT), Value::Object(_)) {
        return Err(wrong("the JSON is not an object"));
    }
    let mut reader = Reader::new(&tree, cx);
    let mut fields = reader.fields(ROOT);
    let version = fields.take("altform");
    match version.map(|id| reader.number(id)) {
        Some(Some(VERSION)) => {}
        Some(_) => {
            return Err(wrong("the value of `altform` is not 1, the version that is understood"));
        }
        None if fields.has("body") => {
            reader.report(ROOT, "`altform`, the version, is missing");
        }
        None => return Err(wrong("the JSON is no document of altform: `altform` is missing")),
    }
    let meta = reader.inside(&mut fields, "meta", Reader::meta).unwrap_or_default();
    let body = reader.inside(&mut fields, "body", Reader::blocks);
    if body.is_none() {
        reader.report(ROOT, "`body` is missing");
    }
    let mut notes = std::mem::take(&mut reader.placed_notes);
    notes.extend(reader.list(&mut fields, "notes", Reader::note));
    let removed = reader.list(&mut fields, "removed", Reader::removed);
    reader.finish(fields);
    Ok(Document { meta, body: body.unwrap_or_default(), notes, removed })
}

impl Reader<'_, '_, '_> {
    fn meta(&mut self, id: tree::Id) -> Meta {
        let mut fields = self.fields(id);
        let mut text =
            |reader: &mut Self, key| reader.inside(&mut fields, key, Self::text).flatten();
        let mut meta = Meta {
            title: text(self, "title"),
            subtitle: text(self, "subtitle"),
            date: text(self, "date"),
            publisher: text(self, "publisher"),
            source: text(self, "source"),
            description: text(self, "description"),
            ..Meta::default()
        };
        meta.authors = self.texts(&mut fields, "authors");
        meta.keywords = self.texts(&mut fields, "keywords");
        meta.language = self.inside(&mut fields, "language", Self::language).flatten();
        let source = self.inside(&mut fields, "language_source", |reader, id| {
            let known = [
                ("input", LanguageSource::Input),
                ("detected", LanguageSource::Detected),
                ("given", LanguageSource::Given),
            ];
            reader.one_of(id, &known)
        });
        let said = meta.language.is_some().then_some(LanguageSource::Input);
        meta.language_source = source.flatten().or(said);
        self.finish(fields);
        meta
    }

    fn texts(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Vec<String> {
        self.list(fields, key, Self::text).into_iter().flatten().collect()
    }

    pub(super) fn note(&mut self, id: tree::Id) -> Note {
        let mut fields = self.fields(id);
        let name = self.inside(&mut fields, "id", Self::text).flatten();
        if name.is_none() {
            self.report(id, "a note has no `id`");
        }
        let at = self.attrs(id, &mut fields);
        let number = self.inside(&mut fields, "number", Self::small_number).flatten().unwrap_or(0);
        let body = self.inside(&mut fields, "body", Self::blocks).unwrap_or_default();
        self.finish(fields);
        Note { at, id: name.unwrap_or_default(), number, body }
    }

    fn removed(&mut self, id: tree::Id) -> Removed {
        let mut fields = self.fields(id);
        let text = self.inside(&mut fields, "text", Self::text).flatten().unwrap_or_default();
        let reason = self.inside(&mut fields, "reason", Self::text).flatten().unwrap_or_default();
        let line = self.inside(&mut fields, "line", Self::small_number).flatten();
        self.finish(fields);
        Removed { text, reason, line }
    }
}

#[cfg(test)]
mod tests;
