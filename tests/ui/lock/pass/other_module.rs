//# message lock.v1.Task (other_module::inner::Task)
//#   1 id uint64
//# message other.v1.Task (elsewhere::Task)
//#   1 id bytes
//# message lock.v1.SubTask (other_module::SubTask)
//#   1 id bytes

//! Types of one name are told apart by their modules.

use traitwire::prelude::*;

#[message]
pub struct Task {
    pub title: String,
    pub id: u64,
}

pub mod inner {
    use traitwire::prelude::*;

    #[message]
    pub struct Task {
        pub id: u64,
        pub title: String,
    }
}

fn main() {}
