//! Content streams (ISO 32000-1, 7.8.2): what pages paint, as plain facts. It knows nothing of the tag tree
//! and judges nothing.

mod colour;
mod marks;
mod paths;
mod state;
pub(super) mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::file::streams::{Undecoded, decode};
use super::file::{Objects, as_dict, integer, number};
use super::fonts::Face;
use super::page::{Mark, Page, Painted};
use super::pages::Leaf;
use super::syntax::{Item, Lexer, is_white};
use crate::check::limits::{MAX_PART, MAX_PARTS};
use colour::Space;
use paths::Path;
use state::{Matrix, State, around};
use text::{Text, finite};

/// Bytes of content that are carried out, at most; a form counts each time that it is painted.
const MAX_CONTENT: usize = MAX_PARTS / 4;
/// Things on all pages, at most.
const MAX_THINGS: usize = 4_000_000;
/// Values of one operator, at most.
const MAX_OPERANDS: usize = 1_000_000;
/// Forms inside forms, at most.
const MAX_FORMS: usize = 24;
/// Graphics states that are saved, at most.
const MAX_SAVED: usize = 4096;

/// Reads the pages of one document; fonts and forms are decoded once.
pub(super) struct Reader<'a> {
    objects: &'a Objects,
    faces: BTreeMap<usize, Arc<Face>>,
    forms: BTreeMap<usize, Rc<Vec<u8>>>,
    content: usize,
    things: usize,
    /// What could not be read, with the page from 0.
    pub(super) losses: BTreeSet<(usize, String)>,
    /// The limits were reached.
    pub(super) exhausted: bool,
}

/// Paints one page, or a form on it.
struct Painter<'r, 'a> {
    reader: &'r mut Reader<'a>,
    page: usize,
    out: Page,
    resources: Option<&'a Dictionary>,
    state: State,
    saved: Vec<State>,
    text: Text,
    path: Path,
    /// The innermost sequence of marked content, and those around it.
    sequence: Option<usize>,
    open: Vec<Option<usize>>,
    /// What each sequence of the page belongs to.
    marks: Vec<Mark>,
    /// How many sequences were open when the form began that is being painted.
    floor: usize,
    /// The sequence in which that form stands.
    outside: Option<usize>,
    form: Option<ObjectId>,
    /// Whether the form says that a tag tree knows its contents.
    own_marks: bool,
    depth: usize,
    order: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(objects: &'a Objects) -> Self {
        Self {
            objects,
            faces: BTreeMap::new(),
            forms: BTreeMap::new(),
            content: 0,
            things: 0,
            losses: BTreeSet::new(),
            exhausted: false,
        }
    }

    /// Reads the content of a page.
    pub(super) fn page(&mut self, number: usize, leaf: &Leaf<'a>) -> Page {
        let bytes = self.contents(number, leaf.dict);
        let mut painter = Painter {
            reader: self,
            page: number,
            out: Page { bounds: leaf.bounds, rotate: leaf.rotate, ..Page::default() },
            resources: leaf.resources,
            state: State::new(leaf.bounds),
            saved: Vec::new(),
            text: Text::new(),
            path: Path::default(),
            sequence: None,
            open: Vec::new(),
            marks: Vec::new(),
            floor: 0,
            outside: None,
            form: None,
            own_marks: false,
            depth: 0,
            order: 0,
        };
        painter.run(&bytes);
        painter.out
    }

    fn contents(&mut self, number: usize, dict: &'a Dictionary) -> Vec<u8> {
        let objects = self.objects;
        let parts = match objects.get(dict, b"Contents") {
            Some(Object::Array(parts)) => parts.as_slice(),
            Some(_) => match dict.get(b"Contents") {
                Ok(one) => std::slice::from_ref(one),
                Err(_) => &[],
            },
            None => &[],
        };
        let mut out = Vec::new();
        for part in parts {
            if let Object::Stream(stream) = objects.resolve(part) {
                // Tokens do not reach from one part into the next.
                out.extend(self.decoded(number, stream, "the content of the page"));
                out.push(b'\n');
            }
            if out.len() > MAX_PART {
                self.exhausted = true;
                break;
            }
        }
        out
    }

    fn decoded(&mut self, page: usize, stream: &Stream, what: &str) -> Vec<u8> {
        match decode(self.objects, stream, MAX_PART) {
            Ok(bytes) => bytes,
            Err(Undecoded::TooLarge) => {
                self.exhausted = true;
                Vec::new()
            }
            Err(Undecoded::Damaged) => {
                self.lose(page, &format!("{what} is damaged"));
                Vec::new()
            }
            Err(Undecoded::Filter) => {
                self.lose(page, &format!("{what} is compressed in a way that is not known"));
                Vec::new()
            }
        }
    }

    fn lose(&mut self, page: usize, what: &str) {
        self.losses.insert((page, what.to_owned()));
    }

