//! Inlines to one string for shaping, and which bytes of it are which content. It knows nothing of
//! lines and pages.

use std::collections::BTreeMap;

use super::frame::{ContentKey, Part};
use super::style::{LINK, MUTED, TextStyle};
use crate::fonts::{FontBook, Script};
use crate::model::{Alt, Attrs, Direction, Image, Inline, InlineKind, NodeId};

/// A paragraph that is ready to be shaped.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Prose {
    /// What is shaped. It differs from what the document says where `swaps` says so.
    pub(super) text: String,
    /// Which bytes are what: in order, each reaching to the next.
    pub(super) spans: Vec<Span>,
    /// Characters of `text` that stand for something else, in order.
    pub(super) swaps: Vec<Swap>,
    /// Where content ends in the midst of a word, so that no ligature may run across.
    pub(super) seams: Vec<usize>,
    /// Pictures in the text, in order.
    pub(super) pictures: Vec<InlinePicture>,
    /// Places in the text that links lead to, in order.
    pub(super) places: Vec<(usize, ContentKey)>,
    /// Characters that no bundled face has.
    pub(super) missing: Vec<(NodeId, char)>,
    /// The style of the paragraph, which makes its line height.
    pub(super) base: TextStyle,
    /// The base direction; that of the first strong character if nobody says it.
    pub(super) dir: Option<Direction>,
    /// Whether every space and line end is kept as it is.
    pub(super) preformatted: bool,
}

/// A stretch of one content in one look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    /// Its first byte.
    pub(super) start: usize,
    /// What it is; `None` for what nobody is to see (isolates, line ends).
    pub(super) key: Option<ContentKey>,
    pub(super) look: Look,
}

/// How a stretch looks, and where it leads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    pub(super) text: TextStyle,
    /// The key of the link that it is part of.
    pub(super) link: Option<ContentKey>,
    /// Whether that link is underlined.
    pub(super) underline: bool,
    pub(super) strike: bool,
}

/// A character of the shaped text that stands for something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Swap {
    /// Its first byte.
    pub(super) at: usize,
    /// What the document has there; `None` is nothing.
    pub(super) says: Option<char>,
}

/// A picture in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct InlinePicture {
    /// The byte before which it stands.
    pub(super) at: usize,
    pub(super) node: NodeId,
    pub(super) decorative: bool,
    pub(super) width: f32,
    pub(super) height: f32,
    /// The link that it is part of.
    pub(super) link: Option<ContentKey>,
}

/// Cells between two tab stops in code.
const TAB: usize = 4;

impl Prose {
    /// An empty paragraph.
    pub(super) fn new(base: TextStyle, dir: Option<Direction>) -> Self {
        Self {
            text: String::new(),
            spans: Vec::new(),
            swaps: Vec::new(),
            seams: Vec::new(),
            pictures: Vec::new(),
            places: Vec::new(),
            missing: Vec::new(),
            base,
            dir,
            preformatted: false,
        }
    }

    /// A paragraph of one content.
    pub(super) fn of(
        text: &str,
        key: ContentKey,
        base: TextStyle,
        dir: Option<Direction>,
        fonts: &FontBook,
    ) -> Self {
        let mut prose = Self::new(base, dir);
        prose.push(text, key, Look::plain(base), fonts);
        prose
    }

