//! Every output read back and held against the document and against what it claims. What is found is a
//! mistake of altform's own, and says so; what the author's content causes was said before.

use super::Output;
use super::told::{Front, told};
use crate::check::{self, Checked, fidelity};
use crate::diagnostic::rules::{self, content, document, html, image, pdf};
use crate::diagnostic::{Fatal, Finding, Findings, Place, Rule, Severity};
use crate::normalise::Normal;
use crate::read::resources::Folders;
use crate::read::{self, json};
use crate::source::Source;
use crate::transcript::{self, Difference, Mode, Transcript};
use crate::write::OutputFormat;

/// What to do about a mistake of ours.
const BUG: &str = "please report this as a bug of altform, with the input if you can";

/// Errors that the author's content causes: findings on the source say them, and claims are dropped for
/// them where they must be.
const CONTENT: &[&Rule] = &[
    &image::ALT_MISSING,
    &content::UNREADABLE_CHARACTERS,
    &document::BAD_LANGUAGE,
    &html::HEADER_WITHOUT_CELLS,
];

/// What a PDF that does not claim PDF/UA, because it lacks a title, a language or a character, need not
/// meet.
const UNCLAIMED: &[&Rule] = &[
    &pdf::claim::TITLE_MISSING,
    &pdf::structure::LANGUAGE_MISSING,
    &pdf::structure::LANGUAGE_INVALID,
    &pdf::font::GLYPH_MISSING,
    &pdf::font::NO_UNICODE,
];

/// Reads back what was written of a document, and says what is wrong with it.
pub(super) fn verify(
    document: &Normal,
    written: Vec<(OutputFormat, Vec<u8>)>,
    findings: &mut Findings,
) -> Vec<Output> {
    let mut expected: Option<Transcript> = None;
    let mut verify = |(format, bytes): (OutputFormat, Vec<u8>)| {
        let expected = expected.get_or_insert_with(|| told(document, Front::Ours));
        let (claims, faults) = match format {
            // The document itself is read back by who reads documents, not by the checks.
            OutputFormat::Json => (Vec::new(), json_faults(&bytes, expected)),
            _ => checked_faults(format, &bytes, expected),
        };
        let sound = faults.is_empty();
        for mut finding in faults {
            finding.hint(BUG);
            findings.add(finding);
        }
        Output { format, bytes, claims, sound }
    };
    written.into_iter().map(&mut verify).collect()
}

/// What a file claims, and what is wrong with it.
fn checked_faults(
    format: OutputFormat,
    bytes: &[u8],
    expected: &Transcript,
) -> (Vec<String>, Vec<Finding>) {
    let name = format!("output.{}", format.extension());
    let checked = match check::check(&name, bytes, &check::Options::default()) {
        Ok(checked) => checked,
        Err(Fatal(finding)) => return (Vec::new(), vec![unreadable(format, &finding)]),
    };
    let Checked { claims, findings, transcript, source, .. } = checked;
    let mut faults = differences(format, &transcript, expected);
    let claims_ua = claims.iter().any(|claim| claim.starts_with("PDF/UA"));
    let is_among = |rules: &[&Rule], rule: &Rule| rules.iter().any(|known| known.id == rule.id);
    let is_ours = |finding: &Finding| {
        finding.severity == Severity::Error
            && !is_among(CONTENT, finding.rule)
            && (claims_ua || !is_among(UNCLAIMED, finding.rule))
    };
    faults.extend(findings.into_iter().filter(is_ours).map(|mut finding| {
        finding.place = in_output(format, finding.place, source.as_ref());
        finding
    }));
    (claims, faults)
}

/// What is wrong with a document that was written as JSON.
fn json_faults(bytes: &[u8], expected: &Transcript) -> Vec<Finding> {
    let source = Source::new("output.json", String::from_utf8_lossy(bytes));
    let mut found = Findings::default();
    let resources = Folders::new([]);
    let mut cx = read::Context { resources: &resources, findings: &mut found };
    match json::read(&source, &mut cx) {
        Ok(document) => {
            let mut faults: Vec<Finding> =
                found.iter().map(|finding| unreadable(OutputFormat::Json, finding)).collect();
            let got = told(&document, Front::Ours);
            faults.extend(differences(OutputFormat::Json, &got, expected));
            faults
        }
        Err(Fatal(finding)) => vec![unreadable(OutputFormat::Json, &finding)],
    }
}

fn differences(format: OutputFormat, got: &Transcript, expected: &Transcript) -> Vec<Finding> {
    let place = |difference: &Difference| place(format, difference);
    fidelity::findings(&transcript::compare(expected, got, Mode::Exact), place)
}

/// A file of ours that cannot be read.
fn unreadable(format: OutputFormat, finding: &Finding) -> Finding {
    let message =
        format!("the {} that was made cannot be read: {}", format.name(), finding.message);
    let place = in_output(format, Place::Document, None);
    Finding::new(&rules::fidelity::LOST, place, message)
}

