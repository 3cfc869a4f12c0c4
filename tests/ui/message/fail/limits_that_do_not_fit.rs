use std::collections::BTreeMap;

use traitwire::message;

#[message]
struct Work {
    #[schemars(range(min = 1))]
    title: String,
    #[schemars(length(max = 9))]
    size: Size,
    #[schemars(regex(pattern = "^[a-z]+$"))]
    tags: Vec<String>,
    #[schemars(inner(length(min = 1)))]
    numbers: Vec<u8>,
    #[schemars(length(min = 1))]
    done: bool,
    #[schemars(inner(range(max = 1)))]
    shares: BTreeMap<String, f64>,
}

#[message]
struct Size(u64);

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Work>();
}
