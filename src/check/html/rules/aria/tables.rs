//! What WAI-ARIA 1.2, DPUB-ARIA 1.1, Graphics-ARIA 1.0 and ARIA in HTML allow: attributes and their
//! values, roles and what they need, elements and the roles that they may take. Data, condensed from the
//! `standards` tables of axe-core 4.14.1 (MPL-2.0, Deque Systems), which follow these specifications.

/// What an attribute may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Values {
    /// Any text.
    Text,
    /// One of these words.
    One(&'static [&'static str]),
    /// Some of these words.
    Some(&'static [&'static str]),
    /// A whole number of at least this.
    Whole(i64),
    /// A number.
    Number,
    /// The id of an element.
    Reference,
    /// Ids of elements.
    References,
}

/// An attribute.
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) name: &'static str,
    pub(super) values: Values,
    /// Whether elements of every role may have it.
    pub(super) global: bool,
}

/// A role.
#[derive(Debug)]
pub(super) struct Role {
    pub(super) name: &'static str,
    /// Attributes that it needs.
    pub(super) required: &'static [&'static str],
    /// Attributes that it may have beside those that all may have.
    pub(super) allowed: &'static [&'static str],
    /// The roles of which one must hold it; any if there are none.
    pub(super) context: &'static [&'static str],
    /// The roles that it may hold; any if there are none.
    pub(super) owned: &'static [&'static str],
    /// Whether it is no longer to be used.
    pub(super) deprecated: bool,
}

/// The roles that an element may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Roles {
    /// Any.
    Any,
    /// These.
    Only(&'static [&'static str]),
}

/// The attribute of this name.
pub(super) fn attribute(name: &str) -> Option<&'static Attribute> {
    ATTRIBUTES.binary_search_by(|known| known.name.cmp(name)).ok().map(|at| &ATTRIBUTES[at])
}

/// The role of this name; abstract ones are none.
pub(super) fn role(name: &str) -> Option<&'static Role> {
    ROLES.binary_search_by(|known| known.name.cmp(name)).ok().map(|at| &ROLES[at])
}

/// The roles that may be given to an element of HTML where that does not turn on its attributes.
pub(super) fn roles_of(element: &str) -> Option<Roles> {
    ELEMENTS.binary_search_by(|known| known.0.cmp(element)).ok().map(|at| ELEMENTS[at].1)
}

const fn attr(name: &'static str, values: Values, global: bool) -> Attribute {
    Attribute { name, values, global }
}

