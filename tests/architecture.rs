//! Holds what `src/lib.rs` says of the rooms: who may import whom, how files open, how long they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::root;

/// Files that are tables of data: no limit of lines.
const TABLES: &[&str] = &["src/diagnostic/rules/", "src/text/terms.rs", "src/read/plain/words/"];

fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    walk(&root().join("src"), &mut paths);
    paths.sort();
    assert!(paths.len() > 50, "{}", paths.len());
    let name = |p: &Path| p.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
    paths.iter().map(|p| (name(p), fs::read_to_string(p).unwrap())).collect()
}

/// The table of rooms in the crate's front page: each room and what it may import.
fn rooms() -> BTreeMap<String, Vec<String>> {
    let page = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let mut rooms = BTreeMap::new();
    for line in page.lines() {
        let Some(row) = line.strip_prefix("//! | `") else { continue };
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let room = cells[0].trim_end_matches('`').to_owned();
        let names = cells[2].split('`').skip(1).step_by(2).map(str::to_owned).collect();
        rooms.insert(room, names);
    }
    rooms
}

/// A file's own code, without its unit tests and comments.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text);
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The rooms that a code names by `crate::room`, also inside `use crate::{a, b::c}`.
fn imports(code: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let word = |s: &str| -> String {
            s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
        };
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut start = true;
            for (i, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    c if start && c.is_alphabetic() => {
                        out.push(word(&group[i..]));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            out.push(word(rest));
        }
    }
    out
}

#[test]
fn rooms_import_only_what_the_front_page_allows() {
    let rooms = rooms();
    assert!(rooms.len() >= 12, "{rooms:?}");
    let mut seen = 0;
    for (name, text) in sources() {
        let room = name["src/".len()..].split(['/', '.']).next().unwrap();
        if matches!(room, "lib" | "main") {
            continue;
        }
        let Some(allowed) = rooms.get(room) else {
            panic!("{name}: room `{room}` is not on the front page")
        };
        for import in imports(&code(&text)) {
            seen += 1;
            assert!(import == room || allowed.contains(&import), "{name} imports `{import}`");
        }
    }
    assert!(seen > 100, "the test no longer sees imports: {seen}");
}

#[test]
fn inside_the_pdf_writer_layout_and_structure_know_nothing_of_each_other() {
    for (name, text) in sources() {
        let code = code(&text);
        let forbidden: &[&str] = if name.starts_with("src/write/pdf/layout/") {
            &["pdf::structure", "pdf::paint", "pdf::file", "printpdf", "lopdf"]
        } else if name.starts_with("src/write/pdf/structure/") {
            &[
                "pdf::paint",
                "pdf::file",
                "layout::layout",
                "frame::Page",
                "frame::Item",
                "printpdf",
                "lopdf",
            ]
        } else {
            continue;
        };
        for word in forbidden {
            assert!(!code.contains(word), "{name} says `{word}`");
        }
    }
}

#[test]
fn only_the_command_line_prints_and_reads_the_environment() {
    for (name, text) in sources() {
        let code = code(&text);
        let of_tests = name.ends_with("/tests.rs")
            || name.ends_with("/testing.rs")
            || name.ends_with("/fixture.rs");
        if !name.starts_with("src/cli/") && !of_tests {
            for word in [
                "println!",
                "eprint!",
                "eprintln!",
                "std::env",
                "stdout()",
                "stderr()",
                "SystemTime",
                "Instant::now",
            ] {
                // Journals say how long a conversion took.
                let may = word == "Instant::now" && name.starts_with("src/batch/");
                assert!(may || !code.contains(word), "{name} says `{word}`");
            }
        }
    }
}

#[test]
fn files_say_what_they_are_for_and_stay_small() {
    let mut lengths = Vec::new();
    for (name, text) in sources() {
        assert!(text.starts_with("//!"), "{name} does not open with `//!`");
        let lines = text.lines().count();
        if !TABLES.iter().any(|table| name.starts_with(table)) {
            assert!(lines <= 800, "{name} has {lines} lines");
            lengths.push(lines);
        }
    }
    lengths.sort_unstable();
    let at = |share: usize| lengths[lengths.len() * share / 100];
    assert!(at(50) <= 200, "the median file has {} lines", at(50));
    assert!(at(90) <= 500, "one file in ten has more than {} lines", at(90));
}

#[test]
fn every_font_has_its_licence() {
    for entry in fs::read_dir(root().join("fonts")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let licence = fs::read_to_string(path.join("LICENSE")).unwrap_or_default();
            assert!(licence.contains("Open Font License"), "{}", path.display());
        }
    }
}

#[test]
fn every_rule_explains_itself() {
    let mut ids = std::collections::BTreeSet::new();
    for rule in altform::diagnostic::rules::all() {
        assert!(ids.insert(rule.id), "{} is there twice", rule.id);
        let (room, topic) = rule.id.split_once('/').unwrap();
        assert!(
            !room.is_empty()
                && topic.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit()),
            "{}",
            rule.id
        );
        for text in [rule.checks, rule.affects, rule.fix] {
            assert!(text.ends_with(['.', '`']) && text.len() > 15, "{}: {text}", rule.id);
        }
        assert!(
            rule.summary
                .starts_with(|c: char| !c.is_uppercase() || rule.summary.starts_with("JSON")),
            "{}",
            rule.id
        );
    }
}

#[test]
fn every_rule_is_used() {
    let all: String = sources()
        .iter()
        .filter(|(n, _)| !n.starts_with("src/diagnostic/rules/"))
        .map(|(_, t)| code(t))
        .collect();
    for (name, text) in sources().iter().filter(|(n, _)| n.starts_with("src/diagnostic/rules/")) {
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("pub static ")
                && let Some((constant, ": Rule = Rule {")) =
                    rest.split_at_checked(rest.find(':').unwrap())
            {
                assert!(all.contains(constant), "{name}: nothing reports `{constant}`");
            }
        }
    }
}
