//! What is seen of a run over an archive while it goes on: a bar on a terminal, else a line a minute. It
//! decides nothing.

use std::io::{self, IsTerminal as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use super::report::print;
use crate::batch::archive::{self, Extent};
use crate::batch::record::{Record, Status};

/// How often a run tells where it is, where nobody watches.
const PERIOD: Duration = Duration::from_mins(1);
/// Before the number of files is known, and where nobody can know it.
const UNKNOWN: &str = "{spinner} {pos} files, {rate} a second, {elapsed}{msg}";
const KNOWN: &str = "[{bar:30}] {pos} of {len} files, {rate} a second, {eta} left{msg}";

/// What is seen of a run that goes on.
pub(super) struct Progress {
    bar: Option<Bar>,
    quiet: bool,
    verbose: bool,
    begun: Instant,
    told: Instant,
    done: u64,
    failed: u64,
}

/// A bar, and who counts how long it is.
struct Bar {
    #[allow(clippy::struct_field_names, reason = "it is one")]
    bar: ProgressBar,
    /// Files in all, once they are counted; until then none.
    total: Arc<AtomicU64>,
    over: Arc<AtomicBool>,
    is_known: bool,
    at: u64,
    /// The web archive of the last page: it counts once.
    archive: String,
}

impl Progress {
    /// Begins; `extent` is what the run will come to, unless nobody can know.
    pub(super) fn new(extent: Option<Extent>, quiet: bool, verbose: bool) -> Self {
        let watched = io::stderr().is_terminal() && !quiet;
        let bar = watched.then(|| Bar::new(extent));
        let now = Instant::now();
        Self { bar, quiet, verbose, begun: now, told: now, done: 0, failed: 0 }
    }

    /// Takes notice of what became of a source.
    pub(super) fn record(&mut self, record: &Record) {
        self.done += 1;
        self.failed += u64::from(record.status == Status::Failed);
        let wanted = match record.status {
            Status::Failed | Status::Findings => true,
            Status::Clean | Status::Skipped => self.verbose,
        };
        if wanted {
            let text = line(record, self.verbose);
            match &self.bar {
                Some(bar) => bar.bar.suspend(|| print::to_stderr(&text)),
                None => print::to_stderr(&text),
            }
        }
        if let Some(bar) = &mut self.bar {
            bar.advance(record, self.failed);
        } else if !self.quiet && self.told.elapsed() >= PERIOD {
            self.told = Instant::now();
            #[allow(clippy::cast_precision_loss, reason = "a rate for people")]
            let rate = self.done as f64 / self.begun.elapsed().as_secs_f64();
            print::to_stderr(&format!(
                "{} files, {rate:.1} a second, {} failed\n",
                self.done, self.failed
            ));
        }
    }

    /// Ends.
    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.over.store(true, Ordering::Relaxed);
            bar.bar.finish_and_clear();
        }
    }
}

impl Bar {
    fn new(extent: Option<Extent>) -> Self {
        let bar = ProgressBar::new_spinner();
        bar.set_style(style(UNKNOWN));
        let (total, over) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        if let Some(extent) = extent {
            let (total, over) = (total.clone(), over.clone());
            // Nobody waits for it: the run may well be done first.
            std::thread::spawn(move || {
                if let Some(count) = archive::count(&extent, || over.load(Ordering::Relaxed)) {
                    total.store(count, Ordering::Relaxed);
                }
            });
        }
        Self { bar, total, over, is_known: false, at: 0, archive: String::new() }
    }

    fn advance(&mut self, record: &Record, failed: u64) {
        let of = record.captured.as_ref().and_then(|_| record.source.rsplit_once('#'));
        match of {
            Some((archive, _)) if archive == self.archive => {}
            Some((archive, _)) => {
                archive.clone_into(&mut self.archive);
                self.at += 1;
            }
            None => self.at += 1,
        }
        let total = self.total.load(Ordering::Relaxed);
        if total > 0 {
            if !self.is_known {
                self.is_known = true;
                self.bar.set_style(style(KNOWN));
            }
            // Files may have come since they were counted.
            self.bar.set_length(total.max(self.at));
        }
        self.bar.set_position(self.at);
        if failed > 0 {
            self.bar.set_message(format!(", {failed} failed"));
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    let style = ProgressStyle::with_template(template);
    let style = style.unwrap_or_else(|_| ProgressStyle::default_spinner());
    let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let _ = write!(out, "{:.1}", state.per_sec());
    };
    style.progress_chars("=> ").tick_chars("|/-\\ ").with_key("rate", rate)
}

/// What became of one source, for people; its lesser findings only if they are asked for.
fn line(record: &Record, verbose: bool) -> String {
    let mut out = String::new();
    let told = record.findings.iter().filter(|told| verbose || told.severity == "error");
    for finding in told {
        let at = finding.line.map(|line| format!(":{line}")).unwrap_or_default();
        out.push_str(&print::shown(&format!(
            "{}{at}: {}[{}]: {}",
            record.source, finding.severity, finding.rule, finding.message
        )));
        out.push('\n');
    }
    if out.is_empty() {
        let word = match record.status {
            Status::Clean => "done",
            Status::Findings => "done, with findings",
            Status::Failed => "failed",
            Status::Skipped => "passed over",
        };
        out = format!("{}: {word}\n", print::shown(&record.source));
    }
    out
}
