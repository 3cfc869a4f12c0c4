//! Encodes and decodes the same messages by traitwire and by prost, and prints nanoseconds an operation as JSON.
//!
//! `codec rounds=9 milliseconds=20` measures all operations in turn, in each round both sides of each. `codec MESSAGE
//! OPERATION SIDE count=1000` does one of them so many times, for a profiler. Before anything else the bytes of both sides
//! are compared, and each reads the other's.

mod arguments;
mod cases;
mod sides;

use std::hint::black_box;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use arguments::{Arguments, Task};
use cases::{Case, Operation};
use serde::Serialize;

/// What was measured of one operation.
#[derive(Serialize)]
struct Figures {
    message: &'static str,
    bytes: usize,
    operation: &'static str,
    /// Nanoseconds an operation, in each round.
    traitwire: Vec<f64>,
    prost: Vec<f64>,
}

fn main() -> ExitCode {
    match execute() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where stderr is gone too, the exit code says it.
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn execute() -> Result<(), String> {
    let arguments = Arguments::read(std::env::args().skip(1))?;
    let cases = cases::all()?;
    match arguments.task {
        Task::Measure { rounds, time } => print(&measure(&cases, rounds, time)),
        Task::Repeat { names, count } => repeat(&cases, &names, count),
    }
}

fn print(figures: &[Figures]) -> Result<(), String> {
    serde_json::to_writer(io::stdout(), figures).map_err(|error| error.to_string())
}

fn measure(cases: &[Case], rounds: usize, time: Duration) -> Vec<Figures> {
    let mut measured = Vec::new();
    for case in cases {
        for operation in &case.operations {
            measured.push((
                Figures {
                    message: case.message,
                    bytes: case.bytes,
                    operation: operation.name,
                    traitwire: Vec::new(),
                    prost: Vec::new(),
                },
                operation,
                times_in(&operation.traitwire, time),
            ));
        }
    }
    for round in 0..rounds {
        for (figures, operation, times) in &mut measured {
            // Whoever comes second finds warm caches; each comes second every other time.
            if round % 2 == 0 {
                figures.traitwire.push(nanos(&operation.traitwire, *times));
                figures.prost.push(nanos(&operation.prost, *times));
            } else {
                figures.prost.push(nanos(&operation.prost, *times));
                figures.traitwire.push(nanos(&operation.traitwire, *times));
            }
        }
    }
    measured.into_iter().map(|(figures, ..)| figures).collect()
}

/// How many times an operation fits into a time, warm caches and all.
fn times_in(operation: &dyn Fn(), time: Duration) -> u32 {
    let begin = Instant::now();
    let mut times = 0;
    while begin.elapsed() < time {
        operation();
        times += 1;
    }
    times
}

/// Nanoseconds an operation. It is the least of several runs, since what else the machine does only ever adds.
fn nanos(operation: &dyn Fn(), times: u32) -> f64 {
    const RUNS: u32 = 8;
    let times = times.div_ceil(RUNS);
    let run = |_| {
        let begin = Instant::now();
        for _ in 0..times {
            black_box(operation)();
        }
        begin.elapsed().as_secs_f64() * 1e9 / f64::from(times)
    };
    (0..RUNS).map(run).fold(f64::INFINITY, f64::min)
}

fn repeat(cases: &[Case], names: &[String; 3], count: u32) -> Result<(), String> {
    let [message, name, side] = names;
    let case = cases.iter().find(|case| case.message == message);
    let operation: &Operation = case
        .and_then(|case| case.operations.iter().find(|found| found.name == name))
        .ok_or_else(|| format!("no operation `{name}` of `{message}`"))?;
    let run = match side.as_str() {
        "traitwire" => &operation.traitwire,
        "prost" => &operation.prost,
        _ => return Err(format!("no side `{side}`")),
    };
    for _ in 0..count {
        run();
    }
    Ok(())
}
