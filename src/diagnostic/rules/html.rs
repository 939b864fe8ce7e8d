//! Rules about pages (WCAG 2.2, by ACT rule).

use crate::diagnostic::{Rule, Severity};

/// The page has no heading of the first level.
pub static NO_MAIN_HEADING: Rule = Rule {
    id: "html/no-main-heading",
    severity: Severity::Note,
    summary: "the page has no heading of the first level",
    references: &["WCAG 2.2 SC 1.3.1", "WCAG 2.2 SC 2.4.6"],
    checks: "Whether a page that has headings has one of level 1 (`h1`).",
    affects: "People who jump to the one main heading find none.",
    fix: "Make the title of the page an `h1`.",
};

/// `lang` and `xml:lang` of the page name two languages.
pub static LANGUAGE_DIFFERS: Rule = Rule {
    id: "html/language-differs",
    severity: Severity::Error,
    summary: "`lang` and `xml:lang` of the page name two languages",
    references: &["WCAG 2.2 SC 3.1.1", "ACT 5b7ae0"],
    checks: "Whether `lang` and `xml:lang` of the root element name the same language.",
    affects: "Which voice speaks depends on the program that reads.",
    fix: "Say the same language in both, or only in `lang`.",
};

/// The page has no `main` landmark, or several.
pub static MAIN_LANDMARK: Rule = Rule {
    id: "html/main-landmark",
    severity: Severity::Note,
    summary: "the page has no `main` landmark, or several",
    references: &["WCAG 2.2 SC 1.3.1", "WCAG 2.2 SC 2.4.1"],
    checks: "Whether exactly one visible `main` holds what the page is about.",
    affects: "People who jump over menus with one key have nowhere to land.",
    fix: "Put what the page is about into one `<main>`.",
};

/// There is no way past what stands before the content.
pub static NO_BYPASS: Rule = Rule {
    id: "html/no-bypass",
    severity: Severity::Warning,
    summary: "there is no way past what stands before the content",
    references: &["WCAG 2.2 SC 2.4.1", "ACT cf77f2"],
    checks: "Whether a page with links has a heading, a `main` landmark or a link that leads into it.",
    affects: "People who use the keyboard or listen go through every link of the menu on every page.",
    fix: "Mark the content with `<main>`, and give it a heading.",
};

/// The page reloads or goes elsewhere by itself.
pub static REFRESH: Rule = Rule {
    id: "html/refresh",
    severity: Severity::Error,
    summary: "the page reloads or goes elsewhere by itself",
    references: &[
        "WCAG 2.2 SC 2.2.1",
        "WCAG 2.2 SC 2.2.4",
        "WCAG 2.2 SC 3.2.5",
        "ACT bc659a",
        "ACT bisz58",
    ],
    checks: "Whether a `meta` element reloads the page, or leads elsewhere, after a time that is not zero.",
    affects: "People who read slowly or listen lose the page, and their place in it.",
    fix: "Send people on at once (with the server, or `0`), or not at all.",
};

/// The page forbids people to enlarge it.
pub static ZOOM: Rule = Rule {
    id: "html/zoom",
    severity: Severity::Error,
    summary: "the page forbids people to enlarge it",
    references: &["WCAG 2.2 SC 1.4.4", "ACT b4f0c3"],
    checks: "Whether the `viewport` says `user-scalable=no`, or a `maximum-scale` below 2.",
    affects: "People with low vision cannot make the text larger on a telephone.",
    fix: "Remove `user-scalable` and `maximum-scale`.",
};

/// A style that cannot be overruled sets text too tightly.
pub static TEXT_SPACING: Rule = Rule {
    id: "html/text-spacing",
    severity: Severity::Error,
    summary: "a style that cannot be overruled sets text too tightly",
    references: &["WCAG 2.2 SC 1.4.12", "ACT 24afc2", "ACT 9e45ec", "ACT 78fd32"],
    checks: "Whether a `style` attribute sets `letter-spacing` below 0.12, `word-spacing` below 0.16 or `line-height` below 1.5 times the font size with `!important`.",
    affects: "People with dyslexia or low vision cannot set the text more widely.",
    fix: "Remove `!important`.",
};

