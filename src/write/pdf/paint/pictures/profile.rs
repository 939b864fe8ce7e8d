//! Which colour profile of a picture a PDF may carry: one that is whole, of a kind that PDF/A allows, and of
//! as many channels as the picture. It converts nothing.

/// A profile for pixels of so many channels; `None` if it is of no use, or says what is true without it.
pub(super) fn usable(mut profile: Vec<u8>, channels: u8) -> Option<Vec<u8>> {
    let size = number(&profile, 0)?;
    profile.truncate(size);
    let space: &[u8] = match channels {
        1 => b"GRAY",
        3 => b"RGB ",
        _ => b"CMYK",
    };
    let classes: [&[u8]; 4] = [b"scnr", b"mntr", b"prtr", b"spac"];
    let known = profile.len() == size
        && (2..=4).contains(profile.get(8)?)
        && classes.contains(&profile.get(12..16)?)
        && profile.get(16..20)? == space
        && matches!(profile.get(20..24)?, b"XYZ " | b"Lab ")
        && profile.get(36..40)? == b"acsp";
    // What a PDF says of colours without a profile is sRGB: its output intent.
    (known && !is_srgb(&profile)?).then_some(profile)
}

/// Whether a profile describes itself as sRGB; `None` if its parts are not where it says.
fn is_srgb(profile: &[u8]) -> Option<bool> {
    let mut srgb = false;
    for tag in 0..number(profile, 128)? {
        let at = tag.checked_mul(12)?.checked_add(132)?;
        let (start, length) = (number(profile, at + 4)?, number(profile, at + 8)?);
        let data = profile.get(start..start.checked_add(length)?)?;
        if profile.get(at..at + 4)? == b"desc" {
            let has = |name: &[u8]| data.windows(name.len()).any(|part| part == name);
            srgb = has(b"sRGB") || has(b"\0s\0R\0G\0B");
        }
    }
    Some(srgb)
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let number = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(number)).ok()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A profile with a description and nothing else.
    pub(in super::super) fn profile(space: [u8; 4], description: &str) -> Vec<u8> {
        let mut out = vec![0; 128];
        out[8] = 2;
        out[12..16].copy_from_slice(b"mntr");
        out[16..20].copy_from_slice(&space);
        out[20..24].copy_from_slice(b"XYZ ");
        out[36..40].copy_from_slice(b"acsp");
        out.extend([0, 0, 0, 1]);
        out.extend(b"desc");
        out.extend([0, 0, 0, 144]);
        out.extend(u32::try_from(description.len()).unwrap().to_be_bytes());
        out.extend(description.as_bytes());
        let size = u32::try_from(out.len()).unwrap().to_be_bytes();
        out[..4].copy_from_slice(&size);
        out
    }

    #[test]
    fn only_what_fits_and_is_not_known_anyway() {
        let wide = profile(*b"RGB ", "Wide");
        assert_eq!(usable([wide.clone(), vec![0]].concat(), 3), Some(wide.clone()));
        assert_eq!(usable(wide.clone(), 1), None);
        assert_eq!(usable(profile(*b"RGB ", "sRGB IEC61966-2.1"), 3), None);
        assert!(usable(profile(*b"GRAY", "Dots"), 1).is_some());
        assert!(usable(profile(*b"CMYK", "Press"), 4).is_some());
        for cut in [0, 3, 100, 131, 140, wide.len() - 1] {
            assert_eq!(usable(wide[..cut].to_vec(), 3), None);
        }
        for (at, byte) in [(8, 5), (12, b'l'), (36, b'x'), (131, 200), (137, 255)] {
            let mut broken = wide.clone();
            broken[at] = byte;
            assert_eq!(usable(broken, 3), None, "{at}");
        }
    }
}
