//! What `#[service_error]` makes of an enum.

use traitwire::spec::Code;
use traitwire::spec::shape::{Body, Kind};
use traitwire::{CallError, OrInternal as _, ServiceError, Status, message, service_error};

/// Why a task call was refused.
#[service_error]
enum TaskError {
    /// No task has this id.
    ///
    /// It may have been deleted.
    #[code(not_found)]
    NoSuchTask { id: u64 },
    /// The board holds its maximum
    /// of open tasks.
    #[code(resource_exhausted, retryable)]
    BoardFull,
    /// Somebody else is at it..
    #[code(aborted, retryable = false, reason = "busy")]
    HTTPConflict {
        #[serde(rename = "userName")]
        user: UserName,
        since: Option<u32>,
        level: Level,
        tags: Vec<String>,
        #[serde(skip)]
        secret: String,
        #[message(opaque)]
        number: serde_json::Number,
    },
    /// Nothing more is known.
    #[code(unavailable)]
    Odd {},
    #[code(call)]
    Call(CallError),
}

#[message]
struct UserName(String);

#[message]
#[serde(rename_all = "lowercase")]
enum Level {
    High,
}

fn conflict() -> TaskError {
    TaskError::HTTPConflict {
        user: UserName("ann".into()),
        since: None,
        level: Level::High,
        tags: vec!["a".into()],
        secret: "hidden".into(),
        number: 7.into(),
    }
}

#[test]
fn variants_are_described_in_their_order() {
    let variants: Vec<_> = TaskError::VARIANTS
        .iter()
        .map(|variant| (variant.reason, variant.code, variant.retryable))
        .collect();
    assert_eq!(
        variants,
        [
            ("no_such_task", Code::NotFound, false),
            ("board_full", Code::ResourceExhausted, true),
            ("busy", Code::Aborted, false),
            ("odd", Code::Unavailable, true),
        ],
        "the one that holds a `CallError` is in no description"
    );
    let docs: Vec<_> = TaskError::VARIANTS
        .iter()
        .map(|variant| (variant.doc.summary, variant.doc.description))
        .collect();
    assert_eq!(
        docs[0],
        ("No task has this id.", "It may have been deleted.")
    );
    assert_eq!(docs[1], ("The board holds its maximum of open tasks.", ""));
}

#[test]
fn fields_of_variants_are_messages_of_their_own() {
    let names: Vec<_> = TaskError::VARIANTS
        .iter()
        .map(|variant| match variant.fields.map(|fields| fields.kind) {
            Some(Kind::Message(shape)) => Some(shape.get().name),
            _ => None,
        })
        .collect();
    assert_eq!(
        names,
        [
            Some("TaskErrorNoSuchTask"),
            None,
            Some("TaskErrorHTTPConflict"),
            Some("TaskErrorOdd")
        ]
    );
    let Some(Kind::Message(shape)) = TaskError::VARIANTS[2].fields.map(|fields| fields.kind) else {
        panic!("a message")
    };
    let Body::Struct(fields) = &shape.get().body else {
        panic!("fields")
    };
    let keys: Vec<_> = fields.list.iter().map(|field| field.json).collect();
    assert_eq!(
        keys,
        ["userName", "since", "level", "tags", "secret", "number"]
    );
}

#[test]
fn the_message_is_the_summary_with_the_fields_that_are_scalars() {
    assert_eq!(
        TaskError::NoSuchTask { id: 7 }.to_string(),
        "No task has this id (id: 7)"
    );
    assert_eq!(
        TaskError::BoardFull.to_string(),
        "The board holds its maximum of open tasks"
    );
    assert_eq!(
        conflict().to_string(),
        r#"Somebody else is at it.. (userName: "ann", level: "high", number: 7)"#
    );
    assert_eq!(TaskError::Odd {}.to_string(), "Nothing more is known");
}

#[test]
fn a_long_text_is_left_to_the_details() {
    let long = TaskError::HTTPConflict {
        user: UserName("x".repeat(500)),
        since: Some(3),
        level: Level::High,
        tags: vec![],
        secret: String::new(),
        number: 7.into(),
    };
    assert_eq!(
        long.to_string(),
        r#"Somebody else is at it.. (since: 3, level: "high", number: 7)"#
    );
    let details = long.into_status().details().expect("details").len();
    assert!(details > 500, "{details}");
}

