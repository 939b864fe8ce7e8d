//! Bad input: a finding with its place and what to do, the exit status of the table, no panic, no
//! partial file, and the words that could be read are written.

use std::fmt::Write as _;

use crate::harness::{Dir, Run};

fn convert(dir: &Dir, input: &str) -> Run {
    let run = dir.run(&["convert", input, "-o", "out"]);
    assert!(
        !run.stderr.contains("panicked") && !run.rules().contains(&"internal/panic"),
        "{}",
        run.stderr
    );
    assert!(
        dir.files("out").iter().all(|name| !name.contains("partial")),
        "{:?}",
        dir.files("out")
    );
    run
}

/// Everything that was found names what to do.
#[track_caller]
fn helps(run: &Run) {
    let findings = run.rules().len();
    assert!(findings > 0 && run.stderr.matches("\n  hint: ").count() >= findings, "{}", run.stderr);
}

#[test]
fn nothing_to_convert() {
    for (name, bytes, rule) in [
        ("empty.txt", &b""[..], "input/empty"),
        ("white.md", b" \n\t\n", "input/empty"),
        (
            "binary.txt",
            b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0\xff\xfe\0\0",
            "input/binary",
        ),
        ("broken.json", b"{\"altform\": 1, \"body\": [", "input/json"),
    ] {
        let dir = Dir::new();
        dir.write(name, bytes);
        let run = convert(&dir, name);
        assert_eq!(run.exits(2).rules(), [rule], "{name}");
        helps(&run);
        assert_eq!(dir.files("out"), [""; 0]);
    }
}

#[test]
fn only_furniture_is_an_error_and_nothing_is_lost() {
    let dir = Dir::new();
    dir.write("a.txt", "Skip to content\nHome\nLog in\n\nShare on Facebook\nTop of page\n");
    let run = convert(&dir, "a.txt");
    run.exits(1);
    assert!(run.rules().contains(&"document/only-furniture"), "{}", run.stderr);
    assert!(dir.text("out/a.txt").contains("Log in"));
}

#[test]
fn bytes_that_mean_nothing_are_a_finding_at_their_place() {
    let dir = Dir::new();
    dir.write(
        "a.md",
        b"---\nlang: en\n---\n\n# Title\n\nThe \xff words around it are kept, Laj\xc4\x8d\xc3\xa1k, \xc5\xbdi\xc5\xbeek and Dvo\xc5\x99\xc3\xa1k too.\n",
    );
    let run = convert(&dir, "a.md");
    run.exits(0);
    assert!(run.stderr.contains("a.md:7:5: warning[input/undecodable-bytes]"), "{}", run.stderr);
    assert!(
        dir.text("out/a.txt").contains("words around it are kept, Lajčák, Žižek and Dvořák too.")
    );
}

#[test]
fn one_line_of_megabytes() {
    let dir = Dir::new();
    dir.write("a.txt", "many words ".repeat(200_000));
    convert(&dir, "a.txt");
    assert_eq!(dir.text("out/a.txt").matches("many words").count(), 200_000);
}

#[test]
fn deep_nesting_keeps_the_words() {
    let dir = Dir::new();
    dir.write("quotes.md", format!("# T\n\n{} the deep word\n", ">".repeat(10_000)));
    let mut list = String::from("# T\n\n");
    for depth in 0..500 {
        let _ = writeln!(list, "{}- item {depth}", "  ".repeat(depth));
    }
    dir.write("list.md", list);
    dir.write(
        "spans.md",
        format!("# T\n\n{}the deep word{}\n", "<b>".repeat(20_000), "</b>".repeat(20_000)),
    );
    dir.write(
        "stars.md",
        format!("# T\n\n{}the deep word{}\n", "*a ".repeat(20_000), " b*".repeat(20_000)),
    );
    for (name, word) in [
        ("quotes", "the deep word"),
        ("list", "item 499"),
        ("spans", "the deep word"),
        ("stars", "the deep word"),
    ] {
        let run = convert(&dir, &format!("{name}.md"));
        assert!(matches!(run.status, Some(0 | 1)), "{name}: {}", run.stderr);
        assert!(dir.text(&format!("out/{name}.txt")).contains(word), "{name}");
        assert!(run.rules().len() < 10, "{name}: one thing said {} times", run.rules().len());
    }
}

#[test]
fn more_headings_than_bookmarks() {
    let dir = Dir::new();
    for (count, told) in [(300, ""), (4500, "501 of 4501 headings have no bookmark")] {
        let entries: String =
            (0..count).map(|n| format!("## Term {n}\n\nIts meaning.\n\n")).collect();
        dir.write("a.md", format!("---\nlang: en\n---\n\n# Terms\n\n{entries}"));
        let run = dir.run(&["convert", "a.md", "--to", "pdf"]);
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        assert!(run.stderr.contains(told), "{}", run.stderr);
        assert!(!run.stderr.contains("error"), "{}", run.stderr);
    }
}

