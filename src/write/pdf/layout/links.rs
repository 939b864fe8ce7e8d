//! The boxes of links in a line, and the lines below them. It knows nothing of text.

use super::frame::{ContentKey, Item, LinkBox, Rect};
use super::line::fill;
use super::prose::Look;

/// A link's part of a piece.
pub(super) struct LinkPiece {
    pub(super) key: ContentKey,
    /// Where the line below it is.
    pub(super) underline: Option<f32>,
    pub(super) look: Option<Look>,
    pub(super) rect: Rect,
}

/// Joins the pieces of each link that have no more than a space between them, and underlines them.
pub(super) fn boxes(
    mut pieces: Vec<LinkPiece>,
    nearest: f32,
    items: &mut Vec<Item>,
) -> Vec<LinkBox> {
    let mut links: Vec<LinkBox> = Vec::new();
    pieces.sort_by(|a, b| a.rect.x.total_cmp(&b.rect.x));
    let mut open: Option<LinkPiece> = None;
    for piece in pieces {
        match &mut open {
            // Pieces of one link with nothing but a space between them are one box.
            Some(last)
                if last.key == piece.key
                    && piece.rect.x - (last.rect.x + last.rect.width) < nearest =>
            {
                last.rect = union(last.rect, piece.rect);
                last.underline = last.underline.or(piece.underline);
                last.look = last.look.or(piece.look);
            }
            _ => close_link(open.replace(piece).as_ref(), items, &mut links),
        }
    }
    close_link(open.as_ref(), items, &mut links);
    links
}

fn close_link(piece: Option<&LinkPiece>, items: &mut Vec<Item>, links: &mut Vec<LinkBox>) {
    let Some(&LinkPiece { key, underline, look, rect }) = piece else { return };
    if let (Some(y), Some(look)) = (underline, look) {
        let height = (look.text.size / 18.0).max(0.4);
        items.push(fill(Rect { y, height, ..rect }, look.text.colour));
    }
    links.push(LinkBox { key, rect });
}

fn union(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    let right = (a.x + a.width).max(b.x + b.width);
    let bottom = (a.y + a.height).max(b.y + b.height);
    Rect { x, y, width: right - x, height: bottom - y }
}
