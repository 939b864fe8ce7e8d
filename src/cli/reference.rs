//! What the program tells about itself: rules, formats, completions, the manual page.

use std::fmt::Write as _;

use clap::{CommandFactory as _, ValueEnum as _};

use super::arguments::{Arguments, InputName, OutputName};
use super::{FAILED, report};
use crate::diagnostic::rules;

/// Prints one rule, or the list of all.
pub(super) fn explain(id: Option<&str>) -> u8 {
    let mut out = String::new();
    match id {
        None => {
            for rule in rules::all() {
                let _ =
                    writeln!(out, "{:<26} {:<8} {}", rule.id, rule.severity.name(), rule.summary);
            }
        }
        Some(id) => {
            let Some(rule) = rules::find(id) else {
                report::complain(&format!(
                    "there is no rule `{id}`; `altform explain` lists them all"
                ));
                return FAILED;
            };
            let _ = writeln!(out, "{} ({})\n{}", rule.id, rule.severity.name(), rule.summary);
            for (heading, text) in [
                ("What it checks", rule.checks),
                ("Who is affected", rule.affects),
                ("How to fix it", rule.fix),
            ] {
                let _ = writeln!(out, "\n{heading}\n  {text}");
            }
            if !rule.references.is_empty() {
                let _ = writeln!(out, "\nRests on\n  {}", rule.references.join("\n  "));
            }
        }
    }
    report::to_stdout(out.as_bytes())
}

/// Prints the formats.
pub(super) fn formats() -> u8 {
    let mut out = String::from("reads\n");
    for name in InputName::value_variants() {
        line(name, &mut out);
    }
    out.push_str("  web archive WARC and WACZ: each page is an article\n");
    out.push_str("writes\n");
    for name in OutputName::value_variants() {
        line(name, &mut out);
    }
    report::to_stdout(out.as_bytes())
}

fn line(name: &impl clap::ValueEnum, out: &mut String) {
    if let Some(value) = name.to_possible_value() {
        let help = value.get_help().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(out, "  {:<10} {help}", value.get_name());
    }
}

/// Prints completions for a shell.
pub(super) fn completions(shell: clap_complete::Shell) -> u8 {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "altform", &mut out);
    report::to_stdout(&out)
}

/// Prints the manual page: the program's, then each command's.
pub(super) fn man() -> u8 {
    let mut command = Arguments::command();
    command.build();
    let mut out = Vec::new();
    let mut pages = vec![command.clone()];
    pages.extend(command.get_subcommands().filter(|c| c.get_name() != "help").cloned());
    for page in pages {
        if let Err(error) = clap_mangen::Man::new(page).render(&mut out) {
            report::complain(&format!("the manual page cannot be made: {error}"));
            return FAILED;
        }
    }
    report::to_stdout(&out)
}
