//! W3C trace context: <https://www.w3.org/TR/trace-context/>.

use std::fmt;

use crate::id;

/// The trace that a call belongs to, and the caller's place in it.
///
/// ```
/// use traitwire::Trace;
///
/// let header = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
/// let caller = Trace::parse(header, None).unwrap();
/// assert_eq!(caller.trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
///
/// let here = caller.child();
/// assert_eq!(here.trace_id(), caller.trace_id());
/// assert_ne!(here.span_id(), caller.span_id());
/// assert!(here.to_string().starts_with("00-4bf92f3577b34da6a3ce929d0e0e4736-"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_field_names,
    reason = "`trace_id` is the specification's name"
)]
pub struct Trace {
    trace_id: u128,
    span_id: u64,
    flags: u8,
    state: Option<Box<str>>,
}

impl Trace {
    /// A new trace, not sampled.
    pub fn new() -> Self {
        let trace_id = (u128::from(id::quick()) << 64) | u128::from(id::quick());
        Self {
            trace_id,
            span_id: id::quick(),
            flags: 0,
            state: None,
        }
    }

    /// Reads a `traceparent` header and the `tracestate` beside it. `None` where the header is not valid;
    /// the specification says to start a new trace then.
    pub fn parse(traceparent: &str, tracestate: Option<&str>) -> Option<Self> {
        let mut parts = traceparent.trim().split('-');
        let version = hex(parts.next()?, 2)?;
        let trace_id = hex(parts.next()?, 32)?;
        let span_id = u64::try_from(hex(parts.next()?, 16)?).ok()?;
        let flags = u8::try_from(hex(parts.next()?, 2)?).ok()?;
        // Version 00 has four parts; later ones may have more, 255 is forbidden.
        let more = parts.next().is_some();
        if version == 255 || (version == 0 && more) || trace_id == 0 || span_id == 0 {
            return None;
        }
        let state = tracestate
            .filter(|state| state.len() <= 512)
            .map(Into::into);
        Some(Self {
            trace_id,
            span_id,
            flags,
            state,
        })
    }

    /// A place of its own in the same trace: what a call is known by to those that it calls.
    #[must_use]
    pub fn child(&self) -> Self {
        Self {
            span_id: id::quick(),
            ..self.clone()
        }
    }

    /// 32 hexadecimal digits, the same for all calls of a trace.
    pub fn trace_id(&self) -> String {
        format!("{:032x}", self.trace_id)
    }

    /// [`trace_id`](Self::trace_id), written where it is wanted.
    #[cfg(feature = "app")]
    pub(crate) fn trace_id_text(&self) -> impl fmt::Display {
        struct Id(u128);
        impl fmt::Display for Id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut text = [0; 32];
                write_hex(&mut text, &self.0.to_be_bytes());
                f.write_str(std::str::from_utf8(&text).unwrap_or_default())
            }
        }
        Id(self.trace_id)
    }

    /// 16 hexadecimal digits, one's own in the trace.
    pub fn span_id(&self) -> String {
        format!("{:016x}", self.span_id)
    }

    /// Whether the caller records the trace.
    pub fn is_sampled(&self) -> bool {
        self.flags & 1 == 1
    }

    /// The `tracestate` that came along.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }
}

impl Default for Trace {
    fn default() -> Self {
        Self::new()
    }
}

/// The form of a `traceparent` header.
impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = *b"00-................................-................-..";
        write_hex(&mut text[3..35], &self.trace_id.to_be_bytes());
        write_hex(&mut text[36..52], &self.span_id.to_be_bytes());
        write_hex(&mut text[53..], &[self.flags]);
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

/// Writes bytes as digits, two for each. Numbers of a given width take the formatter several times as long.
fn write_hex(to: &mut [u8], bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for (pair, byte) in to.chunks_exact_mut(2).zip(bytes) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
}

/// Exactly `len` lower-case hexadecimal digits.
fn hex(text: &str, len: usize) -> Option<u128> {
    let digits = text.len() == len && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    digits
        .then(|| u128::from_str_radix(text, 16).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_is_written_as_it_is_read() {
        // The example of the specification, and one of all digits.
        for header in [
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-0123456789abcdeffedcba9876543210-0000000000000a0b-00",
        ] {
            let trace = Trace::parse(header, None).unwrap();
            assert_eq!(trace.to_string(), header);
            assert_eq!(trace.trace_id(), header[3..35]);
            assert_eq!(trace.span_id(), header[36..52]);
            #[cfg(feature = "app")]
            assert_eq!(trace.trace_id_text().to_string(), trace.trace_id());
        }
    }

    #[test]
    fn what_the_specification_forbids_is_not_read() {
        let id = "4bf92f3577b34da6a3ce929d0e0e4736";
        let zero = "0".repeat(32);
        for bad in [
            String::new(),
            format!("00-{id}-00f067aa0ba902b7"),
            format!("00-{id}-00f067aa0ba902b7-01-more"),
            format!("ff-{id}-00f067aa0ba902b7-01"),
            format!("00-{zero}-00f067aa0ba902b7-01"),
            format!("00-{id}-0000000000000000-01"),
            format!("00-{}-00f067aa0ba902b7-01", id.to_uppercase()),
            format!("00-{id}0-00f067aa0ba902b7-01"),
        ] {
            assert_eq!(Trace::parse(&bad, None), None, "{bad}");
        }
        assert!(Trace::parse(&format!("01-{id}-00f067aa0ba902b7-01-more"), None).is_some());
    }
}
