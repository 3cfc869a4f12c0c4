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
    serde_json::to_string(&value).map_err(|error| format!("it cannot be written: {error}"))
}
