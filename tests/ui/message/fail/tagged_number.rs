use traitwire::message;

#[message]
struct Id(u64);

#[message]
#[serde(tag = "kind")]
enum Event {
    Created(Id),
    Renamed(Box<Names>),
    Deleted,
}

#[message]
struct Names {
    names: Vec<String>,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Event>();
}
