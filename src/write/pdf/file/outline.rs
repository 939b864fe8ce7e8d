//! The outline: title and headings, each below the nearest heading of a higher level before it.

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, dictionary};

use super::tags::Tags;
use super::{Assembly, integer, text};

struct Entry {
    id: ObjectId,
    level: u8,
    dict: Dictionary,
    parent: Option<usize>,
    kids: Vec<usize>,
}

/// Adds the outline; returns its root.
pub(super) fn add(pdf: &mut Pdf, file: &Assembly<'_>, tags: &Tags) -> ObjectId {
    let places = file.places();
    let root = pdf.new_object_id();
    let mut entries: Vec<Entry> = Vec::new();
    let mut top: Vec<usize> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for heading in &file.structure.headings {
        let Some(anchor) = places.get(&heading.key) else { continue };
        let Some(destination) = file.destination(anchor.page, anchor.at) else { continue };
        while open.last().is_some_and(|&last| entries[last].level >= heading.level) {
            open.pop();
        }
        let mut dict = dictionary! { "Title" => text(&heading.text), "Dest" => destination };
        if let Some(element) = tags.elements[heading.element.0] {
            dict.set("SE", element);
        }
        let (index, parent) = (entries.len(), open.last().copied());
        match parent {
            Some(parent) => entries[parent].kids.push(index),
            None => top.push(index),
        }
        let id = pdf.new_object_id();
        entries.push(Entry { id, level: heading.level, dict, parent, kids: Vec::new() });
        open.push(index);
    }
    // All are open: the entries that show below one are all that it holds.
    let mut shown = vec![0; entries.len()];
    for index in (0..entries.len()).rev() {
        shown[index] = entries[index].kids.iter().map(|&kid| shown[kid] + 1).sum();
    }
    let ids: Vec<ObjectId> = entries.iter().map(|entry| entry.id).collect();
    let mut outline = dictionary! { "Type" => "Outlines", "Count" => integer(entries.len()) };
    link_ends(&mut outline, &top, &ids);
    pdf.set_object(root, outline);
    let families: Vec<Vec<usize>> =
        entries.iter().map(|entry| entry.kids.clone()).chain([top]).collect();
    for family in families {
        for pair in family.windows(2) {
            entries[pair[0]].dict.set("Next", ids[pair[1]]);
            entries[pair[1]].dict.set("Prev", ids[pair[0]]);
        }
    }
    for (index, mut entry) in entries.into_iter().enumerate() {
        entry.dict.set("Parent", entry.parent.map_or(root, |parent| ids[parent]));
        if !entry.kids.is_empty() {
            link_ends(&mut entry.dict, &entry.kids, &ids);
            entry.dict.set("Count", integer(shown[index]));
        }
        pdf.set_object(entry.id, entry.dict);
    }
    root
}

fn link_ends(dict: &mut Dictionary, kids: &[usize], ids: &[ObjectId]) {
    for (name, kid) in [("First", kids.first()), ("Last", kids.last())] {
        if let Some(&kid) = kid {
            dict.set(name, Object::from(ids[kid]));
        }
    }
}
