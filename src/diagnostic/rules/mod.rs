//! The table of rules, a file per topic. To add a rule: one `static` in its topic and one line in
//! `RULES`; the test in `tests/` asks for its fixtures.

pub mod content;
pub mod document;
pub mod epub;
pub mod fidelity;
pub mod html;
pub mod image;
pub mod input;
pub mod link;
pub mod markup;
pub mod output;
pub mod pdf;
pub mod plain;
pub mod question;
pub mod run;
pub mod settings;
pub mod warc;

use super::Rule;

/// Every rule, by topic.
pub static RULES: &[&[&Rule]] = &[
    document::ALL,
    content::ALL,
    image::ALL,
    input::ALL,
    link::ALL,
    markup::ALL,
    output::ALL,
    run::ALL,
    warc::ALL,
    pdf::ALL,
    epub::ALL,
    html::ALL,
    plain::ALL,
    fidelity::ALL,
    question::ALL,
    settings::ALL,
];

/// All rules in the order of the table.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().flat_map(|topic| topic.iter().copied())
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}
