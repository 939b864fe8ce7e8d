//! Whether a text is a web page, by how it begins and not by what its file is called. It parses nothing.

/// Elements with which a piece of a page begins.
const FIRST: &[&str] = &[
    "article",
    "section",
    "main",
    "header",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "base",
    "style",
    "script",
    "table",
    "ul",
    "ol",
    "dl",
    "figure",
    "blockquote",
    "hgroup",
    "aside",
    "nav",
    "form",
    "center",
    "font",
    "span",
    "img",
    "a",
];

/// Whether a text is a whole page beyond doubt.
pub(crate) fn is_whole(text: &str) -> bool {
    let start = after_prologue(text);
    let doctype = start.get(..9).is_some_and(|s| s.eq_ignore_ascii_case("<!doctype"));
    if doctype {
        let rest = start[9..].trim_start();
        return rest.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("html"));
    }
    first_element(start).is_some_and(|name| name.eq_ignore_ascii_case("html"))
}

/// Whether a text begins as a piece of a page does.
pub(crate) fn is_fragment(text: &str) -> bool {
    let start = after_prologue(text);
    let known = |name: &str| FIRST.iter().any(|first| first.eq_ignore_ascii_case(name));
    // Text about elements begins with one too, but closes none.
    first_element(start).is_some_and(known) && (start.contains("</") || start.contains("/>"))
}

/// Whether anything in a text is markup.
pub(crate) fn has_markup(text: &str) -> bool {
    let opens = |(at, _): (usize, &str)| {
        let next = text.as_bytes().get(at + 1);
        next.is_some_and(|&b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?'))
    };
    let refers = |(at, _): (usize, &str)| {
        let name = text.as_bytes()[at + 1..].iter().take(32);
        let mut rest = name.skip_while(|b| b.is_ascii_alphanumeric() || **b == b'#');
        rest.next() == Some(&b';')
    };
    text.match_indices('<').any(opens) || text.match_indices('&').any(refers)
}

/// What stands behind white space, comments and the XML declaration.
fn after_prologue(text: &str) -> &str {
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let end = match rest.get(..4) {
            Some("<!--") => rest.find("-->").map(|at| at + 3),
            Some(start) if start.starts_with("<?") => rest.find('>').map(|at| at + 1),
            _ => None,
        };
        match end {
            Some(end) => rest = rest[end..].trim_start(),
            None => return rest,
        }
    }
}

/// The name of the element with which a text begins.
fn first_element(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('<')?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
    rest[end..].starts_with([' ', '\n', '\t', '>', '/']).then_some(&rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_known_by_how_they_begin() {
        for page in [
            "<!DOCTYPE html>",
            "\u{FEFF}<!-- saved --> <?xml version='1.0'?>\n<!doctype HTML PUBLIC \"-//W3C//DTD\">",
            "<html lang=en><p>x",
        ] {
            assert!(is_whole(page), "{page}");
        }
        for text in ["", "<", "<!DOCTYPE svg>", "<htmlx>", "html", "<p>x</p>", "<!-- never ended"] {
            assert!(!is_whole(text), "{text}");
        }
        assert!(is_fragment("<p class=a>x</p>") && is_fragment("<!-- x --><H1>x</H1>"));
        assert!(
            !is_fragment("<p> is an element")
                && !is_fragment("<b@example.org></")
                && !is_fragment("x <p></p>")
        );
        assert!(has_markup("a <b") && has_markup("AT&amp;T") && has_markup("<!-- -->"));
        assert!(!has_markup("1 < 2 & 3; <3"));
    }
}
