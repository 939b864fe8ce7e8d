//! What styles do to text and targets: contrast, spacing, turning, size. Only what can be told without
//! painting the page is judged.

use std::collections::BTreeSet;

use crate::check::Results;
use crate::check::colour::contrast;
use crate::check::html::css::{self, Bases, Place, Rgba, Style, length};
use crate::check::html::{Display, Id, Namespace, Node, Page};
use crate::diagnostic::rules::{content, html};

use super::told;

pub(super) fn check(page: &Page, results: &mut Results) {
    contrasts(page, results);
    targets(page, results);
    for node in page.elements().filter(|node| !node.is_hidden()) {
        spacing(node, results);
    }
    turns(page, results);
}

/// ACT afw4f7. Each element is told once, the first words of it with it.
fn contrasts(page: &Page, results: &mut Results) {
    let boxes = Boxes::of(page);
    let off: BTreeSet<Id> = page
        .elements()
        .filter(|node| node.value("aria-labelledby").is_some() && is_off(*node))
        .flat_map(|node| node.referred("aria-labelledby"))
        .map(|label| label.id)
        .collect();
    let mut last = None;
    for text in page.root().descendants() {
        let (Some(words), Some(around)) = (text.text(), text.parent()) else { continue };
        if around.is_hidden()
            || last == Some(around.id)
            || !is_read(words)
            || is_exempt(around, &off)
        {
            continue;
        }
        let Some((front, back, large)) = colours(around, &boxes) else { continue };
        results.applies(&content::CONTRAST);
        let ratio = contrast(front.rgb, back.rgb);
        let least = if large { 3.0 } else { 4.5 };
        // Text in the colour of what is behind it is not to be seen at all.
        if ratio < least && ratio > 1.0 {
            last = Some(around.id);
            let start: String = words.trim().chars().take(40).collect();
            let message = format!(
                "`{start}` has a contrast of {:.2} to 1 ({} on {}), less than {least}",
                (ratio * 100.0).floor() / 100.0,
                hex(front),
                hex(back)
            );
            results.push(&content::CONTRAST, around.span(), message);
        }
    }
}

/// Whether there are words to read: a single sign is a symbol rather than a word, but for scripts that
/// write a word with one.
fn is_read(text: &str) -> bool {
    let mut signs = text.chars().filter(|sign| !sign.is_whitespace());
    text.contains(char::is_alphanumeric)
        && (signs.next().is_some_and(|sign| !sign.is_ascii()) || signs.next().is_some())
}

/// Whether a control, or a group of them, cannot be used.
fn is_off(node: Node<'_>) -> bool {
    node.has("disabled")
        && matches!(
            node.html(),
            "button" | "input" | "select" | "textarea" | "fieldset" | "option" | "optgroup"
        )
        || node.value("aria-disabled") == Some("true")
}

/// Controls that are off, what they are named by (`off`), and what is no text to read (WCAG 2.2 SC 1.4.3,
/// "incidental").
fn is_exempt(node: Node<'_>, off: &BTreeSet<Id>) -> bool {
    std::iter::once(node).chain(node.ancestors()).any(|outer| {
        is_off(outer)
            || off.contains(&outer.id)
            || outer.namespace() != Namespace::Html
            || matches!(
                outer.html(),
                "select"
                    | "textarea"
                    | "option"
                    | "iframe"
                    | "object"
                    | "video"
                    | "audio"
                    | "canvas"
                    | "noscript"
            )
            || outer.is("label") && labelled(outer).is_some_and(is_off)
            || outer.is("label")
                && outer.descendants().any(|inner| inner.is("input") && is_off(inner))
    })
}

