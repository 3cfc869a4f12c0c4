use traitwire::message;

#[message]
enum State {
    Open,
    Done(#[serde(skip)] u64),
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<State>();
}
