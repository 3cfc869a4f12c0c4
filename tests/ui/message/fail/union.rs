use traitwire::message;

#[message]
union Number {
    int: u32,
    float: f32,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Number>();
}
