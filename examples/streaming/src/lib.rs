//! A weather station: the trait, its messages and its errors. What stands here is what every caller sees, over gRPC,
//! HTTP and MCP alike.
//!
//! Run with `cargo run -p streaming`, which serves a simulated station; this crate has nothing to run.

use traitwire::prelude::*;

/// What the instruments showed at one moment.
#[message]
#[derive(PartialEq)]
pub struct Reading {
    /// Counts the readings of the station, from 1.
    pub number: u64,
    /// In degrees Celsius.
    pub temperature: f64,
    /// In kilometres an hour.
    pub wind: f64,
    /// Where the wind comes from.
    pub from: Direction,
    /// What is worth a warning, if anything is.
    pub warning: Option<Warning>,
}

/// A direction of the compass.
#[message]
#[derive(Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// 0 degrees.
    North,
    /// 90 degrees.
    East,
    /// 180 degrees.
    South,
    /// 270 degrees.
    West,
}

/// Something to be warned of.
#[message]
#[derive(PartialEq)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Warning {
    /// The wind is strong.
    Gale {
        /// Its speed in gusts, in kilometres an hour.
        gusts: f64,
    },
    /// Water freezes.
    Frost,
}

/// Why the station did not answer.
#[service_error]
pub enum StationError {
    /// There is no instrument of this name.
    #[code(not_found)]
    NoSuchInstrument {
        /// The name that was given.
        name: String,
    },
    /// The reader is too slow, and missed readings. Follow the station again.
    #[code(aborted, retryable)]
    TooSlow {
        /// How many were missed.
        missed: u64,
    },
    /// The call did not reach the station, or the station failed in a way that no other variant describes.
    #[code(call)]
    Call(CallError),
}

/// Follow a weather station.
#[service(package = "weather.v1")]
pub trait Station {
    /// Follow the readings as they are taken, from the next one on.
    ///
    /// @example the next three: {"limit": 3}
    /// @error too_slow
    #[method(read_only)]
    async fn follow(
        &self,
        /// Ends after so many readings; without it the feed has no end.
        #[schemars(range(min = 1))]
        limit: Option<u32>,
    ) -> Result<Streaming<Reading, StationError>, StationError>;

    /// Tell when an instrument was last calibrated: how many readings ago.
    ///
    /// @example {"instrument": "thermometer"}
    /// @error no_such_instrument
    #[method(read_only)]
    async fn calibrated(
        &self,
        /// Its name: `thermometer` or `anemometer`.
        instrument: String,
    ) -> Result<u64, StationError>;
}
