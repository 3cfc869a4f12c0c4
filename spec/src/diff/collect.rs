//! What a comparison of two schemas collects.

use super::change::{Transport, What};

/// Some of the transports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Transports {
    pub(super) http: bool,
    pub(super) mcp: bool,
    pub(super) grpc: bool,
}

impl Transports {
    pub(super) const NONE: Self = Self::of(false, false);
    /// All that send JSON.
    pub(super) const ALL: Self = Self::of(true, true);
    pub(super) const GRPC: Self = Self {
        grpc: true,
        ..Self::NONE
    };
    pub(super) const EVERY: Self = Self::ALL.or(Self::GRPC);
    pub(super) const HTTP: Self = Self::of(true, false);
    pub(super) const MCP: Self = Self::of(false, true);

    pub(super) const fn of(http: bool, mcp: bool) -> Self {
        Self {
            http,
            mcp,
            grpc: false,
        }
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self {
            http: self.http && other.http,
            mcp: self.mcp && other.mcp,
            grpc: self.grpc && other.grpc,
        }
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self {
            http: self.http || other.http,
            mcp: self.mcp || other.mcp,
            grpc: self.grpc || other.grpc,
        }
    }

    pub(super) fn list(self) -> Vec<Transport> {
        let of = [
            (self.http, Transport::Http),
            (self.mcp, Transport::Mcp),
            (self.grpc, Transport::Grpc),
        ];
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
    /// Over gRPC alone: whatever is sent in either direction.
    pub(super) const GRPC: Self = Self::new(Transports::GRPC, Transports::GRPC);
    /// Over gRPC alone: what callers send.
    pub(super) const GRPC_REQUESTS: Self = Self::new(Transports::GRPC, Transports::NONE);
    /// Over gRPC alone: what callers get.
    pub(super) const GRPC_REPLIES: Self = Self::new(Transports::NONE, Transports::GRPC);

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

impl Found {
    /// Adds what was found inside of `path`.
    pub(super) fn within(&mut self, path: &str, inner: Self) {
        let Self { differences, pairs } = inner;
        let differences = differences.into_iter().map(|mut difference| {
            difference.path = join(path, &difference.path);
            difference
        });
        self.differences.extend(differences);
        let pairs = pairs.into_iter();
        self.pairs
            .extend(pairs.map(|(inner, pair)| (join(path, &inner), pair)));
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
