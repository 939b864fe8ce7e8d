//! Names that HTML, SVG and `MathML` have for their own elements (HTML-AAM 1.0, section 4).

use std::collections::HashMap;

use super::{Namer, labels_of};
use crate::check::html::node::Node;
use crate::check::html::page::{Id, Namespace, Page};

/// The labels of controls.
#[derive(Default)]
pub(in crate::check::html) struct Labels(HashMap<Id, Vec<Id>>);

impl Labels {
    pub(super) fn new(page: &Page) -> Self {
        let mut labels = Self::default();
        for label in page.elements().filter(|node| node.is("label")) {
            let control = match label.attr("for") {
                Some(id) => page.by_id(id),
                None => label.descendants().take(MAX_INSIDE).find(|node| is_labelable(*node)),
            };
            if let Some(control) = control.filter(|node| is_labelable(*node)) {
                labels.0.entry(control.id).or_default().push(label.id);
            }
        }
        labels
    }

    pub(super) fn of(&self, control: Id) -> &[Id] {
        self.0.get(&control).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Nodes of a label among which its control is looked for.
const MAX_INSIDE: usize = 1000;
/// Labels of one control that are read.
const MAX_LABELS: usize = 20;
/// Children among which a caption is looked for; it stands first or last.
const MAX_CHILDREN: usize = 1000;

/// The elements that a `label` can name.
fn is_labelable(node: Node<'_>) -> bool {
    match node.html() {
        "input" => node.input_type() != "hidden",
        name => {
            matches!(name, "button" | "meter" | "output" | "progress" | "select" | "textarea")
        }
    }
}

/// Whether nothing but its name stands for an element among words.
pub(super) fn is_replaced(node: Node<'_>) -> bool {
    match node.namespace() {
        Namespace::Html => matches!(
            node.name(),
            "img" | "area" | "input" | "optgroup" | "iframe" | "video" | "audio" | "object"
        ),
        Namespace::Svg => node.name() == "svg",
        Namespace::MathMl => node.name() == "math",
    }
}

/// What a control says inside a name (step 2C): its value.
pub(super) fn control_value(node: Node<'_>) -> Option<String> {
    match node.role()? {
        "textbox" | "searchbox" => Some(match node.html() {
            "input" => node.attr("value").unwrap_or("").to_owned(),
            "textarea" => node.text_content(),
            _ => return None,
        }),
        "combobox" | "listbox" => match node.html() {
            "select" => Some(chosen(node)),
            "input" => Some(node.attr("value").unwrap_or("").to_owned()),
            _ => None,
        },
        "slider" | "spinbutton" | "progressbar" | "meter" | "scrollbar" => {
            let of = |name| node.value(name);
            of("aria-valuetext").or(of("aria-valuenow")).or(of("value")).map(str::to_owned)
        }
        _ => None,
    }
}

/// The options that are chosen; the first one where none is and one must be.
fn chosen(select: Node<'_>) -> String {
    let options = || select.descendants().filter(|node| node.is("option")).take(MAX_CHILDREN);
    let words = |option: Node<'_>| {
        option.value("label").map_or_else(|| option.text_content(), str::to_owned)
    };
    let chosen: Vec<_> = options().filter(|option| option.has("selected")).map(words).collect();
    if chosen.is_empty() && !select.has("multiple") {
        return options().next().map(words).unwrap_or_default();
    }
    chosen.join(" ")
}

impl Namer {
    /// The name by the element's own language: what elements beside or inside it say, else its attributes.
    pub(super) fn native(&mut self, node: Node<'_>) -> Option<String> {
        let caption = match node.html() {
            "fieldset" => "legend",
            "figure" => "figcaption",
            "table" => "caption",
            _ if is_labelable(node) => return self.labels(node).or_else(|| own_native(node)),
            _ => return own_native(node),
        };
        let child = node.elements().take(MAX_CHILDREN).find(|child| child.is(caption))?;
        Some(self.reference(child).to_string())
    }

    fn labels(&mut self, control: Node<'_>) -> Option<String> {
        let mut out = String::new();
        let outer = self.own.replace(control.id);
        for label in labels_of(control.page, control.id).iter().take(MAX_LABELS) {
            out.push_str(&self.reference(control.page.node(*label)));
            out.push(' ');
        }
        self.own = outer;
        (!out.trim().is_empty()).then_some(out)
    }
}

/// The name that an element gives itself.
pub(super) fn own_native(node: Node<'_>) -> Option<String> {
    let of = |name| node.value(name).map(str::to_owned);
    // AccName 1.2, 2D: not of an element that is mere presentation.
    if node.role() == Some("none") && node.is("img") {
        return None;
    }
    match node.namespace() {
        Namespace::Svg => {
            let title = node.elements().take(MAX_CHILDREN).find(|child| child.name() == "title");
            return title.map(Node::text_content).or_else(|| of("xlink:title"));
        }
        Namespace::MathMl => return of("alttext"),
        Namespace::Html => {}
    }
    match node.name() {
        "img" | "area" => of("alt"),
        "optgroup" | "option" => of("label"),
        "input" => match &*node.input_type() {
            "button" => of("value"),
            "submit" => of("value").or_else(|| Some("Submit".to_owned())),
            "reset" => of("value").or_else(|| Some("Reset".to_owned())),
            "image" => of("alt"),
            _ => None,
        },
        _ => None,
    }
}
