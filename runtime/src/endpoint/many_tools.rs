//! What a server with very many tools says at start.

use super::Endpoint;

/// A server that shows more tools than this warns: models choose badly among many.
const MANY: usize = 40;

/// Warns where a server shows very many tools.
pub(super) fn warn_of_many_tools(endpoint: &Endpoint) {
    let methods = endpoint.targets().iter().map(|target| &target.method);
    let tools = methods.filter(|method| method.tool.is_some()).count();
    if tools > MANY {
        tracing::warn!(
            tools,
            "models choose badly among more than {MANY} tools; hide methods with `#[method(tool = false)]`, or split \
             the program"
        );
    }
}
