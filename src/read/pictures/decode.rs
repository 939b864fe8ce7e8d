//! Bytes to a picture that is known to be good: its format by its first bytes, its size by its header
//! before any pixel, its pixels by decoding them once.

use std::io::Cursor;
use std::sync::Arc;

use image::metadata::Orientation;
use image::{ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits};

use super::Problem;
use super::jpeg::{self, Fault};
use crate::diagnostic::rules::image as rules;
use crate::model::{Picture, PictureFormat};

/// The most pixels of a picture.
const MAX_PIXELS: u64 = 100_000_000;
/// The most memory that its pixels take.
const MAX_PIXEL_BYTES: u64 = 512 * 1024 * 1024;
/// The most pixels of a JPEG that are decoded only to see whether they can be. Of a larger one the
/// structure alone is checked: every program shows such a file, and outputs pass it through as it is.
const MAX_JPEG_PIXELS: u64 = 16_000_000;

/// Judges a picture of pixels by its bytes.
pub(super) fn raster(bytes: Vec<u8>) -> Result<Picture, Problem> {
    let (format, codec) = format(&bytes)?;
    if format == PictureFormat::Jpeg {
        jpeg::check(&bytes).map_err(|fault| match fault {
            Fault::Broken => corrupt("it breaks off or is damaged"),
            Fault::Rare => unsupported("a JPEG of a kind that few programs read"),
        })?;
    }
    let reader = || {
        let mut reader = ImageReader::with_format(Cursor::new(&*bytes), codec);
        let mut limits = Limits::default();
        limits.max_alloc = Some(MAX_PIXEL_BYTES);
        reader.limits(limits);
        reader
    };
    let mut decoder = reader().into_decoder().map_err(|error| problem(&error))?;
    let (mut width, mut height) = decoder.dimensions();
    if format == PictureFormat::Jpeg && decoder.orientation().is_ok_and(lies_on_its_side) {
        (width, height) = (height, width);
    }
    drop(decoder);
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MAX_PIXELS {
        return Err(too_many_pixels(&format!("has {width} × {height} pixels")));
    }
    if pixels == 0 {
        return Err(corrupt("it has no pixels"));
    }
    if format != PictureFormat::Jpeg || pixels <= MAX_JPEG_PIXELS {
        reader().decode().map_err(|error| problem(&error))?;
    }
    Ok(Picture { format, width, height, bytes: Arc::from(bytes) })
}

/// Whether a camera was held so that the rows of its pictures are columns.
fn lies_on_its_side(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

fn format(bytes: &[u8]) -> Result<(PictureFormat, ImageFormat), Problem> {
    let brand = |names: &[&[u8]]| {
        bytes.get(4..8) == Some(b"ftyp") && bytes.get(8..12).is_some_and(|b| names.contains(&b))
    };
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    match start {
        [0xFF, 0xD8, 0xFF, ..] => Ok((PictureFormat::Jpeg, ImageFormat::Jpeg)),
        [0x89, b'P', b'N', b'G', ..] => Ok((PictureFormat::Png, ImageFormat::Png)),
        [b'G', b'I', b'F', b'8', ..] => Ok((PictureFormat::Gif, ImageFormat::Gif)),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            Ok((PictureFormat::WebP, ImageFormat::WebP))
        }
        [] => Err(corrupt("its file is empty")),
        [b'B', b'M', ..] => Err(unread("a BMP")),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Err(unread("a TIFF")),
        [b'%', b'P', b'D', b'F', ..] => Err(unread("a PDF")),
        [0xFF, 0x0A, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => Err(unread("a JPEG XL")),
        _ if brand(&[b"avif", b"avis"]) => Err(unread("an AVIF")),
        _ if brand(&[b"heic", b"heix", b"mif1", b"hevc"]) => Err(unread("a HEIC")),
        _ => Err(unsupported("no JPEG, PNG, GIF, WebP or SVG")),
    }
}

fn problem(error: &ImageError) -> Problem {
    match error {
        ImageError::Limits(_) => too_many_pixels("takes more memory than 512 MiB"),
        ImageError::Unsupported(_) => unsupported("of a kind that few programs read"),
        _ => corrupt(&error.to_string()),
    }
}

fn corrupt(why: &str) -> Problem {
    let message = format!("cannot be decoded: {why}");
    Problem::new(&rules::CORRUPT, message, "save the picture again from its original")
}

fn unread(what: &str) -> Problem {
    unsupported(&format!("{what}, which cannot be read"))
}

fn unsupported(what: &str) -> Problem {
    let message = format!("is {what}");
    Problem::new(&rules::UNSUPPORTED, message, "save the picture as PNG or JPEG")
}

fn too_many_pixels(what: &str) -> Problem {
    let message = format!("{what}: the limit is 100 million pixels");
    Problem::new(&rules::TOO_MANY_PIXELS, message, "scale the picture down")
}