/// The page turns itself against the orientation of the screen.
pub static ORIENTATION: Rule = Rule {
    id: "html/orientation-lock",
    severity: Severity::Error,
    summary: "the page turns itself against the orientation of the screen",
    references: &["WCAG 2.2 SC 1.3.4", "ACT b33eff"],
    checks: "Whether a style sheet turns what the page holds by a right angle when the screen is turned.",
    affects: "People whose screen is fixed to a wheelchair cannot turn it.",
    fix: "Do not turn the page.",
};

/// Neighbouring targets are smaller than 24 pixels.
pub static TARGET_SIZE: Rule = Rule {
    id: "html/target-size",
    severity: Severity::Warning,
    summary: "neighbouring targets are smaller than 24 pixels",
    references: &["WCAG 2.2 SC 2.5.8"],
    checks: "Whether links and buttons side by side, whose width and height the styles of the page set, are smaller than 24 pixels and closer than that. Targets in a sentence, and sizes that cannot be told without painting the page, are left alone.",
    affects: "People whose hands tremble hit the wrong one.",
    fix: "Make them 24 by 24 pixels, or keep them apart.",
};

/// A button has no name.
pub static BUTTON_NAME: Rule = Rule {
    id: "html/button-name",
    severity: Severity::Error,
    summary: "a button has no name",
    references: &["WCAG 2.2 SC 4.1.2", "ACT 97a4e1", "ACT 59796f", "ACT m6b1q3", "ACT 2t702h"],
    checks: "Whether each button, item of a menu, picture that is a button, and `summary` has an accessible name.",
    affects: "A screen reader says \"button\"; nobody knows what it does.",
    fix: "Write what it does inside it, or as `aria-label`; for `<input type=\"image\">` as `alt`.",
};

/// A form field has no name.
pub static FIELD_NAME: Rule = Rule {
    id: "html/field-name",
    severity: Severity::Error,
    summary: "a form field has no name",
    references: &["WCAG 2.2 SC 4.1.2", "WCAG 2.2 SC 1.3.1", "WCAG 2.2 SC 3.3.2", "ACT e086e5"],
    checks: "Whether each field of a form has an accessible name: a `label`, `aria-label` or `aria-labelledby`.",
    affects: "A screen reader says \"edit\"; nobody knows what to write.",
    fix: "Give it a `<label for=\"…\">`.",
};

/// A frame has no name.
pub static FRAME_NAME: Rule = Rule {
    id: "html/frame-name",
    severity: Severity::Error,
    summary: "a frame has no name",
    references: &["WCAG 2.2 SC 4.1.2", "ACT cae760"],
    checks: "Whether each `iframe` that people can reach has an accessible name.",
    affects: "People hear that there is a frame, and must enter it to learn what it holds.",
    fix: "Say what it holds in its `title`.",
};

/// A dialog, meter, progress bar or tooltip has no name.
pub static WIDGET_NAME: Rule = Rule {
    id: "html/widget-name",
    severity: Severity::Error,
    summary: "a dialog, meter, progress bar or tooltip has no name",
    references: &["WCAG 2.2 SC 4.1.2", "WCAG 2.2 SC 1.1.1"],
    checks: "Whether each dialog, meter, progress bar, tooltip and item of a tree has an accessible name. A missing name of a dialog or of an item of a tree is a warning.",
    affects: "People hear that something opened or moves, but not what.",
    fix: "Name it by `aria-labelledby` or `aria-label`.",
};

/// The words on a control are not in its name.
pub static LABEL_NOT_IN_NAME: Rule = Rule {
    id: "html/label-not-in-name",
    severity: Severity::Warning,
    summary: "the words on a control are not in its name",
    references: &["WCAG 2.2 SC 2.5.3", "ACT 2ee8b8"],
    checks: "Whether the words that are seen on a link, button or other control with a name of its own (`aria-label`, `aria-labelledby`) are part of that name.",
    affects: "People who speak to their computer say the words that they see, and nothing happens.",
    fix: "Begin the name with the words that are seen, or remove it.",
};

/// What a field asks browsers to fill in is no known word.
pub static AUTOCOMPLETE: Rule = Rule {
    id: "html/autocomplete",
    severity: Severity::Error,
    summary: "what a field asks browsers to fill in is no known word",
    references: &["WCAG 2.2 SC 1.3.5", "ACT 73f2c2"],
    checks: "Whether each `autocomplete` is made of the words that HTML has for it, in their order.",
    affects: "People whose browser fills in their name and address must write it themselves.",
    fix: "Use a word such as `name`, `email` or `street-address`.",
};

