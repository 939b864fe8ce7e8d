//! The captions and credits of a figure, from wherever in it they stand. It makes no figures.

use super::super::{Canon, Id};
use super::words::{Said, names_maker};
use super::{Holds, MAX_CREDIT, MAX_UNNAMED};
use crate::read::plain::told;

/// Longer words are those of no button, in characters.
const MAX_BUTTON: usize = 60;

/// What a figure says.
#[derive(Default)]
struct Words {
    captions: Vec<Id>,
    credits: Vec<Id>,
    /// Words that nothing names.
    others: Vec<Id>,
    /// Whether something in it has words of its own: a quotation, code, a list.
    more: bool,
}

impl Canon<'_> {
    /// Brings the captions and credits of a figure to it, as its children.
    pub(super) fn gather(&mut self, figure: Id, of: &dyn Fn(Id) -> Holds) {
        let mut words = self.words_of(figure, of);
        let held = of(figure);
        self.take_buttons(&mut words.others);
        let length: u32 = words.others.iter().map(|&id| of(id).letters).sum();
        if held.pictures == 1 && !words.more {
            // Beside a caption, few words say whose the picture is; without one they are it.
            if !words.captions.is_empty() && length <= MAX_CREDIT {
                words.credits.append(&mut words.others);
            } else if words.captions.is_empty() && length <= MAX_UNNAMED {
                words.captions.append(&mut words.others);
            }
        }
        if let Some((&first, rest)) = words.captions.split_first() {
            self.rename(first, "figcaption");
            self.append(figure, first);
            for &other in rest {
                self.rename(other, "div");
                self.append(first, other);
            }
        }
        if held.pictures > 0 || held.letters == 0 {
            for credit in words.credits {
                self.rename(credit, "#credit");
                self.append(figure, credit);
            }
        }
    }

    /// Takes away words of the page about a picture: "Image", "Enlarge", "Share".
    fn take_buttons(&mut self, words: &mut Vec<Id>) {
        words.retain(|&id| {
            let said = self.label(id, MAX_BUTTON);
            let reason = said.and_then(|said| told::furniture(&said));
            reason.inspect(|reason| self.remove(id, reason)).is_none()
        });
    }

    fn words_of(&self, figure: Id, of: &dyn Fn(Id) -> Holds) -> Words {
        let mut words = Words::default();
        let children = self.tree.node(figure).children.iter().rev();
        let mut todo: Vec<(Id, bool)> = children.map(|&id| (id, false)).collect();
        while let Some((id, in_caption)) = todo.pop() {
            let (name, held) = (self.name(id), of(id));
            let in_caption = match name {
                "figure" | "table" | "blockquote" | "pre" | "ul" | "ol" | "dl" if !in_caption => {
                    words.more = true;
                    continue;
                }
                "figure" | "table" | "blockquote" | "pre" => continue,
                "figcaption" if !in_caption => {
                    words.captions.push(id);
                    true
                }
                _ if self.is_credit(id, in_caption, of) => {
                    words.credits.push(id);
                    continue;
                }
                "span" | "small" | "p" | "div" | "em" | "cite" | "i" | "b" | "strong"
                    if !in_caption && held.pictures == 0 && held.letters > held.named =>
                {
                    words.others.push(id);
                    continue;
                }
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                    words.more = true;
                    in_caption
                }
                _ => in_caption,
            };
            let children = self.tree.node(id).children.iter().rev();
            todo.extend(children.map(|&child| (child, in_caption)));
        }
        words
    }

    fn is_credit(&self, id: Id, in_caption: bool, of: &dyn Fn(Id) -> Holds) -> bool {
        let Some(element) = self.tree.element(id) else { return false };
        let (name, held) = (&*element.name, of(id));
        let holds_caption =
            || self.tree.walk(id).skip(1).any(|id| of(id).said == Some(Said::Caption));
        let maker = || in_caption && held.said.is_none() && names_maker(element);
        let said = name != "figcaption" && held.said == Some(Said::Credit) || maker();
        name == "#credit"
            || said && held.letters <= MAX_CREDIT && held.pictures == 0 && !holds_caption()
    }
}
