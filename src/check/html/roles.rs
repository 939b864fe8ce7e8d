//! The roles of WAI-ARIA 1.2, DPUB-ARIA 1.1 and the Graphics Module, with what turns on them for
//! names. A table; it knows no element.

/// What a role says of an element's name and content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleKind {
    /// The role.
    pub name: &'static str,
    /// Where its name may come from.
    pub naming: Naming,
    /// Whether assistive technology gets what it holds only as its name ("children presentational").
    pub atomic: bool,
}

/// Where the name of a role may come from (WAI-ARIA 1.2, 5.2.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// From what the element holds, or from the author.
    Content,
    /// From the author.
    Author,
    /// It may have none.
    Prohibited,
}

/// The role of this name, if there is one that authors may use.
pub fn role(name: &str) -> Option<&'static RoleKind> {
    ROLES.binary_search_by(|role| role.name.cmp(name)).ok().map(|at| &ROLES[at])
}

const fn content(name: &'static str) -> RoleKind {
    RoleKind { name, naming: Naming::Content, atomic: false }
}

const fn author(name: &'static str) -> RoleKind {
    RoleKind { name, naming: Naming::Author, atomic: false }
}

const fn nameless(name: &'static str) -> RoleKind {
    RoleKind { name, naming: Naming::Prohibited, atomic: false }
}

const fn atomic(role: RoleKind) -> RoleKind {
    RoleKind { atomic: true, ..role }
}

/// All roles that authors may use, by name. Abstract roles are none.
pub static ROLES: &[RoleKind] = &[
    author("alert"),
    author("alertdialog"),
    author("application"),
    author("article"),
    author("banner"),
    author("blockquote"),
    atomic(content("button")),
    nameless("caption"),
    content("cell"),
    atomic(content("checkbox")),
    nameless("code"),
    content("columnheader"),
    author("combobox"),
    content("comment"),
    author("complementary"),
    author("contentinfo"),
    author("definition"),
    nameless("deletion"),
    author("dialog"),
    author("directory"),
    author("doc-abstract"),
    author("doc-acknowledgments"),
    author("doc-afterword"),
    author("doc-appendix"),
    content("doc-backlink"),
    author("doc-biblioentry"),
    author("doc-bibliography"),
    content("doc-biblioref"),
    author("doc-chapter"),
    author("doc-colophon"),
    author("doc-conclusion"),
    atomic(author("doc-cover")),
    author("doc-credit"),
    author("doc-credits"),
    author("doc-dedication"),
    author("doc-endnote"),
    author("doc-endnotes"),
    author("doc-epigraph"),
    author("doc-epilogue"),
    author("doc-errata"),
    author("doc-example"),
    author("doc-footnote"),
    author("doc-foreword"),
    author("doc-glossary"),
    content("doc-glossref"),
    author("doc-index"),
    author("doc-introduction"),
    content("doc-noteref"),
    author("doc-notice"),
    atomic(content("doc-pagebreak")),
    nameless("doc-pagefooter"),
    nameless("doc-pageheader"),
    author("doc-pagelist"),
    author("doc-part"),
    author("doc-preface"),
    author("doc-prologue"),
    nameless("doc-pullquote"),
    author("doc-qna"),
    content("doc-subtitle"),
    author("doc-tip"),
    author("doc-toc"),
    author("document"),
    nameless("emphasis"),
    author("feed"),
    author("figure"),
    author("form"),
    nameless("generic"),
    author("graphics-document"),
    author("graphics-object"),
    atomic(author("graphics-symbol")),
    author("grid"),
    content("gridcell"),
    author("group"),
    content("heading"),
    atomic(author("image")),
    atomic(author("img")),
    nameless("insertion"),
    content("link"),
    author("list"),
    author("listbox"),
    author("listitem"),
    author("log"),
    author("main"),
    nameless("mark"),
    author("marquee"),
    atomic(author("math")),
    author("menu"),
    author("menubar"),
    content("menuitem"),
    atomic(content("menuitemcheckbox")),
    atomic(content("menuitemradio")),
    atomic(author("meter")),
    author("navigation"),
    nameless("none"),
    author("note"),
    atomic(content("option")),
    nameless("paragraph"),
    nameless("presentation"),
    atomic(author("progressbar")),
    atomic(content("radio")),
    author("radiogroup"),
    author("region"),
    content("row"),
    author("rowgroup"),
    content("rowheader"),
    atomic(author("scrollbar")),
    author("search"),
    author("searchbox"),
    atomic(author("separator")),
    atomic(author("slider")),
    author("spinbutton"),
    author("status"),
    nameless("strong"),
    nameless("subscript"),
    nameless("suggestion"),
    nameless("superscript"),
    atomic(content("switch")),
    atomic(content("tab")),
    author("table"),
    author("tablist"),
    author("tabpanel"),
    author("term"),
    author("textbox"),
    nameless("time"),
    author("timer"),
    author("toolbar"),
    content("tooltip"),
    author("tree"),
    author("treegrid"),
    content("treeitem"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_in_order_and_found() {
        assert!(ROLES.is_sorted_by(|a, b| a.name < b.name));
        assert!(role("heading").is_some_and(|role| role.naming == Naming::Content));
        assert!(role("img").is_some_and(|role| role.atomic));
        assert_eq!(role("widget"), None);
    }
}
