//! The way of a request into a server of our own.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use http::{Method, Request};
use hyper::body::Incoming;
use tower::Service;

use super::guard::Guard;
use super::head::Head;
use super::problem::problem;
use super::refuse::refuse;
use super::{call, cors};
use crate::Status;
use crate::endpoint::{Endpoint, Target};
#[cfg(feature = "grpc")]
use crate::serve::grpc;
use crate::serve::listener::{Answer, Connection};

/// All that a server of our own answers.
///
/// Calls are nearly all that comes in, and finding one by its path takes a small part of what a router takes. They
/// skip the router therefore, unless somebody has put layers around it. The router knows all paths by itself; what
/// goes past it is answered by the same functions.
pub(super) struct Front {
    pub(super) router: Router,
    pub(super) direct: Option<Direct>,
}

/// What a call needs that skips the router.
pub(super) struct Direct {
    pub(super) guard: Arc<Guard>,
    pub(super) endpoint: Arc<Endpoint>,
    #[cfg(feature = "mcp")]
    pub(super) mcp: Arc<crate::serve::mcp::Mcp>,
}

/// What a request that skips the router asks for.
enum Asked<'a> {
    Call(&'a Target),
    #[cfg(feature = "grpc")]
    Grpc(&'a Target),
    #[cfg(feature = "mcp")]
    Mcp,
}

impl Answer for Arc<Front> {
    async fn answer(
        self,
        request: Request<Incoming>,
        connection: Connection,
    ) -> Result<Response, Infallible> {
        if let Some(direct) = &self.direct
            && let Some(asked) = direct.asked(&request)
        {
            return Ok(direct.answer(asked, request, connection).await);
        }
        self.router.clone().answer(request, connection).await
    }
}

impl Answer for Router {
    async fn answer(
        mut self,
        request: Request<Incoming>,
        connection: Connection,
    ) -> Result<Response, Infallible> {
        let mut request = request.map(Body::new);
        let extensions = request.extensions_mut();
        connection.local.map(|local| extensions.insert(local));
        connection.calls.map(|calls| extensions.insert(calls));
        // A router is always ready.
        self.call(request).await
    }
}

impl Direct {
    /// Preflights are no `POST`, and all that is refused for its path or method is left to the router.
    fn asked(&self, request: &Request<Incoming>) -> Option<Asked<'_>> {
        if request.method() != Method::POST {
            return None;
        }
        let path = request.uri().path();
        #[cfg(feature = "mcp")]
        if path == crate::serve::mcp::PATH {
            return Some(Asked::Mcp);
        }
        #[cfg(feature = "grpc")]
        if !path.starts_with("/api/") {
            return self.endpoint.at_grpc_path(path).map(Asked::Grpc);
        }
        self.endpoint.at_path(path).map(Asked::Call)
    }

    async fn answer(
        &self,
        asked: Asked<'_>,
        request: Request<Incoming>,
        connection: Connection,
    ) -> Response {
        let origin = match self.guard.check(&request, connection.local) {
            Ok(origin) => origin,
            Err(status) => return refused(&status, request.map(Body::new)),
        };
        let (mut head, body) = Head::split(request);
        head.calls = connection.calls;
        let mut response = match asked {
            Asked::Call(target) => {
                call::call_of(&self.endpoint, target, head, Body::new(body)).await
            }
            #[cfg(feature = "grpc")]
            Asked::Grpc(target) => grpc::call::call(&self.endpoint, target, head, body).await,
            #[cfg(feature = "mcp")]
            Asked::Mcp => crate::serve::mcp::message(&self.mcp, head, Body::new(body)).await,
        };
        cors::allow(response.headers_mut(), origin);
        response
    }
}

/// Ends a request whose host or origin is not served here.
pub(super) fn refused(status: &Status, request: Request<Body>) -> Response {
    let (head, body) = Head::split(request);
    #[cfg(feature = "grpc")]
    if grpc::is_grpc(&head.headers) {
        return grpc::call::refuse_with_body(&head, body, status);
    }
    refuse(&head, body, problem(status))
}
