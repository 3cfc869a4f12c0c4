//! What metadata may be named, and what its values are.

/// Whether a name is gRPC's own, which all that begin with `grpc-` are.
pub(crate) fn is_grpcs(name: &http::HeaderName) -> bool {
    name.as_str().starts_with("grpc-")
}

/// Whether the value of this name is bytes, which travel as base64.
pub(crate) fn is_binary(name: &str) -> bool {
    let end = name
        .len()
        .checked_sub(4)
        .and_then(|start| name.get(start..));
    end.is_some_and(|end| end.eq_ignore_ascii_case("-bin"))
}

/// Whether a text is bytes in base64 (RFC 4648, section 4). The padding may be left out.
pub(crate) fn is_base64(text: &str) -> bool {
    let bare = text.trim_end_matches('=');
    let padding = text.len() - bare.len();
    let is_whole = match bare.len() % 4 {
        0 => padding == 0,
        2 => padding == 0 || padding == 2,
        3 => padding <= 1,
        _ => false,
    };
    let is_known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    is_whole && bare.bytes().all(is_known)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test vectors of RFC 4648, section 10, with and without padding.
    #[test]
    fn base64_is_told_from_other_text() {
        for text in [
            "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy", "Zg", "Zm8", "Zm9vYmE",
        ] {
            assert!(is_base64(text), "{text}");
        }
        for text in [
            "Z", "Zg=", "Zm8==", "Zm9v=", "Zm9v====", "a b=", "Zm-_", "Z=g=",
        ] {
            assert!(!is_base64(text), "{text}");
        }
        assert!(is_binary("x-trace-Bin"));
        assert!(!is_binary("bin"));
        assert!(!is_binary("ä-in"));
    }
}
