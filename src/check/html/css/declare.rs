//! What a declaration does: the properties that are cascaded, shorthands taken apart, and effects that
//! make a place on the page hard to tell. It knows no element.

use std::rc::Rc;

use cssparser::{Parser, Token};

use super::sheet::Declaration;
use super::value::{Bases, degrees, length};

/// The properties that are cascaded.
pub(super) const PROPERTIES: [&str; 15] = [
    "color",
    "background-color",
    "background-image",
    "font-size",
    "font-weight",
    "display",
    "visibility",
    "white-space",
    "opacity",
    "width",
    "height",
    "color-scheme",
    "position",
    "float",
    "z-index",
];

/// What a value is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// One of [`PROPERTIES`].
    Property(usize),
    /// A custom property.
    Custom(Rc<str>),
}

/// What a declaration does beside the properties that are cascaded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Effects {
    /// Text may look other than its colours say, or not be seen: shadows, filters, clips, blends.
    pub veiled: bool,
    /// It is painted elsewhere, by a transformation.
    pub moved: bool,
    /// It may lie over its neighbours, or they over it: negative margins, cells of a grid.
    pub shifted: bool,
    /// It stands elsewhere if it is positioned at all: `top`, `left` and so on.
    pub offset: bool,
    /// It is painted as one, above what is in the flow.
    pub stacked: bool,
    /// What `::before` or `::after` paints may lie behind its words.
    pub underlaid: bool,
    /// Floating boxes inside it stay inside it, as it clips or scrolls.
    pub holds: bool,
    /// It may be larger than its width and height say.
    pub padded: bool,
    /// It stands far outside of the window, where nobody sees it.
    pub away: bool,
}

impl Effects {
    /// Both.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            veiled: self.veiled || other.veiled,
            moved: self.moved || other.moved,
            shifted: self.shifted || other.shifted,
            offset: self.offset || other.offset,
            stacked: self.stacked || other.stacked,
            underlaid: self.underlaid || other.underlaid,
            holds: self.holds || other.holds,
            padded: self.padded || other.padded,
            away: self.away || other.away,
        }
    }
}

/// A value for a target (none where it cannot be told), and whether it is important.
type Value = (Target, Option<Rc<str>>, bool);

/// The values of declarations in their order, and what else these do.
pub(super) fn expand(declarations: &[Declaration]) -> (Vec<Value>, Effects) {
    let mut values = Vec::new();
    let mut effects = Effects::default();
    for Declaration { name, value, important } in declarations {
        let mut set = |name: &str, value: Option<&str>| {
            if let Some(at) = PROPERTIES.iter().position(|known| *known == name) {
                values.push((Target::Property(at), value.map(Rc::from), *important));
            }
        };
        match &**name {
            "background" => {
                set("background-color", Some(value));
                set("background-image", Some(value));
            }
            "font" => {
                let (size, weight) = font(value);
                set("font-size", size);
                set("font-weight", weight);
            }
            "all" => PROPERTIES.iter().for_each(|name| set(name, None)),
            custom if custom.starts_with("--") => {
                values.push((
                    Target::Custom(custom.into()),
                    Some(value.as_str().into()),
                    *important,
                ));
            }
            name => set(name, Some(value)),
        }
        effects = effects.or(effect(name, value));
    }
    (values, effects)
}

/// The size and the weight in a value of `font`.
fn font(text: &str) -> (Option<&str>, Option<&str>) {
    const SIZES: &[&str] = &[
        "xx-small",
        "x-small",
        "small",
        "medium",
        "large",
        "x-large",
        "xx-large",
        "xxx-large",
        "smaller",
        "larger",
    ];
    let mut weight = "normal";
    if text.contains("var(") || text.contains("calc(") {
        return (None, None);
    }
    for word in text.split_whitespace() {
        let size = word.split('/').next().unwrap_or(word);
        if SIZES.contains(&size) || size.ends_with('%') {
            return (Some(size), Some(weight));
        }
        if word == "bold" || word == "bolder" || word == "lighter" || word.parse::<u16>().is_ok() {
            weight = word;
        } else if size.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            return (Some(size), Some(weight));
        }
    }
    (None, None)
}

