//! The one way in which calls fail.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use crate::spec::Code;

/// Why a call failed: a canonical code, a message, and what a program can act on.
///
/// It is one boxed pointer, so that `Result<T, Status>` stays small. A method that needs no typed errors returns it
/// directly; a `#[service_error]` enum turns into it on the way to the caller.
///
/// ```
/// use traitwire::Status;
/// use traitwire::spec::Code;
///
/// let status = Status::new(Code::NotFound, "no task has the id 7").with_reason("no_such_task");
/// assert_eq!(status.code(), Code::NotFound);
/// assert_eq!(status.to_string(), "not_found: no task has the id 7");
/// ```
///
/// # Over HTTP
///
/// A status is a problem document (RFC 9457) of the type `application/problem+json`. Its members stand in this order:
///
/// | member | |
/// | --- | --- |
/// | `type` | `urn:traitwire:CODE`, or `urn:traitwire:CODE:REASON` where there is a reason; it names the kind of failure and leads nowhere |
/// | `title` | the reason, else the code, in words |
/// | `status` | the HTTP status ([`Code::http`]), or what HTTP itself has to say, such as 405 |
/// | `detail` | the message |
/// | `code` | the code, such as `not_found` |
/// | `reason` | the reason; absent where there is none |
/// | `retryable` | whether the same call may succeed later |
/// | `failure_id` | the id of an internal failure in the service's log; absent otherwise |
/// | others | the fields of the details, each as a member of its own |
/// | `details` | all of the details, where one of their fields has the name of a member above; absent otherwise |
#[derive(Clone)]
pub struct Status(Box<Inner>);

#[derive(Clone)]
struct Inner {
    code: Code,
    message: Cow<'static, str>,
    reason: Option<Cow<'static, str>>,
    details: Option<Bytes>,
    /// The variant of the service's error: its number in protobuf, and its fields as a message.
    #[cfg(feature = "grpc")]
    variant: Option<(u32, Bytes)>,
    retryable: bool,
    id: Option<Box<str>>,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl Status {
    /// A status of this code, with a message for people.
    pub fn new(code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        let retryable = matches!(
            code,
            Code::Unavailable | Code::ResourceExhausted | Code::Aborted
        );
        Self(Box::new(Inner {
            code,
            message: message.into(),
            reason: None,
            details: None,
            #[cfg(feature = "grpc")]
            variant: None,
            retryable,
            id: None,
            source: None,
        }))
    }

    /// The arguments are wrong.
    pub fn invalid_argument(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Code::InvalidArgument, message)
    }

    /// Something that the call names does not exist.
    pub fn not_found(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Code::NotFound, message)
    }

    /// The service failed, and the caller is told no more than an id.
    ///
    /// The error itself stays on this side: it is written to the log under the id that the caller gets.
    pub fn internal(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let id = crate::id::random();
        let mut status = Self::new(
            Code::Internal,
            format!("the service failed; the details are in its log under the id {id}"),
        );
        status.0.id = Some(id.into());
        status.0.source = Some(Arc::from(error.into()));
        status
    }

    /// Adds a stable name of the failure, such as `no_such_task`.
    #[must_use]
    pub fn with_reason(mut self, reason: impl Into<Cow<'static, str>>) -> Self {
        self.0.reason = Some(reason.into());
        self
    }

    /// Adds details: the text of one JSON object.
    #[must_use]
    pub fn with_details(mut self, object: impl Into<Bytes>) -> Self {
        self.0.details = Some(object.into());
        #[cfg(feature = "grpc")]
        {
            self.0.variant = None;
        }
        self
    }

    /// Adds the variant of the service's error: its number in protobuf, and its fields as a message.
    #[cfg(feature = "grpc")]
    pub(crate) fn with_variant(mut self, number: u32, fields: Bytes) -> Self {
        self.0.variant = Some((number, fields));
        self
    }

    /// The variant of the service's error: its number in protobuf, and its fields as a message.
    #[cfg(feature = "grpc")]
    pub(crate) fn variant(&self) -> Option<(u32, &Bytes)> {
        let (number, fields) = self.0.variant.as_ref()?;
        Some((*number, fields))
    }

    /// Says whether the same call may succeed later. By default it follows from the code:
    /// `unavailable`, `resource_exhausted` and `aborted` are retryable.
    #[must_use]
    pub fn with_retryable(mut self, retryable: bool) -> Self {
        self.0.retryable = retryable;
        self
    }

    /// What failed inside.
    #[cfg(feature = "client")]
    pub(crate) fn with_cause(mut self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.source = Some(Arc::from(cause.into()));
        self
    }

    /// The id under which another service has an internal failure in its log.
    #[cfg(feature = "client")]
    pub(crate) fn with_id(mut self, id: impl Into<Box<str>>) -> Self {
        self.0.id = Some(id.into());
        self
    }

    /// Says in the message where it happened.
    pub(crate) fn within(mut self, place: fmt::Arguments<'_>) -> Self {
        self.0.message = format!("{place}: {}", self.0.message).into();
        self
    }

    /// The canonical code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The message for people.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The stable name of the failure.
    pub fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// The details: the text of one JSON object.
    pub fn details(&self) -> Option<&[u8]> {
        self.0.details.as_deref()
    }

    /// Whether the same call may succeed later.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// The id under which an internal failure stands in the log.
    pub fn id(&self) -> Option<&str> {
        self.0.id.as_deref()
    }

    /// What failed inside. It is for the log, and never sent to a caller.
    pub fn cause(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.0.source.as_deref()
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.code, self.0.message)
    }
}

impl fmt::Debug for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Status");
        debug
            .field("code", &self.0.code)
            .field("message", &self.0.message);
        if let Some(reason) = &self.0.reason {
            debug.field("reason", reason);
        }
        if let Some(details) = &self.0.details {
            debug.field("details", &String::from_utf8_lossy(details));
        }
        if let Some(source) = &self.0.source {
            debug.field("source", source);
        }
        debug.finish_non_exhaustive()
    }
}

impl Error for Status {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0
            .source
            .as_ref()
            .map(|source| source.as_ref() as &(dyn Error + 'static))
    }
}
