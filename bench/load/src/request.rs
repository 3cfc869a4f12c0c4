//! The request, with an id that no other one has.

use std::io;

/// What the template has in the place of the id.
const MARK: &[u8] = b"\"id\":1000000000";
const FIRST: u64 = 1_000_000_000;
const DIGITS: usize = 10;

/// Writes requests.
pub(crate) struct Request {
    template: Vec<u8>,
    /// Where the digits of the id are.
    at: usize,
    next: u64,
}

impl Request {
    pub(crate) fn new(template: Vec<u8>) -> io::Result<Self> {
        let mark = template.windows(MARK.len()).position(|part| part == MARK);
        let mark = mark
            .ok_or_else(|| io::Error::other("the request on stdin has no `\"id\":1000000000`"))?;
        Ok(Self {
            template,
            at: mark + MARK.len() - DIGITS,
            next: FIRST,
        })
    }

    /// The next request. Ten digits last for nine thousand million requests.
    pub(crate) fn next(&mut self) -> &[u8] {
        let mut rest = self.next;
        for digit in self.template[self.at..self.at + DIGITS].iter_mut().rev() {
            *digit = b"0123456789"[usize::try_from(rest % 10).unwrap_or_default()];
            rest /= 10;
        }
        self.next += 1;
        &self.template
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ_and_are_equally_long() {
        let mut request = Request::new(b"{\"id\":1000000000,\"n\":7}".to_vec()).unwrap();
        assert_eq!(request.next(), b"{\"id\":1000000000,\"n\":7}");
        assert_eq!(request.next(), b"{\"id\":1000000001,\"n\":7}");
        request.next = 1_234_567_890;
        assert_eq!(request.next(), b"{\"id\":1234567890,\"n\":7}");
    }
}
