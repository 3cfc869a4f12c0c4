use traitwire::message;

mod hex {
    pub fn serialize<S: Sized>(_: &u64, _: S) {}
    pub fn deserialize<D: Sized>(_: D) {}
}

#[message]
struct Task {
    #[serde(with = "hex")]
    id: u64,
    #[serde(deserialize_with = "hex::deserialize")]
    other: u64,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Task>();
}
