//! The package document as data: metadata, manifest, spine, each with its place. It judges nothing.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::address::{self, Address};

const OPF: &str = "http://www.idpf.org/2007/opf";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// A package document.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// Whether the root is `package` in its namespace.
    pub(super) is_rooted: bool,
    /// `version`.
    pub(super) version: String,
    /// `unique-identifier`.
    pub(super) unique_identifier: Option<String>,
    /// `prefix`.
    pub(super) prefix: Option<String>,
    /// `xml:lang`.
    pub(super) language: Option<String>,
    /// The elements of Dublin Core and `meta`.
    pub(super) metadata: Vec<Meta>,
    /// `link` in the metadata.
    pub(super) links: Vec<Link>,
    /// `xml:lang` and `hreflang` in the metadata, as written, and where each stands.
    pub(super) languages: Vec<(String, usize)>,
    /// The manifest.
    pub(super) items: Vec<Item>,
    /// The spine.
    pub(super) spine: Vec<ItemRef>,
    /// Where the spine stands, and its `toc`.
    pub(super) spine_at: Option<usize>,
    pub(super) toc: Option<String>,
    /// All ids, and where each stands.
    pub(super) ids: Vec<(String, usize)>,
    /// The first item with each id and with each path.
    by_id: BTreeMap<String, usize>,
    by_path: BTreeMap<String, usize>,
    /// The ids of the items in the spine.
    in_spine: BTreeSet<String>,
}

/// A record that is linked to.
#[derive(Debug, Clone, Default)]
pub(super) struct Link {
    pub(super) rel: String,
    pub(super) href: String,
    pub(super) media_type: Option<String>,
    pub(super) properties: Option<String>,
    pub(super) at: usize,
}

/// Something said of the book: a `dc:` element, a `meta` with a property, or one with a name.
#[derive(Debug, Clone, Default)]
pub(super) struct Meta {
    /// `dc:title`, `dcterms:modified`, `schema:accessMode`.
    pub(super) property: String,
    /// The value, without the white space around it.
    pub(super) value: String,
    /// The id of what it says it of, if not of the book.
    pub(super) refines: Option<String>,
    /// Whether that is an id, not an address.
    pub(super) refines_id: bool,
    /// `scheme`, as written.
    pub(super) scheme: Option<String>,
    pub(super) id: Option<String>,
    /// Whether it has the form of EPUB 2 (`name` and `content`).
    pub(super) named: bool,
    pub(super) at: usize,
}

/// A file of the book, as the manifest tells of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) href: Option<String>,
    /// Where it leads, if there is an address.
    pub(super) address: Option<Address>,
    pub(super) media_type: String,
    pub(super) properties: Vec<String>,
    pub(super) fallback: Option<String>,
    pub(super) media_overlay: bool,
    pub(super) at: usize,
}

/// A step of the reading order.
#[derive(Debug, Clone, Default)]
pub(super) struct ItemRef {
    pub(super) idref: String,
    pub(super) linear: bool,
    pub(super) at: usize,
}

impl Package {
    /// Reads a package document that stands at a path of the container.
    pub(super) fn read(document: &Document, path: &str) -> Self {
        let root = document.root_element();
        let mut package = Self {
            is_rooted: root.has_tag_name((OPF, "package")),
            version: text_of(root, "version"),
            unique_identifier: trimmed(root, "unique-identifier"),
            prefix: root.attribute("prefix").map(str::to_owned),
            language: root.attribute((XML, "lang")).map(str::to_owned),
            ..Self::default()
        };
        for node in root.descendants().filter(Node::is_element) {
            if let Some(id) = trimmed(node, "id") {
                package.ids.push((id, node.range().start));
            }
        }
        for part in root.children().filter(Node::is_element) {
            match part.tag_name().name() {
                // Old books may put a list of each kind between.
                "metadata" => part
                    .descendants()
                    .filter(Node::is_element)
                    .for_each(|node| package.take_metadata(node)),
                "manifest" => {
                    let items = part.children().filter(|node| node.has_tag_name((OPF, "item")));
                    package.items.extend(items.map(|node| item(node, path)));
                }
                "spine" => {
                    package.spine_at = Some(part.range().start);
                    package.toc = trimmed(part, "toc");
                    let refs = part.children().filter(|node| node.has_tag_name((OPF, "itemref")));
                    package.spine.extend(refs.map(|node| ItemRef {
                        idref: text_of(node, "idref"),
                        linear: node.attribute("linear") != Some("no"),
                        at: node.range().start,
                    }));
                }
                _ => {}
            }
        }
        for (at, item) in package.items.iter().enumerate() {
            package.by_id.entry(item.id.clone()).or_insert(at);
            if let Some(path) = item.path() {
                package.by_path.entry(path.to_owned()).or_insert(at);
            }
        }
        package.in_spine = package.spine.iter().map(|step| step.idref.clone()).collect();
        package
    }

