//! Pictures as PDF carries them: JPEG data untouched where PDF reads it as it is, PNG data untouched
//! where it has no transparency, everything else as lossless RGB or grey, each with its colour profile.
//! Each picture is embedded once. It knows nothing of pages.

mod jpeg;
mod png;
mod profile;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageDecoder as _, ImageFormat, ImageReader};
use printpdf::{DictItem, ExternalStream, ExternalXObject, PdfDocument, XObject, XObjectId};

use crate::diagnostic::Findings;
use crate::diagnostic::rules::image::CORRUPT;
use crate::model::{NodeId, Picture, PictureFormat};
use crate::write::pdf::layout::frame::{ItemKind, Layout};
use crate::write::pdf::structure::Structure;

/// A picture in the file.
#[derive(Debug, Clone)]
pub(super) struct Embedded {
    /// The name of its resource.
    pub(super) id: XObjectId,
    /// How its pixels are to be turned when they are shown.
    pub(super) turn: Orientation,
}

/// Embeds the pictures that the layout shows; returns the resource of each node's picture.
pub(super) fn embed(
    layout: &Layout,
    structure: &Structure,
    document: &mut PdfDocument,
    findings: &mut Findings,
) -> BTreeMap<NodeId, Embedded> {
    let mut out = BTreeMap::new();
    let mut known: BTreeMap<&Arc<[u8]>, Embedded> = BTreeMap::new();
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        let ItemKind::Picture { node, .. } = &item.kind else { continue };
        let Some(picture) = structure.pictures.get(node) else { continue };
        if out.contains_key(node) {
            continue;
        }
        if let Some(embedded) = known.get(&picture.bytes) {
            out.insert(*node, embedded.clone());
            continue;
        }
        let Some((stream, turn)) = stream(picture) else {
            let place = structure.spans.get(node).copied();
            findings
                .push(&CORRUPT, place, "the PDF cannot show a picture: its data is damaged")
                .hint("save the picture again with another program");
            continue;
        };
        let id = XObjectId(format!("Picture{}", known.len() + 1));
        let object = ExternalXObject { stream, width: None, height: None, dpi: None };
        document.resources.xobjects.map.insert(id.clone(), XObject::External(object));
        let embedded = Embedded { id, turn };
        known.insert(&picture.bytes, embedded.clone());
        out.insert(*node, embedded);
    }
    out
}

fn stream(picture: &Picture) -> Option<(ExternalStream, Orientation)> {
    let format = match picture.format {
        PictureFormat::Jpeg => ImageFormat::Jpeg,
        PictureFormat::Png => ImageFormat::Png,
        PictureFormat::Gif => ImageFormat::Gif,
        PictureFormat::WebP => ImageFormat::WebP,
    };
    let reader = ImageReader::with_format(Cursor::new(&*picture.bytes), format);
    let mut decoder = reader.into_decoder().ok()?;
    let turn = match picture.format {
        PictureFormat::Jpeg => decoder.orientation().ok()?,
        _ => Orientation::NoTransforms,
    };
    let profile = decoder.icc_profile().ok().flatten();
    let profile = |channels| profile.clone().and_then(|bytes| profile::usable(bytes, channels));
    let untouched = match picture.format {
        PictureFormat::Jpeg => jpeg_stream(&picture.bytes, profile),
        PictureFormat::Png => png::Data::read(&picture.bytes).map(|data| {
            let channels = if data.palette.is_some() { 3 } else { data.channels };
            png_stream(data, profile(channels), None)
        }),
        PictureFormat::Gif | PictureFormat::WebP => None,
    };
    let stream =
        untouched.or_else(|| lossless(&DynamicImage::from_decoder(decoder).ok()?, profile))?;
    Some((stream, turn))
}

/// Pixels without loss: colours (or greys) and, if the picture is transparent anywhere, its mask.
fn lossless(
    pixels: &DynamicImage,
    profile: impl Fn(u8) -> Option<Vec<u8>>,
) -> Option<ExternalStream> {
    let mask = if pixels.color().has_alpha() {
        let alpha = pixels.to_luma_alpha8();
        let values: Vec<u8> = alpha.pixels().map(|pixel| pixel.0[1]).collect();
        if values.iter().all(|&value| value == u8::MAX) {
            None
        } else {
            let mask = GrayImage::from_raw(pixels.width(), pixels.height(), values)?;
            Some(png_stream(png::Data::encode(&mask.into())?, None, None))
        }
    } else {
        None
    };
    let colours = if pixels.color().has_color() {
        DynamicImage::from(pixels.to_rgb8())
    } else {
        DynamicImage::from(pixels.to_luma8())
    };
    let data = png::Data::encode(&colours)?;
    let profile = profile(data.channels);
    Some(png_stream(data, profile, mask))
}

