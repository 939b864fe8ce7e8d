//! Recipes: how a sound PDF is spoiled, as text. The sound one is what altform makes of a Markdown text:
//! the lines that begin with `| `, or a document of its own with all that rules look at. Then, a line each
//! (`//` begins a comment):
//!
//! - `set PATH VALUE`, `delete PATH`, `append PATH VALUE`: a value of the file, written as PDF.
//! - `name NAME PATH`: the object at a path; `object NAME VALUE`: a new object; `stream NAME DICT "DATA"`:
//!   a new stream. A value refers to an object as `/@NAME`.
//! - `text PATH "OLD" => "NEW"`, `bytes "OLD" => "NEW"`: text in a stream, in the file as it is written.
//!   `text PATH + "NEW"` adds at the end.
//! - `pages N`: so many blank pages more.
//! - `encrypt PERMISSIONS [PASSWORD]`: as the last step; the permission to extract text is 512.
//!
//! A path begins with `/Root`, `/Info`, `/Trailer`, `page[1]`, an object's name, or a structure element,
//! `Figure` or `TD[3]` (from 1, in reading order); further steps are `/Key` and `[index]` (from 0).

use std::collections::BTreeMap;
use std::fs;

use altform::convert::{Job, convert};
use altform::fonts::FontBook;
use altform::read::resources::Memory;
use altform::write::Target;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::harness::root;

/// What is made where a recipe has no text of its own.
const SOUND: &str = "\
---
title: The swifts of the tower
lang: en
---

# The swifts of the tower

