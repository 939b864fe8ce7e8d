//! Figures: pictures that stand by themselves, and what stands below them.

use super::blocks::Flow;
use super::canon::extension;
use super::credits::part;
use super::mapper::{Mapper, inherit};
use super::media::says;
use super::quotes::strip_dash;
use super::run::trim;
use super::tree::Id;
use crate::diagnostic::rules::image;
use crate::model::{
    Alt, Attrs, Block, BlockKind, Figure, Inline, InlineKind, Removed, Target, plain_text,
};
use crate::read::walk;
use crate::source::Span;

impl Mapper<'_, '_> {
    /// Whether running text is pictures and nothing else. One that is a link counts if it has a title, as the
    /// caption that can carry the link, or if the link only leads to its file.
    pub(super) fn are_figures(&self, run: &[Inline]) -> bool {
        let mut titles = self.titles.iter().peekable();
        let mut has_one = |at: &Attrs| titles.next_if(|(span, _)| *span == at.span).is_some();
        run.iter().all(|inline| match &inline.kind {
            InlineKind::Image(_) => {
                has_one(&inline.at);
                true
            }
            InlineKind::Break => true,
            InlineKind::Text(text) => text.trim().is_empty(),
            InlineKind::Link { target, .. } => linked_picture(inline)
                .is_some_and(|picture| has_one(&picture.at) || is_picture_file(target)),
            _ => false,
        })
    }

    /// Makes a figure of each picture of a paragraph that holds nothing else; its title is its caption.
    pub(super) fn figures(&mut self, run: Vec<Inline>, at: Attrs, flow: &mut Flow) {
        let mut outer = Some(at);
        for inline in run {
            let Some(picture) = picture(&inline) else { continue };
            let mut at = picture.at.clone();
            let InlineKind::Image(image) = picture.kind.clone() else { continue };
            let title = self.titles.pop_front_if(|(span, _)| *span == at.span);
            let title = title.into_iter().map(|(_, title)| Inline::text(title)).collect();
            let (mut caption, credit) = part(title, Vec::new());
            if let InlineKind::Link { target, .. } = inline.kind {
                caption = self.linked(caption, inline.at, target);
            }
            let outer = outer.take().unwrap_or_default();
            at.anchor = at.anchor.or(outer.anchor);
            at.lang = at.lang.or(outer.lang);
            at.dir = at.dir.or(outer.dir);
            let figure = Figure { image: Some(image), caption, credit };
            let block = self.block(at, BlockKind::Figure(figure));
            flow.blocks.push(block);
        }
        self.report_titles();
    }

    /// A `figure`: its caption goes to the picture, table or quotation in it.
    pub(super) fn figure(&mut self, id: Id, mut at: Attrs, flow: &mut Flow) {
        let tree = self.tree;
        let (mut caption, mut credit) = (Vec::new(), Vec::new());
        let is_said = |&id: &Id| matches!(tree.name(id), "figcaption" | "#credit");
        let (said, rest): (Vec<Id>, Vec<Id>) =
            tree.node(id).children.iter().partition(|id| is_said(id));
        self.waiting.extend(at.anchor.take());
        let outer = std::mem::replace(&mut self.in_caption, false);
        let mut inner = self.flow(&rest);
        self.in_caption = outer;
        for id in said {
            let place = if tree.name(id) == "#credit" { &mut credit } else { &mut caption };
            if !place.is_empty() {
                place.push(Inline::text(" "));
            }
            place.append(&mut self.caption_of(id));
        }
        self.label_figure(id, &mut caption, &mut inner);
        if tree.walk(id).skip(1).any(|id| tree.name(id) == "figure") {
            // What is said of all pictures stands below them.
            caption.append(&mut credit);
            if !caption.is_empty() {
                let kind = BlockKind::Paragraph { lead: false, content: caption };
                inner.push(self.block(Attrs::default(), kind));
            }
        } else {
            self.add_caption(caption, credit, &mut inner);
        }
        inherit(&mut inner, &at);
        flow.blocks.append(&mut inner);
    }

