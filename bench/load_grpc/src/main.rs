//! Makes the same gRPC call again and again, many at once over few connections, and prints what it measured as JSON.
//!
//! `load-grpc ADDRESS case=order connections=4 calls=16`. It speaks HTTP/2 by itself, and neither encodes nor decodes more
//! than once, so that it costs less than any server. The first answer has to be the right one, and all others as long.

mod call;
mod cases;

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use call::Call;
use cases::Case;
use load::arguments::Arguments;

fn main() -> ExitCode {
    match execute() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where stderr is gone too, the exit code says it.
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn execute() -> io::Result<()> {
    let arguments = Arguments::read(std::env::args().skip(1))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(measure(&arguments))
}

async fn measure(arguments: &Arguments) -> io::Result<()> {
    let case = Case::of(arguments.case.parse()?);
    let mut callers = Vec::new();
    let mut expected = None;
    for _ in 0..arguments.connections {
        let connection = call::connect(arguments.address).await?;
        let call = Arc::new(Call::new(arguments.address, &case)?);
        let first = call.answer(connection.clone()).await?;
        case.check(&first)?;
        let length = *expected.get_or_insert(first.len());
        for _ in 0..arguments.calls {
            let (call, connection) = (Arc::clone(&call), connection.clone());
            callers.push(move || {
                let (call, connection) = (Arc::clone(&call), connection.clone());
                async move { call.again(connection, length).await }
            });
        }
    }
    let figures = load::concurrent::run(arguments, callers).await?;
    serde_json::to_writer(io::stdout(), &figures)?;
    Ok(())
}
