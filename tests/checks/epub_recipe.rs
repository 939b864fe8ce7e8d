//! Recipes: how a sound EPUB is spoiled, as text. Each line is one step; `#` begins a remark.
//!
//! ```text
//! replace EPUB/one.xhtml "<h1>" -> "<h2>"   every such text; there must be one
//! add EPUB/three.xhtml                      the lines below it, indented by four, are the file
//! add EPUB/blue.png = png                   one of the pictures below
//! delete EPUB/map.png
//! rename EPUB/map.png -> EPUB/MAP.png
//! again EPUB/one.xhtml                      a second entry of that name
//! mimetype compressed | mimetype last | truncate 900 | fill EPUB/x 40000000
//! ```

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};

use altform::check::{self, Options};
use altform::diagnostic::{Place, Severity};
use altform::transcript::{Kind, Link};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A PNG and a GIF of one pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82";
const GIF: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// The sound book: its files in order.
fn book() -> Vec<(String, Vec<u8>)> {
    let text = |name: &str, content: &str| (name.to_owned(), content.as_bytes().to_vec());
    vec![
        text("mimetype", "application/epub+zip"),
        text("META-INF/container.xml", include_str!("book/container.xml")),
        text("EPUB/package.opf", include_str!("book/package.opf")),
        text("EPUB/nav.xhtml", include_str!("book/nav.xhtml")),
        text("EPUB/one.xhtml", include_str!("book/one.xhtml")),
        text("EPUB/two.xhtml", include_str!("book/two.xhtml")),
        text("EPUB/style.css", include_str!("book/style.css")),
        ("EPUB/map.png".to_owned(), PNG.to_vec()),
    ]
}

/// The bytes that a recipe makes.
pub(super) fn build(recipe: &str) -> Vec<u8> {
    let mut files = book();
    let (mut stored, mut length) = (true, usize::MAX);
    let mut lines = recipe.lines().peekable();
    while let Some(line) = lines.next() {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb {
            "" | "#" => {}
            "replace" => replace(&mut files, rest),
            "delete" => drop(files.remove(find(&files, rest))),
            "rename" => {
                let (from, to) = rest.split_once(" -> ").unwrap();
                let at = find(&files, from);
                to.clone_into(&mut files[at].0);
            }
            "again" => {
                let file = files[find(&files, rest)].clone();
                files.push(file);
            }
            "add" => {
                let (name, content) = match rest.split_once(" = ") {
                    Some((name, "png")) => (name, PNG.to_vec()),
                    Some((name, "gif")) => (name, GIF.to_vec()),
                    Some((_, other)) => panic!("{other}"),
                    None => (rest, indented(&mut lines).into_bytes()),
                };
                files.push((name.to_owned(), content));
            }
            "fill" => {
                let (name, count) = rest.split_once(' ').unwrap();
                files.push((name.to_owned(), vec![b' '; count.parse().unwrap()]));
            }
            "mimetype" if rest == "compressed" => stored = false,
            "mimetype" if rest == "last" => files.rotate_left(1),
            "truncate" => length = rest.parse().unwrap(),
            _ => panic!("a recipe has no step `{line}`"),
        }
    }
    let mut bytes = zipped(&files, stored);
    bytes.truncate(length);
    bytes
}

fn find(files: &[(String, Vec<u8>)], name: &str) -> usize {
    files.iter().position(|(n, _)| n == name).unwrap_or_else(|| panic!("there is no {name}"))
}

/// `NAME "old" -> "new"`; `\n` is a line end.
fn replace(files: &mut [(String, Vec<u8>)], step: &str) {
    let (name, texts) = step.split_once(' ').unwrap();
    let (old, new) = texts.split_once("\" -> \"").unwrap_or_else(|| panic!("{step}"));
    let (old, new) = (old.strip_prefix('"').unwrap(), new.strip_suffix('"').unwrap());
    let file = &mut files[find(files, name)].1;
    let text = String::from_utf8(file.clone()).unwrap();
    let old = old.replace("\\n", "\n");
    assert!(text.contains(&old), "{name} has no {old}");
    *file = text.replace(&old, &new.replace("\\n", "\n")).into_bytes();
}

fn indented(lines: &mut std::iter::Peekable<std::str::Lines>) -> String {
    let mut out = String::new();
    while let Some(line) = lines.next_if(|line| line.starts_with("    ")) {
        out.push_str(&line[4..]);
        out.push('\n');
    }
    out
}