#[test]
fn a_table_of_many_rows() {
    let dir = Dir::new();
    let rows: String = (0..1500).map(|n| format!("| term {n} | its meaning |\n")).collect();
    dir.write(
        "a.md",
        format!("---\ntitle: T\nlang: en\n---\n\n| name | what it is |\n|---|---|\n{rows}"),
    );
    let run = dir.run(&["convert", "a.md", "--to", "pdf"]);
    assert_eq!((run.status, &*run.stderr), (Some(0), "converted 1 of 1, 1 file\n"));
}

#[test]
fn a_table_of_five_thousand_columns() {
    let dir = Dir::new();
    let row = |cell: &str| {
        (0..5_000).fold(String::from("|"), |mut row, n| {
            let _ = write!(row, " {cell}{n} |");
            row
        })
    };
    dir.write("a.md", format!("# T\n\n{}\n|{}\n{}\n", row("h"), "---|".repeat(5_000), row("c")));
    let run = convert(&dir, "a.md");
    assert!(run.exits(0).rules().contains(&"table/too-large"), "{}", run.stderr);
    helps(&run);
    let text = dir.text("out/a.txt");
    assert!(text.contains("h4999") && text.contains("c4999"));
}

#[test]
fn pictures_that_are_none() {
    let dir = Dir::new();
    dir.write("secret.png", png(1, 1));
    dir.write(
        "in/corrupt.jpg",
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00 and no more",
    );
    dir.write("in/huge.png", png(100_000, 100_000));
    dir.write("in/text.png", b"this is no picture");
    #[cfg(unix)]
    std::os::unix::fs::symlink(dir.path().join("secret.png"), dir.path().join("in/link.png"))
        .unwrap();
    let mut expected = vec![];
    let mut source = String::from("---\nlang: en\n---\n# Pictures\n\n");
    for (path, rule) in [
        ("corrupt.jpg", "image/corrupt"),
        ("huge.png", "image/too-many-pixels"),
        ("text.png", "image/unsupported"),
        ("gone.png", "image/not-found"),
        ("../secret.png", "image/outside"),
        ("../../etc/passwd", "image/outside"),
        ("/etc/passwd", "image/outside"),
        ("file:///etc/passwd", "image/outside"),
        ("https://example.org/a.png", "image/outside"),
        #[cfg(unix)]
        ("link.png", "image/outside"),
    ] {
        let _ = writeln!(source, "![what {path} shows]({path})\n");
        expected.push(rule);
    }
    dir.write("in/a.md", source);
    let run = convert(&dir, "in/a.md");
    assert_eq!(run.exits(0).rules(), expected, "{}", run.stderr);
    helps(&run);
    for name in ["out/a.txt", "out/a.html"] {
        assert!(dir.text(name).contains("what gone.png shows"), "{name}");
    }
    assert!(!dir.text("out/a.html").contains("root:"));
}

/// A PNG that claims this size and has hardly any pixels.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut header = Vec::new();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in
        [(b"IHDR", &header[..]), (b"IDAT", b"\x78\x9c\x03\0\0\0\0\x01"), (b"IEND", b"")]
    {
        let chunk = [&name[..], data].concat();
        out.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        out.extend(&chunk);
        out.extend(crc32(&chunk).to_be_bytes());
    }
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

#[test]
#[cfg(unix)]
fn a_target_that_cannot_be_written() {
    let dir = Dir::new();
    dir.write("a.md", "---\nlang: en\n---\n# T\n\nWords.\n");
    dir.write("file", "in the way");
    let run = dir.run(&["convert", "a.md", "--to", "txt", "-o", "file/out"]);
    assert_eq!(run.exits(2).rules(), ["output/unwritable"]);
    helps(&run);
    std::fs::create_dir_all(dir.path().join("out/a.txt")).unwrap();
    let run = dir.run(&["convert", "a.md", "--to", "txt", "-o", "out"]);
    assert_eq!(run.exits(2).rules(), ["output/unwritable"]);
    assert_eq!(dir.files("out"), ["a.txt"]);
    // A device that is always full: nothing fits, nothing is left.
    if std::path::Path::new("/dev/full").exists() {
        let status = dir
            .command(&["convert", "a.md", "--to", "txt", "-o", "-"])
            .stdout(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(2));
    }
}

#[test]
fn broken_html_in_markdown_swallows_nothing() {
    let dir = Dir::new();
    for (n, html) in [
        "<plaintext>",
        "<textarea>",
        "<title>",
        "<xmp>",
        "<!-- ",
        "<script>",
        "<style>",
        "<table><tr>",
        "<a href='",
        "<select>",
        "<svg><",
        "</p></div></body></html>",
    ]
    .iter()
    .enumerate()
    {
        dir.write("a.md", format!("# T\n\nBefore {html} between.\n\n{html}\n\nThe last words.\n"));
        let run = convert(&dir, "a.md");
        assert!(matches!(run.status, Some(0 | 1)), "{html}: {}", run.stderr);
        let text = dir.text("out/a.txt");
        assert!(text.contains("Before"), "{html}\n{text}");
        // A comment, a script or a style that never ends is one to the end of its block, as CommonMark has it.
        if n != 4 && n != 5 && n != 6 {
            assert!(text.contains("The last words."), "{html}\n{text}");
        }
    }
}
