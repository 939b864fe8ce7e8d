//! The tag tree as objects: elements with their contents and annotations, the parent tree that leads
//! back from those, names and roles. Elements that hold nothing are left out.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, dictionary};

use super::links::Annotation;
use super::{Assembly, integer, numbers, text, tree};
use crate::model::Heads;
use crate::write::pdf::layout::frame::ContentKey;
use crate::write::pdf::paint::PlacedBox;
use crate::write::pdf::structure::{Attribute, Element, Kid, Structure, Tag};

/// What was made.
pub(super) struct Tags {
    pub(super) root: ObjectId,
    /// The object of each element; `None` if it is left out.
    pub(super) elements: Vec<Option<ObjectId>>,
}

type Annotations = BTreeMap<ContentKey, Vec<Annotation>>;

/// Where contents stand: page and `MCID`, in reading order.
type Marks = BTreeMap<ContentKey, Vec<(usize, usize)>>;

/// Adds the tag tree.
pub(super) fn add(
    pdf: &mut Pdf,
    file: &Assembly<'_>,
    pages: &[Vec<ContentKey>],
    boxes: &BTreeMap<ContentKey, PlacedBox>,
    annotations: &Annotations,
) -> Tags {
    let structure = file.structure;
    let mut marks: Marks = BTreeMap::new();
    for (page, keys) in pages.iter().enumerate() {
        for (number, &key) in keys.iter().enumerate() {
            marks.entry(key).or_default().push((page, number));
        }
    }
    // By element: the annotations of its link.
    let linked: BTreeMap<usize, &Vec<Annotation>> = annotations
        .iter()
        .filter_map(|(key, list)| Some((structure.links.get(key)?.element.0, list)))
        .collect();
    let kept = kept(structure, &marks, &linked);
    let root = pdf.new_object_id();
    let elements: Vec<Option<ObjectId>> =
        kept.iter().map(|&kept| kept.then(|| pdf.new_object_id())).collect();

    let mut parents: Vec<Vec<Object>> =
        pages.iter().map(|keys| vec![Object::Null; keys.len()]).collect();
    let mut names: Vec<(&str, ObjectId)> = Vec::new();
    for (index, element) in structure.elements.iter().enumerate() {
        let Some(id) = elements[index] else { continue };
        let own = linked.get(&index).copied();
        let parent = element.parent.and_then(|parent| elements[parent.0]).unwrap_or(root);
        let kids = Kids { file, marks: &marks, elements: &elements };
        let dict = kids.dictionary(element, parent, own, boxes);
        for &(page, number) in own_marks(element, &marks) {
            parents[page][number] = id.into();
        }
        names.extend(element.id.as_deref().map(|name| (name, id)));
        pdf.set_object(id, dict);
    }
    let parent_tree = parent_tree(pdf, parents, &linked, &elements);
    let mut dict = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => vec![elements[0].unwrap_or(root).into()],
        "ParentTree" => parent_tree,
        "ParentTreeNextKey" => integer(file.pages.len() + linked.values().map(|l| l.len()).sum::<usize>()),
        "RoleMap" => roles(),
    };
    if !names.is_empty() {
        names.sort_unstable();
        let pairs: Vec<_> = names.iter().map(|&(name, id)| (text(name), id.into())).collect();
        dict.set("IDTree", tree(pdf, "Names", &pairs));
    }
    pdf.set_object(root, dict);
    Tags { root, elements }
}

/// Which elements hold something. Cells and rows stay even when empty: a table is a grid.
fn kept(
    structure: &Structure,
    marks: &Marks,
    linked: &BTreeMap<usize, &Vec<Annotation>>,
) -> Vec<bool> {
    let mut kept = vec![false; structure.elements.len()];
    for (index, element) in structure.elements.iter().enumerate().rev() {
        kept[index] = matches!(element.tag, Tag::Document | Tag::Tr | Tag::Th | Tag::Td)
            || linked.contains_key(&index)
            || element.kids.iter().any(|kid| match kid {
                Kid::Element(id) => kept[id.0],
                Kid::Content(key) => marks.contains_key(key),
            });
    }
    kept
}

fn own_marks<'m>(
    element: &'m Element,
    marks: &'m Marks,
) -> impl Iterator<Item = &'m (usize, usize)> {
    let keys = element.kids.iter().filter_map(|kid| match kid {
        Kid::Content(key) => marks.get(key),
        Kid::Element(_) => None,
    });
    keys.flatten()
}

fn parent_tree(
    pdf: &mut Pdf,
    pages: Vec<Vec<Object>>,
    linked: &BTreeMap<usize, &Vec<Annotation>>,
    elements: &[Option<ObjectId>],
) -> ObjectId {
    let mut pairs: Vec<(Object, Object)> = Vec::new();
    for (number, parents) in pages.into_iter().enumerate() {
        pairs.push((integer(number), pdf.add_object(parents).into()));
    }
    let mut links: Vec<(usize, ObjectId)> = linked
        .iter()
        .filter_map(|(&element, list)| Some((elements[element]?, list)))
        .flat_map(|(id, list)| list.iter().map(move |link| (link.struct_parent, id)))
        .collect();
    links.sort_unstable();
    pairs.extend(links.into_iter().map(|(number, id)| (integer(number), id.into())));
    tree(pdf, "Nums", &pairs)
}

