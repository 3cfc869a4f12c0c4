//! What the typed calls of a model call.

use std::any::Any;

use crate::Status;
use crate::service::{BoxFuture, Payload};
use crate::spec::{Code, suggest};

/// The name of a tool, and how its arguments are read to a call of type `C`.
pub type Tool<C> = (&'static str, &'static dyn Arguments<C>);

/// How the arguments of a tool are read.
pub trait Arguments<C>: Sync {
    /// Reads them.
    fn read(&self, arguments: &Payload) -> Result<C, Status>;
}

/// Arguments that are the request.
#[derive(Debug)]
pub struct Whole<C, T> {
    /// Reads the request.
    pub arguments: fn(&Payload) -> Result<T, Status>,
    /// The call with it.
    pub call: fn(T) -> C,
}

impl<C, T> Arguments<C> for Whole<C, T> {
    fn read(&self, arguments: &Payload) -> Result<C, Status> {
        (self.arguments)(arguments).map(self.call)
    }
}

/// Arguments that hold all items of a stream of requests.
#[derive(Debug)]
pub struct Items<C, T> {
    /// Reads a `Vec` of them.
    pub items: fn(&Payload) -> Result<Box<dyn Any>, Status>,
    /// The call with its items.
    pub call: fn(Vec<T>) -> C,
}

impl<C, T: 'static> Arguments<C> for Items<C, T> {
    fn read(&self, arguments: &Payload) -> Result<C, Status> {
        let items = (self.items)(arguments)?.downcast::<Vec<T>>();
        items
            .map(|items| (self.call)(*items))
            .map_err(|_| Status::internal(OTHER_STREAM))
    }
}

/// Reads a call of one of these tools.
pub fn decode_tool<C>(tools: &[Tool<C>], name: &str, arguments: &[u8]) -> Result<C, Status> {
    let Some((_, tool)) = tools.iter().find(|(known, _)| *known == name) else {
        let names = tools.iter().map(|(tool, _)| *tool);
        return Err(unknown(name, suggest::closest(name, names)));
    };
    // Models leave out arguments where there is nothing to say.
    let arguments = match arguments.trim_ascii() {
        b"" | b"null" => b"{}",
        arguments => arguments,
    };
    tool.read(&Payload::strict_json(arguments.to_vec()))
}

fn unknown(name: &str, meant: Option<&str>) -> Status {
    Status::new(Code::Unimplemented, no_such_tool(name, meant)).with_reason("unknown_tool")
}

/// That there is no tool of this name, for whoever is told so.
pub(crate) fn no_such_tool(name: &str, meant: Option<&str>) -> String {
    let hint = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
    format!("there is no tool `{name}`{hint}")
}

/// The stream of the items that a call holds.
///
/// # Panics
///
/// If the items are not those of the stream, which needs a type that is called `Streaming` and has other parameters.
pub fn stream_of<S, T: 'static>(from: fn(Box<dyn Any>) -> Option<S>, items: Vec<T>) -> S {
    from(Box::new(items)).expect(OTHER_STREAM)
}

const OTHER_STREAM: &str = "the first parameter of `Streaming` is the type of its items";

/// How a reply becomes text, and how the error of its method is that of the service.
pub(crate) type Text<R, S, E> = (fn(R) -> BoxFuture<'static, Result<String, S>>, fn(S) -> E);

/// The reply of a call as text, or the error of the service.
pub fn executed<'a, R: 'a, S: 'static, E: 'a>(
    called: BoxFuture<'a, R>,
    (text, same): Text<R, S, E>,
) -> BoxFuture<'a, Result<String, E>> {
    Box::pin(async move {
        let text = text(called.await);
        text.await.map_err(same)
    })
}
