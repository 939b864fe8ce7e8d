//! A PDF that was opened: what it says of itself, its tag tree and its pages. It judges nothing.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::content::Reader;
use super::file::{self, Failure, Objects};
use super::page::{LinkAnnotation, Page};
use super::pages::Pages;
use super::tree::Tree;
use super::{metadata, structure};
use crate::diagnostic::rules::{input, pdf as rules};
use crate::diagnostic::{Fatal, Place};

/// A PDF, read to its end.
#[derive(Debug)]
pub struct Pdf {
    /// What the user calls the file.
    pub name: String,
    /// What it says of itself.
    pub facts: Facts,
    /// The tag tree (ISO 32000-1, 14.7); empty if the file has none.
    pub tree: Tree,
    /// The pages in order.
    pub pages: Vec<Page>,
    /// The outline, in order, parents before their children.
    pub outline: Vec<OutlineItem>,
    /// What could not be read and was left out (a page's content, a font): one sentence each, with the
    /// page from 1 where it is known. A file with such losses must not pass.
    pub losses: Vec<(Option<u32>, String)>,
    pub(super) objects: Objects,
    /// Where each link annotation that is an object of its own stands: page and place among its links.
    links: BTreeMap<(u32, u16), (usize, usize)>,
}

/// What a PDF says of itself.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Facts {
    /// `dc:title` in the XMP metadata.
    pub xmp_title: Option<String>,
    /// `Title` in the information dictionary.
    pub info_title: Option<String>,
    /// `Producer` in the information dictionary.
    pub producer: Option<String>,
    /// `Lang` in the catalogue.
    pub language: Option<String>,
    /// `Marked` in the catalogue's `MarkInfo`.
    pub marked: bool,
    /// `Suspects` in the catalogue's `MarkInfo`.
    pub suspects: bool,
    /// Whether there is a structure tree with at least one element.
    pub tagged: bool,
    /// `DisplayDocTitle` in the viewer preferences.
    pub display_title: bool,
    /// The standards that the XMP metadata claim.
    pub claims: Claims,
    /// The file is encrypted (and opens without a password).
    pub encrypted: bool,
}

/// The standards that the XMP metadata claim.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claims {
    /// `pdfuaid:part`.
    pub ua: Option<String>,
    /// `pdfaid:part`.
    pub a_part: Option<String>,
    /// `pdfaid:conformance`.
    pub a_conformance: Option<String>,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineItem {
    /// How deep it stands, from 0.
    pub depth: usize,
    /// Its words.
    pub title: String,
}

impl Pdf {
    /// The title that assistive technology announces: of the XMP metadata, else of the information
    /// dictionary.
    pub fn title(&self) -> Option<&str> {
        self.facts.xmp_title.as_deref().or(self.facts.info_title.as_deref())
    }

    /// The link annotation of an object reference in the tag tree, with its page from 0.
    pub fn link(&self, object: (u32, u16)) -> Option<(usize, &LinkAnnotation)> {
        let &(page, n) = self.links.get(&object)?;
        Some((page, self.pages.get(page)?.links.get(n)?))
    }
}

/// Opens a PDF and reads all of it; `name` is what the user calls it.
///
/// # Errors
/// The file is no PDF, is broken beyond repair, asks for a password, or is beyond the limits.
pub fn open(name: &str, bytes: &[u8]) -> Result<Pdf, Fatal> {
    // The library that decrypts and inflates is not ours: should it fall, the file is at fault.
    let read = catch_unwind(AssertUnwindSafe(|| read(name, bytes)));
    let broken = || Failure::Unreadable("reading it came to an unforeseen end".into());
    read.unwrap_or_else(|_| Err(broken())).map_err(|failure| {
        let place =
            Place::Output { file: name.into(), page: None, path: String::new(), source: None };
        match failure {
            Failure::Unreadable(why) => {
                let hint = "make the file again, or repair it: `qpdf in.pdf out.pdf`";
                Fatal::new(
                    &rules::UNREADABLE,
                    place,
                    format!("the PDF cannot be read: {why}"),
                    hint,
                )
            }
            Failure::Encrypted(why) => {
                let hint = "save it without a password for opening";
                Fatal::new(&rules::ENCRYPTED, place, format!("the PDF is encrypted: {why}"), hint)
            }
            Failure::TooLarge(why) => {
                let hint = "split the document; a document of this size is not meant to be read";
                Fatal::new(&input::TOO_LARGE, place, format!("the PDF is too large: {why}"), hint)
            }
        }
    })
}

