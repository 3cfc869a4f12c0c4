//! A server of HTTP/2 whose calls a test answers itself.

use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use bytes::{Buf, Bytes, BytesMut};
use h2::server::{self, SendResponse};
use h2::{Reason, RecvStream, SendStream};
use http::request::Parts;
use http::{HeaderMap, Response};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use traitwire::{Grpc, GrpcBuilder, Retry};

use crate::common::soon;

pub(crate) const JSON: &str = "application/grpc+json";
pub(crate) const PROTOBUF: &str = "application/grpc";

type Handler = Arc<dyn Fn(Arrived) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

pub(crate) struct Script {
    pub(crate) address: SocketAddr,
    shared: Arc<Shared>,
    listening: JoinHandle<()>,
}

#[derive(Default)]
struct Shared {
    heads: Mutex<Vec<Parts>>,
    accepted: AtomicUsize,
    ended: AtomicUsize,
    connections: Mutex<Vec<JoinHandle<()>>>,
}

/// A call that has come.
pub(crate) struct Arrived {
    /// How many came before.
    pub(crate) number: usize,
    pub(crate) head: Parts,
    pub(crate) body: RecvStream,
    respond: SendResponse<Bytes>,
    held: BytesMut,
}

impl Script {
    /// A server that handles each of its calls so, over all its connections.
    pub(crate) async fn start<F, Fut>(handler: F) -> Self
    where
        F: Fn(Arrived) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = ()> + Send + 'static,
    {
        Self::start_at("127.0.0.1:0".parse().unwrap(), handler).await
    }

    pub(crate) async fn start_at<F, Fut>(address: SocketAddr, handler: F) -> Self
    where
        F: Fn(Arrived) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared::default());
        let own = shared.clone();
        let handler: Handler = Arc::new(move |arrived| Box::pin(handler(arrived)));
        let listening = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                own.accepted.fetch_add(1, Ordering::SeqCst);
                let (shared, handler) = (own.clone(), handler.clone());
                let serving = tokio::spawn(async move {
                    serve(&shared, stream, &handler).await;
                    shared.ended.fetch_add(1, Ordering::SeqCst);
                });
                own.connections.lock().unwrap().push(serving);
            }
        });
        Self {
            address,
            shared,
            listening,
        }
    }

    /// A server that replies with this JSON, whatever is called.
    pub(crate) async fn replying(json: &'static str) -> Self {
        Self::start(async move |arrived: Arrived| arrived.reply(json)).await
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A client that does not call again.
    pub(crate) fn grpc(&self) -> Grpc {
        self.builder().retry(Retry::off()).build().unwrap()
    }

    pub(crate) fn builder(&self) -> GrpcBuilder {
        Grpc::builder(self.url())
    }

    /// How many connections came.
    pub(crate) fn accepted(&self) -> usize {
        self.shared.accepted.load(Ordering::SeqCst)
    }

    /// How many connections have ended by themselves.
    pub(crate) fn ended(&self) -> usize {
        self.shared.ended.load(Ordering::SeqCst)
    }

    /// The calls that came, in their order.
    pub(crate) fn heads(&self) -> Vec<Parts> {
        let heads = self.shared.heads.lock().unwrap();
        heads.iter().map(copy).collect()
    }

    pub(crate) fn only_head(&self) -> Parts {
        let mut heads = self.heads();
        assert_eq!(heads.len(), 1);
        heads.remove(0)
    }

    /// Closes all connections without a word.
    pub(crate) fn cut(&self) {
        for serving in self.shared.connections.lock().unwrap().drain(..) {
            serving.abort();
        }
    }

    /// Closes all, and leaves the address.
    pub(crate) async fn close(mut self) {
        self.listening.abort();
        let _ = (&mut self.listening).await;
        let serving: Vec<_> = self.shared.connections.lock().unwrap().drain(..).collect();
        for serving in serving {
            serving.abort();
            let _ = serving.await;
        }
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        self.listening.abort();
        self.cut();
    }
}

fn copy(head: &Parts) -> Parts {
    let mut request = http::Request::new(());
    *request.method_mut() = head.method.clone();
    *request.uri_mut() = head.uri.clone();
    *request.headers_mut() = head.headers.clone();
    request.into_parts().0
}

async fn serve(shared: &Shared, stream: TcpStream, handler: &Handler) {
    let Ok(mut connection) = server::handshake(stream).await else {
        return;
    };
    while let Some(Ok((request, respond))) = connection.accept().await {
        let (head, body) = request.into_parts();
        let number = {
            let mut heads = shared.heads.lock().unwrap();
            heads.push(copy(&head));
            heads.len() - 1
        };
        tokio::spawn(handler(Arrived {
            number,
            head,
            body,
            respond,
            held: BytesMut::new(),
        }));
    }
}

