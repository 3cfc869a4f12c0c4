use traitwire::message;

#[message]
#[serde(field_identifier)]
enum Key {
    Id,
    Name,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Key>();
}
