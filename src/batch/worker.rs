//! A worker process: tasks as lines in, records as lines out, one at a time, until there are no more.

use std::io::{self, BufRead, Write};

use super::record::{Record, Status};
use super::setup::Setup;
use super::work::{Bench, Task};

/// Works until the input ends.
///
/// # Errors
/// The input cannot be read or the output cannot be written: who asked is gone.
pub fn serve(setup: &Setup, input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    #[cfg(unix)]
    if setup.memory > 0 {
        let bytes = setup.memory.saturating_mul(1024 * 1024);
        // A system that knows no such limit works without.
        let _ = rlimit::setrlimit(rlimit::Resource::AS, bytes, bytes);
    }
    let mut bench = Bench::new(setup.request(), setup.level(), setup.now);
    for line in input.lines() {
        let record = match serde_json::from_str::<Task>(&line?) {
            Ok(task) => bench.work(&task),
            Err(_) => Record { status: Status::Failed, ..Record::default() },
        };
        writeln!(output, "{}", record.line())?;
        output.flush()?;
    }
    Ok(())
}
