//! Text in the header `grpc-message`
//! (<https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md>, `Percent-Encoded`).

use std::fmt::Write;

use http::HeaderValue;

/// The text as a header.
pub(crate) fn encoded(text: &str) -> Option<HeaderValue> {
    let mut written = String::with_capacity(text.len());
    for char in text.chars() {
        if is_plain(char) {
            written.push(char);
            continue;
        }
        for byte in char.encode_utf8(&mut [0; 4]).bytes() {
            let _ = write!(written, "%{byte:02X}");
        }
    }
    HeaderValue::try_from(written).ok()
}

/// Whether a character is written as it is, and not as its bytes with a `%` before each. More may be: blanks, which do not
/// stand at the ends of a header, and what is special in addresses.
pub(crate) fn is_plain(char: char) -> bool {
    char.is_ascii_graphic() && !matches!(char, '"' | '#' | '%' | '<' | '>' | '`' | '?' | '{' | '}')
}

/// The text of a header. What is not encoded as it should be stays as it is, as the protocol has it.
pub(crate) fn decoded(header: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(header.len());
    let mut rest = header;
    while let Some((&first, behind)) = rest.split_first() {
        let digits = (first == b'%').then(|| behind.split_first_chunk());
        let escaped = digits
            .flatten()
            .and_then(|(digits, behind)| Some((byte(*digits)?, behind)));
        let (byte, behind) = escaped.unwrap_or((first, behind));
        bytes.push(byte);
        rest = behind;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The byte that two digits are.
fn byte(digits: [u8; 2]) -> Option<u8> {
    let [high, low] = digits.map(|digit| char::from(digit).to_digit(16));
    u8::try_from(high? * 16 + low?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The escapes are those of RFC 3986; the bytes those of UTF-8.
    #[test]
    fn text_goes_there_and_back() {
        for (text, written) in [
            ("gone", "gone"),
            ("a b\n", "a%20b%0A"),
            ("100%", "100%25"),
            ("Maß {7}", "Ma%C3%9F%20%7B7%7D"),
        ] {
            assert_eq!(encoded(text).unwrap(), written);
            assert_eq!(decoded(written.as_bytes()), text);
        }
    }

    #[test]
    fn what_is_no_escape_stays() {
        for (header, text) in [
            (&b"a b"[..], "a b"),
            (b"%", "%"),
            (b"%2", "%2"),
            (b"%zz%41", "%zzA"),
            (b"\xe4", "\u{fffd}"),
        ] {
            assert_eq!(decoded(header), text);
        }
    }
}
