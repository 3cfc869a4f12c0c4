use traitwire::message;

#[message]
enum State {
    Open,
    #[message(opaque)]
    Done { at: u64 },
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<State>();
}
