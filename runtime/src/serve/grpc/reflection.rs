//! `grpc.reflection.v1.ServerReflection` and `v1alpha`: the descriptions of all services, for tools that have no `.proto`.
//!
//! <https://github.com/grpc/grpc/blob/master/doc/server-reflection.md>

use tonic_reflection::server::Builder;
use tonic_reflection::server::v1::{ServerReflection, ServerReflectionServer};
use tonic_reflection::server::v1alpha;

use crate::endpoint::Endpoint;
use crate::spec::ServiceSpec;
use crate::{Failure, Result};

/// The descriptions of the services of an endpoint, that of its health among them.
pub(super) struct Described(Vec<u8>);

impl Described {
    pub(super) fn new(endpoint: &Endpoint) -> Result<Self> {
        let services: Vec<_> = endpoint.specs().collect();
        Ok(Self(file_descriptor_set(&services)?))
    }

    pub(super) fn v1(&self) -> Result<ServerReflectionServer<impl ServerReflection>> {
        self.builder().build_v1().map_err(Failure::from)
    }

    pub(super) fn v1alpha(
        &self,
    ) -> Result<v1alpha::ServerReflectionServer<impl v1alpha::ServerReflection>> {
        self.builder().build_v1alpha().map_err(Failure::from)
    }

    fn builder(&self) -> Builder<'_> {
        Builder::configure()
            .register_encoded_file_descriptor_set(&self.0)
            .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
    }
}

/// No service is described in protobuf yet.
#[expect(clippy::unnecessary_wraps, reason = "descriptions can be wrong")]
fn file_descriptor_set(_: &[&ServiceSpec]) -> Result<Vec<u8>, String> {
    Ok(Vec::new())
}
