//! The two ways from a value to bytes and back.

use traitwire::__private::wire::{self, Wire};

pub(crate) trait Side<T> {
    type Bytes: AsRef<[u8]>;

    fn encode(value: &T) -> Result<Self::Bytes, String>;
    fn decode(bytes: &[u8]) -> Result<T, String>;
}

/// As a server of traitwire does it.
pub(crate) struct Traitwire;

impl<T: Wire> Side<T> for Traitwire {
    type Bytes = bytes::Bytes;

    fn encode(value: &T) -> Result<bytes::Bytes, String> {
        wire::encode(value).map_err(|fault| fault.to_string())
    }

    fn decode(bytes: &[u8]) -> Result<T, String> {
        wire::decode_request(bytes).map_err(|status| status.to_string())
    }
}

/// As prost's documentation shows it.
pub(crate) struct Prost;

impl<T: prost::Message + Default> Side<T> for Prost {
    type Bytes = Vec<u8>;

    fn encode(value: &T) -> Result<Vec<u8>, String> {
        Ok(value.encode_to_vec())
    }

    fn decode(bytes: &[u8]) -> Result<T, String> {
        T::decode(bytes).map_err(|error| error.to_string())
    }
}
