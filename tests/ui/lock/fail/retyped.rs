//# message lock.v1.Task (retyped::Task)
//#   1 id uint64
//#   2 kids repeated string
//#   3 state State
//#   4 marks map<string, uint64>
//# message lock.v1.Board (retyped::Board)
//#   1 owner User
//# message lock.v1.PageString (retyped::Page)
//#   1 items repeated string
//#   2 next string
//#   3 total uint64

use traitwire::prelude::*;

#[message]
struct Label(String);

/// The compiler looks through names of types.
#[message]
struct Task {
    id: u64,
    kids: Label,
    state: Option<State>,
    marks: std::collections::BTreeMap<String, u64>,
}

#[message]
struct State {
    done: bool,
}

/// What is written looks as it did.
#[message]
struct Board {
    owner: User,
}

type User = State;

#[message]
struct Page<T> {
    items: Vec<T>,
    next: Option<String>,
    total: Option<u32>,
}

fn main() {}
