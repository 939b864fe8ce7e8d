//! The style sheets of a page, as far as accessibility can be told from them without painting: the
//! cascade of `style` elements and attributes (CSS Cascade 5) for a handful of properties. What depends on
//! sheets that are not at hand, on the window or on scripts is not known, and said to be so.

mod cascade;
mod computed;
mod declare;
mod media;
mod selector;
mod sheet;
mod value;

use cascade::Cascade;
pub use computed::{Place, Style};
pub use media::Applies;
pub use sheet::{Declaration, declarations};
pub use value::{Bases, Rgba, length};

use super::{Css, Node, Page};
use sheet::Sheets;

/// What style sheets say of each node of a page.
#[derive(Default)]
pub struct Styles {
    #[allow(clippy::struct_field_names, reason = "one for each node")]
    styles: Vec<Style>,
    own: Vec<Css>,
    /// Whether all sheets of the page were at hand and read.
    pub complete: bool,
    /// Elements that turn as the screen is turned.
    pub turns: Vec<Turn>,
}

/// An element that a style sheet turns as the screen is turned.
pub struct Turn {
    /// The element.
    pub element: super::Id,
    /// By how many degrees it is turned further where the screen stands than where it lies.
    pub degrees: f64,
}

impl Styles {
    /// The styles of a page. `load` gives the text of a linked style sheet, if it is at hand.
    pub fn of(page: &Page, load: &dyn Fn(&str) -> Option<String>) -> Self {
        let (sheets, complete) = sheets(page, load);
        let mut cascade = Cascade::new(page, &sheets);
        let mut styles: Vec<Style> = Vec::with_capacity(page.nodes.len());
        let mut own = Vec::with_capacity(page.nodes.len());
        for node in std::iter::once(page.root()).chain(page.root().descendants()) {
            let outer = node.parent().and_then(|parent| styles.get(parent.id.0 as usize));
            if node.is_element() {
                let declared = cascade.declared(node);
                own.push(shown(node, declared.css()));
                styles.push(computed::style(node, &declared, outer, complete, styles.get(1)));
            } else {
                own.push(Css::default());
                styles.push(outer.cloned().unwrap_or_default());
            }
        }
        if cascade.is_spent() {
            return Self::default();
        }
        Self { styles, own, complete, turns: cascade.turns }
    }

    /// The style of a node; of a text, that of what holds it.
    pub fn style(&self, node: Node<'_>) -> Option<&Style> {
        self.styles.get(node.id.0 as usize)
    }

    /// What style sheets say of an element itself.
    pub fn css(&self, node: Node<'_>) -> Css {
        self.own.get(node.id.0 as usize).copied().unwrap_or_default()
    }
}

/// What is hidden whatever its style, and what counts as shown: a page that hides all of itself is shown
/// in the end, by a script or by a sheet that comes later.
fn shown(node: Node<'_>, css: Css) -> Css {
    let field = node.is("input") && node.input_type() == "hidden";
    if field || matches!(node.html(), "html" | "body" | "head" | "script" | "style" | "template") {
        return Css { display: None, visible: None, ..css };
    }
    css
}

/// The style sheets of a page, and whether all are at hand.
fn sheets(page: &Page, load: &dyn Fn(&str) -> Option<String>) -> (Sheets, bool) {
    let mut sheets = Sheets::default();
    let mut complete = true;
    for node in page.elements() {
        let media = node.attr("media").unwrap_or("");
        match node.name() {
            "style" => sheets.add(&node.text_content(), media),
            "link" if is_style_sheet(node) => match node.value("href").and_then(load) {
                Some(text) => sheets.add(&text, media),
                None => {
                    complete &= media::media(media, media::Orientation::Landscape) == Applies::No;
                }
            },
            _ => {}
        }
    }
    let complete = complete && !sheets.imports && !sheets.cut;
    (sheets, complete)
}

fn is_style_sheet(link: Node<'_>) -> bool {
    let says = |word: &str| link.tokens("rel").any(|token| token.eq_ignore_ascii_case(word));
    says("stylesheet") && !says("alternate") && !link.has("disabled")
}
