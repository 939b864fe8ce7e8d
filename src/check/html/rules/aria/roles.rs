//! Roles that authors give: that they exist, fit their element, and stand and hold what they belong to.

use std::collections::BTreeMap;

use super::super::told;
use super::tables::{self, Roles};
use crate::check::Results;
use crate::check::html::{Namespace, Node};
use crate::diagnostic::rules::html;

/// Who says by `aria-owns` that it holds the element of an id.
pub(super) type Owners<'p> = BTreeMap<&'p str, Node<'p>>;

pub(super) fn check<'p>(node: Node<'p>, owners: &Owners<'p>, results: &mut Results) {
    presentation(node, results);
    if node.value("role").is_none() || node.is_silent() {
        return;
    }
    // ACT 674b10.
    results.applies(&html::ROLE_UNKNOWN);
    let first =
        node.tokens("role").map(str::to_ascii_lowercase).find_map(|token| tables::role(&token));
    let Some(first) = first else {
        let role = node.value("role").unwrap_or("");
        results.push(&html::ROLE_UNKNOWN, node.span(), format!("there is no role `{role}`"));
        return;
    };
    results.applies(&html::ROLE_DEPRECATED);
    if first.deprecated {
        let message = format!("the role `{}` is no longer to be used", first.name);
        results.push(&html::ROLE_DEPRECATED, node.span(), message);
    }
    results.test(&html::ROLE_NOT_ALLOWED, is_allowed(node, first.name), node.span(), || {
        format!("the role `{}` is not for {}", first.name, told(node))
    });
    // Only a role in force has a structure; one of presentation may be ignored.
    let Some(role) = node.explicit_role().and_then(|role| tables::role(role.name)) else { return };
    context(node, role, owners, results);
    owned(node, role, results);
}

/// ACT 46ca7f: WAI-ARIA 1.2, 8.2, has browsers ignore a role of presentation where an attribute says what
/// every role may be said of.
fn presentation(node: Node<'_>, results: &mut Results) {
    let declared = match node.tokens("role").next() {
        Some(role) => matches!(role, "none" | "presentation"),
        None => node.is("img") && node.attr("alt") == Some(""),
    };
    if !declared || node.is_silent() {
        return;
    }
    let says = |(name, value): &(&str, &str)| {
        *name != "aria-hidden"
            && !value.trim().is_empty()
            && tables::attribute(name).is_some_and(|attribute| attribute.global)
    };
    let said = node.attributes().find(|attribute| says(attribute)).map(|(name, _)| name);
    results.test(&html::DECORATIVE_EXPOSED, said.is_none(), node.span(), || {
        let name = said.unwrap_or_default();
        format!("{} is declared decorative, but `{name}` makes browsers say it", told(node))
    });
}

