//! A stream as one value, for those who take nothing else.

use crate::Status;
use crate::service::Payload;

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

    /// The value in JSON.
    pub(crate) fn finish(mut self, complete: bool) -> String {
        self.text.push_str("],\"complete\":");
        self.text
            .push_str(if complete { "true}" } else { "false}" });
        self.text
    }
}
