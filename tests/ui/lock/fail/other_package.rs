//# message lock.v1.Used (other_package::Used)
//#   1 task a.v1.Task
//#   2 other Task
//# message lock.v1.BookUint64 (other_package::Book)
//#   1 items repeated uint64
//#   2 task a.v1.Task

//! A message of the same name in another package is another one.

use traitwire::prelude::*;

#[message]
pub struct Used {
    pub task: b::Task,
    pub other: b::Task,
}

#[message]
pub struct Book<T> {
    pub items: Vec<T>,
    pub task: b::Task,
}

pub mod b {
    use traitwire::prelude::*;

    #[message(package = "b.v1")]
    pub struct Task {
        pub id: u64,
    }
}

fn main() {}