fn effect(name: &str, value: &str) -> Effects {
    let is = |words: &[&str]| words.contains(&value);
    let idle = || {
        is(&[
            "none",
            "normal",
            "auto",
            "0",
            "0px",
            "initial",
            "static",
            "border-box",
            "unset",
            "0s",
        ])
    };
    let mut effects = Effects::default();
    if matches!(
        name,
        "top" | "left" | "right" | "bottom" | "margin-left" | "margin-top" | "text-indent"
    ) {
        const FAR: f64 = -500.0;
        effects.away = pixels(value).is_some_and(|at| at < FAR);
    }
    match name {
        "transform" | "translate" | "rotate" | "scale" | "offset-path" => {
            effects.moved = !idle() && !is_still(value);
            effects.stacked = !idle();
        }
        "overflow" | "overflow-x" | "overflow-y" => {
            effects.holds = is(&["hidden", "auto", "scroll"]);
        }
        "will-change" | "isolation" | "perspective" | "contain" => effects.stacked = !idle(),
        "top" | "left" | "right" | "bottom" | "inset" | "inset-inline" | "inset-block"
        | "inset-inline-start" | "inset-block-start" | "inset-inline-end" | "inset-block-end" => {
            effects.offset =
                !idle() && !value.split_whitespace().all(|part| is_within(part, -SLIGHT, SLIGHT));
        }
        "grid-area" | "grid-row" | "grid-column" | "grid-row-start" | "grid-column-start" => {
            effects.shifted = !idle();
        }
        "text-shadow"
        | "filter"
        | "backdrop-filter"
        | "mix-blend-mode"
        | "clip"
        | "clip-path"
        | "mask"
        | "mask-image"
        | "-webkit-mask"
        | "-webkit-mask-image"
        | "-webkit-text-fill-color"
        | "-webkit-text-stroke"
        | "-webkit-text-stroke-width"
        | "content-visibility" => effects.veiled = !idle(),
        "background-clip" | "-webkit-background-clip" => {
            effects.veiled = value.contains("text") || value.contains("var(");
        }
        "text-indent" => {
            let negative = |word: &str| word.starts_with('-');
            effects.veiled = value.contains('(') || value.split_whitespace().any(negative);
        }
        "width" | "height" | "max-width" | "max-height" | "font-size" => {
            effects.veiled = is(&["0", "0px", "1px", "0%", "0em", "0rem", "1%"]);
        }
        name if name.starts_with("margin") => effects.shifted = overlaps(name, value),
        name if name.starts_with("padding") || name.starts_with("border") => {
            effects.padded = !idle();
        }
        "min-width" | "min-height" | "zoom" => effects.padded = !idle(),
        _ => {}
    }
    effects
}

/// How many pixels words stay inside of what is around them, line heights being what they are.
const SLIGHT: f64 = 4.0;
/// How many pixels a row is drawn out to the sides, to make up for the padding of what holds it.
const GUTTER: f64 = 32.0;

/// A length in pixels by the usual font size; nothing for percentages.
fn pixels(value: &str) -> Option<f64> {
    let bases = Bases { em: Some(16.0), rem: Some(16.0) };
    length(value, bases).filter(|_| !value.contains('%'))
}

fn is_within(value: &str, least: f64, most: f64) -> bool {
    pixels(value).is_some_and(|at| (least..=most).contains(&at))
}

/// Whether a value of `transform` leaves everything where it is: `translateZ(0)`.
fn is_still(value: &str) -> bool {
    let argument = value.split_once('(').map_or("", |(_, argument)| argument);
    value.starts_with("translate")
        && argument.bytes().all(|byte| !matches!(byte, b'1'..=b'9' | b'%' | b'('))
}

/// Whether a value of `margin` draws an element over what is beside it.
fn overlaps(name: &str, value: &str) -> bool {
    let sideways =
        matches!(name, "margin-left" | "margin-right") || name.starts_with("margin-inline");
    value.split_whitespace().enumerate().any(|(at, part)| {
        let beside = sideways || name == "margin" && at % 2 == 1;
        let least = if beside { -GUTTER } else { -SLIGHT };
        part.contains('(') || part.starts_with('-') && !is_within(part, least, 0.0)
    })
}

/// Whether declarations of a pseudo-element paint something.
pub(super) fn paints(declarations: &[Declaration]) -> bool {
    declarations.iter().any(|Declaration { name, value, .. }| {
        matches!(&**name, "background" | "background-color" | "background-image")
            && !matches!(&**value, "none" | "transparent" | "0" | "0 0" | "initial" | "unset")
    })
}

