//! Figures to strips: the picture (or the words that stand for it), caption, credit.

use super::block::{Composer, Setting};
use super::flow::{DecorationKind, Strip};
use super::frame::{Artifact, ContentKey, Item, ItemKind, Part, Rect, Role};
use super::prose::{Prose, words_for};
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
        match (&image.picture, words_for(image, self.undescribed)) {
            (Some(picture), _) => {
                let (width, height) = self.fit(picture, setting);
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
            (None, Some(words)) => {
                let pad = setting.em(0.8);
                let inner = setting.inset(pad, pad);
                let setting = inner.unwrap_or(setting);
                if inner.is_some() {
                    let (x, width) = (setting.x - pad, setting.width + 2.0 * pad);
                    self.flow.open_box(x, width, pad, DecorationKind::Frame(LINE));
                }
                let prose = Prose::of(words, key, setting.text, setting.dir, self.fonts);
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
    fn fit(&self, picture: &Picture, setting: Setting) -> (f32, f32) {
        let measure = setting.width;
        let (width, height) = natural(picture);
        let largest = if width >= 0.6 * measure { 1.5 } else { 1.0 };
        let highest = (0.6 * self.options.height).min(setting.depth);
        let scale = (measure / width).min(highest / height).min(largest);
        (width * scale, height * scale)
    }
}

/// The size of a picture at 96 dpi.
#[allow(clippy::cast_precision_loss, reason = "pictures have far fewer than 2^24 pixels a side")]
pub(super) fn natural(picture: &Picture) -> (f32, f32) {
    (picture.width.max(1) as f32 * PIXEL, picture.height.max(1) as f32 * PIXEL)
}

#[cfg(test)]
mod tests {
    use super::super::frame::Layout;
    use super::super::testing::{assert_sound, figure, lay_out, runs, words};
    use super::*;
    use crate::model::{Block, BlockKind};
    use crate::write::pdf::layout::Options;

    fn picture(layout: &Layout) -> (usize, Role, Rect) {
        let mut pictures = layout.pages.iter().enumerate().flat_map(|(number, page)| {
            page.items.iter().filter_map(move |item| match item.kind {
                ItemKind::Picture { rect, .. } => Some((number, item.role, rect)),
                _ => None,
            })
        });
        pictures.next().unwrap()
    }

    fn image(block: &mut Block) -> &mut Image {
        let BlockKind::Figure(figure) = &mut block.kind else { panic!() };
        figure.image.as_mut().unwrap()
    }

    #[test]
    fn pictures_fit_the_page_and_are_not_blown_up() {
        let options = Options::default();
        for (size, width, height) in [
            ((10, 10), 7.5, 7.5),
            ((350, 100), 393.75, 112.5),
            ((4000, 1000), options.measure(), options.measure() / 4.0),
            ((100, 100_000), 0.1, 0.6 * options.height),
        ] {
            let (document, layout) =
                lay_out(vec![figure(Some(size), "Caption", "")], vec![], &options);
            assert_sound(&document, &layout);
            let rect = picture(&layout).2;
            assert!((rect.width - width).abs() < 0.5, "{size:?} {rect:?}");
            assert!((rect.height - height).abs() < 0.5, "{size:?} {rect:?}");
        }
    }

    #[test]
    fn a_picture_stays_with_its_caption_and_credit() {
        for count in 10..40 {
            let mut body: Vec<Block> = (0..count).map(|_| words("line")).collect();
            body.push(figure(Some((500, 200)), "The caption", "The credit"));
            let (_, layout) = lay_out(body, vec![], &Options::default());
            let page = picture(&layout).0;
            let on_page = |words: &str| {
                layout.pages[page]
                    .items
                    .iter()
                    .any(|item| matches!(&item.kind, ItemKind::Glyphs(run) if run.text == words))
            };
            assert!(on_page("The caption") && on_page("The credit"), "{count}");
        }
    }

    #[test]
    fn decorative_pictures_are_artifacts_and_unread_ones_show_their_description() {
        let mut decorative = figure(Some((100, 100)), "", "");
        image(&mut decorative).alt = Alt::Decorative;
        let (_, layout) = lay_out(vec![decorative], vec![], &Options::default());
        assert_eq!(picture(&layout).1, Role::Artifact(Artifact::Decorative));

        let mut unread = figure(Some((100, 100)), "Caption", "");
        image(&mut unread).picture = None;
        let (document, layout) = lay_out(vec![unread], vec![], &Options::default());
        let key = ContentKey { node: document.body[0].at.id, part: Part::Picture };
        assert!(runs(&layout).any(|(k, run)| k == key && run.text == "A picture"));

        let mut absent = figure(Some((100, 100)), "", "");
        (image(&mut absent).picture, image(&mut absent).alt) = (None, Alt::Missing);
        let (document, layout) = lay_out(vec![absent], vec![], &Options::default());
        let key = ContentKey { node: document.body[0].at.id, part: Part::Picture };
        let said: String =
            runs(&layout).filter(|(k, _)| *k == key).map(|(_, run)| run.text.as_str()).collect();
        assert_eq!(said, "Image without description");
    }
}
