//! What the frame header of a JPEG says, to know whether PDF can carry the data as it is. It decodes
//! nothing.

/// The frame of a JPEG that a PDF reader shows rightly without more being said.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) width: u16,
    pub(super) height: u16,
    /// Components: 1, 3 or 4.
    pub(super) channels: u8,
    /// Four components are stored upside down where Adobe's programs wrote them, as most did.
    pub(super) adobe: bool,
}

impl Frame {
    /// Reads the frame header. `None` for what PDF does not take: twelve bits, lossless and arithmetic
    /// coding.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (mut at, mut adobe) = (2, false);
        loop {
            while bytes.get(at)? == &0xFF && bytes.get(at + 1)? == &0xFF {
                at += 1;
            }
            let &[0xFF, marker, high, low] = bytes.get(at..at + 4)? else { return None };
            match marker {
                // Baseline, extended and progressive with Huffman coding.
                0xC0..=0xC2 => {
                    let frame = bytes.get(at + 4..at + 10)?;
                    let number = |n: usize| u16::from_be_bytes([frame[n], frame[n + 1]]);
                    let (width, height) = (number(3), number(1));
                    let channels = frame[5];
                    let known = frame[0] == 8 && matches!(channels, 1 | 3 | 4) && height > 0;
                    return known.then_some(Self { width, height, channels, adobe });
                }
                0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF | 0xD8..=0xDA => return None,
                _ => {
                    adobe |= marker == 0xEE && bytes.get(at + 4..at + 9) == Some(b"Adobe");
                    at += 2 + usize::from(u16::from_be_bytes([high, low]));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(marker: u8, precision: u8, components: u8) -> Vec<u8> {
        let app = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF];
        let frame = [0xFF, marker, 0, 17, precision, 0, 4, 0, 8, components];
        [&app[..], &frame].concat()
    }

    #[test]
    fn only_what_pdf_reads_as_it_is_passes() {
        assert_eq!(
            Frame::read(&jpeg(0xC2, 8, 3)),
            Some(Frame { width: 8, height: 4, channels: 3, adobe: false })
        );
        assert_eq!(Frame::read(&jpeg(0xC0, 8, 4)).unwrap().channels, 4);
        for (marker, precision, components) in [(0xC0, 8, 2), (0xC1, 12, 3), (0xC9, 8, 3)] {
            assert_eq!(Frame::read(&jpeg(marker, precision, components)), None);
        }
        assert_eq!(Frame::read(&[0xFF, 0xD8, 0xFF]), None);
    }
}
