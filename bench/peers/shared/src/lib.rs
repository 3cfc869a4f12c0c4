//! What the peers have in common: the users whom they answer with, what the gRPC peers send, and the listener.

pub mod orders;

use std::io::{self, Write};
use std::net::TcpListener;

/// The name of a user.
pub fn name(id: u64) -> String {
    format!("User {id}")
}

/// The mail address of a user.
pub fn email(id: u64) -> String {
    format!("u{id}@example.com")
}

/// The roles of every user.
pub fn roles() -> Vec<String> {
    vec!["admin".to_owned(), "dev".to_owned()]
}

/// A listener on a free port, ready for tokio, which the first line on stderr names.
///
/// # Errors
///
/// Where no port can be had, or nobody reads stderr.
pub fn listen() -> io::Result<TcpListener> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    writeln!(
        io::stderr(),
        "listening on http://{}",
        listener.local_addr()?
    )?;
    Ok(listener)
}
