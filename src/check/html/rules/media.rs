//! Sound and film: whether it begins by itself; that there is any, for people to judge.

use crate::check::Results;
use crate::check::html::{Node, Page};
use crate::diagnostic::rules::{html, question};

use super::told;
use crate::text::number::count;

/// ACT 80f0bf, as far as it can be told without playing.
pub(super) fn check(page: &Page, results: &mut Results) {
    let mut recordings = 0;
    let all = page.elements().filter(|node| matches!(node.html(), "audio" | "video"));
    for node in all {
        let has_source = node.has("src") || node.elements().any(|inner| inner.is("source"));
        if !has_source {
            continue;
        }
        if !node.is_hidden() {
            recordings += 1;
        }
        // Who hides the controls hears it all the same.
        let plays = node.has("autoplay") && !node.has("muted") && !node.is_not_rendered()
            || node.has("autoplay") && node.is("audio");
        if node.has("autoplay") {
            let quiet = !plays
                || node.has("muted")
                || node.has("controls") && !node.is_hidden()
                || is_short(node)
                || has_buttons(node);
            results.test(&html::AUTOPLAY, quiet, node.span(), || {
                format!("{} plays by itself, and nothing on the page stops it", told(node))
            });
        }
    }
    if recordings > 0 {
        let message = format!(
            "{}: are there captions, a transcript or a description",
            count(recordings, "recording", "recordings")
        );
        results.push(&question::MEDIA, None, message);
    }
}

/// Whether the addresses ask for three seconds at most: `#t=8,10` (Media Fragments 1.0, 4.2.1).
fn is_short(node: Node<'_>) -> bool {
    const LONGEST: f64 = 3.0;
    let seconds = |address: &str| -> Option<f64> {
        let (_, time) = address.rsplit_once("#t=")?;
        let (from, to) = time.split_once(',')?;
        let from = if from.is_empty() { 0.0 } else { from.parse::<f64>().ok()? };
        Some(to.parse::<f64>().ok()? - from)
    };
    let inner = node.elements().filter(|inner| inner.is("source"));
    let mut addresses = std::iter::once(node).chain(inner).filter_map(|node| node.value("src"));
    addresses.all(|address| seconds(address).is_some_and(|seconds| seconds <= LONGEST))
}

/// Whether there are buttons beside it: a script may stop it by them.
fn has_buttons(node: Node<'_>) -> bool {
    node.parent().is_some_and(|around| {
        around.descendants().any(|inner| inner.role() == Some("button") && !inner.is_hidden())
    })
}