    /// What only those who listen are told of a figure describes its picture, or else is its caption.
    fn label_figure(&mut self, id: Id, caption: &mut Vec<Inline>, blocks: &mut [Block]) {
        let Some(label) = self.name_given(id).filter(|label| !says(&plain_text(caption), label))
        else {
            return;
        };
        let mut images = blocks.iter_mut().filter_map(|block| match &mut block.kind {
            BlockKind::Figure(figure) => figure.image.as_mut(),
            _ => None,
        });
        match images.next() {
            Some(image) if image.alt == Alt::Missing => image.alt = Alt::Authored(label),
            Some(image) if image.alt.text().is_some_and(|alt| says(alt, &label)) => {}
            None if caption.is_empty() => caption.push(Inline::text(label)),
            _ => self.not_kept(self.tree.node(id).span, format!("the label `{label}` of a figure")),
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

    fn add_caption(
        &mut self,
        mut caption: Vec<Inline>,
        mut credit: Vec<Inline>,
        blocks: &mut Vec<Block>,
    ) {
        if caption.is_empty() && credit.is_empty() {
            return;
        }
        // Of several pictures, the last one stands next to the caption.
        let is_figure = |block: &Block| {
            matches!(block.kind, BlockKind::Figure(_)) || linked_paragraph(block).is_some()
        };
        let found = blocks.iter().rposition(is_figure).or_else(|| {
            blocks.iter().position(|block| match &block.kind {
                BlockKind::Table(table) => table.caption.is_empty(),
                BlockKind::Quote { attribution, .. } => attribution.is_empty(),
                _ => false,
            })
        });
        let Some(found) = found else {
            if let Some(words) = nameless_link(blocks) {
                caption.push(Inline::text(" "));
                caption.append(&mut credit);
                *words = caption;
                trim(words);
                return;
            }
            let kind = if blocks.is_empty() {
                // The picture itself is somewhere else: a script would have put it here.
                let (caption, credit) = part(caption, credit);
                BlockKind::Figure(Figure { image: None, caption, credit })
            } else {
                caption.append(&mut credit);
                BlockKind::Paragraph { lead: false, content: caption }
            };
            let block = self.block(Attrs::default(), kind);
            return blocks.push(block);
        };
        if let Some(figure) = linked_paragraph(&blocks[found]) {
            blocks[found].kind = BlockKind::Figure(figure);
        }
        match &mut blocks[found].kind {
            BlockKind::Figure(figure) => {
                let title = std::mem::take(&mut figure.caption);
                let alt = figure.image.as_ref().and_then(|image| image.alt.text());
                let words = Some(plain_text(&title)).filter(|words| alt != Some(words));
                let (caption, credit) = part(caption, credit);
                figure.credit = credit;
                figure.caption = match title.into_iter().next() {
                    Some(Inline { at, kind: InlineKind::Link { target, .. } }) => {
                        self.linked(caption, at, target)
                    }
                    _ => caption,
                };
                if let Some(words) = words.filter(|words| !words.is_empty()) {
                    let message = format!("the title `{words}` of a picture is not kept");
                    self.title_lost(blocks[found].at.span, format!("{message} beside its caption"));
                }
            }
            BlockKind::Table(table) => table.caption = caption,
            BlockKind::Quote { attribution, .. } => {
                strip_dash(&mut caption);
                *attribution = caption;
            }
            _ => {}
        }
    }

    /// A caption that is the link of its picture; where it has links of its own, another one follows them.
    /// A link to the file of a picture only shows it larger.
    fn linked(&mut self, mut caption: Vec<Inline>, at: Attrs, target: Target) -> Vec<Inline> {
        let (Target::External(to) | Target::Internal(to)) = &target;
        if is_picture_file(&target) {
            self.remove_enlargement(to.clone(), at.span);
            return caption;
        }
        let (mut has_link, mut leads_there) = (false, false);
        walk::inlines(&mut caption, &mut |inline| match &inline.kind {
            InlineKind::Link { target: other, .. } => {
                has_link = true;
                leads_there |= *other == target;
            }
            InlineKind::NoteReference(_) => has_link = true,
            _ => {}
        });
        if leads_there {
            return caption;
        }
        if has_link {
            let content = vec![Inline::added(to.clone())];
            caption.push(Inline::text(" "));
            caption.push(Inline { at, kind: InlineKind::Link { target, content } });
            return caption;
        }
        vec![Inline { at, kind: InlineKind::Link { target, content: caption } }]
    }

    /// Takes away a link that only shows a picture larger.
    pub(super) fn remove_enlargement(&mut self, address: String, span: Option<Span>) {
        let line = span.map(|span| self.source.locate(span.start).line);
        let reason = "link to the file of a picture".to_owned();
        self.removed.push(Removed { text: address, reason, line });
    }

    /// Says which titles of pictures became no captions.
    pub(super) fn report_titles(&mut self) {
        for (span, title) in std::mem::take(&mut self.titles) {
            self.title_lost(span, format!("the title `{title}` of a picture is not kept"));
        }
    }

    pub(super) fn title_lost(&mut self, span: Option<Span>, message: String) {
        self.cx
            .findings
            .push(&image::TITLE_LOST, span, message)
            .hint("say it in the text, or give the picture a paragraph of its own");
    }
}

/// A picture, or the one that is all that a link holds.
fn picture(inline: &Inline) -> Option<&Inline> {
    if matches!(inline.kind, InlineKind::Image(_)) { Some(inline) } else { linked_picture(inline) }
}

fn linked_picture(inline: &Inline) -> Option<&Inline> {
    match &inline.kind {
        InlineKind::Link { content, .. } => match &content[..] {
            [picture] if matches!(picture.kind, InlineKind::Image(_)) => Some(picture),
            _ => None,
        },
        _ => None,
    }
}

/// The words of a link that is all there is, and is called by its address only.
fn nameless_link(blocks: &mut [Block]) -> Option<&mut Vec<Inline>> {
    let [Block { kind: BlockKind::Paragraph { content, .. }, .. }] = blocks else { return None };
    let [Inline { kind: InlineKind::Link { content, .. }, .. }] = &mut content[..] else {
        return None;
    };
    let words = plain_text(content);
    (words.contains('.') && !words.contains(char::is_whitespace)).then_some(content)
}

/// The figure of a paragraph that is a picture and a link, whose caption is the link, without words yet.
fn linked_paragraph(block: &Block) -> Option<Figure> {
    let BlockKind::Paragraph { content, .. } = &block.kind else { return None };
    let [Inline { at, kind: InlineKind::Link { target, .. } }] = &content[..] else { return None };
    let InlineKind::Image(image) = &linked_picture(&content[0])?.kind else { return None };
    let kind = InlineKind::Link { target: target.clone(), content: Vec::new() };
    let caption = vec![Inline { at: at.clone(), kind }];
    Some(Figure { image: Some(image.clone()), caption, credit: Vec::new() })
}

/// Whether a link leads to a picture.
fn is_picture_file(target: &Target) -> bool {
    matches!(target, Target::External(address) if !extension(address).is_empty())
}
