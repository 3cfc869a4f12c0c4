//! Finds the end of an HTTP/1.1 answer.

use std::io;
use std::ops::Range;

/// A whole answer in a buffer.
#[derive(Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Where the body stands, its chunks' heads included where it came in chunks.
    pub(crate) body: Range<usize>,
}

/// The answer that a buffer begins with, if it is whole.
pub(crate) fn parse(buffer: &[u8]) -> io::Result<Option<Answer>> {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut head = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(start) = head.parse(buffer).map_err(io::Error::other)? else {
        return Ok(None);
    };
    let status = head.code.unwrap_or_default();
    let value = |name: &str| {
        let header = head
            .headers
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case(name));
        header.and_then(|header| std::str::from_utf8(header.value).ok())
    };
    let length = match (value("content-length"), value("transfer-encoding")) {
        (Some(length), _) => Some(length.trim().parse().map_err(io::Error::other)?),
        (None, Some("chunked")) => chunked(&buffer[start..])?,
        _ => return Err(io::Error::other("an answer without a length")),
    };
    let end = length
        .map(|length| start + length)
        .filter(|end| *end <= buffer.len());
    Ok(end.map(|end| Answer {
        status,
        body: start..end,
    }))
}

/// How long a body in chunks is, if it is whole.
fn chunked(body: &[u8]) -> io::Result<Option<usize>> {
    let mut at = 0;
    loop {
        let rest = body.get(at..).unwrap_or_default();
        let httparse::Status::Complete((head, size)) = httparse::parse_chunk_size(rest)
            .map_err(|_| io::Error::other("a chunk without a size"))?
        else {
            return Ok(None);
        };
        // After the data, and after the last chunk's empty trailer, stands a line break.
        at += head + usize::try_from(size).map_err(io::Error::other)? + 2;
        if size == 0 {
            return Ok(Some(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> Option<String> {
        let answer = parse(text.as_bytes()).unwrap()?;
        assert_eq!(answer.status, 200);
        Some(text[answer.body].to_owned())
    }

    #[test]
    fn a_body_of_a_known_length() {
        let text = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
        assert_eq!(body(text).as_deref(), Some("{}"));
        for end in 0..text.len() {
            assert_eq!(body(&text[..end]), None);
        }
    }

    #[test]
    fn a_body_in_chunks() {
        let text =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n";
        assert_eq!(body(text).as_deref(), Some("1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"));
        for end in 0..text.len() {
            assert_eq!(body(&text[..end]), None);
        }
    }
}
