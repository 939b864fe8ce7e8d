//! Documents in small, and what is said of two that differ. Each fault here is one that some program makes.

use std::sync::Arc;

use super::*;
use crate::transcript::{Cell, Group, Kind as LineKind, Line, Link, Run, What};

fn line(kind: LineKind, text: &str) -> Line {
    let runs = if text.is_empty() { vec![] } else { vec![Run::words(text, Some("en".into()))] };
    Line::new(kind, runs, At::default())
}

fn words(text: &str) -> Line {
    line(LineKind::Paragraph, text)
}

fn of(lines: Vec<Line>) -> Transcript {
    Transcript { lines, ..Transcript::default() }
}

/// Lines in a group.
fn within(group: &Group, lines: Vec<Line>) -> Vec<Line> {
    let mut out = vec![line(LineKind::Start(group.clone()), "")];
    out.extend(lines);
    out.push(line(LineKind::End(group.clone()), ""));
    out
}

fn list(items: Vec<Vec<Line>>) -> Vec<Line> {
    let item = Group::Item { label: String::new() };
    let group = Group::List { items: items.len(), ordered: false };
    within(&group, items.into_iter().flat_map(|lines| within(&item, lines)).collect())
}

fn run(change: impl FnOnce(&mut Run), text: &str) -> Line {
    let mut run = Run::words(text, Some("en".into()));
    change(&mut run);
    Line::new(LineKind::Paragraph, vec![run], At::default())
}

const RENDERED: Mode<'static> = Mode::Rendered { about: "By Ana Notes", beside: BESIDE };
const BESIDE: &str = "Home News Sport Read more: The mill is to be sold Share";

/// What differs, each as "kind: expected / got".
fn told(expected: &Transcript, got: &Transcript, mode: Mode<'_>) -> Vec<String> {
    let differences = compare(expected, got, mode);
    differences.iter().map(|d| format!("{:?}: {} / {}", d.kind, d.expected, d.got)).collect()
}

fn both(expected: Vec<Line>, got: Vec<Line>) -> Vec<String> {
    let (expected, got) = (of(expected), of(got));
    for transcript in [&expected, &got] {
        assert_eq!(told(transcript, transcript, Mode::Exact), Vec::<String>::new());
    }
    let rendered = told(&expected, &got, RENDERED);
    let exact = told(&expected, &got, Mode::Exact);
    assert!(rendered.len() <= exact.len(), "{rendered:?} {exact:?}");
    rendered
}

#[test]
fn words_are_lost_added_and_repeated() {
    let text = || words("The ferry leaves at nine and comes back at noon.");
    let without = words("The ferry leaves at noon.");
    assert_eq!(both(vec![text()], vec![without]), ["Lost: nine and comes back at / "]);
    assert_eq!(both(vec![text()], vec![text(), words("Page 3")]), ["Added:  / Page 3"]);
    assert_eq!(
        both(vec![text()], vec![text(), text()]),
        ["Repeated:  / The ferry leaves at nine and comes back at noon."]
    );
    assert_eq!(
        both(vec![words("hello world")], vec![words("helloworld")]),
        ["Lost: hello world / helloworld"]
    );
    assert_eq!(
        both(vec![words("a hyphenation")], vec![words("a hyphen- ation")]),
        ["Lost: hyphenation / hyphen- ation"]
    );
}

#[test]
fn words_beside_the_article_are_told_apart() {
    let text = || words("The ferry leaves at nine.");
    let menu = words("Home News Sport");
    assert_eq!(both(vec![text()], vec![menu.clone(), text()]), ["Beside:  / Home News Sport"]);
    let more = vec![menu, text(), words("Read more: The mill is to be sold"), words("Share")];
    assert_eq!(both(vec![text()], more).len(), 2);
    assert_eq!(
        both(vec![text()], vec![text(), words("News of the mill")]),
        ["Added:  / News of the mill"],
        "other words"
    );
}

#[test]
fn a_nested_list_before_its_item_is_moved() {
    let nested = || list(vec![vec![words("apples")], vec![words("pears")]]);
    let item = |lines: Vec<Vec<Line>>| list(vec![lines.concat(), vec![words("Bread")]]);
    let good = item(vec![vec![words("Fruit")], nested()]);
    let bad = item(vec![nested(), vec![words("Fruit")]]);
    assert_eq!(both(good, bad), ["Moved: Fruit / pears"]);
}

