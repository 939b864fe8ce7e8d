//! Pages in, metadata out.

use crate::diagnostic::Findings;
use crate::model::Document;
use crate::read::page::{Options, read};
use crate::read::{Context, resources::Memory};
use crate::source::Source;

fn page(html: &str) -> (Document, Vec<String>) {
    let mut findings = Findings::default();
    let resources = Memory::default();
    let mut cx = Context { resources: &resources, findings: &mut findings };
    // What is the article is not for here to judge.
    let options = Options { keep_all: true, ..Options::default() };
    let document = read(&Source::new("a.html", html), &options, &mut cx);
    let differs = |f: &&crate::diagnostic::Finding| f.rule.id == "document/metadata-differs";
    (document, findings.iter().filter(differs).map(|f| f.message.clone()).collect())
}

const PROSE: &str = "<p>The mill by the river has stood empty for seventeen years, and nobody in \
    the village remembers who had the key when the last sack of flour was carried out of it on a Monday.";

#[test]
fn linked_data_come_before_the_head() {
    let (document, differs) = page(&format!(
        r##"<html lang="en_GB"><head><title>The empty mill | The Daily Leaf</title>
        <meta name="author" content="leafadmin">
        <meta property="og:title" content="The empty mill">
        <meta property="article:published_time" content="2021-04-05T23:30:00-0500">
        <meta name="keywords" content="mills, rivers, Mills">
        <link rel="canonical" href="https://leaf.example/mill?id=1">
        <script type="application/ld+json">
        {{"@context": "https://schema.org", "@graph": [
          {{"@type": "Person", "@id": "#p1", "name": "Jane Doe"}},
          {{"@type": ["NewsArticle"], "headline": "The empty mill", "alternativeHeadline": "A Monday",
            "datePublished": "2021-04-06T06:30:00.000+02:00", "dateModified": "2021-05-01",
            "author": [{{"@id": "#p1"}}, {{"@type": "Person", "name": "By John Roe"}},
                       {{"@type": "Organization", "name": "The Daily Leaf"}}],
            "publisher": {{"@type": "Organization", "name": "The Daily Leaf"}},
            "description": "Who had the key?&#8239;Nobody knows &amp; cares."}}]}}
        </script></head>
        <body><h1>The Empty Mill</h1><h2>A Monday</h2><p>By Jane Doe and John Roe<p>6 April 2021{PROSE}"##
    ));
    let meta = &document.meta;
    assert_eq!(meta.title.as_deref(), Some("The Empty Mill"));
    assert_eq!(meta.subtitle.as_deref(), Some("A Monday"));
    assert_eq!(meta.authors, ["Jane Doe", "John Roe"]);
    assert_eq!(meta.date.as_deref(), Some("2021-04-06T06:30:00+02:00"));
    assert_eq!(meta.language.as_ref().map(crate::text::Language::as_str), Some("en-GB"));
    assert_eq!(meta.publisher.as_deref(), Some("The Daily Leaf"));
    assert_eq!(meta.source.as_deref(), Some("https://leaf.example/mill?id=1"));
    assert_eq!(meta.description.as_deref(), Some("Who had the key? Nobody knows & cares."));
    assert_eq!(meta.keywords, ["mills", "rivers"]);
    assert_eq!(document.body.len(), 1, "{:?}", document.body);
    let removed: Vec<_> = document.removed.iter().map(|r| (&*r.text, &*r.reason)).collect();
    assert_eq!(removed, [("By Jane Doe and John Roe", "byline"), ("6 April 2021", "date line")]);
    assert!(differs.is_empty(), "{differs:?}");
}

