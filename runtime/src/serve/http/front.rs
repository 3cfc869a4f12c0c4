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
use super::refuse::refuse;
use super::{call, cors};
use crate::endpoint::Endpoint;
use crate::serve::listener::{Answer, LocalAddress};

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
enum Asked {
    Call,
    #[cfg(feature = "mcp")]
    Mcp,
}

impl Answer for Arc<Front> {
    async fn answer(
        self,
        request: Request<Incoming>,
        local: Option<LocalAddress>,
    ) -> Result<Response, Infallible> {
        if let Some(direct) = &self.direct
            && let Some(asked) = direct.asked(&request)
        {
            return Ok(direct.answer(asked, request, local).await);
        }
        self.router.clone().answer(request, local).await
    }
}

impl Answer for Router {
    async fn answer(
        mut self,
        request: Request<Incoming>,
        local: Option<LocalAddress>,
    ) -> Result<Response, Infallible> {
        let mut request = request.map(Body::new);
        if let Some(local) = local {
            request.extensions_mut().insert(local);
        }
        // A router is always ready.
        self.call(request).await
    }
}

impl Direct {
    /// Preflights are no `POST`, and all that is refused for its path or method is left to the router.
    fn asked(&self, request: &Request<Incoming>) -> Option<Asked> {
        if request.method() != Method::POST {
            return None;
        }
        let path = request.uri().path();
        #[cfg(feature = "mcp")]
        if path == crate::serve::mcp::PATH {
            return Some(Asked::Mcp);
        }
        self.endpoint.at_path(path).map(|_| Asked::Call)
    }

    async fn answer(
        &self,
        asked: Asked,
        request: Request<Incoming>,
        local: Option<LocalAddress>,
    ) -> Response {
        let origin = self.guard.check(&request, local);
        let (head, body) = Head::split(request);
        let body = Body::new(body);
        let origin = match origin {
            Ok(origin) => origin,
            Err(refusal) => return refuse(&head, body, refusal),
        };
        let mut response = match asked {
            Asked::Call => call::call(&self.endpoint, head, body).await,
            #[cfg(feature = "mcp")]
            Asked::Mcp => crate::serve::mcp::message(&self.mcp, head, body).await,
        };
        cors::allow(response.headers_mut(), origin);
        response
    }
}
