//! Rules about EPUB files: container, package, navigation, accessibility metadata and its truth.

use crate::diagnostic::{Rule, Severity};

/// The book cannot be opened.
pub static UNREADABLE: Rule = Rule {
    id: "epub/unreadable",
    severity: Severity::Error,
    summary: "the book cannot be opened",
    references: &["EPUB 3.3 4 OCF", "EPUBCheck PKG-004 PKG-008 RSC-002 OPF-002"],
    checks: "Whether the file is a container (ZIP) that is whole, with a package document that can be read. Every entry is decompressed to its end and its checksum compared.",
    affects: "Nobody can open the book, or parts of it are lost.",
    fix: "Make the book again, or fetch it again.",
};

/// The book is encrypted and cannot be checked.
pub static ENCRYPTED: Rule = Rule {
    id: "epub/encrypted",
    severity: Severity::Error,
    summary: "the book is encrypted and cannot be checked",
    references: &["EPUB 3.3 4.2.6.3.2", "EPUBCheck RSC-004"],
    checks: "Whether an entry needs a password or is listed in `META-INF/encryption.xml` with anything but the obfuscation of fonts.",
    affects: "Assistive technology may be locked out as the check is.",
    fix: "Check the book before it is encrypted.",
};

/// The first file does not say that this is a book.
pub static MIMETYPE: Rule = Rule {
    id: "epub/mimetype",
    severity: Severity::Error,
    summary: "the first file does not say that this is a book",
    references: &["EPUB 3.3 4.2.3", "EPUBCheck PKG-005 PKG-006 PKG-007"],
    checks: "Whether `mimetype` is the first entry of the container, neither compressed nor with an extra field, and holds exactly `application/epub+zip`.",
    affects: "Reading systems and libraries refuse the file or take it for an archive.",
    fix: "Zip `mimetype` first and stored (`zip -X0 book.epub mimetype`), then the rest.",
};

/// A file has a name that books may not use.
pub static FILE_NAME: Rule = Rule {
    id: "epub/file-name",
    severity: Severity::Error,
    summary: "a file has a name that books may not use",
    references: &["EPUB 3.3 4.2.2", "EPUBCheck PKG-009 PKG-011"],
    checks: "Whether the names of all entries stay inside the book (no `..`, no absolute path, no drive, no backslash) and use no forbidden character.",
    affects: "Some reading systems cannot find the file; a name that leads out of the book may overwrite another file where it is unpacked.",
    fix: "Rename the file, and all references to it.",
};

/// Two files of the book have the same name.
pub static DUPLICATE_FILE: Rule = Rule {
    id: "epub/duplicate-file",
    severity: Severity::Error,
    summary: "two files of the book have the same name",
    references: &["EPUB 3.3 4.2.2", "EPUBCheck OPF-060"],
    checks: "Whether the names of all entries differ in more than case and the way accents are encoded.",
    affects: "One of the two files is lost, another one on each system.",
    fix: "Rename one of them.",
};

/// The container does not name the package document properly.
pub static CONTAINER: Rule = Rule {
    id: "epub/container",
    severity: Severity::Error,
    summary: "the container does not name the package document properly",
    references: &["EPUB 3.3 4.2.6.3.1", "EPUBCheck RSC-003 OPF-016 OPF-017"],
    checks: "Whether a `rootfile` of `META-INF/container.xml` has a path and the media type `application/oebps-package+xml`.",
    affects: "Reading systems do not find the book in the file.",
    fix: "Write `<rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>`.",
};

/// A document is not well-formed XML.
pub static NOT_WELL_FORMED: Rule = Rule {
    id: "epub/not-well-formed",
    severity: Severity::Error,
    summary: "a document is not well-formed XML",
    references: &["EPUB 3.3 3.9", "EPUBCheck RSC-016"],
    checks: "Whether every page, drawing and NCX can be parsed as XML: each element closed, each `&` escaped, each entity known.",
    affects: "Reading systems show an error instead of the page, or half of it.",
    fix: "Mend the markup at the place that is named; write `&#160;` for `&nbsp;`.",
};

/// A document type names or declares what books may not.
pub static DOCTYPE: Rule = Rule {
    id: "epub/doctype",
    severity: Severity::Error,
    summary: "a document type names or declares what books may not",
    references: &["EPUB 3.3 3.9", "EPUBCheck HTM-003 HTM-004 OPF-073"],
    checks: "Whether document types name no external file (but for those of NCX, MathML and SVG; EPUB 2 may) and declare no entities.",
    affects: "Reading systems without a network stop at it; entities can be used to exhaust memory.",
    fix: "Write `<!DOCTYPE html>` in pages and nothing elsewhere.",
};

