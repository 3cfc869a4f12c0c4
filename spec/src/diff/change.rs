//! What a comparison tells.

use std::fmt;

use serde::Serialize;

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// Where.
    pub place: Place,
    /// What happened there.
    pub what: What,
    /// The transports whose callers it breaks, if any.
    pub breaks: Vec<Transport>,
    /// The same for people, without the place.
    pub text: String,
}

/// Where something changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Place {
    /// Full name of the service, such as `tasks.v1.Tasks`.
    pub service: String,
    /// What of the service.
    pub subject: Subject,
    /// The place inside: of a method `request.changes.title` or `reply.tasks[]`, of an error or a type `title`. Empty
    /// for the subject itself.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// For types and messages: where they are used, such as `list: reply.tasks[]`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub used_by: Vec<String>,
}

/// What of a service changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Subject {
    /// The service itself.
    Service,
    /// The method of this name.
    Method(String),
    /// The error of this reason.
    Error(String),
    /// The type of this name, which is used in several places.
    Type(String),
    /// The message or enum of this full name in protobuf, which is used in several places.
    Message(String),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service => f.write_str("service"),
            Self::Method(name) => write!(f, "method `{name}`"),
            Self::Error(reason) => write!(f, "error `{reason}`"),
            Self::Type(name) => write!(f, "type `{name}`"),
            Self::Message(name) => write!(f, "message `{name}`"),
        }
    }
}

/// A way in which callers reach a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Transport {
    /// JSON over HTTP.
    Http,
    /// The Model Context Protocol.
    Mcp,
    /// gRPC, with messages in protobuf.
    Grpc,
}

impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Http => "HTTP",
            Self::Mcp => "MCP",
            Self::Grpc => "gRPC",
        })
    }
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another name.
    Renamed,
    /// It has another type.
    Retyped,
    /// It may have fewer values than before.
    Narrowed,
    /// It may have more values than before.
    Widened,
    /// Its limits changed.
    Limits,
    /// The same things stand in another order.
    Reordered,
    /// It has to be there now.
    Required,
    /// It may be left out now.
    Optional,
    /// It has another default.
    Default,
    /// A variant is new.
    VariantAdded,
    /// A variant is gone.
    VariantRemoved,
    /// A variant has another name.
    VariantRenamed,
    /// Variants are told apart in another way.
    Tag,
    /// Unknown fields are refused now.
    Closed,
    /// Unknown fields are no longer refused.
    Opened,
    /// It has another path in HTTP.
    HttpPath,
    /// It has another path in gRPC.
    GrpcPath,
    /// It has another number in protobuf, or its number is free for something else.
    Number,
    /// It is another message in protobuf.
    Message,
    /// It has another name in protobuf.
    ProtoName,
    /// It is another tool, or one no longer.
    Tool,
    /// Request or reply became a stream, or a single message.
    Kind,
    /// Callers need other scopes.
    Scopes,
    /// Callers have to be known, or need not be.
    Public,
    /// What callers may assume changed.
    Hints,
    /// Calls may take another time.
    Timeout,
    /// It is called by the events of another topic.
    Topic,
    /// The errors that a method returns changed.
    Errors,
    /// An error has another code.
    Code,
    /// An error may now succeed later, or not.
    Retryable,
    /// Its documentation changed.
    Docs,
    /// Its examples changed.
    Examples,
    /// It is deprecated, or is no longer.
    Deprecated,
}
