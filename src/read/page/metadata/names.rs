//! Texts as they are compared: titles, names and keywords are the same if their words are, whatever
//! their case, accents and signs. It knows nothing of pages.

/// One space between words, none at the ends.
pub(super) fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text: lower case, without accents, in one line. `|` stands where a sign parts the
/// text as titles are parted from the names of sites.
pub(super) fn key(text: &str) -> String {
    let folded = crate::read::plain::words::fold(text);
    let mut out = String::with_capacity(folded.len());
    let mut gap = String::new();
    for c in folded.chars() {
        if !c.is_alphanumeric() {
            gap.push(c);
            continue;
        }
        if !out.is_empty() && !gap.is_empty() {
            out.push(if parts(&gap) { '|' } else { ' ' });
        }
        gap.clear();
        out.push(c);
    }
    out
}

/// Whether what stands between two words parts a text: a sign of its own, or a colon.
fn parts(gap: &str) -> bool {
    let quoted = |c: char| matches!(c, '"' | '\'' | '(' | ')' | '«' | '&' | '#' | '+' | ',');
    let signs: Vec<&str> = gap.split(' ').collect();
    let inner = signs.get(1..signs.len() - 1).unwrap_or_default();
    inner.iter().any(|sign| !sign.is_empty() && !sign.contains(quoted))
        || gap.contains(['|', '»', '›', '·', '•', '_', ':', '—', '–', '：', '｜'])
}

/// Whether `part` is the whole of a text, or a part of it that signs bound. Both are keys.
pub(super) fn is_part(part: &str, whole: &str) -> bool {
    !part.is_empty() && format!("|{whole}|").contains(&format!("|{part}|"))
}

/// Whether two keys have most of their words in common.
pub(super) fn is_like(one: &str, other: &str) -> bool {
    let words = |key: &str| -> Vec<String> {
        key.split([' ', '|']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (one, other) = (words(one), words(other));
    let common = one.iter().filter(|word| other.contains(word)).count();
    common * 4 >= one.len().max(other.len()) * 3 && common > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_compared_by_their_words() {
        assert_eq!(key("‘Café’ – it’s  OPEN | The Site"), "cafe|it s open|the site");
        assert_eq!(key("A well-known man & co."), "a well known man co");
        assert_eq!(key("太空_探索者 _光明网"), "太空|探索者|光明网");
        assert_eq!(key("One (2) @ two"), "one 2|two");
        assert!(is_part(&key("Open - now"), &key("Open – now » Site")));
        assert!(!is_part("open", "open now|site") && !is_part("", "a"));
        assert!(is_like(&key("The seven secrets of hotels"), &key("Seven secrets of hotels")));
        assert!(!is_like(&key("A title: one end"), &key("A title: quite another end")));
    }
}
