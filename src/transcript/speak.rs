//! A transcript as sentences, line by line, as a screen reader would say it. It knows no format and
//! prints nothing.

use super::{At, Cell, Group, Kind, Line, Link, Run, Transcript, What};
use crate::text::number::counted;

/// One thing that is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Spoken {
    /// The words.
    pub text: String,
    /// Where it stands.
    pub at: At,
}

/// What is said of a document, in order.
pub fn speak(transcript: &Transcript) -> Vec<Spoken> {
    let mut speaker = Speaker {
        language: transcript.language.as_deref().map(primary),
        out: Vec::new(),
        before: Vec::new(),
        tables: Vec::new(),
    };
    for line in &transcript.lines {
        speaker.line(line);
    }
    speaker.out
}

/// A row of a table that is being gone through.
#[derive(Default)]
struct Row {
    number: usize,
    at: At,
    /// The words of its header cells.
    heads: Vec<String>,
    /// What is said of the others.
    cells: Vec<String>,
    /// The cell that is open, and its words so far.
    open: Option<(Cell, String)>,
}

struct Speaker<'a> {
    /// The language that is spoken.
    language: Option<&'a str>,
    out: Vec<Spoken>,
    /// What is said before the next words: the number of an item, "caption".
    before: Vec<String>,
    tables: Vec<Row>,
}

impl<'a> Speaker<'a> {
    fn say(&mut self, text: String, at: &At) {
        let before = std::mem::take(&mut self.before);
        let text = before.into_iter().chain([text]).collect::<Vec<_>>().join(" ");
        match self.tables.iter_mut().rev().find_map(|row| row.open.as_mut()) {
            Some((_, words)) => {
                if !words.is_empty() {
                    words.push(' ');
                }
                words.push_str(&text);
            }
            None => self.out.push(Spoken { text, at: at.clone() }),
        }
    }

    fn line(&mut self, line: &'a Line) {
        let at = &line.at;
        match &line.kind {
            Kind::Heading(level) => {
                let words = self.words(&line.runs);
                self.say(format!("heading level {level}, {words}"), at);
            }
            Kind::Paragraph | Kind::Formula | Kind::Preformatted => {
                let words = self.words(&line.runs);
                if !words.trim().is_empty() {
                    self.say(words, at);
                }
            }
            Kind::Separator => self.say("separator".to_owned(), at),
            Kind::Start(group) => self.start(group, at),
            Kind::End(group) => self.end(group, at),
        }
    }

    fn start(&mut self, group: &Group, at: &At) {
        let text = match group {
            Group::List { items, ordered } => {
                let kind = if *ordered { "numbered list" } else { "list" };
                format!("{kind} with {}", counted(*items, "item"))
            }
            Group::Table { rows, columns } => {
                let (rows, columns) = (counted(*rows, "row"), counted(*columns, "column"));
                self.say(format!("table with {rows} and {columns}"), at);
                return self.tables.push(Row::default());
            }
            Group::Cell(cell) => return self.cell(cell, at),
            Group::Item { label } if label.is_empty() => return self.before.push("•".to_owned()),
            Group::Item { label } => return self.before.push(label.clone()),
            Group::Term => return self.before.push("term,".to_owned()),
            Group::Meaning => return self.before.push("meaning,".to_owned()),
            Group::Caption => return self.before.push("caption,".to_owned()),
            Group::Note { label } => return self.before.push(format!("note {label},")),
            Group::Figure => return,
            Group::Definitions => "definition list".to_owned(),
            Group::Quote => "quotation".to_owned(),
            Group::Aside => "box".to_owned(),
            Group::Notes => "notes".to_owned(),
            Group::Landmark(role) => (*role).to_owned(),
        };
        self.say(text, at);
    }

