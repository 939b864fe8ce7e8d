//! Front matter as it is written: flat YAML or TOML. Keys with plain, quoted or folded text, lists of
//! them, and mappings that have a name are understood; what else there is, is handed back. It does not
//! know what a key means.

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

/// A line that is not understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) line: String,
    pub(super) span: Span,
    /// The key whose value is lost with it.
    pub(super) key: Option<String>,
}

impl Problem {
    fn new((at, line): Line<'_>, key: Option<&str>) -> Self {
        let span = Span::new(at..at + line.len());
        Self { line: line.trim().to_owned(), span, key: key.map(str::to_owned) }
    }
}

/// A line without its end, and where it begins.
type Line<'a> = (usize, &'a str);

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
pub(super) fn parse(text: &str, found: &Found) -> (Vec<Entry>, Vec<Problem>) {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    let mut lines = lines(text, found.lines.clone()).peekable();
    let mut table = None;
    while let Some((at, line)) = lines.next() {
        if is_comment(line) {
            continue;
        }
        if found.toml && line.trim_start().starts_with('[') {
            table = Some(line.trim().trim_matches(['[', ']']));
        }
        let Some((key, rest)) = key(line, found.toml).filter(|_| table.is_none()) else {
            problems.push(Problem::new((at, line), table));
            continue;
        };
        // What belongs to this key: indented lines, list items, the rest of a list in brackets.
        let mut more = Vec::new();
        let mut open = rest.starts_with('[') && !closes(rest);
        while let Some(&(at, next)) = lines.peek() {
            let item = !found.toml && (next.starts_with([' ', '\t']) || is_item(next));
            if !(open || item) {
                break;
            }
            open &= !closes(next);
            more.push((at, next));
            lines.next();
        }
        let mut lost = Vec::new();
        match values(rest, &more, &mut lost) {
            Some(values) => {
                let span = Span::new(at..at + line.len());
                entries.push(Entry { key: key.to_owned(), values, span });
            }
            None => problems.push(Problem::new((at, line), Some(key))),
        }
        let lost = lost.into_iter();
        problems.extend(lost.map(|(line, whole)| Problem::new(line, Some(key).filter(|_| whole))));
    }
    (entries, problems)
}

/// The lines of a range, without their ends, and where they begin.
fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Line<'_>> {
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

/// Lines inside a value that are lost, each with whether it is a whole value.
type Lost<'a> = Vec<(Line<'a>, bool)>;

/// The values of a key: after it, or in the lines below.
fn values<'a>(rest: &str, more: &[Line<'a>], lost: &mut Lost<'a>) -> Option<Vec<String>> {
    if matches!(rest.trim_end_matches(['+', '-']), "|" | ">") {
        return Some(vec![joined(more)]);
    }
    if rest.is_empty() {
        let more: Vec<_> = more.iter().copied().filter(|(_, line)| !is_comment(line)).collect();
        if more.first().is_some_and(|(_, line)| is_item(line.trim_start())) {
            return Some(items(&more, lost));
        }
        if let Some(entries) = mapping(&more) {
            return Some(vec![name(&entries, lost)?]);
        }
    }
    let whole = format!("{rest} {}", joined(more));
    let whole = whole.trim();
    match whole.strip_prefix('[') {
        Some(inside) => inline_list(inside),
        None => Some(vec![scalar(whole)?]),
    }
}

