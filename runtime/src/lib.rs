#![doc = include_str!("../docs/crate.md")]

// Generated code names `::traitwire`, also in this crate's own tests.
extern crate self as traitwire;

#[cfg(feature = "app")]
mod app;
#[cfg(feature = "client")]
mod client;
mod context;
mod decode;
mod def;
mod describe;
mod dispatch;
#[cfg(feature = "app")]
mod endpoint;
mod error;
mod example;
#[cfg(feature = "app")]
mod failure;
#[cfg(feature = "grpc")]
mod grpc;
mod id;
mod message;
#[cfg(any(feature = "http", feature = "client"))]
mod pieces;
mod schema;
#[cfg(feature = "app")]
mod serve;
mod service;
mod status;
mod stream;
mod testing;
#[cfg(any(feature = "client", feature = "http"))]
mod timeout;
#[cfg(feature = "grpc")]
mod wire;
#[cfg(not(feature = "grpc"))]
#[path = "wire_less.rs"]
mod wire;

#[doc = include_str!("../docs/lock.md")]
#[doc(inline)]
pub use traitwire_macros::lock;
#[doc = include_str!("../docs/message.md")]
#[doc(inline)]
pub use traitwire_macros::message;
#[doc = include_str!("../docs/service.md")]
#[doc(inline)]
pub use traitwire_macros::service;
#[doc = include_str!("../docs/service_error.md")]
#[doc(inline)]
pub use traitwire_macros::service_error;
#[doc = include_str!("../docs/service_tests.md")]
#[doc(inline)]
pub use traitwire_macros::service_tests;
pub use traitwire_spec as spec;

#[cfg(feature = "app")]
pub use app::{App, Local, Options};
#[cfg(all(feature = "client", feature = "grpc"))]
pub use client::{Grpc, GrpcBuilder, GrpcConfigError};
#[cfg(feature = "client")]
pub use client::{Http, HttpBuilder, HttpConfigError, Remote, Retry};
pub use context::{CancelToken, Context, Identity, Trace};
#[cfg(feature = "app")]
pub use endpoint::{Authenticator, BearerTokens, Credentials, Limits, Middleware, Next};
pub use error::{CallError, OrInternal, ServiceError};
#[cfg(feature = "app")]
pub use failure::{Failure, Result};
pub use message::{Bytes, Message, Value};
#[cfg(all(feature = "http", feature = "tls"))]
pub use serve::listener::TlsConfig;
pub use service::{
    Body, BoxFuture, Call, Channel, Encoding, Extra, Outcome, Payload, PayloadStream, Reply,
    Service, Unknown,
};
pub use status::Status;
pub use stream::Streaming;

/// What nearly every program that uses traitwire names.
///
/// It holds neither `Result` nor `Status`, which would shadow names of yours without a word.
pub mod prelude {
    #[cfg(feature = "app")]
    #[doc(no_inline)]
    pub use crate::App;
    #[doc(no_inline)]
    pub use crate::{CallError, Context, Streaming, message, service, service_error};
}

use wire::Wire;

/// What generated code refers to. Nothing here is for people, and nothing here is stable.
#[doc(hidden)]
pub mod __private {
    pub use schemars;
    pub use serde;

    #[doc(hidden)]
    pub use crate::__client as client;
    #[doc(hidden)]
    pub use crate::__protobuf as protobuf;
    pub use crate::def::{
        DocDef, ErrorDef, ExampleDef, MethodDef, OutcomeDef, ServiceDef, TypeDef,
    };
    pub use crate::describe::{Described, build};
    pub use crate::dispatch::{
        ErrorOf, Fallible, Input, IsContext, Items, Method, Output, Row, SameError, Tool, Whole,
        assert_object, assert_reason, assert_same_error, assert_streams, context, decode_tool,
        dispatch, executed, remote, request, returns, stream_of,
    };
    pub use crate::error::{HoldsCall, failed, fields, is_variant, scalar, write_failure};
    pub use crate::example::{Checked, Examples, assert_fits, replies, requests};
    pub use crate::message::{GenericShape, Sealed};
    pub use crate::schema::{
        mark as schema_mark, mark_generic as schema_mark_generic, show_limits,
    };
    pub use crate::spec::{MethodKind, example, lock, shape};
    pub use crate::testing::{
        Concern, MethodTests, RoundTrip, ServiceTests, assert_service, check_service,
    };

    /// The way of messages to protobuf.
    #[cfg(feature = "grpc")]
    pub mod wire {
        pub use serde_json::Value as Json;

        pub use crate::wire::*;
    }
}
