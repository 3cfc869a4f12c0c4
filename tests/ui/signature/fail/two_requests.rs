use traitwire::Status;
use traitwire::prelude::*;

#[message]
struct Query {
    text: String,
}

/// Finds things.
#[service(package = "search.v1")]
trait Search {
    /// Find by two queries.
    async fn find(&self, req: Query, request: Query) -> Result<(), Status>;
}

fn main() {
    let _ = SearchService::spec();
}
