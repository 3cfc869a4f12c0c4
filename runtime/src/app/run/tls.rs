//! `serve --tls-cert --tls-key`: where the certificate is.

use std::fs;

use super::command::{TLS_CERT, TLS_KEY};
use super::parse::{Given, Parsed};
use super::problem::Problem;
use crate::{App, TlsConfig};

/// The application with the certificate of the command line, if one is named there.
pub(super) fn secured(parsed: &Parsed, app: App) -> Result<App, Problem> {
    match (parsed.value(&TLS_CERT)?, parsed.value(&TLS_KEY)?) {
        (None, None) => Ok(app),
        (Some(chain), Some(key)) => {
            let config = TlsConfig::from_pem(read(&chain)?, read(&key)?)?;
            Ok(app.tls(config))
        }
        (Some(chain), None) => Err(alone(&chain, "the private key", "--tls-key")),
        (None, Some(key)) => Err(alone(&key, "the certificate", "--tls-cert")),
    }
}

fn read(file: &Given) -> Result<Vec<u8>, Problem> {
    fs::read(&file.value).map_err(|error| {
        let Given { value, from } = file;
        Problem::failure(format!(
            "`{from}` names `{value}`, which cannot be read: {error}"
        ))
    })
}

fn alone(given: &Given, missing: &str, flag: &str) -> Problem {
    let message = format!("`{}` is given without {missing}", given.from);
    Problem::usage(message).hint(format!("add `{flag} FILE`"))
}
