//! `altform` turns an article into the formats that people with different needs can read. This page is
//! its architecture.
//!
//! ```text
//! bytes ──read──▶ Document ──normalise──▶ Normal ──write──▶ PDF · EPUB · HTML · TXT · JSON ──check──▶ Findings
//! ```
//!
//! # Rooms
//!
//! The tree is the pipeline. A room that does something is a verb, a room that is something is a noun.
//! `tests/architecture.rs` reads this table and holds it: a room imports what the third column names,
//! and nothing else.
//!
//! | room | what happens there | may import |
//! |---|---|---|
//! | `source` | where a thing stands in the input: spans, lines, columns | – |
//! | `diagnostic` | rules and findings | `source` |
//! | `text` | Unicode without fonts: decoding, languages and how to tell them, the program's own words, addresses | – |
//! | `markup` | an element tree with one serialiser for HTML and XHTML; pages parsed as browsers do, with places and limits | `source` `text` |
//! | `transcript` | what assistive technology would announce, line by line; how two documents differ in it | `source` `text` |
//! | `model` | the document: plain data, one file you can read in ten minutes | `source` `text` |
//! | `read` | bytes to `Document`, one room per input format | `diagnostic` `fonts` `markup` `model` `source` `text` |
//! | `normalise` | `Document` to `Normal`, one pass per file, the order in `mod.rs` | `diagnostic` `model` `source` `text` |
//! | `fonts` | bundled faces, fallback, shaping contexts | `text` |
//! | `write` | `Normal` to bytes, one room per output format | `diagnostic` `fonts` `markup` `model` `normalise` `source` `text` |
//! | `check` | output bytes to findings; it parses what was written and trusts nobody | `diagnostic` `markup` `source` `text` `transcript` |
//! | `convert` | the steps for one job: one short function; the document's own transcript | `check` `diagnostic` `fonts` `markup` `model` `normalise` `read` `source` `text` `transcript` `write` |
//! | `batch` | inputs to jobs to files, each put in its place whole; whole archives, their journals and packages | `convert` `diagnostic` `fonts` `markup` `model` `read` `source` `text` `write` |
//! | `cli` | arguments, commands, how findings are shown; only this room prints | `batch` `check` `convert` `diagnostic` `fonts` `markup` `read` `source` `text` `transcript` `write` |
//!
//! Inside `write::pdf`, `layout` says where things go and never says "PDF"; `structure` says what they
//! mean and never sees a page; `paint` joins the two by node; `file` makes the objects.
//!
//! # Invariants
//!
//! 1. **One type per phase.** Only [`normalise`](normalise::normalise) can make a
//!    [`Normal`](normalise::Normal); only a `Normal` can be written. The compiler holds it.
//! 2. **What accessibility turns on is in the types.** [`Alt`](model::Alt) says where a description comes
//!    from; a [`Level`](model::Level) is 1 to 6; a cell says what it heads; any node can carry a language.
//! 3. **Every mark on a PDF page has a meaning or is an artifact**
//!    ([`Role`](write::pdf::layout::frame::Role)). There is no third case in the type.
//! 4. **Honest claims.** What a document has not earned is not claimed: a picture without a description
//!    takes PDF/UA and the EPUB's `alternativeText` away (`tests/outputs.rs`).
//! 5. **Never all or nothing.** A fault in the source is a [`Finding`](diagnostic::Finding) with its place
//!    and what to do; the best usable file is written all the same (`tests/hostile.rs`).
//! 6. **What a format cannot carry is a finding, never silence.** What a reader takes away stands in
//!    [`Document::removed`](model::Document::removed) with the reason.
//! 7. **Same input, same bytes**: no clock, no random number, no hash order (`tests/outputs.rs`).
//! 8. **No network, and no file but those below the input's folder**
//!    ([`read::resources`], `tests/hostile.rs`).
//! 9. **One bad file never stops the rest, and no half-written file stands under its final name**
//!    (`batch`, `tests/cli.rs`, `tests/hostile.rs`).

pub mod batch;
pub mod check;
pub mod cli;
pub mod convert;
pub mod diagnostic;
pub mod fonts;
pub mod markup;
pub mod model;
pub mod normalise;
pub mod read;
pub mod source;
pub mod text;
pub mod transcript;
pub mod write;
