//! Rules about PDF files that are to be kept for decades (PDF/A).

use crate::diagnostic::{Rule, Severity};

/// The syntax of the file is not as strict as an archive needs.
pub static FILE_SYNTAX: Rule = Rule {
    id: "pdf/file-syntax",
    severity: Severity::Error,
    summary: "the syntax of the file is not as strict as an archive needs",
    references: &[
        "ISO 19005-2:2011 6.1.3",
        "ISO 19005-2:2011 6.1.4",
        "ISO 19005-2:2011 6.1.6",
        "ISO 19005-2:2011 6.1.7.1",
        "ISO 19005-2:2011 6.1.9",
        "ISO 19005-1:2005 6.1",
    ],
    checks: "Whether the end of the file, the cross-reference table, hexadecimal strings, lengths of streams and the spaces round objects are as PDF/A prescribes.",
    affects: "A program of later years that does not guess as today's do cannot read the file.",
    fix: "Save the file anew with a program that writes PDF/A.",
};

/// The file has no identifier.
pub static FILE_ID: Rule = Rule {
    id: "pdf/file-id",
    severity: Severity::Error,
    summary: "the file has no identifier",
    references: &["ISO 19005-2:2011 6.1.3-1", "ISO 19005-1:2005 6.1.3"],
    checks: "Whether the trailer has an `ID`.",
    affects: "Two versions of the document cannot be told apart.",
    fix: "Save the file anew with a program that writes PDF/A.",
};

/// A file for an archive is encrypted.
pub static ENCRYPTION: Rule = Rule {
    id: "pdf/archive-encrypted",
    severity: Severity::Error,
    summary: "a file for an archive is encrypted",
    references: &["ISO 19005-2:2011 6.1.3-2", "ISO 19005-1:2005 6.1.3"],
    checks: "Whether the trailer has no `Encrypt`.",
    affects: "Without the password, or the method, the file is lost.",
    fix: "Remove the protection.",
};

/// A number, name or size is beyond what programs need to know.
pub static LIMITS: Rule = Rule {
    id: "pdf/archive-limits",
    severity: Severity::Error,
    summary: "a number, name or size is beyond what programs need to know",
    references: &["ISO 19005-2:2011 6.1.13", "ISO 19005-1:2005 6.1.12"],
    checks: "Whether numbers, strings, names, arrays, colours of a space, nesting of the graphics state, codes of characters and sizes of pages stay within the limits of PDF/A.",
    affects: "Some programs do not show the page.",
    fix: "Scale the page, or make the source simpler.",
};

/// Data is packed in a way that an archive does not take.
pub static FILTER: Rule = Rule {
    id: "pdf/filter",
    severity: Severity::Error,
    summary: "data is packed in a way that an archive does not take",
    references: &["ISO 19005-2:2011 6.1.7.2", "ISO 19005-2:2011 6.1.10", "ISO 19005-1:2005 6.1.10"],
    checks: "Whether streams and inline images use only the filters of PDF/A: no LZW, no encryption of a part.",
    affects: "A program of later years may not know how to unpack it.",
    fix: "Save the file anew; current programs pack with Flate.",
};

/// A part of the document is in another file.
pub static EXTERNAL_CONTENT: Rule = Rule {
    id: "pdf/external-content",
    severity: Severity::Error,
    summary: "a part of the document is in another file",
    references: &[
        "ISO 14289-1:2014 7.20-1",
        "ISO 19005-2:2011 6.1.7.1",
        "ISO 19005-2:2011 6.2.9-2",
        "ISO 19005-1:2005 6.1.7",
        "ISO 19005-1:2005 6.2.6",
        "Matterhorn 1.1 30-001",
    ],
    checks: "Whether no stream is read from another file, and no page is taken from another document.",
    affects: "The part is missing wherever the other file is not.",
    fix: "Put the content into the file itself.",
};

/// A name in the file is not UTF-8.
pub static NAME_ENCODING: Rule = Rule {
    id: "pdf/name-encoding",
    severity: Severity::Error,
    summary: "a name in the file is not UTF-8",
    references: &["ISO 19005-2:2011 6.1.8"],
    checks: "Whether names of fonts, colours and structure types are UTF-8.",
    affects: "Programs show the name wrongly, or do not find what it names.",
    fix: "Use plain letters for names.",
};

