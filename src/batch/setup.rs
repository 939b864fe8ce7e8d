//! What is asked of every source alike, as text: so that workers know it, and a rerun sees whether it is
//! still the same. It converts nothing.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Destination, Request};
use crate::diagnostic::Severity;
use crate::read::{InputFormat, page};
use crate::text::Language;
use crate::write::{OutputFormat, Target, pdf, plain};

/// What is asked of every source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// The formats to write, by the extensions of their files.
    pub to: Vec<String>,
    /// The format to read, if the user said it, by its usual extension.
    pub from: Option<String>,
    /// The encoding, if the user said it.
    pub encoding: Option<String>,
    /// The language, if the user said it.
    pub lang: Option<String>,
    /// Columns at which plain text is wrapped.
    pub wrap: Option<usize>,
    /// Whether PDFs carry their sources.
    pub embed_source: bool,
    /// The selector of the article of a page.
    pub article: Option<String>,
    /// Whether pages are taken whole.
    pub keep_all: bool,
    /// `SOURCE_DATE_EPOCH`.
    pub epoch: Option<i64>,
    /// Further folders with pictures.
    pub resources: Vec<PathBuf>,
    /// The largest input in bytes.
    pub max_input: u64,
    /// Seconds since 1970: when the run began. Only journals and packages say so; no document does.
    pub now: i64,
    /// Whether warnings count as much as errors.
    pub strict: bool,
    /// The most memory that a worker may ask for, in MiB; 0 for as much as there is.
    pub memory: u64,
}

const INPUTS: [(InputFormat, &str); 4] = [
    (InputFormat::Plain, "txt"),
    (InputFormat::Markdown, "md"),
    (InputFormat::Html, "html"),
    (InputFormat::Json, "json"),
];

impl Setup {
    /// The setup of a request.
    pub fn of(request: &Request, strict: bool, memory: u64, now: i64) -> Self {
        let wrap = request.targets.iter().find_map(|target| match target {
            Target::Plain(options) => options.wrap,
            _ => None,
        });
        let from =
            |format| INPUTS.iter().find(|(f, _)| *f == format).map(|(_, name)| (*name).to_owned());
        Self {
            to: request.targets.iter().map(|t| t.format().extension().to_owned()).collect(),
            from: request.format.and_then(from),
            encoding: request.encoding.clone(),
            lang: request.language.as_ref().map(|l| l.as_str().to_owned()),
            wrap,
            embed_source: request
                .targets
                .iter()
                .any(|target| matches!(target, Target::Pdf(options) if options.embed_source)),
            article: request.page.article.clone(),
            keep_all: request.page.keep_all,
            epoch: request.epoch,
            resources: request.resources.clone(),
            max_input: request.max_input,
            now,
            strict,
            memory,
        }
    }

    /// The request of a setup, without inputs.
    pub fn request(&self) -> Request {
        let format = |name: &String| OutputFormat::ALL.into_iter().find(|f| f.extension() == name);
        let target = |format| match format {
            OutputFormat::Plain => Target::Plain(plain::Options { wrap: self.wrap }),
            OutputFormat::Pdf => Target::Pdf(pdf::Options {
                embed_source: self.embed_source,
                ..pdf::Options::default()
            }),
            other => Target::new(other),
        };
        Request {
            inputs: Vec::new(),
            destination: Destination::Caller,
            targets: self.to.iter().filter_map(format).map(target).collect(),
            format: self
                .from
                .as_ref()
                .and_then(|name| INPUTS.iter().find(|(_, n)| n == name))
                .map(|(f, _)| *f),
            encoding: self.encoding.clone(),
            language: self.lang.as_deref().and_then(Language::parse),
            page: page::Options { keep_all: self.keep_all, article: self.article.clone() },
            resources: self.resources.clone(),
            max_input: self.max_input,
            epoch: self.epoch,
        }
    }

    /// The weight from which findings count.
    pub fn level(&self) -> Severity {
        if self.strict { Severity::Warning } else { Severity::Error }
    }

    /// A digest of all that changes what is written. Limits do not: what went beyond them failed.
    pub fn digest(&self) -> String {
        let counted = Self { max_input: 0, memory: 0, now: 0, ..self.clone() };
        // A structure of strings and numbers always has a form in JSON.
        let text = serde_json::to_string(&counted).unwrap_or_default();
        super::names::hex(&Sha256::digest(text.as_bytes()))[..16].to_owned()
    }
}
