//! What an element is to assistive technology: its WAI-ARIA 1.2 role, as its author says it or as
//! HTML-AAM 1.0 has it for its element.

use super::node::Node;
use super::page::Namespace;
use super::roles::{Naming, RoleKind, role};

/// Elements inside of which a `header` or `footer` is that of a part, and an `aside` too but for `main`.
const SECTIONING: [&str; 5] = ["article", "aside", "nav", "section", "main"];

/// Attributes that any element may have and that speak against "this is mere presentation"; not those
/// that are forbidden on generic elements only.
const GLOBAL: [&str; 17] = [
    "aria-atomic",
    "aria-busy",
    "aria-controls",
    "aria-current",
    "aria-describedby",
    "aria-description",
    "aria-details",
    "aria-dropeffect",
    "aria-flowto",
    "aria-grabbed",
    "aria-keyshortcuts",
    "aria-label",
    "aria-labelledby",
    "aria-live",
    "aria-owns",
    "aria-relevant",
    "aria-roledescription",
];

impl<'p> Node<'p> {
    /// The role in force: the author's if it is valid, else that of the element. `None` for elements
    /// that have none or mean nothing (`generic`), `Some("none")` for those that are declared so; the
    /// synonyms `presentation` and `image` are `none` and `img`.
    pub fn role(self) -> Option<&'static str> {
        match self.explicit_role().map(|role| role.name) {
            Some("generic") => None,
            Some(role) => Some(role),
            None => self.implicit_role(),
        }
    }

    /// What the role in force says of names.
    pub fn role_kind(self) -> Option<&'static RoleKind> {
        self.role().and_then(role)
    }

    /// The first role in the attribute `role` that is one and that may be used here. A presentational
    /// role on an element that has a name or takes the focus is ignored (WAI-ARIA 1.2, 5.3.6.3), a
    /// `region` or `form` without a name too.
    pub fn explicit_role(self) -> Option<&'static RoleKind> {
        let named = self.tokens("role").find_map(|token| role(&token.to_ascii_lowercase()))?;
        match named.name {
            "none" | "presentation" if self.is_more_than_presentation() => None,
            "region" | "form" if !self.has_author_name() => None,
            "presentation" => role("none"),
            "image" => role("img"),
            _ => Some(named),
        }
    }

    /// Whether an element must be told of though its author calls it presentation.
    pub fn is_more_than_presentation(self) -> bool {
        self.is_focusable() || GLOBAL.iter().any(|name| self.value(name).is_some())
    }

    /// Whether the author names it: by `aria-label`, `aria-labelledby` or `title`.
    pub fn has_author_name(self) -> bool {
        self.value("aria-label").is_some()
            || self.referred("aria-labelledby").next().is_some()
            || self.value("title").is_some()
    }

    /// Whether authors may give it a name at all.
    pub fn may_be_named(self) -> bool {
        match self.role_kind() {
            Some(kind) => kind.naming != Naming::Prohibited,
            None => self.is_named_without_role(),
        }
    }

    fn is_named_without_role(self) -> bool {
        match self.namespace() {
            Namespace::Html => matches!(
                self.name(),
                "iframe"
                    | "video"
                    | "audio"
                    | "canvas"
                    | "object"
                    | "embed"
                    | "summary"
                    | "input"
                    | "legend"
                    | "label"
                    | "frame"
            ),
            Namespace::Svg => self.name() == "svg",
            Namespace::MathMl => self.name() == "math",
        }
    }

    /// The role of its element where it stands.
    pub fn implicit_role(self) -> Option<&'static str> {
        match self.namespace() {
            Namespace::Html => self.html_role(),
            Namespace::Svg if self.name() == "svg" => {
                let titled = self.elements().any(|child| matches!(child.name(), "title" | "desc"));
                (titled || self.has_author_name()).then_some("graphics-document")
            }
            Namespace::MathMl if self.name() == "math" => Some("math"),
            _ => None,
        }
    }

    fn html_role(self) -> Option<&'static str> {
        Some(match self.name() {
            "a" | "area" if self.has("href") => "link",
            "address" | "details" | "fieldset" | "hgroup" | "optgroup" => "group",
            "article" => "article",
            "aside" if !self.is_inside(&SECTIONING[..4]) || self.has_author_name() => {
                "complementary"
            }
            "blockquote" => "blockquote",
            "button" | "summary" => return self.button_role(),
            "caption" => return self.in_table("caption"),
            "code" => "code",
            "datalist" => "listbox",
            "dd" => "definition",
            "del" | "s" => "deletion",
            "dfn" | "dt" => "term",
            "dialog" => "dialog",
            "em" => "emphasis",
            "figure" => "figure",
            "footer" if !self.is_inside(&SECTIONING) => "contentinfo",
            "form" if self.has_author_name() => "form",
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
            "header" if !self.is_inside(&SECTIONING) => "banner",
            "hr" => "separator",
            "html" => "document",
            "img"
                if self.attr("alt").is_some_and(|alt| alt.trim().is_empty())
                    && !self.is_more_than_presentation() =>
            {
                "none"
            }
            "img" => "img",
            "input" => return self.input_role(),
            "ins" => "insertion",
            "li" if self.is_in_list() => "listitem",
            "main" => "main",
            "mark" => "mark",
            "math" => "math",
            "menu" | "ol" | "ul" | "dir" => "list",
            "meter" => "meter",
            "nav" => "navigation",
            "option" => "option",
            "output" => "status",
            "p" => "paragraph",
            "progress" => "progressbar",
            "search" => "search",
            "section" if self.has_author_name() => "region",
            "select" if self.has("multiple") || self.size() > 1 => "listbox",
            "select" => "combobox",
            "strong" => "strong",
            "sub" => "subscript",
            "sup" => "superscript",
            "table" => "table",
            "tbody" | "thead" | "tfoot" => return self.in_table("rowgroup"),
            "td" => {
                let role = self.in_table("cell")?;
                if self.is_in_grid() { "gridcell" } else { role }
            }
            "textarea" => "textbox",
            "th" => return self.header_role(),
            "time" => "time",
            "tr" => return self.in_table("row"),
            _ => return None,
        })
    }

    fn button_role(self) -> Option<&'static str> {
        let is_first_summary = || {
            let first = |p: Node<'p>| p.elements().find(|child| child.is("summary"));
            self.parent().filter(|p| p.is("details")).and_then(first) == Some(self)
        };
        (self.is("button") || is_first_summary()).then_some("button")
    }

    fn size(self) -> u32 {
        self.value("size").and_then(|size| size.parse().ok()).unwrap_or(0)
    }

    fn input_role(self) -> Option<&'static str> {
        let with_list = self.has("list");
        Some(match &*self.input_type() {
            "button" | "image" | "reset" | "submit" => "button",
            "checkbox" => "checkbox",
            "number" => "spinbutton",
            "radio" => "radio",
            "range" => "slider",
            "hidden" | "color" | "date" | "datetime-local" | "file" | "month" | "password"
            | "time" | "week" => return None,
            _ if with_list => "combobox",
            "search" => "searchbox",
            _ => "textbox",
        })
    }

    /// The type of an `input`, in lower case; `text` if it says none.
    pub fn input_type(self) -> String {
        self.value("type").unwrap_or("text").to_ascii_lowercase()
    }

    /// The level of a heading: `aria-level`, else that of its element, else 2 (WAI-ARIA 1.2).
    pub fn heading_level(self) -> u8 {
        let said = self.value("aria-level").and_then(|level| level.parse().ok());
        let own = || self.html().strip_prefix('h').and_then(|level| level.parse().ok());
        said.filter(|&level| level > 0).or_else(own).unwrap_or(2)
    }

    /// Whether it stands in one of these elements, or in one that its author calls such.
    fn is_inside(self, names: &[&str]) -> bool {
        self.ancestors().any(|node| {
            let name = match node.tokens("role").next() {
                Some("complementary") => "aside",
                Some("navigation") => "nav",
                Some("region") => "section",
                Some(role) => role,
                None => node.html(),
            };
            names.contains(&name)
        })
    }

    /// An item counts as one in a list that is not mere presentation.
    fn is_in_list(self) -> bool {
        self.parent().is_some_and(|parent| {
            matches!(parent.html(), "ol" | "ul" | "menu" | "dir")
                && matches!(parent.role(), Some("list" | "directory"))
                || parent.role() == Some("list")
        })
    }

    /// The table that a part of a table belongs to.
    pub fn table(self) -> Option<Node<'p>> {
        self.ancestors().find(|node| node.is("table"))
    }

    /// The role of a part of a table, unless the table is mere presentation or something else.
    fn in_table(self, role: &'static str) -> Option<&'static str> {
        let table = self.table()?.role();
        matches!(table, Some("table" | "grid" | "treegrid")).then_some(role)
    }

    fn is_in_grid(self) -> bool {
        self.table().is_some_and(|table| matches!(table.role(), Some("grid" | "treegrid")))
    }

    fn header_role(self) -> Option<&'static str> {
        let role = match self.value("scope").map(str::to_ascii_lowercase).as_deref() {
            Some("row" | "rowgroup") => "rowheader",
            Some("col" | "colgroup") => "columnheader",
            // HTML, 4.9.12: without a scope, by what else stands in its row.
            _ => {
                let in_head = self.parent().and_then(Node::parent).is_some_and(|p| p.is("thead"));
                let alone = self
                    .parent()
                    .is_some_and(|row| row.elements().take(MANY).any(|cell| cell.is("td")));
                if alone && !in_head { "rowheader" } else { "columnheader" }
            }
        };
        self.in_table(role)
    }

    /// Whether the keyboard or a script can put the focus on it: `tabindex`, links, controls that are
    /// not disabled, media with controls, what can be edited. Nothing that is not rendered can have it.
    pub fn is_focusable(self) -> bool {
        if self.is_hidden() || self.is_inert() {
            return false;
        }
        if self.value("tabindex").is_some_and(|index| index.parse::<i64>().is_ok()) {
            return true;
        }
        match self.html() {
            "a" | "area" => self.has("href"),
            "button" | "input" | "select" | "textarea" => !self.is_disabled(),
            "summary" => self.button_role().is_some(),
            "iframe" => true,
            "audio" | "video" => self.has("controls"),
            "" => self.name() == "a" && (self.has("href") || self.has("xlink:href")),
            _ => self.attr("contenteditable").is_some_and(|value| value != "false"),
        }
    }

    /// Whether it or something around it is `inert`: nothing in it can be acted on.
    pub fn is_inert(self) -> bool {
        self.has("inert") || self.ancestors().any(|outer| outer.has("inert"))
    }

    /// Whether the keyboard reaches it: focusable, and not taken out by a negative `tabindex`.
    pub fn is_in_tab_order(self) -> bool {
        let index = self.value("tabindex").and_then(|index| index.parse::<i64>().ok());
        self.is_focusable() && index.is_none_or(|index| index >= 0)
    }

    /// Whether a control is disabled, by itself or by its `fieldset`.
    pub fn is_disabled(self) -> bool {
        let mut inner = self;
        self.has("disabled")
            || self.ancestors().any(|node| {
                let in_legend = inner.is("legend");
                inner = node;
                node.is("fieldset") && node.has("disabled") && !in_legend
            })
    }
}

/// How many cells of a row are looked at to tell what its headers head.
const MANY: usize = 100;
