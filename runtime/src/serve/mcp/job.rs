//! A request that is understood: what it asks for, on its own, and how that is done.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;

use super::catalogue::Tool;
use super::envelope::{Params, Request, string};
use super::fault::Fault;
use super::json::push_string;
use super::progress::Progress;
use super::result::Form;
use super::revision::Revision;
use super::server::Mcp;
use super::stream::{Feed, Unfinished};
use crate::endpoint::Transport;
use crate::service::{Body, Outcome, Reply};
use crate::stream::request;
use crate::{Context, Payload, Trace};

/// A request that is understood. It borrows nothing, so that it can run beside others.
#[derive(Debug)]
pub(super) struct Job {
    /// The JSON text of the request's id.
    id: String,
    revision: Revision,
    task: Result<Task, Fault>,
}

/// What a request asks for.
#[derive(Debug)]
pub(super) enum Task {
    /// `server/discover`.
    Discover,
    /// `initialize`, and the revision that it led to.
    Initialize(Revision),
    /// `ping`.
    Ping,
    /// `tools/list`, from a cursor on.
    List(Option<String>),
    /// `tools/call`.
    Call(Call),
}

/// A call of a tool.
#[derive(Debug)]
pub(super) struct Call {
    tool: String,
    arguments: Bytes,
    trace: Option<Trace>,
    progress: Option<Progress>,
}

/// How far a request has come.
pub(super) enum Started {
    /// It is done.
    Answered(Answer),
    /// A stream is on its way.
    Streams(Box<Feed>),
}

/// The answer to a request.
#[derive(Debug)]
pub(super) struct Answer {
    /// The message, without a line break.
    pub(super) text: String,
    /// What went wrong, where the answer is an error of the protocol.
    pub(super) fault: Option<Fault>,
}

impl Job {
    pub(super) fn new(id: &str, revision: Revision, task: Result<Task, Fault>) -> Self {
        Self {
            id: id.to_owned(),
            revision,
            task,
        }
    }

    /// The JSON text of the request's id.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Whether the answer depends on who asks.
    pub(super) fn needs_caller(&self) -> bool {
        matches!(self.task, Ok(Task::List(_) | Task::Call(_)))
    }

    /// Does what the request asks for, and answers once.
    pub(super) async fn run(self, mcp: &Arc<Mcp>, cx: Context, transport: Transport) -> Answer {
        self.start(mcp, cx, transport).await.whole().await
    }

    /// Does what the request asks for, as far as the first item of a stream.
    pub(super) async fn start(self, mcp: &Arc<Mcp>, cx: Context, transport: Transport) -> Started {
        let Self { id, revision, task } = self;
        let mut text = open(&id);
        let done = match task {
            Err(fault) => Err(fault),
            Ok(Task::Ping) => {
                text.push_str("{}");
                Ok(())
            }
            Ok(Task::Discover) => {
                text.push_str(&mcp.discovery);
                Ok(())
            }
            Ok(Task::Initialize(revision)) => {
                mcp.push_handshake(&mut text, revision);
                Ok(())
            }
            Ok(Task::List(cursor)) => mcp.list(&mut text, &cx, revision, cursor.as_deref()),
            Ok(Task::Call(call)) => {
                match mcp.call(&mut text, call, revision, cx, transport).await {
                    Ok(Some(feed)) => return Started::Streams(feed),
                    done => done.map(|_| ()),
                }
            }
        };
        Started::Answered(match done {
            Ok(()) => {
                text.push('}');
                Answer { text, fault: None }
            }
            Err(fault) => Answer::error(Some(&id), fault),
        })
    }
}

impl Started {
    /// The one answer, whatever came before it.
    pub(super) async fn whole(self) -> Answer {
        match self {
            Self::Answered(answer) => answer,
            Self::Streams(feed) => match feed.answer().await {
                Some(answer) => answer,
                None => Answer::error(None, Fault::internal("the stream has been answered before")),
            },
        }
    }
}

/// The answer up to its result.
fn open(id: &str) -> String {
    let mut text = String::with_capacity(512);
    text.push_str("{\"jsonrpc\":\"2.0\",\"id\":");
    text.push_str(id);
    text.push_str(",\"result\":");
    text
}

impl Answer {
    /// An error of the protocol; `null` stands for the id of a request that has none.
    pub(super) fn error(id: Option<&str>, fault: Fault) -> Self {
        let id = id.unwrap_or("null");
        let code = fault.code;
        let mut text =
            format!("{{\"jsonrpc\":\"2.0\",\"id\":{id},\"error\":{{\"code\":{code},\"message\":");
        push_string(&mut text, &fault.message);
        if let Some(data) = &fault.data {
            text.push_str(",\"data\":");
            text.push_str(data);
        }
        text.push_str("}}");
        Self {
            text,
            fault: Some(fault),
        }
    }
}

