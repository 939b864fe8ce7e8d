//! What stands on every page beside the text, as artifacts: the running header and the page number.

use unicode_segmentation::UnicodeSegmentation;

use super::block::{Composer, Setting};
use super::flow::shift;
use super::frame::{Artifact, ContentKey, Item, Page, Part, Role};
use super::line::Line;
use super::prose::Prose;
use super::style::{MUTED, TextStyle};
use crate::model::{Direction, NodeId};
use crate::write::front::FrontPart;

impl Composer<'_> {
    /// Adds the running header to all pages but the first, and the page number to all.
    pub(super) fn furnish(&mut self, pages: &mut [Page], setting: Setting) {
        let size = self.options.size(0.8);
        let style = TextStyle { size, colour: MUTED, leading: 1.2, ..setting.text };
        let setting = setting.styled(style);
        let header = if pages.len() > 1 { self.running_title(setting) } else { None };
        let total = pages.len();
        for (index, page) in pages.iter_mut().enumerate() {
            if index > 0
                && let Some(header) = &header
            {
                let top = 0.55 * self.options.margin - header.height / 2.0;
                page.items.extend(artifacts(header, Artifact::Header, top));
            }
            let number = self.furniture(&format!("{} / {total}", index + 1), style, None);
            if let Some(mut line) = number {
                line.shift((page.width - line.extent.0 - line.extent.1) / 2.0);
                let top = page.height - 0.55 * self.options.margin - line.height / 2.0;
                page.items.extend(artifacts(&line, Artifact::Footer, top));
            }
        }
    }

    /// The title in one line, shortened if need be.
    fn running_title(&mut self, setting: Setting) -> Option<Line> {
        let title = self.document.meta.title.as_deref()?;
        let fits = |to: &mut Self, text: &str| {
            let prose = to.furniture_prose(text, setting.text, setting.dir);
            to.shaper.widths(&prose).1 <= setting.width
        };
        // No line has more than a few hundred characters.
        let ends: Vec<usize> =
            title.grapheme_indices(true).take(400).map(|(at, g)| at + g.len()).collect();
        let whole = ends.last().is_some_and(|&end| end == title.len()) && fits(self, title);
        let mut text = title.to_owned();
        if !whole {
            let shortened = |count: usize| {
                let end = count.checked_sub(1).and_then(|last| ends.get(last)).copied();
                format!("{}…", title.get(..end.unwrap_or(0)).unwrap_or("").trim_end())
            };
            // Widths grow with the number of graphemes.
            let (mut fitting, mut too_long) = (0, ends.len());
            while fitting + 1 < too_long {
                let middle = usize::midpoint(fitting, too_long);
                if fits(self, &shortened(middle)) {
                    fitting = middle;
                } else {
                    too_long = middle;
                }
            }
            text = shortened(fitting);
        }
        let prose = self.furniture_prose(&text, setting.text, setting.dir);
        self.shaper.lines(&prose, setting.x, setting.width + 0.5).into_iter().next()
    }

    fn furniture(&mut self, text: &str, style: TextStyle, dir: Option<Direction>) -> Option<Line> {
        let prose = self.furniture_prose(text, style, dir);
        self.single(&prose)
    }

    fn furniture_prose(&self, text: &str, style: TextStyle, dir: Option<Direction>) -> Prose {
        // Any key will do: the items become artifacts.
        let key = ContentKey { node: NodeId(0), part: Part::Front(FrontPart::Title) };
        Prose::of(text, key, style, dir, self.fonts)
    }
}

fn artifacts(line: &Line, artifact: Artifact, top: f32) -> Vec<Item> {
    let mut items = line.items.clone();
    for item in &mut items {
        item.role = Role::Artifact(artifact);
        shift(item, top);
    }
    items
}
