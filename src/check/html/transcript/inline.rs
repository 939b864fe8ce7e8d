//! What stands among words: pictures, formulas, quotations, ruby texts, embedded things.

use super::Teller;
use super::flow::Style;
use crate::check::html::names::{NameFrom, collapse};
use crate::check::html::node::Node;
use crate::check::html::page::Namespace;
use crate::check::html::state::Display;
use crate::text::{Language, terms};
use crate::transcript::{Kind, What};

impl<'p> Teller<'p> {
    /// A picture: what it is said to show, or that nobody says it.
    pub(super) fn picture(&mut self, node: Node<'p>, style: &Style) {
        let at = self.at(node);
        self.flow.stand(|| at);
        let name = node.accessible_name();
        if name.from == NameFrom::Nowhere && node.namespace() == Namespace::Svg {
            return self.block(node, style);
        }
        let undescribed = name.from == NameFrom::Nowhere || says_undescribed(node, &name.words);
        let (what, words) = if undescribed {
            (What::Undescribed, "")
        } else {
            (What::Picture, name.words.as_str())
        };
        self.flow.whole(what, words, style);
    }

    pub(super) fn math(&mut self, node: Node<'p>, style: &Style) {
        let words = formula(node);
        if words.is_empty() {
            return;
        }
        let is_block = !matches!(node.display(), Display::Inline | Display::Contents);
        let alone = is_block && self.flow.held == 0;
        if alone {
            self.flow.begin(Kind::Formula);
        }
        let at = self.at(node);
        self.flow.stand(|| at);
        self.flow.whole(What::Formula, &words, style);
        if alone {
            self.flow.end_line();
        }
    }

    /// A quotation among words, with the marks that browsers set if its words have none.
    pub(super) fn quotation(&mut self, node: Node<'p>, style: &Style) {
        let has_marks = node
            .descendants()
            .filter_map(Node::text)
            .find_map(|text| text.trim_start().chars().next().map(|first| MARKS.contains(&first)));
        let (open, close) = match has_marks {
            Some(false) => marks(node.language().unwrap_or("")),
            _ => ("", ""),
        };
        self.flow.words(open, style);
        self.children(node, style);
        self.flow.words(close, style);
    }

    /// How a word is read, in brackets after it.
    pub(super) fn ruby_text(&mut self, node: Node<'p>, style: &Style) {
        self.flow.words("(", style);
        self.children(node, style);
        self.flow.words(")", style);
    }

    /// A frame, a film, a recording: its name, else what stands in its place.
    pub(super) fn embedded(&mut self, node: Node<'p>, style: &Style) {
        let name = node.name_words();
        self.flow.edge(style);
        let at = self.at(node);
        self.flow.stand(|| at);
        if !name.is_empty() {
            self.flow.words(&name, style);
        } else if !matches!(node.name(), "iframe" | "embed") {
            self.children(node, style);
        }
        self.flow.edge(style);
    }
}

/// Whether the name of a picture only says that it has no description: altform's own words for that.
fn says_undescribed(node: Node<'_>, words: &str) -> bool {
    let language = node.language().and_then(Language::parse);
    words == terms(&language.unwrap_or_else(Language::undetermined)).undescribed
}

/// Whether an element is a formula as TeX writes it: by the class that programs agree on.
pub(super) fn is_formula(node: Node<'_>) -> bool {
    let has_class = |node: Node<'_>| node.tokens("class").any(|class| class == "math");
    if node.is("div") {
        let mut inside =
            node.children().filter(|child| child.text().is_none_or(|text| !text.trim().is_empty()));
        let only = (inside.next(), inside.next());
        return has_class(node)
            && matches!(only, (Some(code), None) if code.text().is_some() || is_formula(code));
    }
    has_class(node) && node.children().all(|child| child.text().is_some())
}

/// What a formula says: its name, else the words it was made of, else its signs.
fn formula(node: Node<'_>) -> String {
    let name = node.name_words();
    if !name.is_empty() || node.namespace() == Namespace::Html {
        return if name.is_empty() { collapse(&node.text_content()) } else { name };
    }
    let is_annotation = |node: &Node<'_>| node.name() == "annotation";
    if let Some(annotation) = node.descendants().find(is_annotation) {
        return collapse(&annotation.text_content());
    }
    let signs = node.descendants().filter(|child| !child.is_silent()).filter_map(Node::text);
    signs.map(collapse).filter(|sign| !sign.is_empty()).collect::<Vec<_>>().join(" ")
}

const MARKS: [char; 16] =
    ['"', '\'', '“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '‹', '›', '「', '『', '」'];

/// The quotation marks that browsers set for a language (CLDR `delimiters`).
fn marks(language: &str) -> (&'static str, &'static str) {
    match language.split(['-', '_']).next().unwrap_or("") {
        "de" | "cs" | "sk" | "sl" | "bg" | "is" | "lt" | "et" | "ka" => ("„", "“"),
        "pl" | "hu" | "ro" | "hr" | "sr" | "bs" => ("„", "”"),
        "fr" | "es" | "it" | "el" | "ru" | "uk" | "be" | "no" | "nb" | "nn" | "ca" | "pt" => {
            ("«", "»")
        }
        "sv" | "fi" | "he" => ("”", "”"),
        "ja" | "zh" => ("「", "」"),
        _ => ("“", "”"),
    }
}