#[test]
fn pages_without_linked_data_say_it_in_their_elements() {
    for (head, body, title, authors) in [
        ("<title>Site: The mill</title>", "<h1>Site</h1><h2>The mill</h2>", "The mill", ""),
        (
            "<title>The mill – Leaf</title><meta property='og:site_name' content='LEAF'>",
            "<p class='byline'>By Jane Doe</p>",
            "The mill",
            "Jane Doe",
        ),
        (
            "<meta name='DC.title' content='The mill'><meta name='DC.creator' content='Doe, Jane'>",
            "",
            "The mill",
            "Jane Doe",
        ),
        (
            "<title>Leaf</title>",
            "<div itemscope itemtype='http://schema.org/Article'><h2 itemprop='headline'>The mill</h2>
             <span itemprop='author' itemscope itemtype='http://schema.org/Person'>Written by
             <b itemprop='name'>Jane Doe</b></span><time itemprop='datePublished' datetime='2020-01-02'>today</time></div>",
            "The mill",
            "Jane Doe",
        ),
        ("<title>The mill</title>", "<div><a rel=author>Jane Doe</a></div>", "The mill", "Jane Doe"),
        ("<script type='application/ld+json'>{\"@type\": \"Article\", </script>", "<h1>The mill ¶</h1>", "The mill", ""),
        (
            "<script type='application/ld+json'>//<![CDATA[\n[{\"@type\": \"BlogPosting\", \"headline\": \"The\nmill\", \"author\": \"Jane Doe, John Roe\"}]\n//]]></script>",
            "",
            "The mill",
            "Jane Doe|John Roe",
        ),
    ] {
        let (document, differs) = page(&format!("{head}<body>{body}{PROSE}"));
        assert_eq!(document.meta.title.as_deref(), Some(title), "{head}");
        assert_eq!(document.meta.authors.join("|"), authors, "{head}");
        assert!(differs.is_empty(), "{differs:?}");
    }
}

#[test]
fn lines_below_the_title_speak_where_nothing_else_does() {
    let (document, _) = page(&format!(
        "<title>A</title><header><p>1 January 2030<h1>A</h1><div>Menu<script>x</script></div>
        <p>on <span>March 10, 2015</span> by <a>Jane Doe</a></header>{PROSE}<p>By John Roe<p>2 May 2016"
    ));
    assert_eq!(document.meta.date.as_deref(), Some("2015-03-10"));
    assert_eq!(document.meta.authors, ["Jane Doe"]);
}

#[test]
fn who_made_a_picture_is_no_author() {
    let (document, _) = page(&format!(
        "<title>A</title><h1>A</h1>{PROSE}<figure><img src=a.png alt=x><figcaption>By the river.
        <b itemprop=author>Jane Doe</b><i class=byline>John Roe</i></figcaption></figure>"
    ));
    assert!(document.meta.authors.is_empty(), "{:?}", document.meta.authors);
}

#[test]
fn comments_and_accounts_are_no_authors() {
    let (document, _) = page(&format!(
        "<title>A</title><meta name=author content='https://leaf.example/jane'>
        <meta name='twitter:creator' content='@leaf'><h1>A</h1>{PROSE}
        <ul><li><ul><li><p class=author>Some Body</p></ul><li><ul><li><p class=author>Other Body</p></ul></ul>
        <time class=published datetime=2020-02-30>"
    ));
    assert_eq!(document.meta.authors, ["Some Body"]);
    assert_eq!(document.meta.date, None);
}

#[test]
fn what_does_not_agree_is_said() {
    let (document, differs) = page(&format!(
        r#"<meta property="og:title" content="Ten mills you must see">
        <meta property="article:published_time" content="2021-04-05">
        <script type="application/ld+json">{{"@type": "Article", "datePublished": "2020-04-05"}}</script>
        <h1>The empty mill</h1>{PROSE}"#
    ));
    assert_eq!(document.meta.title.as_deref(), Some("Ten mills you must see"));
    assert_eq!(document.body.len(), 2, "the heading stays");
    assert_eq!(differs.len(), 2, "{differs:?}");
}

#[test]
fn a_heading_of_the_title_leaves_its_picture_and_its_place() {
    let (document, _) = page(&format!(
        "<title>The mill</title><h1 id=top><a name=x></a>The mill <img src=a.png alt=''></h1>{PROSE}<h2>The mill</h2><p>Below."
    ));
    assert_eq!(document.body.len(), 4, "picture, prose, heading, words");
    assert!(document.body[0].at.anchor.is_some() || document.body[1].at.anchor.is_some());
}

#[test]
fn a_standfirst_is_no_subtitle() {
    let said = |name: &str| {
        let (document, _) = page(&format!(
            r#"<script type="application/ld+json">{{"@type": "Article", "headline": "The empty mill",
            "alternativeHeadline": "Who had the key to the mill on Monday?"}}</script>
            <h1>The empty mill</h1><p class={name}>Who had the key to the mill on Monday?</p>{PROSE}"#
        ));
        (document.meta.subtitle.is_some(), document.body.len())
    };
    assert_eq!(said("dek"), (false, 2));
    assert_eq!(said("article__subtitle"), (true, 1));
}
