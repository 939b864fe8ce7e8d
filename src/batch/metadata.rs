//! What is known of a source and of its conversion, in the forms that archives exchange: Dublin Core and
//! PREMIS. It reads records and writes no file.

use std::path::Path;

use super::record::{Record, Status};
use crate::markup::Element;

/// The Dublin Core elements of a source (ISO 15836-1:2017).
pub(super) fn dublin_core(record: &Record) -> Element {
    let about = record.about.clone().unwrap_or_default();
    let one = |name: &'static str, value: String| Element::new(name).text(value);
    let mut out = Element::new("metadata").with("xmlns:dc", "http://purl.org/dc/elements/1.1/");
    let mut add = |name, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            out.children.push(one(name, value).into());
        }
    };
    add("dc:title", Some(about.title));
    for author in about.authors {
        add("dc:creator", Some(author));
    }
    add("dc:date", about.date);
    add("dc:language", about.language);
    add("dc:publisher", about.publisher);
    add("dc:description", about.description);
    add("dc:source", about.address);
    add("dc:source", Some(record.source.clone()));
    add(
        "dc:identifier",
        Some(format!("sha256:{}", record.sha256)).filter(|_| !record.sha256.is_empty()),
    );
    for output in &record.outputs {
        add("dc:format", Some(media_type(&output.path).to_owned()));
    }
    out
}

fn media_type(path: &str) -> &'static str {
    match Path::new(path).extension().and_then(|e| e.to_str()).unwrap_or("") {
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "html" | "htm" => "text/html",
        "xhtml" => "application/xhtml+xml",
        "json" => "application/json",
        "md" => "text/markdown",
        "txt" => "text/plain",
        _ => "application/octet-stream",
    }
}

/// What was done with a source, as PREMIS 3.0 has it: the source, what was made of it, and the event.
pub(super) fn premis(record: &Record) -> Element {
    let mut out = Element::new("premis:premis")
        .with("xmlns:premis", "http://www.loc.gov/premis/v3")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .with("version", "3.0")
        .child(object(&record.source, record.size, &record.sha256, Some(&record.source)));
    for output in &record.outputs {
        out = out.child(object(&output.path, output.size, &output.sha256, None));
    }
    let agent = format!("altform {}", record.tool);
    out = out.child(event(record, &agent));
    out.child(
        Element::new("premis:agent")
            .child(identified(
                "premis:agentIdentifier",
                "premis:agentIdentifierType",
                "premis:agentIdentifierValue",
                "software",
                &agent,
            ))
            .child(of("premis:agentName", &agent))
            .child(of("premis:agentType", "software")),
    )
}

fn of(name: &'static str, value: &str) -> Element {
    Element::new(name).text(value.to_owned())
}

/// An identifier of this element: its type and its value.
fn identified(
    name: &'static str,
    kind: &'static str,
    value: &'static str,
    of_what: &str,
    it: &str,
) -> Element {
    Element::new(name).child(of(kind, of_what)).child(of(value, it))
}

/// A file: what it is, how large, and its digest.
fn object(name: &str, size: u64, sha256: &str, original: Option<&str>) -> Element {
    let mut traits = Element::new("premis:objectCharacteristics");
    if !sha256.is_empty() {
        traits = traits.child(
            Element::new("premis:fixity")
                .child(of("premis:messageDigestAlgorithm", "SHA-256"))
                .child(of("premis:messageDigest", sha256)),
        );
    }
    let format =
        Element::new("premis:formatDesignation").child(of("premis:formatName", media_type(name)));
    let traits = traits
        .child(of("premis:size", &size.to_string()))
        .child(Element::new("premis:format").child(format));
    let identifier = identified(
        "premis:objectIdentifier",
        "premis:objectIdentifierType",
        "premis:objectIdentifierValue",
        "path",
        name,
    );
    let mut out = Element::new("premis:object")
        .with("xsi:type", "premis:file")
        .child(identifier)
        .child(traits);
    if let Some(original) = original {
        out = out.child(of("premis:originalName", original));
    }
    out
}

/// The conversion: when, what came of it, by what, of what.
fn event(record: &Record, agent: &str) -> Element {
    let outcome = match record.status {
        Status::Clean => "success",
        Status::Findings => "success with findings",
        Status::Failed | Status::Skipped => "failure",
    };
    let mut outcome_information =
        Element::new("premis:eventOutcomeInformation").child(of("premis:eventOutcome", outcome));
    for finding in &record.findings {
        let note = format!("{}[{}]: {}", finding.severity, finding.rule, finding.message);
        outcome_information = outcome_information.child(
            Element::new("premis:eventOutcomeDetail")
                .child(of("premis:eventOutcomeDetailNote", &note)),
        );
    }
    let mut event = Element::new("premis:event")
        .child(identified(
            "premis:eventIdentifier",
            "premis:eventIdentifierType",
            "premis:eventIdentifierValue",
            "altform",
            &format!("{}:{}", record.sha256, record.options),
        ))
        .child(of("premis:eventType", "migration"))
        .child(of("premis:eventDateTime", record.converted.as_deref().unwrap_or("")))
        .child(Element::new("premis:eventDetailInformation").child(of(
            "premis:eventDetail",
            "conversion into accessible formats, each read back and compared with the source",
        )))
        .child(outcome_information)
        .child(identified(
            "premis:linkingAgentIdentifier",
            "premis:linkingAgentIdentifierType",
            "premis:linkingAgentIdentifierValue",
            "software",
            agent,
        ));
    let objects = std::iter::once((&record.source, "source"))
        .chain(record.outputs.iter().map(|output| (&output.path, "outcome")));
    for (path, role) in objects {
        event = event.child(
            identified(
                "premis:linkingObjectIdentifier",
                "premis:linkingObjectIdentifierType",
                "premis:linkingObjectIdentifierValue",
                "path",
                path,
            )
            .child(of("premis:linkingObjectRole", role)),
        );
    }
    event
}
