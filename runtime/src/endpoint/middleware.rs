//! Code around every call, whatever its transport.

use std::future::Future;
use std::sync::Arc;

use crate::context::WithContext;
use crate::{Body, BoxFuture, Call, Outcome, Service, Status};

/// Code around calls: any `async fn(Call, Next) -> Result<Outcome, Status>`.
///
/// It may answer itself, change the call, change the outcome, or call [`Next::run`]. It never waits for a place:
/// a full limiter answers `resource_exhausted`.
pub trait Middleware: Send + Sync + 'static {
    /// Handles a call; `next` is the rest of the way to the service.
    fn handle(&self, call: Call, next: Next) -> BoxFuture<'static, Result<Outcome, Status>>;
}

impl<F, Fut> Middleware for F
where
    F: Fn(Call, Next) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<Outcome, Status>> + Send + 'static,
{
    fn handle(&self, call: Call, next: Next) -> BoxFuture<'static, Result<Outcome, Status>> {
        Box::pin(self(call, next))
    }
}

/// The rest of the way to a service: further middleware, then the service itself.
#[derive(Clone)]
pub struct Next {
    chain: Arc<[Arc<dyn Middleware>]>,
    at: usize,
    service: Arc<dyn Service>,
}

impl Next {
    pub(super) fn new(chain: Arc<[Arc<dyn Middleware>]>, service: Arc<dyn Service>) -> Self {
        Self {
            chain,
            at: 0,
            service,
        }
    }

    /// Goes on with the call.
    pub fn run(mut self, call: Call) -> BoxFuture<'static, Result<Outcome, Status>> {
        match self.chain.get(self.at).cloned() {
            Some(middleware) => {
                self.at += 1;
                middleware.handle(call, self)
            }
            None => self.reach(call),
        }
    }

    /// Calls the service. Middleware may have changed the context; the current one is what the call holds now.
    fn reach(self, call: Call) -> BoxFuture<'static, Result<Outcome, Status>> {
        let cx = call.cx.clone();
        let called = WithContext::new(cx.clone(), self.service.call(call));
        Box::pin(async move {
            let Outcome::Complete(mut reply) = called.await?;
            if let Body::Stream(items) = reply.output {
                reply.output = Body::Stream(Box::pin(WithContext::new(cx, items)));
            }
            Ok(Outcome::Complete(reply))
        })
    }
}

impl std::fmt::Debug for Next {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Next")
            .field("left", &(self.chain.len() - self.at))
            .finish_non_exhaustive()
    }
}
