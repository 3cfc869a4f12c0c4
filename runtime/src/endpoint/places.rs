//! Places: how many calls there may be at a time, and how many messages that may turn out to be one.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Endpoint;
#[cfg(feature = "http")]
use crate::context::{Calls, Counted};
use crate::spec::Code;
use crate::{Context, Status};

/// Places of the calls of one connection: twice as many as HTTP/2 lets run at a time. A client that cancels calls and makes
/// others has as many handlers that tidy up.
#[cfg(feature = "http")]
const OF_A_CONNECTION: usize = 256;

/// How many places of an endpoint are taken.
#[derive(Default)]
pub(super) struct Taken {
    calls: AtomicUsize,
    #[cfg(all(feature = "http", feature = "mcp"))]
    messages: AtomicUsize,
}

/// What a place is for. There are [`Limits::calls`](crate::Limits::calls) of each kind.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    /// A call, from before its input is read until its handler has ended.
    Call,
    /// A message of MCP while it is read. It may be no call, which a server takes that is full of calls.
    #[cfg(all(feature = "http", feature = "mcp"))]
    Message,
}

/// A place, until it is dropped.
pub(crate) struct Place {
    endpoint: Arc<Endpoint>,
    purpose: Purpose,
    #[cfg(feature = "http")]
    of_connection: Option<Counted>,
}

impl Place {
    /// Takes one, whether there are too many or not.
    pub(super) fn take(endpoint: &Arc<Endpoint>, purpose: Purpose, cx: &Context) -> Self {
        endpoint.taken.of(purpose).fetch_add(1, Ordering::Relaxed);
        #[cfg(not(feature = "http"))]
        let _ = cx;
        Self {
            endpoint: endpoint.clone(),
            purpose,
            #[cfg(feature = "http")]
            of_connection: cx.calls().map(Calls::enter),
        }
    }

    /// A place beside this one, for a handler that goes on after its call.
    pub(super) fn another(&self) -> Self {
        self.counter().fetch_add(1, Ordering::Relaxed);
        Self {
            endpoint: self.endpoint.clone(),
            purpose: self.purpose,
            #[cfg(feature = "http")]
            of_connection: self.of_connection.as_ref().map(Counted::another),
        }
    }

    pub(super) fn endpoint(&self) -> &Arc<Endpoint> {
        &self.endpoint
    }

    /// Whether there are not too many; this one is counted already.
    pub(super) fn is_free(&self) -> Result<(), Status> {
        let most = self.endpoint.limits.calls;
        if self.counter().load(Ordering::Relaxed) > most {
            return Err(too_many(match self.purpose {
                Purpose::Call => format!("more than {most} calls run at the same time"),
                #[cfg(all(feature = "http", feature = "mcp"))]
                Purpose::Message => format!("more than {most} messages come at the same time"),
            }));
        }
        #[cfg(feature = "http")]
        if self
            .of_connection
            .as_ref()
            .is_some_and(|counted| counted.all() > OF_A_CONNECTION)
        {
            return Err(too_many(format!(
                "more than {OF_A_CONNECTION} calls of one connection run at the same time, those among them whose caller has \
                 left"
            )));
        }
        Ok(())
    }

    fn counter(&self) -> &AtomicUsize {
        self.endpoint.taken.of(self.purpose)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.counter().fetch_sub(1, Ordering::Relaxed);
    }
}

impl Taken {
    fn of(&self, purpose: Purpose) -> &AtomicUsize {
        match purpose {
            Purpose::Call => &self.calls,
            #[cfg(all(feature = "http", feature = "mcp"))]
            Purpose::Message => &self.messages,
        }
    }
}

fn too_many(message: String) -> Status {
    Status::new(Code::ResourceExhausted, message).with_reason("too_many_calls")
}
