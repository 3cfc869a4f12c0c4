//# message lock.v1.Used (packages::Used)
//#   1 task a.v1.Task
//#   2 tasks map<string, b.v1.Task>
//#   3 plain Plain
//# message a.v1.Task (packages::a::Task)
//#   1 plain lock.v1.Plain
//#   2 parent Task
//# message a.v1.PagePlain (packages::a::Page)
//#   1 items repeated lock.v1.Plain
//#   2 first lock.v1.Plain
//#   3 task b.v1.Task
//# message lock.v1.BookPlain (packages::Book)
//#   1 items repeated Plain
//#   2 first Plain
//#   3 task b.v1.Task

//! Messages of other packages have their full names.

use std::collections::HashMap;

use traitwire::prelude::*;

#[message]
pub struct Plain {
    pub id: u64,
}

#[message]
pub struct Used {
    pub task: a::Task,
    pub tasks: HashMap<String, b::Task>,
    pub plain: Plain,
}

#[message]
pub struct Book<T> {
    pub items: Vec<T>,
    pub first: Plain,
    pub task: b::Task,
}

pub mod a {
    use traitwire::prelude::*;

    #[message(package = "a.v1")]
    pub struct Task {
        /// In the package of the service.
        pub plain: super::Plain,
        pub parent: Option<Box<Task>>,
    }

    #[message(package = "a.v1")]
    pub struct Page<T> {
        pub items: Vec<T>,
        pub first: super::Plain,
        pub task: super::b::Task,
    }
}

pub mod b {
    use traitwire::prelude::*;

    #[message(package = "b.v1")]
    pub struct Task {
        pub id: u64,
    }
}

fn main() {}
