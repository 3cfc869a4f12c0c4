//! `tools`: what a program offers.

use std::fmt::Write;

use super::problem::Problem;
use super::{output, signature};
use crate::endpoint::Endpoint;
use crate::spec::dialect::mcp::{self, Features};
use crate::spec::{MethodSpec, ScopeRule};

/// Signatures up to this width are followed by their summaries in one column.
const COLUMN: usize = 80;

/// The revision of MCP whose tool objects are printed.
const REVISION: &str = "2026-07-28";

/// Prints a line for each tool.
pub(super) fn print_lines(endpoint: &Endpoint) -> Result<(), Problem> {
    let lines: Vec<_> = endpoint
        .specs()
        .flat_map(|spec| spec.methods.iter().map(move |method| (spec, &**method)))
        .filter_map(|(spec, method)| {
            Some((signature::of(spec, method, method.tool.as_deref()?), method))
        })
        .collect();
    let widths = lines.iter().map(|(signature, _)| signature.chars().count());
    let column = widths.filter(|width| *width <= COLUMN).max().unwrap_or(0);
    let mut text = String::new();
    for (signature, method) in &lines {
        let (summary, remarks) = (&method.doc.summary, remarks(method));
        let _ = writeln!(text, "{signature:column$}  {summary}{remarks}");
    }
    output::print(&text)
}

fn remarks(method: &MethodSpec) -> String {
    let mut remarks = String::new();
    if !method.scopes.is_empty() {
        let rules: Vec<_> = method.scopes.iter().map(ScopeRule::to_string).collect();
        let _ = write!(remarks, " (needs {})", rules.join(" and "));
    }
    if method.deprecated.is_some() {
        remarks.push_str(" (deprecated)");
    }
    remarks
}

/// Prints the tools as MCP clients of the newest revision get them.
pub(super) fn print_json(endpoint: &Endpoint) -> Result<(), Problem> {
    let features = Features::of(REVISION);
    let tools: Vec<_> = endpoint
        .specs()
        .flat_map(|spec| mcp::tools(spec, features))
        .collect();
    output::print_document(&tools)
}
