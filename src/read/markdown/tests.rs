//! Each construct of Markdown and of the HTML in it, as the model has it, in a short written form.

#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "only what is shown in tests"
)]

use crate::diagnostic::Findings;
use crate::model::{Alt, Block, BlockKind, Document, Heads, Inline, InlineKind, Target};
use crate::read::resources::Memory;
use crate::read::{Context, walk};
use crate::source::Source;
use crate::text::Language;

fn read(text: &str) -> (Document, Vec<String>) {
    let mut findings = Findings::default();
    let resources = Memory::default();
    let source = Source::new("a.md", text);
    let mut cx = Context { resources: &resources, findings: &mut findings };
    let document = super::read(&source, &mut cx);
    (document, findings.into_sorted().iter().map(|finding| finding.rule.id.to_owned()).collect())
}

/// A document in a form that can be read: `p(text em(text))`.
fn shown(text: &str) -> String {
    let (document, findings) = read(text);
    assert_eq!(findings, [""; 0], "{text}");
    blocks(&document.body)
}

fn blocks(list: &[Block]) -> String {
    list.iter().map(block).collect::<Vec<_>>().join(" ")
}

fn at(at: &crate::model::Attrs) -> String {
    let mut out = at.lang.as_ref().map(|lang| format!("@{lang}")).unwrap_or_default();
    if let Some(dir) = at.dir {
        out += &format!("@{dir:?}");
    }
    out
}

fn block(block: &Block) -> String {
    let (name, inside) = match &block.kind {
        BlockKind::Heading { level, content } => (
            format!("h{}#{}", level.get(), block.at.anchor.as_deref().unwrap_or("")),
            inlines(content),
        ),
        BlockKind::Paragraph { content, .. } => ("p".into(), inlines(content)),
        BlockKind::List(list) => (
            list.start.map_or("ul".into(), |n| format!("ol{n}")),
            list.items
                .iter()
                .map(|item| format!("li{}({})", at(&item.at), blocks(&item.body)))
                .collect(),
        ),
        BlockKind::Definitions(entries) => (
            "dl".into(),
            entries
                .iter()
                .map(|entry| {
                    let terms: Vec<_> = entry.terms.iter().map(|t| inlines(&t.content)).collect();
                    let meanings: Vec<_> = entry.meanings.iter().map(|m| blocks(&m.body)).collect();
                    format!("[{}: {}]", terms.join("|"), meanings.join("|"))
                })
                .collect(),
        ),
        BlockKind::Table(table) => {
            let cell = |cell: &crate::model::Cell| {
                let heads = match cell.heads {
                    Some(Heads::Row) => "r",
                    Some(Heads::Column) => "c",
                    Some(Heads::Both) => "b",
                    None => "",
                };
                let spans = match (cell.colspan, cell.rowspan) {
                    (1, 1) => String::new(),
                    (columns, rows) => format!("{columns}x{rows}"),
                };
                format!("{heads}{spans}{}({})", at(&cell.at), blocks(&cell.content))
            };
            let rows = table.rows.iter();
            let rows: Vec<String> =
                rows.map(|row| row.cells.iter().map(cell).collect::<String>()).collect();
            (format!("table[{}]", inlines(&table.caption)), rows.join(" / "))
        }
        BlockKind::Figure(figure) => (
            "figure".into(),
            format!(
                "{} | {}",
                figure.image.as_ref().map(image).unwrap_or_default(),
                inlines(&figure.caption)
            ),
        ),
        BlockKind::Quote { attribution, body } => {
            (format!("quote[{}]", inlines(attribution)), blocks(body))
        }
        BlockKind::Code { language, text } => {
            (format!("code:{}", language.as_deref().unwrap_or("")), format!("{text:?}"))
        }
        BlockKind::Notes(ids) => ("notes".into(), ids.join(",")),
        BlockKind::Rule => ("hr".into(), String::new()),
        BlockKind::Aside { title, body } => (format!("aside[{}]", inlines(title)), blocks(body)),
        BlockKind::Math { tex } => ("math".into(), tex.clone()),
    };
    format!("{name}{}({inside})", at(&block.at))
}

fn image(image: &crate::model::Image) -> String {
    match &image.alt {
        Alt::Authored(alt) => format!("{}={alt}", image.path),
        other => format!("{}:{other:?}", image.path),
    }
}

