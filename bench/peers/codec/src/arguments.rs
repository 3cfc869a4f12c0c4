//! The command line.

use std::str::FromStr;
use std::time::Duration;

pub(crate) struct Arguments {
    pub(crate) task: Task,
}

/// What to do.
pub(crate) enum Task {
    /// All operations, in rounds, each side so long.
    Measure { rounds: usize, time: Duration },
    /// One: the names of a message, an operation and a side.
    Repeat { names: [String; 3], count: u32 },
}

impl Arguments {
    pub(crate) fn read(given: impl Iterator<Item = String>) -> Result<Self, String> {
        let (mut rounds, mut time, mut count) = (9, Duration::from_millis(20), 1);
        let mut names = Vec::new();
        for argument in given {
            match argument.split_once('=') {
                Some(("rounds", text)) => rounds = value(text)?,
                Some(("milliseconds", text)) => time = Duration::from_millis(value(text)?),
                Some(("count", text)) => count = value(text)?,
                Some(_) => return Err(format!("no argument `{argument}`")),
                None => names.push(argument),
            }
        }
        let task = match <[String; 3]>::try_from(names) {
            Ok(names) => Task::Repeat { names, count },
            Err(names) if names.is_empty() => Task::Measure { rounds, time },
            Err(_) => return Err("expected a message, an operation and a side".to_owned()),
        };
        Ok(Self { task })
    }
}

fn value<T: FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("cannot read `{text}`"))
}
