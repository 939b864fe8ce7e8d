//! Every rule of the checks has a file that breaks it and one that does not, and nothing else is found
//! in either. The files are below `tests/cases/check/TOPIC/NAME/` for the rule `TOPIC/NAME`:
//! `fails*` gives findings of that rule and of no other, `passes*` gives none though the rule applies,
//! `inapplicable*` gives none and the rule has nothing to look at. Questions for a person do not count.
//! A `.pdf-recipe` or `.epub-recipe` says in words how a sound file is spoiled.

mod epub_recipe;
mod pdf_recipe;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use altform::check::{self, Options};
use altform::diagnostic::rules::{content, epub, html, pdf, plain};
use altform::diagnostic::{Rule, Severity};

use crate::harness::root;

/// The rules that files are checked by.
fn checked() -> impl Iterator<Item = &'static Rule> {
    let topics = [content::ALL, pdf::ALL, epub::ALL, html::ALL, plain::ALL];
    topics.into_iter().flatten().copied()
}

/// Rules for which no file can be made, and why.
const WITHOUT: &[(&str, &str)] =
    &[("pdf/standard", "it stands for tests of a later validator that no other rule names yet")];

/// The fixtures of each rule, by the rule's id.
fn fixtures() -> BTreeMap<String, Vec<PathBuf>> {
    let folder = root().join("tests/cases/check");
    let entries = |path: &Path| -> Vec<PathBuf> {
        let mut paths: Vec<_> =
            fs::read_dir(path).into_iter().flatten().map(|e| e.unwrap().path()).collect();
        paths.sort();
        paths
    };
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let mut out = BTreeMap::new();
    for topic in entries(&folder).into_iter().filter(|path| path.is_dir()) {
        for rule in entries(&topic).into_iter().filter(|path| path.is_dir()) {
            out.insert(format!("{}/{}", name(&topic), name(&rule)), entries(&rule));
        }
    }
    out
}

/// The bytes of a fixture, and the name under which they are checked.
fn bytes(path: &Path) -> (String, Vec<u8>) {
    let text = || fs::read_to_string(path).unwrap();
    let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
    match path.extension().and_then(|e| e.to_str()) {
        Some("pdf-recipe") => (format!("{stem}.pdf"), pdf_recipe::build(&text())),
        Some("epub-recipe") => (format!("{stem}.epub"), epub_recipe::build(&text())),
        _ => {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        }
    }
}

/// What is wrong with a fixture, if anything is.
fn fault(rule: &str, path: &Path) -> Option<String> {
    let (name, bytes) = bytes(path);
    let (found, applied): (Vec<_>, BTreeSet<_>) =
        match check::check(&name, &bytes, &Options::default()) {
            Ok(checked) => (checked.findings, checked.applied.iter().map(|r| r.id).collect()),
            Err(fatal) => (vec![*fatal.0.clone()], BTreeSet::from([fatal.0.rule.id])),
        };
    let found: Vec<_> = found.iter().filter(|f| f.severity > Severity::Question).collect();
    let told = || -> String {
        let lines: Vec<_> =
            found.iter().map(|f| format!("\n    {}: {}", f.rule.id, f.message)).collect();
        lines.concat()
    };
    let others = found.iter().any(|f| f.rule.id != rule);
    let wrong = match name.split(['.', '-', '_']).next().unwrap() {
        "fails" if found.is_empty() => "nothing is found",
        "fails" if others => "something else is found",
        "passes" | "inapplicable" if !found.is_empty() => "something is found",
        "passes" if !applied.contains(rule) => "the rule has nothing to look at",
        "inapplicable" if applied.contains(rule) => "the rule has something to look at",
        "fails" | "passes" | "inapplicable" => return None,
        _ => "its name says nothing",
    };
    Some(format!("{rule}: {name}: {wrong}{}", told()))
}

#[test]
fn every_rule_has_a_file_that_breaks_it_and_one_that_does_not() {
    let fixtures = fixtures();
    let mut faults = Vec::new();
    let has_some = |rule: &&Rule| WITHOUT.iter().all(|(id, _)| *id != rule.id);
    for rule in checked().filter(has_some) {
        for kind in ["fails", "passes"] {
            let has =
                |path: &PathBuf| path.file_name().unwrap().to_string_lossy().starts_with(kind);
            if !fixtures.get(rule.id).is_some_and(|paths| paths.iter().any(has)) {
                faults.push(format!("{}: no file `{kind}…`", rule.id));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn fixtures_break_their_rule_and_no_other() {
    let known: BTreeSet<_> = altform::diagnostic::rules::all().map(|rule| rule.id).collect();
    let mut faults = Vec::new();
    let only = std::env::var("ALTFORM_RULE").unwrap_or_default();
    for (rule, paths) in fixtures().iter().filter(|(rule, _)| rule.starts_with(&only)) {
        if !known.contains(rule.as_str()) {
            faults.push(format!("{rule}: there is no such rule"));
        }
        faults.extend(paths.iter().filter_map(|path| fault(rule, path)));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
