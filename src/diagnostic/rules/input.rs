//! Rules about bytes and files that come in.

use crate::diagnostic::{Rule, Severity};

/// The input has no content.
pub static EMPTY: Rule = Rule {
    id: "input/empty",
    severity: Severity::Error,
    summary: "the input has no content",
    references: &[],
    checks: "Whether an input holds any text once it is decoded.",
    affects: "Nobody gets a document: there is nothing to convert.",
    fix: "Check that the file was saved or downloaded whole.",
};

/// The input is not text.
pub static BINARY: Rule = Rule {
    id: "input/binary",
    severity: Severity::Error,
    summary: "the input is not text",
    references: &[],
    checks: "Whether the bytes are text in any known encoding. Control bytes and the signatures of pictures, archives and programs say that they are not.",
    affects: "Nobody gets a document: bytes that are no text would come out as noise.",
    fix: "Convert the file to text, Markdown or JSON first, or name its format with `--from`.",
};

/// The input is larger than the limit.
pub static TOO_LARGE: Rule = Rule {
    id: "input/too-large",
    severity: Severity::Error,
    summary: "the input is larger than the limit",
    references: &[],
    checks: "What a file asks for against limits. `convert`: its size against `--max-input` (64 MiB unless told). `check`: its size and what all its parts unfold to (1 GiB each), one part (256 MiB), a document in a book (32 MiB), the entries of a book, the elements of a page and the depth of XML, the objects of a PDF and what its pages paint.",
    affects: "Nobody gets a document, and nobody knows whether the file is accessible; the limits keep one file from taking the machine's memory.",
    fix: "Split the file; if `convert` refuses it, raise `--max-input`.",
};

/// The input cannot be read.
pub static UNREADABLE: Rule = Rule {
    id: "input/unreadable",
    severity: Severity::Error,
    summary: "the input cannot be read",
    references: &[],
    checks: "Whether the file can be opened and read.",
    affects: "Nobody gets a document.",
    fix: "Check the path and its permissions.",
};

/// Bytes that the encoding does not know.
pub static UNDECODABLE: Rule = Rule {
    id: "input/undecodable-bytes",
    severity: Severity::Warning,
    summary: "bytes that the encoding does not know",
    references: &["WCAG 2.2 SC 1.3.1"],
    checks: "Whether every byte of the input means a character in its encoding. Each that does not becomes U+FFFD where it stands; the words around it are kept.",
    affects: "A screen reader says \"replacement character\" inside a word, and a search does not find the word.",
    fix: "Name the right encoding with `--encoding`, or mend the bytes at the place that is given.",
};

/// The encoding was guessed from the bytes.
pub static ENCODING_GUESSED: Rule = Rule {
    id: "input/encoding-guessed",
    severity: Severity::Note,
    summary: "the encoding was guessed from the bytes",
    references: &[],
    checks: "Whether the input says its encoding by a byte order mark, is valid UTF-8, or had to be guessed. A page that names an encoding in which its bytes make no sense is read by its bytes.",
    affects: "If the guess is wrong, letters with accents come out as others.",
    fix: "If names look wrong, name the encoding with `--encoding`.",
};

/// The input is not what its name says.
pub static FORMAT_SNIFFED: Rule = Rule {
    id: "input/format-sniffed",
    severity: Severity::Note,
    summary: "the input is not of the format that its name stands for",
    references: &[],
    checks: "Whether an input looks like the format that the end of its name stands for. A whole web page is read as one whatever it is called; a file called `.html` without any markup is read as plain text.",
    affects: "Nobody, if the content was judged rightly.",
    fix: "Name the file for what it is, or name the format with `--from`.",
};

/// Nesting deeper than the limit was flattened.
pub static TOO_DEEP: Rule = Rule {
    id: "input/too-deep",
    severity: Severity::Warning,
    summary: "nesting deeper than the limit was flattened",
    references: &[],
    checks: "How deeply blocks stand in each other, against the limit of 64 levels. What is deeper keeps its words and its order, and stands at the deepest level.",
    affects: "Nobody can follow 64 levels of lists or quotations by ear.",
    fix: "Nest less deeply.",
};

/// The JSON is not a document of altform.
pub static JSON: Rule = Rule {
    id: "input/json",
    severity: Severity::Error,
    summary: "the JSON is not a document of altform",
    references: &[],
    checks: "Whether the input is JSON of the shape that `--to json` writes: the right keys with values of the right types.",
    affects: "Content under a key that is not known cannot be written.",
    fix: "Mend the value at the path that is given.",
};

/// Markup that has no meaning here; its words are kept.
pub static UNKNOWN_MARKUP: Rule = Rule {
    id: "input/unknown-markup",
    severity: Severity::Note,
    summary: "markup that has no meaning here; its words are kept",
    references: &[],
    checks: "Whether every element of HTML inside the input is one that the document model knows.",
    affects: "Words are kept, but what the element wanted to say by its look is lost.",
    fix: "Use an element whose meaning is known: see `altform formats`.",
};

/// The page is no article.
pub static NO_ARTICLE: Rule = Rule {
    id: "input/no-article",
    severity: Severity::Warning,
    summary: "no article was found in the page",
    references: &[],
    checks: "Whether a web page holds an article: paragraphs of sentences, more than links. A list of links, a form to log in and a shell that a script would fill have none.",
    affects: "The document has the few words of the page, in the order of the page, and not the article that was wanted.",
    fix: "Save the page of the article itself when its text shows; or name the element that is the article with `--article`, or take all with `--keep-all`.",
};

/// The selector of the article finds nothing.
pub static SELECTOR: Rule = Rule {
    id: "input/selector",
    severity: Severity::Warning,
    summary: "the selector of the article finds nothing",
    references: &[],
    checks: "Whether `--article` is a CSS selector and an element of the page is meant by it. If not, the article is looked for as without it.",
    affects: "The document may hold another part of the page than the one that was meant.",
    fix: "Correct the selector: `main`, `#story`, `.post > .text`.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[
    &EMPTY,
    &BINARY,
    &TOO_LARGE,
    &UNREADABLE,
    &UNDECODABLE,
    &ENCODING_GUESSED,
    &FORMAT_SNIFFED,
    &TOO_DEEP,
    &JSON,
    &UNKNOWN_MARKUP,
    &NO_ARTICLE,
    &SELECTOR,
];
