//! Links have words and reach their place: an anchor is of one node, a link inside the document goes to
//! an anchor that is there, one out of it to a whole address, no link stands in another, none is empty,
//! and neighbours that lead to the same place are one.

use std::collections::BTreeSet;

use super::{Hints, walk};
use crate::diagnostic::{Findings, rules};
use crate::model::{Document, Inline, InlineKind, Removed, Target, plain_text};
use crate::source::Span;
use crate::text::absolute;

pub(super) fn pass(document: &mut Document, _hints: &Hints, findings: &mut Findings) {
    let mut anchors = BTreeSet::new();
    walk::attrs(document, &mut |at| {
        if let Some(anchor) = &at.anchor
            && !anchors.insert(anchor.clone())
        {
            at.anchor = None;
        }
    });
    let base = document.meta.source.clone();
    let mut links = Links { anchors, base, findings, removed: Vec::new() };
    walk::runs(document, &mut |run| {
        links.mend(run, false);
        join(run);
    });
    document.removed.append(&mut links.removed);
}

/// Links that stand side by side and lead to the same place are one: nobody wants to hear it twice.
fn join(run: &mut Vec<Inline>) {
    run.dedup_by(|next, last| {
        let same_language = next.at.lang == last.at.lang && next.at.dir == last.at.dir;
        match (&mut last.kind, &mut next.kind) {
            (
                InlineKind::Link { target, content },
                InlineKind::Link { target: other, content: more },
            ) if target == other && same_language && next.at.anchor.is_none() => {
                content.append(more);
                true
            }
            _ => false,
        }
    });
}

/// What is needed to judge links, and what becomes of them.
struct Links<'a> {
    anchors: BTreeSet<String>,
    /// The address of the article, against which others are read.
    base: Option<String>,
    findings: &'a mut Findings,
    removed: Vec<Removed>,
}

impl Links<'_> {
    /// Mends the links of a run. `inside` says whether the run stands in a link already.
    fn mend(&mut self, run: &mut [Inline], inside: bool) {
        for inline in run {
            let span = inline.at.span;
            let mut is_link = inside;
            if let InlineKind::Link { target, content } = &mut inline.kind {
                let reaches = self.reaches(target, span);
                if reaches && plain_text(content).trim().is_empty() {
                    self.name(target, content, span);
                }
                is_link |= reaches;
                if inside || !reaches {
                    inline.kind = InlineKind::Span(std::mem::take(content));
                }
            }
            if let Some(content) = inline.content_mut() {
                self.mend(content, is_link);
                join(content);
            }
        }
    }

    /// Whether a link can be followed; an address out of the document is made whole.
    fn reaches(&mut self, target: &mut Target, span: Option<Span>) -> bool {
        match target {
            Target::Internal(anchor) if self.anchors.contains(anchor) => true,
            Target::Internal(anchor) => {
                let message = format!(
                    "nothing here has the anchor `{anchor}`; the words stay, the link goes"
                );
                self.findings
                    .push(&rules::document::LINK_DANGLING, span, message)
                    .hint("mend the link, or set the anchor");
                false
            }
            Target::External(address) => {
                if let Some(whole) = absolute(address, self.base.as_deref()) {
                    *address = whole;
                    return true;
                }
                if !address.trim().is_empty() {
                    let message =
                        format!("the address `{address}` cannot be followed from an output");
                    self.findings.push(&rules::link::UNUSABLE, span, message).hint(
                        "write the whole address, from `https://` on, or name the article's own address",
                    );
                    let text = std::mem::take(address);
                    let reason = "address that cannot be followed".to_owned();
                    self.removed.push(Removed { text, reason, line: None });
                }
                false
            }
        }
    }

    /// A link without words says its address. A picture without a description leaves it just as silent
    /// as nothing at all.
    fn name(&mut self, target: &Target, content: &mut Vec<Inline>, span: Option<Span>) {
        let (Target::External(address) | Target::Internal(address)) = target;
        let message = format!("the link to `{address}` has no words; the address stands for them");
        self.findings
            .push(&rules::document::LINK_EMPTY, span, message)
            .hint("give it words that say where it goes");
        content.push(Inline::added(address));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Alt, Block, BlockKind, Image, Meta};

    #[test]
    fn neighbours_that_lead_to_the_same_place_are_one() {
        let link = |address: &str, words: &str| {
            let target = Target::External(format!("https://{address}"));
            Inline::new(InlineKind::Link { target, content: vec![Inline::text(words)] })
        };
        let (run, found) =
            mended(vec![link("a.example", "A"), link("a.example", "."), link("b.example", "B")]);
        assert_eq!((run.len(), plain_text(run[0].content()).as_str()), (2, "A."));
        assert!(found.is_empty());
    }

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

    #[test]
    fn addresses_are_whole_or_not_there() {
        let link = |address| vec![link(address, vec![Inline::text("words")])];
        for bad in ["javascript:alert(1)", "other.html", "file:///etc/passwd"] {
            let (content, rules) = mended(link(bad));
            assert!(matches!(content[0].kind, InlineKind::Span(_)), "{bad}");
            assert_eq!(rules, [rules::link::UNUSABLE.id]);
        }
        let meta = Meta { source: Some("https://a.example/b/".into()), ..Meta::default() };
        let body = vec![Block::paragraph(link("../c d"))];
        let mut document = Document { meta, body, ..Document::default() };
        pass(&mut document, &Hints::default(), &mut Findings::default());
        let BlockKind::Paragraph { content, .. } = &document.body[0].kind else { panic!() };
        let whole = Target::External("https://a.example/c%20d".into());
        assert!(matches!(&content[0].kind, InlineKind::Link { target, .. } if *target == whole));
    }
}
