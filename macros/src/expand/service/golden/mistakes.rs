/// A service with mistakes, of which none hides the trait.
#[service(package = "tasks.v1")]
pub trait Mistakes<K>: Clone {
    type Id;

    /// Right.
    #[method(read_only)]
    async fn right(&self, id: u64) -> Result<(), Status>;

    async fn wrong<T>(&mut self, (a, b): (u8, u8), #[serde(default)] name: &str, t: T);

    fn plain() -> Result<(), Status> {
        Ok(())
    }
}
