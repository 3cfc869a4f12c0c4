//! Which protocol the first bytes of a connection belong to.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};

/// What a client of HTTP/2 begins with (RFC 9113, section 3.4). No request of HTTP/1 begins like it.
const PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// The first bytes of a connection, as many as it took to tell.
#[derive(Debug, Default)]
pub(super) struct First {
    bytes: [u8; PREFACE.len()],
    len: usize,
}

impl First {
    pub(super) fn is_http2(&self) -> bool {
        self.bytes == *PREFACE
    }

    fn read(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// Reads until it is clear what is spoken. A stream that ends before is left to HTTP/1.
pub(super) async fn read(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<First> {
    let mut first = First::default();
    while first.len < PREFACE.len() && PREFACE.starts_with(first.read()) {
        match stream.read(&mut first.bytes[first.len..]).await? {
            0 => break,
            more => first.len += more,
        }
    }
    Ok(first)
}

/// A stream from its beginning, of which some bytes have been read.
pub(super) struct Sniffed<T> {
    first: First,
    /// How many of the first bytes have been read again.
    given: usize,
    stream: T,
}

impl<T> Sniffed<T> {
    pub(super) fn new(first: First, stream: T) -> Self {
        Self {
            first,
            given: 0,
            stream,
        }
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Sniffed<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let left = &this.first.read()[this.given..];
        if left.is_empty() {
            return Pin::new(&mut this.stream).poll_read(task, buffer);
        }
        let now = left.len().min(buffer.remaining());
        buffer.put_slice(&left[..now]);
        this.given += now;
        // What is there beside it comes along, so that most heads are looked at once.
        if buffer.remaining() > 0 {
            match Pin::new(&mut this.stream).poll_read(task, buffer) {
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                Poll::Ready(Ok(())) | Poll::Pending => {}
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Sniffed<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
        data: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(task, data)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
        data: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(task, data)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(task)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(task)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn http2_is_known_by_its_first_bytes_and_nothing_is_lost() {
        let http2 = [&PREFACE[..], b"more"].concat();
        for (sent, expected) in [
            (&http2[..], true),
            (b"POST / HTTP/1.1\r\nHost: localhost\r\n\r\n", false),
            (b"PRI * HTTP/1.1\r\nHost: localhost\r\n\r\n", false),
            (b"PRI", false),
            (b"", false),
        ] {
            // Each byte by itself, and all at once.
            for each in [1, sent.len().max(1)] {
                let mut stream = slow(sent, each);
                let first = read(&mut stream).await.unwrap();
                assert_eq!(first.is_http2(), expected);
                let mut whole = Vec::new();
                let mut sniffed = Sniffed::new(first, stream);
                sniffed.read_to_end(&mut whole).await.unwrap();
                assert_eq!(whole, sent);
            }
        }
    }

    /// A stream that gives at most so many bytes at a time.
    fn slow(sent: &[u8], each: usize) -> impl AsyncRead + Unpin {
        struct Slow<'a>(&'a [u8], usize);
        impl AsyncRead for Slow<'_> {
            fn poll_read(
                mut self: Pin<&mut Self>,
                _: &mut Context<'_>,
                buffer: &mut ReadBuf<'_>,
            ) -> Poll<io::Result<()>> {
                let now = self.1.min(self.0.len()).min(buffer.remaining());
                buffer.put_slice(&self.0[..now]);
                self.0 = &self.0[now..];
                Poll::Ready(Ok(()))
            }
        }
        Slow(sent, each)
    }
}