    fn face(&mut self, dict: &'a Dictionary) -> Arc<Face> {
        let objects = self.objects;
        // Objects stay where they are while they are read: a place in memory tells them apart.
        let key = std::ptr::from_ref(dict) as usize;
        self.faces.entry(key).or_insert_with(|| Arc::new(Face::read(objects, dict))).clone()
    }
}

impl<'a> Painter<'_, 'a> {
    fn next_order(&mut self) -> usize {
        self.order += 1;
        self.reader.things += 1;
        self.reader.exhausted |= self.reader.things > MAX_THINGS;
        self.order
    }

    /// Carries out a content stream.
    fn run(&mut self, bytes: &[u8]) {
        self.reader.content = self.reader.content.saturating_add(bytes.len());
        if self.reader.content > MAX_CONTENT {
            self.reader.exhausted = true;
        }
        let mut lexer = Lexer::new(bytes, 0);
        let mut operands: Vec<Object> = Vec::new();
        let saved = self.saved.len();
        while !self.reader.exhausted {
            lexer.budget = MAX_OPERANDS;
            let Some(item) = lexer.next() else {
                self.reader.exhausted |= lexer.budget == 0;
                break;
            };
            match item {
                Item::Object(object) => {
                    operands.push(object);
                    // No operator takes more.
                    if operands.len() > 64 {
                        operands.remove(0);
                    }
                }
                Item::Keyword(b"BI") => {
                    self.inline_image(&mut lexer);
                    operands.clear();
                }
                Item::Keyword(b"Q") => {
                    if self.saved.len() > saved
                        && let Some(state) = self.saved.pop()
                    {
                        self.state = state;
                    }
                    operands.clear();
                }
                Item::Keyword(operator) => {
                    self.operate(operator, &operands);
                    operands.clear();
                }
            }
        }
        self.saved.truncate(saved);
    }

    fn operate(&mut self, operator: &[u8], operands: &[Object]) {
        let all: Vec<f64> = operands.iter().filter_map(number).collect();
        let n = |index: usize| all.get(index).copied().unwrap_or(0.0);
        match operator {
            b"q" if self.saved.len() < MAX_SAVED => self.saved.push(self.state.clone()),
            b"cm" => {
                if let Ok(matrix) = <[f64; 6]>::try_from(&all[..]) {
                    self.state.matrix = Matrix(matrix).then(self.state.matrix);
                }
            }
            b"gs" => self.set_parameters(operands),
            b"BT" => self.text = Text::new(),
            b"Tf" => self.set_font(operands, n(0)),
            b"Td" => self.text.next_line(n(0), n(1)),
            b"TD" => {
                self.state.leading = -n(1);
                self.text.next_line(n(0), n(1));
            }
            b"Tm" => {
                if let Ok(matrix) = <[f64; 6]>::try_from(&all[..]) {
                    self.text.line = Matrix(matrix);
                    self.text.matrix = Matrix(matrix);
                }
            }
            b"T*" => self.text.next_line(0.0, -self.state.leading),
            b"Tc" => self.state.character_spacing = n(0),
            b"Tw" => self.state.word_spacing = n(0),
            b"Tz" => self.state.scale = n(0) / 100.0,
            b"TL" => self.state.leading = n(0),
            b"Ts" => self.state.rise = n(0),
            b"Tr" => {
                let mode = operands.first().and_then(integer).unwrap_or(0);
                self.state.mode = u8::try_from(mode.clamp(0, 7)).unwrap_or(0);
            }
            b"Tj" => self.show(operands),
            b"TJ" => {
                if let Some(Object::Array(items)) = operands.first() {
                    self.show(items);
                }
            }
            b"'" | b"\"" => {
                if let [word, character, _] = operands {
                    self.state.word_spacing = number(word).unwrap_or(0.0);
                    self.state.character_spacing = number(character).unwrap_or(0.0);
                }
                self.text.next_line(0.0, -self.state.leading);
                self.show(operands.last().map_or(&[], std::slice::from_ref));
            }
            b"g" => self.set_colour(Space::Grey, &all),
            b"rg" => self.set_colour(Space::Rgb, &all),
            b"k" => self.set_colour(Space::Cmyk, &all),
            b"cs" => {
                let name = operands.first().and_then(|name| name.as_name().ok());
                let space = name
                    .map(|name| Space::named(self.reader.objects, self.resources, name))
                    .unwrap_or(Space::Unknown);
                self.state.space = space;
                self.state.fill = space.initial();
            }
            b"sc" | b"scn" => self.set_colour(self.state.space, &all),
            b"BMC" | b"BDC" => self.begin_marked(operands),
            b"EMC" => self.end_marked(),
            b"m" => self.move_to(n(0), n(1)),
            b"l" => self.line_to(n(0), n(1)),
            b"c" | b"v" | b"y" => self.curve(&all),
            b"re" => self.rectangle([n(0), n(1), n(2), n(3)]),
            b"W" | b"W*" => self.clip(),
            b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => self.paint_path(true),
            b"S" | b"s" | b"n" => self.paint_path(false),
            b"sh" => self.fill(self.state.clip, false, None),
            b"Do" => self.paint_object(operands),
            _ => {}
        }
    }

    fn set_colour(&mut self, space: Space, parts: &[f64]) {
        self.state.space = space;
        self.state.fill = space.colour(parts);
    }

    /// A resource of a kind by its name.
    fn resource(&self, kind: &[u8], operands: &[Object]) -> Option<(&'a Object, &'a Object)> {
        let objects = self.reader.objects;
        let name = operands.first()?.as_name().ok()?;
        let raw = objects.dict(self.resources?, kind)?.get(name).ok()?;
        Some((raw, objects.resolve(raw)))
    }

    fn set_font(&mut self, operands: &[Object], size: f64) {
        self.state.size = size;
        let dict = self.resource(b"Font", operands).and_then(|(_, font)| as_dict(font));
        self.state.face = dict.map(|dict| self.reader.face(dict));
    }

    /// `ExtGState` (8.4.5): what makes colours uncertain, and the font.
    fn set_parameters(&mut self, operands: &[Object]) {
        let objects = self.reader.objects;
        let Some(dict) = self.resource(b"ExtGState", operands).and_then(|(_, o)| as_dict(o)) else {
            return;
        };
        if let Some(alpha) = objects.number(dict, b"ca") {
            self.state.opaque = alpha >= 1.0;
        }
        if let Some(mode) = objects.name(dict, b"BM")
            && !matches!(mode, b"Normal" | b"Compatible")
        {
            self.state.opaque = false;
        }
        if let Some(mask) = objects.get(dict, b"SMask")
            && mask.as_name().ok() != Some(b"None")
        {
            self.state.opaque = false;
        }
        if let Some(font) = objects.array(dict, b"Font")
            && let [font, size] = font
            && let Some(font) = as_dict(objects.resolve(font))
        {
            self.state.face = Some(self.reader.face(font));
            self.state.size = number(objects.resolve(size)).unwrap_or(0.0);
        }
    }

    fn paint_object(&mut self, operands: &[Object]) {
        let objects = self.reader.objects;
        let Some((raw, Object::Stream(stream))) = self.resource(b"XObject", operands) else {
            return;
        };
        let id = raw.as_reference().ok();
        match objects.name(&stream.dict, b"Subtype") {
            Some(b"Image") => self.image(id),
            Some(b"Form") => self.paint_form(stream, id),
            _ => {}
        }
    }

    /// A picture takes the unit square.
    fn image(&mut self, object: Option<ObjectId>) {
        let matrix = self.state.matrix;
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)];
        let rect = around(&corners.map(|(x, y)| finite(matrix.apply(x, y))));
        let (mark, order) = (self.mark(), self.next_order());
        self.out.images.push(Painted { rect, mark, order, object });
    }

    fn paint_form(&mut self, stream: &'a Stream, id: Option<ObjectId>) {
        if self.depth >= MAX_FORMS {
            self.reader.lose(self.page, "a form is painted inside itself");
            return;
        }
        let objects = self.reader.objects;
        let key = std::ptr::from_ref(stream) as usize;
        let bytes = match self.reader.forms.get(&key) {
            Some(bytes) => bytes.clone(),
            None => {
                let bytes = Rc::new(self.reader.decoded(self.page, stream, "a form on the page"));
                self.reader.forms.insert(key, bytes.clone());
                bytes
            }
        };
        let state = self.state.clone();
        let resources = self.resources;
        let outer = (self.form, self.own_marks, self.floor, self.outside, self.text);
        if let Some(matrix) = objects.numbers(&stream.dict, b"Matrix") {
            self.state.matrix = Matrix(matrix).then(self.state.matrix);
        }
        // A transparency group may be blended as a whole; what is painted in it is still seen as it is.
        self.resources = objects.dict(&stream.dict, b"Resources").or(resources);
        self.outside = if self.form.is_none() { self.sequence } else { self.outside };
        self.form = id;
        self.own_marks = objects.get(&stream.dict, b"StructParents").is_some();
        self.floor = self.open.len();
        self.depth += 1;
        self.run(&bytes);
        self.depth -= 1;
        while self.open.len() > self.floor {
            self.end_marked();
        }
        (self.form, self.own_marks, self.floor, self.outside, self.text) = outer;
        self.resources = resources;
        self.state = state;
    }

    /// `BI … ID … EI`: the picture is noted, its data are gone over.
    fn inline_image(&mut self, lexer: &mut Lexer<'_>) {
        while let Some(item) = lexer.next() {
            if item == Item::Keyword(b"ID") {
                break;
            }
        }
        let rest = lexer.rest();
        // `EI` between white space, with text after it: data can hold the two letters too.
        let end = rest
            .windows(4)
            .position(|w| is_white(w[0]) && w[1] == b'E' && w[2] == b'I' && is_white(w[3]));
        let end = end.map_or(rest.len(), |end| end + 3);
        lexer.seek(lexer.pos() + end);
        self.image(None);
    }
}
