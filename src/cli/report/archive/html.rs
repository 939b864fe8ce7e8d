//! The report on a run as one page to read and to hand on: what became of the documents, the findings that
//! come most often, which documents need a person and which are clean. Rows are written as they are read.

use std::io::{self, Write};

use super::{Ended, Summary, Tally, count};
use crate::batch::record::{Record, Status, Told};
use crate::cli::report::html::document::{coded, sentence};
use crate::cli::report::html::{legible, link, paragraph, section, table, version};
use crate::diagnostic::{Severity, rules};
use crate::markup::{Element, Node, Syntax};

/// Documents above which the page lists only those that are not clean.
const MOST_DOCUMENTS: u64 = 10_000;
/// Rules that are told of.
const FREQUENT: usize = 10;
/// Findings of one document that are told of.
const TOLD: usize = 5;

/// The whole run.
pub(super) fn write(ended: &Ended<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let page = shell(ended, summary).serialize(Syntax::Html);
    // The tables of documents go where the main part ends.
    let (start, end) = page.split_once("</main>").unwrap_or((&page, ""));
    write!(out, "<!DOCTYPE html>\n{start}")?;
    for part in parts(summary).iter().filter(|part| part.listed) {
        documents(ended, part, out)?;
    }
    writeln!(out, "</main>{end}")
}

/// The documents of which the same became.
struct Part {
    id: &'static str,
    heading: &'static str,
    /// What the heading says in a sentence.
    words: &'static str,
    class: &'static str,
    status: Status,
    count: u64,
    listed: bool,
}

fn parts(summary: &Summary) -> [Part; 4] {
    let part = |status, id, heading, words, class, count| {
        let few = summary.documents() <= MOST_DOCUMENTS;
        let wanted = few || matches!(status, Status::Failed | Status::Findings);
        Part { id, heading, words, class, status, count, listed: count > 0 && wanted }
    };
    let Summary { clean, findings, failed, skipped, .. } = *summary;
    [
        part(Status::Failed, "failed", "Failed", "Not every output could be made.", "fail", failed),
        part(
            Status::Findings,
            "findings",
            "Converted, but need a person",
            "Every output was made, and something was found that weighs enough to fail the run.",
            "warn",
            findings,
        ),
        part(
            Status::Clean,
            "clean",
            "Clean",
            "Every output was made, and nothing was found that fails the run.",
            "pass",
            clean,
        ),
        part(
            Status::Skipped,
            "skipped",
            "No documents",
            "These files were passed over: pictures, style sheets and the like.",
            "none",
            skipped,
        ),
    ]
}

/// The page without the tables of documents.
fn shell(ended: &Ended<'_>, summary: &Summary) -> Element {
    let title = format!("Archive report: {} documents", summary.documents());
    let meta = |name: &'static str, content: &str| {
        Element::new("meta").with("name", name).with("content", content)
    };
    let style = concat!(include_str!("../html/style.css"), include_str!("archive.css"));
    let head = Element::new("head")
        .child(Element::new("meta").with("charset", "utf-8"))
        .child(meta("viewport", "width=device-width, initial-scale=1"))
        .child(Element::new("title").text(title))
        .child(meta("generator", &version()))
        .child(Element::new("style").text(style));
    let skip = link("#main", "Skip to the report").with("class", "skip");
    let header = Element::new("header").child(Element::new("h1").text("Archive report")).child(
        paragraph(format!(
            "{} documents, converted by {} into {} files.",
            summary.documents(),
            version(),
            summary.outputs
        )),
    );
    let main = Element::new("main").with("id", "main").child(overview(ended, summary));
    let main = main.children(frequent(summary).map(Node::from));
    let body = Element::new("body").child(skip).child(header).child(main);
    let body = body.child(Element::new("script").text(include_str!("sort.js")));
    Element::new("html").with("lang", "en").child(head).child(body)
}

fn overview(ended: &Ended<'_>, summary: &Summary) -> Element {
    let mut out = section("overview", "Overview");
    if ended.interrupted {
        let words = "The run was interrupted; the same command goes on where it ended.";
        out = out.child(
            Element::new("p").child(Element::new("strong").with("class", "fail").text(words)),
        );
    }
    let level = match ended.level {
        Severity::Error => "Errors fail the run; warnings and notes do not.",
        _ => "Errors and warnings fail the run; notes do not.",
    };
    out = out.child(paragraph(level));
    let rows = parts(summary).into_iter().map(|part| {
        let name = if part.listed {
            link(&format!("#{}", part.id), part.heading).into()
        } else {
            Node::Text(part.heading.to_owned())
        };
        let count = Element::new("span").with("class", part.class).text(part.count.to_string());
        vec![name, count.into(), Node::Text(part.words.to_owned())]
    });
    let columns = ["What became of them", "Files", "Meaning"];
    let caption = "The files of the archive and what became of them";
    out = out.child(table("overview", "overview-table", caption, &columns, rows));
    if summary.documents() > MOST_DOCUMENTS {
        out = out.child(paragraph(format!(
            "With more than {MOST_DOCUMENTS} documents this page lists only those that are not clean; the journal and the \
             reports as CSV or JSON tell of all."
        )));
    }
    out
}

