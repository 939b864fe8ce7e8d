//! The passages of a source, and what can be told of each by its place, its shape and its words.

use std::cell::OnceCell;

use super::lines::{Line, Piece};
use super::shape::{self, End};
use super::words::{self, Fit, Kind};
use super::{bylines, captions, datelines, lists};

/// The passages of a source with what has been found out about each.
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) lines: Vec<Line>,
    pub(super) pieces: Vec<Piece<'a>>,
    known: Vec<Option<(Kind, Fit)>>,
    /// Whether each piece is a caption, once it was asked.
    is_caption: Vec<OnceCell<bool>>,
    /// Why a piece is not part of the body; `None` for those that are.
    pub(super) removed: Vec<Option<&'static str>>,
    /// Whether blank lines stand between all lines, so that they say nothing.
    pub(super) uniform: bool,
    /// The copyright notices, folded: they name the site.
    notices: String,
    /// The short lines at the top, folded: the name of the site is among them.
    heads: Vec<String>,
    /// Where only whole lines can be furniture; empty until the title is known.
    article: std::ops::Range<usize>,
    /// The standfirst, where it is no sentence.
    pub(super) lead: Option<usize>,
    /// Whether the date found so far is only that of a later change.
    pub(super) date_is_late: bool,
}

/// From this length on an item that is a sentence is none of a menu.
const LONG_ITEM: usize = 40;

/// Lines longer than this are not compared with phrases.
const LONGEST_PHRASE: usize = 300;

/// How many bytes of copyright notices are remembered.
const LONGEST_NOTICES: usize = 10_000;

impl<'a> Reading<'a> {
    pub(super) fn new(text: &'a str, lines: Vec<Line>, pieces: Vec<Piece<'a>>) -> Self {
        let short = |p: &Piece<'_>| p.chars <= LONGEST_PHRASE && p.text.len() <= 4 * LONGEST_PHRASE;
        let known = pieces.iter().map(|p| short(p).then(|| furniture(&p.text)).flatten()).collect();
        let removed = vec![None; pieces.len()];
        let is_caption = vec![OnceCell::new(); pieces.len()];
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
        Self {
            text,
            lines,
            pieces,
            known,
            is_caption,
            removed,
            uniform,
            heads,
            notices,
            article: 0..0,
            lead: None,
            date_is_late: false,
        }
    }

    /// What kind of furniture a piece would be by its words.
    pub(super) fn known(&self, i: usize) -> Option<(Kind, Fit)> {
        // A sentence is furniture only where one says it whole, or speaks of cookies and newsletters.
        self.known.get(i).copied().flatten().filter(|&(kind, fit)| {
            let piece = &self.pieces[i];
            match fit {
                Fit::Whole | Fit::Announced => true,
                Fit::Start => {
                    piece.end != End::Stop
                        || piece.chars <= 60
                            && (!self.article.contains(&i)
                                || self.follows_button(i)
                                || says_more(kind, &piece.text))
                }
                // An article may be about cookies, newsletters and rights.
                Fit::Inside => {
                    let words = shape::word_count(&piece.text);
                    let short = words <= 5;
                    if words <= 3 && kind == Kind::Cookies {
                        return false;
                    }
                    !self.article.contains(&i)
                        || self.follows_button(i)
                        || piece.end != End::Stop
                        || kind == Kind::Copyright && (short || piece.text.contains('©'))
                }
            }
        })
    }

    /// Whether a piece stands right below a line that is furniture and nothing else.
    fn follows_button(&self, i: usize) -> bool {
        let above = i.checked_sub(1).filter(|_| !self.pieces[i].gap);
        above.and_then(|j| self.known[j]).is_some_and(|(_, fit)| fit == Fit::Whole)
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
    pub(super) fn is_statement(&self, i: usize) -> bool {
        let piece = &self.pieces[i];
        self.is_prose(i)
            || (piece.end == End::Stop || piece.end == End::Colon)
                && piece.chars >= 20
                && shape::word_count(&piece.text) >= 3
                && self.known(i).is_none()
                && !self.is_notice(i)
                && !self.is_trail(i)
                && !datelines::is_line(&piece.text)
                && self.caption(i).is_none()
                && (lists::marker(&piece.text).is_none() || piece.chars >= LONG_ITEM)
    }

    /// Whether a piece is a date line or a credit: what surrounds a title.
    pub(super) fn is_meta(&self, i: usize) -> bool {
        let text = &self.pieces[i].text;
        self.known(i).is_some_and(|(kind, _)| kind == Kind::ReadingTime)
            || datelines::is_line(text)
            || bylines::read(text).is_some_and(|(_, sign)| sign == bylines::Sign::Said)
            || self.caption(i).is_some()
    }

    /// The caption that a piece is.
    pub(super) fn caption(&self, i: usize) -> Option<captions::Caption<'_>> {
        let is_caption = *self.is_caption[i].get_or_init(|| self.read_caption(i).is_some());
        is_caption.then(|| self.read_caption(i)).flatten()
    }

