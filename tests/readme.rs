//! The README is held to its word: its commands run, its files and options exist.

use crate::harness::{Dir, root};

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap()
}

#[test]
fn every_command_runs() {
    let dir = Dir::new();
    copy(&root().join("samples"), &dir.path().join("samples"));
    let readme = readme();
    let commands: Vec<&str> = readme.lines().filter_map(|l| l.strip_prefix("$ altform ")).collect();
    assert!(commands.len() >= 6, "{commands:?}");
    for command in commands {
        let arguments: Vec<&str> = command.split_whitespace().collect();
        dir.run(&arguments).exits(0);
    }
    for name in ["kfor-article.pdf", "kfor-article.epub", "kfor-article.html", "kfor-article.txt"] {
        assert!(dir.files("out").contains(&name.to_owned()), "{name}");
    }
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn every_option_and_every_picture_is_there() {
    let readme = readme();
    let help = |command| Dir::new().run(&[command, "--help"]).stdout;
    let help = ["convert", "check", "worker", "speak", "diff", "rules"].map(help).concat();
    let options = readme.lines().filter(|l| l.starts_with("| `-"));
    let names: Vec<&str> =
        options.flat_map(|l| l.split(['`', ' ', ',']).filter(|w| w.starts_with("--"))).collect();
    assert!(names.len() >= 9, "{names:?}");
    for name in names {
        assert!(help.contains(name), "{name}");
    }
    for option in help.split_whitespace().filter(|w| w.starts_with("--") && w.len() > 3) {
        let option = option.trim_end_matches([',', '.', ')', '`', ';', ':']);
        assert!(option == "--help" || readme.contains(option), "the README does not say {option}");
    }
    let prose: String =
        readme.split("```").step_by(2).flat_map(|part| part.split('`').step_by(2)).collect();
    for picture in prose.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(root().join(picture).exists(), "{picture}");
    }
}

#[test]
fn samples_of_ci_use_commands_and_options_that_there_are() {
    let mut commands = 0;
    for entry in std::fs::read_dir(root().join("samples/ci")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for (at, _) in text.match_indices("altform check") {
            let line = text[at..].lines().next().unwrap();
            let words = line.split_whitespace().filter(|word| !word.contains(['"', '#', '$']));
            let mut arguments: Vec<&str> = words.skip(1).collect();
            arguments.push("sound.txt");
            let dir = Dir::new();
            dir.write("sound.txt", "A title\n\nA paragraph.\n");
            dir.run(&arguments).exits(0);
            commands += 1;
        }
    }
    assert!(commands >= 6, "{commands}");
}