fn labelled(label: Node<'_>) -> Option<Node<'_>> {
    label.referred("for").next()
}

/// The colours of a text and of what is behind it, both as they come out, and whether it is large.
fn colours(node: Node<'_>, boxes: &Boxes) -> Option<(Rgba, Rgba, bool)> {
    let styles = &node.page.styles;
    let style = styles.style(node)?;
    if style.effects.veiled || style.size == Some(0.0) {
        return None;
    }
    let mut text = style.colour.filter(|colour| colour.alpha > 0.0)?;
    let mut behind = Rgba::CLEAR;
    let (mut raised, mut floating) = (false, false);
    // Two points side by side, one on a letter: what is behind both is laid under them, layer by layer.
    for outer in std::iter::once(node).chain(node.ancestors()).filter(|outer| outer.is_element()) {
        let style: &Style = styles.style(outer)?;
        let covered = behind.alpha >= 1.0;
        if !covered {
            let background = style.background?;
            // What floats may hang out of what holds it.
            if floating && background.alpha > 0.0 && !matches!(outer.html(), "html" | "body") {
                return None;
            }
            (text, behind) = (text.over(background), behind.over(background));
            if boxes.may_lie_behind(outer, raised) && outer.id != node.id {
                return None;
            }
        }
        floating = style.place == Place::Floating || floating && !style.holds_floats;
        raised |= style.place != Place::Flow;
        let opacity = style.opacity?;
        if opacity <= 0.0 {
            return None;
        }
        (text.alpha, behind.alpha) = (text.alpha * opacity, behind.alpha * opacity);
        let elsewhere = style.place == Place::Lifted || style.effects.shifted;
        if behind.alpha < 1.0 && (elsewhere || style.dark) {
            return None;
        }
    }
    let (text, behind) = (text.over(Rgba::WHITE), behind.over(Rgba::WHITE));
    Some((text, behind, style.is_large()))
}

/// Which nodes hold boxes that stand out of the flow and are painted.
struct Boxes {
    /// Boxes that may lie behind any words.
    below: Vec<bool>,
    /// Boxes that are painted above words in the flow (CSS 2.2, appendix E), so that these are read only
    /// where the boxes do not reach.
    above: Vec<bool>,
}

impl Boxes {
    fn of(page: &Page) -> Self {
        let nodes = page.root().descendants().next_back().map_or(1, |last| last.id.0 as usize + 1);
        let mut boxes = Self { below: vec![false; nodes], above: vec![false; nodes] };
        for node in page.elements().filter(|node| !node.is_hidden()) {
            let Some(style) = page.styles.style(node) else { continue };
            let lifted = style.place == Place::Lifted;
            if !(lifted || style.effects.shifted) || !is_painted(node, style) {
                continue;
            }
            let below = style.below || style.effects.shifted;
            let marks = if below { &mut boxes.below } else { &mut boxes.above };
            for outer in node.ancestors() {
                if std::mem::replace(&mut marks[outer.id.0 as usize], true) {
                    break;
                }
            }
        }
        boxes
    }

    /// Whether a box inside `outer` may lie behind words that stand in it too; `raised` if these are
    /// painted above what is in the flow.
    fn may_lie_behind(&self, outer: Node<'_>, raised: bool) -> bool {
        let is = |marks: &[bool]| marks.get(outer.id.0 as usize).copied().unwrap_or(true);
        is(&self.below) || raised && is(&self.above)
    }
}

fn is_painted(node: Node<'_>, style: &Style) -> bool {
    let is_picture =
        |node: Node<'_>| matches!(node.html(), "img" | "video" | "canvas" | "iframe" | "object");
    style.background.is_none_or(|background| background.alpha > 0.0)
        || is_picture(node)
        || node.namespace() == Namespace::Svg
        || node.descendants().take(50).any(is_picture)
}

fn hex(colour: Rgba) -> String {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0 to 255"
    )]
    let byte = |part: f64| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
    format!("`#{:02x}{:02x}{:02x}`", byte(colour.rgb.0), byte(colour.rgb.1), byte(colour.rgb.2))
}

/// ACT 24afc2, 9e45ec, 78fd32.
fn spacing(node: Node<'_>, results: &mut Results) {
    let Some(style) =
        node.value("style").filter(|style| style.to_ascii_lowercase().contains("important"))
    else {
        return;
    };
    let declarations = css::declarations(style);
    for (property, least) in
        [("letter-spacing", 0.12), ("word-spacing", 0.16), ("line-height", 1.5)]
    {
        let last = declarations.iter().filter(|d| d.name == property).max_by_key(|d| d.important);
        let Some(set) = last.filter(|set| set.important) else { continue };
        // Where it is only inherited, readers may overrule it.
        let own = node.children().filter_map(Node::text);
        let words: usize =
            own.map(|text| text.chars().filter(|sign| sign.is_alphanumeric()).count()).sum();
        let set_style = node.page.styles.style(node);
        if words == 0 || set_style.is_some_and(|style| style.effects.away) {
            continue;
        }
        let size = set_style.and_then(|style| style.size);
        // How far lines are apart is seen where there are several.
        if property == "line-height" && !is_wrapped(node, words, size) {
            continue;
        }
        results.applies(&html::TEXT_SPACING);
        if ratio(property, &set.value, size).is_some_and(|ratio| ratio < least - 1e-6) {
            let message = format!(
                "`{property}: {} !important` is less than {least} times the font size",
                set.value
            );
            results.push(&html::TEXT_SPACING, node.span(), message);
        }
    }
}