fn inlines(list: &[Inline]) -> String {
    list.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    let name = match &inline.kind {
        InlineKind::Text(text) => return text.clone(),
        InlineKind::Literal(text) => return format!("`{text}`"),
        InlineKind::Formula { tex } => return format!("${tex}$"),
        InlineKind::Break => return "⏎".into(),
        InlineKind::NoteReference(id) => return format!("[^{id}]"),
        InlineKind::Image(picture) => return format!("img({})", image(picture)),
        InlineKind::Emphasis(_) => "em".into(),
        InlineKind::Strong(_) => "strong".into(),
        InlineKind::Strikethrough(_) => "s".into(),
        InlineKind::Subscript(_) => "sub".into(),
        InlineKind::Superscript(_) => "sup".into(),
        InlineKind::Quotation(_) => "q".into(),
        InlineKind::Citation(_) => "cite".into(),
        InlineKind::Abbreviation { expansion, .. } => format!("abbr[{expansion}]"),
        InlineKind::Link { target: Target::External(to), .. } => format!("a[{to}]"),
        InlineKind::Link { target: Target::Internal(to), .. } => format!("a[#{to}]"),
        InlineKind::Time { datetime, .. } => {
            format!("time[{}]", datetime.as_deref().unwrap_or(""))
        }
        InlineKind::Span(_) => {
            format!(
                "span{}",
                inline.at.anchor.as_ref().map(|a| format!("#{a}")).unwrap_or_default()
            )
        }
    };
    format!("{name}{}({})", at(&inline.at), inlines(inline.content()))
}

#[test]
fn running_text() {
    assert_eq!(
        shown("a *b **c*** ~~d~~ `e` <x@y.z> <https://e.org> &amp; \\* x\ny  \nz $E=mc^2$"),
        "p(a em(b strong(c)) s(d) `e` a[mailto:x@y.z](x@y.z) a[https://e.org](https://e.org) & * x y⏎z $E=mc^2$)"
    );
    assert_eq!(shown("It costs $5 or $5–$10."), "p(It costs $5 or $5–$10.)");
}

#[test]
fn html_and_markdown_mix() {
    assert_eq!(
        shown(
            "<span lang=\"fr\">*Bonjour*</span> <abbr title=\"a b\">ab</abbr> H<sub>2</sub>O x<sup>2</sup> \
             <kbd>Ctrl</kbd> <q>q</q> <cite>c</cite> <mark>m</mark> <bdo dir=rtl>x</bdo><br>\
             <time datetime=2020>then</time> *<b>open*"
        ),
        "p(span@fr(em(Bonjour)) abbr[a b](ab) Hsub(2)O xsup(2) `Ctrl` q(q) cite(c) em(m) span@Rtl(x)⏎\
         time[2020](then) em(strong(open)))"
    );
    assert_eq!(
        shown("<div lang=de>\n\nEin *Absatz*\n\n- x\n\n</div>\n\nAnd"),
        "p@de(Ein em(Absatz)) ul@de(li(p(x))) p(And)"
    );
    assert_eq!(shown("a <!-- no --> b\n\n<!-- no -->\n\nc"), "p(a  b) p(c)");
    assert_eq!(
        shown("<details><summary>More</summary>\n\n*x*\n\n</details>\n\n> [!NOTE]\n> y"),
        "aside[More](p(em(x))) aside[Note](p(y))"
    );
    assert_eq!(shown("<b><p>a</p><p>b</p></b>"), "p(strong(a)) p(strong(b))");
}

#[test]
fn lists() {
    assert_eq!(
        shown("3. a\n4. b\n\n   c\n   - [ ] d\n   - [x] e"),
        "ol3(li(p(a))li(p(b) p(c) ul(li(p(☐ d))li(p(☑ e)))))"
    );
    assert_eq!(shown("- [ ] a\n\n- [x] b"), "ul(li(p(☐ a))li(p(☑ b)))");
    assert_eq!(shown("term\n: one\n: two\n\nb\n: c"), "dl([term: p(one)|p(two)][b: p(c)])");
    assert_eq!(
        shown("<dl><div><dt>a<dt>b<dd>c</div></dl><ul><li>x<li lang=fr>y<ul><li>z</ul></ul>"),
        "dl([a|b: p(c)]) ul(li(p(x))li@fr(p(y) ul(li(p(z)))))"
    );
}

