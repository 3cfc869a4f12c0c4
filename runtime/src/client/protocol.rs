//! What a client speaks.

/// The protocol below the calls of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Protocol {
    Http1,
    #[cfg(feature = "grpc")]
    Http2,
}

impl Protocol {
    /// The type that speaks it, for messages.
    pub(super) fn client(self) -> &'static str {
        match self {
            Self::Http1 => "Http",
            #[cfg(feature = "grpc")]
            Self::Http2 => "Grpc",
        }
    }
}

#[cfg(feature = "tls")]
impl Protocol {
    /// Its name in TLS (RFC 7301, section 6).
    pub(super) fn id(self) -> &'static [u8] {
        match self {
            Self::Http1 => b"http/1.1",
            #[cfg(feature = "grpc")]
            Self::Http2 => b"h2",
        }
    }

    /// Whether it is what a server speaks that has chosen this. One that chooses nothing speaks HTTP/1.1: for HTTP/2 a
    /// server has to choose it (RFC 9113, section 3.2).
    pub(super) fn is_agreed(self, chosen: Option<&[u8]>) -> bool {
        match self {
            Self::Http1 => chosen.is_none_or(|chosen| chosen == self.id()),
            #[cfg(feature = "grpc")]
            Self::Http2 => chosen == Some(self.id()),
        }
    }

    /// What is said of a server that does not speak it over TLS.
    pub(super) fn not_over_tls(self) -> &'static str {
        match self {
            Self::Http1 => {
                "it does not speak HTTP/1.1 over TLS on this port; name the port that does, or call it with `Grpc`"
            }
            #[cfg(feature = "grpc")]
            Self::Http2 => {
                "it does not speak HTTP/2 over TLS on this port; name the port that serves gRPC, or call it with `Http`"
            }
        }
    }
}
