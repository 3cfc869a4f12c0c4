//# message lock.v1.Task (changes::Task)
//#   1 id uint64
//#   2 title string
//#   reserved 3 parent
//#   4 labels repeated string
//#   5 state State
//#   6 left string
//#   9 grid repeated ListUint32
//#   10 words ListString
//# enum lock.v1.State (changes::State)
//#   1 TO_DO
//#   2 DONE
//# message lock.v1.Event (changes::Event)
//#   1 none google.protobuf.Empty
//#   2 created EventCreated
//#   3 list ListString
//# message lock.v1.EventCreated (changes::Event::Created)
//#   1 id uint64
//# message lock.v1.Pair (changes::Pair)
//#   1 f0 uint64

//! What may be changed: fields come and go, and what is the same in protobuf is the same.

use traitwire::prelude::*;

traitwire::lock!("api.lock");

type Words = Vec<Word>;

/// Written as what it holds.
#[message]
pub struct Word(String);

#[message]
pub struct Task {
    pub id: Option<u64>,
    #[serde(rename = "name")]
    pub title: Word,
    #[proto(4)]
    pub labels: Words,
    #[proto(5)]
    pub state: State,
    /// A field of a new type has a new number.
    #[proto(7)]
    pub left: bool,
    #[serde(skip)]
    pub hidden: u8,
    #[proto(8)]
    pub new: Box<Event>,
    #[proto(9)]
    pub grid: Vec<Vec<u8>>,
    #[proto(10)]
    pub words: Option<Vec<Word>>,
}

#[message]
pub enum State {
    ToDo,
    #[proto(3)]
    Dropped,
}

#[message]
pub enum Event {
    None,
    Created { id: u64, by: String },
    List(Vec<String>),
    More(u64, String),
}

#[message]
pub struct Pair(u64, String);

fn main() {}
