//! What a generated client calls.

use std::future::Future;
use std::sync::Arc;

use crate::service::{Body, Call, Channel, Encoding, Outcome};
use crate::spec::{Code, ServiceSpec};
use crate::{Context, Status};

/// Calls a method through a channel.
pub fn remote<R, F: FnOnce(Encoding) -> Result<Body, Status>>(
    channel: &Arc<dyn Channel>,
    service: &'static ServiceSpec,
    method: &'static str,
    cx: Context,
    input: F,
    receive: fn(Result<Outcome, Status>) -> R,
) -> impl Future<Output = R> + Send + use<R, F> {
    let input = input(channel.encoding());
    let called = called(channel.clone(), service, method, cx, input);
    async move { receive(called.await) }
}

async fn called(
    channel: Arc<dyn Channel>,
    service: &'static ServiceSpec,
    method: &'static str,
    cx: Context,
    input: Result<Body, Status>,
) -> Result<Outcome, Status> {
    let described = service.method(method).ok_or_else(|| {
        let message = format!("`{}` has no method `{method}`", service.full_name());
        Status::new(Code::Unimplemented, message)
    })?;
    let call = Call::new(described.clone(), input?, cx).with_encoding(channel.encoding());
    channel.call(call).await
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
