//! The tag tree (ISO 32000-1, 14.7 and 14.8) as an arena. It knows nothing of what stands on pages.

use super::page::ContentId;

/// An element, by its place in [`Tree::elements`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub usize);

/// Steps of a path, and letters of a step, that are shown.
const MAX_PATH: usize = 48;

/// The tag tree. Elements stand in reading order, parents before their kids.
#[derive(Debug, Default)]
pub struct Tree {
    /// All elements.
    pub elements: Vec<Element>,
    /// The elements at the top; one `Document` as a rule.
    pub top: Vec<ElementId>,
    /// What was cut: an element that is its own ancestor or stands in two places, or stands too deep.
    pub cut: usize,
}

/// A structure element.
#[derive(Debug, Default)]
pub struct Element {
    /// The standard structure type: the element's own after the role map.
    pub kind: String,
    /// The type as the file has it.
    pub raw: String,
    /// `Lang`.
    pub lang: Option<String>,
    /// `Alt`.
    pub alt: Option<String>,
    /// `ActualText`.
    pub actual_text: Option<String>,
    /// `E`: what an abbreviation stands for.
    pub expansion: Option<String>,
    /// `T`.
    pub title: Option<String>,
    /// `ID`.
    pub id: Option<Vec<u8>>,
    /// The attributes that accessibility turns on.
    pub attributes: Attributes,
    /// The parent; none at the top.
    pub parent: Option<ElementId>,
    /// The kids in order.
    pub kids: Vec<Kid>,
    /// The page of its first content, from 0, as `Pg` says it.
    pub page: Option<usize>,
    /// Its number from 1 among the siblings of its type; none if it is the only one.
    pub number: Option<u32>,
    /// The object in the file.
    pub object: Option<(u32, u16)>,
}

/// A kid of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kid {
    /// A further element.
    Element(ElementId),
    /// A marked-content sequence.
    Content(ContentId),
    /// An object reference: an annotation or a whole picture.
    Object {
        /// The page, from 0.
        page: Option<usize>,
        /// The object.
        object: (u32, u16),
    },
}

/// Attributes of elements (ISO 32000-1, 14.8.5), own ones and those of classes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attributes {
    /// `Scope`: `Row`, `Column`, `Both`.
    pub scope: Option<String>,
    /// `Headers`: the identifiers of header cells.
    pub headers: Vec<Vec<u8>>,
    /// `RowSpan`, from 1.
    pub row_span: usize,
    /// `ColSpan`, from 1.
    pub col_span: usize,
    /// `ListNumbering`.
    pub list_numbering: Option<String>,
    /// `TextDecorationType`: `LineThrough`.
    pub text_decoration: Option<String>,
    /// `TextPosition` of PDF 2.0: `Sup`, `Sub`.
    pub text_position: Option<String>,
    /// `BaselineShift` in points.
    pub baseline_shift: Option<f64>,
    /// `Placement`: `Block`, `Inline`.
    pub placement: Option<String>,
    /// `BBox` in points.
    pub bbox: Option<[f64; 4]>,
    /// `Summary` of a table.
    pub summary: Option<String>,
}

impl Tree {
    /// An element by its id.
    pub fn get(&self, id: ElementId) -> &Element {
        &self.elements[id.0]
    }

    /// Where an element stands: `/Document/L[1]/LI[2]`, by the types as the file has them; a number only
    /// where siblings share a type. Of what stands very deep, the upper part is left out.
    pub fn path(&self, id: ElementId) -> String {
        let mut parts = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next {
            let element = self.get(id);
            next = element.parent;
            if parts.len() == MAX_PATH {
                parts.push("…".to_owned());
                break;
            }
            let name: String = element.raw.chars().take(MAX_PATH).collect();
            parts.push(element.number.map_or(name.clone(), |number| format!("{name}[{number}]")));
        }
        parts.iter().rev().fold(String::new(), |path, part| path + "/" + part)
    }

    /// All elements, parents before their kids, in reading order.
    pub fn iter(&self) -> impl Iterator<Item = (ElementId, &Element)> {
        self.elements.iter().enumerate().map(|(n, element)| (ElementId(n), element))
    }

    /// The elements above one, the nearest first.
    pub fn ancestors(&self, id: ElementId) -> impl Iterator<Item = &Element> {
        let first = self.get(id).parent;
        std::iter::successors(first, |id| self.get(*id).parent).map(|id| self.get(id))
    }

    /// The elements right below one.
    pub fn children(&self, id: ElementId) -> impl Iterator<Item = ElementId> {
        self.get(id).kids.iter().filter_map(|kid| match kid {
            Kid::Element(id) => Some(*id),
            Kid::Content(_) | Kid::Object { .. } => None,
        })
    }
}
