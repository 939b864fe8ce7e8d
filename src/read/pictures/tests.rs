//! Pictures that load, and each way in which they do not.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::{DynamicImage, ImageFormat};

use crate::diagnostic::{Finding, Findings};
use crate::model::{Alt, Block, BlockKind, Document, Figure, Image, Inline, InlineKind};
use crate::model::{Picture, PictureFormat};
use crate::read::Context;
use crate::read::resources::Memory;

fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(40, 30).write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// Loads one picture from these bytes.
fn load(path: &str, bytes: Option<Vec<u8>>) -> (Option<Picture>, Vec<Finding>) {
    let image = Image { path: path.into(), alt: Alt::Missing, picture: None };
    let mut document = Document {
        body: vec![
            Block::new(BlockKind::Figure(Figure {
                image: Some(image.clone()),
                ..Figure::default()
            })),
            Block::paragraph(vec![Inline::new(InlineKind::Emphasis(vec![Inline::new(
                InlineKind::Image(image),
            )]))]),
        ],
        ..Document::default()
    };
    let files: BTreeMap<_, _> = bytes.map(|bytes| (path.to_owned(), bytes)).into_iter().collect();
    let mut findings = Findings::default();
    let mut cx = Context { resources: &Memory(files), findings: &mut findings };
    super::load(&mut document, &mut cx);
    let BlockKind::Figure(figure) = &document.body[0].kind else { panic!() };
    let BlockKind::Paragraph { content, .. } = &document.body[1].kind else { panic!() };
    let InlineKind::Image(inline) = &content[0].content()[0].kind else { panic!() };
    let picture = figure.image.as_ref().unwrap().picture.clone();
    assert_eq!(picture, inline.picture);
    (picture, findings.into_sorted())
}

fn refused(path: &str, bytes: Option<Vec<u8>>) -> String {
    let (picture, findings) = load(path, bytes);
    assert_eq!((picture, findings.len()), (None, 1));
    let named = findings[0].message.starts_with("the picture `");
    assert!(named || path.is_empty(), "{}", findings[0].message);
    findings[0].rule.id.to_owned()
}

#[test]
fn pictures_are_known_by_their_bytes() {
    for (codec, format) in [
        (ImageFormat::Jpeg, PictureFormat::Jpeg),
        (ImageFormat::Png, PictureFormat::Png),
        (ImageFormat::Gif, PictureFormat::Gif),
        (ImageFormat::WebP, PictureFormat::WebP),
    ] {
        let (picture, findings) = load("misnamed.txt", Some(encoded(codec)));
        let picture = picture.unwrap();
        assert_eq!((picture.format, picture.width, picture.height), (format, 40, 30));
        assert_eq!(findings, []);
    }
}

#[test]
fn truncated_or_damaged_pictures_are_corrupt() {
    for codec in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP] {
        let whole = encoded(codec);
        for length in [whole.len() - 8, whole.len() / 2, 20] {
            let cut = whole[..length].to_vec();
            assert_eq!(refused("a", Some(cut)), "image/corrupt", "{codec:?} {length}");
        }
    }
    let mut damaged = encoded(ImageFormat::Png);
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0xFF;
    assert_eq!(refused("a", Some(damaged)), "image/corrupt");
    assert_eq!(refused("a", Some(vec![])), "image/corrupt");
}

#[test]
fn pixels_are_counted_before_they_are_decoded() {
    let mut huge = encoded(ImageFormat::Png);
    huge[16..20].copy_from_slice(&100_000_u32.to_be_bytes());
    huge[20..24].copy_from_slice(&100_000_u32.to_be_bytes());
    let crc = crc32(&huge[12..29]);
    huge[29..33].copy_from_slice(&crc.to_be_bytes());
    assert_eq!(refused("a", Some(huge)), "image/too-many-pixels");
}

/// The checksum of a chunk of a PNG.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 }
        })
    })
}

#[test]
fn what_is_not_there_or_not_a_picture_is_said() {
    assert_eq!(refused("a.png", None), "image/not-found");
    assert_eq!(refused("", None), "image/not-found");
    assert_eq!(refused("a.svg", Some(b"<svg>".to_vec())), "image/corrupt");
    assert_eq!(refused("a.png", Some(b"words".to_vec())), "image/unsupported");
    assert_eq!(refused("data:image/png;base64,???", None), "image/corrupt");
    let (picture, _) = load(
        "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
        None,
    );
    assert_eq!(picture.unwrap().format, PictureFormat::Gif);
}

#[test]
fn a_picture_is_as_high_and_wide_as_it_is_shown() {
    let mut jpeg = encoded(ImageFormat::Jpeg);
    let exif =
        b"\xFF\xE1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    jpeg.splice(2..2, exif.iter().copied());
    let picture = load("a.jpg", Some(jpeg)).0.unwrap();
    assert_eq!((picture.width, picture.height), (30, 40));
}

#[test]
fn a_kind_that_cannot_be_read_is_named() {
    let (_, findings) = load("a.avif", Some(b"\0\0\0\x20ftypavif\0\0\0\0".to_vec()));
    assert_eq!(findings[0].rule.id, "image/unsupported");
    assert!(findings[0].message.contains("an AVIF, which cannot be read"), "{findings:?}");
}
