//! Between streams of payloads and streams of typed items.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::Streaming;
use crate::service::{Encoding, Payload, PayloadStream};
use crate::{Status, Value};

/// The items of a reply, or of a request that a client sends, as payloads. An error is the last thing that comes.
pub(crate) fn encoded<T: Value, E: 'static>(
    items: Streaming<T, E>,
    encoding: Encoding,
    status: fn(E) -> Status,
) -> PayloadStream {
    Box::pin(Mapped {
        items: Some(items),
        map: move |item: Result<T, E>| match item {
            Ok(item) => Payload::encode(&item, encoding),
            Err(error) => Err(status(error)),
        },
    })
}

/// Payloads as typed items. An error is the last thing that comes.
pub(crate) fn decoded<T: Value, E: 'static>(
    payloads: PayloadStream,
    read: fn(&Payload) -> Result<T, Status>,
    error: fn(Status) -> E,
) -> Streaming<T, E> {
    let mut number = 0_u64;
    Streaming::new(Mapped {
        items: Some(payloads),
        map: move |payload: Result<Payload, Status>| {
            number += 1;
            let item = payload.and_then(|payload| {
                let place = |status: Status| status.within(format_args!("item {number}"));
                read(&payload).map_err(place)
            });
            item.map_err(error)
        },
    })
}

/// Results that are turned into others; the first error ends them.
struct Mapped<S, F> {
    items: Option<S>,
    map: F,
}

impl<S, F> Unpin for Mapped<S, F> {}

impl<S, F, T, E> Stream for Mapped<S, F>
where
    S: Stream + Unpin,
    F: FnMut(S::Item) -> Result<T, E>,
{
    type Item = Result<T, E>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let Some(items) = &mut this.items else {
            return Poll::Ready(None);
        };
        let item = ready!(Pin::new(items).poll_next(task)).map(&mut this.map);
        if !matches!(item, Some(Ok(_))) {
            this.items = None;
        }
        Poll::Ready(item)
    }
}
