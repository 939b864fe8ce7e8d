//! Words in the names of elements (`class`, `itemprop`) that say what they are. Data, and how it is looked
//! up.

use super::super::name_parts;
use crate::read::html::tree::Element;

/// What an element is by its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Caption,
    Credit,
}

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
/// Words for what holds a picture.
const FRAME: [&str; 9] =
    ["image", "img", "photo", "picture", "figure", "imageblock", "foto", "bild", "thumbinner"];

/// What an element is by its names: of `caption-credit`, the last word says it.
pub(super) fn said(element: &Element) -> Option<Said> {
    match &*element.name {
        "figcaption" => return Some(Said::Caption),
        "caption" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "button" | "body" | "ul" => {
            return None;
        }
        _ => {}
    }
    ["class", "itemprop"].iter().find_map(|name| {
        let parts = element.get(name).map(name_parts).unwrap_or_default();
        parts.iter().rev().find_map(|part| match part.as_str() {
            part if CAPTION.contains(&part) => Some(Said::Caption),
            part if CREDIT.contains(&part) => Some(Said::Credit),
            _ => None,
        })
    })
}

/// Whether an element inside a caption names who made the picture.
pub(super) fn names_maker(element: &Element) -> bool {
    has_part(element, &MAKER)
}

/// Whether an element is called a picture, and holds one.
pub(super) fn is_picture_frame(element: &Element) -> bool {
    has_part(element, &FRAME)
}

fn has_part(element: &Element, words: &[&str]) -> bool {
    ["class", "itemprop"].iter().any(|name| {
        let parts = element.get(name).map(name_parts).unwrap_or_default();
        parts.iter().any(|part| words.contains(&part.as_str()))
    })
}
