//! What stands around the article: which lines are its head, which its foot, which are furniture between.
//! It decides by place and layout first, and asks the words where those leave it open.

use super::lines::{Line, Piece};
use super::shape::{self, End};
use super::words::{self, Fit, Kind};
use super::{bylines, captions, dates, lists};
use crate::model::Meta;

/// The passages of a source with what has been found out about each.
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) lines: Vec<Line>,
    pub(super) pieces: Vec<Piece<'a>>,
    known: Vec<Option<(Kind, Fit)>>,
    /// Why a piece is not part of the body; `None` for those that are.
    pub(super) removed: Vec<Option<&'static str>>,
    /// Whether blank lines stand between all lines, so that they say nothing.
    uniform: bool,
    /// The copyright notices, folded: they name the site.
    notices: String,
    /// The short lines at the top, folded: the name of the site is among them.
    heads: Vec<String>,
    /// Whether the date found so far is only that of a later change.
    pub(super) date_is_late: bool,
}

/// Lines longer than this are not compared with phrases.
const LONGEST_PHRASE: usize = 300;

/// How many bytes of copyright notices are remembered.
const LONGEST_NOTICES: usize = 10_000;

impl<'a> Reading<'a> {
    pub(super) fn new(text: &'a str, lines: Vec<Line>, pieces: Vec<Piece<'a>>) -> Self {
        let short = |p: &Piece<'_>| p.chars <= LONGEST_PHRASE && p.text.len() <= 4 * LONGEST_PHRASE;
        let known = pieces.iter().map(|p| short(p).then(|| furniture(&p.text)).flatten()).collect();
        let removed = vec![None; pieces.len()];
        let top = pieces.iter().take(30).filter(|p| p.chars <= 50);
        let uniform =
            pieces.len() >= 8 && pieces.iter().filter(|p| !p.gap).count() * 30 < pieces.len();
        let mut notices = String::new();
        for piece in pieces.iter().filter(|p| p.chars <= LONGEST_PHRASE) {
            let names = piece.text.contains('©')
                || piece.text.to_ascii_lowercase().starts_with("copyright");
            if names && notices.len() < LONGEST_NOTICES {
                notices.push_str(&words::fold(&piece.text));
            }
        }
        let heads = top.map(|p| words::fold(&p.text)).collect();
        Self { text, lines, pieces, known, removed, uniform, heads, notices, date_is_late: false }
    }

    /// What kind of furniture a piece would be by its words.
    pub(super) fn known(&self, i: usize) -> Option<(Kind, Fit)> {
        // A sentence is furniture only where one says it whole, or speaks of cookies and newsletters.
        self.known.get(i).copied().flatten().filter(|&(_, fit)| {
            let piece = &self.pieces[i];
            fit != Fit::Start || piece.end != End::Stop || piece.chars <= 60
        })
    }

    /// Whether a piece is prose: a whole sentence of some length, or several.
    pub(super) fn is_prose(&self, i: usize) -> bool {
        let piece = &self.pieces[i];
        let width = piece.chars
            + if piece.text.chars().next().is_some_and(|c| c as u32 >= 0x2E80) {
                piece.chars * 2
            } else {
                0
            };
        let sentence = match piece.end {
            End::Stop => width >= 60 || piece.sentences,
            End::Call => width >= 80 && piece.sentences,
            End::Open | End::Colon | End::Comma => width >= 160,
        };
        sentence
            && self.known(i).is_none()
            && !self.is_notice(i)
            && self.caption(i).is_none()
            && lists::marker(&piece.text).is_none()
            && !piece.text.contains(['\t', '|'])
    }

    /// Whether a piece is a sentence of the article, be it a short one, or announces something.
    fn is_statement(&self, i: usize) -> bool {
        let piece = &self.pieces[i];
        self.is_prose(i)
            || (piece.end == End::Stop || piece.end == End::Colon)
                && piece.chars >= 20
                && shape::word_count(&piece.text) >= 3
                && self.known(i).is_none()
                && !self.is_notice(i)
                && !self.is_trail(i)
                && dates::line(&piece.text).is_none()
                && self.caption(i).is_none()
                && lists::marker(&piece.text).is_none()
    }