#[test]
fn tables() {
    assert_eq!(
        shown("| a | *b* |\n|---|---|\n| 1 | ![x](y.png) |\n| 2 |"),
        "table[](c(p(a))c(p(em(b))) / (p(1))(p(img(y.png=x))) / (p(2))())"
    );
    assert_eq!(
        shown(
            "<table><caption>*C*</caption><thead><tr><td><th scope=col colspan=2>A<tbody lang=fr>\
             <tr><th rowspan=0>r<td>1<td>2<tr><td colspan=99999>3</table>"
        ),
        "table[*C*](()c2x1(p(A)) / r1x2(p(r))(p(1))(p(2)) / 1000x1(p(3)))"
    );
    assert_eq!(
        shown("<table><tr><td><th>A<th>B<tr><th>r<td>1<td>2</table>"),
        "table[](()c(p(A))c(p(B)) / r(p(r))(p(1))(p(2)))"
    );
    assert_eq!(shown("<table>lost<tr>and<td>x</table>"), "p(lost) p(and) p(x)");
}

#[test]
fn figures() {
    assert_eq!(shown("![Alt *x*](a.png \"Cap\")"), "figure(a.png=Alt x | Cap)");
    assert_eq!(shown("![](a.png)\n![b](b.png)"), "figure(a.png:Missing | ) figure(b.png=b | )");
    assert_eq!(shown("x ![](a.png) y"), "p(x img(a.png:Missing) y)");
    assert_eq!(
        shown("<img src=a alt=\"\"> <img src=b> <img src=c role=presentation>"),
        "figure(a:Decorative | ) figure(b:Missing | ) figure(c:Decorative | )"
    );
    assert_eq!(
        shown("<figure>\n\n![Alt](a.png)\n\n<figcaption>A <i>cap</i></figcaption>\n</figure>"),
        "figure(a.png=Alt | A em(cap))"
    );
    assert_eq!(
        shown("<figure><table><tr><td>x</table><figcaption lang=fr>c</figcaption></figure>"),
        "table[span@fr(c)]((p(x)))"
    );
    assert_eq!(shown("[![a](b.png)](c)"), "p(a[c](img(b.png=a)))");
}

#[test]
fn quotations() {
    assert_eq!(shown("> a\n>\n> — *Who*, b"), "quote[em(Who), b](p(a))");
    assert_eq!(shown("> a\n> -- Who"), "quote[Who](p(a))");
    assert_eq!(shown("> — only line"), "quote[](p(— only line))");
    assert_eq!(shown("> — Hi!\n>\n> — Hello!"), "quote[](p(— Hi!) p(— Hello!))");
    assert_eq!(shown("> a <cite>b</cite>"), "quote[](p(a cite(b)))");
    assert_eq!(shown("<blockquote>I saw <cite>b</cite></blockquote>"), "quote[](p(I saw cite(b)))");
    assert_eq!(shown("<blockquote><p>a</p> <cite>b</cite></blockquote>"), "quote[b](p(a))");
    assert_eq!(
        shown(
            "<blockquote cite=https://e.org><p>a</p><footer>— <cite>W</cite></footer></blockquote>"
        ),
        "quote[a[https://e.org](cite(W))](p(a))"
    );
}

#[test]
fn code_and_math() {
    assert_eq!(shown("```rust,x\n\na\n```\n\n    b"), "code:rust(\"\\na\") code:(\"b\")");
    assert_eq!(shown("<pre>\na <b>b</b>\n\n c</pre>"), "code:(\"a b\\n\\n c\")");
    assert_eq!(shown("$$\nx\n$$\n\n***"), "math(x) hr()");
}

#[test]
fn headings_and_title() {
    let (document, _) = read("# T *x*\n\n## Two {#two lang=fr}\n\n### Zwei Drei\n\n[a](#t-x)");
    assert_eq!(document.meta.title.as_deref(), Some("T x"));
    assert_eq!(blocks(&document.body), "h2#two@fr(Two) h3#zwei-drei(Zwei Drei) p(a[#two](a))");
    let (document, _) = read("# A\n\n## B\n\n# C\n\n## B");
    assert_eq!(blocks(&document.body), "h3#b(B) h2#c(C) h3#b-1(B)");
    let (document, _) = read("---\ntitle: T\nlang: sk\n---\n# A\n\n## B");
    assert_eq!(document.meta.title.as_deref(), Some("T"));
    assert_eq!(document.meta.language.as_ref().map(Language::as_str), Some("sk"));
    assert_eq!(blocks(&document.body), "h2#a(A) h3#b(B)");
    assert_eq!(shown("## Sets {1, 2}\n\n## x {.y}"), "h2#sets-1-2(Sets {1, 2}) h2#x(x)");
    let (document, _) = read("## B\n\n# A");
    assert_eq!((document.meta.title, blocks(&document.body).as_str()), (None, "h3#b(B) h2#a(A)"));
    let (document, _) = read("# T[^1] ![logo](l.png)\n\nx\n\n[^1]: n");
    assert_eq!(blocks(&document.body), "p([^1]) figure(l.png=logo | ) p(x)");
}

