use std::collections::BTreeMap;

use traitwire::message;

type Maybe<T> = Option<T>;

#[message]
struct Names(Vec<String>);

#[message]
struct Fields {
    #[proto(required)]
    list: Vec<u8>,
    #[proto(required)]
    map: BTreeMap<String, u8>,
    #[proto(required)]
    option: Maybe<u8>,
    #[proto(required)]
    names: Names,
    // These can be.
    #[proto(required)]
    number: u8,
    #[proto(required, bytes)]
    bytes: Vec<u8>,
}

fn main() {
    let _ = |fields: Fields| (fields.list, fields.map, fields.option, fields.names.0);
    let _ = |fields: Fields| (fields.number, fields.bytes);
}
