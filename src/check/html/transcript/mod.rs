//! What a screen reader announces of a page, in the order of the tree: the walk over it. It trusts markup
//! and roles only; `flow` makes the lines, `inline`, `blocks`, `tables`, `links` and `notes` tell what
//! each element is.
//!
//! Where tools differ, this is what is announced: the number of an item of an ordered list with its full
//! stop, nothing for a bullet (which is the reader's own); a `details` as if it were open; a ruby text
//! in brackets after its base; quotation marks around a `q` that has none in its words; links that skip
//! to the content as navigation.

mod blocks;
mod flow;
mod inline;
mod links;
mod notes;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::node::Node;
use super::page::{Id, Namespace, Page};
use super::state::Display;
use crate::check::limits;
use crate::transcript::{At, Group, Kind, Transcript};
use flow::{Flow, Style};

/// Adds the lines of a page.
pub(super) fn lines(page: &Page, path: &str, transcript: &mut Transcript) {
    let mut teller = Teller {
        page,
        path: path.into(),
        flow: Flow::default(),
        languages: BTreeMap::new(),
        places: BTreeMap::new(),
        skips: links::skip_links(page),
        note_labels: notes::labels(page),
        lone_title: blocks::lone_title(page),
        in_notes: false,
        depth: 0,
    };
    let start = page.first("body").unwrap_or_else(|| page.root());
    teller.children(start, &Style::default());
    teller.flow.end_line();
    transcript.lines.append(&mut teller.flow.lines);
}

/// Tells a page.
struct Teller<'p> {
    page: &'p Page,
    path: Arc<str>,
    flow: Flow,
    /// Each language once.
    languages: BTreeMap<&'p str, Arc<str>>,
    /// The first words at each place that links lead to.
    places: BTreeMap<Id, Option<Arc<str>>>,
    /// The links that skip to the content.
    skips: BTreeSet<Id>,
    /// What the notes are called by those who refer to them.
    note_labels: BTreeMap<Id, String>,
    /// The only heading of level 1, by which a banner is known as the article's own.
    lone_title: Option<Id>,
    /// In a section of notes, but in none of them.
    in_notes: bool,
    depth: usize,
}

impl<'p> Teller<'p> {
    fn at(&self, node: Node<'p>) -> At {
        At { page: None, path: self.path.clone(), span: node.span() }
    }

    fn children(&mut self, node: Node<'p>, style: &Style) {
        if self.depth >= limits::MAX_DEPTH {
            return self.flattened(node, style);
        }
        self.depth += 1;
        for child in node.children() {
            self.node(child, style);
        }
        self.depth -= 1;
    }

    /// The words of what is nested too deep to be told apart: nobody nests like this, but none is lost.
    fn flattened(&mut self, node: Node<'p>, style: &Style) {
        for inner in node.descendants().filter(|inner| !inner.is_silent()) {
            match inner.text() {
                Some(text) => self.text(inner, text, style),
                None if inner.display() == Display::Block => self.flow.edge(style),
                None => {}
            }
        }
    }

    fn node(&mut self, node: Node<'p>, style: &Style) {
        if node.is_silent() {
            self.silent(node, style);
            return;
        }
        if let Some(text) = node.text() {
            self.text(node, text, style);
            return;
        }
        let style = self.style(node, style);
        if self.skips.contains(&node.id) {
            return self.group(node, Group::Landmark("navigation"), &style, Self::element);
        }
        self.element(node, &style);
    }

    /// What is not announced still takes its room; what is hidden by `visibility` may hold what is not.
    fn silent(&mut self, node: Node<'p>, style: &Style) {
        if !node.is_element() || node.is_not_rendered() {
            return;
        }
        if node.is_aria_hidden() {
            if node.display() == Display::Block {
                self.flow.edge(style);
            }
        } else {
            let style = self.style(node, style);
            self.block(node, &style);
        }
    }

    fn text(&mut self, node: Node<'p>, text: &str, style: &Style) {
        let parent = node.parent();
        self.flow.stand(|| At {
            page: None,
            path: self.path.clone(),
            span: parent.and_then(Node::span),
        });
        self.flow.words(text, style);
    }

    /// What is in force for the words of an element.
    fn style(&mut self, node: Node<'p>, outer: &Style) -> Style {
        let tag = node.language();
        let language =
            tag.map(|tag| self.languages.entry(tag).or_insert_with(|| tag.into()).clone());
        Style { language, preserves: node.preserves_space(), ..outer.clone() }
    }

