//! Follows a weather station over gRPC or HTTP: through the trait, which does not tell the two apart.
//!
//! Run `cargo run -p streaming`, and beside it:
//!
//! ```console
//! $ cargo run -p streaming --bin follow -- grpc http://127.0.0.1:8080
//! ```

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal"
)]

use std::error::Error;
use std::process::ExitCode;

use streaming::{Station, StationClient, StationError};
use traitwire::{Grpc, Http};

const UNCLEAR: &str = "the arguments do not name a station\nhint: write `follow grpc|http ADDRESS`";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let station = match arguments[..] {
        ["grpc", address] => StationClient::new(Grpc::new(address)?),
        ["http", address] => StationClient::new(Http::new(address)?),
        _ => return Err(UNCLEAR.into()),
    };
    follow(&station).await?;
    Ok(())
}

/// Shows three readings, and what becomes of a mistake. It does not know how far away the station is.
async fn follow(station: &impl Station) -> Result<(), StationError> {
    let mut readings = station.follow(Some(3)).await?;
    while let Some(reading) = readings.next().await {
        let reading = reading?;
        println!("{}: {} °C", reading.number, reading.temperature);
    }
    match station.calibrated("barometer".to_owned()).await {
        Err(StationError::NoSuchInstrument { name }) => println!("no instrument `{name}`"),
        other => println!("unexpected: {other:?}"),
    }
    Ok(())
}
