//! The words of a page: that they are characters with a meaning, that nothing moves them.

use crate::check::Results;
use crate::check::html::Page;
use crate::diagnostic::Severity;
use crate::diagnostic::rules::{content, html};

use super::told;
use crate::text::number::count;

pub(super) fn check(page: &Page, results: &mut Results) {
    let mut lost = (0, None);
    let mut private = (0, None);
    for node in page.root().descendants() {
        if matches!(node.name(), "marquee" | "blink") && !node.is_hidden() {
            results.push(
                &html::MOVING_TEXT,
                node.span(),
                format!("{} makes text move", told(node)),
            );
        }
        let Some(text) = node.text() else { continue };
        if node.parent().is_none_or(super::super::node::Node::is_silent) {
            continue;
        }
        results.applies(&content::UNREADABLE_CHARACTERS);
        results.applies(&html::MOVING_TEXT);
        for sign in text.chars() {
            let found = match sign {
                '\u{FFFD}' => &mut lost,
                '\u{E000}'..='\u{F8FF}'
                | '\u{F0000}'..='\u{FFFFD}'
                | '\u{100000}'..='\u{10FFFD}' => &mut private,
                _ => continue,
            };
            found.0 += 1;
            found.1 = found.1.or(node.span());
        }
    }
    if lost.0 > 0 {
        let message =
            format!("{} (U+FFFD)", count(lost.0, "character is lost", "characters are lost"));
        results
            .push(&content::UNREADABLE_CHARACTERS, lost.1, message)
            .hint("mend the encoding of the page");
    }
    if private.0 > 0 {
        let message = format!(
            "{} of private use, which nobody can say",
            count(private.0, "character is", "characters are")
        );
        let finding = results.push(&content::UNREADABLE_CHARACTERS, private.1, message);
        finding.severity = Severity::Warning;
        finding.hint("hide pictures that are made of letters: `aria-hidden=\"true\"`");
    }
}
