//! The accessible name and description of an element (Accessible Name and Description Computation 1.2),
//! with bounds: no page makes a name take long, whatever refers to whatever. It judges no name.

mod native;

pub(super) use native::Labels;

use std::rc::Rc;
use std::sync::Arc;

use super::node::Node;
use super::page::Id;
use super::roles::Naming;
use super::state::Display;
use crate::check::limits;

/// Nodes that are looked at for one name.
const MAX_STEPS: usize = 2000;
/// The longest name, in bytes; more is cut off.
const MAX_NAME: usize = 4 * 1024;
/// Elements whose words are kept for the next that refers to them.
const MAX_KEPT: usize = 10_000;

/// An accessible name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// What is announced, white space collapsed; may be empty.
    pub words: String,
    /// Where it comes from.
    pub from: NameFrom,
}

/// Where a name comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NameFrom {
    /// There is none.
    #[default]
    Nowhere,
    /// `aria-labelledby`.
    LabelledBy,
    /// `aria-label`.
    AriaLabel,
    /// What its language has for it: `alt`, `label`, `legend`, `caption`, `figcaption`, `title` of an SVG,
    /// `value` of a button.
    Native,
    /// What the element holds.
    Content,
    /// The attribute `title`.
    Title,
    /// The attribute `placeholder`.
    Placeholder,
}

impl Node<'_> {
    /// Its accessible name.
    pub fn accessible_name(self) -> Name {
        let mut namer = Namer::default();
        let (words, from) = namer.top(self);
        let words = collapse(&words);
        Name { from: if words.is_empty() { NameFrom::Nowhere } else { from }, words }
    }

    /// The words of its accessible name; may be empty.
    pub fn name_words(self) -> String {
        self.accessible_name().words
    }

    /// Its accessible description, white space collapsed; may be empty.
    pub fn description(self) -> String {
        let mut namer = Namer::default();
        let words = namer.referenced(self, "aria-describedby");
        let words = words.or_else(|| self.value("aria-description").map(str::to_owned));
        words.map(|words| collapse(&words)).filter(|words| !words.is_empty()).unwrap_or_else(|| {
            let title = collapse(self.attr("title").unwrap_or(""));
            if self.accessible_name().words == title { String::new() } else { title }
        })
    }

    /// The words inside it as assistive technology gets them, white space collapsed: names of pictures
    /// and controls, nothing hidden.
    pub fn words(self) -> String {
        let mut out = String::new();
        Namer::default().inside(
            self,
            Way { referring: true, hidden_too: false, depth: 0 },
            &mut out,
        );
        collapse(&out)
    }
}

impl Node<'_> {
    /// The first words that stand at a place, as a link into the document says where it leads: those of the
    /// first line inside the element, and if it holds none, of the first after it; at most 200 bytes.
    pub fn first_words(self) -> Option<Arc<str>> {
        const MAX_STEPS: usize = 100;
        const LONGEST: usize = 200;
        let mut words = String::new();
        let mut first_line = None;
        for node in self.following().take(MAX_STEPS) {
            let is_past = !self.holds(node) && !words.trim().is_empty();
            if is_past || words.len() > LONGEST {
                break;
            }
            let (Some(text), false) = (node.text(), node.is_silent()) else { continue };
            let line = node.ancestors().find(|outer| outer.display() != Display::Inline);
            let line = line.map(|line| line.id);
            if !words.trim().is_empty() && line != first_line {
                break;
            }
            first_line = line;
            words.push_str(text);
        }
        let words = collapse(&words);
        (!words.is_empty()).then(|| words[..words.floor_char_boundary(LONGEST)].into())
    }
}

/// The text with each run of white space as one space, and none around it.
pub fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(MAX_NAME));
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The white space that CSS collapses.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}

/// How a node was come to.
#[derive(Clone, Copy)]
struct Way {
    /// Inside a name that somebody refers to: further references are not followed.
    referring: bool,
    /// What was referred to is hidden: so may be what it holds.
    hidden_too: bool,
    depth: usize,
}

#[derive(Default)]
struct Namer {
    steps: usize,
    /// The control whose labels are read: what they hold of it is not its name.
    own: Option<Id>,
}

impl Namer {
    /// Whether another node may be looked at.
    fn step(&mut self, out: &str, way: Way) -> bool {
        self.steps += 1;
        self.steps <= MAX_STEPS && out.len() <= MAX_NAME && way.depth <= limits::MAX_DEPTH
    }

