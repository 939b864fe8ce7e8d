//! Whether the markup of a drawing can be followed with the memory and the time that a drawing may have:
//! elements that show others multiply, and lead deeper than the markup nests. It draws nothing.

use std::collections::{BTreeMap, BTreeSet};

use resvg::usvg::roxmltree::{Document, Node};

/// The deepest that the markup nests.
const MAX_DEPTH: usize = 200;
/// The deepest that references lead, one after the other.
const MAX_LEVELS: usize = 20_000;
/// The most elements once all that is shown twice is counted twice.
const MAX_ELEMENTS: usize = 200_000;
/// The most pairs of a style rule and an element.
const MAX_MATCHES: usize = 20_000_000;
/// The most elements that the markers of lines take.
const MAX_MARKS: usize = 500_000;
/// The most bytes of text: each character may ask all faces for a glyph.
const MAX_TEXT: usize = 100_000;
/// The properties by which a style can name another element.
const STYLES: usize = 6;

/// Says why a drawing is not to be drawn.
pub(super) fn check(xml: &Document<'_>) -> Result<(), &'static str> {
    let markup = Markup::read(xml);
    if markup.depth > MAX_DEPTH || markup.levels() > MAX_LEVELS {
        return Err("its elements are nested too deep");
    }
    let mut shown =
        Shown { markup: &markup, styled: 0, known: BTreeMap::new(), open: BTreeSet::new() };
    let styled = markup.style_names.iter().map(|name| shown.target(name)).max().unwrap_or(0);
    let mut shown =
        Shown { styled: styled.saturating_mul(STYLES), known: BTreeMap::new(), ..shown };
    if shown.count(xml.root_element()) > MAX_ELEMENTS {
        return Err("its elements show each other too often");
    }
    if markup.rules.saturating_mul(markup.heights.len()) > MAX_MATCHES {
        return Err("it has too many style rules");
    }
    if markup.marker_elements.saturating_mul(markup.path_bytes / 4) > MAX_MARKS {
        return Err("its lines have too many markers");
    }
    if markup.text > MAX_TEXT {
        return Err("it has more text than a drawing has");
    }
    Ok(())
}

/// What of a drawing's markup decides what it costs.
#[derive(Default)]
struct Markup<'a, 'i> {
    by_name: BTreeMap<&'a str, Vec<Node<'a, 'i>>>,
    /// How deep each element's content nests.
    heights: BTreeMap<u32, usize>,
    depth: usize,
    /// The names that attributes and style sheets refer to.
    names: BTreeSet<&'a str>,
    style_names: BTreeSet<&'a str>,
    rules: usize,
    marker_elements: usize,
    path_bytes: usize,
    text: usize,
}

impl<'a, 'i> Markup<'a, 'i> {
    fn read(xml: &'a Document<'i>) -> Self {
        let mut markup = Self::default();
        let mut elements = Vec::new();
        let mut depths: BTreeMap<u32, (usize, bool)> = BTreeMap::new();
        for node in xml.descendants() {
            let parent = node.parent_element();
            if let (true, Some(parent)) = (node.is_text(), parent) {
                markup.words(parent, node.text().unwrap_or(""));
            }
            if !node.is_element() {
                continue;
            }
            let (above, in_marker) =
                parent.and_then(|parent| depths.get(&number(parent))).copied().unwrap_or_default();
            let in_marker = in_marker || is(node, "marker");
            depths.insert(number(node), (above + 1, in_marker));
            markup.depth = markup.depth.max(above + 1);
            markup.marker_elements += usize::from(in_marker);
            elements.push(node);
            for attribute in node.attributes() {
                markup.names.extend(names(attribute.value()));
                match attribute.name() {
                    "id" => markup.by_name.entry(attribute.value()).or_default().push(node),
                    "d" | "points" => markup.path_bytes += attribute.value().len(),
                    _ => {}
                }
            }
        }
        // What is inside an element comes after it.
        for node in elements.into_iter().rev() {
            let height = *markup.heights.entry(number(node)).or_insert(1);
            if let Some(parent) = node.parent_element() {
                let above = markup.heights.entry(number(parent)).or_insert(1);
                *above = (*above).max(height + 1);
            }
        }
        markup
    }

    fn words(&mut self, parent: Node<'a, 'i>, words: &'a str) {
        if is(parent, "style") {
            self.rules += words.matches('{').count() + words.matches(',').count();
            self.style_names.extend(names(words));
            self.names.extend(names(words));
        } else {
            self.text += words.trim().len();
        }
    }

    /// The depths of all that is referred to, added up: no chain of references is longer.
    fn levels(&self) -> usize {
        let named = self.names.iter().filter_map(|name| self.by_name.get(name)).flatten();
        named.filter_map(|node| self.heights.get(&number(*node))).sum()
    }
}

/// Counts elements as often as they are shown. It follows references as deep as they lead, which is
/// bounded before.
struct Shown<'m, 'a, 'i> {
    markup: &'m Markup<'a, 'i>,
    /// What each element may show by way of a style sheet.
    styled: usize,
    known: BTreeMap<u32, usize>,
    /// What is being counted: nothing shows itself.
    open: BTreeSet<u32>,
}

impl<'a, 'i> Shown<'_, 'a, 'i> {
    fn count(&mut self, node: Node<'a, 'i>) -> usize {
        if let Some(&known) = self.known.get(&number(node)) {
            return known;
        }
        if !node.is_element() || !self.open.insert(number(node)) {
            return 0;
        }
        let mut count = 1 + self.styled;
        for child in node.children() {
            count = count.saturating_add(self.count(child));
        }
        for attribute in node.attributes() {
            for name in names(attribute.value()) {
                count = count.saturating_add(self.target(name));
            }
        }
        self.open.remove(&number(node));
        self.known.insert(number(node), count);
        count
    }

    /// What a reference shows; gradients show nothing.
    fn target(&mut self, name: &str) -> usize {
        let markup = self.markup;
        let targets = markup.by_name.get(name).into_iter().flatten();
        let targets = targets.filter(|node| !node.tag_name().name().ends_with("Gradient"));
        targets.map(|&target| self.count(target)).max().unwrap_or(0)
    }
}

/// Elements by number: what is inside one has greater numbers.
fn number(node: Node<'_, '_>) -> u32 {
    node.id().get()
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name
}

/// The names in `#name` and `url(#name)`.
fn names(value: &str) -> impl Iterator<Item = &str> {
    let end = |c: char| c.is_whitespace() || matches!(c, ')' | '\'' | '"' | ';');
    value.split('#').skip(1).map(move |rest| rest.split(end).next().unwrap_or(rest))
}
