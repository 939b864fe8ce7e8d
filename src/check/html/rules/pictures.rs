//! Pictures: that somebody describes them, and that the description is one.

use crate::check::Results;
use crate::check::html::{Namespace, Node, Page};
use crate::diagnostic::Severity;
use crate::diagnostic::rules::{content, image, question};
use crate::text::{terms, wording};

use super::told;
use crate::text::number::count;

/// ACT 23a2a8, 7d6734, 8fc3b6, 9eb3f6.
pub(super) fn check(page: &Page, results: &mut Results) {
    let (mut described, mut decorative) = (0, 0);
    for node in page.elements().filter(|node| !node.is_hidden()) {
        if node.is("input") && node.input_type() == "image" && !node.is_silent() {
            named_by_file(node, &node.name_words(), results);
            continue;
        }
        let declared = node.is("img") && matches!(node.role(), Some("none") | None);
        if declared && is_blank(node) && !node.is_silent() {
            results.applies(&image::ALT_MISSING);
            let message = format!("the description of {} is only a space", told(node));
            let finding = results.push(&image::ALT_MISSING, node.span(), message);
            finding.severity = Severity::Error;
            finding.hint("write what it shows, or declare it decorative: `alt=\"\"`");
            continue;
        }
        if declared || is_picture(node) && node.is_aria_hidden() {
            decorative += 1;
            continue;
        }
        if !is_picture(node) || node.is_silent() {
            continue;
        }
        results.applies(&image::ALT_MISSING);
        let name = node.name_words();
        if name.is_empty() || terms::is_undescribed(&name) {
            missing(node, results);
        } else {
            described += 1;
            judge(node, &name, results);
        }
    }
    if described > 0 {
        let message = count(
            described,
            "picture is described: does the description say what it shows",
            "pictures are described: do the descriptions say what they show",
        );
        results.push(&question::DESCRIPTIONS, None, message);
    }
    if decorative > 0 {
        let message = count(
            decorative,
            "picture is declared decorative: does it say nothing",
            "pictures are declared decorative: do they say nothing",
        );
        results.push(&question::DECORATIVE, None, message);
    }
}

/// Whether its description is nothing but white space, which does not declare it decorative (HTML-AAM 1.0,
/// 3.5.88).
fn is_blank(node: Node<'_>) -> bool {
    node.value("role").is_none()
        && node.attr("alt").is_some_and(|alt| !alt.is_empty() && alt.trim().is_empty())
        && node.name_words().is_empty()
}

fn is_picture(node: Node<'_>) -> bool {
    if node.namespace() == Namespace::Svg {
        // A drawing without a role may be anything; its texts are read.
        let role = node.explicit_role().map(|role| role.name);
        return matches!(role, Some("img" | "graphics-document" | "graphics-symbol"));
    }
    match node.name() {
        "object" | "embed" => {
            shows_picture(node)
                && node.role() != Some("none")
                && node.explicit_role().is_none_or(|role| role.name == "img")
        }
        _ => node.role() == Some("img"),
    }
}

/// Whether an `object` shows a picture or plays a recording, by its type or the name of its file, and
/// nothing in its place says what it shows.
fn shows_picture(node: Node<'_>) -> bool {
    let address = node.value("data").or(node.value("src")).unwrap_or("");
    let by_type = node.value("type").map(|kind| {
        let kind = kind.to_ascii_lowercase();
        ["image/", "audio/", "video/"].iter().any(|start| kind.starts_with(start))
    });
    let path = address.split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
    let by_name = || {
        [
            ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".mp3", ".ogg", ".wav",
            ".m4a", ".mp4", ".webm", ".mov",
        ]
        .iter()
        .any(|end| path.ends_with(end))
    };
    !address.is_empty() && by_type.unwrap_or_else(by_name) && node.words().is_empty()
}

fn missing(node: Node<'_>, results: &mut Results) {
    let held = node.ancestors().find(|outer| matches!(outer.role(), Some("link" | "button")));
    let alone = held.filter(|outer| outer.name_words().is_empty()).and_then(Node::role);
    let so =
        alone.map(|role| format!(", and so the {role} around it has no name")).unwrap_or_default();
    let finding = results.push(
        &image::ALT_MISSING,
        node.span(),
        format!("{} has no description{so}", told(node)),
    );
    finding.severity = Severity::Error;
    if node.is("img") {
        finding.hint("write what it shows: `alt=\"…\"`");
        finding.hint("if it says nothing, declare it decorative: `alt=\"\"`");
    } else {
        finding.hint("write what it shows: `aria-label=\"…\"`");
        finding.hint("if it says nothing, hide it: `aria-hidden=\"true\"`");
    }
}

fn judge(node: Node<'_>, name: &str, results: &mut Results) {
    let file = named_by_file(node, name, results);
    results.test(
        &content::ALT_SAYS_NOTHING,
        file || !wording::says_nothing(name),
        node.span(),
        || format!("the description of {} is `{name}`", told(node)),
    );
}

/// ACT 9eb3f6: whether the name of a file stands for what it shows. Where people get the file itself, that
/// is what it is called.
fn named_by_file(node: Node<'_>, name: &str, results: &mut Results) -> bool {
    let offered = node.ancestors().any(|outer| outer.is("a") && outer.has("download"));
    let path = ["src", "data"].iter().find_map(|attribute| node.value(attribute)).unwrap_or("");
    let path = if path.starts_with("data:") { "" } else { path };
    let file = !offered && wording::is_name_of_file(name, path);
    results.test(&image::ALT_IS_FILE_NAME, !file, node.span(), || {
        format!("the description of {} is a file name: `{name}`", told(node))
    });
    file
}
