//! The service of the gRPC peers, as traitwire has it, and the values which they send.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use traitwire::prelude::*;
use traitwire::{Bytes, Status};

/// Which item.
#[message]
pub struct GetItem {
    /// Its number.
    pub id: u64,
}

/// How much of a list.
#[message]
pub struct List {
    /// How many elements.
    pub count: u32,
}

/// A thing that is sold.
#[message]
pub struct Item {
    /// What it is known by.
    pub sku: String,
    /// How many.
    pub quantity: u32,
    /// For one of them.
    pub price: f64,
    /// Words to find it by.
    pub tags: Vec<String>,
}

/// What somebody wants to have.
#[message]
pub struct Order {
    /// Server-assigned identifier.
    pub id: u64,
    /// Who wants it.
    pub customer: String,
    /// What they want.
    pub items: Vec<Item>,
    /// How many there are of each, by warehouse.
    pub stock: BTreeMap<String, u32>,
    /// What was measured on the way.
    pub samples: Vec<u32>,
    /// How it is paid.
    pub payment: Payment,
    /// How far it is.
    pub state: State,
    /// What else there is to say.
    pub note: Option<String>,
    /// When it was placed.
    pub placed: SystemTime,
}

/// How an order is paid.
#[message]
pub enum Payment {
    /// By a card.
    Card {
        /// Its last digits.
        digits: String,
        /// When it ends.
        year: u32,
    },
    /// By a voucher of this number.
    Voucher(String),
}

/// How far an order is.
#[message]
pub enum State {
    /// Not packed.
    Open,
    /// On its way.
    Sent,
    /// There.
    Delivered,
}

/// A long text, and a picture.
#[message]
pub struct Document {
    /// What it is called.
    pub title: String,
    /// What it says.
    pub text: String,
    /// What it shows.
    pub picture: Bytes,
}

/// Orders of a shop.
#[service(package = "orders.v1")]
pub trait Orders {
    /// Look up one item.
    #[method(read_only)]
    async fn get_item(&self, req: GetItem) -> Result<Item, Status>;
    /// Store an order, and give it back as it was stored.
    async fn put_order(&self, req: Order) -> Result<Order, Status>;
    /// List the items of the shop.
    #[method(read_only)]
    async fn list_items(&self, req: List) -> Result<Streaming<Item, Status>, Status>;
    /// List orders.
    #[method(read_only)]
    async fn list_orders(&self, req: List) -> Result<Streaming<Order, Status>, Status>;
}

/// An item.
pub fn item(number: u64) -> Item {
    Item {
        tags: shared::orders::tags(),
        ..small(number)
    }
}

/// A small item.
pub fn small(number: u64) -> Item {
    Item {
        sku: shared::orders::sku(number),
        quantity: shared::orders::quantity(number),
        price: shared::orders::price(number),
        tags: Vec::new(),
    }
}

/// An order.
pub fn order() -> Order {
    let (seconds, nanos) = shared::orders::PLACED;
    Order {
        id: shared::orders::ID,
        customer: shared::orders::CUSTOMER.to_owned(),
        items: (0..shared::orders::ITEMS).map(item).collect(),
        stock: shared::orders::stock(),
        samples: shared::orders::samples(),
        payment: Payment::Card {
            digits: shared::orders::DIGITS.to_owned(),
            year: shared::orders::YEAR,
        },
        state: State::Sent,
        note: Some(shared::orders::NOTE.to_owned()),
        placed: SystemTime::UNIX_EPOCH + Duration::new(seconds, nanos),
    }
}

/// A document.
pub fn document() -> Document {
    Document {
        title: shared::orders::TITLE.to_owned(),
        text: shared::orders::text(),
        picture: shared::orders::picture().into(),
    }
}
