//! What a comparison of two schemas collects.

use super::change::{Transport, What};

/// Some of the transports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Transports {
    pub(super) http: bool,
    pub(super) mcp: bool,
}

impl Transports {
    pub(super) const NONE: Self = Self::of(false, false);
    pub(super) const ALL: Self = Self::of(true, true);
    pub(super) const HTTP: Self = Self::of(true, false);
    pub(super) const MCP: Self = Self::of(false, true);

    pub(super) const fn of(http: bool, mcp: bool) -> Self {
        Self { http, mcp }
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self::of(self.http && other.http, self.mcp && other.mcp)
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self::of(self.http || other.http, self.mcp || other.mcp)
    }

    pub(super) fn list(self) -> Vec<Transport> {
        let of = [(self.http, Transport::Http), (self.mcp, Transport::Mcp)];
        let broken = of.into_iter().filter(|(is, _)| *is);
        broken.map(|(_, transport)| transport).collect()
    }
}

/// What a difference breaks where it is in a request, and where it is in a reply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Breaks {
    pub(super) requests: Transports,
    pub(super) replies: Transports,
}

impl Breaks {
    pub(super) const NOTHING: Self = Self::new(Transports::NONE, Transports::NONE);
    pub(super) const ALL: Self = Self::new(Transports::ALL, Transports::ALL);
    /// Fewer values are allowed.
    pub(super) const NARROWER: Self = Self::new(Transports::ALL, Transports::NONE);
    /// More values are allowed.
    pub(super) const WIDER: Self = Self::new(Transports::NONE, Transports::ALL);

    pub(super) const fn new(requests: Transports, replies: Transports) -> Self {
        Self { requests, replies }
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self::new(
            self.requests.or(other.requests),
            self.replies.or(other.replies),
        )
    }
}

/// A difference between two schemas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// From the schemas that are compared, such as `changes.title`.
    pub(super) path: String,
    pub(super) what: What,
    pub(super) breaks: Breaks,
    pub(super) text: String,
}

/// A pair of named types, the old one and the new one.
pub(super) type Pair = (String, String);

/// What was found between two schemas, without looking into the types that both name.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) differences: Vec<Difference>,
    /// Types that are named at the same place on both sides, and where.
    pub(super) pairs: Vec<(String, Pair)>,
}

impl Found {
    pub(super) fn add(&mut self, path: &str, what: What, breaks: Breaks, text: impl Into<String>) {
        self.differences.push(Difference {
            path: path.to_owned(),
            what,
            breaks,
            text: text.into(),
        });
    }
}

/// A path and a field inside.
pub(super) fn join(path: &str, inner: &str) -> String {
    if path.is_empty() || inner.starts_with(['[', '<']) {
        format!("{path}{inner}")
    } else if inner.is_empty() {
        path.to_owned()
    } else {
        format!("{path}.{inner}")
    }
}