    /// The name of the element that is asked for.
    fn top(&mut self, node: Node<'_>) -> (String, NameFrom) {
        if node.is_hidden() {
            return Default::default();
        }
        let kind = node.role_kind();
        let prohibited = kind.is_some_and(|kind| kind.naming == Naming::Prohibited);
        let filled = |words: &String| !words.trim().is_empty();
        if !prohibited {
            if let Some(words) = self.referenced(node, "aria-labelledby").filter(filled) {
                return (words, NameFrom::LabelledBy);
            }
            if let Some(label) = node.value("aria-label") {
                return (label.to_owned(), NameFrom::AriaLabel);
            }
            if let Some(words) = self.native(node).filter(filled) {
                return (words, NameFrom::Native);
            }
        }
        let by_content = kind.is_some_and(|kind| kind.naming == Naming::Content)
            || (kind.is_none() && matches!(node.html(), "summary" | "legend" | "label"));
        if by_content {
            let mut words = String::new();
            self.inside(node, Way { referring: false, hidden_too: false, depth: 0 }, &mut words);
            if filled(&words) {
                return (words, NameFrom::Content);
            }
        }
        if kind.is_some_and(|kind| kind.name == "none") {
            return Default::default();
        }
        let of = |name| node.value(name).map(str::to_owned);
        of("title")
            .map(|title| (title, NameFrom::Title))
            .or_else(|| of("placeholder").map(|words| (words, NameFrom::Placeholder)))
            .unwrap_or_default()
    }

    /// The words of the elements that an attribute names.
    fn referenced(&mut self, node: Node<'_>, attribute: &str) -> Option<String> {
        node.value(attribute)?;
        let mut out = String::new();
        for target in node.referred(attribute).take(MAX_REFERENCES) {
            out.push_str(&self.reference(target));
            out.push(' ');
        }
        Some(out)
    }

    /// The words of an element that is referred to, hidden or not. Nothing inside it is referred to in turn.
    fn reference(&self, target: Node<'_>) -> Rc<str> {
        let referred = &target.page.referred;
        if self.own.is_none()
            && let Some(words) = referred.borrow().get(&target.id)
        {
            return words.clone();
        }
        let mut out = String::new();
        let way = Way { referring: true, hidden_too: target.is_silent(), depth: 0 };
        Self { steps: 0, own: self.own }.element(target, way, &mut out);
        let words: Rc<str> = out.into();
        if self.own.is_none() && referred.borrow().len() < MAX_KEPT {
            referred.borrow_mut().insert(target.id, words.clone());
        }
        words
    }

    /// What a node inside a name adds to it.
    fn node(&mut self, node: Node<'_>, way: Way, out: &mut String) {
        if let Some(text) = node.text() {
            let room = MAX_NAME.saturating_sub(out.len());
            out.push_str(&text[..text.floor_char_boundary(room)]);
            return;
        }
        if self.own == Some(node.id) {
            return;
        }
        if node.is_silent() && (!way.hidden_too || is_never_words(node)) {
            return;
        }
        let apart = !matches!(node.display(), Display::Inline | Display::Contents);
        if apart {
            out.push(' ');
        }
        self.element(node, way, out);
        if apart || node.is("br") {
            out.push(' ');
        }
    }

    fn element(&mut self, node: Node<'_>, way: Way, out: &mut String) {
        if !self.step(out, way) {
            return;
        }
        let role = node.role_kind();
        let may_be_named = role.is_none_or(|kind| kind.naming != Naming::Prohibited);
        if !way.referring
            && may_be_named
            && let Some(words) = self.referenced(node, "aria-labelledby")
            && !words.trim().is_empty()
        {
            out.push_str(&words);
            return;
        }
        if let Some(value) = native::control_value(node) {
            for piece in [" ", &value, " "] {
                out.push_str(piece);
            }
            return;
        }
        if may_be_named && let Some(label) = node.value("aria-label") {
            out.push_str(label);
            return;
        }
        if native::is_replaced(node)
            && let Some(words) = native::own_native(node)
        {
            out.push_str(&words);
            return;
        }
        let before = out.len();
        self.inside(node, way, out);
        if out[before..].trim().is_empty()
            && let Some(title) = node.value("title")
            && role.is_none_or(|kind| kind.name != "none")
        {
            out.push_str(title);
        }
    }

