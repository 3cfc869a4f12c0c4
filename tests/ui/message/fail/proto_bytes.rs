use traitwire::message;

#[message]
struct Picture {
    #[proto(bytes)]
    name: String,
    #[proto(bytes)]
    numbers: Vec<u32>,
}

fn main() {
    let _ = |picture: Picture| (picture.name, picture.numbers);
}
