//! The elements of blocks. Documents are limited to 64 levels of blocks, so this recurses.

use super::{Attribute, Builder, Destination, ElementId, Heading, Numbering, Tag, key};
use crate::model::{
    Alt, Attrs, Block, BlockKind, Figure, Image, Inline, Item, List, Note, introduces,
};
use crate::write::pdf::layout::frame::Part;

impl<'a> Builder<'a> {
    pub(super) fn blocks(&mut self, parent: ElementId, blocks: &'a [Block]) {
        for block in blocks {
            self.block(parent, block);
        }
    }

    fn block(&mut self, parent: ElementId, block: &'a Block) {
        let at = &block.at;
        self.enter(at);
        match &block.kind {
            BlockKind::Heading { level, content } => {
                let level = level.get();
                let element = self.node(parent, Tag::Heading(level), at);
                let text = self.inlines(element, content);
                let key = key(at.id, Part::Text);
                self.out.headings.push(Heading { key, element, level, text });
            }
            BlockKind::Paragraph { lead: _, content } => {
                self.words(parent, Tag::P, at, content);
            }
            BlockKind::List(list) => self.list(parent, at, list),
            BlockKind::Definitions(definitions) => {
                let element = self.node(parent, Tag::L, at);
                self.edit(element).attributes.push(Attribute::Numbering(Numbering::None));
                for definition in definitions {
                    let item = self.add(element, Tag::Li);
                    for term in &definition.terms {
                        self.enter(&term.at);
                        self.words(item, Tag::Lbl, &term.at, &term.content);
                    }
                    for meaning in &definition.meanings {
                        self.enter(&meaning.at);
                        let body = self.node(item, Tag::LBody, &meaning.at);
                        self.blocks(body, &meaning.body);
                    }
                }
            }
            BlockKind::Table(table) => self.table(parent, at, table),
            BlockKind::Figure(figure) => self.figure(parent, at, figure),
            BlockKind::Quote { attribution, body } => {
                // Who introduces a quotation is not quoted.
                if introduces(attribution) {
                    let line = self.node(parent, Tag::P, at);
                    self.inlines(line, attribution);
                }
                let element = self.node(parent, Tag::BlockQuote, at);
                self.blocks(element, body);
                if !attribution.is_empty() && !introduces(attribution) {
                    let line = self.add(element, Tag::P);
                    self.inlines(line, attribution);
                }
            }
            BlockKind::Code { .. } => {
                let paragraph = self.node(parent, Tag::P, at);
                let code = self.add(paragraph, Tag::Code);
                self.content(code, key(at.id, Part::Text));
            }
            BlockKind::Rule => {}
            BlockKind::Notes(ids) => self.notes(ids.len()),
            BlockKind::Aside { title, body } => {
                let element = self.node(parent, Tag::Aside, at);
                if !title.is_empty() {
                    let line = self.add(element, Tag::P);
                    self.inlines(line, title);
                }
                self.blocks(element, body);
            }
            BlockKind::Math { tex } => {
                let element = self.node(parent, Tag::Formula, at);
                self.edit(element).alt = Some(tex.clone());
                self.edit(element).attributes.push(Attribute::Block);
                self.content(element, key(at.id, Part::Text));
            }
        }
    }

    /// An element with inline content.
    pub(super) fn words(
        &mut self,
        parent: ElementId,
        tag: Tag,
        at: &'a Attrs,
        content: &'a [Inline],
    ) {
        let element = self.node(parent, tag, at);
        self.inlines(element, content);
    }

    fn list(&mut self, parent: ElementId, at: &'a Attrs, list: &'a List) {
        let bulleted = usize::from(list.start.is_none());
        let numbering = match (list.start, self.bullets) {
            (Some(_), _) => Numbering::Decimal,
            (None, 0) => Numbering::Disc,
            (None, 1) => Numbering::Circle,
            (None, _) => Numbering::Square,
        };
        let element = self.node(parent, Tag::L, at);
        self.edit(element).attributes.push(Attribute::Numbering(numbering));
        self.bullets += bulleted;
        for item in &list.items {
            self.item(element, item);
        }
        self.bullets -= bulleted;
    }

    fn item(&mut self, parent: ElementId, item: &'a Item) {
        self.enter(&item.at);
        let element = self.node(parent, Tag::Li, &item.at);
        let label = self.add(element, Tag::Lbl);
        self.content(label, key(item.at.id, Part::Label));
        let body = self.add(element, Tag::LBody);
        self.blocks(body, &item.body);
    }

    /// A figure's caption stands beside the `Figure`, in one `Div` with it: the description of a
    /// `Figure` stands for all that is inside, so that a caption inside would never be heard.
    fn figure(&mut self, parent: ElementId, at: &'a Attrs, figure: &'a Figure) {
        let group = self.node(parent, Tag::Div, at);
        if let Some(image) = &figure.image
            && let Some(picture) = self.picture(group, at, image)
        {
            self.edit(picture).attributes.push(Attribute::Block);
        }
        if figure.caption.is_empty() && figure.credit.is_empty() {
            return;
        }
        let caption = self.add(group, Tag::Caption);
        for content in [&figure.caption, &figure.credit] {
            if !content.is_empty() {
                let line = self.add(caption, Tag::P);
                self.inlines(line, content);
            }
        }
    }

    /// The `Figure` of a picture, unless it is decorative.
    pub(super) fn picture(
        &mut self,
        parent: ElementId,
        at: &'a Attrs,
        image: &'a Image,
    ) -> Option<ElementId> {
        if let Some(picture) = &image.picture {
            self.out.pictures.insert(at.id, picture.clone());
        }
        let alt = match &image.alt {
            Alt::Decorative => return None,
            Alt::Missing => None,
            Alt::Authored(text) | Alt::Supplied(text) | Alt::Caption(text) => Some(text.clone()),
        };
        let element = self.add(parent, Tag::Figure);
        if alt.is_none() {
            self.out.undescribed.push((element, at.span));
        }
        self.edit(element).alt = alt;
        self.content(element, key(at.id, Part::Picture));
        Some(element)
    }

    pub(super) fn note(&mut self, note: &'a Note) -> ElementId {
        self.enter(&note.at);
        let element = self.node(super::ROOT, Tag::Note, &note.at);
        self.edit(element).id = Some(format!("note-{}", note.at.id.0));
        let label = self.add(element, Tag::Lbl);
        self.content(label, key(note.at.id, Part::Label));
        self.blocks(element, &note.body);
        element
    }

    /// The links from a note back to where it is referred to.
    pub(super) fn back_links(&mut self, element: ElementId, note: &'a Note, words: &str) {
        let number = note.number;
        let references = self.references.get(note.id.as_str()).cloned().unwrap_or_default();
        for (index, &node) in references.iter().enumerate() {
            let Ok(part) = u16::try_from(index) else { return };
            let key_here = key(note.at.id, Part::BackLink(part));
            let name = match references.len() {
                1 => number.to_string(),
                _ => format!("{number}.{}", index + 1),
            };
            let reference = self.add(element, Tag::Reference);
            let link = self.add(reference, Tag::Link);
            self.content(link, key_here);
            let place = Destination::Place(key(node, Part::Text));
            self.link(link, key_here, Some(place), words.replace("{}", &name));
        }
    }
}
