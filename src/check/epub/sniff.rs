//! What a file is by its first bytes, beside what the package says of it. It opens nothing.

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Png,
    Jpeg,
    Gif,
    Webp,
    Tiff,
    Bmp,
    Pdf,
    Zip,
    /// WOFF, WOFF2, TrueType, OpenType.
    Font,
    /// Sound or film.
    Media,
    /// Nothing that this module knows; text, often.
    Other,
}

/// What a file is by its first bytes.
pub(super) fn kind(bytes: &[u8]) -> Kind {
    let at = |from: usize, needle: &[u8]| bytes.get(from..).is_some_and(|b| b.starts_with(needle));
    match bytes {
        _ if at(0, b"\x89PNG\r\n\x1a\n") => Kind::Png,
        _ if at(0, b"\xFF\xD8\xFF") => Kind::Jpeg,
        _ if at(0, b"GIF87a") || at(0, b"GIF89a") => Kind::Gif,
        _ if at(0, b"RIFF") && at(8, b"WEBP") => Kind::Webp,
        _ if at(0, b"II*\0") || at(0, b"MM\0*") => Kind::Tiff,
        _ if at(0, b"BM") && at(6, b"\0\0\0\0") => Kind::Bmp,
        _ if at(0, b"%PDF-") => Kind::Pdf,
        _ if at(0, b"PK\x03\x04") => Kind::Zip,
        _ if [b"wOFF", b"wOF2", b"OTTO", b"true", b"ttcf", b"\0\x01\0\0"]
            .iter()
            .any(|m| at(0, *m)) =>
        {
            Kind::Font
        }
        _ if at(4, b"ftyp")
            || [&b"ID3"[..], b"OggS", b"RIFF", b"fLaC", b"\x1A\x45\xDF\xA3"].iter().any(|m| at(0, m))
            // A frame of MPEG audio: eleven bits set, then a version and a layer that exist.
            || matches!(bytes, [0xFF, second, ..] if second & 0xE0 == 0xE0 && second & 0x06 != 0) =>
        {
            Kind::Media
        }
        _ => Kind::Other,
    }
}

/// Whether a file is of a format that is no text.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    // UTF-16 text has zero bytes, and begins like a frame of MPEG audio.
    let marked = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    !marked && (kind(bytes) != Kind::Other || bytes.contains(&0))
}

/// What a file must be by its media type, where this module can tell.
pub(super) fn expected(media_type: &str) -> Option<Kind> {
    Some(match media_type {
        "image/png" => Kind::Png,
        "image/jpeg" => Kind::Jpeg,
        "image/gif" => Kind::Gif,
        "image/webp" => Kind::Webp,
        "application/pdf" => Kind::Pdf,
        _ => return None,
    })
}

impl Kind {
    /// What it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Png => "a PNG picture",
            Self::Jpeg => "a JPEG picture",
            Self::Gif => "a GIF picture",
            Self::Webp => "a WebP picture",
            Self::Tiff => "a TIFF picture",
            Self::Bmp => "a BMP picture",
            Self::Pdf => "a PDF",
            Self::Zip => "a ZIP archive",
            Self::Font => "a font",
            Self::Media => "sound or film",
            Self::Other => "something else",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n...."), Kind::Png);
        assert_eq!(kind(b"RIFF....WEBPVP8 "), Kind::Webp);
        assert_eq!(kind(b"RIFF....WAVEfmt "), Kind::Media);
        assert_eq!(kind(b"<?xml version"), Kind::Other);
        assert!(!is_binary(b"\xFF\xFE<\0"));
        assert_eq!(kind(b""), Kind::Other);
    }
}
