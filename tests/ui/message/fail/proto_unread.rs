use traitwire::message;

#[message]
#[serde(from = "String", into = "String")]
struct Text {
    #[proto(2)]
    text: String,
    #[proto(bytes)]
    bytes: Vec<u8>,
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self { text, bytes: Vec::new() }
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.text
    }
}

#[message]
struct CutShort(u8, #[serde(default)] #[proto(required)] u8);

#[message]
struct Only(#[proto(required)] u8);

#[message]
struct Hidden {
    #[message(opaque)]
    #[proto(required)]
    maybe: Option<std::ops::Range<u8>>,
}

#[message]
struct Generic<T> {
    #[proto(bytes)]
    items: Vec<T>,
}

fn message<T: traitwire::Message>() {}

fn main() {
    message::<Text>();
    message::<CutShort>();
    message::<Only>();
    message::<Hidden>();
    message::<Generic<u8>>();
}
