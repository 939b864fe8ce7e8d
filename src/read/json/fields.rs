//! What reading any object takes: its keys, the types of their values, the path that a finding names.

use super::tree::{Id, Tree, Value};
use crate::diagnostic::rules::{document, input};
use crate::model::{Attrs, Direction, Note};
use crate::read::Context;
use crate::text::Language;

/// The keys of an object that are not yet read.
pub(super) struct Fields<'a> {
    left: Vec<(&'a str, Id)>,
}

impl Fields<'_> {
    /// The value of a key, once; `null` counts as unset.
    pub(super) fn take(&mut self, key: &str) -> Option<Id> {
        let at = self.left.iter().position(|(name, _)| *name == key)?;
        Some(self.left.remove(at).1)
    }

    /// Counts all keys as read.
    pub(super) fn clear(&mut self) {
        self.left.clear();
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.left.iter().any(|(name, _)| *name == key)
    }
}

/// A step of the path to a value.
enum Step {
    Key(&'static str),
    Index(usize),
}

/// Reads values.
pub(super) struct Reader<'t, 'a, 'c> {
    pub(super) tree: &'t Tree<'a>,
    cx: &'t mut Context<'c>,
    path: Vec<Step>,
    /// How many blocks, and how many inlines, hold what is being read.
    pub(super) levels: usize,
    pub(super) inlines: usize,
    too_deep: bool,
    /// Notes that stand in the body.
    pub(super) placed_notes: Vec<Note>,
}

impl<'t, 'a, 'c> Reader<'t, 'a, 'c> {
    pub(super) fn new(tree: &'t Tree<'a>, cx: &'t mut Context<'c>) -> Self {
        Self {
            tree,
            cx,
            path: Vec::new(),
            levels: 0,
            inlines: 0,
            too_deep: false,
            placed_notes: Vec::new(),
        }
    }

    /// Says what is wrong with a value.
    pub(super) fn report(&mut self, id: Id, message: &str) {
        let path: String = self.path.iter().fold("$".to_owned(), |path, step| match step {
            Step::Key(key) => format!("{path}.{key}"),
            Step::Index(at) => format!("{path}[{at}]"),
        });
        let span = Some(self.tree.span(id));
        let message = format!("{message}, at `{path}`");
        self.cx.findings.push(&input::JSON, span, message).hint("see `--to json` for the form");
    }

    /// Says once that nesting was flattened.
    pub(super) fn too_deep(&mut self, id: Id) {
        if !std::mem::replace(&mut self.too_deep, true) {
            let message = "nesting is deeper than 64 blocks or 100 inlines";
            let span = Some(self.tree.span(id));
            self.cx.findings.push(&input::TOO_DEEP, span, message).hint("nest less deeply");
        }
    }

    /// The keys of an object; none of anything else, which is reported.
    pub(super) fn fields(&mut self, id: Id) -> Fields<'t> {
        let tree = self.tree;
        if let Value::Object(entries) = tree.value(id) {
            let set = entries.iter().filter(|(_, value)| *tree.value(*value) != Value::Null);
            return Fields { left: set.map(|(key, value)| (key.as_str(), *value)).collect() };
        }
        self.report(id, "an object is expected here");
        Fields { left: Vec::new() }
    }

    /// Reports the keys that nobody asked for.
    pub(super) fn finish(&mut self, fields: Fields<'_>) {
        for (key, id) in fields.left {
            let tree = self.tree;
            let words = super::inlines::words(tree, id);
            let lost = if words.is_empty() { "" } else { "; what it holds is lost" };
            self.report(id, &format!("`{key}` is not known here, or stands twice{lost}"));
        }
    }

    /// Reads the value of a key, if it is set.
    pub(super) fn inside<T>(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        read: impl FnOnce(&mut Self, Id) -> T,
    ) -> Option<T> {
        let id = fields.take(key)?;
        self.path.push(Step::Key(key));
        let value = read(self, id);
        self.path.pop();
        Some(value)
    }

    /// Reads the values of an array under a key; of one value that is no array, that value.
    pub(super) fn list<T>(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        read: impl FnMut(&mut Self, Id) -> T,
    ) -> Vec<T> {
        self.inside(fields, key, |reader, id| reader.each(id, read)).unwrap_or_default()
    }

    /// Reads the values of an array.
    pub(super) fn each<T>(&mut self, id: Id, mut read: impl FnMut(&mut Self, Id) -> T) -> Vec<T> {
        let tree = self.tree;
        let Value::Array(items) = tree.value(id) else {
            self.report(id, "a list is expected here");
            return vec![read(self, id)];
        };
        let mut out = Vec::with_capacity(items.len());
        for (at, &item) in items.iter().enumerate() {
            self.path.push(Step::Index(at));
            out.push(read(self, item));
            self.path.pop();
        }
        out
    }

    pub(super) fn text(&mut self, id: Id) -> Option<String> {
        match self.tree.value(id) {
            Value::String(text) => Some(text.clone()),
            // A year or a version that somebody wrote without quotes.
            Value::Number(number) => Some((*number).to_owned()),
            _ => {
                self.report(id, "text is expected here");
                None
            }
        }
    }

    pub(super) fn number(&mut self, id: Id) -> Option<u64> {
        let number = match self.tree.value(id) {
            Value::Number(number) => number.parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.report(id, "a whole number from 0 is expected here");
        }
        number
    }

    pub(super) fn small_number(&mut self, id: Id) -> Option<u32> {
        let number = self.number(id)?;
        let small = u32::try_from(number).ok();
        if small.is_none() {
            self.report(id, "the number is too large");
        }
        small
    }

    pub(super) fn bool(&mut self, id: Id) -> bool {
        let value = self.tree.value(id);
        if !matches!(value, Value::Bool(_)) {
            self.report(id, "`true` or `false` is expected here");
        }
        matches!(self.tree.value(id), Value::Bool(true))
    }

    /// One of these words.
    pub(super) fn one_of<T: Copy>(&mut self, id: Id, known: &[(&str, T)]) -> Option<T> {
        let word = match self.tree.value(id) {
            Value::String(word) => word.as_str(),
            _ => "",
        };
        let found = known.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<_> = known.iter().map(|(name, _)| format!("`{name}`")).collect();
            self.report(id, &format!("one of {} is expected here", names.join(", ")));
        }
        found
    }

    pub(super) fn language(&mut self, id: Id) -> Option<Language> {
        let tag = self.text(id)?;
        let language = Language::parse(&tag);
        if language.is_none() {
            let message = format!("`{tag}` is not a language tag");
            let span = Some(self.tree.span(id));
            let findings = &mut *self.cx.findings;
            let hint = "use a tag such as `en`, `fr` or `sr-Latn`";
            findings.push(&document::BAD_LANGUAGE, span, message).hint(hint);
        }
        language
    }

    /// What any block or inline may carry.
    pub(super) fn attrs(&mut self, id: Id, fields: &mut Fields<'_>) -> Attrs {
        let directions = [("ltr", Direction::Ltr), ("rtl", Direction::Rtl)];
        Attrs {
            span: Some(self.tree.span(id)),
            lang: self.inside(fields, "lang", Self::language).flatten(),
            dir: self.inside(fields, "dir", |r, id| r.one_of(id, &directions)).flatten(),
            anchor: self.inside(fields, "anchor", Self::text).flatten(),
            ..Attrs::default()
        }
    }
}
