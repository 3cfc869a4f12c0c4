//! What is called, and what has to come back.

use std::fmt::Debug;
use std::io;

use bytes::{BufMut, Bytes, BytesMut};
use prost::Message;
use shared::orders::{self, LISTED_ITEMS, LISTED_ORDERS};
use tonic_grpc::{GetItem, Item, List, Order, item, order, small};

/// Before a message stand a byte that says whether it is compressed, and its length.
const PREFIX: usize = 5;

/// A call.
pub(crate) struct Case {
    pub(crate) method: &'static str,
    /// The body of a request.
    pub(crate) request: Bytes,
    check: fn(&[&[u8]]) -> io::Result<()>,
}

impl Case {
    pub(crate) fn of(case: orders::Case) -> Self {
        let (method, request, check): (_, _, fn(&[&[u8]]) -> io::Result<()>) = match case {
            orders::Case::Item => ("GetItem", framed(&GetItem { id: 7 }), |found| {
                same(found, [item(7)])
            }),
            orders::Case::Order => ("PutOrder", framed(&order()), |found| same(found, [order()])),
            orders::Case::Items => (
                "ListItems",
                framed(&List {
                    count: LISTED_ITEMS,
                }),
                |found| same::<Item>(found, (0..LISTED_ITEMS).map(|number| small(number.into()))),
            ),
            orders::Case::Orders => (
                "ListOrders",
                framed(&List {
                    count: LISTED_ORDERS,
                }),
                |found| same::<Order>(found, (0..LISTED_ORDERS).map(|_| order())),
            ),
        };
        Self {
            method,
            request,
            check,
        }
    }

    /// Fails unless an answer is the right one.
    pub(crate) fn check(&self, answer: &[u8]) -> io::Result<()> {
        let (mut rest, mut messages) = (answer, Vec::new());
        while let Some(([0, length @ ..], after)) = rest.split_first_chunk::<PREFIX>() {
            let length = u32::from_be_bytes(*length) as usize;
            let (message, after) = after
                .split_at_checked(length)
                .ok_or_else(|| io::Error::other("an answer breaks off"))?;
            messages.push(message);
            rest = after;
        }
        if !rest.is_empty() {
            return Err(io::Error::other("an answer is compressed, or breaks off"));
        }
        (self.check)(&messages)
    }
}

fn framed(message: &impl Message) -> Bytes {
    let length = message.encoded_len();
    let mut bytes = BytesMut::with_capacity(PREFIX + length);
    bytes.put_u8(0);
    bytes.put_u32(u32::try_from(length).unwrap_or_default());
    bytes.put_slice(&message.encode_to_vec());
    bytes.freeze()
}

fn same<T>(found: &[&[u8]], expected: impl IntoIterator<Item = T>) -> io::Result<()>
where
    T: Message + Default + PartialEq + Debug,
{
    let found: Result<Vec<_>, _> = found.iter().map(|bytes| T::decode(*bytes)).collect();
    let found = found.map_err(io::Error::other)?;
    if !found
        .iter()
        .eq(expected.into_iter().collect::<Vec<_>>().iter())
    {
        return Err(io::Error::other(format!("a wrong answer: {found:?}")));
    }
    Ok(())
}
