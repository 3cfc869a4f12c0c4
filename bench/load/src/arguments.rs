//! The command line.

use std::io;
use std::net::SocketAddr;
use std::str::FromStr;
use std::time::Duration;

/// What to do: `ADDRESS KEY=VALUE..`.
#[derive(Debug)]
pub struct Arguments {
    /// The server.
    pub address: SocketAddr,
    /// The server's process, whose CPU time is measured; 0: none.
    pub process: u32,
    /// How many connections.
    pub connections: usize,
    /// How many calls at once on each connection, where it can have several.
    pub calls: usize,
    /// What to call, where there are several things.
    pub case: String,
    /// How long to send before what counts.
    pub warmup: Duration,
    /// When to end.
    pub end: End,
}

/// When a run ends.
#[derive(Clone, Copy, Debug)]
pub enum End {
    /// After a time.
    After(Duration),
    /// Once exactly so many requests are answered.
    Requests(u64),
}

impl Arguments {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// Where the address is missing, or an argument is none.
    pub fn read(mut given: impl Iterator<Item = String>) -> io::Result<Self> {
        let address = given
            .next()
            .ok_or_else(|| wrong("the address is missing"))?;
        let mut arguments = Self {
            address: value(&address)?,
            process: 0,
            connections: 32,
            calls: 1,
            case: String::new(),
            warmup: Duration::ZERO,
            end: End::After(Duration::from_secs(8)),
        };
        for argument in given {
            match argument.split_once('=') {
                Some(("process", text)) => arguments.process = value(text)?,
                Some(("connections", text)) => arguments.connections = value(text)?,
                Some(("calls", text)) => arguments.calls = value(text)?,
                Some(("case", text)) => text.clone_into(&mut arguments.case),
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
