//! Captions and credits that are told by names only: `div class="wp-caption"`, `span itemprop="caption"`,
//! a cell of a table that holds a picture in place. They become `figure`, `figcaption` and `#credit`,
//! the last two as children of the first.

use super::{Canon, Id, name_parts};
use crate::read::html::tree::Kind;

/// The longest caption and credit, in letters.
const MAX_CAPTION: u32 = 3000;
const MAX_CREDIT: u32 = 200;
/// How far above a caption its picture is looked for.
const MAX_CLIMB: usize = 5;
/// Words in the names of elements.
const CAPTION: [&str; 8] = [
    "caption",
    "captions",
    "figcaption",
    "thumbcaption",
    "cutline",
    "captiontext",
    "bildunterschrift",
    "legende",
];
const CREDIT: [&str; 12] = [
    "credit",
    "credits",
    "copyright",
    "photographer",
    "attribution",
    "copyrightholder",
    "credittext",
    "copyrightnotice",
    "fotograf",
    "fotocredit",
    "photocredit",
    "imagecredit",
];
/// Words that mean a credit only inside a caption.
const MAKER: [&str; 6] = ["source", "byline", "author", "creator", "agency", "rights"];

/// What stands in an element.
#[derive(Default, Clone, Copy)]
struct Holds {
    pictures: u32,
    letters: u32,
    /// Those of its letters that are of captions and credits.
    named: u32,
}

pub(super) fn pass(canon: &mut Canon<'_>) {
    let order = canon.tree.in_order();
    let pictures = ["img", "svg", "video", "audio", "iframe", "object", "embed"];
    if !order.iter().any(|&id| pictures.contains(&canon.name(id))) {
        return;
    }
    let holds = canon.holds(&order);
    for &id in &order {
        if canon.is_named(id, &CAPTION, &holds) && canon.name(id) != "figcaption" {
            canon.caption(id, &holds);
        }
    }
    for id in canon.named(&["figure"]) {
        canon.gather(id, &holds);
    }
}

