//! Pictures: the best file that is at hand among all that a page names for one picture, the twin for
//! browsers without scripts, what only looks like a picture. It loads nothing but to see whether it is there.

use super::{Canon, Id};
use crate::read::pictures::data_uri;
use crate::read::resources::Resources;

/// The most files that are tried for one picture.
const MAX_CANDIDATES: usize = 32;
/// A picture in a `data:` address of up to so many bytes only holds the place of another.
const MAX_PLACEHOLDER: usize = 300;
/// What a source is worth without a density or width: one for scripts is the real one.
const PLAIN: f32 = 1.0;
const LAZY: f32 = 1.5;

/// A file of a picture.
struct Candidate {
    path: String,
    /// Its width or density.
    size: f32,
}

pub(super) fn pass(canon: &mut Canon<'_>, resources: &dyn Resources) {
    for id in canon.named(&["noscript"]) {
        canon.without_scripts(id);
    }
    for id in canon.named(&["img"]) {
        canon.settle_picture(id, resources);
    }
}

impl Canon<'_> {
    /// What a page has for browsers without scripts: the real picture, or a notice.
    fn without_scripts(&mut self, id: Id) {
        let inside = self.tree.below(id);
        let pictures: Vec<Id> = inside
            .into_iter()
            .filter(|&id| self.name(id) == "img" && !self.is_tracker(id))
            .collect();
        let closed = self.tree.element(id).is_some_and(|element| element.closed);
        let holds_embedded =
            |id: Id| self.tree.walk(id).any(|id| self.get(id, "#embedded").is_some());
        if pictures.is_empty() && holds_embedded(id) {
            let (before, after) = self.neighbours(id);
            if !before.is_some_and(holds_embedded) && !after.is_some_and(holds_embedded) {
                return self.rename(id, "span");
            }
        }
        let twin = match pictures[..] {
            [] if closed => return self.remove(id, "notice for browsers without scripts"),
            [] => return,
            [picture] => self.twin(id, picture).map(|twin| (picture, twin)),
            _ => None,
        };
        match twin {
            Some((picture, twin)) => {
                self.hand_over(picture, twin);
                self.detach(id);
            }
            None => self.rename(id, "span"),
        }
    }

    /// The picture that a script would show instead: beside it, by itself, and without a file of its own or
    /// with the same.
    fn twin(&self, noscript: Id, picture: Id) -> Option<Id> {
        let (before, after) = self.neighbours(noscript);
        [before, after].into_iter().flatten().find_map(|sibling| {
            let inside = self.tree.below(sibling);
            let mut pictures = inside.iter().copied().filter(|&id| self.name(id) == "img");
            let twin = pictures.next().filter(|_| pictures.next().is_none())?;
            let has_words = inside.iter().any(|&id| self.name(id).is_empty() && !self.is_space(id));
            let src = |id| self.get(id, "src").unwrap_or("");
            let waits = src(twin).is_empty()
                || is_placeholder(src(twin))
                || src(twin) == src(picture)
                || self.candidates(twin).iter().any(|candidate| candidate.path == src(picture));
            (waits && !has_words).then_some(twin)
        })
    }

    /// Gives what a picture says of itself to its twin.
    fn hand_over(&mut self, picture: Id, twin: Id) {
        for (from, to) in [("src", "data-src-twin"), ("srcset", "data-srcset-twin")] {
            if let Some(value) = self.get(picture, from).map(str::to_owned) {
                self.set(twin, to, value);
            }
        }
        if let Some(alt) = self.get(picture, "alt").map(str::to_owned)
            && self.get(twin, "alt").is_none_or(str::is_empty)
        {
            self.set(twin, "alt", alt);
        }
    }

    /// Chooses the file of a picture, or takes away what shows nothing.
    fn settle_picture(&mut self, id: Id, resources: &dyn Resources) {
        if self.is_tracker(id) {
            return self.remove(id, "tracking pixel or spacer");
        }
        let candidates = self.candidates(id);
        let src = self.get(id, "src").unwrap_or("").trim();
        let best = match &candidates[..] {
            [] => None,
            [only] => Some(only),
            // The first that is there, or else what the page itself shows.
            all => all
                .iter()
                .find(|candidate| {
                    resources.load(&candidate.path).is_ok() || is_data(&candidate.path)
                })
                .or_else(|| all.iter().find(|candidate| candidate.path == src))
                .or(all.first()),
        };
        let says_something = ["alt", "aria-label", "aria-labelledby", "title"]
            .iter()
            .any(|name| self.get(id, name).is_some_and(|words| !words.trim().is_empty()));
        match best.map(|best| best.path.clone()) {
            Some(path) => self.set(id, "src", path),
            None if is_placeholder(src) && says_something => self.set(id, "src", ""),
            None if is_placeholder(src) => {
                self.remove(id, "place of a picture that a script loads");
            }
            None => {}
        }
    }

    /// The files of a picture, the best first.
    fn candidates(&self, id: Id) -> Vec<Candidate> {
        let mut found = Vec::new();
        self.own_candidates(id, &mut found);
        let parent = self.parent(id);
        if self.name(parent) == "picture" {
            for &source in &self.tree.node(parent).children {
                let kind = self.get(source, "type").unwrap_or("");
                if self.name(source) == "source" && !is_unknown_format(kind) {
                    self.own_candidates(source, &mut found);
                }
            }
        }
        found.retain(|candidate: &Candidate| {
            !candidate.path.is_empty()
                && !is_placeholder(&candidate.path)
                && !is_unknown_format(extension(&candidate.path))
        });
        // Another one is meant where the page shows data until then.
        if found.iter().any(|candidate| !is_data(&candidate.path)) && found.len() > 1 {
            found.retain(|candidate| !is_data(&candidate.path) || candidate.size > LAZY);
        }
        found.sort_by(|a, b| b.size.total_cmp(&a.size));
        found.dedup_by(|a, b| a.path == b.path);
        found.truncate(MAX_CANDIDATES);
        found
    }

    fn own_candidates(&self, id: Id, found: &mut Vec<Candidate>) {
        let Some(element) = self.tree.element(id) else { return };
        for (name, value) in &element.attributes {
            let value = value.trim();
            let lazy = name.starts_with("data-");
            if &**name == "src" {
                found.push(Candidate { path: value.to_owned(), size: PLAIN });
            } else if &**name == "srcset" || lazy && name.contains("srcset") {
                srcset(value, found);
            } else if lazy && is_file_of_script(name, value) {
                found.push(Candidate { path: value.to_owned(), size: LAZY });
            }
        }
    }

    /// Whether a picture is too small to be seen: it counts visits, or keeps things apart.
    pub(super) fn is_tracker(&self, id: Id) -> bool {
        let style = self.get(id, "style").unwrap_or("");
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        let styled = |side: &str| {
            let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
            rules.find(|(name, _)| name.eq_ignore_ascii_case(side)).map(|(_, value)| value)
        };
        let tiny = |side| {
            let length = self.get(id, side).or_else(|| styled(side)).map(str::trim);
            length.is_some_and(|n| matches!(n.trim_end_matches("px"), "0" | "1"))
        };
        tiny("width") && tiny("height")
    }
}