/// A document is not in UTF-8.
pub static ENCODING: Rule = Rule {
    id: "epub/encoding",
    severity: Severity::Error,
    summary: "a document is not in UTF-8",
    references: &["EPUB 3.3 3.9", "EPUBCheck RSC-027 RSC-028 HTM-058"],
    checks: "Whether every XML file is in UTF-8: by its byte order mark, by what it says, and by its bytes. UTF-16 is a warning.",
    affects: "Letters come out as others, or the page does not open.",
    fix: "Save the file in UTF-8.",
};

/// The package has no version that is known.
pub static VERSION: Rule = Rule {
    id: "epub/version",
    severity: Severity::Error,
    summary: "the package has no version that is known",
    references: &["EPUB 3.3 5.4", "EPUBCheck OPF-001"],
    checks: "Whether `version` of the package is `3.0` (or `2.0`).",
    affects: "Reading systems do not know how to read the book.",
    fix: "Write `version=\"3.0\"`.",
};

/// The book has no identifier of its own.
pub static IDENTIFIER: Rule = Rule {
    id: "epub/identifier",
    severity: Severity::Error,
    summary: "the book has no identifier of its own",
    references: &["EPUB 3.3 5.5.3.1", "EPUBCheck OPF-030 OPF-048 OPF-085"],
    checks: "Whether `unique-identifier` names a `dc:identifier` with a value, and whether what is called a UUID is one.",
    affects: "Libraries and reading systems mix the book up with others, and lose notes and reading places.",
    fix: "Give the book a `dc:identifier` with the `id` that the package names.",
};

/// The book has no title.
pub static NO_TITLE: Rule = Rule {
    id: "epub/no-title",
    severity: Severity::Error,
    summary: "the book has no title",
    references: &["WCAG 2.2 SC 2.4.2", "EPUB 3.3 5.5.3.2", "Ace epub-title"],
    checks: "Whether there is a `dc:title` that is not empty.",
    affects: "Nobody can tell the book from others in a library.",
    fix: "Write the title into the metadata.",
};

/// The book does not say its language.
pub static LANGUAGE: Rule = Rule {
    id: "epub/language",
    severity: Severity::Error,
    summary: "the book does not say its language",
    references: &["WCAG 2.2 SC 3.1.1", "EPUB 3.3 5.5.3.3", "EPUBCheck OPF-092"],
    checks: "Whether there is a `dc:language`, whether each is a language tag, and whether at least one is the language of a page, where all pages say theirs; whether `xml:lang` and `hreflang` of the metadata are language tags.",
    affects: "Screen readers may speak the book with the wrong voice; libraries list it in the wrong language.",
    fix: "Write the tag of the language that the book is in: `<dc:language>en</dc:language>`.",
};

/// The package does not say the language of its words.
pub static PACKAGE_LANGUAGE: Rule = Rule {
    id: "epub/package-language",
    severity: Severity::Warning,
    summary: "the package does not say the language of its words",
    references: &["WCAG 2.2 SC 3.1.1", "Ace epub-lang"],
    checks: "Whether the element `package` has `xml:lang`.",
    affects: "Title and summary may be spoken with the wrong voice.",
    fix: "Write `xml:lang` on `package`.",
};

/// The package does not say when it was changed.
pub static MODIFIED: Rule = Rule {
    id: "epub/modified",
    severity: Severity::Error,
    summary: "the package does not say when it was changed",
    references: &["EPUB 3.3 5.5.4.2", "EPUBCheck RSC-005"],
    checks: "Whether there is exactly one `dcterms:modified` of the form `CCYY-MM-DDThh:mm:ssZ`.",
    affects: "Reading systems keep showing an older release.",
    fix: "Write `<meta property=\"dcterms:modified\">2026-05-13T14:30:00Z</meta>`.",
};

/// The date of the book is not written as one.
pub static DATE: Rule = Rule {
    id: "epub/date",
    severity: Severity::Warning,
    summary: "the date of the book is not written as one",
    references: &["EPUB 3.3 5.5.3.2.4", "EPUBCheck OPF-053 RSC-005"],
    checks: "Whether there is at most one `dc:date`, of the form `2026`, `2026-05` or `2026-05-13`, with or without a time.",
    affects: "Libraries sort the book to no year, or to a wrong one.",
    fix: "Write one date, the year first.",
};

