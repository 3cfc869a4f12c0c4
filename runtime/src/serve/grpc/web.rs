//! gRPC-Web: gRPC for pages in browsers, over any version of HTTP. Trailers stand at the end of the body, and bodies may be
//! base64.
//!
//! <https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md>

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use axum::body::Body;
use axum::response::Response;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::{BufMut, Bytes, BytesMut};
use http::Version;
use http::header::{self, HeaderMap, HeaderValue};
use http_body::Frame;

use super::{call, media};
use crate::endpoint::{Endpoint, Target};
use crate::serve::http::body::discard;
use crate::serve::http::head::Head;

/// The flag before trailers, which stand where a message could.
const TRAILERS: u8 = 0x80;

/// Answers a call of a method that is there.
pub(super) async fn call<B>(
    endpoint: &Arc<Endpoint>,
    target: &Target,
    media_type: HeaderValue,
    (head, body): (&Head, B),
) -> Response
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: std::error::Error + Send + Sync,
{
    let accepted = media::accepted_web(&head.headers).unwrap_or(media_type.clone());
    // Whoever asks first has sent nothing, and a stream of HTTP/2 ends without its connection.
    let drains = !head.headers.contains_key(header::EXPECT) && head.version < Version::HTTP_2;
    let upload = Upload {
        body: Some(Body::new(body)),
        drains,
        text: media::is_text(&media_type).then(Vec::new),
    };
    let mut response = call::native(endpoint, target, head, upload).await;
    let is_text = media::is_text(&accepted);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, accepted);
    response.map(|body| Body::new(Download { body, is_text }))
}

/// The body of a request. The rest of it is let in where nobody reads it: a connection of HTTP/1.1 that is closed while its
/// peer still sends is reset, and the answer is lost with it.
struct Upload {
    /// `None` after its end.
    body: Option<Body>,
    drains: bool,
    /// What has come of a group of four letters, if the body is base64.
    text: Option<Vec<u8>>,
}

impl Upload {
    fn decoded(&mut self, data: Bytes) -> Result<Bytes, axum::Error> {
        match &mut self.text {
            None => Ok(data),
            Some(begun) => {
                begun.extend_from_slice(&data);
                let whole = begun.len() / 4 * 4;
                let text: Vec<_> = begun.drain(..whole).collect();
                bytes_of(&text).map_err(axum::Error::new)
            }
        }
    }
}

/// The bytes of whole groups of four letters. Padding may stand behind any of them: its sender may have encoded one piece
/// after the other.
fn bytes_of(text: &[u8]) -> Result<Bytes, base64::DecodeError> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let mut rest = text;
    while !rest.is_empty() {
        let padded = rest.chunks(4).position(|group| group.ends_with(b"="));
        let (piece, behind) = rest.split_at(padded.map_or(rest.len(), |at| 4 * at + 4));
        BASE64_STANDARD.decode_vec(piece, &mut bytes)?;
        rest = behind;
    }
    Ok(bytes.into())
}

impl http_body::Body for Upload {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(None);
        };
        let decoded = match ready!(Pin::new(body).poll_frame(task)) {
            Some(frame) => Some(match frame?.into_data() {
                Ok(data) => self.decoded(data).map(Frame::data),
                Err(trailers) => Ok(trailers),
            }),
            None if self.text.as_ref().is_some_and(|begun| !begun.is_empty()) => {
                Some(Err(axum::Error::new("the base64 ends too early")))
            }
            None => None,
        };
        if !matches!(decoded, Some(Ok(_))) {
            self.body = None;
        }
        Poll::Ready(decoded)
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if let Some(body) = self.body.take()
            && self.drains
        {
            discard(&HeaderMap::new(), body);
        }
    }
}

/// The body of an answer.
struct Download {
    body: Body,
    is_text: bool,
}

impl http_body::Body for Download {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let Some(frame) = ready!(Pin::new(&mut self.body).poll_frame(task)) else {
            return Poll::Ready(None);
        };
        Poll::Ready(Some(frame.map(|frame| {
            let data = match frame.into_data() {
                Ok(data) => data,
                Err(frame) => written(&frame.into_trailers().unwrap_or_default()),
            };
            Frame::data(if self.is_text {
                // Each piece with its padding, so that a page can read it when it comes.
                BASE64_STANDARD.encode(data).into()
            } else {
                data
            })
        })))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }
}

/// Trailers as a body has them.
fn written(trailers: &HeaderMap) -> Bytes {
    let mut lines = BytesMut::new();
    for (name, value) in trailers {
        for part in [name.as_str().as_bytes(), b":", value.as_bytes(), b"\r\n"] {
            lines.put_slice(part);
        }
    }
    let mut frame = BytesMut::with_capacity(lines.len() + 5);
    frame.put_u8(TRAILERS);
    // They have a few KiB at most.
    frame.put_u32(u32::try_from(lines.len()).unwrap_or(u32::MAX));
    frame.put(lines);
    frame.freeze()
}
