use traitwire::message;

#[message]
#[serde(rename_all = "lowercase")]
enum State {
    ToDo,
    Todo,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<State>();
}
