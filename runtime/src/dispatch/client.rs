//! What a generated client calls.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Poll};

use crate::service::{Body, BoxFuture, Call, Channel, Encoding, Outcome};
use crate::spec::{Code, ServiceSpec};
use crate::{Context, Status};

/// How a request is encoded, and how what comes of it is read.
pub(crate) type Codec<T, R> = (
    fn(T, Encoding) -> Result<Body, Status>,
    fn(Result<Outcome, Status>) -> R,
);

/// Calls a method through a channel; without a context, in the current one.
#[inline(never)] // each method of a client would be a copy
pub fn remote<T, R>(
    channel: &Arc<dyn Channel>,
    service: fn() -> &'static ServiceSpec,
    method: &'static str,
    cx: Option<Context>,
    (encode, receive): Codec<T, R>,
    request: T,
) -> impl Future<Output = R> + Send + use<T, R> {
    let input = encode(request, channel.encoding());
    Received {
        called: called(&**channel, service(), method, cx, input),
        receive,
    }
}

/// What comes of a call, as its caller gets it. There is one for each type of replies, not for each method.
struct Received<R> {
    called: BoxFuture<'static, Result<Outcome, Status>>,
    receive: fn(Result<Outcome, Status>) -> R,
}

impl<R> Future for Received<R> {
    type Output = R;

    #[inline(never)] // wherever a method is called would be a copy
    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<R> {
        self.called.as_mut().poll(task).map(self.receive)
    }
}

fn called(
    channel: &dyn Channel,
    service: &'static ServiceSpec,
    method: &'static str,
    cx: Option<Context>,
    input: Result<Body, Status>,
) -> BoxFuture<'static, Result<Outcome, Status>> {
    let cx = cx.unwrap_or_else(Context::current);
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
