//! Elements by their types, in the order of the tag tree (ISO 32000-1, 14.8.4). It knows no font and no
//! place on a page.

use std::sync::Arc;

use super::lines::Teller;
use super::links::{Waiting, placeholder};
use crate::check::pdf::document::Pdf;
use crate::check::pdf::page::Target;
use crate::check::pdf::tree::{Element, ElementId, Kid};
use crate::text::terms;
use crate::transcript::{Group, Kind, Line, Link, Run, What};

/// What elements hand down to what is inside.
#[derive(Debug, Clone)]
pub(super) struct Manner {
    /// What all runs have in common.
    pub(super) like: Run,
    /// How many sections are around: the level of an `H`.
    sections: u8,
    /// In a `Reference`.
    reference: bool,
    /// In a paragraph or the like: what only groups goes on in the line that is there.
    in_text: bool,
}

/// The lines of a document with tags.
pub(super) fn lines(pdf: &Pdf) -> Vec<Line> {
    let mut teller = Teller::new(pdf);
    let language = pdf.facts.language.as_deref().map(|language| language.trim().into());
    let like = Run { language, ..Run::default() };
    let manner = Manner { like, sections: 0, reference: false, in_text: false };
    let top: Vec<Kid> = pdf.tree.top.iter().copied().map(Kid::Element).collect();
    teller.kids(&top, &manner);
    teller.flush();
    teller.tell_later();
    teller.resolve();
    teller.lines
}

/// What a type of element is for a listener.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It only holds others together.
    Grouping,
    Section,
    Paragraph,
    Heading(u8),
    /// Words in a line.
    Inline,
    Link,
    Reference,
    Code,
    Figure,
    Formula,
    List,
    Item,
    Table,
    Row,
    Caption,
    Quote,
    Aside,
    Note,
    /// It is not announced.
    Silent,
}

fn role(element: &Element) -> Role {
    // A type of PDF 2.0 that an older file maps to `Div` still says what it is.
    if element.raw == "Aside" {
        return Role::Aside;
    }
    match element.kind.as_str() {
        "Sect" | "Art" | "Part" => Role::Section,
        "P" => Role::Paragraph,
        "H" => Role::Heading(0),
        "Title" => Role::Heading(1),
        "Span" | "Quote" | "BibEntry" | "Annot" | "Form" | "Ruby" | "RB" | "RT" | "RP"
        | "Warichu" | "WT" | "WP" | "Em" | "Strong" | "Sub" | "Lbl" => Role::Inline,
        "Link" => Role::Link,
        "Reference" => Role::Reference,
        "Code" => Role::Code,
        "Figure" => Role::Figure,
        "Formula" => Role::Formula,
        "L" | "TOC" => Role::List,
        "LI" | "TOCI" => Role::Item,
        "Table" => Role::Table,
        "TR" => Role::Row,
        "Caption" => Role::Caption,
        "BlockQuote" => Role::Quote,
        "Aside" => Role::Aside,
        "Note" | "FENote" => Role::Note,
        "Artifact" => Role::Silent,
        kind => match kind.strip_prefix('H').and_then(|level| level.parse().ok()) {
            Some(level @ 1..) => Role::Heading(level),
            _ => Role::Grouping,
        },
    }
}

