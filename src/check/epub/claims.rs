//! Whether what a book claims of its accessibility is true of what is in it. Only what can be decided is
//! judged: a claim is false if there is nothing at all that it could be true of.

use super::accessibility::said;
use super::book::Book;
use super::content::Counts;
use super::navigation::List;
use crate::check::Results;
use crate::diagnostic::Rule;
use crate::diagnostic::rules::epub as rules;
use crate::transcript::{Transcript, What};

/// What is in a book, as far as claims turn on it.
#[derive(Debug, Default)]
struct Facts {
    counts: Counts,
    /// Pictures that have a description, and those that have none and are not declared decorative.
    described: usize,
    undescribed: usize,
    /// Pictures among the files, shown or not.
    picture_files: usize,
    toc: bool,
    page_list: bool,
    page_breaks: bool,
    overlays: bool,
    lexicons: bool,
    index: bool,
    fixed: bool,
}

/// A claim, by what of the book's facts it is false.
struct Claim {
    feature: &'static str,
    rule: &'static Rule,
    /// What is missing.
    lacks: &'static str,
    is_false: fn(&Facts) -> bool,
}

const fn claim(
    feature: &'static str,
    rule: &'static Rule,
    lacks: &'static str,
    is_false: fn(&Facts) -> bool,
) -> Claim {
    Claim { feature, rule, lacks, is_false }
}

/// The claims of `schema:accessibilityFeature` that can be decided.
static CLAIMS: &[Claim] = &[
    claim("structuralNavigation", &rules::UNTRUE_STRUCTURE, "no page has a heading", |f| {
        f.counts.headings == 0
    }),
    claim("tableOfContents", &rules::UNTRUE_STRUCTURE, "there is no table of contents", |f| !f.toc),
    claim("index", &rules::UNTRUE_STRUCTURE, "nothing is marked as an index", |f| !f.index),
    claim("ARIA", &rules::UNTRUE_STRUCTURE, "no page uses a role or `aria-`", |f| {
        f.counts.aria == 0
    }),
    claim("taggedPDF", &rules::UNTRUE_STRUCTURE, "the book is no PDF", |_| true),
    claim("pageNavigation", &rules::UNTRUE_PAGES, "there is no page list", |f| !f.page_list),
    claim("printPageNumbers", &rules::UNTRUE_PAGES, "there is no page break", |f| {
        !f.page_breaks && !f.fixed
    }),
    claim("pageBreakMarkers", &rules::UNTRUE_PAGES, "there is no page break", |f| {
        !f.page_breaks && !f.fixed
    }),
    claim("MathML", &rules::UNTRUE_MATH, "there is no MathML", |f| f.counts.math == 0),
    claim("MathML-chemistry", &rules::UNTRUE_MATH, "there is no MathML", |f| f.counts.math == 0),
    claim("latex", &rules::UNTRUE_MATH, "nothing is written in LaTeX", |f| f.counts.tex == 0),
    claim("latex-chemistry", &rules::UNTRUE_MATH, "nothing is written in LaTeX", |f| {
        f.counts.tex == 0
    }),
    claim("describedMath", &rules::UNTRUE_MATH, "no formula has a description", |f| {
        // A formula may be a picture, and may be described by the words around it.
        if f.counts.math > 0 {
            f.counts.described_math == 0 && f.described == 0
        } else {
            f.described == 0
        }
    }),
    claim("longDescription", &rules::UNTRUE_PICTURES, "there is no picture", nothing_to_see),
    claim("longDescriptions", &rules::UNTRUE_PICTURES, "there is no picture", nothing_to_see),
    claim("synchronizedAudioText", &rules::UNTRUE_MEDIA, "no page has a media overlay", |f| {
        !f.overlays
    }),
    claim("captions", &rules::UNTRUE_MEDIA, "there is neither sound nor film", silent),
    claim("closedCaptions", &rules::UNTRUE_MEDIA, "there is neither sound nor film", silent),
    claim("openCaptions", &rules::UNTRUE_MEDIA, "there is neither sound nor film", silent),
    claim("transcript", &rules::UNTRUE_MEDIA, "there is neither sound nor film", silent),
    claim("audioDescription", &rules::UNTRUE_MEDIA, "there is no film", no_film),
    claim("signLanguage", &rules::UNTRUE_MEDIA, "there is no film", no_film),
    claim("highContrastAudio", &rules::UNTRUE_MEDIA, "there is no sound", silent),
    claim("ttsMarkup", &rules::UNTRUE_MEDIA, "nothing says how words are spoken", |f| {
        f.counts.speech == 0 && !f.lexicons
    }),
    claim("rubyAnnotations", &rules::UNTRUE_DISPLAY, "there is no ruby", |f| f.counts.ruby == 0),
    claim("fullRubyAnnotations", &rules::UNTRUE_DISPLAY, "there is no ruby", |f| {
        f.counts.ruby == 0
    }),
    claim("displayTransformability", &rules::UNTRUE_DISPLAY, "the layout is fixed", |f| f.fixed),
];

fn silent(facts: &Facts) -> bool {
    let counts = &facts.counts;
    counts.audio + counts.video + counts.frames + counts.scripts == 0 && !facts.overlays
}

fn no_film(facts: &Facts) -> bool {
    facts.counts.video + facts.counts.frames + facts.counts.scripts == 0
}

