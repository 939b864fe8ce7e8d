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
        let Some(tag) = node.own_language() else { continue };
        // Empty, it says that the language is unknown; a space says nothing.
        let says = !tag.is_empty() || node.attr("lang").is_some_and(|tag| !tag.is_empty());
        if says && !node.is_hidden() && says_words(node) {
            valid(tag, node, results);
        }
    }
}

/// Whether words inside are in the language that this element says, seen or heard.
fn says_words(node: Node<'_>) -> bool {
    let is_own = |inner: Node<'_>| {
        let mut around = std::iter::once(inner).chain(inner.ancestors());
        around.find(|outer| outer.own_language().is_some()) == Some(node)
    };
    std::iter::once(node).chain(node.descendants()).filter(|inner| !inner.is_hidden()).any(
        |inner| match inner.text() {
            Some(text) => text.contains(char::is_alphanumeric) && is_own(inner),
            None => {
                ["alt", "aria-label", "title"].iter().any(|name| inner.value(name).is_some())
                    && !inner.is_silent()
                    && is_own(inner)
            }
        },
    )
}

fn valid(tag: &str, node: Node<'_>, results: &mut Results) -> bool {
    results.applies(&document::BAD_LANGUAGE);
    if let Some(short) = short_form(tag) {
        let message = format!("`{tag}` is not how its language is named: `{short}`");
        let finding = results.push(&document::BAD_LANGUAGE, node.span(), message);
        finding.severity = Severity::Warning;
        finding.hint(format!("write `{short}`: many programs know the code of two letters only"));
        return true;
    }
    let ok = is_language(tag);
    if !ok {
        let finding =
            results.push(&document::BAD_LANGUAGE, node.span(), format!("`{tag}` is no language"));
        finding.severity = Severity::Error;
        finding.hint("use a tag such as `en`, `fr` or `sr-Latn`");
    }
    ok
}

/// The code of two letters for a tag that begins with one of three where there is one of two: RFC 5646,
/// 2.2.1, has only that one registered.
fn short_form(tag: &str) -> Option<&'static str> {
    let primary = tag.split('-').next()?.to_ascii_lowercase();
    let mut codes = ISO_639_2.split_ascii_whitespace();
    while let (Some(long), Some(short)) = (codes.next(), codes.next()) {
        if long == primary {
            return Some(short);
        }
    }
    None
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

/// Codes of ISO 639-2, and those of ISO 639-1 for the same languages.
static ISO_639_2: &str = "aar aa abk ab afr af aka ak alb sq amh am ara ar arg an arm hy asm as ava av ave ae \
    aym ay aze az bak ba bam bm baq eu bel be ben bn bis bi bod bo bos bs bre br bul bg bur my cat ca ces cs \
    cha ch che ce chi zh chu cu chv cv cor kw cos co cre cr cym cy cze cs dan da deu de div dv dut nl dzo dz \
    ell el eng en epo eo est et eus eu ewe ee fao fo fas fa fij fj fin fi fra fr fre fr fry fy ful ff geo ka \
    ger de gla gd gle ga glg gl glv gv gre el grn gn guj gu hat ht hau ha heb he her hz hin hi hmo ho hrv hr \
    hun hu hye hy ibo ig ice is ido io iii ii iku iu ile ie ina ia ind id ipk ik isl is ita it jav jv jpn ja \
    kal kl kan kn kas ks kat ka kau kr kaz kk khm km kik ki kin rw kir ky kom kv kon kg kor ko kua kj kur ku \
    lao lo lat la lav lv lim li lin ln lit lt ltz lb lub lu lug lg mac mk mah mh mal ml mao mi mar mr may ms \
    mkd mk mlg mg mlt mt mon mn mri mi msa ms mya my nau na nav nv nbl nr nde nd ndo ng nep ne nld nl nno nn \
    nob nb nor no nya ny oci oc oji oj ori or orm om oss os pan pa per fa pli pi pol pl por pt pus ps que qu \
    roh rm ron ro rum ro run rn rus ru sag sg san sa sin si slk sk slo sk slv sl sme se smo sm sna sn snd sd \
    som so sot st spa es sqi sq srd sc srp sr ssw ss sun su swa sw swe sv tah ty tam ta tat tt tel te tgk tg \
    tgl tl tha th tib bo tir ti ton to tsn tn tso ts tuk tk tur tr twi tw uig ug ukr uk urd ur uzb uz ven ve \
    vie vi vol vo wel cy wln wa wol wo xho xh yid yi yor yo zha za zho zh zul zu";

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
        for part in [
            "<p lang=xx>Words</p>",
            "<p lang=eng>Words</p>",
            "<p lang=' '>Words</p>",
            "<p lang=xx><img src=a alt=Words></p>",
        ] {
            assert_eq!(page(part), ["document/bad-language"], "{part}");
        }
        assert!(page("<div lang=xx><p lang=fr>Mots</p></div>").is_empty());
        assert_eq!(short_form("GER-AT"), Some("de"));
        assert_eq!(short_form("gsw"), None);
        assert!(
            page("<p lang=xx></p><p lang=xx hidden>a</p><p lang=fr>Mots</p><p lang=\"\">a</p>")
                .is_empty()
        );
    }
}