    fn read_caption(&self, i: usize) -> Option<captions::Caption<'_>> {
        let piece = &self.pieces[i];
        let excluded = lists::marker(&piece.text).is_some()
            || self.known[i].is_some_and(|(kind, _)| kind == Kind::Copyright)
            || self.names_site(i);
        if let Some(range) = &piece.credit {
            let credit = piece.text[range.clone()].trim();
            let caption = match range.start {
                0 => &piece.text[range.end..],
                start => &piece.text[..start],
            };
            let credit = captions::read(credit).map_or(credit, |found| found.credit);
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

    /// Whether the line also stands above the title.
    pub(super) fn stands_above(&self, i: usize) -> bool {
        self.pieces[..self.article.start].iter().take(30).any(|p| p.text == self.pieces[i].text)
    }

    /// Whether a piece is the title.
    pub(super) fn is_title(&self, i: usize) -> bool {
        i + 1 == self.article.start
    }

    /// Notes where the title stands: the article goes from there to the first sign of the page's end,
    /// or to the last prose beyond doubt.
    pub(super) fn set_title(&mut self, title: usize) {
        let below = title + 1..self.pieces.len();
        let prose = below.clone().rev().find(|&i| self.is_prose(i)).unwrap_or(below.start);
        let sign = below.clone().find(|&i| self.is_end(i)).unwrap_or(below.end);
        self.article = below.start..prose.max(sign);
    }

    /// Whether a piece says for certain that the article is over, if nothing of it follows.
    pub(super) fn is_end(&self, i: usize) -> bool {
        self.is_notice(i)
            || self.known(i).is_some_and(|(kind, fit)| {
                fit != Fit::Inside
                    && matches!(
                        kind,
                        Kind::Comments | Kind::Top | Kind::Newsletter | Kind::Copyright
                    )
            })
    }

    /// The first prose at `from` or later; the end if there is none.
    pub(super) fn first_prose(&self, from: usize) -> usize {
        (from..self.pieces.len()).find(|&i| self.is_prose(i)).unwrap_or(self.pieces.len())
    }

    /// A blank line above what was taken away parts what is left.
    pub(super) fn keep_gaps(&mut self) {
        let mut gap = false;
        for (piece, removed) in self.pieces.iter_mut().zip(&self.removed) {
            gap |= piece.gap;
            if removed.is_none() {
                piece.gap = gap;
                gap = false;
            }
        }
    }

    /// Takes a piece out of the body, for the first reason that is given.
    pub(super) fn remove(&mut self, i: usize, reason: &'static str) {
        if let Some(slot) = self.removed.get_mut(i) {
            slot.get_or_insert(reason);
        }
    }
}

/// Whether a sentence that begins like a button of this kind also goes on like one.
fn says_more(kind: Kind, text: &str) -> bool {
    match kind {
        Kind::Share | Kind::Navigation | Kind::Greeting => words::names_network(text),
        Kind::Copyright => text.contains(|c: char| c.is_ascii_digit()),
        _ => true,
    }
}

/// What kind of furniture a line is by its words, or by those of most of its parts: "Share  Print  A- A+".
fn furniture(line: &str) -> Option<(Kind, Fit)> {
    // "A- A+" sets the size of letters.
    let has = |sign: &str| line.split_whitespace().any(|word| word == sign);
    let sizes = has("A+") && (has("A-") || has("A−") || has("A–"));
    let whole = words::furniture(line).filter(|&(_, fit)| fit != Fit::Inside);
    whole
        .or_else(|| sizes.then_some((Kind::Share, Fit::Whole)))
        .or_else(|| words::is_menu(line).then_some((Kind::Navigation, Fit::Whole)))
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
