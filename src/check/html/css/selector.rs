//! Selectors made ready for a page that nobody touches: what they ask of the last element, how specific
//! they are, and states that no element is in. It knows no style sheet.

use dom_query::Matcher;

/// A selector that can be tried.
pub(super) struct Selector {
    /// What tries it.
    pub matcher: Matcher,
    /// How specific it is (Selectors 4, 17): ids, then classes, then types, in one number.
    pub specificity: u32,
    /// What an element must have for it to be worth trying.
    pub key: Key,
}

/// What the last compound of a selector asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// An id.
    Id(String),
    /// A class.
    Class(String),
    /// A name.
    Name(String),
    /// None of these.
    Any,
}

/// What became of a selector.
pub(super) enum Prepared {
    /// It can be tried.
    Ready(Selector),
    /// It chooses no element of a page at rest: a state, a pseudo-element.
    Never,
    /// It may choose any element.
    Unknown,
}

/// States that no element of a page at rest is in.
const NEVER: &[&str] = &[
    "hover",
    "active",
    "focus",
    "focus-within",
    "focus-visible",
    "visited",
    "target",
    "target-within",
    "autofill",
    "fullscreen",
    "modal",
    "popover-open",
    "picture-in-picture",
    "invalid",
    "user-invalid",
    "user-valid",
    "placeholder-shown",
    "host",
    "current",
    "past",
    "future",
];
/// Pseudo-elements that may be written with one colon.
const PSEUDO_ELEMENTS: &[&str] = &["before", "after", "first-line", "first-letter"];
/// The longest selector that is read, in bytes.
const LONGEST: usize = 2000;

/// Makes one complex selector (without commas outside of brackets) ready.
pub(super) fn prepare(text: &str) -> Prepared {
    let text = text.trim();
    if text.len() > LONGEST {
        return Prepared::Unknown;
    }
    // Such as `&gt;` in a page: no selector at all.
    if text.contains(';') && !text.contains(['"', '\'']) {
        return Prepared::Never;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut quote = None;
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match (quote, sign) {
            (Some(open), sign) if open == sign => quote = None,
            (None, '"' | '\'') => quote = Some(sign),
            (None, '\\') => {
                plain.push(sign);
                if let Some(next) = rest.chars().next() {
                    plain.push(next);
                    rest = &rest[next.len_utf8()..];
                }
                continue;
            }
            (None, ':') => {
                if rest.starts_with(':') {
                    return Prepared::Never;
                }
                let end = rest
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
                    .unwrap_or(rest.len());
                let name = rest[..end].to_ascii_lowercase();
                if PSEUDO_ELEMENTS.contains(&&*name) {
                    return Prepared::Never;
                }
                rest = &rest[end..];
                match &*name {
                    // The root element of a page; `html:root` needs no more.
                    "root" => {
                        if !plain.ends_with(|c: char| is_name(c) || matches!(c, ']' | ')' | '*')) {
                            plain.push_str("html");
                        }
                    }
                    name if NEVER.contains(&name) && !rest.starts_with('(') => {
                        plain.push_str(":hover");
                    }
                    "disabled" => plain.push_str("[disabled]"),
                    "enabled" => plain.push_str(":not([disabled])"),
                    "checked" => plain.push_str("[checked]"),
                    "required" => plain.push_str("[required]"),
                    "optional" => plain.push_str(":not([required])"),
                    "open" => plain.push_str("[open]"),
                    "has-text" | "contains" | "only-text" => return Prepared::Unknown,
                    name if name.starts_with('-') => return Prepared::Never,
                    name => {
                        plain.push(':');
                        plain.push_str(name);
                    }
                }
                continue;
            }
            _ => {}
        }
        plain.push(sign);
    }
    match Matcher::new(&plain) {
        Ok(matcher) => Prepared::Ready(Selector {
            matcher,
            specificity: specificity(text, 8),
            key: key(&plain),
        }),
        Err(_) => Prepared::Unknown,
    }
}

/// What a selector of `::before` or `::after` is said of.
pub(super) fn host(text: &str) -> Option<&str> {
    let text = text.trim();
    let at = text.rfind(':')?;
    matches!(&*text[at + 1..].to_ascii_lowercase(), "before" | "after").then_some(())?;
    let host = text[..at].trim_end_matches(':');
    Some(if host.is_empty() { "*" } else { host })
}

