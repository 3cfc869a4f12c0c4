//! Calls through a channel.

use std::future::poll_fn;
use std::sync::Arc;

use traitwire::spec::MethodSpec;
use traitwire::{
    Body, Call, Channel, Context, Outcome, Payload, PayloadStream, Reply, Service, Status,
};

use crate::common::service::Handmade;
use crate::common::soon;

/// A method `tasks.v1.Tasks.NAME` whose description is changed first.
pub(crate) fn method(name: &str, change: impl FnOnce(&mut MethodSpec)) -> Arc<MethodSpec> {
    let service = Handmade::new("tasks.v1", "Tasks", "tasks");
    let service = service.method_with(name, change, async |_| Err(Status::not_found("nothing")));
    service.spec().methods[0].clone()
}

/// `tasks.v1.Tasks.echo`.
pub(crate) fn echo() -> Arc<MethodSpec> {
    method("echo", |_| {})
}

/// The whole reply to a call.
pub(crate) async fn reply(
    channel: &impl Channel,
    method: &Arc<MethodSpec>,
    cx: Context,
    request: impl Into<Body>,
) -> Result<Reply, Status> {
    let Outcome::Complete(reply) = channel.call(Call::new(method.clone(), request, cx)).await?
    else {
        panic!("no reply");
    };
    Ok(reply)
}

/// The JSON of a reply that is no stream.
pub(crate) async fn call(
    channel: &impl Channel,
    method: &Arc<MethodSpec>,
    cx: Context,
    request: &str,
) -> Result<String, Status> {
    let reply = reply(channel, method, cx, Payload::json(request.to_owned())).await?;
    match reply.output {
        Body::One(payload) => Ok(text(&payload)),
        Body::Stream(_) => panic!("a stream"),
    }
}

/// The stream that a method replies with.
pub(crate) async fn stream(
    channel: &impl Channel,
    method: &Arc<MethodSpec>,
    cx: Context,
    request: impl Into<Body>,
) -> Result<PayloadStream, Status> {
    match reply(channel, method, cx, request).await?.output {
        Body::Stream(items) => Ok(items),
        Body::One(payload) => panic!("no stream: {payload:?}"),
    }
}

/// The next item of a stream.
pub(crate) async fn next(items: &mut PayloadStream) -> Option<Result<String, Status>> {
    let item = soon("an item", poll_fn(|task| items.as_mut().poll_next(task))).await?;
    Some(item.map(|payload| text(&payload)))
}

pub(crate) fn text(payload: &Payload) -> String {
    String::from_utf8(payload.bytes.to_vec()).unwrap()
}
