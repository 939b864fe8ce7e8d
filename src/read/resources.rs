//! Where the files that a document names come from: a folder that confines them, or memory. The only
//! trait of the crate's pipeline. It knows nothing of pictures.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

/// The largest file that is loaded for a document, in bytes.
pub const MAX_RESOURCE_BYTES: u64 = 64 * 1024 * 1024;

/// Why a file could not be loaded.
#[derive(Debug)]
pub enum Refused {
    /// It would be outside the folders that may be read.
    Outside,
    /// It is on a network.
    Network,
    /// The web archive that holds the page does not hold it.
    NotArchived,
    /// It is larger than `MAX_RESOURCE_BYTES`.
    TooLarge,
    /// It cannot be read.
    Unreadable(std::io::Error),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outside => f.write_str("it is outside the folder of the input"),
            Self::Network => f.write_str("it is on the network, which is never asked"),
            Self::NotArchived => f.write_str("the web archive does not hold it"),
            Self::TooLarge => {
                write!(f, "it is larger than {} MiB", MAX_RESOURCE_BYTES / (1024 * 1024))
            }
            Self::Unreadable(error) if error.kind() == std::io::ErrorKind::NotFound => {
                f.write_str("there is no such file")
            }
            Self::Unreadable(error) => write!(f, "{error}"),
        }
    }
}

/// Reads to the end; nothing if that is more than `limit` bytes. It takes no more memory than twice the
/// limit, however long the stream goes on.
pub(crate) fn read_within(from: impl Read, limit: u64) -> std::io::Result<Option<Vec<u8>>> {
    let most = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
    let mut from = from.take(limit.saturating_add(1));
    let mut bytes = Vec::new();
    loop {
        let room = bytes.len().max(32 << 10).min(most - bytes.len());
        bytes.try_reserve_exact(room).map_err(|_| std::io::ErrorKind::OutOfMemory)?;
        if from.by_ref().take(room as u64).read_to_end(&mut bytes)? < room {
            return Ok(Some(bytes));
        }
        if bytes.len() == most {
            return Ok(None);
        }
    }
}

/// Loads the files that a document names.
pub trait Resources: Sync {
    /// The bytes of a file named by a relative reference, as the document has it.
    fn load(&self, reference: &str) -> Result<Vec<u8>, Refused>;

    /// The path of a file that a reference names by another address.
    fn path_of(&self, _reference: &str) -> Option<&str> {
        None
    }

    /// The address at which the document stood, where what it was kept in says so.
    fn address(&self) -> Option<&str> {
        None
    }

    /// When the document was captured, ISO 8601, where what it was kept in says so.
    fn captured(&self) -> Option<&str> {
        None
    }

    /// The encoding of the document, where what it was kept in says so.
    fn charset(&self) -> Option<&str> {
        None
    }
}

/// Folders on disk. A reference is looked for in each, and never leaves them: not by `..`, not by an
/// absolute path, not through a link.
#[derive(Debug, Clone, Default)]
pub struct Folders {
    roots: Vec<PathBuf>,
}

impl Folders {
    /// Reads below these folders only, in this order.
    pub fn new(roots: impl IntoIterator<Item = PathBuf>) -> Self {
        Self { roots: roots.into_iter().collect() }
    }

    fn find(&self, reference: &Path) -> Result<PathBuf, Refused> {
        let mut why = None;
        for root in &self.roots {
            match (root.canonicalize(), root.join(reference).canonicalize()) {
                (Ok(root), Ok(found)) if found.starts_with(&root) => return Ok(found),
                (Ok(_), Ok(_)) => why = Some(Refused::Outside),
                // That a link leads out is worth more to know than that another folder lacks it.
                (Err(error), _) | (_, Err(error)) => {
                    why.get_or_insert(Refused::Unreadable(error));
                }
            }
        }
        Err(why.unwrap_or(Refused::Outside))
    }
}

