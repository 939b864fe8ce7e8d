//! What found no partner: words that are lost, added, repeated or moved, and descriptions of pictures.

use std::collections::HashSet;
use std::ops::Range;

use super::flat::{Flat, Token};
use super::fold::{Keys, Word, is_way_back, said, words};
use super::{Difference, Found, Kind, Mode, UNDESCRIBED, align, shortened};
use crate::transcript::{Group, Kind as LineKind, What};

/// From so many words on, what is missing here and stands there is the same passage.
const PASSAGE: usize = 4;
/// How often the rest is searched for passages that were moved.
const PASSES: usize = 8;

/// The differences, and the words that were moved.
pub(super) fn find(
    expected: &Flat<'_>,
    got: &Flat<'_>,
    pairs: &[(usize, usize)],
    mode: Mode<'_>,
    punctuation: bool,
    keys: &mut Keys,
) -> (Vec<Found>, Vec<(usize, usize)>) {
    let about = match mode {
        Mode::Exact => HashSet::new(),
        Mode::Rendered { about, .. } => {
            let title = got.transcript.title.as_deref().unwrap_or_default();
            let words = words(about).into_iter().chain(words(title));
            words.map(|word| keys.of(&word.folded)).collect()
        }
    };
    let mut beside = HashSet::new();
    if let Mode::Rendered { beside: words_beside, .. } = mode {
        let words = words(words_beside).into_iter().filter(Word::is_said);
        let words: Vec<u32> = words.map(|word| keys.of(&word.folded)).collect();
        for length in 1..=3 {
            beside.extend(words.windows(length).map(<[u32]>::to_vec));
        }
    }
    let mut gaps = Gaps {
        expected,
        got,
        exact: mode == Mode::Exact,
        punctuation,
        about,
        beside,
        left: Rest {
            expected: vec![true; expected.tokens.len()],
            got: vec![true; got.tokens.len()],
        },
        passages: HashSet::new(),
        found: Vec::new(),
    };
    for &(i, j) in pairs {
        (gaps.left.expected[i], gaps.left.got[j]) = (false, false);
    }
    let moved = gaps.moved(pairs);
    let mut from = (0, 0);
    let end = (expected.tokens.len(), got.tokens.len());
    for &(i, j) in pairs.iter().chain([&end]) {
        gaps.gap(from.0..i, from.1..j);
        from = (i + 1, j + 1);
    }
    (gaps.found, moved)
}

/// What stands in a gap as words.
struct Spoken {
    expected: String,
    got: String,
}

/// Which words have no partner.
struct Rest {
    expected: Vec<bool>,
    got: Vec<bool>,
}

struct Gaps<'a> {
    expected: &'a Flat<'a>,
    got: &'a Flat<'a>,
    exact: bool,
    /// Neither is plain text.
    punctuation: bool,
    /// Words that may be added.
    about: HashSet<u32>,
    /// What stands beside what is expected: words, twos and threes.
    beside: HashSet<Vec<u32>>,
    left: Rest,
    /// All that is expected, in threes; empty until it is asked for.
    passages: HashSet<[u32; 3]>,
    found: Vec<Found>,
}

