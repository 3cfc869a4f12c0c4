//! `grpc.health.v1.Health`: whether the server, or one of its services, takes calls.
//!
//! <https://github.com/grpc/grpc/blob/master/doc/health-checking.md>

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::endpoint::Endpoint;
use crate::serve::http::pages::shortened;
use crate::spec::ServiceSpec;
use crate::{Service, Status, Streaming, message, service};

/// The service of an endpoint.
pub(super) fn of(endpoint: &Arc<Endpoint>) -> Arc<dyn Service> {
    Arc::new(HealthServer::new(Served(endpoint.clone())))
}

/// Whether the server takes calls.
#[service(package = "grpc.health.v1")]
trait Health {
    /// How a service is now.
    #[method(read_only, tool = false)]
    async fn check(&self, request: HealthCheckRequest) -> Result<HealthCheckResponse, Status>;

    /// How all of them are now.
    #[method(read_only, tool = false)]
    async fn list(&self) -> Result<HealthListResponse, Status>;

    /// How a service is now, and whenever that changes.
    #[method(read_only, tool = false)]
    async fn watch(
        &self,
        request: HealthCheckRequest,
    ) -> Result<Streaming<HealthCheckResponse, Status>, Status>;
}

/// Which service is meant. The empty name is the server itself.
#[message]
struct HealthCheckRequest {
    #[serde(default)]
    service: String,
}

/// How a service is.
#[message]
struct HealthCheckResponse {
    status: ServingStatus,
}

/// How the services are, by their names.
#[message]
struct HealthListResponse {
    statuses: BTreeMap<String, HealthCheckResponse>,
}

/// Whether a service takes calls.
#[message]
#[derive(Copy, PartialEq, Eq)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum ServingStatus {
    Serving,
    NotServing,
    ServiceUnknown,
}

struct Served(Arc<Endpoint>);

impl Served {
    /// Services come and go with their server.
    fn names(&self) -> impl Iterator<Item = String> {
        let services = self.0.specs().map(ServiceSpec::full_name);
        std::iter::once(String::new()).chain(services)
    }

    fn has(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    fn status(&self) -> ServingStatus {
        if self.0.draining.is_cancelled() {
            ServingStatus::NotServing
        } else {
            ServingStatus::Serving
        }
    }
}

impl Health for Served {
    async fn check(&self, request: HealthCheckRequest) -> Result<HealthCheckResponse, Status> {
        if !self.has(&request.service) {
            let name = shortened(&request.service);
            let missing = Status::not_found(format!("there is no service `{name}`"));
            return Err(missing.with_reason("no_such_service"));
        }
        let status = self.status();
        Ok(HealthCheckResponse { status })
    }

    async fn list(&self) -> Result<HealthListResponse, Status> {
        let status = self.status();
        let statuses = self
            .names()
            .map(|name| (name, HealthCheckResponse { status }));
        Ok(HealthListResponse {
            statuses: statuses.collect(),
        })
    }

    async fn watch(
        &self,
        request: HealthCheckRequest,
    ) -> Result<Streaming<HealthCheckResponse, Status>, Status> {
        let now = if self.has(&request.service) {
            self.status()
        } else {
            ServingStatus::ServiceUnknown
        };
        let first = (Next::Is(now), self.0.draining.clone());
        Ok(Streaming::unfold(first, async |(next, draining)| {
            let (status, next) = match next {
                Next::Is(status) => (status, Next::ChangesFrom(status)),
                Next::ChangesFrom(status) => {
                    draining.cancelled().await;
                    if status != ServingStatus::Serving {
                        return None;
                    }
                    (ServingStatus::NotServing, Next::Ends)
                }
                Next::Ends => return None,
            };
            Some((Ok(HealthCheckResponse { status }), (next, draining)))
        }))
    }
}

/// What is told next to somebody who watches.
enum Next {
    Is(ServingStatus),
    /// What comes when the server begins to close.
    ChangesFrom(ServingStatus),
    Ends,
}