#[test]
fn anchors_survive_what_carries_them() {
    let (document, _) = read("<a name=\"x\"></a>\n## H\n\n[a](#x) [b](#h) <i id=i>c</i>");
    assert_eq!(blocks(&document.body), "h2#x(H) p(a[#x](a) a[#x](b) em(c))");
    let (document, _) =
        read("<a id=\"x\"></a>\n# <a id=\"top\"></a>T\n\na\n\n[b](#x) [c](#top) [d](#t)");
    assert_eq!(blocks(&document.body), "p(a) p(a[#x](b) a[#x](c) a[#x](d))");
    assert_eq!(document.body[0].at.anchor.as_deref(), Some("x"));
}

#[test]
fn notes() {
    let (document, findings) = read("a[^n] [^none]\n\n[^n]: One\n\n    two\n");
    assert_eq!(blocks(&document.body), "p(a[^n] [^none])");
    assert_eq!(
        (document.notes[0].id.as_str(), blocks(&document.notes[0].body).as_str()),
        ("n", "p(One) p(two)")
    );
    assert_eq!(findings, ["note/missing"]);
    let (document, findings) =
        read("a[^A] [b][c] [d] [^e](f) \\[^g] `[^h]`\n\n[^a]: One\n\n[^a]: Two\n");
    assert_eq!(blocks(&document.body), "p(a[^a] [b][c] [d] a[f](^e) [^g] `[^h]`)");
    let names: Vec<_> = document.notes.iter().map(|note| note.id.as_str()).collect();
    assert_eq!(names, ["a", "a#2"]);
    assert_eq!(findings, ["link/dangling"]);
}

#[test]
fn nothing_swallows_the_words_that_follow() {
    for swallow in [
        "title",
        "textarea",
        "style",
        "xmp",
        "iframe",
        "noembed",
        "noframes",
        "noscript",
        "script",
        "plaintext",
    ] {
        let (document, _) = read(&format!("a <{swallow}> b *c*\n\nd"));
        let text = blocks(&document.body);
        assert!(
            text.contains('b') && text.contains("em(c)") && text.ends_with("p(d)"),
            "{swallow}: {text}"
        );
        let (document, _) = read(&format!("a\n\n<{swallow}>b\n\nc\n\nd"));
        let text = blocks(&document.body);
        assert!(
            text.contains('b') && text.contains('c') && text.ends_with("d)"),
            "{swallow}: {text}"
        );
    }
    let (document, _) = read("a\n\n<script>\nif (a<b) x\n\n</script>\n\nb\n\n<!-- c\n\nd");
    assert_eq!(blocks(&document.body), "p(a) p(b) p(<!-- c  d)");
    let removed = &document.removed[0];
    assert_eq!((&*removed.text, &*removed.reason, removed.line), ("if (a<b) x", "script", Some(3)));
}

#[test]
fn a_picture_that_is_a_link_keeps_link_and_caption() {
    for (text, want) in [
        ("[![a](f \"Cap\")](u)", "figure(f=a | a[u](Cap))"),
        (
            "<figure><a href=u><img src=f alt=a></a><figcaption>Cap</figcaption></figure>",
            "figure(f=a | a[u](Cap))",
        ),
        (
            "<figure><a href=u><img src=f alt=a></a><figcaption><a href=v>C</a></figcaption></figure>",
            "figure(f=a | a[v](C) a[u](u))",
        ),
        ("<figure><a href=u><img src=f alt=a></a></figure>", "p(a[u](img(f=a)))"),
        ("[![a](f)](u)", "p(a[u](img(f=a)))"),
    ] {
        assert_eq!(shown(text), want, "{text}");
    }
    let both = "<figure><a href=u><img src=f alt=a title=T></a><figcaption>C</figcaption></figure>";
    assert_eq!(read(both).1, ["image/title-lost"]);
}

