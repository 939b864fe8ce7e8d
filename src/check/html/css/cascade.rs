//! Which declaration wins for each element (CSS Cascade 5, 6.4). It knows properties by name only.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use dom_query::Matcher;

use super::Turn;
use super::declare::{Effects, PROPERTIES, Target, expand, paints, turn};
use super::media::Applies;
use super::selector::{self, Key, Prepared};
use super::sheet::{self, Sheets};
use crate::check::html::state::{Css, display, preserves};
use crate::check::html::{Node, Page};

/// What is declared for one element.
#[derive(Default)]
pub(super) struct Declared {
    /// For each of [`PROPERTIES`].
    pub winners: [Option<Winner>; PROPERTIES.len()],
    /// The custom properties.
    pub custom: BTreeMap<Rc<str>, Winner>,
    /// What else is done to it.
    pub effects: Effects,
}

/// A declaration that wins.
#[derive(Clone)]
pub(super) struct Winner {
    /// The value; `None` where it cannot be told whether this or another one applies.
    pub value: Option<Rc<str>>,
    /// Whether it is the element's own, or important: a sheet that is not at hand hardly wins over it.
    pub firm: bool,
    rank: Rank,
}

/// What wins: importance, being the element's own, layer, specificity, order.
type Rank = (bool, bool, usize, u32, usize);

/// How often selectors may be tried on a page.
const MOST_TRIES: u64 = 6_000_000;

/// The rules of a page, found by what their selectors ask for.
pub(super) struct Cascade<'p> {
    page: &'p Page,
    rules: Vec<Ready>,
    /// Selectors (none where it is not understood), their specificity, and their rules.
    selectors: Vec<(Option<Matcher>, u32, usize)>,
    by_key: HashMap<Key, Vec<usize>>,
    tries: u64,
    /// Elements that are turned.
    pub turns: Vec<Turn>,
}

/// A rule whose declarations are taken apart.
struct Ready {
    values: Vec<(Target, Option<Rc<str>>, bool)>,
    effects: Effects,
    /// The angle to which it turns what it chooses, if it does.
    #[allow(clippy::option_option, reason = "not said, said and not to be told, said")]
    turn: Option<Option<f64>>,
    applies: Applies,
    upright: Applies,
    layer: Option<usize>,
}

impl<'p> Cascade<'p> {
    /// Makes the sheets of a page ready.
    pub(super) fn new(page: &'p Page, sheets: &Sheets) -> Self {
        let mut cascade = Self {
            page,
            rules: Vec::new(),
            selectors: Vec::new(),
            by_key: HashMap::new(),
            tries: 0,
            turns: Vec::new(),
        };
        for rule in &sheets.rules {
            let turn = turn(&rule.declarations);
            if rule.applies == Applies::No && (turn.is_none() || rule.upright == Applies::No) {
                continue;
            }
            let (values, effects) = expand(&rule.declarations);
            if values.is_empty() && effects == Effects::default() && turn.is_none() {
                continue;
            }
            let (applies, upright, layer) = (rule.applies, rule.upright, rule.layer);
            cascade.rules.push(Ready { values, effects, turn, applies, upright, layer });
            for selector in rule.selectors.iter() {
                cascade.select(selector);
            }
            let mut hosts =
                rule.selectors.iter().filter_map(|text| selector::host(text)).peekable();
            if paints(&rule.declarations) && hosts.peek().is_some() {
                let effects = Effects { underlaid: true, ..Effects::default() };
                let values = Vec::new();
                cascade.rules.push(Ready { values, effects, turn: None, applies, upright, layer });
                hosts.for_each(|host| cascade.select(host));
            }
        }
        cascade
    }

    /// Adds a selector for the last rule.
    fn select(&mut self, selector: &str) {
        let (matcher, specificity, key) = match selector::prepare(selector) {
            Prepared::Ready(ready) => (Some(ready.matcher), ready.specificity, ready.key),
            Prepared::Unknown => (None, selector::ID, Key::Any),
            Prepared::Never => return,
        };
        self.by_key.entry(key).or_default().push(self.selectors.len());
        self.selectors.push((matcher, specificity, self.rules.len() - 1));
    }

    /// Whether the page asked for too much.
    pub(super) fn is_spent(&self) -> bool {
        self.tries > MOST_TRIES
    }

