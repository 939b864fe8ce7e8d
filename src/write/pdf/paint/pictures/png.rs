//! The compressed rows of a PNG, which PDF reads as they are (filter `FlateDecode`, predictor 15).
//! It inflates nothing.

use image::DynamicImage;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};

/// The rows of a PNG and what they hold.
pub(super) struct Data {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Bits of a channel.
    pub(super) depth: u8,
    /// 1 for greys and palettes, 3 for colours.
    pub(super) channels: u8,
    /// Three bytes a colour.
    pub(super) palette: Option<Vec<u8>>,
    pub(super) deflated: Vec<u8>,
}

impl Data {
    /// Reads a PNG. `None` for what PDF cannot carry as it is: transparency, interlaced rows, sixteen
    /// bits.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
        let mut data = None;
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let (kind, after) = after.split_first_chunk::<4>()?;
            let chunk = after.get(..u32::from_be_bytes(*length) as usize)?;
            rest = after.get(chunk.len() + 4..)?;
            match (kind, &mut data) {
                (b"IHDR", None) => data = Some(Self::header(chunk)?),
                (b"PLTE", Some(data)) if data.palette.is_some() => {
                    data.palette = Some(chunk.to_vec());
                }
                (b"tRNS", _) => return None,
                (b"IDAT", Some(data)) => data.deflated.extend_from_slice(chunk),
                (b"IEND", _) => break,
                _ => {}
            }
        }
        data.filter(|data| {
            let has_palette = data.palette.as_ref().is_none_or(|colours| colours.len() >= 3);
            has_palette && !data.deflated.is_empty()
        })
    }

    fn header(chunk: &[u8]) -> Option<Self> {
        let &[w0, w1, w2, w3, h0, h1, h2, h3, depth, kind, _, _, interlaced] = chunk else {
            return None;
        };
        if depth > 8 || interlaced != 0 || !matches!(kind, 0 | 2 | 3) {
            return None;
        }
        Some(Self {
            width: u32::from_be_bytes([w0, w1, w2, w3]),
            height: u32::from_be_bytes([h0, h1, h2, h3]),
            depth,
            channels: if kind == 2 { 3 } else { 1 },
            palette: (kind == 3).then(Vec::new),
            deflated: Vec::new(),
        })
    }

    /// Compresses pixels.
    pub(super) fn encode(pixels: &DynamicImage) -> Option<Self> {
        let mut png = Vec::new();
        let encoder =
            PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Adaptive);
        pixels.write_with_encoder(encoder).ok()?;
        Self::read(&png)
    }
}