Every year in May the swifts come back to the tower of the old town, and the people who live below it
open their windows in the evening to hear them. [The society for birds](https://example.org/birds) counts
their nests.[^1]

## Nests

![A swift above the roofs](swift.png)

- Boxes below the eaves
- Holes in the wall

| Year | Nests |
|------|-------|
| 2024 | 17    |
| 2025 | 21    |

[^1]: Counted in June, before the young birds leave.
";

/// The bytes that a recipe makes.
pub(super) fn build(recipe: &str) -> Vec<u8> {
    let is_text = |line: &&str| line.starts_with('|');
    let text: Vec<_> = recipe.lines().filter(is_text).map(|line| &line[1..]).collect();
    let text: Vec<_> = text.iter().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let text = if text.is_empty() { SOUND.to_owned() } else { text.join("\n") };
    let pdf = Document::load_mem(&sound(&text)).unwrap();
    let mut kitchen = Kitchen { pdf, names: BTreeMap::new(), bytes: Vec::new() };
    kitchen.pdf.decompress();
    let steps = recipe.lines().filter(|line| !is_text(line) && !line.starts_with("//"));
    for step in steps.map(str::trim).filter(|step| !step.is_empty()) {
        kitchen.step(step).unwrap_or_else(|| panic!("cannot do `{step}`"));
    }
    kitchen.serve()
}

/// What altform makes of a text.
fn sound(text: &str) -> Vec<u8> {
    let picture = fs::read(root().join("samples/pictures/swift.png")).unwrap();
    let resources = Memory(BTreeMap::from([("swift.png".to_owned(), picture)]));
    let job = Job {
        name: "article.md",
        bytes: text.as_bytes(),
        format: None,
        encoding: None,
        language: None,
        page: &altform::read::page::Options::default(),
        targets: &[Target::Pdf(altform::write::pdf::Options::default())],
        epoch: Some(0),
    };
    convert(&job, &FontBook::default(), &resources).outputs.remove(0).bytes
}

struct Kitchen {
    pdf: Document,
    names: BTreeMap<String, ObjectId>,
    /// What is replaced in the finished file.
    bytes: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Kitchen {
    fn step(&mut self, step: &str) -> Option<()> {
        let (verb, rest) = step.split_once(' ').unwrap_or((step, ""));
        match verb {
            "set" | "append" | "object" | "name" => {
                let (path, value) = rest.split_once(' ')?;
                match verb {
                    "name" => {
                        let id = self.reference(value)?;
                        self.names.insert(path.to_owned(), id);
                    }
                    "object" => {
                        let value = self.value(value)?;
                        let id = self.pdf.add_object(value);
                        self.names.insert(path.to_owned(), id);
                    }
                    "append" => {
                        let value = self.value(value)?;
                        self.find(path)?.as_array_mut().ok()?.push(value);
                    }
                    _ => {
                        let value = self.value(value)?;
                        self.set(path, Some(value))?;
                    }
                }
            }
            "delete" => self.set(rest, None)?,
            "stream" => {
                let (name, rest) = rest.split_once(' ')?;
                let (dict, data) = rest.split_once(" \"")?;
                let data = unescaped(data.strip_suffix('"')?);
                let Object::Dictionary(dict) = self.value(dict)? else { return None };
                let id = self.pdf.add_object(Stream::new(dict, data));
                self.names.insert(name.to_owned(), id);
            }
            "text" => {
                let (path, words) = rest.split_once(' ')?;
                let id = self.reference(path)?;
                self.replace(id, words)?;
            }
            "bytes" => self.bytes.push(pair(rest)?),
            "pages" => {
                for _ in 0..rest.parse().ok()? {
                    self.add_page()?;
                }
            }
            "encrypt" => {
                let (bits, password) = rest.split_once(' ').unwrap_or((rest, ""));
                self.encrypt(bits.parse().ok()?, password)?;
            }
            _ => return None,
        }
        Some(())
    }

    /// Replaces a text in a stream, or adds to its end; the text must be there.
    fn replace(&mut self, id: ObjectId, words: &str) -> Option<()> {
        let stream = self.pdf.get_object_mut(id).ok()?.as_stream_mut().ok()?;
        if let Some(added) = words.strip_prefix("+ ") {
            stream.content.extend(unescaped(added.strip_prefix('"')?.strip_suffix('"')?));
        } else {
            let (old, new) = pair(words)?;
            stream.content = replaced(&stream.content, &old, &new)?;
        }
        let length = i64::try_from(stream.content.len()).ok()?;
        stream.dict.set("Length", length);
        Some(())
    }

    /// A value as PDF writes it; a name that begins with `@` is a reference.
    fn value(&self, text: &str) -> Option<Object> {
        let content = Content::decode(format!("{text} x\n").as_bytes()).ok()?;
        let mut value = content.operations.into_iter().next()?.operands.into_iter().next()?;
        self.refer(&mut value)?;
        Some(value)
    }

    fn refer(&self, value: &mut Object) -> Option<()> {
        match value {
            Object::Name(name) if name.first() == Some(&b'@') => {
                let name = String::from_utf8_lossy(&name[1..]).into_owned();
                *value = Object::Reference(*self.names.get(&name)?);
            }
            Object::Array(items) => {
                for item in items {
                    self.refer(item)?;
                }
            }
            Object::Dictionary(dictionary) => {
                for (_, item) in dictionary.iter_mut() {
                    self.refer(item)?;
                }
            }
            _ => {}
        }
        Some(())
    }

    /// The object at a path, behind its references.
    fn find(&mut self, path: &str) -> Option<&mut Object> {
        let (start, steps) = self.start(path)?;
        let Object::Reference(mut id) = start else { return None };
        let mut inner: Vec<Step> = Vec::new();
        for step in steps {
            inner.push(step);
            let here = walk(self.pdf.get_object_mut(id).ok()?, &inner)?;
            if let Object::Reference(next) = here {
                id = *next;
                inner.clear();
            }
        }
        walk(self.pdf.get_object_mut(id).ok()?, &inner)
    }

    /// The object that a path names by its last reference.
    fn reference(&mut self, path: &str) -> Option<ObjectId> {
        if let Some((parent, last)) = path.rsplit_once('/').filter(|(parent, _)| !parent.is_empty())
            && let Ok(dictionary) = entries(self.find(parent)?)
        {
            return dictionary.get(last.split('[').next()?.as_bytes()).ok()?.as_reference().ok();
        }
        match self.start(path)? {
            (Object::Reference(id), steps) if steps.is_empty() => Some(id),
            _ => None,
        }
    }

    /// Where a path begins, and the steps from there.
    fn start(&self, path: &str) -> Option<(Object, Vec<Step>)> {
        let cut = path[1..].find('/').map_or(path.len(), |at| at + 1);
        let (head, tail) = path.split_at(cut);
        let (name, index) = indexed(head);
        let tail = steps(tail)?;
        let start = match name {
            "/Root" => self.pdf.trailer.get(b"Root").ok()?.clone(),
            "/Info" => self.pdf.trailer.get(b"Info").ok()?.clone(),
            "page" => {
                let page = u32::try_from(index?).ok()?;
                Object::Reference(*self.pdf.get_pages().get(&page)?)
            }
            name => match self.names.get(name) {
                Some(id) => Object::Reference(*id),
                None => Object::Reference(*self.elements(name).get(index.unwrap_or(1) - 1)?),
            },
        };
        Some((start, tail))
    }

    /// The structure elements of a type, in reading order.
    fn elements(&self, kind: &str) -> Vec<ObjectId> {
        let root = self.pdf.catalog().and_then(|root| root.get(b"StructTreeRoot"));
        let mut open: Vec<Object> = root.ok().cloned().into_iter().collect();
        let mut found = Vec::new();
        while let Some(object) = open.pop() {
            let Ok(id) = object.as_reference() else { continue };
            let Ok(element) = self.pdf.get_dictionary(id) else { continue };
            if element.get(b"S").and_then(Object::as_name).is_ok_and(|s| s == kind.as_bytes()) {
                found.push(id);
            }
            match element.get(b"K") {
                Ok(Object::Array(kids)) => open.extend(kids.iter().rev().cloned()),
                Ok(kid) => open.push(kid.clone()),
                Err(_) => {}
            }
        }
        found
    }

    fn set(&mut self, path: &str, value: Option<Object>) -> Option<()> {
        if let Some(key) = path.strip_prefix("/Trailer/") {
            match value {
                Some(value) => self.pdf.trailer.set(key, value),
                None => drop(self.pdf.trailer.remove(key.as_bytes())),
            }
            return Some(());
        }
        let (parent, key) = path.rsplit_once('/')?;
        if let Some((key, Some(index))) = Some(indexed(key)) {
            let items = self.find(&format!("{parent}/{key}"))?.as_array_mut().ok()?;
            match value {
                Some(value) => *items.get_mut(index)? = value,
                None => drop(items.remove(index)),
            }
            return Some(());
        }
        let parent = entries(self.find(parent)?).ok()?;
        match value {
            Some(value) => parent.set(key, value),
            None => drop(parent.remove(key.as_bytes())?),
        }
        Some(())
    }

    fn add_page(&mut self) -> Option<()> {
        let pages = self.reference("/Root/Pages")?;
        let page = self.pdf.add_object(dictionary! {
            "Type" => "Page",
            "Parent" => pages,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            "Resources" => Dictionary::new(),
        });
        let kids = self.find("/Root/Pages/Kids")?.as_array_mut().ok()?;
        kids.push(page.into());
        let count = i64::try_from(kids.len()).ok()?;
        self.set("/Root/Pages/Count", Some(count.into()))
    }

    fn encrypt(&mut self, permissions: u64, user_password: &str) -> Option<()> {
        let state = lopdf::EncryptionState::try_from(lopdf::EncryptionVersion::V2 {
            document: &self.pdf,
            owner_password: "owner",
            user_password,
            key_length: 128,
            permissions: lopdf::Permissions::from_bits_truncate(permissions),
        });
        self.pdf.encrypt(&state.ok()?).ok()
    }

    fn serve(mut self) -> Vec<u8> {
        self.pdf.reference_table.cross_reference_type = lopdf::xref::XrefType::CrossReferenceTable;
        let mut out = Vec::new();
        self.pdf.save_to(&mut out).unwrap();
        for (old, new) in &self.bytes {
            out = replaced(&out, old, new).expect("the file has the bytes");
        }
        out
    }
}

#[derive(Debug)]
enum Step {
    Key(String),
    Index(usize),
}

/// `/K[0]/Alt`
fn steps(path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for part in path.split('/').skip(1) {
        let mut parts = part.split('[');
        steps.push(Step::Key(parts.next()?.to_owned()));
        for index in parts {
            steps.push(Step::Index(index.strip_suffix(']')?.parse().ok()?));
        }
    }
    Some(steps)
}

/// `TD[3]`
fn indexed(part: &str) -> (&str, Option<usize>) {
    match part.rsplit_once('[') {
        Some((name, rest)) => (name, rest.trim_end_matches(']').parse().ok()),
        None => (part, None),
    }
}

fn walk<'a>(object: &'a mut Object, steps: &[Step]) -> Option<&'a mut Object> {
    steps.iter().try_fold(object, |object, step| match step {
        Step::Key(key) => entries(object).ok()?.get_mut(key.as_bytes()).ok(),
        Step::Index(index) => object.as_array_mut().ok()?.get_mut(*index),
    })
}

