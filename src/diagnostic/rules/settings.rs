//! Rules about what a project says of altform itself.

use crate::diagnostic::{Rule, Severity};

/// The configuration or the baseline says what altform does not understand.
pub static INVALID: Rule = Rule {
    id: "settings/invalid",
    severity: Severity::Error,
    summary: "the configuration or the baseline says what altform does not understand",
    references: &[],
    checks: "Whether every key, rule, level and standard in `altform.toml`, and every line of a baseline, is one that altform knows.",
    affects: "A rule that is misspelt would be checked, or not, against the will of the project; so nothing is checked.",
    fix: "Mend the place that is given; `altform rules` lists the rules.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[&INVALID];
