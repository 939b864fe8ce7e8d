//! Sound and film: whether it begins by itself; that there is any, for people to judge.

use crate::check::Results;
use crate::check::html::Page;
use crate::diagnostic::rules::{html, question};

use super::{count, told};

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
            let quiet = !plays || node.has("muted") || node.has("controls") && !node.is_hidden();
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