/// The findings that come most often.
fn frequent(summary: &Summary) -> Option<Element> {
    let most = summary.most_frequent(FREQUENT);
    if most.is_empty() {
        return None;
    }
    let mut out = section("frequent", "The findings that come most often");
    for (rule, tally) in most {
        out = out.child(group(rule, tally));
    }
    Some(out)
}

fn group(id: &str, tally: &Tally) -> Element {
    let rule = rules::find(id);
    let (class, weight) = match tally.severity {
        Some(Severity::Error) => ("fail", "✗ error"),
        Some(Severity::Warning) => ("warn", "! warning"),
        _ => ("none", "note"),
    };
    let places = match (tally.findings, tally.documents) {
        (1, _) => "1 finding in 1 document".to_owned(),
        (findings, 1) => format!("{findings} findings in 1 document"),
        (findings, documents) => format!("{findings} findings in {documents} documents"),
    };
    let name = rule.map_or_else(|| id.to_owned(), |rule| sentence(rule.summary));
    let mut out =
        Element::new("div").with("class", "rule").child(Element::new("h3").text(name)).child(
            Element::new("p")
                .child(Element::new("span").with("class", class).text(weight))
                .text(format!(", {places}, "))
                .child(Element::new("code").text(id.to_owned())),
        );
    if let Some(rule) = rule {
        for (name, text) in [("Who is affected: ", rule.affects), ("How to fix it: ", rule.fix)] {
            let strong = Element::new("strong").text(name);
            out = out.child(Element::new("p").child(strong).children(coded(text)));
        }
    }
    let mut list = Element::new("ul");
    for example in &tally.examples {
        list = list.child(Element::new("li").text(legible(example)));
    }
    let more = tally.documents - tally.examples.len() as u64;
    if more > 0 {
        list = list.child(Element::new("li").text(format!("and {more} more")));
    }
    out.child(list)
}

/// Documents of which the same became, each in its row.
fn documents(ended: &Ended<'_>, part: &Part, out: &mut dyn Write) -> io::Result<()> {
    let columns: &[&str] = match part.status {
        Status::Skipped => &["File", "Why"],
        _ => &["Document", "Errors", "Warnings", "Notes", "Outputs", "What was found"],
    };
    let id = format!("{}-table", part.id);
    let caption = format!("{}: {} files", part.heading, part.count);
    let empty = table(part.id, &id, &caption, columns, std::iter::empty());
    let whole = section(part.id, part.heading).child(paragraph(part.words)).child(empty);
    let whole = whole.serialize(Syntax::Html);
    let (start, end) = whole.split_once("</tbody>").unwrap_or((&whole, ""));
    write!(out, "\n{start}")?;
    for record in ended.records()? {
        let record = record?;
        if record.status == part.status {
            write!(out, "\n{}", row(&record).serialize(Syntax::Html))?;
        }
    }
    write!(out, "</tbody>{end}")
}

fn row(record: &Record) -> Element {
    let name = Element::new("th").with("scope", "row").text(legible(&record.source));
    let mut out = Element::new("tr").child(name);
    if record.status == Status::Skipped {
        let why = record.findings.first().map_or("", |told| told.message.as_str());
        return out.child(Element::new("td").children(coded(why)));
    }
    let number = |number: usize| Element::new("td").text(number.to_string());
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        out = out.child(number(count(record, severity)));
    }
    out.child(number(record.outputs.len())).child(Element::new("td").children(told(record)))
}

/// What was found in a document, the heaviest first.
fn told(record: &Record) -> Option<Node> {
    let mut findings: Vec<&Told> = record.findings.iter().collect();
    findings.sort_by_key(|told| std::cmp::Reverse(super::severity(told)));
    let more = findings.len().saturating_sub(TOLD) + record.more_findings;
    let mut list = Element::new("ul");
    for told in findings.iter().take(TOLD) {
        let at = told.line.map(|line| format!(", line {line}")).unwrap_or_default();
        let item = Element::new("li").text(format!("{}{at}: ", told.severity));
        list = list.child(item.children(coded(&told.message)));
    }
    if more > 0 {
        list = list.child(Element::new("li").text(format!("and {more} more")));
    }
    (!findings.is_empty()).then(|| list.into())
}
