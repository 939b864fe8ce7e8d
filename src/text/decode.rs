//! Bytes to text: which encoding they are in, and the text in it as UTF-8, NFC, with LF line ends. It
//! knows nothing of files, formats or findings.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252};
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

use super::binary::{has_many_controls, has_signature};
use super::detect;

/// How many places of undecodable bytes are remembered.
const MAX_BAD: usize = 100;
/// How many bytes are looked at to guess an encoding.
const SAMPLE: usize = 1 << 20;

/// A text, and how it was made of bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The text: NFC, lines ended by LF, no byte order mark. Empty if the bytes are `binary`.
    pub text: String,
    /// The name of the encoding, as the WHATWG's Encoding Standard spells it.
    pub encoding: &'static str,
    /// How the encoding is known.
    pub how: How,
    /// Where U+FFFD stands for what means nothing: the first hundred places.
    pub bad: Vec<Bad>,
    /// How many such places there are.
    pub bad_count: usize,
    /// Whether the bytes are no text.
    pub binary: bool,
    /// The encoding that the text itself names, if its bytes are in another.
    pub contradicts: Option<&'static str>,
}

/// A place where U+FFFD stands for what means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    /// Bytes of the text.
    pub range: std::ops::Range<usize>,
    /// The control character that stood there; `None` for bytes that are no character.
    pub control: Option<char>,
}

/// How an encoding is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum How {
    /// By the byte order mark.
    Bom,
    /// The bytes are UTF-8, perhaps with a few that are not.
    #[default]
    Utf8,
    /// Somebody said it.
    Label,
    /// The text says it of itself.
    Declared,
    /// It was guessed from the bytes.
    Guessed,
}

/// Whether `decode` knows an encoding by this name.
pub fn knows(label: &str) -> bool {
    Scheme::of_label(label).is_some()
}

/// Decodes bytes: by their byte order mark, else in the encoding that `label` names, else by what they
/// look like. A label that is not known counts as none (see `knows`).
pub fn decode(bytes: &[u8], label: Option<&str>) -> Decoded {
    decode_declared(bytes, label, None)
}

/// Decodes bytes that name their encoding themselves, as pages do. What they say counts less than a
/// label, and less than the bytes: many pages are not in the encoding that they name.
pub fn decode_declared(bytes: &[u8], label: Option<&str>, declared: Option<&str>) -> Decoded {
    let declared = declared.and_then(Scheme::of_declaration);
    let (scheme, how, skip) = if let Some((scheme, length)) = Scheme::of_mark(bytes) {
        (scheme, How::Bom, length)
    } else if has_signature(bytes) {
        return Decoded {
            encoding: "binary",
            how: How::Guessed,
            binary: true,
            ..Decoded::default()
        };
    } else if let Some(scheme) = label.and_then(Scheme::of_label) {
        (scheme, How::Label, 0)
    } else if let Some(encoding) = utf16_without_mark(bytes) {
        (Scheme::Known(encoding), How::Guessed, 0)
    } else if has_many_controls(bytes) {
        return Decoded {
            encoding: "binary",
            how: How::Guessed,
            binary: true,
            ..Decoded::default()
        };
    } else if is_mostly_utf8(bytes) {
        (Scheme::Known(UTF_8), How::Utf8, 0)
    } else if let Some(encoding) = declared.filter(|encoding| fits(encoding, bytes)) {
        (Scheme::Known(encoding), How::Declared, 0)
    } else {
        (Scheme::Known(guess(bytes)), How::Guessed, 0)
    };
    let raw = scheme.decode(&bytes[skip..]);
    let (text, causes) = cleaned(&raw);
    let text = composed(text);
    // Composing leaves every U+FFFD where it is among the others.
    let bad_count = causes.len();
    let bad = text.match_indices('\u{FFFD}').zip(causes).take(MAX_BAD);
    let bad = bad.map(|((at, c), control)| Bad { range: at..at + c.len(), control }).collect();
    let is_other = matches!(how, How::Utf8 | How::Guessed) && !bytes.is_ascii();
    let names = declared.map(Encoding::name).filter(|name| is_other && *name != scheme.name());
    let encoding = scheme.name();
    Decoded { text, encoding, how, bad, bad_count, binary: false, contradicts: names }
}