/// An `aria-…` attribute does not exist.
pub static ARIA_UNKNOWN: Rule = Rule {
    id: "html/aria-unknown",
    severity: Severity::Error,
    summary: "an `aria-…` attribute does not exist",
    references: &["WCAG 2.2 SC 4.1.2", "ACT 5f99a7"],
    checks: "Whether each attribute that begins with `aria-` is one of WAI-ARIA.",
    affects: "What the author wanted to say reaches nobody.",
    fix: "Correct its spelling, or remove it.",
};

/// An `aria-…` attribute may not stand on this element.
pub static ARIA_NOT_ALLOWED: Rule = Rule {
    id: "html/aria-not-allowed",
    severity: Severity::Error,
    summary: "an `aria-…` attribute may not stand on this element",
    references: &["WCAG 2.2 SC 4.1.2", "ACT 5c01ea"],
    checks: "Whether each `aria-…` attribute is one that the role of its element may have. A name on an element that may have none but holds words, which are read all the same, is a warning.",
    affects: "Screen readers ignore it, or some do.",
    fix: "Remove it, or give the element the role that it is for.",
};

/// An `aria-…` attribute has a value that means nothing.
pub static ARIA_VALUE: Rule = Rule {
    id: "html/aria-value",
    severity: Severity::Error,
    summary: "an `aria-…` attribute has a value that means nothing",
    references: &["WCAG 2.2 SC 4.1.2", "ACT 6a7281"],
    checks: "Whether the value of each `aria-…` attribute is of the kind that WAI-ARIA asks for. Ids that name nothing are a warning, as a script may add what they name.",
    affects: "A screen reader says the wrong state, or none.",
    fix: "Use one of the values that the finding names.",
};

/// A role lacks a state that it needs.
pub static ARIA_REQUIRED: Rule = Rule {
    id: "html/aria-required",
    severity: Severity::Error,
    summary: "a role lacks a state that it needs",
    references: &["WCAG 2.2 SC 4.1.2", "ACT 4e8ab6"],
    checks: "Whether each element with a role of its author's has the states that the role needs: a checkbox whether it is checked, a slider its value.",
    affects: "A screen reader cannot say whether it is on or off.",
    fix: "Add the attribute, or use the element of HTML that has it.",
};

/// A role stands outside of the role that it belongs to, or holds what it may not.
pub static ARIA_STRUCTURE: Rule = Rule {
    id: "html/aria-structure",
    severity: Severity::Error,
    summary: "a role stands outside of the role that it belongs to, or holds what it may not",
    references: &["WCAG 2.2 SC 1.3.1", "ACT bc4a75", "ACT ff89c9"],
    checks: "Whether items stand in lists, tabs in lists of tabs, rows in tables and so on, and whether these hold nothing else, where roles are the author's.",
    affects: "A screen reader does not say how many there are, or does not say that it is a list.",
    fix: "Give each its place, or use the elements of HTML.",
};

/// A role does not exist.
pub static ROLE_UNKNOWN: Rule = Rule {
    id: "html/role-unknown",
    severity: Severity::Error,
    summary: "a role does not exist",
    references: &["WCAG 2.2 SC 4.1.2", "ACT 674b10"],
    checks: "Whether each `role` names at least one role that authors may use.",
    affects: "A screen reader ignores it.",
    fix: "Correct its spelling, or remove it.",
};

/// A role may not be given to this element.
pub static ROLE_NOT_ALLOWED: Rule = Rule {
    id: "html/role-not-allowed",
    severity: Severity::Note,
    summary: "a role may not be given to this element",
    references: &["WCAG 2.2 SC 4.1.2"],
    checks: "Whether the role of each element is one that ARIA in HTML allows for it.",
    affects: "What the element is by itself is lost, and what it does may not fit its role.",
    fix: "Use the element of HTML for what it is, or a `div`.",
};

/// A role is no longer to be used.
pub static ROLE_DEPRECATED: Rule = Rule {
    id: "html/role-deprecated",
    severity: Severity::Note,
    summary: "a role is no longer to be used",
    references: &["WCAG 2.2 SC 4.1.2"],
    checks: "Whether each role is one that WAI-ARIA 1.2 and DPUB-ARIA 1.1 still have: not `directory`, `doc-endnote`, `doc-biblioentry`.",
    affects: "Programs to come may not know it.",
    fix: "Use what stands in its place: items of a list need no role.",
};