    /// Whether a piece is a date line or a credit: what surrounds a title.
    pub(super) fn is_meta(&self, i: usize) -> bool {
        let text = &self.pieces[i].text;
        self.known(i).is_some_and(|(kind, _)| kind == Kind::ReadingTime)
            || dates::line(text).is_some()
            || bylines::read(text).is_some_and(|(_, sign)| sign == bylines::Sign::Said)
            || self.caption(i).is_some()
    }

    /// The caption that a piece is.
    pub(super) fn caption(&self, i: usize) -> Option<captions::Caption<'_>> {
        let piece = &self.pieces[i];
        let excluded = lists::marker(&piece.text).is_some()
            || self.known[i].is_some_and(|(kind, _)| kind == Kind::Copyright)
            || self.names_site(i);
        if let Some(at) = piece.credit {
            let (caption, credit) = piece.text.split_at(at);
            let credit = captions::read(credit.trim()).map_or(credit.trim(), |found| found.credit);
            return Some(captions::Caption { caption: caption.trim(), credit });
        }
        (!excluded).then(|| captions::read(&piece.text)).flatten()
    }

    /// Whether a piece is a trail of links: "Home > News > Town", "Imprint | Privacy".
    pub(super) fn is_trail(&self, i: usize) -> bool {
        let text = self.pieces[i].text.as_ref();
        if self.pieces[i].chars > 200 || self.pieces[i].end == End::Stop {
            return false;
        }
        ["›", ">", "»", "→", "/", "|", "·", "•", "\\"].iter().any(|sign| {
            let least = if matches!(*sign, "›" | ">" | "»" | "→") { 2 } else { 3 };
            let spaced = format!(" {sign} ");
            let parts: Vec<&str> = text.split(spaced.as_str()).collect();
            parts.len() >= least
                && parts.iter().all(|p| shape::word_count(p) <= 8)
                && parts.iter().rev().skip(1).all(|p| shape::word_count(p) <= 4)
        })
    }

    /// Whether a piece is the copyright notice of a site.
    pub(super) fn is_notice(&self, i: usize) -> bool {
        let text = self.pieces[i].text.as_ref();
        self.pieces[i].chars <= LONGEST_PHRASE
            && (text.starts_with('©')
                || text.starts_with("(c)")
                || text.starts_with("(C)")
                || text.contains('©'))
            && self.caption(i).is_none()
    }

    /// Whether a copyright sign stands before the name of the site: words that stand above the article.
    fn names_site(&self, i: usize) -> bool {
        let Some((_, name)) = self.pieces[i].text.split_once('©') else { return false };
        let name = words::fold(name);
        let name = name.trim_start_matches(|c: char| !c.is_alphabetic());
        self.pieces[i].text.starts_with('©')
            && self.heads.iter().any(|head| head.len() >= 5 && name.starts_with(head.as_str()))
    }

    /// Whether a line is the name of the site, as its copyright notice has it.
    pub(super) fn is_site_name(&self, i: usize) -> bool {
        let name = words::fold(&self.pieces[i].text);
        name.len() >= 3 && self.notices.contains(&name)
    }

    pub(super) fn remove(&mut self, i: usize, reason: &'static str) {
        if let Some(slot) = self.removed.get_mut(i) {
            slot.get_or_insert(reason);
        }
    }

    /// The pieces that stand together with this one without a blank line.
    pub(super) fn chunk(&self, i: usize) -> std::ops::Range<usize> {
        const LIMIT: usize = 60;
        if self.uniform {
            return self.snippets(i, LIMIT);
        }
        let start = (i.saturating_sub(LIMIT)..=i).rev().find(|&j| self.pieces[j].gap).unwrap_or(i);
        let end = (i + 1..self.pieces.len().min(i + LIMIT)).find(|&j| self.pieces[j].gap);
        start..end.unwrap_or(self.pieces.len().min(i + LIMIT))
    }

    /// The short lines around this one, where blank lines say nothing. The last before prose may head it.
    fn snippets(&self, i: usize, limit: usize) -> std::ops::Range<usize> {
        let short = |j: usize| self.is_snippet(j, 30) && self.caption(j).is_none();
        if !short(i) {
            return i..i + 1;
        }
        let start =
            (i.saturating_sub(limit)..i).rev().take_while(|&j| short(j)).last().unwrap_or(i);
        let count = self.pieces.len();
        let end =
            (i + 1..count.min(i + limit)).take_while(|&j| short(j)).last().map_or(i + 1, |j| j + 1);
        let heads = end > start + 1
            && end < count
            && self.is_statement(end)
            && self.known(end - 1).is_none();
        if heads && i == end - 1 { i..end } else { start..end - usize::from(heads) }
    }

    /// Whether a piece stands in a box that tells how to reach somebody.
    fn is_contact(&self, i: usize) -> bool {
        let chunk = self.chunk(i);
        let reaches = chunk.clone().any(|j| shape::is_contact(&self.pieces[j].text));
        let label = |j: usize| j == chunk.start && chunk.len() > 1;
        reaches && !chunk.clone().any(|j| self.is_notice(j) || !label(j) && self.known(j).is_some())
    }

    /// Whether a piece is short and no sentence: it could be a button, a menu or a teaser.
    pub(super) fn is_snippet(&self, i: usize, longest: usize) -> bool {
        let piece = &self.pieces[i];
        piece.chars <= longest
            && matches!(piece.end, End::Open | End::Call)
            && lists::marker(&piece.text).is_none()
            && !piece.text.contains('\t')
            && (self.known(i).is_some() || !piece.text.contains("  "))
    }
}

