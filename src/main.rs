//! The program: all it does is in the library's command line.

use std::process::ExitCode;

/// Documents are many small pieces: a fifth of a conversion's time was the system's allocator, and most of
/// it would be musl's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    altform::cli::main()
}
