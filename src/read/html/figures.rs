//! Figures: pictures that stand by themselves, and what stands below them.

use super::blocks::Flow;
use super::mapper::{Mapper, inherit};
use super::tree::Id;
use crate::model::{Attrs, Block, BlockKind, Figure, Inline, InlineKind, Target, plain_text};

impl Mapper<'_, '_> {
    /// Makes a figure of each picture of a paragraph that holds nothing else; its title is its caption.
    pub(super) fn figures(&mut self, run: Vec<Inline>, at: Attrs, flow: &mut Flow) {
        let mut outer = Some(at);
        for inline in run {
            let InlineKind::Image(image) = inline.kind else { continue };
            let mut at = inline.at;
            let title = self.titles.pop_front_if(|(span, _)| *span == at.span);
            let caption = title.map(|(_, title)| vec![Inline::text(title)]);
            let outer = outer.take().unwrap_or_default();
            at.anchor = at.anchor.or(outer.anchor);
            at.lang = at.lang.or(outer.lang);
            at.dir = at.dir.or(outer.dir);
            let caption = caption.unwrap_or_default();
            let figure = Figure { image: Some(image), caption, credit: Vec::new() };
            let block = self.block(at, BlockKind::Figure(figure));
            flow.blocks.push(block);
        }
        self.report_titles();
    }

    /// A `figure`: its caption goes to the picture, table or quotation in it.
    pub(super) fn figure(&mut self, id: Id, mut at: Attrs, flow: &mut Flow) {
        let children = &self.tree.node(id).children;
        let is_caption = |&&child: &&Id| self.tree.name(child) == "figcaption";
        let figcaption = children.iter().find(is_caption).copied();
        let rest: Vec<Id> =
            children.iter().copied().filter(|&child| Some(child) != figcaption).collect();
        self.waiting.extend(at.anchor.take());
        let outer = std::mem::replace(&mut self.in_caption, false);
        let mut inner = self.flow(&rest);
        self.in_caption = outer;
        self.unlink(&mut inner);
        if let Some(figcaption) = figcaption {
            let caption = self.caption_of(figcaption);
            self.add_caption(caption, &mut inner);
        }
        inherit(&mut inner, &at);
        flow.blocks.append(&mut inner);
    }

    /// Makes a figure of a picture that is also a link, as to a larger copy of itself.
    fn unlink(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            let BlockKind::Paragraph { content, .. } = &mut block.kind else { continue };
            let [Inline { kind: InlineKind::Link { target, content: inner }, .. }] =
                &mut content[..]
            else {
                continue;
            };
            let [Inline { kind: InlineKind::Image(image), .. }] = &inner[..] else { continue };
            let figure = Figure { image: Some(image.clone()), ..Figure::default() };
            let to = match target {
                Target::External(to) | Target::Internal(to) => std::mem::take(to),
            };
            block.kind = BlockKind::Figure(figure);
            self.not_kept(block.at.span, format!("the link of a picture to `{to}` is not kept"));
        }
    }

    /// The words of a caption element, with what it says of their language.
    pub(super) fn caption_of(&mut self, id: Id) -> Vec<Inline> {
        let content = self.caption(&self.tree.node(id).children);
        let at = self.attrs(id);
        let says = at.lang.is_some() || at.dir.is_some() || at.anchor.is_some();
        if says && !content.is_empty() {
            vec![Inline { at, kind: InlineKind::Span(content) }]
        } else {
            content
        }
    }

    fn add_caption(&mut self, caption: Vec<Inline>, blocks: &mut Vec<Block>) {
        if caption.is_empty() {
            return;
        }
        // Of several pictures, the last one stands next to the caption.
        let is_figure = |block: &Block| matches!(block.kind, BlockKind::Figure(_));
        let found = blocks.iter().rposition(is_figure).or_else(|| {
            blocks.iter().position(|block| match &block.kind {
                BlockKind::Table(table) => table.caption.is_empty(),
                BlockKind::Quote { attribution, .. } => attribution.is_empty(),
                _ => false,
            })
        });
        let Some(found) = found else {
            let block = self
                .block(Attrs::default(), BlockKind::Paragraph { lead: false, content: caption });
            return blocks.push(block);
        };
        match &mut blocks[found].kind {
            BlockKind::Figure(figure) => {
                let title = std::mem::replace(&mut figure.caption, caption);
                if !title.is_empty() {
                    let message = format!("the title `{}` of a picture", plain_text(&title));
                    let span = blocks[found].at.span;
                    self.not_kept(span, format!("{message} is not kept beside its caption"));
                }
            }
            BlockKind::Table(table) => table.caption = caption,
            BlockKind::Quote { attribution, .. } => *attribution = caption,
            _ => {}
        }
    }

    /// Says which titles of pictures became no captions.
    pub(super) fn report_titles(&mut self) {
        for (span, title) in std::mem::take(&mut self.titles) {
            self.not_kept(span, format!("the title `{title}` of a picture is not kept"));
        }
    }
}
