use traitwire::message;

#[message]
struct Id(#[serde(skip)] u64);

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Id>();
}
