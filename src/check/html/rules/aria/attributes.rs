//! `aria-…` attributes: that they exist, are permitted, have a value that means something, and are there
//! where a role needs them.

use super::super::told;
use super::tables::{self, Values};
use crate::check::Results;
use crate::check::html::roles::Naming;
use crate::check::html::{Namespace, Node};
use crate::diagnostic::Severity;
use crate::diagnostic::rules::html;

pub(super) fn check(node: Node<'_>, results: &mut Results) {
    for (name, value) in node.attributes().filter(|(name, _)| name.starts_with("aria-")) {
        results.applies(&html::ARIA_UNKNOWN);
        let Some(attribute) = tables::attribute(name) else {
            // ACT 5f99a7.
            results.push(
                &html::ARIA_UNKNOWN,
                node.span(),
                format!("there is no attribute `{name}`"),
            );
            continue;
        };
        permitted(node, attribute, results);
        if !value.trim().is_empty() {
            results.applies(&html::ARIA_VALUE);
            value_of(node, attribute, value.trim(), results);
        }
    }
    required(node, results);
}

/// ACT 5c01ea.
fn permitted(node: Node<'_>, attribute: &tables::Attribute, results: &mut Results) {
    results.applies(&html::ARIA_NOT_ALLOWED);
    let name = attribute.name;
    let role = node.role();
    if matches!(name, "aria-label" | "aria-labelledby") {
        let nameless = match node.role_kind() {
            Some(kind) => kind.naming == Naming::Prohibited,
            None => is_generic(node),
        };
        // Where the element is declared decorative, that is told of as such.
        let declared = matches!(node.tokens("role").next(), Some("none" | "presentation"));
        if nameless && node.value(name).is_some() && !declared {
            let finding = results.push(
                &html::ARIA_NOT_ALLOWED,
                node.span(),
                format!("{} may not have a name: `{name}`", told(node)),
            );
            if !node.words().is_empty() {
                finding.severity = Severity::Warning;
            }
        }
        return;
    }
    let fits = match role.and_then(tables::role) {
        _ if attribute.global => true,
        Some(role) => role.allowed.contains(&name) || role.required.contains(&name),
        // What elements without a role may have is said of each of them in ARIA in HTML.
        None => role.is_some() || !is_generic(node) && !is_without_role(node),
    };
    if !fits {
        let what = role.map_or_else(
            || "an element without a role".into(),
            |role| format!("the role `{role}`"),
        );
        results.push(
            &html::ARIA_NOT_ALLOWED,
            node.span(),
            format!("`{name}` is not for {what}: {}", told(node)),
        );
    }
}

/// Elements that mean nothing by themselves.
fn is_generic(node: Node<'_>) -> bool {
    node.namespace() == Namespace::Html
        && node.role().is_none()
        && matches!(
            node.name(),
            "div"
                | "span"
                | "b"
                | "i"
                | "u"
                | "bdi"
                | "bdo"
                | "data"
                | "q"
                | "samp"
                | "small"
                | "a"
                | "pre"
                | "section"
                | "header"
                | "footer"
        )
        && !node.is_focusable()
}

/// Elements that no role fits (HTML-AAM 1.0: "no corresponding role").
fn is_without_role(node: Node<'_>) -> bool {
    node.role().is_none()
        && matches!(
            node.html(),
            "audio" | "video" | "canvas" | "embed" | "object" | "iframe" | "picture"
        )
}

/// ACT 6a7281.
fn value_of(node: Node<'_>, attribute: &tables::Attribute, value: &str, results: &mut Results) {
    let is_in =
        |words: &[&str], word: &str| words.iter().any(|known| known.eq_ignore_ascii_case(word));
    let wanted = match attribute.values {
        Values::Text => return,
        Values::One(words) if is_in(words, value) => return,
        Values::Some(words) if value.split_ascii_whitespace().all(|word| is_in(words, word)) => {
            return;
        }
        Values::Whole(least) if value.parse::<i64>().is_ok_and(|number| number >= least) => return,
        Values::Number if value.parse::<f64>().is_ok_and(f64::is_finite) => return,
        Values::Reference | Values::References => {
            return references(node, attribute, value, results);
        }
        Values::One(words) | Values::Some(words) => words.join("`, `"),
        Values::Whole(least) => format!("a whole number from {least}"),
        Values::Number => "a number".into(),
    };
    results
        .push(
            &html::ARIA_VALUE,
            node.span(),
            format!("`{}=\"{value}\"` means nothing", attribute.name),
        )
        .hint(format!("use `{wanted}`").replace("`a ", "a ").replace("number`", "number"));
}

