//! What the book says of its own accessibility: what it has, and nothing else. Conformance is for a
//! person to claim.

use super::Book;

/// The properties of schema.org with their values, in order.
pub(super) fn claims(book: &Book<'_>) -> Vec<(&'static str, String)> {
    let facts = book.facts;
    let visual = facts.informative_pictures > 0;
    let described = facts.undescribed_pictures == 0;
    let mut claims = Vec::new();
    let mut claim = |property, value: &str| claims.push((property, value.to_owned()));

    claim("schema:accessMode", "textual");
    if visual {
        claim("schema:accessMode", "visual");
    }
    // Words alone suffice only if they say what the pictures show.
    if described {
        claim("schema:accessModeSufficient", "textual");
    }
    if visual || !described {
        claim("schema:accessModeSufficient", "textual,visual");
    }
    let has_headings = book.has_headings();
    let features = [
        ("tableOfContents", has_headings),
        ("structuralNavigation", has_headings),
        ("readingOrder", true),
        ("displayTransformability", true),
        ("alternativeText", visual && described),
        ("latex", facts.formulas > 0),
    ];
    for (feature, _) in features.into_iter().filter(|(_, earned)| *earned) {
        claim("schema:accessibilityFeature", feature);
    }
    // Pictures never move and nothing sounds.
    claim("schema:accessibilityHazard", "none");
    claims.push(("schema:accessibilitySummary", summary(book)));
    claims
}

/// The same in a few English sentences.
fn summary(book: &Book<'_>) -> String {
    let facts = book.facts;
    let mut sentences = vec![if book.has_headings() {
        "The text reflows, has headings and a table of contents, and is in reading order."
    } else {
        "The text reflows and is in reading order."
    }];
    if facts.undescribed_pictures > 0 {
        sentences.push("Not all pictures have a description.");
    } else if facts.informative_pictures > 0 {
        sentences.push("All pictures that carry meaning have a description.");
    }
    if facts.formulas > 0 {
        sentences.push("Formulas are in TeX.");
    }
    sentences.join(" ")
}
