//! The document as JSON, to be read by scripts and back by altform without loss. The picture's bytes
//! stay outside: only paths are written.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::model::{
    Alt, Attrs, Block, BlockKind, Cell, Definition, Direction, Document, Figure, Heads, Image,
    Inline, InlineKind, Item, LanguageSource, Meta, Note, Removed, Row, Target,
};
use crate::normalise::Normal;
use crate::text::Language;

/// The version of the form, the value of `altform`.
const VERSION: u32 = 1;

/// Writes the document: two spaces, keys in a fixed order, a final line end.
pub fn write(document: &Normal) -> Vec<u8> {
    format!("{:#}\n", value(document)).into_bytes()
}

fn value(document: &Document) -> Value {
    let as_they_stand = (1..).zip(&document.notes).all(|(place, note)| note.number == place);
    let note = |note: &Note| self::note(note, (!as_they_stand).then_some(note.number));
    let (placed, rest) = document.notes.split_at(document.placed_notes().min(document.notes.len()));
    let mut placed = placed.iter();
    let body = document.body.iter().map(|block| match &block.kind {
        BlockKind::Notes(ids) => {
            let notes: Vec<Value> = placed.by_ref().take(ids.len()).map(note).collect();
            Object::of("notes", &block.at).put("notes", notes).into()
        }
        _ => self::block(block),
    });
    let mut body: Value = body.collect::<Vec<Value>>().into();
    let mut notes = (!rest.is_empty()).then(|| array(rest, note));
    let mut numbers = BTreeMap::new();
    for note in &document.notes {
        numbers.entry(note.id.as_str()).or_insert(note.number);
    }
    std::iter::once(&mut body).chain(&mut notes).for_each(|value| number(value, &numbers));
    Object::default()
        .put("altform", VERSION)
        .put("meta", meta(&document.meta))
        .put("body", body)
        .put_some("notes", notes)
        .put("removed", array(&document.removed, removed))
        .into()
}

/// Gives references to notes the numbers that every format shows: they are running text.
fn number(value: &mut Value, numbers: &BTreeMap<&str, u32>) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| number(value, numbers)),
        Value::Object(object) => {
            let is_reference = object.get("type").is_some_and(|kind| kind == "note-reference");
            let note = object.get("note").and_then(Value::as_str).filter(|_| is_reference);
            if let Some(number) = note.and_then(|id| numbers.get(id)) {
                object.insert("text".to_owned(), number.to_string().into());
            }
            object.values_mut().for_each(|value| self::number(value, numbers));
        }
        _ => {}
    }
}

/// A JSON object whose unset keys are left out.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    fn of(kind: &str, at: &Attrs) -> Self {
        Self::default().put("type", kind).attrs(at)
    }

    fn put(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    fn put_some(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.put(key, value),
            None => self,
        }
    }

    fn attrs(self, at: &Attrs) -> Self {
        self.put_some("lang", at.lang.as_ref().map(Language::as_str))
            .put_some(
                "dir",
                at.dir.map(|dir| match dir {
                    Direction::Ltr => "ltr",
                    Direction::Rtl => "rtl",
                }),
            )
            .put_some("anchor", at.anchor.as_deref())
    }

    /// Inlines that may be missing altogether.
    fn inlines(self, key: &str, content: &[Inline]) -> Self {
        self.put_some(key, (!content.is_empty()).then(|| inlines(content)))
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Value::Object(object.0)
    }
}

fn array<T>(of: &[T], each: impl Fn(&T) -> Value) -> Value {
    of.iter().map(each).collect()
}

fn blocks(of: &[Block]) -> Value {
    array(of, block)
}

fn inlines(of: &[Inline]) -> Value {
    array(of, inline)
}

fn meta(meta: &Meta) -> Value {
    let list = |of: &[String]| (!of.is_empty()).then(|| json!(of));
    Object::default()
        .put_some("title", meta.title.as_deref())
        .put_some("subtitle", meta.subtitle.as_deref())
        .put_some("authors", list(&meta.authors))
        .put_some("date", meta.date.as_deref())
        .put_some("language", meta.language.as_ref().map(Language::as_str))
        .put_some(
            "language_source",
            meta.language_source.map(|source| match source {
                LanguageSource::Input => "input",
                LanguageSource::Detected => "detected",
                LanguageSource::Given => "given",
            }),
        )
        .put_some("publisher", meta.publisher.as_deref())
        .put_some("source", meta.source.as_deref())
        .put_some("description", meta.description.as_deref())
        .put_some("keywords", list(&meta.keywords))
        .into()
}

