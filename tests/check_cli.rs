//! `altform check` as its users meet it: exit statuses, levels, baselines, and every form of report.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::harness::{Dir, Run, root};

/// A text without fault.
const SOUND: &str = "A title\n\nA paragraph of words.\n";
/// A text with one error, at line 3, after a character of two UTF-16 code units, and one warning.
const FAULTY: &str = "A title\n\n😀 The word \u{FFFD} is lost.\n\nA\ttab.\n";

fn dir() -> Dir {
    let dir = Dir::new();
    dir.write("sound.txt", SOUND);
    dir.write("faulty.txt", FAULTY);
    dir
}

fn lines(run: &Run) -> Vec<Value> {
    run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The rules of the findings in a report of JSON lines.
fn found(run: &Run) -> Vec<String> {
    let findings = lines(run).into_iter().filter(|line| line["type"] == "finding");
    findings.map(|line| line["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_exit_status_says_what_came_of_it() {
    let dir = dir();
    dir.write("nothing/style.css", "p {}");
    for (arguments, status) in [
        (&["sound.txt"][..], 0),
        (&["faulty.txt"], 1),
        (&["faulty.txt", "sound.txt", "--fail-on", "never"], 0),
        (&["faulty.txt", "--allow", "text/unreadable-characters"], 0),
        (&["faulty.txt", "--allow", "text/*", "--fail-on", "warning"], 1),
        (&["faulty.txt", "--allow", "text/*", "--deny", "plain/tab"], 1),
        (&["faulty.txt", "--allow", "plain/*,text/*"], 0),
        (&["faulty.txt", "--allow", "*", "--deny", "plain/tab"], 1),
        (&["sound.txt", "missing.txt", "--fail-on", "never"], 2),
        (&["sound.txt", "missing.txt", "--allow", "*"], 2),
        (&["."], 1),
        (&["sound.txt", "nothing", "--fail-on", "never"], 2),
        (&["sound.txt", "--allow", "plain/tabs"], 2),
        (&["sound.txt", "--baseline", "missing.jsonl"], 2),
        (&["sound.txt", "-o", "sound.txt"], 2),
    ] {
        let mut all = vec!["check"];
        all.extend(arguments);
        let run = dir.run(&all);
        assert_eq!(run.status, Some(status), "{arguments:?}\n{}{}", run.stdout, run.stderr);
    }
    assert_eq!(dir.text("sound.txt"), SOUND);
}

#[test]
fn a_fault_without_a_hint_of_its_own_says_once_what_to_do() {
    let dir = Dir::new();
    let page = "<!doctype html><html lang=en><title>Ferries</title><main><h1>Ferries</h1>\
                <input>\n<input>\n<p>\u{E000}</p>";
    dir.write("a.html", page);
    let run = dir.run(&["check", "a.html"]);
    let (first, second) = run.stdout.split_once("a.html:2:1: error[html/field-name]").unwrap();
    assert!(first.contains("[html/field-name]") && first.contains("\n  hint: "), "{first}");
    assert!(!second.split("a.html:").next().unwrap().contains("hint: "), "{second}");
    assert!(second.contains("[text/unreadable-characters]: 1 character is of"), "{second}");
}

#[test]
fn a_folder_is_checked_in_order_and_within_its_globs_and_ignore_files() {
    let dir = dir();
    for name in
        ["docs/b/z.txt", "docs/b/a.txt", "docs/a.txt", "docs/old/x.txt", "docs/drafts/y.txt"]
    {
        dir.write(name, SOUND);
    }
    dir.write("docs/style.css", "p {}");
    dir.write("docs/.altformignore", "drafts/\n");
    dir.write("more/faulty.txt", FAULTY);
    let checked = |arguments: &[&str]| {
        let run = dir.run(&[&["check", "--format", "json"], arguments].concat());
        let files = lines(&run).into_iter().filter(|line| line["type"] == "file");
        let names: Vec<_> = files.map(|line| line["file"].as_str().unwrap().to_owned()).collect();
        (run.status, names.join(" "), run.stderr)
    };
    let (status, names, stderr) = checked(&["docs", "more"]);
    assert_eq!(names, "docs/a.txt docs/b/a.txt docs/b/z.txt docs/old/x.txt more/faulty.txt");
    assert_eq!(status, Some(1));
    assert!(stderr.contains("1 file in folders skipped: no documents"), "{stderr}");
    let (status, names, _) = checked(&["docs", "--exclude", "faulty.txt", "--exclude", "old/**"]);
    assert_eq!((status, &*names), (Some(0), "docs/a.txt docs/b/a.txt docs/b/z.txt"));
    let (status, names, _) = checked(&["docs", "more", "--include", "a.txt", "--include", "b/**"]);
    assert_eq!(names, "docs/a.txt docs/b/a.txt docs/b/z.txt more");
    assert_eq!(status, Some(2), "a folder of which nothing is left is no pass");
}

#[test]
fn an_empty_folder_is_unreadable_in_every_form() {
    let dir = Dir::new();
    dir.write("empty/style.css", "p {}");
    for form in ["human", "json", "sarif", "junit", "github", "html"] {
        let run = dir.run(&["check", "empty", "--format", form, "--fail-on", "never"]);
        // The page says it in words, the other forms name the rule.
        let sign = if form == "html" { "1 could not be read" } else { "input/unreadable" };
        let told = run.exits(2).stdout.contains(sign);
        assert!(told && run.stdout.contains("empty"), "{form}: {}", run.stdout);
    }
}

#[test]
fn sheets_beside_a_page_count() {
    let dir = Dir::new();
    dir.write("grey.css", "p { color: #bbb; background: #fff }");
    let page = |href: &str| {
        format!(
            "<!DOCTYPE html><html lang=en><title>Ferries</title><link rel=stylesheet href='{href}'>\
             <main><h1>Ferries</h1><p>Words between the piers.</p></main>"
        )
    };
    for (href, known) in [
        ("grey.css", true),
        ("./grey.css?v=2", true),
        ("gone.css", false),
        ("https://example.org/grey.css", false),
        ("/grey.css", false),
        ("grey.txt", false),
    ] {
        dir.write("page.html", page(href));
        let run = dir.run(&["check", "page.html", "--format", "json"]);
        let grey = found(&run).contains(&"text/contrast".to_owned());
        assert_eq!(grey, known, "{href}\n{}", run.stdout);
    }
}

#[test]
fn people_read_the_place_the_line_and_what_came_of_it() {
    let dir = dir();
    let run = dir.run(&["check", "faulty.txt", "sound.txt", "missing.txt"]);
    run.exits(2);
    assert_eq!(run.stderr, "");
    let faulty = "faulty.txt:3:12: error[text/unreadable-characters]: ";
    assert!(run.stdout.starts_with(faulty), "{}", run.stdout);
    assert!(
        run.stdout.contains("\n  3 | 😀 The word \u{FFFD} is lost.\n    |            ^\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("\nsound.txt: passes: plain text, "), "{}", run.stdout);
    assert!(run.stdout.contains("\nmissing.txt: error[input/unreadable]: "), "{}", run.stdout);
    let sum = "checked 3 files: 1 passes, 1 fails, 1 could not be read; 2 errors, 1 warning\n";
    assert!(run.stdout.ends_with(sum), "{}", run.stdout);
    let quiet = dir.run(&["check", "faulty.txt", "sound.txt", "--quiet"]);
    assert_eq!(quiet.exits(1).stdout.matches(": error[").count(), 1);
    assert!(!quiet.stdout.contains("warning[") && !quiet.stdout.contains("checked"));
    let piped = dir.run_with_input(&["check", "-"], FAULTY.as_bytes());
    assert!(piped.exits(1).stdout.starts_with("stdin:3:12: error"), "{}", piped.stdout);
}

#[test]
fn many_files_come_in_the_order_in_which_they_are_named() {
    let dir = Dir::new();
    let names: Vec<String> = (0..40).map(|n| format!("{n:02}.txt")).collect();
    for (index, name) in names.iter().enumerate() {
        dir.write(name, if index % 3 == 0 { FAULTY.repeat(40) } else { SOUND.to_owned() });
    }
    let mut arguments = vec!["check", "--format", "json"];
    arguments.extend(names.iter().map(String::as_str));
    let run = dir.run(&arguments);
    let files = lines(run.exits(1));
    let files = files.iter().filter(|line| line["type"] == "file");
    let files: Vec<_> = files.map(|line| line["file"].as_str().unwrap()).collect();
    assert_eq!(files, names);
}

#[test]
fn json_lines_have_the_keys_that_the_readme_describes() {
    let dir = dir();
    dir.write("page.html", "<!doctype html><title>x</title><p>A page without a language.");
    dir.write("broken.epub", b"PK\x03\x04 this is no archive");
    let files = ["faulty.txt", "sound.txt", "page.html", "broken.epub", "missing.txt"];
    let mut arguments = vec!["check", "--format", "json"];
    arguments.extend(files);
    let run = dir.run(&arguments);
    run.exits(2);
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    for kind in ["finding", "file"] {
        let row = format!("| `{kind}` | ");
        let rows = readme.lines().filter_map(|line| line.strip_prefix(&row));
        let told: BTreeSet<&str> = rows.filter_map(|row| row.split('`').nth(1)).collect();
        let mut seen = BTreeSet::new();
        let lines = lines(&run);
        for line in lines.iter().filter(|line| line["type"] == kind) {
            seen.extend(line.as_object().unwrap().keys().map(String::as_str));
        }
        // Only places inside of an EPUB or a PDF have these.
        let rare = BTreeSet::from(["page", "path"]);
        assert!(seen.is_subset(&told), "{kind}: the README does not tell all of {seen:?}");
        let missing: Vec<_> = told.difference(&seen).filter(|key| !rare.contains(*key)).collect();
        assert!(missing.is_empty(), "{kind}: the README tells of {missing:?}");
    }
    let sound = lines(&run).into_iter().find(|line| line["file"] == "sound.txt").unwrap();
    assert_eq!(sound["verdict"], "pass");
    assert!(sound["passed"].as_array().unwrap().contains(&"plain/tab".into()), "{sound}");
    let missing = lines(&run).into_iter().rfind(|line| line["type"] == "file").unwrap();
    assert_eq!((&missing["verdict"], &missing["format"]), (&"unreadable".into(), &Value::Null));
}

#[test]
fn sarif_names_the_place_the_rule_and_the_outcome() {
    let dir = dir();
    let arguments =
        ["check", "faulty.txt", "missing.txt", "--format", "sarif", "-o", "out/r.sarif"];
    let run = dir.run(&arguments);
    assert_eq!(run.exits(2).stdout, "");
    assert!(run.stderr.starts_with("checked 2 files"), "{}", run.stderr);
    let log: Value = serde_json::from_str(&dir.text("out/r.sarif")).unwrap();
    let one = &log["runs"][0];
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(one["columnKind"], "utf16CodeUnits");
    assert_eq!(one["invocations"][0]["exitCode"], 2);
    assert_eq!(one["invocations"][0]["executionSuccessful"], false);
    assert!(!one["invocations"][0]["toolExecutionNotifications"].as_array().unwrap().is_empty());
    let rules = one["tool"]["driver"]["rules"].as_array().unwrap();
    let results = one["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    let mut prints = BTreeSet::new();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(rules[index]["help"]["markdown"].as_str().unwrap().contains("How to fix it"));
        assert!(prints.insert(result["partialFingerprints"]["altformFinding/v1"].to_string()));
    }
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "faulty.txt");
    assert_eq!(place["region"]["startLine"], 3);
    assert_eq!(place["region"]["startColumn"], 13);
    assert_eq!(place["region"]["endColumn"], 14);
    dir.run(&arguments).exits(2);
    assert_eq!(log, serde_json::from_str::<Value>(&dir.text("out/r.sarif")).unwrap());
}

#[test]
fn junit_has_a_case_for_each_rule_and_no_time() {
    let dir = dir();
    let arguments = ["check", "faulty.txt", "sound.txt", "missing.txt", "--format", "junit", "-q"];
    let run = dir.run(&arguments);
    assert_eq!(run.exits(2).stderr, "");
    let xml = roxmltree::Document::parse(&run.stdout).unwrap();
    let suites: Vec<_> = xml.descendants().filter(|n| n.has_tag_name("testsuite")).collect();
    let counts: Vec<_> = suites
        .iter()
        .map(|suite| ["name", "failures", "errors"].map(|name| suite.attribute(name).unwrap()))
        .collect();
    assert_eq!(
        counts,
        [["faulty.txt", "1", "0"], ["sound.txt", "0", "0"], ["missing.txt", "0", "1"]]
    );
    let failure = xml.descendants().find(|node| node.has_tag_name("failure")).unwrap();
    assert_eq!(failure.parent().unwrap().attribute("name"), Some("text/unreadable-characters"));
    assert!(failure.text().unwrap().starts_with("faulty.txt:3:12: error: "));
    assert!(!run.stdout.contains("time"), "{}", run.stdout);
}

#[test]
fn the_page_is_itself_accessible_and_the_same_every_time() {
    let dir = dir();
    dir.write("<b>&.txt", FAULTY);
    let files = ["faulty.txt", "sound.txt", "missing.txt", "<b>&.txt"];
    let mut arguments = vec!["check", "--format", "html", "-o", "report.html"];
    arguments.extend(files);
    dir.run(&arguments).exits(2);
    let page = dir.text("report.html");
    assert!(
        page.contains("<title>Accessibility report: 4 documents, 2 fail, 1 could not be read<")
    );
    assert!(page.contains(">&lt;b&gt;&amp;.txt<") && !page.contains("<b>"));
    assert!(page.contains("1.3.1 Info and Relationships") && page.contains("10.1.3.1"));
    assert!(page.contains("[U+FFFD]") && !page.contains('\u{FFFD}'));
    let run = dir.run(&["check", "report.html", "--fail-on", "note", "--format", "json"]);
    let found = found(&run);
    assert!(found.iter().all(|rule| rule.starts_with("question/")), "{found:?}");
    let file = lines(run.exits(0)).pop().unwrap();
    assert!(file["passed"].as_array().unwrap().len() > 15, "{file}");
    dir.run(&arguments).exits(2);
    assert_eq!(page, dir.text("report.html"));
}

#[test]
fn a_project_says_its_own_levels() {
    let dir = dir();
    dir.write(".git/HEAD", "");
    dir.write(
        "altform.toml",
        "fail-on = \"warning\"\n\n[rules]\n\"text/*\" = \"allow\"\n\n[[files]]\npath = \"old/**\"\n\
         rules = { \"plain/tab\" = \"note\" }\n",
    );
    dir.write("old/a/faulty.txt", FAULTY);
    let run = dir.run(&["check", "faulty.txt", "--format", "json"]);
    assert_eq!(found(run.exits(1)), ["plain/tab"]);
    assert_eq!(lines(&run)[1]["allowed"], 1);
    let old = dir.run(&["check", "old/a/faulty.txt", "--format", "json"]);
    assert_eq!(lines(old.exits(0))[0]["severity"], "note");
    dir.run(&["check", "old/a/faulty.txt", "--deny", "plain/tab"]).exits(1);
    dir.run(&["check", "faulty.txt", "--fail-on", "error"]).exits(0);
    // From below, by looking upwards; not from beyond the repository.
    let below = |dir: &Dir, folder: &str| {
        let mut command = dir.command(&["check", "faulty.txt"]);
        command.current_dir(dir.path().join(folder)).output().unwrap().status.code()
    };
    assert_eq!(below(&dir, "old/a"), Some(0));
    dir.write("old/.git/HEAD", "");
    assert_eq!(below(&dir, "old/a"), Some(1));
}

#[test]
fn a_slip_in_the_configuration_is_told_with_its_place() {
    let dir = dir();
    dir.write("own.toml", "fail-on = \"error\"\n[rules]\n\"plain/tabs\" = \"allow\"\n");
    let run = dir.run(&["check", "sound.txt", "--config", "own.toml"]);
    assert_eq!(run.exits(2).stdout, "");
    assert_eq!(
        run.stderr,
        "own.toml:3:1: error[settings/invalid]: there is no rule `plain/tabs`\n  \
         3 | \"plain/tabs\" = \"allow\"\n    | ^^^^^^^^^^^^\n  \
         hint: write `plain/tab`, or see `altform rules`\n"
    );
    let typed = dir.run(&["check", "sound.txt", "--deny", "imag/alt-missing"]);
    assert!(typed.exits(2).stderr.contains("write `image/alt-missing`"), "{}", typed.stderr);
}

#[test]
fn a_baseline_keeps_what_is_known_apart_from_what_is_new() {
    let dir = dir();
    let write = ["check", "faulty.txt", "--write-baseline", "known.jsonl"];
    let run = dir.run(&write);
    assert!(run.exits(0).stdout.ends_with("1 passes; 2 known\n"), "{}", run.stdout);
    assert_eq!(dir.text("known.jsonl").lines().count(), 2);
    let check = ["check", "faulty.txt", "--baseline", "known.jsonl", "--format", "json"];
    let run = dir.run(&check);
    assert_eq!(found(run.exits(0)), [""; 0]);
    assert_eq!(lines(&run)[0]["known"], 2);
    // The known ones move, and a new one comes.
    dir.write("faulty.txt", format!("A title\n\nMore.\n\n{}\nB\ttab.\n", &FAULTY[9..]));
    let run = dir.run(&[&check[..], &["--fail-on", "warning"]].concat());
    assert_eq!(found(run.exits(1)), ["plain/tab"]);
    dir.write("faulty.txt", SOUND);
    let run = dir.run(&check);
    assert!(
        run.exits(0).stderr.contains("faulty.txt: 1 known finding of `plain/tab` no longer there"),
        "{}",
        run.stderr
    );
    dir.write("known.jsonl", "{\"file\": \"faulty.txt\"}\n");
    assert!(dir.run(&check).exits(2).stderr.starts_with("error: known.jsonl:1:1: "));
}

#[test]
fn rules_are_a_table_that_machines_read_too() {
    let dir = Dir::new();
    let run = dir.run(&["rules", "--format", "json"]);
    let rules: Vec<Value> = serde_json::from_str(&run.exits(0).stdout).unwrap();
    let human = dir.run(&["rules"]);
    let markdown = dir.run(&["rules", "--format", "markdown"]);
    assert_eq!(human.stdout.lines().count(), rules.len());
    assert_eq!(markdown.stdout.lines().count(), rules.len() + 2);
    let rule = rules.iter().find(|rule| rule["id"] == "image/alt-missing").unwrap();
    let clause = &rule["references"][0];
    assert_eq!((&clause["clause"], &clause["level"]), (&"1.1.1".into(), &"A".into()));
    assert_eq!(clause["en_301_549"], serde_json::json!(["9.1.1.1", "10.1.1.1"]));
    let explained = dir.run(&["explain", "image/alt-missing"]);
    for words in ["1.1.1 Non-text Content (level A)", "EN 301 549 9.1.1.1", "Matterhorn 1.1 13-004"]
    {
        assert!(explained.exits(0).stdout.contains(words), "{words}\n{}", explained.stdout);
    }
    let slip = dir.run(&["explain", "image/alt-mising"]);
    assert!(slip.exits(2).stderr.contains("is it `image/alt-missing`?"), "{}", slip.stderr);
}
