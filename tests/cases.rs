//! Golden cases: every folder under `tests/cases/{document,page,extract}/` has an input and what is
//! expected of it, as real files: the document as JSON, the plain text, the HTML, and the findings; the PDF must be valid. `make bless` writes
//! them anew; read the difference before you commit it.

use std::fs;
use std::path::Path;

use page_validation::ValidationProfile;

use crate::harness::{Dir, blessing, pdf_failures, root};

#[test]
fn golden_cases() {
    all("document", &[]);
}

/// What elements of web pages mean; which of them are the article is another question.
#[test]
fn golden_pages() {
    all("page", &["--keep-all"]);
}

/// Which elements of web pages are the article.
#[test]
fn golden_extracts() {
    all("extract", &[]);
}

fn all(kind: &str, arguments: &[&str]) {
    let mut folders: Vec<_> = fs::read_dir(root().join("tests/cases").join(kind))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    let wrong: Vec<String> =
        folders.iter().filter_map(|folder| case(folder, arguments).err()).collect();
    assert!(
        wrong.is_empty(),
        "{} of {} cases differ\n{}",
        wrong.len(),
        folders.len(),
        wrong.join("\n")
    );
}

fn case(folder: &Path, arguments: &[&str]) -> Result<(), String> {
    let dir = Dir::new();
    let mut input = None;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("expected.") {
            continue;
        }
        dir.write(&name, fs::read(&path).unwrap());
        if name.starts_with("input.") {
            input = Some(name);
        }
    }
    let input = input.unwrap_or_else(|| panic!("{}: no input.*", folder.display()));
    let own = fs::read_to_string(folder.join("arguments")).unwrap_or_default();
    let own: Vec<&str> = own.lines().collect();
    let convert = ["convert", &input, "-o", "out", "--to", "json,txt,html,pdf"];
    let run = dir.run(&[&convert, arguments, &own[..]].concat());
    assert!(matches!(run.status, Some(0 | 1)), "{}: {}", folder.display(), run.stderr);
    valid(folder, &dir.read("out/input.pdf"), &run.rules());
    for (name, got) in [
        ("expected.json", dir.text("out/input.json")),
        ("expected.txt", dir.text("out/input.txt")),
        ("expected.html", without_style(&dir.text("out/input.html"))),
        ("expected.findings", run.stderr),
    ] {
        let path = folder.join(name);
        if blessing() {
            fs::write(&path, &got).unwrap();
        }
        let want = fs::read_to_string(&path).unwrap_or_default();
        if want != got {
            let line = want.lines().zip(got.lines()).position(|(a, b)| a != b);
            let at = line.unwrap_or_else(|| want.lines().count().min(got.lines().count()));
            return Err(format!(
                "{}: line {}\n  expected {:?}\n  got      {:?}",
                path.display(),
                at + 1,
                want.lines().nth(at),
                got.lines().nth(at)
            ));
        }
    }
    Ok(())
}

/// The PDF is what it claims to be, whatever the case is about.
fn valid(folder: &Path, pdf: &[u8], rules: &[&str]) {
    for profile in [ValidationProfile::PdfA2a, ValidationProfile::PdfUa1] {
        let failures = pdf_failures(pdf, profile);
        // A character without a glyph costs both claims, all else only that of PDF/UA.
        let dropped = rules.contains(&"font/no-glyph")
            || profile == ValidationProfile::PdfUa1 && rules.contains(&"pdf/claim-dropped");
        assert!(failures.is_empty() != dropped, "{}: {failures:?}", folder.display());
    }
}

/// The style sheet is one file of its own; a change of it is no change of every case.
fn without_style(html: &str) -> String {
    match (html.find("<style>"), html.find("</style>")) {
        (Some(from), Some(to)) => format!("{}{}", &html[..from + "<style>".len()], &html[to..]),
        _ => html.to_owned(),
    }
}
