//! The command line.

use std::io;
use std::net::SocketAddr;
use std::str::FromStr;
use std::time::Duration;

/// What to do: `ADDRESS KEY=VALUE..`.
#[derive(Debug)]
pub(crate) struct Arguments {
    /// The server.
    pub(crate) address: SocketAddr,
    /// The server's process, whose CPU time is measured; 0: none.
    pub(crate) process: u32,
    /// How many connections.
    pub(crate) connections: usize,
    /// How long to send before what counts.
    pub(crate) warmup: Duration,
    /// When to end.
    pub(crate) end: End,
}

/// When a run ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum End {
    /// After a time.
    After(Duration),
    /// Once exactly so many requests are answered.
    Requests(u64),
}

impl Arguments {
    pub(crate) fn read(mut given: impl Iterator<Item = String>) -> io::Result<Self> {
        let address = given
            .next()
            .ok_or_else(|| wrong("the address is missing"))?;
        let mut arguments = Self {
            address: value(&address)?,
            process: 0,
            connections: 32,
            warmup: Duration::ZERO,
            end: End::After(Duration::from_secs(8)),
        };
        for argument in given {
            match argument.split_once('=') {
                Some(("process", text)) => arguments.process = value(text)?,
                Some(("connections", text)) => arguments.connections = value(text)?,
                Some(("warmup", text)) => arguments.warmup = seconds(text)?,
                Some(("seconds", text)) => arguments.end = End::After(seconds(text)?),
                Some(("requests", text)) => arguments.end = End::Requests(value(text)?),
                _ => return Err(wrong(&format!("no argument `{argument}`"))),
            }
        }
        Ok(arguments)
    }
}

fn seconds(text: &str) -> io::Result<Duration> {
    Duration::try_from_secs_f64(value(text)?).map_err(|error| wrong(&error.to_string()))
}

fn value<T: FromStr>(text: &str) -> io::Result<T> {
    text.parse()
        .map_err(|_| wrong(&format!("cannot read `{text}`")))
}

fn wrong(text: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, text)
}