/// Whether so many letters surely need more than one line in the narrowest window (WCAG 2.2 SC 1.4.10).
fn is_wrapped(node: Node<'_>, letters: usize, size: Option<f64>) -> bool {
    const NARROWEST: f64 = 320.0;
    // The width of a letter in font sizes, at least.
    const LETTER: f64 = 0.4;
    let size = size.unwrap_or(16.0);
    let around = std::iter::once(node).chain(node.ancestors());
    let mut styles = around.filter_map(|outer| outer.page.styles.style(outer));
    // What is wide by itself and scrolls needs one line.
    let fixed = styles.any(|style| style.extent[0].is_some_and(|width| width > NARROWEST));
    #[allow(clippy::cast_precision_loss, reason = "letters of one element")]
    let width = letters as f64 * size * LETTER;
    !fixed && width > NARROWEST
}

/// A value of spacing in font sizes; `None` for keywords that depend on what is around.
fn ratio(property: &str, value: &str, size: Option<f64>) -> Option<f64> {
    match (property, value) {
        // CSS 2.2, 10.8.1: about 1.2.
        ("line-height", "normal" | "initial") => Some(1.2),
        ("letter-spacing" | "word-spacing", "normal" | "initial") => Some(0.0),
        ("line-height", value) if value.parse::<f64>().is_ok() => value.parse().ok(),
        (_, value) if value.ends_with("em") && !value.ends_with("rem") => {
            length(value, Bases { em: Some(1.0), rem: None })
        }
        (_, value) => Some(
            length(value, Bases { em: size, rem: Some(16.0) })?
                / size.filter(|size| *size > 0.0)?,
        ),
    }
}

/// ACT b33eff.
fn turns(page: &Page, results: &mut Results) {
    for turn in &page.styles.turns {
        let node = page.node(turn.element);
        if node.is_hidden() || node.words().is_empty() {
            continue;
        }
        let quarter = (turn.degrees.rem_euclid(180.0) - 90.0).abs() < 1.0;
        results.test(&html::ORIENTATION, !quarter, node.span(), || {
            format!(
                "{} is turned by {:.0} degrees where the screen stands",
                told(node),
                turn.degrees
            )
        });
    }
}

