//# message lock.v1.State (enum_without_data::State)
//#   1 to_do google.protobuf.Empty
//#   2 done uint64

use traitwire::prelude::*;

#[message]
enum State {
    ToDo,
    Done,
}

fn main() {}
