//! What every fuzz target does: read anything at all, normalise it, and expect what must hold of it
//! whatever it was.

use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use altform::check::{self, Options};
use altform::convert::{Job, convert};
use altform::diagnostic::Findings;
use altform::fonts::FontBook;
use altform::normalise::{Hints, normalise};
use altform::read::resources::{Memory, Resources as _};
use altform::read::warc::{Archive, Captured, Found, Missing, Opened};
use altform::read::{Context, InputFormat, page, read};
use altform::source::Source;
use altform::text::decode::decode;
use altform::transcript::{Mode, compare, speak};
use altform::write::{OutputFormat, Target};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Decodes, reads and normalises bytes. A panic is a fault; so is a pass that does not leave a normal document alone.
pub fn read_and_normalise(bytes: &[u8], format: InputFormat) {
    let source = Source::new("fuzz", decode(bytes, None).text);
    let resources = Memory::default();
    let mut findings = Findings::default();
    let mut context = Context { resources: &resources, findings: &mut findings };
    let Ok(document) = read(&source, format, &page::Options::default(), &mut context) else {
        return;
    };
    let hints = Hints::default();
    let normal = normalise(document, &hints, &mut findings);
    let again = normalise(normal.clone().into_inner(), &hints, &mut findings);
    assert!(normal == again, "normalising twice is not the same as once");
}

/// Surveys bytes as a web archive and loads what is in it, twice. A page that was found must be there.
pub fn read_web_archive(bytes: &[u8]) {
    const LIMIT: u64 = 1 << 20;
    let Ok(mut archive) = Archive::of(Cursor::new(bytes.to_vec())) else { return };
    let Ok(index) = tempfile::tempfile() else { return };
    let mut pages = Vec::new();
    let surveyed = archive.survey(&index, || true, |found| {
        if let Found::Page(page) = found {
            pages.push(page);
        }
        Ok(())
    });
    assert!(surveyed.is_ok(), "memory can be read");
    let Ok(mut opened) = Opened::of(archive, index) else { return };
    for page in pages.iter().chain(pages.iter().rev()) {
        let loaded = opened.page(page.place, LIMIT);
        assert!(!matches!(loaded, Err(Missing::Absent | Missing::Unreadable(_))), "{loaded:?}");
        let captured = Captured::new(&mut opened, page.place, &page.address, None, None);
        let _ = captured.load(&page.address);
    }
}

static FONTS: LazyLock<FontBook> = LazyLock::new(FontBook::new);

/// Converts bytes as the program does, archives opened and encodings told, to the quickest output.
pub fn convert_to_json(bytes: &[u8], format: InputFormat) {
    let job = Job {
        name: "fuzz",
        bytes,
        format: Some(format),
        encoding: None,
        language: None,
        page: &page::Options::default(),
        targets: &[Target::new(OutputFormat::Json)],
        epoch: None,
    };
    let outcome = convert(&job, &FONTS, &Memory::default());
    assert!(outcome.complete || !outcome.findings.is_empty(), "nothing was made, and nothing said");
}

/// Checks bytes under a name that says their format. What can be checked says the same as itself.
pub fn check(name: &str, bytes: &[u8]) {
    let Ok(checked) = check::check(name, bytes, &Options::default()) else { return };
    let transcript = &checked.transcript;
    let _ = speak(transcript);
    let differences = compare(transcript, transcript, Mode::Exact);
    assert!(differences.is_empty(), "a file differs from itself: {differences:?}");
}

/// A book in which one part is these bytes: the container file or the package if it looks like one, else
/// the style sheet, the navigation or the chapter.
pub fn book(part: &[u8]) -> Vec<u8> {
    let has = |needle: &[u8]| part.windows(needle.len()).any(|window| window == needle);
    let spoiled = match () {
        () if has(b"<container") => "META-INF/container.xml",
        () if has(b"<package") => "EPUB/package.opf",
        () if has(b"<nav") => "EPUB/nav.xhtml",
        () if has(b"<") => "EPUB/one.xhtml",
        () => "EPUB/style.css",
    };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in BOOK {
        zip.start_file(*name, stored).expect("memory takes files");
        zip.write_all(if *name == spoiled { part } else { bytes }).expect("memory takes bytes");
    }
    zip.finish().expect("memory takes a directory").into_inner()
}

const BOOK: &[(&str, &[u8])] = &[
    ("mimetype", b"application/epub+zip"),
    ("META-INF/container.xml", include_bytes!("../checks/book/container.xml")),
    ("EPUB/package.opf", include_bytes!("../checks/book/package.opf")),
    ("EPUB/nav.xhtml", include_bytes!("../checks/book/nav.xhtml")),
    ("EPUB/one.xhtml", include_bytes!("../checks/book/one.xhtml")),
    ("EPUB/two.xhtml", include_bytes!("../checks/book/two.xhtml")),
    ("EPUB/style.css", include_bytes!("../checks/book/style.css")),
];
