//! What the outputs of the files of one folder are called: never two alike on any file system, however it
//! folds letters, and no name that some system cannot hold. It reads no folder.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::path::Path;

use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

/// The longest name, in bytes, before an extension is added: file systems take 255.
const LONGEST: usize = 180;

/// The name, without extension, of the outputs of each file of a folder. A file is called by its stem
/// where no other has the same; else by its whole name; else by that and a digest of it.
pub(super) fn stems(files: &[OsString]) -> Vec<String> {
    let stem = |name: &OsString| Path::new(name).file_stem().unwrap_or(name).to_owned();
    let mut names: Vec<String> = files.iter().map(|name| safe(&stem(name))).collect();
    for width in [0, 8, 16, 64] {
        let twice = alike(&names);
        for (name, file) in names.iter_mut().zip(files) {
            if twice.contains(&folded(name)) {
                *name = if width == 0 { safe(file) } else { marked(&text(file), file, width) };
            }
        }
    }
    names
}

/// The name of each folder of a folder whose files have outputs with these stems and extensions.
pub(super) fn folders(folders: &[OsString], stems: &[String], extensions: &[&str]) -> Vec<String> {
    let outputs: BTreeSet<String> = stems
        .iter()
        .flat_map(|stem| {
            extensions.iter().map(move |extension| folded(&format!("{stem}.{extension}")))
        })
        .collect();
    let mut names: Vec<String> = folders.iter().map(|name| safe(name)).collect();
    for width in [8, 16, 64] {
        let twice = alike(&names);
        for (name, folder) in names.iter_mut().zip(folders) {
            let key = folded(name);
            if twice.contains(&key) || outputs.contains(&key) {
                *name = marked(&text(folder), folder, width);
            }
        }
    }
    names
}

/// A name that every system can hold: one that none of them objects to stays as it is.
pub(super) fn safe(name: &OsStr) -> String {
    let text = text(name);
    let whole = name.to_str() == Some(&text);
    if whole && text.len() <= LONGEST && !is_device(&text) { text } else { marked(&text, name, 8) }
}

/// A name as text without what some system forbids in names.
fn text(name: &OsStr) -> String {
    let text: String = name
        .to_string_lossy()
        .chars()
        .map(|c| {
            let forbidden = c.is_control() || "<>:\"/\\|?*\u{FFFD}".contains(c);
            if forbidden { '_' } else { c }
        })
        .collect();
    let kept = text.trim_end_matches(['.', ' ']);
    if kept.is_empty() { "_".into() } else { kept.into() }
}

/// Names of devices on Windows, with any extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("").trim_end().to_ascii_lowercase();
    let numbered = |start: &str| {
        stem.strip_prefix(start)
            .is_some_and(|n| matches!(n, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// A name cut to size, with so many hexadecimal digits of the digest of the whole.
fn marked(text: &str, whole: &OsStr, digits: usize) -> String {
    let digest = hex(&Sha256::digest(whole.as_encoded_bytes()));
    let mut end = text.len().min(LONGEST - digits.min(64));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}~{}", &text[..end], &digest[..digits])
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// A name as a file system sees it that knows neither case nor normal forms.
fn folded(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// The folded names that several have.
fn alike(names: &[String]) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(folded(name)).or_default() += 1;
    }
    counts.into_iter().filter(|&(_, count)| count > 1).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(names: &[&str]) -> Vec<String> {
        stems(&names.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn a_file_is_called_by_its_stem_where_it_can_be() {
        assert_eq!(of(&["a.md", "b.html", "c"]), ["a", "b", "c"]);
        assert_eq!(of(&["a.md", "a.html", "b.txt"])[..2], ["a.md", "a.html"]);
        assert_eq!(of(&["Á.md", "A\u{301}.txt"]), ["Á.md", "A\u{301}.txt"]);
        let cased = of(&["A.md", "a.md"]);
        assert!(cased[0].starts_with("A.md~") && cased[1].starts_with("a.md~"), "{cased:?}");
    }

    #[test]
    fn no_two_names_are_alike_whatever_they_try() {
        let digest = of(&["A.md", "a.md"]);
        let names =
            ["A.md", "a.md", "a.md.txt", &format!("{}.x", digest[1]), "a", "A", "nul", "NUL.md"];
        let mut seen: Vec<String> = of(&names).iter().map(|name| folded(name)).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), names.len());
    }

    #[test]
    fn every_system_can_hold_the_names() {
        let long = "ž".repeat(120);
        for name in [long.as_str(), "aux.md", "a:b", "trailing. ", "new\nline", "com7"] {
            let safe = safe(OsStr::new(name));
            assert!(safe.contains('~') && safe.len() <= LONGEST + 9, "{safe}");
            assert!(!safe.contains([':', '\n']));
        }
        assert_eq!(safe(OsStr::new("com10")), "com10");
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt as _;
            let names = [&b"a\xFF"[..], &b"a\xFE"[..]].map(|b| safe(OsStr::from_bytes(b)));
            assert!(names[0].starts_with("a_~") && names[0] != names[1]);
        }
    }

    #[test]
    fn a_folder_is_not_called_as_an_output() {
        let names = folders(&["a.PDF".into(), "b".into()], &["a".into()], &["pdf"]);
        assert!(names[0].starts_with("a.PDF~") && names[1] == "b");
    }
}
