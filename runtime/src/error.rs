//! Typed errors: between a `#[service_error]` enum and a [`Status`].

use std::error::Error;
use std::fmt;

use crate::Status;
use crate::spec::Code;

/// The error type of a service: a `#[service_error]` enum, or [`Status`] itself for a quick start.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the error of a service method",
    label = "not a service error",
    note = "put `#[service_error]` on the enum, or return `Result<.., traitwire::Status>` for a quick start"
)]
pub trait ServiceError: Sized + Send + 'static {
    /// The variants that callers can get, in the order of their declaration.
    #[doc(hidden)]
    const VARIANTS: &'static [crate::def::ErrorDef];

    /// The name of the type; empty where it is a plain status.
    #[doc(hidden)]
    const NAME: &'static str;

    /// The module that it is in.
    #[doc(hidden)]
    const MODULE: &'static str = "";

    /// The variants that are gone, by `api.lock`.
    #[doc(hidden)]
    const GONE: &'static [crate::spec::shape::Gone] = &[];

    /// What a caller gets.
    fn into_status(self) -> Status;

    /// What a caller got: the variant that the service failed with, or the one that holds any other failure.
    fn from_status(status: Status) -> Self;
}

impl ServiceError for Status {
    const VARIANTS: &'static [crate::def::ErrorDef] = &[];
    const NAME: &'static str = "";

    fn into_status(self) -> Status {
        self
    }

    fn from_status(status: Status) -> Self {
        status
    }
}

/// A failure that no variant of a service's own errors describes: the call did not get through, or the service broke.
///
/// Each `#[service_error]` enum has one variant that holds it, marked `#[code(call)]`. On the side of the service it
/// comes from [`or_internal`](OrInternal::or_internal), and the caller is told of an internal failure and its id.
#[derive(Clone, Debug)]
pub struct CallError {
    status: Status,
    /// Whether it is the failure of whoever calls the service, and theirs to know.
    of_caller: bool,
}

impl CallError {
    /// What went wrong with the items that a caller sends.
    pub(crate) fn of_caller(status: Status) -> Self {
        Self {
            status,
            of_caller: true,
        }
    }

    /// The canonical code.
    pub fn code(&self) -> Code {
        self.status.code()
    }

    /// All that is known of the failure.
    pub fn status(&self) -> &Status {
        &self.status
    }
}

impl From<Status> for CallError {
    fn from(status: Status) -> Self {
        Self {
            status,
            of_caller: false,
        }
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.status.fmt(f)
    }
}

impl Error for CallError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.status.source()
    }
}

/// Turns any error into an internal failure of the service.
///
/// ```
/// use traitwire::{OrInternal, Status};
///
/// fn read() -> Result<String, Status> {
///     let text = std::fs::read_to_string("/no/such/file").or_internal()?;
///     Ok(text)
/// }
/// let status = read().unwrap_err();
/// assert_eq!(status.code(), traitwire::spec::Code::Internal);
/// assert!(!status.message().contains("/no/such/file"), "the caller gets an id only");
/// assert!(status.id().is_some());
/// ```
pub trait OrInternal<T> {
    /// Turns an error into [`CallError`]: it is written to the log with an id, and the caller gets the id.
    fn or_internal(self) -> Result<T, CallError>;
}

impl<T, E: Into<Box<dyn Error + Send + Sync>>> OrInternal<T> for Result<T, E> {
    fn or_internal(self) -> Result<T, CallError> {
        self.map_err(|error| CallError::from(Status::internal(error)))
    }
}

impl From<CallError> for Status {
    fn from(error: CallError) -> Self {
        error.status
    }
}

/// What the variant of a `#[service_error]` enum that is marked `#[code(call)]` holds: a [`CallError`].
#[diagnostic::on_unimplemented(
    message = "the variant with `#[code(call)]` holds a `CallError`, and `{Self}` is none",
    label = "not a `CallError`",
    note = "write `CallError` from `traitwire` there, and put other failures into variants of their own"
)]
pub trait HoldsCall: Sized {
    /// Holds a failure.
    fn from_call(error: CallError) -> Self;
    /// What a caller of the service gets.
    fn into_internal(self) -> Status;
    /// Writes its message.
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl HoldsCall for CallError {
    fn from_call(error: CallError) -> Self {
        error
    }

    /// `internal`, since the failure is the service's own, unless it is what the caller sent.
    fn into_internal(self) -> Status {
        let has_id = self.status.code() == Code::Internal && self.status.id().is_some();
        if self.of_caller || has_id {
            self.status
        } else {
            Status::internal(self)
        }
    }

    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The status of an error variant; what `#[service_error]` calls.
pub fn failed<T: crate::Value>(
    variant: &crate::def::ErrorDef,
    message: String,
    fields: Option<&T>,
) -> Status {
    let mut status = Status::new(variant.code, message)
        .with_reason(variant.reason)
        .with_retryable(variant.retryable);
    if let Some(fields) = fields {
        status = match serde_json::to_vec(fields) {
            Ok(details) => status.with_details(details),
            Err(error) => return Status::internal(error),
        };
    }
    #[cfg(feature = "grpc")]
    {
        // What protobuf has no place for is left to JSON.
        if let Ok(fields) = fields.map(crate::wire::encode).transpose() {
            status = status.with_variant(variant.number, fields.unwrap_or_default());
        }
    }
    status
}

/// The fields of an error variant, from what its caller got; what `#[service_error]` calls.
pub fn fields<T: crate::Value>(status: &Status) -> Option<T> {
    #[cfg(feature = "grpc")]
    if let Some((_, fields)) = status.variant() {
        return crate::wire::decode_reply(fields).ok();
    }
    serde_json::from_slice(status.details()?).ok()
}

/// Whether a caller got this variant.
pub fn is_variant(variant: &crate::def::ErrorDef, status: &Status) -> bool {
    status.reason() == Some(variant.reason) && status.code() == variant.code
}

/// A value as the message of an error may show it: numbers, booleans and strings, and nothing that has parts.
pub fn scalar<T: serde::Serialize>(value: &T) -> Option<String> {
    // More than this is no message any more; all of it is in the details.
    const LONGEST: usize = 100;
    let text = serde_json::to_string(value).ok()?;
    let has_parts = text.starts_with(['{', '[']) || text == "null";
    (!has_parts && text.len() <= LONGEST).then_some(text)
}

/// Writes the message of an error variant: its text, and in parentheses those of its fields that are scalars.
pub fn write_failure(
    f: &mut fmt::Formatter<'_>,
    text: &str,
    fields: &[(&str, Option<String>)],
) -> fmt::Result {
    f.write_str(text)?;
    let mut before = " (";
    for (name, value) in fields {
        if let Some(value) = value {
            write!(f, "{before}{name}: {value}")?;
            before = ", ";
        }
    }
    if before == ", " {
        f.write_str(")")
    } else {
        Ok(())
    }
}
