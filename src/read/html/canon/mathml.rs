//! `MathML` as one line that can be read: `x^2 + (a + b)/c`. For formulas that carry no other text. It
//! knows nothing of pages.

use std::fmt::Write as _;

use crate::read::html::tree::{Id, Kind, Tree};

/// Operators with a space on both sides.
const SPACED: &str = "=+−-±∓<>≤≥≠≈≡∼≃≅∝→←↔⇒⇐⇔∈∉⊂⊆∪∩∧∨×·÷∣:≔";

/// A formula in one line. Nesting is bounded by the builder.
pub(super) fn line(tree: &Tree, id: Id) -> String {
    let mut out = String::new();
    push(tree, id, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push(tree: &Tree, id: Id, out: &mut String) {
    let children: Vec<Id> = elements(tree, id);
    let name = tree.name(id);
    match (name, &children[..]) {
        ("annotation" | "annotation-xml" | "mphantom" | "none" | "mprescripts", _) => {}
        ("msup" | "mover", [base, script]) => scripts(tree, *base, None, Some(*script), out),
        ("msub" | "munder", [base, script]) => scripts(tree, *base, Some(*script), None, out),
        ("msubsup" | "munderover", [base, below, above]) => {
            scripts(tree, *base, Some(*below), Some(*above), out);
        }
        ("mfrac", [over, under]) => {
            out.push_str(&grouped(tree, *over));
            out.push('/');
            out.push_str(&grouped(tree, *under));
        }
        ("msqrt", _) => {
            let inner: String = children.iter().map(|&id| line(tree, id)).collect();
            let _ = write!(out, "√({inner})");
        }
        ("mroot", [base, index]) => {
            let _ = write!(out, "root({}, {})", line(tree, *index), line(tree, *base));
        }
        ("mfenced", _) => {
            out.push_str(tree.get(id, "open").unwrap_or("("));
            let parts: Vec<String> = children.iter().map(|&id| line(tree, id)).collect();
            out.push_str(&parts.join(", "));
            out.push_str(tree.get(id, "close").unwrap_or(")"));
        }
        ("mtable", _) => {
            let rows: Vec<String> = children.iter().map(|&id| line(tree, id)).collect();
            out.push_str(&rows.join("; "));
        }
        ("mtr" | "mlabeledtr", _) => {
            let cells: Vec<String> = children.iter().map(|&id| line(tree, id)).collect();
            out.push_str(&cells.join(", "));
        }
        ("mspace", _) => out.push(' '),
        ("mi" | "mn" | "mo" | "mtext" | "ms", _) => token(tree, id, name, out),
        _ => children.iter().for_each(|&id| push(tree, id, out)),
    }
}

fn token(tree: &Tree, id: Id, name: &str, out: &mut String) {
    let mut text = String::new();
    for id in tree.walk(id) {
        if let Kind::Text(part) = &tree.node(id).kind {
            text.push_str(part);
        }
    }
    // What is written only to be heard right: applied to, times, and.
    text.retain(|c| !('\u{2061}'..='\u{2064}').contains(&c));
    let text = text.trim();
    let joins = out.trim_end().ends_with(|c: char| c.is_alphanumeric() || ")]|!".contains(c));
    let is_spaced = name == "mo" && text.chars().count() == 1 && SPACED.contains(text) && joins;
    let is_word = name != "mo" && text.chars().count() > 1 && text.chars().all(char::is_alphabetic);
    if is_spaced || is_word && out.ends_with(char::is_alphanumeric) {
        out.push(' ');
    }
    out.push_str(text);
    if is_spaced || name == "mo" && text == "," || is_word {
        out.push(' ');
    }
}

fn scripts(tree: &Tree, base: Id, below: Option<Id>, above: Option<Id>, out: &mut String) {
    push(tree, base, out);
    out.truncate(out.trim_end().len());
    for (sign, script) in [('_', below), ('^', above)] {
        if let Some(script) = script {
            out.push(sign);
            out.push_str(&grouped(tree, script));
        }
    }
}

/// A part of a formula, in parentheses unless it is one sign or number.
fn grouped(tree: &Tree, id: Id) -> String {
    let line = line(tree, id);
    let one = line.chars().count() == 1 || line.chars().all(char::is_numeric);
    if one { line } else { format!("({line})") }
}

fn elements(tree: &Tree, id: Id) -> Vec<Id> {
    let children = tree.node(id).children.iter().copied();
    children.filter(|&child| tree.element(child).is_some()).collect()
}