/// What kind of furniture a line is by its words, or by those of most of its parts: "Share  Print  A- A+".
fn furniture(line: &str) -> Option<(Kind, Fit)> {
    let whole = words::furniture(line).filter(|&(_, fit)| fit != Fit::Inside);
    whole
        .or_else(|| {
            let sign =
                ["  ", " | ", " · ", " • ", " / "].into_iter().find(|&sign| line.contains(sign))?;
            let parts: Vec<&str> =
                line.split(sign).filter(|part| !part.trim().is_empty()).collect();
            let known = || {
                parts
                    .iter()
                    .filter_map(|p| words::furniture(p))
                    .filter(|&(_, fit)| fit == Fit::Whole)
            };
            (parts.len() >= 2 && known().count() * 2 >= parts.len())
                .then(|| known().next())
                .flatten()
        })
        .or_else(|| words::furniture(line))
}

/// Where the article begins to be prose: the first piece of it, else the end.
pub(super) fn first_prose(reading: &Reading<'_>, from: usize) -> usize {
    (from..reading.pieces.len()).find(|&i| reading.is_prose(i)).unwrap_or(reading.pieces.len())
}

/// Where the foot of the page begins, at `from` or later.
pub(super) fn foot(reading: &Reading<'_>, from: usize) -> usize {
    let count = reading.pieces.len();
    let is_sign = |i: usize| {
        reading.known(i).is_some_and(|(kind, fit)| {
            !matches!(kind, Kind::Media | Kind::Greeting | Kind::Advertisement | Kind::Section)
                && (fit != Fit::Inside || kind == Kind::Copyright)
        }) || reading.is_notice(i)
            || dates::line(&reading.pieces[i].text).is_some()
    };
    let hard = |i: usize| is_end(reading, i);
    let mut last = (from..count).rev().find(|&i| reading.is_statement(i)).map_or(from, |i| i + 1);
    // A sentence or two after the signs of a foot belong to it: an address, a notice.
    for _ in 0..3 {
        let Some(before) = (from..last.saturating_sub(1)).rev().find(|&i| reading.is_statement(i))
        else {
            break;
        };
        let between = before + 1..last - 1;
        let long = reading.pieces[last - 1].chars > 400;
        if long || between.len() < 2 || between.filter(|&i| hard(i)).count() < 1 {
            break;
        }
        let signs = (before + 1..last - 1).filter(|&i| is_sign(i)).count();
        if signs * 2 < last - 1 - before - 1 || signs < 2 {
            break;
        }
        last = before + 1;
    }
    let mut i = last.max(from);
    while i < count {
        if is_sign(i) && !reading.is_contact(i) || reading.is_trail(i) && !is_table(reading, i) {
            return i;
        }
        let chunk = reading.chunk(i);
        let snippets = chunk.len() >= 3
            && chunk.clone().all(|j| reading.is_snippet(j, 80))
            && !chunk.clone().any(|j| {
                shape::is_contact(&reading.pieces[j].text)
                    || reading.caption(j).is_some()
                    || is_table(reading, j)
            });
        if snippets && chunk.start >= last {
            return chunk.start;
        }
        i = chunk.end.max(i + 1).min(i + 1);
    }
    count
}

