//! What a page says and does as a whole: title, zoom, refreshing, headings, the way to its content.

use crate::check::Results;
use crate::check::html::{Namespace, Node, Page};
use crate::diagnostic::Severity;
use crate::diagnostic::rules::{content, document, html, question};
use crate::text::wording;

use super::told;
use crate::text::number::count;

/// What a page of its own must have.
pub(super) fn whole_page(page: &Page, results: &mut Results) {
    if ["html", "body"].iter().any(|name| page.first(name).is_some_and(Node::is_aria_hidden)) {
        return;
    }
    let heard = |role: &'static str| {
        page.elements().filter(move |node| node.role() == Some(role) && !node.is_silent())
    };
    let mains: Vec<_> = heard("main").collect();
    if let Some(first) = heard("heading").next() {
        let main = heard("heading").any(|node| level(node) == 1);
        results
            .test(&html::NO_MAIN_HEADING, main, first.span(), || "no heading is of level 1".into());
    }
    if let Some(first) = heard("link").next() {
        let headed = heard("heading").next().is_some();
        let passed = headed
            || !mains.is_empty()
            || heard("link").take(3).any(leads_inside)
            || begins_with_content(page);
        results.test(&html::NO_BYPASS, passed, first.span(), || {
            "no heading, no `main` landmark and no link leads past the first links".into()
        });
        if !passed {
            return;
        }
    }
    results.test(
        &html::MAIN_LANDMARK,
        mains.len() == 1,
        mains.get(1).and_then(|node| node.span()),
        || match mains.len() {
            0 => "no `main` landmark".into(),
            several => format!("{several} `main` landmarks"),
        },
    );
}

/// Whether content comes before the first link, so that there is nothing to get past, or something that a
/// script serves does, which may lead past or take away what follows.
fn begins_with_content(page: &Page) -> bool {
    const ENOUGH: usize = 40;
    for node in page.root().descendants().filter(|node| !node.is_silent()) {
        let scripted = || {
            let idle =
                node.value("href").is_none_or(|href| href == "#" || href.starts_with("java"));
            node.has("onclick") || idle
        };
        match node.role() {
            Some("button") if node.input_type() != "submit" => return true,
            Some("link") => return scripted(),
            _ => {}
        }
        let aside = |outer: Node<'_>| {
            matches!(outer.role(), Some("navigation" | "complementary" | "banner" | "contentinfo"))
        };
        if let Some(words) = node.text()
            && words.trim().chars().count() >= ENOUGH
            && !node.ancestors().any(aside)
        {
            return true;
        }
    }
    false
}

fn leads_inside(link: Node<'_>) -> bool {
    let target = link.value("href").and_then(|href| href.strip_prefix('#'));
    target.is_some_and(|id| link.page.by_id(id).is_some())
}

/// The level of a heading. WAI-ARIA 1.2: one that does not say its level is of level 2.
fn level(heading: Node<'_>) -> u32 {
    let said = heading.value("aria-level").and_then(|level| level.parse().ok());
    let own = || heading.html().strip_prefix('h').and_then(|level| level.parse().ok());
    said.filter(|level| *level > 0).or_else(own).unwrap_or(2)
}

pub(super) fn check(page: &Page, results: &mut Results) {
    title(page, results);
    headings(page, results);
    let mut refreshed = false;
    for node in page.elements().filter(|node| node.is("meta")) {
        zoom(node, results);
        // HTML, 4.2.5.3: the first one counts.
        refreshed = refreshed || refresh(node, results);
    }
    for name in ["html", "body"] {
        let Some(node) = page.first(name) else { continue };
        results.test(
            &html::ALL_HIDDEN,
            node.value("aria-hidden") != Some("true"),
            node.span(),
            || format!("`aria-hidden` on `<{name}>` hides the whole page"),
        );
    }
    doubled_ids(page, results);
}

/// ACT 2779a5, c4a8a4.
fn title(page: &Page, results: &mut Results) {
    results.applies(&document::NO_TITLE);
    let Some(title) = page.title() else {
        let at = page.title_element().or_else(|| page.first("head")).and_then(Node::span);
        let finding = results.push(&document::NO_TITLE, at, "the page has no title");
        finding.severity = Severity::Error;
        finding.hint("write `<title>` in the head");
        return;
    };
    let at = page.title_element().and_then(Node::span);
    results.test(&content::TITLE_IS_FILE_NAME, !wording::is_program_title(&title), at, || {
        format!("the title is `{title}`")
    });
}

