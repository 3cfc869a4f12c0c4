//! Every form of every tag, and text that looks like one.

#![deny(warnings)]

use traitwire::{CallError, service, service_error};

/// Why work was refused.
#[service_error]
enum WorkError {
    /// There is no such work.
    #[code(not_found)]
    NoSuchWork,
    /// The board is full.
    #[code(resource_exhausted, retryable)]
    BoardFull,
    /// The call failed.
    #[code(call)]
    Call(CallError),
}

/// Plan work.
///
/// Write to
/// alice@example.org about it, or @ home.
///
/// ```text
/// @example {
/// ```
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// \@example is what a tag looks like.
    ///
    /// @example {"id": 7}
    /// @example that is late: {"id": 8} ! no_such_work
    /// @example on several lines: {
    ///     "id": 9
    ///   }
    ///   ->
    ///   7
    /// @error no_such_work
    /// @error board_full
    async fn run(&self, id: u64) -> Result<u64, WorkError>;

    /** Stop it.

    @example {
      "id": 7
    } -> null
    */
    async fn stop(
        &self,
        /// The work to stop.
        ///
        /// Ask bob@example.org.
        id: u64,
    ) -> Result<(), WorkError>;

    #[doc = "Count it.\n\n@example {} -> 7"]
    async fn count(&self) -> Result<u64, WorkError>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, id: u64) -> Result<u64, WorkError> {
        Ok(id)
    }

    async fn stop(&self, id: u64) -> Result<(), WorkError> {
        match id {
            7 => Err(WorkError::NoSuchWork),
            _ => Err(WorkError::BoardFull),
        }
    }

    async fn count(&self) -> Result<u64, WorkError> {
        Ok(7)
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let spec = traitwire::Service::spec(&server);
    let examples = |method: &str| spec.method(method).expect("a method").examples.len();
    assert_eq!([examples("run"), examples("stop"), examples("count")], [3, 1, 1]);
    assert_eq!(spec.method("run").expect("a method").errors, ["no_such_work", "board_full"]);
}
