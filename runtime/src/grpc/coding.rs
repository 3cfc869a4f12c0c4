//! How messages are compressed (<https://github.com/grpc/grpc/blob/master/doc/compression.md>).

#[cfg(feature = "compression")]
use std::io::{self, Read, Write};

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue};

/// The coding of the messages that a side sends, and those that it reads.
pub(crate) const ENCODING: HeaderName = HeaderName::from_static("grpc-encoding");
pub(crate) const ACCEPT: HeaderName = HeaderName::from_static("grpc-accept-encoding");

/// A way to compress a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    /// RFC 1952.
    #[cfg(feature = "compression")]
    Gzip,
    /// RFC 8878.
    #[cfg(feature = "compression")]
    Zstd,
}

/// Why a message is not what was compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "compression"),
    allow(dead_code, reason = "there is no coding")
)]
pub(crate) enum Fault {
    /// It is none in this coding.
    Broken,
    /// It has more bytes than the limit allows.
    TooLarge,
}

/// Shorter messages are sent as they are: they gain nothing.
const WORTH: usize = 512;

/// What a window of zstd may have, 8 MiB, as all that read it have to expect (RFC 8878, section 3.1.1.1.2). The memory for it
/// is taken before any of the message is there.
#[cfg(feature = "compression")]
const MAX_WINDOW_LOG: u32 = 23;

impl Coding {
    #[cfg(feature = "compression")]
    const ALL: &[Self] = &[Self::Gzip, Self::Zstd];
    #[cfg(not(feature = "compression"))]
    const ALL: &[Self] = &[];

    /// All of them, as the header [`ACCEPT`] has them.
    pub(crate) const NAMES: &str = if cfg!(feature = "compression") {
        "identity,gzip,zstd"
    } else {
        "identity"
    };

    /// The value of the header [`ACCEPT`].
    pub(crate) const ACCEPTED: HeaderValue = HeaderValue::from_static(Self::NAMES);

    /// The value of the header [`ENCODING`].
    pub(crate) fn header(self) -> HeaderValue {
        HeaderValue::from_static(self.name())
    }

    /// The name of it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "compression")]
            Self::Gzip => "gzip",
            #[cfg(feature = "compression")]
            Self::Zstd => "zstd",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|coding| coding.name() == name)
    }

    /// The coding of what the other side sends. An error is the name of one that is not known.
    pub(crate) fn of(headers: &HeaderMap) -> Result<Option<Self>, String> {
        match headers.get(ENCODING) {
            None => Ok(None),
            Some(value) if value == "identity" => Ok(None),
            Some(value) => {
                let name = String::from_utf8_lossy(value.as_bytes());
                Self::named(&name)
                    .map(Some)
                    .ok_or_else(|| name.into_owned())
            }
        }
    }

    /// The first coding of those that the other side reads.
    pub(crate) fn accepted(headers: &HeaderMap) -> Option<Self> {
        let names = headers.get(ACCEPT)?.to_str().ok()?;
        names.split(',').find_map(|name| Self::named(name.trim()))
    }

    /// Compresses a message, where that is worth it and makes it smaller.
    pub(crate) fn compress(self, message: &[u8]) -> Option<Bytes> {
        (message.len() >= WORTH)
            .then(|| self.written(message))
            .flatten()
            .filter(|written| written.len() < message.len())
    }

    /// A message of at most so many bytes.
    #[cfg_attr(
        not(feature = "compression"),
        expect(unused_variables, reason = "there is no coding")
    )]
    pub(crate) fn decompress(self, message: &[u8], limit: usize) -> Result<Bytes, Fault> {
        match self {
            #[cfg(feature = "compression")]
            Self::Gzip => read(flate2::read::MultiGzDecoder::new(message), limit),
            #[cfg(feature = "compression")]
            Self::Zstd => {
                let decoder = zstd::stream::read::Decoder::with_buffer(message);
                let mut decoder = decoder.map_err(|_| Fault::Broken)?;
                let bounded = decoder.window_log_max(MAX_WINDOW_LOG);
                bounded.map_err(|_| Fault::Broken)?;
                read(decoder, limit)
            }
        }
    }

    #[cfg(feature = "compression")]
    fn written(self, message: &[u8]) -> Option<Bytes> {
        // Writing to memory does not fail.
        match self {
            Self::Gzip => gzip(message).ok(),
            Self::Zstd => zstd::stream::encode_all(message, zstd::DEFAULT_COMPRESSION_LEVEL).ok(),
        }
        .map(Bytes::from)
    }

    #[cfg(not(feature = "compression"))]
    fn written(self, _: &[u8]) -> Option<Bytes> {
        match self {}
    }
}

#[cfg(feature = "compression")]
fn gzip(message: &[u8]) -> io::Result<Vec<u8>> {
    let level = flate2::Compression::default();
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
    encoder.write_all(message)?;
    encoder.finish()
}

#[cfg(feature = "compression")]
fn read(from: impl Read, limit: usize) -> Result<Bytes, Fault> {
    let mut message = Vec::new();
    // One more byte than allowed tells that there are more.
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let read = from.take(most).read_to_end(&mut message);
    read.map_err(|_| Fault::Broken)?;
    if message.len() > limit {
        return Err(Fault::TooLarge);
    }
    Ok(message.into())
}

#[cfg(all(test, feature = "compression"))]
mod tests {
    use super::*;

    /// Forty times `a`, by Python's `gzip.compress(.., mtime=0)` and by the program `zstd`.
    const GZIP: &[u8] =
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03KL$\x0e\x00\x00%\x8a[\xc9(\x00\x00\x00";
    const ZSTD: &[u8] =
        b"\x28\xb5\x2f\xfd\x04\x58\x45\x00\x00\x10\x61\x61\x01\x00\x1f\x80\x05\x03\xef\x11\x31";

    fn headers(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn the_first_coding_that_both_know_is_used() {
        let accepted = |value| Coding::accepted(&headers(ACCEPT, value));
        assert_eq!(accepted("identity, deflate, zstd,gzip"), Some(Coding::Zstd));
        assert_eq!(accepted("identity,deflate"), None);
        assert_eq!(Coding::accepted(&HeaderMap::new()), None);
        let of = |value| Coding::of(&headers(ENCODING, value));
        assert_eq!(of("identity"), Ok(None));
        assert_eq!(of("gzip"), Ok(Some(Coding::Gzip)));
        assert_eq!(of("br"), Err("br".to_owned()));
    }

    #[test]
    fn what_others_compressed_is_read() {
        let forty = "a".repeat(40);
        assert_eq!(Coding::Gzip.decompress(GZIP, 40).unwrap(), forty);
        assert_eq!(Coding::Zstd.decompress(ZSTD, 40).unwrap(), forty);
        assert_eq!(Coding::Zstd.decompress(ZSTD, 39), Err(Fault::TooLarge));
    }

    #[test]
    fn a_message_is_compressed_where_it_is_worth_it() {
        let message = vec![b'a'; 100_000];
        for coding in Coding::ALL {
            assert_eq!(coding.compress(&message[..100]), None);
            let small = coding.compress(&message).unwrap();
            assert!(small.len() < 1000, "{coding:?}: {}", small.len());
            assert_eq!(coding.decompress(&small, 100_000).unwrap(), message);
            assert_eq!(coding.decompress(&small, 99_999), Err(Fault::TooLarge));
            let broken = &small[..small.len() - 9];
            assert_eq!(coding.decompress(broken, 100_000), Err(Fault::Broken));
            assert_eq!(coding.decompress(b"no", 100_000), Err(Fault::Broken));
        }
    }
}
