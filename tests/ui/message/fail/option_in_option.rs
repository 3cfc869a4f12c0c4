use traitwire::message;

#[message]
struct Patch {
    owner: Option<Option<String>>,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Patch>();
}
