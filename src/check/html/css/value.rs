//! Values of CSS: colours, lengths, numbers, and what stands for a custom property. What it does not know
//! it says so (`None`); it knows no element.

use cssparser::color::{parse_hash_color, parse_named_color};
use cssparser::{ParseError, Parser, Token};

use crate::check::colour::Rgb;

/// A colour of sRGB with its opacity, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rgba {
    /// The colour.
    pub rgb: Rgb,
    /// 0 is not there, 1 covers all behind it.
    pub alpha: f64,
}

impl Rgba {
    /// Nothing.
    pub const CLEAR: Self = Self { rgb: Rgb(0.0, 0.0, 0.0), alpha: 0.0 };
    /// Black.
    pub const BLACK: Self = Self { rgb: Rgb(0.0, 0.0, 0.0), alpha: 1.0 };
    /// White.
    pub const WHITE: Self = Self { rgb: Rgb(1.0, 1.0, 1.0), alpha: 1.0 };

    /// A colour from its bytes.
    pub fn of((red, green, blue): (u8, u8, u8)) -> Self {
        let part = |byte: u8| f64::from(byte) / 255.0;
        Self { rgb: Rgb(part(red), part(green), part(blue)), alpha: 1.0 }
    }

    /// This colour before another (Compositing and Blending 1, "source over").
    #[must_use]
    pub fn over(self, behind: Self) -> Self {
        let rest = behind.alpha * (1.0 - self.alpha);
        let alpha = self.alpha + rest;
        if alpha <= 0.0 {
            return Self::CLEAR;
        }
        let mix = |front: f64, back: f64| (front * self.alpha + back * rest) / alpha;
        let (front, back) = (self.rgb, behind.rgb);
        Self { rgb: Rgb(mix(front.0, back.0), mix(front.1, back.1), mix(front.2, back.2)), alpha }
    }
}

/// What a value of `color` or `background-color` says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Colour {
    /// A colour.
    Is(Rgba),
    /// That of the text.
    Current,
}

/// A colour that is the whole value.
pub(super) fn colour(text: &str) -> Option<Colour> {
    let mut input = Parser::new(text);
    input.parse_entirely(next_colour).ok()
}

/// The colour among the parts of a value of `background`; transparent if it names none.
pub(super) fn background_colour(text: &str) -> Option<Colour> {
    let mut input = Parser::new(text);
    let mut found = Colour::Is(Rgba::CLEAR);
    while !input.is_exhausted() {
        if let Ok(colour) = input.try_parse(next_colour) {
            found = colour;
            continue;
        }
        match input.next().ok()? {
            // A function that is neither a colour nor a picture may be a colour of a newer kind.
            Token::Function(name) if !is_picture(name) && !is_geometry(name) => return None,
            Token::Ident(name) if is_system_colour(name) => return None,
            _ => {}
        }
    }
    Some(found)
}

