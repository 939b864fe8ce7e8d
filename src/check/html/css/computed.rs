//! What is in force for an element: its own declarations, what it inherits, and what browsers do unless
//! told otherwise (HTML, 15). A value that cannot be told is `None`.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::cascade::{Declared, Winner};
use super::declare::Effects;
use super::value::{self, Bases, Colour, Rgba};
use crate::check::html::{Namespace, Node};

/// What is in force for an element. Of a text, that of what holds it.
#[derive(Debug, Clone)]
pub struct Style {
    /// The colour of its text.
    pub colour: Option<Rgba>,
    /// The colour behind it; `None` also where there is a picture.
    pub background: Option<Rgba>,
    /// How much it covers, 0 to 1.
    pub opacity: Option<f64>,
    /// The font size in pixels.
    pub size: Option<f64>,
    /// The font weight, 1 to 1000.
    pub weight: Option<f64>,
    /// The width and height that are set, in pixels.
    pub extent: [Option<f64>; 2],
    /// Where it stands.
    pub place: Place,
    /// Whether it is painted below what is around it, or may be.
    pub below: bool,
    /// Whether floating boxes inside it stay inside it.
    pub holds_floats: bool,
    /// What else is done to it; what veils what holds it veils it too.
    pub effects: Effects,
    /// Whether it is made for a dark screen only: what it does not say may be light on dark.
    pub dark: bool,
    custom: Option<Rc<Custom>>,
}

/// Where a box stands (CSS Positioned Layout 3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// In the flow.
    #[default]
    Flow,
    /// In the flow, but painted above what is not positioned.
    Raised,
    /// At the side, and words flow around it.
    Floating,
    /// Anywhere, or it cannot be told: positioned absolutely, or moved.
    Lifted,
}

/// Custom properties; without a value where that cannot be told.
type Custom = BTreeMap<Rc<str>, Option<Rc<str>>>;

impl Default for Style {
    fn default() -> Self {
        Self {
            colour: Some(Rgba::BLACK),
            background: Some(Rgba::CLEAR),
            opacity: Some(1.0),
            size: Some(16.0),
            weight: Some(400.0),
            extent: [None; 2],
            place: Place::Flow,
            below: false,
            holds_floats: false,
            effects: Effects::default(),
            dark: false,
            custom: None,
        }
    }
}

impl Style {
    /// Whether text is large as WCAG 2.2 has it: from 18 points, or from 14 if bold. What cannot be told
    /// is taken for large.
    pub fn is_large(&self) -> bool {
        let (size, bold) =
            (self.size.unwrap_or(f64::MAX), self.weight.is_none_or(|weight| weight >= 700.0));
        // Two decimals, as 14 points are 18.67 pixels.
        crate::check::colour::least_contrast(((size * 75.0).round() / 100.0).max(0.0), bold) < 4.0
    }
}

