//! Captions: a line with the credit of a picture. The credit is told by its label ("Photo:", "©") or by
//! the agency at the end, and kept as it is spelled.

use super::credits;
use super::makers;
use super::shape;
use super::words::{self, BYLINES, CAPTIONS, fold};

/// A caption and its credit, as slices of their line.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read) struct Caption<'a> {
    pub(in crate::read) caption: &'a str,
    pub(in crate::read) credit: &'a str,
}

/// The longest line that is taken for a caption, in characters.
pub(super) const LONGEST: usize = 500;
/// The longest caption before the name of a source, which a paragraph may have, too.
const LONGEST_SOURCED: usize = 200;
/// The longest credit.
pub(super) const LONGEST_CREDIT: usize = 120;

/// Whether a folded word may stand in the label of a credit.
pub(super) fn is_label_word(word: &str) -> bool {
    CAPTIONS.label.contains(word)
}

/// Whether a folded word is one for a picture: it labels nothing else.
pub(super) fn is_picture_word(word: &str) -> bool {
    word.chars().count() >= 3
        && CAPTIONS.label.contains(word)
        && !CAPTIONS.weak.contains(word)
        && !BYLINES.label.contains(word)
}

/// Whether a word speaks of pictures, in whatever case it stands: "fotografií".
pub(super) fn names_pictures(word: &str) -> bool {
    let word = fold(word);
    is_picture_word(&word) || ["foto", "photo"].iter().any(|stem| word.starts_with(stem))
}

/// Whether a folded word is the name of an agency.
pub(super) fn is_agency_word(word: &str) -> bool {
    CAPTIONS.agency.contains(word.trim_matches(['(', ')']))
}

/// Reads a line that is a caption with a credit, or a credit alone.
pub(in crate::read) fn read(line: &str) -> Option<Caption<'_>> {
    if line.len() > 4 * LONGEST || line.chars().count() > LONGEST || makers::authors(line).is_some()
    {
        return None;
    }
    let at = credits::sign(line)
        .or_else(|| credits::label(line))
        .or_else(|| credits::dashed_label(line))
        .or_else(|| credits::agency(line))?;
    let (caption, credit) = line.split_at(at);
    let credit = credit.trim().trim_start_matches(['–', '—', '-']).trim_start();
    let trim = |text: &'static str| move |c: char| c.is_whitespace() || text.contains(c);
    let caption = caption.trim_end_matches(trim("([|/–—-•·,;")).trim();
    if caption.is_empty() {
        let is_credit = !has_weak_label(credit);
        return credit_first(credit).filter(|found| is_credit && !is_sentence(found.credit));
    }
    if has_weak_label(credit) && caption.chars().count() > LONGEST_SOURCED {
        return None;
    }
    let closed = caption.chars().filter(|&c| c == '(').count()
        == caption.chars().filter(|&c| c == ')').count();
    let bare = credit.trim_end_matches([')', ']', ' ']);
    let credit = if closed && bare.matches('(').count() < credit.matches(')').count() {
        bare
    } else {
        credit
    };
    let fits = credit.chars().count() <= LONGEST_CREDIT && !shape::has_two_sentences(credit);
    fits.then_some(Caption { caption, credit: credit.trim_end_matches(']') })
}

/// Where the label at the end of a text begins, which waits for a name: "A boat. Photo by", "Sand ©".
pub(in crate::read) fn waiting_label(text: &str) -> Option<usize> {
    let head = text.trim_end().trim_end_matches([':', '：']).trim_end();
    let is_word = |&at: &usize| head[at..].contains(char::is_alphabetic);
    head.strip_suffix('©')
        .map(str::len)
        .or_else(|| credits::label_start(head, false).filter(is_word))
}

/// Whether a label may as well begin a sentence, or name the source of the article.
pub(super) fn has_weak_label(credit: &str) -> bool {
    let Some((label, _)) = credit.split_once([':', '：']) else { return false };
    let label = fold(label.trim_start_matches(['(', '[']));
    let mut words = label.split([' ', '/']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| CAPTIONS.weak.contains(word))
}

/// Whether what stands behind a label is a sentence, no name.
fn is_sentence(credit: &str) -> bool {
    const FEWEST: usize = 4;
    const LONG: usize = 9;
    let Some((_, said)) = credit.split_once([':', '：']) else { return false };
    let said = said.trim();
    let small = said.split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count();
    let words = shape::word_count(said);
    words >= FEWEST && said.starts_with(char::is_lowercase) || words >= LONG && small * 2 > words
}

