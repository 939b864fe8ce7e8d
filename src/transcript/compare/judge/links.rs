//! Links: whether words are one, and where it leads.

use super::{Judge, Pair, Wrong};
use crate::transcript::{Link, Run, What};

pub(super) fn link(judge: &Judge<'_>, pair: Pair<'_>) -> Wrong {
    let (mine, theirs) = (judge.expected.run(pair.expected)?, judge.got.run(pair.got)?);
    // What leads to a note is compared as such.
    if [mine, theirs].iter().any(|run| run.what == What::NoteReference) {
        return None;
    }
    let exact = judge.asked.exact;
    let same = match (&mine.link, &theirs.link) {
        (None, None) => true,
        (Some(Link::External(a)), Some(Link::External(b))) => {
            a == b || same_address(a, b) || (!exact && relative(a, b))
        }
        (Some(Link::Internal(a)), Some(Link::Internal(b))) => {
            same_place(a.as_deref(), b.as_deref())
        }
        (Some(Link::Nowhere), _) => !exact || theirs.link == Some(Link::Nowhere),
        // Programs make links of addresses, and of headings; a picture often leads to itself in large.
        (None, Some(Link::External(b))) => {
            !exact && (pair.expected.picture || is_address(theirs, b))
        }
        (None, Some(Link::Internal(_) | Link::Nowhere)) => !exact,
        _ => false,
    };
    (!same).then(|| (name(mine.link.as_ref()), name(theirs.link.as_ref())))
}

fn name(link: Option<&Link>) -> String {
    match link {
        None => String::new(),
        Some(Link::External(address)) => format!("a link to {address}"),
        Some(Link::Internal(Some(words))) => {
            format!("a link to “{}”", super::shortened(words))
        }
        Some(Link::Internal(None)) => "a link into the document".to_owned(),
        Some(Link::Nowhere) => "a link to nowhere".to_owned(),
    }
}

/// Whether two addresses lead to the same place, however they are spelled: RFC 3986, 6.2.
fn same_address(a: &str, b: &str) -> bool {
    normal(a) == normal(b)
}

fn normal(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.trim().trim_end_matches('/').as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| byte == b'%') {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).to_lowercase().replace("://www.", "://")
}

/// Whether `b` is the relative address `a` with a base before it.
fn relative(a: &str, b: &str) -> bool {
    let path = a.trim_start_matches("./").trim_start_matches("../");
    !a.contains(':') && !path.is_empty() && normal(b).ends_with(&normal(path))
}

/// Whether words are the address that they lead to.
fn is_address(run: &Run, address: &str) -> bool {
    let words = normal(&run.text);
    !words.is_empty() && normal(address).contains(&words)
}

/// Whether two places begin with the same words, as far as is known.
fn same_place(a: Option<&str>, b: Option<&str>) -> bool {
    const FIRST: usize = 24;
    let (Some(a), Some(b)) = (a, b) else { return true };
    // A line that ends in one format is a space in another.
    let start = |text: &str| {
        let said = super::super::fold::said(text);
        said.chars().filter(|c| !c.is_whitespace()).take(FIRST).collect::<String>()
    };
    let (a, b) = (start(a), start(b));
    a.starts_with(&b) || b.starts_with(&a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_by_where_they_lead() {
        assert!(same_address("https://A.example/ä/", "https://a.example/%C3%A4"));
        assert!(!same_address("https://a.example/1", "https://a.example/2"));
        assert!(relative("b.html", "file:///tmp/b.html") && !relative("", "file:///tmp/b.html"));
        assert!(normal("100%").ends_with('%'));
    }
}
