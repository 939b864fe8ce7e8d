//! Elements that stand apart: paragraphs, headings, containers, code, and what running text there is
//! between them.

use super::elements::{is_block, is_embedded, is_hidden};
use super::mapper::{Mapper, inherit};
use super::run::{is_blank, trim, wrap};
use super::tree::{Id, Kind};
use crate::model::{Attrs, Block, BlockKind, Inline, Level, Note, plain_text};
use crate::read::walk;

/// Blocks so far, and running text that is not yet a paragraph.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) blocks: Vec<Block>,
    run: Vec<Inline>,
}

impl Flow {
    /// A note stands here, perhaps behind others.
    fn place_note(&mut self, name: String) {
        if let Some(Block { kind: BlockKind::Notes(names), .. }) = self.blocks.last_mut() {
            names.push(name);
        } else {
            self.blocks.push(Block::new(BlockKind::Notes(vec![name])));
        }
    }
}

impl Mapper<'_, '_> {
    /// The blocks of a sequence of nodes.
    pub(super) fn flow(&mut self, nodes: &[Id]) -> Vec<Block> {
        let mut flow = Flow::default();
        for &node in nodes {
            self.flow_node(node, &mut flow);
        }
        self.flush(&mut flow, Attrs::default());
        // Most hold one block, and room for four would stay.
        flow.blocks.shrink_to_fit();
        flow.blocks
    }

    fn flow_node(&mut self, id: Id, flow: &mut Flow) {
        let tree = self.tree;
        let element = match &tree.node(id).kind {
            Kind::Element(element) => element,
            Kind::Edge => return self.flush(flow, Attrs::default()),
            Kind::Text(_) => return self.inline(id, &mut flow.run),
        };
        let name = &*element.name;
        if is_hidden(name) && !element.closed {
            // It swallowed what follows: the words come back, a paragraph at each blank line.
            self.unknown(name, id);
            self.flush(flow, Attrs::default());
            for words in self.raw_text(id).split("\n\n") {
                flow.run.push(Inline::text(words.replace('\n', " ")));
                self.flush(flow, Attrs { span: tree.node(id).span, ..Attrs::default() });
            }
            return;
        }
        if is_block(name) {
            self.flush(flow, Attrs::default());
            self.block_element(name, id, flow);
        } else if element.has_block && !is_hidden(name) && !is_embedded(name) {
            self.spread(name, id, flow);
        } else {
            self.inline(id, &mut flow.run);
        }
    }

    /// Blocks inside running text: what is said of the words is said of the words in each block.
    fn spread(&mut self, name: &str, id: Id, flow: &mut Flow) {
        self.flush(flow, Attrs::default());
        let (mut at, wrapper) = self.wrapper(name, id);
        self.waiting.extend(at.anchor.take());
        let is_link = name == "a" && wrapper.is_some();
        let outer = self.in_link;
        self.in_link |= is_link;
        let mut inner = self.flow(&self.tree.node(id).children);
        self.in_link = outer;
        let reached = wrapper.is_none_or(|wrapper| wrap(&mut inner, &at, &wrapper));
        if is_link && !reached {
            let href = self.get(id, "href").unwrap_or("");
            self.not_kept(at.span, format!("the link to `{href}` around a picture or table"));
        }
        add_container(&at, inner, flow);
    }

    /// Makes a paragraph, or figures, of the running text so far.
    fn flush(&mut self, flow: &mut Flow, mut at: Attrs) {
        let mut run = std::mem::take(&mut flow.run);
        trim(&mut run);
        run.shrink_to_fit();
        if is_blank(&run) {
            // Nothing but anchors: they belong to what comes next.
            let waiting = &mut self.waiting;
            walk::inlines(&mut run, &mut |inline| waiting.extend(inline.at.anchor.take()));
            waiting.extend(at.anchor);
            return;
        }
        if !self.in_caption && self.are_figures(&run) {
            return self.figures(run, at, flow);
        }
        if at.span.is_none() {
            at.span = run.iter().find_map(|inline| inline.at.span);
        }
        self.report_titles();
        let block = self.block(at, BlockKind::Paragraph { lead: false, content: run });
        flow.blocks.push(block);
    }

