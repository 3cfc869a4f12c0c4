use traitwire::message;

#[message]
struct Work {
    #[schemars(lenght(min = 1))]
    title: String,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Work>();
}
