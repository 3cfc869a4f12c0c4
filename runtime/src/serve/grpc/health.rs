//! `grpc.health.v1.Health`: whether the server, or one of its services, takes calls.
//!
//! <https://github.com/grpc/grpc/blob/master/doc/health-checking.md>

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_core::Stream;
use tonic::{Request, Response, Status};
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_server::{Health, HealthServer};
use tonic_health::pb::{HealthCheckRequest, HealthCheckResponse};

use crate::BoxFuture;
use crate::endpoint::Endpoint;

pub(super) fn server(endpoint: &Arc<Endpoint>) -> HealthServer<Endpoint> {
    reads_compressed!(HealthServer::from_arc(endpoint.clone()))
}

fn response(status: ServingStatus) -> HealthCheckResponse {
    HealthCheckResponse {
        status: status.into(),
    }
}

impl Endpoint {
    /// The empty name is the server itself. Its services come and go with it.
    fn has_service(&self, name: &str) -> bool {
        name.is_empty() || self.specs().any(|spec| spec.full_name() == name)
    }

    fn serving(&self) -> ServingStatus {
        if self.draining.is_cancelled() {
            ServingStatus::NotServing
        } else {
            ServingStatus::Serving
        }
    }
}

#[tonic::async_trait]
impl Health for Endpoint {
    type WatchStream = Watch;

    async fn check(
        &self,
        request: Request<HealthCheckRequest>,
    ) -> Result<Response<HealthCheckResponse>, Status> {
        let name = &request.get_ref().service;
        if !self.has_service(name) {
            let name = crate::serve::http::pages::shortened(name);
            return Err(Status::not_found(format!("there is no service `{name}`")));
        }
        Ok(Response::new(response(self.serving())))
    }

    async fn watch(&self, request: Request<HealthCheckRequest>) -> Result<Response<Watch>, Status> {
        let now = if self.has_service(&request.get_ref().service) {
            self.serving()
        } else {
            ServingStatus::ServiceUnknown
        };
        Ok(Response::new(Watch {
            now: Some(now),
            last: now,
            draining: Some(Box::pin(self.draining.cancelled())),
        }))
    }
}

/// The status now, and the one when the server begins to close, which ends it.
pub(crate) struct Watch {
    /// What is to be told next.
    now: Option<ServingStatus>,
    last: ServingStatus,
    /// `None` after the end.
    draining: Option<BoxFuture<'static, ()>>,
}

impl Stream for Watch {
    type Item = Result<HealthCheckResponse, Status>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if let Some(now) = this.now.take() {
            return Poll::Ready(Some(Ok(response(now))));
        }
        let Some(draining) = &mut this.draining else {
            return Poll::Ready(None);
        };
        if draining.as_mut().poll(task).is_pending() {
            return Poll::Pending;
        }
        this.draining = None;
        let changes = this.last == ServingStatus::Serving;
        Poll::Ready(changes.then(|| Ok(response(ServingStatus::NotServing))))
    }
}
