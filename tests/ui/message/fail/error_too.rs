use traitwire::prelude::*;

/// Why a search failed.
#[message]
#[service_error]
enum SearchError {
    /// There is nothing.
    #[code(not_found)]
    Nothing { id: u64 },
    /// The call failed.
    #[code(call)]
    Call(CallError),
}

fn main() {
    let _ = SearchError::Nothing { id: 7 }.to_string();
}
