//! What the mapping carries along: the tree, what goes beside the body, what is to be said. The files
//! beside it map one kind of element each.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use super::anchors::Anchors;
use super::canon::canonise;
use super::media::says;
use super::tree::{Builder, Flattened, Id, Kind, Tree};
use crate::diagnostic::rules::{document, input, markup};
use crate::model::{Attrs, Block, BlockKind, Direction, Note, Removed};
use crate::read::Context;
use crate::read::plain::told;
use crate::source::{Source, Span};
use crate::text::Language;

/// The longest name that an element is given by others.
const MAX_NAME: usize = 2000;
/// How many lost titles are named one by one.
const MAX_TITLES: u32 = 5;

/// What an element tree says.
#[derive(Debug, Default)]
pub(crate) struct Mapped {
    pub(crate) body: Vec<Block>,
    pub(crate) notes: Vec<Note>,
    pub(crate) removed: Vec<Removed>,
    /// Anchors that are reached by another name: from, to.
    pub(crate) aliases: BTreeMap<String, String>,
}

/// Maps what was built.
pub(crate) fn map(builder: Builder, source: &Source, cx: &mut Context<'_>) -> Mapped {
    let (mut tree, flattened) = builder.finish();
    let gone = canonise(&mut tree, cx.resources);
    match flattened {
        Some(Flattened::Deep(span)) => {
            cx.findings
                .push(&input::TOO_DEEP, span, "nesting is deeper than 64 blocks or 100 inlines")
                .hint("nest less deeply");
        }
        Some(Flattened::Many(span)) => {
            cx.findings
                .push(&markup::TOO_MUCH, span, "more than a million passages: from here on emphasis and links are left out, words are kept")
                .hint("split the document");
        }
        None => {}
    }
    let names = tree.elements().filter_map(|element| {
        let is_anchor = &*element.name == "a";
        element.get("id").or_else(|| element.get("name").filter(|_| is_anchor))
    });
    let anchors = Anchors::new(names);
    let (ids, doubles) = tree.ids();
    let mut mapper = Mapper {
        tree: &tree,
        source,
        cx,
        anchors,
        ids,
        doubles,
        waiting: Vec::new(),
        unknown: BTreeSet::new(),
        notes: Vec::new(),
        note_names: BTreeMap::new(),
        removed: Vec::new(),
        titles: VecDeque::new(),
        titles_lost: 0,
        in_link: false,
        in_caption: false,
    };
    for gone in gone {
        mapper.remove(gone.id, gone.reason);
    }
    let mut body = mapper.flow(tree.top());
    mapper.report_titles();
    if let Some(more @ 1..) = mapper.titles_lost.checked_sub(MAX_TITLES) {
        mapper.not_kept(None, format!("{more} more titles are not kept"));
    }
    mapper.settle_waiting(&mut body);
    let (notes, removed) = (mapper.notes, mapper.removed);
    Mapped { body, notes, removed, aliases: mapper.anchors.aliases }
}

pub(super) struct Mapper<'a, 'c> {
    pub(super) tree: &'a Tree,
    pub(super) source: &'a Source,
    pub(super) cx: &'a mut Context<'c>,
    pub(super) anchors: Anchors,
    /// The first element of each id.
    pub(super) ids: HashMap<&'a str, Id>,
    /// Names that more than one place has.
    pub(super) doubles: HashSet<&'a str>,
    /// Anchors of what leaves no trace; the next block takes them.
    pub(super) waiting: Vec<String>,
    unknown: BTreeSet<String>,
    pub(super) notes: Vec<Note>,
    /// How many notes have each name.
    pub(super) note_names: BTreeMap<String, u32>,
    pub(super) removed: Vec<Removed>,
    /// The titles of the pictures so far, which become captions or are reported.
    pub(super) titles: VecDeque<(Option<Span>, String)>,
    /// How many titles of other elements are lost.
    titles_lost: u32,
    pub(super) in_link: bool,
    /// Where a picture by itself is no figure: a cell, a caption.
    pub(super) in_caption: bool,
}

