//! What the program prints. Results go to standard output; findings for people to standard error: the
//! place, the weight, the fact, the line it stands in with a caret, and what to do.

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};

use super::{CLEAN, FAILED};
use crate::batch::Report;
use crate::diagnostic::{Finding, Place, Severity};
use crate::source::{Source, Span};

/// What a run did, counted.
#[derive(Debug, Default)]
pub(super) struct Totals {
    inputs: usize,
    complete: usize,
    files: usize,
    by_severity: [usize; 4],
}

impl Totals {
    pub(super) fn count(&mut self, report: &Report) {
        self.inputs += 1;
        self.complete += usize::from(report.complete);
        self.files += report.written.len();
        for finding in &report.findings {
            self.by_severity[finding.severity as usize] += 1;
        }
    }
}

/// Prints the findings of one input that weigh at least `level`.
pub(super) fn findings(report: &Report, level: Severity) {
    let colour =
        io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let mut out = String::new();
    for finding in report.findings.iter().filter(|f| f.severity >= level) {
        full(finding, &report.source, colour, &mut out);
    }
    print(&out);
}

/// Prints the last line of a run.
pub(super) fn summary(totals: &Totals) {
    let [_, notes, warnings, errors] = totals.by_severity;
    let mut out = format!("converted {} of {}", totals.complete, totals.inputs);
    if totals.files > 0 {
        let _ = write!(out, ", {}", counted(totals.files, "file"));
    }
    for (count, name) in [(errors, "error"), (warnings, "warning"), (notes, "note")] {
        if count > 0 {
            let _ = write!(out, ", {}", counted(count, name));
        }
    }
    out.push('\n');
    print(&out);
}

/// Writes to standard output; gives the exit status.
pub(super) fn to_stdout(bytes: &[u8]) -> u8 {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Ok(()) => CLEAN,
        // Who reads has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => CLEAN,
        Err(error) => {
            complain(&format!("standard output cannot be written: {error}"));
            FAILED
        }
    }
}

/// Says why nothing could be done at all.
pub(super) fn complain(message: &str) {
    print(&format!("error: {message}\n"));
}

fn counted(count: usize, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

pub(super) fn print(text: &str) {
    // Standard error may be closed; there is nobody left to tell.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

fn full(finding: &Finding, source: &Source, colour: bool, out: &mut String) {
    let paint = |code: &str, text: &str| {
        if colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    };
    let weight = match finding.severity {
        Severity::Question => paint("35", "question"),
        Severity::Note => paint("36", "note"),
        Severity::Warning => paint("33;1", "warning"),
        Severity::Error => paint("31;1", "error"),
    };
    let (place, span) = match &finding.place {
        Place::Document => (source.name().to_owned(), None),
        Place::Source(span) => (source.name().to_owned(), Some(*span)),
        Place::Output { file, page, path, source } => {
            let mut place = file.clone();
            if let Some(page) = page {
                let _ = write!(place, " page {page}");
            }
            if !path.is_empty() {
                let _ = write!(place, " {path}");
            }
            (place, *source)
        }
    };
    let at = span.map(|span| source.locate(span.start));
    let _ = write!(out, "{}", paint("1", &shown(&place)));
    if let (Some(at), Place::Source(_)) = (at, &finding.place) {
        let _ = write!(out, ":{}:{}", at.line, at.column);
    }
    let _ = writeln!(out, ": {weight}[{}]: {}", finding.rule.id, shown(&finding.message));
    if let (Some(at), Some(span)) = (at, span) {
        excerpt(source, at.line, span, out);
    }
    for hint in &finding.hints {
        let _ = writeln!(out, "  {} {}", paint("32", "hint:"), shown(hint));
    }
}

/// Columns of a source line that are shown around the caret.
const EXCERPT: usize = 100;
/// Carets at most.
const CARETS: usize = 40;

/// The line in which a span starts, as much of it as can be shown, with carets below the span.
fn excerpt(source: &Source, line: u32, span: Span, out: &mut String) {
    let (start, end) = (span.start as usize, span.end.max(span.start) as usize);
    let text = source.text();
    // A line may have megabytes: only what is shown of it is looked at.
    let before = text.get(..start).unwrap_or("").chars().rev();
    let before: Vec<char> = before.take_while(|&c| c != '\n').take(EXCERPT / 2).collect();
    let after = text.get(start..).unwrap_or("").chars().take_while(|&c| c != '\n');
    let after: String = after.take(EXCERPT - before.len()).collect();
    let after = after.trim_end_matches('\r');
    let part: String = before.iter().rev().copied().chain(after.chars()).collect();
    if part.trim().is_empty() {
        return;
    }
    let number = line.to_string();
    let length = text.get(start..end).map_or(0, |words| words.chars().take(CARETS).count());
    let _ = writeln!(out, "  {number} | {}", shown(&part));
    let _ = writeln!(
        out,
        "  {:width$} | {:indent$}{}",
        "",
        "",
        "^".repeat(length.min(after.chars().count()).max(1)),
        width = number.len(),
        indent = before.len(),
    );
}

/// A text that cannot move the terminal's cursor or change its colours.
pub(super) fn shown(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if c.is_control()
                || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') =>
            {
                '\u{FFFD}'
            }
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::rules::image::ALT_MISSING;

    #[test]
    fn a_finding_shows_its_line_and_what_to_do() {
        let source = Source::new("a.md", "one\nsee ![](b.png) there\n");
        let mut finding = Finding::new(
            &ALT_MISSING,
            Place::Source(Span::new(8..18)),
            "picture `b.png` has no description",
        );
        finding.hint("write what it shows");
        let mut out = String::new();
        full(&finding, &source, false, &mut out);
        assert_eq!(
            out,
            "a.md:2:5: warning[image/alt-missing]: picture `b.png` has no description\n  \
             2 | see ![](b.png) there\n    |     ^^^^^^^^^^\n  hint: write what it shows\n"
        );
    }

    #[test]
    fn no_input_moves_the_cursor() {
        assert_eq!(shown("a\x1b[2Jb\u{202E}c\td"), "a\u{FFFD}[2Jb\u{FFFD}c d");
    }
}