    /// Tells an element that is not hidden.
    fn element(&mut self, node: Node<'p>, style: &Style) {
        match node.role() {
            _ if notes::is_of_type(node, notes::NOTES) => self.notes(node, style),
            _ if notes::is_of_type(node, notes::NOTE) => self.note(node, None, style),
            Some("heading") => self.heading(node, style),
            Some("img" | "graphics-document" | "graphics-object" | "graphics-symbol") => {
                self.picture(node, style);
            }
            Some("math") => self.math(node, style),
            Some("link" | "doc-noteref" | "doc-backlink" | "doc-glossref" | "doc-biblioref") => {
                self.link(node, style);
            }
            Some("list" | "directory") if self.in_notes => self.note_list(node, style),
            Some("list" | "directory") => self.list(node, style),
            Some("listitem") => self.item(node, style),
            Some("doc-endnotes") => self.notes(node, style),
            Some("doc-footnote" | "doc-endnote") => self.note(node, None, style),
            Some("table" | "grid" | "treegrid") => self.table(node, style),
            Some("figure") => self.group(node, Group::Figure, style, Self::children),
            Some("blockquote") => self.group(node, Group::Quote, style, Self::children),
            Some("note" | "doc-tip" | "doc-notice" | "doc-pullquote") => {
                self.group(node, Group::Aside, style, Self::children);
            }
            Some("complementary") | None if blocks::is_aside(node) => {
                self.group(node, Group::Aside, style, Self::children);
            }
            Some("banner") if self.holds_title(node) => self.block(node, style),
            Some(role @ ("complementary" | "banner" | "contentinfo" | "navigation" | "search")) => {
                self.group(node, Group::Landmark(role), style, Self::children);
            }
            Some("doc-toc" | "doc-pagelist" | "doc-index") => {
                self.group(node, Group::Landmark("navigation"), style, Self::children);
            }
            Some("doc-pagebreak") => {}
            Some("separator") => self.separator(node),
            Some(
                "button" | "textbox" | "searchbox" | "combobox" | "listbox" | "checkbox" | "radio"
                | "switch" | "slider" | "spinbutton" | "progressbar" | "meter",
            ) => self.control(node, style),
            Some("deletion") => {
                let style = Style { deleted: true, ..style.clone() };
                self.block(node, &style);
            }
            role => match node.namespace() {
                Namespace::Html => self.html(node, role, style),
                Namespace::Svg | Namespace::MathMl => self.block(node, style),
            },
        }
    }

    /// Tells an element of HTML that its role does not tell.
    fn html(&mut self, node: Node<'p>, role: Option<&str>, style: &Style) {
        let with = |change: fn(&mut Style)| {
            let mut style = style.clone();
            change(&mut style);
            style
        };
        match node.name() {
            "dl" => self.group(node, Group::Definitions, style, Self::children),
            "dt" => self.group(node, Group::Term, style, Self::children),
            "dd" => self.group(node, Group::Meaning, style, Self::children),
            "figcaption" => self.group(node, Group::Caption, style, Self::children),
            "pre" | "listing" | "xmp" => self.preformatted(node, style),
            "hr" if role.is_none() => self.separator(node),
            "br" => self.flow.line_end(style),
            "q" => self.quotation(node, style),
            "sup" | "sub" => {
                self.block(node, &with(|style| style.raised = true));
            }
            "strike" => self.block(node, &with(|style| style.deleted = true)),
            "abbr" | "acronym" => {
                let expansion = node.value("title").map(Into::into);
                self.block(node, &Style { expansion, ..style.clone() });
            }
            "rt" => self.ruby_text(node, style),
            "iframe" | "video" | "audio" | "object" | "embed" | "canvas" => {
                self.embedded(node, style);
            }
            "input" | "select" | "textarea" => self.control(node, style),
            "code" | "span" | "div" if inline::is_formula(node) => self.math(node, style),
            _ => self.block(node, style),
        }
    }

    /// Tells what an element holds; whether it begins and ends lines is for its style to say.
    fn block(&mut self, node: Node<'p>, style: &Style) {
        let is_block = !matches!(node.display(), Display::Inline | Display::Contents);
        if is_block {
            self.flow.edge(style);
            self.flow.stand(|| At { page: None, path: self.path.clone(), span: node.span() });
        }
        self.children(node, style);
        if is_block {
            self.flow.edge(style);
        }
    }

    /// Tells what an element holds as a group.
    fn group(
        &mut self,
        node: Node<'p>,
        group: Group,
        style: &Style,
        tell: fn(&mut Self, Node<'p>, &Style),
    ) {
        if self.flow.held > 0 {
            self.flow.space(style);
            tell(self, node, style);
            self.flow.space(style);
            return;
        }
        let at = self.at(node);
        self.flow.start(group.clone(), at.clone());
        tell(self, node, style);
        self.flow.end(group, at);
    }

    fn separator(&mut self, node: Node<'p>) {
        if self.flow.held == 0 {
            self.flow.end_line();
            let at = self.at(node);
            self.flow.lines.push(crate::transcript::Line::new(Kind::Separator, Vec::new(), at));
        }
    }
}

#[cfg(test)]
mod tests;
