//! Short ways to look into JSON.

/// The JSON of a text.
pub fn parse(text: &[u8]) -> serde_json::Value {
    match serde_json::from_slice(text) {
        Ok(value) => value,
        Err(error) => panic!("{error}: {}", String::from_utf8_lossy(text)),
    }
}
