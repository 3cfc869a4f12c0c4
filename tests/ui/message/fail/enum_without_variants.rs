use traitwire::message;

#[message]
enum Never {}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Never>();
}
