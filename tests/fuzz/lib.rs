//! What every fuzz target does: read anything at all, normalise it, and expect what must hold of it
//! whatever it was.

use std::io::Cursor;
use std::sync::LazyLock;

use altform::convert::{Job, convert};
use altform::diagnostic::Findings;
use altform::fonts::FontBook;
use altform::normalise::{Hints, normalise};
use altform::read::resources::{Memory, Resources as _};
use altform::read::warc::{Archive, Captured, Found, Missing, Opened};
use altform::read::{Context, InputFormat, page, read};
use altform::source::Source;
use altform::text::decode::decode;
use altform::write::{OutputFormat, Target};

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
