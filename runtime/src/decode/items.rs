//! All items of a stream as one value: the arguments of a tool that takes a stream.

use serde::Deserialize;

use crate::Status;
use crate::message::Value;
use crate::service::{Encoding, Payload};
use crate::spec::shape::{Body, Field, Fields, Kind, Shape, ShapeRef};

/// Reads `{"items": [..]}`.
pub(crate) fn items<T: Value>(payload: &Payload) -> Result<Vec<T>, Status> {
    match payload.encoding {
        #[cfg(feature = "grpc")]
        Encoding::Protobuf => Err(Status::internal("the arguments of a tool are JSON")),
        Encoding::Json => super::read(&Items::<T>::KIND, payload).map(|Items { items }| items),
    }
}

#[derive(Deserialize)]
struct Items<T> {
    items: Vec<T>,
}

impl<T: Value> Items<T> {
    const KIND: Kind = Kind::Message(ShapeRef::new(Self::SHAPE));

    const SHAPE: &'static Shape = &Shape {
        name: "Items",
        doc: "",
        args: &[T::KIND],
        package: None,
        written_alike: true,
        origin: "a stream of requests",
        body: Body::Struct(Fields {
            list: &[Field::plain("items", <Vec<T> as Value>::KIND)],
            open: false,
            deny_unknown: false,
            gone: &[],
        }),
    };
}
