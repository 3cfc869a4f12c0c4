use traitwire::Status;
use traitwire::prelude::*;

/// Finds things.
#[service(package = "search.v1")]
trait Search {
    /// Find the searcher.
    async fn self_(&self) -> Result<(), Status>;

    /// Find the searcher without models.
    #[method(name = "itself", tool = false)]
    async fn self__(&self, req: Page) -> Result<(), Status>;
}

#[message]
struct Page {
    number: u32,
}

fn main() {
    let _ = SearchService::spec();
}
