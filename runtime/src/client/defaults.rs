//! The headers that a client sends with each call.

use http::header::{self, HeaderMap, HeaderName, HeaderValue};

use super::head::is_own;

/// Headers as a builder is told them. What is wrong with one is a message.
pub(super) struct Defaults {
    pub(super) headers: HeaderMap,
    /// The type that calls, for its messages.
    client: &'static str,
}

impl Defaults {
    pub(super) fn new(client: &'static str) -> Self {
        let mut headers = HeaderMap::new();
        let agent = concat!("traitwire/", env!("CARGO_PKG_VERSION"));
        headers.insert(header::USER_AGENT, HeaderValue::from_static(agent));
        Self { headers, client }
    }

    pub(super) fn bearer(&mut self, token: &str) -> Result<(), String> {
        let value = HeaderValue::from_str(&format!("Bearer {token}")).ok();
        let Some(mut value) = value.filter(|_| !token.trim().is_empty()) else {
            return Err(
                "the bearer token is empty or has characters that no header can have; give the bare token, without \
                 a line break at its end"
                    .to_owned(),
            );
        };
        value.set_sensitive(true);
        self.headers.insert(header::AUTHORIZATION, value);
        Ok(())
    }

    pub(super) fn header(&mut self, name: &str, value: &str) -> Result<(), String> {
        let client = self.client;
        let Ok(parsed) = name.parse::<HeaderName>() else {
            return Err(format!(
                "`{name}` cannot be the name of a header; write letters, digits and `-`"
            ));
        };
        if parsed == header::AUTHORIZATION {
            return Err(format!(
                "the header `authorization` is set by `{client}Builder::bearer(..)`; give the token there"
            ));
        }
        if parsed != header::COOKIE && is_own(&parsed) {
            return Err(format!(
                "the header `{parsed}` is set by `{client}` itself; leave it out"
            ));
        }
        let Ok(mut value) = HeaderValue::from_bytes(value.as_bytes()) else {
            return Err(format!(
                "the value of the header `{parsed}` has characters that no header can have, such as a line break"
            ));
        };
        value.set_sensitive(parsed == header::COOKIE);
        self.headers.insert(parsed, value);
        Ok(())
    }
}
