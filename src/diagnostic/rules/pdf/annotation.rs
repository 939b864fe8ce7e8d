//! Rules about links, annotations, fields and media of a PDF.

use crate::diagnostic::{Rule, Severity};

/// A link is not tagged as one.
pub static LINK_UNTAGGED: Rule = Rule {
    id: "pdf/link-untagged",
    severity: Severity::Error,
    summary: "a link is not tagged as one",
    references: &[
        "WCAG 2.2 SC 1.3.1",
        "WCAG 2.2 SC 4.1.2",
        "ISO 14289-1:2014 7.18.5-1",
        "Matterhorn 1.1 28-011",
    ],
    checks: "Whether every link annotation stands in a `Link` element.",
    affects: "A screen reader does not say that the words are a link, and people who use the keyboard cannot follow it.",
    fix: "Tag the words and the annotation together as `Link`.",
};

/// A link annotation has no description.
pub static LINK_CONTENTS: Rule = Rule {
    id: "pdf/link-contents-missing",
    severity: Severity::Error,
    summary: "a link annotation has no description",
    references: &["WCAG 2.2 SC 2.4.4", "ISO 14289-1:2014 7.18.5-2", "Matterhorn 1.1 28-012"],
    checks: "Whether every link annotation has `Contents`.",
    affects: "Programs that read annotations and not tags say the address or nothing.",
    fix: "Write into `Contents` where the link goes.",
};

/// An annotation is not tagged.
pub static ANNOTATION_UNTAGGED: Rule = Rule {
    id: "pdf/annotation-untagged",
    severity: Severity::Error,
    summary: "an annotation is not tagged",
    references: &["WCAG 2.2 SC 1.3.1", "ISO 14289-1:2014 7.18.1-1", "Matterhorn 1.1 28-002"],
    checks: "Whether every annotation that is neither link, field nor hidden stands in an `Annot` element.",
    affects: "People who listen do not learn of the comment, stamp or attachment.",
    fix: "Tag the annotation as `Annot`, or remove it.",
};

/// An annotation has no description.
pub static ANNOTATION_CONTENTS: Rule = Rule {
    id: "pdf/annotation-undescribed",
    severity: Severity::Error,
    summary: "an annotation has no description",
    references: &["WCAG 2.2 SC 1.1.1", "ISO 14289-1:2014 7.18.1-2", "Matterhorn 1.1 28-004"],
    checks: "Whether every annotation has `Contents`, or its element an alternative text.",
    affects: "People who listen hear that there is something and not what.",
    fix: "Write into `Contents` what it says.",
};

/// A form field has no name to be announced.
pub static FIELD_NAME: Rule = Rule {
    id: "pdf/field-name-missing",
    severity: Severity::Error,
    summary: "a form field has no name to be announced",
    references: &[
        "WCAG 2.2 SC 4.1.2",
        "WCAG 2.2 SC 3.3.2",
        "ISO 14289-1:2014 7.18.1-3",
        "Matterhorn 1.1 28-005",
    ],
    checks: "Whether every form field has a `TU`, or its element an alternative text.",
    affects: "People who listen do not know what to enter.",
    fix: "Write a tooltip that says what belongs there.",
};

/// A form field is not tagged as one.
pub static FIELD_UNTAGGED: Rule = Rule {
    id: "pdf/field-untagged",
    severity: Severity::Error,
    summary: "a form field is not tagged as one",
    references: &[
        "WCAG 2.2 SC 1.3.1",
        "WCAG 2.2 SC 4.1.2",
        "ISO 14289-1:2014 7.18.4",
        "Matterhorn 1.1 28-010",
    ],
    checks: "Whether every field stands in a `Form` element, and every `Form` holds one field.",
    affects: "People who listen do not find the field where it belongs.",
    fix: "Tag each field as `Form`.",
};

/// The Tab key does not follow the tags.
pub static TAB_ORDER: Rule = Rule {
    id: "pdf/tab-order",
    severity: Severity::Error,
    summary: "the Tab key does not follow the tags",
    references: &[
        "WCAG 2.2 SC 2.4.3",
        "ISO 14289-1:2014 7.18.3",
        "Matterhorn 1.1 28-008",
        "Matterhorn 1.1 28-009",
    ],
    checks: "Whether every page with annotations says `Tabs` `S`.",
    affects: "People who use the keyboard go through links and fields in another order than they are read.",
    fix: "Set the tab order of all pages to \"structure\".",
};

