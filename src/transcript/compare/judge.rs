//! Words that are there, compared by what they are announced as. It looks at pairs of words only and
//! knows nothing of what is lost.

mod links;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use super::context::{Asked, Context};
use super::flat::{Flat, Token};
use super::{Difference, Found, Kind, shortened};
use crate::transcript::What;

/// What is wrong with a word: what it was to be announced as, and what it is announced as.
pub(super) type Wrong = Option<(String, String)>;

/// A word on both sides.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    expected: &'a Token,
    got: &'a Token,
    mine: &'a Context,
    theirs: &'a Context,
}

/// Compares pairs of words; those in the text first, in order, then those that were moved.
pub(super) fn judge(
    expected: &Flat<'_>,
    got: &Flat<'_>,
    pairs: &[(usize, usize)],
    asked: Asked,
) -> Vec<Found> {
    let judge = Judge { expected, got, pairs, asked };
    let levels = judge.levels();
    let mut out = Vec::new();
    if asked.tables || asked.levels || asked.groups || asked.lists {
        judge.every(Kind::Level, &mut out, |pair| judge.level(pair, &levels));
    }
    if asked.languages {
        judge.every(Kind::Language, &mut out, |pair| judge.language(pair));
    }
    if asked.links {
        judge.every(Kind::Link, &mut out, |pair| links::link(&judge, pair));
    }
    if asked.tables {
        judge.every(Kind::Table, &mut out, |pair| tables::table(&judge, pair));
        tables::cells(&judge, &mut out);
    }
    if asked.lists {
        judge.every(Kind::List, &mut out, |pair| judge.list(pair));
        judge.items(&mut out);
    }
    if asked.groups {
        judge.every(Kind::Group, &mut out, |pair| judge.group(pair));
        judge.every(Kind::Note, &mut out, |pair| judge.note(pair));
    }
    judge.every(Kind::Mark, &mut out, |pair| judge.mark(pair));
    judge.raised(&mut out);
    out
}

pub(super) struct Judge<'a> {
    expected: &'a Flat<'a>,
    got: &'a Flat<'a>,
    pairs: &'a [(usize, usize)],
    asked: Asked,
}

/// The levels that stand for each level, the title's apart.
type Levels = BTreeMap<u8, u8>;

/// A run of words that are wrong in the same way: what is expected and what is there, its first pair of words
/// and its last.
type Open = ((String, String), (usize, usize), (usize, usize));

