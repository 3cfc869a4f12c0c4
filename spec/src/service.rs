//! The description of a service: all that a reader may look at.

mod read;

pub use read::SpecError;

use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::proto::{MethodProto, ProtoSpec};
use crate::{Code, Json, Schema, ScopeRule};

/// The version of the description's own form, in every document as `spec_version`.
pub const SPEC_VERSION: u32 = 1;

/// Everything that a trait says about a service, as plain data.
///
/// It exists without an implementation of the trait (`TasksService::spec()`), is serialised in a fixed order,
/// and is what every emitter, tool list and page of documentation is made from.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceSpec {
    /// [`SPEC_VERSION`].
    pub spec_version: u32,
    /// Name of the trait, such as `Tasks`, or the one of `#[service(name = "..")]`.
    pub name: String,
    /// Package, such as `tasks.v1`.
    pub package: String,
    /// Name in URLs and in tool names, such as `tasks`.
    pub path: String,
    /// The trait's documentation.
    pub doc: Doc,
    /// In the order of their declaration.
    #[serde(serialize_with = "methods")]
    pub methods: Vec<Arc<MethodSpec>>,
    /// The errors of the service, in the order of their declaration. Empty where methods return a plain status.
    pub errors: Vec<ErrorSpec>,
    /// The named types that methods and errors refer to by `#/$defs/NAME`, sorted by name.
    pub types: Vec<TypeSpec>,
    /// The service in protobuf; empty where an older description does not say it.
    #[serde(skip_serializing_if = "ProtoSpec::is_empty")]
    pub proto: ProtoSpec,
}

impl ServiceSpec {
    /// The full name, such as `tasks.v1.Tasks`.
    pub fn full_name(&self) -> String {
        format!("{}.{}", self.package, self.name)
    }

    /// The method of a name, such as `create`.
    pub fn method(&self, name: &str) -> Option<&Arc<MethodSpec>> {
        self.methods.iter().find(|method| method.name == name)
    }

    /// The type of a name, such as `Task`.
    pub fn type_named(&self, name: &str) -> Option<&TypeSpec> {
        self.types.iter().find(|ty| ty.name == name)
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks with a reference"
)]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

fn methods<S: Serializer>(methods: &[Arc<MethodSpec>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(methods.iter().map(AsRef::as_ref))
}

/// Documentation, taken from a doc comment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Doc {
    /// The first paragraph, on one line.
    pub summary: String,
    /// The rest, in Markdown, as it was written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
}

impl Doc {
    /// A summary and a description.
    pub fn new(summary: impl Into<String>, description: impl Into<String>) -> Self {
        Self {
            summary: summary.into(),
            description: description.into(),
        }
    }

    /// Summary and description as one text.
    pub fn text(&self) -> String {
        if self.description.is_empty() {
            self.summary.clone()
        } else {
            format!("{}\n\n{}", self.summary, self.description)
        }
    }
}

/// One method.
#[derive(Clone, Debug, Serialize)]
pub struct MethodSpec {
    /// Name on all wires, such as `create`.
    pub name: String,
    /// Position among the service's methods; what a dispatch table is indexed by.
    #[serde(skip)]
    pub index: usize,
    /// Canonical name, such as `tasks.v1.Tasks.Create`.
    pub full_name: String,
    /// Path of the gRPC method, such as `/tasks.v1.Tasks/Create`.
    pub grpc_path: String,
    /// Path of the HTTP method, such as `/api/tasks/create`.
    pub http_path: String,
    /// Name of the tool, such as `tasks_create`. `None` with `#[method(tool = false)]`.
    pub tool: Option<String>,
    /// Whether request or reply are streams.
    pub kind: MethodKind,
    /// The method's documentation, without its tags.
    pub doc: Doc,
    /// The request, as callers write it: a reference to an object type. Of a stream of requests, one of them.
    pub input: Schema,
    /// The reply, as callers read it. Of a stream of replies, one of them.
    pub output: Schema,
    /// What request and reply are in protobuf. `None` where the service has no form there, see [`ProtoSpec::problems`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proto: Option<MethodProto>,
    /// Reasons of the errors that the method returns, a subset of the service's.
    pub errors: Vec<String>,
    /// From `@example`.
    pub examples: Vec<ExampleSpec>,
    /// What a caller may assume of the method.
    pub hints: Hints,
    /// All of these must hold for the caller's scopes.
    pub scopes: Vec<ScopeRule>,
    /// Whether no caller needs to be known although the app authenticates.
    pub public: bool,
    /// Time for a call, in milliseconds; where something is a stream, time for each item of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout_ms: Option<u64>,
    /// The topic whose events call the method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// Set by `#[deprecated]`; the text of its note, which may be empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
}

