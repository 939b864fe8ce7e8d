//! Runs over whole archives with the real program: mirrored, resumed, killed, refused, verified; and files
//! of every bad kind among the good.

#[path = "bench/articles.rs"]
mod articles;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant, SystemTime};

use articles::Chance;

use crate::harness::Dir;

/// Every file below a folder with its bytes; journals without what depends on the clock.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        // A killed run may not have made it, and its processes may still be clearing up.
        for entry in fs::read_dir(&inner).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            let Ok(mut bytes) = fs::read(&path) else { continue };
            if name == "manifest.jsonl" {
                bytes = records(&bytes)
                    .iter()
                    .map(|r| format!("{r}\n"))
                    .collect::<String>()
                    .into_bytes();
            }
            out.insert(name, bytes);
        }
    }
    out
}

/// The records of a journal, without what depends on the clock.
fn records(bytes: &[u8]) -> Vec<serde_json::Value> {
    let mut out: Vec<serde_json::Value> = String::from_utf8_lossy(bytes)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for record in &mut out {
        let record = record.as_object_mut().unwrap();
        record.remove("seconds");
        record.remove("converted");
    }
    out
}

fn journal(dir: &Dir) -> Vec<serde_json::Value> {
    records(&dir.read("out/manifest.jsonl"))
}

