//! The paths of gRPC in a router.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::any;
use tonic::server::NamedService;
use tower::{Service, ServiceExt};

use super::ending::Ending;
use super::reflection::Described;
use super::{call, health, media, web};
use crate::endpoint::Endpoint;
use crate::serve::http::context::context;
use crate::serve::http::head::Head;
use crate::serve::http::pages;
use crate::spec::Code;
use crate::{Result, Status};

/// The paths of all services, those of methods that they do not have among them. Fails where the services cannot be
/// described.
pub(crate) fn routes(endpoint: &Arc<Endpoint>, reflects: bool) -> Result<Router> {
    let targets = endpoint.targets().iter();
    let services = targets.filter_map(|target| service_of(&target.method.grpc_path));
    let services: BTreeSet<_> = services.collect();
    let mut router = Router::new();
    for service in services {
        router = router.route(&format!("/{service}/{{method}}"), any(answer));
    }
    let mut router = router.with_state(endpoint.clone());
    if reflects {
        let described = Described::new(endpoint);
        router = add(router, endpoint, described.v1()?, true);
        router = add(router, endpoint, described.v1alpha()?, true);
    }
    Ok(router)
}

/// The health of the server and its services. Whoever asks for it is often known to nobody.
pub(crate) fn health(endpoint: &Arc<Endpoint>) -> Router {
    add(Router::new(), endpoint, health::server(endpoint), false)
}

/// The service in a path such as `/tasks.v1.Tasks/Create`. `api` is the place of calls in JSON.
fn service_of(path: &str) -> Option<&str> {
    let (service, method) = path.strip_prefix('/')?.split_once('/')?;
    (service != "api" && !method.contains('/')).then_some(service)
}

async fn answer(State(endpoint): State<Arc<Endpoint>>, request: Request) -> Response {
    let Some(target) = endpoint.at_grpc_path(request.uri().path()) else {
        return pages::nothing(State(endpoint), request).await;
    };
    let (head, body) = Head::split(request);
    call::call(&endpoint, target, head, body).await
}

/// Adds a service that is not the application's.
fn add<S>(router: Router, endpoint: &Arc<Endpoint>, service: S, needs_caller: bool) -> Router
where
    S: Service<http::Request<tonic::body::Body>, Error = Infallible, Response = Answered>
        + NamedService
        + Clone
        + Send
        + Sync
        + 'static,
    S::Future: Send,
{
    let endpoint = endpoint.clone();
    let answer = move |request: Request| {
        let (endpoint, service) = (endpoint.clone(), service.clone());
        async move {
            let head = Head::of(&request);
            if let Err(refusal) = may_ask(&endpoint, &head, needs_caller).await {
                call::let_in(&head, request.into_body());
                return refusal;
            }
            let Ok(answered) = match media::web(&head.headers) {
                Some(media_type) => {
                    let request = web::request(request, media_type);
                    web::translated(service).oneshot(request).await
                }
                None => service.oneshot(request.map(tonic::body::Body::new)).await,
            };
            answered.map(|body| Body::new(Ending::new(body, &endpoint)))
        }
    };
    router.route(&format!("/{}/{{method}}", S::NAME), any(answer))
}

type Answered = http::Response<tonic::body::Body>;

async fn may_ask(
    endpoint: &Endpoint,
    head: &Head,
    needs_caller: bool,
) -> std::result::Result<(), Response> {
    media::check(head)?;
    if !needs_caller || !endpoint.authenticates() {
        return Ok(());
    }
    let known = context(endpoint, head).await;
    match known.map(|cx| cx.caller().is_some()) {
        Ok(true) => Ok(()),
        Ok(false) => {
            let message = "this service needs a caller who is known; send a bearer token";
            let status = Status::new(Code::Unauthenticated, message);
            Err(call::refuse(head, &status.with_reason("no_credentials")))
        }
        Err(status) => Err(call::refuse(head, &status)),
    }
}
