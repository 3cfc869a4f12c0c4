//! What was measured.

use std::time::Duration;

use serde::Serialize;

/// The figures of a run, warm-up left out.
#[derive(Debug, Serialize)]
pub struct Figures {
    /// How many answers came.
    pub answered: u64,
    /// How long the run took.
    pub seconds: f64,
    /// The time that half of the answers did not exceed, in microseconds.
    pub p50_us: f64,
    /// The same, of nine in ten.
    pub p90_us: f64,
    /// The same, of 99 in a hundred.
    pub p99_us: f64,
    /// The longest.
    pub max_us: f64,
    /// CPU time of the server's process.
    pub server_cpu_ns: u64,
    /// CPU time of this process: as long as the run, if this process held the server up.
    pub client_cpu_ns: u64,
    /// The first answer, where somebody else judges it.
    pub first: String,
}

/// The latency that this share of the answers did not exceed, in microseconds. The latencies are sorted.
pub fn percentile(sorted: &[Duration], share: f64) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index"
    )]
    let at = (sorted.len() as f64 * share) as usize;
    let latency = sorted.get(at).or(sorted.last());
    latency.map_or(0.0, |latency| latency.as_secs_f64() * 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_the_answers() {
        let sorted: Vec<_> = (0..100).map(Duration::from_micros).collect();
        assert!((percentile(&sorted, 0.5) - 50.0).abs() < 0.01);
        assert!((percentile(&sorted, 0.99) - 99.0).abs() < 0.01);
        assert!((percentile(&sorted, 1.0) - 99.0).abs() < 0.01);
        assert!(percentile(&[], 0.5).abs() < 0.01);
    }
}
