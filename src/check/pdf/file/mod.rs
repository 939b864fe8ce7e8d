//! A file's objects, all of them, within limits. It knows the syntax of files and no meaning of objects.

mod load;
pub(super) mod streams;
mod xref;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

pub(super) use load::{Failure, load};

/// The objects of a file.
#[derive(Debug, Default)]
pub(super) struct Objects {
    all: BTreeMap<ObjectId, Object>,
    trailer: Dictionary,
    /// The file was encrypted and opened without a password.
    pub(super) encrypted: bool,
    /// The cross-reference table was of no use: the objects were found by their headers.
    pub(super) repaired: bool,
    /// Objects that the file says it has, and that could not be read.
    unread: BTreeSet<u32>,
    /// Those of them that somebody asked for.
    missed: RefCell<BTreeSet<u32>>,
    /// Bytes that came out of streams so far.
    decoded: Cell<usize>,
}

/// References to references that are followed.
const MAX_HOPS: usize = 16;

impl Objects {
    /// All objects, by number.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Object> {
        self.all.values()
    }

    /// The object behind references; null if there is none.
    pub(super) fn resolve<'a>(&'a self, mut object: &'a Object) -> &'a Object {
        for _ in 0..MAX_HOPS {
            let Object::Reference(id) = object else { return object };
            object = match self.all.get(id) {
                Some(found) => found,
                None => {
                    if self.unread.contains(&id.0) {
                        self.missed.borrow_mut().insert(id.0);
                    }
                    &Object::Null
                }
            };
        }
        &Object::Null
    }

    /// The numbers of objects that were asked for and could not be read.
    pub(super) fn missed(&self) -> Vec<u32> {
        self.missed.borrow().iter().copied().collect()
    }

    /// A value of a dictionary, unless it is null.
    pub(super) fn get<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        dict.get(key).ok().map(|value| self.resolve(value)).filter(|value| !value.is_null())
    }

    /// A dictionary or the dictionary of a stream.
    pub(super) fn dict<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        as_dict(self.get(dict, key)?)
    }

    /// An object by its number, as a dictionary.
    pub(super) fn dict_of(&self, id: ObjectId) -> Option<&Dictionary> {
        self.all.get(&id).map(|object| self.resolve(object)).and_then(as_dict)
    }

    pub(super) fn array<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [Object]> {
        self.get(dict, key)?.as_array().ok().map(Vec::as_slice)
    }

    pub(super) fn name<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        self.get(dict, key)?.as_name().ok()
    }

    /// A name as text.
    pub(super) fn word(&self, dict: &Dictionary, key: &[u8]) -> Option<String> {
        self.name(dict, key).map(|name| String::from_utf8_lossy(name).into_owned())
    }

    pub(super) fn integer(&self, dict: &Dictionary, key: &[u8]) -> Option<i64> {
        integer(self.get(dict, key)?)
    }

    pub(super) fn number(&self, dict: &Dictionary, key: &[u8]) -> Option<f64> {
        number(self.get(dict, key)?)
    }

    pub(super) fn boolean(&self, dict: &Dictionary, key: &[u8]) -> Option<bool> {
        self.get(dict, key)?.as_bool().ok()
    }

    /// A text string (7.9.2.2) as Unicode, without the escapes that say its language.
    pub(super) fn text(&self, dict: &Dictionary, key: &[u8]) -> Option<String> {
        self.get(dict, key)?.as_str().ok().map(text)
    }

    /// Numbers in an array.
    pub(super) fn numbers<const N: usize>(
        &self,
        dict: &Dictionary,
        key: &[u8],
    ) -> Option<[f64; N]> {
        let array = self.array(dict, key)?;
        let mut out = [0.0; N];
        for (n, place) in out.iter_mut().enumerate() {
            *place = number(self.resolve(array.get(n)?))?;
        }
        Some(out)
    }

    pub(super) fn trailer(&self) -> &Dictionary {
        &self.trailer
    }

    /// The catalogue.
    pub(super) fn catalog(&self) -> Option<&Dictionary> {
        self.dict(&self.trailer, b"Root")
    }
}

pub(super) fn as_dict(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// A number; whatever a file says, it is finite.
pub(super) fn number(object: &Object) -> Option<f64> {
    match object {
        #[allow(clippy::cast_precision_loss, reason = "lengths on a page")]
        Object::Integer(value) => Some(*value as f64),
        Object::Real(value) => Some(f64::from(*value)),
        _ => None,
    }
}

/// A whole number, also where it is written with a point.
pub(super) fn integer(object: &Object) -> Option<i64> {
    match object {
        Object::Integer(value) => Some(*value),
        #[allow(clippy::cast_possible_truncation, reason = "saturates")]
        Object::Real(value) => Some(*value as i64),
        _ => None,
    }
}

/// A text string as Unicode: UTF-16 or UTF-8 by its mark, else `PDFDocEncoding`.
pub(super) fn text(bytes: &[u8]) -> String {
    let utf16 = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|two| read([two[0], two[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => {
            let string = Object::String(bytes.to_vec(), lopdf::StringFormat::Literal);
            lopdf::decode_text_string(&string).unwrap_or_default()
        }
    };
    // Escapes for languages (14.9.2.2) stand between two of U+001B.
    if !text.contains('\u{1B}') {
        return text;
    }
    text.split('\u{1B}').step_by(2).collect()
}
