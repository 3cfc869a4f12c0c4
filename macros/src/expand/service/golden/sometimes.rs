/// Methods that are there with features alone.
#[service(package = "tasks.v1", name = "Board", crate = crate::wire)]
trait Sometimes {
    /// Run it.
    #[cfg(feature = "a")]
    #[cfg(unix)]
    async fn run(&self, #[ctx] cx: Cx, req: T) -> Reply;

    /// Stop it.
    #[cfg(feature = "b")]
    async fn stop(&self) -> Result<(), Status>;
}
