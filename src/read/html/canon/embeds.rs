//! Sound, film and other pages inside a page: a link with what describes it, and its still picture. What
//! nobody sees of them goes.

use super::{Canon, Id, extension};

/// Custom elements that are known by another name.
const NAMES: [(&str, &str); 5] = [
    ("amp-img", "img"),
    ("amp-anim", "img"),
    ("amp-video", "video"),
    ("amp-audio", "audio"),
    ("amp-iframe", "iframe"),
];

pub(super) fn pass(canon: &mut Canon<'_>) {
    for id in canon.tree.in_order() {
        if let Some((_, name)) = NAMES.iter().find(|(known, _)| *known == canon.name(id)) {
            canon.rename(id, name);
            if *name == "img" {
                // They say the shape, not the size.
                if let Some(element) = canon.tree.element_mut(id) {
                    element.attributes.retain(|(name, _)| !matches!(&**name, "width" | "height"));
                }
                // Its twin for browsers without scripts.
                canon.tree.node_mut(id).children.clear();
            }
        }
    }
    canon.settle();
    for id in canon.named(&["video", "audio", "iframe", "object", "embed", "area", "map"]) {
        if canon.tree.element(id).is_some_and(|element| element.closed || canon.is_void(id)) {
            canon.embed(id);
        }
    }
}

impl Canon<'_> {
    fn is_void(&self, id: Id) -> bool {
        matches!(self.name(id), "embed" | "area")
    }

    fn embed(&mut self, id: Id) {
        let name = self.name(id).to_owned();
        let address = self.address(id);
        match (&*name, address) {
            ("map", _) => self.rename(id, "span"),
            ("area", address) => self.area(id, address.is_some()),
            ("object" | "embed", Some(address)) if !extension(&address).is_empty() => {
                self.picture_of(id, address);
            }
            // What stands in it may be all that there is.
            ("object", _) => {}
            ("iframe", None) => self.remove(id, "empty frame"),
            ("iframe", _) if self.is_tracker(id) => self.remove(id, "invisible frame"),
            (_, Some(address)) => self.link_to(id, &name, address),
            _ => {}
        }
    }

    /// Where what is embedded comes from.
    fn address(&self, id: Id) -> Option<String> {
        const NAMES: [&str; 6] =
            ["src", "data", "data-src", "data-lazy-src", "data-original", "href"];
        let of = |id: Id| {
            let mut given = NAMES.iter().filter_map(|name| self.get(id, name)).map(str::trim);
            given.find(|src| {
                !src.is_empty() && !src.starts_with("about:") && !src.starts_with("blob:")
            })
        };
        let sources = self.tree.node(id).children.iter();
        let mut sources = sources.filter(|&&id| self.name(id) == "source").filter_map(|&id| of(id));
        of(id).or_else(|| sources.next()).map(str::to_owned)
    }

    /// A link in the place of what is embedded, on its still picture if it has one.
    fn link_to(&mut self, id: Id, name: &str, address: String) {
        let said = |id: Id, name: &str| {
            let words = self.get(id, name).unwrap_or("");
            Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
                .filter(|words| !words.is_empty())
        };
        let children = self.tree.node(id).children.clone();
        let mut tracks = children.iter().filter(|&&id| self.name(id) == "track");
        let label = said(id, "title")
            .or_else(|| said(id, "aria-label"))
            .or_else(|| said(id, "alt"))
            .or_else(|| tracks.find_map(|&id| said(id, "label")));
        let host = label.is_none().then(|| host_or_file(&address).to_owned());
        let label = label.or_else(|| host.clone()).unwrap_or_default();
        let poster = said(id, "poster").or_else(|| said(id, "data-poster"));
        // Old programs would show what stands inside.
        let inside = self.tree.add("span", children);
        self.adopt(inside, id);
        self.remove(inside, "fallback of sound, film or frame");
        let child = match poster {
            Some(poster) => {
                let picture = self.tree.add("img", Vec::new());
                self.set(picture, "src", poster);
                if host.is_none() {
                    self.set(picture, "alt", label.clone());
                }
                self.set(picture, "#caption", label);
                picture
            }
            None => self.tree.add_text(label),
        };
        self.adopt(child, id);
        if let Some(element) = self.tree.element_mut(id) {
            element.attributes.retain(|(name, _)| matches!(&**name, "id" | "lang" | "dir"));
        }
        self.rename(id, "a");
        self.set(id, "href", address);
        self.set(id, "#embedded", name);
        if let Some(host) = host {
            self.set(id, "#host", host);
        }
        self.tree.node_mut(id).children = vec![child];
    }

    /// A picture that is embedded as an object: what stands in it describes it.
    fn picture_of(&mut self, id: Id, address: String) {
        let alt = self.label(id, 500).filter(|words| !words.is_empty());
        let label = self.get(id, "aria-label").or(self.get(id, "title")).map(str::to_owned);
        self.tree.node_mut(id).children.clear();
        self.rename(id, "img");
        self.set(id, "src", address);
        if let Some(alt) = label.or(alt) {
            self.set(id, "alt", alt);
        }
    }

    /// A place in a picture that is a link.
    fn area(&mut self, id: Id, is_link: bool) {
        let alt = self.get(id, "alt").unwrap_or("").trim().to_owned();
        if !is_link || alt.is_empty() {
            return self.detach(id);
        }
        let text = self.tree.add_text(format!("{alt} "));
        self.adopt(text, id);
        self.tree.node_mut(id).children.push(text);
        self.rename(id, "a");
    }
}

/// What an address is called: its host, or the name of its file.
fn host_or_file(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let name = match path.split_once("//") {
        Some((_, rest)) => rest.split('/').next().unwrap_or(rest),
        None => path.rsplit('/').next().unwrap_or(path),
    };
    let name = name.strip_prefix("www.").unwrap_or(name);
    if name.is_empty() { address } else { name }
}
