//! Front matter as it is written: flat YAML or TOML. Keys with plain, quoted or folded text and lists of
//! them are understood; what else there is, is handed back. It does not know what a key means.

use std::ops::Range;

use crate::source::Span;

/// A key and its values: one, or those of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) values: Vec<String>,
    pub(super) span: Span,
}

/// Where front matter stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    toml: bool,
    lines: Range<usize>,
    /// Where the text below it begins.
    pub(super) end: usize,
}

/// Lines that are not understood, with their places.
pub(super) type Problems = Vec<(Span, String)>;

/// Finds front matter: it begins in the first line, ends with a line of its own, and has a key first.
pub(super) fn find(text: &str) -> Option<Found> {
    let bom = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let mut lines = lines(text, bom..text.len());
    let (_, first) = lines.next()?;
    let (toml, ends): (bool, &[&str]) = match first.trim_end() {
        "---" => (false, &["---", "..."]),
        "+++" => (true, &["+++"]),
        _ => return None,
    };
    let start = bom + first.len() + 1;
    let mut has_key = None;
    for (at, line) in lines {
        let line_end = (at + line.len() + 1).min(text.len());
        if ends.contains(&line.trim_end()) {
            return has_key.unwrap_or(false).then_some(Found {
                toml,
                lines: start..at,
                end: line_end,
            });
        }
        if has_key.is_none() && !is_comment(line) {
            has_key = Some(key(line, toml).is_some() || toml && line.starts_with('['));
            if has_key == Some(false) {
                return None;
            }
        }
    }
    None
}

/// Reads the entries.
pub(super) fn parse(text: &str, found: &Found) -> (Vec<Entry>, Problems) {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    let mut lines = lines(text, found.lines.clone()).peekable();
    let mut in_table = false;
    while let Some((at, line)) = lines.next() {
        let span = Span::new(at..at + line.len());
        if is_comment(line) {
            continue;
        }
        if found.toml && line.trim_start().starts_with('[') {
            in_table = true;
            problems.push((span, line.trim().to_owned()));
            continue;
        }
        let Some((key, rest)) = key(line, found.toml).filter(|_| !in_table) else {
            problems.push((span, line.trim().to_owned()));
            continue;
        };
        // What belongs to this key: indented lines, list items, the rest of a list in brackets.
        let mut more = Vec::new();
        let mut open = rest.starts_with('[') && !closes(rest);
        while let Some(&(_, next)) = lines.peek() {
            let item = !found.toml && (next.starts_with([' ', '\t']) || is_item(next));
            if !(open || item) {
                break;
            }
            open &= !closes(next);
            more.push(next);
            lines.next();
        }
        match values(rest, &more) {
            Some(values) => entries.push(Entry { key: key.to_owned(), values, span }),
            None => problems.push((span, line.trim().to_owned())),
        }
    }
    (entries, problems)
}

/// The lines of a range, without their ends, and where they begin.
fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = (usize, &str)> {
    let mut at = range.start;
    text.get(range).unwrap_or("").split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        (start, line)
    })
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}

fn is_item(line: &str) -> bool {
    line.starts_with("- ") || line.trim_end() == "-"
}

fn closes(line: &str) -> bool {
    line.trim_end().ends_with(']')
}

/// The key of a line, and what stands after it.
fn key(line: &str, toml: bool) -> Option<(&str, &str)> {
    let (key, rest) = line.split_once(if toml { '=' } else { ':' })?;
    let quoted = key.trim_end().trim_matches(['"', '\'']);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let separated = toml || rest.is_empty() || rest.starts_with([' ', '\t', '\r']);
    (!quoted.is_empty() && quoted.chars().all(plain) && separated).then_some((quoted, rest.trim()))
}

/// The values of a key: after it, or in the lines below.
fn values(rest: &str, more: &[&str]) -> Option<Vec<String>> {
    let joined = || {
        let lines = more.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join(" ")
    };
    if matches!(rest.trim_end_matches(['+', '-']), "|" | ">") {
        return Some(vec![joined()]);
    }
    if rest.is_empty() && more.iter().any(|line| is_item(line.trim_start())) {
        return more.iter().filter(|line| !is_comment(line)).map(|line| item(line)).collect();
    }
    let whole = format!("{rest} {}", joined());
    let whole = whole.trim();
    match whole.strip_prefix('[') {
        Some(list) => inline_list(list),
        None => Some(vec![scalar(whole)?]),
    }
}

/// An item of a list; of an author with several keys, the name.
fn item(line: &str) -> Option<String> {
    let text = line.trim().strip_prefix('-')?.trim();
    match key(text, false) {
        Some(("name", name)) => scalar(name),
        Some(_) => None,
        None => scalar(text),
    }
}