fn zipped(files: &[(String, Vec<u8>)], stored: bool) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The writer refuses what a recipe asks for: it is given another name of the same length first.
    let mut names: Vec<(String, &str)> = Vec::new();
    for (name, content) in files {
        let method = match name.as_str() {
            "mimetype" if stored => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let safe = format!("{:\u{1}<width$}", names.len(), width = name.len());
        let safe =
            if safe.len() == name.len() && !plain(name, &names) { safe } else { name.clone() };
        zip.start_file(&safe, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(content).unwrap();
        names.push((safe, name));
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    for (safe, name) in names.iter().filter(|(safe, name)| safe != name) {
        let (safe, name) = (safe.as_bytes(), name.as_bytes());
        for at in 0..bytes.len() - safe.len() {
            if &bytes[at..at + safe.len()] == safe {
                bytes[at..at + safe.len()].copy_from_slice(name);
            }
        }
    }
    bytes
}

/// Whether the writer takes a name as it is.
fn plain(name: &str, names: &[(String, &str)]) -> bool {
    !names.iter().any(|(_, n)| *n == name) && !name.contains("..") && !name.starts_with('/')
}

/// The findings of a book by rule, without questions; the rule of a failure alone.
fn found(recipe: &str) -> Vec<(&'static str, String)> {
    match check::check("book.epub", &build(recipe), &Options::default()) {
        Ok(checked) => {
            let findings = checked.findings.into_iter().filter(|f| f.severity > Severity::Question);
            findings.map(|f| (f.rule.id, f.message)).collect()
        }
        Err(fatal) => vec![(fatal.0.rule.id, fatal.0.message)],
    }
}

#[test]
fn a_claim_of_descriptions_is_false_where_a_picture_has_none() {
    let alt = "alt=\"Map of the sound with the route of the ferry from Landskrona to the island\"";
    let found = found(&format!("replace EPUB/one.xhtml \"{alt}\" -> \"\""));
    let rules: BTreeSet<_> = found.iter().map(|(rule, _)| *rule).collect();
    let expected = ["epub/untrue-access-mode", "epub/untrue-pictures", "image/alt-missing"];
    assert_eq!(rules, BTreeSet::from(expected));
    let message = "`alternativeText` is claimed, but a picture has no description";
    assert!(found.iter().any(|(_, told)| told == message), "{found:?}");
}

#[test]
fn a_decorative_picture_takes_no_claim_away() {
    let alt = "alt=\"Map of the sound with the route of the ferry from Landskrona to the island\"";
    let recipe = format!(
        "replace EPUB/one.xhtml \"{alt}\" -> \"alt=\"\"\"\n\
         replace EPUB/package.opf \"    <meta property=\"schema:accessMode\">visual</meta>\\n\" -> \"\""
    );
    assert_eq!(found(&recipe), []);
}

#[test]
fn a_book_is_announced_page_after_page() {
    let transcript = check::transcript("book.epub", &build("")).unwrap();
    assert_eq!(transcript.title.as_deref(), Some("The ferry to Hven"));
    assert_eq!(transcript.language.as_deref(), Some("en"));
    let headings: Vec<_> = transcript
        .lines
        .iter()
        .filter(|line| matches!(line.kind, Kind::Heading(_)))
        .map(|line| (line.at.path.to_string(), line.text()))
        .collect();
    let expected = [("one", "The crossing"), ("two", "The island"), ("two", "The observatory")];
    assert_eq!(headings, expected.map(|(f, t)| (format!("EPUB/{f}.xhtml"), t.to_owned())));
    let links =
        transcript.lines.iter().flat_map(|line| &line.runs).filter_map(|run| run.link.as_ref());
    assert_eq!(links.collect::<Vec<_>>(), [&Link::Internal(Some("The observatory".into()))]);
}

#[test]
fn the_navigation_is_announced_only_in_the_reading_order() {
    let spine = "replace EPUB/package.opf \"<spine>\" -> \"<spine><itemref idref=\"nav\"/>\"";
    let transcript = check::transcript("book.epub", &build(spine)).unwrap();
    assert!(transcript.lines.iter().any(|line| line.text() == "Contents"));
    let without = check::transcript("book.epub", &build("")).unwrap();
    assert!(without.lines.iter().all(|line| line.text() != "Contents"));
}

#[test]
fn what_is_found_in_a_page_says_where() {
    let heading = "replace EPUB/two.xhtml \"<h2 id=\"observatory\">The observatory</h2>\" -> \"<h2 id=\"observatory\"></h2>\"";
    let checked = check::check("book.epub", &build(heading), &Options::default()).unwrap();
    let finding = checked.findings.iter().find(|f| f.rule.id == "heading/empty").unwrap();
    let path = "EPUB/two.xhtml:14:1".to_owned();
    let file = "book.epub".to_owned();
    assert_eq!(finding.place, Place::Output { file, page: None, path, source: None });
}

/// Bytes that differ from a sound book in a few places, cut or joined wrongly.
#[test]
fn damaged_books_end_in_findings() {
    let sound = build("");
    let mut state = 7u64;
    let mut random = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for round in 0..300 {
        let mut bytes = sound.clone();
        for _ in 0..=round % 4 {
            let at = random(bytes.len());
            match random(3) {
                0 => bytes[at] = u8::try_from(random(256)).unwrap(),
                1 => bytes.truncate(at.max(1)),
                _ => drop(bytes.drain(at..(at + random(9)).min(bytes.len()))),
            }
        }
        if let Err(fatal) = check::check("book.epub", &bytes, &Options::default()) {
            assert!(!fatal.0.message.is_empty());
        }
    }
}

/// The texts of a sound book with a few signs changed: what parses the files must bear all of it.
#[test]
fn books_with_damaged_texts_end_in_findings() {
    let files = ["EPUB/package.opf", "EPUB/nav.xhtml", "EPUB/two.xhtml", "META-INF/container.xml"];
    for file in files {
        for (old, new) in
            [("<", "<<"), ("\"", ""), (">", ""), ("/", ""), ("e", "&#x0;"), (" ", "\u{A0}é")]
        {
            assert!(
                !found(&format!("replace {file} \"{old}\" -> \"{new}\"")).is_empty(),
                "{file} {old}"
            );
        }
    }
}
