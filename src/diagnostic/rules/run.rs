//! Rules about runs over whole archives.

use crate::diagnostic::{Rule, Severity};

/// A file of an archive is no document.
pub static NO_DOCUMENT: Rule = Rule {
    id: "run/no-document",
    severity: Severity::Note,
    summary: "a file of an archive is no document",
    references: &[],
    checks: "Whether a file in a walked folder is a text. Pictures, style sheets, scripts, sound, programs, links out of the archive and what is no regular file are passed over, and the journal says so.",
    affects: "Nobody, unless it is a document all the same.",
    fix: "Name the file itself, or convert it to text, Markdown or HTML first.",
};

/// A conversion took too long.
pub static TIMED_OUT: Rule = Rule {
    id: "run/timed-out",
    severity: Severity::Error,
    summary: "a conversion took too long",
    references: &[],
    checks: "How long the conversion of one file takes, against `--timeout`.",
    affects: "The outputs of this file are missing. All others are made.",
    fix: "Raise `--timeout`, or split the file.",
};

/// A conversion asked for too much memory.
pub static OUT_OF_MEMORY: Rule = Rule {
    id: "run/out-of-memory",
    severity: Severity::Error,
    summary: "a conversion asked for too much memory",
    references: &[],
    checks: "How much memory the conversion of one file asks for, against its share of `--max-memory`.",
    affects: "The outputs of this file are missing. All others are made.",
    fix: "Raise `--max-memory`, lower `--jobs`, or split the file.",
};

/// A job cannot be understood.
pub static BAD_JOB: Rule = Rule {
    id: "run/bad-job",
    severity: Severity::Error,
    summary: "a job cannot be understood",
    references: &[],
    checks: "Whether every line that `altform worker` reads is a JSON object with a `source`, or a JSON string.",
    affects: "Nothing is converted for this line; it is answered like every other.",
    fix: "Write one JSON object a line: `{\"source\": \"news/a.html\"}`.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[&NO_DOCUMENT, &TIMED_OUT, &OUT_OF_MEMORY, &BAD_JOB];
