//! Hostile files under `altform check`: bombs, circles, depth, locks and lies. Each ends in a finding
//! within limits of time and memory; what cannot be opened is exit status 2, and nothing killed passes.
#![cfg(target_os = "linux")] // `ulimit -v` holds nowhere else.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{Cursor, Write as _};
use std::process::Command;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::harness::{Dir, root};

/// What one check may take, of a debug build on a busy machine; what has no limit takes more than any.
const TIME: Duration = Duration::from_secs(40);
/// Address space in KiB: the threads' own included.
const MEMORY: u64 = 3 * 1024 * 1024;

/// What a check of one file came to: the exit status, nothing for a process that was killed, and the rules
/// of its findings.
#[derive(Debug)]
struct Outcome {
    status: Option<i32>,
    rules: Vec<String>,
    report: String,
}

fn check_within(dir: &Dir, name: &str, memory: u64) -> Outcome {
    let start = Instant::now();
    let limited = format!("ulimit -c 0; ulimit -v {memory}; exec \"$0\" \"$@\"");
    let output = Command::new("sh")
        .args(["-c", &limited, env!("CARGO_BIN_EXE_altform"), "check", "--format", "json", name])
        .current_dir(dir.path())
        .output()
        .unwrap();
    assert!(start.elapsed() < TIME, "{name}: {:?}", start.elapsed());
    let report = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!errors.contains("panicked"), "{name}: {errors}");
    let rules = report.split("\"rule\":\"").skip(1);
    let rules = rules.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect();
    Outcome { status: output.status.code(), rules, report: report + &errors }
}