    /// What the children of a node add to a name.
    fn inside(&mut self, node: Node<'_>, way: Way, out: &mut String) {
        let way = Way { depth: way.depth + 1, ..way };
        for child in node.children() {
            if !self.step(out, way) {
                return;
            }
            self.node(child, way, out);
        }
    }
}

/// Elements that an attribute may name for one name.
const MAX_REFERENCES: usize = 100;

/// Whether what an element holds is no words at all, hidden or not.
fn is_never_words(node: Node<'_>) -> bool {
    matches!(node.html(), "script" | "style" | "template" | "head" | "noscript" | "datalist" | "rp")
}

/// The labels of each control, made once.
pub(super) fn labels_of(page: &super::page::Page, control: Id) -> &[Id] {
    page.labels.get_or_init(|| Labels::new(page)).of(control)
}

#[cfg(test)]
mod tests {
    use super::super::page::open_text;
    use super::*;
    use crate::markup::Syntax;

    /// The name of the element with the id `x`.
    fn name(body: &str) -> (String, NameFrom) {
        let page = open_text("a.html", body, Syntax::Html).unwrap();
        let name = page.by_id("x").unwrap().accessible_name();
        (name.words, name.from)
    }

    #[test]
    fn names_come_from_where_the_standard_says() {
        use NameFrom::*;
        for (body, words, from) in [
            ("<a id=x href=#> One <b>two</b>three<br>four</a>", "One twothree four", Content),
            ("<a id=x href=#><img src=a alt=Home></a>", "Home", Content),
            ("<a id=x href=# title=T><img src=a alt=''></a>", "T", Title),
            ("<a id=x href=# aria-label=A>B</a>", "A", AriaLabel),
            ("<i id=a>One</i><a id=x aria-labelledby='a x' href=#>two</a>", "One two", LabelledBy),
            (
                "<i id=a hidden>One <b>two</b></i><a id=x aria-labelledby=a href=#>c</a>",
                "One two",
                LabelledBy,
            ),
            ("<a id=x aria-labelledby=gone href=#>words</a>", "words", Content),
            ("<label for=x>Name</label><input id=x>", "Name", Native),
            ("<label>Name <input id=x value=Ann></label>", "Name", Native),
            (
                "<label>In <input value=3> days<input type=checkbox></label><input id=x title=T placeholder=P>",
                "T",
                Title,
            ),
            ("<input id=x placeholder=P>", "P", Placeholder),
            ("<input id=x type=submit value=Send>", "Send", Native),
            ("<input id=x type=image alt=Go>", "Go", Native),
            ("<fieldset id=x><legend>Sex</legend><input></fieldset>", "Sex", Native),
            ("<table id=x><caption>Cap</caption><tr><td>1</table>", "Cap", Native),
            ("<figure id=x><img src=a alt=b><figcaption>Cap</figcaption></figure>", "Cap", Native),
            ("<svg id=x><title>Map</title><text>a</text></svg>", "Map", Native),
            ("<img id=x src=a title=T>", "T", Title),
            ("<img id=x src=a alt='' title=T>", "", Nowhere),
            ("<p id=x>Words</p>", "", Nowhere),
            ("<p id=x aria-label=A>Words</p>", "", Nowhere),
            ("<iframe id=x title=T></iframe>", "T", Title),
            (
                "<h2 id=x><div>a</div><div>b</div><span hidden>c</span><i aria-hidden=true>d</i></h2>",
                "a b",
                Content,
            ),
            ("<div id=x role=button>a<i role=img aria-label=b></i></div>", "ab", Content),
        ] {
            assert_eq!(name(body), (words.to_owned(), from), "{body}");
        }
    }

    #[test]
    fn a_label_with_a_control_says_its_value() {
        let body = "<label><input type=checkbox id=x> Wake me in <input value=3> days</label>";
        assert_eq!(name(body).0, "Wake me in 3 days");
    }

    #[test]
    fn circles_and_depth_end() {
        let circle =
            "<b id=x role=button aria-labelledby=y></b><b id=y role=button aria-labelledby=x>w</b>";
        assert_eq!(name(circle).0, "w");
        let deep = format!("<h2 id=x>{}word", "<b><i>".repeat(2000));
        assert_eq!(name(&deep).0, "word");
        let long = format!("<h2 id=x>{}", "ž".repeat(100_000));
        assert!(name(&long).0.len() <= MAX_NAME);
    }
}
