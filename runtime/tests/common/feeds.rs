//! A service of streams.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use traitwire::{CallError, Context, Status, Streaming, message, service, service_error};

/// One of many.
#[message]
pub struct Tick {
    /// Its number.
    pub number: u64,
    /// Anything.
    #[serde(default)]
    pub text: String,
}

/// How a stream ends.
#[message]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// After its last item.
    Well,
    /// With an error of the service.
    Fail,
    /// With a panic.
    Panic,
    /// Not at all; it goes on when it is cancelled.
    Hang,
    /// When it is cancelled.
    Tidy,
}

/// Why a feed was refused, or ended.
#[service_error]
pub enum FeedError {
    /// There is nothing of this number.
    #[code(not_found)]
    NoSuchTick {
        /// The number.
        number: u64,
    },
    /// The call did not get through.
    #[code(call)]
    Call(CallError),
}

/// Streams in all directions.
#[service(package = "feeds.v1")]
pub trait Feeds {
    /// Count to a number.
    #[method(read_only)]
    async fn count(
        &self,
        cx: Context,
        /// The last number; 0 is refused.
        to: u64,
        /// How it ends.
        end: End,
    ) -> Result<Streaming<Tick, FeedError>, FeedError>;

    /// Send items of a size for ever.
    async fn flood(&self, size: u64) -> Result<Streaming<Tick, FeedError>, FeedError>;

    /// Send one item in time, and no second one.
    #[method(timeout = "50ms")]
    async fn stall(&self) -> Result<Streaming<Tick, FeedError>, FeedError>;

    /// Add numbers up.
    async fn sum(&self, ticks: Streaming<Tick>) -> Result<u64, FeedError>;

    /// Take one item and leave the rest.
    async fn first(&self, ticks: Streaming<Tick>) -> Result<Tick, FeedError>;

    /// Send back what comes, each at once.
    async fn echo(&self, req: Streaming<Tick>) -> Result<Streaming<Tick, FeedError>, FeedError>;
}

/// What has become of the streams of a server.
#[derive(Clone, Default)]
pub struct Board(Arc<Counts>);

#[derive(Default)]
struct Counts {
    alive: AtomicUsize,
    made: AtomicUsize,
}

impl Board {
    /// Streams that nobody has dropped.
    pub fn alive(&self) -> usize {
        self.0.alive.load(Ordering::SeqCst)
    }

    /// Items that were made.
    pub fn made(&self) -> usize {
        self.0.made.load(Ordering::SeqCst)
    }

    fn guard(&self) -> Alive {
        self.0.alive.fetch_add(1, Ordering::SeqCst);
        Alive(self.0.clone())
    }
}

struct Alive(Arc<Counts>);

impl Alive {
    fn tick(&self, number: u64, text: String) -> Tick {
        self.0.made.fetch_add(1, Ordering::SeqCst);
        Tick { number, text }
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.0.alive.fetch_sub(1, Ordering::SeqCst);
    }
}

type Ticks = Streaming<Tick, FeedError>;

impl Feeds for Board {
    async fn count(&self, cx: Context, to: u64, end: End) -> Result<Ticks, FeedError> {
        if to == 0 {
            return Err(FeedError::NoSuchTick { number: 0 });
        }
        let state = (1, end, cx, self.guard());
        Ok(Streaming::unfold(
            state,
            move |(n, end, cx, alive)| async move {
                if n <= to {
                    let tick = alive.tick(n, String::new());
                    return Some((Ok(tick), (n + 1, end, cx, alive)));
                }
                match end {
                    End::Well => None,
                    End::Fail => Some((
                        Err(FeedError::NoSuchTick { number: n }),
                        (n, end, cx, alive),
                    )),
                    End::Panic => panic!("a secret of the stream"),
                    End::Hang => std::future::pending().await,
                    End::Tidy => {
                        cx.cancelled().await;
                        let tick = alive.tick(n, "the last".to_owned());
                        Some((Ok(tick), (n, End::Well, cx, alive)))
                    }
                }
            },
        ))
    }

    async fn flood(&self, size: u64) -> Result<Ticks, FeedError> {
        let text = "x".repeat(usize::try_from(size).unwrap());
        let state = (1, text, self.guard());
        Ok(Streaming::unfold(state, async |(n, text, alive)| {
            let tick = alive.tick(n, text.clone());
            Some((Ok(tick), (n + 1, text, alive)))
        }))
    }

    async fn stall(&self) -> Result<Ticks, FeedError> {
        Ok(Streaming::unfold((1, self.guard()), async |(n, alive)| {
            if n > 1 {
                std::future::pending::<()>().await;
            }
            Some((Ok(alive.tick(n, String::new())), (n + 1, alive)))
        }))
    }

    async fn sum(&self, mut ticks: Streaming<Tick>) -> Result<u64, FeedError> {
        let _alive = self.guard();
        let mut sum = 0;
        while let Some(tick) = ticks.next().await {
            sum += tick?.number;
        }
        Ok(sum)
    }

    async fn first(&self, mut ticks: Streaming<Tick>) -> Result<Tick, FeedError> {
        let none = || Status::invalid_argument("nothing came");
        let first = ticks
            .next()
            .await
            .ok_or_else(none)
            .map_err(CallError::from)?;
        Ok(first?)
    }

    async fn echo(&self, req: Streaming<Tick>) -> Result<Ticks, FeedError> {
        let state = (req, self.guard());
        Ok(Streaming::unfold(state, async |(mut ticks, alive)| {
            let tick = ticks.next().await?;
            Some((tick.map_err(FeedError::from), (ticks, alive)))
        }))
    }
}
