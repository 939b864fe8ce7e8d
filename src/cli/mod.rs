//! The command line: arguments, commands, and how findings are shown. Only this room prints.

mod against;
mod archive;
mod arguments;
mod check;
mod clauses;
mod convert;
mod diff;
mod hear;
mod progress;
mod reference;
mod report;
mod speak;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};

/// Done, and clean at the chosen level.
const CLEAN: u8 = 0;
/// Done, with findings at or above the chosen level.
const FINDINGS: u8 = 1;
/// Something could not be done.
const FAILED: u8 = 2;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let status = match Arguments::parse().command {
        Command::Convert(arguments) if archive::is_one(&arguments) => archive::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Speak { file, reading, format } => speak::run(&file, &reading, format),
        Command::Diff { old, new, reading, format } => diff::run(&old, &new, &reading, format),
        Command::Rules { format } => reference::rules(format),
        Command::Worker(arguments) => archive::work(&arguments),
        Command::WorkerProcess { setup } => archive::process(&setup),
        Command::Verify { folder } => archive::verify(&folder),
        Command::Explain { rule } => reference::explain(rule.as_deref()),
        Command::Formats => reference::formats(),
        Command::Completions { shell } => reference::completions(shell),
        Command::Man => reference::man(),
    };
    ExitCode::from(status)
}
