//! What fields ask browsers to fill in.

use crate::check::Results;
use crate::check::html::{Node, Page};
use crate::diagnostic::rules::html;

/// ACT 73f2c2.
pub(super) fn check(page: &Page, results: &mut Results) {
    for node in
        page.elements().filter(|node| matches!(node.html(), "input" | "select" | "textarea"))
    {
        let Some(asked) = node.value("autocomplete") else { continue };
        let no_field = node.is("input")
            && matches!(
                &*node.input_type(),
                "hidden" | "button" | "submit" | "reset" | "image" | "checkbox" | "radio" | "file"
            );
        if no_field || node.is_silent() || is_off(node) {
            continue;
        }
        results.test(
            &html::AUTOCOMPLETE,
            is_valid(&asked.to_ascii_lowercase()),
            node.span(),
            || format!("`autocomplete=\"{asked}\"` is no word for what to fill in"),
        );
    }
}

fn is_off(node: Node<'_>) -> bool {
    node.is_disabled() || node.value("aria-disabled") == Some("true") || !node.is_in_tab_order()
}

/// HTML, 4.10.18.7.1.
fn is_valid(asked: &str) -> bool {
    let mut tokens: Vec<&str> = asked.split_ascii_whitespace().collect();
    if matches!(tokens[..], ["on" | "off"]) {
        return true;
    }
    if tokens.last() == Some(&"webauthn") && tokens.len() > 1 {
        tokens.pop();
    }
    let mut rest = &tokens[..];
    if rest.first().is_some_and(|first| first.starts_with("section-")) {
        rest = &rest[1..];
    }
    if matches!(rest.first(), Some(&("shipping" | "billing"))) {
        rest = &rest[1..];
    }
    match rest {
        [field] => FIELDS.contains(field) || CONTACTS.contains(field),
        [kind, field] => {
            ["home", "work", "mobile", "fax", "pager"].contains(kind) && CONTACTS.contains(field)
        }
        _ => false,
    }
}

static FIELDS: &[&str] = &[
    "name",
    "honorific-prefix",
    "given-name",
    "additional-name",
    "family-name",
    "honorific-suffix",
    "nickname",
    "username",
    "new-password",
    "current-password",
    "one-time-code",
    "organization-title",
    "organization",
    "street-address",
    "address-line1",
    "address-line2",
    "address-line3",
    "address-level4",
    "address-level3",
    "address-level2",
    "address-level1",
    "country",
    "country-name",
    "postal-code",
    "cc-name",
    "cc-given-name",
    "cc-additional-name",
    "cc-family-name",
    "cc-number",
    "cc-exp",
    "cc-exp-month",
    "cc-exp-year",
    "cc-csc",
    "cc-type",
    "transaction-currency",
    "transaction-amount",
    "language",
    "bday",
    "bday-day",
    "bday-month",
    "bday-year",
    "sex",
    "url",
    "photo",
];

static CONTACTS: &[&str] = &[
    "tel",
    "tel-country-code",
    "tel-national",
    "tel-area-code",
    "tel-local",
    "tel-local-prefix",
    "tel-local-suffix",
    "tel-extension",
    "email",
    "impp",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_what_to_fill_in() {
        for asked in [
            "name",
            "off",
            "section-partner shipping street-address",
            "billing work email",
            "current-password webauthn",
            "home tel",
        ] {
            assert!(is_valid(asked), "{asked}");
        }
        for asked in [
            "badname",
            "work shipping email",
            "home name",
            "section-a",
            "shipping section-a name",
            "webauthn",
            "name email",
        ] {
            assert!(!is_valid(asked), "{asked}");
        }
    }
}
