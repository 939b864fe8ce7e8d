//! Articles out of nothing, for measuring and for tests: the same ones for the same number, one to three
//! pages each, as text, Markdown and web pages, with headings, lists, tables, notes and pictures.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Numbers that look like chance and never change (Knuth's MMIX generator).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const SUBJECTS: &[&str] = &[
    "The ferry",
    "The council",
    "Dr Ladislav Lajčák",
    "The harbour master",
    "A teacher from Łódź",
    "The library of São Paulo",
    "The choir",
    "The new bridge",
    "Mrs Ødegård",
    "The weather service",
    "The baker's son",
    "The museum",
    "Professor Dvořák",
    "The village",
];
const VERBS: &[&str] = &[
    "opened",
    "closed",
    "repaired",
    "painted",
    "described",
    "visited",
    "measured",
    "remembered",
    "bought",
    "moved",
    "lost",
    "found",
    "promised",
    "explained",
];
const OBJECTS: &[&str] = &[
    "the old lighthouse",
    "a map of the coast",
    "three wooden boats",
    "the school by the river",
    "the archive of letters",
    "a garden behind the station",
    "the clock on the town hall",
    "two stones from the quarry",
    "the long road to the north",
    "an orchard of apple trees",
];
const ENDS: &[&str] = &[
    "before the winter came",
    "with the help of neighbours",
    "for the second time this year",
    "although nobody had asked",
    "and told the newspaper about it",
    "in the early morning",
    "while the rain went on",
    "because the money had run out",
    "to everybody's surprise",
];

fn sentence(chance: &mut Chance) -> String {
    format!(
        "{} {} {} {}.",
        chance.pick(SUBJECTS),
        chance.pick(VERBS),
        chance.pick(OBJECTS),
        chance.pick(ENDS)
    )
}

fn paragraph(chance: &mut Chance) -> String {
    let count = 3 + chance.below(5);
    (0..count).map(|_| sentence(chance)).collect::<Vec<_>>().join(" ")
}

fn title(chance: &mut Chance, number: usize) -> String {
    format!(
        "{} {} {}: report {number}",
        chance.pick(SUBJECTS),
        chance.pick(VERBS),
        chance.pick(OBJECTS)
    )
}

/// A picture of four pixels.
pub(crate) const PNG: &[u8] = &[
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0,
    0, 0, 144, 119, 83, 222, 0, 0, 0, 12, 73, 68, 65, 84, 8, 215, 99, 248, 207, 192, 0, 0, 3, 1, 1,
    0, 24, 221, 141, 176, 0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
];

/// The article of a number: the end of its name, and what it says.
pub(crate) fn article(number: usize) -> (&'static str, String) {
    let mut chance = Chance::new(number as u64 + 1);
    let parts = 2 + chance.below(5);
    let title = title(&mut chance, number);
    let mut out = String::new();
    match number % 3 {
        0 => {
            let _ = writeln!(out, "{title}\n\n3 May 2021\n");
            for part in 0..parts {
                let _ = writeln!(out, "{}\n\n\nPart {}\n", paragraph(&mut chance), part + 1);
                let _ = writeln!(
                    out,
                    "{}\n\n- {}\n- {}\n",
                    paragraph(&mut chance),
                    sentence(&mut chance),
                    sentence(&mut chance)
                );
            }
            let _ = writeln!(out, "{}", paragraph(&mut chance));
            ("txt", out)
        }
        1 => {
            let _ = writeln!(
                out,
                "---\ntitle: \"{title}\"\nlang: en\nauthor: Ann Author\ndate: 2021-05-03\n---\n"
            );
            for part in 0..parts {
                let _ =
                    writeln!(out, "## Part {}\n\n{}[^{part}]\n", part + 1, paragraph(&mut chance));
                let _ = writeln!(
                    out,
                    "1. {}\n2. {}\n   - {}\n",
                    sentence(&mut chance),
                    sentence(&mut chance),
                    sentence(&mut chance)
                );
                let _ = writeln!(
                    out,
                    "| Place | Jan | Feb |\n|---|---|---|\n| Oslo | {} | {} |\n| Lodz | {} | {} |\n",
                    chance.below(99),
                    chance.below(99),
                    chance.below(99),
                    chance.below(99)
                );
                let _ = writeln!(out, "[^{part}]: {}\n", sentence(&mut chance));
            }
            let _ = writeln!(
                out,
                "![A view of {}](view.png \"{}\")",
                chance.pick(OBJECTS),
                sentence(&mut chance)
            );
            ("md", out)
        }
        _ => {
            let _ = writeln!(
                out,
                "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title></head><body>"
            );
            let _ = writeln!(
                out,
                "<nav><ul><li><a href=\"/\">Home</a><li><a href=\"/news\">News</a></ul></nav><main><article><h1>{title}</h1>"
            );
            for part in 0..parts {
                let _ = writeln!(
                    out,
                    "<h2>Part {}</h2><p>{}</p><p>{} <a href=\"https://example.org/{part}\">the report</a>.</p>",
                    part + 1,
                    paragraph(&mut chance),
                    paragraph(&mut chance)
                );
            }
            let _ = writeln!(
                out,
                "<figure><img src=\"view.png\" alt=\"A view of {}\"><figcaption>{}</figcaption></figure></article></main><footer>© Example</footer></body></html>",
                chance.pick(OBJECTS),
                sentence(&mut chance)
            );
            ("html", out)
        }
    }
}

/// Writes so many articles below a folder, a hundred to a folder; a picture in each.
pub(crate) fn write(folder: &Path, count: usize) -> io::Result<()> {
    for number in 0..count {
        let inner = folder.join(format!("{:04}", number / 100));
        if number % 100 == 0 {
            fs::create_dir_all(&inner)?;
            fs::write(inner.join("view.png"), PNG)?;
        }
        let (extension, text) = article(number);
        fs::write(inner.join(format!("article-{number:06}.{extension}")), text)?;
    }
    Ok(())
}
