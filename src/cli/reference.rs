//! What the program tells about itself: rules, formats, completions, the manual page.

use std::fmt::Write as _;

use clap::{CommandFactory as _, ValueEnum as _};

use serde_json::json;

use super::FAILED;
use super::arguments::{Arguments, InputName, ListForm, OutputName};
use super::clauses::{self, Clause, Criterion, Part, Standard};
use super::report::print;
use crate::diagnostic::{Rule, rules};

/// Prints the table of all rules.
pub(super) fn rules(form: ListForm) -> u8 {
    let out = match form {
        ListForm::Human => list(),
        ListForm::Json => json(),
        ListForm::Markdown => markdown(),
    };
    print::to_stdout(out.as_bytes())
}

/// Prints one rule, or the list of all.
pub(super) fn explain(id: Option<&str>) -> u8 {
    let Some(id) = id else { return rules(ListForm::Human) };
    let Some(rule) = rules::find(id) else {
        let hint = super::check::nearest_rule(id).map_or_else(
            || "`altform rules` lists them all".to_owned(),
            |near| format!("is it `{near}`? `altform rules` lists them all"),
        );
        print::complain(&format!("there is no rule `{id}`; {hint}"));
        return FAILED;
    };
    let mut out = format!("{} ({})\n{}\n", rule.id, rule.severity.name(), rule.summary);
    for (heading, text) in [
        ("What it checks", rule.checks),
        ("Who is affected", rule.affects),
        ("How to fix it", rule.fix),
    ] {
        let _ = writeln!(out, "\n{heading}\n  {text}");
    }
    let clauses = clauses::of(rule);
    if !clauses.is_empty() {
        out.push_str("\nRests on\n");
    }
    for clause in clauses {
        let _ = writeln!(out, "  {}", told(&clause));
    }
    print::to_stdout(out.as_bytes())
}

/// A clause with what it is called, and the clauses of EN 301 549 that follow from it.
fn told(clause: &Clause) -> String {
    let Some(criterion) = criterion(clause) else {
        return format!("{} {}", clause.title, clause.number);
    };
    let Criterion { number, level, name } = criterion;
    let mut out = format!("{} SC {number} {name} (level {level})", clause.title);
    for (part, of) in [(Part::Web, "web pages, EPUB"), (Part::Documents, "documents")] {
        if let Some(number) = criterion.en301549(part) {
            let _ = write!(out, "\n  EN 301 549 {number} ({of})");
        }
    }
    out
}

fn criterion(clause: &Clause) -> Option<&'static Criterion> {
    if clause.standard == Standard::Wcag { Criterion::find(clause.number) } else { None }
}

fn list() -> String {
    let mut out = String::new();
    let width = rules::all().map(|rule| rule.id.len()).max().unwrap_or_default();
    for rule in rules::all() {
        let _ = writeln!(out, "{:<width$} {:<8} {}", rule.id, rule.severity.name(), rule.summary);
    }
    out
}

fn json() -> String {
    let clause = |clause: &Clause| {
        let mut value = json!({ "standard": clause.title, "clause": clause.number });
        if let Some(criterion) = criterion(clause) {
            value["name"] = criterion.name.into();
            value["level"] = criterion.level.into();
            let parts = [Part::Web, Part::Documents].into_iter();
            let parts: Vec<_> = parts.filter_map(|part| criterion.en301549(part)).collect();
            value["en_301_549"] = parts.into();
        }
        value
    };
    let rule = |rule: &Rule| {
        json!({
            "id": rule.id,
            "severity": rule.severity.name(),
            "summary": rule.summary,
            "checks": rule.checks,
            "affects": rule.affects,
            "fix": rule.fix,
            "references": clauses::of(rule).iter().map(clause).collect::<Vec<_>>(),
        })
    };
    let all: Vec<_> = rules::all().map(rule).collect();
    format!("{:#}\n", serde_json::Value::from(all))
}

fn markdown() -> String {
    let mut out = String::from("| rule | severity | what | rests on |\n|---|---|---|---|\n");
    for rule in rules::all() {
        let clauses: Vec<String> = clauses::of(rule)
            .iter()
            .map(|clause| format!("{} {}", clause.title, clause.number))
            .collect();
        let cells = [rule.summary, &clauses.join(", ")].map(|cell| cell.replace('|', "\\|"));
        let [summary, clauses] = cells;
        let _ =
            writeln!(out, "| `{}` | {} | {summary} | {clauses} |", rule.id, rule.severity.name());
    }
    out
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
    print::to_stdout(out.as_bytes())
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
    print::to_stdout(&out)
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
            print::complain(&format!("the manual page cannot be made: {error}"));
            return FAILED;
        }
    }
    print::to_stdout(&out)
}