/// What is declared decorative is said all the same.
pub static DECORATIVE_EXPOSED: Rule = Rule {
    id: "html/decorative-exposed",
    severity: Severity::Warning,
    summary: "what is declared decorative is said all the same",
    references: &["WCAG 2.2 SC 1.1.1", "WCAG 2.2 SC 4.1.2", "ACT 46ca7f"],
    checks: "Whether an element that is declared to mean nothing (`role=\"none\"`, `role=\"presentation\"`, `alt=\"\"`) has an `aria-…` attribute that makes browsers ignore the declaration.",
    affects: "Screen readers announce what is there for the eye only, or leave out what was to be said.",
    fix: "Remove the `aria-…` attribute, or the declaration.",
};

/// What screen readers are not told of takes the focus.
pub static HIDDEN_FOCUSABLE: Rule = Rule {
    id: "html/hidden-focusable",
    severity: Severity::Error,
    summary: "what screen readers are not told of takes the focus",
    references: &["WCAG 2.2 SC 4.1.2", "WCAG 2.2 SC 1.3.1", "ACT 6cfa84"],
    checks: "Whether the keyboard reaches something inside of `aria-hidden=\"true\"`.",
    affects: "People who listen land on something that says nothing.",
    fix: "Remove `aria-hidden`, or take it out of the order with `tabindex=\"-1\"`.",
};

/// A control holds another one.
pub static ATOMIC_FOCUSABLE: Rule = Rule {
    id: "html/focusable-in-control",
    severity: Severity::Error,
    summary: "a control holds another one",
    references: &["WCAG 2.2 SC 4.1.2", "ACT 307n5z"],
    checks: "Whether what is read as one thing (a button, a checkbox, a picture, a tab) holds something that the keyboard reaches.",
    affects: "A screen reader does not say the inner one: people land on it without knowing what it is.",
    fix: "Put the two beside each other.",
};

/// A frame with links or fields cannot be reached with the keyboard.
pub static FRAME_UNREACHABLE: Rule = Rule {
    id: "html/frame-unreachable",
    severity: Severity::Error,
    summary: "a frame with links or fields cannot be reached with the keyboard",
    references: &["WCAG 2.2 SC 2.1.1", "ACT akn7bn"],
    checks: "Whether a frame whose content is in the page (`srcdoc`) and has links or fields has a negative `tabindex`.",
    affects: "People who use the keyboard cannot get to what it holds.",
    fix: "Remove the `tabindex`.",
};

/// A positive `tabindex` changes the order of the keyboard.
pub static TABINDEX: Rule = Rule {
    id: "html/tabindex",
    severity: Severity::Warning,
    summary: "a positive `tabindex` changes the order of the keyboard",
    references: &["WCAG 2.2 SC 2.4.3"],
    checks: "Whether any `tabindex` is greater than zero.",
    affects: "The focus jumps over the page; people who zoom lose it.",
    fix: "Use `0`, and write things in the order in which they are to be reached.",
};

/// Several elements have the same access key.
pub static ACCESSKEY: Rule = Rule {
    id: "html/accesskey",
    severity: Severity::Note,
    summary: "several elements have the same access key",
    references: &["WCAG 2.2 SC 2.1.1"],
    checks: "Whether each `accesskey` is on one element only.",
    affects: "The key reaches one of them, or none.",
    fix: "Give each its own key, or none.",
};

/// Several elements have the same id.
pub static DUPLICATE_ID: Rule = Rule {
    id: "html/duplicate-id",
    severity: Severity::Error,
    summary: "several elements have the same id",
    references: &["WCAG 2.2 SC 4.1.2", "ACT 3ea0c8"],
    checks: "Whether an id that a label, a cell or an `aria-…` attribute refers to is of one element only. One that only links or nothing refer to is a note.",
    affects: "The name or the header that people hear may be that of something else.",
    fix: "Give each element an id of its own.",
};

/// A list holds what is no item, or an item stands in no list.
pub static LIST_STRUCTURE: Rule = Rule {
    id: "html/list-structure",
    severity: Severity::Error,
    summary: "a list holds what is no item, or an item stands in no list",
    references: &["WCAG 2.2 SC 1.3.1"],
    checks: "Whether `ul` and `ol` hold only `li`, `dl` only `dt` and `dd` (in a `div` or not), and whether these stand in lists.",
    affects: "A screen reader says the wrong number of items, or no list at all.",
    fix: "Put each item into an `<li>`, and all into one list.",
};

