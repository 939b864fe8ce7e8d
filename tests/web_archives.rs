//! Web archives from end to end: pages are articles with their pictures, addresses and dates; damage is
//! told and costs nothing else; a rerun does only what is new.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use zip::write::SimpleFileOptions;

use crate::harness::{Dir, root};

fn record(kind: &str, address: &str, date: &str, block: &[u8]) -> Vec<u8> {
    let mut head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n");
    let _ = write!(head, "WARC-Date: {date}\r\nWARC-Record-ID: <urn:uuid:0>\r\n");
    let _ = write!(head, "Content-Type: application/http; msgtype=response\r\n");
    let _ = write!(head, "Content-Length: {}\r\n\r\n", block.len());
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(address: &str, kind: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n");
    record("response", address, "2020-05-13T10:15:00Z", &[head.as_bytes(), body].concat())
}

fn page(title: &str, more: &str) -> String {
    let sentence =
        "The mill at the river was built of oak and stone by people whom nobody remembers. ";
    let prose = sentence.repeat(6);
    format!(
        "<!DOCTYPE html><html lang=en><title>{title}</title><body><nav><a href=/>Home</a></nav>\
         <article><h1>{title}</h1><p>{prose}</p>{more}<p>{prose}</p></article></body></html>"
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The records of a small crawl.
fn crawl() -> Vec<Vec<u8>> {
    let picture = std::fs::read(root().join("samples/pictures/humidity.png")).unwrap();
    let more = "<p><img src='../i/hum%20id.png' alt='A chart'>, <img src='/gone.png' alt='Gone'></p>\
                <p>See <a href='other.html'>the other page</a>.</p>";
    let chunked = page("In chunks", "");
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\
         Content-Encoding: gzip\r\n\r\n{:x}\r\n",
        gzip(chunked.as_bytes()).len()
    )
    .into_bytes()
    .into_iter()
    .chain(gzip(page("In chunks", "").as_bytes()))
    .chain(*b"\r\n0\r\n\r\n")
    .collect::<Vec<u8>>();
    let czech = page("Mlýn u řeky", "").replace('ý', "\u{1}").replace('ř', "\u{2}").into_bytes();
    let czech: Vec<u8> = czech
        .into_iter()
        .map(|byte| match byte {
            1 => 0xFD,
            2 => 0xF8,
            other => other,
        })
        .collect();
    let time = "<time datetime='2019-01-02' itemprop='datePublished'>2 January 2019</time>";
    vec![
        record("warcinfo", "", "2020-05-13T10:15:00Z", b"software: x\r\n"),
        response(
            "https://leaf.example/news/mill.html",
            "text/html",
            page("The mill", more).as_bytes(),
        ),
        response("https://leaf.example/i/hum%20id.png", "image/png", &picture),
        response("https://leaf.example/", "text/html", page("A dated page", time).as_bytes()),
        record("response", "https://leaf.example/chunks", "2020-05-13T10:15:00Z", &chunked),
        response("http://mlyn.example/a?b=c", "text/html; charset=windows-1250", &czech),
        response("https://leaf.example/style.css", "text/css", b"p {}"),
    ]
}

/// What the journal says, by source.
fn journal(dir: &Dir) -> BTreeMap<String, Value> {
    let text = dir.text("out/manifest.jsonl");
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.map(|line| (line["source"].as_str().unwrap().to_owned(), line)).collect()
}

/// Every file below a folder with its bytes.
fn all(dir: &Dir, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![dir.path().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir.path()).unwrap().to_string_lossy().into_owned();
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    files
}

#[test]
fn each_page_is_an_article_with_its_pictures() {
    let dir = Dir::new();
    dir.write("crawl.warc.gz", crawl().iter().map(|r| gzip(r)).collect::<Vec<_>>().concat());
    dir.run(&["convert", "crawl.warc.gz", "--to", "json,html", "-o", "out"]).exits(0);
    let names: Vec<String> =
        all(&dir, "out").into_keys().filter(|n| n.ends_with(".json")).collect();
    assert_eq!(names.len(), 4, "{names:?}");
    let mill: Value =
        serde_json::from_str(&dir.text("out/crawl/leaf.example/news/mill.json")).unwrap();
    assert_eq!(mill["meta"]["title"], "The mill");
    assert_eq!(mill["meta"]["source"], "https://leaf.example/news/mill.html");
    assert_eq!(mill["meta"]["date"], "2020-05-13T10:15:00Z");
    let html = dir.text("out/crawl/leaf.example/news/mill.html");
    assert!(html.contains("src=\"data:image/png;base64,"), "{html}");
    assert!(html.contains("href=\"https://leaf.example/news/other.html\""), "{html}");
    let dated = dir.text("out/crawl/leaf.example/index.json");
    assert!(dated.contains("\"date\": \"2019-01-02\""), "{dated}");
    assert!(dir.text("out/crawl/leaf.example/chunks.json").contains("In chunks"));
    let czech = names.iter().find(|name| name.contains("mlyn.example/a_b=c~")).unwrap();
    assert!(dir.text(czech).contains("Mlýn u řeky"));

    let journal = journal(&dir);
    let (name, mill) =
        journal.iter().find(|(_, line)| line.to_string().contains("mill.html")).unwrap();
    assert!(name.starts_with("crawl.warc.gz#"), "{name}");
    assert_eq!(mill["captured"]["address"], "https://leaf.example/news/mill.html");
    assert_eq!(mill["captured"]["date"], "2020-05-13T10:15:00Z");
    let rules: Vec<&str> =
        mill["findings"].as_array().unwrap().iter().map(|f| f["rule"].as_str().unwrap()).collect();
    assert!(
        rules.contains(&"warc/capture-date") && rules.contains(&"image/not-found"),
        "{rules:?}"
    );
    assert!(!dir.files("out").iter().any(|name| name.ends_with(".partial")));
}

#[test]
fn the_same_pages_come_out_however_they_are_packed() {
    let records = crawl();
    let packed: Vec<u8> = records.iter().flat_map(|r| gzip(r)).collect();
    let zipped = |stored: bool| {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let method =
            if stored { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method);
        let (first, second) = records.split_at(2);
        for (name, part) in [("archive/b.warc.gz", second), ("archive/a.warc.gz", first)] {
            zip.start_file(name, options).unwrap();
            zip.write_all(&part.iter().flat_map(|r| gzip(r)).collect::<Vec<u8>>()).unwrap();
        }
        zip.start_file("datapackage.json", options).unwrap();
        zip.write_all(b"{}").unwrap();
        zip.finish().unwrap().into_inner()
    };
    let mut outputs: Vec<BTreeMap<String, Vec<u8>>> = Vec::new();
    for (name, bytes) in [
        ("crawl.warc", records.concat()),
        ("crawl.warc.gz", packed.clone()),
        ("crawl.warc.gz", gzip(&records.concat())),
        ("crawl.wacz", zipped(true)),
        ("crawl.wacz", zipped(false)),
        // Told by what it is.
        ("crawl", packed),
        ("crawl.zip", zipped(true)),
    ] {
        let dir = Dir::new();
        dir.write(name, bytes);
        dir.run(&["convert", name, "--to", "html", "-o", "out"]).exits(0);
        let mut files = all(&dir, "out");
        let manifest = String::from_utf8(files.remove("out/manifest.jsonl").unwrap()).unwrap();
        assert!(!name.ends_with("cz") || manifest.contains("crawl.wacz!archive/b.warc.gz#"));
        outputs.push(files);
    }
    assert_eq!(outputs[0].len(), 4);
    for other in &outputs[1..] {
        assert!(*other == outputs[0], "{:?}", other.keys());
    }
}

#[test]
fn damage_costs_nothing_but_what_is_damaged() {
    let mut records = crawl();
    let broken = records[3].len() / 2;
    records[3].truncate(broken);
    let mut packed: Vec<Vec<u8>> = records.iter().map(|r| gzip(r)).collect();
    let middle = packed[4].len() / 2;
    packed[4][middle] ^= 0xFF;
    let dir = Dir::new();
    dir.write("a/crawl.warc", records.concat());
    dir.write("a/crawl.warc.gz", packed.concat());
    dir.write("a/empty.warc", "");
    dir.write("a/no.wacz", "no zip");
    dir.write("a/article.md", "---\ntitle: x\nlang: en\n---\n\nAn article.\n");
    let run = dir.run(&["convert", "a", "--to", "txt", "-o", "out"]);
    run.exits(2);
    assert!(run.stderr.contains("warc/damaged"), "{}", run.stderr);
    let files = all(&dir, "out");
    for archive in ["crawl.warc", "crawl.warc.gz"] {
        assert!(
            files.contains_key(&format!("out/{archive}/leaf.example/news/mill.txt")),
            "{files:?}"
        );
        assert!(files.keys().any(|n| n.contains(&format!("{archive}/mlyn.example/"))));
        // As far as it goes.
        let cut = dir.text(&format!("out/{archive}/leaf.example/index.txt"));
        assert!(cut.contains("The mill at the river"), "{cut}");
    }
    assert!(files.contains_key("out/article.txt"));
    let journal = journal(&dir);
    for name in ["empty.warc", "no.wacz"] {
        assert_eq!(journal[name]["status"], "failed", "{name}");
    }
}

#[test]
fn a_rerun_does_only_what_is_new() {
    let dir = Dir::new();
    let records = crawl();
    let arguments = ["convert", "crawl.warc", "--to", "txt", "-o", "out"];
    dir.write("crawl.warc", records[..3].concat());
    dir.run(&arguments).exits(0);
    let made = "out/crawl/leaf.example/news/mill.txt";
    let first = std::fs::metadata(dir.path().join(made)).unwrap().modified().unwrap();
    dir.write("crawl.warc", records.concat());
    dir.run(&arguments).exits(0);
    let again = std::fs::metadata(dir.path().join(made)).unwrap().modified().unwrap();
    assert_eq!(first, again);
    assert_eq!(journal(&dir).len(), 4);
    // The same words, captured at another time.
    let later = records.concat();
    let later =
        String::from_utf8_lossy(&later[..600]).replace("2020-05-13", "2021-05-13").into_bytes();
    dir.write("crawl.warc", [&later[..600], &records.concat()[600..]].concat());
    dir.run(&arguments).exits(0);
    let last = std::fs::metadata(dir.path().join(made)).unwrap().modified().unwrap();
    assert!(last > again && dir.text(made).contains("2021"), "{}", dir.text(made));
}

#[test]
fn an_archive_that_ends_anywhere_is_converted_as_far_as_it_goes() {
    let bytes: Vec<u8> = crawl().iter().flat_map(|r| gzip(r)).collect();
    for part in 1..8 {
        let dir = Dir::new();
        dir.write("crawl.warc.gz", &bytes[..bytes.len() * part / 8]);
        let run = dir.run(&["convert", "crawl.warc.gz", "--to", "txt", "-o", "out"]);
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        assert!(journal(&dir).len() <= 5);
    }
}
