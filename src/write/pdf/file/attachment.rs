//! The input that the document was made from, carried in the file as it was: an embedded file with its
//! specification (ISO 32000-1, 7.11; ISO 19005-3, 6.8). It knows nothing of what the bytes mean.

use lopdf::{Dictionary, Document as Pdf, Object, Stream, dictionary};

use super::{integer, text, xmp};
use crate::model::Meta;
use crate::text::{Language, terms};
use crate::write::Original;

/// Adds the file, and to the catalogue what leads to it.
pub(super) fn add(pdf: &mut Pdf, catalogue: &mut Dictionary, source: Original<'_>, meta: &Meta) {
    let mut params = dictionary! { "Size" => integer(source.bytes.len()) };
    // When the input was last changed nobody knows; the document's own date is what it says.
    if let Some(date) = meta.date.as_deref().and_then(xmp::pdf_date) {
        params.set("ModDate", Object::string_literal(date));
    }
    let dict = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => source.media_type,
        "Params" => params,
    };
    let file = pdf.add_object(exact(Stream::new(dict, source.bytes.to_vec())));
    let und = Language::undetermined();
    let terms = terms(meta.language.as_ref().unwrap_or(&und));
    let name = text(source.name);
    let specification = pdf.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => Object::string_literal(plain(source.name)),
        "UF" => name.clone(),
        "Desc" => text(&terms.source.replace("{}", source.name)),
        "AFRelationship" => "Source",
        "EF" => dictionary! { "F" => file, "UF" => file },
    });
    catalogue.set("AF", vec![specification.into()]);
    let names = dictionary! { "Names" => vec![name, specification.into()] };
    catalogue.set("Names", dictionary! { "EmbeddedFiles" => names });
}

/// A stream that is written as it is: compressed if that makes it shorter, and never ending in a carriage
/// return, which would need white space after it.
fn exact(mut stream: Stream) -> Stream {
    // What cannot be compressed stays as it is.
    let _ = stream.compress();
    if stream.content.ends_with(b"\r") {
        let mut filters: Vec<Object> = vec!["ASCIIHexDecode".into()];
        filters.extend(stream.dict.get(b"Filter").ok().cloned());
        stream.dict.set("Filter", filters);
        let digits = stream.content.iter().map(|byte| format!("{byte:02X}"));
        stream.content = digits.chain([">".to_owned()]).collect::<String>().into_bytes();
    }
    stream.with_compression(false)
}

/// A name for readers that know no Unicode, and none that leads anywhere (ISO 32000-1, 7.11.2).
fn plain(name: &str) -> String {
    let safe =
        |c: char| c.is_ascii_graphic() && !matches!(c, '/' | '\\' | ':' | '(' | ')') || c == ' ';
    name.chars().map(|c| if safe(c) { c } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_byte_of_a_file_is_changed_and_none_can_be_taken_for_a_line_end() {
        let stream = |bytes: &[u8]| exact(Stream::new(Dictionary::new(), bytes.to_vec()));
        let short = stream(b"ab\r");
        assert_eq!(short.content, b"61620D>");
        assert_eq!(short.dict.get(b"Filter").unwrap().as_array().unwrap().len(), 1);
        let mut in_digits = 0;
        for number in 0..2000 {
            let bytes = format!("{number} ").repeat(50).into_bytes();
            let stream = stream(&bytes);
            assert!(!stream.content.ends_with(b"\r"));
            if stream.dict.get(b"Filter").unwrap().as_array().is_ok() {
                in_digits += 1;
                continue;
            }
            assert_eq!(stream.decompressed_content().unwrap(), bytes);
        }
        assert!((1..50).contains(&in_digits), "{in_digits}");
    }

    #[test]
    fn a_plain_name_leads_nowhere() {
        assert_eq!(plain("../č:(1) a.txt"), "..____1_ a.txt");
    }
}
