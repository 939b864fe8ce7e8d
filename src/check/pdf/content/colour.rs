//! Colours as a page sets them (ISO 32000-1, 8.6), as far as they can be told without painting: grey and
//! RGB. It knows no text and no path.

use lopdf::{Dictionary, Object};

use crate::check::colour::Rgb;
use crate::check::pdf::file::{Objects, as_dict};

/// A colour space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    Grey,
    Rgb,
    Cmyk,
    /// Patterns, inks, palettes: what is seen depends on more than numbers.
    Unknown,
}

impl Space {
    /// A colour space by its name, which the resources may explain.
    pub(super) fn named(objects: &Objects, resources: Option<&Dictionary>, name: &[u8]) -> Self {
        match name {
            b"DeviceGray" | b"G" | b"CalGray" => return Self::Grey,
            b"DeviceRGB" | b"RGB" | b"CalRGB" => return Self::Rgb,
            b"DeviceCMYK" | b"CMYK" => return Self::Cmyk,
            _ => {}
        }
        let spaces = resources.and_then(|resources| objects.dict(resources, b"ColorSpace"));
        match spaces.and_then(|spaces| objects.get(spaces, name)) {
            Some(Object::Name(name)) if name.starts_with(b"Device") => {
                Self::named(objects, None, name)
            }
            Some(Object::Array(array)) => Self::described(objects, array),
            _ => Self::Unknown,
        }
    }

    fn described(objects: &Objects, array: &[Object]) -> Self {
        match array.first().map(|kind| objects.resolve(kind)) {
            Some(Object::Name(name)) if name == b"CalGray" => Self::Grey,
            Some(Object::Name(name)) if name == b"CalRGB" => Self::Rgb,
            Some(Object::Name(name)) if name.starts_with(b"Device") => {
                Self::named(objects, None, name)
            }
            Some(Object::Name(name)) if name == b"ICCBased" => {
                let profile = array.get(1).and_then(|profile| as_dict(objects.resolve(profile)));
                match profile.and_then(|profile| objects.integer(profile, b"N")) {
                    Some(1) => Self::Grey,
                    Some(3) => Self::Rgb,
                    Some(4) => Self::Cmyk,
                    _ => Self::Unknown,
                }
            }
            _ => Self::Unknown,
        }
    }

    /// The colour that is in force when the space is chosen (8.6.8): black.
    pub(super) fn initial(self) -> Option<Rgb> {
        (self != Self::Unknown).then_some(Rgb(0.0, 0.0, 0.0))
    }

    /// A colour by its parts. Of inks only greys can be told: what others look like is the printer's.
    pub(super) fn colour(self, parts: &[f64]) -> Option<Rgb> {
        let parts: Vec<f64> = parts.iter().map(|part| part.clamp(0.0, 1.0)).collect();
        match (self, &parts[..]) {
            (Self::Grey, &[grey]) => Some(Rgb(grey, grey, grey)),
            (Self::Rgb, &[red, green, blue]) => Some(Rgb(red, green, blue)),
            #[allow(clippy::float_cmp, reason = "the same number, thrice")]
            (Self::Cmyk, &[cyan, magenta, yellow, black]) if cyan == magenta && cyan == yellow => {
                let grey = (1.0 - cyan) * (1.0 - black);
                Some(Rgb(grey, grey, grey))
            }
            _ => None,
        }
    }
}
