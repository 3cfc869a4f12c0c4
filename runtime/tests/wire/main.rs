//! Protobuf: values and their bytes. The bytes are those that protobuf's own documentation derives, or `protoc --encode`
//! gives.
#![cfg(feature = "grpc")]
#![allow(
    clippy::use_self,
    clippy::trivially_copy_pass_by_ref,
    clippy::format_collect,
    clippy::needless_pass_by_value,
    reason = "types and functions as users write them"
)]

mod forms;
mod hostile;
mod large;
mod private;
mod scalars;
mod times;

use traitwire::__private::wire::{Wire, decode_request, encode};

/// The bytes of a value, in hexadecimal.
fn hex<T: Wire>(value: &T) -> String {
    let bytes = encode(value).expect("it can be written");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The value of bytes in hexadecimal. Blanks are for the reader.
fn read<T: Wire>(hex: &str) -> Result<T, String> {
    let digits: Vec<_> = hex.bytes().filter(|byte| *byte != b' ').collect();
    let bytes: Vec<_> = digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect();
    decode_request(&bytes).map_err(|status| status.message().to_owned())
}

/// A value is these bytes, and they are it.
#[track_caller]
fn both<T: Wire + PartialEq + std::fmt::Debug>(value: T, bytes: &str) {
    assert_eq!(hex(&value), bytes.replace(' ', ""), "{value:?}");
    assert_eq!(read::<T>(bytes).as_ref(), Ok(&value), "{bytes}");
}
