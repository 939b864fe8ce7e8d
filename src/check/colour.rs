//! Contrast as WCAG 2.2 defines it (relative luminance, contrast ratio). It knows no style sheet and no
//! page.

/// A colour of sRGB, each part 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rgb(pub f64, pub f64, pub f64);

impl Rgb {
    /// The relative luminance, 0 (black) to 1 (white).
    pub fn luminance(self) -> f64 {
        let linear = |part: f64| {
            let part = part.clamp(0.0, 1.0);
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

/// The contrast ratio of two colours, 1 to 21.
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (a.luminance(), b.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The least contrast of text (WCAG 2.2 SC 1.4.3): 3 for large text, which is from 18 points, or from 14
/// points if it is bold; else 4.5.
pub fn least_contrast(points: f64, bold: bool) -> f64 {
    if points >= 18.0 || (bold && points >= 14.0) { 3.0 } else { 4.5 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_what_the_standard_says() {
        let (black, white) = (Rgb(0.0, 0.0, 0.0), Rgb(1.0, 1.0, 1.0));
        assert!((contrast(black, white) - 21.0).abs() < 1e-9);
        assert!((contrast(white, white) - 1.0).abs() < 1e-9);
        let grey = |n: f64| Rgb(n / 255.0, n / 255.0, n / 255.0);
        assert!(contrast(grey(118.0), white) >= 4.5 && contrast(grey(119.0), white) < 4.5);
    }
}