/// An encoding: those of the web, and UTF-32, which is not one.
#[derive(Debug, Clone, Copy)]
enum Scheme {
    Known(&'static Encoding),
    Utf32 { little_endian: bool },
}

impl Scheme {
    fn of_label(label: &str) -> Option<Self> {
        match label.trim().to_ascii_lowercase().as_str() {
            "utf-32" | "utf32" | "utf-32le" | "utf32le" => {
                Some(Self::Utf32 { little_endian: true })
            }
            "utf-32be" | "utf32be" => Some(Self::Utf32 { little_endian: false }),
            label => Encoding::for_label_no_replacement(label.as_bytes()).map(Self::Known),
        }
    }

    /// The encoding that a text names in ASCII letters: it is not in one where those take two bytes.
    fn of_declaration(label: &str) -> Option<&'static Encoding> {
        match label.trim().to_ascii_lowercase().as_str() {
            "x-user-defined" => Some(WINDOWS_1252),
            label => Encoding::for_label_no_replacement(label.as_bytes())
                .map(encoding_rs::Encoding::output_encoding),
        }
    }

    /// The encoding of the byte order mark, and the mark's length. UTF-32's begins like UTF-16's.
    fn of_mark(bytes: &[u8]) -> Option<(Self, usize)> {
        match bytes {
            [0xFF, 0xFE, 0, 0, ..] => Some((Self::Utf32 { little_endian: true }, 4)),
            [0, 0, 0xFE, 0xFF, ..] => Some((Self::Utf32 { little_endian: false }, 4)),
            _ => Encoding::for_bom(bytes).map(|(encoding, length)| (Self::Known(encoding), length)),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Known(encoding) => encoding.name(),
            Self::Utf32 { little_endian: true } => "UTF-32LE",
            Self::Utf32 { little_endian: false } => "UTF-32BE",
        }
    }

    fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Known(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Utf32 { little_endian } => bytes
                .chunks(4)
                .map(|unit| {
                    let unit: Option<[u8; 4]> = unit.try_into().ok();
                    unit.map(|u| {
                        if little_endian { u32::from_le_bytes(u) } else { u32::from_be_bytes(u) }
                    })
                    .and_then(char::from_u32)
                    .unwrap_or(char::REPLACEMENT_CHARACTER)
                })
                .collect(),
        }
    }
}

/// UTF-16 betrays itself by zero bytes that stand only at even or only at odd places, since every
/// script's spaces and line ends are ASCII. UTF-8 in which one has strayed is not full of controls.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(64 * 1024) & !1];
    let (mut even, mut odd) = (0, 0);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let enough = |zeros: usize, others: usize| zeros * 20 > sample.len() / 2 && others * 20 < zeros;
    let encoding = match () {
        () if sample.len() < 4 => return None,
        () if !has_many_controls(bytes) && std::str::from_utf8(bytes).is_ok() => return None,
        () if enough(odd, even) => UTF_16LE,
        () if enough(even, odd) => UTF_16BE,
        () => return None,
    };
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let strange = text.chars().filter(|&c| c == '\u{FFFD}' || is_stray_control(c)).count();
    (strange * 50 <= sample.len() / 2).then_some(encoding)
}

/// Whether the bytes are UTF-8, if need be with a few bytes that are not: in a text of another
/// encoding hardly any bytes form a character of UTF-8 by chance, least of all of three bytes, or
/// after a small letter of ASCII, where the first byte would be a capital.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        let mut after_small = false;
        for byte in chunk.valid().bytes() {
            good += match byte {
                0xE0.. => 3,
                0xC0.. if after_small => 3,
                0xC0.. => 1,
                _ => 0,
            };
            after_small = byte.is_ascii_lowercase();
        }
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let escape =
        bad == 0 && good == 0 && bytes.windows(2).any(|pair| matches!(pair, b"\x1B$" | b"\x1B("));
    // Cut off in the middle of a character: that is how downloads break.
    let cut_off = bad == 1 && bytes.utf8_chunks().last().is_some_and(|c| !c.invalid().is_empty());
    !escape && (bad == 0 || good > 2 * bad || (cut_off && good > 0))
}

/// Whether bytes can be in an encoding: but for a few, all mean something in it.
fn fits(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let sample = &bytes[first..bytes.len().min(first + SAMPLE)];
    let foreign = sample.iter().filter(|byte| !byte.is_ascii()).count();
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let bad = text.chars().filter(|&c| c == '\u{FFFD}' || is_upper_control(c)).count();
    encoding != UTF_8 && bad * 20 <= foreign
}

