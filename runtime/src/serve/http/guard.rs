//! Which hosts and origins a server answers.
//!
//! A page in a browser reaches every server that its machine reaches. It names its own host where it has pointed that
//! at us (DNS rebinding), and its origin where it calls another's server.

use std::borrow::Cow;
use std::net::IpAddr;

use http::header::{self, HeaderMap, HeaderValue};
use http::uri::Authority;
use http::{Request, Uri, Version};

use crate::serve::listener::LocalAddress;
use crate::spec::Code;
use crate::{Result, Status};

/// The lists that requests are checked against.
#[derive(Debug)]
pub(super) struct Guard {
    hosts: List<Host<'static>>,
    origins: List<Origin>,
}

#[derive(Debug)]
enum List<T> {
    Any,
    These(Vec<T>),
}

/// A host in lower case, without a dot at its end, and a port.
type Host<'t> = (Cow<'t, str>, Option<u16>);

/// An origin (RFC 6454) other than `null`.
#[derive(Debug, PartialEq, Eq)]
struct Origin {
    scheme: String,
    host: String,
    port: Option<u16>,
}

impl Guard {
    /// Fails where an entry is no host or no origin.
    pub(super) fn new(hosts: &[String], origins: &[String]) -> Result<Self> {
        let host = |text: &str| {
            let (name, port) = host_and_port(text).ok_or_else(|| no_host(text))?;
            Ok((Cow::Owned(name.into_owned()), port))
        };
        let origin =
            |text: &str| Origin::parse(text.trim_end_matches('/')).ok_or_else(|| no_origin(text));
        Ok(Self {
            hosts: List::read(hosts, host)?,
            origins: List::read(origins, origin)?,
        })
    }

    /// Checks a request; gives its origin, if it has one.
    pub(super) fn check<B>(
        &self,
        request: &Request<B>,
        own: Option<LocalAddress>,
    ) -> std::result::Result<Option<HeaderValue>, Status> {
        let host = requested_host(request.uri(), request.headers(), request.version())?;
        if let Some(host) = &host
            && !self.knows_host(host, own)
        {
            return Err(refused(
                "host_not_allowed",
                format!(
                    "the host `{}` is not one that this server answers to; if it should, start it with `--allow-host {}` \
                 or `App::allow_host(..)`",
                    host.0, host.0
                ),
            ));
        }
        let mut origins = request.headers().get_all(header::ORIGIN).iter();
        let Some(origin) = origins.next() else {
            return Ok(None);
        };
        if origins.next().is_some() {
            let message = "the request has more than one `Origin` header".to_owned();
            return Err(refused("origin_not_allowed", message));
        }
        match origin.to_str() {
            Ok(text) if self.knows_origin(text, host.as_ref()) => Ok(Some(origin.clone())),
            _ => {
                let text = String::from_utf8_lossy(origin.as_bytes());
                Err(refused(
                    "origin_not_allowed",
                    format!(
                        "pages of the origin `{text}` may not call this server; if they should, start it with \
                     `--allow-origin {text}` or `App::allow_origin(..)`"
                    ),
                ))
            }
        }
    }

    fn knows_host(&self, host: &Host<'_>, own: Option<LocalAddress>) -> bool {
        let List::These(list) = &self.hosts else {
            return true;
        };
        let (name, port) = host;
        let listed = |(known, at): &Host<'_>| known == name && (at.is_none() || at == port);
        // A page cannot point an address elsewhere, so the one that the connection came to is safe to answer.
        let own = own.is_some_and(|own| ip(name) == Some(own.0.ip().to_canonical()));
        is_loopback(name) || own || list.iter().any(listed)
    }

    fn knows_origin(&self, text: &str, host: Option<&Host<'_>>) -> bool {
        let List::These(list) = &self.origins else {
            return true;
        };
        let Some(origin) = Origin::parse(text) else {
            return false;
        };
        let web = matches!(origin.scheme.as_str(), "http" | "https");
        let same = host.is_some_and(|(name, port)| {
            *name == *origin.host && port.or(origin.default_port()) == origin.port
        });
        list.contains(&origin) || (web && (same || is_loopback(&origin.host)))
    }
}

