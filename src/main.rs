//! The program: all it does is in the library's command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    altform::cli::main()
}