/// ACT ffd0e9, and levels that are skipped.
fn headings(page: &Page, results: &mut Results) {
    let mut last: Option<u32> = None;
    let mut all = 0;
    for node in page.elements().filter(|node| node.role() == Some("heading") && !node.is_silent()) {
        all += 1;
        results.applies(&document::HEADING_EMPTY);
        // A picture in it that nobody described is told of already.
        if node.name_words().is_empty() && !has_picture(node) {
            let finding = results.push(
                &document::HEADING_EMPTY,
                node.span(),
                format!("{} has no words", told(node)),
            );
            finding.severity = Severity::Warning;
            finding.hint("write the heading, or remove it");
            continue;
        }
        let level = level(node);
        if let Some(before) = last {
            results.test(
                &document::HEADING_SKIPPED,
                level <= before.saturating_add(1),
                node.span(),
                || format!("a heading of level {level} follows one of level {before}"),
            );
        }
        last = Some(level);
    }
    if all > 0 {
        let message = count(
            all,
            "heading: does it say what stands below it",
            "headings: do they say what stands below them",
        );
        results.push(&question::HEADINGS, None, message);
    }
}

fn has_picture(node: Node<'_>) -> bool {
    node.descendants().any(|inner| inner.role() == Some("img") && !inner.is_silent())
}

/// ACT b4f0c3.
fn zoom(meta: Node<'_>, results: &mut Results) {
    if !meta.value("name").is_some_and(|name| name.eq_ignore_ascii_case("viewport")) {
        return;
    }
    let content = meta.attr("content").unwrap_or("").to_ascii_lowercase();
    let mut forbidding = Vec::new();
    for part in content.split([',', ';', ' ']) {
        let Some((name, value)) = part.split_once('=') else { continue };
        let value = value.trim();
        // CSS Device Adaptation, 10: sizes of the screen are large numbers, `yes` is 1, and what is no
        // number is 0.
        let number = match value {
            "yes" => 1.0,
            "device-width" | "device-height" => 10.0,
            value => leading_number(value),
        };
        let forbids = match name.trim() {
            "user-scalable" => number.abs() < 1.0,
            "maximum-scale" => (0.0..2.0).contains(&number),
            _ => continue,
        };
        results.applies(&html::ZOOM);
        if forbids {
            forbidding.push(format!("`{}`", part.trim()));
        }
    }
    if !forbidding.is_empty() {
        let message = format!("{} keeps people from enlarging the page", forbidding.join(" with "));
        results.push(&html::ZOOM, meta.span(), message);
    }
}

/// The number that a value begins with; 0 if it begins with none.
fn leading_number(value: &str) -> f64 {
    let end = value.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')));
    value[..end.unwrap_or(value.len())].parse().unwrap_or(0.0)
}

/// ACT bc659a and bisz58. 20 hours are no limit of time (WCAG 2.2 SC 2.2.1). Whether it has an effect.
fn refresh(meta: Node<'_>, results: &mut Results) -> bool {
    if !meta.value("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh")) {
        return false;
    }
    let content = meta.attr("content").unwrap_or("").trim_start();
    let digits = content.len() - content.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (seconds, rest) = content.split_at(digits);
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    // HTML, 4.2.5.3: without digits, or with another sign after them, nothing happens.
    let works = (digits > 0 || content.starts_with('.'))
        && (rest.is_empty() || rest.starts_with([';', ',', ' ', '\t', '\n']));
    if !works {
        return false;
    }
    let seconds: u64 = seconds.parse().unwrap_or(0);
    results.test(&html::REFRESH, seconds == 0 || seconds > 72_000, meta.span(), || {
        let leads = rest.to_ascii_lowercase().contains("url") || rest.contains('/');
        format!(
            "after {} the page {} by itself",
            count(usize::try_from(seconds).unwrap_or(usize::MAX), "second", "seconds"),
            if leads { "goes elsewhere" } else { "reloads" }
        )
    });
    true
}