fn is_table(reading: &Reading<'_>, i: usize) -> bool {
    let pieces: Vec<&Piece<'_>> = reading.pieces[i..].iter().take(3).collect();
    super::tables::read(reading.text, &reading.lines, &pieces).is_some()
}

/// Takes away the foot. Whom to ask about the article stands above the signs of the site, and stays.
pub(super) fn clear_foot(reading: &mut Reading<'_>, foot: usize, meta: &mut Meta) {
    let mut of_site = false;
    for i in foot..reading.pieces.len() {
        let known = reading.known(i);
        of_site |= is_end(reading, i);
        if !of_site && reading.is_contact(i) {
            continue;
        }
        let reason = match known {
            Some((Kind::Label, Fit::Announced)) => {
                keywords(&reading.pieces[i].text, meta);
                "keywords, taken into the metadata"
            }
            Some((kind, _)) => kind.reason(),
            None if reading.is_notice(i) => Kind::Copyright.reason(),
            None if let Some(date) = dates::line(&reading.pieces[i].text) => {
                meta.date.get_or_insert(date.iso);
                "date line, taken into the metadata"
            }
            None if !of_site && signature(reading, i, meta) => "byline, taken into the metadata",
            None => "site furniture below the article",
        };
        reading.remove(i, reason);
    }
}

/// Whether a piece says for certain that the article is over.
fn is_end(reading: &Reading<'_>, i: usize) -> bool {
    reading.is_notice(i)
        || reading.known(i).is_some_and(|(kind, fit)| {
            fit != Fit::Inside
                && matches!(kind, Kind::Comments | Kind::Top | Kind::Newsletter | Kind::Copyright)
        })
}

/// Takes a name that stands by itself below the article into the metadata.
fn signature(reading: &Reading<'_>, i: usize, meta: &mut Meta) -> bool {
    if !meta.authors.is_empty() || reading.chunk(i).len() > 1 {
        return false;
    }
    match bylines::read(&reading.pieces[i].text) {
        Some((names, _)) if names.len() <= 2 => {
            meta.authors = names;
            true
        }
        _ => false,
    }
}

/// Takes the keywords of a line such as "Tags: one, two" into the metadata.
fn keywords(line: &str, meta: &mut Meta) {
    let Some((_, list)) = line.split_once([':', '：']) else { return };
    let words =
        list.split([',', ';', '|', '·', '•', '،']).map(str::trim).filter(|word| !word.is_empty());
    meta.keywords.extend(words.take(50).map(str::to_owned));
}