/// Marks for the printer are left in a PDF.
pub static PRODUCTION_MARKS: Rule = Rule {
    id: "pdf/production-marks",
    severity: Severity::Error,
    summary: "marks for the printer are left in a PDF",
    references: &[
        "ISO 14289-1:2014 7.18.2",
        "ISO 14289-1:2014 7.18.8",
        "Matterhorn 1.1 28-007",
        "Matterhorn 1.1 28-017",
    ],
    checks: "Whether there are no trap networks, and no tagged printer's marks.",
    affects: "People who listen hear things that are for the press.",
    fix: "Export without printer's marks and trapping.",
};

/// Sound or film has no type or no description.
pub static MEDIA_CLIP: Rule = Rule {
    id: "pdf/media-undescribed",
    severity: Severity::Error,
    summary: "sound or film has no type or no description",
    references: &[
        "WCAG 2.2 SC 1.1.1",
        "WCAG 2.2 SC 1.2.1",
        "ISO 14289-1:2014 7.18.6.2",
        "Matterhorn 1.1 28-014",
        "Matterhorn 1.1 28-015",
    ],
    checks: "Whether every media clip names its type (`CT`) and has a description (`Alt`).",
    affects: "People do not learn what would be played, nor whether they can play it.",
    fix: "Set `CT` and `Alt` of the media clip.",
};

/// A PDF holds an XFA form.
pub static DYNAMIC_FORM: Rule = Rule {
    id: "pdf/dynamic-form",
    severity: Severity::Error,
    summary: "a PDF holds an XFA form",
    references: &["ISO 14289-1:2014 7.15", "ISO 19005-2:2011 6.4.2", "Matterhorn 1.1 25-001"],
    checks: "Whether there is no dynamic XFA form; in PDF/A no XFA at all.",
    affects: "Most programs show a page that says the form cannot be shown.",
    fix: "Save the form as an ordinary one (AcroForm).",
};

/// Layers are not as prescribed.
pub static LAYERS: Rule = Rule {
    id: "pdf/layers",
    severity: Severity::Error,
    summary: "layers are not as prescribed",
    references: &[
        "ISO 14289-1:2014 7.10",
        "ISO 19005-2:2011 6.9",
        "ISO 19005-1:2005 6.1.13",
        "Matterhorn 1.1 20-001",
        "Matterhorn 1.1 20-003",
    ],
    checks: "Whether every configuration of layers has a name of its own, lists all layers, and does not switch them by itself. PDF/A-1 has none.",
    affects: "People cannot choose what they cannot name, and do not learn what a program hides.",
    fix: "Name the layers, or flatten them.",
};

/// An attached file has no name.
pub static ATTACHMENT_NAME: Rule = Rule {
    id: "pdf/attachment-name",
    severity: Severity::Error,
    summary: "an attached file has no name",
    references: &[
        "WCAG 2.2 SC 2.4.4",
        "ISO 14289-1:2014 7.11",
        "ISO 19005-2:2011 6.8",
        "Matterhorn 1.1 21-001",
    ],
    checks: "Whether every file that is attached has its name as `F` and `UF`.",
    affects: "People do not learn what is attached.",
    fix: "Attach the file again with a program that names it.",
};

/// An attached file is not of a kind that the archive may hold.
pub static ATTACHMENT_KIND: Rule = Rule {
    id: "pdf/attachment-kind",
    severity: Severity::Error,
    summary: "an attached file is not of a kind that the archive may hold",
    references: &["ISO 19005-1:2005 6.1.11", "ISO 19005-2:2011 6.8", "ISO 19005-3:2012 6.8"],
    checks: "Whether files are attached only as the part of PDF/A allows: none in part 1, only PDF/A in part 2, any in part 3 that says its type and its relation to the document.",
    affects: "In decades nobody can open it, or knows what it was for.",
    fix: "Use PDF/A-3 and say type and relation, or do not attach the file.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[
    &LINK_UNTAGGED,
    &LINK_CONTENTS,
    &ANNOTATION_UNTAGGED,
    &ANNOTATION_CONTENTS,
    &FIELD_NAME,
    &FIELD_UNTAGGED,
    &TAB_ORDER,
    &PRODUCTION_MARKS,
    &MEDIA_CLIP,
    &DYNAMIC_FORM,
    &LAYERS,
    &ATTACHMENT_NAME,
    &ATTACHMENT_KIND,
];
