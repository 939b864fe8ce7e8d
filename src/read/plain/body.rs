//! The blocks of the article from what is left: tables, lists, figures, quotations, headings, paragraphs.
//! A heading is a short line without a full stop that prose follows; in doubt it is a paragraph.

use super::lines::{self, Piece};
use super::reading::Reading;
use super::shape::{self, End};
use super::{bylines, captions, datelines, lists, quotes, tables, verses};
use crate::model::{Attrs, Block, BlockKind, Figure, Inline, InlineKind, Level};
use crate::source::Span;

/// The longest heading, in characters.
const LONGEST_HEADING: usize = 110;

/// The blocks of the pieces that were not taken away.
pub(super) fn blocks(reading: &Reading<'_>) -> Vec<Block> {
    let kept: Vec<usize> =
        (0..reading.pieces.len()).filter(|&i| reading.removed[i].is_none()).collect();
    let pieces: Vec<&Piece<'_>> = kept.iter().map(|&i| &reading.pieces[i]).collect();
    let mut builder =
        Builder { reading, pieces: &pieces, kept: &kept, is_interview: false, out: Vec::new() };
    builder.is_interview = builder.questions_differ();
    let mut at = 0;
    while at < builder.pieces.len() {
        at += builder.step(at);
    }
    let mut out = builder.out;
    mark_lead(&mut out);
    out
}

struct Builder<'a, 'b> {
    reading: &'b Reading<'a>,
    /// The pieces that were not taken away, and their places among all.
    pieces: &'b [&'b Piece<'a>],
    kept: &'b [usize],
    /// Whether questions are the lines of an interview, and no headings.
    is_interview: bool,
    out: Vec<Block>,
}

impl Builder<'_, '_> {
    /// Makes the block that begins here; how many pieces it takes.
    fn step(&mut self, at: usize) -> usize {
        let pieces = self.pieces;
        let rest = &pieces[at..];
        let (text, lines) = (self.reading.text, &self.reading.lines);
        if let Some((table, taken)) = tables::read(text, lines, rest) {
            self.push(BlockKind::Table(table), at, taken);
            return taken;
        }
        let before = at.checked_sub(1).map(|before| pieces[before]);
        if let Some((list, taken)) = lists::read(lines, rest, before) {
            self.push(BlockKind::List(list), at, taken);
            return taken;
        }
        // A source that is named right below a table is the table's.
        let of_table = self.out.last().is_some_and(|b| matches!(b.kind, BlockKind::Table(_)));
        let caption = self.reading.caption(self.kept[at]);
        if let Some(found) = caption.filter(|found| !(of_table && found.caption.is_empty())) {
            self.push(BlockKind::Figure(figure(found.caption, found.credit)), at, 1);
            return 1;
        }
        let stanza = verses::stanza(rest);
        if stanza > 0 {
            let block = self.paragraph(at, stanza);
            self.out.push(block);
            return stanza;
        }
        if let Some(taken) = self.announced_at_the_end(at) {
            return taken;
        }
        let said = quotes::announced(rest);
        let speaks = said > 0
            && lists::read(lines, &rest[1..], Some(rest[0])).is_none()
            && tables::read(text, lines, &rest[1..]).is_none();
        if speaks {
            let attribution = vec![Inline::text(rest[0].text.as_ref())];
            let (mut body, mut taken) = (Vec::new(), 1);
            while taken <= said {
                let lines = verses::stanza(&rest[taken..]).max(1);
                body.push(self.paragraph(at + taken, lines));
                taken += lines;
            }
            self.push(BlockKind::Quote { attribution, body }, at, taken);
            return taken;
        }
        if rest.len() > 1
            && shape::opens_quotation(&rest[0].text)
            && shape::closes_quotation(&rest[0].text)
            && quotes::is_attribution(&rest[1].text)
        {
            let attribution = vec![Inline::text(rest[1].text.as_ref())];
            let body = vec![self.paragraph(at, 1)];
            self.push(BlockKind::Quote { attribution, body }, at, 2);
            return 2;
        }
        if self.is_underlined(at) {
            let content = vec![Inline::text(rest[0].text.as_ref())];
            self.push(BlockKind::Heading { level: level(&rest[0].text), content }, at, 2);
            return 2;
        }
        if self.is_heading(at) {
            let content = vec![Inline::text(rest[0].text.as_ref())];
            self.push(BlockKind::Heading { level: level(&rest[0].text), content }, at, 1);
            return 1;
        }
        if shape::is_rule(&rest[0].text) {
            self.push(BlockKind::Rule, at, 1);
            return 1;
        }
        let taken = verses::broken(rest);
        let block = self.paragraph(at, taken);
        self.out.push(block);
        taken
    }

