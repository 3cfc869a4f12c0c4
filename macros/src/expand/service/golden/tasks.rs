/// Plan and track a team's work.
///
/// A board holds all tasks.
#[service(package = "tasks.v1")]
pub trait Tasks {
    /// Create a task.
    ///
    /// Returns it with its id.
    ///
    /// @example {"title": "Review"}
    /// @example when full: {
    ///   "title": "Test"
    /// } ! board_full
    #[method(scopes("tasks:write", any("admin", "owner")), timeout = "5s")]
    async fn create(&self, cx: Context, req: CreateTask) -> Result<Task, TaskError>;

    /// Delete a task for good.
    ///
    /// @error no_such_task
    #[method(destructive, idempotent)]
    #[deprecated(note = "archive it")]
    #[must_use]
    async fn delete(
        &self,
        /// The task's id.
        id: u64,
        #[serde(default)] reason: String,
    ) -> Result<(), TaskError>;

    /// Count the tasks.
    #[method(read_only, public, tool = false, name = "count", on = "tasks.counted")]
    async fn how_many(&self, _cx: Context) -> Result<u64, TaskError> {
        self.list().await?.map(|page| page.len())
    }
}