/// A message as it travels.
pub(crate) fn framed(message: impl AsRef<[u8]>) -> Bytes {
    let message = message.as_ref();
    let length = u32::try_from(message.len()).unwrap().to_be_bytes();
    [&[0][..], &length, message].concat().into()
}

fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
    let lines = lines
        .iter()
        .map(|(name, value)| (http::HeaderName::from_static(name), value.parse().unwrap()));
    lines.collect()
}

impl Arrived {
    /// The next message; `None` at the end.
    pub(crate) async fn message(&mut self) -> Option<Result<Bytes, h2::Error>> {
        loop {
            if let Some(head) = self.held.get(..5) {
                let length = u32::from_be_bytes(head[1..].try_into().unwrap()) as usize;
                if self.held.len() >= 5 + length {
                    self.held.advance(5);
                    return Some(Ok(self.held.split_to(length).freeze()));
                }
            }
            match soon("more of a request", self.body.data()).await? {
                Ok(data) => {
                    let _ = self.body.flow_control().release_capacity(data.len());
                    self.held.extend_from_slice(&data);
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }

    /// Begins a reply of this type.
    pub(crate) fn begin(self, media: &str) -> Sending {
        self.begin_with(200, &[("content-type", media)])
    }

    pub(crate) fn begin_with(mut self, status: u16, lines: &[(&'static str, &str)]) -> Sending {
        let mut response = Response::new(());
        *response.status_mut() = status.try_into().unwrap();
        *response.headers_mut() = headers(lines);
        // It fails where the caller has gone.
        let stream = self.respond.send_response(response, false);
        Sending(stream.ok(), self)
    }

    /// A reply of one message.
    pub(crate) fn reply(self, json: &str) {
        let mut sending = self.begin(JSON);
        sending.send(framed(json));
        sending.end(&[("grpc-status", "0")]);
    }

    /// A failure, which is headers alone.
    pub(crate) fn fail(mut self, lines: &[(&'static str, &str)]) {
        let mut response = Response::new(());
        *response.headers_mut() = headers(lines);
        let _ = self.respond.send_response(response, true);
    }

    pub(crate) fn reset(mut self, reason: Reason) {
        self.respond.send_reset(reason);
    }

    /// Waits until the caller has broken the call off, and gives the code.
    pub(crate) async fn reset_by_caller(mut self) -> Reason {
        let reset = poll_fn(|task| self.respond.poll_reset(task));
        soon("the end of the call", reset).await.unwrap()
    }
}

/// A reply on its way.
pub(crate) struct Sending(Option<SendStream<Bytes>>, pub(crate) Arrived);

impl Sending {
    /// Sends bytes as they are.
    pub(crate) fn send(&mut self, bytes: impl Into<Bytes>) {
        if let Some(stream) = &mut self.0 {
            let _ = stream.send_data(bytes.into(), false);
        }
    }

    /// Ends with these trailers.
    pub(crate) fn end(&mut self, lines: &[(&'static str, &str)]) {
        if let Some(stream) = &mut self.0 {
            let _ = stream.send_trailers(headers(lines));
        }
    }

    /// Ends without trailers.
    pub(crate) fn end_bare(&mut self) {
        if let Some(stream) = &mut self.0 {
            let _ = stream.send_data(Bytes::new(), true);
        }
    }

    pub(crate) fn reset(&mut self, reason: Reason) {
        if let Some(stream) = &mut self.0 {
            stream.send_reset(reason);
        }
    }

    /// Waits until the caller has broken the call off, and gives the code.
    pub(crate) async fn reset_by_caller(mut self) -> Reason {
        let stream = self.0.as_mut().expect("a stream");
        let reset = poll_fn(|task| stream.poll_reset(task));
        soon("the end of the call", reset).await.unwrap()
    }

    /// Sends a piece when there is room for it.
    pub(crate) async fn send_slowly(&mut self, bytes: Bytes) {
        let stream = self.0.as_mut().expect("a stream");
        stream.reserve_capacity(bytes.len());
        while stream.capacity() < bytes.len() {
            poll_fn(|task| stream.poll_capacity(task))
                .await
                .unwrap()
                .unwrap();
        }
        stream.send_data(bytes, false).unwrap();
    }
}

/// The only header of this name.
pub(crate) fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).into_iter();
    let value = values.next()?.to_str().unwrap();
    assert!(values.next().is_none(), "more than one `{name}`");
    Some(value)
}
