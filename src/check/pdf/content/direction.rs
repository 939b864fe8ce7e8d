//! Text that is written from right to left but painted from left to right, as many programs do: the order
//! in which it is read is the other way round (ISO 32000-1, 14.8.2.3.3). It knows only texts.

/// The text in the order in which it is read, if most of its letters run from right to left.
pub(super) fn logical(text: String) -> String {
    let (mut right, mut left) = (0_usize, 0_usize);
    for c in text.chars() {
        if is_rtl(c) {
            right += 1;
        } else {
            left += usize::from(c.is_alphabetic());
        }
    }
    if right == 0 || right < left {
        return text;
    }
    let mut letters: Vec<char> = text.chars().rev().map(mirrored).collect();
    // Numbers and foreign words inside run from left to right all the same.
    let mut start = 0;
    while start < letters.len() {
        if !is_ltr(letters[start]) {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        for (next, &letter) in letters.iter().enumerate().skip(start + 1) {
            if is_ltr(letter) {
                end = next + 1;
            } else if !matches!(letter, '.' | ',' | ':' | '-' | '/' | '\'') {
                break;
            }
        }
        letters[start..end].reverse();
        start = end;
    }
    letters.into_iter().collect()
}

fn is_ltr(c: char) -> bool {
    c.is_alphanumeric() && !is_rtl(c) || matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}')
}

/// Letters of scripts from right to left; their digits are none.
fn is_rtl(c: char) -> bool {
    matches!(
        u32::from(c),
        0x0590..=0x065F | 0x066A..=0x06EF | 0x06FA..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE
            | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF
    )
}

/// A bracket as it is written where text runs from right to left.
fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '«' => '»',
        '»' => '«',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::logical;

    #[test]
    fn painted_order_becomes_reading_order() {
        assert_eq!(logical("םולש".into()), "שלום");
        assert_eq!(logical("(2.5 ב) א".into()), "א (ב 2.5)");
        assert_eq!(logical("plain 12".into()), "plain 12");
    }
}
