use traitwire::message;

#[message]
struct Numbers {
    #[proto(0)]
    zero: u8,
    #[proto(19000)]
    kept: u8,
    #[proto(6)]
    first: u8,
    #[proto(6)]
    second: u8,
    #[proto(7, 8)]
    two: u8,
    #[proto("9")]
    text: u8,
}

#[message]
enum Choice {
    #[proto(2)]
    First,
    Second,
    HTTP,
    #[proto(9)]
    http,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Numbers>();
    message::<Choice>();
}
