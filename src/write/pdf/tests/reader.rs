//! Reads a PDF as assistive technology would: by its tag tree, its marked content and its `ToUnicode`
//! maps.

use std::collections::BTreeMap;

use lopdf::content::Operation;
use lopdf::{Dictionary, Document as Pdf, Object};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::diagnostic::Findings;
use crate::fonts::FontBook;
use crate::normalise::Normal;
use crate::write::pdf::Options;
use crate::write::{Context, Original};

pub(super) struct Written {
    pub(super) bytes: Vec<u8>,
    pub(super) pdf: Pdf,
    pub(super) rules: Vec<&'static str>,
}

pub(super) fn write(document: &Normal) -> Written {
    write_with(document, None)
}

/// Writes a document that carries its source.
pub(super) fn write_with(document: &Normal, source: Option<Original<'_>>) -> Written {
    let (fonts, mut findings) = (FontBook::default(), Findings::default());
    let mut cx = Context { fonts: &fonts, findings: &mut findings, epoch: Some(0), source };
    let options = Options { embed_source: source.is_some(), ..Options::default() };
    let bytes = crate::write::pdf::write(document, &options, &mut cx).unwrap();
    let pdf = Pdf::load_mem(&bytes).unwrap();
    let rules = findings.iter().map(|finding| finding.rule.id).collect();
    Written { bytes, pdf, rules }
}

/// What a profile of the validator has against a file.
pub(super) fn failures(written: &Written, profile: &str) -> Vec<String> {
    let profile: ValidationProfile = profile.parse().unwrap();
    let options = ValidationOptions::default().profile(profile);
    let report = validate_pdf_bytes(&written.bytes, &options).unwrap();
    let failures = report.failures.iter().map(|failure| format!("{failure:?}"));
    // The validator misreads the widths of PostScript outlines (`tests/harness.rs` says how).
    failures.filter(|f| !f.contains("in its embedded CIDFontType0C program")).collect()
}

impl Written {
    fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.pdf.dereference(object).unwrap().1
    }

    pub(super) fn get<'a>(&'a self, dict: &'a Dictionary, key: &str) -> Option<&'a Object> {
        dict.get(key.as_bytes()).ok().map(|object| self.resolve(object))
    }

    fn kids<'a>(&'a self, element: &'a Dictionary) -> Vec<&'a Object> {
        match self.get(element, "K") {
            Some(Object::Array(kids)) => kids.iter().map(|kid| self.resolve(kid)).collect(),
            Some(kid) => vec![kid],
            None => vec![],
        }
    }

    pub(super) fn catalogue(&self, key: &str) -> &Dictionary {
        self.get(self.pdf.catalog().unwrap(), key).unwrap().as_dict().unwrap()
    }

    pub(super) fn metadata(&self) -> String {
        let metadata = self.get(self.pdf.catalog().unwrap(), "Metadata").unwrap();
        String::from_utf8(metadata.as_stream().unwrap().content.clone()).unwrap()
    }

    /// The elements of the tree in reading order, with their depth.
    fn elements(&self) -> Vec<(usize, &Dictionary)> {
        let root = self.catalogue("StructTreeRoot");
        let mut stack: Vec<(usize, &Object)> =
            self.kids(root).into_iter().rev().map(|kid| (0, kid)).collect();
        let mut out = Vec::new();
        while let Some((depth, object)) = stack.pop() {
            let Ok(dict) = object.as_dict() else { continue };
            if dict.has(b"S") {
                out.push((depth, dict));
                stack.extend(self.kids(dict).into_iter().rev().map(|kid| (depth + 1, kid)));
            }
        }
        out
    }

    /// The tree on one line: `Document(H1 P(Link))`.
    pub(super) fn tree(&self) -> String {
        let mut out = String::new();
        let mut open = 0;
        for (depth, element) in self.elements() {
            let deeper = depth > open;
            out.extend((depth..open).map(|_| ')'));
            out.push_str(if deeper { "(" } else { " " });
            out.push_str(&name(element, b"S"));
            open = depth;
        }
        out.extend((0..open).map(|_| ')'));
        out.trim_start().to_owned()
    }

    pub(super) fn with_tag(&self, tag: &str) -> Vec<&Dictionary> {
        let all = self.elements().into_iter().map(|(_, element)| element);
        all.filter(|element| name(element, b"S") == tag).collect()
    }

    /// All text that is no artifact, as its glyphs and the texts beside them say.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        for page in self.pdf.get_pages().into_values() {
            let fonts = self.pdf.get_page_fonts(page).unwrap();
            let fonts =
                fonts.into_iter().map(|(name, font)| (name, self.to_unicode(font))).collect();
            let content = self.pdf.get_and_decode_page_content(page).unwrap();
            read_page(&content.operations, &fonts, &mut out);
        }
        out
    }

    fn to_unicode(&self, font: &Dictionary) -> BTreeMap<u16, String> {
        let stream = self.get(font, "ToUnicode").unwrap().as_stream().unwrap();
        let map = String::from_utf8(stream.get_plain_content().unwrap()).unwrap();
        let code = |hex: &str| u16::from_str_radix(hex, 16).unwrap();
        let entry = |line: &str| {
            let (from, to) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
            let units: Vec<u16> = (0..to.len() / 4).map(|n| code(&to[4 * n..4 * n + 4])).collect();
            Some((code(from), String::from_utf16(&units).unwrap()))
        };
        let body = map.split("beginbfchar").skip(1).flat_map(|block| block.lines());
        body.filter_map(entry).collect()
    }

    pub(super) fn links(&self) -> Vec<&Dictionary> {
        let pages = self.pdf.get_pages().into_values();
        let annotations = pages.flat_map(|page| self.pdf.get_page_annotations(page).unwrap());
        annotations.collect()
    }
}

