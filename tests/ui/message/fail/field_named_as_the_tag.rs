use traitwire::message;

#[message]
#[serde(tag = "kind")]
enum Event {
    Created { kind: String },
    Deleted,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Event>();
}