fn nothing_to_see(facts: &Facts) -> bool {
    let counts = &facts.counts;
    counts.pictures + counts.frames + counts.scripts + counts.video + facts.picture_files == 0
}

/// Checks the claims.
pub(super) fn check(book: &Book, lists: &[List], heard: &Transcript, results: &mut Results) {
    let facts = facts(book, lists, heard);
    for meta in said(book, "schema:accessibilityFeature") {
        // `displayTransformability/font-size` is a part of `displayTransformability`.
        let feature = meta.value.split('/').next().unwrap_or_default();
        for claim in CLAIMS.iter().filter(|claim| claim.feature == feature) {
            results.test_at(
                claim.rule,
                !(claim.is_false)(&facts),
                || book.in_package(meta.at),
                || format!("`{}` is claimed, but {}", meta.value, claim.lacks),
            );
        }
        if feature == "alternativeText" {
            results.test_at(
                &rules::UNTRUE_PICTURES,
                facts.undescribed == 0,
                || book.in_package(meta.at),
                || format!("`alternativeText` is claimed, but {}", undescribed(&facts)),
            );
        }
    }
    modes(book, &facts, results);
    sufficient(book, &facts, results);
}

fn undescribed(facts: &Facts) -> String {
    match facts.undescribed {
        1 => "a picture has no description".to_owned(),
        more => format!("{more} pictures have no description"),
    }
}

fn facts(book: &Book, lists: &[List], heard: &Transcript) -> Facts {
    let mut facts = Facts { fixed: book.package.is_fixed(), ..Facts::default() };
    for (_, page) in book.pages() {
        let (all, one) = (&mut facts.counts, &page.counts);
        all.words += one.words;
        all.headings += one.headings;
        all.pictures += one.pictures;
        all.telling_pictures += one.telling_pictures;
        all.math += one.math;
        all.described_math += one.described_math;
        all.scripts += one.scripts;
        all.audio += one.audio;
        all.video += one.video;
        all.frames += one.frames;
        all.ruby += one.ruby;
        all.aria += one.aria;
        all.speech += one.speech;
        all.tex += one.tex;
        facts.page_breaks |= !page.page_breaks.is_empty();
        facts.index |= page.typed.iter().any(|element| {
            element.types.iter().any(|kind| kind.starts_with("index"))
                || element.role.as_deref() == Some("doc-index")
        });
    }
    for run in heard.lines.iter().flat_map(|line| &line.runs) {
        facts.described += usize::from(run.what == What::Picture);
        facts.undescribed += usize::from(run.what == What::Undescribed);
    }
    let items = &book.package.items;
    facts.picture_files = items.iter().filter(|item| item.media_type.starts_with("image/")).count();
    facts.overlays = items.iter().any(|item| item.media_overlay);
    facts.lexicons = items.iter().any(|item| item.media_type == "application/pls+xml");
    facts.index |= items.iter().any(|item| item.has("index"));
    let is_there = |kind: &str| lists.iter().any(|list| list.is(kind) && !list.entries.is_empty());
    facts.toc = is_there("toc") || (book.package.is_old() && book.package.toc.is_some());
    facts.page_list = is_there("page-list") || book.package.is_old();
    facts
}

/// `accessMode`: what senses the book needs.
fn modes(book: &Book, facts: &Facts, results: &mut Results) {
    let counts = &facts.counts;
    let metas: Vec<_> = said(book, "schema:accessMode").collect();
    let Some(first) = metas.first() else { return };
    let says = |mode: &str| metas.iter().find(|meta| meta.value == mode);
    let mut test = |fine: bool, at: usize, message: &str| {
        results.test_at(
            &rules::UNTRUE_ACCESS_MODE,
            fine,
            || book.in_package(at),
            || message.to_owned(),
        );
    };
    match says("visual") {
        Some(meta) => test(
            !nothing_to_see(facts),
            meta.at,
            "the access mode `visual` is claimed, but there is nothing to see but words",
        ),
        None => {
            let seen =
                metas.iter().any(|m| m.value.ends_with("OnVisual") || m.value == "colorDependent");
            test(
                counts.telling_pictures == 0 || seen,
                first.at,
                "the access mode `visual` is missing, but there are pictures",
            );
        }
    }
    match says("auditory") {
        Some(meta) => test(
            !silent(facts),
            meta.at,
            "the access mode `auditory` is claimed, but there is nothing to hear",
        ),
        None => test(
            counts.audio == 0,
            first.at,
            "the access mode `auditory` is missing, but there is sound",
        ),
    }
    // A book of pictures has a few words, too: its title, its page numbers.
    let text = says("textual").is_some() || counts.words < 100;
    test(text, first.at, "the access mode `textual` is missing, but there is text");
}

/// `accessModeSufficient`: what senses are enough to get all of it.
fn sufficient(book: &Book, facts: &Facts, results: &mut Results) {
    for meta in said(book, "schema:accessModeSufficient") {
        let modes: Vec<&str> = meta.value.split(',').map(str::trim).collect();
        let message = if modes == ["textual"] && facts.undescribed > 0 {
            format!("text alone is said to be enough, but {}", undescribed(facts))
        } else if modes.contains(&"auditory") && silent(facts) {
            format!("`{}` is said to be enough, but there is nothing to hear", meta.value)
        } else {
            String::new()
        };
        results.test_at(
            &rules::UNTRUE_ACCESS_MODE,
            message.is_empty(),
            || book.in_package(meta.at),
            || message,
        );
    }
}