    fn take_metadata(&mut self, node: Node) {
        let name = node.tag_name();
        let at = node.range().start;
        let tags = [node.attribute((XML, "lang")), node.attribute("hreflang")];
        self.languages.extend(tags.into_iter().flatten().map(|tag| (tag.to_owned(), at)));
        let (property, value, named) = match (name.namespace(), name.name()) {
            (Some(DC), name) => (format!("dc:{name}"), content(node), false),
            (Some(OPF), "meta") => match (node.attribute("property"), node.attribute("name")) {
                (Some(property), _) => (property.trim().to_owned(), content(node), false),
                (None, Some(name)) => (name.trim().to_owned(), text_of(node, "content"), true),
                (None, None) => return,
            },
            (Some(OPF), "link") => {
                let said = |name| node.attribute(name).map(str::to_owned);
                self.links.push(Link {
                    rel: text_of(node, "rel"),
                    href: text_of(node, "href"),
                    media_type: said("media-type"),
                    properties: said("properties"),
                    at,
                });
                return;
            }
            _ => return,
        };
        let refines = trimmed(node, "refines");
        let refines_id = refines.as_ref().is_some_and(|refines| refines.starts_with('#'));
        let refines = refines.map(|refines| refines.trim_start_matches('#').to_owned());
        let id = trimmed(node, "id");
        let scheme = node.attribute("scheme").map(str::to_owned);
        self.metadata.push(Meta { property, value, refines, refines_id, scheme, id, named, at });
    }

    /// Whether it is EPUB 2.
    pub(super) fn is_old(&self) -> bool {
        self.version.starts_with('2')
    }

    /// What is said of the book itself by a property.
    pub(super) fn said<'a>(&'a self, property: &'a str) -> impl Iterator<Item = &'a Meta> {
        self.metadata.iter().filter(move |meta| {
            meta.property == property && meta.refines.is_none() && !meta.value.is_empty()
        })
    }

    /// The item with this id.
    pub(super) fn item(&self, id: &str) -> Option<&Item> {
        self.by_id.get(id).and_then(|&at| self.items.get(at))
    }

    /// The item that is this file.
    pub(super) fn item_at(&self, path: &str) -> Option<&Item> {
        self.by_path.get(path).and_then(|&at| self.items.get(at))
    }

    /// Whether an item is in the spine.
    pub(super) fn is_in_spine(&self, item: &Item) -> bool {
        self.in_spine.contains(&item.id)
    }

    /// The first item with this property.
    pub(super) fn with_property(&self, property: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.has(property))
    }

    /// Whether every page has a place of its own on the screen.
    pub(super) fn is_fixed(&self) -> bool {
        self.said("rendition:layout").any(|meta| meta.value == "pre-paginated")
    }
}

impl Item {
    /// Its path in the container.
    pub(super) fn path(&self) -> Option<&str> {
        match &self.address {
            Some(Address::Inside { path, .. }) => Some(path),
            _ => None,
        }
    }

    /// Whether it has this property.
    pub(super) fn has(&self, property: &str) -> bool {
        self.properties.iter().any(|p| p == property)
    }

    /// Whether it is XHTML.
    pub(super) fn is_page(&self) -> bool {
        self.media_type == "application/xhtml+xml"
    }
}

fn item(node: Node, path: &str) -> Item {
    let href = node.attribute("href").map(str::to_owned);
    Item {
        id: text_of(node, "id"),
        address: href.as_deref().map(|href| address::resolve(path, href)),
        href,
        // RFC 9110, 8.3.1: types are told without regard to case; parameters say no other type.
        media_type: text_of(node, "media-type")
            .split(';')
            .next()
            .map(|t| t.trim().to_ascii_lowercase())
            .unwrap_or_default(),
        properties: text_of(node, "properties").split_whitespace().map(str::to_owned).collect(),
        fallback: trimmed(node, "fallback"),
        media_overlay: node.has_attribute("media-overlay"),
        at: node.range().start,
    }
}

fn trimmed(node: Node, name: &str) -> Option<String> {
    node.attribute(name).map(|value| value.trim().to_owned())
}

fn text_of(node: Node, name: &str) -> String {
    trimmed(node, name).unwrap_or_default()
}

fn content(node: Node) -> String {
    let text: String = node.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