    /// The rules for an element, each with the specificity of its selector and whether it is certain that
    /// this chooses the element.
    fn chosen(&mut self, node: Node<'_>) -> Vec<(usize, u32, bool)> {
        if self.selectors.is_empty() || self.is_spent() {
            return Vec::new();
        }
        let mut keys = vec![Key::Any, Key::Name(node.name().to_ascii_lowercase())];
        keys.extend(node.attr("id").map(|id| Key::Id(id.to_owned())));
        keys.extend(node.tokens("class").map(|class| Key::Class(class.to_owned())));
        let Some(element) = self.page.dom_node(node) else { return Vec::new() };
        let mut chosen: Vec<(usize, u32, bool)> = Vec::new();
        for &at in keys.iter().filter_map(|key| self.by_key.get(key)).flatten() {
            let (matcher, specificity, rule) = &self.selectors[at];
            self.tries += 1;
            if matcher.as_ref().is_none_or(|matcher| matcher.match_element(&element)) {
                chosen.push((*rule, *specificity, matcher.is_some()));
            }
        }
        // Of a rule's selectors the most specific one counts.
        chosen.sort_unstable_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1)));
        chosen.dedup_by_key(|(rule, ..)| *rule);
        chosen
    }

    /// What is declared for an element, by the sheets and by its own `style`.
    pub(super) fn declared(&mut self, node: Node<'_>) -> Declared {
        let mut declared = Declared::default();
        let mut turned = [(None, Some(0.0)); 2];
        for (at, specificity, certain) in self.chosen(node) {
            let rule = &self.rules[at];
            if let Some(angle) = rule.turn {
                for (turned, applies) in turned.iter_mut().zip([rule.applies, rule.upright]) {
                    let rank = Some((specificity, at));
                    if certain && applies == Applies::Yes && rank > turned.0 {
                        *turned = (rank, angle);
                    }
                }
            }
            if rule.applies == Applies::No {
                continue;
            }
            declared.effects = declared.effects.or(rule.effects);
            for (target, value, important) in &rule.values {
                let layer = match (rule.layer, important) {
                    (None, false) => usize::MAX,
                    (None, true) => 0,
                    (Some(layer), false) => layer,
                    (Some(layer), true) => usize::MAX - layer,
                };
                let value = value.clone().filter(|_| certain && rule.applies == Applies::Yes);
                declared.offer(target, value, (*important, false, layer, specificity, at));
            }
        }
        if let [(_, Some(lying)), (_, Some(standing))] = turned
            && (lying - standing).abs() > f64::EPSILON
        {
            self.turns.push(Turn { element: node.id, degrees: standing - lying });
        }
        if let Some(style) = node.value("style") {
            let (values, effects) = expand(&sheet::declarations(style));
            declared.effects = declared.effects.or(effects);
            for (at, (target, value, important)) in values.into_iter().enumerate() {
                declared.offer(&target, value, (important, true, 0, 0, at));
            }
        }
        declared
    }
}

impl Declared {
    fn offer(&mut self, target: &Target, value: Option<Rc<str>>, rank: Rank) {
        let winner = Winner { value, firm: rank.0 || rank.1, rank };
        let old = match target {
            Target::Property(at) => &mut self.winners[*at],
            Target::Custom(name) => {
                let old = self.custom.entry(name.clone()).or_insert_with(|| winner.clone());
                if rank >= old.rank {
                    *old = winner;
                }
                return;
            }
        };
        if old.as_ref().is_none_or(|old| rank >= old.rank) {
            *old = Some(winner);
        }
    }

    /// The value that wins for a property: nothing where none is declared, `Some(None)` where it cannot be told.
    pub(super) fn value(&self, property: &str) -> Option<&Winner> {
        let at = PROPERTIES.iter().position(|name| *name == property)?;
        self.winners[at].as_ref()
    }

    /// What words turn on.
    pub(super) fn css(&self) -> Css {
        let text = |property| self.value(property).and_then(|winner| winner.value.as_deref());
        Css {
            display: text("display").and_then(display),
            visible: text("visibility").and_then(|value| match value {
                "visible" => Some(true),
                "hidden" | "collapse" => Some(false),
                _ => None,
            }),
            preserves: text("white-space").and_then(preserves),
        }
    }
}
