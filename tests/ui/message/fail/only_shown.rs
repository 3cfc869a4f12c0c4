use traitwire::message;

#[message]
struct Work {
    #[schemars(required)]
    title: Option<String>,
    #[schemars(inner(contains(pattern = "a")))]
    tags: Vec<String>,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Work>();
}
