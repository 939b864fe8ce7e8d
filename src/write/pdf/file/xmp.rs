//! What the file says about itself: the XMP packet and the information dictionary, which agree. It
//! knows nothing of pages.

use std::fmt::Write as _;

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::text;
use crate::markup::{Element, Node, Syntax};
use crate::model::Meta;
use crate::text::moment;
use crate::write::pdf::claims::Claims;

const PRODUCER: &str = concat!("altform ", env!("CARGO_PKG_VERSION"));
const CREATOR: &str = "altform";

/// When the document was made, in ISO 8601: its own date, else the given time, else nobody knows.
pub(super) fn made(meta: &Meta, epoch: Option<i64>) -> Option<String> {
    let own = meta.date.as_deref().filter(|date| pdf_date(date).is_some());
    own.map(str::to_owned).or_else(|| epoch.and_then(moment::from_epoch))
}

/// The metadata stream. It is never compressed, so that it can be read without a PDF reader.
pub(super) fn stream(meta: &Meta, claims: Claims, made: Option<&str>) -> Stream {
    let xmp = packet(meta, claims, made);
    let dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    Stream::new(dict, xmp.into_bytes()).with_compression(false)
}

/// The information dictionary.
pub(super) fn information(meta: &Meta, made: Option<&str>) -> Dictionary {
    let mut info = Dictionary::new();
    let authors = meta.authors.join("; ");
    let keywords = meta.keywords.join(", ");
    let entries = [
        ("Title", meta.title.as_deref().unwrap_or("")),
        ("Author", &authors),
        ("Subject", meta.description.as_deref().unwrap_or("")),
        ("Keywords", &keywords),
        ("Creator", CREATOR),
        ("Producer", PRODUCER),
    ];
    for (name, value) in entries {
        if !value.is_empty() {
            info.set(name, text(value));
        }
    }
    if let Some(date) = made.and_then(pdf_date) {
        info.set("CreationDate", Object::string_literal(date.as_str()));
        info.set("ModDate", Object::string_literal(date));
    }
    info
}

fn packet(meta: &Meta, claims: Claims, made: Option<&str>) -> String {
    let mut rdf = Element::new("rdf:RDF")
        .with("xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
        .child(dublin_core(meta))
        .child(adobe(meta, made));
    if let Some(part) = claims.a {
        rdf = rdf.child(
            description("pdfaid", "http://www.aiim.org/pdfa/ns/id/")
                .child(Element::new("pdfaid:part").text(part.number()))
                .child(Element::new("pdfaid:conformance").text("A")),
        );
    }
    if claims.ua1 {
        let ua = description("pdfuaid", "http://www.aiim.org/pdfua/ns/id/");
        rdf = rdf.child(ua.child(Element::new("pdfuaid:part").text("1")));
        if claims.a.is_some() {
            rdf = rdf.child(extension());
        }
    }
    let xmp = Element::new("x:xmpmeta").with("xmlns:x", "adobe:ns:meta/").child(rdf);
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n{}\n<?xpacket end=\"r\"?>",
        xmp.serialize(Syntax::Xml)
    )
}

fn dublin_core(meta: &Meta) -> Element {
    let language = meta.language.as_ref().map(|language| language.as_str().to_owned());
    let alternatives = |value: &str| {
        let item = |lang: &str| Element::new("rdf:li").with("xml:lang", lang).text(value);
        let known = language.as_deref().map(item).map(Node::from);
        Element::new("rdf:Alt").child(item("x-default")).children(known)
    };
    let mut out = description("dc", "http://purl.org/dc/elements/1.1/")
        .child(Element::new("dc:format").text("application/pdf"));
    let mut add = |name: &'static str, value: Option<Element>| {
        out.children.extend(value.map(|value| Node::from(Element::new(name).child(value))));
    };
    add("dc:title", Some(alternatives(meta.title.as_deref().unwrap_or(""))));
    add("dc:creator", array("rdf:Seq", &meta.authors));
    add("dc:language", array("rdf:Bag", language.as_slice()));
    add("dc:date", array("rdf:Seq", meta.date.as_slice()));
    add("dc:publisher", array("rdf:Bag", meta.publisher.as_slice()));
    add("dc:description", meta.description.as_deref().map(alternatives));
    add("dc:subject", array("rdf:Bag", &meta.keywords));
    if let Some(source) = &meta.source {
        out = out.child(Element::new("dc:source").text(source));
    }
    out
}