/// The values between brackets, the first of which is cut off already.
fn inline_list(list: &str) -> Option<Vec<String>> {
    let mut rest = list.trim_start();
    let mut out = Vec::new();
    while !rest.starts_with(']') {
        rest = match rest.chars().next()? {
            '"' | '\'' => {
                let (value, after) = quoted(rest)?;
                out.push(value);
                after
            }
            '[' | '{' => return None,
            _ => {
                let end = rest.find([',', ']'])?;
                out.push(scalar(&rest[..end])?);
                &rest[end..]
            }
        };
        rest = rest.trim_start();
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    }
    Some(out)
}

/// One text: plain, up to a comment, or quoted.
fn scalar(text: &str) -> Option<String> {
    match text.chars().next() {
        Some('"' | '\'') => {
            quoted(text).filter(|(_, rest)| is_comment(rest)).map(|(value, _)| value)
        }
        Some('{' | '&' | '*' | '!') => None,
        _ => {
            let end = text.find(" #").unwrap_or(text.len());
            let plain = text[..end].trim();
            Some(if matches!(plain, "~" | "null") { String::new() } else { plain.to_owned() })
        }
    }
}

/// A quoted text without its quotes, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut chars = text.chars();
    let quote = chars.next()?;
    let mut out = String::new();
    loop {
        match chars.next()? {
            // In single quotes, a quote is written twice.
            '\'' if quote == '\'' && chars.as_str().starts_with('\'') => out.extend(chars.next()),
            c if c == quote => return Some((out, chars.as_str())),
            '\\' if quote == '"' => out.push(escape(&mut chars)?),
            c => out.push(c),
        }
    }
}

/// The character of an escape, from after its backslash on.
fn escape(chars: &mut std::str::Chars<'_>) -> Option<char> {
    let digits = match chars.next()? {
        'n' | 't' => return Some(' '),
        'x' => 2,
        'u' => 4,
        'U' => 8,
        c => return Some(c),
    };
    let hex: String = chars.by_ref().take(digits).collect();
    u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Values = Vec<(String, Vec<String>)>;

    fn entries(text: &str) -> (Values, Vec<String>, String) {
        let found = find(text).unwrap();
        let (entries, problems) = parse(text, &found);
        (
            entries.into_iter().map(|entry| (entry.key, entry.values)).collect(),
            problems.into_iter().map(|(_, line)| line).collect(),
            text[found.end..].to_owned(),
        )
    }

    #[test]
    fn yaml() {
        let text = "---\n# comment\ntitle: \"A: \\\"b\\\" \\u010D\" # why\nauthors:\n  - Ann\n- 'O''Neil'\n  \
            \ndescription: >\n  one\n  two\ntags: [a, \"b, c\",\n  'd''s' ]\nempty:\ndate: 2020-05-13 # day\r\n\
            nested:\n  key: value\n{bad\n---\ntext";
        let (entries, problems, rest) = entries(text);
        let expected: &[(&str, &[&str])] = &[
            ("title", &["A: \"b\" č"]),
            ("authors", &["Ann", "O'Neil"]),
            ("description", &["one two"]),
            ("tags", &["a", "b, c", "d's"]),
            ("empty", &[""]),
            ("date", &["2020-05-13"]),
            ("nested", &["key: value"]),
        ];
        let entries: Vec<(&str, Vec<&str>)> =
            entries.iter().map(|(k, v)| (&**k, v.iter().map(String::as_str).collect())).collect();
        assert_eq!(entries, expected.iter().map(|(k, v)| (*k, v.to_vec())).collect::<Vec<_>>());
        assert_eq!(problems, ["{bad"]);
        assert_eq!(rest, "text");
    }

    #[test]
    fn toml() {
        let (entries, problems, rest) = entries(
            "+++\ntitle = \"T\"\nauthors = [\n 'A',\n 'B'\n]\n[params]\nx = 1\n+++\n\ntext",
        );
        assert_eq!(entries[0], ("title".into(), vec!["T".into()]));
        assert_eq!(entries[1], ("authors".into(), vec!["A".into(), "B".into()]));
        assert_eq!(problems, ["[params]", "x = 1"]);
        assert_eq!(rest, "\ntext");
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for text in ["---\n\nWords.\n\n---\n", "---\nkey: value\nno end", "", "---", "--- \nA\n---"]
        {
            assert_eq!(find(text), None, "{text}");
        }
        assert!(find("\u{FEFF}---\na: b\n---").is_some());
    }

    #[test]
    fn hostile_lines_are_problems_not_panics() {
        for value in ["'", "''", "'''", "\"", "[", "[\"", "['a", "[a", "&x", "- 'č", "\"\\u12"] {
            let text = format!("---\ntitle: {value}\n---\n");
            let found = find(&text).unwrap();
            let (entries, problems) = parse(&text, &found);
            assert_eq!(entries.len() + problems.len(), 1, "{value}");
        }
    }
}
