//! Lines that name who wrote an article and who made its pictures: "Text: Jane Doe / Photos: John Roe". It
//! knows bylines and credits apart by the words of both.

use super::bylines;
use super::captions;
use super::words::{BYLINES, fold};

/// Names, and what they are named for.
#[derive(Default)]
struct Group {
    text: bool,
    picture: bool,
    names: Vec<String>,
}

/// The authors that a line names beside the makers of pictures; `None` if it is no such line.
pub(super) fn authors(line: &str) -> Option<Vec<String>> {
    let groups = groups(line)?;
    let both = groups.iter().any(|g| g.text) && groups.iter().any(|g| g.picture);
    if !both || groups.iter().any(|group| !group.text && !group.picture) {
        return None;
    }
    let mut out = Vec::new();
    for group in groups {
        let names = bylines::names(&group.names.join(" "))?;
        if group.text {
            out.extend(names);
        }
    }
    (!out.is_empty()).then_some(out)
}

/// The words of a line as labels and names; `None` if a label has no place among them.
fn groups(line: &str) -> Option<Vec<Group>> {
    let mut out: Vec<Group> = Vec::new();
    let (mut joined, mut closed) = (false, false);
    for word in line.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let folded = fold(bare);
        if bare.is_empty() {
            joined = true;
            continue;
        }
        let is_picture = captions::is_picture_word(&folded);
        let is_text = BYLINES.label.contains(&folded);
        let is_open = BYLINES.open.contains(&folded) && !word.ends_with([':', '：']);
        let labels_only = out.last().is_some_and(|group| group.names.is_empty());
        // "Jane Doe (text)": the label of the names before it.
        if word.starts_with('(') && (is_picture || is_text) {
            let group = out.last_mut().filter(|group| !group.text && !group.picture)?;
            (group.text, group.picture) = (is_text && !is_picture, is_picture);
            closed = true;
            continue;
        }
        if BYLINES.and.contains(&folded) {
            joined = true;
            if let Some(group) = out.last_mut().filter(|group| !group.names.is_empty()) {
                group.names.push(word.to_owned());
            }
        } else if (is_picture || is_text) && !(is_open && labels_only) {
            if !labels_only {
                trim_and(out.last_mut());
                out.push(Group::default());
            }
            let group = out.last_mut()?;
            // The author of a picture: two labels without "and" between them.
            group.text = group.text && (joined || !is_picture) || is_text && !is_picture;
            group.picture |= is_picture;
            joined = word.ends_with('/');
        } else if !(is_open && labels_only) {
            if closed || out.is_empty() {
                trim_and(out.last_mut());
                out.push(Group::default());
                closed = false;
            }
            out.last_mut()?.names.push(word.to_owned());
            joined = false;
        }
    }
    Some(out)
}

/// Takes away an "and" or a sign that stood between this group and the next.
fn trim_and(group: Option<&mut Group>) {
    let Some(group) = group else { return };
    while group.names.last().is_some_and(|word| BYLINES.and.contains(&fold(word))) {
        group.names.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_wrote_is_told_from_who_took_the_pictures() {
        for (line, want) in [
            ("Text: Hanna Berg / Foto: Jens Wolters", "Hanna Berg"),
            ("Foto: Jens Wolters / Text: Hanna Berg", "Hanna Berg"),
            ("Text Hanna Berg Fotos Jens Wolters", "Hanna Berg"),
            ("Words: Ann Hart  Photos: Jane Holt", "Ann Hart"),
            ("Words Ann Hart, photos Jane Holt", "Ann Hart"),
            ("Text und Fotos von Anna Berg", "Anna Berg"),
            ("Text a foto: Jana Malá", "Jana Malá"),
            ("By Ann Hart. Photographs by Jane Holt", "Ann Hart"),
            ("Por Ana Ruiz | Fotos: Luis Gil", "Ana Ruiz"),
            ("Hanna Berg (Text) und Jens Wolters (Fotos)", "Hanna Berg"),
            ("Szöveg: Kiss Anna Fotó: Nagy Béla", "Kiss Anna"),
        ] {
            assert_eq!(authors(line), Some(vec![want.to_owned()]), "{line}");
        }
        for line in ["Autor fotografie: Jan Novák", "Foto: Jens Wolters", "Text and pictures help"]
        {
            assert_eq!(authors(line), None, "{line}");
        }
    }
}
