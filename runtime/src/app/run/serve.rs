//! `serve`: what the command line says about HTTP.

use super::command::{ALLOW_HOST, ALLOW_ORIGIN, ALLOW_UNAUTHENTICATED, LISTEN};
use super::parse::{Given, Parsed};
use super::problem::Problem;
use crate::App;
use crate::app::log;

const DEFAULT: &str = "127.0.0.1:8080";

/// Serves until a signal ends it.
pub(super) async fn run(parsed: &Parsed, mut app: App) -> Result<(), Problem> {
    let address = match parsed.value(&LISTEN)? {
        None => DEFAULT.to_owned(),
        Some(given) => address(given)?,
    };
    for host in parsed.values(&ALLOW_HOST)? {
        app = app.allow_host(host.value);
    }
    for origin in parsed.values(&ALLOW_ORIGIN)? {
        app = app.allow_origin(origin.value);
    }
    if parsed.has(&ALLOW_UNAUTHENTICATED) {
        app = app.allow_unauthenticated();
    }
    #[cfg(feature = "tls")]
    {
        app = super::tls::secured(parsed, app)?;
    }
    let _batches = log::in_batches();
    Ok(app.listen(&address).await?)
}

/// Refuses what cannot be an address and a port. Whether they exist is seen when they are used.
fn address(given: Given) -> Result<String, Problem> {
    let port = given
        .value
        .rsplit_once(':')
        .map(|(_, port)| port.parse::<u16>());
    if matches!(port, Some(Ok(_))) {
        return Ok(given.value);
    }
    let message = format!(
        "`{}` takes an address and a port, not `{}`",
        given.from, given.value
    );
    let hint = match given.value.parse::<u16>() {
        Ok(port) => format!("write `127.0.0.1:{port}`"),
        Err(_) => format!("write, for example, `{DEFAULT}`"),
    };
    Err(Problem::usage(message).hint(hint))
}
