//! The loop.

use std::io;
use std::time::{Duration, Instant};

use load::arguments::{Arguments, End};
use load::clocks::Clocks;
use load::figures::Figures;
use mio::{Events, Poll, Token};

use crate::connection::Connection;
use crate::request::Request;

/// A server that answers nothing for so long is broken.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends requests as the arguments say.
pub(crate) fn run(arguments: &Arguments, request: Request) -> io::Result<Figures> {
    let mut run = Run::new(arguments, request)?;
    run.begin()?;
    if arguments.warmup > Duration::ZERO {
        run.until(End::After(arguments.warmup))?;
    }
    let clocks = Clocks::now(arguments.process)?;
    run.latencies.clear();
    run.until(arguments.end)?;
    run.figures(&clocks, &Clocks::now(arguments.process)?)
}

struct Run {
    poll: Poll,
    connections: Vec<Connection>,
    request: Request,
    /// How many requests may still be sent.
    budget: u64,
    /// Of the answers that count.
    latencies: Vec<Duration>,
    first: Option<Vec<u8>>,
}

impl Run {
    fn new(arguments: &Arguments, request: Request) -> io::Result<Self> {
        let poll = Poll::new()?;
        let open = |index| Connection::open(arguments.address, poll.registry(), Token(index));
        let connections = (0..arguments.connections)
            .map(open)
            .collect::<io::Result<_>>()?;
        let budget = match arguments.end {
            End::After(_) => u64::MAX,
            End::Requests(number) => number,
        };
        Ok(Self {
            poll,
            connections,
            request,
            budget,
            latencies: Vec::with_capacity(1 << 20),
            first: None,
        })
    }

    fn begin(&mut self) -> io::Result<()> {
        (0..self.connections.len()).try_for_each(|index| self.send(index))
    }

    fn send(&mut self, index: usize) -> io::Result<()> {
        if self.budget == 0 {
            return Ok(());
        }
        self.budget -= 1;
        self.connections[index].send(self.request.next())
    }

    fn until(&mut self, end: End) -> io::Result<()> {
        let begin = Instant::now();
        let mut events = Events::with_capacity(1024);
        loop {
            let done = match end {
                End::After(time) => begin.elapsed() >= time,
                End::Requests(number) => self.latencies.len() as u64 >= number,
            };
            if done {
                return Ok(());
            }
            self.poll.poll(&mut events, Some(PATIENCE))?;
            if events.is_empty() {
                return Err(io::Error::other("the server does not answer"));
            }
            for event in &events {
                self.receive(event.token().0)?;
            }
        }
    }

    fn receive(&mut self, index: usize) -> io::Result<()> {
        let connection = &mut self.connections[index];
        let Some((answer, latency)) = connection.receive()? else {
            return Ok(());
        };
        let body = connection.body(&answer);
        let first = self.first.get_or_insert_with(|| body.to_vec());
        if answer.status != 200 || body.len() != first.len() {
            let (status, body) = (answer.status, String::from_utf8_lossy(body));
            return Err(io::Error::other(format!(
                "an answer unlike the first one: {status} {body}"
            )));
        }
        self.latencies.push(latency);
        self.send(index)
    }

    fn figures(self, begin: &Clocks, end: &Clocks) -> io::Result<Figures> {
        let first = self.first.ok_or_else(|| io::Error::other("no answer"))?;
        let first = String::from_utf8_lossy(&first).into_owned();
        Ok(begin.figures(end, self.latencies, first))
    }
}