impl Resources for Folders {
    fn load(&self, reference: &str) -> Result<Vec<u8>, Refused> {
        if is_on_network(reference) {
            return Err(Refused::Network);
        }
        let mut tries = local_paths(reference).into_iter().map(|path| self.find(&path));
        let path = match tries.next().unwrap_or(Err(Refused::Outside)) {
            Ok(path) => path,
            Err(why) => tries.find_map(Result::ok).ok_or(why)?,
        };
        // Judged before it is opened: to open a pipe would block for ever.
        let meta = std::fs::metadata(&path).map_err(Refused::Unreadable)?;
        if !meta.is_file() {
            return Err(Refused::Unreadable(std::io::Error::other("it is not a regular file")));
        }
        if meta.len() > MAX_RESOURCE_BYTES {
            return Err(Refused::TooLarge);
        }
        let file = File::open(&path).map_err(Refused::Unreadable)?;
        let bytes = read_within(file, MAX_RESOURCE_BYTES).map_err(Refused::Unreadable)?;
        bytes.ok_or(Refused::TooLarge)
    }
}

/// Files in memory: for tests, and for inputs that carry their own.
#[derive(Debug, Clone, Default)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl Resources for Memory {
    fn load(&self, reference: &str) -> Result<Vec<u8>, Refused> {
        let missing = || Refused::Unreadable(std::io::ErrorKind::NotFound.into());
        self.0.get(reference).cloned().ok_or_else(missing)
    }
}

/// Whether a reference is an address of the network.
pub(crate) fn is_on_network(reference: &str) -> bool {
    ["http://", "https://", "ftp://", "//"].iter().any(|start| {
        reference.trim().get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
    })
}

/// The paths that a reference can mean, the likeliest first: programs that save pages do not agree on
/// what they escape, and file systems compose letters as they like.
fn local_paths(reference: &str) -> Vec<PathBuf> {
    let whole = reference.split('#').next().unwrap_or("");
    let path = whole.split('?').next().unwrap_or("");
    let mut out: Vec<PathBuf> = Vec::new();
    for (text, escaped) in [(path, true), (path, false), (whole, true), (whole, false)] {
        let text = if escaped { percent_decoded(text) } else { Some(text.to_owned()) };
        let Some(text) = text else { continue };
        for text in [text.nfd().collect(), text.nfc().collect(), text].into_iter().rev() {
            let text: String = text;
            if let Some(path) = local_path(&text).filter(|path| !out.contains(path)) {
                out.push(path);
            }
        }
    }
    out
}

