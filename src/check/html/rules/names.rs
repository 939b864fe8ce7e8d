//! Accessible names of what people act on: links, buttons, fields, frames, dialogs.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Results;
use crate::check::html::css::Place;
use crate::check::html::{Node, Page};
use crate::diagnostic::rules::{content, document, html, question};
use crate::diagnostic::{Rule, Severity};
use crate::text::wording;

use super::told;
use crate::text::number::count;

pub(super) fn check(page: &Page, results: &mut Results) {
    let mut links = 0;
    // Old pages name places by `<a name>`.
    let anchors =
        page.elements().filter(|node| node.is("a")).filter_map(|node| node.attr("name")).collect();
    for node in page.elements().filter(|node| !node.is_silent()) {
        if is_link(node) {
            links += 1;
            link(node, &anchors, results);
        } else {
            named(node, results);
        }
        label_in_name(node, results);
    }
    if links > 0 {
        let message = count(
            links,
            "link: do its words say where it goes",
            "links: do the words say where they go",
        );
        results.push(&question::LINK_PURPOSE, None, message);
    }
    same_names(page, results);
}

/// Links, and what DPUB-ARIA has for links to notes and terms.
fn is_link(node: Node<'_>) -> bool {
    matches!(
        node.role(),
        Some("link" | "doc-backlink" | "doc-biblioref" | "doc-glossref" | "doc-noteref")
    )
}

/// ACT c487ae; addresses of places that are not there.
fn link(node: Node<'_>, anchors: &BTreeSet<&str>, results: &mut Results) {
    results.applies(&document::LINK_EMPTY);
    let name = node.name_words();
    if name.is_empty() {
        if !explained(node) {
            let finding = results.push(
                &document::LINK_EMPTY,
                node.span(),
                format!("{} has no name", told(node)),
            );
            finding.severity = Severity::Error;
            finding.hint("write where it goes inside it, or as `aria-label`");
        }
    } else if node.role() == Some("link") {
        results.test(
            &content::LINK_VAGUE,
            !wording::is_vague_link(&name) || is_described(node) || is_landmark(node),
            node.span(),
            || format!("a link says only `{name}`"),
        );
        results.test(
            &content::LINK_BARE_ADDRESS,
            !wording::is_bare_address(&name),
            node.span(),
            || format!("the words of a link are `{name}`"),
        );
    }
    let target =
        node.value("href").and_then(|href| href.strip_prefix('#')).filter(|id| !id.is_empty());
    if let Some(id) = target {
        let is_place = |id: &str| node.page.by_id(id).is_some() || anchors.contains(id);
        // HTML, 7.4.6.4: as it is, decoded, or "top"; an old anchor by its name.
        let reached = id.eq_ignore_ascii_case("top")
            || id.starts_with(":~:")
            || is_place(id.split(":~:").next().unwrap_or(id))
            || decoded(id).is_some_and(|id| is_place(&id));
        // What a script opens has a place of its own making: `#!page`, `#/page`.
        let scripted = id.starts_with(['!', '/']);
        if !scripted {
            results.test(&document::LINK_DANGLING, reached, node.span(), || {
                format!("`#{id}` is nowhere on the page")
            });
        }
    }
}

/// An address with `%xx` decoded, if it is UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = (*first == b'%').then(|| after.get(..2)).flatten();
        let byte = escaped
            .and_then(|two| std::str::from_utf8(two).ok())
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok()
}

/// A vague link may be explained by its description or by what it stands beside (WCAG 2.2 SC 2.4.4), which
/// an author can say by `aria-describedby`.
fn is_described(node: Node<'_>) -> bool {
    !node.description().is_empty()
}

/// Whether it is one of the landmarks of a book, of which each says by its type what it is.
fn is_landmark(node: Node<'_>) -> bool {
    let mut around = node.ancestors();
    around.any(|outer| outer.is("nav") && outer.tokens("epub:type").any(|kind| kind == "landmarks"))
}

/// Whether another finding tells already why something has no name: a picture in it has none.
fn explained(node: Node<'_>) -> bool {
    node.descendants().any(|inner| {
        inner.role() == Some("img") && !inner.is_silent() && inner.name_words().is_empty()
    })
}