fn start(dir: &Dir, arguments: &[&str]) -> Child {
    dir.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn an_archive_is_mirrored_and_a_rerun_does_only_what_is_new() {
    let dir = Dir::new();
    articles::write(&dir.path().join("in"), 6).unwrap();
    dir.write("in/b.md", "# Bee\n\nText of a bee.\n");
    dir.write(
        "in/b.html",
        "<!DOCTYPE html><html lang=en><title>B</title><h1>Bee</h1><p>Another bee and more.",
    );
    dir.write("in/.altformignore", "left-out/\n");
    dir.write("in/left-out/x.md", "# X\n\nNot here.\n");
    dir.run(&["convert", "in", "-o", "out", "--exclude", "*-000005.*"]).exits(0);
    let all = files(&dir.path().join("out"));
    for name in [
        "b.md.pdf",
        "b.html.pdf",
        "0000/article-000000.txt",
        "0000/article-000001.epub",
        "manifest.jsonl",
    ] {
        assert!(all.contains_key(name), "{name}: {:?}", all.keys());
    }
    assert!(!all.keys().any(|name| name.contains("left-out") || name.contains("000005")));
    assert!(
        !all.keys().any(|name| name.contains("partial") || name.contains("lock")),
        "{:?}",
        all.keys()
    );

    let times = || -> BTreeMap<PathBuf, SystemTime> {
        let names =
            files(&dir.path().join("out")).into_keys().filter(|name| name != "manifest.jsonl");
        let paths = names.map(|name| dir.path().join("out").join(name));
        paths.map(|path| (path.clone(), fs::metadata(path).unwrap().modified().unwrap())).collect()
    };
    let before = times();
    dir.run(&["convert", "in", "-o", "out", "--exclude", "*-000005.*"]).exits(0);
    assert_eq!(times(), before);
    dir.write("in/b.md", "# Bee\n\nText of two bees.\n");
    // The same words at another time are the same.
    let same = dir.read("in/0000/article-000000.txt");
    dir.write("in/0000/article-000000.txt", same);
    dir.run(&["convert", "in", "-o", "out", "--exclude", "*-000005.*"]).exits(0);
    let changed: Vec<_> = times()
        .into_iter()
        .filter(|(path, time)| before.get(path) != Some(time))
        .map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(changed, ["b.md.epub", "b.md.html", "b.md.pdf", "b.md.txt"]);
    // A picture that changed is a change, and so are options.
    let picture = image_of_another_size();
    dir.write("in/0000/view.png", picture);
    dir.run(&["convert", "in", "-o", "out", "--exclude", "*-000005.*"]).exits(0);
    assert_ne!(
        files(&dir.path().join("out"))["0000/article-000001.html"],
        all["0000/article-000001.html"]
    );
    dir.run(&["convert", "in", "-o", "out", "--exclude", "*-000005.*", "--wrap", "40"]).exits(0);
    assert_ne!(
        files(&dir.path().join("out"))["0000/article-000000.txt"],
        all["0000/article-000000.txt"]
    );
}

fn image_of_another_size() -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(2, 2).write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

#[test]
fn lists_name_files_and_what_no_run_made_is_not_replaced() {
    let dir = Dir::new();
    articles::write(&dir.path().join("in"), 3).unwrap();
    let list = "in/0000/article-000001.md\nin/none.md\n";
    let run = dir.run_with_input(
        &["convert", "--files-from", "-", "-o", "out", "--to", "txt"],
        list.as_bytes(),
    );
    run.exits(2);
    assert!(run.stderr.contains("in/none.md: error[input/unreadable]"), "{}", run.stderr);
    assert!(dir.path().join("out/in/0000/article-000001.txt").is_file());
    dir.write("other/0000/article-000000.txt", "mine");
    dir.run(&["convert", "in", "-o", "other", "--to", "txt"]).exits(2);
    assert_eq!(dir.text("other/0000/article-000000.txt"), "mine");
    dir.run(&["convert", "in", "-o", "other", "--to", "txt", "--force"]).exits(0);
    assert_ne!(dir.text("other/0000/article-000000.txt"), "mine");
}

/// Killed at fifty moments of a run, spread over its whole length by numbers that look like chance, and gone
/// on with: every byte is as if nothing had happened.
#[cfg(unix)]
#[test]
fn a_killed_run_goes_on_to_the_same_bytes() {
    let dir = Dir::new();
    articles::write(&dir.path().join("in"), 8).unwrap();
    let begun = Instant::now();
    dir.run(&["convert", "in", "-o", "undisturbed"]).exits(0);
    let whole = begun.elapsed();
    let expected = files(&dir.path().join("undisturbed"));
    let mut chance = Chance::new(7);
    for moment in 0..50 {
        let out = format!("out-{moment}");
        let mut run = start(&dir, &["convert", "in", "-o", &out]);
        std::thread::sleep(whole * u32::try_from(chance.below(1000)).unwrap() / 1000);
        run.kill().unwrap();
        run.wait().unwrap();
        // Nothing half-written stands under its final name, not even now.
        for (name, bytes) in files(&dir.path().join(&out)) {
            if let Some(whole) = expected.get(&name)
                && name != "manifest.jsonl"
            {
                assert_eq!(&bytes, whole, "{moment}: {name}");
            }
        }
        dir.run(&["convert", "in", "-o", &out]).exits(0);
        // A process of the killed run may take a moment to see that nobody asks any more.
        let until = Instant::now() + Duration::from_secs(5);
        while files(&dir.path().join(&out)) != expected && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(20));
        }
        let found = files(&dir.path().join(&out));
        assert_eq!(
            found.keys().collect::<Vec<_>>(),
            expected.keys().collect::<Vec<_>>(),
            "{moment}"
        );
        assert!(found == expected, "{moment}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_finishes_what_is_in_hand_and_says_how_to_go_on() {
    let dir = Dir::new();
    articles::write(&dir.path().join("in"), 300).unwrap();
    let mut command = dir.command(&["convert", "in", "-o", "out", "--jobs", "1"]);
    let run = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let journal_path = dir.path().join("out/manifest.jsonl.partial");
    while fs::read(&journal_path).map_or(0, |bytes| bytes.len()) == 0 {
        std::thread::sleep(Duration::from_millis(5));
    }
    let killed = std::process::Command::new("kill").args(["-INT", &run.id().to_string()]).status();
    assert!(killed.unwrap().success());
    let output = run.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("interrupted: the same command goes on"), "{told}");
    let done = journal(&dir).len();
    assert!((1..301).contains(&done), "{done}");
}

#[cfg(unix)]
#[test]
fn a_second_run_in_the_same_folder_is_refused() {
    let dir = Dir::new();
    articles::write(&dir.path().join("in"), 200).unwrap();
    let mut first = start(&dir, &["convert", "in", "-o", "out", "--jobs", "1"]);
    while !dir.path().join("out/manifest.jsonl.partial").is_file() {
        std::thread::sleep(Duration::from_millis(2));
    }
    let second = dir.run(&["convert", "in", "-o", "out"]);
    first.kill().unwrap();
    first.wait().unwrap();
    second.exits(2);
    assert!(second.stderr.contains("another run writes into `out`"), "{}", second.stderr);
}