const fn plain(name: &'static str, allowed: &'static [&'static str]) -> Role {
    Role { name, required: &[], allowed, context: &[], owned: &[], deprecated: false }
}

const BOOLEAN: Values = Values::One(&["true", "false"]);

#[rustfmt::skip]
static ATTRIBUTES: &[Attribute] = &[
    attr("aria-actions", Values::References, true),
    attr("aria-activedescendant", Values::Reference, false),
    attr("aria-atomic", BOOLEAN, true),
    attr("aria-autocomplete", Values::One(&["inline", "list", "both", "none"]), false),
    attr("aria-braillelabel", Values::Text, true),
    attr("aria-brailleroledescription", Values::Text, true),
    attr("aria-busy", BOOLEAN, true),
    attr("aria-checked", Values::One(&["false", "mixed", "true", "undefined"]), false),
    attr("aria-colcount", Values::Whole(-1), false),
    attr("aria-colindex", Values::Whole(1), false),
    attr("aria-colspan", Values::Whole(1), false),
    attr("aria-controls", Values::References, true),
    attr("aria-current", Values::One(&["page", "step", "location", "date", "time", "true", "false"]), true),
    attr("aria-describedby", Values::References, true),
    attr("aria-description", Values::Text, true),
    attr("aria-details", Values::References, true),
    attr("aria-disabled", BOOLEAN, true),
    attr("aria-dropeffect", Values::Some(&["copy", "execute", "link", "move", "none", "popup"]), true),
    attr("aria-errormessage", Values::References, true),
    attr("aria-expanded", Values::One(&["true", "false", "undefined"]), false),
    attr("aria-flowto", Values::References, true),
    attr("aria-grabbed", Values::One(&["true", "false", "undefined"]), true),
    attr("aria-haspopup", Values::One(&["true", "false", "menu", "listbox", "tree", "grid", "dialog"]), true),
    attr("aria-hidden", Values::One(&["true", "false", "undefined"]), true),
    attr("aria-invalid", Values::One(&["grammar", "false", "spelling", "true"]), true),
    attr("aria-keyshortcuts", Values::Text, true),
    attr("aria-label", Values::Text, true),
    attr("aria-labelledby", Values::References, true),
    attr("aria-level", Values::Whole(1), false),
    attr("aria-live", Values::One(&["assertive", "off", "polite"]), true),
    attr("aria-modal", BOOLEAN, false),
    attr("aria-multiline", BOOLEAN, false),
    attr("aria-multiselectable", BOOLEAN, false),
    attr("aria-orientation", Values::One(&["horizontal", "undefined", "vertical"]), false),
    attr("aria-owns", Values::References, true),
    attr("aria-placeholder", Values::Text, false),
    attr("aria-posinset", Values::Whole(1), false),
    attr("aria-pressed", Values::One(&["false", "mixed", "true", "undefined"]), false),
    attr("aria-readonly", BOOLEAN, false),
    attr("aria-relevant", Values::Some(&["additions", "all", "removals", "text"]), true),
    attr("aria-required", BOOLEAN, false),
    attr("aria-roledescription", Values::Text, true),
    attr("aria-rowcount", Values::Whole(-1), false),
    attr("aria-rowindex", Values::Whole(1), false),
    attr("aria-rowspan", Values::Whole(0), false),
    attr("aria-selected", Values::One(&["false", "true", "undefined"]), false),
    attr("aria-setsize", Values::Whole(-1), false),
    attr("aria-sort", Values::One(&["ascending", "descending", "none", "other"]), false),
    attr("aria-valuemax", Values::Number, false),
    attr("aria-valuemin", Values::Number, false),
    attr("aria-valuenow", Values::Number, false),
    attr("aria-valuetext", Values::Text, false),
];

#[rustfmt::skip]
static ROLES: &[Role] = &[
    plain("alert", &["aria-expanded"]),
    plain("alertdialog", &["aria-expanded", "aria-modal"]),
    plain("application", &["aria-activedescendant", "aria-expanded"]),
    plain("article", &["aria-posinset", "aria-setsize", "aria-expanded"]),
    plain("banner", &["aria-expanded"]),
    plain("blockquote", &[]),
    plain("button", &["aria-expanded", "aria-pressed"]),
    plain("caption", &[]),
    Role { name: "cell", required: &[], allowed: &["aria-colindex", "aria-colspan", "aria-rowindex", "aria-rowspan", "aria-expanded"], context: &["row"], owned: &[], deprecated: false },
    Role { name: "checkbox", required: &["aria-checked"], allowed: &["aria-readonly", "aria-expanded", "aria-required"], context: &[], owned: &[], deprecated: false },
    plain("code", &[]),
    Role { name: "columnheader", required: &[], allowed: &["aria-sort", "aria-colindex", "aria-colspan", "aria-expanded", "aria-readonly", "aria-required", "aria-rowindex", "aria-rowspan", "aria-selected"], context: &["row"], owned: &[], deprecated: false },
    Role { name: "combobox", required: &["aria-expanded"], allowed: &["aria-owns", "aria-autocomplete", "aria-readonly", "aria-required", "aria-activedescendant", "aria-orientation", "aria-controls"], context: &[], owned: &[], deprecated: false },
    plain("comment", &["aria-level", "aria-posinset", "aria-setsize"]),
    plain("complementary", &["aria-expanded"]),
    plain("contentinfo", &["aria-expanded"]),
    plain("definition", &["aria-expanded"]),
    plain("deletion", &[]),
    plain("dialog", &["aria-expanded", "aria-modal"]),
    Role { name: "directory", required: &[], allowed: &["aria-expanded"], context: &[], owned: &[], deprecated: true },
    plain("doc-abstract", &["aria-expanded"]),
    plain("doc-acknowledgments", &["aria-expanded"]),
    plain("doc-afterword", &["aria-expanded"]),
    plain("doc-appendix", &["aria-expanded"]),
    plain("doc-backlink", &["aria-expanded"]),
    Role { name: "doc-biblioentry", required: &[], allowed: &["aria-expanded", "aria-level", "aria-posinset", "aria-setsize"], context: &[], owned: &[], deprecated: true },
    plain("doc-bibliography", &["aria-expanded"]),
    plain("doc-biblioref", &["aria-expanded"]),
    plain("doc-chapter", &["aria-expanded"]),
    plain("doc-colophon", &["aria-expanded"]),
    plain("doc-conclusion", &["aria-expanded"]),
    plain("doc-cover", &["aria-expanded"]),
    plain("doc-credit", &["aria-expanded"]),
    plain("doc-credits", &["aria-expanded"]),
    plain("doc-dedication", &["aria-expanded"]),
    Role { name: "doc-endnote", required: &[], allowed: &["aria-expanded", "aria-level", "aria-posinset", "aria-setsize"], context: &[], owned: &[], deprecated: true },
    plain("doc-endnotes", &["aria-expanded"]),
    plain("doc-epigraph", &["aria-expanded"]),
    plain("doc-epilogue", &["aria-expanded"]),
    plain("doc-errata", &["aria-expanded"]),
    plain("doc-example", &["aria-expanded"]),
    plain("doc-footnote", &["aria-expanded"]),
    plain("doc-foreword", &["aria-expanded"]),
    plain("doc-glossary", &["aria-expanded"]),
    plain("doc-glossref", &["aria-expanded"]),
    plain("doc-index", &["aria-expanded"]),
    plain("doc-introduction", &["aria-expanded"]),
    plain("doc-noteref", &["aria-expanded"]),
    plain("doc-notice", &["aria-expanded"]),
    plain("doc-pagebreak", &["aria-expanded", "aria-orientation"]),
    plain("doc-pagefooter", &[]),
    plain("doc-pageheader", &[]),
    plain("doc-pagelist", &["aria-expanded"]),
    plain("doc-part", &["aria-expanded"]),
    plain("doc-preface", &["aria-expanded"]),
    plain("doc-prologue", &["aria-expanded"]),
    plain("doc-pullquote", &[]),
    plain("doc-qna", &["aria-expanded"]),
    plain("doc-subtitle", &["aria-expanded"]),
    plain("doc-tip", &["aria-expanded"]),
    plain("doc-toc", &["aria-expanded"]),
    plain("document", &["aria-expanded"]),
    plain("emphasis", &[]),
    Role { name: "feed", required: &[], allowed: &["aria-expanded"], context: &[], owned: &["article"], deprecated: false },
    plain("figure", &["aria-expanded"]),
    plain("form", &["aria-expanded"]),
    plain("generic", &[]),
    plain("graphics-document", &[]),
    plain("graphics-object", &[]),
    plain("graphics-symbol", &[]),
    Role { name: "grid", required: &[], allowed: &["aria-level", "aria-multiselectable", "aria-readonly", "aria-activedescendant", "aria-colcount", "aria-expanded", "aria-rowcount"], context: &[], owned: &["rowgroup", "row"], deprecated: false },
    Role { name: "gridcell", required: &[], allowed: &["aria-readonly", "aria-required", "aria-selected", "aria-colindex", "aria-colspan", "aria-expanded", "aria-rowindex", "aria-rowspan"], context: &["row"], owned: &[], deprecated: false },
    plain("group", &["aria-activedescendant", "aria-expanded"]),
    Role { name: "heading", required: &["aria-level"], allowed: &["aria-expanded"], context: &[], owned: &[], deprecated: false },
    plain("image", &["aria-expanded"]),
    plain("img", &["aria-expanded"]),
    plain("insertion", &[]),
    plain("link", &["aria-expanded"]),
    Role { name: "list", required: &[], allowed: &["aria-expanded"], context: &[], owned: &["listitem"], deprecated: false },
    Role { name: "listbox", required: &[], allowed: &["aria-multiselectable", "aria-readonly", "aria-required", "aria-activedescendant", "aria-expanded", "aria-orientation"], context: &[], owned: &["group", "option"], deprecated: false },
    Role { name: "listitem", required: &[], allowed: &["aria-level", "aria-posinset", "aria-setsize", "aria-expanded"], context: &["list"], owned: &[], deprecated: false },
    plain("log", &["aria-expanded"]),
    plain("main", &["aria-expanded"]),
    plain("mark", &[]),
    plain("marquee", &["aria-expanded"]),
    plain("math", &["aria-expanded"]),
    Role { name: "menu", required: &[], allowed: &["aria-activedescendant", "aria-expanded", "aria-orientation"], context: &[], owned: &["group", "menuitemradio", "menuitem", "menuitemcheckbox", "menu", "separator"], deprecated: false },
    Role { name: "menubar", required: &[], allowed: &["aria-activedescendant", "aria-expanded", "aria-orientation"], context: &[], owned: &["group", "menuitemradio", "menuitem", "menuitemcheckbox", "menu", "separator"], deprecated: false },
    Role { name: "menuitem", required: &[], allowed: &["aria-posinset", "aria-setsize", "aria-expanded"], context: &["menu", "menubar", "group"], owned: &[], deprecated: false },
    Role { name: "menuitemcheckbox", required: &["aria-checked"], allowed: &["aria-expanded", "aria-posinset", "aria-readonly", "aria-setsize"], context: &["menu", "menubar", "group"], owned: &[], deprecated: false },
    Role { name: "menuitemradio", required: &["aria-checked"], allowed: &["aria-expanded", "aria-posinset", "aria-readonly", "aria-setsize"], context: &["menu", "menubar", "group"], owned: &[], deprecated: false },
    Role { name: "meter", required: &["aria-valuenow"], allowed: &["aria-valuemax", "aria-valuemin", "aria-valuetext"], context: &[], owned: &[], deprecated: false },
    plain("navigation", &["aria-expanded"]),
    plain("none", &[]),
    plain("note", &["aria-expanded"]),
    Role { name: "option", required: &[], allowed: &["aria-selected", "aria-checked", "aria-posinset", "aria-setsize"], context: &["group", "listbox"], owned: &[], deprecated: false },
    plain("paragraph", &[]),
    plain("presentation", &[]),
    plain("progressbar", &["aria-expanded", "aria-valuemax", "aria-valuemin", "aria-valuenow", "aria-valuetext"]),
    Role { name: "radio", required: &["aria-checked"], allowed: &["aria-posinset", "aria-setsize", "aria-required"], context: &[], owned: &[], deprecated: false },
    plain("radiogroup", &["aria-readonly", "aria-required", "aria-activedescendant", "aria-expanded", "aria-orientation"]),
    plain("region", &["aria-expanded"]),
    Role { name: "row", required: &[], allowed: &["aria-colindex", "aria-level", "aria-rowindex", "aria-selected", "aria-activedescendant", "aria-expanded", "aria-posinset", "aria-setsize"], context: &["grid", "rowgroup", "table", "treegrid"], owned: &["cell", "columnheader", "gridcell", "rowheader"], deprecated: false },
    Role { name: "rowgroup", required: &[], allowed: &[], context: &["grid", "table", "treegrid"], owned: &["row"], deprecated: false },
    Role { name: "rowheader", required: &[], allowed: &["aria-sort", "aria-colindex", "aria-colspan", "aria-expanded", "aria-readonly", "aria-required", "aria-rowindex", "aria-rowspan", "aria-selected"], context: &["row"], owned: &[], deprecated: false },
    Role { name: "scrollbar", required: &["aria-valuenow"], allowed: &["aria-controls", "aria-orientation", "aria-valuemax", "aria-valuemin", "aria-valuetext"], context: &[], owned: &[], deprecated: false },
    plain("search", &["aria-expanded"]),
    plain("searchbox", &["aria-activedescendant", "aria-autocomplete", "aria-multiline", "aria-placeholder", "aria-readonly", "aria-required"]),
    plain("sectionfooter", &[]),
    plain("sectionheader", &[]),
    Role { name: "separator", required: &["aria-valuenow"], allowed: &["aria-valuemax", "aria-valuemin", "aria-orientation", "aria-valuetext"], context: &[], owned: &[], deprecated: false },
    Role { name: "slider", required: &["aria-valuenow"], allowed: &["aria-valuemax", "aria-valuemin", "aria-orientation", "aria-readonly", "aria-required", "aria-valuetext"], context: &[], owned: &[], deprecated: false },
    plain("spinbutton", &["aria-valuemax", "aria-valuemin", "aria-readonly", "aria-required", "aria-activedescendant", "aria-valuetext", "aria-valuenow"]),
    plain("status", &["aria-expanded"]),
    plain("strong", &[]),
    plain("subscript", &[]),
    Role { name: "suggestion", required: &[], allowed: &[], context: &[], owned: &["insertion", "deletion"], deprecated: false },
    plain("superscript", &[]),
    Role { name: "switch", required: &["aria-checked"], allowed: &["aria-expanded", "aria-readonly", "aria-required"], context: &[], owned: &[], deprecated: false },
    Role { name: "tab", required: &[], allowed: &["aria-posinset", "aria-selected", "aria-setsize", "aria-expanded"], context: &["tablist"], owned: &[], deprecated: false },
    Role { name: "table", required: &[], allowed: &["aria-colcount", "aria-rowcount", "aria-expanded"], context: &[], owned: &["rowgroup", "row"], deprecated: false },
    Role { name: "tablist", required: &[], allowed: &["aria-level", "aria-multiselectable", "aria-orientation", "aria-activedescendant", "aria-expanded"], context: &[], owned: &["tab"], deprecated: false },
    plain("tabpanel", &["aria-expanded"]),
    plain("term", &["aria-expanded"]),
    plain("text", &[]),
    plain("textbox", &["aria-activedescendant", "aria-autocomplete", "aria-multiline", "aria-placeholder", "aria-readonly", "aria-required"]),
    plain("time", &[]),
    plain("timer", &["aria-expanded"]),
    plain("toolbar", &["aria-orientation", "aria-activedescendant", "aria-expanded"]),
    plain("tooltip", &["aria-expanded"]),
    Role { name: "tree", required: &[], allowed: &["aria-multiselectable", "aria-required", "aria-activedescendant", "aria-expanded", "aria-orientation"], context: &[], owned: &["group", "treeitem"], deprecated: false },
    Role { name: "treegrid", required: &[], allowed: &["aria-activedescendant", "aria-colcount", "aria-expanded", "aria-level", "aria-multiselectable", "aria-orientation", "aria-readonly", "aria-required", "aria-rowcount"], context: &[], owned: &["rowgroup", "row"], deprecated: false },
    Role { name: "treeitem", required: &[], allowed: &["aria-checked", "aria-expanded", "aria-level", "aria-posinset", "aria-selected", "aria-setsize"], context: &["group", "tree"], owned: &[], deprecated: false },
];

/// Elements whose roles turn on their attributes (`a`, `area`, `img`, `input`, `select`, `summary`, `figure`) are not here.
#[rustfmt::skip]
static ELEMENTS: &[(&str, Roles)] = &[
    ("abbr", Roles::Any),
    ("address", Roles::Any),
    ("article", Roles::Only(&["feed", "presentation", "none", "document", "application", "main", "region"])),
    ("aside", Roles::Only(&["feed", "note", "presentation", "none", "region", "search", "doc-dedication", "doc-example", "doc-footnote", "doc-glossary", "doc-pullquote", "doc-tip"])),
    ("audio", Roles::Only(&["application"])),
    ("b", Roles::Any),
    ("base", Roles::Only(&[])),
    ("bdi", Roles::Any),
    ("bdo", Roles::Any),
    ("blockquote", Roles::Any),
    ("body", Roles::Only(&[])),
    ("br", Roles::Only(&["presentation", "none"])),
    ("button", Roles::Only(&["checkbox", "combobox", "gridcell", "link", "menuitem", "menuitemcheckbox", "menuitemradio", "option", "radio", "separator", "slider", "switch", "tab", "treeitem"])),
    ("canvas", Roles::Any),
    ("caption", Roles::Only(&[])),
    ("cite", Roles::Any),
    ("code", Roles::Any),
    ("col", Roles::Only(&[])),
    ("colgroup", Roles::Only(&[])),
    ("data", Roles::Any),
    ("datalist", Roles::Only(&[])),
    ("dd", Roles::Only(&[])),
    ("del", Roles::Any),
    ("details", Roles::Only(&[])),
    ("dfn", Roles::Any),
    ("dialog", Roles::Only(&["alertdialog"])),
    ("div", Roles::Any),
    ("dl", Roles::Only(&["group", "list", "presentation", "none"])),
    ("dt", Roles::Only(&["listitem"])),
    ("em", Roles::Any),
    ("embed", Roles::Only(&["application", "document", "img", "image", "presentation", "none"])),
    ("fieldset", Roles::Only(&["none", "presentation", "radiogroup"])),
    ("figcaption", Roles::Only(&["group", "none", "presentation"])),
    ("footer", Roles::Only(&["group", "none", "presentation", "doc-footnote"])),
    ("form", Roles::Only(&["form", "search", "none", "presentation"])),
    ("h1", Roles::Only(&["none", "presentation", "tab", "doc-subtitle"])),
    ("h2", Roles::Only(&["none", "presentation", "tab", "doc-subtitle"])),
    ("h3", Roles::Only(&["none", "presentation", "tab", "doc-subtitle"])),
    ("h4", Roles::Only(&["none", "presentation", "tab", "doc-subtitle"])),
    ("h5", Roles::Only(&["none", "presentation", "tab", "doc-subtitle"])),
    ("h6", Roles::Only(&["none", "presentation", "tab", "doc-subtitle"])),
    ("head", Roles::Only(&[])),
    ("header", Roles::Only(&["group", "none", "presentation", "doc-footnote"])),
    ("hgroup", Roles::Any),
    ("hr", Roles::Only(&["none", "presentation", "doc-pagebreak"])),
    ("html", Roles::Only(&[])),
    ("i", Roles::Any),
    ("iframe", Roles::Only(&["application", "document", "img", "image", "none", "presentation"])),
    ("ins", Roles::Any),
    ("kbd", Roles::Any),
    ("label", Roles::Only(&[])),
    ("legend", Roles::Only(&[])),
    ("li", Roles::Only(&["menuitem", "menuitemcheckbox", "menuitemradio", "option", "none", "presentation", "radio", "separator", "tab", "treeitem", "doc-biblioentry", "doc-endnote"])),
    ("link", Roles::Only(&[])),
    ("main", Roles::Only(&[])),
    ("map", Roles::Only(&[])),
    ("mark", Roles::Any),
    ("math", Roles::Only(&[])),
    ("menu", Roles::Only(&["directory", "group", "listbox", "menu", "menubar", "none", "presentation", "radiogroup", "tablist", "toolbar", "tree"])),
    ("meta", Roles::Only(&[])),
    ("meter", Roles::Only(&[])),
    ("nav", Roles::Only(&["doc-index", "doc-pagelist", "doc-toc", "menu", "menubar", "none", "presentation", "tablist"])),
    ("noscript", Roles::Only(&[])),
    ("object", Roles::Only(&["application", "document", "img", "image"])),
    ("ol", Roles::Only(&["directory", "group", "listbox", "menu", "menubar", "none", "presentation", "radiogroup", "tablist", "toolbar", "tree"])),
    ("optgroup", Roles::Only(&[])),
    ("option", Roles::Only(&[])),
    ("output", Roles::Any),
    ("p", Roles::Any),
    ("param", Roles::Only(&[])),
    ("picture", Roles::Only(&[])),
    ("pre", Roles::Any),
    ("progress", Roles::Only(&[])),
    ("q", Roles::Any),
    ("rp", Roles::Any),
    ("rt", Roles::Any),
    ("ruby", Roles::Any),
    ("s", Roles::Any),
    ("samp", Roles::Any),
    ("script", Roles::Only(&[])),
    ("search", Roles::Only(&["form", "group", "none", "presentation", "region", "search"])),
    ("section", Roles::Only(&["alert", "alertdialog", "application", "banner", "complementary", "contentinfo", "dialog", "document", "feed", "group", "log", "main", "marquee", "navigation", "none", "note", "presentation", "search", "status", "tabpanel", "doc-abstract", "doc-acknowledgments", "doc-afterword", "doc-appendix", "doc-bibliography", "doc-chapter", "doc-colophon", "doc-conclusion", "doc-credit", "doc-credits", "doc-dedication", "doc-endnotes", "doc-epigraph", "doc-epilogue", "doc-errata", "doc-example", "doc-foreword", "doc-glossary", "doc-index", "doc-introduction", "doc-notice", "doc-pagelist", "doc-part", "doc-preface", "doc-prologue", "doc-pullquote", "doc-qna", "doc-toc"])),
    ("slot", Roles::Only(&[])),
    ("small", Roles::Any),
    ("source", Roles::Only(&[])),
    ("span", Roles::Any),
    ("strong", Roles::Any),
    ("style", Roles::Only(&[])),
    ("sub", Roles::Any),
    ("sup", Roles::Any),
    ("svg", Roles::Any),
    ("table", Roles::Any),
    ("tbody", Roles::Any),
    ("td", Roles::Any),
    ("template", Roles::Only(&[])),
    ("textarea", Roles::Only(&[])),
    ("tfoot", Roles::Any),
    ("th", Roles::Any),
    ("thead", Roles::Any),
    ("time", Roles::Any),
    ("title", Roles::Only(&[])),
    ("tr", Roles::Any),
    ("track", Roles::Only(&[])),
    ("u", Roles::Any),
    ("ul", Roles::Only(&["directory", "group", "listbox", "menu", "menubar", "none", "presentation", "radiogroup", "tablist", "toolbar", "tree"])),
    ("var", Roles::Any),
    ("video", Roles::Only(&["application"])),
    ("wbr", Roles::Only(&["presentation", "none"])),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_in_order() {
        assert!(ATTRIBUTES.is_sorted_by(|a, b| a.name < b.name));
        assert!(ROLES.is_sorted_by(|a, b| a.name < b.name));
        assert!(ELEMENTS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(role("slider").is_some_and(|role| role.required == ["aria-valuenow"]));
        assert_eq!(attribute("aria-hiden").map(|a| a.name), None);
    }

    #[test]
    fn roles_name_attributes_and_roles_that_there_are() {
        for role in ROLES {
            assert!(
                role.required.iter().chain(role.allowed).all(|name| attribute(name).is_some()),
                "{}",
                role.name
            );
            assert!(
                role.context.iter().chain(role.owned).all(|name| super::role(name).is_some()),
                "{}",
                role.name
            );
        }
    }
}