/// `headers` of a cell names no header of its table.
pub static CELL_HEADERS: Rule = Rule {
    id: "html/cell-headers",
    severity: Severity::Error,
    summary: "`headers` of a cell names no header of its table",
    references: &["WCAG 2.2 SC 1.3.1", "ACT a25f45"],
    checks: "Whether each id in the `headers` attribute of a cell is that of a header cell of the same table, and not of the cell itself.",
    affects: "A screen reader says no header for the cell.",
    fix: "Correct the ids.",
};

/// A header cell heads nothing.
pub static HEADER_WITHOUT_CELLS: Rule = Rule {
    id: "html/header-without-cells",
    severity: Severity::Error,
    summary: "a header cell heads nothing",
    references: &["WCAG 2.2 SC 1.3.1", "ACT d0f69e"],
    checks: "Whether each header cell of a table has at least one cell that it heads.",
    affects: "People hear a header, and search for what it is of.",
    fix: "Give it the right `scope`, or make it a `td`.",
};

/// A header cell has no words.
pub static HEADER_EMPTY: Rule = Rule {
    id: "html/header-empty",
    severity: Severity::Note,
    summary: "a header cell has no words",
    references: &["WCAG 2.2 SC 1.3.1"],
    checks: "Whether each header cell (`th`) has words. The first cell of a table may be empty.",
    affects: "People who move through the cells hear nothing for this header.",
    fix: "Write what the row or column holds, or make it a `td`.",
};

/// Text moves or blinks.
pub static MOVING_TEXT: Rule = Rule {
    id: "html/moving-text",
    severity: Severity::Error,
    summary: "text moves or blinks",
    references: &["WCAG 2.2 SC 2.2.2"],
    checks: "Whether there are `marquee` or `blink` elements.",
    affects: "People cannot read what moves, and cannot attend to what stands beside it.",
    fix: "Use another element.",
};

/// Sound may begin by itself.
pub static AUTOPLAY: Rule = Rule {
    id: "html/autoplay",
    severity: Severity::Warning,
    summary: "sound may begin by itself",
    references: &["WCAG 2.2 SC 1.4.2", "ACT 80f0bf"],
    checks: "Whether a recording plays by itself with its sound on and without controls. How long it sounds is not known.",
    affects: "People who listen to a screen reader cannot hear it.",
    fix: "Remove `autoplay`, or add `muted` or `controls`.",
};

/// The whole page is hidden from screen readers.
pub static ALL_HIDDEN: Rule = Rule {
    id: "html/all-hidden",
    severity: Severity::Error,
    summary: "the whole page is hidden from screen readers",
    references: &["WCAG 2.2 SC 4.1.2", "WCAG 2.2 SC 1.3.1"],
    checks: "Whether `aria-hidden=\"true\"` stands on the root element or on `body`.",
    affects: "People who listen get nothing at all.",
    fix: "Remove `aria-hidden` from `html` and `body`.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[
    &NO_MAIN_HEADING,
    &LANGUAGE_DIFFERS,
    &MAIN_LANDMARK,
    &NO_BYPASS,
    &REFRESH,
    &ZOOM,
    &TEXT_SPACING,
    &ORIENTATION,
    &TARGET_SIZE,
    &BUTTON_NAME,
    &FIELD_NAME,
    &FRAME_NAME,
    &WIDGET_NAME,
    &LABEL_NOT_IN_NAME,
    &AUTOCOMPLETE,
    &ARIA_UNKNOWN,
    &ARIA_NOT_ALLOWED,
    &ARIA_VALUE,
    &ARIA_REQUIRED,
    &ARIA_STRUCTURE,
    &ROLE_UNKNOWN,
    &ROLE_NOT_ALLOWED,
    &ROLE_DEPRECATED,
    &DECORATIVE_EXPOSED,
    &HIDDEN_FOCUSABLE,
    &ATOMIC_FOCUSABLE,
    &FRAME_UNREACHABLE,
    &TABINDEX,
    &ACCESSKEY,
    &DUPLICATE_ID,
    &LIST_STRUCTURE,
    &CELL_HEADERS,
    &HEADER_WITHOUT_CELLS,
    &HEADER_EMPTY,
    &MOVING_TEXT,
    &AUTOPLAY,
    &ALL_HIDDEN,
];
