//! Bad pages: broken, deep, huge, mislabelled, or asking for what they must not have. The words arrive,
//! a finding says what was wrong, and nothing is fetched, run or repeated without end.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::harness::{Dir, Run};

/// What makes a page an article, and not a list of links.
const PROSE: &str = "<p>The mill by the river has stood empty for seventeen years, and nobody in the \
    village remembers who had the key when the last sack of flour was carried out on a Monday.</p>\n\
    <p>Now the roof is going, slate by slate, and the council, which never wanted to own a mill, has to \
    say before the winter whether it will mend it or let the river have what is left of it.</p>\n";

fn page(body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=en><head><title>The empty mill</title></head>\n<body><article>\n\
         <h1>The empty mill</h1>\n{PROSE}{body}</article></body></html>\n"
    )
}

/// Converts a page in a folder of its own; gives the plain text with it.
#[track_caller]
fn converted(name: &str, bytes: impl AsRef<[u8]>) -> (Run, String) {
    let dir = Dir::new();
    dir.write(name, bytes);
    convert(&dir, name)
}

#[track_caller]
fn convert(dir: &Dir, name: &str) -> (Run, String) {
    let run = dir.run(&["convert", name, "--to", "txt,epub,json", "-o", "out"]);
    assert!(matches!(run.status, Some(0 | 1)), "{}", run.stderr);
    assert!(!run.stderr.contains("panic"), "{}", run.stderr);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let text = dir.text(&format!("out/{stem}.txt"));
    assert!(text.contains("The empty mill") && text.contains("slate by slate"), "{text}");
    (run, text)
}

#[test]
fn broken_markup_swallows_nothing() {
    for broken in [
        "<p>Before <b><i>bold</b> between <a href='x'>a link <div>a block</a></div><p>The last words.",
        "<table><tr><td>Before<table><p>between</table>The last words.",
        "<ul><li>Before<ol><li>between</ul>The last words.",
        "</p></div></section><p>Before between The last words.",
        "<h2>Before<h3>between</h2><p>The last words.",
        "<figure><figcaption>Before between<p>The last words.",
        "<svg><g><p>Before between</svg><p>The last words.",
        "<select><option>x</select><p>Before between <! bogus > <p>The last words.",
        "<p title='>Before'>Before between <<b>The last words.",
    ] {
        let (_, text) = converted("a.html", page(broken));
        assert!(text.contains("Before") && text.contains("The last words."), "{broken}\n{text}");
    }
    let whole = page("<p>The last words.</p>");
    let (_, text) = converted("a.html", &whole[..whole.find("words.</p>").unwrap() + 6]);
    assert!(text.contains("The last words."), "a page that was cut off\n{text}");
}

#[test]
fn bytes_are_believed_before_what_the_page_says_of_them() {
    let czech = "<p>Lajčák řekl, že příští týden přijede do Žiliny a že kůň úpěl.</p>";
    let (windows, _, _) = encoding_rs::WINDOWS_1250.encode(czech);
    let around = |meta: &str, czech: &[u8]| {
        let (start, end) = (format!("{meta}{}", page("")), "</article>");
        let at = start.find(end).unwrap();
        [&start.as_bytes()[..at], czech, &start.as_bytes()[at..]].concat()
    };
    for (meta, bytes, said) in [
        ("<meta charset=utf-8>", &*windows, true),
        ("<meta charset=windows-1250>", &*windows, false),
        ("<?xml version='1.0' encoding='windows-1250'?>", &*windows, false),
        ("", &*windows, true),
        ("<meta charset=iso-8859-1>", czech.as_bytes(), true),
        ("", czech.as_bytes(), false),
    ] {
        let (run, text) = converted("a.html", around(meta, bytes));
        assert!(text.contains("Lajčák řekl") && text.contains("kůň"), "{meta}\n{text}");
        assert_eq!(run.rules().contains(&"input/encoding-guessed"), said, "{meta} {}", run.stderr);
    }
    let dir = Dir::new();
    dir.write("a.html", around("<meta charset=utf-8>", &windows));
    let said =
        dir.run(&["convert", "a.html", "--encoding", "iso-8859-1", "--to", "txt", "-o", "-"]);
    assert!(said.stdout.contains("Laj\u{E8}\u{E1}k"), "the user's word counts most");
}

#[test]
fn formats_are_told_by_content() {
    let (run, _) = converted("a.txt", page(""));
    assert!(run.rules().contains(&"input/format-sniffed"), "{}", run.stderr);
    let (run, _) = converted("page", page(""));
    assert!(!run.rules().contains(&"input/format-sniffed"), "{}", run.stderr);
    let (_, text) = converted("piece.txt", format!("<h1>The empty mill</h1>{PROSE}"));
    assert!(!text.contains("<p>"), "{text}");
    let plain = "The empty mill\n\nThe roof is going, slate by slate, & 1 < 2.\n";
    let (run, text) = converted("a.html", plain);
    assert!(run.rules().contains(&"input/format-sniffed"), "{}", run.stderr);
    assert!(text.contains("& 1 < 2"), "{text}");
}