fn place(format: OutputFormat, difference: &Difference) -> Place {
    Place::Output {
        file: format.name().to_owned(),
        page: difference.got_at.page,
        path: difference.got_at.path.to_string(),
        source: difference.expected_at.span,
    }
}

/// The place of a finding in a file of ours, for people who know that file by its format only.
fn in_output(format: OutputFormat, place: Place, source: Option<&Source>) -> Place {
    let file = format.name().to_owned();
    match place {
        Place::Output { page, path, .. } => Place::Output { file, page, path, source: None },
        Place::Source(span) => {
            let line = source.map(|source| source.locate(span.start).line);
            let path = line.map(|line| format!("line {line}")).unwrap_or_default();
            Place::Output { file, page: None, path, source: None }
        }
        Place::Document => Place::Output { file, page: None, path: String::new(), source: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::FontBook;
    use crate::model::{Block, Document, Inline, InlineKind};
    use crate::normalise::{Hints, normalise};
    use crate::text::Language;
    use crate::write::{self, Target};

    fn document(words: &str) -> Normal {
        let text = |words: &str| Inline::new(InlineKind::Text(words.into()));
        let mut inlines = Vec::new();
        for line in words.split('\n') {
            if !inlines.is_empty() {
                inlines.push(Inline::new(InlineKind::Break));
            }
            inlines.push(text(line));
        }
        let mut document = Document::default();
        document.meta.title = Some("A title".into());
        document.meta.language = Language::parse("en");
        document.body = vec![Block::paragraph(inlines)];
        normalise(document, &Hints::default(), &mut Findings::default())
    }

    fn written(document: &Normal, format: OutputFormat) -> Vec<u8> {
        let (fonts, mut findings) = (FontBook::new(), Findings::default());
        let mut cx =
            write::Context { fonts: &fonts, findings: &mut findings, epoch: None, source: None };
        write::write(document, &Target::new(format), &mut cx).unwrap()
    }

    #[test]
    fn outputs_that_are_sound_say_what_they_claim() {
        let document = document("All is well.");
        let outputs = OutputFormat::ALL.map(|format| (format, written(&document, format)));
        let mut findings = Findings::default();
        let outputs = verify(&document, outputs.into(), &mut findings);
        assert_eq!(findings.into_sorted(), []);
        assert!(outputs.iter().all(|output| output.sound));
        assert_eq!(outputs[0].claims, ["PDF/UA-1", "PDF/A-2a"]);
    }

    #[test]
    fn what_looks_like_something_else_is_no_mistake() {
        let words = [
            // Painted from right to left in the midst of a line.
            "A postcard came from Haifa with this on a single line of it: שמיים מלאי כנפיים, and more.",
            // Marks of plain text that are words here.
            "[Quote]",
            "[Image without description]",
            "Paint [deleted: Mill Lane] Mill Street [Image: a swift]",
            // No space, whether the author broke the line or not.
            "肉をくわえたイ\nヌが",
        ];
        for words in words {
            let document = document(words);
            let outputs = OutputFormat::ALL.map(|format| (format, written(&document, format)));
            let mut findings = Findings::default();
            verify(&document, outputs.into(), &mut findings);
            assert_eq!(findings.into_sorted(), [], "{words}");
        }
        let mut document = document("").into_inner();
        document.body = ["[Quote]", "Words.", "[End of quote: Eve]", "[Box: Tip]", "[End of box]"]
            .map(|words| Block::paragraph(vec![Inline::new(InlineKind::Text(words.into()))]))
            .into();
        let document = normalise(document, &Hints::default(), &mut Findings::default());
        let mut findings = Findings::default();
        let plain = (OutputFormat::Plain, written(&document, OutputFormat::Plain));
        verify(&document, vec![plain], &mut findings);
        assert_eq!(findings.into_sorted(), []);
    }

    #[test]
    fn an_output_that_says_something_else_or_breaks_its_claim_is_not_sound() {
        let (document, other) = (document("All is well."), document("All was well."));
        for format in OutputFormat::ALL {
            let mut findings = Findings::default();
            let outputs = verify(&document, vec![(format, written(&other, format))], &mut findings);
            assert!(!outputs[0].sound, "{format:?}");
            assert_eq!(findings.into_sorted()[0].rule, &rules::fidelity::LOST, "{format:?}");
        }
        // A level of conformance that there is not.
        let mut bytes = written(&document, OutputFormat::Pdf);
        let claim = b"pdfaid:conformance>A";
        let at = bytes.windows(claim.len()).position(|part| part == claim).unwrap();
        bytes[at + claim.len() - 1] = b'C';
        let mut findings = Findings::default();
        let outputs = verify(&document, vec![(OutputFormat::Pdf, bytes)], &mut findings);
        assert!(!outputs[0].sound);
        assert_eq!(findings.into_sorted()[0].rule, &pdf::claim::CLAIM_WRONG);
    }
}
