use traitwire::message;

#[message]
struct Work {
    #[message(opaqe)]
    id: u64,
    #[message(opaque = true)]
    name: String,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Work>();
}
