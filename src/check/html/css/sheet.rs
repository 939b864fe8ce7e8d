//! Style sheets as flat lists of rules: what each says of the properties that checks turn on, and under
//! which conditions. It knows no element.

use std::rc::Rc;

use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser,
};

use super::media::{self, Applies, Orientation};
use super::selector;

/// A declaration as it was written; names and keywords in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// The property.
    pub name: String,
    /// Its value, without `!important`.
    pub value: String,
    /// Whether it is `!important`.
    pub important: bool,
}

/// Declarations and the elements that they are for.
pub(super) struct Rule {
    /// The selectors, one by one.
    pub selectors: Rc<[String]>,
    /// What is declared.
    pub declarations: Vec<Declaration>,
    /// Whether its conditions hold for the usual reader, whose screen lies.
    pub applies: Applies,
    /// Whether they hold where the screen stands.
    pub upright: Applies,
    /// The cascade layer, if it is in one: an index of [`Sheets::layers`].
    pub layer: Option<usize>,
}

/// All style sheets of a page, one after the other.
#[derive(Default)]
pub(super) struct Sheets {
    /// The rules in their order.
    pub rules: Vec<Rule>,
    /// The names of the layers in their order.
    pub layers: Vec<String>,
    /// Whether a sheet is imported that is not at hand.
    pub imports: bool,
    /// Whether something was left out because there is too much of it.
    pub cut: bool,
}

/// The most declarations that are kept of a page.
const MOST: usize = 200_000;
/// The most selectors that nesting may make of one.
const MOST_NESTED: usize = 256;
/// Rules in rules that are followed.
const DEEPEST: usize = 16;

impl Sheets {
    /// Adds a style sheet; `media` is its condition.
    pub(super) fn add(&mut self, text: &str, media: &str) {
        let scope = Scope {
            parents: None,
            applies: media::media(media, Orientation::Landscape),
            upright: media::media(media, Orientation::Portrait),
            layer: None,
            depth: DEEPEST,
        };
        let mut input = Parser::new(text);
        let mut body = Body { sheets: self, scope, own: Vec::new() };
        for _ in StyleSheetParser::new(&mut input, &mut body) {}
    }
}

/// The declarations of a `style` attribute.
pub fn declarations(text: &str) -> Vec<Declaration> {
    let mut sheets = Sheets::default();
    let scope = Scope {
        parents: None,
        applies: Applies::Yes,
        upright: Applies::Yes,
        layer: None,
        depth: 0,
    };
    let mut body = Body { sheets: &mut sheets, scope, own: Vec::new() };
    let mut input = Parser::new(text);
    for _ in RuleBodyParser::new(&mut input, &mut body) {}
    body.own
}

/// What holds for all that stands in a block.
#[derive(Clone)]
struct Scope {
    /// The selectors of the rule around it.
    parents: Option<Rc<[String]>>,
    applies: Applies,
    upright: Applies,
    layer: Option<usize>,
    depth: usize,
}

/// What reads a block.
struct Body<'s> {
    sheets: &'s mut Sheets,
    scope: Scope,
    /// The declarations of this block itself.
    own: Vec<Declaration>,
}

type Parsed<T> = Result<T, ParseError<()>>;

impl Body<'_> {
    /// Reads the rest of a block under another scope; its declarations make a rule for `selectors`.
    fn block(&mut self, scope: Scope, selectors: Option<Rc<[String]>>, input: &mut Parser<'_>) {
        if self.scope.depth == 0 || self.sheets.rules.len() >= MOST {
            self.sheets.cut = true;
            return;
        }
        let in_rule = selectors.is_some();
        let scope = Scope { depth: self.scope.depth - 1, ..scope };
        // A rule's own declarations come before those of the rules inside it.
        let at = self.sheets.rules.len();
        let mut body = Body { sheets: self.sheets, scope: scope.clone(), own: Vec::new() };
        if in_rule {
            for _ in RuleBodyParser::new(input, &mut body) {}
        } else {
            for _ in StyleSheetParser::new(input, &mut body) {}
        }
        let own = body.own;
        if let Some(selectors) = selectors
            && !own.is_empty()
        {
            let Scope { applies, upright, layer, .. } = scope;
            self.sheets
                .rules
                .insert(at, Rule { selectors, declarations: own, applies, upright, layer });
        }
    }

    fn layer(&mut self, name: &str) -> usize {
        let name = match self.scope.layer {
            Some(outer) => format!("{}.{name}", self.sheets.layers[outer]),
            None => name.to_owned(),
        };
        let layers = &mut self.sheets.layers;
        layers.iter().position(|known| !name.ends_with('.') && *known == name).unwrap_or_else(
            || {
                layers.push(name);
                layers.len() - 1
            },
        )
    }

    /// The selectors of a nested rule with those around it in the place of `&`.
    fn nested(&self, own: Vec<String>) -> Rc<[String]> {
        let Some(parents) = &self.scope.parents else { return own.into() };
        let mut out = Vec::new();
        for own in own {
            for parent in parents.iter().take(MOST_NESTED) {
                out.push(if own.contains('&') {
                    own.replace('&', parent)
                } else {
                    format!("{parent} {own}")
                });
            }
        }
        out.truncate(MOST_NESTED);
        out.into()
    }
}