/// An element of the metadata is empty.
pub static EMPTY: Rule = Rule {
    id: "epub/empty-metadata",
    severity: Severity::Error,
    summary: "an element of the metadata is empty",
    references: &["EPUB 3.3 5.5", "EPUBCheck RSC-005 OPF-072"],
    checks: "Whether every `dc:` element and every `meta` with a property says something.",
    affects: "Libraries show a blank where a name should stand.",
    fix: "Fill it in, or take it out.",
};

/// Two elements of a document have the same id.
pub static DUPLICATE_ID: Rule = Rule {
    id: "epub/duplicate-id",
    severity: Severity::Error,
    summary: "two elements of a document have the same id",
    references: &["EPUB 3.3 3.9", "EPUBCheck RSC-005"],
    checks: "Whether each id stands once in the package and in every other document.",
    affects: "Links, notes and labels go to the wrong one.",
    fix: "Give each element an id of its own.",
};

/// Metadata refines what is not there.
pub static REFINES: Rule = Rule {
    id: "epub/refines",
    severity: Severity::Error,
    summary: "metadata refines what is not there, or what it cannot be said of",
    references: &["EPUB 3.3 5.3.6", "EPUBCheck RSC-005 OPF-065"],
    checks: "Whether `refines` names an element of the package, of the kind that the property is said of, and goes in no circle.",
    affects: "Roles of authors and forms of titles are lost.",
    fix: "Name the id of what is refined.",
};

/// A prefix is not declared as it must be.
pub static PREFIX: Rule = Rule {
    id: "epub/prefix",
    severity: Severity::Error,
    summary: "a prefix is not declared as it must be",
    references: &["EPUB 3.3 D.1.3", "EPUBCheck OPF-004 OPF-005 OPF-006 OPF-007"],
    checks: "Whether `prefix` of the package is a list of names with a colon and addresses, and leaves reserved prefixes and Dublin Core alone.",
    affects: "Properties with that prefix mean nothing.",
    fix: "Write `prefix=\"name: https://example.org/vocabulary#\"`.",
};

/// A property is not known.
pub static PROPERTY: Rule = Rule {
    id: "epub/property",
    severity: Severity::Error,
    summary: "a property is not known",
    references: &["EPUB 3.3 D", "EPUBCheck OPF-025 OPF-026 OPF-027 OPF-028"],
    checks: "Whether each property of `meta`, `link` and manifest items is a single one of EPUB, or has a prefix that is reserved or declared, and each `scheme` a prefix.",
    affects: "What it says is ignored by every reading system.",
    fix: "Correct the spelling, or declare the prefix.",
};

/// An item of the manifest is not as it must be.
pub static MANIFEST_ITEM: Rule = Rule {
    id: "epub/manifest-item",
    severity: Severity::Error,
    summary: "an item of the manifest is not as it must be",
    references: &["EPUB 3.3 5.6.2", "EPUBCheck OPF-074 OPF-091 OPF-099 PKG-025"],
    checks: "Whether each item has `id`, `href` and `media-type`, and names one file of the book, whole, once, outside `META-INF` and other than the package itself.",
    affects: "Reading systems cannot find the file.",
    fix: "Correct the item.",
};

/// A file of the manifest is not in the book.
pub static MISSING_FILE: Rule = Rule {
    id: "epub/missing-file",
    severity: Severity::Error,
    summary: "a file of the manifest is not in the book",
    references: &["EPUB 3.3 5.6.2", "EPUBCheck RSC-001"],
    checks: "Whether the file of each item exists under exactly its name.",
    affects: "What was in it is lost.",
    fix: "Add the file, or take the item out.",
};

/// A file of the book is not in the manifest.
pub static UNDECLARED: Rule = Rule {
    id: "epub/undeclared-file",
    severity: Severity::Note,
    summary: "a file of the book is not in the manifest",
    references: &["EPUB 3.3 5.6.1", "EPUBCheck OPF-003"],
    checks: "Whether each file is in the manifest, but for `mimetype`, `META-INF` and the package document.",
    affects: "It is dead weight, or a page was forgotten.",
    fix: "List it in the manifest, or take it out.",
};

/// A file is not what the manifest says.
pub static MEDIA_TYPE: Rule = Rule {
    id: "epub/media-type",
    severity: Severity::Error,
    summary: "a file is not what the manifest says",
    references: &["EPUB 3.3 5.6.2", "EPUBCheck OPF-029 OPF-035 OPF-093 PKG-021 MED-004"],
    checks: "Whether PNG, JPEG, GIF and WebP pictures begin as their formats do, and pages and drawings have the root that they must; whether a record in the book that is linked to has a type.",
    affects: "Reading systems show nothing in its place.",
    fix: "Correct the media type, or save the file again.",
};

