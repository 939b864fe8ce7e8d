//! Formulas: what `MathML`, `MathJax`, `KaTeX` and pictures of formulas have in common is that each shows the
//! same formula more than once. It becomes `#formula` or `#math`, once, in TeX where that is known.

use super::{Canon, Id, mathml, name_parts};
/// What programs put around a formula: `math` stands somewhere in it, beside what it looks like.
const FRAMES: [&str; 6] =
    ["katex", "MathJax", "MathJax_SVG", "MathJax_CHTML", "mwe-math-element", "mjx-chtml"];
/// What programs show until a formula is ready, and beside its source.
const DOUBLES: [&str; 8] = [
    "MathJax_Preview",
    "MathJax_Display",
    "MathJax_SVG_Display",
    "MathJax",
    "MathJax_SVG",
    "MathJax_CHTML",
    "mjx-chtml",
    "MJXc-display",
];
/// What says that a formula stands by itself.
const DISPLAYS: [&str; 5] = [
    "katex-display",
    "MathJax_Display",
    "MathJax_SVG_Display",
    "MJXc-display",
    "mwe-math-element-block",
];

pub(super) fn pass(canon: &mut Canon<'_>) {
    let order = canon.tree.in_order();
    for &id in &order {
        match canon.name(id) {
            "script" => canon.source(id),
            "img" => canon.picture_of_formula(id),
            _ => {}
        }
    }
    canon.settle();
    for &id in &canon.tree.in_order() {
        if canon.is_frame(id) {
            canon.frame(id);
        }
    }
    canon.settle();
    for id in canon.named(&["math"]) {
        if canon.tree.element(id).is_some_and(|element| element.closed) {
            let display = canon.is_display(id);
            if let Some(tex) = canon.formula(id) {
                canon.set_formula(id, &tex, display);
            }
        }
    }
}

impl Canon<'_> {
    /// A script that is the source of a formula: what shows it stands right before.
    fn source(&mut self, id: Id) {
        let kind = self.get(id, "type").unwrap_or("").to_ascii_lowercase();
        if !kind.starts_with("math/tex") && !kind.starts_with("math/asciimath") {
            return;
        }
        let Some(tex) = self.label(id, 20_000) else { return };
        let mut shown = false;
        while let Some(before) = self.neighbours(id).0 {
            let double = self.tree.element(before).is_some_and(|element| {
                DOUBLES.iter().any(|name| element.has_word("class", name))
                    || &*element.name == "mjx-container"
            });
            if !double {
                break;
            }
            shown |= self.says_display(before);
            self.detach(before);
        }
        self.set_formula(id, &tex, shown || kind.contains("mode=display"));
    }

    /// A picture of a formula, whose description is its source.
    fn picture_of_formula(&mut self, id: Id) {
        let names = self.get(id, "class").map(name_parts).unwrap_or_default();
        let src = self.get(id, "src").unwrap_or("");
        let alt = self.get(id, "alt").unwrap_or("").trim();
        let is_tex_image = names
            .iter()
            .any(|name| matches!(&**name, "latex" | "tex" | "mwe" | "math" | "equation"))
            || src.contains("latex.codecogs")
            || src.contains("/latex.php");
        let is_tex = alt.contains(['\\', '^', '_', '=', '{']) || alt.chars().count() == 1;
        if is_tex_image && is_tex && !alt.is_empty() {
            let (alt, display) = (alt.to_owned(), names.iter().any(|name| name == "display"));
            self.set_formula(id, &alt, display);
        }
    }

    fn is_frame(&self, id: Id) -> bool {
        self.tree.element(id).is_some_and(|element| {
            &*element.name == "mjx-container"
                || FRAMES.iter().any(|name| element.has_word("class", name))
        })
    }

    /// Leaves of a frame the formula that is written in it.
    fn frame(&mut self, id: Id) {
        let display = self.is_display(id);
        let is_math = |&id: &Id| matches!(self.name(id), "math" | "#formula" | "#math");
        let math = self.tree.walk(id).find(is_math);
        if let Some(math) = math {
            let tex = if self.name(math) == "math" {
                self.formula(math)
            } else {
                self.label(math, 20_000)
            };
            let display =
                display || self.name(math) == "#math" || self.get(math, "display") == Some("block");
            if let Some(tex) = tex {
                self.set_formula(id, &tex, display);
            }
        } else if let Some(label) = self.get(id, "aria-label").map(str::to_owned) {
            self.set_formula(id, &label, display);
        }
    }

    fn is_display(&self, id: Id) -> bool {
        let parent = self.parent(id);
        self.says_display(id) || self.says_display(parent) || self.says_display(self.parent(parent))
    }

    fn says_display(&self, id: Id) -> bool {
        self.tree.element(id).is_some_and(|element| {
            DISPLAYS.iter().any(|name| element.has_word("class", name))
                || matches!(&*element.name, "math" | "mjx-container")
                    && matches!(element.get("display"), Some("block" | "true"))
        })
    }

    /// What a formula says: its TeX, or else its text, or else itself in one line.
    fn formula(&self, math: Id) -> Option<String> {
        let is_tex = |&id: &Id| {
            self.name(id) == "annotation"
                && self
                    .get(id, "encoding")
                    .is_some_and(|kind| kind.to_ascii_lowercase().contains("tex"))
        };
        let annotation = self.tree.walk(math).find(is_tex).and_then(|id| self.label(id, 20_000));
        let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        given(annotation)
            .or_else(|| given(self.get(math, "alttext").map(str::to_owned)))
            .or_else(|| given(Some(mathml::line(self.tree, math))))
    }

    fn set_formula(&mut self, id: Id, tex: &str, display: bool) {
        let tex = bare_tex(tex).to_owned();
        let text = self.tree.add_text(tex);
        self.adopt(text, id);
        self.tree.node_mut(id).children = vec![text];
        self.rename(id, if display { "#math" } else { "#formula" });
        if let Some(element) = self.tree.element_mut(id) {
            element.attributes.retain(|(name, _)| &**name == "id");
        }
    }
}

/// TeX without what only says how it is set.
fn bare_tex(tex: &str) -> &str {
    let mut tex = tex.trim();
    for (open, close) in [("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"), ("$", "$")] {
        if tex.len() >= open.len() + close.len()
            && let Some(inner) = tex.strip_prefix(open).and_then(|tex| tex.strip_suffix(close))
        {
            tex = inner.trim();
        }
    }
    let style = ["{\\displaystyle ", "{\\textstyle "];
    let inner = style.iter().find_map(|style| tex.strip_prefix(style)?.strip_suffix('}'));
    inner.unwrap_or(tex).trim()
}