fn joined(lines: &[Line<'_>]) -> String {
    let lines = lines.iter().map(|(_, line)| line.trim()).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// The items of a list. Each is a text, or a mapping with a name; one that is neither is lost alone.
fn items<'a>(lines: &[Line<'a>], lost: &mut Lost<'a>) -> Vec<String> {
    // The dash is cut off, but where the words stand counts.
    let mut items: Vec<(usize, Vec<Line<'a>>)> = Vec::new();
    let mut indent = usize::MAX;
    for &(at, line) in lines {
        let inside = line.trim_start();
        if is_item(inside) && indent_of(line) <= indent {
            indent = indent_of(line);
            let dash = indent + 1;
            items.push((dash, vec![(at + dash, &line[dash..])]));
        } else if let Some((_, item)) = items.last_mut() {
            item.push((at, line));
        }
    }
    let mut out = Vec::new();
    for (dash, mut item) in items {
        let first = item[0];
        let pad = if is_comment(first.1) { 0 } else { dash };
        item.retain(|(_, line)| !is_comment(line));
        let value = match mapping_after(&item, pad) {
            Some(entries) => name(&entries, lost),
            None => scalar(&joined(&item)),
        };
        match value {
            Some(value) => out.push(value),
            None => lost.push((first, true)),
        }
    }
    out
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// A key of a mapping with the text after it and the lines below that are its own.
struct Pair<'a> {
    key: &'a str,
    rest: &'a str,
    line: Line<'a>,
    inner: Vec<Line<'a>>,
}

fn mapping<'a>(lines: &[Line<'a>]) -> Option<Vec<Pair<'a>>> {
    mapping_after(lines, 0)
}

/// The pairs of a mapping, of whose first line so many columns are cut off already.
fn mapping_after<'a>(lines: &[Line<'a>], cut: usize) -> Option<Vec<Pair<'a>>> {
    let mut pairs: Vec<Pair<'a>> = Vec::new();
    let mut indent = 0;
    for (index, &line) in lines.iter().enumerate() {
        let own = indent_of(line.1) + if index == 0 { cut } else { 0 };
        match pairs.last_mut() {
            Some(pair) if own > indent || is_item(line.1.trim_start()) => pair.inner.push(line),
            _ => {
                let (key, rest) = key(line.1.trim_start(), false)?;
                indent = own;
                pairs.push(Pair { key, rest, line, inner: Vec::new() });
            }
        }
    }
    (!pairs.is_empty()).then_some(pairs)
}

/// The name in a mapping that describes somebody: whole, or in its parts. What else the mapping says is
/// lost.
fn name<'a>(pairs: &[Pair<'a>], lost: &mut Lost<'a>) -> Option<String> {
    let value = |pairs: &[Pair<'a>], key: &str| {
        let pair = pairs.iter().find(|pair| pair.key == key)?;
        scalar(&format!("{} {}", pair.rest, joined(&pair.inner))).filter(|value| !value.is_empty())
    };
    let of = |pairs: &[Pair<'a>]| {
        let parts = ["given", "family"].map(|key| value(pairs, key));
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        value(pairs, "literal").or_else(|| (!parts.is_empty()).then(|| parts.join(" ")))
    };
    let below = pairs.iter().find(|pair| pair.key == "name" && pair.rest.is_empty());
    let name = match below.and_then(|pair| mapping(&pair.inner)) {
        Some(inner) => of(&inner),
        None => value(pairs, "name").or_else(|| of(pairs)),
    }?;
    let known = |pair: &&Pair<'a>| !matches!(pair.key, "name" | "literal" | "given" | "family");
    lost.extend(pairs.iter().filter(known).map(|pair| (pair.line, false)));
    Some(name)
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
            problems.into_iter().map(|problem| problem.line).collect(),
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
        ];
        let entries: Vec<(&str, Vec<&str>)> =
            entries.iter().map(|(k, v)| (&**k, v.iter().map(String::as_str).collect())).collect();
        assert_eq!(entries, expected.iter().map(|(k, v)| (*k, v.to_vec())).collect::<Vec<_>>());
        assert_eq!(problems, ["nested:", "{bad"]);
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
    fn mappings_have_a_name() {
        let text = "---\nauthor:\n  name: Jane Doe\nauthors:\n  - Ann\n  - name: \"Jo \\\"Q\\\" Roe\" # why\n    \
            affiliations:\n      - name: University\n        city: Bath\n  - affiliation: X\n  -\n    name:\n      \
            given: Li\n      family: Wu\n  - two\n    lines\nnested:\n  key: value\n---\n";
        let (entries, problems, _) = entries(text);
        let authors = ["Ann", "Jo \"Q\" Roe", "Li Wu", "two lines"].map(String::from).to_vec();
        assert_eq!(entries[0], ("author".into(), vec!["Jane Doe".into()]));
        assert_eq!(entries[1], ("authors".into(), authors));
        assert_eq!(problems, ["affiliations:", "affiliation: X", "nested:"]);
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
