//! What pages look like: sizes, spaces and colours, all from a few `Options`. It knows neither text nor
//! documents.

use super::frame::Colour;
use crate::fonts::Script;
use crate::model::Level;
use crate::text::Language;

/// What a reader may want otherwise. Lengths are points.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Width of the page.
    pub width: f32,
    /// Height of the page.
    pub height: f32,
    /// Margin above and below the text.
    pub margin: f32,
    /// Margin at the sides.
    pub side: f32,
    /// Size of running text.
    pub body: f32,
    /// Distance of baselines in running text, in sizes.
    pub leading: f32,
    /// Nothing is set smaller than this.
    pub smallest: f32,
    /// Whether the file carries the input that it was made from; it is PDF/A-3a then, not PDF/A-2a.
    pub embed_source: bool,
}

impl Default for Options {
    /// A4 with a measure of about 75 characters.
    fn default() -> Self {
        Self {
            width: 595.28,
            height: 841.89,
            margin: 72.0,
            side: 98.0,
            body: 11.0,
            leading: 1.45,
            smallest: 7.0,
            embed_source: false,
        }
    }
}

impl Options {
    /// Width of the text.
    pub(super) fn measure(&self) -> f32 {
        (self.width - 2.0 * self.side).max(self.body)
    }

    /// Height of the text.
    pub(super) fn depth(&self) -> f32 {
        (self.height - 2.0 * self.margin).max(self.body)
    }

    /// A size relative to running text.
    pub(super) fn size(&self, ratio: f32) -> f32 {
        (self.body * ratio).max(self.smallest)
    }

    /// Running text.
    pub(super) fn text(&self) -> TextStyle {
        TextStyle {
            size: self.size(1.0),
            leading: self.leading,
            bold: false,
            italic: false,
            script: Script::default(),
            code: false,
            colour: INK,
            lang: None,
            rise: 0.0,
        }
    }

    /// A heading: 1 is the title.
    pub(super) fn heading(&self, level: Level) -> TextStyle {
        let ratio = match level.get() {
            1 => 2.2,
            2 => 1.6,
            3 => 1.3,
            4 => 1.12,
            _ => 1.0,
        };
        let text = self.text();
        TextStyle {
            size: self.size(ratio),
            leading: 1.2,
            bold: true,
            italic: level.get() == 6,
            ..text
        }
    }
}

/// How a piece of text looks, as far as its shape depends on it, and its colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TextStyle {
    /// In points.
    pub(super) size: f32,
    /// Height of the line, in sizes.
    pub(super) leading: f32,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Which family comes first.
    pub(super) script: Script,
    /// In the monospaced face.
    pub(super) code: bool,
    pub(super) colour: Colour,
    /// For shaping: fonts have forms that depend on the language.
    pub(super) lang: Option<parley::fontique::Language>,
    /// How far the baseline is above that of the line, in points.
    pub(super) rise: f32,
}

impl TextStyle {
    /// The same text at another size.
    pub(super) fn sized(self, size: f32) -> Self {
        Self { size, ..self }
    }

    /// The same text in another language.
    pub(super) fn in_language(self, lang: &Language) -> Self {
        Self { lang: parley::fontique::Language::parse(lang.as_str()).ok(), ..self }
    }
}

/// Running text.
pub(super) const INK: Colour = Colour(0x1a, 0x1a, 0x1a);
/// What stands beside the text: 7:1 on white, 6:1 on `SHADE`.
pub(super) const MUTED: Colour = Colour(0x59, 0x59, 0x59);
/// Links: 8:1 on white.
pub(super) const LINK: Colour = Colour(0x0b, 0x4a, 0x9c);
/// Rules, boxes, the lines of tables.
pub(super) const LINE: Colour = Colour(0xb4, 0xb8, 0xbf);
/// The background of code and of header cells.
pub(super) const SHADE: Colour = Colour(0xf2, 0xf4, 0xf7);

/// Thickness of rules and lines.
pub(super) const THIN: f32 = 0.6;