/// A signature or a permission is not as prescribed.
pub static SIGNATURE: Rule = Rule {
    id: "pdf/signature",
    severity: Severity::Error,
    summary: "a signature or a permission is not as prescribed",
    references: &["ISO 19005-2:2011 6.1.12", "ISO 19005-2:2011 6.4.3"],
    checks: "Whether signatures cover the whole file with one signer and their certificate, and permissions are of a known kind.",
    affects: "Nobody can prove later that the document is genuine.",
    fix: "Sign again with a program for PDF/A.",
};

/// The file does not say for which output its colours are meant.
pub static OUTPUT_INTENT: Rule = Rule {
    id: "pdf/output-intent",
    severity: Severity::Error,
    summary: "the file does not say for which output its colours are meant",
    references: &["ISO 19005-2:2011 6.2.3", "ISO 19005-1:2005 6.2.2"],
    checks: "Whether the output intents hold one valid ICC profile, inside the file.",
    affects: "Colours change from machine to machine, and contrast with them.",
    fix: "Add an output intent with an sRGB profile.",
};

/// A colour profile is not valid.
pub static COLOUR_PROFILE: Rule = Rule {
    id: "pdf/colour-profile",
    severity: Severity::Error,
    summary: "a colour profile is not valid",
    references: &["ISO 19005-2:2011 6.2.4.2", "ISO 19005-1:2005 6.2.3.2"],
    checks: "Whether every ICC profile is of a version that the standard knows, and has as many components as it says.",
    affects: "Colours change from machine to machine.",
    fix: "Use an sRGB profile.",
};

/// Colours have no defined look.
pub static DEVICE_COLOUR: Rule = Rule {
    id: "pdf/device-colour",
    severity: Severity::Error,
    summary: "colours have no defined look",
    references: &["ISO 19005-2:2011 6.2.4.3", "ISO 19005-1:2005 6.2.3.3"],
    checks: "Whether colours of a device (RGB, CMYK, grey) have an output intent or a default space that defines them.",
    affects: "Colours change from machine to machine, and contrast with them.",
    fix: "Add an output intent for the kind of colours that is used.",
};

/// A spot colour is not defined, or defined twice.
pub static SPOT_COLOUR: Rule = Rule {
    id: "pdf/spot-colour",
    severity: Severity::Error,
    summary: "a spot colour is not defined, or defined twice",
    references: &["ISO 19005-2:2011 6.2.4.4"],
    checks: "Whether the colorants of DeviceN are described, and a separation of one name is the same everywhere.",
    affects: "Colours change from page to page.",
    fix: "Define each spot colour once.",
};

/// A picture's data is not as prescribed.
pub static IMAGE_DATA: Rule = Rule {
    id: "pdf/image-data",
    severity: Severity::Error,
    summary: "a picture's data is not as prescribed",
    references: &["ISO 19005-2:2011 6.2.8", "ISO 19005-1:2005 6.2.4"],
    checks: "Whether pictures have no alternates, are not smoothed by the viewer (`Interpolate`), have usual depths, and JPEG 2000 data is of the simple kind.",
    affects: "Programs show the picture differently or not at all.",
    fix: "Write the picture anew as JPEG or without loss (Flate), with `Interpolate` off.",
};

/// A PDF holds PostScript.
pub static POSTSCRIPT: Rule = Rule {
    id: "pdf/postscript",
    severity: Severity::Error,
    summary: "a PDF holds PostScript",
    references: &["ISO 19005-2:2011 6.2.9", "ISO 19005-1:2005 6.2.5", "ISO 19005-1:2005 6.2.7"],
    checks: "Whether no form holds PostScript, or data for a print server (OPI).",
    affects: "Only some printers run it; what it paints is lost elsewhere.",
    fix: "Paint the content as PDF.",
};

/// A graphics state uses what is only for the press.
pub static GRAPHICS_STATE: Rule = Rule {
    id: "pdf/graphics-state",
    severity: Severity::Error,
    summary: "a graphics state uses what is only for the press",
    references: &[
        "ISO 19005-2:2011 6.2.5",
        "ISO 19005-2:2011 6.2.6",
        "ISO 19005-1:2005 6.2.8",
        "ISO 19005-1:2005 6.2.9",
    ],
    checks: "Whether there are no transfer functions, halftones of special kinds or unknown rendering intents.",
    affects: "Colours and tones change from machine to machine.",
    fix: "Export for the screen, or as PDF/A.",
};

