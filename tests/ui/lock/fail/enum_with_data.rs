//# enum lock.v1.State (enum_with_data::State)
//#   1 TO_DO
//#   2 DONE

use traitwire::prelude::*;

#[message]
enum State {
    ToDo,
    Done(u64),
}

fn main() {}