/// A file that some cannot show has no substitute.
pub static FALLBACK: Rule = Rule {
    id: "epub/fallback",
    severity: Severity::Error,
    summary: "a file that some cannot show has no substitute",
    references: &["EPUB 3.3 3.5", "EPUBCheck OPF-040 OPF-043 OPF-045 RSC-032"],
    checks: "Whether what stands in the spine is XHTML or SVG, and pictures and objects are of a core media type, or have a `fallback` that is; whether fallbacks exist and end.",
    affects: "Reading systems show nothing in its place.",
    fix: "Convert the file to a core media type, or give it a fallback.",
};

/// The properties of an item are not true.
pub static ITEM_PROPERTIES: Rule = Rule {
    id: "epub/item-properties",
    severity: Severity::Error,
    summary: "the properties of an item are not true",
    references: &["EPUB 3.3 5.6.2.1", "EPUBCheck OPF-014 OPF-015 OPF-018"],
    checks: "Whether `mathml`, `svg`, `scripted`, `remote-resources` and `switch` stand on the pages that need them and on no other.",
    affects: "Reading systems that prepare for it by the property show formulas, drawings or forms wrongly.",
    fix: "Correct `properties` of the item.",
};

/// The cover is not one picture.
pub static COVER: Rule = Rule {
    id: "epub/cover",
    severity: Severity::Error,
    summary: "the cover is not one picture",
    references: &["EPUB 3.3 5.6.2.1", "EPUBCheck OPF-012"],
    checks: "Whether at most one item has the property `cover-image`, and is a picture.",
    affects: "Libraries show another cover, or none.",
    fix: "Leave the property on the picture of the cover only.",
};

/// The book has no navigation document, or several.
pub static NAVIGATION: Rule = Rule {
    id: "epub/navigation",
    severity: Severity::Error,
    summary: "the book has no navigation document, or several",
    references: &["WCAG 2.2 SC 2.4.5", "EPUB 3.3 7", "EPUBCheck RSC-005"],
    checks: "Whether exactly one item has the property `nav`, and is XHTML.",
    affects: "People cannot move through the book by its table of contents.",
    fix: "Add a page with `<nav epub:type=\"toc\">` and give its item the property `nav`.",
};

/// The reading order is not whole.
pub static SPINE: Rule = Rule {
    id: "epub/spine",
    severity: Severity::Error,
    summary: "the reading order is not whole",
    references: &["WCAG 2.2 SC 1.3.2", "EPUB 3.3 5.7", "EPUBCheck OPF-033 OPF-034 OPF-049"],
    checks: "Whether the spine exists, has something to be read in order, and names items of the manifest, each once.",
    affects: "Pages are lost, or read twice.",
    fix: "Correct the spine.",
};

/// A page outside the reading order cannot be reached.
pub static UNREACHABLE: Rule = Rule {
    id: "epub/unreachable",
    severity: Severity::Error,
    summary: "a page outside the reading order cannot be reached",
    references: &["EPUB 3.3 5.7.2.1", "EPUBCheck OPF-096"],
    checks: "Whether a link leads to each page with `linear=\"no\"`. Books with scripts are left alone.",
    affects: "Nobody gets to the page.",
    fix: "Link to it, or take `linear=\"no\"` away.",
};

/// The navigation has no table of contents, or lists twice.
pub static TOC: Rule = Rule {
    id: "epub/table-of-contents",
    severity: Severity::Error,
    summary: "the navigation has no table of contents, or lists twice",
    references: &["WCAG 2.2 SC 2.4.5", "EPUB 3.3 7.4", "EPUBCheck RSC-005"],
    checks: "Whether the navigation has one `nav` of the type `toc`, and at most one `page-list` and one `landmarks`.",
    affects: "People cannot move through the book by its table of contents.",
    fix: "Write `<nav epub:type=\"toc\">` with a list of links.",
};

/// A list of the navigation has not the form that it must.
pub static NAVIGATION_FORM: Rule = Rule {
    id: "epub/navigation-form",
    severity: Severity::Error,
    summary: "a list of the navigation has not the form that it must",
    references: &["EPUB 3.3 7.3", "EPUBCheck RSC-005 RSC-017 NAV-010"],
    checks: "Whether each `nav` with a type is an `ol` of items, each a link, or words with a list below, under a heading or nothing; and table of contents, page list and landmarks stay in the book. A page list or landmarks of several levels are a warning.",
    affects: "Reading systems show an empty table of contents, or half of it.",
    fix: "Write `<ol><li><a href=\"…\">…</a></li></ol>`.",
};

