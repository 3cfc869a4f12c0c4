//# message lock.v1.Event (variants::Event)
//#   1 none google.protobuf.Empty
//#   2 created EventCreated
//#   3 moved EventMoved
//#   4 tagged ListString
//#   5 gone google.protobuf.Empty
//# message lock.v1.EventCreated (variants::Event::Created)
//#   1 id uint64
//#   2 by string
//# message lock.v1.EventMoved (variants::Event::Moved)
//#   1 f0 uint64
//#   2 f1 uint64

use traitwire::prelude::*;

#[message]
enum Event {
    None(u64),
    Created { by: String },
    Moved(u64, String),
    Tagged(String),
}

fn main() {}
