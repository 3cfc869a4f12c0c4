use traitwire::message;

#[message]
#[proto(3)]
struct Forms {
    #[proto(byte)]
    misspelt: Vec<u8>,
    #[proto(tag = 3)]
    named: u8,
    #[proto(name = "other")]
    other: u8,
    #[proto(as = "a b")]
    no_type: String,
    #[proto(bytes, as = "String")]
    two: Vec<u8>,
    #[serde(skip)]
    #[proto(required)]
    skipped: u8,
}

#[message]
enum Choice {
    #[proto(required)]
    First,
    Pair(#[proto(2)] u8, u8),
    Only(#[proto(2)] u8),
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Forms>();
    message::<Choice>();
}
