//! Captions and credits that are told by names only: `div class="wp-caption"`, `span itemprop="caption"`,
//! a cell of a table that holds a picture in place. They become `figure`, `figcaption` and `#credit`,
//! the last two as children of the first.

mod gather;
mod words;

use super::{Canon, Id};
use crate::read::html::tree::Kind;
use words::{Said, is_picture_frame, said};

/// The longest caption and credit, in letters.
const MAX_CAPTION: u32 = 1500;
const MAX_CREDIT: u32 = 200;
/// The longest text that is a caption by its place only.
const MAX_UNNAMED: u32 = 300;
/// How far above a caption its picture is looked for.
const MAX_CLIMB: usize = 5;

/// What stands in a node, and what it is by its names.
#[derive(Default, Clone, Copy)]
struct Holds {
    pictures: u32,
    letters: u32,
    /// Those of its letters that are of captions and credits.
    named: u32,
    said: Option<Said>,
}

impl Holds {
    /// Whether there is one picture, and no words but those of captions and credits.
    fn is_picture(&self) -> bool {
        self.pictures == 1 && self.letters <= self.named
    }
}

pub(super) fn pass(canon: &mut Canon<'_>) {
    let order = canon.tree.in_order();
    if !order.iter().any(|&id| is_picture(canon.name(id))) {
        return;
    }
    let holds = canon.holds(&order);
    let of = |id: Id| holds.get(id as usize).copied().unwrap_or_default();
    for &id in &order {
        let held = of(id);
        match held.said {
            Some(said) if canon.name(id) != "figcaption" => canon.caption(id, said, &of),
            None if held.pictures == 1 && held.letters > held.named => {
                canon.picture_frame(id, held);
            }
            _ => {}
        }
    }
    for id in canon.named(&["figure"]) {
        canon.gather(id, &of);
    }
}

/// Whether an element shows something, or stands for what does.
fn is_picture(name: &str) -> bool {
    matches!(name, "img" | "svg" | "video" | "audio" | "iframe" | "object" | "embed")
}

impl Canon<'_> {
    /// What stands in each node.
    fn holds(&self, order: &[Id]) -> Vec<Holds> {
        let mut holds = vec![Holds::default(); self.tree.len()];
        for &id in order.iter().rev() {
            let mut sum = Holds::default();
            match &self.tree.node(id).kind {
                Kind::Text(_) => {
                    sum.letters = u32::try_from(self.own_letters(id)).unwrap_or(u32::MAX);
                }
                Kind::Edge => {}
                Kind::Element(element) if is_picture(&element.name) => {
                    // An embedded link is no picture, but has its place.
                    sum.pictures = 1;
                }
                Kind::Element(element) if matches!(&*element.name, "script" | "style") => {}
                Kind::Element(element) => {
                    for &child in &self.tree.node(id).children {
                        let child = holds[child as usize];
                        sum.pictures += child.pictures;
                        sum.letters = sum.letters.saturating_add(child.letters);
                        sum.named = sum.named.saturating_add(child.named);
                    }
                    if sum.pictures == 0 && (1..=MAX_CAPTION).contains(&sum.letters) {
                        sum.said = said(element);
                    }
                    if sum.said.is_some() {
                        sum.named = sum.letters;
                    }
                }
            }
            holds[id as usize] = sum;
        }
        holds
    }

    /// Finds the picture of a caption or credit that is none by its element, and makes a figure of both.
    fn caption(&mut self, id: Id, said: Said, of: &dyn Fn(Id) -> Holds) {
        if said == Said::Credit && (of(id).letters > MAX_CREDIT || self.names_year(id))
            || self.is_within(id, &["figcaption", "caption", "#credit"])
        {
            return;
        }
        let name = if said == Said::Credit { "#credit" } else { "figcaption" };
        let mut child = id;
        for _ in 0..MAX_CLIMB {
            let parent = self.parent(child);
            if parent == 0 {
                return;
            }
            let held = of(parent);
            let whole = held.letters <= held.named && held.pictures > 0;
            if self.name(parent) == "figure" {
                return self.rename(id, name);
            }
            let in_table = matches!(self.name(parent), "table" | "tbody" | "thead" | "tr");
            let apart = held.pictures > 1 || held.pictures > 0 && !(whole && self.is_open(parent));
            if apart && !in_table && self.pair(id, name, child, of) {
                return;
            }
            match self.name(parent) {
                // A picture and its caption, one below the other in a table that is none.
                "table" if whole => {
                    self.flatten_table(parent);
                    self.rename(id, name);
                    return self.rename(parent, "figure");
                }
                "tr" | "tbody" | "thead" if whole || held.pictures == 0 => {}
                "td" | "th" if held.pictures == 0 => {}
                "tr" | "tbody" | "thead" | "table" | "body" | "main" => return,
                _ if whole && self.is_open(parent) => {
                    self.rename(id, name);
                    return self.rename(parent, "figure");
                }
                _ if held.pictures > 0 => return,
                _ => {}
            }
            child = parent;
        }
    }

    /// Whether an element only holds others, so that it may become a figure.
    fn is_open(&self, id: Id) -> bool {
        matches!(self.name(id), "div" | "span" | "center" | "p" | "aside" | "section")
    }

    /// Makes a figure of a caption and of the picture right before or after it; whether there is one.
    fn pair(&mut self, caption: Id, name: &str, at: Id, of: &dyn Fn(Id) -> Holds) -> bool {
        let is_picture = |&id: &Id| of(id).is_picture();
        let (before, after) = self.neighbours(at);
        let figure = match (before.filter(is_picture), after.filter(is_picture)) {
            (Some(picture), _) if self.name(picture) == "figure" => {
                self.rename(caption, name);
                self.append(picture, caption);
                return true;
            }
            (Some(picture), _) => [picture, at],
            (None, Some(picture)) if self.name(picture) != "figure" => [at, picture],
            _ => return false,
        };
        self.rename(caption, name);
        self.wrap("figure", &figure);
        true
    }

    /// A container that is called a picture and holds one is a figure; the words beside it are its caption.
    fn picture_frame(&mut self, id: Id, held: Holds) {
        const NO_CAPTION: [&str; 12] = [
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "table",
            "form",
            "figure",
            "blockquote",
        ];
        let is_open = matches!(self.name(id), "div" | "span" | "section" | "center");
        let named = self.tree.element(id).is_some_and(is_picture_frame);
        if !is_open || !named || held.letters > MAX_UNNAMED || self.is_within(id, &["figure", "a"])
        {
            return;
        }
        // Words that are a link are another article's.
        let is_title = |&id: &Id| {
            NO_CAPTION.contains(&self.name(id))
                || self.name(id) == "a" && self.tree.walk(id).any(|id| self.own_letters(id) > 0)
        };
        if self.tree.walk(id).find(is_title).is_none() {
            self.rename(id, "figure");
        }
    }

    /// Whether words name a year, as the notices of sites do.
    fn names_year(&self, id: Id) -> bool {
        let words = self.label(id, MAX_CREDIT as usize).unwrap_or_default();
        let mut numbers = words.split(|c: char| !c.is_ascii_digit());
        numbers.any(|number| {
            number.len() == 4 && (number.starts_with("19") || number.starts_with("20"))
        })
    }
}
