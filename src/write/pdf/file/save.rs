//! The bytes of the file: object streams and a cross-reference stream, all compressed. `lopdf` could
//! write them too, but lets compressed data end in a carriage return, which together with the line
//! feed before `endstream` some validators take for the line end: one file in a few would be refused.

use std::fmt::Display;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, ObjectStream, Stream};
use sha2::{Digest, Sha256};

use super::integer;
use crate::diagnostic::rules::output::PANIC;
use crate::diagnostic::{Fatal, Place};

/// Objects in one object stream.
const PACK: usize = 100;

/// Where an object is, as the cross-reference stream says it.
type Entry = (u8, usize, usize);

/// Writes the objects; `trailer` names catalogue and information. The identifier of the file is made
/// from all its other bytes.
pub(super) fn save(pdf: Pdf, trailer: Dictionary) -> Result<Vec<u8>, Fatal> {
    write(pdf, trailer).map_err(|error| {
        let message = format!("the PDF cannot be made: {error}");
        Fatal::new(&PANIC, Place::Document, message, "please report this as a bug, with the input")
    })
}

fn write(pdf: Pdf, mut trailer: Dictionary) -> Result<Vec<u8>, lopdf::Error> {
    let mut out = Vec::new();
    push(&mut out, format_args!("%PDF-{}\n", pdf.version));
    out.extend(b"%\xE2\xE3\xCF\xD3\n");
    let mut next = pdf.max_id + 1;
    let mut entries: Vec<Entry> = vec![(0, 0, 0); next as usize];
    entries[0].2 = 65_535; // the head of the list of free objects
    let mut loose: Vec<(ObjectId, Object)> = Vec::new();
    for (id, object) in pdf.objects {
        match object {
            Object::Stream(stream) => {
                entries[id.0 as usize] = (1, out.len(), 0);
                write_stream(&mut out, id.0, compressed(stream)?)?;
            }
            object => loose.push((id, object)),
        }
        if loose.len() == PACK {
            write_pack(&mut out, &mut next, &mut entries, std::mem::take(&mut loose))?;
        }
    }
    write_pack(&mut out, &mut next, &mut entries, loose)?;

    let start = out.len();
    entries.push((1, start, 0));
    for (name, value) in [("Type", "XRef".into()), ("Size", integer(entries.len()))] {
        trailer.set(name, value);
    }
    trailer.set("W", vec![1.into(), 4.into(), Object::from(2)]);
    let no_id = Object::String(vec![0; 16], lopdf::StringFormat::Hexadecimal);
    trailer.set("ID", vec![no_id.clone(), no_id]);
    let table = entries.iter().flat_map(|&(kind, place, index)| {
        let [_, _, _, _, place @ ..] = (place as u64).to_be_bytes();
        let [.., high, low] = (index as u64).to_be_bytes();
        [[kind].as_slice(), &place, &[high, low]].concat()
    });
    let table = Stream::new(trailer, table.collect());
    let mut packed = table.clone();
    packed.compress()?;
    // The table has no room for white space, but always ends in a zero.
    let stream = if packed.content.ends_with(b"\r") { table } else { packed };
    write_stream(&mut out, next, stream)?;
    push(&mut out, format_args!("startxref\n{start}\n%%EOF\n"));
    identify(&mut out, start);
    Ok(out)
}

/// Writes an object stream.
fn write_pack(
    out: &mut Vec<u8>,
    next: &mut u32,
    entries: &mut Vec<Entry>,
    objects: Vec<(ObjectId, Object)>,
) -> Result<(), lopdf::Error> {
    if objects.is_empty() {
        return Ok(());
    }
    let mut pack: ObjectStream =
        ObjectStream::builder().max_objects(PACK).compression_level(0).build();
    for (index, (id, object)) in objects.into_iter().enumerate() {
        entries[id.0 as usize] = (2, *next as usize, index);
        pack.add_object(id, object)?;
    }
    entries.push((1, out.len(), 0));
    write_stream(out, *next, compressed(pack.to_stream_object()?)?)?;
    *next += 1;
    Ok(())
}

/// Compresses a stream, if it may be. What is in the file never ends in a carriage return: white
/// space after the data changes that and nothing else.
fn compressed(mut stream: Stream) -> Result<Stream, lopdf::Error> {
    loop {
        let mut packed = stream.clone();
        if packed.allows_compression {
            packed.compress()?;
        }
        if !packed.content.ends_with(b"\r") {
            return Ok(packed);
        }
        stream.content.push(b'\n');
        if stream.dict.has(b"Length1") {
            stream.dict.set("Length1", integer(stream.content.len()));
        }
    }
}

fn write_stream(out: &mut Vec<u8>, id: u32, stream: Stream) -> Result<(), lopdf::Error> {
    let Stream { mut dict, content, .. } = stream;
    dict.set("Length", integer(content.len()));
    push(out, format_args!("{id} 0 obj\n"));
    out.extend(serialised(dict.into())?);
    out.extend(b"stream\n");
    out.extend(content);
    out.extend(b"\nendstream\nendobj\n");
    Ok(())
}

/// An object as it stands in a file: `lopdf` writes one only as an operand.
fn serialised(object: Object) -> Result<Vec<u8>, lopdf::Error> {
    Content { operations: [Operation::new("", vec![object])] }.encode()
}

fn push(out: &mut Vec<u8>, text: impl Display) {
    out.extend(text.to_string().into_bytes());
}

/// Puts the identifier into the dictionary of the cross-reference stream, which begins at `start`.
fn identify(bytes: &mut [u8], start: usize) {
    let id =
        Sha256::digest(&*bytes).iter().take(16).fold(0, |id, &byte| id << 8 | u128::from(byte));
    let [empty, full] = [0, id].map(|id| format!("/ID[<{id:032X}><{id:032X}>]"));
    let tail = &mut bytes[start..];
    if let Some(at) = tail.windows(empty.len()).position(|window| window == empty.as_bytes()) {
        tail[at..at + full.len()].copy_from_slice(full.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn what_is_written_can_be_read_and_no_stream_ends_in_a_carriage_return() {
        let mut pdf = Pdf::with_version("1.7");
        let pages = pdf.add_object(dictionary! { "Type" => "Pages", "Kids" => Vec::new() });
        let root = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        // Compressed data of every last byte there is.
        for n in 0..2000 {
            let content = format!("{n} ").repeat(50).into_bytes();
            pdf.add_object(Stream::new(dictionary! {}, content));
        }
        pdf.add_object(Stream::new(dictionary! {}, b"\r".to_vec()).with_compression(false));
        let bytes = save(pdf, dictionary! { "Root" => root }).unwrap();
        assert!(!bytes.windows(11).any(|window| window == b"\r\nendstream"));
        let read = Pdf::load_mem(&bytes).unwrap();
        assert_eq!(read.catalog().unwrap().get(b"Pages").unwrap(), &Object::from(pages));
        let last = read.objects.values().rev().find_map(|object| object.as_stream().ok());
        assert!(last.is_some() && read.objects.len() >= 2003);
        assert_ne!(read.trailer.get(b"ID").unwrap().as_array().unwrap()[0], Object::Null);
    }
}