/// The relative path that a text is; `None` for an address, an absolute path, or one that climbs out of
/// its folder.
fn local_path(reference: &str) -> Option<PathBuf> {
    let scheme = reference.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = !scheme.is_empty()
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    if is_scheme || reference.starts_with(['/', '\\']) || reference.is_empty() {
        return None;
    }
    let path = PathBuf::from(reference);
    // How far below its folder each part of the path is: it may climb, but not out.
    let mut depth = 0_usize;
    for part in path.components() {
        depth = match part {
            Component::Normal(_) => depth + 1,
            Component::CurDir => depth,
            Component::ParentDir => depth.checked_sub(1)?,
            Component::RootDir | Component::Prefix(_) => return None,
        };
    }
    Some(path)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let rest = bytes.clone();
        let digits: Vec<u8> = rest.take(2).collect();
        let value = std::str::from_utf8(&digits).ok().and_then(|d| u8::from_str_radix(d, 16).ok());
        match value {
            Some(value) if digits.len() == 2 => {
                out.push(value);
                bytes.nth(1);
            }
            _ => out.push(byte),
        }
    }
    let decoded = String::from_utf8(out).ok()?;
    (!decoded.contains('\0')).then_some(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_never_leave_the_folder() {
        for bad in [
            "../../etc/passwd",
            "/etc/passwd",
            "a/../../b",
            "a/../../a/b",
            "%2e%2e/b",
            "file:///etc/passwd",
            "http://example.org/a.png",
            "C:\\a.png",
            "\\\\host\\a",
            "",
            "#a",
            "a%00b",
        ] {
            let climbs =
                |path: &PathBuf| path.components().any(|part| part == Component::ParentDir);
            assert!(
                !local_paths(bad).iter().any(|path| climbs(path) || path.is_absolute()),
                "{bad}"
            );
            assert!(matches!(
                Folders::default().load(bad),
                Err(Refused::Outside | Refused::Network)
            ));
        }
        let first = |reference| local_paths(reference).swap_remove(0);
        assert_eq!(first("a%20b/c.png?x=1"), PathBuf::from("a b/c.png"));
        assert_eq!(first("100%.png"), PathBuf::from("100%.png"));
        assert_eq!(first("./a.png"), PathBuf::from("./a.png"));
    }

    /// A folder of its own for a test, gone when the test ends.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("altform-{name}-{}", std::process::id()));
            std::fs::create_dir_all(path.join("inside/deeper")).unwrap();
            std::fs::write(path.join("secret"), "secret").unwrap();
            std::fs::write(path.join("inside/a b.png"), "a").unwrap();
            Self(path)
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn files_are_found_in_the_folders_and_nowhere_else() {
        let scratch = Scratch::new("folders");
        let folders = Folders::new([scratch.0.join("inside/deeper"), scratch.0.join("inside")]);
        assert_eq!(folders.load("a%20b.png").unwrap(), b"a");
        assert_eq!(folders.load("./a b.png").unwrap(), b"a");
        // As wget, and a Mac, call them.
        std::fs::write(scratch.0.join("inside/c%20d.png?w=1"), "c").unwrap();
        std::fs::write(scratch.0.join("inside/c\u{30C}.png"), "d").unwrap();
        assert_eq!(folders.load("c%20d.png?w=1").unwrap(), b"c");
        assert_eq!(folders.load("c%2520d.png%3Fw=1").unwrap(), b"c");
        assert_eq!(folders.load("%C4%8D.png").unwrap(), b"d");
        assert_eq!(folders.load("deeper/../deeper/../a b.png").unwrap(), b"a");
        assert!(matches!(folders.load("../secret"), Err(Refused::Outside)));
        assert!(matches!(folders.load("none.png"), Err(Refused::Unreadable(_))));
        assert!(matches!(folders.load("deeper"), Err(Refused::Unreadable(_))));
        assert!(matches!(Folders::default().load("a.png"), Err(Refused::Outside)));
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_out_are_not_followed() {
        use std::os::unix::fs::symlink;
        let scratch = Scratch::new("links");
        let inside = scratch.0.join("inside");
        symlink(scratch.0.join("secret"), inside.join("out.png")).unwrap();
        symlink(&scratch.0, inside.join("up")).unwrap();
        symlink(&scratch.0, inside.join("deeper/up")).unwrap();
        symlink(inside.join("a b.png"), inside.join("in.png")).unwrap();
        let folders = Folders::new([inside]);
        assert!(matches!(folders.load("out.png"), Err(Refused::Outside)));
        assert!(matches!(folders.load("up/secret"), Err(Refused::Outside)));
        assert!(folders.load("up/../secret").is_err());
        assert!(folders.load("deeper/up/../../a").is_err());
        assert_eq!(folders.load("in.png").unwrap(), b"a");
    }

    #[test]
    fn a_file_beyond_the_limit_is_refused() {
        let scratch = Scratch::new("large");
        let file = File::create(scratch.0.join("inside/large.png")).unwrap();
        file.set_len(MAX_RESOURCE_BYTES + 1).unwrap();
        let folders = Folders::new([scratch.0.join("inside")]);
        assert!(matches!(folders.load("large.png"), Err(Refused::TooLarge)));
    }
}
