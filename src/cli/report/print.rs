//! Where words go: standard output and standard error. It knows nothing of what is said.

use std::io::{self, IsTerminal, Write as _};

use crate::cli::{CLEAN, FAILED};

/// Writes to standard output; gives the exit status.
pub(in crate::cli) fn to_stdout(bytes: &[u8]) -> u8 {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Ok(()) => CLEAN,
        // Who reads has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => CLEAN,
        Err(error) => {
            complain(&format!("standard output cannot be written: {error}"));
            FAILED
        }
    }
}

/// Says why nothing could be done at all.
pub(in crate::cli) fn complain(message: &str) {
    to_stderr(&format!("error: {}\n", shown(message)));
}

/// Writes to standard error.
pub(in crate::cli) fn to_stderr(text: &str) {
    // Standard error may be closed; there is nobody left to tell.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether a stream takes colours: it is a terminal, and `NO_COLOR` is not set.
pub(in crate::cli) fn colours(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// A text that cannot move the terminal's cursor or change its colours.
pub(in crate::cli) fn shown(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if c.is_control()
                || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') =>
            {
                '\u{FFFD}'
            }
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_input_moves_the_cursor() {
        assert_eq!(super::shown("a\x1b[2Jb\u{202E}c\td"), "a\u{FFFD}[2Jb\u{FFFD}c d");
    }
}
