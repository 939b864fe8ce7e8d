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

/// Whether a line says who wrote an article, or when, and nothing else.
pub(in crate::read) fn is_byline(line: &str) -> bool {
    datelines::is_line(line)
        || bylines::read(line).is_some_and(|(_, sign)| sign == bylines::Sign::Said)
}