/// Whether request or reply of a method are streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MethodKind {
    /// One request, one reply.
    Unary,
    /// One request, a stream of replies.
    ServerStreaming,
    /// A stream of requests, one reply.
    ClientStreaming,
    /// A stream of requests, and one of replies beside it.
    BidiStreaming,
}

impl MethodKind {
    /// All kinds.
    pub const ALL: &[Self] = &[
        Self::Unary,
        Self::ServerStreaming,
        Self::ClientStreaming,
        Self::BidiStreaming,
    ];

    /// The kind of a method by what is a stream.
    pub const fn new(input: bool, output: bool) -> Self {
        match (input, output) {
            (false, false) => Self::Unary,
            (false, true) => Self::ServerStreaming,
            (true, false) => Self::ClientStreaming,
            (true, true) => Self::BidiStreaming,
        }
    }

    /// Whether the request is a stream.
    pub const fn streams_input(self) -> bool {
        matches!(self, Self::ClientStreaming | Self::BidiStreaming)
    }

    /// Whether the reply is a stream.
    pub const fn streams_output(self) -> bool {
        matches!(self, Self::ServerStreaming | Self::BidiStreaming)
    }

    /// The kind's name, such as `server_streaming`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unary => "unary",
            Self::ServerStreaming => "server_streaming",
            Self::ClientStreaming => "client_streaming",
            Self::BidiStreaming => "bidi_streaming",
        }
    }
}

/// What a caller may assume of a method. Nothing is assumed that was not written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Hints {
    /// It changes nothing.
    pub read_only: bool,
    /// It may delete or overwrite.
    pub destructive: bool,
    /// Calling it again with the same arguments has no further effect.
    pub idempotent: bool,
}

impl Hints {
    /// The `idempotency_level` of the method in protobuf, if it has one.
    pub const fn idempotency_level(self) -> Option<&'static str> {
        if self.read_only {
            Some("NO_SIDE_EFFECTS")
        } else if self.idempotent {
            Some("IDEMPOTENT")
        } else {
            None
        }
    }
}

/// An `@example`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExampleSpec {
    /// The name, from `@example on account: {..}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The request.
    pub input: Json,
    /// What it gives, where the example says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ExampleOutcome>,
}

/// What an example gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ExampleOutcome {
    /// This reply (`-> {..}`).
    Reply(Json),
    /// An error of this reason (`! board_full`).
    Error(String),
}

/// An error variant.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorSpec {
    /// Stable name on all wires, such as `no_such_task`.
    pub reason: String,
    /// Its number in protobuf, in the message of the service's errors. 0 where an older description does not say it.
    #[serde(skip_serializing_if = "is_zero")]
    pub number: u32,
    /// The canonical code.
    pub code: Code,
    /// The code's number in gRPC.
    pub grpc: u8,
    /// The code's status in HTTP.
    pub http: u16,
    /// Whether the same call may succeed later.
    pub retryable: bool,
    /// The variant's documentation.
    pub doc: Doc,
    /// The variant's fields, an object.
    pub fields: Schema,
}

/// A named type.
#[derive(Clone, Debug, Serialize)]
pub struct TypeSpec {
    /// Name, such as `Task` or `PageTask`; unique in the service.
    pub name: String,
    /// The type in JSON.
    pub schema: Schema,
}
