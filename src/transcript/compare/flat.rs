//! A transcript as words that know what holds them. It compares nothing.

use super::context::{Asked, Context, Open};
use super::fold::{Keys, is_said, is_way_back, said, words};
use crate::transcript::{At, Group, Kind, Line, Link, Run, Transcript, What};

/// A word, or a whole picture.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Token {
    /// Equal for equal words.
    pub(super) key: u32,
    /// Its line.
    pub(super) line: usize,
    /// Its run in that line; none if it stands in a label.
    pub(super) run: Option<usize>,
    /// Its bytes in the text of the line, or in the label.
    pub(super) bytes: (usize, usize),
    /// What holds it: its place in [`Flat::contexts`].
    pub(super) context: usize,
    pub(super) picture: bool,
    /// Whether it has a letter, a digit or a sign that is said.
    pub(super) said: bool,
    /// Whether it has a letter.
    pub(super) letters: bool,
    /// A digit that stands raised, however that is said.
    pub(super) raised_digit: bool,
    /// It may be missing on the other side.
    pub(super) optional: bool,
    /// No white space before it.
    pub(super) joined: bool,
}

/// The words of a transcript.
#[derive(Debug)]
pub(super) struct Flat<'a> {
    pub(super) transcript: &'a Transcript,
    pub(super) tokens: Vec<Token>,
    pub(super) contexts: Vec<Context>,
}

impl<'a> Flat<'a> {
    pub(super) fn new(transcript: &'a Transcript, asked: Asked, keys: &mut Keys) -> Self {
        let mut flat = Self { transcript, tokens: Vec::new(), contexts: Vec::new() };
        let mut open = Open::default();
        for (index, line) in transcript.lines.iter().enumerate() {
            let context = open.enter(index, line);
            // Who listens to the article does not hear what leads to other pages.
            let label = match &line.kind {
                Kind::Start(Group::Item { label } | Group::Note { label }) => label,
                _ => "",
            };
            if context.landmark || (line.runs.is_empty() && label.is_empty()) {
                continue;
            }
            flat.contexts.push(context.clone());
            flat.label(index, label, asked, keys);
            flat.line(index, line, asked, keys);
        }
        if !asked.exact {
            flat.gather_notes();
        }
        flat
    }

    pub(super) fn keys(&self) -> Vec<u32> {
        self.tokens.iter().map(|token| token.key).collect()
    }

    pub(super) fn context(&self, token: &Token) -> &Context {
        &self.contexts[token.context]
    }

    pub(super) fn run(&self, token: &Token) -> Option<&Run> {
        self.transcript.lines[token.line].runs.get(token.run?)
    }

    pub(super) fn at(&self, token: &Token) -> At {
        self.transcript.lines[token.line].at.clone()
    }

    /// What stands at these tokens, as it is written.
    pub(super) fn text(&self, tokens: &[Token]) -> String {
        let mut out = String::new();
        for part in tokens.chunk_by(|a, b| a.line == b.line && a.run.is_some() == b.run.is_some()) {
            let (Some(first), Some(last)) = (part.first(), part.last()) else { continue };
            let line = &self.transcript.lines[first.line];
            let whole = if first.run.is_some() { line.text() } else { label(line).to_owned() };
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(whole.get(first.bytes.0..last.bytes.1).unwrap_or_default());
        }
        out.replace('\n', " ")
    }

    /// The words of a label that says more than where in its list an item stands. In plain text numbers are
    /// words as all others.
    fn label(&mut self, index: usize, label: &str, asked: Asked, keys: &mut Keys) {
        let words = words(label);
        let letters: usize =
            words.iter().flat_map(|word| word.folded.chars()).filter(|c| c.is_alphabetic()).count();
        // `iii.` and `b)` are numbers.
        if letters < 4 && asked.punctuation {
            return;
        }
        for word in words {
            self.push(index, None, (word.start, word.end), &word.folded, false, keys);
            if let Some(token) = self.tokens.last_mut() {
                token.optional = letters < 4;
            }
        }
    }