    /// A paragraph whose last sentence announces the quotation below it: the paragraph, and the quotation.
    fn announced_at_the_end(&mut self, at: usize) -> Option<usize> {
        let piece = self.pieces[at];
        let next = self.pieces.get(at + 1)?;
        let fits = piece.end == End::Colon && piece.sentences && shape::opens_quotation(&next.text);
        let cut = shape::sentence_breaks(&piece.text).last().filter(|_| fits)?;
        let said = quotes::quoted(&self.pieces[at + 1..]);
        let (before, announcing) = piece.text.split_at(cut);
        let mut span = self.span(at, said + 1);
        let first = self.span(at, 1);
        let (text, lines) = (self.reading.text, &self.reading.lines[piece.lines.clone()]);
        let (end, start) = lines::offsets(text, lines, before);
        let paragraph = Attrs { span: first.span.map(|s| Span { end, ..s }), ..first };
        span.span = span.span.map(|s| Span { start, ..s });
        let content = vec![Inline::text(before.trim_end())];
        self.out.push(Block { at: paragraph, ..Block::paragraph(content) });
        let attribution = vec![Inline::text(announcing.trim())];
        let body = (1..=said).map(|i| self.paragraph(at + i, 1)).collect();
        self.out.push(Block { at: span, kind: BlockKind::Quote { attribution, body } });
        Some(said + 1)
    }

    fn span(&self, at: usize, taken: usize) -> Attrs {
        let lines = &self.reading.lines;
        let start = lines[self.pieces[at].lines.start].range.start;
        let end = lines[self.pieces[at + taken - 1].lines.end - 1].range.end;
        Attrs { span: Some(Span::new(start..end)), ..Attrs::default() }
    }

    fn push(&mut self, kind: BlockKind, at: usize, taken: usize) {
        self.out.push(Block { at: self.span(at, taken), kind });
    }

    /// A paragraph of some pieces, each on a line of its own.
    fn paragraph(&self, at: usize, taken: usize) -> Block {
        let mut content = Vec::new();
        for piece in &self.pieces[at..at + taken] {
            if !content.is_empty() {
                content.push(Inline::new(InlineKind::Break));
            }
            content.push(Inline::text(piece.text.as_ref()));
        }
        Block { at: self.span(at, taken), ..Block::paragraph(content) }
    }

    /// Whether a line of signs stands right below a short line, as people underline headings.
    fn is_underlined(&self, at: usize) -> bool {
        let below = self.pieces.get(at + 1).filter(|p| !p.gap && shape::is_rule(&p.text));
        below.is_some()
            && self.pieces[at].chars <= LONGEST_HEADING
            && !shape::is_rule(&self.pieces[at].text)
    }

    /// Whether the article is an interview of which some questions could not be headings: then none is.
    fn questions_differ(&self) -> bool {
        const FEWEST: usize = 3;
        let questions = || (1..self.pieces.len()).filter(|&at| self.is_question(at));
        let count = questions().count();
        count >= FEWEST
            && count * 6 >= self.pieces.len()
            && !questions().all(|at| self.is_heading(at))
    }

    /// Whether a piece by itself is a question that the next one answers.
    fn is_question(&self, at: usize) -> bool {
        const LONGEST: usize = 300;
        let piece = self.pieces[at];
        let answered =
            self.pieces.get(at + 1).is_some_and(|next| next.end != End::Call || next.sentences);
        piece.chars <= LONGEST && shape::is_question(&piece.text) && answered
    }

