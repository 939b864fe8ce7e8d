//! Lists: lines with bullets, numbers or letters that follow each other. A lone dash may be speech, and
//! a lone number a sentence: a list has at least two marks. Indents, and marks of another kind between
//! those of a list, make lists in lists.

use super::lines::{Line, Piece};
use super::shape::End;
use crate::model::{Attrs, Block, BlockKind, Inline, Item, List};
use crate::source::Span;

/// What stands before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A bullet.
    Bullet(char),
    /// A number or a letter, its place in the row, and the sign after it.
    Number { value: u64, letter: bool, sign: char },
}

/// The mark of a line, and where its words begin.
pub(super) fn marker(line: &str) -> Option<(Mark, usize)> {
    let first = line.chars().next()?;
    let mut rest = &line[first.len_utf8()..];
    if "-–—•*·‣▪◦●○■□►▸✓✔➢∙".contains(first) {
        return rest
            .starts_with([' ', '\t', '\u{A0}'])
            .then(|| (Mark::Bullet(first), line.len() - rest.trim_start().len()))
            .filter(|_| !rest.trim().is_empty());
    }
    let bracket = first == '(';
    if !bracket {
        rest = line;
    }
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (value, letter, length) = if (1..=3).contains(&digits) {
        (rest[..digits].parse().ok()?, false, digits)
    } else {
        let c = rest.chars().next().filter(char::is_ascii_lowercase)?;
        (u64::from(u32::from(c) - u32::from('a')) + 1, true, 1)
    };
    let after = &rest[length..];
    let sign = after
        .chars()
        .next()
        .filter(|&c| if bracket { c == ')' } else { c == ')' || c == '.' && !letter })?;
    let words = &after[sign.len_utf8()..];
    let fits = words.starts_with([' ', '\t', '\u{A0}']) && !words.trim().is_empty();
    fits.then(|| (Mark::Number { value, letter, sign }, line.len() - words.trim_start().len()))
}