/// Whether an attribute for scripts names the file of a picture.
fn is_file_of_script(name: &str, value: &str) -> bool {
    let named = ["src", "original", "lazy", "image", "full", "large", "hires", "hi-res", "url"];
    let looks = matches!(extension(value), "jpg" | "jpeg" | "png" | "gif" | "webp" | "svg");
    let one = !value.contains(char::is_whitespace) && !value.starts_with(['{', '[', '#']);
    let says = matches!(name, "data-src" | "data-original" | "data-lazy-src" | "data-src-twin");
    one && (says || looks && named.iter().any(|part| name.contains(part)))
}

/// The files of a `srcset`, as browsers part them: an address may hold commas.
fn srcset(text: &str, found: &mut Vec<Candidate>) {
    let mut rest = text;
    while found.len() < 2 * MAX_CANDIDATES {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if rest.is_empty() {
            break;
        }
        let (address, after) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
        let bare = address.trim_end_matches(',');
        let (descriptor, after) = if bare.len() < address.len() {
            ("", after)
        } else {
            after.split_at(after.find(',').unwrap_or(after.len()))
        };
        let size = descriptor
            .split_ascii_whitespace()
            .find_map(|word| word.strip_suffix(['w', 'x']).and_then(|number| number.parse().ok()));
        found.push(Candidate { path: bare.to_owned(), size: size.unwrap_or(PLAIN) });
        rest = after;
    }
}

