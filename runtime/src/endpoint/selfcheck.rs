//! What another crate of the build can break, seen at start.

use serde::Deserialize;

/// Logs a warning where serde_json reads floats wrongly.
///
/// Its feature `arbitrary_precision`, which any crate of a build can turn on for all, hands numbers on as maps. Where serde
/// holds values back before it reads them (internally tagged and untagged enums, flattened fields), no float is
/// recognised then. Nothing can be done about it from here but to say so.
pub(super) fn warn_of_broken_floats() {
    if !reads_buffered_floats() {
        tracing::warn!(
            "a crate of this build turns on `serde_json/arbitrary_precision`: floats in internally tagged enums, untagged \
             enums and flattened fields will be refused; find the crate with `cargo tree -e features -i serde_json`"
        );
    }
}

fn reads_buffered_floats() -> bool {
    #[derive(Deserialize)]
    #[serde(tag = "kind")]
    enum Probe {
        Held { value: f64 },
    }
    let probe = serde_json::from_str(r#"{"value": 0.5, "kind": "Held"}"#);
    matches!(probe, Ok(Probe::Held { value }) if value > 0.0)
}

#[cfg(test)]
mod tests {
    #[test]
    fn this_build_reads_floats() {
        assert!(super::reads_buffered_floats());
    }
}
