//! Blocks as elements.

use super::{Heading, Web, lines};
use crate::markup::Element;
use crate::model::{
    Attrs, Block, BlockKind, Definition, Inline, InlineKind, Item, Level, List, Note, introduces,
    plain_text,
};

impl Web<'_> {
    /// The elements of a run of blocks.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> Vec<Element> {
        let mut elements = Vec::with_capacity(blocks.len());
        for block in blocks {
            // Who introduces a quotation is not quoted.
            if let BlockKind::Quote { attribution, .. } = &block.kind
                && introduces(attribution)
            {
                let at = Attrs { anchor: None, ..block.at.clone() };
                elements.push(self.element("p", &at, |web| web.inlines(attribution)));
            }
            elements.extend(self.block(block));
        }
        elements
    }

    fn block(&mut self, block: &Block) -> Option<Element> {
        let at = &block.at;
        Some(match &block.kind {
            BlockKind::Heading { level, content } => self.heading(at, *level, content),
            BlockKind::Paragraph { lead, content } => {
                let paragraph = self.element("p", at, |web| web.inlines(content));
                if *lead { paragraph.with("class", "lead") } else { paragraph }
            }
            BlockKind::List(list) => self.list(at, list),
            BlockKind::Definitions(entries) => self.definitions(at, entries),
            BlockKind::Table(table) => self.table(at, table),
            BlockKind::Figure(figure) => return self.figure(at, figure),
            BlockKind::Quote { attribution, body } => self.quote(at, attribution, body),
            BlockKind::Code { language, text } => self.code(at, language.as_deref(), text),
            BlockKind::Rule => self.element("hr", at, |_| Vec::new()),
            BlockKind::Aside { title, body } => self.aside(at, title, body),
            BlockKind::Notes(ids) => self.placed_notes(at, ids.len()),
            BlockKind::Math { tex } => {
                self.facts.formulas += 1;
                let code = Element::new("code").with("class", "math").text(tex.as_str());
                let formula = self.element("div", at, |_| vec![code.into()]);
                self.left_to_right(formula.with("class", "math"))
            }
        })
    }

    fn heading(&mut self, at: &Attrs, level: Level, content: &[Inline]) -> Element {
        let name = match level.get() {
            0..=2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        };
        let mut heading = self.element(name, at, |web| web.inlines(content));
        let id = self.id_of(&mut heading, "section");
        let text = plain_text(content);
        self.headings.push(Heading { level: level.get().max(2), id, text });
        heading
    }

    fn list(&mut self, at: &Attrs, list: &List) -> Element {
        let name = if list.start.is_some() { "ol" } else { "ul" };
        let element = self.element(name, at, |web| {
            let item = |item| {
                let element = web.item("li", item);
                // Its box is its bullet.
                let task = list.start.is_none() && is_task(item);
                if task { element.with("class", "task") } else { element }
            };
            lines(list.items.iter().map(item).collect())
        });
        // Browsers count in 32 bits.
        let start = list.start.filter(|start| *start != 1).map(|s| s.min(i32::MAX as u64));
        element.with_some("start", start.map(|start| start.to_string()))
    }

    /// An item. Its first paragraph needs no element of its own if at most lists follow it.
    fn item(&mut self, name: &'static str, item: &Item) -> Element {
        self.element(name, &item.at, |web| match item.body.split_first() {
            Some((
                first @ Block { kind: BlockKind::Paragraph { lead: false, content }, .. },
                rest,
            )) if first.at.is_plain()
                && rest.iter().all(|block| matches!(block.kind, BlockKind::List(_))) =>
            {
                let mut nodes = web.inlines(content);
                if !rest.is_empty() {
                    nodes.extend(lines(web.blocks(rest)));
                }
                nodes
            }
            _ => lines(web.blocks(&item.body)),
        })
    }

    /// Terms and meanings; HTML wants both, so that what lacks one gets an empty one.
    fn definitions(&mut self, at: &Attrs, entries: &[Definition]) -> Element {
        self.element("dl", at, |web| {
            let mut elements = Vec::new();
            for entry in entries {
                for term in &entry.terms {
                    elements.push(web.element("dt", &term.at, |web| web.inlines(&term.content)));
                }
                if entry.terms.is_empty() {
                    elements.push(Element::new("dt"));
                }
                for meaning in &entry.meanings {
                    elements.push(web.item("dd", meaning));
                }
                if entry.meanings.is_empty() {
                    elements.push(Element::new("dd"));
                }
            }
            lines(elements)
        })
    }

    /// A quotation; who is quoted stands in it, after the words, unless they were introduced before it.
    fn quote(&mut self, at: &Attrs, attribution: &[Inline], body: &[Block]) -> Element {
        self.element("blockquote", at, |web| {
            let mut elements = web.blocks(body);
            if !attribution.is_empty() && !introduces(attribution) {
                let words = web.inlines(attribution);
                elements.push(Element::new("p").with("class", "attribution").children(words));
            }
            lines(elements)
        })
    }

    fn code(&mut self, at: &Attrs, language: Option<&str>, text: &str) -> Element {
        let name = |l: &&str| l.chars().all(|c| c.is_ascii_alphanumeric() || "+-#._".contains(c));
        let class = language.filter(name).map(|language| format!("language-{language}"));
        let code = Element::new("code").with_some("class", class);
        let code = code.text(text.strip_suffix('\n').unwrap_or(text));
        let pre = self.element("pre", at, |_| vec![code.into()]);
        self.left_to_right(pre)
    }

    /// Code and formulas run from left to right whatever surrounds them.
    pub(super) fn left_to_right(&self, element: Element) -> Element {
        if self.right_to_left { element.with("dir", "ltr") } else { element }
    }

    /// A passage beside the text. No landmark: many of them would drown those that guide.
    fn aside(&mut self, at: &Attrs, title: &[Inline], body: &[Block]) -> Element {
        let mut name = None;
        let element = self.element("div", at, |web| {
            let mut elements = Vec::new();
            if !title.is_empty() {
                let words = web.inlines(title);
                let mut title = Element::new("p").with("class", "title").children(words);
                name = Some(web.id_of(&mut title, "aside"));
                elements.push(title);
            }
            elements.extend(web.blocks(body));
            lines(elements)
        });
        element.with("class", "aside").with("role", "note").with_some("aria-labelledby", name)
    }

    /// The blocks of a note.
    pub(super) fn note(&mut self, note: &Note) -> Element {
        self.element("li", &note.at, |web| lines(web.blocks(&note.body)))
    }
}

/// Whether an item begins with a box, ticked or not.
fn is_task(item: &Item) -> bool {
    let Some(BlockKind::Paragraph { content, .. }) = item.body.first().map(|block| &block.kind)
    else {
        return false;
    };
    matches!(content.first().map(|first| &first.kind), Some(InlineKind::Text(text)) if text.starts_with(['☐', '☑', '☒']))
}
