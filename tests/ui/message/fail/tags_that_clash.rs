use traitwire::message;

#[message]
#[serde(content = "value")]
enum Alone {
    Number(u64),
}

#[message]
#[serde(tag = "key", content = "key")]
enum Same {
    Number(u64),
}

#[message]
#[serde(untagged, tag = "key")]
enum Both {
    Number(u64),
}

#[message]
enum Other {
    Number(u64),
    #[serde(other)]
    Rest(u64),
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Alone>();
    message::<Same>();
    message::<Both>();
    message::<Other>();
}