#[test]
fn choices_and_labels_do_not_run_together() {
    let (document, _) = read("a <select><option>Alpha</option><option>Beta</option></select>");
    assert_eq!(blocks(&document.body), "p(a Alpha⏎Beta)");
    let (document, _) = read("<svg><text>One</text><text>Two</text></svg>");
    assert!(blocks(&document.body).ends_with("=One, Two | )"));
}

#[test]
fn what_is_not_kept_is_said() {
    let said = |text: &str| read(text).1;
    assert_eq!(said("<blink>a</blink> <blink>b</blink>"), ["input/unknown-markup"]);
    assert_eq!(said("[a](b \"c\") and ![d](e \"f\")"), ["markup/not-kept", "image/title-lost"]);
    assert_eq!(said("[a](javascript:x) [b](<java script:x>)"), ["link/unusable", "link/unusable"]);
    assert_eq!(said("# T {lang=fr}"), ["markup/not-kept"]);
    assert_eq!(said("<a href=x><figure><img src=y alt=z></figure></a>"), ["markup/not-kept"]);
    assert_eq!(said("<iframe src=https://e.org></iframe>"), ["markup/embedded"]);
    assert_eq!(said("<span lang=e>a</span>"), ["document/bad-language"]);
    assert_eq!(
        said("---\nlayout: x\ndate: May\n---\na"),
        ["input/front-matter", "input/metadata-lost"]
    );
}

#[test]
fn places_are_those_of_the_source() {
    let text = "---\ntitle: x\n---\n\n> a ![b](c.png) <i>d</i>\n\n<div>\n <p lang=e>x</p></div>";
    let source = Source::new("a.md", text);
    let mut findings = Findings::default();
    let mut cx = Context { resources: &Memory::default(), findings: &mut findings };
    let document = super::read(&source, &mut cx);
    let BlockKind::Quote { body, .. } = &document.body[0].kind else { panic!() };
    let BlockKind::Paragraph { content, .. } = &body[0].kind else { panic!() };
    let words = |inline: &Inline| {
        let span = inline.at.span.unwrap();
        &text[span.start as usize..span.end as usize]
    };
    assert_eq!(content.iter().map(words).collect::<Vec<_>>(), ["a ", "![b](c.png)", " ", "<i>"]);
    let finding = &findings.into_sorted()[0];
    let crate::diagnostic::Place::Source(span) = finding.place else { panic!() };
    let place = source.locate(span.start);
    assert_eq!((place.line, place.column), (8, 2));
}

#[test]
fn front_matter_says_who_and_when_in_many_forms() {
    for (written, date) in [
        ("March 4, 2021", "2021-03-04"),
        ("4. března 2021", "2021-03-04"),
        ("2021/03/04", "2021-03-04"),
        ("Thursday, 4 March 2021 10:30", "2021-03-04"),
        ("1650-02-28", "1650-02-28"),
    ] {
        let (document, findings) = read(&format!("---\ndate: {written}\n---\nText."));
        assert_eq!((document.meta.date.as_deref(), findings.len()), (Some(date), 0), "{written}");
    }
    for lost in ["date: 2021-02-30", "date: some day", "title: \"Broken", "author:\n  phone: 1"] {
        let (document, findings) = read(&format!("---\n{lost}\n---\nText."));
        assert_eq!(findings, ["input/metadata-lost"], "{lost}");
        assert_eq!((document.meta.date, document.meta.authors.len()), (None, 0), "{lost}");
    }
    let authors = "author:\n  - Ann\n  - name: John Roe\n    affiliation: X\n";
    let (document, findings) = read(&format!("---\n{authors}---\nText."));
    assert_eq!(document.meta.authors, ["Ann", "John Roe"]);
    assert_eq!(findings, ["input/front-matter"]);
}

#[test]
fn hostile_nesting_is_flattened_once_and_keeps_its_words() {
    let deep = 10_000;
    for text in [
        format!("{} x\n", ">".repeat(deep)),
        format!("{}x{}", "<div>".repeat(100_000), "</span>".repeat(100)),
        format!("{}x", "<ul><li>y".repeat(2000)),
        format!("a {}x", "<b>".repeat(deep)),
        format!("{}x", "<b><div>".repeat(deep)),
        format!("{}x", "<table><tr><td>".repeat(deep)),
    ] {
        let (document, findings) = read(&text);
        assert_eq!(findings, ["input/too-deep"], "{}", &text[..20]);
        assert!(blocks(&document.body).contains('x'));
    }
    let (document, _) = read(&format!("{}a</li><li>b", "<ul><li>".repeat(100)));
    assert!(!blocks(&document.body).contains("ab"));
}

