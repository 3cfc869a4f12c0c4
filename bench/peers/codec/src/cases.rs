//! The messages, and what is done with them.

use std::hint::black_box;

use crate::sides::{Prost, Side, Traitwire};
use traitwire::__private::wire::Wire;

/// A message.
pub(crate) struct Case {
    pub(crate) message: &'static str,
    /// How long it is on the wire.
    pub(crate) bytes: usize,
    pub(crate) operations: Vec<Operation>,
}

/// What both sides do once a call.
pub(crate) struct Operation {
    pub(crate) name: &'static str,
    pub(crate) traitwire: Box<dyn Fn()>,
    pub(crate) prost: Box<dyn Fn()>,
}

/// All of them.
pub(crate) fn all() -> Result<Vec<Case>, String> {
    Ok(vec![
        case("item", traitwire_grpc::item(7), tonic_grpc::item(7))?,
        case("order", traitwire_grpc::order(), tonic_grpc::order())?,
        case(
            "document",
            traitwire_grpc::document(),
            tonic_grpc::document(),
        )?,
    ])
}

fn case<O, T>(message: &'static str, ours: O, theirs: T) -> Result<Case, String>
where
    O: Wire + 'static,
    T: prost::Message + Default + PartialEq + 'static,
{
    let bytes = Prost::encode(&theirs)?;
    let written = Traitwire::encode(&ours)?;
    if written[..] != bytes[..] {
        return Err(format!("`{message}` has other bytes here than there"));
    }
    let read: O = Traitwire::decode(&bytes)?;
    if Traitwire::encode(&read)? != bytes || <Prost as Side<T>>::decode(&written)? != theirs {
        return Err(format!("`{message}` is read as something else"));
    }
    Ok(Case {
        message,
        bytes: bytes.len(),
        operations: vec![
            Operation {
                name: "encode",
                traitwire: encoding::<Traitwire, _>(ours),
                prost: encoding::<Prost, _>(theirs),
            },
            Operation {
                name: "decode",
                traitwire: decoding::<Traitwire, O>(bytes.clone()),
                prost: decoding::<Prost, T>(bytes),
            },
        ],
    })
}

fn encoding<S: Side<T>, T: 'static>(value: T) -> Box<dyn Fn()> {
    Box::new(move || {
        // It succeeded once.
        let _ = black_box(S::encode(black_box(&value)));
    })
}

fn decoding<S: Side<T>, T: 'static>(bytes: Vec<u8>) -> Box<dyn Fn()> {
    Box::new(move || {
        let _ = black_box(S::decode(black_box(&bytes)));
    })
}
