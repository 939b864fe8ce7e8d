//! What a PDF holds that a rule could find fault with. It judges nothing.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object};

use crate::check::pdf::Pdf;

/// A part of a PDF that rules look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is what it says")]
pub(super) enum Part {
    /// The file as a whole: there always is one.
    File,
    /// Anything on a page.
    Content,
    Annotations,
    Attachments,
    CompositeFonts,
    /// A table of contents.
    Contents,
    Encryption,
    Fields,
    Figures,
    Fonts,
    /// Form `XObjects`.
    Forms,
    Formulas,
    Headings,
    Images,
    Languages,
    Layers,
    Links,
    Lists,
    Media,
    Notes,
    OutputIntents,
    RoleMap,
    Signatures,
    SpotColours,
    Tables,
    Tags,
    TrueTypeFonts,
}

/// The parts that a file has.
pub(super) fn parts(pdf: &Pdf) -> BTreeSet<Part> {
    let mut parts = BTreeSet::from([Part::File]);
    for element in &pdf.tree.elements {
        parts.insert(Part::Tags);
        parts.extend(element.lang.as_ref().map(|_| Part::Languages));
        parts.extend(of_kind(&element.kind));
    }
    parts.extend(pdf.facts.language.as_ref().map(|_| Part::Languages));
    for page in &pdf.pages {
        if !(page.pieces.is_empty() && page.images.is_empty() && page.fills.is_empty()) {
            parts.insert(Part::Content);
        }
        if !page.pieces.is_empty() {
            parts.insert(Part::Fonts);
        }
    }
    if pdf.facts.encrypted {
        parts.insert(Part::Encryption);
    }
    let mut objects: Vec<&Object> = pdf.objects.iter().collect();
    while let Some(object) = objects.pop() {
        match object {
            Object::Dictionary(dictionary) => {
                of_dictionary(dictionary, &mut parts);
                objects.extend(dictionary.iter().map(|(_, value)| value));
            }
            Object::Stream(stream) => {
                of_dictionary(&stream.dict, &mut parts);
                objects.extend(stream.dict.iter().map(|(_, value)| value));
            }
            Object::Array(items) => {
                if matches!(items.first(), Some(Object::Name(name)) if name == b"Separation" || name == b"DeviceN")
                {
                    parts.insert(Part::SpotColours);
                }
                objects.extend(items);
            }
            _ => {}
        }
    }
    parts
}

/// Whether an annotation that is neither link, field nor pop-up has no `Contents`.
pub(super) fn has_undescribed_annotation(pdf: &Pdf) -> bool {
    let annotations = |object: &Object| -> Vec<Object> {
        let page = object.as_dict().ok().filter(|page| page.has(b"Annots"));
        let items = page.and_then(|page| pdf.objects.get(page, b"Annots")?.as_array().ok());
        items.cloned().unwrap_or_default()
    };
    pdf.objects.iter().flat_map(annotations).any(|annotation| {
        let Ok(annotation) = pdf.objects.resolve(&annotation).as_dict() else { return false };
        let kind = annotation.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        let contents = pdf.objects.text(annotation, b"Contents").unwrap_or_default();
        !matches!(kind, b"Link" | b"Widget" | b"Popup") && contents.trim().is_empty()
    })
}

/// The part that a structure element of a standard type is.
fn of_kind(kind: &str) -> Option<Part> {
    Some(match kind {
        "Table" | "TR" | "TH" | "TD" | "THead" | "TBody" | "TFoot" => Part::Tables,
        "L" | "LI" | "LBody" => Part::Lists,
        "TOC" | "TOCI" => Part::Contents,
        "Figure" => Part::Figures,
        "Formula" => Part::Formulas,
        "Note" => Part::Notes,
        "H" | "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => Part::Headings,
        _ => return None,
    })
}

/// The parts that a dictionary shows.
fn of_dictionary(dictionary: &Dictionary, parts: &mut BTreeSet<Part>) {
    let name = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).unwrap_or_default();
    match name(b"Subtype") {
        b"Link" => parts.extend([Part::Links, Part::Annotations]),
        b"Widget" => parts.extend([Part::Fields, Part::Annotations]),
        b"Form" => parts.extend([Part::Forms]),
        b"Image" => parts.extend([Part::Images]),
        b"Type0" => parts.extend([Part::CompositeFonts]),
        b"TrueType" => parts.extend([Part::TrueTypeFonts]),
        _ => {}
    }
    match name(b"Type") {
        b"MediaClip" => parts.extend([Part::Media]),
        b"Sig" => parts.extend([Part::Signatures]),
        _ => {}
    }
    for (key, part) in [
        (b"Annots".as_slice(), Part::Annotations),
        (b"AcroForm", Part::Fields),
        (b"OCProperties", Part::Layers),
        (b"EmbeddedFiles", Part::Attachments),
        (b"EF", Part::Attachments),
        (b"OutputIntents", Part::OutputIntents),
        (b"RoleMap", Part::RoleMap),
        (b"Perms", Part::Signatures),
    ] {
        if dictionary.has(key) {
            parts.insert(part);
        }
    }
}