impl Canon<'_> {
    /// What stands in each element.
    fn holds(&self, order: &[Id]) -> Vec<Holds> {
        let mut holds = vec![Holds::default(); self.tree.len()];
        for &id in order.iter().rev() {
            let mut sum = Holds::default();
            match &self.tree.node(id).kind {
                Kind::Text(text) => {
                    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
                    sum.letters = u32::try_from(letters).unwrap_or(u32::MAX);
                }
                Kind::Edge => {}
                Kind::Element(element) => {
                    for &child in &self.tree.node(id).children {
                        let child = holds[child as usize];
                        sum.pictures += child.pictures;
                        sum.letters = sum.letters.saturating_add(child.letters);
                        sum.named = sum.named.saturating_add(child.named);
                    }
                    match &*element.name {
                        "script" | "style" | "noscript" => sum = Holds::default(),
                        "img" | "svg" => sum = Holds { pictures: 1, ..Holds::default() },
                        "video" | "audio" | "iframe" | "object" | "embed" => {
                            sum = Holds { pictures: 1, ..Holds::default() };
                        }
                        _ => {}
                    }
                }
            }
            holds[id as usize] = sum;
            let caption = self.is_named(id, &CAPTION, &holds);
            if caption || self.is_named(id, &CREDIT, &holds) {
                holds[id as usize].named = sum.letters;
            }
        }
        holds
    }

    /// Whether an element with words and no pictures is a caption or a credit by its names.
    fn is_named(&self, id: Id, names: &[&str], holds: &[Holds]) -> bool {
        let Some(element) = self.tree.element(id) else { return false };
        let is_figcaption = &*element.name == "figcaption";
        let Some(held) = holds.get(id as usize) else { return false };
        if held.letters == 0 || held.pictures > 0 || held.letters > MAX_CAPTION {
            return false;
        }
        if matches!(
            &*element.name,
            "caption" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "button" | "body" | "ul"
        ) {
            return false;
        }
        let says = |attribute| {
            let parts = element.get(attribute).map(name_parts).unwrap_or_default();
            // Of `caption-credit`, the last word says what it is.
            let known = |part: &&String| CAPTION.contains(&&***part) || CREDIT.contains(&&***part);
            let last = parts.iter().rfind(known);
            last.map_or_else(
                || parts.iter().any(|part| names.contains(&part.as_str())),
                |last| names.contains(&last.as_str()),
            )
        };
        is_figcaption && names == CAPTION || says("class") || says("itemprop")
    }

    /// Finds the picture of a caption that is none by its element, and makes a figure of both.
    fn caption(&mut self, id: Id, holds: &[Holds]) {
        if self.is_within(id, &["figcaption", "caption"]) {
            return;
        }
        let of = |id: Id| holds.get(id as usize).copied().unwrap_or_default();
        let mut child = id;
        for _ in 0..MAX_CLIMB {
            let parent = self.parent(child);
            if parent == 0 {
                return;
            }
            if self.name(parent) == "figure" {
                return self.rename(id, "figcaption");
            }
            let held = of(parent);
            let all_named = held.letters <= held.named;
            match self.name(parent) {
                // A picture and its caption, one below the other in a table that is none.
                "tr" | "tbody" | "thead" if held.pictures == 0 || all_named => {}
                "td" | "th" if held.pictures == 0 => {}
                "table" if all_named && held.pictures > 0 => {
                    self.flatten_table(parent);
                    self.rename(id, "figcaption");
                    return self.rename(parent, "figure");
                }
                "tr" | "tbody" | "thead" | "table" | "body" | "main" => return,
                "div" | "span" | "center" | "p" | "aside" | "section"
                    if all_named && held.pictures > 0 =>
                {
                    self.rename(id, "figcaption");
                    return self.rename(parent, "figure");
                }
                _ if held.pictures > 0 => return self.pair(id, child, holds),
                _ => {}
            }
            child = parent;
        }
    }

    /// Makes a figure of a caption and of the picture right before or after it.
    fn pair(&mut self, caption: Id, at: Id, holds: &[Holds]) {
        let is_picture = |&id: &Id| {
            holds
                .get(id as usize)
                .is_some_and(|held| held.pictures == 1 && held.letters <= held.named)
        };
        let (before, after) = self.neighbours(at);
        let figure = match (before.filter(is_picture), after.filter(is_picture)) {
            (Some(picture), _) if self.name(picture) == "figure" => {
                return self.hand_caption(caption, picture);
            }
            (Some(picture), _) => [picture, at],
            (None, Some(picture)) if self.name(picture) != "figure" => [at, picture],
            _ => return,
        };
        self.rename(caption, "figcaption");
        self.wrap("figure", &figure);
    }

    /// Gives a caption to a figure before it.
    fn hand_caption(&mut self, caption: Id, figure: Id) {
        self.rename(caption, "figcaption");
        self.append(figure, caption);
    }

    /// Brings the captions and credits of a figure to it from wherever in it they stand.
    fn gather(&mut self, figure: Id, holds: &[Holds]) {
        let mut captions = Vec::new();
        let mut credits = Vec::new();
        let mut todo: Vec<(Id, bool)> =
            self.tree.node(figure).children.iter().rev().map(|&id| (id, false)).collect();
        while let Some((id, in_caption)) = todo.pop() {
            let name = self.name(id);
            if matches!(name, "figure" | "table" | "blockquote" | "pre") {
                continue;
            }
            let is_caption = name == "figcaption" && !in_caption;
            if is_caption {
                captions.push(id);
            } else if self.is_credit(id, in_caption, holds) {
                credits.push(id);
                continue;
            }
            let children = self.tree.node(id).children.iter().rev();
            todo.extend(children.map(|&child| (child, in_caption || is_caption)));
        }
        if let Some((&first, rest)) = captions.split_first() {
            self.append(figure, first);
            for &other in rest {
                self.rename(other, "div");
                self.append(first, other);
            }
        }
        if holds.get(figure as usize).is_none_or(|held| held.pictures > 0) {
            for credit in credits {
                self.rename(credit, "#credit");
                self.append(figure, credit);
            }
        }
    }

    fn is_credit(&self, id: Id, in_caption: bool, holds: &[Holds]) -> bool {
        let short = holds.get(id as usize).is_some_and(|held| held.letters <= MAX_CREDIT);
        let is = |names: &[&str]| self.is_named(id, names, holds);
        let holds_caption = || {
            let inside = self.tree.below(id);
            inside.iter().skip(1).any(|&id| self.is_named(id, &CAPTION, holds))
        };
        let maker = in_caption && is(&MAKER);
        short && (is(&CREDIT) || maker) && !is(&CAPTION) && !holds_caption()
    }
}
