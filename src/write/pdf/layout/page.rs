//! Strips to pages: where pages break, what is repeated on them, where everything ends up. It knows
//! nothing of blocks.

use super::flow::{Decoration, Flow, Header, Strip, lower, shift};
use super::frame::{Anchor, Item, LinkBox, Page, Point};
use super::style::Options;

/// Where a strip came to be.
#[derive(Debug, Clone, Copy)]
struct Spot {
    page: usize,
    /// Its top, or that of the header repeated above it.
    top: f32,
    bottom: f32,
}

/// Breaks a flow into pages.
pub(super) fn paginate(mut flow: Flow, options: &Options) -> (Vec<Page>, Vec<Anchor>) {
    flow.close();
    let mut pager = Pager {
        options,
        headers: &flow.headers,
        pages: Vec::new(),
        places: Vec::new(),
        spots: Vec::new(),
        used: 0.0,
    };
    pager.turn();
    let (mut group, mut height) = (Vec::new(), 0.0);
    let mut strips = flow.strips.into_iter().peekable();
    // A group is a chain of strips that stay together, as far as a page can hold it.
    while let Some(strip) = strips.next() {
        height += strip.before + strip.height;
        let ends = !strip.keep || height > options.depth() || strips.peek().is_none();
        group.push(strip);
        if ends {
            pager.group(std::mem::take(&mut group));
            height = 0.0;
        }
    }
    pager.decorate(&flow.decorations);
    (pager.pages, pager.places)
}

struct Pager<'a> {
    options: &'a Options,
    headers: &'a [Header],
    pages: Vec<Page>,
    places: Vec<Anchor>,
    spots: Vec<Spot>,
    /// How much of the page is used.
    used: f32,
}

impl Pager<'_> {
    fn turn(&mut self) {
        let (width, height) = (self.options.width, self.options.height);
        self.pages.push(Page { width, height, ..Page::default() });
        self.used = 0.0;
    }

    fn fits(&self, height: f32) -> bool {
        // Sums of heights are not exact.
        self.used + height <= self.options.depth() + 0.01
    }

    /// The header that is repeated above a strip, if the strip is the first of its page.
    fn header(&self, strip: &Strip) -> Option<&Header> {
        self.headers.get(strip.header?)
    }

    fn group(&mut self, group: Vec<Strip>) {
        let Some(first) = group.first() else { return };
        let height: f32 = group.iter().map(|strip| strip.before + strip.height).sum();
        let alone = height - first.before + self.header(first).map_or(0.0, |h| h.height);
        if self.used > 0.0 && !self.fits(height) && alone <= self.options.depth() {
            self.turn();
        }
        for strip in group {
            if self.used > 0.0 && !self.fits(strip.before + strip.height) {
                self.turn();
            }
            self.strip(strip);
        }
    }

    fn strip(&mut self, mut strip: Strip) {
        let above = self.options.margin + self.used;
        let (mut top, mut items) = (above + strip.before, Vec::new());
        if self.used == 0.0 {
            top = above;
            if let Some(header) = self.header(&strip) {
                items = header.items.iter().cloned().map(|item| moved(item, above)).collect();
                top += header.height;
            }
        }
        items.extend(strip.items.drain(..).map(|item| moved(item, top)));
        let bottom = top + strip.height;
        let at = Point { x: strip.left, y: top };
        let page = self.pages.len() - 1;
        self.used = bottom - self.options.margin;
        let fresh = self.spots.last().is_none_or(|spot| spot.page != page);
        self.spots.push(Spot { page, top: if fresh { above } else { top }, bottom });
        self.places.extend(strip.places.iter().map(|&key| Anchor { key, page, at }));
        if let Some(page) = self.pages.last_mut() {
            page.items.append(&mut items);
            let links = strip.links.drain(..);
            page.links.extend(links.map(|link| LinkBox { rect: lower(link.rect, top), ..link }));
        }
    }

    /// Draws boxes behind what they are around.
    fn decorate(&mut self, decorations: &[Decoration]) {
        let mut behind: Vec<Vec<Item>> = vec![Vec::new(); self.pages.len()];
        for decoration in decorations {
            let spots = self.spots.get(decoration.strips.clone()).unwrap_or(&[]);
            for on_page in spots.chunk_by(|a, b| a.page == b.page) {
                if let [first, ..] = on_page {
                    let bottom = on_page.last().map_or(first.bottom, |last| last.bottom);
                    behind[first.page].extend(decoration.items(first.top, bottom));
                }
            }
        }
        for (page, behind) in self.pages.iter_mut().zip(behind) {
            page.items.splice(0..0, behind);
        }
    }
}