impl Gaps<'_> {
    /// Finds passages that stand elsewhere; the pairs of their words.
    fn moved(&mut self, pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        for _ in 0..PASSES {
            let rest = |left: &[bool]| -> Vec<usize> {
                (0..left.len()).filter(|&index| left[index]).collect()
            };
            let (lost, added) = (rest(&self.left.expected), rest(&self.left.got));
            if lost.is_empty() || added.is_empty() {
                break;
            }
            let lost_keys: Vec<_> = lost.iter().map(|&i| self.expected.tokens[i].key).collect();
            let added_keys: Vec<_> = added.iter().map(|&j| self.got.tokens[j].key).collect();
            let matched = align::align(&lost_keys, &added_keys);
            let matched: Vec<_> = matched.into_iter().map(|(i, j)| (lost[i], added[j])).collect();
            let before = out.len();
            for run in matched.chunk_by(|a, b| (a.0 + 1, a.1 + 1) == (b.0, b.1)) {
                if self.is_passage(run) {
                    for &(i, j) in run {
                        (self.left.expected[i], self.left.got[j]) = (false, false);
                    }
                    self.tell_moved(run, pairs);
                    out.extend(run);
                }
            }
            if out.len() == before {
                break;
            }
        }
        out
    }

    /// Whether a run of words is known by itself: long, or whole lines.
    fn is_passage(&self, run: &[(usize, usize)]) -> bool {
        let (Some(&(first, _)), Some(&(last, _))) = (run.first(), run.last()) else { return false };
        let tokens = &self.expected.tokens;
        let told = run.iter().filter(|(i, _)| tokens[*i].letters || tokens[*i].picture).count();
        let line = |index: Option<usize>| index.and_then(|i| tokens.get(i)).map(|token| token.line);
        let starts = line(first.checked_sub(1)) != Some(tokens[first].line);
        let ends = line(Some(last + 1)) != Some(tokens[last].line);
        told >= PASSAGE || (told > 0 && starts && ends)
    }

    fn tell_moved(&mut self, run: &[(usize, usize)], pairs: &[(usize, usize)]) {
        let (Some(&(i, j)), Some(&(last, _))) = (run.first(), run.last()) else { return };
        let moved = &self.expected.tokens[i..=last];
        // Notes stand where the format puts them, and a page may have something above its title.
        let is_free = |token: &Token| self.expected.context(token).note.is_some();
        if !self.exact && (is_free(&moved[0]) || moved.iter().all(|token| self.is_title(token))) {
            return;
        }
        let before = pairs.partition_point(|pair| pair.1 < j).checked_sub(1).map(|n| pairs[n]);
        if !self.exact && self.is_caption_put_elsewhere((i, last), before.map(|pair| pair.0)) {
            return;
        }
        let got = match before.map(|pair| pair.1) {
            Some(last) => {
                let from = last.saturating_sub(7);
                let line = self.got.tokens[last].line;
                let from = (from..=last).find(|&at| self.got.tokens[at].line == line);
                self.got.text(&self.got.tokens[from.unwrap_or(last)..=last])
            }
            None => String::new(),
        };
        let text = self.expected.text(moved);
        self.tell(Kind::Moved, &text, &shortened(&got), i..i, j..j);
    }

    /// Whether a word stands in the heading that is the title of the document.
    fn is_title(&self, token: &Token) -> bool {
        let line = &self.expected.transcript.lines[token.line];
        let title = || said(self.expected.transcript.title.as_deref().unwrap_or_default());
        line.kind == LineKind::Heading(1) && said(&line.text()) == title()
    }

    /// Whether both files have the same title.
    fn has_title(&self) -> bool {
        let title = |flat: &Flat<'_>| flat.transcript.title.as_deref().map(said);
        title(self.expected).is_some() && title(self.expected) == title(self.got)
    }

    /// Whether words only changed places with what they are the caption of: programs set captions above
    /// and below. `before` is the word after which they stand now.
    fn is_caption_put_elsewhere(&self, moved: (usize, usize), before: Option<usize>) -> bool {
        let tokens = &self.expected.tokens;
        let is_caption = |token: &Token| self.expected.context(token).caption;
        let is_body = |token: &Token| {
            // A credit may come before the rest of its caption.
            is_caption(token) || token.picture || self.expected.context(token).cell.is_some()
        };
        let all = |from: usize, to: usize, is: &dyn Fn(&Token) -> bool| {
            tokens.get(from..to).is_some_and(|part| !part.is_empty() && part.iter().all(is))
        };
        let end = moved.1 + 1;
        let (from, to) = match before {
            Some(before) if before >= end => (end, before + 1),
            Some(before) => (before + 1, moved.0),
            None => (0, moved.0),
        };
        (all(moved.0, end, &is_caption) && all(from, to, &is_body))
            || (all(moved.0, end, &is_body) && all(from, to, &is_caption))
    }

    /// What was to stand at one place, and what stands there.
    fn gap(&mut self, lost: Range<usize>, added: Range<usize>) {
        if lost.is_empty() && added.is_empty() {
            return;
        }
        let rest = |left: &[bool], flat: &Flat<'_>, range: &Range<usize>| -> Vec<usize> {
            range.clone().filter(|&index| left[index] && !flat.tokens[index].optional).collect()
        };
        let mut old = rest(&self.left.expected, self.expected, &lost);
        let new = rest(&self.left.got, self.got, &added);
        // Notes below the page need no heading.
        let over_notes = |index: &usize| {
            let token = &self.expected.tokens[*index];
            let context = self.expected.context(token);
            let after = self.expected.transcript.lines.get(token.line + 1);
            let before = after.is_some_and(|line| line.kind == LineKind::Start(Group::Notes));
            context.heading.is_some() && context.note.is_none() && (context.notes || before)
        };
        // A title is announced before the page, if the file has it.
        let known = !self.exact && self.has_title();
        let is_title = |index: &usize| known && self.is_title(&self.expected.tokens[*index]);
        if !self.exact {
            old.retain(|index| !over_notes(index) && !is_title(index));
        }
        let of = |flat: &Flat<'_>, from: &[usize], picture: bool| -> Vec<usize> {
            from.iter().copied().filter(|&i| flat.tokens[i].picture == picture).collect()
        };
        let (old_words, new_words) = (of(self.expected, &old, false), of(self.got, &new, false));
        let (old_pictures, new_pictures) =
            (of(self.expected, &old, true), of(self.got, &new, true));
        let at = (lost.start, added.start);
        let spoken = Spoken {
            expected: said(&text_of(self.expected, &old_words)),
            got: said(&text_of(self.got, &new_words)),
        };
        // Pictures among words that stand beside the article stand there, too.
        let beside = old_words.is_empty() && old_pictures.is_empty() && self.is_beside(&new_words);
        let new_pictures = if beside { &[][..] } else { &new_pictures };
        let told = self.pictures(&old_pictures, new_pictures, &spoken, at);
        // The words are the description of a picture.
        let theirs = told && (old_words.is_empty() || new_words.is_empty());
        if !theirs {
            self.words(&old_words, &new_words, at);
        }
    }

    /// Compares the pictures of a gap. Tells whether what stands there as words describes one of them.
    fn pictures(
        &mut self,
        old: &[usize],
        new: &[usize],
        spoken: &Spoken,
        at: (usize, usize),
    ) -> bool {
        let text = |flat: &Flat<'_>, index: Option<&usize>| -> Option<String> {
            let run = flat.run(&flat.tokens[*index?])?;
            Some(if run.what == What::Picture { run.text.clone() } else { String::new() })
        };
        let mut told = false;
        for n in 0..old.len().max(new.len()) {
            let (expected, got) = (text(self.expected, old.get(n)), text(self.got, new.get(n)));
            let known = said(expected.as_deref().unwrap_or_default());
            let there = said(got.as_deref().unwrap_or_default());
            let within = |words: &str, spoken: &str| !words.is_empty() && spoken.contains(words);
            if (got.is_none() && within(&known, &spoken.got))
                || (expected.is_none() && within(&there, &spoken.expected))
            {
                told = true;
                continue;
            }
            // In plain text a credit may follow the description without a mark of its own.
            let longer = within(&known, &there) || within(&there, &known);
            if !self.punctuation && longer {
                told |= within(&spoken.expected, &there) || within(&spoken.got, &known);
                continue;
            }
            // The words of a mark are the document's own.
            if expected.is_none()
                && new.get(n).is_some_and(|&index| self.is_followed_by_words(index))
            {
                continue;
            }
            // A program may leave out what nobody described, or find a description where we did not.
            if !self.exact && expected.as_deref().is_some_and(str::is_empty) {
                continue;
            }
            let range = |index: Option<&usize>, otherwise: usize| {
                index.map_or(otherwise..otherwise, |&index| index..index + 1)
            };
            let there = match (&expected, &got) {
                (_, Some(got)) if got.is_empty() => UNDESCRIBED,
                (_, Some(got)) => got,
                (Some(_) | None, None) => "",
            };
            let wanted = match &expected {
                Some(expected) if expected.is_empty() => UNDESCRIBED,
                Some(expected) => expected,
                None => "",
            };
            let (i, j) = (range(old.get(n), at.0), range(new.get(n), at.1));
            self.tell(Kind::Description, wanted, there, i, j);
        }
        told
    }

    /// Whether the words of a mark right after what stands there are the document's words.
    fn is_followed_by_words(&self, index: usize) -> bool {
        let next = self.got.tokens.get(index + 1);
        let run = next.and_then(|next| self.got.run(next));
        run.is_some_and(|run| run.what == What::Mark) && !self.left.got[index + 1]
    }

    fn words(&mut self, old: &[usize], new: &[usize], at: (usize, usize)) {
        let is_said = |flat: &Flat<'_>, all: &[usize]| all.iter().any(|&i| flat.tokens[i].said);
        let (lost, added) = (is_said(self.expected, old), is_said(self.got, new));
        let punctuation = self.exact && !(old.is_empty() && new.is_empty());
        if !lost && !added && !punctuation {
            return;
        }
        let old = if lost || punctuation { old } else { &[] };
        let new = if added || punctuation { new } else { &[] };
        if old.is_empty() && self.may_be_added(new, at.0) {
            return;
        }
        let (expected, got) = (text_of(self.expected, old), text_of(self.got, new));
        let kind = if !old.is_empty() {
            Kind::Lost
        } else if self.is_beside(new) {
            Kind::Beside
        } else if self.is_repeated(new) {
            Kind::Repeated
        } else {
            Kind::Added
        };
        let range = |all: &[usize], otherwise: usize| match (all.first(), all.last()) {
            (Some(&first), Some(&last)) => first..last + 1,
            _ => otherwise..otherwise,
        };
        let (i, j) = (range(old, at.0), range(new, at.1));
        let raised =
            |flat: &Flat<'_>, all: &[usize]| all.iter().any(|&i| flat.tokens[i].raised_digit);
        let marked = (raised(self.expected, old), raised(self.got, new));
        if expected == got && marked.0 != marked.1 {
            // 10⁶ became 106.
            let name = |is: bool| if is { "a number with a raised part" } else { "" };
            self.tell(Kind::Mark, name(marked.0), name(marked.1), i, j);
            if let Some((_, difference)) = self.found.last_mut() {
                difference.words = shortened(&expected);
            }
            return;
        }
        self.tell(kind, &expected, &got, i, j);
    }

    /// Whether words say nothing but what the reader of any such document expects: about the document,
    /// the number of an item, a note, a figure or a table, or the way back from a note. `at` is the word
    /// that is expected after them.
    fn may_be_added(&self, new: &[usize], at: usize) -> bool {
        if self.exact {
            return false;
        }
        let tokens = &self.got.tokens;
        let is_told = |index: &usize| {
            let token = &tokens[*index];
            token.said && !is_way_back(&self.got.text(std::slice::from_ref(token)))
        };
        let told: Vec<usize> = new.iter().copied().filter(is_told).collect();
        let of_note = (self.expected.tokens.get(at))
            .is_some_and(|token| self.expected.context(token).note.is_some());
        let begins_line = |index: usize| {
            let before = index.checked_sub(1).map(|before| tokens[before].line);
            before != Some(tokens[index].line)
        };
        let is_label = |index: usize| {
            let token = &tokens[index];
            let context = self.got.context(token);
            begins_line(index)
                && !token.letters
                && (!context.lists.is_empty() || context.note.is_some() || of_note)
        };
        // "Figure 1:"
        let is_number_of_caption = |from: usize, number: usize| {
            begins_line(from)
                && tokens[from].letters
                && !tokens[number].letters
                && self.got.context(&tokens[number]).caption
        };
        let label = match told[..] {
            [label] => new.first() == Some(&label) && is_label(label),
            [word, number] => is_number_of_caption(word, number),
            _ => false,
        };
        // Who reads a file without tags hears the numbers of items and pages wherever they are painted.
        let untagged = !self.got.transcript.carries.lists;
        label
            || told.iter().all(|&index| {
                let token = &tokens[index];
                self.about.contains(&token.key) || (untagged && !token.letters)
            })
    }

    /// Whether words stand so beside what is expected; passages of them may follow each other.
    fn is_beside(&self, new: &[usize]) -> bool {
        let said = new.iter().map(|&index| &self.got.tokens[index]).filter(|token| token.said);
        let keys: Vec<u32> = said.map(|token| token.key).collect();
        if self.beside.is_empty() || keys.is_empty() {
            return false;
        }
        let mut parts = keys.windows(keys.len().clamp(1, 3));
        let all = parts.len();
        let known = parts.by_ref().filter(|part| self.beside.contains(*part)).count();
        // Where one passage ends and the next begins no three are known.
        known > 0 && known * 10 >= all * 8
    }

    fn is_repeated(&mut self, new: &[usize]) -> bool {
        if new.len() < 3 {
            return false;
        }
        if self.passages.is_empty() {
            let keys = self.expected.keys();
            self.passages = keys.windows(3).map(|three| [three[0], three[1], three[2]]).collect();
        }
        let keys: Vec<_> = new.iter().map(|&index| self.got.tokens[index].key).collect();
        keys.windows(3).all(|three| self.passages.contains(&[three[0], three[1], three[2]]))
    }

    fn tell(
        &mut self,
        kind: Kind,
        expected: &str,
        got: &str,
        old: Range<usize>,
        new: Range<usize>,
    ) {
        let near = |flat: &Flat<'_>, range: &Range<usize>| {
            let token = flat.tokens.get(range.start).or(flat.tokens.last());
            token.map(|token| flat.at(token)).unwrap_or_default()
        };
        let words = if expected.is_empty() { got } else { expected };
        let difference = Difference {
            kind,
            expected: shortened(expected),
            got: shortened(got),
            words: shortened(words),
            more: 0,
            expected_at: near(self.expected, &old),
            got_at: near(self.got, &new),
        };
        self.found.push(((old.start, new.start), difference));
    }
}

/// What stands at these tokens, as it is written.
fn text_of(flat: &Flat<'_>, indices: &[usize]) -> String {
    let parts = indices.chunk_by(|a, b| a + 1 == *b);
    let parts = parts.filter_map(|part| flat.tokens.get(*part.first()?..=*part.last()?));
    parts.map(|part| flat.text(part)).collect::<Vec<_>>().join(" ")
}