impl<'a> Mapper<'a, '_> {
    /// What an element's attributes say of language, direction, place and name.
    pub(super) fn attrs(&mut self, id: Id) -> Attrs {
        let span = self.tree.node(id).span;
        let Some(element) = self.tree.element(id) else {
            return Attrs { span, ..Attrs::default() };
        };
        let lang = element.get("lang").or_else(|| element.get("xml:lang"));
        let lang = lang.and_then(|tag| self.language(tag, span));
        let dir = element.get("dir").and_then(|dir| match &*dir.trim().to_ascii_lowercase() {
            "ltr" => Some(Direction::Ltr),
            "rtl" => Some(Direction::Rtl),
            _ => None,
        });
        let name = element.get("id").or_else(|| {
            let is_anchor = &*element.name == "a";
            element.get("name").filter(|_| is_anchor)
        });
        let anchor = name.and_then(|name| self.anchors.take(name));
        Attrs { span, lang, dir, anchor, ..Attrs::default() }
    }

    fn language(&mut self, tag: &str, span: Option<Span>) -> Option<Language> {
        if tag.trim().is_empty() {
            return Some(Language::undetermined());
        }
        let language = Language::parse(tag);
        if language.is_none() {
            let message = format!("`{tag}` is not a language tag");
            self.cx
                .findings
                .push(&document::BAD_LANGUAGE, span, message)
                .hint("use a tag such as `en`, `fr` or `sr-Latn`");
        }
        language
    }

    /// A block, which takes the anchors that wait for one.
    pub(super) fn block(&mut self, mut at: Attrs, kind: BlockKind) -> Block {
        if at.anchor.is_none() {
            at.anchor = self.waiting.pop();
        }
        if let Some(anchor) = &at.anchor {
            for name in self.waiting.drain(..) {
                self.anchors.aliases.insert(name, anchor.clone());
            }
        }
        Block { at, kind }
    }

    /// Gives the anchors that still wait at the end to the last block.
    fn settle_waiting(&mut self, body: &mut [Block]) {
        if let Some(last) = body.last_mut() {
            let at = std::mem::take(&mut last.at);
            let kind = BlockKind::Rule;
            last.at = self.block(at, kind).at;
        }
    }

    /// Says once for each name that an element is not known.
    pub(super) fn unknown(&mut self, name: &str, id: Id) {
        if !name.is_empty() && !name.starts_with('#') && self.unknown.insert(name.to_owned()) {
            let message = format!("`<{name}>` has no meaning in a document; its words are kept");
            self.cx
                .findings
                .push(&input::UNKNOWN_MARKUP, self.tree.node(id).span, message)
                .hint("use an element whose meaning is known");
        }
    }

    /// Says that something beside the words is lost.
    pub(super) fn not_kept(&mut self, span: Option<Span>, message: String) {
        self.cx.findings.push(&markup::NOT_KEPT, span, message).hint("say it in the text");
    }

    /// Says that a title is lost, unless the words or the address say the same. Pages have hundreds.
    pub(super) fn title_not_kept(&mut self, name: &str, title: &str, id: Id) {
        let words = self.raw_text(id);
        let silent = name == "a" && words.trim().is_empty();
        if silent || says(&words, title) || self.get(id, "href") == Some(title) {
            return;
        }
        self.titles_lost += 1;
        if self.titles_lost <= MAX_TITLES {
            let message = format!("the title `{title}` of `<{name}>` is not kept");
            self.not_kept(self.tree.node(id).span, message);
        }
    }

    /// Takes away what is not for readers. A picture without words is known by its file.
    pub(super) fn remove(&mut self, id: Id, reason: &str) {
        let text = self.raw_text(id);
        let text = if self.tree.name(id) == "img" && text.is_empty() {
            self.get(id, "src").filter(|src| !src.starts_with("data:")).unwrap_or("").to_owned()
        } else {
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        if !text.is_empty() {
            let line = self.tree.node(id).span.map(|span| self.source.locate(span.start).line);
            self.removed.push(Removed { text, reason: reason.to_owned(), line });
        }
    }

    /// The words of an element as they stand, without their markup; `br` is a line end.
    pub(super) fn raw_text(&self, id: Id) -> String {
        self.raw_text_up_to(id, usize::MAX)
    }

    /// The same, until it is longer than anybody would say it.
    fn raw_text_up_to(&self, id: Id, longest: usize) -> String {
        let mut out = String::new();
        for id in self.tree.walk(id) {
            match &self.tree.node(id).kind {
                Kind::Text(text) if out.len() + text.len() > longest => break,
                Kind::Text(text) => out.push_str(text),
                Kind::Edge => out.push('\n'),
                Kind::Element(element) => match &*element.name {
                    "br" | "#soft-break" => out.push('\n'),
                    "img" => out.push_str(element.get("alt").unwrap_or("")),
                    _ => {}
                },
            }
        }
        out
    }

    /// What an element's `title` says, beside how a link opens.
    pub(super) fn title(&self, id: Id) -> Option<&'a str> {
        let title = told::without_opening(self.get(id, "title")?.trim());
        Some(title).filter(|title| !title.is_empty())
    }

    /// The name that an element is given for those who listen: by other elements, or by a label.
    /// How a link opens is no name.
    pub(super) fn name_given(&self, id: Id) -> Option<String> {
        let words = |text: String| {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            told::without_opening(&words).to_owned()
        };
        let names = self.get(id, "aria-labelledby").unwrap_or("").split_ascii_whitespace();
        let given = names.filter_map(|name| {
            let id = *self.ids.get(name)?;
            let words = || self.raw_text_up_to(id, MAX_NAME);
            Some(self.get(id, "aria-label").map_or_else(words, str::to_owned))
        });
        let given = words(given.collect::<Vec<_>>().join(" "));
        let label = || words(self.get(id, "aria-label").unwrap_or("").to_owned());
        Some(given)
            .filter(|name| !name.is_empty())
            .or_else(|| Some(label()))
            .filter(|name| !name.is_empty())
    }

    /// An attribute of an element.
    pub(super) fn get(&self, id: Id, name: &str) -> Option<&'a str> {
        self.tree.element(id).and_then(|element| element.get(name))
    }
}

/// What surrounds passes on what is not said inside.
pub(super) fn inherit(blocks: &mut [Block], at: &Attrs) {
    for block in blocks {
        if block.at.lang.is_none() {
            block.at.lang.clone_from(&at.lang);
        }
        block.at.dir = block.at.dir.or(at.dir);
    }
}