impl<'a> Judge<'a> {
    fn pair(&self, (i, j): (usize, usize)) -> Pair<'a> {
        let (expected, got) = (&self.expected.tokens[i], &self.got.tokens[j]);
        Pair { expected, got, mine: self.expected.context(expected), theirs: self.got.context(got) }
    }

    /// Goes through all words; neighbours that are wrong in the same way are one difference.
    fn every(&self, kind: Kind, out: &mut Vec<Found>, wrong: impl Fn(Pair<'a>) -> Wrong) {
        let mut open: Option<Open> = None;
        for &at in self.pairs {
            let pair = self.pair(at);
            // A number is in no language.
            let indifferent = kind == Kind::Language && !pair.expected.letters;
            if !pair.expected.said || pair.expected.optional || pair.got.optional || indifferent {
                continue;
            }
            match (wrong(pair), &mut open) {
                (Some(what), Some((known, _, last))) if what == *known && at.0 > last.0 => {
                    *last = at;
                }
                (found, _) => {
                    let next = found.map(|what| (what, at, at));
                    if let Some((what, first, last)) = std::mem::replace(&mut open, next) {
                        self.tell(kind, what, first, last, 0, out);
                    }
                }
            }
        }
        if let Some((what, first, last)) = open {
            self.tell(kind, what, first, last, 0, out);
        }
    }

    fn tell(
        &self,
        kind: Kind,
        (expected, got): (String, String),
        first: (usize, usize),
        last: (usize, usize),
        more: usize,
        out: &mut Vec<Found>,
    ) {
        let words = self.expected.tokens.get(first.0..=last.0).unwrap_or_default();
        let difference = Difference {
            kind,
            expected,
            got,
            words: shortened(&self.expected.text(words)),
            more,
            expected_at: self.expected.at(&self.expected.tokens[first.0]),
            got_at: self.got.at(&self.got.tokens[first.1]),
        };
        out.push((first, difference));
    }

    /// Which level most headings of a level have, if the order of levels stays; else each its own.
    fn levels(&self) -> Levels {
        let mut counts: BTreeMap<u8, BTreeMap<u8, usize>> = BTreeMap::new();
        for &at in self.pairs {
            let pair = self.pair(at);
            if let (Some(mine), Some(theirs)) = (pair.mine.heading, pair.theirs.heading) {
                *counts.entry(mine).or_default().entry(theirs).or_default() += 1;
            }
        }
        let most = |counts: &BTreeMap<u8, usize>| {
            counts.iter().max_by_key(|(level, count)| (**count, u8::MAX - **level)).map(|l| *l.0)
        };
        let levels: Levels =
            counts.iter().filter_map(|(&level, counts)| Some((level, most(counts)?))).collect();
        // The title may be on the level of the parts below it.
        let below: Vec<_> = levels.range(2..).map(|(_, &level)| level).collect();
        let rises = below.windows(2).all(|two| two[0] < two[1]);
        if self.asked.exact || !rises { (1..=6).map(|l| (l, l)).collect() } else { levels }
    }

    /// What is known and what was read from plain text, if one of the two is plain text. Words in plain
    /// text may look like something that they are not: only what is known and was not read is a fault.
    fn known<T>(&self, mine: T, theirs: T) -> Option<(T, T)> {
        let levels = |flat: &Flat<'_>| flat.transcript.carries.levels;
        match (levels(self.expected), levels(self.got)) {
            (true, false) => Some((mine, theirs)),
            (false, true) => Some((theirs, mine)),
            _ => None,
        }
    }

    fn level(&self, pair: Pair<'_>, levels: &Levels) -> Wrong {
        let (mine, theirs) = (pair.mine.heading, pair.theirs.heading);
        let name = |level: Option<u8>| {
            level.map_or_else(String::new, |level| format!("heading level {level}"))
        };
        let differs = if self.asked.levels {
            mine.map(|level| levels.get(&level).copied().unwrap_or(level)) != theirs
        } else {
            // Whoever knows no levels takes what stands after a break for a heading.
            let (known, told) = if self.expected.transcript.carries.levels {
                (mine, theirs)
            } else {
                (theirs, mine)
            };
            known.is_some() && told.is_none()
        };
        differs.then(|| (name(mine), name(theirs)))
    }

    fn language(&self, pair: Pair<'_>) -> Wrong {
        let of = |flat: &Flat<'_>, token: &Token| -> Option<String> {
            let tag = flat.run(token)?.language.as_deref()?.to_lowercase();
            (!tag.is_empty() && tag != "und").then_some(tag)
        };
        let mine = of(self.expected, pair.expected)?;
        let theirs = of(self.got, pair.got);
        let same = theirs.as_ref().is_some_and(|theirs| {
            let agree = || {
                let (a, b): (Vec<_>, Vec<_>) =
                    (mine.split('-').collect(), theirs.split('-').collect());
                let (less, more) = if a.len() < b.len() { (a, b) } else { (b, a) };
                less[0] == more[0] && less.iter().all(|part| more.contains(part))
            };
            *theirs == mine || (!self.asked.exact && agree())
        });
        (!same).then(|| (mine, theirs.unwrap_or_default()))
    }

    fn list(&self, pair: Pair<'_>) -> Wrong {
        if skips_lists(pair, self.asked) {
            return None;
        }
        let name = |context: &Context| match (context.lists.len(), context.lists.last()) {
            (0, _) | (_, None) => String::new(),
            (1, Some(item)) => numbered(item.ordered || item.number.is_some()).to_owned(),
            (depth, Some(item)) => {
                format!("{} at depth {depth}", numbered(item.ordered || item.number.is_some()))
            }
        };
        let depth = (pair.mine.lists.len(), pair.theirs.lists.len());
        if self.known(depth.0, depth.1).is_some_and(|(known, read)| known <= read) {
            return None;
        }
        let (mine, theirs) = (name(pair.mine), name(pair.theirs));
        (mine != theirs).then_some((mine, theirs))
    }

    /// Items that run together or fall apart, and numbers of items: once in each list.
    fn items(&self, out: &mut Vec<Found>) {
        let mut told = BTreeSet::new();
        let mut before: Option<Pair<'_>> = None;
        for &at in self.pairs {
            let pair = self.pair(at);
            let (Some(mine), Some(theirs)) = (pair.mine.lists.last(), pair.theirs.lists.last())
            else {
                before = Some(pair);
                continue;
            };
            let same_depth = pair.mine.lists.len() == pair.theirs.lists.len();
            if skips_lists(pair, self.asked) || !same_depth || !pair.expected.said {
                continue;
            }
            let wrong = if let (Some(one), Some(other)) = (mine.number, theirs.number)
                && one != other
            {
                Some((format!("item {one}"), format!("item {other}")))
            } else {
                before.and_then(|before| {
                    let of = |context: &Context| context.lists.last().map(|l| (l.list, l.item));
                    let (one, other) = (of(before.mine)?, of(before.theirs)?);
                    let same = (one == (mine.list, mine.item), other == (theirs.list, theirs.item));
                    let name = |same| if same { "the same item" } else { "an item of its own" };
                    let differs = match self.known(same.0, same.1) {
                        None => same.0 != same.1,
                        Some((known, read)) => !known && read,
                    };
                    (one.0 == mine.list && differs)
                        .then(|| (name(same.0).to_owned(), name(same.1).to_owned()))
                })
            };
            before = Some(pair);
            if let Some(wrong) = wrong.filter(|_| told.insert(mine.list)) {
                self.tell(Kind::List, wrong, at, at, 0, out);
            }
        }
    }

    fn group(&self, pair: Pair<'_>) -> Wrong {
        let groups = |context: &Context| {
            let parts = [
                (context.caption, "a caption"),
                (context.quotes > 0, "a quotation"),
                (context.asides > 0, "a passage beside the text"),
            ];
            parts.into_iter().filter(|(is, _)| *is).map(|(_, name)| name).collect::<Vec<_>>()
        };
        // In plain text a table is told as sentences.
        if !self.asked.tables && (pair.mine.cell.is_some() || pair.theirs.cell.is_some()) {
            return None;
        }
        let (mine, theirs) = (groups(pair.mine), groups(pair.theirs));
        let differs = match self.known(&mine, &theirs) {
            None => mine != theirs,
            Some((known, read)) => known.iter().any(|group| !read.contains(group)),
        };
        differs.then(|| (mine.join(" in "), theirs.join(" in ")))
    }

    fn note(&self, pair: Pair<'_>) -> Wrong {
        let is_reference = |flat: &Flat<'_>, token: &Token| {
            flat.run(token).is_some_and(|run| run.what == What::NoteReference)
        };
        let (mine, theirs) =
            (is_reference(self.expected, pair.expected), is_reference(self.got, pair.got));
        let linked = || self.got.run(pair.got).is_some_and(|run| run.link.is_some());
        // A link that leads to a note is a reference to it, whatever it is called.
        let leads = self
            .expected
            .run(pair.expected)
            .is_some_and(|run| matches!(run.link, Some(crate::transcript::Link::Internal(_))));
        let mine = mine || (leads && theirs);
        let differs = match self.known(mine, theirs) {
            None => mine != theirs,
            Some((known, read)) => known && !read,
        };
        if differs && (self.asked.exact || (mine && !linked())) {
            let name = |is: bool| if is { "a reference to a note" } else { "" };
            return Some((name(mine).to_owned(), name(theirs).to_owned()));
        }
        let number = |label: &Option<String>| {
            label.as_deref().map(|label| super::context::number(label).unwrap_or(0))
        };
        let (mine, theirs) = (number(&pair.mine.note), number(&pair.theirs.note));
        // A list of notes is a list of notes, whatever it is called.
        let as_item = !self.asked.exact
            && theirs.is_none()
            && pair.theirs.lists.first().is_some_and(|item| item.number == mine);
        let name = |number: Option<u64>| number.map_or_else(String::new, |n| format!("note {n}"));
        let differs = match self.known(mine, theirs) {
            None => mine != theirs,
            Some((known, read)) => known.is_some() && known != read,
        };
        (differs && !as_item).then(|| (name(mine), name(theirs)))
    }

    fn mark(&self, pair: Pair<'_>) -> Wrong {
        let (mine, theirs) = (self.expected.run(pair.expected)?, self.got.run(pair.got)?);
        let differs = match self.known(mine.deleted, theirs.deleted) {
            None => mine.deleted != theirs.deleted,
            Some((known, read)) => known && !read,
        };
        if differs {
            let name = |deleted| if deleted { "deleted words" } else { "" };
            return Some((name(mine.deleted).to_owned(), name(theirs.deleted).to_owned()));
        }
        let told = |run: &crate::transcript::Run| {
            let expansion = run.expansion.as_deref().unwrap_or_default();
            let name = if expansion.is_empty() {
                String::new()
            } else {
                format!("short for “{expansion}”")
            };
            (super::fold::said(expansion), name)
        };
        let (mine, theirs) = (told(mine), told(theirs));
        // Plain text says it in words.
        let asked = self.asked.links && (self.asked.exact || !mine.0.is_empty());
        (asked && mine.0 != theirs.0).then_some((mine.1, theirs.1))
    }

    /// Raised digits after digits: 10⁶ is not 106.
    fn raised(&self, out: &mut Vec<Found>) {
        let digit = |token: &Token| !token.letters && token.said && !token.picture;
        for two in self.pairs.windows(2) {
            let (before, pair) = (self.pair(two[0]), self.pair(two[1]));
            let (mine, theirs) = (pair.expected.raised_digit, pair.got.raised_digit);
            let next = (two[0].0 + 1, two[0].1 + 1) == two[1];
            let joined = next && pair.expected.joined && pair.got.joined;
            if mine && !theirs && joined && digit(before.expected) {
                self.tell(
                    Kind::Mark,
                    ("a number with a raised part".into(), String::new()),
                    two[0],
                    two[1],
                    0,
                    out,
                );
            }
        }
    }
}

/// Whether lists say nothing here: terms may be items, and notes.
fn skips_lists(pair: Pair<'_>, asked: Asked) -> bool {
    let (mine, theirs) = (pair.mine, pair.theirs);
    let note = mine.note.is_some() || theirs.note.is_some();
    mine.definitions
        || theirs.definitions
        || (note && !asked.exact)
        || (!asked.tables && (mine.cell.is_some() || theirs.cell.is_some()))
}

fn numbered(ordered: bool) -> &'static str {
    if ordered { "a numbered list" } else { "a list" }
}