/// Whether a character stands for a byte that a legacy encoding leaves free.
fn is_upper_control(c: char) -> bool {
    ('\u{80}'..='\u{9F}').contains(&c)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let first = bytes.iter().position(|&byte| byte >= 0x80 || byte == 0x1B).unwrap_or(0);
    let start = first.saturating_sub(1024);
    detector.feed(&bytes[start..bytes.len().min(start + SAMPLE)], true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == WINDOWS_1252 && is_hungarian(bytes) { WINDOWS_1250 } else { guess }
}

/// Whether bytes that look western are Hungarian: where the words are, õ and û stand for ő and ű.
fn is_hungarian(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    sample.iter().any(|byte| matches!(byte, 0xD5 | 0xDB | 0xF5 | 0xFB)) && {
        let (text, _) = WINDOWS_1250.decode_without_bom_handling(sample);
        detect(&text).is_some_and(|language| language.primary() == "hu")
    }
}

/// Whether no text means this character: controls other than those of lines and tabs.
fn is_stray_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}')
}

/// The text with LF line ends and without controls: those of the upper half are what windows-1252
/// means by that byte (a page that was decoded wrongly once), others mean nothing and become U+FFFD.
/// Also which control each U+FFFD stands for, if any.
fn cleaned(raw: &str) -> (String, Vec<Option<char>>) {
    let mut out = String::with_capacity(raw.len());
    let mut causes = Vec::new();
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' => out.push('\n'),
            '\u{2029}' => out.push_str("\n\n"),
            '\u{FEFF}' => {}
            '\u{FFFD}' => {
                out.push(c);
                causes.push(None);
            }
            c if is_stray_control(c) => {
                let byte = [u8::try_from(u32::from(c)).unwrap_or(b'?')];
                let (meant, _) = WINDOWS_1252.decode_without_bom_handling(&byte);
                if meant.chars().any(char::is_control) {
                    out.push('\u{FFFD}');
                    causes.push(Some(c));
                } else {
                    out.push_str(&meant);
                }
            }
            c => out.push(c),
        }
    }
    (out, causes)
}

