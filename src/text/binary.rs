//! Whether bytes are text at all: signatures of well-known binary formats, and the share of control
//! bytes. It knows nothing of encodings beyond that.

/// How many bytes are looked at.
const SAMPLE: usize = 64 * 1024;

/// What files that are no text start with.
const SIGNATURES: &[&[u8]] = &[
    b"%PDF-",
    b"\x89PNG\r\n\x1a\n",
    b"\xFF\xD8\xFF",
    b"II*\0",
    b"MM\0*",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x7FELF",
    b"\x1F\x8B",
    b"BZh91AY&SY",
    b"\xFD7zXZ\0",
    b"7z\xBC\xAF\x27\x1C",
    b"Rar!\x1A\x07",
    b"\x28\xB5\x2F\xFD",
    b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
    b"\xCA\xFE\xBA\xBE",
    b"\xCF\xFA\xED\xFE",
    b"\0asm",
    b"SQLite format 3\0",
    b"OggS\0",
    b"ID3\x03",
    b"ID3\x04",
    b"\0\x01\0\0\0",
];

/// Those that a text may start with, too; in the files a zero byte is not far.
const LEGIBLE: &[&[u8]] =
    &[b"GIF87a", b"GIF89a", b"BM", b"8BPS", b"wOFF", b"wOF2", b"OTTO", b"ttcf", b"fLaC", b"MZ"];

/// Whether the bytes start like a file of a format that is no text.
pub fn has_signature(bytes: &[u8]) -> bool {
    let zero_near = || bytes.iter().take(64).any(|&byte| byte == 0);
    SIGNATURES.iter().any(|signature| bytes.starts_with(signature))
        || (LEGIBLE.iter().any(|signature| bytes.starts_with(signature)) && zero_near())
        || (bytes.starts_with(b"RIFF")
            && matches!(bytes.get(8..12), Some(b"WEBP" | b"WAVE" | b"AVI ")))
        || (bytes.first() == Some(&0) && bytes.get(4..8) == Some(b"ftyp"))
}

/// Whether so many bytes are control characters that no text in an encoding of bytes has them.
pub fn has_many_controls(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let controls = sample
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | 0x0B | 0x0C | b'\r' | 0x1B))
        .count();
    let zeros: usize = sample.iter().map(|&byte| usize::from(byte == 0)).sum();
    // One or two may have strayed into any text, unless there is nothing else.
    (controls > 2 && (controls * 20 > sample.len() || zeros * 100 > sample.len()))
        || (controls > 0 && controls * 2 >= sample.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_and_archives_are_no_text() {
        assert!(has_signature(b"%PDF-1.7\n") && has_signature(b"PK\x03\x04..."));
        assert!(has_signature(b"RIFF\0\0\0\0WEBPVP8 ") && has_signature(b"\0\0\0\x18ftypmp42"));
        assert!(has_signature(b"GIF89a\x01\0\x01\0") && has_signature(b"BM\x46\0\0\0\0\0"));
    }

    #[test]
    fn a_text_may_be_about_a_format() {
        for text in [
            "RIFF is a format",
            "MZ is a company",
            "GIF89a is what such files start with.",
            "BMX riders met on Sunday",
            "The ftyp box comes first.",
            "PK is short for Pakistan",
        ] {
            assert!(
                !has_signature(text.as_bytes()) && !has_many_controls(text.as_bytes()),
                "{text}"
            );
        }
    }

    #[test]
    fn a_stray_control_byte_is_still_text() {
        assert!(has_many_controls(&[1, 2, 3, 4, b'a', 0]));
        assert!(!has_many_controls(b"One bell \x07 in a text of quite ordinary length."));
        assert!(!has_many_controls(b"The end\x1A"));
        assert!(!has_many_controls("Krátký text\0 s nulou.".as_bytes()));
        assert!(has_many_controls(b"\0") && has_many_controls(b"a\0"));
    }
}