/// An entry of the navigation has no words.
pub static NAVIGATION_LABEL: Rule = Rule {
    id: "epub/navigation-label",
    severity: Severity::Error,
    summary: "an entry of the navigation has no words",
    references: &["WCAG 2.2 SC 2.4.4", "EPUB 3.3 7.3", "EPUBCheck RSC-005 NCX-006"],
    checks: "Whether each link and each heading of the navigation, and each label of an NCX, has text or a picture with a description.",
    affects: "People who listen come upon an entry that says nothing.",
    fix: "Write the words of the heading that it leads to.",
};

/// The table of contents does not follow the reading order.
pub static TOC_ORDER: Rule = Rule {
    id: "epub/toc-order",
    severity: Severity::Warning,
    summary: "the table of contents does not follow the reading order",
    references: &["WCAG 2.2 SC 1.3.2", "EPUB 3.3 7.4.1", "EPUBCheck NAV-011", "Ace epub-toc-order"],
    checks: "Whether the entries lead through the spine, and through each page, from front to back.",
    affects: "People who go by the table of contents jump back and forth.",
    fix: "Put the entries into the order of the book, unless another is meant.",
};

/// A landmark does not say what it is.
pub static LANDMARKS: Rule = Rule {
    id: "epub/landmarks",
    severity: Severity::Error,
    summary: "a landmark does not say what it is",
    references: &["EPUB 3.3 7.4.3", "EPUBCheck RSC-005"],
    checks: "Whether each link of the list `landmarks` has an `epub:type`, and no two have the same type and target.",
    affects: "Reading systems cannot offer \"go to the beginning of the text\".",
    fix: "Write the `epub:type` of the place on the link.",
};

/// The table of contents for old reading systems is not right.
pub static NCX: Rule = Rule {
    id: "epub/ncx",
    severity: Severity::Error,
    summary: "the table of contents for old reading systems is not right",
    references: &["EPUB 3.3 5.9", "EPUBCheck OPF-050 NCX-001"],
    checks: "Whether a book of EPUB 2 has an NCX, the spine names it, and its identifier is that of the book.",
    affects: "Older reading systems have no table of contents.",
    fix: "Name the NCX in `toc` of the spine; copy the identifier of the package.",
};

/// An address leads nowhere that a book may lead.
pub static ADDRESS: Rule = Rule {
    id: "epub/address",
    severity: Severity::Error,
    summary: "an address leads nowhere that a book may lead",
    references: &["EPUB 3.3 3.4", "EPUBCheck OPF-098 RSC-020 RSC-026 RSC-029 RSC-030 RSC-033"],
    checks: "Whether references stay in the book or go to the web: none out of the container, to files of a machine, with a query, a backslash, or a character that must be escaped.",
    affects: "The link or the picture does not work.",
    fix: "Write the path from the page to the file, with `%20` for a space.",
};

/// A page uses a file that is not in the book.
pub static MISSING_RESOURCE: Rule = Rule {
    id: "epub/missing-resource",
    severity: Severity::Error,
    summary: "a page uses a file that is not in the book",
    references: &["EPUB 3.3 3.4", "EPUBCheck RSC-007"],
    checks: "Whether pictures, style sheets, scripts, sounds, films and fonts that pages and style sheets name exist.",
    affects: "A picture or the layout is missing.",
    fix: "Add the file, or correct its path.",
};

/// A file that is used is not in the manifest.
pub static NOT_DECLARED: Rule = Rule {
    id: "epub/not-declared",
    severity: Severity::Error,
    summary: "a file that is used is not in the manifest",
    references: &["EPUB 3.3 5.6.1", "EPUBCheck RSC-008"],
    checks: "Whether files to which pages and style sheets refer are in the manifest.",
    affects: "Reading systems may not show it.",
    fix: "List it in the manifest.",
};

/// A page needs a file from the web.
pub static REMOTE: Rule = Rule {
    id: "epub/remote",
    severity: Severity::Error,
    summary: "a page needs a file from the web",
    references: &["EPUB 3.3 3.6", "EPUBCheck RSC-006 RSC-008"],
    checks: "Whether only sounds, films and fonts are on the web, and the manifest lists those that pages use.",
    affects: "People who read without a network do not get it.",
    fix: "Put the file into the book.",
};

