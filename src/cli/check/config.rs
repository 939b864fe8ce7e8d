//! `altform.toml`: a project's own levels for rules, where it is looked for, and what it may say. It
//! checks nothing.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::levels::{self, Level, Step};
use super::pattern::nearest;
use crate::check::Standard;
use crate::cli::arguments::{FailOn, StandardName};
use crate::diagnostic::rules::settings::INVALID;
use crate::diagnostic::{Finding, Place};
use crate::source::{Source, Span};

/// What the file is called.
const NAME: &str = "altform.toml";
/// The most bytes that it may have.
const MAX: u64 = 1024 * 1024;

/// What a project says.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// What fails, if it says so.
    pub(super) fail_on: Option<FailOn>,
    /// The standards to hold PDFs to, if it says so.
    pub(super) standards: Option<Vec<Standard>>,
    /// Levels of rules; a later one is stronger.
    pub(super) steps: Vec<Step>,
    /// The folder to which its paths belong.
    pub(super) folder: PathBuf,
}

/// The configuration that counts in a folder: the nearest in it and its parents, not beyond the root of a
/// repository.
pub(super) fn find(folder: &Path) -> Option<PathBuf> {
    for folder in folder.ancestors() {
        let path = folder.join(NAME);
        if path.is_file() {
            return Some(path);
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    None
}

/// Reads a configuration; `Err` has its text for showing what is wrong, and all that is.
pub(super) fn load(path: &Path) -> Result<Config, (Source, Vec<Finding>)> {
    let name = path.to_string_lossy();
    let text = super::text_of(path, MAX).map_err(|error| {
        let message = format!("the configuration cannot be read: {error}");
        (Source::new(name.clone(), ""), vec![Finding::new(&INVALID, Place::Document, message)])
    })?;
    let source = Source::new(name, text);
    let mut config = match parse(source.text()) {
        Ok(config) => config,
        Err(findings) => return Err((source, findings)),
    };
    config.folder = path.parent().map(Path::to_owned).unwrap_or_default();
    Ok(config)
}

fn parse(text: &str) -> Result<Config, Vec<Finding>> {
    let table = DeTable::parse(text).map_err(|error| {
        let place = error.span().map(Span::new);
        vec![Finding::new(&INVALID, place, error.message().to_owned())]
    })?;
    let reader = Reader::default();
    let mut config = Config::default();
    for (key, value) in table.get_ref() {
        match key.get_ref().as_ref() {
            "fail-on" => config.fail_on = reader.word(value, "level"),
            "standards" => {
                let names = reader.array(value).iter();
                let names = names.filter_map(|name| reader.word::<StandardName>(name, "standard"));
                config.standards = Some(names.map(StandardName::standard).collect());
            }
            "rules" => {
                let steps = reader.rules(value, None);
                // What holds for some files only is stronger.
                config.steps.splice(0..0, steps);
            }
            "files" => {
                for part in reader.array(value) {
                    reader.files(part, &mut config.steps);
                }
            }
            _ => reader.unknown(key, &["fail-on", "standards", "rules", "files"]),
        }
    }
    let mut findings = reader.findings.into_inner();
    findings.sort_by(|a, b| a.place.cmp(&b.place));
    if findings.is_empty() { Ok(config) } else { Err(findings) }
}

/// Reads values and gathers what is wrong with them.
#[derive(Default)]
struct Reader {
    findings: std::cell::RefCell<Vec<Finding>>,
}

impl Reader {
    fn wrong(&self, span: std::ops::Range<usize>, message: String, hint: Option<String>) {
        let mut finding = Finding::new(&INVALID, Some(Span::new(span)), message);
        if let Some(hint) = hint {
            finding.hint(hint);
        }
        self.findings.borrow_mut().push(finding);
    }

    fn unknown(&self, key: &Spanned<std::borrow::Cow<'_, str>>, known: &[&str]) {
        let name = key.get_ref();
        let hint = nearest(name, known.iter().copied()).map_or_else(
            || format!("the keys that can stand here: `{}`", known.join("`, `")),
            |near| format!("write `{near}`"),
        );
        self.wrong(key.span(), format!("there is no key `{name}` here"), Some(hint));
    }

    /// A value that is one of a few words.
    fn word<T: ValueEnum>(&self, value: &Spanned<DeValue<'_>>, what: &str) -> Option<T> {
        let word = value.get_ref().as_str().unwrap_or_default();
        let found = T::from_str(word, false).ok();
        if found.is_none() {
            let names = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
            let names: Vec<String> = names.map(|value| value.get_name().to_owned()).collect();
            let message = match value.get_ref().as_str() {
                Some(word) => format!("`{word}` is no {what}"),
                None => format!("a {what} is wanted, in quotation marks"),
            };
            let hint = format!("write one of `{}`", names.join("`, `"));
            self.wrong(value.span(), message, Some(hint));
        }
        found
    }

    fn array<'a, 'i>(&self, value: &'a Spanned<DeValue<'i>>) -> &'a [Spanned<DeValue<'i>>] {
        match value.get_ref() {
            DeValue::Array(array) => array,
            other => {
                let message = format!("a list is wanted, not a {}", other.type_str());
                self.wrong(value.span(), message, Some("put it in `[` and `]`".into()));
                &[]
            }
        }
    }

    fn table<'a, 'i>(&self, value: &'a Spanned<DeValue<'i>>) -> Option<&'a DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            let message = format!("a table is wanted, not a {}", value.get_ref().type_str());
            self.wrong(value.span(), message, None);
        }
        table
    }

    /// `"link/bare-address" = "allow"`.
    fn rules(&self, value: &Spanned<DeValue<'_>>, path: Option<&str>) -> Vec<Step> {
        let mut steps = Vec::new();
        for (key, value) in self.table(value).into_iter().flatten() {
            let pattern = key.get_ref().as_ref();
            if let Err((message, hint)) = levels::known(pattern) {
                self.wrong(key.span(), message, Some(hint));
            }
            if let Some(level) = self.word::<Level>(value, "level") {
                let path = path.map(str::to_owned);
                steps.push(Step { path, rule: pattern.to_owned(), level });
            }
        }
        levels::by_strength(&mut steps);
        steps
    }

    /// `[[files]]`: levels for the files that a pattern means.
    fn files(&self, value: &Spanned<DeValue<'_>>, steps: &mut Vec<Step>) {
        let Some(table) = self.table(value) else { return };
        let path = table.iter().find(|(key, _)| key.get_ref() == "path");
        let path = path.and_then(|(_, path)| path.get_ref().as_str());
        if path.is_none() {
            let hint = "say which files: `path = \"archive/**\"`".to_owned();
            self.wrong(value.span(), "a `path` in quotation marks is wanted".into(), Some(hint));
        }
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "path" => {}
                "rules" => steps.extend(self.rules(value, path)),
                _ => self.unknown(key, &["path", "rules"]),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_project_says_is_understood() {
        let config = parse(
            "fail-on = 'warning'\nstandards = ['ua1', '2a']\n[rules]\n\"link/*\" = 'allow'\n\
             \"link/vague\" = 'error'\n[[files]]\npath = 'old/**'\nrules = { \"*\" = 'note' }\n",
        )
        .unwrap();
        assert_eq!(config.fail_on, Some(FailOn::Warning));
        assert_eq!(config.standards, Some(vec![Standard::Ua1, Standard::A2a]));
        let rules: Vec<_> = config.steps.iter().map(|step| step.rule.as_str()).collect();
        assert_eq!(rules, ["link/*", "link/vague", "*"]);
        assert_eq!(config.steps[2].path.as_deref(), Some("old/**"));
    }

    #[test]
    fn every_slip_is_told_with_its_place_and_what_was_meant() {
        let text = "fail_on = 'warning'\nstandards = ['ua2']\n[rules]\n\"link/vage\" = 'allow'\n\
                    \"link/vague\" = 'alow'\n[[files]]\nrules = 3\n";
        let findings = parse(text).unwrap_err();
        let told: Vec<String> = findings
            .iter()
            .map(|finding| {
                let Place::Source(span) = finding.place else { panic!("no place") };
                let words = &text[span.start as usize..span.end as usize];
                format!("{words}: {}: {}", finding.message, finding.hints.join("; "))
            })
            .collect();
        assert_eq!(
            told,
            [
                "fail_on: there is no key `fail_on` here: write `fail-on`",
                "'ua2': `ua2` is no standard: write one of `ua1`, `1a`, `1b`, `2a`, `2b`, `2u`, `3a`, `3b`, `3u`",
                "\"link/vage\": there is no rule `link/vage`: write `link/vague`, or see `altform rules`",
                "'alow': `alow` is no level: write one of `allow`, `note`, `warning`, `error`",
                "[[files]]: a `path` in quotation marks is wanted: say which files: `path = \"archive/**\"`",
                "3: a table is wanted, not a integer: ",
            ]
        );
        assert!(parse("[rules").unwrap_err()[0].message.contains("unclosed table"));
    }
}
