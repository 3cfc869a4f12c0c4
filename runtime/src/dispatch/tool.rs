//! What the typed calls of a model call.

use crate::Status;
use std::any::Any;

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

/// The items that the arguments of a tool are.
pub fn items_of<T: 'static>(
    read: fn(&Payload) -> Result<Box<dyn Any>, Status>,
    arguments: &Payload,
) -> Result<Vec<T>, Status> {
    let items = read(arguments)?.downcast::<Vec<T>>();
    items
        .map(|items| *items)
        .map_err(|_| Status::internal(OTHER_STREAM))
}

/// The stream of such items.
///
/// # Panics
///
/// If the items are not those of the stream, which needs a type that is called `Streaming` and has other parameters.
pub fn stream_of<S, T: 'static>(from: fn(Box<dyn Any>) -> Option<S>, items: Vec<T>) -> S {
    from(Box::new(items)).expect(OTHER_STREAM)
}

const OTHER_STREAM: &str = "the first parameter of `Streaming` is the type of its items";

/// The reply of a call as text, or the error of the service.
pub fn executed<'a, R: 'a, S: 'static, E: 'a>(
    called: BoxFuture<'a, R>,
    text: fn(R) -> BoxFuture<'static, Result<String, S>>,
    same: fn(S) -> E,
) -> BoxFuture<'a, Result<String, E>> {
    Box::pin(async move {
        let text = text(called.await);
        text.await.map_err(same)
    })
}
