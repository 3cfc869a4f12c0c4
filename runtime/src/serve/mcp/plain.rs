//! The tools for clients that do not speak the protocol: `GET /api/mcp/tools` and `POST /api/mcp/call`.
//!
//! A call has the body `{"name": .., "arguments": {..}}` and gives what `POST /api/{service}/{method}` gives: the bare
//! reply, a stream of it, or a problem document. As with all tools, unknown fields in the arguments are refused.

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::{Method, StatusCode};

use super::envelope::{Params, parse_params};
use super::fault::Fault;
use super::http::{admit, json};
use super::job::{arguments, tool_name};
use super::server::Mcp;
use crate::endpoint::{Purpose, Transport};
use crate::serve::http::context::context;
use crate::serve::http::head::Head;
use crate::serve::http::refuse::refuse;
use crate::serve::http::{body, call, media, pages, problem};
use crate::stream::request;
use crate::{Context, Outcome, Payload, Status};

/// The tools that the caller may call: `{"tools": [..]}`, each as the newest revision of the protocol describes it.
pub(super) async fn tools(mcp: &Mcp, head: Head, body: Body) -> Response {
    if head.method != Method::GET {
        return refuse(&head, body, pages::not_allowed(&head.method, "GET"));
    }
    match context(&mcp.endpoint, &head).await {
        Ok(cx) => {
            body::discard(&head.headers, body);
            let tools = mcp.catalogue.all(cx.caller());
            json(StatusCode::OK, format!("{{\"tools\":{tools}}}"))
        }
        Err(status) => refuse(&head, body, problem::problem(&status)),
    }
}

/// Calls a tool.
pub(super) async fn call(mcp: &Mcp, head: Head, body: Body) -> Response {
    let refusal = if head.method == Method::POST {
        media::check(&head.headers, &body).err()
    } else {
        Some(pages::not_allowed(&head.method, "POST"))
    };
    let (cx, frame) = match admit(mcp, &head, body, refusal, Purpose::Call).await {
        Ok(admitted) => admitted,
        Err(answer) => return answer,
    };
    let trace = cx.trace().clone();
    let outcome = run(mcp, &frame, cx).await;
    call::answer(outcome, &trace)
}

async fn run(mcp: &Mcp, frame: &Bytes, cx: Context) -> Result<Outcome, Status> {
    let (tool, arguments) = read(frame)?;
    let found = mcp.catalogue.tool(&tool).ok_or_else(|| {
        let meant = mcp.catalogue.meant(&tool, cx.caller());
        let fault = Fault::unknown_tool(&tool, meant);
        Status::not_found(fault.message).with_reason("no_such_tool")
    })?;
    let input = request::body(&found.target.method, Payload::strict_json(arguments));
    let called = mcp.endpoint.call(&found.target, input, cx, Transport::Http);
    called.await
}

fn read(frame: &Bytes) -> Result<(String, Bytes), Status> {
    let params: Params<'_> =
        parse_params(frame).map_err(|error| Status::invalid_argument(error.to_string()))?;
    let expected = "send `{\"name\": \"..\", \"arguments\": {..}}`";
    let tool = tool_name(&params).ok_or_else(|| Status::invalid_argument(expected))?;
    let arguments =
        arguments(&params, frame).map_err(|fault| Status::invalid_argument(fault.message))?;
    Ok((tool.into_owned(), arguments))
}
