//! Scraped texts: every folder under `tests/cases/plain/` has a text and what is expected of it (title,
//! date, headings, figures, quotations, furniture …), as the tests of any reader of such texts could.

use std::fs;
use std::path::Path;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

use crate::harness::{Dir, root};

#[test]
fn scraped_texts_are_understood() {
    let mut folders: Vec<_> = fs::read_dir(root().join("tests/cases/plain"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() >= 12, "{}", folders.len());
    let (mut missed, mut met) = (Vec::new(), 0);
    for folder in &folders {
        let (m, wrong) = case(folder);
        met += m;
        missed.extend(wrong);
    }
    assert!(missed.is_empty(), "{met} met, {} missed\n{}", missed.len(), missed.join("\n"));
}

fn case(folder: &Path) -> (usize, Vec<String>) {
    let want: Value =
        serde_json::from_slice(&fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let input = folder.join("input.txt");
    let run = Dir::new().run(&["convert", input.to_str().unwrap(), "--to", "json", "-o", "-"]);
    let got: Value = serde_json::from_str(&run.stdout)
        .unwrap_or_else(|e| panic!("{}: {e}: {}", folder.display(), run.stderr));
    let mut score = Score {
        case: folder.file_name().unwrap().to_string_lossy().into_owned(),
        met: 0,
        missed: Vec::new(),
    };
    score.document(&got, &want);
    (score.met, score.missed)
}

struct Score {
    case: String,
    met: usize,
    missed: Vec<String>,
}

impl Score {
    fn expect(&mut self, kind: &str, what: &str, met: bool) {
        if met {
            self.met += 1;
        } else {
            self.missed.push(format!("{}: {kind}: {what}", self.case));
        }
    }

    fn document(&mut self, got: &Value, want: &Value) {
        let blocks = blocks(&got["body"]);
        let texts = |kind: &str| -> Vec<String> {
            blocks.iter().filter(|b| b["type"] == kind).map(|b| text(b)).collect()
        };
        let meta = |key: &str| norm(got["meta"][key].as_str().unwrap_or(""));
        for (key, mine) in [
            ("title", meta("title")),
            ("language", meta("language")),
            ("date", meta("date").chars().take(10).collect()),
        ] {
            if let Some(wanted) = want[key].as_str() {
                self.expect(key, wanted, mine == norm(wanted));
            }
        }
        if want["authors"].is_array() {
            let names = got["meta"]["authors"].as_array().cloned().unwrap_or_default();
            self.expect(
                "authors",
                &want["authors"].to_string(),
                Value::Array(names) == want["authors"],
            );
        }
        if let Some(headings) = strings(&want["headings"]) {
            let mine = texts("heading");
            self.expect("headings", &format!("{headings:?} is {mine:?}"), mine == headings);
        }
        let body = format!(" {} ", words(&text(&got["body"])));
        let stands = |line: &str| body.contains(&format!(" {} ", words(&norm(line))));
        for line in strings(&want["not_headings"]).unwrap_or_default() {
            self.expect("not a heading", &line, !texts("heading").contains(&line) && stands(&line));
        }
        if let Some(start) = want["lead_starts"].as_str() {
            let lead =
                blocks.iter().find(|b| b["lead"] == true).map(|b| text(b)).unwrap_or_default();
            self.expect("lead", start, lead.starts_with(&norm(start)));
        }
        self.figures_and_quotes(&blocks, want);
        for (key, kind) in [("lists", "list"), ("tables", "table")] {
            let Some(wanted) = want[key].as_array() else { continue };
            let mine: Vec<_> = blocks.iter().filter(|b| b["type"] == kind).collect();
            let fits = mine.len() == wanted.len()
                && mine.iter().zip(wanted).all(|(m, w)| {
                    let len = |v: &Value| v.as_array().map_or(0, Vec::len) as u64;
                    if kind == "list" {
                        m["ordered"].as_bool().unwrap_or(false) == w["ordered"].as_bool().unwrap()
                            && w["items"] == len(&m["items"])
                    } else {
                        w["rows"] == len(&m["rows"]) && w["columns"] == len(&m["rows"][0])
                    }
                });
            self.expect(key, &format!("{wanted:?}"), fits);
        }
        let passages: Vec<String> = passages(&got["body"]);
        for snippet in strings(&want["paragraphs_contain"]).unwrap_or_default() {
            self.expect("paragraph", &snippet, passages.iter().any(|p| p.contains(&snippet)));
        }
        let removed = got["removed"].as_array().cloned().unwrap_or_default();
        let removed: String =
            removed.iter().map(|r| norm(r["text"].as_str().unwrap_or("")) + "\n").collect();
        for line in strings(&want["furniture"]).unwrap_or_default() {
            self.expect("furniture", &line, !stands(&line));
            self.expect("removed, with a reason", &line, words(&removed).contains(&words(&line)));
        }
    }

    fn figures_and_quotes(&mut self, blocks: &[&Value], want: &Value) {
        if let Some(wanted) = want["figures"].as_array() {
            let mine: Vec<_> = blocks.iter().filter(|b| b["type"] == "figure").collect();
            let edges =
                |s: &str| norm(s).trim_matches([' ', '.', ',', ';', ':', '|', '(', ')']).to_owned();
            let fits = mine.len() == wanted.len()
                && mine.iter().zip(wanted).all(|(m, w)| {
                    edges(&text(&m["caption"])) == edges(w["caption"].as_str().unwrap())
                        && edges(&text(&m["credit"]))
                            .ends_with(&edges(w["credit"].as_str().unwrap_or("")))
                });
            let mine: Vec<String> = mine.iter().map(|m| text(m)).collect();
            self.expect("figures", &format!("{wanted:?} is {mine:?}"), fits);
        }
        if let Some(wanted) = want["quotes"].as_array() {
            let mine: Vec<_> = blocks.iter().filter(|b| b["type"] == "quote").collect();
            for quote in wanted {
                let start = unquoted(quote["starts"].as_str().unwrap());
                let by = quote["attribution_contains"].as_str().unwrap_or("");
                let fits = mine.iter().any(|m| {
                    unquoted(&text(&m["body"])).starts_with(&start)
                        && text(&m["attribution"]).contains(by)
                });
                self.expect("quotation", &start, fits);
            }
            self.expect(
                "no more attributed quotations",
                "",
                mine.iter().filter(|m| !m["attribution"].is_null()).count() <= wanted.len(),
            );
        }
    }
}

/// NFC, one space between words, without characters that are not seen.
fn norm(text: &str) -> String {
    let seen = |c: &char| !matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
    let text: String = text.nfc().filter(seen).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words(text: &str) -> String {
    let word = |c: char| !c.is_alphanumeric() && c != '_';
    text.split(word).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

fn unquoted(text: &str) -> String {
    norm(text).trim_start_matches(|c: char| "\"'“”„‟‘’‚«»‹›״ ".contains(c)).to_owned()
}

fn strings(list: &Value) -> Option<Vec<String>> {
    Some(list.as_array()?.iter().map(|v| norm(v.as_str().unwrap())).collect())
}

/// The running text of a node, blocks and cells set apart by a space.
fn text(node: &Value) -> String {
    fn raw(node: &Value, out: &mut String) {
        match node {
            Value::Array(list) => list.iter().for_each(|n| raw(n, out)),
            Value::Object(map) => {
                if let Some(text) = map.get("text").and_then(Value::as_str) {
                    out.push_str(text);
                }
                let is_block =
                    map.get("content").is_some_and(Value::is_array) || map.contains_key("body");
                for (key, value) in map {
                    if !matches!(key.as_str(), "image" | "text")
                        && (value.is_array() || value.is_object())
                    {
                        let apart = is_block
                            && map.get("type").is_some_and(|t| {
                                matches!(
                                    t.as_str(),
                                    Some(
                                        "heading"
                                            | "paragraph"
                                            | "quote"
                                            | "figure"
                                            | "list"
                                            | "table"
                                    )
                                )
                            });
                        if apart
                            || matches!(
                                key.as_str(),
                                "caption" | "credit" | "attribution" | "items" | "rows"
                            )
                        {
                            out.push(' ');
                        }
                        raw(value, out);
                        if apart
                            || matches!(
                                key.as_str(),
                                "caption" | "credit" | "attribution" | "items" | "rows"
                            )
                        {
                            out.push(' ');
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut out = String::new();
    raw(node, &mut out);
    norm(&out)
}

/// Every block below a node, in reading order.
fn blocks(node: &Value) -> Vec<&Value> {
    const KINDS: &[&str] = &[
        "heading",
        "paragraph",
        "list",
        "definitions",
        "table",
        "figure",
        "quote",
        "code",
        "rule",
        "aside",
        "math",
    ];
    let mut out = Vec::new();
    match node {
        Value::Array(list) => list.iter().for_each(|n| out.extend(blocks(n))),
        Value::Object(map) => {
            if map.get("type").and_then(Value::as_str).is_some_and(|t| KINDS.contains(&t)) {
                out.push(node);
            }
            map.values().for_each(|n| out.extend(blocks(n)));
        }
        _ => {}
    }
    out
}

/// The texts in which a sentence must stand unbroken.
fn passages(body: &Value) -> Vec<String> {
    let whole = blocks(body)
        .into_iter()
        .filter(|b| !matches!(b["type"].as_str(), Some("heading" | "figure")));
    whole.map(text).collect()
}
