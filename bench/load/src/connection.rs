//! One connection, which has one request on its way.

use std::io::{self, ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use mio::net::TcpStream;
use mio::{Interest, Registry, Token};

use crate::answer::{self, Answer};

/// Longer than any answer that is measured.
const BUFFER: usize = 64 * 1024;

pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    filled: usize,
    sent: Instant,
}

impl Connection {
    /// Connects. This is not measured, and may take its time.
    pub(crate) fn open(address: SocketAddr, registry: &Registry, token: Token) -> io::Result<Self> {
        let stream = std::net::TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_nonblocking(true)?;
        let mut stream = TcpStream::from_std(stream);
        registry.register(&mut stream, token, Interest::READABLE)?;
        Ok(Self {
            stream,
            buffer: vec![0; BUFFER],
            filled: 0,
            sent: Instant::now(),
        })
    }

    /// Sends a request. It always fits the socket's buffer, since nothing else is on its way.
    pub(crate) fn send(&mut self, request: &[u8]) -> io::Result<()> {
        self.filled = 0;
        self.sent = Instant::now();
        match self.stream.write(request)? {
            written if written == request.len() => Ok(()),
            _ => Err(io::Error::other(
                "a request does not fit the socket's buffer",
            )),
        }
    }

    /// Reads what has come; gives the answer once it is whole, with the time that it took.
    pub(crate) fn receive(&mut self) -> io::Result<Option<(Answer, Duration)>> {
        match self.stream.read(&mut self.buffer[self.filled..]) {
            Ok(0) => return Err(io::Error::other("the server closed the connection")),
            Ok(read) => self.filled += read,
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(None),
            Err(error) => return Err(error),
        }
        let answer = answer::parse(&self.buffer[..self.filled])?;
        Ok(answer.map(|answer| (answer, self.sent.elapsed())))
    }

    /// The bytes of the answer that [`receive`](Self::receive) gave last.
    pub(crate) fn body(&self, answer: &Answer) -> &[u8] {
        &self.buffer[answer.body.clone()]
    }
}
