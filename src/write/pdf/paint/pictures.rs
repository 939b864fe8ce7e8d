//! Pictures as PDF carries them: JPEG data untouched where PDF reads it as it is, PNG data untouched
//! where it has no transparency, everything else as lossless RGB or grey. Each picture is embedded
//! once. It knows nothing of pages.

mod jpeg;
mod png;

use std::collections::BTreeMap;
use std::sync::Arc;

use image::{DynamicImage, GrayImage, ImageFormat};
use printpdf::{DictItem, ExternalStream, ExternalXObject, PdfDocument, XObject, XObjectId};

use crate::diagnostic::Findings;
use crate::diagnostic::rules::image::CORRUPT;
use crate::model::{NodeId, Picture, PictureFormat};
use crate::write::pdf::layout::frame::{ItemKind, Layout};
use crate::write::pdf::structure::Structure;

/// Embeds the pictures that the layout shows; returns the resource of each node's picture.
pub(super) fn embed(
    layout: &Layout,
    structure: &Structure,
    document: &mut PdfDocument,
    findings: &mut Findings,
) -> BTreeMap<NodeId, XObjectId> {
    let mut out = BTreeMap::new();
    let mut known: BTreeMap<&Arc<[u8]>, XObjectId> = BTreeMap::new();
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        let ItemKind::Picture { node, .. } = &item.kind else { continue };
        let Some(picture) = structure.pictures.get(node) else { continue };
        if out.contains_key(node) {
            continue;
        }
        if let Some(id) = known.get(&picture.bytes) {
            out.insert(*node, id.clone());
            continue;
        }
        let Some(stream) = stream(picture) else {
            let place = structure.spans.get(node).copied();
            findings
                .push(&CORRUPT, place, "the PDF cannot show a picture: its data is damaged")
                .hint("save the picture again with another program");
            continue;
        };
        let id = XObjectId(format!("Picture{}", known.len() + 1));
        let object = ExternalXObject { stream, width: None, height: None, dpi: None };
        document.resources.xobjects.map.insert(id.clone(), XObject::External(object));
        known.insert(&picture.bytes, id.clone());
        out.insert(*node, id);
    }
    out
}

fn stream(picture: &Picture) -> Option<ExternalStream> {
    let format = match picture.format {
        PictureFormat::Jpeg => {
            if let Some(frame) = jpeg::Frame::read(&picture.bytes) {
                return Some(jpeg_stream(&frame, &picture.bytes));
            }
            ImageFormat::Jpeg
        }
        PictureFormat::Png => {
            if let Some(data) = png::Data::read(&picture.bytes) {
                return Some(png_stream(data, None));
            }
            ImageFormat::Png
        }
        PictureFormat::Gif => ImageFormat::Gif,
        PictureFormat::WebP => ImageFormat::WebP,
    };
    lossless(&image::load_from_memory_with_format(&picture.bytes, format).ok()?)
}

/// Pixels without loss: colours (or greys) and, if the picture is transparent anywhere, its mask.
fn lossless(pixels: &DynamicImage) -> Option<ExternalStream> {
    let mask = if pixels.color().has_alpha() {
        let alpha = pixels.to_luma_alpha8();
        let values: Vec<u8> = alpha.pixels().map(|pixel| pixel.0[1]).collect();
        if values.iter().all(|&value| value == u8::MAX) {
            None
        } else {
            let mask = GrayImage::from_raw(pixels.width(), pixels.height(), values)?;
            Some(png_stream(png::Data::encode(&mask.into())?, None))
        }
    } else {
        None
    };
    let colours = if pixels.color().has_color() {
        DynamicImage::from(pixels.to_rgb8())
    } else {
        DynamicImage::from(pixels.to_luma8())
    };
    Some(png_stream(png::Data::encode(&colours)?, mask))
}

fn jpeg_stream(frame: &jpeg::Frame, bytes: &[u8]) -> ExternalStream {
    let space = name(if frame.grey { "DeviceGray" } else { "DeviceRGB" });
    let mut dict = dictionary(frame.width.into(), frame.height.into(), 8, space);
    dict.insert("Filter".into(), name("DCTDecode"));
    ExternalStream { dict, content: bytes.to_vec(), compress: false }
}

