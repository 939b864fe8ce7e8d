//! Quotations that stand by themselves, and whom they are from.

use super::elements::is_block;
use super::mapper::Mapper;
use super::tree::{Id, Kind};
use crate::model::{BlockKind, Inline, InlineKind};

/// What a line begins with that names whom a quotation is from.
const DASHES: [&str; 4] = ["\u{2014}", "\u{2013}", "\u{2015}", "--"];

/// A line that names whom a quotation is from: the place of its paragraph, and where in it it begins.
struct Line {
    paragraph: usize,
    start: usize,
}

impl Mapper<'_, '_> {
    /// A quotation. Whom it is from stands in a `footer`, or in a last line that begins with a dash.
    pub(super) fn quote(&mut self, id: Id) -> BlockKind {
        let tree = self.tree;
        let children = &tree.node(id).children;
        let outer = std::mem::replace(&mut self.in_caption, false);
        let (mut attribution, body) = if let Some(at) = self.source(children) {
            let mut body = self.flow(&children[..at]);
            let attribution = self.caption_of(children[at]);
            body.append(&mut self.flow(&children[at + 1..]));
            (attribution, body)
        } else if let Some(line) = self.dash_line(children) {
            let mut body = self.flow(&children[..line.paragraph]);
            let paragraph = children[line.paragraph];
            let words = &tree.node(paragraph).children;
            let before = self.inlines(&words[..line.start]);
            if !before.is_empty() {
                let at = self.attrs(paragraph);
                let kind = BlockKind::Paragraph { lead: false, content: before };
                body.push(self.block(at, kind));
            }
            (self.caption(&words[line.start..]), body)
        } else {
            (Vec::new(), self.flow(children))
        };
        strip_dash(&mut attribution);
        self.in_caption = outer;
        self.link_source(id, &mut attribution);
        BlockKind::Quote { attribution, body }
    }

    /// Links the source to the address that `cite` gives; without words, the address stands for them.
    fn link_source(&mut self, id: Id, attribution: &mut Vec<Inline>) {
        let address = self.get(id, "cite").map(str::trim).filter(|cite| !cite.is_empty());
        let is_link = |inline: &Inline| matches!(inline.kind, InlineKind::Link { .. });
        if attribution.iter().any(is_link) {
            return;
        }
        if let Some(target) = address.and_then(|address| self.target(address, id)) {
            let mut content = std::mem::take(attribution);
            if content.is_empty() {
                content.push(Inline::text(address.unwrap_or_default()));
            }
            attribution.push(Inline::new(InlineKind::Link { target, content }));
        }
    }

    /// The child that names the source: a `footer`, or a `cite` that stands at the end by itself.
    fn source(&self, children: &[Id]) -> Option<usize> {
        let name = |at: usize| self.tree.name(children[at]);
        let footer = (0..children.len()).rev().find(|&at| name(at) == "footer");
        footer.or_else(|| {
            let last = children.iter().rposition(|&id| !self.is_space(id))?;
            let before = children[..last].iter().rposition(|&id| !self.is_space(id))?;
            let apart = is_block(name(before)) || name(before) == "br";
            (name(last) == "cite" && apart).then_some(last)
        })
    }

    fn is_space(&self, id: Id) -> bool {
        match &self.tree.node(id).kind {
            Kind::Text(text) => text.trim().is_empty(),
            Kind::Edge => true,
            Kind::Element(element) => &*element.name == "#soft-break",
        }
    }

    /// The last line of the last paragraph, if it begins with a dash and no other line does.
    fn dash_line(&self, children: &[Id]) -> Option<Line> {
        let paragraph = children.iter().rposition(|&id| !self.is_space(id))?;
        if self.tree.name(children[paragraph]) != "p" {
            return None;
        }
        let lines = |id: Id| self.tree.node(id).children.split(|&id| self.ends_line(id));
        let paragraphs = children.iter().copied().filter(|&id| self.tree.name(id) == "p");
        let dashes = paragraphs.flat_map(lines).filter(|line| self.begins_with_dash(line)).count();
        let words = &self.tree.node(children[paragraph]).children;
        let line = lines(children[paragraph]).next_back()?;
        let start = words.len() - line.len();
        let alone = start == 0 && children[..paragraph].iter().all(|&id| self.is_space(id));
        (dashes == 1 && self.begins_with_dash(line) && !alone).then_some(Line { paragraph, start })
    }

    fn ends_line(&self, id: Id) -> bool {
        matches!(self.tree.name(id), "br" | "#soft-break")
    }

    fn begins_with_dash(&self, line: &[Id]) -> bool {
        line.first().is_some_and(|&id| match &self.tree.node(id).kind {
            Kind::Text(text) => after_dash(text).is_some(),
            Kind::Element(_) | Kind::Edge => false,
        })
    }
}

fn after_dash(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let rest = DASHES.iter().find_map(|dash| text.strip_prefix(dash))?;
    let named = rest.trim_start();
    // `--verbose` is no name; `—Name` is.
    (!named.starts_with('-') && (rest.len() > named.len() || !text.starts_with('-'))
        || rest.is_empty())
    .then_some(named)
}

pub(super) fn strip_dash(content: &mut [Inline]) {
    if let Some(InlineKind::Text(text)) = content.first_mut().map(|inline| &mut inline.kind)
        && let Some(rest) = after_dash(text)
    {
        *text = rest.to_owned();
    }
}
