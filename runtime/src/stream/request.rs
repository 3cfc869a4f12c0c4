//! A stream of requests that comes as one value.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::cut::Cutter;
use crate::service::{Body, Payload};
use crate::spec::{Json, MethodSpec};
use crate::{Status, decode};

/// What a method is called with, from the one value that a caller has: where the method takes a stream, its items
/// `{"items": [..]}`. What is wrong with those is what the stream gives.
pub(crate) fn body(method: &MethodSpec, input: Payload) -> Body {
    if !method.kind.streams_input() {
        return Body::One(input);
    }
    // They are in memory already, within whatever limit they came.
    let mut cutter = Cutter::array(usize::MAX);
    let failed = match decode::item_list(&input.bytes) {
        Ok(array) => {
            cutter.push(array.as_bytes());
            None
        }
        Err(status) => Some(status),
    };
    Body::Stream(Box::pin(Items {
        cutter,
        failed,
        like: Payload {
            bytes: bytes::Bytes::new(),
            ..input
        },
    }))
}

/// The items of an example as the one value that [`body`] takes.
pub(crate) fn with_items(items: Json) -> Json {
    Json::Object(vec![("items".to_owned(), items)])
}

struct Items {
    cutter: Cutter,
    failed: Option<Status>,
    /// How the items are to be read.
    like: Payload,
}

impl Stream for Items {
    type Item = Result<Payload, Status>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(status) = self.failed.take() {
            return Poll::Ready(Some(Err(status)));
        }
        let item = self.cutter.next().transpose();
        Poll::Ready(item.map(|item| {
            item.map(|bytes| Payload {
                bytes,
                ..self.like.clone()
            })
        }))
    }
}
