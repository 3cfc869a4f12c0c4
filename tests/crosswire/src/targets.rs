//! What has to hold for any bytes whatever. Tests call these functions with what is kept in `corpus`, and fuzzers with what
//! they come upon.
//!
//! The first byte of an input chooses a message, or a method; the rest is read as it.

use std::task::{Context as Waiting, Poll, Waker};

use crosswire_api::{RowsServer, choices, enums, known, lists, nested, scalars};
use prost::Message as _;
use traitwire::__private::wire::{decode_reply, decode_request, encode};
use traitwire::spec::Code;
use traitwire::{Call, Context, Payload, Service, Status};

use crate::rows::Row;
use crate::service::Silent;

/// A function that fails where something does not hold.
pub type Target = fn(&[u8]);

/// Calls a function of the type that the first byte chooses.
macro_rules! chosen {
    ($data:ident, $function:ident) => {
        if let [choice, rest @ ..] = $data {
            chosen!(@ *choice, rest, $function:
                scalars::Integers, scalars::NonZeros, scalars::Words, scalars::Options, scalars::Explicit,
                scalars::Defaulted, enums::Enums, lists::Lists, lists::Wrapped, lists::Maps, nested::Newtypes,
                nested::Likes, nested::Tuples, nested::Pages, nested::Tree, nested::Flat, choices::Choices,
                choices::Choice, choices::FlatChoice, known::Known, known::Loose
            )
        }
    };
    (@ $choice:expr, $rest:ident, $function:ident: $($ty:ty),*) => {{
        let functions: &[Target] = &[$($function::<$ty>),*];
        functions[usize::from($choice) % functions.len()]($rest);
    }};
}

/// What is read from protobuf is the same when it was written and is read again, as a request and as a reply.
pub fn protobuf(data: &[u8]) {
    chosen!(data, there_and_back);
}

fn there_and_back<T: Row>(bytes: &[u8]) {
    let value = match (decode_request::<T>(bytes), decode_reply::<T>(bytes)) {
        (Ok(value), Ok(_)) => value,
        // No message here has limits, which a reply need not keep.
        (Err(refused), Err(_)) => return assert_eq!(refused.code(), Code::InvalidArgument),
        (request, reply) => panic!("one is read and the other is not: {request:?}, {reply:?}"),
    };
    let written = written(&value);
    let again = decode_request::<T>(&written);
    let again = again.unwrap_or_else(|status| panic!("{value:?} is not read: {status}"));
    // Of what is no number, bytes say that it is the same.
    let (before, after) = (in_order(&value), in_order(&again));
    assert_eq!(before, after, "{value:?} comes back as {again:?}");
}

fn written<T: Row>(value: &T) -> Vec<u8> {
    let written = encode(value);
    written
        .unwrap_or_else(|fault| panic!("{value:?} is not written: {fault}"))
        .to_vec()
}

fn in_order<T: Row>(value: &T) -> Vec<u8> {
    let read = T::Theirs::decode(written(value).as_slice());
    let read = read.unwrap_or_else(|error| panic!("prost does not read {value:?}: {error}"));
    T::in_order(read).encode_to_vec()
}

/// Words of the faults that are about the encoding, and not about the values of a type.
const ENCODING: &[&str] = &[
    "the bytes end",
    "expected the number of a field",
    "a number has no end",
    "levels deep",
    "on the wire",
    "in UTF-8",
    "a group ends",
];

/// Bytes that prost reads are the same value to us, or none of the type; those that it does not read are nothing to us
/// either.
pub fn prost(data: &[u8]) {
    chosen!(data, as_prost);
}

fn as_prost<T: Row>(bytes: &[u8]) {
    match (T::Theirs::decode(bytes), decode_request::<T>(bytes)) {
        (Ok(theirs), Ok(ours)) => {
            if T::IS_EXACT {
                let theirs = T::in_order(theirs).encode_to_vec();
                assert_eq!(in_order(&ours), theirs, "{ours:?}");
            }
        }
        (Ok(theirs), Err(refused)) => {
            // What stands in quotation marks is of the input.
            let message = refused.message();
            let (ours, _) = message.split_once('"').unwrap_or((message, ""));
            let is_encoding = ENCODING.iter().any(|words| ours.contains(words));
            assert!(!is_encoding, "prost reads {theirs:?}, we: {message}");
        }
        (Err(error), Ok(ours)) => {
            // prost takes a field that it passes over for one level more.
            let is_deep = error.to_string().contains("recursion limit reached");
            assert!(
                T::HAS_ONEOF || is_deep,
                "prost does not read {ours:?}: {error}"
            );
        }
        (Err(_), Err(_)) => {}
    }
}

/// A request in JSON is refused for what is wrong with it, if it is: nothing fails inside.
pub fn json(data: &[u8]) {
    let [choice, text @ ..] = data else { return };
    let service = RowsServer::new(Silent);
    let methods = &service.spec().methods;
    let method = &methods[usize::from(*choice) % methods.len()];
    for payload in [
        Payload::json(text.to_vec()),
        Payload::strict_json(text.to_vec()),
    ] {
        let status = status(&service, Call::new(method.clone(), payload, Context::new()));
        let is_told = matches!(status.code(), Code::InvalidArgument | Code::NotFound);
        assert!(is_told, "{status:?}");
    }
}

fn status(service: &impl Service, call: Call) -> Status {
    let mut reply = service.call(call);
    let mut waiting = Waiting::from_waker(Waker::noop());
    match reply.as_mut().poll(&mut waiting) {
        Poll::Ready(Err(status)) => status,
        other => panic!("the service has no reply, and waits for nothing: {other:?}"),
    }
}