/// WCAG 2.2 SC 2.5.8, for two targets that follow each other in the same line and are both set to be small.
fn targets(page: &Page, results: &mut Results) {
    const LEAST: f64 = 24.0;
    // What space there may be between two boxes in a line, at most.
    const GAP: f64 = 5.0;
    let small = |node: Node<'_>| -> Option<f64> {
        let style = page.styles.style(node)?;
        let [width, height] = style.extent;
        let larger = width?.max(height?);
        let is_box =
            matches!(node.display(), Display::Block) || matches!(node.html(), "button" | "img");
        (is_box && !style.effects.padded && style.place == Place::Flow && larger + GAP < LEAST)
            .then_some(larger)
    };
    for node in page
        .elements()
        .filter(|node| !node.is_silent() && matches!(node.role(), Some("link" | "button")))
    {
        if !page.styles.complete || small(node).is_none() {
            continue;
        }
        results.applies(&html::TARGET_SIZE);
        let next =
            std::iter::successors(node.next_sibling(), |next| next.next_sibling()).find(|next| {
                next.is_element() || next.text().is_some_and(|text| !text.trim().is_empty())
            });
        if let Some(next) = next
            .filter(|next| matches!(next.role(), Some("link" | "button")) && small(*next).is_some())
        {
            let size = small(node).unwrap_or(0.0);
            let message =
                format!("{} and {} beside it are {size:.0} pixels large", told(node), told(next));
            results.push(&html::TARGET_SIZE, node.span(), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ids;

    fn page(style: &str, body: &str) -> Vec<&'static str> {
        ids(&format!(
            "<!DOCTYPE html><html lang=en><title>A ferry</title><style>{style}</style><main><h1>A</h1>{body}</main>"
        ))
    }

    #[test]
    fn text_stands_out_from_what_is_behind_it() {
        for (style, body) in [
            ("p { color: #aaa }", "<p>Words</p>"),
            (".a { color: #777 } p { background: #eee }", "<p class=a>Words</p>"),
            ("main { --ink: #bbb } p { color: var(--ink) }", "<p>Words</p>"),
            ("p { opacity: .3 }", "<p>Words</p>"),
            ("p { color: rgb(0 0 0 / 30%) }", "<p>Words</p>"),
            ("p { color: #888; font-size: 20px }", "<p>Words</p>"),
            ("", "<p style='color:#fff;background:#9f9'>Words</p>"),
            ("@media (min-width: 600px) { p { color: #bbb } }", "<p>Words</p>"),
            ("p { color: #999 !important }", "<p style='color: #000'>Words</p>"),
        ] {
            assert_eq!(page(style, body), ["text/contrast"], "{style} {body}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_left_alone() {
        for (style, body) in [
            ("p { color: #888; font-size: 24px }", "<p>Words</p>"),
            ("p { color: #888; font: bold 14pt serif }", "<p>Words</p>"),
            ("main { background: url(a.png) } p { color: #aaa }", "<p>Words</p>"),
            ("p { color: #aaa; background: linear-gradient(red, blue) }", "<p>Words</p>"),
            ("p { color: #fff; position: absolute }", "<p>Words</p>"),
            ("p { color: #fff; text-shadow: 0 0 2px #000 }", "<p>Words</p>"),
            ("@media print { p { color: #aaa } }", "<p>Words</p>"),
            ("p:hover { color: #aaa }", "<p>Words</p>"),
            ("@supports (color: red) { p { color: #aaa } }", "<p>Words</p>"),
            ("p { color: #aaa } p { color: #000 }", "<p>Words</p>"),
            ("p { color: #aaa }", "<p hidden>Words</p><p>…</p>"),
            ("p { color: oklch(0.9 0 0) }", "<p>Words</p>"),
            (
                "div { position: absolute; background: #000 } p { color: #fff }",
                "<div></div><p>Words</p>",
            ),
            ("</style><link rel=stylesheet href=a.css><style>p { color: #aaa }", "<p>Words</p>"),
            ("button { color: #aaa }", "<button disabled>Words</button>"),
        ] {
            assert!(page(style, body).is_empty(), "{style} {body} {:?}", page(style, body));
        }
    }

    #[test]
    fn spacing_can_be_overruled() {
        const WORDS: &str = "The ferry to the northern islands leaves the old pier at seven in the morning, every day";
        for style in [
            "letter-spacing: 0.1em !important",
            "word-spacing: 1px !important",
            "line-height: 1.2 !important",
            "line-height: 120% !important",
            "line-height: initial !important",
        ] {
            assert_eq!(
                page("", &format!("<p style='{style}'>{WORDS}</p>")),
                ["html/text-spacing"],
                "{style}"
            );
        }
        for style in [
            "letter-spacing: 0.1em",
            "letter-spacing: 0.15em !important",
            "line-height: 2 !important",
            "line-height: inherit !important",
            "word-spacing: 3px !important",
            "letter-spacing: 0.1em !important; letter-spacing: 0.2em !important",
            "letter-spacing: 0.1em !important; position: absolute; left: -999em",
            "line-height: 1 !important; width: 80em",
        ] {
            assert!(page("", &format!("<p style='{style}'>{WORDS}</p>")).is_empty(), "{style}");
        }
        assert!(page("", "<p style='line-height: 1 !important'>Words</p>").is_empty());
        let inside = format!("<div style='line-height: 1 !important'><p>{WORDS}</p></div>");
        assert!(page("", &inside).is_empty());
    }

    #[test]
    fn pages_do_not_turn_themselves() {
        assert_eq!(
            page("@media (orientation: portrait) { main { transform: rotate(90deg) } }", ""),
            ["html/orientation-lock"]
        );
        for style in [
            "main { transform: rotate(90deg) }",
            "@media (orientation: portrait) { main { transform: rotate(180deg) } }",
            "@media (orientation: landscape) { main { transform: scale(2) } }",
        ] {
            assert!(page(style, "").is_empty(), "{style}");
        }
    }

    #[test]
    fn targets_beside_each_other_are_large_or_apart() {
        let links = "<p><a href=a>1</a> <a href=b>2</a></p>";
        assert_eq!(
            page("a { display: inline-block; width: 12px; height: 12px }", links),
            ["html/target-size"]
        );
        for style in [
            "a { display: inline-block; width: 24px; height: 24px }",
            "a { width: 9px; height: 9px }",
            "a { display: block; width: 9px; height: 9px; padding: 8px }",
        ] {
            assert!(page(style, links).is_empty(), "{style}");
        }
    }
}
