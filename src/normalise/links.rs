//! Links have words and reach their place: an anchor is of one node, a link inside the document goes to
//! an anchor that is there, no link stands in another, and none is empty.

use std::collections::BTreeSet;

use super::{Hints, walk};
use crate::diagnostic::{Findings, rules};
use crate::model::{Document, Inline, InlineKind, Target, plain_text};

pub(super) fn pass(document: &mut Document, _hints: &Hints, findings: &mut Findings) {
    let mut anchors = BTreeSet::new();
    walk::attrs(document, &mut |at| {
        if let Some(anchor) = &at.anchor
            && !anchors.insert(anchor.clone())
        {
            at.anchor = None;
        }
    });
    walk::runs(document, &mut |run| mend(run, &anchors, false, findings));
}

/// Mends the links of a run. `inside` says whether the run stands in a link already.
fn mend(run: &mut [Inline], anchors: &BTreeSet<String>, inside: bool, findings: &mut Findings) {
    for inline in run {
        let span = inline.at.span;
        let mut is_link = false;
        if let InlineKind::Link { target, content } = &mut inline.kind {
            is_link = true;
            let dangling = match target {
                Target::Internal(anchor) => !anchors.contains(anchor),
                Target::External(address) => address.trim().is_empty(),
            };
            if let (Target::Internal(anchor), true) = (&*target, dangling) {
                findings
                    .push(
                        &rules::document::LINK_DANGLING,
                        span,
                        format!(
                            "nothing here has the anchor `{anchor}`; the words stay, the link goes"
                        ),
                    )
                    .hint("mend the link, or set the anchor");
            }
            // A picture without a description leaves a link just as silent as nothing at all.
            if !dangling && plain_text(content).trim().is_empty() {
                let address = match target {
                    Target::External(address) | Target::Internal(address) => address.clone(),
                };
                findings
                    .push(
                        &rules::document::LINK_EMPTY,
                        span,
                        format!(
                            "the link to `{address}` has no words; the address stands for them"
                        ),
                    )
                    .hint("give it words that say where it goes");
                content.push(Inline::text(address));
            }
            if dangling || inside {
                inline.kind = InlineKind::Span(std::mem::take(content));
            }
        }
        if let Some(content) = inline.content_mut() {
            mend(content, anchors, inside || is_link, findings);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Alt, Block, BlockKind, Image};

    /// The runs after the pass, and the rules that it found broken.
    fn mended(content: Vec<Inline>) -> (Vec<Inline>, Vec<&'static str>) {
        let body = vec![Block::paragraph(content)];
        let mut document = Document { body, ..Document::default() };
        let mut findings = Findings::default();
        pass(&mut document, &Hints::default(), &mut findings);
        let BlockKind::Paragraph { content, .. } = document.body.remove(0).kind else { panic!() };
        (content, findings.iter().map(|finding| finding.rule.id).collect())
    }

    fn link(address: &str, content: Vec<Inline>) -> Inline {
        Inline::new(InlineKind::Link { target: Target::External(address.into()), content })
    }

    #[test]
    fn a_link_that_says_nothing_says_its_address() {
        let picture = Image { path: "a.png".into(), alt: Alt::Missing, picture: None };
        for content in [vec![], vec![Inline::new(InlineKind::Image(picture))]] {
            let (content, rules) = mended(vec![link("https://a.example", content)]);
            assert_eq!(plain_text(&content), "https://a.example");
            assert_eq!(rules, [rules::document::LINK_EMPTY.id]);
        }
    }

    #[test]
    fn no_link_stands_in_another_and_none_dangles() {
        let inner = link("https://b.example", vec![Inline::text("in")]);
        let (content, _) = mended(vec![link("https://a.example", vec![inner])]);
        assert!(matches!(content[0].content()[0].kind, InlineKind::Span(_)));
        let target = Target::Internal("nowhere".into());
        let kind = InlineKind::Link { target, content: vec![Inline::text("words")] };
        let (content, rules) = mended(vec![Inline::new(kind)]);
        assert!(matches!(content[0].kind, InlineKind::Span(_)));
        assert_eq!(rules, [rules::document::LINK_DANGLING.id]);
    }
}