#[test]
fn what_is_deep_or_large_takes_its_time_and_no_more() {
    let many = |n: usize, piece: &str| piece.repeat(n);
    let attributes: String = (0..50_000).fold(String::new(), |mut out, n| {
        let _ = write!(out, " a{n}=b");
        out
    });
    let open: String = (0..30_000).fold(String::new(), |mut out, n| {
        let _ = write!(out, "<p><b id=b{n}>x");
        out
    });
    for (what, body) in [
        ("nested", format!("{}the deep word", many(100_000, "<div>"))),
        (
            "nested and closed",
            format!("{}the deep word{}", many(100_000, "<div>"), many(100_000, "</div>")),
        ),
        (
            "nested spans",
            format!("{}the deep word{}", many(100_000, "<span>"), many(100_000, "</span>")),
        ),
        ("nested lists", format!("{}the deep word", many(50_000, "<ul><li>"))),
        ("nested tables", format!("{}the deep word", many(30_000, "<table><tr><td>"))),
        ("nested quotes", format!("{}the deep word", many(50_000, "<blockquote>"))),
        ("never closed", format!("{open}<p>the deep word")),
        ("adopted", format!("{}<p>the deep word", many(30_000, "<a href=x><div>"))),
        ("attributes", format!("<p{attributes}>the deep word")),
        ("stray ends", format!("{}<p>the deep word", many(100_000, "</i></b></li>"))),
        ("one line", format!("<p>{}the deep word", many(200_000, "many words "))),
        ("entities", format!("<p>{}the deep word", many(200_000, "&amp;&notit;"))),
    ] {
        let dir = Dir::new();
        dir.write("a.html", page(&body));
        let start = Instant::now();
        let run = dir.run(&["convert", "a.html", "--keep-all", "--to", "txt", "-o", "-"]);
        // A debug build on a busy machine; what is not linear takes minutes.
        assert!(start.elapsed() < Duration::from_secs(40), "{what}: {:?}", start.elapsed());
        assert!(matches!(run.status, Some(0 | 1)), "{what}: {}", run.stderr);
        assert!(run.stdout.contains("the deep word"), "{what}");
        // Sixty-four tables without headers may each be said to have none.
        assert!(run.rules().len() < 80, "{what}: said {} times", run.rules().len());
    }
}

#[test]
fn entities_that_a_page_declares_are_not_expanded() {
    let mut bomb = String::from("<?xml version='1.0'?>\n<!DOCTYPE html [\n<!ENTITY e0 'ha'>\n");
    for n in 1..40 {
        let _ = writeln!(bomb, "<!ENTITY e{n} '&e{0};&e{0};&e{0};&e{0};'>", n - 1);
    }
    let _ = write!(
        bomb,
        "]>\n{}",
        page("<p>It says &e39; and caf&eacute;.</p>").replace("<!DOCTYPE html>", "")
    );
    let (_, text) = converted("a.xhtml", bomb);
    assert!(text.contains("It says &e39; and café."), "{text}");
}

#[test]
fn nothing_is_fetched_and_nothing_outside_is_read() {
    let dir = Dir::new();
    dir.write("secret.png", "secret");
    let mut body = String::from(
        "<base href='https://elsewhere.example/x/'>\n<script>document.write('run')</script>\n",
    );
    let names = [
        "file:///etc/passwd",
        "http://127.0.0.1:9/a.png",
        "//host.example/b.png",
        "../secret.png",
        "/etc/hostname",
    ];
    for name in names {
        let _ = writeln!(body, "<p><img src='{name}' alt='What {name} shows'></p>");
    }
    body.push_str("<p>See <a href='other.html'>the other page</a>.</p>");
    dir.write("in/a.html", page(&body));
    let run = dir.run(&["convert", "in/a.html", "--keep-all", "--to", "html", "-o", "out"]);
    run.exits(0);
    for name in names {
        assert!(run.stderr.contains(&format!("`{name}`")), "{name}: {}", run.stderr);
    }
    let html = dir.text("out/a.html");
    assert!(html.contains("What file:///etc/passwd shows") && !html.contains("root:"));
    assert!(html.contains("href=\"https://elsewhere.example/x/other.html\""), "{html}");
    assert!(!html.contains("document.write") && !html.contains("secret\""));
}

#[test]
fn names_used_twice_and_places_that_are_not_there() {
    let (run, _) = converted(
        "a.html",
        page(
            "<h2 id=same>One</h2><p id=same>First <a href='#same'>link</a>.</p><h2 id=same>Two</h2>
             <p>Second <a href='#gone'>link to nowhere</a>.</p>",
        ),
    );
    assert!(run.rules().contains(&"link/dangling"), "{}", run.stderr);
    assert!(run.stderr.contains("`gone`"), "{}", run.stderr);
}
