//! One gRPC call over HTTP/2 (<https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md>).

use std::io;
use std::net::SocketAddr;

use bytes::Bytes;
use h2::RecvStream;
use h2::client::{Builder, SendRequest};
use http::{HeaderMap, Request};
use tokio::net::TcpStream;

use crate::cases::Case;

/// Room for what a server sends of one stream, and of all: as much as tonic's client has.
const STREAM_WINDOW: u32 = 2 << 20;
const CONNECTION_WINDOW: u32 = 5 << 20;

/// A connection, which other tasks drive.
pub(crate) async fn connect(address: SocketAddr) -> io::Result<SendRequest<Bytes>> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut builder = Builder::new();
    builder
        .initial_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .enable_push(false);
    let (requests, connection) = builder.handshake(stream).await.map_err(io::Error::other)?;
    tokio::spawn(async move {
        // Whoever calls gets the error.
        let _ = connection.await;
    });
    Ok(requests)
}

/// A call, ready to be made.
pub(crate) struct Call {
    head: Request<()>,
    body: Bytes,
}

impl Call {
    pub(crate) fn new(address: SocketAddr, case: &Case) -> io::Result<Self> {
        let head = Request::post(format!("http://{address}/orders.v1.Orders/{}", case.method))
            .header("te", "trailers")
            .header("content-type", "application/grpc")
            .header("user-agent", "load-grpc");
        Ok(Self {
            head: head.body(()).map_err(io::Error::other)?,
            body: case.request.clone(),
        })
    }

    /// Calls, and gives the whole answer.
    pub(crate) async fn answer(&self, connection: SendRequest<Bytes>) -> io::Result<Vec<u8>> {
        let mut body = self.send(connection).await?;
        let mut answer = Vec::new();
        while let Some(bytes) = next(&mut body).await? {
            answer.extend_from_slice(&bytes);
        }
        end(&mut body).await?;
        Ok(answer)
    }

    /// Calls; the answer has to be of a length.
    pub(crate) async fn again(
        &self,
        connection: SendRequest<Bytes>,
        length: usize,
    ) -> io::Result<()> {
        let mut body = self.send(connection).await?;
        let mut found = 0;
        while let Some(bytes) = next(&mut body).await? {
            found += bytes.len();
        }
        end(&mut body).await?;
        if found != length {
            return Err(io::Error::other(format!(
                "an answer of {found} bytes, and not {length}"
            )));
        }
        Ok(())
    }

    async fn send(&self, connection: SendRequest<Bytes>) -> io::Result<RecvStream> {
        let mut connection = connection.ready().await.map_err(io::Error::other)?;
        let (answer, mut body) = connection
            .send_request(self.head.clone(), false)
            .map_err(io::Error::other)?;
        body.send_data(self.body.clone(), true)
            .map_err(io::Error::other)?;
        let answer = answer.await.map_err(io::Error::other)?;
        if answer.status() != 200 {
            return Err(io::Error::other(format!("{}", answer.status())));
        }
        if answer.headers().contains_key("grpc-status") {
            return Err(failed(answer.headers()));
        }
        Ok(answer.into_body())
    }
}

async fn next(body: &mut RecvStream) -> io::Result<Option<Bytes>> {
    let Some(bytes) = body.data().await.transpose().map_err(io::Error::other)? else {
        return Ok(None);
    };
    body.flow_control()
        .release_capacity(bytes.len())
        .map_err(io::Error::other)?;
    Ok(Some(bytes))
}

/// A call has to have succeeded.
async fn end(body: &mut RecvStream) -> io::Result<()> {
    match body.trailers().await.map_err(io::Error::other)? {
        Some(trailers) if trailers.get("grpc-status").is_some_and(|code| code == "0") => Ok(()),
        trailers => Err(failed(&trailers.unwrap_or_default())),
    }
}

fn failed(headers: &HeaderMap) -> io::Error {
    io::Error::other(format!("the call failed: {headers:?}"))
}
