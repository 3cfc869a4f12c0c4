//! What a generated client calls.

use std::sync::Arc;

use super::{Fallible, Input, Output};
use crate::service::{Call, Channel, Outcome};
use crate::spec::{Code, ServiceSpec};
use crate::{Context, ServiceError, Status};

/// Calls a method through a channel.
pub async fn remote<Q, R>(
    channel: Arc<dyn Channel>,
    service: &'static ServiceSpec,
    method: &'static str,
    cx: Context,
    request: Q,
) -> R
where
    Q: Input,
    R: Fallible,
    R::Ok: Output<R::Err>,
    R::Err: ServiceError,
{
    let called = async {
        let method = service.method(method).ok_or_else(|| {
            Status::new(
                Code::Unimplemented,
                format!("there is no method `{method}`"),
            )
        })?;
        let call = Call::new(method.clone(), request.encode()?, cx);
        let Outcome::Complete(reply) = channel.call(call).await?;
        R::Ok::decode(reply.output)
    };
    R::from_result(called.await.map_err(R::Err::from_status))
}
