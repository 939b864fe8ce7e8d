//! What the words of this reader tell other readers of a line. It knows nothing of pages.

use super::words::{self, Fit, Kind};
use super::{bylines, datelines};

/// Why a line is site furniture, if its words say so as a whole.
pub(in crate::read) fn furniture(line: &str) -> Option<&'static str> {
    let (kind, fit) = words::furniture(line)?;
    // What names a section may as well name one of the article.
    let says_so = matches!(fit, Fit::Whole | Fit::Announced)
        && !matches!(kind, Kind::Section | Kind::Label | Kind::Greeting);
    says_so.then(|| kind.reason())
}

/// Whether a line announces something that is no part of an article: other articles, comments.
pub(in crate::read) fn announces(line: &str) -> bool {
    let announced = [Kind::Related, Kind::Newsletter, Kind::Comments, Kind::Share];
    words::furniture(line)
        .is_some_and(|(kind, fit)| fit != Fit::Inside && announced.contains(&kind))
}

/// Whether a short line at the end of an article is no part of it: whose the page is, a plea to follow
/// somebody in a network.
pub(in crate::read) fn closes(line: &str) -> Option<&'static str> {
    match words::furniture(line) {
        Some((kind @ Kind::Copyright, _)) => Some(kind.reason()),
        _ if words::asks_to_follow(line) => Some(Kind::Share.reason()),
        _ => None,
    }
}

/// Whether a line stands above a note on who wrote an article.
pub(in crate::read) fn is_above_author(line: &str) -> bool {
    words::is_above_author(line)
}

/// Whether a line says who wrote an article, or when, and nothing else.
pub(in crate::read) fn is_byline(line: &str) -> bool {
    datelines::is_line(line)
        || bylines::read(line).is_some_and(|(_, sign)| sign == bylines::Sign::Said)
}

/// The name of a link without what it says at its end of how the link opens: "(opens in a new tab)".
pub(in crate::read) fn without_opening(name: &str) -> &str {
    /// A notice is not longer, in bytes.
    const LONGEST: usize = 120;
    let is_sign = |c: char| c.is_whitespace() || "([（［{,;:.·•|-–—、".contains(c);
    let begins = |&(at, c): &(usize, char)| {
        !is_sign(c) && name[..at].chars().next_back().is_none_or(is_sign)
    };
    let last = name.char_indices().skip_while(|(at, _)| name.len() - at > LONGEST);
    let mut notices = last.filter(begins).map(|(at, _)| at);
    match notices.find(|&at| words::says_how_it_opens(&name[at..])) {
        Some(at) => name[..at].trim_end_matches(is_sign),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_link_opens_is_no_part_of_its_name() {
        for (name, rest) in [
            ("The ferry (opens in a new tab)", "The ferry"),
            ("Die Fähre – öffnet in neuem Fenster", "Die Fähre"),
            ("Le bac, nouvelle fenêtre", "Le bac"),
            ("渡船（在新窗口中打开）", "渡船"),
            ("Opens in new window.", ""),
            ("How a door opens", "How a door opens"),
            ("What a new tab is for (2)", "What a new tab is for (2)"),
        ] {
            assert_eq!(without_opening(name), rest);
        }
    }
}
