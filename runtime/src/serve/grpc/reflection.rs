//! `grpc.reflection.v1.ServerReflection` and `v1alpha`: the descriptions of all services, for tools that have no `.proto`.
//!
//! <https://github.com/grpc/grpc/blob/master/doc/server-reflection.md>

mod files;
mod known;

use std::sync::Arc;

use files::Files;

use crate::endpoint::Endpoint;
use crate::serve::http::pages::shortened;
use crate::spec::Code;
use crate::{Bytes, Context, Service, Status, Streaming, message, service};

/// The services of both versions, which differ in their names.
pub(super) fn of(endpoint: &Endpoint) -> [Arc<dyn Service>; 2] {
    let described = Described(Arc::new(Files::of(endpoint)));
    [
        Arc::new(ServerReflectionServer::new(described.clone())),
        Arc::new(AlphaReflectionServer::new(described)),
    ]
}

/// Describes the services of the server.
#[service(package = "grpc.reflection.v1")]
trait ServerReflection {
    /// Answer each question.
    #[method(read_only, tool = false)]
    async fn server_reflection_info(
        &self,
        cx: Context,
        asked: Streaming<ServerReflectionRequest>,
    ) -> Result<Streaming<ServerReflectionResponse, Status>, Status>;
}

/// Describes the services of the server.
#[service(package = "grpc.reflection.v1alpha", name = "ServerReflection")]
trait AlphaReflection {
    /// Answer each question.
    #[method(read_only, tool = false)]
    async fn server_reflection_info(
        &self,
        cx: Context,
        asked: Streaming<ServerReflectionRequest>,
    ) -> Result<Streaming<ServerReflectionResponse, Status>, Status>;
}

/// A question, which is one of the fields behind the host.
#[message]
struct ServerReflectionRequest {
    #[serde(default)]
    host: String,
    #[proto(3)]
    file_by_filename: Option<String>,
    #[proto(4)]
    file_containing_symbol: Option<String>,
    #[proto(5)]
    file_containing_extension: Option<ExtensionRequest>,
    #[proto(6)]
    all_extension_numbers_of_type: Option<String>,
    #[proto(7)]
    list_services: Option<String>,
}

/// An extension of a message, which `proto3` does not have.
#[message]
struct ExtensionRequest {
    #[serde(default)]
    containing_type: String,
    #[serde(default)]
    extension_number: i32,
}

/// A question and its answer, which is one of the fields behind it.
#[message]
struct ServerReflectionResponse {
    valid_host: String,
    original_request: Option<ServerReflectionRequest>,
    #[proto(4)]
    file_descriptor_response: Option<FileDescriptorResponse>,
    #[proto(5)]
    all_extension_numbers_response: Option<ExtensionNumberResponse>,
    #[proto(6)]
    list_services_response: Option<ListServiceResponse>,
    #[proto(7)]
    error_response: Option<ErrorResponse>,
}

/// Files, each a `google.protobuf.FileDescriptorProto`.
#[message]
struct FileDescriptorResponse {
    file_descriptor_proto: Vec<Bytes>,
}

/// The numbers of all extensions of a message.
#[message]
struct ExtensionNumberResponse {
    base_type_name: String,
    extension_number: Vec<i32>,
}

/// All services.
#[message]
struct ListServiceResponse {
    service: Vec<ServiceResponse>,
}

/// A service.
#[message]
struct ServiceResponse {
    name: String,
}

/// Why there is no answer. The next question may have one.
#[message]
struct ErrorResponse {
    error_code: i32,
    error_message: String,
}

#[derive(Clone)]
struct Described(Arc<Files>);

impl ServerReflection for Described {
    async fn server_reflection_info(
        &self,
        cx: Context,
        asked: Streaming<ServerReflectionRequest>,
    ) -> Result<Streaming<ServerReflectionResponse, Status>, Status> {
        Ok(answers(self.0.clone(), cx, asked))
    }
}

impl AlphaReflection for Described {
    async fn server_reflection_info(
        &self,
        cx: Context,
        asked: Streaming<ServerReflectionRequest>,
    ) -> Result<Streaming<ServerReflectionResponse, Status>, Status> {
        Ok(answers(self.0.clone(), cx, asked))
    }
}

/// Answers one question after the other. Tools leave this open, so that it ends as soon as the server closes.
fn answers(
    files: Arc<Files>,
    cx: Context,
    asked: Streaming<ServerReflectionRequest>,
) -> Streaming<ServerReflectionResponse, Status> {
    Streaming::unfold((files, cx, asked), async |(files, cx, mut asked)| {
        let answer = tokio::select! {
            request = asked.next() => request?.map(|request| answer(&files, request)).map_err(Status::from),
            () = cx.cancelled() => {
                let closing = Status::new(Code::Unavailable, "the server is closing");
                Err(closing.with_reason("closing"))
            }
        };
        Some((answer, (files, cx, asked)))
    })
}

fn answer(files: &Files, request: ServerReflectionRequest) -> ServerReflectionResponse {
    let mut response = ServerReflectionResponse {
        valid_host: request.host.clone(),
        original_request: None,
        file_descriptor_response: None,
        all_extension_numbers_response: None,
        list_services_response: None,
        error_response: None,
    };
    match found(files, &request) {
        Ok(Found::File(file)) => {
            let file_descriptor_proto = vec![file];
            response.file_descriptor_response = Some(FileDescriptorResponse {
                file_descriptor_proto,
            });
        }
        Ok(Found::NoExtensions(base_type_name)) => {
            response.all_extension_numbers_response = Some(ExtensionNumberResponse {
                base_type_name,
                extension_number: Vec::new(),
            });
        }
        Ok(Found::Services(service)) => {
            response.list_services_response = Some(ListServiceResponse { service });
        }
        Err((code, error_message)) => {
            response.error_response = Some(ErrorResponse {
                error_code: code.grpc().into(),
                error_message,
            });
        }
    }
    response.original_request = Some(request);
    response
}

/// What was asked for.
enum Found {
    File(Bytes),
    /// The message of this name, which as any of `proto3` has no extensions.
    NoExtensions(String),
    Services(Vec<ServiceResponse>),
}

fn found(files: &Files, request: &ServerReflectionRequest) -> Result<Found, (Code, String)> {
    let missing = |what: &str, name: &str| {
        let message = format!("there is no {what} `{}`", shortened(name));
        (Code::NotFound, message)
    };
    if let Some(path) = &request.file_by_filename {
        let file = files.at(path).ok_or_else(|| missing("file", path))?;
        Ok(Found::File(file))
    } else if let Some(name) = &request.file_containing_symbol {
        let file = files.with(name).ok_or_else(|| missing("symbol", name))?;
        Ok(Found::File(file))
    } else if let Some(extension) = &request.file_containing_extension {
        Err(missing("extension of", &extension.containing_type))
    } else if let Some(name) = &request.all_extension_numbers_of_type {
        let known = files.has_message(name).then(|| name.clone());
        let name = known.ok_or_else(|| missing("message", name))?;
        Ok(Found::NoExtensions(name))
    } else if request.list_services.is_some() {
        let name = |name: &str| ServiceResponse {
            name: name.to_owned(),
        };
        Ok(Found::Services(files.services().map(name).collect()))
    } else {
        Err((Code::InvalidArgument, "nothing is asked for".to_owned()))
    }
}