fn note(note: &Note, number: Option<u32>) -> Value {
    Object::default()
        .put("id", note.id.as_str())
        .put_some("number", number)
        .attrs(&note.at)
        .put("body", blocks(&note.body))
        .into()
}

fn removed(removed: &Removed) -> Value {
    Object::default()
        .put("text", removed.text.as_str())
        .put("reason", removed.reason.as_str())
        .put_some("line", removed.line)
        .into()
}

fn block(block: &Block) -> Value {
    let object = |kind| Object::of(kind, &block.at);
    match &block.kind {
        BlockKind::Heading { level, content } => {
            object("heading").put("level", level.get()).put("content", inlines(content))
        }
        BlockKind::Paragraph { lead, content } => object("paragraph")
            .put_some("lead", lead.then_some(true))
            .put("content", inlines(content)),
        BlockKind::List(list) => object("list")
            .put("ordered", list.start.is_some())
            .put_some("start", list.start)
            .put("items", array(&list.items, item)),
        BlockKind::Definitions(entries) => {
            object("definitions").put("entries", array(entries, definition))
        }
        BlockKind::Table(table) => {
            object("table").inlines("caption", &table.caption).put("rows", array(&table.rows, row))
        }
        BlockKind::Figure(figure) => self::figure(object("figure"), figure),
        BlockKind::Quote { attribution, body } => {
            object("quote").inlines("attribution", attribution).put("body", blocks(body))
        }
        BlockKind::Code { language, text } => {
            object("code").put_some("language", language.as_deref()).put("text", text.as_str())
        }
        BlockKind::Rule => object("rule"),
        BlockKind::Aside { title, body } => {
            object("aside").inlines("title", title).put("body", blocks(body))
        }
        BlockKind::Math { tex } => object("math").put("text", tex.as_str()),
        // `value` writes them with what they say; they stand in the body only.
        BlockKind::Notes(_) => object("notes"),
    }
    .into()
}

/// An item is a bare array of blocks, unless it has a language, a direction or an anchor.
fn item(item: &Item) -> Value {
    with_attrs(&item.at, "body", blocks(&item.body))
}

/// A row is a bare array of cells, unless it has a language, a direction or an anchor.
fn row(row: &Row) -> Value {
    with_attrs(&row.at, "cells", array(&row.cells, cell))
}

fn with_attrs(at: &Attrs, key: &str, value: Value) -> Value {
    let object = Object::default().attrs(at);
    if object.0.is_empty() { value } else { object.put(key, value).into() }
}

fn definition(definition: &Definition) -> Value {
    let term = |term: &crate::model::Term| {
        Object::default().attrs(&term.at).put("content", inlines(&term.content)).into()
    };
    Object::default()
        .put("terms", array(&definition.terms, term))
        .put("meanings", array(&definition.meanings, item))
        .into()
}

fn cell(cell: &Cell) -> Value {
    let heads = cell.heads.map(|heads| match heads {
        Heads::Row => "row",
        Heads::Column => "column",
        Heads::Both => "both",
    });
    let span = |span: u32| (span != 1).then_some(span);
    Object::default()
        .attrs(&cell.at)
        .put_some("heads", heads)
        .put_some("colspan", span(cell.colspan))
        .put_some("rowspan", span(cell.rowspan))
        .put("content", blocks(&cell.content))
        .into()
}

/// A figure without a picture says so: its `image` is `null`.
fn figure(object: Object, figure: &Figure) -> Object {
    let image = figure.image.as_ref().map_or(Value::Null, |i| image(Object::default(), i).into());
    object.put("image", image).inlines("caption", &figure.caption).inlines("credit", &figure.credit)
}

fn image(object: Object, image: &Image) -> Object {
    let kind = match image.alt {
        Alt::Authored(_) => "authored",
        Alt::Supplied(_) => "supplied",
        Alt::Caption(_) => "caption",
        Alt::Decorative => "decorative",
        Alt::Missing => "missing",
    };
    let alt = Object::default().put("kind", kind).put_some("value", image.alt.text());
    object.put("path", image.path.as_str()).put("alt", alt)
}