#[test]
fn an_item_that_is_none_and_lists_that_run_together_are_told_once() {
    let good = list(vec![vec![words("one")], vec![words("two")], vec![words("three")]]);
    let joined = list(vec![vec![words("one"), words("two"), words("three")]]);
    assert_eq!(both(good.clone(), joined), ["List: an item of its own / the same item"]);
    let plain = vec![words("one"), words("two"), words("three")];
    assert_eq!(both(good, plain), ["List: a list / "]);
}

#[test]
fn levels_are_compared_but_may_begin_elsewhere() {
    let heading = |level| line(LineKind::Heading(level), "Heading");
    let at = |levels: [u8; 3]| levels.map(heading).into_iter().collect::<Vec<_>>();
    assert_eq!(both(at([1, 2, 3]), at([1, 1, 2])), Vec::<String>::new());
    assert_eq!(both(at([1, 2, 2]), at([1, 2, 3])).len(), 1);
    assert_eq!(both(vec![heading(2)], vec![words("Heading")]), ["Level: heading level 2 / "]);
    assert_eq!(
        told(&of(at([1, 2, 3])), &of(at([1, 1, 2])), Mode::Exact),
        ["Level: heading level 2 / heading level 1", "Level: heading level 3 / heading level 2"]
    );
}

#[test]
fn languages_are_compared_where_they_are_known() {
    let german = |tag: Option<&str>| run(|r| r.language = tag.map(Arc::from), "Guten Tag");
    assert_eq!(both(vec![german(Some("de"))], vec![german(Some("en"))]), ["Language: de / en"]);
    assert_eq!(both(vec![german(Some("de"))], vec![german(None)]), ["Language: de / "]);
    for known in ["de-AT", "DE"] {
        assert!(both(vec![german(Some("de"))], vec![german(Some(known))]).is_empty());
    }
    assert!(both(vec![german(None)], vec![german(Some("en"))]).is_empty());
}

#[test]
fn pictures_are_compared_by_their_descriptions() {
    let picture = |text: &str| run(|r| r.what = What::Picture, text);
    let bare = || run(|r| r.what = What::Undescribed, "");
    let of = |picture| vec![words("Before."), picture, words("After.")];
    assert_eq!(
        both(of(picture("A boat")), of(bare())),
        ["Description: A boat / a picture without description"]
    );
    assert_eq!(
        both(of(picture("A boat")), of(picture("boat.jpg"))),
        ["Description: A boat / boat.jpg"]
    );
    assert_eq!(
        both(of(picture("A boat")), vec![words("Before. After.")]),
        ["Description: A boat / "]
    );
    assert!(both(of(picture("A boat")), of(words("A boat"))).is_empty(), "it is heard");
    assert!(both(of(bare()), of(picture("found"))).is_empty());
}

#[test]
fn links_are_compared_by_where_they_lead() {
    let to = |address: &str| run(|r| r.link = Some(Link::External(address.into())), "the table");
    let good = || vec![to("https://a.example/t")];
    assert!(both(good(), vec![to("https://a.example/t/")]).is_empty());
    assert_eq!(both(good(), vec![words("the table")]), ["Link: a link to https://a.example/t / "]);
    let address = run(|r| r.link = Some(Link::External("https://b.example".into())), "b.example");
    assert!(both(vec![words("b.example")], vec![address]).is_empty(), "programs find addresses");
}

fn table(headers: bool) -> Vec<Line> {
    let mut cells = Vec::new();
    for (row, texts) in [["Month", "Boats"], ["May", "7"], ["June", "9"]].iter().enumerate() {
        for (column, text) in texts.iter().enumerate() {
            let head = row == 0;
            let named = headers && !head;
            let headers = if named { vec![["Month", "Boats"][column].into()] } else { vec![] };
            let cell = Cell { row, column, rows: 1, columns: 1, header: named || head, headers };
            let cell = Cell { header: head, ..cell };
            cells.extend(within(&Group::Cell(cell), vec![words(text)]));
        }
    }
    within(&Group::Table { rows: 3, columns: 2 }, cells)
}

#[test]
fn headers_are_compared_cell_by_cell_and_told_once() {
    let found = compare(&of(table(true)), &of(table(false)), RENDERED);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kind, found[0].more), (Kind::Header, 3));
    assert_eq!(found[0].expected, "the header “Month”");
    assert!(both(table(false), table(true)).is_empty(), "more headers are no loss");
    let plain = vec![words("Month Boats May 7 June 9")];
    assert_eq!(both(table(true), plain), ["Table: a table / "]);
}

