//! The content stream of one page. It knows nothing of the tag tree but that contents are numbered
//! per page.

use std::collections::BTreeMap;

use image::metadata::Orientation;
use printpdf::{
    Codepoint, Color, CurTransMat, DictItem, LineJoinStyle, Op, PaintMode, PdfFontHandle, Pt, Rgb,
    TextItem, TextMatrix, TextRenderingMode, XObjectTransform,
};

use super::faces::Face;
use super::pictures::Embedded;
use super::unicode::Shown;
use crate::model::NodeId;
use crate::write::pdf::layout::frame::{
    Artifact, Colour, ContentKey, Glyph, GlyphRun, Item, ItemKind, Rect, Role,
};
use crate::write::pdf::structure::Structure;

/// Paints a page: its operations, and the key of each marked content by `MCID`.
pub(super) fn page(
    height: f32,
    items: &[Item],
    faces: &[Face],
    pictures: &BTreeMap<NodeId, Embedded>,
    structure: &Structure,
) -> (Vec<Op>, Vec<ContentKey>) {
    let mut painter = Painter {
        height,
        faces,
        structure,
        ops: Vec::new(),
        marks: Vec::new(),
        open: None,
        pen: None,
        instead: false,
        font: None,
        colour: None,
        outline: None,
    };
    for item in items {
        if let ItemKind::Picture { node, .. } = &item.kind
            && !pictures.contains_key(node)
        {
            continue;
        }
        match &item.kind {
            ItemKind::Glyphs(run) => painter.glyphs(item.role, run),
            ItemKind::Picture { node, rect } => {
                painter.mark(item.role, None);
                painter.picture(&pictures[node], *rect);
            }
            ItemKind::Fill { rect, colour } => {
                painter.mark(item.role, None);
                painter.fill(*rect, *colour);
            }
        }
    }
    painter.close();
    (painter.ops, painter.marks)
}

struct Painter<'a> {
    height: f32,
    faces: &'a [Face],
    structure: &'a Structure,
    ops: Vec<Op>,
    marks: Vec<ContentKey>,
    /// The marked content that is open.
    open: Option<Role>,
    /// Where the pen stands, if a text object is open.
    pen: Option<Pen>,
    /// The open marked content has a text instead of its glyphs, so that nothing more may go in.
    instead: bool,
    font: Option<(usize, f32)>,
    colour: Option<Colour>,
    /// The size and colour of text that is drawn with an outline besides.
    outline: Option<(f32, Colour)>,
}

#[derive(Clone, Copy)]
struct Pen {
    x: f32,
    baseline: f32,
}