    fn line(&mut self, index: usize, line: &Line, asked: Asked, keys: &mut Keys) {
        let text = line.text();
        let mut start = 0;
        let mut runs = line.runs.iter().enumerate().peekable();
        while let Some((first, run)) = runs.next() {
            let begin = start;
            start += length(run);
            if self.is_way_back(run) {
                continue;
            }
            match run.what {
                What::Picture | What::Undescribed => {
                    let known = run.what == What::Picture;
                    let folded = if known { said(&run.text) } else { String::new() };
                    let key = format!("\u{1}{folded}");
                    self.push(index, Some(first), (begin, start), &key, false, keys);
                    if let Some(token) = self.tokens.last_mut() {
                        token.picture = true;
                        token.said = true;
                        token.letters = known;
                    }
                    continue;
                }
                What::NoteReference | What::Words | What::Own | What::Formula | What::Break => {}
            }
            // A word may go on in the next run: "un" and a stressed "known".
            let mut parts = vec![(first, begin)];
            let mut before = run;
            while let Some((next, after)) = runs.next_if(|(_, after)| one_text(before, after)) {
                parts.push((next, start));
                start += length(after);
                before = after;
            }
            for word in keys.words(text.get(begin..start).unwrap_or_default()).iter() {
                if !asked.punctuation && !word.is_said() {
                    continue;
                }
                let (from, to) = (begin + word.start, begin + word.end);
                let of = parts.partition_point(|(_, at)| *at <= from).saturating_sub(1);
                let of = parts[of].0;
                self.push(index, Some(of), (from, to), &word.folded, word.raised, keys);
            }
        }
    }

    /// Whether a run leads from a note back to where it is referred to: every format has its own words
    /// for that, or an arrow.
    fn is_way_back(&self, run: &Run) -> bool {
        let in_note = self.contexts.last().is_some_and(|context| context.note.is_some());
        let number = || super::context::number(&run.text).is_some();
        match (&run.link, run.what) {
            (_, What::NoteReference) => is_way_back(&run.text) || (in_note && !number()),
            (Some(Link::Internal(_)), What::Words) => is_way_back(&run.text),
            _ => false,
        }
    }

    fn push(
        &mut self,
        line: usize,
        run: Option<usize>,
        bytes: (usize, usize),
        folded: &str,
        raised: bool,
        keys: &mut Keys,
    ) {
        let joined = self.tokens.last().is_some_and(|last| {
            last.line == line && last.run.is_some() == run.is_some() && last.bytes.1 == bytes.0
        });
        let digit = folded.chars().all(char::is_numeric);
        let run_of = run.and_then(|run| self.transcript.lines[line].runs.get(run));
        let what = run_of.map(|run| run.what);
        let run_raised = run_of.is_some_and(|run| run.raised || run.what == What::NoteReference);
        self.tokens.push(Token {
            key: keys.of(folded),
            line,
            run,
            bytes,
            context: self.contexts.len().saturating_sub(1),
            picture: false,
            said: is_said(folded),
            letters: folded.chars().any(char::is_alphabetic),
            raised_digit: digit && (raised || run_raised),
            optional: what == Some(What::Own),
            joined,
        });
    }

    /// Puts the notes after everything else, by their numbers.
    fn gather_notes(&mut self) {
        let tokens = std::mem::take(&mut self.tokens);
        let of = |token: &Token| self.contexts[token.context].note.as_deref();
        let (mut notes, mut body): (Vec<_>, Vec<_>) =
            tokens.into_iter().partition(|token| of(token).is_some());
        notes.sort_by_key(|token| of(token).and_then(super::context::number));
        body.append(&mut notes);
        self.tokens = body;
    }
}

/// The label of a line that begins an item.
fn label(line: &Line) -> &str {
    match &line.kind {
        Kind::Start(Group::Item { label } | Group::Note { label }) => label,
        _ => "",
    }
}

/// The bytes that a run takes in [`Line::text`].
fn length(run: &Run) -> usize {
    if run.what == What::Break { 1 } else { run.text.len() }
}

/// Whether the words of two runs may be parts of one word.
fn one_text(a: &Run, b: &Run) -> bool {
    let plain = |run: &Run| matches!(run.what, What::Words | What::Break | What::Formula);
    // 10⁶ is no single number.
    let digits = a.text.ends_with(char::is_numeric) && b.text.starts_with(char::is_numeric);
    plain(a) && plain(b) && (a.raised == b.raised || !digits)
}
