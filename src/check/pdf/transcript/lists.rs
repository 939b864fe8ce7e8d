//! Lists (ISO 32000-1, 14.8.4.3.3): items with their labels, and terms with what they mean. It knows
//! nothing of how labels look on a page.

use super::elements::Manner;
use super::lines::Teller;
use crate::check::pdf::tree::{ElementId, Kid};
use crate::transcript::Group;

/// Letters that make a label a word: numbers are no longer than `viii`.
const WORD: usize = 5;
/// Items whose labels are looked at.
const FEW: usize = 8;

impl Teller<'_> {
    pub(super) fn list(&mut self, id: ElementId, outer: &Manner) {
        let pdf = self.pdf;
        let numbering = pdf.tree.get(id).attributes.list_numbering.as_deref();
        let items: Vec<ElementId> = pdf
            .tree
            .children(id)
            .filter(|kid| matches!(pdf.tree.get(*kid).kind.as_str(), "LI" | "TOCI"))
            .collect();
        let labels: Vec<String> =
            items.iter().take(FEW).map(|item| self.label(*item, outer)).collect();
        // `None` is what a list of terms has, and what a list has that says nothing.
        let least = match numbering {
            Some("Description") => 1,
            Some("None") => 2,
            None => WORD,
            Some(_) => usize::MAX,
        };
        let is_word = |label: &String| {
            let letters = label.chars().filter(|c| c.is_alphabetic()).count();
            letters >= least && !label.ends_with(['.', ')']) || letters >= least.max(WORD)
        };
        if labels.iter().any(is_word) {
            return self.within(Group::Definitions, id, &mut |teller| {
                teller.enter(id);
                for kid in &pdf.tree.get(id).kids {
                    match *kid {
                        Kid::Element(item) if items.contains(&item) => {
                            teller.definition(item, outer);
                        }
                        other => teller.kids(&[other], outer),
                    }
                }
            });
        }
        let ordered = match numbering {
            Some("Disc" | "Circle" | "Square" | "Unordered") => false,
            Some("None") | None => labels.first().is_some_and(|label| is_number(label)),
            Some(_) => true,
        };
        let group = Group::List { items: items.len(), ordered };
        self.group(group, id, outer);
    }

    pub(super) fn item(&mut self, id: ElementId, outer: &Manner) {
        let label = self.label(id, outer);
        let manner = self.inside(id, outer);
        let pdf = self.pdf;
        self.within(Group::Item { label }, id, &mut |teller| {
            teller.enter(id);
            for kid in &pdf.tree.get(id).kids {
                if !teller.is_label(*kid) {
                    teller.kids(&[*kid], &manner);
                }
            }
        });
    }

    fn is_label(&self, kid: Kid) -> bool {
        matches!(kid, Kid::Element(id) if self.element_of(id).kind == "Lbl")
    }

    /// The words of the labels of an item or note.
    pub(super) fn label(&mut self, id: ElementId, outer: &Manner) -> String {
        let kids = self.element_of(id).kids.iter().copied();
        let labels: Vec<Kid> = kids.filter(|kid| self.is_label(*kid)).collect();
        if labels.is_empty() {
            return String::new();
        }
        self.overheard(&mut |teller| teller.kids(&labels, outer))
    }

    /// Terms, and what they mean.
    fn definition(&mut self, id: ElementId, outer: &Manner) {
        let manner = self.inside(id, outer);
        let pdf = self.pdf;
        for kid in &pdf.tree.get(id).kids {
            match *kid {
                Kid::Element(kid) => {
                    let is_term = pdf.tree.get(kid).kind == "Lbl";
                    let group = if is_term { Group::Term } else { Group::Meaning };
                    self.within(group, kid, &mut |teller| teller.element(kid, &manner));
                }
                other => self.kids(&[other], &manner),
            }
        }
    }
}

/// Whether a label is a number: `1.`, `(a)`, `iv)`.
fn is_number(label: &str) -> bool {
    let inner = label.trim_matches(|c: char| !c.is_alphanumeric());
    !inner.is_empty()
        && (inner.chars().any(|c| c.is_ascii_digit())
            || (inner.len() < label.len() && inner.chars().count() < WORD))
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_are_told_from_bullets() {
        assert!(["1.", "12", "(a)", "iv)", "2.1"].iter().all(|label| is_number(label)));
        assert!(!["•", "–", "o", "", "→"].iter().any(|label| is_number(label)));
    }
}
