//! What is the same for all messages, written once.

use std::fmt::Write;
use std::sync::Arc;

use super::catalogue::Catalogue;
use super::json::push_string;
use super::revision::Revision;
use crate::endpoint::Endpoint;

/// How long clients may keep discovery and lists of tools. Both stay as they are for the life of a process.
const TTL_MS: u32 = 60_000;

/// What the server can do: tools, which do not change while it runs.
const CAPABILITIES: &str = "{\"tools\":{}}";

/// An endpoint, ready to speak the protocol.
pub(crate) struct Mcp {
    pub(super) endpoint: Arc<Endpoint>,
    pub(super) catalogue: Catalogue,
    /// The members of `_meta` in every result of a stateless revision.
    pub(super) meta: String,
    /// What follows the tools in a list of a stateless revision.
    pub(super) list_end: String,
    /// The result of `server/discover`.
    pub(super) discovery: String,
    /// What follows the revision in the result of `initialize`.
    handshake: String,
}

impl Mcp {
    pub(crate) fn new(endpoint: &Arc<Endpoint>) -> Arc<Self> {
        let server = info(endpoint);
        let meta = format!("\"io.modelcontextprotocol/serverInfo\":{server}");
        let instructions = instructions(endpoint);
        // What depends on the caller's scopes must not be shared with others.
        let scope = if endpoint.authenticates() {
            "private"
        } else {
            "public"
        };
        Arc::new(Self {
            catalogue: Catalogue::new(endpoint.clone()),
            list_end: format!(
                ",\"ttlMs\":{TTL_MS},\"cacheScope\":\"{scope}\",\"_meta\":{{{meta}}}"
            ),
            discovery: discovery(&meta, &instructions),
            handshake: format!(
                ",\"capabilities\":{CAPABILITIES},\"serverInfo\":{server}{instructions}}}"
            ),
            meta,
            endpoint: endpoint.clone(),
        })
    }

    /// Adds the result of `initialize`.
    pub(super) fn push_handshake(&self, to: &mut String, revision: Revision) {
        to.push_str("{\"protocolVersion\":");
        push_string(to, revision.name());
        to.push_str(&self.handshake);
    }
}

fn info(endpoint: &Endpoint) -> String {
    let mut info = String::from("{\"name\":");
    push_string(&mut info, &endpoint.name);
    info.push_str(",\"version\":");
    push_string(&mut info, &endpoint.version);
    info.push('}');
    info
}

/// What the services are for, as a member of its own, with the comma before it.
fn instructions(endpoint: &Endpoint) -> String {
    let lines: Vec<_> = endpoint
        .specs()
        .map(|spec| format!("{}: {}", spec.path, spec.doc.summary))
        .collect();
    if lines.is_empty() {
        return String::new();
    }
    let mut member = String::from(",\"instructions\":");
    push_string(&mut member, &lines.join("\n"));
    member
}

fn discovery(meta: &str, instructions: &str) -> String {
    let mut text = String::from("{\"resultType\":\"complete\",\"supportedVersions\":[");
    for (index, revision) in Revision::ALL.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(text, "{comma}\"{}\"", revision.name());
    }
    let _ = write!(
        text,
        "],\"capabilities\":{CAPABILITIES}{instructions},\"ttlMs\":{TTL_MS},\"cacheScope\":\"public\",\
         \"_meta\":{{{meta}}}}}"
    );
    text
}
