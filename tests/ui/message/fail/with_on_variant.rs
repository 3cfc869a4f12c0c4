use traitwire::message;

mod hex {}

#[message]
enum Id {
    #[serde(with = "hex")]
    Number(u64),
    Name(String),
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Id>();
}
