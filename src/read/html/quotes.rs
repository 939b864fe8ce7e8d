//! Quotations that stand by themselves, and whom they are from.

use super::mapper::Mapper;
use super::tree::{Id, Kind};
use crate::model::{Attrs, BlockKind, Inline, InlineKind, Target};

/// What a line begins with that names whom a quotation is from.
const DASHES: [&str; 4] = ["\u{2014}", "\u{2013}", "\u{2015}", "--"];

impl Mapper<'_, '_> {
    /// A quotation. Whom it is from stands in a `footer`, or in a last line that begins with a dash.
    pub(super) fn quote(&mut self, id: Id) -> BlockKind {
        let tree = self.tree;
        let mut children = tree.node(id).children.clone();
        let outer = std::mem::replace(&mut self.in_caption, false);
        let mut attribution = Vec::new();
        let mut body = Vec::new();
        if let Some(at) = children.iter().rposition(|&id| self.is_source(id)) {
            let source = children.remove(at);
            attribution = self.caption_of(source);
            strip_dash(&mut attribution);
            body = self.flow(&children);
        } else if let Some((last, before, line)) = self.dash_line(&children) {
            children.truncate(last);
            let (paragraph, children_before) = (children.pop(), children);
            body = self.flow(&children_before);
            if let (Some(paragraph), false) = (paragraph, before.is_empty()) {
                let at = self.attrs(paragraph);
                let content = self.inlines(&before);
                let block = self.block(at, BlockKind::Paragraph { lead: false, content });
                body.push(block);
            }
            attribution = self.caption(&line);
            strip_dash(&mut attribution);
        } else {
            body.append(&mut self.flow(&children));
        }
        self.in_caption = outer;
        if let Some(address) = self.get(id, "cite").map(str::trim).filter(|cite| !cite.is_empty()) {
            if attribution.is_empty() {
                attribution.push(Inline::text(address));
            }
            if !attribution.iter().any(|inline| matches!(inline.kind, InlineKind::Link { .. })) {
                let target = Target::External(address.to_owned());
                let kind = InlineKind::Link { target, content: attribution };
                attribution = vec![Inline { at: Attrs::default(), kind }];
            }
        }
        BlockKind::Quote { attribution, body }
    }

    fn is_source(&self, id: Id) -> bool {
        matches!(self.tree.name(id), "footer" | "cite")
    }

    /// The last line of the last paragraph, if it begins with a dash and no other line does: where the
    /// paragraphs end, what stands before the line in its paragraph, and the line.
    fn dash_line(&self, children: &[Id]) -> Option<(usize, Vec<Id>, Vec<Id>)> {
        let blank = |&id: &Id| match &self.tree.node(id).kind {
            Kind::Text(text) => text.trim().is_empty(),
            Kind::Edge => true,
            Kind::Element(_) => false,
        };
        let last = children.iter().rposition(|id| !blank(id))? + 1;
        let paragraph = children[last - 1];
        if self.tree.name(paragraph) != "p" {
            return None;
        }
        let lines = |id: Id| self.tree.node(id).children.split(|&id| self.ends_line(id));
        let paragraphs = children[..last].iter().copied().filter(|&id| self.tree.name(id) == "p");
        let dashes = paragraphs.flat_map(lines).filter(|line| self.begins_with_dash(line)).count();
        let words = &self.tree.node(paragraph).children;
        let line = words.rsplit(|&id| self.ends_line(id)).next()?;
        let before = &words[..words.len() - line.len()];
        let alone = before.is_empty() && children[..last - 1].iter().all(blank);
        (dashes == 1 && self.begins_with_dash(line) && !alone)
            .then(|| (last, before.to_vec(), line.to_vec()))
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

fn strip_dash(content: &mut [Inline]) {
    if let Some(InlineKind::Text(text)) = content.first_mut().map(|inline| &mut inline.kind)
        && let Some(rest) = after_dash(text)
    {
        *text = rest.to_owned();
    }
}