impl Teller<'_> {
    pub(super) fn element_of(&self, id: ElementId) -> &Element {
        self.pdf.tree.get(id)
    }

    fn is(&self, kid: Kid, role_is: Role) -> bool {
        matches!(kid, Kid::Element(id) if role(self.element_of(id)) == role_is)
    }

    /// The types right below an element.
    pub(super) fn child_kinds(&self, id: ElementId) -> Vec<&str> {
        self.pdf.tree.children(id).map(|id| self.element_of(id).kind.as_str()).collect()
    }

    /// Tells kids in order. Notes that follow each other stand together.
    pub(super) fn kids(&mut self, kids: &[Kid], manner: &Manner) {
        let mut rest = kids;
        while let [first, after @ ..] = rest {
            if let (true, Kid::Element(id)) = (self.is(*first, Role::Note), *first) {
                let count = rest.iter().take_while(|kid| self.is(**kid, Role::Note)).count();
                let (notes, after) = rest.split_at(count);
                self.notes(id, notes, manner);
                rest = after;
                continue;
            }
            match *first {
                Kid::Element(id) => self.element(id, manner),
                Kid::Content(content) => self.content(content, &manner.like),
                Kid::Object { .. } => {}
            }
            rest = after;
        }
    }

    /// Notes inside a line wait for its end.
    fn notes(&mut self, first: ElementId, notes: &[Kid], manner: &Manner) {
        let ids = notes.iter().filter_map(|kid| match *kid {
            Kid::Element(id) => Some(id),
            Kid::Content(_) | Kid::Object { .. } => None,
        });
        if self.is_open() {
            self.later.extend(ids.map(|id| (id, manner.clone())));
            return;
        }
        let ids: Vec<ElementId> = ids.collect();
        self.within(Group::Notes, first, &mut |teller| {
            ids.iter().for_each(|id| teller.note(*id, manner));
        });
    }

    /// Tells the notes of the block that has ended.
    pub(super) fn tell_later(&mut self) {
        let waiting = std::mem::take(&mut self.later);
        let Some((first, _)) = waiting.first() else { return };
        self.within(Group::Notes, *first, &mut |teller| {
            waiting.iter().for_each(|(id, manner)| teller.note(*id, manner));
        });
    }

    fn note(&mut self, id: ElementId, manner: &Manner) {
        let manner = self.inside(id, manner);
        let kids = self.element_of(id).kids.clone();
        let is_label = |teller: &Self, kid: &Kid| matches!(*kid, Kid::Element(id) if teller.element_of(id).kind == "Lbl");
        let (labels, rest): (Vec<Kid>, Vec<Kid>) =
            kids.into_iter().partition(|kid| is_label(self, kid));
        let label = self.overheard(&mut |teller| teller.kids(&labels, &manner));
        self.within(Group::Note { label }, id, &mut |teller| {
            teller.enter(id);
            teller.kids(&rest, &manner);
        });
    }

    /// What an element hands down.
    pub(super) fn inside(&self, id: ElementId, outer: &Manner) -> Manner {
        let element = self.element_of(id);
        let mut manner = outer.clone();
        manner.in_text = match element.kind.as_str() {
            "NonStruct" => outer.in_text,
            "Document" | "Part" | "Art" | "Sect" | "Div" | "BlockQuote" | "L" | "Table" => false,
            _ => true,
        };
        if let Some(language) = &element.lang {
            manner.like.language = Some(Arc::from(language.trim()));
        }
        if let Some(expansion) = &element.expansion {
            manner.like.expansion = Some(expansion.as_str().into());
        }
        let attributes = &element.attributes;
        manner.like.deleted |= attributes.text_decoration.as_deref() == Some("LineThrough");
        manner.like.raised |= attributes.baseline_shift.is_some_and(|shift| shift != 0.0)
            || matches!(attributes.text_position.as_deref(), Some("Sup" | "Sub"))
            || matches!(element.raw.as_str(), "Sup" | "Sub");
        manner
    }

    /// Tells an element.
    pub(super) fn element(&mut self, id: ElementId, outer: &Manner) {
        let pdf = self.pdf;
        let element = pdf.tree.get(id);
        let manner = self.inside(id, outer);
        let kind = role(element);
        match kind {
            Role::Figure => return self.figure(id, &manner),
            Role::Formula => return self.formula(id, &manner),
            _ => {}
        }
        if let Some(text) = &element.actual_text {
            // It stands for all that is inside (14.9.4).
            let run = Run { text: text.clone(), ..manner.like.clone() };
            return match self.kind_of_block(kind, &manner, id) {
                Some(kind) => self.within_block(kind, id, &mut |teller| teller.run(run.clone())),
                None => self.run(run),
            };
        }
        match kind {
            Role::Inline | Role::Row => self.transparent(id, &manner),
            Role::Reference => self.transparent(id, &Manner { reference: true, ..manner }),
            Role::Link => self.link(id, &manner),
            Role::Section => {
                let sections = manner.sections.saturating_add(1);
                self.grouping(id, &Manner { sections, ..manner });
            }
            Role::Grouping => self.grouping(id, &manner),
            Role::Paragraph | Role::Heading(_) | Role::Code => {
                match self.kind_of_block(kind, &manner, id) {
                    Some(kind) => self.within_block(kind, id, &mut |teller| {
                        teller.transparent(id, &manner);
                    }),
                    None => self.transparent(id, &manner),
                }
            }
            Role::List => self.list(id, &manner),
            Role::Item => self.item(id, &[], outer),
            Role::Table => self.table(id, &manner),
            Role::Caption => self.group(Group::Caption, id, &manner),
            Role::Quote => self.group(Group::Quote, id, &manner),
            Role::Aside => self.group(Group::Aside, id, &manner),
            Role::Note => self.notes(id, &[Kid::Element(id)], outer),
            Role::Silent | Role::Figure | Role::Formula => {}
        }
    }

    /// What lines a type makes; none if it goes on in the line that is there.
    fn kind_of_block(&self, kind: Role, manner: &Manner, id: ElementId) -> Option<Kind> {
        match kind {
            Role::Heading(0) => Some(Kind::Heading(manner.sections.max(1))),
            Role::Heading(level) => Some(Kind::Heading(level)),
            Role::Inline | Role::Link | Role::Reference => None,
            // Code is a block if it is all of a paragraph, or stands beside paragraphs.
            Role::Code => {
                let parent = self.element_of(id).parent.map(|parent| self.element_of(parent));
                let block = match parent {
                    Some(parent) if parent.kind == "P" => parent.kids.len() == 1,
                    Some(parent) => !matches!(
                        role(parent),
                        Role::Inline | Role::Heading(_) | Role::Link | Role::Reference
                    ),
                    None => true,
                };
                (block && !self.is_open()).then_some(Kind::Preformatted)
            }
            _ => Some(Kind::Paragraph),
        }
    }

    /// Tells what is inside, in the block that is there.
    pub(super) fn transparent(&mut self, id: ElementId, manner: &Manner) {
        self.enter(id);
        let pdf = self.pdf;
        self.kids(&pdf.tree.get(id).kids, manner);
    }

    /// Tells what is inside apart from what is around; a picture with its caption is a figure.
    fn grouping(&mut self, id: ElementId, manner: &Manner) {
        if self.element_of(id).kind == "NonStruct" && manner.in_text {
            return self.transparent(id, manner);
        }
        let kinds = self.child_kinds(id);
        let is_figure = !kinds.is_empty()
            && self.element_of(id).kind == "Div"
            && kinds.iter().all(|kind| matches!(*kind, "Figure" | "Caption"));
        if is_figure {
            return self.group(Group::Figure, id, manner);
        }
        self.within_block(Kind::Paragraph, id, &mut |teller| teller.transparent(id, manner));
    }

    pub(super) fn group(&mut self, group: Group, id: ElementId, manner: &Manner) {
        self.within(group, id, &mut |teller| teller.transparent(id, manner));
    }

    fn figure(&mut self, id: ElementId, manner: &Manner) {
        let pdf = self.pdf;
        let element = pdf.tree.get(id);
        let captions: Vec<ElementId> =
            pdf.tree.children(id).filter(|kid| pdf.tree.get(*kid).kind == "Caption").collect();
        let has_elements = pdf.tree.children(id).next().is_some();
        let described = element.alt.as_ref().filter(|alt| !alt.trim().is_empty());
        if let (None, Some(text)) = (described, &element.actual_text) {
            return self.run(Run { text: text.clone(), ..manner.like.clone() });
        }
        let holds_pictures = described.is_none()
            && pdf.tree.children(id).any(|kid| matches!(pdf.tree.get(kid).kind.as_str(), "Figure"));
        let mut tell = |teller: &mut Self| {
            teller.enter(id);
            match described {
                // The description stands for all that is inside but a caption (14.9.3).
                Some(alt) => {
                    let like = manner.like.clone();
                    teller.run(Run { what: What::Picture, text: alt.clone(), ..like });
                    captions.iter().for_each(|id| teller.element(*id, manner));
                }
                None => {
                    if !holds_pictures {
                        teller.run(Run { what: What::Undescribed, ..manner.like.clone() });
                    }
                    let mut tell = |teller: &mut Self| teller.kids(&element.kids, manner);
                    // Words that say no more than that are not said again.
                    if has_elements || !terms::is_undescribed(&teller.overheard(&mut tell)) {
                        tell(teller);
                    }
                }
            }
        };
        if has_elements && !self.is_open() {
            self.within(Group::Figure, id, &mut tell);
        } else {
            tell(self);
        }
    }

    fn formula(&mut self, id: ElementId, manner: &Manner) {
        let element = self.element_of(id);
        let said = element.alt.clone().or_else(|| element.actual_text.clone());
        let in_line = element.parent.is_some_and(|parent| {
            matches!(
                role(self.element_of(parent)),
                Role::Paragraph | Role::Inline | Role::Heading(_)
            )
        });
        let block = element.attributes.placement.as_deref() == Some("Block") || !in_line;
        let Some(text) = said.filter(|text| !text.trim().is_empty()) else {
            return self.transparent(id, manner);
        };
        let run = Run { what: What::Formula, text, ..manner.like.clone() };
        if block && !self.is_open() {
            self.within_block(Kind::Formula, id, &mut |teller| teller.run(run.clone()));
        } else {
            self.run(run);
        }
    }

    /// A link: where it leads is said by its annotations (14.8.4.4.2).
    fn link(&mut self, id: ElementId, manner: &Manner) {
        let pdf = self.pdf;
        let mut annotations = pdf.tree.get(id).kids.iter().filter_map(|kid| match kid {
            Kid::Object { object, .. } => pdf.link(*object).map(|(_, link)| link),
            Kid::Element(_) | Kid::Content(_) => None,
        });
        let annotation = annotations.next();
        let mut inner = manner.clone();
        // A link in a link cannot be followed.
        if inner.like.link.is_none() {
            inner.like.link = Some(match annotation.map(|link| &link.target) {
                Some(Target::Address(address)) => Link::External(address.as_str().into()),
                Some(target @ Target::Place { .. }) => {
                    let target = target.clone();
                    self.waiting.push(Waiting { target, reference: manner.reference });
                    placeholder(self.waiting.len() - 1)
                }
                Some(Target::Other(what)) => Link::External(what.as_str().into()),
                Some(Target::Dangling(_) | Target::Nowhere) | None => Link::Nowhere,
            });
        }
        let before = (self.lines.len(), self.told_of_line());
        self.transparent(id, &inner);
        // A link without words is announced by what its annotation says.
        if (self.lines.len(), self.told_of_line()) == before
            && let Some(contents) = annotation.and_then(|link| link.contents.clone())
        {
            self.run(Run { text: contents, ..inner.like });
        }
    }
}
