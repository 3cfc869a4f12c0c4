//! The address at which services are served.

use http::Uri;
use http::header::HeaderValue;

/// An address such as `https://example.com:8443/board`, taken apart.
#[derive(Clone, Debug)]
pub(super) struct Base {
    /// As it is shown: scheme, host, port and path.
    pub(super) text: String,
    pub(super) is_tls: bool,
    /// Without the brackets of an IPv6 address.
    pub(super) host: String,
    pub(super) port: u16,
    /// The value of the header `Host`.
    pub(super) authority: HeaderValue,
    /// What stands before `/api/..`: empty, or a path that does not end with `/`.
    pub(super) prefix: String,
}

impl Base {
    /// Fails, with a message, where the address is none, or says more than where services are. `client` is the type that
    /// calls it.
    pub(super) fn parse(text: &str, client: &str) -> Result<Self, String> {
        let bare = text.split_once("://").map_or(text, |(_, rest)| rest);
        let mut parts = bare.trim_start_matches('/').split(['/', '?', '#']);
        if parts.next().is_some_and(|host| host.contains('@')) {
            // The text may hold a password, so it is not shown.
            return Err(format!(
                "the address has a user name before its host; leave it out, and give a token with \
                 `{client}Builder::bearer(..)`"
            ));
        }
        let Some((scheme, _)) = text.split_once("://") else {
            return Err(without_scheme(text));
        };
        let is_tls = match scheme.to_ascii_lowercase().as_str() {
            "http" => false,
            "https" => true,
            _ => {
                return Err(format!(
                    "the address `{text}` has the scheme `{scheme}`; write `http://` or `https://`"
                ));
            }
        };
        if let Some(mark) = text.chars().find(|char| matches!(char, '?' | '#')) {
            let what = if mark == '?' { "query" } else { "fragment" };
            let bare = text.split(mark).next().unwrap_or_default();
            return Err(format!(
                "the address `{bare}` has a {what} behind it, and a call has its own path; leave it out"
            ));
        }
        Self::read(text, is_tls)
    }

    fn read(text: &str, is_tls: bool) -> Result<Self, String> {
        let invalid = |why: String| {
            format!("`{text}` is no address: {why}; write one such as `http://127.0.0.1:8080`")
        };
        let uri: Uri = text.parse().map_err(|error| invalid(format!("{error}")))?;
        let authority = uri
            .authority()
            .ok_or_else(|| invalid("it names no host".to_owned()))?;
        let host = authority.host().trim_matches(['[', ']']).to_owned();
        if host.is_empty() {
            return Err(invalid("it names no host".to_owned()));
        }
        let has_port = authority.as_str().len() > authority.host().len();
        let port = match (authority.port_u16(), has_port) {
            (Some(port), _) => port,
            (None, true) => return Err(invalid("its port is no number up to 65535".to_owned())),
            (None, false) if is_tls => 443,
            (None, false) => 80,
        };
        let value = HeaderValue::from_str(authority.as_str())
            .map_err(|error| invalid(format!("{error}")))?;
        let prefix = uri.path().trim_end_matches('/').to_owned();
        let scheme = if is_tls { "https" } else { "http" };
        Ok(Self {
            text: format!("{scheme}://{authority}{prefix}"),
            is_tls,
            host,
            port,
            authority: value,
            prefix,
        })
    }
}

fn without_scheme(text: &str) -> String {
    let after =
        |scheme: &'static str| Some((scheme, text.strip_prefix(scheme)?.strip_prefix(':')?));
    let (what, scheme, rest) = match after("https").or_else(|| after("http")) {
        Some((scheme, rest)) => ("no `//` after its scheme", scheme, rest),
        None => ("no scheme", "http", text),
    };
    let rest = rest.trim_start_matches('/');
    if rest.is_empty() {
        format!(
            "`{text}` is no address: it names no host; write one such as `http://127.0.0.1:8080`"
        )
    } else {
        format!("the address `{text}` has {what}; write `{scheme}://{rest}`")
    }
}

/// Secure connections are not built in.
#[cfg(any(test, not(feature = "tls")))]
pub(super) fn needs_tls(address: &str) -> String {
    format!(
        "the address `{address}` needs the feature `tls`; add it to traitwire's features in Cargo.toml, or write `http://`"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (bool, String, u16, String) {
        let base = Base::parse(text, "Http").unwrap();
        (base.is_tls, base.host, base.port, base.prefix)
    }

    #[test]
    fn an_address_is_taken_apart() {
        let own = str::to_owned;
        assert_eq!(
            parts("http://127.0.0.1:8080"),
            (false, own("127.0.0.1"), 8080, own(""))
        );
        assert_eq!(
            parts("HTTP://example.com/"),
            (false, own("example.com"), 80, own(""))
        );
        assert_eq!(
            parts("https://[::1]/a/b/"),
            (true, own("::1"), 443, own("/a/b"))
        );
        assert_eq!(
            Base::parse("https://[::1]:1/", "Http").unwrap().authority,
            "[::1]:1"
        );
    }

    #[test]
    fn what_is_wrong_with_an_address_is_said() {
        for (text, said) in [
            (
                "127.0.0.1:8080",
                "the address `127.0.0.1:8080` has no scheme; write `http://127.0.0.1:8080`",
            ),
            (
                "//example.com",
                "the address `//example.com` has no scheme; write `http://example.com`",
            ),
            (
                "https:/example.com",
                "the address `https:/example.com` has no `//` after its scheme; write `https://example.com`",
            ),
            (
                "",
                "`` is no address: it names no host; write one such as `http://127.0.0.1:8080`",
            ),
            (
                "ftp://example.com",
                "the address `ftp://example.com` has the scheme `ftp`; write `http://` or `https://`",
            ),
            (
                "http://example.com/a?b=c",
                "the address `http://example.com/a` has a query behind it, and a call has its own path; leave it out",
            ),
            (
                "http://example.com#a",
                "the address `http://example.com` has a fragment behind it, and a call has its own path; leave it out",
            ),
            (
                "http://example.com:123456",
                "`http://example.com:123456` is no address: its port is no number up to 65535; write one such as \
                 `http://127.0.0.1:8080`",
            ),
        ] {
            assert_eq!(Base::parse(text, "Http").unwrap_err(), said);
        }
        for text in [
            "http://",
            "http:///api",
            "http://a b",
            "http://exa mple.com/",
        ] {
            let said = Base::parse(text, "Http").unwrap_err();
            assert!(said.contains("is no address"), "{said}");
        }
    }

    #[test]
    fn a_password_in_an_address_is_not_repeated() {
        for text in [
            "https://alice:s3cret@example.com",
            "alice:s3cret@example.com",
            "//alice:s3cret@example.com/api",
        ] {
            let said = Base::parse(text, "Http").unwrap_err();
            assert!(!said.contains("s3cret"), "{said}");
            assert!(said.contains("`HttpBuilder::bearer(..)`"), "{said}");
        }
    }
}