    fn end(&mut self, group: &Group, at: &At) {
        let name = match group {
            Group::Cell(_) => return self.end_cell(),
            Group::Table { .. } => {
                self.end_row();
                self.tables.pop();
                "table"
            }
            Group::Item { .. }
            | Group::Term
            | Group::Meaning
            | Group::Caption
            | Group::Note { .. } => {
                // A mark before which nothing came to stand is all that is heard.
                if !self.before.is_empty() {
                    self.say(String::new(), at);
                }
                return;
            }
            Group::Figure => return,
            Group::List { .. } => "list",
            Group::Definitions => "definition list",
            Group::Quote => "quotation",
            Group::Aside => "box",
            Group::Notes => "notes",
            Group::Landmark(role) => role,
        };
        self.say(format!("end of {name}"), at);
    }

    fn cell(&mut self, cell: &Cell, at: &At) {
        if self.tables.last().is_some_and(|row| row.number != cell.row + 1) {
            self.end_row();
        }
        if let Some(row) = self.tables.last_mut() {
            (row.number, row.at) = (cell.row + 1, at.clone());
            row.open = Some((cell.clone(), String::new()));
        }
    }

    fn end_cell(&mut self) {
        let Some(row) = self.tables.last_mut() else { return };
        let Some((cell, words)) = row.open.take() else { return };
        if cell.header {
            return row.heads.push(words);
        }
        let headers: Vec<_> =
            cell.headers.iter().filter(|header| !row.heads.contains(header)).cloned().collect();
        let words = if words.is_empty() { "blank".to_owned() } else { words };
        row.cells.push(if headers.is_empty() {
            words
        } else {
            format!("{} {words}", headers.join(", "))
        });
    }

    fn end_row(&mut self) {
        let Some(row) = self.tables.last_mut() else { return };
        let Row { number, at, heads, cells, .. } = std::mem::take(row);
        if number == 0 {
            return;
        }
        let heads = heads.join(", ");
        let text = match (heads.is_empty(), cells.is_empty()) {
            (true, _) => format!("row {number}: {}", cells.join("; ")),
            (false, true) => format!("row {number}: headers {heads}"),
            (false, false) => format!("row {number}, {heads}: {}", cells.join("; ")),
        };
        // A table in a cell is part of what the cell says.
        let own = self.tables.pop();
        self.say(text, &at);
        self.tables.extend(own);
    }

    fn words(&mut self, runs: &'a [Run]) -> String {
        let mut out = String::new();
        let mut before: Option<&Run> = None;
        for (index, run) in runs.iter().enumerate() {
            let language = run.language.as_deref().map(primary);
            if language != self.language && !run.text.trim().is_empty() {
                if let Some(language) = language {
                    space(&mut out);
                    out.push_str(&format!("{}: ", name(language)));
                }
                self.language = language;
            }
            let same = before.is_some_and(|before| before.link == run.link);
            if let (Some(link), false, What::Words | What::Picture) = (&run.link, same, run.what) {
                space(&mut out);
                out.push_str(match link {
                    Link::External(_) => "link, ",
                    Link::Internal(_) => "link into the document, ",
                    Link::Nowhere => "link to nowhere, ",
                });
            }
            let deleted = |run: Option<&Run>| run.is_some_and(|run| run.deleted);
            if run.deleted && !deleted(before) {
                space(&mut out);
                out.push_str("deleted, ");
            }
            one(run, &mut out);
            let next = runs.get(index + 1);
            if run.deleted && !deleted(next) {
                out.push_str(", end of deleted,");
            }
            if let Some(expansion) = &run.expansion
                && next.is_none_or(|next| next.expansion.as_ref() != Some(expansion))
            {
                out.push_str(&format!(" ({expansion})"));
            }
            before = Some(run);
        }
        out
    }
}

fn one(run: &Run, out: &mut String) {
    match run.what {
        What::Mark => {}
        What::Words | What::Own | What::Formula => {
            if run.raised && out.ends_with(char::is_numeric) {
                out.push_str(" raised ");
            }
            out.push_str(&run.text);
        }
        What::Picture => {
            space(out);
            out.push_str(&format!("graphic, {}", run.text));
        }
        What::Undescribed => {
            space(out);
            out.push_str("graphic without description");
        }
        What::NoteReference => {
            space(out);
            out.push_str(&format!("reference to note {}", run.text));
        }
        What::Break => out.push('\n'),
    }
}

fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(char::is_whitespace) {
        out.push(' ');
    }
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The English name of a language; its tag if it is none of those that are often met.
fn name(primary: &str) -> &str {
    const NAMES: &str = "ar Arabic,bg Bulgarian,cs Czech,cy Welsh,da Danish,de German,el Greek,en English,\
        es Spanish,et Estonian,fa Persian,fi Finnish,fr French,ga Irish,he Hebrew,hi Hindi,hr Croatian,\
        hu Hungarian,it Italian,ja Japanese,ko Korean,la Latin,lt Lithuanian,lv Latvian,nb Norwegian,\
        nl Dutch,no Norwegian,pl Polish,pt Portuguese,ro Romanian,ru Russian,sk Slovak,sl Slovenian,\
        sq Albanian,sr Serbian,sv Swedish,tr Turkish,uk Ukrainian,vi Vietnamese,zh Chinese";
    let known = NAMES.split(',').filter_map(|entry| entry.split_once(' '));
    known.into_iter().find(|(code, _)| *code == primary).map_or(primary, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(lines: Vec<Line>) -> Vec<String> {
        let transcript = Transcript { lines, language: Some("en".into()), ..Transcript::default() };
        speak(&transcript).into_iter().map(|spoken| spoken.text).collect()
    }

    fn words(text: &str) -> Line {
        let run = Run::words(text, Some("en".into()));
        Line::new(Kind::Paragraph, vec![run], At::default())
    }

    fn edge(kind: Kind) -> Line {
        Line::new(kind, Vec::new(), At::default())
    }

    #[test]
    fn a_table_is_said_row_by_row() {
        let group = Group::Table { rows: 2, columns: 2 };
        let mut lines = vec![edge(Kind::Start(group.clone()))];
        for (row, column, text) in [(0, 0, "Place"), (0, 1, "Jan"), (1, 0, "Oslo"), (1, 1, "10")] {
            let header = row == 0 || column == 0;
            let headers = if header { vec![] } else { vec!["Jan".into(), "Oslo".into()] };
            let cell = Group::Cell(Cell { row, column, rows: 1, columns: 1, header, headers });
            lines.extend([edge(Kind::Start(cell.clone())), words(text), edge(Kind::End(cell))]);
        }
        lines.push(edge(Kind::End(group)));
        assert_eq!(
            said(lines),
            [
                "table with 2 rows and 2 columns",
                "row 1: headers Place, Jan",
                "row 2, Oslo: Jan 10",
                "end of table"
            ]
        );
    }

    #[test]
    fn what_is_in_a_line_is_said_in_its_place() {
        let run = |what, text: &str| Run { what, ..Run::words(text, Some("en".into())) };
        let link = Some(Link::External("https://a.example".into()));
        let line = Line::new(
            Kind::Paragraph,
            vec![
                Run { link, ..run(What::Words, "the ferry") },
                run(What::NoteReference, "1"),
                Run::words(" heißt", Some("de".into())),
                run(What::Picture, "A boat"),
            ],
            At::default(),
        );
        let text = "link, the ferry reference to note 1 German:  heißt English: graphic, A boat";
        assert_eq!(said(vec![line]), [text]);
    }

    #[test]
    fn items_begin_with_their_marks() {
        let (list, item) =
            (Group::List { items: 1, ordered: true }, Group::Item { label: "1.".into() });
        let lines = vec![
            edge(Kind::Start(list.clone())),
            edge(Kind::Start(item.clone())),
            words("one"),
            edge(Kind::End(item)),
            edge(Kind::End(list)),
        ];
        assert_eq!(said(lines), ["numbered list with 1 item", "1. one", "end of list"]);
    }
}
