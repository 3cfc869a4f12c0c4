//! All forms of an error enum.
#![deny(warnings, missing_docs)]

mod inner {
    use traitwire::{CallError, service_error};

    type Failed = CallError;

    /// Why a task call was refused.
    #[service_error]
    #[derive(Clone)]
    #[non_exhaustive]
    pub(super) enum TaskError {
        /// No task has this id.
        #[code(not_found)]
        NoSuchTask {
            /// The id.
            id: u64,
        },
        /// The board is full.
        #[code(resource_exhausted, retryable = false)]
        BoardFull,
        /// Absent.
        #[cfg(any())]
        #[code(internal)]
        Absent { id: NoSuchType },
        #[code(call)]
        Call(Failed),
    }
}

use inner::TaskError;

fn refuse() -> Result<(), TaskError> {
    use traitwire::OrInternal as _;
    std::fs::read("/no/such/file").or_internal()?;
    Ok(())
}

fn main() {
    assert_eq!(TaskError::NoSuchTask { id: 7 }.to_string(), "No task has this id (id: 7)");
    assert_eq!(TaskError::BoardFull.clone().to_string(), "The board is full");
    assert!(matches!(refuse(), Err(TaskError::Call(_))));
}
