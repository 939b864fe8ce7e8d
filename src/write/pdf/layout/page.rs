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