fn roles() -> Dictionary {
    Tag::ROLES.iter().map(|(from, to)| (from.name(), Object::from(to.name()))).collect()
}

struct Kids<'a> {
    file: &'a Assembly<'a>,
    marks: &'a Marks,
    elements: &'a [Option<ObjectId>],
}

impl Kids<'_> {
    fn dictionary(
        &self,
        element: &Element,
        parent: ObjectId,
        links: Option<&Vec<Annotation>>,
        boxes: &BTreeMap<ContentKey, PlacedBox>,
    ) -> Dictionary {
        // A link that goes nowhere is not one.
        let tag = if element.tag == Tag::Link && links.is_none() { Tag::Span } else { element.tag };
        let mut dict = dictionary! {
            "Type" => "StructElem",
            "S" => tag.name(),
            "P" => parent,
        };
        let first_mark = own_marks(element, self.marks).next().map(|&(page, _)| page);
        let page = first_mark.or_else(|| links.and_then(|list| list.first()).map(|link| link.page));
        if let Some(page) = page.and_then(|page| self.file.pages.get(page)) {
            dict.set("Pg", *page);
        }
        let mut kids: Vec<Object> = Vec::new();
        for kid in &element.kids {
            match kid {
                Kid::Element(id) => kids.extend(self.elements[id.0].map(Object::from)),
                Kid::Content(key) => {
                    let marks = self.marks.get(key).into_iter().flatten();
                    kids.extend(marks.map(|&(on, number)| self.mark(page, on, number)));
                }
            }
        }
        for link in links.into_iter().flatten() {
            let reference = dictionary! {
                "Type" => "OBJR",
                "Obj" => link.id,
                "Pg" => self.file.pages[link.page],
            };
            kids.push(reference.into());
        }
        match kids.len() {
            0 => {}
            1 => dict.set("K", kids.remove(0)),
            _ => dict.set("K", kids),
        }
        if let Some(lang) = &element.lang {
            dict.set("Lang", text(lang.as_str()));
        }
        let strings = [("Alt", &element.alt), ("E", &element.expansion), ("ID", &element.id)];
        for (name, value) in strings {
            if let Some(value) = value.as_ref().filter(|value| !value.is_empty()) {
                dict.set(name, text(value));
            }
        }
        let attributes = self.attributes(element, boxes);
        if !attributes.is_empty() {
            dict.set("A", attributes);
        }
        dict
    }

    /// Marked content: its number alone on the element's own page, else with its page.
    fn mark(&self, own_page: Option<usize>, page: usize, number: usize) -> Object {
        if own_page == Some(page) {
            return integer(number);
        }
        let reference = dictionary! {
            "Type" => "MCR",
            "Pg" => self.file.pages[page],
            "MCID" => integer(number),
        };
        reference.into()
    }

    /// The attributes, one dictionary per owner.
    fn attributes(
        &self,
        element: &Element,
        boxes: &BTreeMap<ContentKey, PlacedBox>,
    ) -> Vec<Object> {
        let mut owners: BTreeMap<&str, Dictionary> = BTreeMap::new();
        let mut set = |owner: &'static str, name: &str, value: Object| {
            let dict = owners.entry(owner).or_insert_with(|| dictionary! { "O" => owner });
            dict.set(name, value);
        };
        for attribute in &element.attributes {
            match attribute {
                Attribute::Numbering(how) => set("List", "ListNumbering", how.name().into()),
                Attribute::Scope(heads) => set("Table", "Scope", scope(*heads).into()),
                Attribute::Headers(names) => {
                    let names: Vec<Object> = names.iter().map(|name| text(name)).collect();
                    set("Table", "Headers", names.into());
                }
                Attribute::RowSpan(rows) => set("Table", "RowSpan", (*rows).into()),
                Attribute::ColSpan(columns) => set("Table", "ColSpan", (*columns).into()),
                Attribute::Block => set("Layout", "Placement", "Block".into()),
                Attribute::LineThrough => {
                    set("Layout", "TextDecorationType", "LineThrough".into());
                }
                Attribute::Superscript => set("Layout", "TextPosition", "Sup".into()),
                Attribute::Subscript => set("Layout", "TextPosition", "Sub".into()),
                Attribute::RightToLeft(backwards) => {
                    let mode = if *backwards { "RlTb" } else { "LrTb" };
                    set("Layout", "WritingMode", mode.into());
                }
            }
        }
        if let (Tag::Figure | Tag::Formula, Some(Kid::Content(key))) =
            (element.tag, element.kids.first())
            && let Some(PlacedBox { page, rect }) = boxes.get(key)
        {
            let (left, top) = self.file.point(*page, rect.x, rect.y);
            let (right, bottom) = self.file.point(*page, rect.x + rect.width, rect.y + rect.height);
            set("Layout", "BBox", numbers([left, bottom, right, top]));
        }
        owners.into_values().map(Object::from).collect()
    }
}

fn scope(heads: Heads) -> &'static str {
    match heads {
        Heads::Row => "Row",
        Heads::Column => "Column",
        Heads::Both => "Both",
    }
}