fn composed(text: String) -> String {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes { text } else { text.nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CZECH: &str = "Zvláštní zmocněnec Lajčák řekl, že příští týden přijede do Prištiny. Žluťoučký kůň úpěl ďábelské ódy.";

    fn utf16(text: &str, little_endian: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if little_endian { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    }

    #[test]
    fn a_name_arrives_the_same_from_every_encoding() {
        let (windows, _, _) = encoding_rs::WINDOWS_1250.encode(CZECH);
        let (latin2, _, _) = encoding_rs::ISO_8859_2.encode(CZECH);
        let decomposed: String = CZECH.nfd().collect();
        let utf32: Vec<u8> = "\u{FEFF}"
            .chars()
            .chain(CZECH.chars())
            .flat_map(|c| u32::from(c).to_le_bytes())
            .collect();
        for bytes in [
            CZECH.as_bytes(),
            decomposed.as_bytes(),
            &windows,
            &latin2,
            &utf16(CZECH, true),
            &utf16(CZECH, false),
            &utf16(&format!("\u{FEFF}{CZECH}"), true),
            format!("\u{FEFF}{CZECH}").as_bytes(),
            &utf32,
        ] {
            let decoded = decode(bytes, None);
            assert_eq!(decoded.text, CZECH, "{} {:?}", decoded.encoding, decoded.how);
            assert_eq!(decoded.bad_count, 0);
        }
    }

    /// Vietnamese in windows-1258 has the tone as a character of its own after the letter.
    fn windows_1258(text: &str) -> Vec<u8> {
        let tone =
            |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
        let apart: String = text
            .chars()
            .flat_map(|c| {
                let (tones, letter): (Vec<_>, Vec<_>) = c.nfd().partition(tone);
                letter.into_iter().nfc().chain(tones).collect::<Vec<_>>()
            })
            .collect();
        encoding_rs::WINDOWS_1258.encode(&apart).0.into_owned()
    }

    #[test]
    fn legacy_encodings_are_told_from_their_bytes() {
        let greek = "Ο φάρος της Άνω Πέτρας ανάβει ξανά. Έμεινε σβηστός δεκαεπτά χρόνια, όμως τα κλειδιά φυλάχτηκαν.";
        let turkish = "Köşedeki fırın, başka kimse uyanmadan önce açılır. Fırıncının ne zaman uyuduğunu kimse bilmez; İstanbul'da bile.";
        let hebrew = "המאפייה בפינה נפתחת לפני שמישהו אחר מתעורר. איש לא יודע מתי האופה ישן.";
        let russian = "Пекарня на углу открывается раньше, чем просыпаются все остальные. Никто не знает, когда спит пекарь.";
        let hungarian = "A sarki pékség kinyit, mielőtt bárki más felébredne. Senki sem tudja, mikor alszik a pék; őt kérdezd, ne a tűzoltót.";
        let french = "Où est-il allé, le boulanger ? « Déjà couché », répond la voisine, qui n'a rien vu ni entendu depuis Noël.";
        let vietnamese = "Tiệm bánh ở góc phố mở cửa trước khi mọi người thức dậy. Không ai biết bác thợ bánh ngủ lúc nào.";
        for (text, encoding) in [
            (greek, encoding_rs::WINDOWS_1253),
            (greek, encoding_rs::ISO_8859_7),
            (turkish, encoding_rs::WINDOWS_1254),
            (hebrew, encoding_rs::WINDOWS_1255),
            (russian, encoding_rs::WINDOWS_1251),
            (russian, encoding_rs::KOI8_R),
            (hungarian, encoding_rs::WINDOWS_1250),
            (hungarian, encoding_rs::ISO_8859_2),
            (CZECH, encoding_rs::ISO_8859_2),
            (french, WINDOWS_1252),
        ] {
            let (bytes, _, lossy) = encoding.encode(text);
            assert!(!lossy);
            let decoded = decode(&bytes, None);
            assert_eq!(decoded.text, text, "{} is {}", encoding.name(), decoded.encoding);
            assert_eq!((decoded.how, decoded.bad_count), (How::Guessed, 0));
        }
        let decoded = decode(&windows_1258(vietnamese), None);
        assert_eq!((decoded.text.as_str(), decoded.encoding), (vietnamese, "windows-1258"));
    }

    #[test]
    fn hungarian_that_looks_western_is_hungarian() {
        let text = "A polgármester szerint a gyerekek így tíz perc alatt érnek az iskolába. Az idősebbek örülnek, \
            hogy nem kell kerülniük a hegyről lefelé. A tűzoltók gyűlést tartanak.";
        for encoding in [WINDOWS_1250, encoding_rs::ISO_8859_2] {
            assert_eq!(decode(&encoding.encode(text).0, None).text, text);
        }
        let estonian = "Nurgapealne pagariäri avab uksed enne, kui keegi teine ärkab. Keegi ei tea, millal õde magab.";
        let (bytes, _, _) = WINDOWS_1252.encode(estonian);
        assert_eq!(decode(&bytes, None).text, estonian);
    }

    #[test]
    fn one_pair_of_quotation_marks_is_enough_for_utf8() {
        let decoded = decode(b"He said \xE2\x80\x9Cno\xE2\x80\x9D and left \xA0 at once.", None);
        assert_eq!((decoded.encoding, decoded.bad_count), ("UTF-8", 1));
        assert_eq!(decode(b"A caf\xC3\xA9 \xFF, closed.", None).encoding, "UTF-8");
        let (bytes, _, _) = WINDOWS_1252.encode("« LIBERTÉ\u{A0}» et «\u{A0}ÉGALITÉ\u{A0}»");
        assert_eq!(decode(&bytes, None).text, "« LIBERTÉ\u{A0}» et «\u{A0}ÉGALITÉ\u{A0}»");
    }

    #[test]
    fn one_long_line_takes_linear_time() {
        // Quadratic work on as many bytes would take hours.
        let line = "Žlutý kůň běží. ".repeat(1 << 16);
        assert_eq!(decode(line.as_bytes(), None).text, line);
        let (bytes, _, _) = encoding_rs::WINDOWS_1250.encode(&line);
        assert_eq!(decode(&bytes, None).text, line);
        let marks = format!("a{}", "\u{316}\u{301}".repeat(1 << 17));
        assert!(decode(marks.as_bytes(), None).text.starts_with('á'));
    }

    #[test]
    fn a_mark_beats_a_label_and_a_label_beats_a_guess() {
        assert_eq!(decode("\u{FEFF}č".as_bytes(), Some("windows-1250")).how, How::Bom);
        let labelled = decode(b"Laj\xE8\xE1k", Some("windows-1250"));
        assert_eq!((labelled.text.as_str(), labelled.how), ("Lajčák", How::Label));
        assert!(knows("latin1") && knows("UTF-32") && !knows("utf-9"));
    }

    #[test]
    fn bytes_beat_what_a_page_says_of_them() {
        let (windows, _, _) = WINDOWS_1250.encode(CZECH);
        for (bytes, declared, how, contradicts) in [
            (&*windows, "utf-8", How::Guessed, Some("UTF-8")),
            (&*windows, "windows-1250", How::Declared, None),
            (&*windows, "cp1250", How::Declared, None),
            (&*windows, "shift_jis", How::Guessed, Some("Shift_JIS")),
            (&*windows, "no-such", How::Guessed, None),
            (CZECH.as_bytes(), "iso-8859-1", How::Utf8, Some("windows-1252")),
            (CZECH.as_bytes(), "utf-16", How::Utf8, None),
        ] {
            let decoded = decode_declared(bytes, None, Some(declared));
            assert_eq!((decoded.text.as_str(), decoded.how), (CZECH, how), "{declared}");
            assert_eq!(decoded.contradicts, contradicts, "{declared}");
        }
        let (russian, _, _) = encoding_rs::KOI8_R.encode("Мельница");
        let decoded = decode_declared(&russian, None, Some("koi8-r"));
        assert_eq!((&*decoded.text, decoded.how), ("Мельница", How::Declared));
        let decoded = decode_declared(&russian, Some("koi8-r"), Some("utf-8"));
        assert_eq!(
            (&*decoded.text, decoded.how, decoded.contradicts),
            ("Мельница", How::Label, None)
        );
        assert_eq!(decode_declared(b"ASCII", None, Some("latin2")).contradicts, None);
    }

    #[test]
    fn utf16_of_other_scripts_needs_no_mark() {
        let greek = "Ο φάρος της Άνω Πέτρας ανάβει ξανά.\nΈμεινε σβηστός δεκαεπτά χρόνια.";
        assert_eq!(decode(&utf16(greek, true), None).text, greek);
        assert_eq!(decode(&utf16(greek, false), None).encoding, "UTF-16BE");
    }

    #[test]
    fn a_few_bad_bytes_leave_utf8_as_it_is() {
        let mut bytes = CZECH.as_bytes().to_vec();
        bytes.insert(9, 0xE9);
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.encoding, decoded.how, decoded.bad_count), ("UTF-8", How::Utf8, 1));
        assert_eq!(&decoded.text[decoded.bad[0].range.clone()], "\u{FFFD}");
        assert_eq!(decoded.text.replace('\u{FFFD}', ""), CZECH);
        let cut = decode(&"Praha leží na Vltavě".as_bytes()[..22], None);
        assert_eq!((cut.encoding, cut.bad_count), ("UTF-8", 1));
    }

    #[test]
    fn every_line_end_is_one_line_feed() {
        let decoded = decode("a\r\nb\rc\u{85}d\u{2028}e\u{C}f\ng\u{2029}h".as_bytes(), None);
        assert_eq!(decoded.text, "a\nb\nc\nd\ne\nf\ng\n\nh");
    }

    #[test]
    fn upper_controls_are_what_they_were_meant_to_be() {
        assert_eq!(decode("it\u{92}s \u{93}so\u{94}".as_bytes(), None).text, "it’s “so”");
    }

    #[test]
    fn a_control_that_means_nothing_is_named() {
        let decoded = decode("Žlutý\u{1B} kůň\0\u{FFFD}.".as_bytes(), None);
        assert_eq!(decoded.text, "Žlutý\u{FFFD} kůň\u{FFFD}\u{FFFD}.");
        let controls: Vec<_> = decoded.bad.iter().map(|bad| bad.control).collect();
        assert_eq!((controls, decoded.bad_count), (vec![Some('\u{1B}'), Some('\0'), None], 3));
    }

    #[test]
    fn binary_is_not_text() {
        assert!(decode(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", None).binary);
        assert!(decode(&[0, 1, 2, 3, 0, 0, 0, 9, 8, 7], None).binary);
        assert!(!decode(b"", None).binary);
    }

    #[test]
    fn many_places_are_counted_and_a_hundred_kept() {
        let bytes =
            "ž".repeat(2000).into_bytes().into_iter().chain([0xFF; 500]).collect::<Vec<_>>();
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.bad.len(), decoded.bad_count), (100, 500));
    }
}
