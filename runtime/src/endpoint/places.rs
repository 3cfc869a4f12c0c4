//! Places of calls: how many there may be at a time.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::Endpoint;
#[cfg(feature = "http")]
use crate::context::{Calls, Counted};
use crate::spec::Code;
use crate::{Context, Status};

/// Places of the calls of one connection: twice as many as HTTP/2 lets run at a time. A client that cancels calls and makes
/// others has as many handlers that tidy up.
#[cfg(feature = "http")]
const OF_A_CONNECTION: usize = 256;

/// The place of a call, from before its input is read until its handler has ended.
pub(crate) struct Place {
    endpoint: Arc<Endpoint>,
    #[cfg(feature = "http")]
    of_connection: Option<Counted>,
}

impl Place {
    /// Takes one, whether there are too many or not.
    pub(super) fn take(endpoint: &Arc<Endpoint>, cx: &Context) -> Self {
        endpoint.places.fetch_add(1, Ordering::Relaxed);
        #[cfg(not(feature = "http"))]
        let _ = cx;
        Self {
            endpoint: endpoint.clone(),
            #[cfg(feature = "http")]
            of_connection: cx.calls().map(Calls::enter),
        }
    }

    /// A place beside this one, for a handler that goes on after its call.
    pub(super) fn another(&self) -> Self {
        self.endpoint.places.fetch_add(1, Ordering::Relaxed);
        Self {
            endpoint: self.endpoint.clone(),
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
        if self.endpoint.places.load(Ordering::Relaxed) > most {
            return Err(too_many(format!(
                "more than {most} calls run at the same time"
            )));
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
}

impl Drop for Place {
    fn drop(&mut self) {
        self.endpoint.places.fetch_sub(1, Ordering::Relaxed);
    }
}

fn too_many(message: String) -> Status {
    Status::new(Code::ResourceExhausted, message).with_reason("too_many_calls")
}