/// Checks bytes by that name: the exit status is this, and a rule that begins so has a finding.
#[track_caller]
fn told(name: &str, bytes: impl AsRef<[u8]>, status: i32, rule: &str) {
    let dir = Dir::new();
    dir.write(name, bytes);
    let outcome = check_within(&dir, name, MEMORY);
    assert_eq!(outcome.status, Some(status), "{name}: {}", outcome.report);
    assert!(outcome.rules.iter().any(|own| own.starts_with(rule)), "{name}: {}", outcome.report);
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A PDF of these objects, numbered from 1; the first is the catalogue.
fn pdf(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (n, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        out.extend(format!("{} 0 obj\n", n + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let (place, size) = (out.len(), objects.len() + 1);
    let end = format!("trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{place}\n%%EOF\n");
    out.extend(format!("xref\n0 {size}\n{table}{end}").bytes());
    out
}

fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    let mut out = format!("<<{dict}/Length {}>>\nstream\n", data.len()).into_bytes();
    out.extend(data);
    out.extend(b"\nendstream");
    out
}

/// A tagged page with this content; more objects follow as 7 and on.
fn page(tree: &str, pages: &str, content: Vec<u8>, more: &[&str]) -> Vec<u8> {
    let catalog =
        "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R/Lang(en)>>";
    let leaf = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 6 0 R>>>>>>";
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    let mut objects = [catalog, pages, leaf].map(|object| object.as_bytes().to_vec()).to_vec();
    objects.push(content);
    objects.extend([tree, font].iter().chain(more).map(|object| object.as_bytes().to_vec()));
    pdf(&objects, "")
}

const PAGES: &str = "<</Type/Pages/Count 1/Kids[3 0 R]>>";
const TREE: &str = "<</Type/StructTreeRoot/K 7 0 R>>";
const ELEMENT: &str = "<</Type/StructElem/S/P/P 5 0 R/Pg 3 0 R/K 0>>";

fn words() -> Vec<u8> {
    stream("", b"/P<</MCID 0>>BDC BT /F 9 Tf (Words) Tj ET EMC")
}

#[test]
fn pdf_that_goes_in_circles() {
    let sound = page(TREE, PAGES, words(), &[ELEMENT]);
    told("sound.pdf", &sound, 1, "pdf/font-not-embedded");
    let kids = "<</Type/Pages/Count 1/Kids[3 0 R 2 0 R]/Parent 2 0 R>>";
    told("pages.pdf", page(TREE, kids, words(), &[ELEMENT]), 2, "pdf/unreadable");
    let element = "<</Type/StructElem/S/P/P 7 0 R/Pg 3 0 R/K[0 7 0 R 5 0 R]>>";
    told("tree.pdf", page(TREE, PAGES, words(), &[element]), 2, "pdf/unreadable");
    let form = stream("/Subtype/Form/Resources<</XObject<</X 7 0 R>>>>", b"/X Do /X Do");
    let form = String::from_utf8(form).unwrap();
    let painted = stream("", b"/X Do");
    told("form.pdf", page(TREE, PAGES, painted, &[&form]), 1, "pdf/");
    let mut table = String::from_utf8(sound).unwrap();
    let place = table.find("xref\n").unwrap();
    table = table.replace("/Root 1 0 R", &format!("/Root 1 0 R/Prev {place}"));
    told("table.pdf", &table, 1, "pdf/font-not-embedded");
    // A font that the table looks for behind the end of the file.
    let at = table.find("6 0 obj").unwrap();
    let table = table.replace(&format!("{at:010}"), "0000999999");
    told("behind.pdf", table, 2, "pdf/unreadable");
}

#[test]
fn pdf_that_asks_for_too_much() {
    // What unfolds to 300 MB, once and twice over.
    let spaces = vec![b' '; 300_000_000];
    let once = deflated(&spaces);
    drop(spaces);
    let bomb = stream("/Filter/FlateDecode", &once);
    told("bomb.pdf", page(TREE, PAGES, bomb, &[ELEMENT]), 2, "input/too-large");
    let twice = stream("/Filter[/FlateDecode/FlateDecode]", &deflated(&once));
    told("twice.pdf", page(TREE, PAGES, twice, &[ELEMENT]), 2, "input/too-large");
    // A page that is painted over and over.
    let many =
        String::from_utf8(stream("/Subtype/Form", "0 0 1 1 re f ".repeat(100_000).as_bytes()));
    let painted = stream("/Resources<</XObject<</X 7 0 R>>>>", "/X Do ".repeat(100_000).as_bytes());
    let leaf = "/Contents 4 0 R/Resources<</XObject<</X 7 0 R>>";
    let bytes = page(TREE, PAGES, painted, &[&many.unwrap()]);
    let bytes = replaced(&bytes, "/Contents 4 0 R/Resources<<", leaf);
    told("painted.pdf", bytes, 2, "input/too-large");
    // A stream that says it has a gigabyte, and arrays in arrays.
    let liar = b"<</Length 1073741824>>\nstream\nBT ET\nendstream".to_vec();
    told("liar.pdf", page(TREE, PAGES, liar, &[ELEMENT]), 1, "");
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    told("deep.pdf", page(TREE, PAGES, words(), &[&deep]), 1, "");
    told("deeper.pdf", page(TREE, PAGES, stream("", deep.as_bytes()), &[ELEMENT]), 1, "");
    let mut nested: Vec<String> =
        (8..20_008).map(|next| format!("<</Type/StructElem/S/P/P 5 0 R/K {next} 0 R>>")).collect();
    nested.push(ELEMENT.into());
    let nested: Vec<&str> = nested.iter().map(String::as_str).collect();
    told("nested.pdf", page(TREE, PAGES, words(), &nested), 2, "pdf/unreadable");
    // A gigabyte and a byte of nothing.
    let dir = Dir::new();
    let mut file = File::create(dir.path().join("large.pdf")).unwrap();
    file.write_all(b"%PDF-1.7\n").unwrap();
    file.set_len((1 << 30) + 1).unwrap();
    let outcome = check_within(&dir, "large.pdf", 500_000);
    assert_eq!((outcome.status, &*outcome.rules), (Some(2), &["input/too-large".to_owned()][..]));
}

fn replaced(bytes: &[u8], old: &str, new: &str) -> Vec<u8> {
    let text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
    text.replace(old, new).chars().map(|c| u8::try_from(c).unwrap()).collect()
}

#[test]
fn pdf_that_is_locked_or_cut() {
    let encrypt = ",Encrypt 8 0 R/ID[<00><00>]".replace(',', "/");
    let lock = format!(
        "<</Filter/Standard/V 2/R 3/Length 128/P -4/O<{}>/U<{}>>>",
        "41".repeat(32),
        "42".repeat(32)
    );
    let sound = page(TREE, PAGES, words(), &[ELEMENT, &lock]);
    let locked = replaced(&sound, "/Root 1 0 R>>", &format!("/Root 1 0 R{encrypt}>>"));
    told("locked.pdf", locked, 2, "pdf/encrypted");
    told("head.pdf", &sound[..60], 2, "pdf/unreadable");
    told("text.pdf", "%PDF-1.7 is what this text begins with", 2, "pdf/unreadable");
    // Wherever a file ends too early, it does not pass.
    let dir = Dir::new();
    dir.write("article.md", "---\nlang: en\ntitle: T\n---\n\n# T\n\nWords and more words.\n");
    dir.run(&["convert", "article.md", "--to", "pdf,epub", "-o", "."]).exits(0);
    for name in ["article.pdf", "article.epub"] {
        let whole = dir.read(name);
        assert_eq!(check_within(&dir, name, MEMORY).status, Some(0));
        for tenths in 1..10 {
            dir.write(name, &whole[..whole.len() * tenths / 10]);
            let outcome = check_within(&dir, name, MEMORY);
            assert!(matches!(outcome.status, Some(1 | 2)), "{name} {tenths}: {}", outcome.report);
        }
    }
}

/// The sound book of the recipes, with these files in the place of its own or besides them.
fn book(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut all = vec![("mimetype".to_owned(), b"application/epub+zip".to_vec())];
    for name in ["META-INF/container.xml", "EPUB/package.opf", "EPUB/nav.xhtml", "EPUB/one.xhtml"] {
        all.push((name.to_owned(), part(name)));
    }
    for (name, bytes) in files {
        all.retain(|(own, _)| own != name);
        all.push(((*name).to_owned(), bytes.to_vec()));
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in all {
        let method = if name == "mimetype" {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        zip.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A file of that book.
fn part(name: &str) -> Vec<u8> {
    let file = name.rsplit('/').next().unwrap();
    std::fs::read(root().join("tests/checks/book").join(file)).unwrap()
}

#[test]
fn epub_that_is_a_bomb_or_leaves_its_folder() {
    let large = vec![b' '; 300_000_000];
    told("text.epub", book(&[("EPUB/one.xhtml", &large)]), 2, "input/too-large");
    told("package.epub", book(&[("EPUB/package.opf", &large)]), 2, "input/too-large");
    let zeros = vec![0; 300_000_000];
    told("picture.epub", book(&[("EPUB/map.png", &zeros)]), 2, "input/too-large");
    drop((large, zeros));
    told("slip.epub", book(&[("../../etc/cron.d/evil", b"x")]), 1, "epub/file-name");
    told("root.epub", book(&[("/etc/passwd", b"x")]), 1, "epub/file-name");
    // Every entry is damaged in turn: the checksum at its end, and the directory, are lies then.
    let mut book = book(&[]);
    let names = book.windows(14).position(|part| part == b"EPUB/one.xhtml").unwrap();
    book[names + 60] ^= 0x55;
    told("damaged.epub", &book, 2, "epub/unreadable");
    told("none.epub", "PK\x03\x04 and no more", 2, "epub/unreadable");
}

/// Entities of entities: a billion words.
fn laughs(root: &str, body: &str) -> String {
    let mut out = format!("<?xml version='1.0'?>\n<!DOCTYPE {root} [\n<!ENTITY e0 'ha'>\n");
    for n in 1..30 {
        let _ = writeln!(out, "<!ENTITY e{n} '{}'>", format!("&e{};", n - 1).repeat(10));
    }
    let _ = write!(out, "<!ENTITY file SYSTEM 'file:///etc/passwd'>]>\n{body}");
    out
}

#[test]
fn xml_that_multiplies_or_goes_deep() {
    let chapter = String::from_utf8(part("one.xhtml")).unwrap();
    let opening = chapter.find("<html").unwrap();
    let laughing =
        laughs("html", &chapter[opening..].replace("</body>", "<p>&e29; &file;</p></body>"));
    told(
        "laughs.epub",
        book(&[("EPUB/one.xhtml", laughing.as_bytes())]),
        1,
        "epub/not-well-formed",
    );
    told("laughs.xhtml", &laughing, 2, "input/unreadable");
    let package = String::from_utf8(part("package.opf")).unwrap();
    let opening = package.find("<package").unwrap();
    let laughing =
        laughs("package", &package[opening..].replace("</dc:title>", "&e29;</dc:title>"));
    told("package.epub", book(&[("EPUB/package.opf", laughing.as_bytes())]), 2, "epub/unreadable");
    let deep = format!("{}deep{}</body>", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let deep = chapter.replace("</body>", &deep);
    told("deep.epub", book(&[("EPUB/one.xhtml", deep.as_bytes())]), 2, "input/too-large");
    told("deep.xhtml", &deep, 0, "input/too-deep");
    let many: String = (0..200_000).fold(String::new(), |mut out, n| {
        let _ = write!(out, " a{n}='b'");
        out
    });
    let many = chapter.replace("<body", &format!("<body{many}"));
    told("many.epub", book(&[("EPUB/one.xhtml", many.as_bytes())]), 2, "input/too-large");
}

#[test]
fn pages_that_ask_for_too_much() {
    let page = |head: &str, body: &str| {
        format!(
            "<!DOCTYPE html>\n<html><head>{head}</head>\n<body><h1>T</h1>{body}</body></html>\n"
        )
    };
    let many = |n: usize, piece: &str| piece.repeat(n);
    let numbered =
        |n: usize, piece: &dyn Fn(usize) -> String| (0..n).map(piece).collect::<String>();
    told("elements.html", page("", &many(2_100_000, "<br>")), 2, "input/too-large");
    for (what, head, body) in [
        ("deep", String::new(), many(100_000, "<div>")),
        ("tables", String::new(), many(30_000, "<table><tr><td>")),
        (
            "spans",
            String::new(),
            format!("<table>{}</table>", many(2_000, "<tr><td rowspan=65534 colspan=1000>x")),
        ),
        (
            "labels",
            String::new(),
            numbered(20_000, &|n| {
                format!("<button id=b{n} aria-labelledby='b{} b{}'>", n + 1, n / 2)
            }),
        ),
        (
            "owners",
            String::new(),
            numbered(20_000, &|n| format!("<div id=d{n} aria-owns='d{} d0'>x</div>", n + 1)),
        ),
        (
            "selectors",
            format!(
                "<style>{}</style>",
                numbered(5_000, &|n| format!(
                    "a:not(.x{n}) b c d e:has(f > g ~ h) {{ color: #eee }}\n"
                ))
            ),
            many(5_000, "<a><b><c><d><e>x</e></d></c></b></a>"),
        ),
        (
            "nested selectors",
            format!(
                "<style>p{}{} {{ color: red }}</style>",
                many(50_000, ":not(p"),
                many(50_000, ")")
            ),
            "<p>x".into(),
        ),
        (
            "blocks",
            format!("<style>{}</style>", many(100_000, "@media print { a {")),
            "<p>x".into(),
        ),
        (
            "values",
            format!(
                "<style>p {{ color: {}0{} }}</style>",
                many(100_000, "calc("),
                many(100_000, ")")
            ),
            "<p>x".into(),
        ),
        (
            "variables",
            format!(
                "<style>:root {{ {} }} p {{ color: var(--v39) }}</style>",
                numbered(40, &|n| format!("--v{}: var(--v{n}) var(--v{n});", n + 1))
            ),
            "<p>x".into(),
        ),
        (
            "attributes",
            String::new(),
            format!("<p{}>x", numbered(100_000, &|n| format!(" a{n}=b"))),
        ),
        ("ids", String::new(), many(50_000, "<p id=same>x</p><a href='#same'>to it</a>")),
    ] {
        told(&format!("{what}.html"), page(&head, &body), 1, "document/no-language");
    }
}

#[test]
fn what_cannot_be_opened_is_no_pass() {
    told("empty.txt", "", 2, "input/empty");
    told("empty.html", " \n", 2, "input/empty");
    told(
        "binary.txt",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0\xff\xfe\0\0",
        2,
        "input/binary",
    );
    let dir = Dir::new();
    std::fs::create_dir(dir.path().join("folder.pdf")).unwrap();
    std::os::unix::fs::symlink("circle.pdf", dir.path().join("circle.pdf")).unwrap();
    for name in ["gone.pdf", "folder.pdf", "circle.pdf"] {
        let outcome = check_within(&dir, name, MEMORY);
        assert_eq!(
            (outcome.status, &*outcome.rules),
            (Some(2), &["input/unreadable".to_owned()][..])
        );
    }
    // A device without an end is read no further than the limit; growing to it takes half as much again,
    // and the allocator holds a reserve.
    let outcome = check_within(&dir, "/dev/zero", 2 * MEMORY);
    assert_eq!((outcome.status, &*outcome.rules), (Some(2), &["input/too-large".to_owned()][..]));
}

#[test]
fn nothing_passes_that_ran_out_of_memory() {
    let dir = Dir::new();
    let paragraphs = "<p>Some words that are read.</p>\n".repeat(100_000);
    let head = "<!DOCTYPE html><html lang=en><head><title>T</title></head><body><main><h1>T</h1>";
    dir.write("a.html", format!("{head}{paragraphs}</main></body></html>"));
    let enough = check_within(&dir, "a.html", MEMORY);
    assert_eq!(enough.status, Some(0), "{}", enough.report);
    // Enough to start, and never enough for the page.
    for memory in [40_000, 80_000, 120_000] {
        let outcome = check_within(&dir, "a.html", memory);
        assert!(!matches!(outcome.status, Some(0 | 1)), "{memory}: {}", outcome.report);
        assert!(!outcome.report.contains("\"verdict\":\"pass\""), "{memory}: {}", outcome.report);
    }
}
