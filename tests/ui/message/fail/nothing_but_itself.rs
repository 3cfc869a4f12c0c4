use traitwire::prelude::*;

#[message]
struct Chain(Option<Box<Chain>>);

fn main() {
    let _ = |chain: Chain| chain.0.is_none();
}
