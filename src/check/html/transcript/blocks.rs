//! Headings, lists, preformatted text, controls: elements that make lines of their own.

use super::Teller;
use super::flow::Style;
use crate::check::html::names::NameFrom;
use crate::check::html::node::Node;
use crate::check::html::page::{Id, Page};
use crate::check::html::roles::Naming;
use crate::transcript::{Group, Kind};

/// The only heading of level 1 of a page.
pub(super) fn lone_title(page: &Page) -> Option<Id> {
    let mut titles = page.elements().filter(|node| node.is("h1") && !node.is_silent());
    let first = titles.next()?;
    titles.next().is_none().then_some(first.id)
}

/// Whether an element is a passage beside the text, not beside the article.
pub(super) fn is_aside(node: Node<'_>) -> bool {
    node.is("aside") && node.closest(&["main", "article", "section"]).is_some()
}

impl<'p> Teller<'p> {
    pub(super) fn heading(&mut self, node: Node<'p>, style: &Style) {
        if self.flow.held > 0 {
            return self.block(node, style);
        }
        self.flow.begin(Kind::Heading(node.heading_level()));
        let at = self.at(node);
        self.flow.stand(|| at);
        self.flow.held += 1;
        self.named(node, style);
        self.flow.held -= 1;
        self.flow.end_line();
    }

    /// Tells an element by what its author calls it, else by what it holds.
    pub(super) fn named(&mut self, node: Node<'p>, style: &Style) {
        let said = node.has("aria-label") || node.has("aria-labelledby");
        let name = said.then(|| node.accessible_name());
        if node.is("area") {
            return self.flow.words(&node.name_words(), style);
        }
        match name.filter(|name| matches!(name.from, NameFrom::AriaLabel | NameFrom::LabelledBy)) {
            Some(name) => self.flow.words(&name.words, style),
            None => self.children(node, style),
        }
    }

    /// Whether a banner holds the only title of the page: then it is the article's own.
    pub(super) fn holds_title(&self, banner: Node<'p>) -> bool {
        self.lone_title.is_some_and(|title| banner.holds(self.page.node(title)))
    }

    pub(super) fn list(&mut self, node: Node<'p>, style: &Style) {
        let items = node.elements().filter(|child| is_item(*child)).count();
        let group = Group::List { items, ordered: node.is("ol") };
        if items == 0 {
            return self.block(node, style);
        }
        if self.flow.held > 0 {
            return self.group(node, group, style, Self::children);
        }
        let mut numbers = numbers(node).into_iter();
        let at = self.at(node);
        self.flow.start(group.clone(), at.clone());
        for child in node.children() {
            if is_item(child) {
                let label = numbers.next().unwrap_or_default();
                let style = self.style(child, style);
                self.group(child, Group::Item { label }, &style, Self::children);
            } else {
                self.node(child, style);
            }
        }
        self.flow.end(group, at);
    }

    /// An item that stands in no list: its words.
    pub(super) fn item(&mut self, node: Node<'p>, style: &Style) {
        self.flow.edge(style);
        self.children(node, style);
        self.flow.edge(style);
    }

    pub(super) fn preformatted(&mut self, node: Node<'p>, style: &Style) {
        if self.flow.held > 0 || !style.preserves {
            return self.block(node, style);
        }
        self.flow.begin(Kind::Preformatted);
        let at = self.at(node);
        self.flow.stand(|| at);
        self.children(node, style);
        self.flow.end_line();
    }

    /// A control, by its name (unless a label says it on the page) and its value.
    pub(super) fn control(&mut self, node: Node<'p>, style: &Style) {
        self.flow.edge(style);
        let at = self.at(node);
        self.flow.stand(|| at);
        let is_native = matches!(node.html(), "input" | "select" | "textarea");
        let by_content = node.role_kind().is_some_and(|kind| kind.naming == Naming::Content);
        if by_content && !is_native {
            self.named(node, style);
        } else {
            let name = node.accessible_name();
            let has_label = matches!(name.from, NameFrom::Native | NameFrom::LabelledBy);
            if node.role() == Some("button") || !has_label {
                self.flow.words(&name.words, style);
            }
            self.flow.space(style);
            if is_native {
                self.flow.words(&value(node), style);
            } else {
                self.children(node, style);
            }
        }
        self.flow.edge(style);
    }
}

/// The types of `input` whose value is not shown, or is their name.
const WITHOUT_VALUE: [&str; 10] = [
    "button", "checkbox", "color", "file", "image", "password", "radio", "range", "reset", "submit",
];

/// What a control says that is filled in already.
fn value(control: Node<'_>) -> String {
    match control.html() {
        "input" if !WITHOUT_VALUE.contains(&&*control.input_type()) => {
            control.attr("value").unwrap_or("").to_owned()
        }
        "textarea" => control.text_content(),
        "select" => {
            let options = || control.descendants().filter(|node| node.is("option"));
            let chosen =
                options().find(|option| option.has("selected")).or_else(|| options().next());
            chosen.map(Node::text_content).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// The labels of the items of a list (HTML, 4.4.8): a number and a full stop if it is ordered.
fn numbers(list: Node<'_>) -> Vec<String> {
    if !list.is("ol") {
        return Vec::new();
    }
    let kind = list.value("type").unwrap_or("1");
    ordinals(list).into_iter().map(|number| format!("{}.", written(number, kind))).collect()
}

/// Whether an element is an item of the list around it, and not silent.
pub(super) fn is_item(node: Node<'_>) -> bool {
    node.is_element() && node.role() == Some("listitem") && !node.is_silent()
}

/// The numbers of the items of an ordered list.
pub(super) fn ordinals(list: Node<'_>) -> Vec<i64> {
    let number = |node: Node<'_>, name: &str| node.value(name).and_then(|n| n.parse::<i32>().ok());
    let items: Vec<_> = list.elements().filter(|child| is_item(*child)).collect();
    let reversed = list.has("reversed");
    let first = if reversed { i64::try_from(items.len()).unwrap_or(i64::MAX) } else { 1 };
    let mut next = number(list, "start").map_or(first, i64::from);
    let step = if reversed { -1 } else { 1 };
    let one = |item: &Node<'_>| {
        let own = number(*item, "value").map_or(next, i64::from);
        next = own + step;
        own
    };
    items.iter().map(one).collect()
}

/// A number as the type of its list writes it.
fn written(number: i64, kind: &str) -> String {
    match kind {
        "a" | "A" if number > 0 => {
            let (mut rest, mut letters) = (number, Vec::new());
            while rest > 0 {
                rest -= 1;
                letters.push(b'a' + u8::try_from(rest % 26).unwrap_or(0));
                rest /= 26;
            }
            let letters: String = letters.into_iter().rev().map(char::from).collect();
            if kind == "A" { letters.to_uppercase() } else { letters }
        }
        "i" | "I" if (1..4000).contains(&number) => {
            let roman = roman(number);
            if kind == "I" { roman.to_uppercase() } else { roman }
        }
        _ => number.to_string(),
    }
}

fn roman(mut number: i64) -> String {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}
