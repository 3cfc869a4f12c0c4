use traitwire::message;

struct Foreign {
    id: u64,
}

#[message]
#[serde(remote = "Foreign")]
struct Local {
    #[serde(getter = "Foreign::id")]
    id: u64,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Local>();
}