/// ACT 97a4e1, 59796f, m6b1q3, 2t702h, e086e5, cae760.
fn named(node: Node<'_>, results: &mut Results) {
    let Some((rule, what)) = needs_name(node) else { return };
    results.applies(rule);
    if has_name(node) || explained(node) {
        return;
    }
    let finding = results.push(rule, node.span(), format!("{what} {} has no name", told(node)));
    if matches!(node.role(), Some("dialog" | "alertdialog" | "treeitem")) {
        finding.severity = Severity::Warning;
    }
}

fn has_name(node: Node<'_>) -> bool {
    let by_author = |names: &[&str]| {
        names.iter().any(|name| node.value(name).is_some())
            || node.referred("aria-labelledby").any(|label| !label.words().is_empty())
    };
    match &*node.input_type() {
        // Browsers name these themselves where nobody else does.
        "submit" | "reset" if node.is("input") => {
            !node.has("value") || by_author(&["value", "aria-label", "title"])
        }
        // That they would call it "Submit" is not what the picture shows.
        "image" if node.is("input") => by_author(&["alt", "aria-label", "title"]),
        _ => !node.name_words().is_empty(),
    }
}

/// The rule for the name of an element, and what the element is called.
fn needs_name(node: Node<'_>) -> Option<(&'static Rule, &'static str)> {
    if matches!(node.html(), "iframe" | "frame") {
        let reached = node.value("tabindex").is_none_or(|index| !index.starts_with('-'));
        let presented = matches!(node.tokens("role").next(), Some("none" | "presentation"));
        return (reached && !presented && node.explicit_role().is_none())
            .then_some((&html::FRAME_NAME, "the frame"));
    }
    Some(match node.role() {
        Some("button") => (&html::BUTTON_NAME, "the button"),
        Some("menuitem" | "menuitemcheckbox" | "menuitemradio") => {
            (&html::BUTTON_NAME, "the item of a menu")
        }
        Some(
            "checkbox" | "combobox" | "listbox" | "radio" | "searchbox" | "slider" | "spinbutton"
            | "switch" | "textbox",
        ) if !node.is("datalist") => (&html::FIELD_NAME, "the field"),
        None if node.is("input") => (&html::FIELD_NAME, "the field"),
        Some("dialog" | "alertdialog") => (&html::WIDGET_NAME, "the dialog"),
        Some("meter" | "progressbar") => (&html::WIDGET_NAME, "the meter"),
        Some("tooltip") => (&html::WIDGET_NAME, "the tooltip"),
        Some("treeitem") => (&html::WIDGET_NAME, "the item of a tree"),
        _ => return None,
    })
}

/// ACT 2ee8b8, for roles that are named by what they hold.
fn label_in_name(node: Node<'_>, results: &mut Results) {
    let named =
        node.value("aria-label").is_some() || node.referred("aria-labelledby").next().is_some();
    let by_content = matches!(
        node.role(),
        Some(
            "button"
                | "link"
                | "checkbox"
                | "radio"
                | "switch"
                | "tab"
                | "option"
                | "menuitem"
                | "menuitemcheckbox"
                | "menuitemradio"
                | "treeitem"
        )
    );
    // What is seen cannot be told where style sheets are not at hand.
    if !named || !by_content || node.is("input") || !node.page.styles.complete {
        return;
    }
    let (seen, pieces) = seen(node);
    let seen = words_of(&seen);
    // A single sign is a symbol rather than words: `X` closes, `B` makes bold.
    if seen.iter().all(|word| word.chars().count() < 2) {
        return;
    }
    let name = words_of(&node.name_words());
    let contained = name.windows(seen.len().max(1)).any(|part| part == seen)
        // Whether there is space between two pieces is up to the style.
        || pieces > 1 && name.concat().contains(&seen.concat());
    results.test(&html::LABEL_NOT_IN_NAME, contained, node.span(), || {
        format!("it shows `{}`, but its name is `{}`", seen.join(" "), name.join(" "))
    });
}

