//! A piece of raw HTML into the builder, tag by tag with its place. No element swallows the words that
//! follow it, and what breaks off in the middle is shown as it was written.

use std::cell::RefCell;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::elements::is_hidden;
use super::tree::Builder;
use crate::source::Span;

/// White space inside one tag beyond which it is shown as text: the tokenizer compares each attribute
/// with all before it.
const MAX_SPACES_IN_TAG: usize = 2000;

/// A piece of raw HTML that arrives in parts.
pub(crate) struct Fragment {
    tokenizer: Tokenizer<Tokens>,
    /// The markup that has begun and made no token yet.
    pending: String,
    /// Where the pending markup, or else the last part, begins.
    at: usize,
    /// White space in the pending markup.
    spaces: usize,
}

/// Collects what the tokenizer finds.
#[derive(Default)]
struct Tokens(RefCell<Vec<Token>>);

impl TokenSink for Tokens {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        // Only scripts and style sheets are raw: `title`, `iframe`, `noscript` and the like hold words.
        let raw = match &token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag && is_hidden(&tag.name) => {
                Some(if &*tag.name == "script" { RawKind::ScriptData } else { RawKind::Rawtext })
            }
            _ => None,
        };
        self.0.borrow_mut().push(token);
        raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }
}

impl Fragment {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        let tokenizer = Tokenizer::new(Tokens::default(), TokenizerOpts::default());
        Self { tokenizer, pending: String::new(), at: 0, spaces: 0 }
    }

    /// A whole piece at once.
    pub(crate) fn whole(text: &str, at: usize, builder: &mut Builder) {
        let mut fragment = Self::new();
        fragment.feed(text, at, builder);
        fragment.finish(builder);
    }

    /// The next part, and where it begins in the source.
    pub(crate) fn feed(&mut self, text: &str, at: usize, builder: &mut Builder) {
        let mut from = 0;
        // A part begins at each `<`, so that a tag is known by where it begins.
        while from < text.len() {
            // By bytes: the part may begin with a character of several.
            let next = text.as_bytes()[from + 1..].iter().position(|&byte| byte == b'<');
            let to = next.map_or(text.len(), |next| from + 1 + next);
            self.feed_part(&text[from..to], at + from, builder);
            from = to;
        }
    }

    fn feed_part(&mut self, part: &str, at: usize, builder: &mut Builder) {
        if self.pending.is_empty() {
            self.at = at;
        }
        self.pending.push_str(part);
        self.spaces += part.bytes().filter(u8::is_ascii_whitespace).count();
        let queue = BufferQueue::default();
        queue.push_back(part.into());
        let _ = self.tokenizer.feed(&queue);
        let end = at + part.len();
        if self.drain(end, builder) {
            self.pending.clear();
            self.spaces = 0;
        } else if self.spaces > MAX_SPACES_IN_TAG && !self.pending.starts_with("<!") {
            let begun = std::mem::replace(self, Self::new());
            builder.text(&begun.pending, Some(Span::new(begun.at..end)));
        }
    }

    /// The end of the piece.
    pub(crate) fn finish(self, builder: &mut Builder) {
        self.tokenizer.end();
        // A comment that ends only here was never closed, and a tag was not a tag.
        let whole = |token: &Token| !matches!(token, Token::EOFToken | Token::ParseError(_));
        let tokens = self.tokenizer.sink.0.take();
        let words = |token: &Token| matches!(token, Token::CharacterTokens(_));
        let span = Span::new(self.at..self.at + self.pending.len());
        if self.pending.starts_with('<') && !tokens.iter().any(words) {
            builder.text(&self.pending, Some(span));
            return;
        }
        for token in tokens.into_iter().filter(whole) {
            push(token, span, builder);
        }
    }

    /// Hands the tokens so far to the builder; whether there were any.
    fn drain(&mut self, end: usize, builder: &mut Builder) -> bool {
        let tokens = self.tokenizer.sink.0.take();
        let span = Span::new(self.at..end);
        let mut any = false;
        for token in tokens {
            any |= !matches!(token, Token::ParseError(_));
            push(token, span, builder);
        }
        any
    }
}

fn push(token: Token, span: Span, builder: &mut Builder) {
    match token {
        Token::TagToken(tag) => push_tag(tag, span, builder),
        Token::CharacterTokens(words) => builder.text(&words, Some(span)),
        Token::NullCharacterToken => builder.text("\u{FFFD}", Some(span)),
        Token::CommentToken(_)
        | Token::DoctypeToken(_)
        | Token::EOFToken
        | Token::ParseError(_) => {}
    }
}

fn push_tag(tag: Tag, span: Span, builder: &mut Builder) {
    if tag.kind == TagKind::EndTag {
        return builder.end_tag(&tag.name, Some(span));
    }
    let attributes = tag.attrs.into_iter().map(|a| (a.name.local, a.value.to_string())).collect();
    builder.start_tag(tag.name, attributes, Some(span), tag.self_closing);
}
