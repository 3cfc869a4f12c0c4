use traitwire::Status;
use traitwire::prelude::*;

/// Finds things.
#[service(package = "search.v1")]
#[service(name = "Find")]
trait Search {
    /// Find by an id.
    async fn find(&self, id: u64) -> Result<(), Status>;
}

fn main() {
    let _ = SearchService::spec();
}
