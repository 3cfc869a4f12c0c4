#[derive(Clone)]
pub enum TaskError {
    NoSuchTask(u64),
}
#[automatically_derived]
impl ::core::fmt::Debug for TaskError {
    fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl ::core::fmt::Display for TaskError {
    fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl ::core::error::Error for TaskError {}
#[automatically_derived]
impl ::core::convert::From<::traitwire::CallError> for TaskError {
    fn from(_: ::traitwire::CallError) -> Self {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl ::traitwire::ServiceError for TaskError {
    const NAME: &'static str = "";
    const VARIANTS: &'static [::traitwire::__private::ErrorDef] = &[];
    fn into_status(self) -> ::traitwire::Status {
        ::core::unimplemented!("the type has mistakes")
    }
    fn from_status(_: ::traitwire::Status) -> Self {
        ::core::unimplemented!("the type has mistakes")
    }
}
::core::compile_error! {
    "`notfound` is no code; did you mean `not_found`?\nnote: the codes are `cancelled`, `unknown`, `invalid_argument`, `deadline_exceeded`, `not_found`, `already_exists`, `permission_denied`, `resource_exhausted`, `failed_precondition`, `aborted`, `out_of_range`, `unimplemented`, `internal`, `unavailable`, `data_loss`, `unauthenticated`, and `call` for the variant that holds a `CallError`"
}
::core::compile_error! {
    "the variant `NoSuchTask` has no doc comment, which is the message that callers get; write `/// ..` above it, such as `/// No task has this id.`"
}
::core::compile_error! {
    "the fields of `NoSuchTask` have no names, and callers get them by name; write `NoSuchTask { id: u64 }`"
}
::core::compile_error! {
    "`TaskError` has no variant for a call that fails in a way that no other variant describes; add `#[code(call)] Call(CallError)` to it, with `CallError` from `traitwire`"
}
struct Failure<T> {
    of: T,
}
#[automatically_derived]
impl<T> ::core::clone::Clone for Failure<T> {
    fn clone(&self) -> Self {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl<T> ::core::fmt::Debug for Failure<T> {
    fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl<T> ::core::fmt::Display for Failure<T> {
    fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl<T> ::core::error::Error for Failure<T> {}
#[automatically_derived]
impl<T> ::core::convert::From<::traitwire::CallError> for Failure<T> {
    fn from(_: ::traitwire::CallError) -> Self {
        ::core::unimplemented!("the type has mistakes")
    }
}
#[automatically_derived]
impl<T> ::traitwire::ServiceError for Failure<T> {
    const NAME: &'static str = "";
    const VARIANTS: &'static [::traitwire::__private::ErrorDef] = &[];
    fn into_status(self) -> ::traitwire::Status {
        ::core::unimplemented!("the type has mistakes")
    }
    fn from_status(_: ::traitwire::Status) -> Self {
        ::core::unimplemented!("the type has mistakes")
    }
}
::core::compile_error! {
    "`#[service_error]` stands on an enum with a variant for each failure, and `Failure` is none; write `enum Failure { .. }`"
}
