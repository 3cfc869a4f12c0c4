//! A weather station whose readings can be followed over gRPC, HTTP and MCP: one method, one port.
//!
//! Run with `cargo run -p streaming`, and while it runs follow it in whichever way you like:
//!
//! ```console
//! $ cargo run -p streaming --bin follow -- grpc http://127.0.0.1:8080   # Rust, over gRPC, through the trait
//! $ cargo run -p streaming --bin follow -- http http://127.0.0.1:8080   # the same over HTTP
//! $ node examples/streaming/clients/http_client.mjs http://127.0.0.1:8080
//! $ pip install grpcio-reflection 'mcp>=2'                              # for the two in Python
//! $ python3 examples/streaming/clients/grpc_client.py 127.0.0.1:8080    # Python's grpcio, by reflection alone
//! $ python3 examples/streaming/clients/mcp_client.py http://127.0.0.1:8080/mcp
//! ```
//!
//! Each prints three readings. `cargo run -p streaming -- spec proto` prints the `.proto` for clients that are generated.

mod simulated;

use std::num::NonZeroU64;
use std::time::Duration;

use simulated::Simulated;
use streaming::StationServer;
use traitwire::prelude::*;

#[tokio::main]
async fn main() -> traitwire::Result {
    App::new("weather")
        .option(
            "interval",
            "MILLISECONDS",
            "Time between two readings",
            "1000",
        )
        .run_with(async |app, options| {
            let interval = options.get("interval").parse::<NonZeroU64>();
            let interval = interval.map_err(|_| "`--interval`: expected an integer from 1 on")?;
            let station = Simulated::start(Duration::from_millis(interval.get()));
            Ok(app.service(StationServer::new(station)))
        })
        .await
}
