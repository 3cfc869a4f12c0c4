use traitwire::Status;
use traitwire::prelude::*;

/// Finds things.
#[service(package = "search.v1")]
trait Search {
    /// Find by an id.
    async fn find(&self, _id: u64, id: u64) -> Result<(), Status>;
}

fn main() {
    let _ = SearchService::spec();
}
