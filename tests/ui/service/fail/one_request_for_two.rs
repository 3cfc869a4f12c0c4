use traitwire::Status;
use traitwire::prelude::*;

/// Finds things.
#[service(package = "search.v1")]
trait Search {
    /// Find all.
    #[method(name = "everything")]
    async fn find_all(&self, limit: u32) -> Result<(), Status>;

    /// Find all at once.
    #[method(name = "at_once")]
    async fn find__all(&self, limit: u32) -> Result<(), Status>;

    /// A request that the user wrote makes no type, and what is no tool no variant.
    #[method(name = "page", tool = false)]
    async fn find_al_l(&self, req: Page) -> Result<(), Status>;

    /// Nor does this.
    #[method(name = "pages", tool = false)]
    async fn find_al__l(&self, req: Page) -> Result<(), Status>;
}

#[message]
struct Page {
    number: u32,
}

fn main() {
    let _ = SearchService::spec();
}
