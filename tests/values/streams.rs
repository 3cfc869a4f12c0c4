//! Streams in both directions.

use traitwire::Streaming;
use traitwire::prelude::*;

/// One of many.
#[message]
pub(crate) struct Tick {
    /// Its number; beyond 2^53 in what is counted down from there.
    pub(crate) number: u64,
    /// Anything.
    #[serde(default)]
    pub(crate) text: String,
}

/// How a stream ends.
#[message]
#[serde(rename_all = "snake_case")]
pub(crate) enum End {
    /// After its last item.
    Well,
    /// With an error.
    Fail,
    /// Not before its reader leaves, or the server closes.
    Never,
}

/// Why a stream did not go on.
#[service_error]
pub(crate) enum StreamError {
    /// There are no more.
    #[code(not_found)]
    NoMore {
        /// How many there were.
        sent: u64,
    },
    /// What comes from around the method.
    #[code(call)]
    Call(CallError),
}

/// Streams numbers.
#[service(package = "values.v1", name = "Streams")]
pub(crate) trait Streams {
    /// Count from a number on.
    #[method(read_only)]
    async fn count(
        &self,
        /// The first number.
        from: u64,
        /// How many numbers.
        many: u64,
        /// How it ends.
        end: End,
    ) -> Result<Streaming<Tick, StreamError>, StreamError>;

    /// Add numbers up.
    #[method(read_only)]
    async fn sum(&self, ticks: Streaming<Tick>) -> Result<u64, StreamError>;

    /// Send back what comes, each at once.
    #[method(read_only)]
    async fn echo(
        &self,
        ticks: Streaming<Tick>,
    ) -> Result<Streaming<Tick, StreamError>, StreamError>;
}

/// The implementation.
pub(crate) struct Counter;

impl Streams for Counter {
    async fn count(
        &self,
        from: u64,
        many: u64,
        end: End,
    ) -> Result<Streaming<Tick, StreamError>, StreamError> {
        Ok(Streaming::unfold((0, end), move |(sent, end)| async move {
            if sent < many {
                let tick = Tick {
                    number: from + sent,
                    text: "é\u{2028}😀\n".to_owned(),
                };
                return Some((Ok(tick), (sent + 1, end)));
            }
            match end {
                End::Well => None,
                End::Fail => Some((Err(StreamError::NoMore { sent }), (sent, end))),
                End::Never => std::future::pending().await,
            }
        }))
    }

    async fn sum(&self, mut ticks: Streaming<Tick>) -> Result<u64, StreamError> {
        let mut sum = 0;
        while let Some(tick) = ticks.next().await {
            sum += tick?.number;
        }
        Ok(sum)
    }

    async fn echo(
        &self,
        ticks: Streaming<Tick>,
    ) -> Result<Streaming<Tick, StreamError>, StreamError> {
        Ok(Streaming::unfold(ticks, async |mut ticks| {
            let tick = ticks.next().await?;
            Some((tick.map_err(StreamError::from), ticks))
        }))
    }
}
