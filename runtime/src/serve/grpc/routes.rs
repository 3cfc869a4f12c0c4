//! The paths of gRPC in a router.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::any;

use super::{call, health, reflection};
use crate::Result;
use crate::endpoint::{Endpoint, Parts};
use crate::serve::http::head::Head;
use crate::serve::http::pages;
use crate::spec::ServiceSpec;

/// How the packages begin whose services every server has.
const OWN: [&str; 2] = ["grpc.health.", "grpc.reflection."];

/// The paths of all services, and of their descriptions, which are for callers who are known where anybody is.
pub(crate) fn routes(endpoint: &Arc<Endpoint>, reflects: bool) -> Result<Router> {
    check(endpoint)?;
    let mut router = paths(endpoint);
    if reflects {
        for service in reflection::of(endpoint) {
            let beside = Endpoint::new(endpoint.beside(service))?;
            router = router.merge(paths(&beside));
        }
    }
    Ok(router)
}

/// No service may stand at the path of another one that every server has.
fn check(endpoint: &Endpoint) -> Result<()> {
    let mut names = endpoint.specs().map(ServiceSpec::full_name);
    let own = |name: &String| OWN.iter().any(|own| name.starts_with(own));
    names.find(own).map_or(Ok(()), |name| {
        Err(format!(
            "the service `{name}` is in a package of gRPC's own, which every server has; give it another one with \
             `#[service(package = \"..\")]`"
        )
        .into())
    })
}

/// The health of the server and its services. Whoever asks for it is often known to nobody, and asks again and again.
pub(crate) fn health(endpoint: &Arc<Endpoint>) -> Result<Router> {
    let beside = Endpoint::new(Parts {
        authenticator: None,
        is_silent: true,
        ..endpoint.beside(health::of(endpoint))
    })?;
    Ok(paths(&beside))
}

/// The paths of the services of an endpoint, those of methods that they do not have among them.
fn paths(endpoint: &Arc<Endpoint>) -> Router {
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
    call::call(&endpoint, target, &head, body).await
}