/// The style of an element; `outer` is that of what holds it, `root` that of the root element, and
/// `complete` whether all sheets are at hand.
pub(super) fn style(
    node: Node<'_>,
    declared: &Declared,
    outer: Option<&Style>,
    complete: bool,
    root: Option<&Style>,
) -> Style {
    let base = Style::default();
    let outer = outer.unwrap_or(&base);
    let custom = custom(declared, outer);
    let text = |property: &str| -> Said {
        match declared.value(property) {
            Some(winner) if complete || winner.firm => resolve(winner, custom.as_deref()),
            None if complete => Said::Nothing,
            _ => Said::Unknown,
        }
    };
    let hints = Hints::of(node);
    let dark = match text("color-scheme") {
        Said::Is(text) => text.contains("dark") && !text.contains("light"),
        Said::Initial => false,
        _ => outer.dark,
    };
    let colour = match text("color") {
        Said::Nothing if dark && !outer.dark => None,
        Said::Nothing => hints.colour.unwrap_or(outer.colour),
        Said::Inherit => outer.colour,
        Said::Is(text) => match value::colour(&text) {
            Some(Colour::Is(colour)) => Some(colour),
            Some(Colour::Current) => outer.colour,
            None => None,
        },
        Said::Initial => Some(Rgba::BLACK),
        Said::Unknown => None,
    };
    let picture = match text("background-image") {
        Said::Nothing => hints.picture,
        Said::Is(text) => value::has_picture(&text),
        Said::Initial => false,
        Said::Inherit | Said::Unknown => true,
    };
    let background = match text("background-color") {
        Said::Nothing => hints.background,
        Said::Is(text) => match value::background_colour(&text) {
            Some(Colour::Is(colour)) => Some(colour),
            Some(Colour::Current) => colour,
            None => None,
        },
        Said::Initial => Some(Rgba::CLEAR),
        Said::Inherit => outer.background,
        Said::Unknown => None,
    };
    let rem = root.map_or(Some(16.0), |root| root.size);
    let bases = Bases { em: outer.size, rem: if node.is("html") { Some(16.0) } else { rem } };
    let size = match text("font-size") {
        Said::Nothing => {
            hints.pixels.or_else(|| hints.scale.and_then(|scale| Some(outer.size? * scale)))
        }
        Said::Is(text) => value::font_size(&text, bases),
        Said::Initial => Some(16.0),
        Said::Inherit => outer.size,
        Said::Unknown => None,
    };
    let weight = match text("font-weight") {
        Said::Nothing if hints.bold => Some(700.0),
        Said::Nothing | Said::Inherit => outer.weight,
        Said::Is(text) => match &*text {
            "normal" | "lighter" => Some(400.0),
            "bold" | "bolder" => Some(700.0),
            text => value::number(text),
        },
        Said::Initial => Some(400.0),
        Said::Unknown => None,
    };
    let opacity = match text("opacity") {
        Said::Is(text) => value::number(&text).map(|opacity| opacity.clamp(0.0, 1.0)),
        Said::Inherit => None,
        // A sheet that is not at hand seldom makes text see-through.
        Said::Nothing | Said::Initial | Said::Unknown => Some(1.0),
    };
    let own = Bases { em: size, rem };
    let extent = ["width", "height"].map(|property| match text(property) {
        Said::Is(text) if !text.contains('%') => value::length(&text, own),
        _ => None,
    });
    let floats = match text("float") {
        Said::Nothing | Said::Initial => false,
        Said::Is(value) => value != "none",
        Said::Inherit | Said::Unknown => true,
    };
    let stacked = declared.effects.stacked || opacity.is_none_or(|opacity| opacity < 1.0);
    let place = match text("position") {
        _ if declared.effects.moved => Place::Lifted,
        Said::Is(value) if value == "relative" && !declared.effects.offset => Place::Raised,
        Said::Is(value) if value != "static" => Place::Lifted,
        Said::Inherit | Said::Unknown => Place::Lifted,
        _ if floats => Place::Floating,
        _ if stacked => Place::Raised,
        _ => Place::Flow,
    };
    let (place, below) = match text("z-index") {
        Said::Nothing | Said::Initial => (place, false),
        Said::Is(value) if value == "auto" => (place, false),
        Said::Is(value) if value::number(&value).is_some_and(|z| z >= 0.0) => {
            (if place == Place::Flow { Place::Raised } else { place }, false)
        }
        _ => (Place::Lifted, true),
    };
    let around = match text("display") {
        Said::Is(value) => {
            value.contains("flow-root")
                || value.contains("flex")
                || value.contains("grid")
                || value.starts_with("inline-")
                || value.starts_with("table")
        }
        _ => false,
    };
    let holds_floats =
        floats || around || declared.effects.holds || matches!(node.html(), "td" | "th");
    let inherited =
        Effects { veiled: outer.effects.veiled, away: outer.effects.away, ..Effects::default() };
    Style {
        colour,
        background: background.filter(|_| !picture && !declared.effects.underlaid),
        opacity,
        size,
        weight,
        extent,
        place,
        below,
        holds_floats,
        effects: declared.effects.or(inherited),
        dark,
        custom,
    }
}

/// What a declaration comes to.
enum Said {
    Nothing,
    Is(String),
    Initial,
    Inherit,
    Unknown,
}

