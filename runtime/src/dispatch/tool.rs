//! What the typed calls of a model call.

use crate::Status;
use crate::service::{BoxFuture, Payload};
use crate::spec::{Code, suggest};

/// The name of a tool, and how its arguments are read.
pub type Tool<T> = (&'static str, fn(&Payload) -> Result<T, Status>);

/// Reads a call of one of these tools.
pub fn decode_tool<T>(tools: &[Tool<T>], name: &str, arguments: &[u8]) -> Result<T, Status> {
    let Some((_, read)) = tools.iter().find(|(tool, _)| *tool == name) else {
        let names = tools.iter().map(|(tool, _)| *tool);
        return Err(unknown(name, suggest::closest(name, names)));
    };
    // Models leave out arguments where there is nothing to say.
    let arguments = match arguments.trim_ascii() {
        b"" | b"null" => b"{}",
        arguments => arguments,
    };
    read(&Payload::strict_json(arguments.to_vec()))
}

fn unknown(name: &str, meant: Option<&str>) -> Status {
    Status::new(Code::Unimplemented, no_such_tool(name, meant)).with_reason("unknown_tool")
}

/// That there is no tool of this name, for whoever is told so.
pub(crate) fn no_such_tool(name: &str, meant: Option<&str>) -> String {
    let hint = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
    format!("there is no tool `{name}`{hint}")
}

/// The reply of a call as text.
pub fn executed<'a, R: 'a, E: 'a>(
    called: BoxFuture<'a, R>,
    text: fn(R) -> BoxFuture<'static, Result<String, E>>,
) -> BoxFuture<'a, Result<String, E>> {
    Box::pin(async move {
        let text = text(called.await);
        text.await
    })
}
