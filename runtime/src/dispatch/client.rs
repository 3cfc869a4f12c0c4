//! What a generated client calls.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll};

use crate::service::{Body, BoxFuture, Call, Channel, Outcome};
use crate::spec::{Code, ServiceSpec};
use crate::{Context, Status};

/// Calls a method through a channel. What is waited for has one type for each type of replies, not for each method.
pub fn remote<R>(
    channel: &Arc<dyn Channel>,
    service: &'static ServiceSpec,
    method: &'static str,
    cx: Context,
    input: Result<Body, Status>,
    receive: fn(Result<Outcome, Status>) -> R,
) -> impl Future<Output = R> + Send + use<R> {
    Received {
        called: called(&**channel, service, method, cx, input),
        receive,
    }
}

/// What comes of a call, as its caller gets it.
struct Received<R> {
    called: BoxFuture<'static, Result<Outcome, Status>>,
    receive: fn(Result<Outcome, Status>) -> R,
}

impl<R> Future for Received<R> {
    type Output = R;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<R> {
        self.called.as_mut().poll(task).map(self.receive)
    }
}

fn called(
    channel: &dyn Channel,
    service: &'static ServiceSpec,
    method: &'static str,
    cx: Context,
    input: Result<Body, Status>,
) -> BoxFuture<'static, Result<Outcome, Status>> {
    let described = service.method(method).ok_or_else(|| {
        let message = format!("`{}` has no method `{method}`", service.full_name());
        Status::new(Code::Unimplemented, message)
    });
    match described.and_then(|described| Ok((described, input?))) {
        Ok((described, input)) => {
            let call = Call::new(described.clone(), input, cx);
            channel.call(call.with_encoding(channel.encoding()))
        }
        Err(status) => super::refused(status),
    }
}

/// Passes its tokens on: they are a client.
#[cfg(feature = "client")]
#[doc(hidden)]
#[macro_export]
macro_rules! __client {
    ($($tokens:tt)*) => { $($tokens)* };
}

/// Drops its tokens: they are a client, and the feature `client` is off. What is left of it has the compiler point at
/// this place where somebody names the client.
#[cfg(not(feature = "client"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __client {
    ($(#[$attribute:meta])* $vis:vis struct $name:ident $($tokens:tt)*) => {
        #[cfg(false)] // add the feature `client` to `traitwire`
        $vis struct $name;
    };
}
