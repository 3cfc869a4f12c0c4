//! The sixteen canonical codes, the same on every transport.

use serde::Serialize;

/// Why a call failed, in the terms that all transports share.
///
/// The codes and numbers are gRPC's (<https://grpc.io/docs/guides/status-codes/>), the HTTP statuses those of
/// `google/rpc/code.proto`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Code {
    /// The caller gave up on the call.
    Cancelled = 1,
    /// Nothing better is known.
    Unknown = 2,
    /// The arguments are wrong, whatever the state of the system.
    InvalidArgument = 3,
    /// The time for the call ran out.
    DeadlineExceeded = 4,
    /// Something that the call names does not exist.
    NotFound = 5,
    /// Something that the call would create exists.
    AlreadyExists = 6,
    /// The caller is known and may not do this.
    PermissionDenied = 7,
    /// A quota, a limit or a capacity is used up.
    ResourceExhausted = 8,
    /// The system is not in the state that the call needs.
    FailedPrecondition = 9,
    /// Another call interfered; trying again from the start may help.
    Aborted = 10,
    /// The call went past an end.
    OutOfRange = 11,
    /// There is no such method here.
    Unimplemented = 12,
    /// Something is broken on the side of the service.
    Internal = 13,
    /// The service cannot answer just now.
    Unavailable = 14,
    /// Data is lost for good.
    DataLoss = 15,
    /// The caller is not known.
    Unauthenticated = 16,
}

impl Code {
    /// All codes, by number.
    pub const ALL: [Self; 16] = [
        Self::Cancelled,
        Self::Unknown,
        Self::InvalidArgument,
        Self::DeadlineExceeded,
        Self::NotFound,
        Self::AlreadyExists,
        Self::PermissionDenied,
        Self::ResourceExhausted,
        Self::FailedPrecondition,
        Self::Aborted,
        Self::OutOfRange,
        Self::Unimplemented,
        Self::Internal,
        Self::Unavailable,
        Self::DataLoss,
        Self::Unauthenticated,
    ];

    /// The code's name, such as `not_found`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::Unknown => "unknown",
            Self::InvalidArgument => "invalid_argument",
            Self::DeadlineExceeded => "deadline_exceeded",
            Self::NotFound => "not_found",
            Self::AlreadyExists => "already_exists",
            Self::PermissionDenied => "permission_denied",
            Self::ResourceExhausted => "resource_exhausted",
            Self::FailedPrecondition => "failed_precondition",
            Self::Aborted => "aborted",
            Self::OutOfRange => "out_of_range",
            Self::Unimplemented => "unimplemented",
            Self::Internal => "internal",
            Self::Unavailable => "unavailable",
            Self::DataLoss => "data_loss",
            Self::Unauthenticated => "unauthenticated",
        }
    }

    /// gRPC's number of the code.
    pub const fn grpc(self) -> u8 {
        self as u8
    }

    /// The HTTP status that carries the code.
    pub const fn http(self) -> u16 {
        match self {
            Self::Cancelled => 499,
            Self::InvalidArgument | Self::FailedPrecondition | Self::OutOfRange => 400,
            Self::Unauthenticated => 401,
            Self::PermissionDenied => 403,
            Self::NotFound => 404,
            Self::AlreadyExists | Self::Aborted => 409,
            Self::ResourceExhausted => 429,
            Self::Unknown | Self::Internal | Self::DataLoss => 500,
            Self::Unimplemented => 501,
            Self::Unavailable => 503,
            Self::DeadlineExceeded => 504,
        }
    }

    /// The code of a name.
    ///
    /// ```
    /// # use traitwire_spec::Code;
    /// assert_eq!(Code::from_name("not_found"), Some(Code::NotFound));
    /// assert_eq!(Code::from_name("NotFound"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.name() == name)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
