//! The command line as its users meet it: exit statuses, streams, files, messages.

use crate::harness::Dir;

const ARTICLE: &str = "---\ntitle: Lajčák\nlang: en\n---\n\nThe first paragraph.\n";

#[test]
fn one_command_four_files() {
    let dir = Dir::new();
    dir.write("a.md", ARTICLE);
    let run = dir.run(&["convert", "a.md", "-o", "out/"]);
    run.exits(0);
    assert_eq!(run.stdout, "");
    assert_eq!(run.stderr, "converted 1 of 1, 4 files\n");
    assert_eq!(dir.files("out"), ["a.epub", "a.html", "a.pdf", "a.txt"]);
    assert!(dir.text("out/a.txt").starts_with("Lajčák\n"), "{}", dir.text("out/a.txt"));
}

#[test]
fn standard_input_to_standard_output() {
    let dir = Dir::new();
    let run =
        dir.run_with_input(&["convert", "-", "--to", "json", "-o", "-", "-q"], ARTICLE.as_bytes());
    run.exits(0);
    assert_eq!(run.stderr, "");
    assert!(run.stdout.contains("\"title\": \"Lajčák\""), "{}", run.stdout);
    assert_eq!(dir.files("."), [""; 0]);
    let two = dir.run_with_input(&["convert", "-", "-o", "-"], ARTICLE.as_bytes());
    two.exits(2);
    assert!(two.stderr.contains("one `--to`"), "{}", two.stderr);
}

#[test]
fn a_file_name_with_the_formats_extension_is_a_file() {
    let dir = Dir::new();
    dir.write("a.md", ARTICLE);
    dir.run(&["convert", "a.md", "--to", "txt", "-o", "b.txt"]).exits(0);
    assert_eq!(dir.files("."), ["a.md", "b.txt"]);
    dir.run(&["convert", "a.md", "-o", "b.pdf"]).exits(2);
}

#[test]
fn findings_decide_the_exit_status() {
    let dir = Dir::new();
    dir.write("a.md", format!("{ARTICLE}\n![](no.png)\n"));
    let run = dir.run(&["convert", "a.md", "--to", "txt"]);
    run.exits(0);
    assert!(run.rules().contains(&"image/alt-missing"), "{}", run.stderr);
    assert!(run.stderr.contains("a.md:8:1: warning[image/alt-missing]"), "{}", run.stderr);
    assert!(
        run.stderr.contains("\n  8 | ![](no.png)\n    | ^^^^^^^^^^^\n  hint: "),
        "{}",
        run.stderr
    );
    dir.run(&["convert", "a.md", "--to", "txt", "--strict"]).exits(1);
    let quiet = dir.run(&["convert", "a.md", "--to", "txt", "--quiet"]);
    assert_eq!(quiet.exits(0).stderr, "");
}

#[test]
fn one_bad_file_never_stops_the_rest() {
    let dir = Dir::new();
    dir.write("a.md", ARTICLE);
    dir.write("empty.md", "");
    let run = dir.run(&["convert", "missing.md", "empty.md", "a.md", "--to", "txt", "-o", "out"]);
    run.exits(2);
    assert_eq!(run.rules(), ["input/unreadable", "input/empty"]);
    assert!(run.stderr.ends_with("converted 1 of 3, 1 file, 2 errors\n"), "{}", run.stderr);
    assert_eq!(dir.files("out"), ["a.txt"]);
}

#[test]
fn outputs_never_replace_an_input_or_each_other() {
    let dir = Dir::new();
    dir.write(
        "a.txt",
        "A title\n\nThe only paragraph of the article, which is written in the English language.\n",
    );
    let run = dir.run(&["convert", "a.txt", "--to", "txt"]);
    assert_eq!(run.exits(2).rules(), ["output/collision"]);
    assert!(dir.text("a.txt").starts_with("A title\n\nThe only"));
    dir.write("one/b.md", ARTICLE);
    dir.write("two/b.md", ARTICLE.replace("first", "second"));
    let run = dir.run(&["convert", "one/b.md", "two/b.md", "--to", "txt", "-o", "out"]);
    assert_eq!(run.exits(2).rules(), ["output/collision"]);
    assert!(dir.text("out/b.txt").contains("first"));
}

#[test]
fn every_rule_can_be_explained() {
    let dir = Dir::new();
    let list = dir.run(&["explain"]);
    list.exits(0);
    assert!(list.stdout.lines().count() > 20);
    for line in list.stdout.lines() {
        let id = line.split(' ').next().unwrap();
        let run = dir.run(&["explain", id]);
        run.exits(0);
        assert!(run.stdout.contains("How to fix it"), "{}", run.stdout);
    }
    dir.run(&["explain", "no/such-rule"]).exits(2);
}

#[test]
fn help_names_the_limits_and_the_exit_statuses() {
    let run = Dir::new().run(&["convert", "--help"]);
    run.exits(0);
    for words in ["64 MiB", "100 million pixels", "64 levels", "63 columns", "Exit status: 0"] {
        assert!(run.stdout.contains(words), "{words}\n{}", run.stdout);
    }
}

#[test]
fn the_program_tells_about_itself() {
    let dir = Dir::new();
    assert!(dir.run(&["formats"]).exits(0).stdout.contains("epub"));
    assert!(dir.run(&["completions", "bash"]).exits(0).stdout.contains("altform"));
    assert!(dir.run(&["man"]).exits(0).stdout.contains(".TH"));
    assert_eq!(
        dir.run(&["--version"]).exits(0).stdout,
        concat!("altform ", env!("CARGO_PKG_VERSION"), "\n")
    );
    dir.run(&["convert"]).exits(2);
}

#[test]
fn an_encoding_that_nobody_knows_is_a_mistake_of_usage() {
    let dir = Dir::new();
    dir.write("a.txt", "Words.");
    let run = dir.run(&["convert", "a.txt", "--encoding", "foo", "--to", "txt"]);
    run.exits(2);
    assert!(run.stderr.contains("not an encoding"), "{}", run.stderr);
    dir.write("file", "in the way");
    let run = dir.run(&["convert", "a.txt", "-o", "file", "--to", "txt"]);
    run.exits(2);
    assert!(run.stderr.contains("`file` is a file, not a folder"), "{}", run.stderr);
}

#[test]
fn a_bad_date_of_making_is_said() {
    let dir = Dir::new();
    let path = dir.write("a.md", ARTICLE);
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_altform"))
        .arg("convert")
        .arg(path)
        .env("SOURCE_DATE_EPOCH", "yesterday")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("SOURCE_DATE_EPOCH"));
}
