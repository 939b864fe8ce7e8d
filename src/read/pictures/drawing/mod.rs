//! Drawings (SVG) to pixels: what shows no drawings, and what shows them each in its own way, get the same
//! picture. A drawing reads no file and no system font, and what it may cost is bounded before it is
//! drawn.

mod bounds;
mod cost;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, RgbaImage};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::roxmltree::{Document, Error, ParsingOptions};
use resvg::usvg::{ImageHrefResolver, ImageKind, Options, Tree};

use crate::fonts;
use crate::model::{Picture, PictureFormat};
use crate::text::decode;

/// The most bytes of a drawing.
const MAX_BYTES: usize = 4 * 1024 * 1024;
/// The most nodes of its XML, text included.
const MAX_NODES: u32 = 300_000;
/// Pixels for each of its own: 288 dpi, as sharp as print needs.
const SCALE: f32 = 3.0;
/// The most pixels of its longer side, and in all.
const MAX_SIDE: f32 = 6000.0;
const MAX_PIXELS: f32 = 9_000_000.0;
/// The most pixels of the pictures inside it.
const MAX_PICTURE_PIXELS: u64 = 50_000_000;
/// What the deepest drawing that `bounds` lets pass needs, and a good deal more.
const STACK: usize = 256 * 1024 * 1024;

/// Why a drawing is not drawn.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is no SVG.
    Broken(String),
    /// It asks for more memory or time than it may have.
    TooMuch(&'static str),
}

/// Whether bytes look like a drawing: markup that names `svg` before anything else.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let start = decode::decode(&bytes[..bytes.len().min(8 * 1024)], None).text;
    let mut rest = start.trim_start();
    loop {
        // The declaration, comments, and a document type with its own declarations inside.
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<!DOCTYPE") => {
                let inner = rest.find('[').filter(|&at| rest.find('>').is_none_or(|end| at < end));
                if inner.is_some() { "]>" } else { ">" }
            }
            _ => break,
        };
        let Some(at) = rest.find(end) else { return rest.contains("svg") };
        rest = rest[at + end.len()..].trim_start();
    }
    let name = rest.strip_prefix('<').unwrap_or_default();
    let name = &name[..name.find(|c: char| !c.is_alphanumeric() && c != ':').unwrap_or(name.len())];
    name == "svg" || name.ends_with(":svg")
}

/// A drawing that is drawn.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) picture: Picture,
    /// It names pictures that are not shown.
    pub(super) lacks_pictures: bool,
}

/// Draws a drawing on white, as on paper.
pub(super) fn draw(bytes: &[u8]) -> Result<Drawn, Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(Fault::TooMuch("it has more than 4 MiB"));
    }
    // What draws it goes down into it as deep as it nests.
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let thread = thread.spawn_scoped(scope, || drawn(bytes));
        let failed = || Fault::Broken("the drawing could not be followed".into());
        thread.map_err(|_| failed())?.join().map_err(|_| failed())?
    })
}

fn drawn(bytes: &[u8]) -> Result<Drawn, Fault> {
    let text = decode::decode(bytes, None).text;
    let options =
        ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let xml = Document::parse_with_options(&text, options).map_err(|error| match error {
        Error::NodesLimitReached => Fault::TooMuch("it has too many elements"),
        error => Fault::Broken(error.to_string()),
    })?;
    bounds::check(&xml).map_err(Fault::TooMuch)?;
    let budget = PictureBudget::default();
    let options = options_for(&xml, &budget);
    let tree =
        Tree::from_xmltree(&xml, &options).map_err(|error| Fault::Broken(error.to_string()))?;
    let picture = pixels(&tree)?;
    Ok(Drawn { picture, lacks_pictures: budget.refused.load(Ordering::Relaxed) })
}

/// What the pictures inside a drawing may take, and whether one was refused.
#[derive(Default)]
struct PictureBudget {
    pixels: AtomicU64,
    refused: AtomicBool,
}

