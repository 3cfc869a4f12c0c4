//! What a failed call says beside its code and message: `google.rpc.Status`, as it travels in `grpc-status-details-bin`.
//!
//! The two messages are those of <https://github.com/googleapis/googleapis/tree/master/google/rpc>
//! (`status.proto`, `error_details.proto`).

use std::collections::BTreeMap;

use bytes::{Buf, BufMut, Bytes};
use prost::encoding::{self, DecodeContext, WireType};
use prost::{DecodeError, Message};
use prost_types::{Any, Value};

/// What all type URLs begin with. Nothing is to be found there; what follows the last `/` is the type's full name.
const TYPES: &str = "type.googleapis.com/";

/// The header or trailer that holds a [`RpcStatus`], in base64.
pub(crate) const NAME: &str = "grpc-status-details-bin";

/// Entries of [`ErrorInfo::metadata`]: whether the same call may succeed later, and the id of an internal failure in the
/// service's log.
pub(crate) const RETRYABLE: &str = "retryable";
pub(crate) const FAILURE_ID: &str = "failure_id";

/// `google.rpc.Status`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RpcStatus {
    /// Field 1, as gRPC numbers the codes.
    pub(crate) code: i32,
    /// Field 2.
    pub(crate) message: String,
    /// Field 3.
    pub(crate) details: Vec<Any>,
}

/// `google.rpc.ErrorInfo`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ErrorInfo {
    /// Field 1: in `UPPER_SNAKE_CASE` (<https://google.aip.dev/193>).
    pub(crate) reason: String,
    /// Field 2: the full name of the service whose reason it is.
    pub(crate) domain: String,
    /// Field 3.
    pub(crate) metadata: BTreeMap<String, String>,
}

impl ErrorInfo {
    const NAME: &'static str = "google.rpc.ErrorInfo";

    /// It as one of the details.
    pub(crate) fn to_any(&self) -> Any {
        any(Self::NAME, self.encode_to_vec())
    }
}

/// A value as one of the details.
pub(crate) fn value_to_any(value: &Value) -> Any {
    any("google.protobuf.Value", value.encode_to_vec())
}

/// Parts of a request that are wrong, each with its path and what is wrong with it, as `google.rpc.BadRequest`.
pub(crate) fn bad_request<'a>(wrong: impl IntoIterator<Item = (&'a str, &'a str)>) -> Any {
    let mut value = Vec::new();
    for (path, what) in wrong {
        let mut violation = Vec::with_capacity(path.len() + what.len() + 8);
        encoding::string::encode(1, &path.to_owned(), &mut violation);
        encoding::string::encode(2, &what.to_owned(), &mut violation);
        encoding::bytes::encode(1, &violation, &mut value);
    }
    any("google.rpc.BadRequest", value)
}

/// A variant of a service's error as one of the details: the one field of the error's message that is there.
pub(crate) fn variant_to_any(full_name: &str, number: u32, fields: &Bytes) -> Any {
    let mut value = Vec::with_capacity(fields.len() + 8);
    encoding::bytes::encode(number, fields, &mut value);
    any(full_name, value)
}

/// A message of this full name as one of the details.
pub(crate) fn any(full_name: &str, value: Vec<u8>) -> Any {
    Any {
        type_url: format!("{TYPES}{full_name}"),
        value,
    }
}

/// A detail, as far as it is of a type that is known here.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Detail<'a> {
    /// `google.rpc.ErrorInfo`.
    Info(ErrorInfo),
    /// `google.protobuf.Value`.
    Value(Value),
    /// Another message: its full name and its bytes.
    Other(&'a str, &'a [u8]),
}

impl<'a> Detail<'a> {
    /// Reads one. `None` where its bytes are not what its name says.
    pub(crate) fn read(any: &'a Any) -> Option<Self> {
        let url = any.type_url.as_str();
        let name = url.rsplit_once('/').map_or(url, |(_, name)| name);
        let bytes = any.value.as_slice();
        match name {
            ErrorInfo::NAME => ErrorInfo::decode(bytes).ok().map(Self::Info),
            "google.protobuf.Value" => Value::decode(bytes).ok().map(Self::Value),
            other => Some(Self::Other(other, bytes)),
        }
    }
}