pub(super) fn name(dict: &Dictionary, key: &[u8]) -> String {
    let name = dict.get(key).and_then(Object::as_name).unwrap_or_default();
    String::from_utf8_lossy(name).into_owned()
}

pub(super) fn string(dict: &Dictionary, key: &[u8]) -> String {
    dict.get(key).map(|text| lopdf::decode_text_string(text).unwrap()).unwrap_or_default()
}

pub(super) fn attribute<'a>(element: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let owners = element.get(b"A").and_then(Object::as_array).ok()?;
    owners.iter().find_map(|owner| owner.as_dict().ok()?.get(key).ok())
}

fn read_page(
    operations: &[Operation],
    fonts: &BTreeMap<Vec<u8>, BTreeMap<u16, String>>,
    out: &mut String,
) {
    let none = BTreeMap::new();
    let mut font = &none;
    // For each open marked content, whether what is inside is not to be read.
    let mut silent: Vec<bool> = Vec::new();
    for operation in operations {
        match (operation.operator.as_str(), operation.operands.as_slice()) {
            ("BDC", [tag, properties]) => {
                let instead = properties.as_dict().unwrap().get(b"ActualText").ok();
                if let Some(text) = instead.filter(|_| !silent.contains(&true)) {
                    out.push_str(&lopdf::decode_text_string(text).unwrap());
                }
                assert!(silent.is_empty(), "marked content inside marked content");
                silent.push(instead.is_some() || tag.as_name().unwrap() == b"Artifact");
            }
            ("EMC", _) => {
                silent.pop();
            }
            ("Tf", [name, _]) => font = &fonts[name.as_name().unwrap()],
            ("TJ", [Object::Array(pieces)]) if !silent.contains(&true) => {
                assert!(!silent.is_empty(), "text that is neither content nor artifact");
                let codes = pieces.iter().filter_map(|piece| piece.as_str().ok());
                for code in codes.flat_map(|codes| codes.chunks_exact(2)) {
                    out.push_str(&font[&u16::from_be_bytes([code[0], code[1]])]);
                }
            }
            _ => {}
        }
    }
}
