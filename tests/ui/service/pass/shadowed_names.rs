//! A module in which every name means something else, and methods with the names of generated code.

#![deny(warnings)]
#![allow(non_camel_case_types, non_snake_case, dead_code)]

use traitwire::{message, service};

mod tasks {
    pub const NAME: &str = "a module of the trait's name";
}

struct Result;
struct Option;
struct String;
struct Vec;
struct Box;
struct Some;
struct None;
struct Ok;
struct Err;
struct Send;
struct Sync;
struct Future;
struct Service;
struct Status;
struct Call;
struct Clone;
struct Debug;
struct core;
struct std;
struct traitwire_;

/// A type that the server's parameter could hide.
#[message]
struct T {
    id: u64,
}

type S = ::traitwire::Status;
type R<X> = ::std::result::Result<X, S>;

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Not a constructor.
    async fn new(&self, req: T) -> R<T>;
    /// Not the waist.
    async fn call(&self, call: u64) -> R<()>;
    /// Not a copy.
    async fn clone(&self) -> R<()>;
    /// Not at an app.
    async fn register(&self, request: T) -> R<()>;
    /// Not a description.
    async fn spec(&self, spec: T, server: u8, rows: u8) -> R<()>;
    /// Not an address.
    async fn from_arc(&self) -> R<()>;
    /// A keyword.
    async fn r#match(&self, r#fn: u64) -> R<u64>;
}

#[derive(::std::clone::Clone)]
struct Board;

impl Tasks for Board {
    async fn new(&self, req: T) -> R<T> {
        R::Ok(req)
    }
    async fn call(&self, _: u64) -> R<()> {
        R::Ok(())
    }
    async fn clone(&self) -> R<()> {
        R::Ok(())
    }
    async fn register(&self, _: T) -> R<()> {
        R::Ok(())
    }
    async fn spec(&self, _: T, _: u8, _: u8) -> R<()> {
        R::Ok(())
    }
    async fn from_arc(&self) -> R<()> {
        R::Ok(())
    }
    async fn r#match(&self, r#fn: u64) -> R<u64> {
        R::Ok(r#fn)
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let spec = ::traitwire::Service::spec(&server);
    assert!(spec.method("match").is_some_and(|method| method.full_name == "tasks.v1.Tasks.Match"));
    assert_ne!(TasksService::NAME, tasks::NAME);
}
