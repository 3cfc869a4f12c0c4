//! What is wrong with the signature of a method.

pub(crate) fn not_async(method: &str) -> String {
    format!(
        "the method `{method}` is not `async`; every method is called from afar: write `async fn {method}(..)`"
    )
}

pub(crate) fn future(method: &str) -> String {
    format!(
        "the method `{method}` returns a future by hand; write `async fn {method}(..) -> Result<..>`, \
         and `#[service]` makes the future one that can be sent between threads"
    )
}

pub(crate) fn qualifier(method: &str, qualifier: &str) -> String {
    format!(
        "the method `{method}` is `{qualifier}`, which no caller from afar can see; leave that out"
    )
}

pub(crate) fn variadic(method: &str) -> String {
    format!("the method `{method}` takes any number of arguments by `...`; take a `Vec` instead")
}

pub(crate) fn generic_type(method: &str, name: &str) -> String {
    format!(
        "the method `{method}` has the type parameter `{name}`, and what travels has one form; \
         write the type itself, or an enum with `#[message]`"
    )
}

pub(crate) fn generic_lifetime(method: &str, name: &str) -> String {
    format!(
        "the method `{method}` has the lifetime `{name}`, and what comes from afar is owned; \
         leave it out and take owned arguments"
    )
}

pub(crate) fn generic_const(method: &str, name: &str) -> String {
    format!(
        "the method `{method}` has the const parameter `{name}`, which no caller from afar can choose; \
         take it as an argument"
    )
}

pub(crate) fn where_clause(method: &str) -> String {
    format!(
        "the method `{method}` has a `where` clause, and there is nothing to bound; leave it out"
    )
}

pub(crate) fn no_self(method: &str) -> String {
    format!(
        "the method `{method}` does not take `&self`; make it the first argument: `async fn {method}(&self, ..)`"
    )
}

pub(crate) fn mutable_self(method: &str) -> String {
    format!(
        "the method `{method}` takes `&mut self`, and calls run at the same time; \
         write `&self` and keep what changes in a lock"
    )
}

pub(crate) fn owned_self(method: &str) -> String {
    format!(
        "the method `{method}` takes `self` by value, and a service serves more than one call; write `&self`"
    )
}

pub(crate) fn typed_self(method: &str) -> String {
    format!("the method `{method}` takes `self` by a type of its own; write `&self`")
}

pub(crate) fn pattern(method: &str) -> String {
    format!(
        "an argument of `{method}` is a pattern, and callers name arguments; \
         give it a name and take it apart in the body"
    )
}

pub(crate) fn borrowed(method: &str, argument: &str) -> String {
    format!(
        "the argument `{argument}` of `{method}` is borrowed, and what comes from afar is owned; \
         write `String` for `&str`, `Vec<T>` for `&[T]`, and `T` for `&T`"
    )
}

pub(crate) fn impl_trait(method: &str, argument: &str) -> String {
    format!(
        "the argument `{argument}` of `{method}` is an `impl Trait`, and what travels has one form; write the type"
    )
}

pub(crate) fn self_type(method: &str, argument: &str) -> String {
    format!(
        "the argument `{argument}` of `{method}` names `Self`, and callers do not have the implementation; \
         write a `#[message]`"
    )
}

pub(crate) fn two_contexts(method: &str) -> String {
    format!("the method `{method}` takes a second `Context`, and a call has one; leave it out")
}

pub(crate) fn context_not_first(method: &str) -> String {
    format!("the `Context` of `{method}` stands after another argument; put it right after `&self`")
}

pub(crate) fn request_beside_others(method: &str, request: &str) -> String {
    format!(
        "the argument `{request}` of `{method}` is the whole request, and another argument stands beside it; \
         move that one into the request's type, or rename `{request}` to make it a field as well"
    )
}

pub(crate) fn error_of_stream(method: &str, stream: &str) -> String {
    format!(
        "the stream of requests `{stream}` of `{method}` names an error, and what fails on its way is always a \
         `CallError`; write `Streaming<T>` without an error"
    )
}