/// The tasks that all revisions share.
pub(super) fn shared(request: &Request<'_>, frame: &Bytes) -> Option<Result<Task, Fault>> {
    match &*request.method {
        "tools/list" => Some(list(&request.params)),
        "tools/call" => Some(call(&request.params, frame)),
        _ => None,
    }
}

fn list(params: &Params<'_>) -> Result<Task, Fault> {
    well_formed(params)?;
    let cursor = match params.cursor {
        None | Some("null") => None,
        Some(cursor) => {
            Some(string(cursor).ok_or_else(|| Fault::params("`cursor` must be a string"))?)
        }
    };
    Ok(Task::List(cursor.map(Cow::into_owned)))
}

fn call(params: &Params<'_>, frame: &Bytes) -> Result<Task, Fault> {
    well_formed(params)?;
    let tool = tool_name(params).ok_or_else(|| Fault::params("`name` must be a string"))?;
    Ok(Task::Call(Call {
        tool: tool.into_owned(),
        arguments: arguments(params, frame)?,
        trace: trace(params),
        progress: Progress::asked(params)?,
    }))
}

/// The arguments of a call, without a copy; none are an empty object.
pub(super) fn arguments(params: &Params<'_>, frame: &Bytes) -> Result<Bytes, Fault> {
    match params.arguments {
        None | Some("null") => Ok(Bytes::from_static(b"{}")),
        Some(object) if object.starts_with('{') => Ok(frame.slice_ref(object.as_bytes())),
        Some(_) => Err(Fault::params("`arguments` must be an object")),
    }
}

fn well_formed(params: &Params<'_>) -> Result<(), Fault> {
    if params.malformed {
        return Err(Fault::params("`params` and `_meta` must be objects"));
    }
    Ok(())
}

/// The tool that a `tools/call` names.
pub(super) fn tool_name<'a>(params: &Params<'a>) -> Option<Cow<'a, str>> {
    params.name.and_then(string)
}

/// A place of the call's own in the trace that `_meta` names.
fn trace(params: &Params<'_>) -> Option<Trace> {
    let parent = string(params.meta.traceparent?)?;
    let state = params.meta.tracestate.and_then(string);
    Trace::parse(&parent, state.as_deref()).map(|trace| trace.child())
}

impl Mcp {
    fn list(
        &self,
        to: &mut String,
        cx: &Context,
        revision: Revision,
        cursor: Option<&str>,
    ) -> Result<(), Fault> {
        let listed = self.catalogue.list(cx.caller(), revision, cursor)?;
        to.push('{');
        if revision.is_modern() {
            to.push_str("\"resultType\":\"complete\",");
        }
        to.push_str(listed.text());
        if revision.is_modern() {
            to.push_str(&self.list_end);
        }
        to.push('}');
        Ok(())
    }

    /// Adds the result of a call, or takes the answer so far along with the stream that it waits for.
    async fn call(
        self: &Arc<Self>,
        to: &mut String,
        call: Call,
        revision: Revision,
        mut cx: Context,
        transport: Transport,
    ) -> Result<Option<Box<Feed>>, Fault> {
        let tool = self.catalogue.tool(&call.tool);
        let tool: &Tool = tool.ok_or_else(|| {
            let meant = self.catalogue.meant(&call.tool, cx.caller());
            Fault::unknown_tool(&call.tool, meant)
        })?;
        if let Some(trace) = call.trace {
            cx = cx.with_trace(trace);
        }
        let method = &tool.target.method;
        let refused = self.endpoint.may_call(method, cx.caller()).is_err();
        let input = request::body(method, Payload::strict_json(call.arguments));
        let outcome = self.endpoint.call(&tool.target, input, cx, transport).await;
        let structured = self.catalogue.structured(tool, revision);
        match outcome {
            Err(status) if refused => Err(Fault::refused(status)),
            Ok(Outcome::Complete(Reply {
                output: Body::Stream(items),
                extra,
                ..
            })) => {
                let answer = Unfinished {
                    mcp: self.clone(),
                    revision,
                    structured,
                    extra,
                    text: std::mem::take(to),
                };
                Ok(Some(Box::new(Feed::new(items, call.progress, answer))))
            }
            outcome => {
                let form = Form {
                    revision,
                    structured,
                    meta: &self.meta,
                };
                form.write(to, outcome).map(|()| None)
            }
        }
    }
}