/// Takes away furniture between the head and the foot: only what says by itself that it is.
pub(super) fn clear_middle(reading: &mut Reading<'_>, range: std::ops::Range<usize>) {
    let mut i = range.start;
    while i < range.end {
        if reading.is_notice(i) && reading.pieces[i].text.starts_with('©') {
            reading.remove(i, Kind::Copyright.reason());
        }
        let Some((kind, fit)) = reading.known(i).filter(|_| reading.removed[i].is_none()) else {
            i += 1;
            continue;
        };
        let words = shape::word_count(&reading.pieces[i].text);
        let certain = match kind {
            Kind::Advertisement | Kind::Top | Kind::ReadingTime => fit != Fit::Inside,
            Kind::Related => matches!(fit, Fit::Whole | Fit::Announced),
            Kind::Share => fit == Fit::Whole || fit != Fit::Inside && words <= 6,
            Kind::Newsletter => {
                matches!(fit, Fit::Whole | Fit::Announced) || fit == Fit::Start && words <= 8
            }
            Kind::Media => fit == Fit::Whole && words >= 1,
            Kind::Comments => {
                fit == Fit::Whole
                    && reading.pieces[i].text.ends_with(|c: char| c == ')' || c.is_ascii_digit())
            }
            Kind::Copyright => words <= 20,
            Kind::Navigation | Kind::Cookies | Kind::Label | Kind::Greeting | Kind::Section => false,
        };
        if !certain {
            i += 1;
            continue;
        }
        reading.remove(i, kind.reason());
        let heads =
            kind == Kind::Related && (fit == Fit::Whole || reading.pieces[i].end == End::Colon);
        i += 1;
        if heads {
            i = clear_teasers(reading, i, range.end);
        }
    }
}

/// The teasers below a heading such as "Related articles": the rest of its chunk, or a chunk of their own.
fn clear_teasers(reading: &mut Reading<'_>, from: usize, end: usize) -> usize {
    if from >= end {
        return from;
    }
    if reading.uniform {
        let teaser = |j: usize| {
            reading.is_snippet(j, 120) && reading.known(j).is_none() && reading.caption(j).is_none()
        };
        let after = (from..end).take_while(|&j| teaser(j)).last().map_or(from, |j| j + 1);
        let heads = after > from && after < end;
        let after = after - usize::from(heads);
        for j in from..after {
            reading.remove(j, Kind::Related.reason());
        }
        return after;
    }
    let chunk = reading.chunk(from);
    let alone = reading.pieces[from].gap;
    let teasers = (from..chunk.end.min(end))
        .take_while(|&j| !reading.is_prose(j) && reading.pieces[j].chars <= 160)
        .count();
    let whole = from + teasers == chunk.end;
    if alone && (teasers < 2 || !whole) {
        return from;
    }
    for j in from..from + teasers {
        reading.remove(j, Kind::Related.reason());
    }
    from + teasers
}

/// Takes away the rest of boxes: what stands with a button or a call to subscribe, up to the blank line.
pub(super) fn clear_boxes(reading: &mut Reading<'_>, range: std::ops::Range<usize>) {
    const LONGEST: usize = 12;
    let mut i = range.start;
    while i < range.end {
        let chunk = reading.chunk(i);
        i = chunk.end.max(i + 1);
        let reason = |kind: Kind| {
            chunk.clone().any(|j| reading.removed[j] == Some(kind.reason())).then_some(kind)
        };
        let Some(kind) = reason(Kind::Newsletter).or_else(|| reason(Kind::Share)) else { continue };
        let longest = if kind == Kind::Newsletter { 160 } else { 30 };
        let small = |j: usize| {
            let piece = &reading.pieces[j];
            reading.removed[j].is_some()
                || piece.chars <= longest
                    && (piece.end != End::Stop || kind == Kind::Newsletter)
                    && reading.caption(j).is_none()
        };
        let inside = chunk.start >= range.start && chunk.end <= range.end;
        if inside && chunk.len() <= LONGEST && chunk.clone().all(small) {
            for j in chunk {
                reading.remove(j, kind.reason());
            }
        }
    }
}
