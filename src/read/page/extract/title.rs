//! Where the title stands in a page: the heading that says what the head of the page says. It knows
//! nothing of the rest.

use std::collections::HashSet;

use dom_query::Document;

use super::outline::Outline;

/// The heading that is the title.
pub(super) fn find(document: &Document, outline: &Outline<'_>) -> Option<usize> {
    let said = said(document);
    let headings = outline.nodes.iter().enumerate().filter(|(_, node)| {
        matches!(node.name(), "h1" | "h2" | "h3") && node.chars > 0 && node.chars < 500
    });
    let mut first = None;
    for (at, node) in headings {
        let words: Vec<String> = words(&outline.text(at)).collect();
        let same = words.iter().filter(|word| said.contains(*word)).count();
        if same * 4 >= words.len() * 3 && (words.len() > 2 || node.name() == "h1") {
            return Some(at);
        }
        if node.name() == "h1" {
            first = first.or(Some(at));
        }
    }
    first
}

/// The words of what the head calls the page.
fn said(document: &Document) -> HashSet<String> {
    let mut said = HashSet::new();
    for node in document.select("head title, head meta[property='og:title']").nodes() {
        let text = node.attr("content").unwrap_or_else(|| node.text());
        said.extend(words(&text));
    }
    said
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}
