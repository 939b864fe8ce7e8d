//! What drawing takes, in pixels, before one is drawn: layers, effects, patterns and dashes can make a
//! small file take hours, or all memory.

use resvg::usvg::filter::Kind;
use resvg::usvg::{Fill, Group, Node, Paint, Path, Rect, Stroke, Tree};

/// The most pixels that are touched: some seconds.
const MAX_TOUCHED: f64 = 6e9;
/// The most pixels that are in memory at one time.
const MAX_HELD: f64 = 1e8;
/// What even the smallest element takes.
const LEAST: f64 = 200.0;
/// The most dashes of a line that are drawn, and what each takes.
const MAX_DASHES: f64 = 1e6;
const DASH: f64 = 100.0;
/// Layers are cut off at some distance around the drawing: so many drawings' size.
const AROUND: f64 = 25.0;

/// Says why a drawing is not to be drawn at a scale.
pub(super) fn check(tree: &Tree, scale: f32) -> Result<(), &'static str> {
    let canvas = f64::from(tree.size().width()) * f64::from(tree.size().height());
    let scale = f64::from(scale) * f64::from(scale);
    let mut cost = Cost { canvas: canvas * scale, scale, touched: 0.0, todo: Vec::new() };
    cost.todo.push((tree.root(), cost.canvas));
    while let Some((group, held)) = cost.todo.pop() {
        cost.group(group, held);
        // Not `<=`: what is no number is too much.
        if !(cost.touched <= MAX_TOUCHED && held <= MAX_HELD) {
            return Err("its effects take too long to draw");
        }
    }
    Ok(())
}

struct Cost<'a> {
    /// Pixels of the drawing.
    canvas: f64,
    /// Pixels for a square of one by one.
    scale: f64,
    touched: f64,
    /// Groups, and the pixels that are in memory while each is drawn.
    todo: Vec<(&'a Group, f64)>,
}

impl<'a> Cost<'a> {
    fn group(&mut self, group: &'a Group, mut held: f64) {
        if group.should_isolate() {
            let layer =
                self.area(group.abs_layer_bounding_box().to_rect()).min(AROUND * self.canvas);
            held += layer;
            self.touched += layer;
            for primitive in group.filters().iter().flat_map(|filter| filter.primitives()) {
                self.touched += layer * passes(primitive.kind(), self.scale.sqrt());
                held += layer;
                if let Kind::Image(image) = primitive.kind() {
                    self.todo.push((image.root(), held));
                }
            }
        }
        let mut clip = group.clip_path();
        while let Some(path) = clip {
            self.todo.push((path.root(), held + self.canvas));
            clip = path.clip_path();
        }
        let mut mask = group.mask();
        while let Some(outer) = mask {
            self.todo.push((outer.root(), held + self.canvas));
            mask = outer.mask();
        }
        for node in group.children() {
            self.touched += LEAST;
            match node {
                Node::Group(group) => self.todo.push((group, held)),
                Node::Path(path) => self.path(path, held),
                Node::Text(text) => self.todo.push((text.flattened(), held)),
                Node::Image(image) => self.touched += self.area(image.abs_bounding_box()),
            }
        }
    }

    fn path(&mut self, path: &'a Path, held: f64) {
        self.touched += self.area(path.abs_stroke_bounding_box()).min(self.canvas);
        let corners = f64::from(u32::try_from(path.data().len()).unwrap_or(u32::MAX));
        self.touched += LEAST * corners;
        let paints = [path.fill().map(Fill::paint), path.stroke().map(Stroke::paint)];
        for paint in paints.into_iter().flatten() {
            if let Paint::Pattern(pattern) = paint {
                let (across, down) = path.abs_transform().get_scale();
                let tile = self.area(pattern.rect().to_rect()) * f64::from(across * down);
                self.touched += tile;
                self.todo.push((pattern.root(), held + tile));
            }
        }
        if let Some(dashes) = path.stroke().and_then(|line| line.dasharray()) {
            let around = path.bounding_box().width() + path.bounding_box().height();
            let dash: f32 = dashes.iter().sum();
            let count = 2.0 * f64::from(around) * corners / f64::from(dash).max(1e-9);
            self.touched += DASH * count.min(MAX_DASHES);
        }
    }

    fn area(&self, rect: Rect) -> f64 {
        f64::from(rect.width()) * f64::from(rect.height()) * self.scale
    }
}

/// How often an effect touches each pixel of its layer.
fn passes(kind: &Kind, scale: f64) -> f64 {
    match kind {
        Kind::Turbulence(effect) => 40.0 * f64::from(effect.num_octaves()),
        Kind::ConvolveMatrix(effect) => {
            f64::from(effect.matrix().columns()) * f64::from(effect.matrix().rows())
        }
        Kind::Morphology(effect) => {
            let radii = effect.radius_x().get() + effect.radius_y().get();
            let reach = f64::from(radii) * scale;
            4.0 + reach * reach
        }
        Kind::GaussianBlur(_) | Kind::DropShadow(_) => 20.0,
        _ => 5.0,
    }
}