/// Whether a value of `background` or `background-image` names a picture or a gradient.
pub(super) fn has_picture(text: &str) -> bool {
    let mut input = Parser::new(text);
    loop {
        match input.next() {
            Ok(Token::UnquotedUrl(_) | Token::BadUrl(_)) => return true,
            Ok(Token::Function(name)) if is_picture(name) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

fn is_picture(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(
        &*name,
        "url" | "image" | "image-set" | "-webkit-image-set" | "element" | "cross-fade" | "paint"
    ) || name.ends_with("gradient")
}

fn is_geometry(name: &str) -> bool {
    matches!(&*name.to_ascii_lowercase(), "calc" | "min" | "max" | "clamp")
}

fn is_system_colour(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "accentcolor",
        "accentcolortext",
        "activetext",
        "buttonborder",
        "buttonface",
        "buttontext",
        "field",
        "fieldtext",
        "graytext",
        "highlight",
        "highlighttext",
        "linktext",
        "mark",
        "marktext",
        "selecteditem",
        "selecteditemtext",
        "visitedtext",
        "window",
        "windowtext",
        "inherit",
        "initial",
        "unset",
        "revert",
    ];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

type Parsed<T> = Result<T, ParseError<()>>;

fn next_colour(input: &mut Parser<'_>) -> Parsed<Colour> {
    let no = ParseError::unexpected_token;
    let is = |colour| Ok(Colour::Is(colour));
    match input.next()?.clone() {
        Token::Hash(digits) | Token::IDHash(digits) => {
            let (red, green, blue, alpha) =
                parse_hash_color(digits.as_bytes()).map_err(|()| no())?;
            is(Rgba { alpha: f64::from(alpha), ..Rgba::of((red, green, blue)) })
        }
        Token::Ident(name) => match &*name.to_ascii_lowercase() {
            "transparent" => is(Rgba::CLEAR),
            "currentcolor" => Ok(Colour::Current),
            "canvas" => is(Rgba::WHITE),
            "canvastext" => is(Rgba::BLACK),
            other => is(Rgba::of(parse_named_color(other).map_err(|()| no())?)),
        },
        Token::Function(name) => {
            let parts = input.parse_nested_block(|input| parts(input))?;
            is(function(&name.to_ascii_lowercase(), &parts).ok_or_else(no)?)
        }
        _ => Err(no()),
    }
}

/// A part of a colour's function.
#[derive(Clone, Copy)]
enum Part {
    Number(f64),
    /// 1 is 100%.
    Percent(f64),
    Degrees(f64),
}

fn parts(input: &mut Parser<'_>) -> Parsed<Vec<Part>> {
    let mut out = Vec::new();
    while let Ok(token) = input.next() {
        out.push(match token {
            Token::Number { value, .. } => Part::Number(f64::from(*value)),
            Token::Percentage { unit_value, .. } => Part::Percent(f64::from(*unit_value)),
            Token::Dimension { value, unit, .. } => Part::Degrees(
                degrees(f64::from(*value), unit).ok_or_else(ParseError::unexpected_token)?,
            ),
            Token::Ident(none) if none.eq_ignore_ascii_case("none") => Part::Number(0.0),
            Token::Comma | Token::Delim('/') => continue,
            _ => return Err(ParseError::unexpected_token()),
        });
    }
    Ok(out)
}

/// An angle in degrees.
pub(super) fn degrees(value: f64, unit: &str) -> Option<f64> {
    match &*unit.to_ascii_lowercase() {
        "deg" => Some(value),
        "rad" => Some(value.to_degrees()),
        "grad" => Some(value * 0.9),
        "turn" => Some(value * 360.0),
        _ => None,
    }
}

fn function(name: &str, parts: &[Part]) -> Option<Rgba> {
    let (&[a, b, c], rest) = parts.split_first_chunk::<3>()?;
    let alpha = match rest {
        [] => 1.0,
        [Part::Number(alpha) | Part::Percent(alpha)] => alpha.clamp(0.0, 1.0),
        _ => return None,
    };
    let unit = |part| match part {
        Part::Percent(value) => Some(f64::clamp(value, 0.0, 1.0)),
        Part::Number(value) => Some((value / 100.0).clamp(0.0, 1.0)),
        Part::Degrees(_) => None,
    };
    let hue = |part| match part {
        Part::Number(value) | Part::Degrees(value) => Some(f64::rem_euclid(value, 360.0)),
        Part::Percent(_) => None,
    };
    let rgb = match name {
        "rgb" | "rgba" => {
            let part = |part| match part {
                Part::Number(value) => Some((value / 255.0).clamp(0.0, 1.0)),
                Part::Percent(value) => Some(f64::clamp(value, 0.0, 1.0)),
                Part::Degrees(_) => None,
            };
            Rgb(part(a)?, part(b)?, part(c)?)
        }
        "hsl" | "hsla" => hsl(hue(a)?, unit(b)?, unit(c)?),
        "hwb" => {
            let (white, black) = (unit(b)?, unit(c)?);
            let sum = (white + black).max(1.0);
            let pure = hsl(hue(a)?, 1.0, 0.5);
            let mix = |part: f64| part * (1.0 - white / sum - black / sum).max(0.0) + white / sum;
            Rgb(mix(pure.0), mix(pure.1), mix(pure.2))
        }
        _ => return None,
    };
    Some(Rgba { rgb, alpha })
}

/// CSS Color 4, 7.1.
fn hsl(hue: f64, saturation: f64, lightness: f64) -> Rgb {
    let part = |n: f64| {
        let k = (n + hue / 30.0).rem_euclid(12.0);
        let a = saturation * lightness.min(1.0 - lightness);
        lightness - a * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)
    };
    Rgb(part(0.0), part(8.0), part(4.0))
}

/// What lengths are relative to.
#[derive(Debug, Clone, Copy)]
pub struct Bases {
    /// The font size that `em` and `%` mean, in pixels.
    pub em: Option<f64>,
    /// The font size of the root element, in pixels.
    pub rem: Option<f64>,
}

/// A length in pixels; `%` is of the font size. What depends on the window or the font is not known.
pub fn length(text: &str, bases: Bases) -> Option<f64> {
    let mut input = Parser::new(text);
    let value = match input.next().ok()? {
        Token::Number { value, .. } if *value == 0.0 => 0.0,
        Token::Percentage { unit_value, .. } => f64::from(*unit_value) * bases.em?,
        Token::Dimension { value, unit, .. } => {
            let value = f64::from(*value);
            match &*unit.to_ascii_lowercase() {
                "px" => value,
                "pt" => value * 96.0 / 72.0,
                "pc" => value * 16.0,
                "in" => value * 96.0,
                "cm" => value * 96.0 / 2.54,
                "mm" => value * 9.6 / 2.54,
                "q" => value * 2.4 / 2.54,
                "em" => value * bases.em?,
                "rem" => value * bases.rem?,
                _ => return None,
            }
        }
        _ => return None,
    };
    input.is_exhausted().then_some(value)
}

/// A value of `font-size` in pixels (CSS Fonts 4, 2.5).
pub(super) fn font_size(text: &str, bases: Bases) -> Option<f64> {
    Some(match text {
        "xx-small" => 9.0,
        "x-small" => 10.0,
        "small" => 13.0,
        "medium" => 16.0,
        "large" => 18.0,
        "x-large" => 24.0,
        "xx-large" => 32.0,
        "xxx-large" => 48.0,
        "smaller" => bases.em? / 1.2,
        "larger" => bases.em? * 1.2,
        _ => return length(text, bases).filter(|size| *size >= 0.0),
    })
}

/// A number or a percentage, 1 being 100%.
pub(super) fn number(text: &str) -> Option<f64> {
    let mut input = Parser::new(text);
    let value = match input.next().ok()? {
        Token::Number { value, .. } => f64::from(*value),
        Token::Percentage { unit_value, .. } => f64::from(*unit_value),
        _ => return None,
    };
    input.is_exhausted().then_some(value)
}

/// The longest value that custom properties may make.
const LONGEST: usize = 4096;

/// A value with its `var(…)` replaced. `None` where a name has no value that is known.
pub(super) fn substitute<'v>(
    text: &str,
    value: &impl Fn(&str) -> Option<&'v str>,
) -> Option<String> {
    let mut out = text.to_owned();
    // Each round replaces one innermost `var()`; a value that needs more rounds is not known.
    for _ in 0..32 {
        let Some(at) = out.to_ascii_lowercase().rfind("var(") else { return Some(out) };
        let inside = &out[at + 4..];
        let end = inside.find(')')?;
        let (name, fallback) = match inside[..end].split_once(',') {
            Some((name, fallback)) => (name, Some(fallback)),
            None => (&inside[..end], None),
        };
        let new = value(name.trim()).or(fallback)?.trim().to_owned();
        out.replace_range(at..=(at + 4 + end), &new);
        if out.len() > LONGEST {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str) -> Option<(u8, u8, u8)> {
        let Colour::Is(Rgba { rgb, .. }) = colour(text)? else { return None };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
        let byte = |part: f64| (part * 255.0).round() as u8;
        Some((byte(rgb.0), byte(rgb.1), byte(rgb.2)))
    }

    #[test]
    fn colours_in_their_spellings() {
        for text in [
            "#ff8000",
            "#F80",
            "rgb(255, 128, 0)",
            "rgb(255 128 0 / 50%)",
            "hsl(30deg 100% 50%)",
            "hwb(30 0% 0%)",
        ] {
            let (red, green, blue) = bytes(text).unwrap();
            assert!(red == 255 && (128..=136).contains(&green) && blue == 0, "{text}");
        }
        assert_eq!(bytes("RebeccaPurple"), Some((102, 51, 153)));
        for text in
            ["oklch(0.5 0.1 20)", "rgb(1, 2)", "red blue", "nonsense", "rgb(calc(1) 2 3)", ""]
        {
            assert_eq!(colour(text), None, "{text}");
        }
    }

    #[test]
    fn backgrounds_are_a_colour_a_picture_or_both() {
        assert_eq!(background_colour("url(a.png) no-repeat #fff"), Some(Colour::Is(Rgba::WHITE)));
        assert_eq!(background_colour("none"), Some(Colour::Is(Rgba::CLEAR)));
        assert_eq!(background_colour("oklch(1 0 0)"), None);
        assert!(has_picture("URL('a.png')") && has_picture("url(a.png) red"));
        assert!(has_picture("repeating-linear-gradient(red, blue)") && !has_picture("red"));
    }

    #[test]
    fn lengths_are_in_pixels() {
        let bases = Bases { em: Some(20.0), rem: Some(10.0) };
        for (text, px) in [
            ("12pt", 16.0),
            ("2em", 40.0),
            ("1.5rem", 15.0),
            ("50%", 10.0),
            ("0", 0.0),
            ("1in", 96.0),
        ] {
            assert_eq!(length(text, bases), Some(px), "{text}");
        }
        assert_eq!(length("3vw", bases), None);
        assert_eq!(length("12", bases), None);
        assert_eq!(font_size("large", bases), Some(18.0));
    }

    #[test]
    fn custom_properties_stand_for_their_values() {
        let value = |name: &str| match name {
            "--ink" => Some("#111"),
            "--loop" => Some("var(--loop)"),
            _ => None,
        };
        assert_eq!(substitute("var(--ink)", &value).as_deref(), Some("#111"));
        assert_eq!(substitute("var(--a, var( --ink ))", &value).as_deref(), Some("#111"));
        assert_eq!(substitute("var(--a)", &value), None);
        assert_eq!(substitute("var(--loop)", &value), None);
    }
}
