//! The words that EPUB 3.3 and EPUB Accessibility 1.1 know: tables of data.

/// What `schema:accessMode` may be (W3C Accessibility Properties for Discoverability Vocabulary).
pub(super) const ACCESS_MODES: &[&str] = &[
    "auditory", "tactile", "textual", "visual", "chartOnVisual", "chemOnVisual", "colorDependent",
    "diagramOnVisual", "mathOnVisual", "musicOnVisual", "textOnVisual",
];

/// What `schema:accessModeSufficient` may list.
pub(super) const SUFFICIENT_MODES: &[&str] = &["auditory", "tactile", "textual", "visual"];

/// What `schema:accessibilityFeature` may be.
pub(super) const FEATURES: &[&str] = &[
    "annotations", "ARIA", "bookmarks", "index", "printPageNumbers", "pageBreakMarkers",
    "pageNavigation", "readingOrder", "structuralNavigation", "tableOfContents", "taggedPDF",
    "alternativeText", "audioDescription", "captions", "closedCaptions", "describedMath",
    "longDescription", "longDescriptions", "openCaptions", "signLanguage", "transcript",
    "displayTransformability", "displayTransformability/font-size",
    "displayTransformability/font-family", "displayTransformability/line-height",
    "displayTransformability/word-spacing", "displayTransformability/letter-spacing",
    "displayTransformability/color", "displayTransformability/background-color",
    "synchronizedAudioText", "timingControl", "unlocked", "ChemML", "latex", "latex-chemistry",
    "MathML", "MathML-chemistry", "ttsMarkup", "highContrastAudio",
    "highContrastAudio/noBackground", "highContrastAudio/reducedBackground",
    "highContrastAudio/switchableBackground", "highContrastDisplay", "largePrint", "braille",
    "tactileGraphic", "tactileObject", "fullRubyAnnotations", "horizontalWriting",
    "rubyAnnotations", "verticalWriting", "withAdditionalWordSegmentation",
    "withoutAdditionalWordSegmentation", "none", "unknown",
];

/// What `schema:accessibilityHazard` may be. One word was published with a misspelling; both are read.
pub(super) const HAZARDS: &[&str] = &[
    "flashing", "motionSimulation", "sound", "none", "noFlashingHazard",
    "noMotionSimulationHazard", "noSoundHazard", "unknown", "unknownFlashingHazard",
    "unknownMotionSimulationHazard", "unknownMotionSimultationHazard", "unknownSoundHazard",
];

/// Hazards of which only one can be true.
pub(super) const ONE_HAZARD: &[&[&str]] = &[
    &["flashing", "noFlashingHazard", "unknownFlashingHazard"],
    &[
        "motionSimulation", "noMotionSimulationHazard", "unknownMotionSimulationHazard",
        "unknownMotionSimultationHazard",
    ],
    &["sound", "noSoundHazard", "unknownSoundHazard"],
];

