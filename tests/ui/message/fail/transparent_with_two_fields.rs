use traitwire::message;

#[message]
#[serde(transparent)]
struct Work {
    id: u64,
    name: String,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Work>();
}