/// Whether a line is a credit and nothing else, below its caption: labelled, of an agency, or a name in capitals.
pub(super) fn is_credit(line: &str) -> bool {
    if line.chars().count() > LONGEST_CREDIT {
        return false;
    }
    let capitals = line.contains(' ')
        && line.chars().any(char::is_uppercase)
        && !line.chars().any(char::is_lowercase);
    is_labelled(line)
        || credits::is_agency_line(line)
        || capitals && super::bylines::names(line).is_some_and(|names| names.len() == 1)
}

/// Whether a line is a button of a picture, such as "Enlarge".
pub(super) fn is_button(line: &str) -> bool {
    line.chars().count() <= 40
        && words::furniture(line) == Some((words::Kind::Media, words::Fit::Whole))
}

/// Whether a line is a credit and nothing else, and says so by its label.
pub(super) fn is_labelled(line: &str) -> bool {
    line.chars().count() <= LONGEST_CREDIT
        && read(line).is_some_and(|found| found.caption.is_empty())
}

/// A line that begins with its credit; what follows it after a bar, a bracket or a full stop is the caption.
fn credit_first(line: &str) -> Option<Caption<'_>> {
    let line_inner = line.trim_start_matches(['(', '[']);
    if let Some((credit, caption)) = line_inner.split_once(" | ") {
        return Some(Caption { caption: caption.trim(), credit: credit.trim() });
    }
    if let Some(at) = shape::sentence_breaks(line_inner).next() {
        let (credit, caption) = line_inner.split_at(at);
        return (credit.chars().count() <= LONGEST_CREDIT).then(|| Caption {
            caption: caption.trim(),
            credit: credit.trim().trim_end_matches('.'),
        });
    }
    let bare = line_inner.trim_end_matches([')', ']']);
    (bare.chars().count() <= LONGEST_CREDIT).then_some(Caption { caption: "", credit: bare.trim() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_part_from_their_credits() {
        for (line, caption, credit) in [
            (
                "The mission is needed, © KEYSTONE / dpa Picuture-Alliance",
                "The mission is needed",
                "© KEYSTONE / dpa Picuture-Alliance",
            ),
            (
                "Women wait at dawn. Credit: Amina Sefu/Clearwell Alliance",
                "Women wait at dawn.",
                "Credit: Amina Sefu/Clearwell Alliance",
            ),
            (
                "La péniche, samedi matin. Crédit photo : Inès Delorme / Les Gabarres",
                "La péniche, samedi matin.",
                "Crédit photo : Inès Delorme / Les Gabarres",
            ),
            (
                "Para żurawi o świcie. Fot. Agnieszka Lisowska",
                "Para żurawi o świcie.",
                "Fot. Agnieszka Lisowska",
            ),
            (
                "Ο φάρος. Φωτογραφία: Νίκος Βλάχος / Εφημερίδα Ακτή",
                "Ο φάρος.",
                "Φωτογραφία: Νίκος Βλάχος / Εφημερίδα Ακτή",
            ),
            (
                "Prieto ajusta el péndulo, en Valdelagua. EFE/Rosa Quintana",
                "Prieto ajusta el péndulo, en Valdelagua.",
                "EFE/Rosa Quintana",
            ),
            ("Der Anleger (Foto: Jens Wiesner/dpa)", "Der Anleger", "Foto: Jens Wiesner/dpa"),
            ("Foto: Lucia Ďurišová", "", "Foto: Lucia Ďurišová"),
            (
                "Foto: Jens Wiesner/dpa | Der Anleger am Morgen",
                "Der Anleger am Morgen",
                "Foto: Jens Wiesner/dpa",
            ),
            (
                "הגג ביום הקטיף הראשון. צילום: נועה ברקת",
                "הגג ביום הקטיף הראשון.",
                "צילום: נועה ברקת",
            ),
            ("The bridge at night. Photo by Jane Doe", "The bridge at night.", "Photo by Jane Doe"),
            ("Kostol počas opravy. Foto – TASR", "Kostol počas opravy.", "Foto – TASR"),
            ("Bà Lan phơi giấy - Ảnh: LÊ HOÀNG", "Bà Lan phơi giấy", "Ảnh: LÊ HOÀNG"),
            ("The bridge at night (AP Photo/Jane Doe)", "The bridge at night", "AP Photo/Jane Doe"),
        ] {
            assert_eq!(read(line), Some(Caption { caption, credit }), "{line}");
        }
    }

    #[test]
    fn other_lines_are_no_captions() {
        for line in [
            "Doch der Ortsverein legte zusammen: Jede Familie zeichnete einen Anteil.",
            "© 2021 El Correo de Valdelagua. Todos los derechos reservados",
            "The photographer said: it rained.",
            "She kept one photo.",
            "Source: nobody will say where the money came from",
            "Video: the word itself was new to the old captain when they came.",
            "Photo: it was the first that she ever took of the harbour.",
            "Quelle: dpa",
            "Autor: Jana Kolářová",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
