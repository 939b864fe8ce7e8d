//! The lines above a Markdown text that say its title, authors and the like: what each key means for
//! the document. How the lines are written is for `syntax` to know.

use super::syntax::{self, Entry, Problem};
use crate::diagnostic::Finding;
use crate::diagnostic::rules::{document, markup};
use crate::model::{LanguageSource, Meta};
use crate::read::Context;
use crate::read::plain::dates;
use crate::source::{Source, Span};
use crate::text::Language;

/// Reads the front matter; also says where the text below it begins.
pub(super) fn read(source: &Source, cx: &mut Context<'_>) -> (Meta, usize) {
    let mut meta = Meta::default();
    let Some(found) = syntax::find(source.text()) else {
        return (meta, source.text().len() - source.text().trim_start_matches('\u{FEFF}').len());
    };
    let (entries, problems) = syntax::parse(source.text(), &found);
    for Problem { line, span, key } in problems {
        let message = format!("`{line}` in the front matter is not understood");
        if key.is_some_and(|key| is_essential(&key.to_ascii_lowercase())) {
            lost(cx, span, message).hint("write it as `key: text` or as a list of texts");
        } else {
            report(cx, span, message);
        }
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
        "author" | "authors" => {
            return meta.authors.extend(values.into_iter().filter(|name| !name.is_empty()));
        }
        "keywords" | "tags" => {
            let words = values.iter().flat_map(|value| value.split(','));
            let words = words.map(str::trim).filter(|word| !word.is_empty());
            return meta.keywords.extend(words.map(str::to_owned));
        }
        "date" => {
            if let Some(date) = iso_date(&text).or_else(|| dates::whole(&text)) {
                meta.date = Some(date);
            } else {
                let message = format!("`{text}` is not a date that exists");
                lost(cx, span, message).hint("write it like `2020-05-13`");
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

/// Whether all outputs show what this key says.
fn is_essential(key: &str) -> bool {
    matches!(key, "title" | "author" | "authors" | "date" | "lang" | "language")
}

fn lost<'a>(cx: &'a mut Context<'_>, span: Span, message: String) -> &'a mut Finding {
    cx.findings.push(&markup::METADATA_LOST, Some(span), message)
}

fn report(cx: &mut Context<'_>, span: Span, message: String) {
    cx.findings
        .push(&markup::FRONT_MATTER, Some(span), message)
        .hint("see `altform explain input/front-matter` for the keys");
}

/// A year, a month, a day that exists, or one with a time, in ISO 8601. A space before the time is
/// forgiven.
fn iso_date(text: &str) -> Option<String> {
    let (day, time) = match text.split_once(['T', ' ']) {
        Some((day, time)) => (day, Some(time.trim())),
        None => (text, None),
    };
    let number = |part: &str, digits: usize| {
        let whole = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        part.parse::<u32>().ok().filter(|&number| whole && number > 0)
    };
    let mut parts = day.split('-');
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map_or(Some(1), |part| number(part, 2))?;
    let last = parts.next();
    dates::iso(year, month, last.map_or(Some(1), |part| number(part, 2))?)?;
    if parts.next().is_some() {
        return None;
    }
    let Some(time) = time else { return Some(day.to_owned()) };
    let clock = |b: u8| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'-' | b'Z' | b' ');
    let whole = last.is_some() && time.len() >= 5 && time.bytes().all(clock);
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
        for bad in ["13 May 2020", "2020-13", "2020-05-13-1", "20-05-13", "2020-05 10:00", "+202"]
            .into_iter()
            .chain(["2021-02-30", "2021-02-29", "2021-00"])
        {
            assert_eq!(iso_date(bad), None, "{bad}");
        }
    }
}