/// The parts of a list, split at commas outside of brackets and quotation marks.
pub(super) fn split(list: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut quote, mut from, mut escaped) = (0usize, None, 0, false);
    for (at, sign) in list.char_indices() {
        match (quote, sign) {
            _ if std::mem::take(&mut escaped) => {}
            (_, '\\') => escaped = true,
            (Some(open), sign) if open == sign => quote = None,
            (None, '"' | '\'') => quote = Some(sign),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                parts.push(&list[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[from..]);
    parts
}

/// The specificity of one id.
pub(super) const ID: u32 = 1 << 20;
const CLASS: u32 = 1 << 10;

/// Ids, classes and types, each up to 1,023.
fn specificity(text: &str, depth: usize) -> u32 {
    let (mut ids, mut classes, mut types) = (0u32, 0u32, 0u32);
    let mut inner = 0u32;
    let mut rest = text;
    let mut before = ' ';
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        let begins_name =
            sign.is_alphabetic() && !is_name(before) && !matches!(before, '.' | '#' | ':' | '\\');
        before = sign;
        match sign {
            '#' => ids += 1,
            '.' => classes += 1,
            '[' => {
                classes += 1;
                rest = &rest[group_end(rest)..];
            }
            ':' => {
                let end = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
                let (name, after) = rest.split_at(end);
                rest = after;
                before = 'a';
                if let Some(inside) = rest.strip_prefix('(') {
                    let close = group_end(inside);
                    let argument = inside[..close].trim_end_matches(')');
                    rest = &inside[close..];
                    match name {
                        "where" => continue,
                        "is" | "not" | "has" if depth > 0 => {
                            let parts = split(argument).into_iter();
                            inner = inner.saturating_add(
                                parts.map(|part| specificity(part, depth - 1)).max().unwrap_or(0),
                            );
                            continue;
                        }
                        _ => {}
                    }
                }
                classes += 1;
            }
            _ if begins_name => types += 1,
            _ => {}
        }
    }
    let own = ids.min(1023) * ID + classes.min(1023) * CLASS + types.min(1023);
    own.saturating_add(inner)
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

/// Where a group ends, past its closing bracket; nested ones are skipped.
fn group_end(text: &str) -> usize {
    let mut depth = 1usize;
    for (at, sign) in text.char_indices() {
        match sign {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + sign.len_utf8();
        }
    }
    text.len()
}

/// What the compound after the last combinator asks for.
fn key(text: &str) -> Key {
    if text.contains('\\') {
        return Key::Any;
    }
    let mut depth = 0usize;
    let mut from = 0;
    for (at, sign) in text.char_indices() {
        match sign {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ' ' | '\t' | '\n' | '\r' | '\u{c}' | '>' | '+' | '~' if depth == 0 => from = at + 1,
            _ => {}
        }
    }
    // Only what stands before the first bracket or pseudo-class is asked for in any case.
    let compound = &text[from..];
    let end = compound.find(['[', ':', '(']).unwrap_or(compound.len());
    let compound = &compound[..end];
    let named = |mark: char| {
        let rest = &compound[compound.find(mark)? + 1..];
        Some(rest[..rest.find(['.', '#']).unwrap_or(rest.len())].to_owned())
            .filter(|name| !name.is_empty())
    };
    let name = &compound[..compound.find(['.', '#']).unwrap_or(compound.len())];
    match (named('#'), named('.')) {
        (Some(id), _) => Key::Id(id),
        (None, Some(class)) => Key::Class(class),
        (None, None) if name.is_empty() || name.contains(['*', '|', '&']) => Key::Any,
        (None, None) => Key::Name(name.to_ascii_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specificity_counts_ids_classes_and_types() {
        for (text, is) in [
            ("p", 1),
            ("*", 0),
            ("ul li", 2),
            (".a", CLASS),
            ("a:link", CLASS + 1),
            ("#a .b[c=d] e", ID + 2 * CLASS + 1),
            (":not(#a, b)", ID),
            (":where(#a) b", 1),
            ("a.x:hover", 2 * CLASS + 1),
            ("h1-x", 1),
        ] {
            assert_eq!(specificity(text, 8), is, "{text}");
        }
    }

    #[test]
    fn keys_are_of_the_last_compound() {
        for (text, is) in [
            ("ul > li.a", Key::Class("a".into())),
            ("#x p", Key::Name("p".into())),
            ("p #x.y", Key::Id("x".into())),
            ("a:not(.b)", Key::Name("a".into())),
            ("[a=\"b c\"]", Key::Any),
            ("*", Key::Any),
            (":is(h1, h2)", Key::Any),
            (".a\\:b", Key::Any),
        ] {
            assert_eq!(key(text), is, "{text}");
        }
    }

    #[test]
    fn states_choose_nothing_and_unknown_selectors_may_choose_all() {
        assert!(matches!(prepare("a::before"), Prepared::Never));
        assert!(matches!(prepare("a&gt; b"), Prepared::Never));
        assert_eq!(host("p a::Before"), Some("p a"));
        assert_eq!((host(":after"), host("a:hover")), (Some("*"), None));
        assert!(matches!(prepare("a:not(:focus-visible)"), Prepared::Ready(_)));
        assert!(matches!(prepare(":root"), Prepared::Ready(ready) if ready.specificity == CLASS));
        assert!(matches!(prepare("p:lang(en)"), Prepared::Unknown));
        assert!(matches!(prepare("a:contains(\"b\")"), Prepared::Unknown));
        assert_eq!(split("a, b:is(c, d), [e=\",\"]"), ["a", " b:is(c, d)", " [e=\",\"]"]);
    }
}
