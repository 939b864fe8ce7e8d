//! Inline content as elements.

use super::Web;
use crate::markup::{Element, Node};
use crate::model::{Attrs, Inline, InlineKind, Target};

impl Web<'_> {
    /// The nodes of a run of inlines.
    pub(super) fn inlines(&mut self, content: &[Inline]) -> Vec<Node> {
        let outer = self.among_words;
        self.among_words |= has_words(content);
        let nodes = content.iter().flat_map(|inline| self.inline(inline)).collect();
        self.among_words = outer;
        nodes
    }

    fn inline(&mut self, inline: &Inline) -> Vec<Node> {
        let at = &inline.at;
        match &inline.kind {
            InlineKind::Text(text) => self.words(at, |_| vec![text.as_str().into()]),
            InlineKind::Emphasis(content) => self.holding("em", at, content),
            InlineKind::Strong(content) => self.holding("strong", at, content),
            InlineKind::Strikethrough(content) => self.holding("s", at, content),
            InlineKind::Subscript(content) => self.holding("sub", at, content),
            InlineKind::Superscript(content) => self.holding("sup", at, content),
            InlineKind::Literal(text) => {
                let code = self.element("code", at, |_| vec![text.as_str().into()]);
                vec![self.left_to_right(code).into()]
            }
            InlineKind::Quotation(content) => self.holding("q", at, content),
            InlineKind::Citation(content) => self.holding("cite", at, content),
            InlineKind::Abbreviation { expansion, content } => {
                let abbr = self.element("abbr", at, |web| web.inlines(content));
                let title = (!expansion.is_empty()).then_some(expansion);
                vec![abbr.with_some("title", title).into()]
            }
            InlineKind::Link { target, content } => self.link(at, target, content),
            InlineKind::NoteReference(id) => self.note_reference(at, id),
            InlineKind::Image(image) => {
                let outer = self.right_to_left;
                let picture = self.picture(image);
                let small = self.among_words && image.picture.is_some();
                let class = small.then_some("in-line");
                let nodes =
                    picture.map(|img| self.attributes(img.with_some("class", class), at).into());
                self.right_to_left = outer;
                nodes.into_iter().collect()
            }
            InlineKind::Time { datetime, content } => {
                match datetime.as_deref().filter(|value| is_datetime(value)) {
                    Some(value) => {
                        let time = self.element("time", at, |web| web.inlines(content));
                        vec![time.with("datetime", value).into()]
                    }
                    None => self.words(at, |web| web.inlines(content)),
                }
            }
            InlineKind::Formula { tex } => {
                self.facts.formulas += 1;
                let code = self.element("code", at, |_| vec![tex.as_str().into()]);
                vec![self.left_to_right(code.with("class", "math")).into()]
            }
            InlineKind::Span(content) => self.words(at, |web| web.inlines(content)),
            InlineKind::Break => vec![Element::new("br").into()],
        }
    }

    fn holding(&mut self, name: &'static str, at: &Attrs, content: &[Inline]) -> Vec<Node> {
        vec![self.element(name, at, |web| web.inlines(content)).into()]
    }

    /// Words in a `span` if they carry something, else as they are.
    fn words(&mut self, at: &Attrs, fill: impl FnOnce(&mut Self) -> Vec<Node>) -> Vec<Node> {
        let mut span = self.element("span", at, fill);
        if span.attributes.is_empty() {
            std::mem::take(&mut span.children)
        } else {
            vec![span.into()]
        }
    }

    /// A link; only its words inside another link.
    fn link(&mut self, at: &Attrs, target: &Target, content: &[Inline]) -> Vec<Node> {
        if self.in_link {
            return self.words(at, |web| web.inlines(content));
        }
        let href = match target {
            Target::Internal(anchor) => format!("#{}", self.ids.of(anchor)),
            Target::External(address) => address.clone(),
        };
        self.in_link = true;
        let a = self.element("a", at, |web| web.inlines(content));
        self.in_link = false;
        vec![a.with("href", href).into()]
    }
}

/// Whether a run has words beside its pictures: these are no higher than a line then.
fn has_words(content: &[Inline]) -> bool {
    content.iter().any(|inline| match &inline.kind {
        InlineKind::Text(text) => !text.trim().is_empty(),
        InlineKind::Literal(_) | InlineKind::Formula { .. } => true,
        InlineKind::Image(_) | InlineKind::NoteReference(_) | InlineKind::Break => false,
        _ => has_words(inline.content()),
    })
}

/// Whether a text is a date or time that `datetime` may hold: `2020`, `2020-05`, `2020-05-13`, the
/// last with a time.
pub(crate) fn is_datetime(text: &str) -> bool {
    let (date, time) = match text.split_once(['T', ' ']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let parts: Vec<_> = date.split('-').collect();
    let sizes = [4, 2, 2];
    let ranges = [1..=9999, 1..=12, 1..=31];
    let well_formed = parts.len() <= 3
        && parts.iter().zip(sizes).zip(ranges).all(|((part, size), range)| {
            part.len() == size && number(part).is_some_and(|n| range.contains(&n))
        });
    well_formed && day_exists(&parts) && time.is_none_or(|time| parts.len() == 3 && is_time(time))
}

fn number(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

fn day_exists(parts: &[&str]) -> bool {
    let [year, month, day] = parts else { return true };
    let (Some(year), Some(month), Some(day)) = (number(year), number(month), number(day)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    day <= days
}

/// `10:30`, `10:30:00`, `10:30:00.5`, each also with `Z` or an offset.
fn is_time(text: &str) -> bool {
    let clock = |text: &str| {
        text.split_once(':').is_some_and(|(hour, minute)| {
            hour.len() == 2
                && minute.len() == 2
                && number(hour).is_some_and(|n| n < 24)
                && number(minute).is_some_and(|n| n < 60)
        })
    };
    let (time, offset) = match text.find(['Z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let (minutes, seconds) = (time.get(..5), time.get(5..).unwrap_or(""));
    let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let two_digits = |s: &str| s.len() == 2 && number(s).is_some_and(|n| n < 60);
    let seconds_fit = seconds.is_empty()
        || (whole.strip_prefix(':').is_some_and(two_digits)
            && (1..=3).contains(&fraction.len())
            && number(fraction).is_some());
    let offset_fits = match offset.strip_prefix(['+', '-']) {
        Some(offset) => clock(offset),
        None => matches!(offset, "" | "Z"),
    };
    minutes.is_some_and(clock) && seconds_fit && offset_fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_checked_before_they_are_claimed() {
        for good in [
            "2020",
            "2020-05",
            "2020-02-29",
            "2020-05-13T10:30",
            "2020-05-13 10:30:00.5+02:00",
            "2020-05-13T10:30Z",
        ] {
            assert!(is_datetime(good), "{good}");
        }
        for bad in [
            "",
            "20",
            "2020-13",
            "2021-02-29",
            "2020-05-13T",
            "2020-05T10:30",
            "13 May",
            "2020-05-13T10:30Zx",
        ] {
            assert!(!is_datetime(bad), "{bad}");
        }
    }
}