/// The dictionary that an object is, or has.
fn entries(object: &mut Object) -> Result<&mut Dictionary, lopdf::Error> {
    match object {
        Object::Stream(stream) => Ok(&mut stream.dict),
        other => other.as_dict_mut(),
    }
}

/// `"OLD" => "NEW"`
fn pair(text: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    let text = text.strip_prefix('"')?.strip_suffix('"')?;
    let (old, new) = text.split_once("\" => \"")?;
    Some((unescaped(old), unescaped(new)))
}

/// A text with its line ends (`\n`) and bytes (`\x04`).
fn unescaped(text: &str) -> Vec<u8> {
    let mut parts = text.split("\\x");
    let mut out = parts.next().unwrap_or_default().replace("\\n", "\n").into_bytes();
    for part in parts {
        out.push(u8::from_str_radix(&part[..2], 16).unwrap());
        out.extend(part[2..].replace("\\n", "\n").bytes());
    }
    out
}

/// Bytes with the first occurrence of some replaced; none if they are not there.
fn replaced(bytes: &[u8], old: &[u8], new: &[u8]) -> Option<Vec<u8>> {
    let at = bytes.windows(old.len()).position(|part| part == old)?;
    Some([&bytes[..at], new, &bytes[at + old.len()..]].concat())
}
