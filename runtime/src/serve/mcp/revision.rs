//! The revisions of the protocol, and what each of them lacks.

/// A revision of the protocol, by its date; a later one is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Revision {
    /// The first one.
    V2024_11_05,
    /// Streamable HTTP, batches, annotations.
    V2025_03_26,
    /// Structured content, titles, the version header; no batches any more.
    V2025_06_18,
    /// The last one that begins with `initialize`.
    V2025_11_25,
    /// Stateless: every request says by itself what it needs.
    V2026_07_28,
}

impl Revision {
    /// All that are served, the newest first: what discovery and version errors name.
    pub(super) const ALL: [Self; 5] = [
        Self::V2026_07_28,
        Self::V2025_11_25,
        Self::V2025_06_18,
        Self::V2025_03_26,
        Self::V2024_11_05,
    ];

    /// The newest one.
    pub(super) const NEWEST: Self = Self::ALL[0];

    /// What a client gets that asks `initialize` for a revision which is not served.
    pub(super) const NEWEST_LEGACY: Self = Self::V2025_11_25;

    /// What a request over HTTP speaks that names no revision (2025-11-25, Transports, "Protocol Version Header").
    pub(super) const UNNAMED: Self = Self::V2025_03_26;

    /// The revision of a name, such as `2025-11-25`.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|revision| revision.name() == name)
    }

    /// The name on the wire.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::V2024_11_05 => "2024-11-05",
            Self::V2025_03_26 => "2025-03-26",
            Self::V2025_06_18 => "2025-06-18",
            Self::V2025_11_25 => "2025-11-25",
            Self::V2026_07_28 => "2026-07-28",
        }
    }

    /// Whether requests describe themselves, instead of following an `initialize`.
    pub(super) fn is_modern(self) -> bool {
        self >= Self::V2026_07_28
    }

    /// Whether several messages may come as one array.
    pub(super) fn has_batches(self) -> bool {
        self == Self::V2025_03_26
    }
}

/// Whether a version string is that of a stateless revision, be it one that is served or one to come.
pub(super) fn is_modern_name(name: &str) -> bool {
    let is_date = name.len() == 10 && name.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    // Dates of this form compare as text.
    is_date && name >= Revision::V2026_07_28.name()
}
