//! From JSON to a type and back.

use crate::Value;
use crate::service::Payload;

/// Reads a JSON text into a type, and writes the value again; or says why that fails.
pub type RoundTrip = fn(&str) -> Result<String, String>;

/// Reads as a tool call is read: unknown fields are refused.
pub(crate) fn of_request<T: Value>(text: &str) -> Result<String, String> {
    again::<T>(&Payload::strict_json(text.to_owned()))
}

/// Reads as a client reads: a newer service may say more.
pub(crate) fn of_reply<T: Value>(text: &str) -> Result<String, String> {
    again::<T>(&Payload::json(text.to_owned()))
}

fn again<T: Value>(payload: &Payload) -> Result<String, String> {
    let value: T = crate::decode::decode(payload).map_err(|status| status.message().to_owned())?;
    let written =
        serde_json::to_string(&value).map_err(|error| format!("it cannot be written: {error}"))?;
    #[cfg(feature = "grpc")]
    if is_kept::<T>(&written) {
        through_protobuf(&value, &written)?;
    }
    Ok(written)
}

/// Whether JSON gives a value back as it was. Where it does not, that is what is told, and no more.
#[cfg(feature = "grpc")]
fn is_kept<T: Value>(written: &str) -> bool {
    let again = serde_json::from_str::<T>(written).and_then(|value| serde_json::to_string(&value));
    again.is_ok_and(|again| super::equal::same(written, &again))
}

/// Fails where a value is another one once protobuf has been between.
#[cfg(feature = "grpc")]
fn through_protobuf<T: Value>(value: &T, written: &str) -> Result<(), String> {
    let bytes = crate::wire::encode(value)
        .map_err(|fault| format!("it cannot be written in protobuf: {fault}"))?;
    let again: T = crate::wire::decode_request(&bytes)
        .map_err(|status| format!("it cannot be read back from protobuf: {}", status.message()))?;
    let again =
        serde_json::to_string(&again).map_err(|error| format!("it cannot be written: {error}"))?;
    if super::equal::same(written, &again) {
        return Ok(());
    }
    Err(format!(
        "it is written as `{written}`, and comes back from protobuf as `{again}`"
    ))
}
