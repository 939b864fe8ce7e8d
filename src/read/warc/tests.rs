//! Archives of our own making, sound and spoiled in every way.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use crate::read::resources::Resources as _;

const PAGE: &str = "http://a.example/page";

fn record(kind: &str, address: &str, more: &str, block: &[u8]) -> Vec<u8> {
    let mut head = format!("WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n");
    let _ = write!(head, "WARC-Date: 2020-05-13T10:15:00Z\r\n{more}");
    let _ = write!(head, "Content-Length: {}\r\n\r\n", block.len());
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn http(kind: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n{body}").into_bytes()
}

fn page(address: &str, body: &str) -> Vec<u8> {
    record("response", address, "", &http("text/html; charset=x", body))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// What a survey finds, told; and the archive, open.
fn survey(bytes: &[u8]) -> (Vec<String>, Vec<Found>, Opened) {
    let mut archive = Archive::of(Cursor::new(bytes.to_vec())).unwrap();
    let index = tempfile::tempfile().unwrap();
    let mut found = Vec::new();
    archive
        .survey(
            &index,
            || true,
            |one| {
                found.push(one);
                Ok(())
            },
        )
        .unwrap();
    let mut opened = Opened::of(archive, index).unwrap();
    let told = found.iter().map(|one| match one {
        Found::Page(page) => match opened.page(page.place, 1 << 20) {
            Ok(capture) => {
                let fault = if capture.fault.is_some() { " (damaged)" } else { "" };
                format!("{}: {}{fault}", page.address, String::from_utf8_lossy(&capture.bytes))
            }
            Err(why) => format!("{}: {why:?}", page.address),
        },
        Found::Damage { fact, .. } => format!("! {fact}"),
    });
    let told = told.collect();
    (told, found, opened)
}

fn told(bytes: &[u8]) -> Vec<String> {
    survey(bytes).0
}

fn three() -> [Vec<u8>; 3] {
    ["one", "two", "three"].map(|name| page(&format!("http://a.example/{name}"), name))
}

const THREE: [&str; 3] =
    ["http://a.example/one: one", "http://a.example/two: two", "http://a.example/three: three"];

#[test]
fn pages_are_found_however_the_archive_is_compressed() {
    let records = three();
    let plain = records.concat();
    let info = record("warcinfo", "", "", b"software: x");
    assert_eq!(told(&[info, plain.clone()].concat()), THREE);
    assert_eq!(told(&records.each_ref().map(|r| gzip(r)).concat()), THREE);
    assert_eq!(told(&gzip(&plain)), THREE);
    assert_eq!(
        told(&[&records[0][..], &gzip(&[&records[1][..], &records[2]].concat())].concat()),
        THREE
    );
    assert_eq!(told(b""), [""; 0]);
}

#[test]
fn only_pages_that_were_served_are_pages() {
    let other = |status: &str, kind: &str| {
        let block = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n<p>x");
        record("response", PAGE, "", block.as_bytes())
    };
    let xhtml =
        record("resource", "<http://a.example/x>", "Content-Type: application/xhtml+xml\r\n", b"x");
    let all = [
        other("404 Not Found", "text/html"),
        other("200 OK", "text/css"),
        other("200", "Text/HTML;charset=y"),
        record("request", PAGE, "", b"GET / HTTP/1.1\r\n\r\n"),
        record("metadata", PAGE, "Content-Type: text/html\r\n", b"x"),
        xhtml,
    ];
    assert_eq!(told(&all.concat()), [format!("{PAGE}: <p>x"), "http://a.example/x: x".into()]);
}

#[test]
fn whatever_is_cut_off_is_told_and_all_before_it_is_whole() {
    let records = three();
    for (bytes, ends) in [
        (records.concat(), records.each_ref().map(|r| r.len() - 4)),
        (records.each_ref().map(|r| gzip(r)).concat(), records.each_ref().map(|r| gzip(r).len())),
    ] {
        let mut begins = 0;
        let mut whole = 0;
        for cut in 0..bytes.len() {
            let told = told(&bytes[..cut]);
            if whole < 3 && cut >= begins + ends[whole] {
                begins += ends[whole] + if bytes[0] == b'W' { 4 } else { 0 };
                whole += 1;
            }
            let sound = told.iter().zip(THREE).take_while(|(told, name)| told == name).count();
            assert!(sound >= whole, "{cut}: {told:?}");
            let clean = cut == begins || whole > 0 && cut + 4 >= begins && cut < begins;
            assert!(clean || told.len() > whole, "{cut}: nothing is said: {told:?}");
        }
    }
}

#[test]
fn a_length_that_is_wrong_costs_its_record_alone() {
    let [one, two, three] = three();
    for wrong in ["0", "5", "49", "51", "200", "99999", "18446744073709551615", "-1", "x", ""] {
        let spoiled = String::from_utf8(two.clone()).unwrap();
        let (head, rest) = spoiled.split_once("Content-Length: ").unwrap();
        let spoiled = format!("{head}Content-Length: {wrong}{}", &rest[rest.find('\r').unwrap()..]);
        let plain = told(&[&one[..], spoiled.as_bytes(), &three].concat());
        assert_eq!(
            (plain[0].as_str(), plain.last().unwrap().as_str()),
            (THREE[0], THREE[2]),
            "{wrong}"
        );
        assert!(plain.len() > 2 && plain[1] != THREE[1], "{wrong}: {plain:?}");
        let packed = told(&[gzip(&one), gzip(spoiled.as_bytes()), gzip(&three)].concat());
        assert_eq!(
            (packed[0].as_str(), packed.last().unwrap().as_str()),
            (THREE[0], THREE[2]),
            "{wrong}"
        );
        assert!(packed.len() > 2 && packed[1] != THREE[1], "{wrong}: {packed:?}");
    }
}

#[test]
fn reading_goes_on_behind_what_is_damaged() {
    let [one, two, three] = three();
    let packed = gzip(&two);
    for at in 0..packed.len() {
        let mut spoiled = packed.clone();
        spoiled[at] ^= 0xFF;
        let told = told(&[gzip(&one), spoiled, gzip(&three)].concat());
        assert_eq!((told[0].as_str(), told.last().unwrap().as_str()), (THREE[0], THREE[2]), "{at}");
    }
    let rubbish = told(&[&one[..], b"rubbish\nWARC/1.x\n\0\xFF", &two, b"more", &three].concat());
    assert_eq!([&rubbish[0], &rubbish[2], &rubbish[4]], THREE);
    let endless = [&b"WARC/1.0\r\n"[..], &b"A: b\r\n".repeat(20_000), &one].concat();
    assert_eq!(told(&endless).last().unwrap(), THREE[0]);
}

#[test]
fn damage_in_damage_takes_no_longer_than_its_size() {
    // Each member holds the next one as it is, and none is whole.
    let mut nested = Vec::new();
    for _ in 0..2000 {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::none());
        encoder.write_all(b"WARC/1.0\r\n\r\n").unwrap();
        encoder.write_all(&nested).unwrap();
        nested = encoder.finish().unwrap();
        let end = nested.len() - 8;
        nested[end] ^= 0xFF;
    }
    let [_, _, three] = three();
    let size = nested.len();
    let told = told(&[nested, gzip(&three)].concat());
    assert_eq!(told.last().unwrap(), THREE[2]);
    assert!(told.len() < 200, "{} of {size} bytes", told.len());
}

#[test]
fn what_unpacks_to_far_more_than_it_is_is_given_up() {
    let [one, _, three] = three();
    let bomb = page("http://a.example/bomb", &" ".repeat(100 << 20));
    let told = told(&[gzip(&one), gzip(&bomb), gzip(&three)].concat());
    assert_eq!((told[0].as_str(), told.last().unwrap().as_str()), (THREE[0], THREE[2]));
    assert!(told[1].contains("TooLarge"), "{}", told[1]);
}

#[test]
fn revisits_lead_to_what_they_repeat() {
    let digest = "WARC-Payload-Digest: sha1:AB\r\n";
    let first = record("response", PAGE, digest, &http("text/html", "<p>the page"));
    let same = record("revisit", "http://a.example/again", digest, b"HTTP/1.1 200 OK\r\n\r\n");
    let of = format!("WARC-Refers-To-Target-URI: {PAGE}\r\n");
    let unchanged = record("revisit", PAGE, &of, b"HTTP/1.1 304 Not Modified\r\n\r\n");
    let lost = http("text/html", "");
    let lost =
        record("revisit", "http://a.example/lost", "WARC-Payload-Digest: sha1:CD\r\n", &lost);
    let again = "http://a.example/again: <p>the page";
    let page = format!("{PAGE}: <p>the page");
    assert_eq!(
        told(&[first, same, unchanged, lost].concat()),
        [&page, again, &page, "http://a.example/lost: Original"]
    );
}

#[test]
fn pictures_come_out_of_the_archive_by_address() {
    let redirect = b"HTTP/1.1 301 Moved\r\nLocation: /i/b.png\r\n\r\n";
    let round = b"HTTP/1.1 302 Found\r\nLocation: /round.png\r\n\r\n";
    let digest = "WARC-Payload-Digest: sha1:EF\r\n";
    let archive = [
        record("response", "https://a.example/i/a.png", "", &http("image/png", "before")),
        page(PAGE, "<img src=i/a.png>"),
        record("response", "http://a.example/old.png", "", redirect),
        record("response", "http://a.example/round.png", "", round),
        record("response", "http://a.example/i/b.png", digest, &http("image/png", "b")),
        record("revisit", "http://b.example/b.png", digest, b""),
        record("response", "http://a.example/i/a.png", "", &http("image/png", "after")),
        record("response", "http://a.example/none.png", "", b"HTTP/1.1 404 Not Found\r\n\r\n"),
    ];
    let (_, found, mut opened) = survey(&archive.concat());
    let Some(Found::Page(page)) = found.first() else { panic!("{found:?}") };
    let place = page.place;
    let captured = Captured::new(&mut opened, place, PAGE, page.date.as_deref(), Some("x"));
    assert_eq!(captured.captured(), Some("2020-05-13T10:15:00Z"));
    for (reference, bytes) in [
        ("i/a.png", "after"),
        ("//a.example/i/a.png#x", "after"),
        ("old.png", "b"),
        ("http://B.example/b.png", "b"),
    ] {
        assert_eq!(captured.load(reference).unwrap(), bytes.as_bytes(), "{reference}");
    }
    for none in ["none.png", "round.png", "i/a.png?x", "file:///etc/passwd", ""] {
        assert!(captured.load(none).is_err(), "{none}");
    }
}

#[test]
fn nonsense_is_told_and_what_is_found_is_there() {
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed >> 33).unwrap() % below.max(1)
    };
    let plain = three().concat();
    let packed: Vec<u8> = three().iter().flat_map(|r| gzip(r)).collect();
    let sound = [gzip(&plain), [&packed[..], &plain].concat(), plain, packed];
    for round in 0..2000 {
        let mut bytes = sound[round % sound.len()].clone();
        for _ in 0..=random(6) {
            let (at, from) = (random(bytes.len()), random(bytes.len()));
            let end = (at + random(40)).min(bytes.len());
            match random(4) {
                0 => bytes.truncate(at.max(1)),
                1 => drop(bytes.drain(at..end)),
                2 => drop(bytes.splice(from..from, bytes[at..end].to_vec())),
                _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << random(8)),
            }
        }
        let (told, found, _) = survey(&bytes);
        assert!(!told.iter().any(|told| told.contains("Absent")), "{round}: {told:?}");
        let mut places: Vec<Place> = found
            .iter()
            .map(|one| match one {
                Found::Page(page) => page.place,
                Found::Damage { place, .. } => *place,
            })
            .collect();
        places.sort();
        places.dedup();
        assert_eq!(places.len(), found.len(), "{round}: two at one place");
    }
}
