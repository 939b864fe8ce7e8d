//! Small pages, and what is announced of them.

use std::fmt::Write as _;

use super::*;
use crate::check::html::page::open_text;
use crate::markup::Syntax;
use crate::transcript::{Link, Run, What};

/// A run: its words, and in brackets what there is to say of it.
fn run(run: &Run) -> String {
    let words = match run.what {
        What::Words => run.text.clone(),
        What::Break => return "/".to_owned(),
        what => format!("{what:?}:{}", run.text),
    };
    let mut marks = Vec::new();
    marks.extend(run.language.as_deref().map(str::to_owned));
    marks.extend(run.expansion.as_deref().map(|expansion| format!("={expansion}")));
    marks.extend(run.deleted.then(|| "deleted".to_owned()));
    marks.extend(run.raised.then(|| "raised".to_owned()));
    marks.extend(run.link.as_ref().map(|link| match link {
        Link::External(address) => format!("->{address}"),
        Link::Internal(words) => format!("->#{}", words.as_deref().unwrap_or("")),
        Link::Nowhere => "->".to_owned(),
    }));
    if marks.is_empty() { words } else { format!("{words}[{}]", marks.join(" ")) }
}

/// What is announced: a line each, groups in brackets.
fn told_as(page: &str, syntax: Syntax) -> String {
    let page = open_text("a.html", page, syntax).unwrap();
    let mut transcript = Transcript::default();
    lines(&page, "", &mut transcript);
    let mut out = String::new();
    for line in &transcript.lines {
        let runs: String = line.runs.iter().map(run).collect::<Vec<_>>().join("|");
        let _ = match &line.kind {
            Kind::Heading(level) => writeln!(out, "h{level} {runs}"),
            Kind::Paragraph => writeln!(out, "{runs}"),
            Kind::Preformatted => writeln!(out, "pre {runs}"),
            Kind::Formula => writeln!(out, "formula {runs}"),
            Kind::Separator => writeln!(out, "---"),
            Kind::Start(Group::List { items, ordered }) => {
                writeln!(out, "({} {items}", if *ordered { "ol" } else { "ul" })
            }
            Kind::Start(Group::Item { label }) => writeln!(out, "(li {label}"),
            Kind::Start(Group::Table { rows, columns }) => writeln!(out, "(table {rows}x{columns}"),
            Kind::Start(Group::Cell(cell)) => {
                let kind = if cell.header { "th" } else { "td" };
                writeln!(out, "({kind} {}", cell.headers.join("+"))
            }
            Kind::Start(Group::Note { label }) => writeln!(out, "(note {label}"),
            Kind::Start(Group::Landmark(name)) => writeln!(out, "({name}"),
            Kind::Start(group) => writeln!(out, "({}", format!("{group:?}").to_lowercase()),
            Kind::End(_) => writeln!(out, ")"),
        };
    }
    out.replace("\n)", ")").replace(" \n", "\n").trim_end().replace('\n', "; ")
}

fn told(page: &str) -> String {
    told_as(page, Syntax::Html)
}

#[test]
fn words_keep_to_their_blocks() {
    for (page, expected) in [
        ("one <b>two</b>\n three<p>four</p>five", "one two three; four; five"),
        ("<div>one<div>two</div>three</div>", "one; two; three"),
        ("un<b>known</b><i> word</i>", "unknown word"),
        ("<p>one<br> two<br></p>", "one|/|two"),
        ("<h2>one<br>two<div>three</div></h2>", "h2 one two three"),
        ("<div role=heading aria-level=7>x</div><b role=heading>y</b>", "h7 x; h2 y"),
        ("<pre>\n  a\n   b <b>c</b>\n</pre>", "pre   a\n   b c".replace('\n', "; ").as_str()),
        (
            "<pre><b style='display:block'>a</b><i style='display:block'>b</i>\nc</pre>",
            "pre a; b; c",
        ),
        (
            "<p style='white-space: pre-line'>a  b</p><p style='white-space:pre'>a\nb</p>",
            "a b; a|/|b",
        ),
        ("a<hr>b<hr aria-hidden=true>c", "a; ---; b; c"),
        (
            "<p>a<span hidden>b</span><span style='display:none'>c</span><i aria-hidden=true>d</i>e",
            "ae",
        ),
        ("<p style='visibility: hidden'>a<b style='visibility: visible'>b</b></p>", "b"),
        ("<details><summary>More</summary>words</details>", "More; words"),
        ("<p>a<!-- c --><wbr>b&nbsp;c</p>", "ab\u{A0}c"),
    ] {
        assert_eq!(told(page), expected, "{page}");
    }
}

