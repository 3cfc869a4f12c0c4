//! A server without a will of its own.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use traitwire::{Http, Retry};

use crate::common::soon;

/// A client that asks once.
pub(crate) fn http(url: String) -> Http {
    Http::builder(url)
        .item_limit(1000)
        .retry(Retry::off())
        .build()
        .unwrap()
}

/// A server whose connections the test holds itself.
pub(crate) struct Raw(pub(crate) TcpListener);

impl Raw {
    pub(crate) async fn start() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").await.unwrap())
    }

    pub(crate) fn http(&self) -> Http {
        http(format!("http://{}", self.0.local_addr().unwrap()))
    }

    /// The next connection, its head read to the end.
    pub(crate) async fn accept(&self) -> (TcpStream, String) {
        let (mut stream, _) = soon("a connection", self.0.accept()).await.unwrap();
        let head = read_until(&mut stream, "\r\n\r\n").await;
        (stream, head)
    }
}

/// What comes up to these bytes.
pub(crate) async fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut read = Vec::new();
    while !read.ends_with(end.as_bytes()) {
        match soon("more", stream.read_u8()).await {
            Ok(byte) => read.push(byte),
            Err(error) => panic!("{error} after {:?}", String::from_utf8_lossy(&read)),
        }
    }
    String::from_utf8(read).unwrap()
}

/// Waits for the end of a connection.
pub(crate) async fn ended(stream: &mut TcpStream) {
    let mut rest = [0; 1024];
    while let Ok(1..) = soon("the end", stream.read(&mut rest)).await {}
}

pub(crate) const BEGIN: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

pub(crate) async fn send(stream: &mut TcpStream, event: &str) {
    let chunk = format!("{:x}\r\n{event}\r\n", event.len());
    stream.write_all(chunk.as_bytes()).await.unwrap();
}
