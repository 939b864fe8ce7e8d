//! Runs the real program in a folder of its own. It knows nothing of what is tested.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use page_validation::{
    ValidationFailure, ValidationOptions, ValidationProfile, validate_pdf_bytes,
};

/// The project's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether golden files are to be written anew (`make bless`).
pub(crate) fn blessing() -> bool {
    std::env::var_os("ALTFORM_BLESS").is_some()
}

/// What a profile of the validator has against a PDF. It misreads the widths of PostScript outlines:
/// it knows no real numbers in their dictionaries, and takes a first move for a width. The engine that
/// `make verify` runs reads them.
pub(crate) fn pdf_failures(pdf: &[u8], profile: ValidationProfile) -> Vec<ValidationFailure> {
    let options = ValidationOptions::default().profile(profile);
    let mut failures = validate_pdf_bytes(pdf, &options).unwrap().failures;
    failures.retain(|failure| !failure.message.contains("in its embedded CIDFontType0C program"));
    failures
}

/// A folder that goes with the test.
pub(crate) struct Dir(tempfile::TempDir);

impl Dir {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    pub(crate) fn text(&self, name: &str) -> String {
        String::from_utf8(self.read(name)).unwrap()
    }

    /// The names of all files below a folder, sorted.
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.path().join(folder))
            .into_iter()
            .flatten()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// Runs `altform` here.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with_input(arguments, b"")
    }

    /// `altform`, to be run here.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_altform"));
        command.args(arguments).current_dir(self.path()).env_remove("SOURCE_DATE_EPOCH");
        command
    }

    /// Runs `altform` here with bytes on its standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        use std::io::Write as _;
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        let writer = std::thread::spawn(move || {
            // The program may have seen enough.
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Run::new(&output)
    }
}

/// What a run of the program did.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    fn new(output: &Output) -> Self {
        Self {
            status: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The ids of the rules in the findings, in the order in which they were printed.
    pub(crate) fn rules(&self) -> Vec<&str> {
        let mut ids = Vec::new();
        for line in self.stderr.lines() {
            for weight in [": note[", ": warning[", ": error["] {
                if let Some((_, rest)) = line.split_once(weight)
                    && let Some((id, _)) = rest.split_once("]: ")
                {
                    ids.push(id);
                }
            }
        }
        ids
    }

    /// Asserts the exit status and that nothing panicked.
    #[track_caller]
    pub(crate) fn exits(&self, status: i32) -> &Self {
        assert_eq!(self.status, Some(status), "{}", self.stderr);
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self
    }
}
