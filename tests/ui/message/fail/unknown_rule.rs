use traitwire::message;

#[message]
#[serde(rename_all = "camel_case")]
enum State {
    #[serde(rename_all(serialize = "Title Case"))]
    Open { user_id: u64 },
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<State>();
}