    /// Whether a piece heads what follows.
    fn is_heading(&self, at: usize) -> bool {
        let piece = self.pieces[at];
        let text = piece.text.as_ref();
        let fits = self.reading.lead != Some(self.kept[at])
            && piece.chars <= LONGEST_HEADING
            && matches!(piece.end, End::Open | End::Call)
            && text.contains(char::is_alphabetic)
            && starts_like_heading(text)
            && !(self.is_interview && shape::is_question(text))
            && (piece.end == End::Open || shape::is_question(text))
            && !(shape::opens_quotation(text) && piece.end == End::Call)
            && !(piece.end == End::Call && piece.sentences && piece.chars > 70)
            && !shape::is_contact(text)
            && !names_speaker(text)
            && !shape::is_entry(text)
            && !captions::has_weak_label(text)
            // When and where something happens.
            && !datelines::is_event(text)
            && self.reading.caption(self.kept[at]).is_none()
            && !text.contains(['\t', '|'])
            && !self
                .pieces
                .get(at + 1)
                .is_some_and(|p| !p.gap && p.text.starts_with(char::is_lowercase));
        fits && self.has_section(at + 1)
    }

    /// Whether what begins here can stand under a heading: prose, or what leads to it.
    fn has_section(&self, mut at: usize) -> bool {
        for _ in 0..4 {
            let Some(piece) = self.pieces.get(at) else { return false };
            let rest = &self.pieces[at..];
            if self.reading.caption(self.kept[at]).is_some() {
                at += 1;
                continue;
            }
            if lists::read(&self.reading.lines, rest, None).is_some()
                || tables::read(
                    self.reading.text,
                    &self.reading.lines,
                    rest.get(..6).unwrap_or(rest),
                )
                .is_some()
            {
                return true;
            }
            // Whom to ask, after a heading that says so.
            let address = piece.gap && shape::is_contact(&piece.text) && piece.text.contains(',');
            let sentence = address && shape::word_count(&piece.text) >= 4
                || matches!(piece.end, End::Stop | End::Colon) && piece.chars >= 12
                || piece.end == End::Call && piece.sentences;
            return sentence
                || piece.chars > LONGEST_HEADING
                || shape::opens_quotation(&piece.text);
        }
        false
    }
}

fn figure(caption: &str, credit: &str) -> Figure {
    let inline = |text: &str| if text.is_empty() { Vec::new() } else { vec![Inline::text(text)] };
    Figure { image: None, caption: inline(caption), credit: inline(credit) }
}

/// Whether a line begins with the name of who says it: "Jane Doe: And then?".
fn names_speaker(text: &str) -> bool {
    let name = text.split_once(':').map(|(name, _)| name);
    name.is_some_and(|name| bylines::names(name).is_some_and(|names| names.len() == 1))
        && shape::end(text) == End::Call
}

/// A heading begins with a capital, a figure, or a letter of a script that has no capitals.
fn starts_like_heading(text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| "¿¡\"“„«»‚‘‹›”'([#".contains(c));
    bare.chars().next().is_some_and(|c| c.is_numeric() || c.is_alphabetic() && !c.is_lowercase())
}

/// The level of a heading: its numbering says how deep it is, else 2.
fn level(text: &str) -> Level {
    let number = text.split_whitespace().next().unwrap_or("").trim_end_matches('.');
    let numbered = number.contains('.')
        && number
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    let depth = if numbered { number.split('.').count() } else { 1 };
    Level::clamped(u32::try_from(depth + 1).unwrap_or(6))
}

/// The first paragraph of the article is its standfirst, if no heading stands before it.
fn mark_lead(blocks: &mut [Block]) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Figure(_) => {}
            BlockKind::Paragraph { lead, content } => {
                let words = crate::model::plain_text(content);
                let long = words.chars().count() >= 40 || shape::end(&words) == End::Stop;
                if long {
                    *lead = content.len() == 1;
                    return;
                }
            }
            _ => return,
        }
    }
}