/// The data of a JPEG as it is. Four inks without a profile could be any four: they are none of PDF/A's.
fn jpeg_stream(bytes: &[u8], profile: impl Fn(u8) -> Option<Vec<u8>>) -> Option<ExternalStream> {
    let frame = jpeg::Frame::read(bytes)?;
    let profile = profile(frame.channels);
    if frame.channels == 4 && profile.is_none() {
        return None;
    }
    let space = colours(frame.channels, profile);
    let mut dict = dictionary(frame.width.into(), frame.height.into(), 8, space);
    dict.insert("Filter".into(), name("DCTDecode"));
    if frame.channels == 4 && frame.adobe {
        let inverted = [1, 0].repeat(4).into_iter().map(DictItem::Int).collect();
        dict.insert("Decode".into(), DictItem::Array(inverted));
    }
    Some(ExternalStream { dict, content: bytes.to_vec(), compress: false })
}

/// A colour space of so many channels: that of a profile, or else what the output intent says.
fn colours(channels: u8, profile: Option<Vec<u8>>) -> DictItem {
    let Some(content) = profile else {
        return name(if channels == 1 { "DeviceGray" } else { "DeviceRGB" });
    };
    let dict = [("N".to_owned(), DictItem::Int(channels.into()))].into();
    let stream = ExternalStream { dict, content, compress: true };
    DictItem::Array(vec![name("ICCBased"), DictItem::Stream { stream }])
}

fn png_stream(
    data: png::Data,
    profile: Option<Vec<u8>>,
    mask: Option<ExternalStream>,
) -> ExternalStream {
    let space = match data.palette {
        Some(palette) => DictItem::Array(vec![
            name("Indexed"),
            colours(3, profile),
            DictItem::Int(i64::try_from(palette.len() / 3).unwrap_or(1) - 1),
            DictItem::Bytes(palette),
        ]),
        None => colours(data.channels, profile),
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

    fn stream(picture: &Picture) -> Option<ExternalStream> {
        super::stream(picture).map(|(stream, _)| stream)
    }

    /// A JPEG with a segment after its first marker.
    fn with_segment(picture: &Picture, marker: u8, data: &[u8]) -> Picture {
        let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
        let (start, rest) = picture.bytes.split_at(2);
        let bytes = [start, &[0xFF, marker], &length, data, rest].concat().into();
        Picture { bytes, ..picture.clone() }
    }

    fn colour_space(stream: &ExternalStream) -> (&str, i64) {
        let Some(DictItem::Array(space)) = stream.dict.get("ColorSpace") else { return ("", 0) };
        let [DictItem::Name(name), DictItem::Stream { stream }] = space.as_slice() else {
            return ("", 0);
        };
        let Some(DictItem::Int(channels)) = stream.dict.get("N") else { return ("", 0) };
        (std::str::from_utf8(name).unwrap(), *channels)
    }

    fn is_name(stream: &ExternalStream, key: &str, value: &str) -> bool {
        stream.dict.get(key) == Some(&name(value))
    }

    #[test]
    fn a_colour_profile_goes_with_its_picture() {
        let profile = profile::tests::profile(*b"RGB ", "Wide");
        let data = [b"ICC_PROFILE\0\x01\x01".as_slice(), &profile].concat();
        let pixels = RgbImage::from_pixel(8, 4, Rgb([200, 30, 30])).into();
        let jpeg = with_segment(&picture(PictureFormat::Jpeg, &pixels), 0xE2, &data);
        assert_eq!(colour_space(&stream(&jpeg).unwrap()), ("ICCBased", 3));
        let mut bytes = Vec::new();
        let mut encoder = image::codecs::png::PngEncoder::new(&mut bytes);
        encoder.set_icc_profile(profile).unwrap();
        pixels.write_with_encoder(encoder).unwrap();
        let png = Picture { bytes: bytes.into(), ..picture(PictureFormat::Png, &pixels) };
        assert_eq!(colour_space(&stream(&png).unwrap()), ("ICCBased", 3));
        let grey = GrayImage::from_pixel(8, 4, [9].into()).into();
        let grey = with_segment(&picture(PictureFormat::Jpeg, &grey), 0xE2, &data);
        assert!(is_name(&stream(&grey).unwrap(), "ColorSpace", "DeviceGray"));
    }

    #[test]
    fn a_camera_says_how_its_pictures_are_turned() {
        let pixels = RgbImage::from_pixel(8, 4, Rgb([200, 30, 30])).into();
        let jpeg = picture(PictureFormat::Jpeg, &pixels);
        let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let turn = |picture| super::stream(picture).unwrap().1;
        assert_eq!(turn(&jpeg), Orientation::NoTransforms);
        assert_eq!(turn(&with_segment(&jpeg, 0xE1, exif)), Orientation::Rotate90);
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
