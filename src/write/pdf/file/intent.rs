//! The output intent: what the numbers of a colour mean, as an ICC profile of sRGB (IEC 61966-2-1)
//! that is computed here, so that it needs no licence and takes half a kilobyte.

use lopdf::{Document as Pdf, Object, ObjectId, Stream, dictionary};

/// Adds the output intent.
pub(super) fn add(pdf: &mut Pdf) -> ObjectId {
    let profile = pdf.add_object(Stream::new(dictionary! { "N" => 3 }, profile()));
    pdf.add_object(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    })
}

/// The profile connection space's white, D50.
const D50: [f64; 3] = [0.9642, 1.0, 0.8249];
/// The primaries of sRGB, adapted from D65 to D50 (Bradford).
const RED: [f64; 3] = [0.436_065_67, 0.222_488_40, 0.013_916_02];
const GREEN: [f64; 3] = [0.385_147_09, 0.716_873_17, 0.097_076_42];
const BLUE: [f64; 3] = [0.143_066_41, 0.060_607_91, 0.714_096_07];
/// That adaptation, row by row.
const ADAPTATION: [f64; 9] = [
    1.047_882_08,
    0.022_918_70,
    -0.050_216_67,
    0.029_586_79,
    0.990_478_52,
    -0.017_074_58,
    -0.009_231_57,
    0.015_075_68,
    0.751_678_47,
];
/// The curve: ((a·x + b)^g from d on, c·x below), in the order g, a, b, c, d.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];

/// An ICC profile, version 4.2: matrix and curves.
fn profile() -> Vec<u8> {
    let curve = parametric();
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", localized("sRGB")),
        (b"cprt", localized("No copyright, use freely")),
        (b"wtpt", xyz(D50)),
        (b"chad", [b"sf32\0\0\0\0".to_vec(), fixed(&ADAPTATION)].concat()),
        (b"rXYZ", xyz(RED)),
        (b"gXYZ", xyz(GREEN)),
        (b"bXYZ", xyz(BLUE)),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = u32_bytes(tags.len()).to_vec();
    let mut data: Vec<u8> = Vec::new();
    let start = 128 + 4 + 12 * tags.len();
    for (signature, body) in &tags {
        table.extend(*signature);
        table.extend(u32_bytes(start + data.len()));
        table.extend(u32_bytes(body.len()));
        data.extend(body);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut out = header(start + data.len());
    out.extend(table);
    out.extend(data);
    out
}

fn header(size: usize) -> Vec<u8> {
    let mut out = u32_bytes(size).to_vec();
    out.extend([0; 4]); // no preferred module
    out.extend([4, 0x20, 0, 0]); // version
    out.extend(b"mntrRGB XYZ ");
    // A date is required; it is that of the first edition of the standard.
    for part in [1999_u16, 10, 1, 0, 0, 0] {
        out.extend(part.to_be_bytes());
    }
    out.extend(b"acsp");
    out.extend([0; 28]); // platform, flags, maker, model, attributes, perceptual intent
    out.extend(fixed(&D50));
    out.resize(128, 0);
    out
}

fn parametric() -> Vec<u8> {
    // Function type 3 of `parametricCurveType`.
    [b"para\0\0\0\0\0\x03\0\0".to_vec(), fixed(&CURVE)].concat()
}

fn xyz(values: [f64; 3]) -> Vec<u8> {
    [b"XYZ \0\0\0\0".to_vec(), fixed(&values)].concat()
}

fn localized(text: &str) -> Vec<u8> {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut out = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS".to_vec();
    out.extend(u32_bytes(utf16.len()));
    out.extend(u32_bytes(28));
    out.extend(utf16);
    out
}

/// Numbers as `s15Fixed16Number`.
fn fixed(values: &[f64]) -> Vec<u8> {
    #[allow(clippy::cast_possible_truncation, reason = "the constants above are below 4")]
    let number = |value: &f64| (value * 65536.0).round() as i32;
    values.iter().flat_map(|value| number(value).to_be_bytes()).collect()
}

fn u32_bytes(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_primaries_make_white_and_the_size_is_true() {
        for axis in 0..3 {
            assert!((RED[axis] + GREEN[axis] + BLUE[axis] - D50[axis]).abs() < 2e-4);
        }
        let profile = profile();
        assert_eq!(profile[..4], u32_bytes(profile.len()));
        assert_eq!(&profile[36..40], b"acsp");
        assert!(profile.len() < 700);
    }
}
