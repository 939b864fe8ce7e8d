//! What weighs how much in a project: its configuration, then the command line. It reads no file.

use std::path::PathBuf;

use clap::ValueEnum;

use super::pattern;
use crate::cli::report::{Item, Report, Standing};
use crate::diagnostic::{Rule, Severity, rules};

/// What a project makes of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Level {
    /// What is found is counted, not reported.
    Allow,
    /// It is a note.
    Note,
    /// It is a warning.
    Warning,
    /// It is an error.
    Error,
}

/// One thing that a project says.
#[derive(Debug)]
pub(super) struct Step {
    /// The files that it holds for; none: for all.
    pub(super) path: Option<String>,
    /// A rule, or a pattern of rules.
    pub(super) rule: String,
    /// The level.
    pub(super) level: Level,
}

/// Brings what is said in one place into order: an exact rule is stronger than a pattern, a longer pattern
/// than a shorter one.
pub(super) fn by_strength(steps: &mut [Step]) {
    steps.sort_by_key(|step| (!step.rule.contains(['*', '?']), step.rule.len()));
}

/// All that a project says; a later step is stronger.
#[derive(Debug, Default)]
pub(super) struct Levels {
    pub(super) steps: Vec<Step>,
    /// The folder to which paths belong; empty if there is no configuration.
    pub(super) folder: PathBuf,
}

impl Levels {
    /// Gives the findings of a file the severities of the project, and takes what it allows out of what
    /// is reported. A file that could not be read stays so.
    pub(super) fn apply(&self, report: &mut Report) {
        let Some(subject) = &mut report.subject else { return };
        if self.steps.is_empty() {
            return;
        }
        let path = self.path(&report.name);
        let holds =
            |step: &&Step| step.path.as_ref().is_none_or(|pattern| pattern::means(pattern, &path));
        let steps: Vec<&Step> = self.steps.iter().rev().filter(holds).collect();
        let level = |rule: &Rule| {
            let step = steps.iter().find(|step| pattern::matches(&step.rule, rule.id, false));
            step.map(|step| step.level)
        };
        subject.applied.retain(|rule| level(rule) != Some(Level::Allow));
        for Item { finding, standing, .. } in &mut report.items {
            match level(finding.rule) {
                None => {}
                Some(Level::Allow) => *standing = Standing::Allowed,
                Some(Level::Note) => finding.severity = Severity::Note,
                Some(Level::Warning) => finding.severity = Severity::Warning,
                Some(Level::Error) => finding.severity = Severity::Error,
            }
        }
    }

    /// A file as patterns name it: below the folder of the configuration if it is there.
    fn path(&self, name: &str) -> String {
        let absolute = |path: &std::path::Path| std::path::absolute(path).ok();
        let file = absolute(name.as_ref());
        let folder = absolute(&self.folder).or_else(|| absolute(".".as_ref()));
        let below = file.as_ref().zip(folder.as_ref());
        let below = below.and_then(|(file, folder)| file.strip_prefix(folder).ok());
        super::slashed(&below.map_or_else(|| name.into(), |path| path.to_string_lossy()))
    }
}

/// Whether a rule, or a pattern of rules, means a rule; else what to say and what to do.
pub(super) fn known(pattern: &str) -> Result<(), (String, String)> {
    if rules::all().any(|rule| pattern::matches(pattern, rule.id, false)) {
        return Ok(());
    }
    let hint = super::nearest_rule(pattern).map_or_else(
        || "see `altform rules`".to_owned(),
        |near| format!("write `{near}`, or see `altform rules`"),
    );
    Err((format!("there is no rule `{pattern}`"), hint))
}
