//! A station without instruments: its readings are made up, and are the same in every run.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use streaming::{Direction, Reading, Station, StationError, Warning};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;
use traitwire::Streaming;

/// Readings that a reader may fall behind before it misses some.
const BACKLOG: usize = 256;

/// A simulated station.
pub(crate) struct Simulated {
    readings: broadcast::Sender<Reading>,
    taken: Arc<AtomicU64>,
}

impl Simulated {
    /// Takes a reading each `interval`, until it is dropped.
    pub(crate) fn start(interval: Duration) -> Self {
        let (readings, _) = broadcast::channel(BACKLOG);
        let taken = Arc::new(AtomicU64::new(0));
        let (to, count) = (readings.downgrade(), taken.clone());
        tokio::spawn(async move {
            let mut ticks = tokio::time::interval(interval);
            loop {
                ticks.tick().await;
                let Some(to) = to.upgrade() else { return };
                let number = count.fetch_add(1, Ordering::Relaxed) + 1;
                // Without readers nobody takes it.
                let _ = to.send(reading(number));
            }
        });
        Self { readings, taken }
    }
}

impl Station for Simulated {
    async fn follow(
        &self,
        limit: Option<u32>,
    ) -> Result<Streaming<Reading, StationError>, StationError> {
        let left = limit.map_or(u64::MAX, u64::from);
        let state = Some((self.readings.subscribe(), left));
        Ok(Streaming::unfold(state, async |state| {
            let (mut readings, left) = state.filter(|(_, left)| *left > 0)?;
            match readings.recv().await {
                Ok(reading) => Some((Ok(reading), Some((readings, left - 1)))),
                Err(RecvError::Lagged(missed)) => {
                    Some((Err(StationError::TooSlow { missed }), None))
                }
                Err(RecvError::Closed) => None,
            }
        }))
    }

    async fn calibrated(&self, instrument: String) -> Result<u64, StationError> {
        match instrument.as_str() {
            "thermometer" | "anemometer" => Ok(self.taken.load(Ordering::Relaxed)),
            _ => Err(StationError::NoSuchInstrument { name: instrument }),
        }
    }
}

/// The weather goes round in a circle of sixteen readings.
fn reading(number: u64) -> Reading {
    let hour = number % 16;
    #[expect(clippy::cast_precision_loss, reason = "less than 16")]
    let hour = hour as f64;
    let (temperature, wind) = (12.0 - hour, hour * 5.5);
    let warning = match () {
        () if temperature < 0.0 => Some(Warning::Frost),
        () if wind > 60.0 => Some(Warning::Gale { gusts: wind + 20.0 }),
        () => None,
    };
    Reading {
        number,
        temperature,
        wind,
        from: match number % 4 {
            0 => Direction::North,
            1 => Direction::East,
            2 => Direction::South,
            _ => Direction::West,
        },
        warning,
    }
}
