//! Protobuf: from a typed value to its bytes, and back (<https://protobuf.dev/programming-guides/encoding/>).
//!
//! A type says its [`Form`]: how a value of it stands in a message. Few forms are written out here, generically over
//! the types that have them; what `#[message]` writes is the list of a type's fields. Messages are written from their
//! end to their beginning, so that every length is known when it is written and nothing is measured before. They are
//! read into slots, one a field, so that no type needs a `Default`. What a public type may not say of a private one that it holds
//! is said in functions alone ([`Concealed`]).
//!
//! What is read takes memory in proportion to its bytes, whatever they say. A length counts only where its bytes are there,
//! a message that comes in pieces is read where they are, and the stack ends at 100 messages in each other. How much a byte
//! takes is up to the types: an element of a list has two bytes at least and as much memory as its type, thrice while the
//! list grows; an entry of a map has two at least, and a small map has room for eleven. `tests/crosswire` measures it.

mod bytes;
#[cfg(feature = "chrono")]
mod chrono;
mod concealed;
mod convert;
mod dynamic;
mod enumeration;
mod fault;
mod fields;
mod form;
mod known;
mod limit;
mod list;
mod map;
mod message;
mod newtype;
mod number;
mod oneof;
mod option;
mod pointer;
mod reader;
mod text;
mod tuple;
mod wrapped;
mod writer;

pub use self::bytes::BytesForm;
pub use self::concealed::{Conceal, Concealed, Functions};
pub use self::convert::{Convert, Hidden, Through, from_json, to_json};
pub use self::enumeration::{EnumForm, WireEnum};
pub use self::fault::Fault;
pub use self::fields::{
    Slot, absent_as, finish, finish_as, finish_explicit, limited, put, put_always, put_as, put_one,
    slot, slot_as, take, take_as, unsendable,
};
pub use self::form::{Form, Wire};
pub use self::message::{MessageForm, WireMessage};
pub use self::newtype::{Newtype, Via};
pub use self::oneof::Oneof;
pub use self::option::OptionOf;
pub use self::reader::{Reader, Tag};
pub use self::writer::Writer;

use crate::Status;
use ::bytes::Bytes;

/// Encodes a value as a message: itself, or one whose only field it is.
pub fn encode<T: Wire>(value: &T) -> Result<Bytes, Fault> {
    let mut out = Writer::new();
    T::Form::put_root(value, &mut out);
    out.finish()
}

/// Reads a value that a caller sent, within the limits of its type.
pub fn decode_request<T: Wire>(bytes: &[u8]) -> Result<T, Status> {
    T::Form::take_root(&mut Reader::new(bytes).limited()).map_err(Status::from)
}

/// Reads a value that a service replied with.
pub fn decode_reply<T: Wire>(bytes: &[u8]) -> Result<T, Fault> {
    T::Form::take_root(&mut Reader::new(bytes))
}

/// Passes its tokens on: they are the way of a type to protobuf.
#[doc(hidden)]
#[macro_export]
macro_rules! __protobuf {
    ($($tokens:tt)*) => { $($tokens)* };
}