#[test]
fn hostile_sizes_finish() {
    let wide = "| x ".repeat(5000);
    let (document, _) = read(&format!("{wide}|\n{}|\n{wide}|", "|---".repeat(5000)));
    let BlockKind::Table(table) = &document.body[0].kind else { panic!() };
    assert_eq!((table.rows.len(), table.rows[0].cells.len()), (2, 5000));
    for text in [
        format!("<a {}>x</a> x", "b=c ".repeat(100_000)),
        format!("<!-- {}", "<".repeat(100_000)),
        format!("{}x", "*a **b ".repeat(20_000)),
        format!("{}x", "[".repeat(50_000)),
        format!("{}x", "<b>a</i>".repeat(50_000)),
        "# a\n".repeat(20_000),
        format!("{}x", "<script>".repeat(20_000)),
    ] {
        assert!(!read(&text).0.body.is_empty());
    }
}

/// Words between marks and tags in any order: whatever they come to mean, no word is lost.
#[test]
fn words_survive_any_markup() {
    let inline = "* ** ~~ ` $ $$ [ ](u) ![ ](u\u{A0}\"t\") [^1] &amp; \\ < > <b> </b> <i\u{A0}lang=fr> </i> \
        <a\u{A0}href=x> </a> <br> <code> </code> <abbr\u{A0}title=t> <q> <ruby> <rp> <rt> <p> </p> <div> </div> \
        <ul> <li> </ul> <dl> <dt> <dd> </dl> <hr> <pre> </pre> <h2> </h2> <svg> <table> <tr> <td> <th> </table> \
        <caption> <thead> <figure> <img\u{A0}src=x> <figcaption> </figure> <blockquote> </blockquote> <details> \
        <summary> </details> <video\u{A0}src=v> <script> </script> <style> <title> <!--";
    let block = "[^1]: > - 1. # === --- ```\u{A1} : | |a|b|\u{A1}|-|-|\u{A1}| <div>\u{A1} <table> <figure> <pre> <script> <!--";
    let written = |mark: &str| mark.replace('\u{A0}', " ").replace('\u{A1}', "\n");
    let lines = block
        .split(' ')
        .flat_map(|mark| ["\n", "\n\n", "\n  "].map(|start| format!("{start}{} ", written(mark))));
    let tags = inline.split(' ').map(|mark| match mark {
        "<" | ">" | "<!--" => format!("{mark} "),
        _ => written(mark),
    });
    let marks: Vec<String> = tags.chain(lines).chain(["|\n".into(), "\n===\n".into()]).collect();
    let mut state = 1_u32;
    let mut next = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    for round in 0..3000 {
        let mut text = String::new();
        let count = 3 + next(25);
        for word in 0..count {
            let mark = &marks[next(marks.len())];
            let space = if next(2) == 0 { " " } else { "" };
            text += &format!("{mark}{space}w{word}x{space}");
        }
        let (mut document, _) = read(&text);
        walk::document_blocks(&mut document, &mut |block| block.at.anchor = None);
        let shown = format!("{document:?}");
        for word in 0..count {
            assert!(
                shown.contains(&format!("w{word}x")),
                "{round}: w{word}x of {text:?} in {shown}"
            );
        }
    }
}

#[test]
fn a_piece_of_html_may_begin_with_any_character() {
    for first in ["©", "č", "👩", "<b>č</b>"] {
        let (document, _) = read(&format!("<div>\n{first} words\n</div>\n"));
        assert!(blocks(&document.body).contains("words"), "{first}");
    }
}

#[test]
fn a_million_passages_keep_their_words() {
    let (document, findings) = read(&"word *text* ".repeat(400_000));
    assert_eq!(findings, ["markup/too-much"]);
    let Some(BlockKind::Paragraph { content, .. }) = document.body.first().map(|b| &b.kind) else {
        panic!("one paragraph")
    };
    assert!(content.len() < 1_000_000);
    assert_eq!(crate::model::plain_text(content).matches("word text").count(), 400_000);
}
