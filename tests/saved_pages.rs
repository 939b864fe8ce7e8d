//! Pages as browsers save them: with a folder of files beside them, or in one archive. Their pictures
//! are found, their links lead where they led, and what they say of themselves is known.

use serde_json::Value;

use crate::harness::{Dir, root};

const PROSE: &str = "<p>The mill by the river has stood empty for seventeen years, and nobody in the \
    village remembers who had the key when the last sack of flour was carried out on a Monday.</p>\n\
    <p>Now the roof is going, slate by slate, and the council, which never wanted to own a mill, has to \
    say before the winter whether it will mend it or let the river have what is left of it.</p>\n";

fn picture() -> Vec<u8> {
    std::fs::read(root().join("tests/cases/document/figures/blue.png")).unwrap()
}

/// The document that a page becomes, and the ids of what was found.
#[track_caller]
fn document(dir: &Dir, name: &str) -> (Value, Vec<String>) {
    let run = dir.run(&["convert", name, "--to", "json", "-o", "-"]);
    run.exits(0);
    let found = run.rules().iter().map(|&rule| rule.to_owned()).collect();
    (serde_json::from_str(&run.stdout).unwrap(), found)
}

/// The paths of the pictures of a document, in order.
fn pictures(value: &Value) -> Vec<String> {
    match value {
        Value::Object(node) => {
            let own = node.get("path").and_then(Value::as_str).map(str::to_owned);
            own.into_iter().chain(node.values().flat_map(pictures)).collect()
        }
        Value::Array(items) => items.iter().flat_map(pictures).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn pictures_are_found_in_the_folder_beside_the_page() {
    for (folder, reference) in [
        ("The mill_files", "./The%20mill_files/roof.png"),
        ("Žilina_files", "./%C5%BDilina_files/roof.png"),
        ("Z\u{30C}ilina_files", "Žilina_files/roof.png"),
        ("Die Mühle-Dateien", "Die Mühle-Dateien/roof.png"),
        ("100%25_files", "100%25_files/roof.png"),
    ] {
        let dir = Dir::new();
        dir.write(&format!("{folder}/roof.png"), picture());
        dir.write("a.html", format!(
            "<!DOCTYPE html><html lang=en><title>The mill</title><article><h1>The mill</h1>{PROSE}
             <figure><img src=\"{reference}\" alt='The roof'><figcaption>The roof in May.</figcaption></figure>{PROSE}"
        ));
        let (json, found) = document(&dir, "a.html");
        assert!(!found.iter().any(|rule| rule.starts_with("image/")), "{reference}: {found:?}");
        assert_eq!(pictures(&json).len(), 1, "{reference}");
    }
}

#[test]
fn a_page_in_an_archive_brings_its_pictures() {
    use base64::Engine as _;
    let picture = base64::engine::general_purpose::STANDARD.encode(picture());
    let html = format!(
        "<!DOCTYPE html><html lang=3D\"en\"><head><meta charset=3D\"windows-1250\"><title>The mill</title></head>\r\n\
         <body><article><h1>The mill</h1>{}\r\n<p>Laj=E8=E1k <a href=3D\"https://leaf.example/a/mill.html#roof\">went</a>\
         <a href=3D\"../b.html\">on</a>.</p>\r\n<figure id=3D\"roof\"><img src=3D\"../i/roof.png\" alt=3D\"The roof\">\
         <figcaption>The roof in May.</figcaption></figure>\r\n<figure><img src=3D\"cid:door@leaf\" alt=3D\"The door\">\
         <figcaption>The door in June.</figcaption></figure>{}</article></body></html>",
        PROSE.replace('\n', "\r\n"),
        PROSE.replace('\n', "\r\n"),
    );
    let part = |name: &str| {
        format!(
            "------b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n{name}\r\n\r\n{picture}\r\n\r\n"
        )
    };
    let archive = format!(
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://leaf.example/a/mill.html\r\n\
         Subject: The mill\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\";\r\n boundary=\"----b\"\r\n\r\n\r\n\
         ------b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\
         Content-Location: https://leaf.example/a/mill.html\r\n\r\n{html}\r\n\r\n{}{}------b--\r\n",
        part("Content-Location: https://leaf.example/i/roof.png"),
        part("Content-ID: <door@leaf>"),
    );
    // Whatever it is called.
    for name in ["a.mhtml", "a.mht", "a.html", "a.txt", "a"] {
        let dir = Dir::new();
        dir.write(name, &archive);
        let (json, found) = document(&dir, name);
        assert!(found.is_empty(), "{name}: {found:?}");
        assert_eq!(json["meta"]["title"], "The mill", "{name}");
        assert_eq!(json["meta"]["source"], "https://leaf.example/a/mill.html");
        assert_eq!(pictures(&json).len(), 2);
        let text = json.to_string();
        assert!(text.contains("Lajčák") && text.contains("\"to\":\"roof\""), "{text}");
        assert!(text.contains("https://leaf.example/b.html"), "{text}");
    }
}

#[test]
fn the_title_stands_once_and_the_byline_in_the_metadata() {
    let dir = Dir::new();
    dir.write("a.html", format!(
        "<!-- saved from url=(0031)https://leaf.example/a/mill.html -->
         <html lang=en><head><title>The empty mill | The Daily Leaf</title>
         <meta property='og:site_name' content='The Daily Leaf'></head><body><article>
         <h1>The empty mill</h1><p class=byline>By Jane Doe and John Roe</p><p>5 May 2020</p>{PROSE}{PROSE}"
    ));
    let (json, _) = document(&dir, "a.html");
    let meta = &json["meta"];
    assert_eq!(meta["title"], "The empty mill");
    assert_eq!(meta["authors"], serde_json::json!(["Jane Doe", "John Roe"]));
    assert_eq!(
        (&meta["date"], &meta["publisher"]),
        (&"2020-05-05".into(), &"The Daily Leaf".into())
    );
    assert_eq!(meta["source"], "https://leaf.example/a/mill.html");
    assert!(!json["body"].to_string().contains("The empty mill"), "{json}");
}