/// Whether a small file shows nothing: a drawing without a shape, a picture of the size of an icon at most.
fn is_blank_picture(bytes: &[u8]) -> bool {
    const SHAPES: [&str; 9] =
        ["<path", "<rect", "<circle", "<ellipse", "<line", "<poly", "<text", "<image", "<use"];
    const MAX_SIDE: u8 = 16;
    let small = |sides: [usize; 4]| match sides.map(|at| bytes.get(at)) {
        [Some(0), Some(&a), Some(0), Some(&b)] => a <= MAX_SIDE && b <= MAX_SIDE,
        _ => false,
    };
    match bytes {
        [b'G', b'I', b'F', ..] => small([7, 6, 9, 8]),
        [0x89, b'P', b'N', b'G', ..] => small([18, 19, 22, 23]),
        _ => {
            let text = String::from_utf8_lossy(bytes);
            text.contains("<svg") && !SHAPES.iter().any(|shape| text.contains(shape))
        }
    }
}

fn is_data(path: &str) -> bool {
    data_uri::is_one(path)
}

/// Whether a file is only there until a script puts another in its place.
fn is_placeholder(path: &str) -> bool {
    const NAMES: [&str; 10] = [
        "blank",
        "spacer",
        "transparent",
        "pixel",
        "1x1",
        "clear",
        "placeholder",
        "lazy",
        "loading",
        "shim",
    ];
    if is_data(path) {
        return path.len() <= MAX_PLACEHOLDER
            && data_uri::bytes(path).is_none_or(|bytes| is_blank_picture(&bytes));
    }
    let file = file_name(path).to_ascii_lowercase();
    file.split_once('.').is_some_and(|(stem, _)| NAMES.contains(&stem))
}

fn file_name(path: &str) -> &str {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    path.rsplit('/').next().unwrap_or(path)
}

/// The extension of a file, if it is one of pictures.
pub(in crate::read::html) fn extension(path: &str) -> &'static str {
    const KNOWN: [&str; 11] =
        ["jpg", "jpeg", "png", "gif", "webp", "svg", "avif", "jxl", "heic", "heif", "bmp"];
    let extension = file_name(path).rsplit_once('.').map_or("", |(_, extension)| extension);
    KNOWN.into_iter().find(|known| known.eq_ignore_ascii_case(extension)).unwrap_or("")
}

/// Whether a type or extension is of a format that no output can show.
fn is_unknown_format(kind: &str) -> bool {
    let kind = kind.trim_start_matches("image/");
    ["avif", "jxl", "heic", "heif"].iter().any(|unknown| kind.eq_ignore_ascii_case(unknown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_a_srcset_may_hold_commas() {
        let mut found = Vec::new();
        srcset("a/w_300,h_2/x.jpg 300w, b.jpg 1.5x,c.jpg,  d.jpg 2x , ,", &mut found);
        let found: Vec<_> = found.iter().map(|c| (c.path.as_str(), c.size)).collect();
        let want = [("a/w_300,h_2/x.jpg", 300.0), ("b.jpg", 1.5), ("c.jpg,", 1.0), ("d.jpg", 2.0)];
        assert_eq!(found[..2], want[..2]);
        assert_eq!(found.last(), want.last());
    }

    #[test]
    fn placeholders_are_told_by_name_and_size() {
        for blank in [
            "/i/blank.gif?x",
            "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==",
            "data:image/svg+xml,%3Csvg viewBox='0 0 3 2'%3E%3C/svg%3E",
        ] {
            assert!(is_placeholder(blank), "{blank}");
        }
        for shown in ["/i/blanket.gif", "data:image/svg+xml,%3Csvg%3E%3Crect/%3E%3C/svg%3E"] {
            assert!(!is_placeholder(shown), "{shown}");
        }
        assert_eq!(extension("https://a.example/b.JPG?w=1"), "jpg");
        assert!(
            is_file_of_script("data-full-url", "x.png") && !is_file_of_script("data-id", "x.png")
        );
    }
}
