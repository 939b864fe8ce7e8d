//! The elements of inlines. Nothing limits how deep inlines nest, so this keeps its own stack.

use super::{Attribute, Builder, Destination, ElementId, Tag, key};
use crate::model::{Inline, InlineKind};
use crate::write::pdf::layout::frame::{ContentKey, Part};

/// Inlines that are being read.
struct Open<'a> {
    rest: std::slice::Iter<'a, Inline>,
    element: ElementId,
    /// The link that ends with them, and where its words begin.
    link: Option<(ContentKey, usize)>,
}

/// What an inline is in the tree.
enum Shape<'a> {
    /// Words of its own.
    Leaf(Option<Tag>, &'a str),
    /// Further inlines.
    Branch(Option<Tag>, Option<Attribute>),
}

impl<'a> Builder<'a> {
    /// Adds inlines to an element; returns their words.
    pub(super) fn inlines(&mut self, element: ElementId, content: &'a [Inline]) -> String {
        let mut words = String::new();
        let mut stack = vec![Open { rest: content.iter(), element, link: None }];
        while let Some(open) = stack.last_mut() {
            let Some(inline) = open.rest.next() else {
                let link = stack.pop().and_then(|open| open.link);
                if let Some((key, start)) = link
                    && let Some(link) = self.out.links.get_mut(&key)
                {
                    words[start..].trim().clone_into(&mut link.text);
                }
                continue;
            };
            let parent = open.element;
            let at = &inline.at;
            self.enter(at);
            let shape = match &inline.kind {
                InlineKind::Text(text) => Shape::Leaf(None, text),
                InlineKind::Literal(text) => Shape::Leaf(Some(Tag::Code), text),
                InlineKind::Formula { tex } => Shape::Leaf(Some(Tag::Formula), tex),
                InlineKind::Emphasis(_) => Shape::Branch(Some(Tag::Em), None),
                InlineKind::Strong(_) => Shape::Branch(Some(Tag::Strong), None),
                InlineKind::Quotation(_) => Shape::Branch(Some(Tag::Quote), None),
                InlineKind::Strikethrough(_) => span(Attribute::LineThrough),
                InlineKind::Subscript(_) => span(Attribute::Subscript),
                InlineKind::Superscript(_) => span(Attribute::Superscript),
                InlineKind::Abbreviation { .. } => Shape::Branch(Some(Tag::Span), None),
                InlineKind::Link { .. } => Shape::Branch(Some(Tag::Link), None),
                InlineKind::Citation(_) | InlineKind::Time { .. } | InlineKind::Span(_) => {
                    Shape::Branch(None, None)
                }
                InlineKind::Break => {
                    self.content(parent, key(at.id, Part::Text));
                    words.push(' ');
                    continue;
                }
                InlineKind::Image(image) => {
                    if let Some(figure) = self.picture(parent, at, image) {
                        self.edit(figure).lang.clone_from(&at.lang);
                        words.push_str(image.alt.text().unwrap_or(""));
                    }
                    continue;
                }
                InlineKind::NoteReference(id) => {
                    self.note_reference(parent, key(at.id, Part::Text), id);
                    continue;
                }
            };
            match shape {
                Shape::Leaf(tag, text) => {
                    let holder = self.holder(parent, tag, inline);
                    self.content(holder, key(at.id, Part::Text));
                    words.push_str(text);
                }
                Shape::Branch(tag, attribute) => {
                    let holder = self.holder(parent, tag, inline);
                    self.edit(holder).attributes.extend(attribute);
                    let link = self.open_link(holder, inline).map(|key| (key, words.len()));
                    stack.push(Open { rest: inline.content().iter(), element: holder, link });
                }
            }
        }
        words
    }

    /// The element of an inline: a new one if it has a type, a language or a direction.
    fn holder(&mut self, parent: ElementId, tag: Option<Tag>, inline: &'a Inline) -> ElementId {
        let has_own = inline.at.lang.is_some() || inline.at.dir.is_some();
        let Some(tag) = tag.or(has_own.then_some(Tag::Span)) else { return parent };
        let element = self.node(parent, tag, &inline.at);
        if let InlineKind::Abbreviation { expansion, .. } = &inline.kind {
            self.edit(element).expansion = Some(expansion.clone());
        }
        if let InlineKind::Formula { tex } = &inline.kind {
            self.edit(element).alt = Some(tex.clone());
        }
        element
    }

    fn open_link(&mut self, element: ElementId, inline: &'a Inline) -> Option<ContentKey> {
        let InlineKind::Link { target, .. } = &inline.kind else { return None };
        let key = key(inline.at.id, Part::Text);
        let destination = self.target(key, target);
        self.link(element, key, destination, String::new());
        Some(key)
    }

    fn note_reference(&mut self, parent: ElementId, key_here: ContentKey, id: &'a str) {
        let reference = self.add(parent, Tag::Reference);
        let link = self.add(reference, Tag::Link);
        self.content(link, key_here);
        let Some(&(node, number)) = self.note_numbers.get(id) else { return };
        self.references.entry(id).or_default().push(key_here.node);
        let place = Destination::Place(key(node, Part::Text));
        self.link(link, key_here, Some(place), number.to_string());
    }
}

fn span(attribute: Attribute) -> Shape<'static> {
    Shape::Branch(Some(Tag::Span), Some(attribute))
}