    /// Whether there is nothing to show.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.pictures.is_empty()
    }

    /// Appends running text of one content, in spans of one script.
    pub(super) fn push(&mut self, text: &str, key: ContentKey, look: Look, fonts: &FontBook) {
        self.open(text, Some(key), look);
        let mut look = look;
        for c in text.chars() {
            if let Some(script) = Script::of(c).filter(|script| *script != look.text.script) {
                look.text.script = script;
                self.open("", Some(key), look);
            }
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                self.text.push(' ');
            } else {
                self.push_char(c, key.node, fonts);
            }
        }
    }

    /// Appends code: its line ends and tabs are part of it.
    pub(super) fn push_code(&mut self, text: &str, key: ContentKey, look: Look, fonts: &FontBook) {
        self.preformatted = true;
        self.open(text, Some(key), look);
        let (mut column, mut seam) = (0, false);
        for c in text.chars() {
            if seam && !c.is_ascii() {
                // A mark would be taken for part of the line end, and be hidden with it.
                self.seams.push(self.text.len());
            }
            seam = c == '\n';
            column += 1;
            match c {
                '\n' => {
                    self.text.push(c);
                    column = 0;
                }
                '\t' => {
                    self.swap(' ', Some(c));
                    while column % TAB != 0 {
                        self.swap(' ', None);
                        column += 1;
                    }
                }
                c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => self.text.push(' '),
                c => self.push_char(c, key.node, fonts),
            }
        }
    }

    /// Appends inlines. Iterates, because inlines may be nested deeper than the stack is.
    pub(super) fn push_inlines(&mut self, content: &[Inline], look: Look, scope: &Scope<'_>) {
        let mut stack = vec![(content.iter(), look, false)];
        while let Some((rest, look, isolated)) = stack.last_mut() {
            let Some(inline) = rest.next() else {
                if *isolated {
                    self.push_unseen('\u{2069}', *look);
                }
                stack.pop();
                continue;
            };
            let mut look = *look;
            let isolated = self.enter(&inline.at, &mut look);
            if inline.content().is_empty() {
                self.push_leaf(inline, look, scope);
                if isolated {
                    self.push_unseen('\u{2069}', look);
                }
            } else {
                stack.push((inline.content().iter(), look.within(inline, scope), isolated));
            }
        }
    }

    /// Notes language, direction and anchor of an inline; says whether an isolate was opened.
    fn enter(&mut self, at: &Attrs, look: &mut Look) -> bool {
        if let Some(lang) = &at.lang {
            look.text = look.text.in_language(lang);
        }
        if at.anchor.is_some() {
            self.places.push((self.text.len(), ContentKey { node: at.id, part: Part::Text }));
        }
        let isolate = at.dir.map(|dir| match dir {
            Direction::Ltr => '\u{2066}',
            Direction::Rtl => '\u{2067}',
        });
        isolate.inspect(|&c| self.push_unseen(c, *look)).is_some()
    }

    fn push_leaf(&mut self, inline: &Inline, look: Look, scope: &Scope<'_>) {
        let key = ContentKey { node: inline.at.id, part: Part::Text };
        match &inline.kind {
            InlineKind::Text(text) => self.push(text, key, look, scope.fonts),
            InlineKind::Literal(text) | InlineKind::Formula { tex: text } => {
                self.push(text, key, look.code(), scope.fonts);
            }
            InlineKind::NoteReference(id) => {
                self.places.push((self.text.len(), key));
                let look = Look { link: Some(key), underline: false, ..look.raised(0.34, scope) };
                // A reference to no note is shown by its name rather than not at all.
                let number = scope.notes.get(&**id);
                let number = number.map_or_else(|| id.clone(), |(_, number)| number.to_string());
                self.push(&number, key, look.coloured(LINK), scope.fonts);
            }
            InlineKind::Image(image) => {
                let key = ContentKey { node: inline.at.id, part: Part::Picture };
                match (&image.picture, words_for(image, scope.undescribed)) {
                    (Some(picture), _) => {
                        let (width, height) = scope.fit(picture.width, picture.height, look.text);
                        self.pictures.push(InlinePicture {
                            at: self.text.len(),
                            node: inline.at.id,
                            decorative: image.alt == Alt::Decorative,
                            width,
                            height,
                            link: look.link,
                        });
                    }
                    (None, Some(words)) => self.push(words, key, look.coloured(MUTED), scope.fonts),
                    (None, None) => {}
                }
            }
            InlineKind::Break => {
                self.open("", Some(key), look);
                self.text.push('\n');
            }
            InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Strikethrough(_)
            | InlineKind::Subscript(_)
            | InlineKind::Superscript(_)
            | InlineKind::Quotation(_)
            | InlineKind::Citation(_)
            | InlineKind::Abbreviation { .. }
            | InlineKind::Link { .. }
            | InlineKind::Time { .. }
            | InlineKind::Span(_) => {}
        }
    }

    /// Begins a span, and a seam where it begins in the midst of a word.
    fn open(&mut self, text: &str, key: Option<ContentKey>, look: Look) {
        let start = self.text.len();
        if text.chars().next().is_some_and(|c| !c.is_whitespace()) && start > 0 {
            self.seams.push(start);
        }
        if self.spans.last().is_some_and(|span| span.start == start) {
            self.spans.pop();
        }
        self.spans.push(Span { start, key, look });
    }

    fn push_char(&mut self, c: char, node: NodeId, fonts: &FontBook) {
        if is_default_ignorable(c) || fonts.covers(c) {
            self.text.push(c);
        } else {
            self.missing.push((node, c));
            self.swap(char::REPLACEMENT_CHARACTER, Some(c));
        }
    }

    fn swap(&mut self, shown: char, says: Option<char>) {
        self.swaps.push(Swap { at: self.text.len(), says });
        self.text.push(shown);
    }

    fn push_unseen(&mut self, c: char, look: Look) {
        self.open("", None, look);
        self.text.push(c);
    }

    /// The span of a byte.
    pub(super) fn span(&self, at: usize) -> Option<&Span> {
        let after = self.spans.partition_point(|span| span.start <= at);
        self.spans.get(after.checked_sub(1)?)
    }

    /// What the document says in a range of `text`.
    pub(super) fn says(&self, range: std::ops::Range<usize>, out: &mut String) {
        let mut swap = self.swaps.partition_point(|swap| swap.at < range.start);
        let Some(shown) = self.text.get(range.clone()) else { return };
        if self.swaps.get(swap).is_none_or(|swap| swap.at >= range.end) {
            out.push_str(shown);
            return;
        }
        for (at, c) in shown.char_indices() {
            match self.swaps.get(swap).filter(|swap| swap.at == range.start + at) {
                Some(Swap { says, .. }) => {
                    out.extend(*says);
                    swap += 1;
                }
                None => out.push(c),
            }
        }
    }
}