/// A list that begins with the first of these pieces, and how many pieces it takes. What stands before it
/// may announce it.
pub(super) fn read(
    lines: &[Line],
    pieces: &[&Piece<'_>],
    before: Option<&Piece<'_>>,
) -> Option<(List, usize)> {
    let (first, _) = marker(&pieces.first()?.text)?;
    let indent = |piece: &Piece<'_>| lines[piece.lines.start].indent;
    let outside = before.filter(|p| marker(&p.text).is_none()).map_or(0, indent);
    let (list, taken) = Reader { lines, pieces, outside }.list(0, 0)?;
    let mut marked = pieces[..taken].iter().filter(|p| marker(&p.text).is_some());
    let speech = matches!(first, Mark::Bullet('–' | '—'))
        && before.is_none_or(|p| p.end != End::Colon)
        && pieces[1..taken].iter().any(|p| p.gap)
        && marked.clone().all(|p| matches!(p.end, End::Stop | End::Call));
    (marked.nth(1).is_some() && !speech).then_some((list, taken))
}

/// How deep lists may stand in each other; what is deeper stands as deep as this.
const DEEPEST: usize = 8;

struct Reader<'a, 'b> {
    lines: &'a [Line],
    pieces: &'a [&'a Piece<'b>],
    /// How far the text before the list is indented.
    outside: usize,
}

impl Reader<'_, '_> {
    /// The list that begins at this piece, and how many pieces it takes.
    fn list(&self, from: usize, depth: usize) -> Option<(List, usize)> {
        let (first, _) = self.marker(from)?;
        let start = match first {
            Mark::Number { value, .. } => Some(value),
            Mark::Bullet(_) => None,
        };
        let (mut items, mut at, mut before) = (Vec::new(), from, first);
        while let Some((mark, words)) = self.marker(at)
            && (at == from || follows(before, mark) && self.is_level(from, at, mark, depth))
        {
            before = mark;
            let begin = at;
            let mut body = vec![self.paragraph(at, words)];
            at += 1;
            while let Some((block, taken)) = self.part(begin, at, before, depth) {
                body.push(block);
                at += taken;
            }
            items.push(Item { at: self.at(begin, at), body });
        }
        Some((List { start, items }, at - from))
    }

    /// Whether a mark stands about as far in as the first of its list; numbers that go on may stand anywhere.
    fn is_level(&self, from: usize, at: usize, mark: Mark, depth: usize) -> bool {
        let (first, here) = (self.indent(from), self.indent(at));
        (here <= first + 1 || matches!(mark, Mark::Number { .. }))
            && (depth == 0 || here + 1 >= first)
    }

    /// What belongs to the item at `item` besides its first paragraph: a list in it, or a further paragraph
    /// that is indented as its words are.
    fn part(&self, item: usize, at: usize, mark: Mark, depth: usize) -> Option<(Block, usize)> {
        let (column, here) = (self.indent(item), self.indent(self.pieces.get(at).map(|_| at)?));
        let Some((inner, _)) = self.marker(at) else {
            let (_, words) = self.marker(item)?;
            let fits = here > column && here <= column + words + 3 && here > self.outside;
            return fits.then(|| (self.paragraph(at, 0), 1));
        };
        let is_number_on = matches!(mark, Mark::Number { .. }) && follows(mark, inner);
        let deeper = here >= column + 2 && !is_number_on;
        let begins = matches!(inner, Mark::Bullet(_) | Mark::Number { value: 1, .. });
        // Without indents, a list of other marks stands in the item if the outer marks go on after it.
        let between = || begins && here + 1 >= column && self.goes_on(mark, at);
        if depth >= DEEPEST || !(deeper || !follows(mark, inner) && between()) {
            return None;
        }
        let (list, taken) = self.list(at, depth + 1)?;
        Some((Block { at: self.at(at, at + taken), ..Block::new(BlockKind::List(list)) }, taken))
    }

    /// Whether the list with this mark goes on after the run of other marks at `at`.
    fn goes_on(&self, mark: Mark, mut at: usize) -> bool {
        let mut before = None;
        while let Some((inner, _)) = self.marker(at)
            && before.is_none_or(|before| follows(before, inner))
        {
            before = Some(inner);
            at += 1;
        }
        self.marker(at).is_some_and(|(next, _)| follows(mark, next))
    }

    fn marker(&self, at: usize) -> Option<(Mark, usize)> {
        marker(&self.pieces.get(at)?.text)
    }

    fn indent(&self, at: usize) -> usize {
        self.lines[self.pieces[at].lines.start].indent
    }

    fn at(&self, from: usize, to: usize) -> Attrs {
        let start = self.lines[self.pieces[from].lines.start].range.start;
        let end = self.lines[self.pieces[to - 1].lines.end - 1].range.end;
        Attrs { span: Some(Span::new(start..end)), ..Attrs::default() }
    }

    /// The paragraph of a piece, without its mark.
    fn paragraph(&self, at: usize, words: usize) -> Block {
        let content = vec![Inline::text(&self.pieces[at].text[words..])];
        Block { at: self.at(at, at + 1), ..Block::paragraph(content) }
    }
}

fn follows(before: Mark, mark: Mark) -> bool {
    match (before, mark) {
        (Mark::Bullet(a), Mark::Bullet(b)) => a == b,
        (
            Mark::Number { value: a, letter, sign },
            Mark::Number { value: b, letter: other, sign: end },
        ) => b == a + 1 && letter == other && sign == end,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_words() {
        let mark = |line: &str| marker(line).map(|(m, at)| (m, line[at..].to_owned()));
        let number = |value, letter, sign| Mark::Number { value, letter, sign };
        assert_eq!(mark("- a"), Some((Mark::Bullet('-'), "a".into())));
        assert_eq!(mark("12. b"), Some((number(12, false, '.'), "b".into())));
        assert_eq!(mark("(3) b"), Some((number(3, false, ')'), "b".into())));
        assert_eq!(mark("b) c"), Some((number(2, true, ')'), "c".into())));
        for line in ["-a", "1999. x", "a. Novák", "3,5 l", "–", "1.", "(a b) c"] {
            assert_eq!(mark(line), None, "{line}");
        }
    }
}
