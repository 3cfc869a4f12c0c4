use traitwire::__private::{schemars, serde};
use traitwire::spec::shape::Kind;

#[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(crate = "traitwire::__private::serde")]
#[schemars(crate = "traitwire::__private::schemars")]
struct Ours(u8);

impl traitwire::Value for Ours {
    const KIND: Kind = Kind::Opaque;
}

fn main() {
    let _ = Ours(0).0;
}
