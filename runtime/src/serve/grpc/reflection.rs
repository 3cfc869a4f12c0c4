//! `grpc.reflection.v1.ServerReflection` and `v1alpha`: the descriptions of all services, for tools that have no `.proto`.
//!
//! <https://github.com/grpc/grpc/blob/master/doc/server-reflection.md>

use tonic_reflection::server::Builder;
use tonic_reflection::server::v1::{ServerReflection, ServerReflectionServer};
use tonic_reflection::server::v1alpha;

use crate::endpoint::Endpoint;
use crate::spec::ServiceSpec;
use crate::spec::proto::file_descriptor_set;
use crate::{Failure, Result};

/// The descriptions of the services of an endpoint, that of its health among them.
pub(super) struct Described(Vec<u8>);

impl Described {
    /// What has no form in protobuf is not described, and served all the same.
    pub(super) fn new(endpoint: &Endpoint) -> Self {
        let is_described = |service: &&ServiceSpec| {
            let mut methods = service.methods.iter();
            service.proto.problems.is_empty() && methods.all(|method| method.proto.is_some())
        };
        let (services, others): (Vec<_>, Vec<_>) = endpoint.specs().partition(is_described);
        for service in others {
            let (name, problems) = (service.full_name(), service.proto.problems.join("; "));
            tracing::warn!(service = %name, %problems, "reflection leaves a service out");
        }
        Self(file_descriptor_set(&services).unwrap_or_else(|problem| {
            tracing::warn!(%problem, "reflection describes no service");
            Vec::new()
        }))
    }

    pub(super) fn v1(&self) -> Result<ServerReflectionServer<impl ServerReflection>> {
        let server = self.builder().build_v1().map_err(Failure::from)?;
        Ok(reads_compressed!(server))
    }

    pub(super) fn v1alpha(
        &self,
    ) -> Result<v1alpha::ServerReflectionServer<impl v1alpha::ServerReflection>> {
        let server = self.builder().build_v1alpha().map_err(Failure::from)?;
        Ok(reads_compressed!(server))
    }

    fn builder(&self) -> Builder<'_> {
        Builder::configure()
            .register_encoded_file_descriptor_set(&self.0)
            .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
    }
}