/// A page uses commands that nothing defines.
pub static CONTENT_OPERATORS: Rule = Rule {
    id: "pdf/content-operators",
    severity: Severity::Error,
    summary: "a page uses commands that nothing defines",
    references: &["ISO 19005-2:2011 6.2.2", "ISO 19005-1:2005 6.2.10"],
    checks: "Whether page contents use only the operators of the standard, and name the resources that they use themselves.",
    affects: "Programs skip the command, and what it painted.",
    fix: "Save the file anew with a program that writes PDF/A.",
};

/// Transparency is not as prescribed.
pub static TRANSPARENCY: Rule = Rule {
    id: "pdf/transparency",
    severity: Severity::Error,
    summary: "transparency is not as prescribed",
    references: &["ISO 19005-2:2011 6.2.10", "ISO 19005-1:2005 6.4"],
    checks: "Whether blend modes are known and groups have a colour space; PDF/A-1 has no transparency at all.",
    affects: "Overlapping colours come out differently, and contrast with them.",
    fix: "Use PDF/A-2, and export with a blending colour space.",
};

/// An annotation is of a kind that an archive does not take.
pub static ANNOTATION_KIND: Rule = Rule {
    id: "pdf/annotation-kind",
    severity: Severity::Error,
    summary: "an annotation is of a kind that an archive does not take",
    references: &["ISO 19005-2:2011 6.3.1", "ISO 19005-1:2005 6.5.2"],
    checks: "Whether annotations are of the kinds that the part of PDF/A knows: no sound, film, 3D or screen.",
    affects: "It does not play in later years.",
    fix: "Remove it, or put what it shows into the page.",
};

/// An annotation is hidden or not printed.
pub static ANNOTATION_FLAGS: Rule = Rule {
    id: "pdf/annotation-flags",
    severity: Severity::Error,
    summary: "an annotation is hidden or not printed",
    references: &["ISO 19005-2:2011 6.3.2", "ISO 19005-1:2005 6.5.3"],
    checks: "Whether every annotation is visible, printed and opaque.",
    affects: "People see a different document on screen and on paper.",
    fix: "Set the annotation to be printed, and unset hidden and no-view.",
};

/// An annotation or field does not say how it looks.
pub static APPEARANCE: Rule = Rule {
    id: "pdf/appearance",
    severity: Severity::Error,
    summary: "an annotation or field does not say how it looks",
    references: &[
        "ISO 19005-2:2011 6.3.3",
        "ISO 19005-2:2011 6.4.1",
        "ISO 19005-1:2005 6.5.3",
        "ISO 19005-1:2005 6.9",
    ],
    checks: "Whether every annotation that is shown has a normal appearance, and the form does not leave it to the viewer.",
    affects: "Each program draws it as it likes, or not at all.",
    fix: "Save the form with appearances.",
};

/// A PDF does something by itself.
pub static ACTION: Rule = Rule {
    id: "pdf/action",
    severity: Severity::Error,
    summary: "a PDF does something by itself",
    references: &["ISO 19005-2:2011 6.4.1", "ISO 19005-2:2011 6.5", "ISO 19005-1:2005 6.6"],
    checks: "Whether there are no scripts, no launching of programs, no sounds or films, and no additional actions.",
    affects: "What it does is lost in later years; some of it surprises people who cannot see it.",
    fix: "Remove the action.",
};

/// A PDF has another presentation, or needs a certain program.
pub static PRESENTATION: Rule = Rule {
    id: "pdf/presentation",
    severity: Severity::Error,
    summary: "a PDF has another presentation, or needs a certain program",
    references: &["ISO 19005-2:2011 6.10", "ISO 19005-2:2011 6.11"],
    checks: "Whether there are no alternate presentations, no presentation steps and no `Requirements`.",
    affects: "People see different documents.",
    fix: "Export as a document and not as a slide show.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[
    &FILE_SYNTAX,
    &FILE_ID,
    &ENCRYPTION,
    &LIMITS,
    &FILTER,
    &EXTERNAL_CONTENT,
    &NAME_ENCODING,
    &SIGNATURE,
    &OUTPUT_INTENT,
    &COLOUR_PROFILE,
    &DEVICE_COLOUR,
    &SPOT_COLOUR,
    &IMAGE_DATA,
    &POSTSCRIPT,
    &GRAPHICS_STATE,
    &CONTENT_OPERATORS,
    &TRANSPARENCY,
    &ANNOTATION_KIND,
    &ANNOTATION_FLAGS,
    &APPEARANCE,
    &ACTION,
    &PRESENTATION,
];
