//! Sends the same JSON-RPC request again and again over connections that stay open, and prints what it measured as JSON.
//!
//! The request, head and body as they go over the wire, comes on stdin. The id in it, `"id":1000000000`, is replaced by
//! one of the same length that no other request has. Each connection sends its next request once it has its answer. Every
//! answer has to be a 200 as long as the first one, which is printed for whoever can judge it.

mod answer;
mod connection;
mod request;
mod run;

use std::io::{self, Read, Write};
use std::process::ExitCode;

use load::arguments::Arguments;
use request::Request;

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

fn execute() -> io::Result<()> {
    let arguments = Arguments::read(std::env::args().skip(1))?;
    let mut template = Vec::new();
    io::stdin().read_to_end(&mut template)?;
    let figures = run::run(&arguments, Request::new(template)?)?;
    serde_json::to_writer(io::stdout(), &figures)?;
    Ok(())
}
