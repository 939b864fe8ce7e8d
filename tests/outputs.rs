//! What every output must be, whatever the document: valid, the same bytes each time, and saying the
//! same words in the same order.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::sync::OnceLock;

use page_validation::ValidationProfile;
use serde_json::Value;

use crate::harness::{Dir, Run, pdf_failures, root};

/// A sample's outputs by extension, and what was said.
struct Sample {
    name: String,
    outputs: BTreeMap<&'static str, Vec<u8>>,
    run: Run,
}

/// Every sample, converted once for all tests.
fn samples() -> &'static [Sample] {
    static SAMPLES: OnceLock<Vec<Sample>> = OnceLock::new();
    SAMPLES.get_or_init(convert_all)
}

fn convert_all() -> Vec<Sample> {
    let mut names: Vec<String> = std::fs::read_dir(root().join("samples"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|n| [".md", ".txt", ".html"].iter().any(|end| n.ends_with(end)))
        .filter(|n| n != "README.md")
        .collect();
    names.sort();
    assert!(names.len() >= 9, "{names:?}");
    names.into_iter().map(convert).collect()
}

fn convert(name: String) -> Sample {
    let dir = Dir::new();
    let path = root().join("samples").join(&name);
    let run = dir.run(&[
        "convert",
        path.to_str().unwrap(),
        "-o",
        "out",
        "--to",
        "pdf,epub,html,txt,json",
    ]);
    let stem = name.rsplit_once('.').unwrap().0;
    let outputs =
        ["pdf", "epub", "html", "txt", "json"].map(|e| (e, dir.read(&format!("out/{stem}.{e}"))));
    Sample { name, outputs: outputs.into(), run }
}

/// A word that a line cannot hold is broken anywhere; it is one word all the same. So is a heading that
/// is only a picture.
#[test]
fn what_has_little_room_is_read_back() {
    let row = |cell: &str| format!("|{}", format!("{cell}|").repeat(14));
    let rows = vec![row("description"); 30].join("\n");
    let table = format!("{}\n{}\n{rows}\n", row("Implementation"), row("---"));
    // Prose shows how lines end in the file.
    let prose = "The ferry goes at nine and comes back at noon. ".repeat(10);
    let dir = Dir::new();
    dir.write(
        "in.md",
        format!("---\ntitle: T\nlang: en\n---\n\n{prose}\n\n## ![A boat](a.png)\n\n{table}"),
    );
    let run = dir.run(&["convert", "in.md", "-o", "out"]);
    assert!(!run.stderr.contains("fidelity/"), "{}", run.stderr);
}

/// Marks that touch words, headings of nothing but marks, and words from right to left between others: none
/// of them is read back as something else.
#[test]
fn marks_are_read_back_for_what_they_are() {
    let prose = "The ferry goes at nine and comes back at noon. ".repeat(10);
    let names = "{first,last,split_at,split_at_checked,split_first,split_last}";
    let dir = Dir::new();
    for text in [
        "[`Sender`](https://a.example/)s, [`poll`](https://a.example/)'s and `wait`ed",
        "## [`ImageBuffer`](https://a.example/)\n\n## `plain`",
        "## ~~[v1](https://a.example/) - 2012~~\n\n~~All of it: gone.~~",
        "- It is:\n  - `map::Slice::{names}`\n  - `set::Slice::{names}`",
        "It says \"رد\" and `a رد b`, ردد and רד, ש and שלום שלום, and goes on.",
        "It [leads](#there) there.\n\n- <a name=\"there\"></a>**`float` feature**<br>\n  Provides it.",
    ] {
        let text = text.replace("{names}", names);
        dir.write(
            "in.md",
            format!("---\ntitle: T\nlang: en\n---\n\n{prose}\n\n{text}\n\n{prose}\n"),
        );
        let run = dir.run(&["convert", "in.md", "-o", "out"]);
        assert!(!run.stderr.contains("fidelity/"), "{text}: {}", run.stderr);
    }
}

/// What we wrote is read as it was meant: nothing is lost, and nothing is told twice.
#[test]
fn our_own_outputs_are_read_back() {
    for sample in samples() {
        for format in ["html", "txt"] {
            let dir = Dir::new();
            dir.write(&format!("in.{format}"), &sample.outputs[format]);
            let run = dir.run(&["convert", &format!("in.{format}"), "-o", "out"]);
            let told = &run.stderr;
            assert!(!told.contains("fidelity/"), "{}.{format}: {told}", sample.name);
            assert!(!told.contains("link/dangling"), "{}.{format}: {told}", sample.name);
            let words = |bytes: &[u8]| -> Vec<String> {
                let text = String::from_utf8_lossy(bytes).into_owned();
                text.split_whitespace().map(str::to_owned).collect()
            };
            let (before, after) = (words(&sample.outputs["txt"]), words(&dir.read("out/in.txt")));
            if format == "txt" {
                assert_eq!(before, after, "{}", sample.name);
            }
            assert!(after.len() <= before.len(), "{}.{format}", sample.name);
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for sample in samples() {
        let again = convert(sample.name.clone());
        for (format, bytes) in &sample.outputs {
            assert!(*bytes == again.outputs[format], "{}.{format} differs", sample.name);
        }
    }
}

#[test]
fn every_pdf_is_what_it_claims() {
    let mut complete = 0;
    for sample in samples() {
        let pdf = &sample.outputs["pdf"];
        let failures = |profile| {
            let failures = pdf_failures(pdf, profile).into_iter();
            let mut rules: Vec<String> = failures.map(|failure| failure.rule_id).collect();
            rules.sort();
            rules.dedup();
            rules
        };
        assert_eq!(failures(ValidationProfile::PdfA2a), [""; 0], "{}", sample.name);
        let ua = failures(ValidationProfile::PdfUa1);
        // A picture without a description: that claim is dropped, and only what follows from it fails.
        if sample.run.rules().contains(&"image/alt-missing") {
            assert!(!ua.is_empty(), "{}", sample.name);
            assert!(
                ua.iter().all(|rule| rule.contains(":5:") || rule.ends_with(":7.3:1")),
                "{}: {ua:?}",
                sample.name
            );
            assert!(sample.run.rules().contains(&"pdf/claim-dropped"));
        } else {
            assert_eq!(ua, [""; 0], "{}", sample.name);
            complete += 1;
        }
    }
    assert!(complete >= 7);
}

#[test]
fn every_format_says_the_same_words_in_the_same_order() {
    for sample in samples() {
        let document: Value = serde_json::from_slice(&sample.outputs["json"]).unwrap();
        let mut said = vec![document["meta"]["title"].as_str().unwrap().to_owned()];
        texts(&document["body"], &mut said);
        let said = words(&said.join(" "));
        assert!(said.len() > 100, "{}", sample.name);
        let html = String::from_utf8(sample.outputs["html"].clone()).unwrap();
        let epub = epub_text(&sample.outputs["epub"]);
        let plain = String::from_utf8(sample.outputs["txt"].clone()).unwrap();
        let heard = heard("a.html", &sample.outputs["html"]);
        let pdf = pdf_text(&sample.outputs["pdf"]);
        for (format, text) in [
            ("html", markup_text(&html)),
            ("html as it is announced", heard),
            ("epub", epub),
            ("txt", plain),
            ("pdf", pdf),
        ] {
            let heard = words(&text);
            let mut rest = heard.iter();
            for (n, word) in said.iter().enumerate() {
                assert!(
                    rest.any(|w| w == word),
                    "{}: {format} does not say word {n}, {word:?}, of … {} …",
                    sample.name,
                    said[n.saturating_sub(8)..(n + 3).min(said.len())].join(" "),
                );
            }
        }
    }
}

/// What a PDF announces, as text.
fn pdf_text(bytes: &[u8]) -> String {
    let transcript = altform::check::transcript("a.pdf", bytes).unwrap();
    transcript.lines.iter().map(|line| line.text() + "\n").collect()
}

/// The running text of the body: every `text`, a space between blocks.
fn texts(node: &Value, out: &mut Vec<String>) {
    match node {
        Value::Array(list) => list.iter().for_each(|n| texts(n, out)),
        Value::Object(map) => {
            if let Some(text) = map.get("text").and_then(Value::as_str) {
                out.push(text.to_owned());
            }
            let mut parts: Vec<_> = map.iter().filter(|(key, _)| *key != "image").collect();
            // An attribution stands below its quotation, unless it introduces it.
            if let Some(at) = parts.iter().position(|(key, _)| *key == "attribution") {
                let mut words = Vec::new();
                texts(parts[at].1, &mut words);
                if !words.join("").ends_with(':') {
                    let attribution = parts.remove(at);
                    parts.push(attribution);
                }
            }
            parts.into_iter().for_each(|(_, n)| texts(n, out));
        }
        _ => {}
    }
}

fn words(text: &str) -> Vec<String> {
    // Inlines may divide a word, so only letters and digits one by one are compared.
    text.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_string()).collect()
}

/// What is announced of an output.
fn heard(name: &str, bytes: &[u8]) -> String {
    let transcript = altform::check::transcript(name, bytes).unwrap();
    transcript.lines.iter().map(|line| line.text() + " ").collect()
}

/// The text of HTML or XHTML: without tags, style sheets and data blocks, entities resolved.
fn markup_text(markup: &str) -> String {
    let mut out = String::new();
    let mut rest = markup;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        let tag = &rest[open..];
        let skip = ["<style", "<script"].iter().find(|t| tag.starts_with(**t));
        let end = match skip {
            Some(name) => tag.find(&name.replace('<', "</")).unwrap_or(0),
            None => 0,
        };
        rest = &tag[end..][tag[end..].find('>').map_or(tag[end..].len(), |at| at + 1)..];
    }
    out.push_str(rest);
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn epub_text(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    names.retain(|n| n.ends_with(".xhtml") && !n.ends_with("nav.xhtml"));
    names.sort();
    let mut out = String::new();
    for name in names {
        let mut text = String::new();
        archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        out.push_str(&markup_text(&text));
    }
    out
}

#[test]
fn a_document_survives_its_own_json() {
    for sample in samples() {
        let dir = Dir::new();
        dir.write("a.json", &sample.outputs["json"]);
        let resources = root().join("samples");
        let arguments = [
            "convert",
            "a.json",
            "--resources",
            resources.to_str().unwrap(),
            "-o",
            "out",
            "--to",
            "json,txt,html",
        ];
        dir.run(&arguments);
        for format in ["json", "txt", "html"] {
            let again = dir.read(&format!("out/a.{format}"));
            assert!(
                again == sample.outputs[format],
                "{}.{format} differs after a round trip",
                sample.name
            );
        }
    }
}
