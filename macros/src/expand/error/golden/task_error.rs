/// Why a task call was refused.
#[service_error]
#[derive(PartialEq)]
pub enum TaskError {
    /// No task has this id.
    ///
    /// It may have been deleted.
    #[code(not_found)]
    NoSuchTask {
        /// The id.
        id: u64,
        #[serde(skip)]
        cache: Cache,
    },
    /// The board is full.
    #[code(resource_exhausted, retryable = false, reason = "full")]
    BoardFull,
    /// Odd.
    #[cfg(feature = "odd")]
    #[code(unavailable)]
    #[serde(rename_all = "camelCase")]
    Odd {
        user_name: String,
        #[cfg(unix)]
        at: u32,
    },
    #[code(call)]
    Call(CallError),
}