/// A link leads to a page that is not in the spine.
pub static LINK_OUT_OF_SPINE: Rule = Rule {
    id: "epub/link-out-of-spine",
    severity: Severity::Error,
    summary: "a link leads to a page that is not in the spine",
    references: &["EPUB 3.3 5.7.1", "EPUBCheck RSC-011"],
    checks: "Whether pages that are linked to are in the spine.",
    affects: "Reading systems do not open the page, or do not know the way back.",
    fix: "Put the page into the spine, with `linear=\"no\"` if it is not read in order.",
};

/// Page breaks are not in the page list.
pub static PAGE_NOT_LISTED: Rule = Rule {
    id: "epub/page-not-listed",
    severity: Severity::Error,
    summary: "page breaks are not in the page list",
    references: &[
        "EPUB Accessibility 1.1 4.2.3",
        "EPUBCheck NAV-003",
        "Ace epub-pagelist-missing-pagebreak",
    ],
    checks: "Whether every page break of the print edition (`doc-pagebreak`) has an entry in the page list.",
    affects: "In class, \"open page 34\" finds nothing.",
    fix: "Add the page breaks to `<nav epub:type=\"page-list\">`.",
};

/// The page list leads to what is no page break.
pub static PAGE_TARGET: Rule = Rule {
    id: "epub/page-target",
    severity: Severity::Warning,
    summary: "the page list leads to what is no page break",
    references: &["EPUB Accessibility 1.1 4.2.3", "Ace epub-pagelist-broken"],
    checks: "Whether the places to which the page list leads are marked as page breaks.",
    affects: "Reading systems cannot tell on which page somebody is.",
    fix: "Write `role=\"doc-pagebreak\"` where the page begins.",
};

/// The book does not say of what edition its pages are.
pub static PAGE_SOURCE: Rule = Rule {
    id: "epub/page-source",
    severity: Severity::Warning,
    summary: "the book does not say of what edition its pages are",
    references: &["EPUB Accessibility 1.1 4.2.3", "EPUBCheck OPF-066", "Ace epub-pagesource"],
    checks: "Whether a book with a page list has `pageBreakSource` (which is `none` if the pages are those of no other edition), or a `dc:source` that is said to be that of the pagination.",
    affects: "Nobody can tell whether the page numbers are those of the edition on the desk.",
    fix: "Write `<meta property=\"pageBreakSource\">urn:isbn:…</meta>`.",
};

/// A page break does not say its page.
pub static PAGE_LABEL: Rule = Rule {
    id: "epub/page-label",
    severity: Severity::Warning,
    summary: "a page break does not say its page",
    references: &["WCAG 2.2 SC 1.1.1", "Ace pagebreak-label"],
    checks: "Whether each page break has text, `aria-label`, `aria-labelledby` or `title`.",
    affects: "People who listen do not hear the page number.",
    fix: "Write `aria-label=\"34\"`.",
};

/// An `epub:type` is not known.
pub static TYPE_UNKNOWN: Rule = Rule {
    id: "epub/type-unknown",
    severity: Severity::Note,
    summary: "an `epub:type` is not known",
    references: &["EPUB 3.3 6.1.3.1", "EPUBCheck OPF-088"],
    checks: "Whether values of `epub:type` without a prefix are in the Structural Semantics Vocabulary.",
    affects: "Reading systems do nothing with it.",
    fix: "Correct the spelling, or take it out.",
};

/// An `epub:type` has no role that says the same.
pub static TYPE_WITHOUT_ROLE: Rule = Rule {
    id: "epub/type-without-role",
    severity: Severity::Note,
    summary: "an `epub:type` has no role that says the same",
    references: &[
        "WCAG 2.2 SC 1.3.1",
        "EPUB Accessibility 1.1 3.3",
        "Ace epub-type-has-matching-role",
    ],
    checks: "Whether elements with an `epub:type` for which WAI-ARIA has a role have that role.",
    affects: "Assistive technology does not read `epub:type`; only reading systems do.",
    fix: "Write the role as well: `role=\"doc-chapter\"`.",
};

/// The book does not say how accessible it is.
pub static ACCESSIBILITY_METADATA: Rule = Rule {
    id: "epub/accessibility-metadata",
    severity: Severity::Error,
    summary: "the book does not say how accessible it is",
    references: &[
        "EPUB Accessibility 1.1 2",
        "Ace metadata-accessmode metadata-accessibilityfeature metadata-accessibilityhazard metadata-accessmodesufficient metadata-accessibilitysummary",
    ],
    checks: "Whether `schema:accessMode`, `schema:accessibilityFeature` and `schema:accessibilityHazard` are there (without them: an error), and `schema:accessModeSufficient` and `schema:accessibilitySummary` (a warning).",
    affects: "Nobody can tell before buying or borrowing whether the book can be read without seeing it.",
    fix: "Add the metadata that is true of the book.",
};

