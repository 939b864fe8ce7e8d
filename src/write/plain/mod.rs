//! The document as plain text that reads well by speech, on a braille display and in fifty years: no
//! drawing with signs, no columns, no hyphenation, one paragraph a line unless lines are asked for.

mod blocks;
mod inlines;
mod tables;
mod wrap;

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use crate::model::Document;
use crate::normalise::Normal;
use crate::text::{Labels, Language, labels, terms};
use crate::write::front::{FrontPart, front};

/// What the user can choose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// The width at which lines are broken, in columns of a terminal; `None` for one paragraph a line.
    pub wrap: Option<usize>,
}

/// Writes the document.
pub fn write(document: &Normal, options: &Options) -> Vec<u8> {
    let mut plain = Plain::new(document, options);
    plain.front();
    plain.blocks(&document.body);
    plain.other_notes();
    let mut out: String = plain.out.nfc().collect();
    out.push('\n');
    out.into_bytes()
}

/// The text so far, and what the next line needs.
struct Plain<'a> {
    document: &'a Document,
    labels: &'static Labels,
    undescribed: &'static str,
    wrap: Option<usize>,
    out: String,
    /// Blank lines before the next line.
    gap: usize,
    /// Levels of nesting, two spaces each.
    depth: usize,
    /// What stands before the next line, in place of its last level.
    marker: Option<String>,
    note_numbers: BTreeMap<&'a str, u32>,
    /// How many of the notes stand in the text so far.
    notes_written: usize,
    /// Abbreviations that are explained already.
    explained: BTreeSet<String>,
}

impl<'a> Plain<'a> {
    fn new(document: &'a Document, options: &Options) -> Self {
        let und = Language::undetermined();
        let language = document.meta.language.as_ref().unwrap_or(&und);
        let mut note_numbers = BTreeMap::new();
        for note in &document.notes {
            note_numbers.entry(note.id.as_str()).or_insert(note.number);
        }
        Self {
            document,
            labels: labels(language),
            undescribed: terms(language).undescribed,
            wrap: options.wrap,
            out: String::new(),
            gap: 0,
            depth: 0,
            marker: None,
            note_numbers,
            notes_written: 0,
            explained: BTreeSet::new(),
        }
    }

    /// The title and the lines below it; the last says the language.
    fn front(&mut self) {
        for line in front(&self.document.meta) {
            if line.part != FrontPart::Title || !line.text.is_empty() {
                self.paragraph(&inlines::clean(&line.text));
            }
        }
        if let Some(language) = &self.document.meta.language {
            self.paragraph(&format!("{}: {language}", self.labels.language));
        }
        self.space(1);
    }

    /// The notes that do not stand in the body.
    fn other_notes(&mut self) {
        let rest = self.document.notes.len() - self.notes_written;
        if rest == 0 {
            return;
        }
        let und = Language::undetermined();
        let language = self.document.meta.language.as_ref().unwrap_or(&und);
        self.space(2);
        self.paragraph(terms(language).notes);
        self.notes(rest);
    }

    /// The next of the notes: they are in the order in which they stand.
    fn notes(&mut self, count: usize) {
        let from = self.notes_written;
        self.notes_written = self.document.notes.len().min(from + count);
        let document = self.document;
        for note in document.notes.iter().skip(from).take(count) {
            self.space(1);
            self.marked(format!("[{}] ", note.number), |plain| plain.blocks(&note.body));
        }
    }

    /// Asks for blank lines before the next line.
    fn space(&mut self, lines: usize) {
        self.gap = self.gap.max(lines);
    }

    /// What `fill` writes, one level deeper, with a marker before its first line.
    fn marked(&mut self, marker: String, fill: impl FnOnce(&mut Self)) {
        self.flush_marker();
        self.marker = Some(marker);
        self.depth += 1;
        fill(self);
        self.flush_marker();
        self.depth -= 1;
    }

    /// A marker before which nothing came to stand has a line of its own.
    fn flush_marker(&mut self) {
        if self.marker.is_some() {
            self.line("");
        }
    }