fn adobe(meta: &Meta, made: Option<&str>) -> Element {
    let mut out = description("pdf", "http://ns.adobe.com/pdf/1.3/")
        .with("xmlns:xmp", "http://ns.adobe.com/xap/1.0/")
        .child(Element::new("pdf:Producer").text(PRODUCER))
        .child(Element::new("xmp:CreatorTool").text(CREATOR));
    if !meta.keywords.is_empty() {
        out = out.child(Element::new("pdf:Keywords").text(meta.keywords.join(", ")));
    }
    if let Some(made) = made {
        for name in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
            out = out.child(Element::new(name).text(made));
        }
    }
    out
}

/// PDF/A wants every property described that it does not know itself: that of PDF/UA.
fn extension() -> Element {
    let property = resource([
        ("pdfaProperty:name", "part"),
        ("pdfaProperty:valueType", "Integer"),
        ("pdfaProperty:category", "internal"),
        ("pdfaProperty:description", "The part of ISO 14289 to which the file conforms"),
    ]);
    let properties = Element::new("rdf:Seq").child(property);
    let schema = resource([
        ("pdfaSchema:schema", "PDF/UA identification schema"),
        ("pdfaSchema:namespaceURI", "http://www.aiim.org/pdfua/ns/id/"),
        ("pdfaSchema:prefix", "pdfuaid"),
    ])
    .child(Element::new("pdfaSchema:property").child(properties));
    description("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/")
        .with("xmlns:pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#")
        .with("xmlns:pdfaProperty", "http://www.aiim.org/pdfa/ns/property#")
        .child(Element::new("pdfaExtension:schemas").child(Element::new("rdf:Bag").child(schema)))
}

fn resource<const N: usize>(fields: [(&'static str, &str); N]) -> Element {
    let fields = fields.map(|(name, value)| Node::from(Element::new(name).text(value)));
    Element::new("rdf:li").with("rdf:parseType", "Resource").children(fields)
}

fn description(prefix: &str, namespace: &str) -> Element {
    Element::new("rdf:Description").with("rdf:about", "").with(format!("xmlns:{prefix}"), namespace)
}

fn array(kind: &'static str, values: &[String]) -> Option<Element> {
    let item = |value: &String| Node::from(Element::new("rdf:li").text(value));
    (!values.is_empty()).then(|| Element::new(kind).children(values.iter().map(item)))
}

/// An ISO 8601 date as PDF writes it: `2020-05-13` is `D:20200513`. `None` if it is no such date.
pub(super) fn pdf_date(iso: &str) -> Option<String> {
    let (date, time) = iso.split_once('T').map_or((iso, None), |(date, time)| (date, Some(time)));
    let digits =
        |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    let mut out = String::from("D:");
    for (index, part) in date.split('-').enumerate() {
        if index > 2 || !digits(part, if index == 0 { 4 } else { 2 }) {
            return None;
        }
        out.push_str(part);
    }
    let Some(time) = time else { return Some(out) };
    if date.len() != 10 {
        return None;
    }
    let zone_at = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone_at);
    let clock = clock.split_once('.').map_or(clock, |(whole, _)| whole);
    for part in clock.split(':') {
        if !digits(part, 2) {
            return None;
        }
        out.push_str(part);
    }
    match (zone, zone.get(1..).and_then(|offset| offset.split_once(':'))) {
        ("", _) => {}
        ("Z", _) => out.push('Z'),
        (_, Some((hours, minutes))) if digits(hours, 2) && digits(minutes, 2) => {
            let _ = write!(out, "{}{hours}'{minutes}'", &zone[..1]);
        }
        _ => return None,
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::pdf::claims::Part;

    #[test]
    fn dates_are_written_as_pdf_has_them() {
        for (iso, pdf) in [
            ("2020", Some("D:2020")),
            ("2020-05-13", Some("D:20200513")),
            ("2020-05-13T09:30:00Z", Some("D:20200513093000Z")),
            ("2020-05-13T09:30:00.5+02:00", Some("D:20200513093000+02'00'")),
            ("yesterday", None),
            ("2020-05T09:30", None),
        ] {
            assert_eq!(pdf_date(iso).as_deref(), pdf, "{iso}");
        }
    }

    #[test]
    fn only_what_is_earned_is_claimed() {
        let xmp = |ua1, a: bool| {
            let claims = Claims { ua1, a: a.then_some(Part::Two) };
            packet(&Meta::default(), claims, None)
        };
        assert!(xmp(true, true).contains("pdfuaid:part") && xmp(true, true).contains("pdfaid"));
        assert!(!xmp(false, true).contains("pdfuaid") && xmp(false, true).contains("pdfaid"));
        assert!(!xmp(false, false).contains("pdfaid"));
    }
}
