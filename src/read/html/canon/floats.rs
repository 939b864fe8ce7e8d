//! Pictures at the edge of a paragraph, beside which its words flow: each stands by itself, and words in
//! italics right below it are its caption. Pictures of signs are the signs.

use super::{Canon, Id, name_parts};

/// The longest sign.
const MAX_SIGN: usize = 8;
/// The longest caption below a picture in the same paragraph, in characters.
const MAX_CAPTION: usize = 300;

pub(super) fn pass(canon: &mut Canon<'_>) {
    for id in canon.named(&["img"]) {
        canon.sign(id);
    }
    for id in canon.named(&["p"]) {
        canon.float(id);
    }
}

impl Canon<'_> {
    /// A picture of a sign that has a character of its own.
    fn sign(&mut self, id: Id) {
        let alt = self.get(id, "alt").unwrap_or("").trim().to_owned();
        let names = self.get(id, "class").map(name_parts).unwrap_or_default();
        let says_so = names.iter().any(|name| matches!(&**name, "emoji" | "smiley" | "emoticon"));
        let is_sign = alt.chars().count() <= MAX_SIGN && !alt.contains(char::is_alphanumeric);
        if says_so && is_sign && !alt.is_empty() {
            let text = self.tree.add_text(alt);
            self.adopt(text, id);
            self.tree.node_mut(id).children.push(text);
            self.rename(id, "span");
        }
    }

    fn float(&mut self, paragraph: Id) {
        let children = &self.tree.node(paragraph).children;
        let speaks = |&&id: &&Id| !self.is_space(id);
        let (first, last) = (children.iter().find(speaks), children.iter().rev().find(speaks));
        let (Some(&first), Some(&last)) = (first, last) else { return };
        if first == last {
            return;
        }
        if let Some(picture) = self.picture_in(first) {
            let (_, after) = self.neighbours(first);
            let ends_line = after.is_some_and(|id| self.name(id) == "br");
            if ends_line && self.is_caption_below(after, last) {
                self.rename(last, "figcaption");
                return self.rename(paragraph, "figure");
            }
            if ends_line || self.floats(picture) || self.floats(first) {
                self.part(paragraph, first, true);
            }
        } else if let Some(picture) = self.picture_in(last) {
            let (before, _) = self.neighbours(last);
            let ends_line = before.is_some_and(|id| self.name(id) == "br");
            if ends_line || self.floats(picture) || self.floats(last) {
                self.part(paragraph, last, false);
            }
        }
    }

    /// The picture that a node is, or that is all a link or container of one line holds.
    fn picture_in(&self, id: Id) -> Option<Id> {
        let mut inside = self.tree.walk(id).filter(|&id| !self.is_space(id)).take(6);
        let mut picture = None;
        let frames = ["a", "span", "picture", "source", "b", "strong", "em", "center"];
        let fits = inside.all(|id| {
            let is_picture = self.name(id) == "img";
            let again = is_picture && picture.replace(id).is_some();
            !again && (is_picture || frames.contains(&self.name(id)))
        });
        picture.filter(|_| fits)
    }

    fn floats(&self, id: Id) -> bool {
        let names = self.get(id, "class").map(name_parts).unwrap_or_default();
        let style = self.get(id, "style").unwrap_or("");
        let align = self.get(id, "align").unwrap_or("").to_ascii_lowercase();
        let is_side = |name: &String| {
            let sides =
                ["alignleft", "alignright", "aligncenter", "alignnone", "float", "floatleft"];
            sides.contains(&name.as_str()) || matches!(name.as_str(), "floatright" | "pull")
        };
        names.iter().any(is_side)
            || style.contains("float")
            || style.contains("display:block")
            || matches!(&*align, "left" | "right")
    }

    /// Whether a line end is followed by words in italics or small print, and nothing else.
    fn is_caption_below(&self, line_end: Option<Id>, last: Id) -> bool {
        let next = line_end.and_then(|id| self.neighbours(id).1);
        let label = || self.label(last, MAX_CAPTION).is_some_and(|words| !words.is_empty());
        next == Some(last) && matches!(self.name(last), "em" | "i" | "small") && label()
    }

    /// Takes a picture out of a paragraph, to stand before or behind it.
    fn part(&mut self, paragraph: Id, picture: Id, before: bool) {
        let Some(both) = self.wrap("div", &[paragraph]) else { return };
        let around = self.tree.add("div", vec![picture]);
        self.adopt(around, both);
        self.parents[picture as usize] = around;
        self.tree.node_mut(both).children.insert(usize::from(!before), around);
    }
}
