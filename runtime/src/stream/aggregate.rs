//! A stream as one value, for those who take nothing else.

use std::future::poll_fn;

use crate::Status;
use crate::service::{Body, Payload};

/// How many items are taken of a stream that is wanted as one value.
pub(crate) const MAX_ITEMS: usize = 1000;

/// How many bytes of them.
pub(crate) const MAX_BYTES: usize = 1024 * 1024;

/// A reply as one payload: itself, or the items of a stream that fit within the bounds.
async fn one(body: Body) -> Result<Payload, Status> {
    let mut items = match body {
        Body::One(payload) => return Ok(payload),
        Body::Stream(items) => items,
    };
    let mut all = Aggregate::new(MAX_ITEMS, MAX_BYTES);
    while let Some(item) = poll_fn(|task| items.as_mut().poll_next(task)).await {
        if !all.push(&item?)? {
            return Ok(Payload::json(all.finish(false)));
        }
    }
    Ok(Payload::json(all.finish(true)))
}

/// A reply as one text.
pub(crate) async fn text(body: Body) -> Result<String, Status> {
    let payload = one(body).await?;
    String::from_utf8(payload.bytes.into()).map_err(Status::internal)
}

/// `{"items":[..],"complete":true}`: the items of a stream up to some bound, and whether that was all.
#[derive(Debug)]
pub(crate) struct Aggregate {
    text: String,
    items: usize,
    max_items: usize,
    max_bytes: usize,
}

impl Aggregate {
    /// Takes so many items, of so many bytes together.
    pub(crate) fn new(max_items: usize, max_bytes: usize) -> Self {
        Self {
            text: "{\"items\":[".to_owned(),
            items: 0,
            max_items,
            max_bytes,
        }
    }

    /// Adds an item. `false` where there is no room for it: then it is left out, and the value is not complete.
    pub(crate) fn push(&mut self, item: &Payload) -> Result<bool, Status> {
        let item = std::str::from_utf8(&item.bytes).map_err(Status::internal)?;
        if self.items >= self.max_items || self.text.len() + item.len() > self.max_bytes {
            return Ok(false);
        }
        if self.items > 0 {
            self.text.push(',');
        }
        self.text.push_str(item);
        self.items += 1;
        Ok(true)
    }

    /// Whether nothing has been added.
    #[cfg(feature = "app")]
    pub(crate) fn is_empty(&self) -> bool {
        self.items == 0
    }

    /// The value in JSON.
    pub(crate) fn finish(mut self, complete: bool) -> String {
        self.text.push_str("],\"complete\":");
        self.text
            .push_str(if complete { "true}" } else { "false}" });
        self.text
    }
}
