//! The addresses in a style sheet, found without understanding it. It knows no selector and no value.

use super::content::Use;

/// The addresses in a style sheet (`url(…)`, `@import "…"`), what each is used for, and where it stands.
pub(super) fn urls(css: &str) -> Vec<(Use, String, usize)> {
    let bytes = css.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    // What the declarations are for that stand here: `@import …;`, `@font-face { … }`.
    let (mut importing, mut font) = (false, false);
    let starts = |at: usize, word: &str| {
        let part = bytes.get(at..at + word.len());
        part.is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()))
    };
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'/' if starts(at, "/*") => {
                at = css[at + 2..].find("*/").map_or(bytes.len(), |found| at + found + 4);
                continue;
            }
            b'"' | b'\'' => {
                let (text, end) = string(css, at);
                if importing {
                    out.push((Use::StyleSheet, text, at));
                }
                at = end;
                continue;
            }
            b'@' if starts(at, "@import") => importing = true,
            b'@' if starts(at, "@font-face") => font = true,
            b'@' if starts(at, "@namespace") => {
                // Its addresses are names.
                at = css[at..].find(';').map_or(bytes.len(), |found| at + found);
                continue;
            }
            b';' => importing = false,
            b'}' => (importing, font) = (false, false),
            b'u' | b'U' if starts(at, "url(") => {
                let used = match (importing, font) {
                    (true, _) => Use::StyleSheet,
                    (_, true) => Use::Font,
                    _ => Use::Picture,
                };
                let (text, end) = address(css, at + 4);
                out.push((used, text, at));
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    out
}

/// Whether a style sheet says how words are spoken (CSS Speech).
pub(super) fn speaks(css: &str) -> bool {
    ["speak-as", "-epub-speak", "voice-family", "voice-rate", "cue-before", "cue-after"]
        .iter()
        .any(|property| css.contains(property))
}

/// The address in `url(…)`, from after the bracket, and where it ends.
fn address(css: &str, from: usize) -> (String, usize) {
    let rest = &css[from..];
    let inner = from + rest.len() - rest.trim_start().len();
    if css[inner..].starts_with(['"', '\'']) {
        let (text, end) = string(css, inner);
        return (text, css[end..].find(')').map_or(css.len(), |found| end + found + 1));
    }
    let end = css[inner..].find(')').map_or(css.len(), |found| inner + found);
    (css[inner..end].trim().to_owned(), (end + 1).min(css.len()))
}

/// A string from its quotation mark on, without it, and where it ends.
fn string(css: &str, from: usize) -> (String, usize) {
    let mut characters = css[from..].char_indices();
    let mark = characters.next().map_or('"', |(_, mark)| mark);
    let mut out = String::new();
    while let Some((at, c)) = characters.next() {
        match c {
            // A string ends at a line end, which is a fault of its own.
            '\n' => return (out, from + at),
            '\\' => out.extend(characters.next().map(|(_, c)| c).filter(|c| *c != '\n')),
            c if c == mark => return (out, from + at + 1),
            c => out.push(c),
        }
    }
    (out, css.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_with_their_use() {
        let css = "@import 'a.css'; /* url(no) */ p{background:URL( \"b)c.png\" )}\
                   @font-face{src:url(d.woff)} q{content:'url(e)'}";
        let found: Vec<_> = urls(css).into_iter().map(|(used, url, _)| (used, url)).collect();
        let expected =
            [(Use::StyleSheet, "a.css"), (Use::Picture, "b)c.png"), (Use::Font, "d.woff")];
        assert_eq!(found, expected.map(|(used, url)| (used, url.to_owned())));
    }

    #[test]
    fn what_never_ends_ends() {
        for css in ["url(", "url('", "/*", "'\\", "@import \"é", "url(é", "@namespace"] {
            let _ = urls(css);
        }
    }
}
