//! What the gRPC peers send: values in which nothing is left out.

use std::collections::BTreeMap;
use std::io;
use std::str::FromStr;

/// What is called.
#[derive(Clone, Copy, Debug)]
pub enum Case {
    /// `GetItem`, for one that is small.
    Item,
    /// `PutOrder`, which gives the order back.
    Order,
    /// `ListItems`, small ones, [`LISTED_ITEMS`] of them.
    Items,
    /// `ListOrders`, [`LISTED_ORDERS`] of them.
    Orders,
}

impl FromStr for Case {
    type Err = io::Error;

    fn from_str(name: &str) -> io::Result<Self> {
        match name {
            "item" => Ok(Self::Item),
            "order" => Ok(Self::Order),
            "items" => Ok(Self::Items),
            "orders" => Ok(Self::Orders),
            _ => Err(io::Error::other(format!("no case `{name}`"))),
        }
    }
}

/// How many items are listed.
pub const LISTED_ITEMS: u32 = 1_000;
/// How many orders are listed.
pub const LISTED_ORDERS: u32 = 100;

/// How many items an order has.
pub const ITEMS: u64 = 10;
/// Identifier of the order.
pub const ID: u64 = 1_234_567;
/// Who placed the order.
pub const CUSTOMER: &str = "customers/4711";
/// Last digits of a card.
pub const DIGITS: &str = "4242";
/// When the card ends.
pub const YEAR: u32 = 2031;
/// What is said about the order.
pub const NOTE: &str = "leave it at the door";
/// When the order was placed: seconds since 1970, and nanoseconds.
pub const PLACED: (u64, u32) = (1_790_000_000, 123_000_000);
/// What a document is called.
pub const TITLE: &str = "Manual";

/// Length of a document's text and of its picture, in bytes.
const HALF: usize = 50 * 1024;

/// What an item is known by.
pub fn sku(number: u64) -> String {
    format!("sku-{:05}", number % 100_000)
}

/// How many of an item.
pub fn quantity(number: u64) -> u32 {
    u32::try_from(number % 1_000).unwrap_or_default() + 1
}

/// What an item costs.
pub fn price(number: u64) -> f64 {
    f64::from(quantity(number)) + 0.25
}

/// Words to find an item by.
pub fn tags() -> Vec<String> {
    vec!["garden".to_owned(), "summer".to_owned()]
}

/// How many there are in each warehouse.
pub fn stock() -> BTreeMap<String, u32> {
    let places = ["berlin", "lisbon", "madrid", "oslo", "paris"];
    let counts = [3, 70, 900, 12_000, 250_000];
    places.map(str::to_owned).into_iter().zip(counts).collect()
}

/// Numbers of one to three bytes.
pub fn samples() -> Vec<u32> {
    (0..20).map(|number| number * number * 100).collect()
}

/// A text with letters of one and two bytes.
pub fn text() -> String {
    let mut text = "Die Größe des Geräts ändert nichts. ".repeat(HALF / 36);
    text.truncate(text.floor_char_boundary(HALF));
    text
}

/// Bytes of every value.
pub fn picture() -> Vec<u8> {
    (0..=u8::MAX).cycle().take(HALF).collect()
}