fn png_stream(data: png::Data, mask: Option<ExternalStream>) -> ExternalStream {
    let space = match data.palette {
        Some(palette) => DictItem::Array(vec![
            name("Indexed"),
            name("DeviceRGB"),
            DictItem::Int(i64::try_from(palette.len() / 3).unwrap_or(1) - 1),
            DictItem::Bytes(palette),
        ]),
        None => name(if data.channels == 1 { "DeviceGray" } else { "DeviceRGB" }),
    };
    let mut dict = dictionary(data.width, data.height, data.depth, space);
    let parameters = [
        ("Predictor", 15),
        ("Colors", i64::from(data.channels)),
        ("BitsPerComponent", i64::from(data.depth)),
        ("Columns", i64::from(data.width)),
    ];
    let map = parameters.map(|(name, value)| (name.to_owned(), DictItem::Int(value))).into();
    dict.insert("DecodeParms".into(), DictItem::Dict { map });
    dict.insert("Filter".into(), name("FlateDecode"));
    if let Some(stream) = mask {
        dict.insert("SMask".into(), DictItem::Stream { stream });
    }
    ExternalStream { dict, content: data.deflated, compress: false }
}

fn dictionary(width: u32, height: u32, depth: u8, space: DictItem) -> BTreeMap<String, DictItem> {
    BTreeMap::from(
        [
            ("Type", name("XObject")),
            ("Subtype", name("Image")),
            ("Width", DictItem::Int(width.into())),
            ("Height", DictItem::Int(height.into())),
            ("BitsPerComponent", DictItem::Int(depth.into())),
            ("ColorSpace", space),
        ]
        .map(|(name, value)| (name.to_owned(), value)),
    )
}

fn name(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    fn picture(format: PictureFormat, pixels: &DynamicImage) -> Picture {
        let as_format = match format {
            PictureFormat::Jpeg => ImageFormat::Jpeg,
            PictureFormat::Png => ImageFormat::Png,
            PictureFormat::Gif => ImageFormat::Gif,
            PictureFormat::WebP => ImageFormat::WebP,
        };
        let mut bytes = Cursor::new(Vec::new());
        pixels.write_to(&mut bytes, as_format).unwrap();
        let bytes = bytes.into_inner().into();
        Picture { format, width: pixels.width(), height: pixels.height(), bytes }
    }

    fn is_name(stream: &ExternalStream, key: &str, value: &str) -> bool {
        stream.dict.get(key) == Some(&name(value))
    }

    #[test]
    fn jpeg_data_is_untouched() {
        let pixels = RgbImage::from_pixel(8, 4, Rgb([200, 30, 30])).into();
        let picture = picture(PictureFormat::Jpeg, &pixels);
        let stream = stream(&picture).unwrap();
        assert!(is_name(&stream, "Filter", "DCTDecode"));
        assert_eq!(stream.content, *picture.bytes);
    }

    #[test]
    fn png_data_is_untouched_unless_it_is_transparent() {
        let opaque = RgbImage::from_pixel(8, 4, Rgb([200, 30, 30])).into();
        let stream_of = |pixels| stream(&picture(PictureFormat::Png, pixels)).unwrap();
        assert!(!stream_of(&opaque).dict.contains_key("SMask"));
        let glass = RgbaImage::from_pixel(8, 4, Rgba([200, 30, 30, 100])).into();
        assert!(stream_of(&glass).dict.contains_key("SMask"));
        let solid = RgbaImage::from_pixel(8, 4, Rgba([200, 30, 30, 255])).into();
        assert!(!stream_of(&solid).dict.contains_key("SMask"));
    }

    #[test]
    fn webp_becomes_lossless_colours_and_damage_is_no_stream() {
        let pixels = RgbImage::from_pixel(8, 4, Rgb([200, 30, 30])).into();
        let mut picture = picture(PictureFormat::WebP, &pixels);
        assert!(is_name(&stream(&picture).unwrap(), "ColorSpace", "DeviceRGB"));
        picture.bytes = picture.bytes[..20].into();
        assert!(stream(&picture).is_none());
    }

    #[test]
    fn sixteen_bits_become_eight() {
        let mut bytes = Vec::new();
        let data = [7_u8; 2 * 3 * 4];
        image::codecs::png::PngEncoder::new(&mut bytes)
            .write_image(&data, 2, 2, ExtendedColorType::Rgb16)
            .unwrap();
        let picture =
            Picture { format: PictureFormat::Png, width: 2, height: 2, bytes: bytes.into() };
        let stream = stream(&picture).unwrap();
        assert_eq!(stream.dict.get("BitsPerComponent"), Some(&DictItem::Int(8)));
    }
}
