//! What the outputs of the files of one folder are called: never two alike on any file system, however it
//! folds letters, and no name that some system cannot hold. It reads no folder.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

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

/// The names of the folders of a folder, and of those that its web archives become, beside files whose
/// outputs have these stems and extensions. An archive is called as its file without extensions if
/// nothing else is, else by its whole name.
pub(super) fn folders(
    folders: &[OsString],
    archives: &[OsString],
    stems: &[String],
    extensions: &[&str],
) -> (Vec<String>, Vec<String>) {
    let outputs: BTreeSet<String> = stems
        .iter()
        .flat_map(|stem| {
            extensions.iter().map(move |extension| folded(&format!("{stem}.{extension}")))
        })
        .collect();
    let whole: Vec<&OsString> = folders.iter().chain(archives).collect();
    let mut names: Vec<String> = folders.iter().map(|name| safe(name)).collect();
    names.extend(archives.iter().map(|name| safe(OsStr::new(&archive_stem(name)))));
    for width in [0, 8, 16, 64] {
        let twice = alike(&names);
        for (at, (name, whole)) in names.iter_mut().zip(&whole).enumerate() {
            let key = folded(name);
            if !twice.contains(&key) && !outputs.contains(&key) {
                continue;
            }
            *name = match width {
                0 if at >= folders.len() => safe(whole),
                0 => continue,
                width => marked(&text(whole), whole, width),
            };
        }
    }
    let of_archives = names.split_off(folders.len());
    (names, of_archives)
}

/// The name of a web archive without its extensions.
fn archive_stem(name: &OsStr) -> OsString {
    let lower = name.to_string_lossy().to_ascii_lowercase();
    let mut path = PathBuf::from(name);
    for end in [".gz", ".warc", ".wacz", ".zip"] {
        let ends = path.as_os_str().to_string_lossy().to_ascii_lowercase().ends_with(end);
        if ends && (end != ".gz" || lower.ends_with(".warc.gz")) {
            path.set_extension("");
        }
    }
    if path.as_os_str().is_empty() { name.to_owned() } else { path.into_os_string() }
}

/// A name that every system can hold: one that none of them objects to stays as it is.
pub(super) fn safe(name: &OsStr) -> String {
    let text = text(name);
    let whole = name.to_str() == Some(&text);
    if whole && text.len() <= LONGEST && !is_device(&text) { text } else { marked(&text, name, 8) }
}

/// A name as text without what some system forbids in names.
pub(super) fn text(name: &OsStr) -> String {
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
pub(super) fn marked(text: &str, whole: &OsStr, digits: usize) -> String {
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
pub(super) fn folded(name: &str) -> String {
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
        let (names, _) = folders(&["a.PDF".into(), "b".into()], &[], &["a".into()], &["pdf"]);
        assert!(names[0].starts_with("a.PDF~") && names[1] == "b");
    }

    #[test]
    fn a_web_archive_has_a_folder_of_its_own() {
        let names = |given: &[&str], archives: &[&str]| {
            let [given, archives] =
                [given, archives].map(|n| n.iter().map(OsString::from).collect());
            let (given, archives): (Vec<_>, Vec<_>) = (given, archives);
            folders(&given, &archives, &[], &["pdf"])
        };
        assert_eq!(names(&[], &["a.warc.gz", "B.WACZ", ".warc"]).1, ["a", "B", ".warc"]);
        assert_eq!(
            names(&["b"], &["a.warc", "a.wacz", "b.warc"]).1,
            ["a.warc", "a.wacz", "b.warc"]
        );
        // What one is called by its stem, another is by its name.
        let (folders, archives) = names(&["b"], &["b.warc", "b.warc.warc"]);
        let mut all: Vec<String> = folders.iter().chain(&archives).map(|n| folded(n)).collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 3, "{archives:?}");
    }
}
