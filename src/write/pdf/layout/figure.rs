//! Figures to strips: the picture (or the words that stand for it), caption, credit.

use super::block::{Composer, Setting};
use super::flow::{DecorationKind, Strip};
use super::frame::{Artifact, ContentKey, Item, ItemKind, Part, Rect, Role};
use super::prose::Prose;
use super::style::{LINE, MUTED, TextStyle};
use crate::model::{Alt, Figure, Image, NodeId, Picture};

/// Points of a pixel at 96 dpi.
const PIXEL: f32 = 0.75;

impl Composer<'_> {
    pub(super) fn figure(&mut self, node: NodeId, figure: &Figure, setting: Setting) {
        let (caption, credit) = (!figure.caption.is_empty(), !figure.credit.is_empty());
        if let Some(image) = &figure.image {
            self.image(node, image, setting, caption || credit);
        }
        let text = setting.styled(TextStyle { colour: setting.text.colour, ..self.small(setting) });
        self.flow.gap(setting.em(0.5));
        self.paragraph(&figure.caption, text, credit);
        self.flow.gap(setting.em(0.15));
        let size = (setting.text.size * 0.8).max(self.options.smallest);
        let muted = TextStyle { size, colour: MUTED, ..setting.text };
        self.paragraph(&figure.credit, setting.styled(muted), false);
    }

    fn image(&mut self, node: NodeId, image: &Image, setting: Setting, keep: bool) {
        let key = ContentKey { node, part: Part::Picture };
        match (&image.picture, image.alt.text()) {
            (Some(picture), _) => {
                let (width, height) = self.fit(picture, setting.width);
                let x =
                    if setting.is_rtl() { setting.x + setting.width - width } else { setting.x };
                let role = if image.alt == Alt::Decorative {
                    Role::Artifact(Artifact::Decorative)
                } else {
                    Role::Content(key)
                };
                let rect = Rect { x, y: 0.0, width, height };
                let items = vec![Item { role, kind: ItemKind::Picture { node, rect } }];
                self.flow.push(Strip { height, keep, items, left: x, ..Strip::default() });
            }
            (None, Some(alt)) => {
                let pad = setting.em(0.8);
                let inner = setting.inset(pad, pad);
                let setting = inner.unwrap_or(setting);
                if inner.is_some() {
                    let (x, width) = (setting.x - pad, setting.width + 2.0 * pad);
                    self.flow.open_box(x, width, pad, DecorationKind::Frame(LINE));
                }
                let prose = Prose::of(alt, key, setting.text, setting.dir, self.fonts);
                self.set(&prose, setting, keep);
                if inner.is_some() {
                    self.flow.close_box();
                }
            }
            (None, None) => {}
        }
    }

    /// The box of a picture: as wide as the text where its size at 96 dpi comes near to that, never
    /// enlarged to more than one and a half, never higher than three fifths of the page.
    fn fit(&self, picture: &Picture, measure: f32) -> (f32, f32) {
        let (width, height) = natural(picture);
        let largest = if width >= 0.6 * measure { 1.5 } else { 1.0 };
        let highest = (0.6 * self.options.height).min(self.options.depth());
        let scale = (measure / width).min(highest / height).min(largest);
        (width * scale, height * scale)
    }
}

/// The size of a picture at 96 dpi.
#[allow(clippy::cast_precision_loss, reason = "pictures have far fewer than 2^24 pixels a side")]
pub(super) fn natural(picture: &Picture) -> (f32, f32) {
    (picture.width.max(1) as f32 * PIXEL, picture.height.max(1) as f32 * PIXEL)
}
