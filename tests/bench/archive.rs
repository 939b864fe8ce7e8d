//! A run over a generated archive with the real program: articles a second, the rate of the first and the
//! last tenth, and the most memory that the run and its processes had. `ALTFORM_ARTICLES` says how many
//! articles (1,000), `ALTFORM_PROGRAM` which program (the one built beside this); with `ALTFORM_ARCHIVE` the
//! articles are written into that folder and nothing else is done.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement for people")]
#![allow(clippy::cast_precision_loss, reason = "counts of files")]

mod articles;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

fn main() {
    let count: usize = std::env::var("ALTFORM_ARTICLES").map_or(1000, |text| text.parse().unwrap());
    if let Some(folder) = std::env::var_os("ALTFORM_ARCHIVE") {
        return articles::write(Path::new(&folder), count).unwrap();
    }
    let program =
        std::env::var("ALTFORM_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_altform").into());
    let dir = tempfile::tempdir().unwrap();
    let (source, out) = (dir.path().join("archive"), dir.path().join("out"));
    articles::write(&source, count).unwrap();

    let begun = Instant::now();
    let mut run = Command::new(&program)
        .args(["convert", "--quiet", "-o"])
        .args([&out, &source])
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let (done, peak) = (AtomicBool::new(false), AtomicU64::new(0));
    let mut marks: Vec<(Duration, u64)> = Vec::new();
    let status = std::thread::scope(|scope| {
        let id = run.id();
        let (done, peak) = (&done, &peak);
        scope.spawn(move || {
            while !done.load(Ordering::Relaxed) {
                peak.fetch_max(memory(id), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(50));
            }
        });
        let marks = &mut marks;
        let journal = out.join("manifest.jsonl.partial");
        let status = loop {
            if let Some(status) = run.try_wait().unwrap() {
                break status;
            }
            marks.push((begun.elapsed(), lines(&journal)));
            std::thread::sleep(Duration::from_millis(200));
        };
        done.store(true, Ordering::Relaxed);
        status
    });
    let seconds = begun.elapsed().as_secs_f64();
    assert!(status.success(), "{status}");
    let count = count as u64;
    println!("{count} articles in {seconds:.1} s: {:.0} a second", count as f64 / seconds);
    let at =
        |n: u64| marks.iter().find(|(_, lines)| *lines >= n).map(|(time, _)| time.as_secs_f64());
    if let (Some(first), Some(last)) = (at(count / 10), at(count - count / 10)) {
        let tenth = count as f64 / 10.0;
        println!(
            "first tenth {:.0} a second, last tenth {:.0}",
            tenth / first,
            tenth / (seconds - last)
        );
    }
    println!("peak memory of all processes {} MB", peak.load(Ordering::Relaxed) / 1024);
}

fn lines(path: &Path) -> u64 {
    fs::read_to_string(path).map_or(0, |text| text.matches('\n').count() as u64)
}

/// What a process and its children have in memory, in KiB, as Linux says it; 0 elsewhere.
fn memory(id: u32) -> u64 {
    let children = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
    let all = fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    let mut ids: Vec<u32> = children.split_whitespace().filter_map(|id| id.parse().ok()).collect();
    for task in all {
        let text = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        ids.extend(text.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
    }
    ids.push(id);
    ids.sort_unstable();
    ids.dedup();
    let of = |id: &u32| -> u64 {
        let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
    };
    ids.iter().map(of).sum()
}
