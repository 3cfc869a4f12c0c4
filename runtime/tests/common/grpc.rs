//! A client of gRPC that sees every header, message and trailer.

use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use http_body::Frame;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::client::conn::http2::{self, SendRequest};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::server::Server;
use super::soon;

/// A connection.
#[derive(Clone)]
pub struct Grpc {
    send: SendRequest<Messages>,
}

/// How a call ended.
#[derive(Debug)]
pub struct Ended {
    pub http: StatusCode,
    pub headers: HeaderMap,
    /// The messages as they are on the wire, each with its flag.
    pub messages: Vec<(u8, Bytes)>,
    /// Those of the answer; where it is nothing else, its headers.
    pub trailers: HeaderMap,
}

impl Grpc {
    pub async fn connect(server: &Server) -> Self {
        Self::connect_to(server.address).await
    }

    pub async fn connect_to(address: SocketAddr) -> Self {
        Self::over(TcpStream::connect(address).await.unwrap()).await
    }

    pub async fn over<S>(stream: S) -> Self
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let stream = TokioIo::new(stream);
        let shaken = http2::handshake(TokioExecutor::new(), stream).await;
        let (send, connection) = shaken.unwrap();
        tokio::spawn(connection);
        Self { send }
    }

    /// A call of one message, as `application/grpc+json`.
    pub async fn unary(&self, path: &str, headers: &[(&str, &str)], message: &str) -> Ended {
        self.call(path, headers, &[message]).await
    }

    pub async fn call(&self, path: &str, headers: &[(&str, &str)], messages: &[&str]) -> Ended {
        let (sender, call) = self.open(path, headers).await;
        for message in messages {
            sender.send(message);
        }
        drop(sender);
        call.ended().await
    }

    /// Begins a call whose messages are sent later.
    pub async fn open(&self, path: &str, headers: &[(&str, &str)]) -> (Sender, Call) {
        let (sender, receiver) = mpsc::unbounded_channel();
        let mut request = Request::post(format!("http://localhost{path}"))
            .header("te", "trailers")
            .header("content-type", "application/grpc+json")
            .body(Messages(receiver))
            .unwrap();
        for (name, value) in headers {
            let name: http::HeaderName = name.parse().unwrap();
            let value = HeaderValue::from_str(value).unwrap();
            request.headers_mut().insert(name, value);
        }
        let mut send = self.send.clone();
        send.ready().await.unwrap();
        let response = tokio::spawn(send.send_request(request));
        (Sender(sender), Call { response })
    }

    /// Waits until the server has closed the connection, or takes no further calls on it.
    pub async fn closed(&mut self) {
        soon("the end of the connection", async {
            while self.send.ready().await.is_ok() && !self.send.is_closed() {
                tokio::time::sleep(std::time::Duration::from_millis(2)).await;
            }
        })
        .await;
    }
}

/// The way of messages to the server. Dropped it ends them.
pub struct Sender(mpsc::UnboundedSender<Bytes>);

impl Sender {
    pub fn send(&self, message: &str) {
        self.send_raw(framed(0, message.as_bytes()));
    }

    /// Whatever these bytes are.
    pub fn send_raw(&self, bytes: impl Into<Bytes>) {
        // A server that has ended the call takes no more.
        let _ = self.0.send(bytes.into());
    }
}

/// A message behind its flag and its length.
pub fn framed(flag: u8, message: &[u8]) -> Vec<u8> {
    let len = u32::try_from(message.len()).unwrap().to_be_bytes();
    [&[flag], &len[..], message].concat()
}

/// A call that runs. Dropped it is cancelled.
pub struct Call {
    response: tokio::task::JoinHandle<hyper::Result<Response<Incoming>>>,
}

impl Call {
    /// Waits for the headers of the answer.
    pub async fn begun(self) -> Begun {
        let response = soon("the answer", self.response).await.unwrap().unwrap();
        let (head, body) = response.into_parts();
        Begun {
            http: head.status,
            headers: head.headers,
            body,
            buffer: Vec::new(),
            trailers: None,
        }
    }

    pub async fn ended(self) -> Ended {
        self.begun().await.ended().await
    }

    /// Ends the call from this side.
    pub fn cancel(self) {
        self.response.abort();
    }
}

/// An answer whose messages are read one after the other. Dropped it is cancelled.
pub struct Begun {
    pub http: StatusCode,
    pub headers: HeaderMap,
    body: Incoming,
    buffer: Vec<u8>,
    trailers: Option<HeaderMap>,
}

impl Begun {
    /// The next message with its flag; `None` at the end.
    pub async fn next(&mut self) -> Option<(u8, Bytes)> {
        loop {
            if let Some(message) = self.cut() {
                return Some(message);
            }
            match soon("more of the answer", self.body.frame()).await? {
                Ok(frame) => match frame.into_data() {
                    Ok(data) => self.buffer.extend_from_slice(&data),
                    Err(frame) => self.trailers = frame.into_trailers().ok(),
                },
                Err(error) => panic!("the answer broke off: {error:?}"),
            }
        }
    }

    fn cut(&mut self) -> Option<(u8, Bytes)> {
        let len: [u8; 4] = self.buffer.get(1..5)?.try_into().unwrap();
        let end = 5 + u32::from_be_bytes(len) as usize;
        let message = Bytes::copy_from_slice(self.buffer.get(5..end)?);
        let flag = self.buffer[0];
        self.buffer.drain(..end);
        Some((flag, message))
    }

    pub async fn ended(mut self) -> Ended {
        let mut messages = Vec::new();
        while let Some(message) = self.next().await {
            messages.push(message);
        }
        assert_eq!(self.buffer, b"", "the answer ended within a message");
        Ended {
            http: self.http,
            trailers: self.trailers.unwrap_or_else(|| self.headers.clone()),
            headers: self.headers,
            messages,
        }
    }
}

impl Ended {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    fn trailer(&self, name: &str) -> Option<&str> {
        self.trailers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The number in `grpc-status`.
    pub fn code(&self) -> u32 {
        let code = self.trailer("grpc-status");
        let code = code.unwrap_or_else(|| panic!("no status: {self:?}"));
        code.parse().unwrap()
    }

    /// `grpc-message`, decoded.
    pub fn message(&self) -> String {
        let text = self.trailer("grpc-message").unwrap_or_default();
        let mut bytes = Vec::new();
        let mut rest = text.bytes();
        while let Some(byte) = rest.next() {
            bytes.push(match byte {
                b'%' => {
                    let digits = [rest.next().unwrap(), rest.next().unwrap()];
                    u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
                }
                other => other,
            });
        }
        String::from_utf8(bytes).unwrap()
    }

    /// `grpc-status-details-bin`, as it stands there.
    pub fn details(&self) -> Option<&str> {
        self.trailer("grpc-status-details-bin")
    }

    /// The messages of an answer that did not fail, as text.
    #[track_caller]
    pub fn texts(&self) -> Vec<&str> {
        assert_eq!(self.code(), 0, "{}", self.message());
        let messages = self.messages.iter();
        messages
            .map(|(flag, message)| {
                assert_eq!(*flag, 0, "the message is compressed");
                std::str::from_utf8(message).unwrap()
            })
            .collect()
    }
}

/// What a client sends.
pub struct Messages(mpsc::UnboundedReceiver<Bytes>);

impl http_body::Body for Messages {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let polled = self.0.poll_recv(task);
        polled.map(|message| message.map(|message| Ok(Frame::data(message))))
    }
}
