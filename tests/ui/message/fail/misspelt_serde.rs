use traitwire::message;

#[message]
#[serde(rename_al = "camelCase")]
struct Work {
    #[serde(renam = "number")]
    id: u64,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Work>();
}