/// A word of the accessibility metadata is not known, or contradicts another.
pub static ACCESSIBILITY_VALUE: Rule = Rule {
    id: "epub/accessibility-value",
    severity: Severity::Error,
    summary: "a word of the accessibility metadata is not known, or contradicts another",
    references: &[
        "EPUB Accessibility 1.1 2",
        "Ace metadata-accessmode-invalid metadata-accessibilityfeature-invalid metadata-accessibilityhazard-invalid metadata-accessmodesufficient-invalid",
    ],
    checks: "Whether the values are those of the W3C's vocabulary, spelled exactly so (else a warning), `accessModeSufficient` is a list with commas, and `none`, `unknown` and opposite hazards do not stand beside what they deny.",
    affects: "Libraries do not show what they do not know, or show the contrary.",
    fix: "Use the words of the vocabulary.",
};

/// A claim to conform cannot be recognised.
pub static CONFORMANCE_FORM: Rule = Rule {
    id: "epub/conformance-form",
    severity: Severity::Error,
    summary: "a claim to conform cannot be recognised",
    references: &["EPUB Accessibility 1.1 4.4", "Ace metadata-conformsto-invalid"],
    checks: "Whether `dcterms:conformsTo` is exactly `EPUB Accessibility 1.1 - WCAG 2.x Level A`, `AA` or `AAA` (or the address of EPUB Accessibility 1.0).",
    affects: "Libraries do not show that the book conforms.",
    fix: "Write the claim to the letter.",
};

/// Nobody stands for a claim to conform.
pub static CONFORMANCE_BY_NOBODY: Rule = Rule {
    id: "epub/conformance-by-nobody",
    severity: Severity::Error,
    summary: "nobody stands for a claim to conform",
    references: &["EPUB Accessibility 1.1 4.4"],
    checks: "Whether a book that claims to conform has `a11y:certifiedBy`.",
    affects: "Nobody knows whom to trust, and whom to ask.",
    fix: "Name who evaluated the book, or take the claim away.",
};

/// Descriptions of pictures are claimed and are not there.
pub static UNTRUE_PICTURES: Rule = Rule {
    id: "epub/untrue-pictures",
    severity: Severity::Error,
    summary: "descriptions of pictures are claimed and are not there",
    references: &["WCAG 2.2 SC 1.1.1", "EPUB Accessibility 1.1 2 alternativeText longDescription"],
    checks: "Whether every picture that is not declared decorative has a description where `alternativeText` is claimed, and whether there are pictures at all where `longDescription` is.",
    affects: "People who cannot see choose the book for its descriptions, and do not get them.",
    fix: "Describe the pictures, or take the claim away.",
};

/// Structure is claimed that is not there.
pub static UNTRUE_STRUCTURE: Rule = Rule {
    id: "epub/untrue-structure",
    severity: Severity::Error,
    summary: "structure is claimed that is not there",
    references: &[
        "WCAG 2.2 SC 1.3.1",
        "EPUB Accessibility 1.1 2 structuralNavigation tableOfContents index ARIA",
    ],
    checks: "Whether there are headings where `structuralNavigation` is claimed, a table of contents where `tableOfContents` is, something marked or called an index where `index` is, roles where `ARIA` is; and that no EPUB is called a `taggedPDF`.",
    affects: "People choose the book because they can move in it, and cannot.",
    fix: "Add what is missing, or take the claim away.",
};

/// Page numbers are claimed that are not there.
pub static UNTRUE_PAGES: Rule = Rule {
    id: "epub/untrue-pages",
    severity: Severity::Error,
    summary: "page numbers are claimed that are not there",
    references: &[
        "EPUB Accessibility 1.1 2 pageNavigation pageBreakMarkers printPageNumbers",
        "Ace metadata-accessibilityFeature-printPageNumbers-nopagelist",
    ],
    checks: "Whether there is a page list where `pageNavigation` is claimed, and page breaks where `pageBreakMarkers` or `printPageNumbers` is.",
    affects: "People choose the book to follow a print edition, and cannot.",
    fix: "Mark the page breaks and list them, or take the claim away.",
};