/// The prefixes of properties that are never declared (EPUB 3.3, D.1.4).
pub(super) const PREFIXES: &[(&str, &str)] = &[
    ("a11y", "http://www.idpf.org/epub/vocab/package/a11y/#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("marc", "http://id.loc.gov/vocabulary/"),
    ("media", "http://www.idpf.org/epub/vocab/overlays/#"),
    ("onix", "http://www.editeur.org/ONIX/book/codelists/current.html#"),
    ("rendition", "http://www.idpf.org/vocab/rendition/#"),
    ("schema", "http://schema.org/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("msv", "http://www.idpf.org/epub/vocab/structure/magazine/#"),
    ("prism", "http://www.prismstandard.org/specifications/3.0/PRISM_CV_Spec_3.0.htm#"),
];

/// The properties of `meta` that have no prefix (EPUB 3.3, D.3).
pub(super) const META_PROPERTIES: &[&str] = &[
    "alternate-script", "authority", "belongs-to-collection", "collection-type", "dictionary-type",
    "display-seq", "file-as", "group-position", "identifier-type", "meta-auth", "pageBreakSource",
    "role", "source-language", "source-of", "target-language", "term", "title-type",
];

/// The properties of manifest items that have no prefix (EPUB 3.3, D.5).
pub(super) const ITEM_PROPERTIES: &[&str] = &[
    "cover-image", "data-nav", "dictionary", "glossary", "index", "mathml", "nav",
    "remote-resources", "scripted", "search-key-map", "svg", "switch",
];

/// The media types that every reading system shows (EPUB 3.3, 3.2), with the old names of fonts.
pub(super) const CORE_TYPES: &[&str] = &[
    "image/gif", "image/jpeg", "image/png", "image/svg+xml", "image/webp", "audio/mpeg",
    "audio/mp4", "audio/ogg", "text/css", "font/ttf", "font/otf", "font/woff", "font/woff2",
    "application/font-sfnt", "application/vnd.ms-opentype", "application/font-woff",
    "application/x-font-ttf", "application/xhtml+xml", "application/javascript",
    "application/ecmascript", "text/javascript", "application/x-dtbncx+xml",
    "application/smil+xml", "application/pls+xml",
];

/// The values of `epub:type` (EPUB Structural Semantics Vocabulary 1.1, and those for comics,
/// dictionaries, indexes and media overlays).
pub(super) const TYPES: &[&str] = &[
    "abstract", "acknowledgments", "afterword", "annoref", "annotation", "antonym-group",
    "appendix", "aside", "assessment", "assessments", "backlink", "backmatter", "balloon",
    "biblioentry", "bibliography", "biblioref", "bodymatter", "bridgehead", "case-study", "chapter",
    "colophon", "concluding-sentence", "conclusion", "condensed-entry", "contributors",
    "copyright-page", "cover", "covertitle", "credit", "credits", "dedication", "def",
    "dictentry", "dictionary", "division", "endnote", "endnotes", "epigraph", "epilogue", "errata",
    "etymology", "example", "feedback", "figure", "fill-in-the-blank-problem", "footnote",
    "footnotes", "foreword", "frontmatter", "fulltitle", "general-problem", "glossary", "glossdef",
    "glossref", "glossterm", "gram-info", "halftitle", "halftitlepage", "help", "idiom", "imprimatur",
    "imprint", "index", "index-editor-note", "index-entry", "index-entry-list", "index-group",
    "index-headnotes", "index-legend", "index-locator", "index-locator-list",
    "index-locator-range", "index-term", "index-term-categories", "index-term-category",
    "index-xref-preferred", "index-xref-related", "introduction", "keyword", "keywords", "label",
    "landmarks", "learning-objective", "learning-objectives", "learning-outcome",
    "learning-outcomes", "learning-resource", "learning-resources", "learning-standard",
    "learning-standards", "list", "list-item", "loa", "loi", "lot", "lov", "marginalia",
    "match-problem", "multiple-choice-problem", "note", "noteref", "notice", "ordinal",
    "other-credits", "page-list", "pagebreak", "panel", "panel-group", "part", "part-of-speech",
    "part-of-speech-group", "part-of-speech-list", "phonetic-transcription", "phrase-group",
    "phrase-list", "practice", "practices", "preamble", "preface", "prologue", "pullquote", "qna",
    "question", "rearnote", "rearnotes", "referrer", "region-based", "related-work", "revision-history",
    "sense-group", "sense-list", "seriespage", "sidebar", "sound-area", "subchapter", "subtitle",
    "synonym-group", "table", "table-cell", "table-row", "text-area", "tip", "title", "titlepage",
    "toc", "toc-brief", "topic-sentence", "tran", "tran-info", "true-false-problem", "volume",
    "warning",
];

/// The role that says to assistive technology what an `epub:type` says to nobody (Ace,
/// `epub-type-has-matching-role`; types whose role is deprecated are left out).
pub(super) const ROLES: &[(&str, &str)] = &[
    ("abstract", "doc-abstract"), ("acknowledgments", "doc-acknowledgments"),
    ("afterword", "doc-afterword"), ("appendix", "doc-appendix"), ("bibliography", "doc-bibliography"),
    ("biblioref", "doc-biblioref"), ("chapter", "doc-chapter"), ("colophon", "doc-colophon"),
    ("conclusion", "doc-conclusion"), ("credit", "doc-credit"), ("credits", "doc-credits"),
    ("dedication", "doc-dedication"), ("endnotes", "doc-endnotes"), ("epigraph", "doc-epigraph"),
    ("epilogue", "doc-epilogue"), ("errata", "doc-errata"), ("figure", "figure"),
    ("footnote", "doc-footnote"), ("foreword", "doc-foreword"), ("glossary", "doc-glossary"),
    ("glossdef", "definition"), ("glossref", "doc-glossref"), ("glossterm", "term"),
    ("index", "doc-index"), ("introduction", "doc-introduction"), ("list", "list"),
    ("list-item", "listitem"), ("noteref", "doc-noteref"), ("notice", "doc-notice"),
    ("page-list", "doc-pagelist"), ("pagebreak", "doc-pagebreak"), ("part", "doc-part"),
    ("preface", "doc-preface"), ("prologue", "doc-prologue"), ("pullquote", "doc-pullquote"),
    ("qna", "doc-qna"), ("referrer", "doc-backlink"), ("subtitle", "doc-subtitle"),
    ("table", "table"), ("table-cell", "cell"), ("table-row", "row"), ("tip", "doc-tip"),
    ("toc", "doc-toc"),
];