/// What inlines need to know of the document and the page.
pub(super) struct Scope<'a> {
    pub(super) fonts: &'a FontBook,
    /// The place of each note in the document, and its number, by its name.
    pub(super) notes: &'a BTreeMap<&'a str, (usize, u32)>,
    /// Width of the paragraph.
    pub(super) measure: f32,
    /// Nothing is set smaller than this.
    pub(super) smallest: f32,
    /// What stands for a picture that is not there and that nobody described.
    pub(super) undescribed: &'static str,
}

/// The words for a picture: its description, or that there is none; nothing if it is decorative.
pub(super) fn words_for<'a>(image: &'a Image, undescribed: &'a str) -> Option<&'a str> {
    if image.alt == Alt::Missing { Some(undescribed) } else { image.alt.text() }
}

impl Scope<'_> {
    /// The box of a picture in the text: its size at 96 dpi, but no higher than two lines.
    #[allow(clippy::cast_precision_loss, reason = "pixels of pictures are far below 2^24")]
    fn fit(&self, width: u32, height: u32, style: TextStyle) -> (f32, f32) {
        let (width, height) = (width.max(1) as f32 * 0.75, height.max(1) as f32 * 0.75);
        let highest = 2.0 * style.size * style.leading.max(1.0);
        let scale = (highest / height).min(self.measure / width).min(1.0);
        (width * scale, height * scale)
    }
}

impl Look {
    /// Text that leads nowhere.
    pub(super) fn plain(text: TextStyle) -> Self {
        Self { text, link: None, underline: false, strike: false }
    }

    /// A link.
    pub(super) fn linked(self, key: ContentKey) -> Self {
        Self { link: Some(key), underline: true, ..self.coloured(LINK) }
    }

    pub(super) fn coloured(self, colour: super::frame::Colour) -> Self {
        Self { text: TextStyle { colour, ..self.text }, ..self }
    }

    fn code(self) -> Self {
        // Noto Sans Mono looks larger than Noto Sans at the same size.
        let size = self.text.size * 0.94;
        Self { text: TextStyle { code: true, size, ..self.text }, ..self }
    }

    /// Above (or below) the line and smaller, without making the line higher.
    fn raised(self, by: f32, scope: &Scope<'_>) -> Self {
        let size = (self.text.size * 0.68).max(scope.smallest.min(self.text.size));
        let most = scope.measure;
        let rise = (self.text.rise + by * self.text.size).clamp(-most, most);
        Self { text: TextStyle { size, rise, leading: 0.0, ..self.text }, ..self }
    }

    /// The look of what an inline contains.
    fn within(self, inline: &Inline, scope: &Scope<'_>) -> Self {
        let text = self.text;
        match &inline.kind {
            InlineKind::Emphasis(_) | InlineKind::Citation(_) => {
                Self { text: TextStyle { italic: !text.italic, ..text }, ..self }
            }
            InlineKind::Strong(_) => Self { text: TextStyle { bold: true, ..text }, ..self },
            InlineKind::Strikethrough(_) => Self { strike: true, ..self },
            InlineKind::Subscript(_) => self.raised(-0.16, scope),
            InlineKind::Superscript(_) => self.raised(0.34, scope),
            InlineKind::Link { .. } => {
                self.linked(ContentKey { node: inline.at.id, part: Part::Text })
            }
            InlineKind::Quotation(_)
            | InlineKind::Abbreviation { .. }
            | InlineKind::Time { .. }
            | InlineKind::Span(_)
            | InlineKind::Text(_)
            | InlineKind::Literal(_)
            | InlineKind::NoteReference(_)
            | InlineKind::Image(_)
            | InlineKind::Formula { .. }
            | InlineKind::Break => self,
        }
    }
}

/// Characters that no font shows (Unicode `Default_Ignorable_Code_Point`): shaping hides them.
pub(in crate::write::pdf) fn is_default_ignorable(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}