#[test]
fn lists_tell_how_many_and_which() {
    for (page, expected) in [
        ("<ul><li>a<ul><li>b</ul>c<li>d</ul>", "(ul 2; (li; a; (ul 1; (li; b)); c); (li; d))"),
        ("<ol start=3><li>a<li value=7>b<li>c</ol>", "(ol 3; (li 3.; a); (li 7.; b); (li 8.; c))"),
        ("<ol reversed type=i><li>a<li>b</ol>", "(ol 2; (li ii.; a); (li i.; b))"),
        ("<ol type=A start=27><li>a</ol>", "(ol 1; (li AA.; a))"),
        ("<ul role=presentation><li>a</ul><ul></ul>", "a"),
        ("<div role=list><div role=listitem>a</div></div>", "(ul 1; (li; a))"),
        ("<dl><dt>a<dd>b<dt><dd>c</dl>", "(definitions; (term; a); (meaning; b); (meaning; c))"),
    ] {
        assert_eq!(told(page), expected, "{page}");
    }
}

#[test]
fn tables_tell_their_headers() {
    let page = "<table><caption>C</caption><tr><th>A<th>B<tr><th scope=row>x<td>1</table>";
    let expected = "(table 2x2; (caption; C); (th; A); (th; B); (th; x); (td B+x; 1))";
    assert_eq!(told(page), expected);
    assert_eq!(told("<table role=presentation><tr><td>a<td>b</table>"), "a; b");
    let loose = "<div role=table>before<div role=row><i role=cell>a</i></div></div>";
    assert_eq!(told(loose), "before; a");
}

#[test]
fn pictures_say_what_they_show() {
    for (page, expected) in [
        ("<p>a <img src=a alt='b  c'> d", "a |Picture:b c| d"),
        ("<img src=a>", "Undescribed:"),
        ("<img src=a alt=''><img src=a role=none>", ""),
        ("<img src=a lang=en title='Image without description'>", "Undescribed:[en]"),
        ("<span role=img aria-label=b>c</span>", "Picture:b"),
        (
            "<figure><img src=a alt=b><figcaption>C</figcaption></figure>",
            "(figure; Picture:b; (caption; C))",
        ),
        (
            "<svg><title>T</title><path/></svg><svg><text>a</text><text>b</text></svg><svg><path/></svg>",
            "Picture:T; a; b",
        ),
        ("<a href=b><img src=a alt=c></a>", "Picture:c[->b]"),
    ] {
        assert_eq!(told(page), expected, "{page}");
    }
}

#[test]
fn links_tell_where_they_lead() {
    for (page, expected) in [
        ("<p>a <a href='b.html'>c</a><a href='b.html'>d</a>", "a |c[->b.html]|d[->b.html]"),
        (
            "x<a href='#%C5%BE'>c</a><p id=ž>Words <b>here</b><p>next",
            "x|c[->#Words here]; Words here; next",
        ),
        ("x<a href=#n>c</a><a name=n></a><p>Words", "x|c[->#Words]; Words"),
        (
            "x<a href=#gone>c</a> <a href=''>d</a> <a href=#top>e</a> <a>f</a>",
            "x|c[->]| |d[->]| |e[->#]| f",
        ),
        ("x<a href=b aria-label=N>c</a>", "x|N[->b]"),
        ("x<a href=b><h2>c</h2><p>d</p></a>", "x; h2 c[->b]; d[->b]"),
        (
            "<a href=#m>Skip</a><nav><a href=a>A</a></nav><main id=m>w</main>",
            "(navigation; Skip[->#w]); (navigation; A[->a]); w",
        ),
    ] {
        assert_eq!(told(page), expected, "{page}");
    }
}

