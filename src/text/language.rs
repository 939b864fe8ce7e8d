//! Language tags (BCP 47, RFC 5646): checked for form, written in the usual case. It does not know
//! which subtags are registered.

use std::fmt;

/// A well-formed BCP 47 language tag in the recommended case: `en`, `sr-Latn-RS`, `und`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(String);

impl Language {
    /// Reads a tag; underscores count as hyphens (`en_GB`). `None` if it is not well formed.
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.trim().replace('_', "-");
        let mut subtags = tag.split('-');
        let primary = subtags.next()?;
        let private = primary.eq_ignore_ascii_case("x");
        if !(private || (2..=8).contains(&primary.len()))
            || !primary.bytes().all(|b| b.is_ascii_alphabetic())
        {
            return None;
        }
        let mut out = primary.to_ascii_lowercase();
        let (mut after_singleton, mut count) = (private, 0);
        for subtag in subtags {
            if !(1..=8).contains(&subtag.len())
                || !subtag.bytes().all(|b| b.is_ascii_alphanumeric())
            {
                return None;
            }
            count += 1;
            out.push('-');
            match subtag.len() {
                2 if !after_singleton => out.push_str(&subtag.to_ascii_uppercase()),
                4 if !after_singleton && subtag.bytes().all(|b| b.is_ascii_alphabetic()) => {
                    out.push_str(&subtag[..1].to_ascii_uppercase());
                    out.push_str(&subtag[1..].to_ascii_lowercase());
                }
                _ => out.push_str(&subtag.to_ascii_lowercase()),
            }
            after_singleton |= subtag.len() == 1;
        }
        let ends_in_singleton = out.rsplit('-').next().is_some_and(|last| last.len() == 1);
        (!ends_in_singleton && (!private || count > 0)).then_some(Self(out))
    }

    /// The tag for "nobody knows".
    pub fn undetermined() -> Self {
        Self("und".into())
    }

    /// Whether nobody knows the language.
    pub fn is_undetermined(&self) -> bool {
        self.primary() == "und"
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without script, region and the rest: `sr` of `sr-Latn-RS`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or("und")
    }

    /// Whether the language is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        if let Some(script) = self.0.split('-').skip(1).find(|s| s.len() == 4) {
            return matches!(script, "Arab" | "Hebr" | "Syrc" | "Thaa" | "Nkoo" | "Adlm");
        }
        matches!(
            self.primary(),
            "ar" | "arc"
                | "ckb"
                | "dv"
                | "fa"
                | "he"
                | "iw"
                | "ji"
                | "ps"
                | "sd"
                | "syr"
                | "ug"
                | "ur"
                | "yi"
        )
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether the first strong character of a text is right-to-left (UAX #9, rules P2 and P3, by blocks).
pub fn is_right_to_left(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| {
        matches!(c as u32, 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_checked_and_written_in_the_usual_case() {
        let parse = |tag| Language::parse(tag).map(|l| l.to_string());
        assert_eq!(parse("EN_gb").as_deref(), Some("en-GB"));
        assert_eq!(parse("sr-latn-rs").as_deref(), Some("sr-Latn-RS"));
        assert_eq!(parse("de-x-gb").as_deref(), Some("de-x-gb"));
        for bad in ["", "e", "12", "en-", "en--GB", "en-x", "english language", "x"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn direction_follows_script_then_language() {
        let rtl = |tag| Language::parse(tag).unwrap().is_right_to_left();
        assert!(rtl("he") && rtl("ar-EG") && rtl("az-Arab") && !rtl("ar-Latn") && !rtl("en"));
        assert!(is_right_to_left("1. שלום") && !is_right_to_left("Hi שלום"));
    }
}