/// ARIA in HTML, 4.
fn is_allowed(node: Node<'_>, role: &str) -> bool {
    if node.namespace() != Namespace::Html || node.implicit_role() == Some(role) {
        return true;
    }
    let named = || !node.name_words().is_empty();
    let only = |roles: &[&str]| roles.contains(&role);
    match node.name() {
        "a" if node.has("href") => only(&[
            "button",
            "checkbox",
            "menuitem",
            "menuitemcheckbox",
            "menuitemradio",
            "option",
            "radio",
            "switch",
            "tab",
            "treeitem",
            "doc-backlink",
            "doc-biblioref",
            "doc-glossref",
            "doc-noteref",
            "link",
        ]),
        "area" => {
            node.has("href") && only(&["link"]) || !node.has("href") && only(&["button", "link"])
        }
        "img" if node.value("alt").is_some() || named() => !only(&["none", "presentation"]),
        "img" => only(&["none", "presentation", "img", "image"]),
        "figure" => {
            !node.elements().any(|child| child.is("figcaption"))
                || only(&["figure", "doc-example", "none", "presentation"])
        }
        "summary" => node.implicit_role().is_none(),
        "select" => only(&["menu", "combobox", "listbox"]),
        "input" => match &*node.input_type() {
            "button" => only(&[
                "button",
                "checkbox",
                "combobox",
                "gridcell",
                "link",
                "menuitem",
                "menuitemcheckbox",
                "menuitemradio",
                "option",
                "radio",
                "separator",
                "slider",
                "switch",
                "tab",
                "treeitem",
            ]),
            "checkbox" => {
                only(&["checkbox", "menuitemcheckbox", "option", "switch"])
                    || only(&["button"]) && node.has("aria-pressed")
            }
            "radio" => only(&["radio", "menuitemradio"]),
            "image" => only(&[
                "button",
                "link",
                "menuitem",
                "menuitemcheckbox",
                "menuitemradio",
                "radio",
                "switch",
                "checkbox",
                "gridcell",
                "option",
                "separator",
                "slider",
                "tab",
                "treeitem",
            ]),
            "text" | "search" | "tel" | "url" | "email" => {
                only(&["combobox", "searchbox", "spinbutton", "textbox"])
            }
            _ => false,
        },
        "header" => only(&["banner", "group", "none", "presentation", "doc-footnote"]),
        "footer" => only(&["contentinfo", "group", "none", "presentation", "doc-footnote"]),
        // `directory` is told of as deprecated; note that a list item may be a note.
        name => match tables::roles_of(name) {
            Some(Roles::Only(roles)) => roles.contains(&role) || role == "generic" && name == "div",
            Some(Roles::Any) | None => true,
        },
    }
}

/// ACT ff89c9.
fn context<'p>(node: Node<'p>, role: &tables::Role, owners: &Owners<'p>, results: &mut Results) {
    // An item of HTML is judged as one, whatever it is called besides.
    if role.context.is_empty() || node.is("li") && role.name == "listitem" {
        return;
    }
    results.applies(&html::ARIA_STRUCTURE);
    // A group of items stands in what the items belong to.
    let mut holder = holder(node, owners);
    while holder.is_some_and(|outer| outer.role() == Some("group"))
        && role.context.contains(&"group")
    {
        holder = holder.and_then(|group| {
            group.ancestors().find(|outer| outer.is_element() && !is_transparent(*outer))
        });
    }
    let fits = |outer: Node<'_>| {
        outer.role().is_some_and(|outer| {
            role.context.contains(&outer) || outer == "directory" && role.name == "listitem"
        })
    };
    let is_row_part = matches!(
        role.name,
        "row" | "rowgroup" | "cell" | "gridcell" | "columnheader" | "rowheader"
    );
    let in_table = is_row_part && node.table().is_some_and(|table| table.role().is_some());
    if !holder.is_some_and(fits) && !in_table {
        let message = format!(
            "{} has the role `{}`, which belongs in `{}`",
            told(node),
            role.name,
            role.context.join("` or `")
        );
        results.push(&html::ARIA_STRUCTURE, node.span(), message);
    }
}

/// What holds an element for assistive technology: who says so by `aria-owns`, else the nearest element
/// around it with a role.
fn holder<'p>(node: Node<'p>, owners: &Owners<'p>) -> Option<Node<'p>> {
    let owner = node.attr("id").and_then(|id| owners.get(id)).copied();
    owner.or_else(|| node.ancestors().find(|outer| outer.is_element() && !is_transparent(*outer)))
}

fn is_transparent(node: Node<'_>) -> bool {
    matches!(node.role(), None | Some("none"))
}

