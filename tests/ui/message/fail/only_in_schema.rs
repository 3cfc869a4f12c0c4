use traitwire::message;

#[message]
struct Work {
    #[schemars(default)]
    id: u64,
    #[schemars(skip)]
    name: String,
    #[schemars(rename = "number")]
    other: u64,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Work>();
}