/// The angle to which declarations turn an element: `None` inside if it cannot be told.
#[allow(clippy::option_option, reason = "not said, said and not to be told, said")]
pub(super) fn turn(declarations: &[Declaration]) -> Option<Option<f64>> {
    let last = declarations.iter().rev().find(|d| d.name == "transform" || d.name == "rotate")?;
    let mut input = Parser::new(&last.value);
    if matches!(&*last.value, "none" | "initial" | "unset") {
        return Some(Some(0.0));
    }
    Some(if last.name == "rotate" { angle(&mut input) } else { turned(&mut input) })
}

/// The angle of a value of `rotate`, in degrees.
fn angle(input: &mut Parser<'_>) -> Option<f64> {
    match input.next().ok()? {
        Token::Dimension { value, unit, .. } => degrees(f64::from(*value), unit),
        Token::Number { value, .. } if *value == 0.0 => Some(0.0),
        _ => None,
    }
}

/// The angle of a value of `transform`, in degrees; moving and scaling turn nothing.
fn turned(input: &mut Parser<'_>) -> Option<f64> {
    let mut sum = 0.0;
    while let Ok(token) = input.next() {
        let Token::Function(name) = token else { return None };
        let name = name.to_ascii_lowercase();
        let angle = input.parse_nested_block(|input| {
            Ok::<_, cssparser::ParseError<()>>(match &*name {
                "rotate" | "rotatez" => angle(input),
                "matrix" | "matrix3d" => {
                    let mut numbers = Vec::new();
                    while let Ok(token) = input.next() {
                        if let Token::Number { value, .. } = token {
                            numbers.push(f64::from(*value));
                        }
                    }
                    let [a, b, ..] = numbers[..] else { return Ok(None) };
                    Some(b.atan2(a).to_degrees())
                }
                "translate" | "translatex" | "translatey" | "translatez" | "translate3d"
                | "scale" | "scalex" | "scaley" => {
                    while input.next().is_ok() {}
                    Some(0.0)
                }
                _ => None,
            })
        });
        sum += angle.ok()??;
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::super::sheet::declarations;
    use super::*;

    #[test]
    fn shorthands_are_taken_apart() {
        assert_eq!(font("italic bold 12px/1.5 serif"), (Some("12px"), Some("bold")));
        assert_eq!(font("700 1em a"), (Some("1em"), Some("700")));
        assert_eq!(font("large b"), (Some("large"), Some("normal")));
        assert_eq!(font("caption"), (None, None));
        let (values, _) = expand(&declarations("background: red; all: unset"));
        assert_eq!(values.len(), 2 + PROPERTIES.len());
    }

    #[test]
    fn effects_that_hide_or_move() {
        let of = |css| expand(&declarations(css)).1;
        for css in ["margin: -1em 0", "margin-left: -80px", "grid-area: a", "margin: calc(1px)"] {
            assert!(of(css).shifted, "{css}");
        }
        for css in ["margin: 0 1em", "margin: 0 -15px", "margin-top: -1px", "margin: 0 auto"] {
            assert!(!of(css).shifted, "{css}");
        }
        assert!(of("transform: translateX(9px)").moved && of("left: 1em").offset);
        assert!(!of("transform: translate3d(0, 0, 0)").moved && !of("top: 1px").offset);
        assert!(of("left: -9999px").away && !of("left: -9px").away);
        assert!(
            of("text-shadow: 0 0 1px red").veiled
                && !of("text-shadow: none").veiled
                && of("height: 1px").veiled
        );
    }

    #[test]
    fn turns_are_in_degrees() {
        let of = |css| turn(&declarations(css));
        assert_eq!(of("transform: translateX(1px) rotate(0.25turn)"), Some(Some(90.0)));
        assert_eq!(of("rotate: -90deg"), Some(Some(-90.0)));
        assert_eq!(of("transform: none"), Some(Some(0.0)));
        assert_eq!(of("transform: skew(1deg)"), Some(None));
        assert_eq!(of("color: red"), None);
        assert!(
            of("transform: matrix(0, -1, 1, 0, 0, 0)")
                .flatten()
                .is_some_and(|a| (a + 90.0).abs() < 1e-6)
        );
    }
}