#[test]
fn notes_are_called_by_their_numbers() {
    let page = "<p>a<sup><a id=r href=#n role=doc-noteref>1</a></sup></p><section role=doc-endnotes>\
        <h2>Notes</h2><ol><li id=n><p>Note</p><p><a href=#r role=doc-backlink aria-label='Back to 1'>\
        <span aria-hidden=true>x</span> 1</a></p></li><li>Two<ul><li>b</ul></ol></section>";
    let expected = "a|NoteReference:1[->#Note]; (notes; h2 Notes; (note 1; Note; \
        NoteReference:Back to 1[->#1]); (note 2; Two; (ul 1; (li; b))))";
    assert_eq!(told(page), expected);
    let epub = "<p>a<a epub:type='noteref' href='#n'>[2]</a></p><aside epub:type='footnote' id='n'>Note</aside>";
    assert_eq!(told(epub), "a|NoteReference:[2][->#Note]; (note 2; Note)");
}

#[test]
fn words_say_what_they_are_besides() {
    for (page, expected) in [
        ("<p lang=fr>a <i lang=en>b</i> <i lang=''>c</i>", "a [fr]|b[en]| [fr]|c"),
        (
            "<p>10<sup>6</sup> <del>x</del><s>y</s> <abbr title='North Sea'>NS</abbr>",
            "10|6[raised]| |xy[deleted]| |NS[=North Sea]",
        ),
        ("<p><q>a</q> <q>“b”</q> <q lang=de>c</q>", "“a” “b” |„c“[de]"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"),
        ("<p>a <math alttext='x squared'><msup><mi>x</mi></msup></math>", "a |Formula:x squared"),
        (
            "<math display=block><semantics><mi>x</mi><annotation>x^2</annotation></semantics></math>",
            "formula Formula:x^2",
        ),
        (
            "<p><math><mi>x</mi><mo>+</mo></math><p>a <code class=math>x_1</code>",
            "Formula:x +; a |Formula:x_1",
        ),
        ("<div class=math><code class=math>a\n+ b</code></div>", "formula Formula:a + b"),
    ] {
        assert_eq!(told(page), expected, "{page}");
    }
    let xml = "<html xmlns='http://www.w3.org/1999/xhtml'><body><p xml:lang='fr' lang='en'>a<a id='x'/>b</p></body></html>";
    assert_eq!(told_as(xml, Syntax::Xml), "ab[fr]");
    assert_eq!(told(xml), "ab[en]");
}

#[test]
fn groups_hold_what_belongs_together() {
    for (page, expected) in [
        ("<blockquote><p>a</blockquote>", "(quote; a)"),
        (
            "<main><aside>a</aside><div role=note>b</div></main><aside>c</aside>",
            "(aside; a); (aside; b); (complementary; c)",
        ),
        (
            "<header>a</header><article><header>b</header></article><footer>c</footer>",
            "(banner; a); b; (contentinfo; c)",
        ),
        (
            "<header><h1>a</h1></header><form role=search><input title=s></form>",
            "h1 a; (search; s)",
        ),
        ("<nav></nav><blockquote> </blockquote><figure><img alt=''></figure>", ""),
        (
            "<iframe title=a></iframe><video aria-label=b>c</video><audio><p>d</audio><canvas>e</canvas>",
            "a; b; d; e",
        ),
        (
            "a<label>Name <input value=Ann></label><button>Go</button><input type=submit value=Send>",
            "aName; Ann; Go; Send",
        ),
        ("<select aria-label=Pick><option>a<option selected>b</select>", "Pick b"),
    ] {
        assert_eq!(told(page), expected, "{page}");
    }
}

#[test]
fn no_nesting_loses_words() {
    for open in [
        "<div>",
        "<ul><li>",
        "<blockquote>",
        "<b><i>",
        "<table><tr><td>",
        "<span lang=a>",
        "<a href=b>",
        "<q>",
    ] {
        let text = told(&format!("{}one", open.repeat(5000)));
        assert!(text.contains("one"), "{open}");
    }
}