/// The words that are seen in an element, pictures made of letters (icon fonts) left out, and in how many
/// pieces they stand.
fn seen(node: Node<'_>) -> (String, usize) {
    let (mut out, mut pieces) = (String::new(), 0);
    for inner in node.descendants() {
        let Some(text) = inner.text() else { continue };
        let around = inner.ancestors().take_while(|outer| *outer != node).collect::<Vec<_>>();
        let icon = around.iter().any(|outer| {
            outer.is_aria_hidden()
                || outer
                    .attr("class")
                    .is_some_and(|class| class.to_ascii_lowercase().contains("icon"))
        });
        let veiled = node
            .page
            .styles
            .style(inner)
            .is_some_and(|style| style.effects.veiled || style.place == Place::Lifted);
        if !icon && !veiled && !inner.is_hidden() {
            out.push_str(text);
            pieces += usize::from(!text.trim().is_empty());
        }
        if around.iter().any(|outer| outer.display() == crate::check::html::Display::Block) {
            out.push(' ');
        }
    }
    (out, pieces)
}

/// The words of a text in lower case without signs, and without what stands in brackets.
fn words_of(text: &str) -> Vec<String> {
    let mut depth = 0usize;
    let mut plain = String::new();
    for sign in text.chars() {
        match sign {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => continue,
            '\'' | '’' => continue,
            _ if sign.is_alphanumeric() => plain.extend(sign.to_lowercase()),
            _ => {}
        }
        if !sign.is_alphanumeric() {
            plain.push(' ');
        }
    }
    plain.split_whitespace().map(str::to_owned).collect()
}

/// ACT 4b1c6c: frames of the same name that show different things are for a person to judge.
fn same_names(page: &Page, results: &mut Results) {
    let mut frames: BTreeMap<String, Vec<Node<'_>>> = BTreeMap::new();
    for node in page.elements().filter(|node| node.is("iframe") && !node.is_silent()) {
        let name = node.name_words().to_lowercase();
        if !name.is_empty() {
            frames.entry(name).or_default().push(node);
        }
    }
    let differ = |all: &[Node<'_>]| all.iter().any(|node| node.value("src") != all[0].value("src"));
    let names: Vec<_> =
        frames.iter().filter(|(_, all)| differ(all)).map(|(name, _)| format!("`{name}`")).collect();
    if !names.is_empty() {
        let message = format!(
            "{} of several frames with different addresses: {}",
            count(names.len(), "name is that", "names are those"),
            names.join(", ")
        );
        results.push(&question::SAME_NAME, None, message);
    }
}

#[cfg(test)]
mod tests {
    use super::super::ids;
    use super::*;

    fn page(body: &str) -> Vec<&'static str> {
        ids(&format!(
            "<!DOCTYPE html><html lang=en><title>Ferries</title><main><h1>Ferries</h1>{body}</main>"
        ))
    }

    #[test]
    fn buttons_and_fields_have_names() {
        for body in [
            "<button></button>",
            "<input type=image src=a.png>",
            "<span role=button></span>",
            "<button value=a></button>",
        ] {
            assert_eq!(page(body), ["html/button-name"], "{body}");
        }
        for body in [
            "<input type=submit>",
            "<button>Go</button>",
            "<input type=image alt=Go>",
            "<button title=Go></button>",
            "<button aria-hidden=true tabindex=-1></button>",
        ] {
            assert!(page(body).is_empty(), "{body}");
        }
        assert_eq!(page("<input>"), ["html/field-name"]);
        assert!(page("<label>Name <input></label><input type=hidden>").is_empty());
    }

    #[test]
    fn names_hold_the_words_that_are_seen() {
        assert_eq!(
            page("<a href=x aria-label='Home page'>Contact us</a>"),
            ["html/label-not-in-name"]
        );
        for body in [
            "<a href=x aria-label='Contact us today'>Contact  us!</a>",
            "<button aria-label=Close>X</button>",
            "<a href=x aria-label='Download the list'>Download the list (PDF)</a>",
        ] {
            assert!(page(body).is_empty(), "{body}");
        }
    }

    #[test]
    fn links_lead_somewhere() {
        assert_eq!(page("<a href='#x'>Piers</a>"), ["link/dangling"]);
        assert!(page("<a href='#caf%C3%A9'>Piers</a><p id=café>a</p><a href='#top'>Top</a><a href='#old'>Quay</a><a name=old>b</a>").is_empty());
        assert_eq!(page("<a href=x></a>"), ["link/empty"]);
        assert_eq!(decoded("a%2").as_deref(), Some("a%2"));
        assert_eq!(decoded("%ff"), None);
    }
}