impl Message for RpcStatus {
    fn encode_raw(&self, buf: &mut impl BufMut) {
        if self.code != 0 {
            encoding::int32::encode(1, &self.code, buf);
        }
        if !self.message.is_empty() {
            encoding::string::encode(2, &self.message, buf);
        }
        encoding::message::encode_repeated(3, &self.details, buf);
    }

    fn merge_field(
        &mut self,
        tag: u32,
        wire_type: WireType,
        buf: &mut impl Buf,
        ctx: DecodeContext,
    ) -> Result<(), DecodeError> {
        match tag {
            1 => encoding::int32::merge(wire_type, &mut self.code, buf, ctx),
            2 => encoding::string::merge(wire_type, &mut self.message, buf, ctx),
            3 => encoding::message::merge_repeated(wire_type, &mut self.details, buf, ctx),
            _ => encoding::skip_field(wire_type, tag, buf, ctx),
        }
    }

    fn encoded_len(&self) -> usize {
        let mut len = encoding::message::encoded_len_repeated(3, &self.details);
        if self.code != 0 {
            len += encoding::int32::encoded_len(1, &self.code);
        }
        if !self.message.is_empty() {
            len += encoding::string::encoded_len(2, &self.message);
        }
        len
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

impl Message for ErrorInfo {
    fn encode_raw(&self, buf: &mut impl BufMut) {
        for (tag, text) in [(1, &self.reason), (2, &self.domain)] {
            if !text.is_empty() {
                encoding::string::encode(tag, text, buf);
            }
        }
        encoding::btree_map::encode(
            encoding::string::encode,
            encoding::string::encoded_len,
            encoding::string::encode,
            encoding::string::encoded_len,
            3,
            &self.metadata,
            buf,
        );
    }

    fn merge_field(
        &mut self,
        tag: u32,
        wire_type: WireType,
        buf: &mut impl Buf,
        ctx: DecodeContext,
    ) -> Result<(), DecodeError> {
        match tag {
            1 => encoding::string::merge(wire_type, &mut self.reason, buf, ctx),
            2 => encoding::string::merge(wire_type, &mut self.domain, buf, ctx),
            3 => encoding::btree_map::merge(
                encoding::string::merge,
                encoding::string::merge,
                &mut self.metadata,
                buf,
                ctx,
            ),
            _ => encoding::skip_field(wire_type, tag, buf, ctx),
        }
    }

    fn encoded_len(&self) -> usize {
        let text = |tag, text: &String| match text.as_str() {
            "" => 0,
            _ => encoding::string::encoded_len(tag, text),
        };
        let metadata = encoding::btree_map::encoded_len(
            encoding::string::encoded_len,
            encoding::string::encoded_len,
            3,
            &self.metadata,
        );
        text(1, &self.reason) + text(2, &self.domain) + metadata
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grpc::value;
    use crate::spec::Json;

    /// Written by Python's `protobuf` with the messages of `googleapis-common-protos`: code 5, a message that is not
    /// ASCII, a `google.protobuf.Value`, and an `ErrorInfo` with one entry.
    const STATUS: &str = "0805121e6e6f207461736b206861732074686520696420373a206772c3b6c39f65721a88010a29747970652e676f6f67\
        6c65617069732e636f6d2f676f6f676c652e70726f746f6275662e56616c7565125b2a590a190a0377686f12122a100a0e0a016e12091100\
        00000000001cc00a180a02696412121a10393030373139393235343734303939330a220a046e656172121a32180a031a01610a0911000000\
        000000f83f0a0208000a0220011a5d0a28747970652e676f6f676c65617069732e636f6d2f676f6f676c652e7270632e4572726f72496e66\
        6f12310a0c4e4f5f535543485f5441534b120e7461736b732e76312e5461736b731a110a09726574727961626c65120474727565";
    /// The same `ErrorInfo` with two entries.
    const INFO: &str = "0a0c4e4f5f535543485f5441534b120e7461736b732e76312e5461736b731a110a0a6661696c7572655f69641203616263\
        1a110a09726574727961626c65120474727565";

    fn bytes(hex: &str) -> Vec<u8> {
        let digits: Vec<u8> = hex.bytes().filter(u8::is_ascii_hexdigit).collect();
        let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16);
        digits.chunks(2).map(|two| pair(two).unwrap()).collect()
    }

    fn info(entries: &[(&str, &str)]) -> ErrorInfo {
        let entry = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        ErrorInfo {
            reason: "NO_SUCH_TASK".to_owned(),
            domain: "tasks.v1.Tasks".to_owned(),
            metadata: entries.iter().map(entry).collect(),
        }
    }

    #[test]
    fn what_another_implementation_wrote_is_read_and_written() {
        let status = RpcStatus::decode(bytes(STATUS).as_slice()).unwrap();
        assert_eq!(
            (status.code, status.message.as_str()),
            (5, "no task has the id 7: größer")
        );
        let details: Vec<_> = status.details.iter().map(Detail::read).collect();
        let [Some(Detail::Value(value)), Some(Detail::Info(told))] = &details[..] else {
            panic!("{details:?}");
        };
        let expected = r#"{"id":"9007199254740993","near":["a",1.5,null,true],"who":{"n":-7}}"#;
        assert_eq!(value::to_json(value), Json::parse(expected).unwrap());
        assert_eq!(*told, info(&[(RETRYABLE, "true")]));
        // Whole messages come out as they went in; only the order in a map is anybody's.
        assert_eq!(status.encode_to_vec(), bytes(STATUS));
        assert_eq!(told.to_any(), status.details[1]);
    }

    #[test]
    fn an_error_info_is_written_as_others_write_it() {
        let info = info(&[(FAILURE_ID, "abc"), (RETRYABLE, "true")]);
        assert_eq!(info.encode_to_vec(), bytes(INFO));
        assert_eq!(info.encoded_len(), bytes(INFO).len());
        assert_eq!(ErrorInfo::decode(bytes(INFO).as_slice()).unwrap(), info);
    }

    #[test]
    fn unknown_fields_are_skipped_and_broken_bytes_refused() {
        // A field 15 with the varint 1, behind the rest.
        let more = [bytes(STATUS), vec![0x78, 0x01]].concat();
        assert_eq!(RpcStatus::decode(&more[..]).unwrap().code, 5);
        let broken = &bytes(STATUS)[..40];
        assert!(RpcStatus::decode(broken).is_err());
        let no_info = any(ErrorInfo::NAME, vec![0x0a, 0x7f]);
        assert_eq!(Detail::read(&no_info), None);
    }

    #[test]
    fn a_detail_of_another_type_keeps_its_name_and_bytes() {
        let detail = any("tasks.v1.TaskError", vec![1, 2]);
        assert_eq!(detail.type_url, "type.googleapis.com/tasks.v1.TaskError");
        let read = Detail::read(&detail);
        assert_eq!(read, Some(Detail::Other("tasks.v1.TaskError", &[1, 2])));
    }

    proptest::proptest! {
        /// Bytes of which some were changed, and the rest perhaps cut off: what is read of them is what is written of it.
        #[test]
        fn changed_bytes_are_read_or_refused(
            changes: [(proptest::sample::Index, u8); 3],
            end: proptest::sample::Index,
            is_cut: bool,
        ) {
            let mut bytes = bytes(STATUS);
            for (place, value) in changes {
                let place = place.index(bytes.len());
                bytes[place] = value;
            }
            if is_cut {
                bytes.truncate(end.index(bytes.len()));
            }
            if let Ok(status) = RpcStatus::decode(bytes.as_slice()) {
                for detail in status.details.iter().filter_map(Detail::read) {
                    if let Detail::Value(value) = detail {
                        let _ = value::to_json(&value).to_string();
                    }
                }
                // Of what is no number, bytes say that it is the same.
                let written = status.encode_to_vec();
                let again = RpcStatus::decode(written.as_slice()).map(|again| again.encode_to_vec());
                proptest::prop_assert_eq!(again, Ok(written));
            }
        }
    }
}
