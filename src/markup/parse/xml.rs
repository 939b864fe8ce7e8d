//! What XHTML writes otherwise than HTML: elements that end where they begin, sections of characters, and
//! a document type with declarations of its own, which are not believed: an entity can stand for gigabytes.

use std::ops::Range;

/// Whether a page is written as XML.
pub(super) fn is_declared(text: &str) -> bool {
    text.trim_start_matches('\u{FEFF}').trim_start().starts_with("<?xml")
}

/// Where the declarations inside the document type stand: from `[` to `]`.
pub(super) fn declarations(text: &str) -> Option<Range<usize>> {
    const PROLOGUE: usize = 4096;
    let head = &text.as_bytes()[..text.len().min(PROLOGUE)];
    let start = head.windows(9).position(|name| name.eq_ignore_ascii_case(b"<!doctype"))?;
    let open = start + text[start..].find(['[', '>'])?;
    if text.as_bytes()[open] != b'[' {
        return None;
    }
    // Where the page itself begins they are over, ended or not.
    let page =
        text.as_bytes()[open..].windows(5).position(|name| name.eq_ignore_ascii_case(b"<html"));
    let inside = &text[open..page.map_or(text.len(), |page| open + page)];
    let ends = |(at, _): &(usize, &str)| inside[at + 1..].trim_start().starts_with('>');
    let (close, _) = inside.match_indices(']').find(ends)?;
    Some(open..open + close + 1)
}

/// The words of a section of characters as HTML writes them, and whether the section ends in this part;
/// if so, where.
pub(super) fn characters(part: &str) -> (String, Option<usize>) {
    let end = part.find("]]>");
    let words = &part[..end.unwrap_or(part.len())];
    (words.replace('&', "&amp;").replace('<', "&lt;"), end.map(|end| end + 3))
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    fn words(page: &str) -> String {
        parse(page).document.select("body").text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn entities_that_a_page_declares_are_not_expanded() {
        let bomb = "<?xml version='1.0'?>\n<!DOCTYPE html [\n<!ENTITY a 'ha[ha]'>\n\
            <!ENTITY b '&a;&a;&a;&a;'>\n] >\n<html><body><p>&b; &eacute;</p></body></html>";
        assert_eq!(words(bomb), "&b; é");
        assert_eq!(words("<!DOCTYPE html [ <!ENTITY never ended <p>one"), "one");
        assert_eq!(words("<!DOCTYPE html [ <html><p>one <p>a[b]>c"), "one a[b]>c");
        assert_eq!(words("<!DOCTYPE html><p>a [b] > c"), "a [b] > c");
    }

    #[test]
    fn xhtml_ends_elements_where_they_begin() {
        let page = "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/>\
            <script src='a.js' /></head><body><p><a id='x'/>One <i/>two<br/></p><svg><path/><g/></svg>\
            <p><![CDATA[a < b & c <p>]]> three</p></body></html>";
        assert_eq!(words(page), "One twoa < b & c <p> three");
        let page = parse(page);
        assert_eq!(page.document.select("a, i, svg g").text().to_string(), "");
        assert_eq!(page.document.select("p").length(), 2);
    }
}