/// A thousand files, most of them bad in some way, from numbers that look like chance.
fn hostile(dir: &Dir, count: usize) {
    let mut chance = Chance::new(42);
    let extensions =
        ["txt", "md", "html", "json", "xhtml", "mhtml", "pdf", "epub", "docx", "jpg", "", "TXT"];
    for number in 0..count {
        let extension = extensions[chance.below(extensions.len())];
        let odd = ["plain", "new\nline", "spa ce", "ž\u{301}", "colon:", "-o", "tab\t", "'quote\""]
            [chance.below(8)];
        let name = format!("in/{:02}/{odd}{number}.{extension}", number / 25);
        let (_, text) = articles::article(number);
        let mut bytes = text.into_bytes();
        match chance.below(9) {
            0 => {
                let end = chance.below(bytes.len());
                bytes.truncate(end);
            }
            1 => {
                bytes = (0..chance.below(5000))
                    .map(|_| u8::try_from(chance.below(256)).unwrap())
                    .collect();
            }
            2 => bytes.clear(),
            3 => {
                for _ in 0..50 {
                    let at = chance.below(bytes.len());
                    bytes[at] = u8::try_from(chance.below(256)).unwrap();
                }
            }
            4 => bytes = "<div><p>".repeat(chance.below(20_000)).into_bytes(),
            5 => {
                bytes = format!("{{\"altform\": 1, \"body\": {}", "[".repeat(chance.below(3000)))
                    .into_bytes();
            }
            6 => bytes = [&b"%PDF-1.7\n"[..], &bytes].concat(),
            7 => bytes = bytes.iter().flat_map(|&byte| [byte, 0]).collect(),
            _ => {}
        }
        dir.write(&name, bytes);
    }
}

#[cfg(unix)]
#[test]
fn a_thousand_hostile_files_stop_nothing() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let dir = Dir::new();
    hostile(&dir, 990);
    let path = |name: &str| dir.path().join("in").join(name);
    dir.write("in/good.md", "# Good\n\nThis one is sound.\n");
    let mut huge = fs::File::create(path("huge.txt")).unwrap();
    huge.write_all(b"huge").unwrap();
    huge.set_len(3 * 1024 * 1024 * 1024).unwrap();
    let fifo = std::process::Command::new("mkfifo").arg(path("fifo.txt")).status().unwrap();
    assert!(fifo.success());
    symlink("loop-b", path("loop-a")).unwrap();
    symlink("loop-a", path("loop-b")).unwrap();
    symlink(".", path("myself")).unwrap();
    symlink("/etc/hostname", path("outside.txt")).unwrap();
    symlink("good.md", path("inside.md")).unwrap();
    dir.write("in/locked.txt", "locked");
    fs::set_permissions(path("locked.txt"), fs::Permissions::from_mode(0o0)).unwrap();
    dir.write("in/in/deep.md", "# Deep\n\nAnd sound.\n");

    let run = dir.run(&["convert", "in", "-o", "out", "--to", "txt,html", "--timeout", "20"]);
    run.exits(2);
    assert!(!run.stderr.contains("internal/panic"), "{}", run.stderr);
    let records = journal(&dir);
    // Each has its line, and its name is told apart from every other.
    let mut names: Vec<&str> =
        records.iter().map(|record| record["source"].as_str().unwrap()).collect();
    let count = names.len();
    assert_eq!(count, 1000);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
    let status = |name: &str| {
        let found = records.iter().find(|record| record["source"] == name);
        found.unwrap_or_else(|| panic!("{name}"))["status"].as_str().unwrap().to_owned()
    };
    for (name, expected) in [
        ("good.md", "clean"),
        ("inside.md", "clean"),
        ("in/deep.md", "clean"),
        ("huge.txt", "failed"),
        ("fifo.txt", "skipped"),
        ("outside.txt", "skipped"),
        ("myself", "skipped"),
        ("loop-a", "failed"),
    ] {
        assert_eq!(status(name), expected, "{name}");
    }
    let all = files(&dir.path().join("out"));
    assert!(!all.keys().any(|name| name.ends_with(".partial")));
    for record in &records {
        for output in record["outputs"].as_array().into_iter().flatten() {
            assert!(all.contains_key(output["path"].as_str().unwrap()), "{output}");
        }
    }
    dir.run(&["verify", "out"]).exits(0);
}

