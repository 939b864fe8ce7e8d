//! The archive: built by `epub-builder` in memory, its package and navigation amended, and written
//! again so that the same book has the same bytes.

use std::io::{Cursor, Read as _, Write as _};

use epub_builder::{
    EpubBuilder, EpubContent, EpubVersion, PageDirection, ReferenceType, TocElement, ZipLibrary,
};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::Book;

const STYLE: &str = include_str!("style.css");
const PACKAGE: &str = "OEBPS/content.opf";
const NAVIGATION: &str = "OEBPS/nav.xhtml";
/// Files for reading systems of EPUB 2 and for one shop, which say nothing that the others do not.
const UNWANTED: [&str; 2] = ["OEBPS/toc.ncx", "META-INF/com.apple.ibooks.display-options.xml"];

/// The book as an archive.
pub(super) fn archive(book: &Book<'_>) -> Result<Vec<u8>, String> {
    let documents: Vec<_> = book.parts.iter().map(|part| book.content_document(part)).collect();
    let built = build(book, &documents).map_err(|error| error.to_string())?;
    let identifier = book.identifier();
    rewrite(&built, |path, content| match path {
        PACKAGE => book.amended_package(content, &identifier).map(Some),
        NAVIGATION => book.amended_navigation(content).map(Some),
        _ => Ok(None),
    })
}

fn build(book: &Book<'_>, documents: &[String]) -> epub_builder::Result<Vec<u8>> {
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    builder.metadata("title", super::xml::legal(&book.title))?;
    builder.metadata("lang", book.language.as_str())?;
    builder.metadata("toc_name", book.terms.contents)?;
    let direction = if book.right_to_left { PageDirection::Rtl } else { PageDirection::Ltr };
    builder.metadata("direction", direction.to_string())?;
    builder.stylesheet(STYLE.as_bytes())?;
    let mut toc = book.toc();
    for (part, document) in book.parts.iter().zip(documents) {
        let mut content = EpubContent::new(&part.file, document.as_bytes());
        // All of the contents hang on the first part; `epub-builder` takes the file from the entry.
        if let Some(TocElement { title, children, .. }) = toc.take() {
            content = content.title(title).reftype(ReferenceType::Text);
            content.toc.children = children;
        }
        builder.add_content(content)?;
    }
    for picture in &book.pictures {
        builder.add_resource(&picture.path, picture.bytes.as_slice(), picture.media_type)?;
    }
    let mut bytes = Vec::new();
    builder.generate(&mut bytes)?;
    Ok(bytes)
}

/// Writes an archive again: `mimetype` first and stored, the rest by name, without dates, with what
/// `amend` makes of a file in its place.
fn rewrite(
    archive: &[u8],
    amend: impl Fn(&str, &str) -> Result<Option<String>, String>,
) -> Result<Vec<u8>, String> {
    let text = |error: &dyn std::fmt::Display| error.to_string();
    let mut archive = ZipArchive::new(Cursor::new(archive)).map_err(|e| text(&e))?;
    let mut names: Vec<_> = archive.file_names().map(str::to_owned).collect();
    names.retain(|name| !UNWANTED.contains(&name.as_str()));
    names.sort_by_key(|name| (name != "mimetype", !name.starts_with("META-INF/"), name.clone()));
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        let mut content = Vec::new();
        let mut file = archive.by_name(&name).map_err(|e| text(&e))?;
        file.read_to_end(&mut content).map_err(|e| text(&e))?;
        if let Ok(old) = std::str::from_utf8(&content)
            && let Some(new) = amend(&name, old)?
        {
            content = new.into_bytes();
        }
        // Pictures are compressed already.
        let stored = name == "mimetype" || name.starts_with("OEBPS/images/");
        let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        out.start_file(name, options).map_err(|e| text(&e))?;
        out.write_all(&content).map_err(|e| text(&e))?;
    }
    Ok(out.finish().map_err(|e| text(&e))?.into_inner())
}