fn read(name: &str, bytes: &[u8]) -> Result<Pdf, Failure> {
    let objects = file::load(bytes)?;
    let mut losses: Vec<(Option<u32>, String)> = Vec::new();
    let mut found = Pages::new(&objects);
    if found.broken > 0 {
        losses.push((None, format!("{} branches of the page tree lead nowhere", found.broken)));
    }
    let tree = structure::read(&objects, &found);
    let mut reader = Reader::new(&objects);
    let mut pages = Vec::with_capacity(found.leaves.len());
    let mut links = BTreeMap::new();
    for (number, leaf) in found.leaves.clone().iter().enumerate() {
        let mut page = reader.page(number, leaf);
        if reader.exhausted {
            let why = format!("page {} asks for more than a document needs", number + 1);
            return Err(Failure::TooLarge(why));
        }
        page.tabs = objects.word(leaf.dict, b"Tabs");
        page.links = found.links(leaf);
        for (n, link) in page.links.iter().enumerate() {
            if let Some(object) = link.object {
                links.entry(object).or_insert((number, n));
            }
        }
        pages.push(page);
    }
    if pages.is_empty() {
        return Err(Failure::Unreadable("it has no pages".into()));
    }
    let on = |page: usize| u32::try_from(page + 1).ok();
    losses.extend(reader.losses.into_iter().map(|(page, what)| (on(page), what)));
    let mut facts = metadata::facts(&objects);
    facts.tagged = !tree.elements.is_empty();
    let outline = metadata::outline(&objects);
    let missed = objects.missed();
    if let Some(first) = missed.first() {
        losses.push((None, format!("{} objects are damaged, the first is {first}", missed.len())));
    }
    if objects.repaired {
        losses.push((None, "the cross-reference table is of no use".into()));
    }
    Ok(Pdf { name: name.into(), facts, tree, pages, outline, losses, objects, links })
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::check::pdf::{Mark, Target};

    /// A file of objects, numbered from 1; the first is the catalogue.
    fn file(objects: &[&str]) -> Vec<u8> {
        let mut out = String::from("%PDF-1.7\n");
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for (object, number) in objects.iter().zip(1..) {
            let _ = writeln!(table, "{:010} 00000 n ", out.len());
            let _ = writeln!(out, "{number} 0 obj\n{object}\nendobj");
        }
        let start = out.len();
        let size = objects.len() + 1;
        let _ =
            write!(out, "{table}trailer\n<</Root 1 0 R/Size {size}>>\nstartxref\n{start}\n%%EOF\n");
        out.into_bytes()
    }

    fn stream(content: &str) -> String {
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len())
    }

    const CATALOG: &str = "<</Type/Catalog/Pages 2 0 R/Lang(en)>>";
    const PAGES: &str = "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>";
    const PAGE: &str = "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>\
        /XObject<</X 6 0 R>>>>/Annots[7 0 R]>>";
    const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Times-Bold/FirstChar 65\
        /Widths[500 500]/Encoding/WinAnsiEncoding>>";
    const LINK: &str = "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Dest[3 0 R/XYZ 1 2 0]>>";

    fn pdf(content: &str, form: &str) -> Pdf {
        let form = stream(form).replacen("<<", "<</Subtype/Form/Matrix[1 0 0 1 10 0]", 1);
        let bytes = file(&[CATALOG, PAGES, PAGE, &stream(content), FONT, &form, LINK]);
        open("a.pdf", &bytes).unwrap()
    }

    #[test]
    fn pages_say_what_is_painted_where_and_how() {
        let pdf = pdf(
            "0 0 200 100 re f 1 0 0 rg /P <</MCID 0>> BDC q 2 0 0 2 10 20 cm BT /F 10 Tf 5 5 Td \
             [(A) -300 (B)] TJ ET Q EMC /Artifact BMC BT /F 8 Tf (A) Tj ET EMC /X Do",
            "q BT /F 10 Tf 0 g (B) Tj ET",
        );
        assert!(pdf.losses.is_empty(), "{:?}", pdf.losses);
        let page = &pdf.pages[0];
        let texts: Vec<&str> = page.pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(texts, ["A B", "A", "B"]);
        let piece = &page.pieces[0];
        assert!(matches!(piece.mark, Mark::Content(id) if id.mcid == 0));
        assert_eq!((piece.size, piece.start.x, piece.start.y), (20.0, 20.0, 30.0));
        // Two glyphs of half an em and a gap of 0.3: in twice their size.
        assert!((piece.end.x - 46.0).abs() < 1e-6, "{:?}", piece.end);
        assert_eq!(piece.colour, Some(crate::check::colour::Rgb(1.0, 0.0, 0.0)));
        assert!(piece.font.bold && piece.font.name == "Times-Bold");
        assert_eq!(page.pieces[1].mark, Mark::Artifact);
        assert_eq!((page.pieces[2].mark, page.pieces[2].start.x), (Mark::Untagged, 10.0));
        assert!(page.fills[0].exact && page.fills[0].order < piece.order);
        let target = Target::Place { page: 0, point: (Some(1.0), Some(2.0)), element: None };
        assert_eq!(page.links[0].target, target);
    }

    #[test]
    fn a_link_over_two_lines_says_its_words_only() {
        let catalog = CATALOG.replace("/Lang", "/StructTreeRoot 8 0 R/Lang");
        let page = PAGE.replace("[7 0 R]", "[7 0 R 14 0 R]");
        let link = "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Contents(c)/A<</S/URI/URI(u:x)>>>>";
        let part = |mcid, annotation| {
            format!("<</S/Link/P 9 0 R/Pg 3 0 R/K[<</Type/OBJR/Obj {annotation} 0 R>> {mcid}]>>")
        };
        let paint = "/Link <</MCID 0>> BDC BT /F 9 Tf 0 50 Td (A) Tj ET EMC \
             /Link <</MCID 1>> BDC BT /F 9 Tf 0 40 Td (B) Tj ET EMC";
        let bytes = file(&[
            &catalog,
            PAGES,
            &page,
            &stream(paint),
            FONT,
            "null",
            link,
            "<</Type/StructTreeRoot/K 9 0 R>>",
            "<</S/P/P 8 0 R/K[10 0 R 11 0 R 12 0 R]>>",
            &part("0", 7),
            &part("1", 14),
            "<</S/Link/P 9 0 R/K[<</Type/OBJR/Obj 7 0 R>>]>>",
            "null",
            link,
        ]);
        let lines = crate::check::pdf::transcript("a.pdf", &bytes).unwrap().lines;
        let told: Vec<_> = lines.iter().map(crate::transcript::Line::text).collect();
        // The last has no words of its own.
        assert_eq!(told, ["A Bc"]);
    }

    #[test]
    fn what_goes_round_in_circles_ends() {
        let own = pdf("/X Do", "/X Do (x) Tj");
        assert!(!own.losses.is_empty());
        let pages = "<</Type/Pages/Kids[2 0 R 3 0 R 3 0 R]/Count 3/MediaBox[0 0 9 9]>>";
        let catalog = "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 8 0 R>>";
        let root = "<</Type/StructTreeRoot/K 9 0 R>>";
        let element = "<</S/P/K[9 0 R 9 0 R 0]/Pg 3 0 R>>";
        let content = stream("/P <</MCID 0>> BDC BT /F 9 Tf (A) Tj ET EMC");
        let objects = [catalog, pages, PAGE, &content, FONT, "null", LINK, root, element];
        let pdf = open("a.pdf", &file(&objects)).unwrap();
        assert_eq!((pdf.pages.len(), pdf.tree.elements.len(), pdf.tree.cut), (1, 1, 2));
        assert!(!pdf.losses.is_empty());
    }

    #[test]
    fn broken_files_are_repaired_or_refused() {
        let whole = file(&[CATALOG, PAGES, PAGE, &stream("BT /F 9 Tf (A) Tj ET"), FONT]);
        let rule = |bytes: &[u8]| match open("a.pdf", bytes) {
            Ok(pdf) => (!pdf.losses.is_empty()).then_some("lost"),
            Err(fatal) => Some(fatal.0.rule.id),
        };
        assert_eq!(rule(&whole), None);
        let table = whole.windows(4).position(|part| part == b"xref").unwrap();
        assert_eq!(rule(&whole[..table]), Some("lost"));
        for end in (0..table).step_by(7) {
            assert!(rule(&whole[..end]).is_some(), "{end}");
        }
        assert_eq!(rule(b"%PDF-1.7\n"), Some("pdf/unreadable"));
        // A stream whose length stands in the object stream that it is.
        let mut looped = b"%PDF-1.5\n".to_vec();
        let start = looped.len();
        let stream =
            b"5 0 obj<</Type/ObjStm/N 1/First 4/Length 6 0 R>>stream\n6 0 9\nendstream endobj\n";
        looped.extend_from_slice(stream);
        let place = looped.len();
        let entries = [1, u8::try_from(start).unwrap(), 2, 5];
        looped.extend_from_slice(
            b"9 0 obj<</Type/XRef/W[1 1 0]/Index[5 2]/Size 7/Root 1 0 R/Length 4>>stream\n",
        );
        looped.extend_from_slice(&entries);
        looped
            .extend_from_slice(format!("\nendstream endobj\nstartxref\n{place}\n%%EOF").as_bytes());
        assert_eq!(rule(&looped), Some("pdf/unreadable"));
    }

    #[test]
    fn what_asks_for_too_much_is_refused() {
        let deep = "[".repeat(100_000);
        let bytes = file(&[CATALOG, PAGES, PAGE, &stream(&deep), FONT, &deep]);
        assert!(open("a.pdf", &bytes).is_ok());
        // Each form paints the next one a thousand times.
        let many = "/X Do ".repeat(1000);
        let form = |next: usize, content: &str| {
            let start = format!("<</Subtype/Form/Resources<</XObject<</X {next} 0 R>>>>");
            stream(content).replacen("<<", &start, 1)
        };
        let forms = [form(7, &many), form(8, &many), form(9, &many), form(9, "0 0 1 1 re f")];
        let [a, b, c, d] = &forms;
        let bytes = file(&[CATALOG, PAGES, PAGE, &stream("/X Do"), FONT, a, b, c, d]);
        assert_eq!(open("a.pdf", &bytes).unwrap_err().0.rule.id, "input/too-large");
    }
}