impl PictureBudget {
    /// A picture inside a drawing, judged as one outside is.
    fn spend(&self, data: &Arc<Vec<u8>>) -> Option<ImageKind> {
        let picture = super::decode::raster(data.to_vec()).ok()?;
        let pixels = u64::from(picture.width) * u64::from(picture.height);
        let before = self.pixels.fetch_add(pixels, Ordering::Relaxed);
        let data = Arc::clone(data);
        (before + pixels <= MAX_PICTURE_PIXELS).then(|| match picture.format {
            PictureFormat::Jpeg => ImageKind::JPEG(data),
            PictureFormat::Png => ImageKind::PNG(data),
            PictureFormat::Gif => ImageKind::GIF(data),
            PictureFormat::WebP => ImageKind::WEBP(data),
        })
    }

    fn refuse(&self, kind: Option<ImageKind>) -> Option<ImageKind> {
        self.refused.fetch_or(kind.is_none(), Ordering::Relaxed);
        kind
    }
}

/// The options: no file is read, and the faces are the bundled ones.
fn options_for<'a>(xml: &Document<'_>, budget: &'a PictureBudget) -> Options<'a> {
    let has_text = xml.descendants().any(|node| node.tag_name().name() == "text");
    Options {
        font_family: "Noto Sans".into(),
        fontdb: if has_text { Arc::clone(faces()) } else { Arc::default() },
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, data, _| budget.refuse(budget.spend(&data))),
            resolve_string: Box::new(|_, _| budget.refuse(None)),
        },
        ..Options::default()
    }
}

/// The bundled faces as drawings ask for them.
fn faces() -> &'static Arc<Database> {
    static FACES: OnceLock<Arc<Database>> = OnceLock::new();
    FACES.get_or_init(|| {
        let mut faces = Database::new();
        for data in fonts::files() {
            faces.load_font_source(Source::Binary(Arc::new(data)));
        }
        for set in [
            Database::set_sans_serif_family,
            Database::set_serif_family,
            Database::set_cursive_family,
            Database::set_fantasy_family,
        ] {
            set(&mut faces, "Noto Sans");
        }
        faces.set_monospace_family("Noto Sans Mono");
        Arc::new(faces)
    })
}

fn pixels(tree: &Tree) -> Result<Picture, Fault> {
    let size = tree.size();
    // A drawing of a size that no page has is drawn smaller.
    let fit = (MAX_SIDE / SCALE / size.width().max(size.height())).min(1.0);
    let (width, height) = (size.width() * fit, size.height() * fit);
    let scale = SCALE.min((MAX_PIXELS / (width * height)).sqrt());
    cost::check(tree, fit * scale).map_err(Fault::TooMuch)?;
    let [across, down] = [width, height].map(|side| whole(side * scale));
    let broken = |why: &str| Fault::Broken(why.to_owned());
    let mut pixmap = Pixmap::new(across, down).ok_or_else(|| broken("it has no size"))?;
    pixmap.fill(Color::WHITE);
    resvg::render(tree, Transform::from_scale(fit * scale, fit * scale), &mut pixmap.as_mut());
    let bytes = png(pixmap).ok_or_else(|| broken("it has no size"))?.into();
    let (width, height) = (whole(width), whole(height));
    Ok(Picture { format: PictureFormat::Png, width, height, bytes })
}

fn png(pixmap: Pixmap) -> Option<Vec<u8>> {
    let (width, height) = (pixmap.width(), pixmap.height());
    let pixels = RgbaImage::from_raw(width, height, pixmap.take_demultiplied())?;
    let mut png = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut png, CompressionType::Default, FilterType::Adaptive);
    DynamicImage::from(pixels).into_rgb8().write_with_encoder(encoder).ok()?;
    Some(png)
}

/// A length in whole pixels.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths are between 0 and `MAX_SIDE`"
)]
fn whole(length: f32) -> u32 {
    length.round().clamp(1.0, MAX_SIDE) as u32
}

#[cfg(test)]
mod tests;