/// Accessible formulas are claimed that are not there.
pub static UNTRUE_MATH: Rule = Rule {
    id: "epub/untrue-math",
    severity: Severity::Error,
    summary: "accessible formulas are claimed that are not there",
    references: &["WCAG 2.2 SC 1.1.1", "EPUB Accessibility 1.1 2 MathML latex describedMath"],
    checks: "Whether there is MathML where `MathML` is claimed, a sign of LaTeX where `latex` is, and a formula or a described picture where `describedMath` is.",
    affects: "People choose the book to read formulas with their own tools, and cannot.",
    fix: "Write formulas as MathML, or take the claim away.",
};

/// What is claimed of sound, film or speech is not there.
pub static UNTRUE_MEDIA: Rule = Rule {
    id: "epub/untrue-media",
    severity: Severity::Error,
    summary: "what is claimed of sound, film or speech is not there",
    references: &[
        "WCAG 2.2 SC 1.2.1",
        "EPUB Accessibility 1.1 2 captions transcript synchronizedAudioText ttsMarkup",
    ],
    checks: "Whether there is sound or film where captions or transcripts are claimed, film where audio description or sign language is, media overlays where `synchronizedAudioText` is, and marks for pronunciation where `ttsMarkup` is. Books with scripts or frames are left alone.",
    affects: "People choose the book to hear it, and cannot.",
    fix: "Add what is missing, or take the claim away.",
};

/// What is claimed of the display is not so.
pub static UNTRUE_DISPLAY: Rule = Rule {
    id: "epub/untrue-display",
    severity: Severity::Error,
    summary: "what is claimed of the display is not so",
    references: &[
        "WCAG 2.2 SC 1.4.4",
        "EPUB Accessibility 1.1 2 displayTransformability rubyAnnotations",
    ],
    checks: "Whether the layout is not fixed where `displayTransformability` is claimed, and there is ruby where `rubyAnnotations` is.",
    affects: "People choose the book because they can set its letters larger, and cannot.",
    fix: "Make the layout reflow, or take the claim away.",
};

/// The senses that are said to be needed or enough are not.
pub static UNTRUE_ACCESS_MODE: Rule = Rule {
    id: "epub/untrue-access-mode",
    severity: Severity::Error,
    summary: "the senses that are said to be needed or enough are not",
    references: &["WCAG 2.2 SC 1.1.1", "EPUB Accessibility 1.1 2 accessMode accessModeSufficient"],
    checks: "Whether `accessMode` says `visual` where there are pictures (and not where there is nothing to see), `auditory` where there is sound (and not where there is none), `textual` where there is text; and whether text alone is called sufficient though a picture has no description, or hearing though there is nothing to hear.",
    affects: "People choose the book by what they can see or hear, and miss a part of it.",
    fix: "Say what is so; describe the pictures before you call text sufficient.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[
    &UNREADABLE,
    &ENCRYPTED,
    &MIMETYPE,
    &FILE_NAME,
    &DUPLICATE_FILE,
    &CONTAINER,
    &NOT_WELL_FORMED,
    &DOCTYPE,
    &ENCODING,
    &VERSION,
    &IDENTIFIER,
    &NO_TITLE,
    &LANGUAGE,
    &PACKAGE_LANGUAGE,
    &MODIFIED,
    &DATE,
    &EMPTY,
    &DUPLICATE_ID,
    &REFINES,
    &PREFIX,
    &PROPERTY,
    &MANIFEST_ITEM,
    &MISSING_FILE,
    &UNDECLARED,
    &MEDIA_TYPE,
    &FALLBACK,
    &ITEM_PROPERTIES,
    &COVER,
    &NAVIGATION,
    &SPINE,
    &UNREACHABLE,
    &TOC,
    &NAVIGATION_FORM,
    &NAVIGATION_LABEL,
    &TOC_ORDER,
    &LANDMARKS,
    &NCX,
    &ADDRESS,
    &MISSING_RESOURCE,
    &NOT_DECLARED,
    &REMOTE,
    &LINK_OUT_OF_SPINE,
    &PAGE_NOT_LISTED,
    &PAGE_TARGET,
    &PAGE_SOURCE,
    &PAGE_LABEL,
    &TYPE_UNKNOWN,
    &TYPE_WITHOUT_ROLE,
    &ACCESSIBILITY_METADATA,
    &ACCESSIBILITY_VALUE,
    &CONFORMANCE_FORM,
    &CONFORMANCE_BY_NOBODY,
    &UNTRUE_PICTURES,
    &UNTRUE_STRUCTURE,
    &UNTRUE_PAGES,
    &UNTRUE_MATH,
    &UNTRUE_MEDIA,
    &UNTRUE_DISPLAY,
    &UNTRUE_ACCESS_MODE,
];
