//! The paths of gRPC in a router.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::any;

use super::call;
use crate::endpoint::Endpoint;
use crate::serve::http::head::Head;
use crate::serve::http::pages;

/// The paths of all services, those of methods that they do not have among them.
pub(crate) fn routes(endpoint: &Arc<Endpoint>) -> Router {
    let targets = endpoint.targets().iter();
    let services = targets.filter_map(|target| service_of(&target.method.grpc_path));
    let services: BTreeSet<_> = services.collect();
    let mut router = Router::new();
    for service in services {
        router = router.route(&format!("/{service}/{{method}}"), any(answer));
    }
    router.with_state(endpoint.clone())
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
