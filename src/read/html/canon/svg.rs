//! Drawings in a page: one that says something becomes a picture with its description, an icon that says
//! nothing goes. It knows nothing of how drawings are painted.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Canon, Id};
use crate::markup::{Element, Node, Syntax};
use crate::read::html::tree::Kind;

/// The side of an icon, at most.
const MAX_ICON: f32 = 64.0;
/// Names that the tokenizer for pieces of HTML writes in lower case.
const MIXED: [&str; 14] = [
    "viewBox",
    "preserveAspectRatio",
    "linearGradient",
    "radialGradient",
    "gradientUnits",
    "gradientTransform",
    "clipPath",
    "clipPathUnits",
    "textPath",
    "textLength",
    "patternUnits",
    "markerWidth",
    "markerHeight",
    "refX",
];

pub(super) fn pass(canon: &mut Canon<'_>) {
    for id in canon.named(&["svg"]) {
        let closed = canon.tree.element(id).is_some_and(|element| element.closed);
        if closed && !canon.is_within(id, &["svg"]) {
            canon.drawing(id);
        }
    }
}

impl Canon<'_> {
    fn drawing(&mut self, id: Id) {
        let hidden = self.get(id, "aria-hidden") == Some("true")
            || matches!(self.get(id, "role"), Some("presentation" | "none"));
        let description = if hidden { String::new() } else { self.description(id) };
        if description.is_empty() && (hidden || self.is_icon(id)) {
            return self.detach(id);
        }
        let drawing = self.element_of(id).with("xmlns", "http://www.w3.org/2000/svg");
        let bytes = STANDARD.encode(drawing.serialize(Syntax::Xml));
        self.tree.node_mut(id).children.clear();
        self.rename(id, "img");
        self.set(id, "src", format!("data:image/svg+xml;base64,{bytes}"));
        if !description.is_empty() {
            self.set(id, "alt", description);
        }
    }

    /// What a drawing says of itself: its label, its title and description, or else the words in it.
    fn description(&self, id: Id) -> String {
        if let Some(label) = self.get(id, "aria-label").filter(|label| !label.trim().is_empty()) {
            return label.trim().to_owned();
        }
        let named = |name: &str| {
            let mut inside = self.tree.walk(id).skip(1);
            inside
                .find(|&id| self.name(id) == name)
                .map(|id| self.all_words(id))
                .unwrap_or_default()
        };
        let (title, desc) = (named("title"), named("desc"));
        let joint = if title.is_empty() || desc.is_empty() {
            ""
        } else if title.ends_with(['.', '!', '?', ':']) {
            " "
        } else {
            ". "
        };
        let said = format!("{title}{joint}{desc}");
        if !said.is_empty() {
            return said;
        }
        let mut words = Vec::new();
        let mut todo = vec![id];
        while let Some(id) = todo.pop() {
            match self.name(id) {
                "text" | "foreignObject" | "foreignobject" => words.push(self.all_words(id)),
                "defs" | "symbol" | "metadata" | "style" | "script" => {}
                _ => todo.extend(self.tree.node(id).children.iter().rev()),
            }
        }
        words.retain(|words| !words.is_empty());
        words.join(", ")
    }

    fn all_words(&self, id: Id) -> String {
        let texts = self.tree.walk(id).filter_map(|id| match &self.tree.node(id).kind {
            Kind::Text(text) => Some(text.as_str()),
            Kind::Element(_) | Kind::Edge => None,
        });
        let words: Vec<&str> = texts.flat_map(str::split_whitespace).collect();
        words.join(" ")
    }

    /// Whether a drawing is small, empty, or one of a set that the page keeps elsewhere.
    fn is_icon(&self, id: Id) -> bool {
        let number = |text: &str| text.trim().trim_end_matches("px").parse::<f32>().ok();
        let side = |name| self.get(id, name).and_then(number);
        let view = self.get(id, "viewBox").or(self.get(id, "viewbox")).unwrap_or("");
        let view: Vec<f32> = view.split([' ', ',']).filter_map(number).collect();
        let small = |side: Option<f32>| side.is_some_and(|side| side <= MAX_ICON);
        let is_small = small(side("width").or(view.get(2).copied()))
            || small(side("height").or(view.get(3).copied()));
        let draws = |id: Id| {
            matches!(
                self.name(id),
                "path"
                    | "rect"
                    | "circle"
                    | "ellipse"
                    | "line"
                    | "polyline"
                    | "polygon"
                    | "text"
                    | "image"
            )
        };
        let shared = |id: Id| matches!(self.name(id), "use" | "symbol");
        is_small || !self.tree.walk(id).any(draws) || self.tree.walk(id).any(shared)
    }

    /// A drawing as an element of its own. Nesting is bounded by the builder.
    fn element_of(&self, id: Id) -> Element {
        let Some(element) = self.tree.element(id) else { return Element::default() };
        let mut out = Element::new(mixed(&element.name));
        for (name, value) in &element.attributes {
            if is_name(name) && !name.starts_with("on") && !name.starts_with("xmlns") {
                out.set(mixed(name), value.clone());
            }
        }
        for &child in &self.tree.node(id).children {
            match &self.tree.node(child).kind {
                Kind::Text(text) => {
                    out = out.text(text.replace(|c: char| c < ' ' && c != '\n', " "));
                }
                Kind::Element(element) if is_name(&element.name) && &*element.name != "script" => {
                    out = out.child(Node::Element(self.element_of(child)));
                }
                Kind::Element(_) | Kind::Edge => {}
            }
        }
        out
    }
}

/// A name as drawings write it.
fn mixed(name: &str) -> String {
    let known = MIXED.iter().find(|known| known.eq_ignore_ascii_case(name));
    known.copied().unwrap_or(name).to_owned()
}

/// Whether a name may stand in XML without a prefix.
fn is_name(name: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && name.chars().all(part)
}
