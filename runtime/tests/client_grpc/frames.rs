//! Frames of HTTP/2 (RFC 9113), written by hand.

use bytes::{Buf, BytesMut};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use traitwire::{Grpc, GrpcBuilder, Retry};

use crate::common::soon;
use crate::script::{JSON, framed};

/// A peer that reads and writes frames of HTTP/2 by hand.
pub(crate) struct Frames {
    stream: TcpStream,
    held: BytesMut,
}

impl Frames {
    /// The next connection, on which HTTP/2 begins.
    pub(crate) async fn accept(listener: &TcpListener) -> Self {
        let mut frames = Self::accept_silently(listener).await;
        frames.send(4, 0, 0, &[]).await;
        frames
    }

    /// The next connection, to which nothing is said.
    pub(crate) async fn accept_silently(listener: &TcpListener) -> Self {
        let (stream, _) = soon("a connection", listener.accept()).await.unwrap();
        let mut frames = Self {
            stream,
            held: BytesMut::new(),
        };
        frames.fill(24).await;
        assert_eq!(&frames.held[..24], b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        frames.held.advance(24);
        frames
    }

    async fn fill(&mut self, length: usize) {
        while self.held.len() < length {
            let read = soon("more", self.stream.read_buf(&mut self.held)).await;
            assert!(read.unwrap() > 0, "the connection ended");
        }
    }

    /// The type, the stream and the payload of the next frame.
    pub(crate) async fn next(&mut self) -> (u8, u32, BytesMut) {
        self.fill(9).await;
        let length = self.length().unwrap();
        self.fill(length).await;
        let mut frame = self.held.split_to(length);
        let head = frame.split_to(9);
        let stream = u32::from_be_bytes(head[5..9].try_into().unwrap());
        (head[3], stream, frame)
    }

    /// The stream of the next call, whose head is dropped.
    pub(crate) async fn call(&mut self) -> u32 {
        loop {
            if let (1, stream, _) = self.next().await {
                return stream;
            }
        }
    }

    pub(crate) async fn send(&mut self, kind: u8, flags: u8, stream: u32, payload: &[u8]) {
        let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
        let stream = stream.to_be_bytes();
        let head = [&length[1..], &[kind, flags], &stream].concat();
        let frame = [&head[..], payload].concat();
        self.stream.write_all(&frame).await.unwrap();
    }

    /// A head of `:status: 200` and this media type, not indexed.
    pub(crate) async fn begin(&mut self, stream: u32) {
        let media = JSON.as_bytes();
        let length = u8::try_from(media.len()).unwrap();
        // Entries 8 and 31 of the static table (RFC 7541, appendix A).
        let block = [&[0x88, 0x0f, 31 - 15, length], media].concat();
        self.send(1, 4, stream, &block).await;
    }

    /// The whole reply `1` to a call.
    pub(crate) async fn reply(&mut self, stream: u32) {
        self.begin(stream).await;
        self.send(0, 0, stream, &framed("1")).await;
        // `grpc-status: 0`, not indexed.
        let trailers = [&[0, 11][..], b"grpc-status", &[1], b"0"].concat();
        self.send(1, 5, stream, &trailers).await;
    }

    /// Says that the connection goes away, and which call is the last that it takes.
    pub(crate) async fn go_away(&mut self, last: u32) {
        let away = [last.to_be_bytes(), 0_u32.to_be_bytes()].concat();
        self.send(7, 0, 0, &away).await;
    }

    /// Reads to the end, and gives the types of all frames.
    pub(crate) async fn kinds(mut self) -> Vec<u8> {
        let mut kinds = Vec::new();
        loop {
            while let Some(length) = self.length().filter(|&length| self.held.len() >= length) {
                kinds.push(self.held[3]);
                self.held.advance(length);
            }
            let read = soon("more or the end", self.stream.read_buf(&mut self.held)).await;
            if read.unwrap_or(0) == 0 {
                assert!(self.held.is_empty(), "half a frame");
                return kinds;
            }
        }
    }

    /// How long the next frame is, as far as it is there.
    fn length(&self) -> Option<usize> {
        let length = self.held.get(..3)?;
        Some(9 + u32::from_be_bytes([0, length[0], length[1], length[2]]) as usize)
    }
}

/// Somebody who listens, and who calls there.
pub(crate) async fn raw() -> (TcpListener, GrpcBuilder) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let builder = Grpc::builder(format!("http://{}", listener.local_addr().unwrap()));
    (listener, builder.retry(Retry::off()))
}