pub(crate) fn stream_inside(method: &str, argument: &str) -> String {
    format!(
        "the argument `{argument}` of `{method}` has a stream inside of another type; a stream of requests is the \
         argument itself: write `{argument}: Streaming<T>`"
    )
}

pub(crate) fn stream_beside_others(method: &str, stream: &str) -> String {
    format!(
        "the argument `{stream}` of `{method}` is a stream of requests, and another argument stands beside it; send that \
         one in the items of the stream"
    )
}

pub(crate) fn two_streams(method: &str) -> String {
    format!(
        "the method `{method}` takes a second stream of requests, and a call has one; make one stream of an enum \
         with a variant for each kind of item"
    )
}

pub(crate) fn stream_beside_request(method: &str) -> String {
    format!(
        "the method `{method}` takes a stream of requests and another whole request, and a call has one; send what \
         the other has in the items of the stream"
    )
}

pub(crate) fn two_requests(method: &str) -> String {
    format!(
        "the method `{method}` takes a second argument that is the whole request, and a call has one; rename both \
         to make them fields of a request"
    )
}

pub(crate) fn same_argument(method: &str, argument: &str) -> String {
    format!(
        "the method `{method}` has two arguments that callers see as `{argument}`, since they do not see `_` in \
         front of a name; rename one"
    )
}

/// A doc comment or an attribute on an argument that is no field of a message.
pub(crate) fn attribute_on_whole(method: &str, argument: &str, what: &str) -> String {
    format!(
        "{what} on the argument `{argument}` of `{method}` would get lost; put it on the type of `{argument}`"
    )
}

pub(crate) fn attribute_on_stream(method: &str, argument: &str, what: &str) -> String {
    format!(
        "{what} on the argument `{argument}` of `{method}` would get lost; put it on the type of the stream's items"
    )
}

pub(crate) fn attribute_on_context(method: &str, what: &str) -> String {
    format!(
        "{what} on the `Context` of `{method}` would get lost, since no caller sends it; leave it out"
    )
}

pub(crate) fn cfg_on_argument(method: &str, argument: &str) -> String {
    format!(
        "the argument `{argument}` of `{method}` is behind a `cfg`, and a method has one form; \
         write two methods, each with `#[cfg(..)]`"
    )
}

pub(crate) fn ctx_with_arguments(method: &str) -> String {
    format!("`#[ctx]` in `{method}` takes no arguments; write `#[ctx]` alone")
}

pub(crate) fn stream_by_another_name(method: &str) -> String {
    format!(
        "the request of `{method}` is a stream by another name, and a call of its tool holds its items; write \
         `Streaming<T>` with the type of the items"
    )
}

pub(crate) fn no_stream(method: &str) -> String {
    format!(
        "the request of `{method}` is a type `Streaming` that is not the one of traitwire; give it another name, or write \
         `traitwire::Streaming`"
    )
}

pub(crate) fn no_object(method: &str) -> String {
    format!(
        "the request of `{method}` is no object in JSON, and tools take their arguments by name; \
         give the argument a name such as `value`, which makes it a field of the request"
    )
}

pub(crate) fn no_return_type(method: &str) -> String {
    format!(
        "the method `{method}` returns nothing, and every call can fail; \
         write `-> Result<(), E>` with the error type of the service"
    )
}

pub(crate) fn borrowed_reply(method: &str) -> String {
    format!(
        "what `{method}` returns is borrowed, and a reply outlives the call; return an owned value, such as a `String`"
    )
}

pub(crate) fn impl_reply(method: &str) -> String {
    format!("what `{method}` returns is an `impl Trait`, and callers read one form; write the type")
}

pub(crate) fn self_reply(method: &str) -> String {
    format!(
        "what `{method}` returns names `Self`, and callers do not have the implementation; return a `#[message]`"
    )
}

pub(crate) fn broken(error: &str) -> String {
    format!("a method of the service cannot be read: {error}")
}
