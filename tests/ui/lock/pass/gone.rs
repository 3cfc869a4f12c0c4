//# message lock.v1.Task (gone::Task)
//#   1 id uint64
//#   reserved 2 parent
//#   reserved 5 kids
//# enum lock.v1.State (gone::State)
//#   reserved 2 DROPPED
//# message lock.v1.Event (gone::Event)
//#   reserved 3 moved
//# message lock.v1.EventCreated (gone::Event::Created)
//#   reserved 4 by
//# message lock.v1.Error (gone::Error)
//#   reserved 5 board_full

//! What is gone is known to whoever reads the description of a type.

use traitwire::prelude::*;
use traitwire::spec::shape::{Body, Gone, VariantBody};
use traitwire::{Message, ServiceError};

#[message]
pub struct Task {
    pub id: u64,
}

#[message]
pub enum State {
    Done,
}

#[message]
pub enum Event {
    Created { id: u64 },
}

/// What can go wrong.
#[service_error]
pub enum Error {
    /// Anything.
    #[code(call)]
    Call(CallError),
}

const fn is(gone: &[Gone], number: u32, length: usize) -> bool {
    gone.len() == length && gone[0].number == number
}

const _: () = {
    let (Body::Struct(task), Body::Enum(state), Body::Enum(event)) = (
        &Task::SHAPE.get().body,
        &State::SHAPE.get().body,
        &Event::SHAPE.get().body,
    ) else {
        panic!("a struct and two enums");
    };
    assert!(is(task.gone, 2, 2) && is(state.gone, 2, 1) && is(event.gone, 3, 1));
    let VariantBody::Struct(created) = &event.variants[0].body else {
        panic!("fields");
    };
    assert!(is(created.gone, 4, 1));
    assert!(is(<Error as ServiceError>::GONE, 5, 1));
};

fn main() {}
