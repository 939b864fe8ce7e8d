//! The lines above a Markdown text that say its title, authors and the like: what each key means for
//! the document. How the lines are written is for `syntax` to know.

use super::syntax::{self, Entry};
use crate::diagnostic::rules::{document, markup};
use crate::model::{LanguageSource, Meta};
use crate::read::Context;
use crate::source::{Source, Span};
use crate::text::Language;

/// Reads the front matter; also says where the text below it begins.
pub(super) fn read(source: &Source, cx: &mut Context<'_>) -> (Meta, usize) {
    let mut meta = Meta::default();
    let Some(found) = syntax::find(source.text()) else {
        return (meta, source.text().len() - source.text().trim_start_matches('\u{FEFF}').len());
    };
    let (entries, problems) = syntax::parse(source.text(), &found);
    for (span, line) in problems {
        report(cx, span, format!("`{line}` in the front matter is not understood"));
    }
    for entry in entries {
        set(&mut meta, entry, cx);
    }
    (meta, found.end)
}

fn set(meta: &mut Meta, entry: Entry, cx: &mut Context<'_>) {
    let Entry { key, values, span } = entry;
    let text = values.join(", ").split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return;
    }
    let slot = match &*key.to_ascii_lowercase() {
        "title" => &mut meta.title,
        "subtitle" => &mut meta.subtitle,
        "publisher" => &mut meta.publisher,
        "source" | "url" => &mut meta.source,
        "description" | "summary" | "abstract" => &mut meta.description,
        "author" | "authors" => return meta.authors.extend(values),
        "keywords" | "tags" => {
            let words = values.iter().flat_map(|value| value.split(','));
            let words = words.map(str::trim).filter(|word| !word.is_empty());
            return meta.keywords.extend(words.map(str::to_owned));
        }
        "date" => {
            if let Some(date) = iso_date(&text) {
                meta.date = Some(date);
            } else {
                report(cx, span, format!("the date `{text}` is not of the form `2020-05-13`"));
            }
            return;
        }
        "lang" | "language" => {
            meta.language = Language::parse(&text);
            meta.language_source = meta.language.as_ref().map(|_| LanguageSource::Input);
            if meta.language.is_none() {
                let message = format!("`{text}` is not a language tag");
                let findings = &mut *cx.findings;
                findings
                    .push(&document::BAD_LANGUAGE, Some(span), message)
                    .hint("use a tag such as `en`, `fr` or `sr-Latn`");
            }
            return;
        }
        _ => return report(cx, span, format!("`{key}` in the front matter is not known")),
    };
    if slot.is_some() {
        return report(cx, span, format!("`{key}` stands twice in the front matter"));
    }
    *slot = Some(text);
}

fn report(cx: &mut Context<'_>, span: Span, message: String) {
    cx.findings
        .push(&markup::FRONT_MATTER, Some(span), message)
        .hint("see `altform explain input/front-matter` for the keys");
}

/// A year, a month, a day, or a day with a time, in ISO 8601. A space before the time is forgiven.
fn iso_date(text: &str) -> Option<String> {
    let (day, time) = match text.split_once(['T', ' ']) {
        Some((day, time)) => (day, Some(time.trim())),
        None => (text, None),
    };
    let number = |part: Option<&str>, digits: usize, most: u32| match part {
        None => Some(()),
        Some(part) => {
            let value: u32 = part.parse().ok()?;
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
                .then_some(())
                .filter(|()| (1..=most).contains(&value))
        }
    };
    let mut parts = day.split('-');
    number(parts.next(), 4, 9999)?;
    let (month, day_of_month) = (parts.next(), parts.next());
    number(month, 2, 12)?;
    number(day_of_month, 2, 31)?;
    if parts.next().is_some() {
        return None;
    }
    let Some(time) = time else { return Some(day.to_owned()) };
    let clock = |b: u8| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'-' | b'Z' | b' ');
    let whole = day_of_month.is_some() && time.len() >= 5 && time.bytes().all(clock);
    whole.then(|| format!("{day}T{}", time.replace(' ', "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_iso() {
        for good in ["2020", "2020-05", "2020-05-13", "2020-05-13T10:00:00Z"] {
            assert_eq!(iso_date(good).as_deref(), Some(good));
        }
        assert_eq!(
            iso_date("2020-05-13 10:00:00 +0200").as_deref(),
            Some("2020-05-13T10:00:00+0200")
        );
        for bad in ["13 May 2020", "2020-13", "2020-05-13-1", "20-05-13", "2020-05 10:00", "+202"] {
            assert_eq!(iso_date(bad), None, "{bad}");
        }
    }
}
