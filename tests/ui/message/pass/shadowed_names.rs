//! The names of the prelude can mean anything where a message is declared, but `Some` and `None`, which schemars needs.
#![allow(dead_code, unused_macros)]

struct Result;
struct Option;
struct Ok;
struct Err;
struct String;
struct Vec;
struct Box;
struct ToString;
trait Clone {}
trait Default {}
trait From {}
trait Into {}
trait Send {}
trait Sync {}
trait Copy {}
trait Sized {}
trait Debug {}
trait Serialize {}
trait Deserialize {}
trait JsonSchema {}
trait Message {}
trait Value {}
mod core {}
mod std {}
mod serde {}
mod schemars {}
mod shape {}
mod alloc {}

macro_rules! concat { () => {}; }
macro_rules! line { () => {}; }
macro_rules! file { () => {}; }
macro_rules! module_path { () => {}; }
macro_rules! panic { () => {}; }
macro_rules! format { () => {}; }
macro_rules! vec { () => {}; }

#[traitwire::message]
struct Task {
    /// The id.
    #[schemars(range(min = 1), extend("deprecated" = true))]
    id: u64,
    #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
    #[schemars(length(max = 3))]
    tags: ::std::vec::Vec<::std::string::String>,
    owner: ::core::option::Option<Owner>,
    page: Page<u8>,
}

#[traitwire::message]
#[serde(tag = "kind", content = "of")]
enum Owner {
    Nobody,
    User { name: ::std::string::String },
    Group(u64),
    Two(u64, u64),
}

#[traitwire::message]
struct Page<T> {
    #[serde(default)]
    items: ::std::vec::Vec<T>,
}

#[traitwire::service_error]
enum TaskError {
    /// No task has this id.
    #[code(not_found)]
    NoSuchTask { id: u64, name: ::core::option::Option<::std::string::String> },
    /// The board is full.
    #[code(resource_exhausted)]
    BoardFull,
    /// The call failed.
    #[code(call)]
    Call(traitwire::CallError),
}

fn message<T: traitwire::Message>() {}
fn error<T: traitwire::ServiceError + ::core::fmt::Display>() {}

fn main() {
    message::<Task>();
    message::<Owner>();
    message::<Page<Task>>();
    error::<TaskError>();
}