fn moved(mut item: Item, down: f32) -> Item {
    shift(&mut item, down);
    item
}

#[cfg(test)]
mod tests {
    use super::super::frame::{Artifact, ContentKey, ItemKind, Layout, Part, Role};
    use super::super::testing::{assert_sound, heading, lay_out, runs, table, words};
    use super::*;
    use crate::model::NodeId;

    fn page_of(layout: &Layout, node: NodeId) -> Vec<(usize, f32)> {
        let key = ContentKey { node, part: Part::Text };
        let mut spots = Vec::new();
        for (number, page) in layout.pages.iter().enumerate() {
            for item in &page.items {
                if let (Role::Content(k), ItemKind::Glyphs(run)) = (item.role, &item.kind)
                    && k == key
                {
                    spots.push((number, run.origin.y));
                }
            }
        }
        spots
    }

    #[test]
    fn a_heading_stands_with_two_lines_and_no_line_stands_alone() {
        let long = "word ".repeat(60);
        // Fill the page with more and more lines, so that breaks come everywhere.
        for count in 1..60 {
            let mut body: Vec<_> = (0..count).map(|_| words("A line.")).collect();
            body.push(heading(2, "The heading"));
            body.push(words(long.trim()));
            let (document, layout) = lay_out(body, vec![], &Options::default());
            assert_sound(&document, &layout);
            // The text of a block is the node after it.
            let text_of = |index: usize| NodeId(document.body[index].at.id.0 + 1);
            let heading = page_of(&layout, text_of(count));
            let lines = page_of(&layout, text_of(count + 1));
            let on_page = |page| lines.iter().filter(|(p, _)| *p == page).count();
            assert!(on_page(heading[0].0) >= 2, "{count}: {heading:?} {lines:?}");
            assert!(on_page(heading[0].0 + 1) != 1, "{count}: {lines:?}");
            assert!(lines.is_sorted(), "{count}");
        }
    }

    #[test]
    fn header_rows_are_repeated_as_artifacts() {
        let mut rows = vec![["Head of a column", "Another head"]];
        rows.resize(120, ["cell", "more words"]);
        let (document, layout) = lay_out(vec![table(&rows)], vec![], &Options::default());
        assert_sound(&document, &layout);
        assert!(layout.pages.len() > 2);
        let words = |page: &Page, role: fn(Role) -> bool| -> String {
            let runs = page.items.iter().filter(|item| role(item.role));
            runs.filter_map(|item| match &item.kind {
                ItemKind::Glyphs(run) => Some(run.text.as_str()),
                _ => None,
            })
            .collect()
        };
        for (index, page) in layout.pages.iter().enumerate() {
            let artifacts = words(page, |role| role == Role::Artifact(Artifact::Layout));
            assert_eq!(artifacts == "Head of a columnAnother head", index > 0, "{artifacts}");
            let footer = words(page, |role| role == Role::Artifact(Artifact::Footer));
            assert_eq!(footer, format!("{} / {}", index + 1, layout.pages.len()));
            let header = words(page, |role| role == Role::Artifact(Artifact::Header));
            assert_eq!(header == "The title of the document", index > 0);
        }
        assert_eq!(runs(&layout).filter(|(_, run)| run.text.contains("Head")).count(), 1);
    }

    #[test]
    fn lines_do_not_overlap() {
        let body: Vec<_> = (0..40).map(|i| words(&"word ".repeat(i * 7 + 1))).collect();
        let (_, layout) = lay_out(body, vec![], &Options::default());
        let body = Options::default().body;
        for page in &layout.pages {
            let lines: Vec<f32> = page
                .items
                .iter()
                .filter(|item| matches!(item.role, Role::Content(_)))
                .filter_map(|item| match &item.kind {
                    ItemKind::Glyphs(run) => Some(run.origin.y),
                    _ => None,
                })
                .collect();
            assert!(lines.is_sorted_by(|a, b| b - a > 1.2 * body), "{lines:?}");
        }
    }
}