    fn block_element(&mut self, name: &str, id: Id, flow: &mut Flow) {
        if name == "#note" {
            let name = self.note(id);
            // A note of a page stands where the page has it.
            if self.get(id, "placed").is_some() {
                flow.place_note(name);
            }
            return;
        }
        let tree = self.tree;
        let node = tree.node(id);
        let has_block = tree.element(id).is_some_and(|element| element.has_block);
        let mut at = self.attrs(id);
        if let Some(title) = self.title(id) {
            self.title_not_kept(name, title, id);
        }
        let kind = match name {
            "p" | "summary" | "legend" | "figcaption" | "dt" if !has_block => {
                flow.run = self.inlines(&node.children);
                return self.flush(flow, at);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let content = self.inlines(&node.children);
                if at.anchor.is_none() && self.waiting.is_empty() {
                    at.anchor = self.anchors.slug(&plain_text(&content));
                } else if let Some(slug) = self.anchors.slug(&plain_text(&content)) {
                    // The author's own names come first.
                    self.waiting.insert(0, slug);
                }
                let level = name[1..].parse().unwrap_or(6);
                BlockKind::Heading { level: Level::clamped(level), content }
            }
            "ul" | "ol" | "menu" | "dir" => self.list(name, id),
            "dl" => return self.definitions(id, at, flow),
            "table" => return self.table(id, at, flow),
            "figure" => return self.figure(id, at, flow),
            "blockquote" => self.quote(id),
            "pre" | "listing" => self.code(id),
            "hr" => BlockKind::Rule,
            "aside" | "details" => self.aside(id),
            "#math" => BlockKind::Math { tex: self.raw_text(id).trim().to_owned() },
            _ => {
                self.waiting.extend(at.anchor.take());
                let inner = self.flow(&node.children);
                return add_container(&at, inner, flow);
            }
        };
        let block = self.block(at, kind);
        flow.blocks.push(block);
    }

    /// Puts a note aside, in the order of the source; its name.
    pub(super) fn note(&mut self, id: Id) -> String {
        let mut at = self.attrs(id);
        let label = self.get(id, "label").unwrap_or_default().to_owned();
        // Nothing can refer to a second note of the same name.
        let count = self.note_names.entry(label.clone()).or_default();
        *count += 1;
        let label = if *count == 1 { label } else { format!("{label}#{count}") };
        let outer = std::mem::replace(&mut self.in_caption, false);
        // Its first block is where links to it lead.
        let waiting = std::mem::replace(&mut self.waiting, at.anchor.take().into_iter().collect());
        let body = self.flow(&self.tree.node(id).children);
        self.waiting = waiting;
        self.in_caption = outer;
        let number = self.get(id, "number").and_then(|number| number.parse().ok()).unwrap_or(0);
        self.notes.push(Note { at, id: label.clone(), number, body });
        label
    }

    fn code(&mut self, id: Id) -> BlockKind {
        let inner =
            self.tree.node(id).children.iter().find(|&&child| self.tree.name(child) == "code");
        let class = inner.and_then(|&code| self.get(code, "class")).or(self.get(id, "class"));
        let language = class.and_then(|class| {
            class.split_ascii_whitespace().find_map(|name| name.strip_prefix("language-"))
        });
        let text = self.raw_text(id);
        // HTML drops a line end right after `<pre>`.
        let text = if inner.is_none() { text.strip_prefix('\n').unwrap_or(&text) } else { &text };
        let text = text.strip_suffix('\n').unwrap_or(text).to_owned();
        BlockKind::Code { language: language.map(str::to_owned), text }
    }

    fn aside(&mut self, id: Id) -> BlockKind {
        let children = &self.tree.node(id).children;
        let is_title = |&&child: &&Id| self.tree.name(child) == "summary";
        let summary = children.iter().find(is_title).copied();
        let title = summary.map(|id| self.caption_of(id));
        let rest: Vec<Id> =
            children.iter().copied().filter(|&child| Some(child) != summary).collect();
        let mut title = title.unwrap_or_default();
        let body = self.flow(&rest);
        let has_heading =
            matches!(body.first().map(|block| &block.kind), Some(BlockKind::Heading { .. }));
        if title.is_empty() && !has_heading {
            title.extend(self.name_given(id).map(Inline::text));
        }
        BlockKind::Aside { title, body }
    }
}

/// Adds what a container holds, with what the container says of it.
fn add_container(at: &Attrs, mut inner: Vec<Block>, flow: &mut Flow) {
    inherit(&mut inner, at);
    flow.blocks.append(&mut inner);
}