#[test]
fn plain_text_tells_tables_links_and_abbreviations_in_words() {
    let mut lines = table(true);
    lines.push(run(|r| r.link = Some(Link::External("https://a.example/t".into())), "More"));
    lines.push(run(|r| r.expansion = Some("knots".into()), "kn"));
    lines.push(run(|r| r.expansion = Some("knots".into()), "kn"));
    let carries = crate::transcript::Carries {
        tables: false,
        links: false,
        languages: false,
        ..Default::default()
    };
    let text = [
        "Month; Boats.",
        "Month May; Boats 7.",
        "Month June; Boats 9.",
        "More (https://a.example/t)",
        "kn (knots)",
        "kn",
    ];
    let plain = Transcript { carries, ..of(text.map(words).into()) };
    assert_eq!(told(&of(lines.clone()), &plain, Mode::Exact), Vec::<String>::new());
    assert_eq!(told(&plain, &of(lines.clone()), Mode::Exact), Vec::<String>::new());
    let lost = Transcript { lines: plain.lines[..2].to_vec(), ..plain };
    assert_eq!(told(&of(lines), &lost, Mode::Exact).len(), 1);
}

#[test]
fn notes_may_stand_elsewhere_but_not_as_part_of_the_text() {
    let reference = || run(|r| r.what = What::NoteReference, "1");
    let note = |text: &str| within(&Group::Note { label: "1".into() }, vec![words(text)]);
    let at_end = [vec![words("Body"), reference(), words("goes on")], note("Said so")].concat();
    let inside =
        [vec![words("Body"), reference()], note("Said so"), vec![words("goes on")]].concat();
    assert!(both(at_end.clone(), inside.clone()).is_empty());
    assert!(!told(&of(at_end.clone()), &of(inside), Mode::Exact).is_empty());
    let plain = vec![words("Body"), words("1"), words("goes on"), words("1 Said so")];
    let found = both(at_end, plain);
    assert_eq!(found, ["Note: a reference to a note / ", "Note: note 1 / "]);
}

#[test]
fn what_is_deleted_raised_or_short_for_something_stays_so() {
    let deleted = run(|r| r.deleted = true, "gone");
    assert_eq!(both(vec![deleted], vec![words("gone")]), ["Mark: deleted words / "]);
    let short = || run(|r| r.expansion = Some("knots".into()), "kn");
    assert_eq!(both(vec![short()], vec![words("kn")]), ["Mark: short for “knots” / "]);
    let mut power = words("10");
    power.runs.push(Run { raised: true, ..Run::words("6", Some("en".into())) });
    assert!(both(vec![power.clone()], vec![words("10⁶")]).is_empty());
    let mut flat = words("10");
    flat.runs.push(Run::words("6", Some("en".into())));
    assert_eq!(both(vec![power], vec![flat]), ["Mark: a number with a raised part / "]);
}

#[test]
fn groups_are_told_apart() {
    let in_quote = within(&Group::Quote, vec![words("All is well.")]);
    assert_eq!(both(in_quote, vec![words("All is well.")]), ["Group: a quotation / "]);
    let skip = within(&Group::Landmark("navigation"), vec![words("Home")]);
    assert!(both(vec![words("a")], [skip, vec![words("a")]].concat()).is_empty());
}

#[test]
fn a_program_may_say_what_it_knows_of_the_document() {
    assert!(both(vec![words("Text")], vec![words("By Ana"), words("Text")]).is_empty());
    assert_eq!(both(vec![words("Text")], vec![words("By Eve"), words("Text")]).len(), 1);
}

/// A figure of a picture and its caption.
fn figure(parts: [Line; 2]) -> Vec<Line> {
    let parts = parts.map(|part| match part.runs[0].what {
        What::Picture => vec![part],
        _ => within(&Group::Caption, vec![part]),
    });
    within(&Group::Figure, parts.concat())
}

#[test]
fn captions_may_be_numbered_and_stand_on_either_side() {
    let picture = || run(|r| r.what = What::Picture, "A red boat");
    let caption = |text| figure([picture(), words(text)]);
    let around = |inner: Vec<Line>| [vec![words("Before it.")], inner, vec![words("And on.")]];
    let of = |inner| around(inner).concat();
    let good = || of(caption("The oldest boat of them all"));
    let other = figure([words("Figure 1: The oldest boat of them all"), picture()]);
    assert!(both(good(), of(other)).is_empty());
    let longer = of(caption("Figure of 1: The oldest boat of them all"));
    assert_eq!(both(good(), longer), ["Added:  / Figure of 1:"]);
    let after =
        [around(vec![picture()]).concat(), caption("The oldest boat of them all")[2..].to_vec()];
    assert_eq!(
        both(good(), after.concat()).len(),
        1,
        "behind other words it is lost from its place"
    );
}