fn inline(inline: &Inline) -> Value {
    let object = |kind| Object::of(kind, &inline.at);
    let holding = |kind, content: &[Inline]| object(kind).put("content", inlines(content));
    match &inline.kind {
        InlineKind::Text(words) if inline.at.added => object("added").put("words", words.as_str()),
        InlineKind::Text(text) => object("text").put("text", text.as_str()),
        InlineKind::Emphasis(content) => holding("emphasis", content),
        InlineKind::Strong(content) => holding("strong", content),
        InlineKind::Strikethrough(content) => holding("strikethrough", content),
        InlineKind::Subscript(content) => holding("subscript", content),
        InlineKind::Superscript(content) => holding("superscript", content),
        InlineKind::Literal(text) => object("literal").put("text", text.as_str()),
        InlineKind::Quotation(content) => holding("quotation", content),
        InlineKind::Citation(content) => holding("citation", content),
        InlineKind::Abbreviation { expansion, content } => object("abbreviation")
            .put("expansion", expansion.as_str())
            .put("content", inlines(content)),
        InlineKind::Link { target, content } => match target {
            Target::External(address) => object("link").put("href", address.as_str()),
            Target::Internal(anchor) => object("link").put("to", anchor.as_str()),
        }
        .put("content", inlines(content)),
        InlineKind::NoteReference(id) => object("note-reference").put("note", id.as_str()),
        InlineKind::Image(picture) => image(object("image"), picture),
        InlineKind::Time { datetime, content } => object("time")
            .put_some("datetime", datetime.as_deref())
            .put("content", inlines(content)),
        InlineKind::Formula { tex } => object("formula").put("text", tex.as_str()),
        InlineKind::Span(content) => holding("span", content),
        InlineKind::Break => object("break"),
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::List;

    #[test]
    fn the_form_is_the_agreed_one() {
        let lang = |tag| Attrs { lang: Language::parse(tag), ..Attrs::default() };
        let text = |words: &str| vec![Block::paragraph(vec![Inline::text(words)])];
        let items = vec![
            Item { at: Attrs::default(), body: text("a") },
            Item { at: lang("fr"), body: text("b") },
        ];
        let figure = Figure { credit: vec![Inline::text("© A")], ..Figure::default() };
        let image = Image { path: "a.png".into(), alt: Alt::Decorative, picture: None };
        let link =
            |target| Inline::new(InlineKind::Link { target, content: vec![Inline::text("x")] });
        let document = Document {
            meta: Meta {
                title: Some("T".into()),
                language: Language::parse("en"),
                language_source: Some(LanguageSource::Given),
                ..Meta::default()
            },
            body: vec![
                Block::new(BlockKind::List(List { start: Some(3), items })),
                Block { at: lang("de"), kind: BlockKind::Figure(figure) },
                Block::paragraph(vec![
                    link(Target::External("https://a.example/".into())),
                    link(Target::Internal("b".into())),
                    Inline::new(InlineKind::Image(image)),
                    Inline::added("a.example"),
                ]),
            ],
            notes: vec![],
            removed: vec![Removed { text: "Menu".into(), reason: "r".into(), line: Some(2) }],
        };
        let x = json!([{"type": "text", "text": "x"}]);
        let paragraph = |words: &str| json!([{"type": "paragraph", "content": [{"type": "text", "text": words}]}]);
        let expected = json!({
            "altform": 1,
            "meta": {"title": "T", "language": "en", "language_source": "given"},
            "body": [
                {"type": "list", "ordered": true, "start": 3,
                 "items": [paragraph("a"), {"lang": "fr", "body": paragraph("b")}]},
                {"type": "figure", "lang": "de", "image": null, "credit": [{"type": "text", "text": "© A"}]},
                {"type": "paragraph", "content": [
                    {"type": "link", "href": "https://a.example/", "content": x},
                    {"type": "link", "to": "b", "content": x},
                    {"type": "image", "path": "a.png", "alt": {"kind": "decorative"}},
                    {"type": "added", "words": "a.example"}]},
            ],
            "removed": [{"text": "Menu", "reason": "r", "line": 2}],
        });
        // As text: the order of keys counts.
        assert_eq!(format!("{:#}", value(&document)), format!("{expected:#}"));
    }
}