impl<'i> DeclarationParser<'i> for Body<'_> {
    type Declaration = ();
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _: &ParserState,
    ) -> Parsed<()> {
        let start = input.position();
        while let Ok(token) = input.next() {
            // What looks like `a:hover { … }` is a nested rule.
            if token.is_parse_error()
                || matches!(token, cssparser::Token::CurlyBracketBlock) && !name.starts_with("--")
            {
                return Err(ParseError::unexpected_token());
            }
        }
        let value = input.slice_from(start).trim();
        let lower = value.to_ascii_lowercase();
        let (important, length) = match lower
            .strip_suffix("important")
            .map(str::trim_end)
            .and_then(|v| v.strip_suffix('!'))
        {
            Some(rest) => (true, rest.trim_end().len()),
            None => (false, lower.len()),
        };
        let custom = name.starts_with("--");
        self.own.push(Declaration {
            name: if custom { name.to_string() } else { name.to_ascii_lowercase() },
            // Case may tell in the names of custom properties, but in no value that checks turn on.
            value: if lower.contains("var(") || custom {
                value[..length].to_owned()
            } else {
                lower[..length].to_owned()
            },
            important,
        });
        Ok(())
    }
}

impl<'i> QualifiedRuleParser<'i> for Body<'_> {
    type Prelude = Rc<[String]>;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Parsed<Self::Prelude> {
        let start = input.position();
        while input.next().is_ok() {}
        let own = selector::split(input.slice_from(start)).into_iter();
        Ok(self.nested(own.map(|part| part.trim().to_owned()).take(MOST_NESTED).collect()))
    }

    fn parse_block(
        &mut self,
        selectors: Self::Prelude,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Parsed<()> {
        let scope = Scope { parents: Some(selectors.clone()), ..self.scope.clone() };
        self.block(scope, Some(selectors), input);
        Ok(())
    }
}

impl<'i> AtRuleParser<'i> for Body<'_> {
    type Prelude = (String, &'i str);
    type AtRule = ();
    type Error = ();

    fn parse_prelude(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
    ) -> Parsed<Self::Prelude> {
        let start = input.position();
        while input.next().is_ok() {}
        Ok((name.to_ascii_lowercase(), input.slice_from(start).trim()))
    }

    fn rule_without_block(
        &mut self,
        (name, prelude): Self::Prelude,
        _: &ParserState,
    ) -> Result<(), ()> {
        match &*name {
            "import" => self.sheets.imports = true,
            "layer" => prelude.split(',').for_each(|name| _ = self.layer(name.trim())),
            _ => {}
        }
        Ok(())
    }

    fn parse_block(
        &mut self,
        (name, prelude): Self::Prelude,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Parsed<()> {
        let mut scope = self.scope.clone();
        match &*name {
            "media" => {
                scope.applies = scope.applies.and(media::media(prelude, Orientation::Landscape));
                scope.upright = scope.upright.and(media::media(prelude, Orientation::Portrait));
            }
            "layer" => scope.layer = Some(self.layer(prelude)),
            // What these ask for is not known; their content may apply.
            "supports" | "container" | "scope" | "document" => {
                scope.applies = scope.applies.and(Applies::Maybe);
                scope.upright = scope.upright.and(Applies::Maybe);
            }
            _ => return Ok(()),
        }
        let around = self.scope.parents.clone();
        self.block(scope, around, input);
        Ok(())
    }
}

impl RuleBodyItemParser<'_, (), ()> for Body<'_> {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        self.scope.depth > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(css: &str) -> Vec<String> {
        let mut sheets = Sheets::default();
        sheets.add(css, "");
        let of = |rule: &Rule| {
            let declarations: Vec<_> = rule
                .declarations
                .iter()
                .map(|d| format!("{}={}{}", d.name, d.value, if d.important { "!" } else { "" }))
                .collect();
            format!(
                "{} {:?} {:?}: {}",
                rule.selectors.join("|"),
                rule.applies,
                rule.layer,
                declarations.join(" ")
            )
        };
        sheets.rules.iter().map(of).collect()
    }

    #[test]
    fn rules_come_out_flat() {
        assert_eq!(
            told("a, b { Color: RED ; --Ink: X; margin: 0 ! important }"),
            ["a|b Yes None: color=red --Ink=X margin=0!"]
        );
        assert_eq!(
            told("@media print { p { color: red } } q { top: 0 }"),
            ["p No None: color=red", "q Yes None: top=0"]
        );
        assert_eq!(told("@layer x, y; @layer y { p { top: 0 } }"), ["p Yes Some(1): top=0"]);
        assert_eq!(
            told("a { top: 0; &:hover { left: 0 } b { right: 0 } }"),
            ["a Yes None: top=0", "a:hover Yes None: left=0", "a b Yes None: right=0"]
        );
        assert_eq!(told("a { @media print { top: 0 } }"), ["a No None: top=0"]);
        assert_eq!(
            told("@keyframes k { from { top: 0 } } @font-face { src: url(a) } p { nonsense } q {"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn nesting_has_an_end() {
        assert!(told(&"a{".repeat(10_000)).is_empty());
        assert!(told(&"@media print{".repeat(10_000)).is_empty());
    }

    #[test]
    fn styles_of_elements_are_declarations() {
        let all = declarations("color: red; letter-spacing: 1px !important; bad");
        assert_eq!(all.len(), 2);
        assert!(all[1].important && all[1].value == "1px");
        assert!(declarations("} p { color: red }").is_empty());
    }
}
