use traitwire::prelude::*;

/// Why an order failed.
#[service_error]
#[message]
enum OrderError {
    /// There is nothing.
    #[code(not_found)]
    Nothing { id: u64 },
    /// The call failed.
    #[code(call)]
    Call(CallError),
}

fn main() {
    let _ = OrderError::Nothing { id: 7 }.to_string();
}
