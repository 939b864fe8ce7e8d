//! How long each step takes on the KFOR article and on long inputs: reading, normalising, each writer,
//! the check of what each wrote, and all of it. `make bench` prints medians; compare ratios, not machines.

use altform::check::{self, Checked, Options};
use altform::convert::{Job, convert};
use altform::diagnostic::Findings;
use altform::fonts::FontBook;
use altform::normalise::{Hints, Normal, normalise};
use altform::read::resources::Memory;
use altform::read::{self, InputFormat, page};
use altform::source::Source;
use altform::write::{self, OutputFormat, Target};
use divan::Bencher;

fn main() {
    divan::main();
}

const KFOR: &str = include_str!("../../samples/kfor-article.txt");

const FERRY: &str = include_str!("../../samples/ferry.html");

const FORMATS: [OutputFormat; 4] =
    [OutputFormat::Pdf, OutputFormat::Epub, OutputFormat::Html, OutputFormat::Plain];

fn document(source: &Source, format: InputFormat) -> altform::model::Document {
    let mut findings = Findings::default();
    let resources = Memory::default();
    let mut cx = read::Context { resources: &resources, findings: &mut findings };
    read::read(source, format, &page::Options::default(), &mut cx).expect("the input is a document")
}

fn kfor() -> Normal {
    normal("kfor-article.txt", KFOR, InputFormat::Plain)
}

fn normal(name: &str, text: &str, format: InputFormat) -> Normal {
    let document = document(&Source::new(name, text), format);
    normalise(document, &Hints::default(), &mut Findings::default())
}

/// The article so many times as Markdown.
fn long(times: usize) -> String {
    format!("# Part\n\n{KFOR}\n\n").repeat(times)
}

fn written(document: &Normal, format: OutputFormat, fonts: &FontBook) -> Vec<u8> {
    let mut findings = Findings::default();
    let mut cx = write::Context { fonts, findings: &mut findings, epoch: None, source: None };
    write::write(document, &Target::new(format), &mut cx).expect("written")
}

#[divan::bench]
fn read_kfor(bencher: Bencher) {
    let source = Source::new("kfor-article.txt", KFOR);
    bencher.bench(|| document(&source, InputFormat::Plain));
}

/// A saved page, and one with twenty times the text: parsed, the article taken out, mapped.
fn ferry(times: usize) -> String {
    let middle = FERRY.find("<h2>What it carried").expect("the sample has this heading");
    let end = FERRY.find("<section role").expect("the sample has notes");
    let text = FERRY[middle..end].repeat(times);
    format!("{}{text}{}", &FERRY[..middle], &FERRY[end..])
}

#[divan::bench(args = [1, 20])]
fn read_page(bencher: Bencher, times: usize) {
    let source = Source::new("ferry.html", ferry(times));
    bencher.bench(|| document(&source, InputFormat::Html));
}

/// The same page by the extractor that judges for us, alone and to its own output.
#[divan::bench(args = [1, 20])]
fn read_page_dom_smoothie(bencher: Bencher, times: usize) {
    let page = ferry(times);
    bencher.bench(|| {
        let mut reader = dom_smoothie::Readability::new(page.as_str(), None, None).expect("a page");
        reader.parse().expect("an article")
    });
}

#[divan::bench]
fn normalise_kfor(bencher: Bencher) {
    let source = Source::new("kfor-article.txt", KFOR);
    bencher
        .with_inputs(|| document(&source, InputFormat::Plain))
        .bench_values(|d| normalise(d, &Hints::default(), &mut Findings::default()));
}

#[divan::bench(args = FORMATS)]
fn write_kfor(bencher: Bencher, format: OutputFormat) {
    let (document, fonts) = (kfor(), FontBook::new());
    bencher.bench(|| written(&document, format, &fonts));
}

fn checked(bencher: Bencher, document: &Normal, format: OutputFormat) {
    let name = format!("article.{}", format.extension());
    let bytes = written(document, format, &FontBook::new());
    bencher.bench(|| -> Checked {
        check::check(&name, &bytes, &Options::default()).expect("it can be opened")
    });
}

/// The target for two pages of PDF is under 20 ms; for an EPUB, 10 ms.
#[divan::bench(args = FORMATS)]
fn check_kfor(bencher: Bencher, format: OutputFormat) {
    checked(bencher, &kfor(), format);
}

/// The article 200 times, 300 pages of PDF: the target is under 2 s.
#[divan::bench(args = FORMATS, sample_count = 5, sample_size = 1)]
fn check_long(bencher: Bencher, format: OutputFormat) {
    checked(bencher, &normal("long.md", &long(200), InputFormat::Markdown), format);
}

#[divan::bench]
fn font_book() -> FontBook {
    FontBook::new()
}

/// All four outputs from bytes: the target is under 15 ms.
#[divan::bench]
fn convert_kfor(bencher: Bencher) {
    let (fonts, targets) = (FontBook::new(), FORMATS.map(Target::new));
    bencher.bench(|| {
        let job = Job {
            name: "kfor-article.txt",
            bytes: KFOR.as_bytes(),
            format: None,
            encoding: None,
            language: None,
            page: &page::Options::default(),
            targets: &targets,
            epoch: None,
        };
        convert(&job, &fonts, &Memory::default())
    });
}

/// The article over and over as Markdown, up to about 2,000 pages: time is to grow linearly.
#[divan::bench(args = [20, 200, 1300], sample_count = 3, sample_size = 1)]
fn convert_long(bencher: Bencher, times: usize) {
    let text = long(times);
    let (fonts, targets) = (FontBook::new(), FORMATS.map(Target::new));
    bencher.bench(|| {
        let job = Job {
            name: "long.md",
            bytes: text.as_bytes(),
            format: Some(InputFormat::Markdown),
            encoding: None,
            language: None,
            page: &page::Options::default(),
            targets: &targets,
            epoch: None,
        };
        convert(&job, &fonts, &Memory::default())
    });
}