fn resolve(winner: &Winner, custom: Option<&Custom>) -> Said {
    let Some(text) = winner.value.as_deref() else { return Said::Unknown };
    let resolved;
    let text = if text.contains("var(") || text.contains("VAR(") {
        let value = |name: &str| custom?.get(name)?.as_deref();
        match value::substitute(text, &value) {
            Some(text) => {
                resolved = text.trim().to_ascii_lowercase();
                &resolved
            }
            None => return Said::Unknown,
        }
    } else {
        text
    };
    match text {
        "initial" => Said::Initial,
        "inherit" => Said::Inherit,
        "unset" | "revert" | "revert-layer" | "" => Said::Unknown,
        text => Said::Is(text.to_owned()),
    }
}

/// The custom properties in force: those inherited, and the element's own with `var()` replaced.
fn custom(declared: &Declared, outer: &Style) -> Option<Rc<Custom>> {
    if declared.custom.is_empty() {
        return outer.custom.clone();
    }
    let mut all = outer.custom.as_deref().cloned().unwrap_or_default();
    let own: Custom =
        declared.custom.iter().map(|(name, winner)| (name.clone(), winner.value.clone())).collect();
    for (name, value) in &own {
        let value = value.as_deref().and_then(|text| {
            let of =
                |name: &str| own.get(name).or_else(|| outer.custom.as_ref()?.get(name))?.as_deref();
            value::substitute(text, &of)
        });
        all.insert(name.clone(), value.map(Rc::from));
    }
    Some(Rc::new(all))
}

/// What browsers do with an element, and what its attributes ask for.
struct Hints {
    /// If it does not inherit its colour: the colour, if it can be told.
    #[allow(clippy::option_option, reason = "not said, said and not to be told, said")]
    colour: Option<Option<Rgba>>,
    background: Option<Rgba>,
    picture: bool,
    /// The size in that of what holds it, if it can be told.
    scale: Option<f64>,
    /// The size in pixels, if it does not go by what is around.
    pixels: Option<f64>,
    bold: bool,
}

impl Hints {
    fn of(node: Node<'_>) -> Self {
        let mut hints = Self {
            colour: None,
            background: Some(Rgba::CLEAR),
            picture: false,
            scale: Some(1.0),
            pixels: None,
            bold: false,
        };
        if node.namespace() != Namespace::Html {
            // Drawings have colours of their own.
            hints.colour = Some(None);
            return hints;
        }
        match node.name() {
            "a" if node.has("href") => hints.colour = Some(Some(Rgba::of((0, 0, 238)))),
            "mark" => {
                hints.colour = Some(Some(Rgba::BLACK));
                hints.background = Some(Rgba::of((255, 255, 0)));
            }
            "button" | "input" | "select" | "textarea" | "option" | "meter" | "progress" => {
                hints.colour = Some(Some(Rgba::BLACK));
                hints.background = None;
                hints.pixels = Some(40.0 / 3.0);
            }
            "h1" => (hints.scale, hints.bold) = (Some(2.0), true),
            "h2" => (hints.scale, hints.bold) = (Some(1.5), true),
            "h3" => (hints.scale, hints.bold) = (Some(1.17), true),
            "h5" => (hints.scale, hints.bold) = (Some(0.83), true),
            "h6" => (hints.scale, hints.bold) = (Some(0.67), true),
            "h4" | "b" | "strong" | "th" => hints.bold = true,
            "small" | "sub" | "sup" => hints.scale = Some(1.0 / 1.2),
            "code" | "kbd" | "pre" | "samp" | "tt" => hints.scale = Some(13.0 / 16.0),
            "big" => hints.scale = Some(1.2),
            "font" if node.has("size") => hints.scale = None,
            _ => {}
        }
        hints.attributes(node);
        hints
    }

    /// Colours in attributes (HTML, 15.3.3 and 15.3.10).
    fn attributes(&mut self, node: Node<'_>) {
        let legacy = |name| {
            node.value(name).map(|text| match value::colour(text) {
                Some(Colour::Is(colour)) => Some(colour),
                _ => None,
            })
        };
        match node.name() {
            "body" => self.colour = legacy("text").or(self.colour),
            "font" => self.colour = legacy("color").or(self.colour),
            "a" => {
                let body = node.closest(&["body"]).and_then(|body| body.value("link"));
                if node.has("href") && body.is_some() {
                    self.colour = Some(None);
                }
            }
            _ => {}
        }
        if let "body" | "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" = node.name() {
            self.background = legacy("bgcolor").unwrap_or(self.background);
            self.picture = node.has("background");
        }
    }
}