#[test]
fn a_conversion_that_takes_too_long_or_too_much_is_given_up() {
    let dir = Dir::new();
    dir.write("in/good.md", "# Good\n\nThis one is sound.\n");
    dir.write("in/slow.html", format!("<p>{}", "word <b>bold</b> ".repeat(900_000)));
    dir.run(&["convert", "in", "-o", "out", "--to", "txt", "--timeout", "1"]).exits(2);
    let told = |dir: &Dir, name: &str| {
        let records = journal(dir);
        let record = records.iter().find(|record| record["source"] == name).unwrap();
        record["findings"][0]["rule"].as_str().unwrap_or("none").to_owned()
    };
    assert_eq!(
        (told(&dir, "slow.html").as_str(), told(&dir, "good.md").as_str()),
        ("run/timed-out", "none")
    );
    if cfg!(target_os = "linux") {
        fs::remove_dir_all(dir.path().join("out")).unwrap();
        dir.run(&[
            "convert",
            "in",
            "-o",
            "out",
            "--to",
            "txt",
            "--jobs",
            "1",
            "--max-memory",
            "300",
        ])
        .exits(2);
        assert_eq!(told(&dir, "slow.html"), "run/out-of-memory");
        assert_eq!(told(&dir, "good.md"), "none");
    }
}

#[test]
fn a_bag_holds_what_its_manifests_say() {
    let dir = Dir::new();
    articles::write(&dir.path().join("in"), 3).unwrap();
    let info = "Source-Organization: City Archive";
    dir.run(&["convert", "in", "-o", "out", "--bagit", "--bag-info", info]).exits(0);
    assert!(dir.text("out/bag-info.txt").contains(info));
    assert_eq!(
        dir.text("out/bagit.txt"),
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    );
    let mut named = 0;
    for manifest in ["out/manifest-sha256.txt", "out/tagmanifest-sha256.txt"] {
        for line in dir.text(manifest).lines() {
            let (digest, name) = line.split_once("  ").unwrap();
            let found: String = {
                use sha2::Digest as _;
                let digest = sha2::Sha256::digest(dir.read(&format!("out/{name}")));
                digest.iter().map(|byte| format!("{byte:02x}")).collect()
            };
            assert_eq!(digest, found, "{name}");
            named += 1;
        }
    }
    assert_eq!(named + 1, files(&dir.path().join("out")).len());
    let premis = dir.text("out/metadata/0000/article-000001.premis.xml");
    assert!(premis.contains("<premis:eventOutcome>success"), "{premis}");
    assert!(dir.text("out/metadata/0000/article-000001.dc.xml").contains("<dc:creator>Ann Author"));
    dir.run(&["verify", "out"]).exits(0);
    dir.write("out/data/0000/article-000001.txt", "changed");
    let run = dir.run(&["verify", "out"]);
    run.exits(1);
    assert_eq!(run.stdout, "changed: data/0000/article-000001.txt\n");
}

#[test]
fn shares_make_the_whole() {
    let dir = Dir::new();
    articles::write(&dir.path().join("in"), 9).unwrap();
    dir.run(&["convert", "in", "-o", "whole", "--to", "txt"]).exits(0);
    for share in ["1/3", "2/3", "3/3"] {
        dir.run(&["convert", "in", "-o", "out", "--to", "txt", "--shard", share]).exits(0);
    }
    let outputs = |folder: &str| {
        let mut all = files(&dir.path().join(folder));
        all.retain(|name, _| !name.starts_with("manifest"));
        all
    };
    assert!(outputs("whole") == outputs("out"));
    dir.run(&["verify", "out"]).exits(0);
}

