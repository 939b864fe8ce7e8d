//! Puts one file in its place: written beside it, synced, renamed when whole. Under its final name a
//! file is either as it was or complete. It knows nothing of what the bytes are.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Finding, Place, rules};

/// How the name of a file begins that is being written; the number of the process follows.
pub(super) const PARTIAL_START: &str = ".altform-";
/// How it ends.
pub(super) const PARTIAL_END: &str = ".partial";

/// Writes `bytes` to `path`, unless the path is `taken` by an input or another output of the run.
///
/// # Errors
/// The path is taken, or the file cannot be written; nothing stands under its name that was not there.
pub fn place(path: &Path, bytes: &[u8], taken: &mut BTreeSet<PathBuf>) -> Result<(), Box<Finding>> {
    let folder = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    if let Some(file) = folder.ancestors().find(|part| part.is_file()) {
        let message = format!("`{}` is a file, not a folder", file.display());
        let mut finding = Finding::new(&rules::output::UNWRITABLE, output_place(path), message);
        finding.hint("name a folder with `-o`, or move the file away");
        return Err(Box::new(finding));
    }
    let identity = fs::create_dir_all(folder)
        .and_then(|()| folder.canonicalize())
        .map(|folder| folder.join(path.file_name().unwrap_or_default()))
        .map_err(|error| unwritable(path, &error))?;
    if !taken.insert(identity.canonicalize().unwrap_or(identity)) {
        let mut finding = Finding::new(
            &rules::output::COLLISION,
            output_place(path),
            "an input, or another output of this run, has this name",
        );
        finding.hint("convert into another folder with `-o`");
        return Err(Box::new(finding));
    }
    let fill = |file: &mut dyn Write| file.write_all(bytes);
    write_whole(folder, path, fill).map_err(|error| unwritable(path, &error))
}

/// Writes what `fill` writes to `path`, over what is there; its folder is made if it is not there.
///
/// # Errors
/// The file cannot be written, or `fill` fails; nothing stands under its name that was not there.
pub fn replace(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let folder = path.parent().filter(|f| *f != Path::new("")).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    write_whole(folder, path, fill)
}

fn write_whole(
    folder: &Path,
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::Error::other("a folder of this name is there"));
    }
    let mut builder = tempfile::Builder::new();
    let prefix = format!("{PARTIAL_START}{}-", std::process::id());
    builder.prefix(&prefix).suffix(PARTIAL_END);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file: the user's umask takes its share.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    let mut out = BufWriter::new(&mut file);
    fill(&mut out)?;
    out.flush()?;
    drop(out);
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn unwritable(path: &Path, error: &io::Error) -> Box<Finding> {
    let mut finding = Finding::new(
        &rules::output::UNWRITABLE,
        output_place(path),
        format!("the file cannot be written: {error}"),
    );
    finding.hint("check that the folder may be written and has room");
    Box::new(finding)
}

fn output_place(path: &Path) -> Place {
    Place::Output {
        file: path.to_string_lossy().into_owned(),
        page: None,
        path: String::new(),
        source: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_or_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/a.txt");
        let mut taken = BTreeSet::new();
        place(&path, b"one", &mut taken).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one");
        let again = place(&path, b"two", &mut taken).unwrap_err();
        assert_eq!(again.rule.id, "output/collision");
        assert_eq!(fs::read(&path).unwrap(), b"one");
        let blocked = place(&path.join("b.txt"), b"x", &mut taken).unwrap_err();
        assert_eq!(blocked.rule.id, "output/unwritable");
        assert_eq!(blocked.message, format!("`{}` is a file, not a folder", path.display()));
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 1);
    }
}
