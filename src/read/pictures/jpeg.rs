//! Whether a JPEG file is whole, by its markers alone: decoders fill what is missing with grey and say
//! nothing. It decodes no pixels.

/// What is wrong with a JPEG file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It breaks off, or its parts do not follow each other.
    Broken,
    /// It is coded in a way that few programs read.
    Rare,
}

/// Walks the markers from the first to the last.
pub(super) fn check(bytes: &[u8]) -> Result<(), Fault> {
    let mut at = 2;
    let (mut has_frame, mut has_scan) = (false, false);
    loop {
        // Stray bytes before a marker are skipped by all programs, and fill bytes are allowed.
        at = next_marker(bytes, at).ok_or(Fault::Broken)?;
        while bytes.get(at) == Some(&0xFF) {
            at += 1;
        }
        let marker = *bytes.get(at).ok_or(Fault::Broken)?;
        at += 1;
        match marker {
            0xD9 if has_scan => return Ok(()),
            0xD9 | 0x00 => return Err(Fault::Broken),
            0x01 | 0xD0..=0xD8 => continue,
            _ => {}
        }
        let segment = segment(bytes, at).ok_or(Fault::Broken)?;
        at += 2 + segment.len();
        match marker {
            0xC0..=0xC2 => {
                let precision = segment.first();
                let components = segment.get(5);
                if precision != Some(&8) || !matches!(components, Some(1 | 3 | 4)) {
                    return Err(Fault::Rare);
                }
                has_frame = true;
            }
            // Lossless, hierarchical and arithmetic coding.
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err(Fault::Rare),
            0xDA => {
                if !has_frame {
                    return Err(Fault::Broken);
                }
                has_scan = true;
            }
            _ => {}
        }
    }
}

/// What a segment holds after its length.
fn segment(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let length = u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]);
    bytes.get(at + 2..at + usize::from(length).max(2))
}

/// Where the next marker stands. Restart markers and escaped bytes belong to the coded data.
fn next_marker(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == 0xFF)?;
        match bytes.get(at + 1)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}
