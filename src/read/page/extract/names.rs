//! What the names of classes and ids say, by data that holds over thousands of sites (`tokens.txt`). It
//! knows nothing of elements.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::kinds::{Furniture, Part};

/// What a name says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said {
    pub(super) furniture: Option<Furniture>,
    pub(super) part: Option<Part>,
    /// For listeners only.
    pub(super) is_spoken: bool,
}

#[derive(Clone, Copy)]
enum Token {
    Spoken,
    Part(Part),
    Furniture(Furniture),
}

static TOKENS: LazyLock<HashMap<&'static str, Token>> = LazyLock::new(|| {
    let mut tokens = HashMap::new();
    let mut section = None;
    for line in include_str!("tokens.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = match name {
                "body" => Some(Token::Part(Part::Body)),
                "lead" => Some(Token::Part(Part::Lead)),
                "spoken" => Some(Token::Spoken),
                "caption" => Some(Token::Part(Part::Caption)),
                name => Furniture::named(name).map(Token::Furniture),
            };
        } else if let Some(token) = section {
            tokens.extend(line.split_whitespace().map(|word| (word, token)));
        }
    }
    tokens
});

/// What the names of classes, or an id, say. What is good goes before what is not.
pub(super) fn read(value: &str, said: &mut Said) {
    const LONGEST: usize = 3;
    let mut longest = 0;
    for name in value.split_ascii_whitespace().take(64) {
        let parts = parts(name);
        for from in 0..parts.len() {
            let mut word = String::new();
            for part in parts[from..].iter().take(LONGEST) {
                word.push_str(part);
                match TOKENS.get(word.as_str()) {
                    Some(Token::Part(part)) => said.part = said.part.or(Some(*part)),
                    // The longer word is nearer to what is meant.
                    Some(Token::Furniture(kind)) if word.len() > longest => {
                        longest = word.len();
                        said.furniture = Some(*kind);
                    }
                    Some(Token::Spoken) => said.is_spoken = true,
                    Some(Token::Furniture(_)) | None => {}
                }
            }
        }
    }
}

/// The parts of a name, in lower case: at signs, and where a capital follows a small letter. A name that
/// says what there is inside (`has-sidebar`), a variant (`box--ads`), a sentence or a number says nothing.
fn parts(name: &str) -> Vec<String> {
    const MOST: usize = 6;
    let name = match name.split_once("--") {
        Some((block, _)) if block != "field" => block,
        _ => name,
    };
    let mut parts = Vec::new();
    for piece in name.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()) {
        let piece = piece.trim_matches(char::is_numeric);
        if piece.contains(char::is_numeric) {
            continue;
        }
        let mut from = 0;
        let mut was_small = false;
        for (at, c) in piece.char_indices() {
            if c.is_uppercase() && was_small {
                parts.push(piece[from..at].to_lowercase());
                from = at;
            }
            was_small = c.is_lowercase();
        }
        parts.push(piece[from..].to_lowercase());
        if parts.len() > MOST {
            return Vec::new();
        }
    }
    let says_what_is_inside = |part: &String| {
        matches!(&**part, "has" | "with" | "no" | "not" | "hide" | "without" | "is" | "show")
    };
    if parts.first().is_some_and(says_what_is_inside) { Vec::new() } else { parts }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_and_joined() {
        assert_eq!(parts("ArticleRelated_link-2x"), ["article", "related", "link", "x"]);
        let said = |class: &str| {
            let mut said = Said::default();
            read(class, &mut said);
            (said.part, said.furniture)
        };
        assert_eq!(said("box readMore"), (None, Some(Furniture::Related)));
        assert_eq!(said("adoption e1ad has-sidebar box--ads"), (None, None));
        assert_eq!(said("field--name-field-tags").1, Some(Furniture::Tags));
        assert_eq!(said("PageArticle_commentLead").0, Some(Part::Lead));
    }

    #[test]
    fn no_word_of_the_data_is_there_twice() {
        let lines = include_str!("tokens.txt").lines();
        let words =
            lines.filter(|line| !line.starts_with(['#', '['])).flat_map(str::split_whitespace);
        let mut seen = std::collections::HashSet::new();
        let twice: Vec<&str> = words.filter(|word| !seen.insert(*word)).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