#[test]
fn a_worker_answers_each_line_with_a_line() {
    let dir = Dir::new();
    articles::write(&dir.path().join("in"), 3).unwrap();
    let jobs = "{\"id\": 7, \"source\": \"0000/article-000001.md\"}\nnonsense\n\n{\"source\": 3}\n\"none.md\"\n";
    let run = dir.run_with_input(&["worker", "--root", "in", "-o", "out"], jobs.as_bytes());
    run.exits(0);
    let answers = records(run.stdout.as_bytes());
    let statuses: Vec<_> =
        answers.iter().map(|answer| answer["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["clean", "failed", "failed", "failed"]);
    assert_eq!(
        (&answers[0]["id"], &answers[0]["outputs"][0]["path"]),
        (&7.into(), &"0000/article-000001.pdf".into())
    );
    dir.run(&["convert", "in", "-o", "whole"]).exits(0);
    assert_eq!(dir.read("whole/0000/article-000001.pdf"), dir.read("out/0000/article-000001.pdf"));
}

#[test]
fn a_report_tells_of_every_document_in_every_form() {
    let dir = Dir::new();
    dir.write("in/clean.md", "# Clean\n\nNothing is wrong with this text.\n");
    dir.write("in/=odd, \"name\".md", "# Odd\n\nText with a picture.\n\n![](none.png)\n");
    dir.write("in/broken.txt", "\0\x01\x02\0\0");
    dir.write("in/picture.png", image_of_another_size());
    let names = ["r.html", "r.sarif", "r.junit.xml", "r.jsonl", "r.csv"];
    let mut arguments = vec!["convert", "in", "-o", "out", "--to", "txt", "--strict"];
    names.iter().for_each(|name| arguments.extend(["--report", name]));
    dir.run(&arguments).exits(2);

    let page = dir.text("r.html");
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}: {page}"));
    let sections = [
        "id=\"overview\"",
        "id=\"frequent\"",
        "id=\"failed\"",
        ">broken.txt</th>",
        "id=\"findings\"",
        ">=odd, \"name\".md</th>",
        "id=\"clean\"",
        ">clean.md</th>",
        "id=\"skipped\"",
        ">picture.png</th>",
        "</main>",
    ];
    assert!(sections.map(at).is_sorted(), "{page}");
    dir.run(&["check", "r.html", "--fail-on", "note"]).exits(0);

    let log: serde_json::Value = serde_json::from_slice(&dir.read("r.sarif")).unwrap();
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let missing = results.iter().find(|result| result["ruleId"] == "image/alt-missing").unwrap();
    let rule = usize::try_from(missing["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], "image/alt-missing");
    let place = &missing["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "%3Dodd%2C%20%22name%22.md");
    assert_eq!(place["region"]["startLine"], 5);

    let junit = dir.text("r.junit.xml");
    let tree = roxmltree::Document::parse(&junit).unwrap();
    let suite = tree.root_element().first_element_child().unwrap();
    let counts = ["tests", "errors", "failures", "skipped"].map(|name| suite.attribute(name));
    assert_eq!(counts, [Some("4"), Some("1"), Some("1"), Some("1")]);
    assert_eq!(suite.children().filter(|case| case.has_tag_name("testcase")).count(), 4);

    let lines: Vec<serde_json::Value> =
        dir.text("r.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let files = lines.iter().filter(|line| line["type"] == "file").count();
    assert_eq!((files, &lines.last().unwrap()["clean"]), (4, &1.into()));
    assert!(
        dir.text("r.csv").contains("\r\n\"'=odd, \"\"name\"\".md\",findings,warning,image/alt")
    );

    let unknown = dir.run(&["convert", "in", "-o", "out", "--report", "r.pdf"]);
    assert!(unknown.stderr.contains("`.sarif`"), "{}", unknown.stderr);
}

#[test]
fn a_pdf_carries_its_source_if_that_is_asked_for() {
    let dir = Dir::new();
    let text = "# Carried\n\nThis text is carried as it was received.\n";
    dir.write("in/a.md", text);
    dir.run(&["convert", "in", "-o", "out", "--to", "pdf,txt"]).exits(0);
    let without = dir.read("out/a.pdf");
    dir.run(&["convert", "in", "-o", "out", "--to", "pdf,txt", "--embed-source"]).exits(0);
    let with = dir.read("out/a.pdf");
    assert_ne!(without, with);
    let carried = |pdf: &[u8]| {
        let pdf = lopdf::Document::load_mem(pdf).unwrap();
        let mut files = pdf.objects.values().filter_map(|object| object.as_stream().ok());
        let file = files.find(|stream| stream.dict.has_type(b"EmbeddedFile"));
        file.map(|file| file.get_plain_content().unwrap())
    };
    assert_eq!(carried(&without), None);
    assert_eq!(carried(&with).unwrap(), text.as_bytes());
    // Alone it is the same file.
    dir.run(&["convert", "in/a.md", "-o", "alone", "--to", "pdf", "--embed-source"]).exits(0);
    assert!(dir.read("alone/a.pdf") == with);
    dir.run(&["convert", "in/a.md", "-o", "alone", "--to", "txt", "--embed-source"]).exits(2);
}