    /// A paragraph: lines that the author broke stay broken, long ones are wrapped if asked for.
    fn paragraph(&mut self, text: &str) {
        for line in text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
            match self.wrap {
                None => self.line(line),
                Some(width) => {
                    let first = self.marker.as_deref().map_or(2, wrap::width).max(2);
                    let indent = 2 * self.depth.saturating_sub(1);
                    let rest = width.saturating_sub(2 * self.depth);
                    let first =
                        if self.depth == 0 { width } else { width.saturating_sub(indent + first) };
                    for line in wrap::wrap(line, first, rest) {
                        self.line(line);
                    }
                }
            }
        }
    }

    /// One line as it is.
    fn line(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push_str(&"\n".repeat(self.gap + 1));
        }
        self.gap = 0;
        let start = self.out.len();
        match self.marker.take() {
            Some(marker) => {
                self.out.push_str(&"  ".repeat(self.depth.saturating_sub(1)));
                self.out.push_str(&marker);
            }
            None => self.out.push_str(&"  ".repeat(self.depth)),
        }
        self.out.push_str(text);
        let end = self.out[start..].trim_end().len();
        self.out.truncate(start + end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Alt, Block, BlockKind, Heads, Image, InlineKind};
    use crate::write::fixture::{
        assert_words, cell, everything, figure, heading, image, inline, list, paragraph,
        paragraphs, table, text, with_body,
    };

    fn plain(document: &Normal, wrap: Option<usize>) -> String {
        String::from_utf8(write(document, &Options { wrap })).unwrap()
    }

    /// What stands below the front matter.
    fn body(blocks: Vec<Block>) -> String {
        let text = plain(&with_body(blocks), None);
        text.strip_prefix("Title\nLanguage: en\n\n").unwrap_or(&text).to_owned()
    }

    #[test]
    fn all_words_are_there_in_order() {
        assert_words(&plain(&everything(), None));
        assert_words(&plain(&everything(), Some(30)));
    }

    #[test]
    fn the_profile_holds() {
        for wrap in [None, Some(40)] {
            let text = plain(&everything(), wrap);
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"));
            assert!(!text.contains(['\t', '\r', '\u{FEFF}']) && !text.contains("\n\n\n\n"));
            assert!(text.lines().all(|line| line.trim_end() == line));
            assert_eq!(text, text.nfc().collect::<String>());
        }
        let wide = |line: &str| wrap::width(line) > 40 && !line.contains("://");
        assert_eq!(plain(&everything(), Some(40)).lines().find(|line| wide(line)), None);
    }

    #[test]
    fn blocks_are_lines() {
        let nested = list(Some(9), vec![paragraphs("c"), paragraphs("d")]);
        let blocks = vec![
            paragraph("Before."),
            heading(2, "Heading"),
            list(None, vec![paragraphs("a"), vec![paragraph("b"), nested]]),
            list(None, vec![vec![paragraph("e"), paragraph("f")]]),
            Block::new(BlockKind::Quote {
                attribution: text("Somebody"),
                body: paragraphs("Said."),
            }),
            Block::new(BlockKind::Code { language: None, text: "a\n\tb\n".into() }),
        ];
        assert_eq!(
            body(blocks),
            "Before.\n\n\nHeading\n\n- a\n- b\n  9. c\n  10. d\n\n- e\n\n  f\n\n\
             [Quote]\n\nSaid.\n\n[End of quote: Somebody]\n\na\n    b\n"
        );
    }

    #[test]
    fn tables_are_heard_row_by_row() {
        use Heads::{Column, Row};
        let rows = vec![
            vec![cell(Some(Column), ""), cell(Some(Column), "Jan"), cell(Some(Column), "Feb")],
            vec![cell(Some(Row), "Oslo"), cell(None, "10"), cell(None, "It rained.")],
            vec![cell(Some(Row), "Bergen"), cell(None, ""), cell(None, "30")],
        ];
        assert_eq!(
            body(vec![table("Rain", rows)]),
            "Rain\nJan; Feb.\nOslo: Jan 10; Feb It rained.\nBergen: Feb 30.\n"
        );
        let rows =
            vec![vec![cell(None, "a"), cell(None, "")], vec![cell(None, ""), cell(None, "b")]];
        assert_eq!(body(vec![table("", rows)]), "a; –.\n–; b.\n");
    }

    #[test]
    fn figures_keep_their_words() {
        let of = |alt: Option<Alt>, caption| {
            body(vec![figure(alt.map(|alt| image(alt, None)), caption, "Ann A")])
        };
        let authored = Alt::Authored("A view.".into());
        assert_eq!(of(Some(authored), "C"), "[Image: A view. Caption: C. Credit: Ann A]\n");
        assert_eq!(of(Some(Alt::Caption("C".into())), "C"), "[Image. Caption: C. Credit: Ann A]\n");
        assert_eq!(of(Some(Alt::Missing), ""), "[Image without description. Credit: Ann A]\n");
        assert_eq!(of(Some(Alt::Decorative), "C"), "[Caption: C. Credit: Ann A]\n");
        assert_eq!(of(None, "C"), "[Caption: C. Credit: Ann A]\n");
        assert_eq!(body(vec![figure(None, "C", "© A")]), "[Caption: C. © A]\n");
    }

    #[test]
    fn inlines_say_what_signs_would_show() {
        let of = |kinds: Vec<InlineKind>| {
            body(vec![Block::paragraph(kinds.into_iter().map(inline).collect())])
        };
        let link = |words, address: &str| InlineKind::Link {
            target: crate::model::Target::External(address.into()),
            content: text(words),
        };
        assert_eq!(of(vec![link("here", "https://a.example/")]), "here (https://a.example/)\n");
        assert_eq!(of(vec![link("a.example", "https://a.example/")]), "a.example\n");
        assert_eq!(of(vec![link("here", "javascript:x")]), "here\n");
        let undescribed = Image { path: "a.png".into(), alt: Alt::Missing, picture: None };
        let InlineKind::Link { target, content: mut both } = link("a.example", "https://a.example")
        else {
            panic!()
        };
        both.insert(0, inline(InlineKind::Image(undescribed)));
        let both = InlineKind::Link { target, content: both };
        assert_eq!(of(vec![both]), "[Image without description]a.example\n");
        let raised = |base: &str, power| {
            of(vec![InlineKind::Text(base.into()), InlineKind::Superscript(text(power))])
        };
        assert_eq!((raised("10", "6").as_str(), raised("1", "st").as_str()), ("10^6\n", "1st\n"));
        let abbreviation = || InlineKind::Abbreviation {
            expansion: "World Wide Web".into(),
            content: text("WWW"),
        };
        let twice = of(vec![abbreviation(), InlineKind::Break, abbreviation()]);
        assert_eq!(twice, "WWW (World Wide Web)\nWWW\n");
        assert_eq!(of(vec![InlineKind::Strikethrough(text("no"))]), "[deleted: no]\n");
    }
}
