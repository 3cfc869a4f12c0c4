//# enum lock.v1.State (enum_values::State)
//#   1 TO_DO
//#   2 DONE

use traitwire::prelude::*;

#[message]
enum State {
    ToDo,
    Doing,
    Done,
}

fn main() {}
