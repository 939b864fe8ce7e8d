//! Languages that a page says: that they are there, that they exist, that they fit the words.

use crate::check::Results;
use crate::check::html::names::collapse;
use crate::check::html::{Node, Page};
use crate::diagnostic::Severity;
use crate::diagnostic::rules::{content, document, html, question};
use crate::markup::Syntax;
use crate::text::{Language, detect};

pub(super) fn check(page: &Page, results: &mut Results) {
    if let Some(root) = page.first("html") {
        whole(page, root, results);
    }
    parts(page, results);
}

/// ACT b5c3f8, bf051a, 5b7ae0.
fn whole(page: &Page, root: Node<'_>, results: &mut Results) {
    results.applies(&document::NO_LANGUAGE);
    let tag = root.own_language().unwrap_or("");
    if tag.is_empty() {
        let message = if root.has("xml:lang") && page.syntax == Syntax::Html {
            "the page says its language with `xml:lang` only, which counts in XHTML"
        } else {
            "the page does not say its language"
        };
        let finding = results.push(&document::NO_LANGUAGE, root.span(), message);
        finding.severity = Severity::Error;
        finding.hint("name it on the root element: `<html lang=\"en\">`");
        return;
    }
    results.push(
        &question::LANGUAGES,
        None,
        format!("the page is said to be in `{tag}`: is every passage in another language marked"),
    );
    if !valid(tag, root, results) {
        return;
    }
    if let (Some(lang), Some(xml)) = (root.value("lang"), root.value("xml:lang")) {
        let primary = |tag: &str| tag.split('-').next().unwrap_or("").to_ascii_lowercase();
        results.test(&html::LANGUAGE_DIFFERS, primary(lang) == primary(xml), root.span(), || {
            format!("`lang` says `{lang}`, `xml:lang` says `{xml}`")
        });
    }
    contradiction(page, tag, root, results);
}

/// Whether the words of the page are in the language that it says; passages that say another are left out.
fn contradiction(page: &Page, tag: &str, root: Node<'_>, results: &mut Results) {
    const ENOUGH: usize = 20_000;
    let mut words = String::new();
    for node in page.root().descendants() {
        if let (Some(text), Some(around)) = (node.text(), node.parent())
            && !around.is_hidden()
            && around.language() == Some(tag)
            && !matches!(around.html(), "code" | "pre" | "kbd" | "samp" | "option")
        {
            words.push_str(text);
            words.push(' ');
        }
        if words.len() > ENOUGH {
            break;
        }
    }
    let Some(found) = detect(&collapse(&words)) else { return };
    let said = Language::parse(tag).map(|said| macro_language(said.primary()).to_owned());
    let is = said.as_deref() == Some(macro_language(found.primary()));
    results.test(&content::LANGUAGE_CONTRADICTS, is, root.span(), || {
        format!("the page says `{tag}`, but its words are in `{}`", found.primary())
    });
}

/// Languages that are written alike count as one.
fn macro_language(primary: &str) -> &str {
    match primary {
        "nb" | "nn" | "no" | "da" => "no",
        "bs" | "hr" | "sr" | "sh" | "cnr" => "sh",
        "ms" | "id" | "zsm" => "ms",
        "yue" | "cmn" | "zh" => "zh",
        "tl" | "fil" => "fil",
        "he" | "iw" => "he",
        "fa" | "prs" => "fa",
        "ca" | "va" => "ca",
        "cs" | "sk" => "cs",
        "gl" | "pt" => "pt",
        "nl" | "af" | "fy" | "nds" => "nl",
        "sco" => "en",
        "gsw" | "lb" | "bar" | "de" => "de",
        primary => primary,
    }
}

/// ACT de46e4.
fn parts(page: &Page, results: &mut Results) {
    for node in page
        .elements()
        .filter(|node| !node.is("html") && (node.has("lang") || node.has("xml:lang")))
    {
        let Some(tag) = node.own_language().filter(|tag| !tag.is_empty()) else { continue };
        if node.is_hidden() || node.words().is_empty() && node.name_words().is_empty() {
            continue;
        }
        valid(tag, node, results);
    }
}

fn valid(tag: &str, node: Node<'_>, results: &mut Results) -> bool {
    results.applies(&document::BAD_LANGUAGE);
    let ok = is_language(tag);
    if !ok {
        let finding =
            results.push(&document::BAD_LANGUAGE, node.span(), format!("`{tag}` is no language"));
        finding.severity = Severity::Error;
        finding.hint("use a tag such as `en`, `fr` or `sr-Latn`");
    }
    ok
}

/// Whether the first part of a tag is a language that is registered, as far as can be told: of two letters
/// all are known, of three the form is checked.
fn is_language(tag: &str) -> bool {
    let primary = tag.split('-').next().unwrap_or("").to_ascii_lowercase();
    let letters = primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    match primary.len() {
        2 => ISO_639_1.split_ascii_whitespace().any(|known| known == primary),
        3 => letters && Language::parse(tag).is_some(),
        _ => false,
    }
}

/// The subtags of two letters in the IANA registry of language subtags.
static ISO_639_1: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs \
    cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz \
    ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln \
    lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt \
    qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts \
    tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_registered() {
        for tag in ["en", "EN-us", "sr-Latn", "gsw", "zh-Hant-TW", "en-US-GB", "nb"] {
            assert!(is_language(tag), "{tag}");
        }
        for tag in ["em-US", "english", "e", "#!", "i-lux", "eng-", "en_US", "12"] {
            assert!(!is_language(tag), "{tag}");
        }
    }

    #[test]
    fn languages_of_parts() {
        let page = |part: &str| {
            super::super::ids(&format!(
                "<!DOCTYPE html><html lang=en><title>A</title><main><h1>A</h1>{part}</main>"
            ))
        };
        assert_eq!(page("<p lang=xx>Words</p>"), ["document/bad-language"]);
        assert!(
            page("<p lang=xx></p><p lang=xx hidden>a</p><p lang=fr>Mots</p><p lang=\"\">a</p>")
                .is_empty()
        );
    }
}