fn references(node: Node<'_>, attribute: &tables::Attribute, value: &str, results: &mut Results) {
    let one = attribute.values == Values::Reference;
    if one && value.contains(char::is_whitespace) {
        results.push(
            &html::ARIA_VALUE,
            node.span(),
            format!("`{}=\"{value}\"` is not one id", attribute.name),
        );
        return;
    }
    // What is controlled, or said of an error, is often made when it is needed; a bar scrolls what there is.
    // What is open must be there (ACT in6db8).
    let needed = attribute.name == "aria-controls"
        && match node.role() {
            Some("scrollbar") => true,
            Some("combobox") => node.value("aria-expanded") == Some("true"),
            _ => false,
        };
    if !needed
        && matches!(
            attribute.name,
            "aria-controls" | "aria-errormessage" | "aria-actions" | "aria-activedescendant"
        )
    {
        return;
    }
    if node.referred(attribute.name).next().is_none() {
        let message = format!("`{}` names `{value}`, which is nowhere on the page", attribute.name);
        results.push(&html::ARIA_VALUE, node.span(), message).severity = Severity::Warning;
    }
}

/// ACT 4e8ab6.
fn required(node: Node<'_>, results: &mut Results) {
    let Some(role) = node.explicit_role().and_then(|role| tables::role(role.name)) else { return };
    if role.required.is_empty() || node.is_silent() || is_native(node, role.name) {
        return;
    }
    // WAI-ARIA 1.2: a separator is a control only if it takes the focus.
    if role.name == "separator" && !node.is_focusable() {
        return;
    }
    results.applies(&html::ARIA_REQUIRED);
    for name in role.required.iter().filter(|name| node.value(name).is_none()) {
        let message = format!("{} with the role `{}` has no `{name}`", told(node), role.name);
        results.push(&html::ARIA_REQUIRED, node.span(), message);
    }
}

/// Whether the element has by itself what the role needs.
fn is_native(node: Node<'_>, role: &str) -> bool {
    match node.html() {
        "input" => {
            matches!(&*node.input_type(), "checkbox" | "radio" | "range")
                || role == "combobox" && node.has("list")
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => role == "heading",
        "select" | "meter" | "progress" | "option" => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::html::rules::ids;

    fn page(body: &str) -> Vec<&'static str> {
        ids(&format!(
            "<!DOCTYPE html><html lang=en><title>A ferry</title><main><h1>A</h1>{body}</main>"
        ))
    }

    #[test]
    fn attributes_exist_and_are_permitted() {
        assert_eq!(page("<p aria-labeledby=a>Words</p>"), ["html/aria-unknown"]);
        for body in [
            "<div aria-checked=true>a</div>",
            "<button aria-sort=none>a</button>",
            "<span aria-label=a></span>",
            "<p aria-label=a>b</p>",
        ] {
            assert_eq!(page(body), ["html/aria-not-allowed"], "{body}");
        }
        for body in [
            "<button aria-pressed=true>a</button>",
            "<div aria-busy=true>a</div>",
            "<nav aria-label=a>b</nav>",
            "<div role=group aria-label=a>b</div>",
        ] {
            assert!(page(body).is_empty(), "{body}");
        }
    }

    #[test]
    fn values_mean_something() {
        for body in [
            "<p aria-hidden=yes>a</p>",
            "<div role=heading aria-level=0>a</div>",
            "<div aria-live='polite off'>a</div>",
            "<p aria-describedby=x>a</p>",
        ] {
            assert_eq!(page(body), ["html/aria-value"], "{body}");
        }
        for body in [
            "<p aria-hidden=''>a</p>",
            "<div role=heading aria-level=2>a</div>",
            "<p aria-live=POLITE>a</p>",
            "<button aria-controls=later>a</button>",
        ] {
            assert!(page(body).is_empty(), "{body}");
        }
    }

    #[test]
    fn roles_have_what_they_need() {
        for body in [
            "<div role=checkbox tabindex=0>a</div>",
            "<div role=slider tabindex=0 aria-label=a aria-valuenow=''></div>",
            "<div role=heading>a</div>",
        ] {
            assert_eq!(page(body), ["html/aria-required"], "{body}");
        }
        for body in [
            "<input type=checkbox role=switch aria-label=a>",
            "<div role=separator></div>",
            "<h2 role=heading>a</h2>",
            "<div role=progressbar aria-label=a></div>",
        ] {
            assert!(page(body).is_empty(), "{body}");
        }
    }
}