/// ACT bc4a75.
fn owned(node: Node<'_>, role: &tables::Role, results: &mut Results) {
    if role.owned.is_empty() || is_busy(node) {
        return;
    }
    results.applies(&html::ARIA_STRUCTURE);
    let mut found = false;
    let mut loose = false;
    let mut open: Vec<Node<'_>> = node.referred("aria-owns").collect();
    open.extend(node.children().collect::<Vec<_>>());
    while let Some(inner) = open.pop() {
        if let Some(text) = inner.text() {
            loose |= !text.trim().is_empty();
            continue;
        }
        if inner.is_silent() || matches!(inner.html(), "script" | "style" | "template") {
            continue;
        }
        let inner_role = inner.role();
        let is_caption = matches!(inner_role, Some("caption")) || inner.is("legend");
        if is_transparent(inner) && !inner.is_focusable() {
            open.extend(inner.children().collect::<Vec<_>>());
        } else if inner_role.is_some_and(|inner| role.owned.contains(&inner)) {
            found = true;
            if inner_role == Some("group") {
                open.extend(inner.children().collect::<Vec<_>>());
            }
        } else if !is_caption {
            let message = format!(
                "{} with the role `{}` holds {}, not `{}`",
                told(node),
                role.name,
                told(inner),
                role.owned.join("` or `")
            );
            results.push(&html::ARIA_STRUCTURE, inner.span(), message);
            return;
        }
    }
    // An empty one may be filled by a script.
    if loose && !found {
        let message = format!(
            "{} with the role `{}` holds words, but no `{}`",
            told(node),
            role.name,
            role.owned.join("` or `")
        );
        results.push(&html::ARIA_STRUCTURE, node.span(), message);
    }
}

fn is_busy(node: Node<'_>) -> bool {
    std::iter::once(node)
        .chain(node.ancestors())
        .any(|outer| outer.value("aria-busy") == Some("true"))
}

#[cfg(test)]
mod tests {
    use crate::check::html::rules::ids;

    fn page(body: &str) -> Vec<&'static str> {
        ids(&format!(
            "<!DOCTYPE html><html lang=en><title>A ferry</title><main><h1>A</h1>{body}</main>"
        ))
    }

    #[test]
    fn roles_exist_and_fit() {
        assert_eq!(page("<div role=lnik>a</div>"), ["html/role-unknown"]);
        assert_eq!(page("<div role=widget>a</div>"), ["html/role-unknown"]);
        assert!(page("<div role='lnik note'>a</div><div role=NOTE>a</div>").is_empty());
        assert_eq!(page("<ul role=note><li role=none>a</li></ul>"), ["html/role-not-allowed"]);
        assert_eq!(
            page(
                "<section role=doc-endnotes><div role=list><div role=doc-endnote>a</div></div></section>"
            ),
            ["html/aria-structure", "html/role-deprecated"]
        );
    }

    #[test]
    fn what_is_decorative_says_nothing() {
        for body in ["<div role=none aria-label=a>b</div>", "<img src=a alt='' aria-label=b>"] {
            assert_eq!(page(body), ["html/decorative-exposed"], "{body}");
        }
        for body in [
            "<div role=presentation aria-hidden=false>b</div>",
            "<img src=a alt='' aria-label=''>",
            "<div role=none aria-label=a aria-hidden=true>b</div>",
        ] {
            assert!(page(body).is_empty(), "{body}");
        }
    }

    #[test]
    fn roles_stand_where_they_belong() {
        for body in [
            "<div role=listitem>a</div>",
            "<div role=list><span>a</span></div>",
            "<div role=list><span role=link tabindex=0>a</span></div>",
            "<div role=list><div role=group><div role=listitem>a</div></div></div>",
        ] {
            assert_eq!(page(body), ["html/aria-structure"], "{body}");
        }
        for body in [
            "<div role=list><div><span role=listitem>a</span></div></div>",
            "<div role=list aria-owns=a></div><div role=listitem id=a>b</div>",
            "<div role=list></div>",
            "<ul role=menu aria-busy=true>Loading</ul>",
            "<div role=menu><div role=group><span role=menuitem>a</span></div></div>",
            "<div role=list><li>a</li></div>",
        ] {
            assert!(page(body).is_empty(), "{body} {:?}", page(body));
        }
    }
}