impl Painter<'_> {
    /// Opens marked content for a role, unless it is open already. `text` is what stands instead of
    /// the glyphs: it is given to marked content of its own, never to one inside another, because
    /// programs that read text by the tag tree lose what follows a nested one.
    fn mark(&mut self, role: Role, text: Option<&str>) {
        if text.is_none() && self.open == Some(role) && !self.instead {
            return;
        }
        self.close();
        self.open = Some(role);
        self.instead = text.is_some();
        let (tag, mut properties) = match role {
            Role::Content(key) => {
                let owner = self.structure.owners.get(&key);
                let tag = owner.map_or("P", |&owner| self.structure.element(owner).tag.name());
                // Some programs look for a text beside glyphs only where the tag is this one.
                let tag = if text.is_some() { "Span" } else { tag };
                let number = i64::try_from(self.marks.len()).unwrap_or(i64::MAX);
                self.marks.push(key);
                (tag, vec![("MCID", DictItem::Int(number))])
            }
            Role::Artifact(kind) => ("Artifact", artifact(kind)),
        };
        properties.extend(
            text.map(|text| ("ActualText", DictItem::Bytes(crate::write::pdf::utf16(text)))),
        );
        let map = properties.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties });
    }

    fn close(&mut self) {
        self.end_text();
        if self.open.take().is_some() {
            self.ops.push(Op::EndMarkedContentWithProperties);
        }
    }

    fn end_text(&mut self) {
        if self.pen.take().is_some() {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn glyphs(&mut self, role: Role, run: &GlyphRun) {
        let Some(index) = self.faces.iter().position(|face| face.id == run.face) else { return };
        let face = &self.faces[index];
        let shown = Shown::of(run);
        for segment in shown.segments(|glyph| face.text(glyph)) {
            // Nobody reads an artifact.
            let text = segment.text.filter(|_| matches!(role, Role::Content(_)));
            self.mark(role, text);
            let glyphs = &shown.glyphs[segment.glyphs];
            let start = glyphs.first().map_or(0.0, |glyph| glyph.offset.x);
            let pen = self.begin_text(run, start, index);
            self.pen = Some(self.show(run, glyphs, face, pen));
        }
    }

    /// Readies the pen for glyphs of a run that begin at `start`.
    fn begin_text(&mut self, run: &GlyphRun, start: f32, index: usize) -> Pen {
        if self.pen.is_none() {
            self.ops.push(Op::StartTextSection);
        }
        self.set_colour(run.colour);
        self.set_outline(run.heavier.then_some((run.size, run.colour)));
        if self.font != Some((index, run.size)) {
            self.font = Some((index, run.size));
            let font = PdfFontHandle::External(self.faces[index].resource());
            self.ops.push(Op::SetFont { font, size: Pt(run.size) });
        }
        match self.pen {
            Some(pen) if pen.baseline.to_bits() == run.origin.y.to_bits() => pen,
            _ => {
                let x = round(run.origin.x + start);
                let y = round(self.height - run.origin.y);
                let matrix = TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y]);
                self.ops.push(Op::SetTextMatrix { matrix });
                Pen { x, baseline: run.origin.y }
            }
        }
    }

    /// Shows glyphs where the run has them: the pen is moved between them where their widths do not.
    fn show(&mut self, run: &GlyphRun, glyphs: &[&Glyph], face: &Face, mut pen: Pen) -> Pen {
        let unit = run.size / 1000.0;
        let mut rise = 0.0;
        let mut items: Vec<TextItem> = Vec::new();
        let mut codes: Vec<Codepoint> = Vec::new();
        for glyph in glyphs {
            let wanted = run.origin.x + glyph.offset.x;
            let shift = ((pen.x - wanted) / unit).round();
            if shift.abs() >= 1.0 {
                match codes.last_mut() {
                    Some(last) => last.offset += shift,
                    None => items.push(TextItem::Offset(shift)),
                }
                pen.x -= shift * unit;
            }
            let glyph_rise = round(-glyph.offset.y);
            if (glyph_rise - rise).abs() >= 0.01 {
                self.flush(&mut items, &mut codes);
                rise = glyph_rise;
                self.ops.push(Op::SetLineOffset { multiplier: rise });
            }
            let code = face.code(glyph.id);
            codes.push(Codepoint::new(code, 0.0));
            pen.x += face.width(code) * unit;
        }
        self.flush(&mut items, &mut codes);
        if rise != 0.0 {
            self.ops.push(Op::SetLineOffset { multiplier: 0.0 });
        }
        pen
    }

    fn flush(&mut self, items: &mut Vec<TextItem>, codes: &mut Vec<Codepoint>) {
        if !codes.is_empty() {
            items.push(TextItem::GlyphIds(std::mem::take(codes)));
        }
        if !items.is_empty() {
            self.ops.push(Op::ShowText { items: std::mem::take(items) });
        }
    }

    fn picture(&mut self, picture: &Embedded, rect: Rect) {
        self.end_text();
        let (left, right) = (rect.x, rect.x + rect.width);
        let (top, bottom) = (self.height - rect.y, self.height - rect.y - rect.height);
        let matrix = turned(picture.turn, [left, bottom, right, top]).map(round);
        let transform = XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
        self.ops.push(Op::SaveGraphicsState);
        self.ops.push(Op::SetTransformationMatrix { matrix: CurTransMat::Raw(matrix) });
        self.ops.push(Op::UseXobject { id: picture.id.clone(), transform });
        self.ops.push(Op::RestoreGraphicsState);
    }

    fn fill(&mut self, rect: Rect, colour: Colour) {
        self.end_text();
        self.set_colour(colour);
        let rectangle = printpdf::Rect {
            x: Pt(round(rect.x)),
            y: Pt(round(self.height - rect.y - rect.height)),
            width: Pt(round(rect.width)),
            height: Pt(round(rect.height)),
            mode: Some(PaintMode::Fill),
            winding_order: None,
        };
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    fn set_colour(&mut self, colour: Colour) {
        if self.colour != Some(colour) {
            self.colour = Some(colour);
            self.ops.push(Op::SetFillColor { col: rgb(colour) });
        }
    }

    /// Makes the text that follows heavier by an outline, or no more so.
    fn set_outline(&mut self, outline: Option<(f32, Colour)>) {
        if self.outline == outline {
            return;
        }
        let mode = match outline {
            Some((size, colour)) => {
                let pt = Pt(round(size * HEAVIER));
                self.ops.push(Op::SetOutlineThickness { pt });
                self.ops.push(Op::SetOutlineColor { col: rgb(colour) });
                self.ops.push(Op::SetLineJoinStyle { join: LineJoinStyle::Round });
                TextRenderingMode::FillStroke
            }
            None => TextRenderingMode::Fill,
        };
        self.outline = outline;
        self.ops.push(Op::SetTextRenderingMode { mode });
    }
}

