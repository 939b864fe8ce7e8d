//! Worker processes that convert one source at a time and can be given up: a source that takes too long, takes
//! too much memory or brings the program down costs its worker and nothing else. It knows nothing of
//! documents.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How a worker is started, and how long it may take.
#[derive(Debug, Clone)]
pub(super) struct Start {
    /// The program.
    pub(super) program: PathBuf,
    /// Its arguments.
    pub(super) arguments: Vec<String>,
    /// How long one source may take.
    pub(super) timeout: Duration,
}

/// Why a worker gave no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Gone {
    /// It took too long and was stopped.
    TimedOut,
    /// It asked for more memory than it may have.
    OutOfMemory,
    /// It came down; the last words it said.
    Died(String),
    /// It could not be started.
    NotStarted(String),
}

/// Workers that wait for work.
#[derive(Debug)]
pub(super) struct Pool {
    start: Start,
    idle: Mutex<Vec<Worker>>,
}

#[derive(Debug)]
struct Worker {
    child: Child,
    input: ChildStdin,
    answers: Receiver<String>,
    /// What it says on standard error, once it is gone.
    words: Option<std::thread::JoinHandle<String>>,
}

/// The most that is kept of what a worker says on standard error, in bytes.
const LAST_WORDS: usize = 4096;

impl Pool {
    pub(super) fn new(start: Start) -> Self {
        Self { start, idle: Mutex::default() }
    }

    /// Has a worker answer a line with a line. Its partial files below `folder` go with it if it has to go.
    pub(super) fn ask(&self, line: &str, folder: &Path) -> Result<String, Gone> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut worker = match idle {
            Some(worker) => worker,
            None => Worker::start(&self.start).map_err(|e| Gone::NotStarted(e.to_string()))?,
        };
        let sent =
            worker.input.write_all(line.as_bytes()).and_then(|()| worker.input.write_all(b"\n"));
        let answer = match sent.and_then(|()| worker.input.flush()) {
            Ok(()) => worker.answers.recv_timeout(self.start.timeout),
            Err(_) => Err(RecvTimeoutError::Disconnected),
        };
        match answer {
            Ok(answer) => {
                self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
                Ok(answer)
            }
            Err(why) => {
                let id = worker.child.id();
                let words = worker.end();
                sweep(folder, Some(id));
                Err(match why {
                    RecvTimeoutError::Timeout => Gone::TimedOut,
                    RecvTimeoutError::Disconnected if words.contains("memory allocation of") => {
                        Gone::OutOfMemory
                    }
                    RecvTimeoutError::Disconnected => Gone::Died(words),
                })
            }
        }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let idle = std::mem::take(self.idle.get_mut().unwrap_or_else(PoisonError::into_inner));
        for Worker { child, input, .. } in idle {
            // Without input it ends by itself.
            drop(input);
            let mut child = child;
            let _ = child.wait();
        }
    }
}

impl Worker {
    fn start(start: &Start) -> std::io::Result<Self> {
        let mut command = Command::new(&start.program);
        command
            .args(&start.arguments)
            // Address space is what a worker's limit counts: the allocator shall not take a gigabyte of it at once.
            .env("MIMALLOC_ARENA_RESERVE", "32MiB")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt as _;
            // An interrupt at the terminal is for the run, which lets its workers finish.
            command.process_group(0);
        }
        let mut child = command.spawn()?;
        let missing = || std::io::Error::other("the worker has no pipes");
        let input = child.stdin.take().ok_or_else(missing)?;
        let output = child.stdout.take().ok_or_else(missing)?;
        let errors = child.stderr.take().ok_or_else(missing)?;
        let (sender, answers) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines() {
                let Ok(line) = line else { return };
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let words = std::thread::spawn(move || {
            let mut kept = Vec::new();
            let mut errors = errors;
            let mut part = [0; 1024];
            while let Ok(count @ 1..) = errors.read(&mut part) {
                kept.extend_from_slice(&part[..count]);
                let over = kept.len().saturating_sub(LAST_WORDS);
                kept.drain(..over);
            }
            String::from_utf8_lossy(&kept).trim().to_owned()
        });
        Ok(Self { child, input, answers, words: Some(words) })
    }

    /// Ends a worker whatever it does; what it said last.
    fn end(mut self) -> String {
        drop(self.input);
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.words.take().and_then(|words| words.join().ok()).unwrap_or_default()
    }
}

/// Removes files that were begun and never finished in a folder: those of one process, or all.
pub(super) fn sweep(folder: &Path, process: Option<u32>) {
    let start = match process {
        Some(id) => format!("{}{id}-", super::place::PARTIAL_START),
        None => super::place::PARTIAL_START.to_owned(),
    };
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(&start) && name.ends_with(super::place::PARTIAL_END) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn pool(script: &str, milliseconds: u64) -> Pool {
        Pool::new(Start {
            program: "/bin/sh".into(),
            arguments: vec!["-c".into(), script.into()],
            timeout: Duration::from_millis(milliseconds),
        })
    }

    #[test]
    fn workers_answer_or_are_given_up() {
        let dir = tempfile::tempdir().unwrap();
        let echo = pool("while read line; do echo \"<$line>\"; done", 5000);
        assert_eq!(echo.ask("one", dir.path()), Ok("<one>".into()));
        assert_eq!(echo.ask("two", dir.path()), Ok("<two>".into()));
        assert_eq!(pool("read line; exec sleep 60", 50).ask("x", dir.path()), Err(Gone::TimedOut));
        let died = pool("read line; echo 'the end' >&2", 5000).ask("x", dir.path());
        assert_eq!(died, Err(Gone::Died("the end".into())));
        let full =
            pool("read line; echo 'memory allocation of 9 bytes failed' >&2; exit 134", 5000);
        assert_eq!(full.ask("x", dir.path()), Err(Gone::OutOfMemory));
    }

    #[test]
    fn what_a_worker_began_goes_with_it() {
        let dir = tempfile::tempdir().unwrap();
        let script = format!(
            "read line; touch {}/.altform-$$-x.partial; exec sleep 60",
            dir.path().display()
        );
        assert_eq!(pool(&script, 1500).ask("x", dir.path()), Err(Gone::TimedOut));
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