impl<T> List<T> {
    fn read(entries: &[String], read: impl Fn(&str) -> Result<T>) -> Result<Self> {
        if entries.iter().any(|entry| entry == "*") {
            return Ok(Self::Any);
        }
        let entries = entries.iter().map(|entry| read(entry.trim()));
        Ok(Self::These(entries.collect::<Result<_>>()?))
    }
}

impl Origin {
    fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let (host, port) = host_and_port(rest)?;
        let mut origin = Self {
            scheme: scheme.to_ascii_lowercase(),
            host: host.into_owned(),
            port,
        };
        origin.port = port.or(origin.default_port());
        Some(origin)
    }

    fn default_port(&self) -> Option<u16> {
        match self.scheme.as_str() {
            "http" => Some(80),
            "https" => Some(443),
            _ => None,
        }
    }
}

/// The host that a request names (RFC 9112, section 3.2). Only HTTP/1.0 may name none, and browsers do not speak it.
fn requested_host<'r>(
    uri: &'r Uri,
    headers: &'r HeaderMap,
    version: Version,
) -> std::result::Result<Option<Host<'r>>, Status> {
    let bad =
        |message: &'static str| Err(Status::invalid_argument(message).with_reason("invalid_host"));
    let mut named = headers.get_all(header::HOST).iter();
    let text = match (authority(uri), named.next(), named.next()) {
        (Some(authority), _, _) => authority,
        // One that is not plain text is as wrong as an empty one.
        (None, Some(one), None) => one.to_str().unwrap_or(""),
        (None, None, _) if version < Version::HTTP_11 => return Ok(None),
        (None, None, _) => return bad("the request has no `Host` header"),
        (None, Some(_), Some(_)) => return bad("the request has more than one `Host` header"),
    };
    match host_and_port(text) {
        Some(host) => Ok(Some(host)),
        None => bad("the `Host` header is not a host and a port"),
    }
}

fn authority(uri: &Uri) -> Option<&str> {
    uri.authority().map(Authority::as_str)
}

/// `Example.com.:80` is `example.com` and 80. `None` where the text is anything else than a host and a port.
fn host_and_port(text: &str) -> Option<Host<'_>> {
    if let Some(plain) = plain_host(text) {
        return Some(plain);
    }
    let authority: Authority = text.parse().ok()?;
    let host = authority.host();
    let rest = text.strip_prefix(host)?;
    let port = match rest.strip_prefix(':') {
        Some(digits) => Some(digits.parse().ok()?),
        None if rest.is_empty() => None,
        None => return None,
    };
    let host = host.strip_suffix('.').unwrap_or(host);
    (!host.is_empty()).then(|| (Cow::Owned(host.to_ascii_lowercase()), port))
}

/// The same for a text as nearly all clients write it, which takes no copy: nothing in it has to be changed.
fn plain_host(text: &str) -> Option<Host<'_>> {
    let (name, port) = match text.split_once(':') {
        Some((name, digits)) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            (name, Some(digits.parse().ok()?))
        }
        Some(_) => return None,
        None => (text, None),
    };
    let plain = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-');
    (!name.is_empty() && !name.ends_with('.') && name.bytes().all(plain))
        .then_some((Cow::Borrowed(name), port))
}

/// The address that a host is, if it is one.
fn ip(host: &str) -> Option<IpAddr> {
    let bare = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    let ip: IpAddr = bare.unwrap_or(host).parse().ok()?;
    Some(ip.to_canonical())
}

/// The names that mean the machine itself everywhere (RFC 6761, section 6.3).
fn is_loopback(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1")
        || host.ends_with(".localhost")
        || ip(host).is_some_and(|ip| ip.is_loopback())
}

fn refused(reason: &'static str, message: String) -> Status {
    Status::new(Code::PermissionDenied, message).with_reason(reason)
}

fn no_host(text: &str) -> crate::Failure {
    format!("`{text}` is no host to allow; write a name such as `api.example.com` or `api.example.com:8080`").into()
}

fn no_origin(text: &str) -> crate::Failure {
    format!("`{text}` is no origin to allow; write it with its scheme, such as `https://board.example.com`").into()
}
