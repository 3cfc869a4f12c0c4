//! The media types of gRPC over HTTP/2.

use crate::Encoding;

const PROTO: &str = "application/grpc";
const JSON: &str = "application/grpc+json";

/// The media type of messages in this form.
pub(crate) fn name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Protobuf => PROTO,
        Encoding::Json => JSON,
    }
}

/// The form of the messages that a media type means, whatever its case is (RFC 9110, section 8.3.1).
pub(crate) fn encoding(name: &str) -> Option<Encoding> {
    let known = [
        (PROTO, Encoding::Protobuf),
        ("application/grpc+proto", Encoding::Protobuf),
        (JSON, Encoding::Json),
    ];
    let known = known
        .into_iter()
        .find(|(known, _)| name.eq_ignore_ascii_case(known));
    known.map(|(_, encoding)| encoding)
}