#[test]
fn a_variant_becomes_a_status() {
    let status = TaskError::NoSuchTask { id: 7 }.into_status();
    assert_eq!(status.code(), Code::NotFound);
    assert_eq!(status.reason(), Some("no_such_task"));
    assert_eq!(status.message(), "No task has this id (id: 7)");
    assert!(!status.is_retryable());
    assert_eq!(status.details(), Some(br#"{"id":7}"#.as_slice()));

    let status = TaskError::BoardFull.into_status();
    assert!(status.is_retryable());
    assert_eq!(status.details(), None);

    let status = conflict().into_status();
    assert_eq!(
        status.details(),
        Some(
            br#"{"userName":"ann","since":null,"level":"high","tags":["a"],"number":7}"#.as_slice()
        )
    );
}

#[test]
fn what_no_variant_describes_becomes_internal() {
    fn fail() -> Result<(), TaskError> {
        "x".parse::<u8>().or_internal()?;
        Ok(())
    }
    let error = fail().expect_err("x is no number");
    assert!(matches!(error, TaskError::Call(_)));
    let status = error.into_status();
    assert_eq!(status.code(), Code::Internal);
    assert!(status.id().is_some() && !status.message().contains("digit"));

    // A failure of another service is a failure of this one.
    let error = TaskError::from(CallError::from(Status::not_found("elsewhere")));
    assert_eq!(error.to_string(), "not_found: elsewhere");
    assert_eq!(error.into_status().code(), Code::Internal);
}

#[test]
fn it_is_an_error_like_any_other() {
    fn boxed() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        Err(TaskError::BoardFull)?
    }
    assert_eq!(
        boxed().expect_err("full").to_string(),
        TaskError::BoardFull.clone().to_string()
    );
    assert_eq!(
        format!("{:?}", TaskError::NoSuchTask { id: 7 }),
        "NoSuchTask { id: 7 }"
    );
}

mod every_code {
    use super::*;

    #[service_error]
    enum Every {
        /// .
        #[code(cancelled)]
        Cancelled,
        /// .
        #[code(unknown)]
        Unknown,
        /// .
        #[code(invalid_argument)]
        InvalidArgument,
        /// .
        #[code(deadline_exceeded)]
        DeadlineExceeded,
        /// .
        #[code(not_found)]
        NotFound,
        /// .
        #[code(already_exists)]
        AlreadyExists,
        /// .
        #[code(permission_denied)]
        PermissionDenied,
        /// .
        #[code(resource_exhausted)]
        ResourceExhausted,
        /// .
        #[code(failed_precondition)]
        FailedPrecondition,
        /// .
        #[code(aborted)]
        Aborted,
        /// .
        #[code(out_of_range)]
        OutOfRange,
        /// .
        #[code(unimplemented)]
        Unimplemented,
        /// .
        #[code(internal)]
        Internal,
        /// .
        #[code(unavailable)]
        Unavailable,
        /// .
        #[code(data_loss)]
        DataLoss,
        /// .
        #[code(unauthenticated)]
        Unauthenticated,
        #[code(call)]
        Call(CallError),
    }

    #[test]
    fn all_codes_are_known_and_are_retryable_as_a_plain_status_is() {
        let codes: Vec<_> = Every::VARIANTS.iter().map(|variant| variant.code).collect();
        assert_eq!(codes, Code::ALL);
        for variant in Every::VARIANTS {
            assert_eq!(variant.reason, variant.code.name());
            assert_eq!(
                variant.retryable,
                Status::new(variant.code, "").is_retryable()
            );
        }
        let _ = [
            Every::Cancelled,
            Every::Unknown,
            Every::InvalidArgument,
            Every::DeadlineExceeded,
            Every::NotFound,
            Every::AlreadyExists,
            Every::PermissionDenied,
            Every::ResourceExhausted,
            Every::FailedPrecondition,
            Every::Aborted,
            Every::OutOfRange,
            Every::Unimplemented,
            Every::Internal,
            Every::Unavailable,
            Every::DataLoss,
            Every::Unauthenticated,
        ];
    }
}
