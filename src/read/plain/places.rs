//! Places: what tells a line of capitalised words from the names of people. The words are data.

use super::words::{PLACES, fold};

/// Whether a line that is shaped like a name is a place: "Upper Weardale".
pub(super) fn is_place(line: &str) -> bool {
    let folded = fold(line);
    let mut words = folded.split([' ', ',', '-']).filter(|word| !word.is_empty());
    words.clone().next().is_some_and(|word| PLACES.first.contains(word))
        || words.any(|word| PLACES.noun.contains(word))
}

/// Whether words beside a date say where something is: "St Mary's Church". Two words may be a person's name.
pub(super) fn is_venue(line: &str) -> bool {
    let folded = fold(line);
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.clone().count() >= 3 && words.any(|word| PLACES.building.contains(word)) || is_place(line)
}

/// Whether a text speaks of something as a place: "in Upper Weardale".
pub(super) fn is_in(text: &str, name: &str) -> bool {
    text.match_indices(name).take(20).any(|(at, _)| {
        let before = text[..at].trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
        PLACES.preposition.contains(&fold(before))
    })
}
