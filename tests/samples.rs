//! The samples say what the project promises of them.

use serde_json::Value;

use crate::harness::{Dir, root};

fn document(name: &str) -> Value {
    let path = root().join("samples").join(name);
    let run = Dir::new().run(&["convert", path.to_str().unwrap(), "--to", "json", "-o", "-"]);
    run.exits(0);
    serde_json::from_str(&run.stdout).unwrap()
}

fn text(inlines: &Value) -> String {
    inlines
        .as_array()
        .into_iter()
        .flatten()
        .map(|i| i["text"].as_str().unwrap_or("").to_owned())
        .collect()
}

/// A web page as a browser saves it.
#[test]
fn the_saved_page_is_understood() {
    let document = document("ferry.html");
    let meta = &document["meta"];
    assert_eq!(meta["title"], "The ferry that runs on a rope");
    assert_eq!(meta["authors"], serde_json::json!(["Agnes Mowbray-Bell", "Jörg Überschär"]));
    assert_eq!(meta["date"], "2025-10-26T06:30:00+01:00");
    assert_eq!(meta["language"], "en-GB");
    assert_eq!(meta["publisher"], "The Tarn Post");
    assert_eq!(meta["source"], "https://tarnpost.example/2025/10/rope-ferry.html");
    let body = document["body"].as_array().unwrap();
    let of = |kind: &str| body.iter().filter(|b| b["type"] == kind).collect::<Vec<_>>();
    let headings: Vec<String> = of("heading").iter().map(|h| text(&h["content"])).collect();
    assert_eq!(headings, ["What it carried", "Who pulls", "The bridge that nobody wants", "Notes"]);
    let figures = of("figure");
    assert_eq!(figures.len(), 2);
    for (figure, credit) in
        figures.iter().zip(["Drawing: Jörg Überschär", "Source: Lower Tarn Ferry Society"])
    {
        assert_eq!(figure["image"]["alt"]["kind"], "authored");
        assert!(
            text(&figure["credit"]).ends_with(credit) || text(&figure["caption"]).ends_with(credit)
        );
    }
    let rows = of("table")[0]["rows"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[1][0]["heads"]), (5, &"row".into()));
    assert_eq!(of("quote")[0]["lang"], "de");
    assert!(text(&of("quote")[0]["attribution"]).starts_with("Heinrich Wolters"));
    assert_eq!(of("notes")[0]["notes"].as_array().unwrap().len(), 2);
    let kept = document["body"].to_string();
    for words in ["214 partners", "Boots for every river", "Cow refuses", "newsletter", "A. Heron"]
    {
        assert!(!kept.contains(words), "{words}");
    }
    let removed = document["removed"].to_string();
    for words in ["214 partners", "Boots for every river", "Cow refuses", "newsletter", "A. Heron"]
    {
        assert!(removed.contains(words), "{words}");
    }
}

/// The article that the project began with.
#[test]
fn the_kfor_article_is_understood() {
    let document = document("kfor-article.txt");
    let meta = &document["meta"];
    assert_eq!(
        meta["title"],
        "Success requires staying power: Extension of the KFOR mission in Kosovo"
    );
    assert_eq!(meta["date"], "2020-05-13");
    assert_eq!(meta["language"], "en");
    let body = document["body"].as_array().unwrap();
    let kinds: Vec<&str> = body.iter().map(|b| b["type"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "figure",
            "paragraph",
            "paragraph",
            "heading",
            "paragraph",
            "quote",
            "heading",
            "paragraph",
            "quote",
            "heading",
            "paragraph"
        ]
    );
    let figure = &body[0];
    assert!(figure["image"].is_null());
    assert!(text(&figure["caption"]).starts_with("The Bundeswehr mission continues to be needed"));
    assert_eq!(text(&figure["credit"]), "© KEYSTONE / dpa Picuture-Alliance");
    assert_eq!(body[1]["lead"], true);
    assert!(text(&body[1]["content"]).ends_with("as an anchor of stability in the Region."));
    let headings: Vec<String> =
        body.iter().filter(|b| b["type"] == "heading").map(|b| text(&b["content"])).collect();
    assert_eq!(
        headings,
        [
            "Reduced presence on the ground",
            "De-escalation and mediation",
            "Longest German mission abroad"
        ]
    );
    for (quote, start) in [(5, "We are feeling the tensions"), (8, "KFOR is needed as a guarantor")]
    {
        assert!(
            text(&body[quote]["attribution"])
                .starts_with("Foreign Minister Maas had the following to say")
        );
        assert!(text(&body[quote]["body"][0]["content"]).starts_with(start));
    }
    assert!(text(&body[7]["content"]).contains("Miroslav Lajčák"));
    let removed: Vec<&str> = document["removed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["text"].as_str().unwrap())
        .collect();
    for line in ["Welcome", "Keywords", "Top of page"] {
        assert!(removed.contains(&line), "{removed:?}");
    }

    // Every word of the source is in the document: in its metadata, its body, or what was removed.
    let source = std::fs::read_to_string(root().join("samples/kfor-article.txt")).unwrap();
    let kept = document.to_string();
    for word in source.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        assert!(kept.contains(word), "{word}");
    }
}
