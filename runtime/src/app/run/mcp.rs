//! `mcp`: the Model Context Protocol on stdin and stdout.

use std::sync::Arc;

use super::environment;
use super::problem::Problem;
use crate::endpoint::{Credentials, Endpoint};
use crate::serve::mcp::serve_stdio;

/// Serves until the input ends. The caller is the one whose token the environment holds.
pub(super) async fn run(endpoint: &Arc<Endpoint>) -> Result<(), Problem> {
    endpoint.warn();
    let token = environment::read(environment::TOKEN)?;
    let credentials = token.map_or_else(Credentials::none, Credentials::bearer);
    serve_stdio(endpoint, credentials)
        .await
        .map_err(|error| Problem::failure(format!("cannot speak on stdin and stdout: {error}")))
}
