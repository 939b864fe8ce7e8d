//! Whether a style sheet's condition holds for the usual reader: a screen of 1280 by 720 pixels, light,
//! with a mouse and without wishes of its own. What depends on more is not decided.

/// Whether something applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applies {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// That cannot be told.
    Maybe,
}

impl Applies {
    /// Both must apply.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Maybe,
        }
    }

    fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Maybe => Self::Maybe,
        }
    }
}

/// How the reader holds the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Orientation {
    /// Wider than high: 1280 by 720.
    Landscape,
    /// Higher than wide: 720 by 1280.
    Portrait,
}

/// Conditions in conditions that are followed.
const DEEPEST: usize = 8;

/// Whether a list of media queries holds (Media Queries 4).
pub(super) fn media(list: &str, orientation: Orientation) -> Applies {
    let list = list.to_ascii_lowercase();
    if list.trim().is_empty() {
        return Applies::Yes;
    }
    let queries = list.split(',').map(|query| condition(query, orientation, DEEPEST));
    queries.fold(Applies::No, Applies::or)
}

/// `not`, types, and conditions in brackets, joined by `and` and `or`.
fn condition(text: &str, orientation: Orientation, depth: usize) -> Applies {
    let Some(depth) = depth.checked_sub(1) else { return Applies::Maybe };
    let (mut total, mut not, mut any) = (None, false, false);
    let mut rest = text.trim();
    let mut whole = false;
    while !rest.is_empty() {
        let (word, after) = word(rest);
        rest = after.trim_start();
        let value = match word {
            "only" | "and" => continue,
            "or" => {
                any = true;
                continue;
            }
            // Before a type, `not` is said of all that follows.
            "not" => {
                if rest.starts_with('(') {
                    not = true;
                } else {
                    whole = true;
                }
                continue;
            }
            "all" | "screen" => Applies::Yes,
            _ => match word.strip_prefix('(').and_then(|word| word.strip_suffix(')')) {
                Some(inside)
                    if inside.trim_start().starts_with(['('])
                        || inside.trim_start().starts_with("not") =>
                {
                    condition(inside, orientation, depth)
                }
                Some(inside) => feature(inside, orientation),
                None if word.contains('(') => Applies::Maybe,
                None => Applies::No,
            },
        };
        let value = if std::mem::take(&mut not) { value.not() } else { value };
        total = Some(match total {
            None => value,
            Some(total) if any => Applies::or(total, value),
            Some(total) => Applies::and(total, value),
        });
    }
    let total = total.unwrap_or(Applies::Maybe);
    if whole { total.not() } else { total }
}

/// The next word, or the next group in brackets, and what follows.
fn word(text: &str) -> (&str, &str) {
    let mut depth = 0usize;
    for (at, sign) in text.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return text.split_at(at + 1);
                }
            }
            sign if sign.is_whitespace() && depth == 0 => return text.split_at(at),
            _ => {}
        }
    }
    (text, "")
}

fn feature(text: &str, orientation: Orientation) -> Applies {
    let (width, height) = match orientation {
        Orientation::Landscape => (1280.0, 720.0),
        Orientation::Portrait => (720.0, 1280.0),
    };
    let is = |holds| if holds { Applies::Yes } else { Applies::No };
    let size = |name: &str| match name.trim().trim_start_matches("device-") {
        "width" => Some(width),
        "height" => Some(height),
        _ => None,
    };
    let Some((name, value)) = text.split_once(':') else {
        return range(text, size).map_or_else(|| plain(text.trim()), is);
    };
    let (name, value) = (name.trim(), value.trim());
    if let Some(actual) = name.strip_prefix("min-").and_then(size) {
        return pixels(value).map_or(Applies::Maybe, |least| is(actual >= least));
    }
    if let Some(actual) = name.strip_prefix("max-").and_then(size) {
        return pixels(value).map_or(Applies::Maybe, |most| is(actual <= most));
    }
    match name {
        "orientation" => is((value == "portrait") == (orientation == Orientation::Portrait)),
        "prefers-color-scheme" => is(value == "light"),
        "prefers-reduced-motion"
        | "prefers-contrast"
        | "prefers-reduced-transparency"
        | "prefers-reduced-data" => is(value == "no-preference"),
        "forced-colors" | "inverted-colors" => is(value == "none"),
        "hover" | "any-hover" => is(value == "hover"),
        "pointer" | "any-pointer" => is(value == "fine"),
        "scripting" => is(value == "enabled"),
        _ => Applies::Maybe,
    }
}

/// A feature without a value: whether there is any of it.
fn plain(name: &str) -> Applies {
    match name {
        "color" | "hover" | "any-hover" | "pointer" | "any-pointer" | "width" | "height"
        | "scripting" => Applies::Yes,
        "monochrome" | "grid" | "prefers-reduced-motion" | "prefers-contrast" | "forced-colors" => {
            Applies::No
        }
        _ => Applies::Maybe,
    }
}

/// `width >= 600px`, `600px < width`, `400px <= width <= 800px`.
fn range(text: &str, size: impl Fn(&str) -> Option<f64>) -> Option<bool> {
    let signs = |c: char| matches!(c, '<' | '>' | '=');
    let terms: Vec<&str> =
        text.split(signs).map(str::trim).filter(|term| !term.is_empty()).collect();
    let operators: Vec<&str> = text.split(|c: char| !signs(c)).filter(|o| !o.is_empty()).collect();
    if terms.len() < 2 || terms.len() != operators.len() + 1 {
        return None;
    }
    let value = |term: &str| size(term).or_else(|| pixels(term));
    let mut holds = true;
    for (pair, operator) in terms.windows(2).zip(operators) {
        let (a, b) = (value(pair[0])?, value(pair[1])?);
        holds &= match operator {
            "<" => a < b,
            "<=" => a <= b,
            ">" => a > b,
            ">=" => a >= b,
            "=" => (a - b).abs() < f64::EPSILON,
            _ => return None,
        };
    }
    Some(holds)
}

fn pixels(text: &str) -> Option<f64> {
    let bases = super::value::Bases { em: Some(16.0), rem: Some(16.0) };
    super::value::length(text, bases)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_reader_has_a_light_wide_screen() {
        let decide = |list| media(list, Orientation::Landscape);
        for list in [
            "",
            "all",
            "screen and (min-width: 600px)",
            "print, screen",
            "not print",
            "(width >= 40em)",
            "(400px <= width < 2000px)",
            "not (prefers-color-scheme: dark)",
            "only screen",
            "(min-width: 1px) or (max-width: 2px)",
        ] {
            assert_eq!(decide(list), Applies::Yes, "{list}");
        }
        for list in [
            "print",
            "(max-width: 600px)",
            "(prefers-color-scheme: dark)",
            "screen and (orientation: portrait)",
            "not screen",
            "(prefers-reduced-motion: reduce)",
        ] {
            assert_eq!(decide(list), Applies::No, "{list}");
        }
        for list in [
            "(min-resolution: 2dppx)",
            "(whatever)",
            "(min-width: 30vw)",
            "((((((((((color))))))))))",
        ] {
            assert_eq!(decide(list), Applies::Maybe, "{list}");
        }
        assert_eq!(media("(orientation: portrait)", Orientation::Portrait), Applies::Yes);
    }
}