/// Ids that several elements have. The first of them is the one that is meant.
fn doubled_ids(page: &Page, results: &mut Results) {
    const REFERRING: [&str; 12] = [
        "for",
        "headers",
        "form",
        "list",
        "aria-labelledby",
        "aria-describedby",
        "aria-controls",
        "aria-owns",
        "aria-details",
        "aria-errormessage",
        "aria-flowto",
        "aria-activedescendant",
    ];
    if page.elements().any(|node| node.has("id")) {
        results.applies(&html::DUPLICATE_ID);
    }
    let doubled = page.doubled_ids();
    if doubled.is_empty() {
        return;
    }
    let referred: std::collections::BTreeSet<&str> = page
        .elements()
        .filter(|node| !node.is_silent())
        .flat_map(|node| REFERRING.iter().flat_map(move |name| node.tokens(name)))
        .collect();
    for (id, all) in doubled {
        let drawn = all.iter().all(|node| node.namespace() == Namespace::Svg);
        if drawn && !referred.contains(id) {
            continue;
        }
        let at = all.get(1).and_then(|node| node.span());
        let message = format!("`{id}` is the id of {} elements", all.len());
        let finding = results.push(&html::DUPLICATE_ID, at, message);
        if !referred.contains(id) {
            finding.severity = Severity::Note;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ids;

    fn page(head: &str, body: &str) -> Vec<&'static str> {
        ids(&format!(
            "<!DOCTYPE html><html lang=en><head><title>Ferries</title>{head}</head><body><main><h1>Ferries</h1>{body}</main></body></html>"
        ))
    }

    #[test]
    fn zooming_may_not_be_forbidden() {
        for content in [
            "user-scalable=no",
            "width=device-width, maximum-scale=1.0",
            "user-scalable=0",
            "maximum-scale=1.5;a",
            "user-scalable=nope",
            "maximum-scale=1.0px",
        ] {
            assert_eq!(
                page(&format!("<meta name=viewport content=\"{content}\">"), ""),
                ["html/zoom"],
                "{content}"
            );
        }
        for content in [
            "user-scalable=yes",
            "maximum-scale=2",
            "maximum-scale=-1",
            "maximum-scale=device-width",
            "",
        ] {
            assert!(
                page(&format!("<meta name=viewport content=\"{content}\">"), "").is_empty(),
                "{content}"
            );
        }
    }

    #[test]
    fn pages_do_not_go_away_by_themselves() {
        for content in ["30", "10; URL='https://example.org'", "5,url=a", " 40 ;url=b"] {
            assert_eq!(
                page(&format!("<meta http-equiv=refresh content=\"{content}\">"), ""),
                ["html/refresh"],
                "{content}"
            );
        }
        for content in ["0; url=a", "0", "72001", "-1; url=a", "foo", "+5; url=a", "5x", ""] {
            assert!(
                page(&format!("<meta http-equiv=refresh content=\"{content}\">"), "").is_empty(),
                "{content}"
            );
        }
    }

    #[test]
    fn pictures_of_presentation_are_no_words() {
        assert!(page("", "<h2><img src=a alt=b role=none></h2>").contains(&"heading/empty"));
    }

    #[test]
    fn there_is_a_way_to_the_content() {
        let page = |body: &str| {
            ids(&format!("<!DOCTYPE html><html lang=en><title>Ferries</title><body>{body}"))
        };
        let words = "<p>The first ferry of the day leaves the southern pier at six.</p>";
        let menu = "<a href=a>One</a><a href=b>Two</a>";
        assert_eq!(page(&format!("{menu}{words}")), ["html/no-bypass"]);
        for body in [
            format!("{words}{menu}"),
            format!("<button>Menu</button>{menu}{words}"),
            format!("<a href='#' onclick='go()'>Menu</a>{menu}{words}"),
        ] {
            assert_eq!(page(&body), ["html/main-landmark"], "{body}");
        }
    }

    #[test]
    fn ids_that_names_need_are_of_one_element() {
        assert_eq!(page("", "<p id=a>x</p><p id=a>y</p>"), ["html/duplicate-id"]);
        assert!(page("", "<p id=a>x</p><p id=b>y</p>").is_empty());
    }
}
