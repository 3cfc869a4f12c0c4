use traitwire::message;

#[message]
#[serde(tag = "kind")]
enum Event {
    Moved(u64, u64),
    Deleted,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Event>();
}
