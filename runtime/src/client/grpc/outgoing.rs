//! What is sent as the body of a request.

use std::future::poll_fn;
use std::io::IoSlice;
use std::task::{Context as Task, Poll, ready};

use bytes::{Buf, Bytes};
use h2::{Reason, SendStream};
use tokio::task::JoinHandle;

use crate::Status;
use crate::client::items::{Items, Stopped};
use crate::grpc::coding::Coding;
use crate::grpc::frame::PREFIX;
use crate::grpc::media;
use crate::service::{Encoding, Payload};

/// A message as it travels. Its data is sent from where it is.
#[derive(Clone, Debug)]
pub(super) struct Framed {
    prefix: [u8; PREFIX],
    /// How much of the prefix is sent.
    sent: usize,
    data: Bytes,
}

impl Framed {
    /// Fails where the message is longer than its length can say.
    pub(super) fn new(data: Bytes, coding: Option<Coding>) -> Result<Self, Status> {
        let compressed = coding.and_then(|coding| coding.compress(&data));
        let mut prefix = [0; PREFIX];
        prefix[0] = u8::from(compressed.is_some());
        let data = compressed.unwrap_or(data);
        let length = u32::try_from(data.len()).map_err(|_| {
            Status::invalid_argument("a message of a call is larger than gRPC can send (4 GiB)")
        })?;
        prefix[1..].copy_from_slice(&length.to_be_bytes());
        Ok(Self {
            prefix,
            sent: 0,
            data,
        })
    }

    /// No message: the end of a request.
    fn end() -> Self {
        Self {
            prefix: [0; PREFIX],
            sent: PREFIX,
            data: Bytes::new(),
        }
    }
}

impl Buf for Framed {
    fn remaining(&self) -> usize {
        PREFIX - self.sent + self.data.len()
    }

    fn chunk(&self) -> &[u8] {
        match &self.prefix[self.sent..] {
            [] => &self.data,
            prefix => prefix,
        }
    }

    fn advance(&mut self, count: usize) {
        let of_prefix = count.min(PREFIX - self.sent);
        self.sent += of_prefix;
        self.data.advance(count - of_prefix);
    }

    fn chunks_vectored<'a>(&'a self, parts: &mut [IoSlice<'a>]) -> usize {
        let chunks = [&self.prefix[self.sent..], &self.data];
        let chunks = chunks.into_iter().filter(|chunk| !chunk.is_empty());
        let filled = parts.iter_mut().zip(chunks);
        filled
            .map(|(part, chunk)| *part = IoSlice::new(chunk))
            .count()
    }
}

/// Sends the items of a request while they come, whether somebody waits for the reply or not. Dropping it breaks the
/// request off.
pub(super) struct Pump(JoinHandle<()>);

impl Drop for Pump {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// How the messages of a call look.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) encoding: Encoding,
    pub(super) coding: Option<Coding>,
}

impl Form {
    /// Fails where a payload is of another form than its call.
    pub(super) fn frame(self, payload: Payload) -> Result<Framed, Status> {
        if payload.encoding != self.encoding {
            return Err(Status::invalid_argument(format!(
                "the request is {:?}, and its reply is wanted as {:?}; over gRPC both are of one form",
                payload.encoding, self.encoding
            )));
        }
        Framed::new(payload.bytes, self.coding)
    }

    pub(super) fn media(self) -> http::HeaderValue {
        http::HeaderValue::from_static(media::name(self.encoding))
    }
}

impl Pump {
    pub(super) fn start(
        stream: SendStream<Framed>,
        items: Items,
        form: Form,
        stopped: Stopped,
    ) -> Self {
        Self(tokio::spawn(pump(stream, items, form, stopped)))
    }
}

async fn pump(mut stream: SendStream<Framed>, mut items: Items, form: Form, stopped: Stopped) {
    // What fails here is seen by whoever waits for the reply.
    while room(&mut stream).await {
        let Some(item) = poll_fn(|task| poll_item(&mut stream, &mut items, task)).await else {
            let _ = stream.send_data(Framed::end(), true);
            return;
        };
        let sent = item.and_then(|payload| match form.frame(payload) {
            Ok(framed) => stream.send_data(framed, false).map_err(|_| Gone),
            Err(status) => {
                stopped.fail(status);
                Err(Gone)
            }
        });
        if sent.is_err() {
            stream.send_reset(Reason::CANCEL);
            return;
        }
    }
}

/// The request need not go on.
struct Gone;

/// Waits until all that was sent has room on its way, so that no item is asked for before. `false` where the server
/// wants no more.
async fn room(stream: &mut SendStream<Framed>) -> bool {
    stream.reserve_capacity(1);
    poll_fn(|task| {
        if stream.poll_reset(task).is_ready() {
            return Poll::Ready(false);
        }
        while stream.capacity() == 0 {
            match ready!(stream.poll_capacity(task)) {
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Poll::Ready(false),
            }
        }
        Poll::Ready(true)
    })
    .await
}

fn poll_item(
    stream: &mut SendStream<Framed>,
    items: &mut Items,
    task: &mut Task<'_>,
) -> Poll<Option<Result<Payload, Gone>>> {
    if stream.poll_reset(task).is_ready() {
        return Poll::Ready(Some(Err(Gone)));
    }
    let item = ready!(items.poll(task));
    Poll::Ready(item.map(|item| item.map_err(|_| Gone)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_its_length_and_its_data() {
        let framed = Framed::new(Bytes::from_static(b"\x08\x96\x01"), None).unwrap();
        assert_eq!(framed.remaining(), 8);
        let mut parts = [IoSlice::new(&[]); 4];
        assert_eq!(framed.chunks_vectored(&mut parts), 2);
        let expected = b"\x00\x00\x00\x00\x03\x08\x96\x01";
        for step in 1..=8 {
            let mut framed = Framed::new(Bytes::from_static(b"\x08\x96\x01"), None).unwrap();
            let mut read = Vec::new();
            while framed.has_remaining() {
                let piece = framed.chunk().len().min(step);
                read.extend_from_slice(&framed.chunk()[..piece]);
                framed.advance(piece);
            }
            assert_eq!(read, expected, "{step}");
        }
        assert!(!Framed::end().has_remaining());
    }
}