#[test]
fn notes_need_no_heading_and_no_way_back() {
    let heading = || line(LineKind::Heading(2), "Notes");
    let body = || vec![words("Body.")];
    let note = |text: &str| within(&Group::Note { label: "1".into() }, vec![words(text)]);
    let source = [body(), within(&Group::Notes, [vec![heading()], note("Said so.")].concat())];
    let above = [body(), vec![heading()], within(&Group::Notes, note("Said so."))].concat();
    assert!(both(above, [body(), note("Said so.")].concat()).is_empty());
    for got in ["Said so.", "Said so. ↩", "Said so. ↩\u{FE0E}"] {
        assert!(
            both(source.concat(), [vec![words("Body.")], note(got)].concat()).is_empty(),
            "{got}"
        );
    }
    let lost = both(source.concat(), vec![words("Body."), words("Said so.")]);
    assert_eq!(lost, ["Note: note 1 / "]);
}

#[test]
fn plain_text_of_others_has_columns_and_bare_descriptions() {
    let caption = within(&Group::Caption, vec![words("The oldest of its kind")]);
    let picture = run(|r| r.what = What::Picture, "A red boat");
    let lines = [table(true), within(&Group::Figure, [vec![picture], caption].concat())].concat();
    let carries = crate::transcript::Carries { tables: false, links: false, ..Default::default() };
    let text = ["Month Boats", "May 7", "June 9", "[A red boat]"];
    let plain = Transcript { carries, ..of(text.map(words).into()) };
    assert_eq!(told(&of(lines.clone()), &plain, RENDERED), ["Lost: The oldest of its kind / "]);
    assert!(told(&of(lines), &plain, Mode::Exact).len() > 1);
}

#[test]
fn what_differs_is_told_whole_and_once() {
    let time = |what: &str, header| {
        let headers = if header { vec!["Morning".to_owned()] } else { vec![] };
        let cell = Cell { headers, ..Cell::default() };
        within(&Group::Table { rows: 1, columns: 1 }, within(&Group::Cell(cell), vec![words(what)]))
    };
    let found = compare(&of(time("7:15 or 8", true)), &of(time("7:15 or 8", false)), RENDERED);
    assert_eq!(found[0].words, "7:15 or 8");
    let nobody = |text: &str| run(|r| r.language = None, text);
    let found = both(vec![words("At 7:15 in 10 years")], vec![nobody("At 7:15 in 10 years")]);
    assert_eq!(found, ["Language: en / "]);
    let mut power = words("10");
    power.runs.push(Run { raised: true, ..Run::words("6", Some("en".into())) });
    let found = compare(&of(vec![power]), &of(vec![words("106")]), RENDERED);
    assert_eq!((found[0].kind, found[0].words.as_str()), (Kind::Mark, "106"));
}

#[test]
fn a_title_may_stand_in_the_metadata_only_or_below_something() {
    let heading = || line(LineKind::Heading(1), "All the boats");
    let titled = |lines| Transcript { title: Some("All the boats".into()), ..of(lines) };
    let source = titled(vec![heading(), words("Before the rest."), words("Body.")]);
    let bare = vec![words("Before the rest."), words("Body.")];
    assert!(told(&source, &titled(bare.clone()), RENDERED).is_empty());
    assert_eq!(told(&source, &of(bare), RENDERED), ["Lost: All the boats / "]);
    let below = titled(vec![words("Before the rest."), heading(), words("Body.")]);
    assert!(told(&source, &below, RENDERED).is_empty());
    assert!(!told(&source, &below, Mode::Exact).is_empty());
}

#[test]
fn frames_and_large_pictures_are_customs() {
    let framed = |columns| {
        let cell = Group::Cell(Cell::default());
        within(&Group::Table { rows: 1, columns }, within(&cell, vec![words("A caption")]))
    };
    assert!(both(vec![words("A caption")], framed(1)).is_empty());
    assert_eq!(both(vec![words("A caption")], framed(2)), ["Table:  / a table"]);
    let picture =
        |link: Option<Link>| vec![run(|r| (r.what, r.link) = (What::Picture, link), "A boat")];
    let large = picture(Some(Link::External("https://a.example/boat.jpg".into())));
    assert!(both(picture(None), large).is_empty());
}
