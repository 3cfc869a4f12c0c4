//! The way of a request into a server of our own.

use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, Method, Request};
use hyper::body::Incoming;
use tower::Service;

use super::guard::Guard;
use super::head::Head;
use super::problem::problem;
use super::refuse::refuse;
use super::{call, cors};
use crate::Status;
use crate::endpoint::Endpoint;
#[cfg(feature = "grpc")]
use crate::serve::grpc;
use crate::serve::listener::{Answer, Connection};
use crate::service::BoxFuture;

/// All that a server of our own answers.
///
/// Calls are nearly all that comes in, and finding one by its path takes a small part of what a router takes. They
/// skip the router therefore, unless somebody has put layers around it. The router knows all paths by itself; what
/// goes past it is answered by the same functions.
pub(super) struct Front {
    pub(super) router: Router,
    pub(super) direct: Option<Arc<Direct>>,
}

/// What a call needs that skips the router.
pub(super) struct Direct {
    pub(super) guard: Arc<Guard>,
    pub(super) endpoint: Arc<Endpoint>,
    #[cfg(feature = "mcp")]
    pub(super) mcp: Arc<crate::serve::mcp::Mcp>,
}

/// What a request that skips the router asks for; a method by its place among the targets.
enum Asked {
    Call(usize),
    #[cfg(feature = "grpc")]
    Grpc(usize),
    #[cfg(feature = "mcp")]
    Mcp,
}

/// What becomes of a request.
enum Way {
    Direct(Arc<Direct>, Admitted),
    Refused(Response),
    Router(BoxFuture<'static, Result<Response, Infallible>>),
}

/// A request whose host and origin are served here, taken apart.
struct Admitted {
    asked: Asked,
    head: Head,
    body: Incoming,
    origin: Option<HeaderValue>,
}

impl Answer for Arc<Front> {
    /// The future is moved several times before it runs. A request is large, and is taken apart before therefore: over HTTP/2
    /// by the task of the connection, so that nothing of it may take long or panic.
    fn answer(
        self,
        request: Request<Incoming>,
        connection: Connection,
    ) -> impl Future<Output = Result<Response, Infallible>> + Send {
        let way = self.way(request, connection);
        async move {
            match way {
                Way::Direct(direct, admitted) => Ok(direct.answer(admitted).await),
                Way::Refused(response) => Ok(response),
                Way::Router(answer) => answer.await,
            }
        }
    }
}

impl Front {
    fn way(&self, request: Request<Incoming>, connection: Connection) -> Way {
        if let Some(direct) = &self.direct
            && let Some(asked) = direct.asked(&request)
        {
            return match direct.guard.check(&request, connection.local) {
                Ok(origin) => {
                    let (mut head, body) = Head::split(request);
                    head.calls = connection.calls;
                    let admitted = Admitted {
                        asked,
                        head,
                        body,
                        origin,
                    };
                    Way::Direct(direct.clone(), admitted)
                }
                Err(status) => Way::Refused(refused(&status, request.map(Body::new))),
            };
        }
        Way::Router(Box::pin(self.router.clone().answer(request, connection)))
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
    fn asked(&self, request: &Request<Incoming>) -> Option<Asked> {
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
            let target = self.endpoint.at_grpc_path(path);
            return target.map(|target| Asked::Grpc(target.place));
        }
        let target = self.endpoint.at_path(path);
        target.map(|target| Asked::Call(target.place))
    }

    fn answer(&self, admitted: Admitted) -> impl Future<Output = Response> {
        let Admitted {
            asked,
            head,
            body,
            origin,
        } = admitted;
        let target = |place: usize| &self.endpoint.targets()[place];
        async move {
            let mut response = match asked {
                Asked::Call(place) => {
                    call::call_of(&self.endpoint, target(place), &head, Body::new(body)).await
                }
                #[cfg(feature = "grpc")]
                Asked::Grpc(place) => {
                    grpc::call::call(&self.endpoint, target(place), &head, body).await
                }
                // Boxed, so that the others take no more memory than they need.
                #[cfg(feature = "mcp")]
                Asked::Mcp => {
                    Box::pin(crate::serve::mcp::message(
                        &self.mcp,
                        &head,
                        Body::new(body),
                    ))
                    .await
                }
            };
            cors::allow(response.headers_mut(), &head.method, origin);
            response
        }
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
