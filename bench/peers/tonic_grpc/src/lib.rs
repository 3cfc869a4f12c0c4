//! The service of the gRPC peers, as tonic and prost have it, and the values which they send.

#[expect(
    clippy::allow_attributes,
    clippy::pedantic,
    missing_docs,
    reason = "tonic and prost wrote it"
)]
mod generated {
    tonic::include_proto!("orders.v1");
}

pub use generated::*;

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
    Order {
        id: shared::orders::ID,
        customer: shared::orders::CUSTOMER.to_owned(),
        items: (0..shared::orders::ITEMS).map(item).collect(),
        stock: shared::orders::stock(),
        samples: shared::orders::samples(),
        payment: Some(Payment {
            kind: Some(payment::Kind::Card(PaymentCard {
                digits: shared::orders::DIGITS.to_owned(),
                year: shared::orders::YEAR,
            })),
        }),
        state: State::Sent.into(),
        note: Some(shared::orders::NOTE.to_owned()),
        placed: Some(prost_types::Timestamp {
            seconds: shared::orders::PLACED.0.cast_signed(),
            nanos: shared::orders::PLACED.1.cast_signed(),
        }),
    }
}

/// A document.
pub fn document() -> Document {
    Document {
        title: shared::orders::TITLE.to_owned(),
        text: shared::orders::text(),
        picture: shared::orders::picture(),
    }
}
