//! Pictures and figures as elements, and the files that an EPUB keeps beside them.

use std::collections::BTreeMap;
use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{AnimationDecoder, ImageFormat, ImageReader};
use sha2::{Digest as _, Sha256};

use super::{Flavour, Web, lines, mark_own_words};
use crate::markup::Element;
use crate::model::{Alt, Attrs, Figure, Image, Picture, PictureFormat};

/// A picture as a file of an EPUB.
pub(crate) struct PictureFile {
    /// Its path below the package document.
    pub(crate) path: String,
    /// Its media type.
    pub(crate) media_type: &'static str,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

/// The pictures of an EPUB, each once, in the order in which they are met.
#[derive(Default)]
pub(super) struct Pictures {
    files: Vec<PictureFile>,
    by_hash: BTreeMap<[u8; 32], usize>,
}

impl Pictures {
    pub(super) fn into_files(self) -> Vec<PictureFile> {
        self.files
    }

    fn path(&mut self, picture: &Picture) -> String {
        let hash = Sha256::digest(&picture.bytes).into();
        let index = *self.by_hash.entry(hash).or_insert_with(|| {
            let (bytes, format) = still(picture);
            let (media_type, extension) = media_type(format);
            let path = format!("images/{}.{extension}", self.files.len() + 1);
            self.files.push(PictureFile { path, media_type, bytes });
            self.files.len() - 1
        });
        self.files[index].path.clone()
    }
}

impl Web<'_> {
    /// A picture; `None` if it is decorative and cannot be shown.
    pub(super) fn picture(&mut self, image: &Image) -> Option<Element> {
        let decorative = image.alt == Alt::Decorative;
        self.facts.undescribed_pictures += usize::from(image.alt == Alt::Missing);
        let Some(picture) = &image.picture else {
            let words = image.alt.text().unwrap_or(self.terms.undescribed);
            let absent = Element::new("span").with("class", "absent").with("role", "img");
            let absent = absent.with("aria-label", words).text(words);
            return (!decorative).then(|| self.own_words_if(image.alt == Alt::Missing, absent));
        };
        self.facts.informative_pictures += usize::from(!decorative);
        let src = match self.flavour {
            Flavour::Epub => self.pictures.path(picture),
            Flavour::Html => {
                let (bytes, format) = still(picture);
                format!("data:{};base64,{}", media_type(format).0, STANDARD.encode(bytes))
            }
        };
        // Without words there is no `alt` at all: an empty one would say "decorative". HTML (4.8.4.4) then
        // asks for a `title`, which keeps screen readers from reading the name of the file.
        let undescribed = image.alt == Alt::Missing;
        let alt = if decorative { Some("") } else { image.alt.text() };
        let title = undescribed.then_some(self.terms.undescribed);
        let img =
            Element::new("img").with("src", src).with_some("alt", alt).with_some("title", title);
        let img = self.own_words_if(undescribed, img);
        Some(
            img.with("width", picture.width.to_string()).with("height", picture.height.to_string()),
        )
    }

    /// An element, marked if it holds altform's own words.
    fn own_words_if(&self, own: bool, element: Element) -> Element {
        if own { mark_own_words(element, self.document, self.flavour) } else { element }
    }

    /// A figure; `None` if nothing of it can be shown.
    pub(super) fn figure(&mut self, at: &Attrs, figure: &Figure) -> Option<Element> {
        let element = self.element("figure", at, |web| {
            let picture = figure.image.as_ref().and_then(|image| web.picture(image));
            let parts = [("caption", &figure.caption), ("credit", &figure.credit)];
            let mut words = Element::new("figcaption");
            for (class, content) in parts.into_iter().filter(|(_, content)| !content.is_empty()) {
                if !words.children.is_empty() {
                    words = words.text(" ");
                }
                let part = web.inlines(content);
                words = words.child(Element::new("span").with("class", class).children(part));
            }
            let words = (!words.children.is_empty()).then_some(words);
            lines(picture.into_iter().chain(words).collect())
        });
        (element.children.len() > 1).then_some(element)
    }
}

fn media_type(format: PictureFormat) -> (&'static str, &'static str) {
    match format {
        PictureFormat::Jpeg => ("image/jpeg", "jpg"),
        PictureFormat::Png => ("image/png", "png"),
        PictureFormat::Gif => ("image/gif", "gif"),
        PictureFormat::WebP => ("image/webp", "webp"),
    }
}

/// The bytes of a picture that does not move: the first frame, as PNG, of one that does. Every output
/// shows the same, nothing flashes, and nobody needs to stop it.
fn still(picture: &Picture) -> (Vec<u8>, PictureFormat) {
    let moves = match picture.format {
        PictureFormat::Jpeg | PictureFormat::Png => false,
        PictureFormat::Gif => image::codecs::gif::GifDecoder::new(Cursor::new(&picture.bytes))
            .is_ok_and(|decoder| decoder.into_frames().take(2).count() > 1),
        PictureFormat::WebP => image::codecs::webp::WebPDecoder::new(Cursor::new(&picture.bytes))
            .is_ok_and(|decoder| decoder.has_animation()),
    };
    let first = moves.then(|| first_frame(picture)).flatten();
    first.map_or_else(|| (picture.bytes.to_vec(), picture.format), |png| (png, PictureFormat::Png))
}

fn first_frame(picture: &Picture) -> Option<Vec<u8>> {
    let reader = ImageReader::new(Cursor::new(&picture.bytes)).with_guessed_format().ok()?;
    let mut png = Cursor::new(Vec::new());
    reader.decode().ok()?.write_to(&mut png, ImageFormat::Png).ok()?;
    Some(png.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gif(frames: u8) -> Picture {
        let mut bytes = Vec::new();
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
        let frame = |shade| {
            image::Frame::new(image::RgbaImage::from_pixel(4, 4, [shade, 0, 0, 255].into()))
        };
        encoder.encode_frames((0..frames).map(|n| frame(200 - n))).unwrap();
        drop(encoder);
        Picture { format: PictureFormat::Gif, width: 4, height: 4, bytes: bytes.into() }
    }

    #[test]
    fn only_what_moves_is_made_to_stand_still() {
        let (bytes, format) = still(&gif(1));
        assert_eq!((bytes.as_slice(), format), (&*gif(1).bytes, PictureFormat::Gif));
        let (bytes, format) = still(&gif(2));
        assert_eq!(format, PictureFormat::Png);
        assert_eq!(
            image::load_from_memory(&bytes).unwrap().to_rgb8().get_pixel(0, 0).0,
            [200, 0, 0]
        );
    }

    #[test]
    fn an_epub_holds_each_picture_once() {
        let mut pictures = Pictures::default();
        let paths = [1, 2, 1].map(|frames| pictures.path(&gif(frames)));
        assert_eq!(paths, ["images/1.gif", "images/2.png", "images/1.gif"]);
        assert_eq!(pictures.into_files().len(), 2);
    }
}
