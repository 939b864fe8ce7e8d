//! The command line as its users meet it: exit statuses, streams, files, messages.

use crate::harness::{Dir, pdf_failures};

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
fn a_bad_date_of_making_is_said_and_an_odd_one_does_no_harm() {
    let dir = Dir::new();
    dir.write("a.md", ARTICLE);
    let with = |epoch: &str| {
        dir.command(&["convert", "a.md", "-o", "out"])
            .env("SOURCE_DATE_EPOCH", epoch)
            .output()
            .unwrap()
    };
    for bad in ["yesterday", "", "99999999999999999999"] {
        let output = with(bad);
        assert_eq!(output.status.code(), Some(2), "{bad}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("SOURCE_DATE_EPOCH"));
    }
    for odd in ["-1", "-9223372036854775808", "9223372036854775807", "253402300800"] {
        let output = with(odd);
        assert_eq!(output.status.code(), Some(0), "{odd}: {output:?}");
        let pdf = dir.read("out/a.pdf");
        let profile = page_validation::ValidationProfile::PdfA2a;
        assert!(pdf_failures(&pdf, profile).is_empty(), "{odd}");
    }
}

#[test]
fn who_has_read_enough_is_no_error() {
    let dir = Dir::new();
    dir.write("a.md", ARTICLE);
    for arguments in [
        &["explain"][..],
        &["explain", "image/alt-missing"],
        &["formats"],
        &["completions", "zsh"],
        &["man"],
        &["--help"],
        &["convert", "a.md", "--to", "html", "-o", "-"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = dir.command(arguments).stdout(writer).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
    }
}

#[test]
fn a_folder_may_have_the_extension_of_a_format() {
    let dir = Dir::new();
    dir.write("a.md", ARTICLE);
    dir.run(&["convert", "a.md", "--to", "pdf", "-o", "new.pdf/"]).exits(0);
    assert_eq!(dir.files("new.pdf"), ["a.pdf"]);
    dir.run(&["convert", "a.md", "-o", "new.pdf"]).exits(0);
    assert_eq!(dir.files("new.pdf").len(), 4);
}

#[test]
fn nothing_on_standard_input_is_said() {
    let dir = Dir::new();
    let run = dir.run_with_input(&["convert", "-", "--to", "txt", "-o", "-"], b"");
    assert_eq!(run.exits(2).rules(), ["input/empty"]);
    assert_eq!(run.stdout, "");
    let run = dir.run_with_input(&["convert", "-", "-o", "out"], b"");
    assert_eq!(run.exits(2).rules(), ["input/empty"]);
    assert!(dir.files("out").is_empty());
}

#[test]
#[cfg(unix)]
fn an_input_is_known_by_whatever_path_leads_to_it() {
    let dir = Dir::new();
    let text = "A title\n\nThe only paragraph of the article, which is written in English.\n";
    dir.write("in/a.txt", text);
    std::os::unix::fs::symlink("in", dir.path().join("link")).unwrap();
    std::os::unix::fs::symlink("in/a.txt", dir.path().join("b.txt")).unwrap();
    for (input, output) in [("in/a.txt", "link"), ("link/a.txt", "in"), ("in/a.txt", "b.txt")] {
        let run = dir.run(&["convert", input, "--to", "txt", "-o", output]);
        assert_eq!(run.exits(2).rules(), ["output/collision"], "{input} {output}");
        assert_eq!(dir.text("in/a.txt"), text);
    }
    // Another case is another file, unless the file system says otherwise.
    dir.write("c/A.TXT", text);
    let run = dir.run(&["convert", "c/A.TXT", "--to", "txt", "-o", "c"]);
    let same = dir.path().join("c/a.txt").exists() && dir.files("c").len() == 1;
    run.exits(if same { 2 } else { 0 });
    assert_eq!(dir.text("c/A.TXT"), text);
}

#[test]
#[cfg(target_os = "linux")]
fn names_need_not_be_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let dir = Dir::new();
    let names = [&b"\xff"[..], b"\xfe"].map(OsStr::from_bytes);
    let mut command = dir.command(&["convert", "--to", "txt", "-o", "out"]);
    for name in names {
        let path = dir.path().join(name).with_extension("md");
        std::fs::write(&path, ARTICLE).unwrap();
        command.arg(path);
    }
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    for name in names {
        assert!(dir.path().join("out").join(name).with_extension("txt").exists());
    }
}

#[test]
fn a_line_of_megabytes_with_many_findings_takes_no_time() {
    let dir = Dir::new();
    dir.write("a.md", format!("# T\n\n{}\n", "words [x](#gone) ".repeat(50_000)));
    let started = std::time::Instant::now();
    let run = dir.run(&["convert", "a.md", "--to", "txt", "--lang", "en"]);
    assert_eq!(run.rules().len(), 50_000);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