/// The matrix that brings the unit square, in which a picture stands, to a box on the page.
fn turned(turn: Orientation, [left, bottom, right, top]: [f32; 4]) -> [f32; 6] {
    // Where the picture's own lower left, lower right and upper left corners go.
    let (origin, along, up) = match turn {
        Orientation::NoTransforms => ((left, bottom), (right, bottom), (left, top)),
        Orientation::FlipHorizontal => ((right, bottom), (left, bottom), (right, top)),
        Orientation::Rotate180 => ((right, top), (left, top), (right, bottom)),
        Orientation::FlipVertical => ((left, top), (right, top), (left, bottom)),
        Orientation::Rotate90FlipH => ((right, top), (right, bottom), (left, top)),
        Orientation::Rotate90 => ((left, top), (left, bottom), (right, top)),
        Orientation::Rotate270FlipH => ((left, bottom), (left, top), (right, bottom)),
        Orientation::Rotate270 => ((right, bottom), (right, top), (left, bottom)),
    };
    let to = |corner: (f32, f32)| [corner.0 - origin.0, corner.1 - origin.1];
    let ([a, b], [c, d]) = (to(along), to(up));
    [a, b, c, d, origin.0, origin.1]
}

/// The outline of text that is made heavier, in sizes.
const HEAVIER: f32 = 0.035;

fn rgb(Colour(r, g, b): Colour) -> Color {
    let part = |value: u8| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0;
    Color::Rgb(Rgb { r: part(r), g: part(g), b: part(b), icc_profile: None })
}

/// Hundredths of a point: finer than any printer, and short in the file.
pub(in crate::write::pdf) fn round(length: f32) -> f32 {
    (length * 100.0).round() / 100.0
}

fn artifact(kind: Artifact) -> Vec<(&'static str, DictItem)> {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let pagination = |subtype, edge| {
        vec![
            ("Type", name("Pagination")),
            ("Subtype", name(subtype)),
            ("Attached", DictItem::Array(vec![name(edge)])),
        ]
    };
    match kind {
        Artifact::Header => pagination("Header", "Top"),
        Artifact::Footer => pagination("Footer", "Bottom"),
        Artifact::Layout | Artifact::Decorative => vec![("Type", name("Layout"))],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_turn_fills_the_box_and_brings_the_first_pixel_where_it_belongs() {
        let frame = [10.0, 20.0, 40.0, 60.0];
        // By number in the file: where the upper left corner of the data is shown.
        let corners = [
            (1, (10.0, 60.0)),
            (2, (40.0, 60.0)),
            (3, (40.0, 20.0)),
            (4, (10.0, 20.0)),
            (5, (10.0, 60.0)),
            (6, (40.0, 60.0)),
            (7, (40.0, 20.0)),
            (8, (10.0, 20.0)),
        ];
        let mut matrices = Vec::new();
        for (number, first) in corners {
            let matrix = turned(Orientation::from_exif(number).unwrap(), frame);
            let at = |u: f32, v: f32| {
                let [right, lift, shift, up, x, y] = matrix;
                (right * u + shift * v + x, lift * u + up * v + y)
            };
            assert_eq!(at(0.0, 1.0), first, "{number}");
            let opposite = (50.0 - first.0, 80.0 - first.1);
            assert_eq!(at(1.0, 0.0), opposite, "{number}");
            matrices.push(matrix);
        }
        matrices.dedup();
        assert_eq!(matrices.len(), 8);
    }
}
