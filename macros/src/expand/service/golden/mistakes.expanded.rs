/// A service with mistakes, of which none hides the trait.
pub trait Mistakes<K>: ::core::marker::Send + ::core::marker::Sync + 'static + Clone {
    type Id;
    /// Right.
    fn right(
        &self,
        id: u64,
    ) -> impl ::core::future::Future<Output = Result<(), Status>> + ::core::marker::Send;
    fn wrong<T>(
        &mut self,
        _: (u8, u8),
        name: &str,
        t: T,
    ) -> impl ::core::future::Future<Output = ()>;
    fn plain() -> Result<(), Status> {
        Ok(())
    }
}
#[cfg_attr(doc, doc = " The request of [`Mistakes::right`].")]
#[allow(missing_docs, dead_code)]
pub struct MistakesRightRequest {
    pub id: u64,
}
/// The description of the service [`Mistakes`](trait@Mistakes), which needs no implementation.
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[allow(dead_code)]
pub struct MistakesService;
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
impl MistakesService {
    /// The full name of the service: `tasks.v1.Mistakes`.
    pub const NAME: &'static str = "tasks.v1.Mistakes";
    #[doc(hidden)]
    pub const __TESTS: ::traitwire::__private::ServiceTests = ::traitwire::__private::ServiceTests {
        spec: Self::spec,
        file: ::core::file!(),
        methods: &[],
    };
    /// Everything that the trait says, as plain data.
    #[must_use]
    pub fn spec() -> &'static ::traitwire::spec::ServiceSpec {
        ::core::panic!("the trait has mistakes")
    }
}
/// Serves an implementation of [`Mistakes`](trait@Mistakes).
#[allow(dead_code)]
pub struct MistakesServer<__T>(::std::sync::Arc<__T>);
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
impl<__T: ::core::marker::Send + ::core::marker::Sync + 'static> MistakesServer<__T> {
    /// Serves `service`.
    #[must_use]
    pub fn new(service: __T) -> Self {
        Self(::std::sync::Arc::new(service))
    }
    /// Serves an implementation that others hold as well.
    #[must_use]
    pub fn from_arc(service: ::std::sync::Arc<__T>) -> Self {
        Self(service)
    }
}
#[automatically_derived]
impl<__T> ::core::fmt::Debug for MistakesServer<__T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::fmt::Formatter::write_str(f, "MistakesServer(..)")
    }
}
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
#[automatically_derived]
impl<__T: ::core::marker::Send + ::core::marker::Sync + 'static> ::traitwire::Service
for MistakesServer<__T> {
    fn spec(&self) -> &::traitwire::spec::ServiceSpec {
        MistakesService::spec()
    }
    fn call(
        &self,
        __call: ::traitwire::Call,
    ) -> ::traitwire::BoxFuture<
        'static,
        ::core::result::Result<::traitwire::Outcome, ::traitwire::Status>,
    > {
        ::core::panic!("the trait has mistakes")
    }
}
::traitwire::__private::client! {
    #[doc =
    " Calls [`Mistakes`](trait@Mistakes) through a channel, wherever the service is. Clones share the channel."]
    #[derive(::core::clone::Clone)] #[allow(dead_code)] pub struct
    MistakesClient(::std::sync::Arc < dyn ::traitwire::Channel >); #[allow(deprecated,
    dead_code, clippy::all, clippy::pedantic)] impl MistakesClient { #[doc =
    r" A client of the service behind `channel`, such as `Http` or `Local`."] #[must_use]
    pub fn new(channel : impl ::traitwire::Channel) -> Self {
    Self(::std::sync::Arc::new(channel)) } } #[automatically_derived] impl
    ::core::fmt::Debug for MistakesClient { fn fmt(& self, f : & mut
    ::core::fmt::Formatter < '_ >) -> ::core::fmt::Result {
    ::core::fmt::Formatter::write_str(f, "MistakesClient(..)") } }
}
/// An implementation of [`Mistakes`](trait@Mistakes), whatever its type. Clones share it.
#[derive(::core::clone::Clone)]
#[allow(dead_code)]
pub struct AnyMistakes(());
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
impl AnyMistakes {
    /// Forgets the type of `service`.
    #[must_use]
    pub fn new(
        service: impl ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> Self {
        Self(())
    }
}
#[automatically_derived]
impl ::core::fmt::Debug for AnyMistakes {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::fmt::Formatter::write_str(f, "AnyMistakes(..)")
    }
}
/// A call of one of the tools of [`Mistakes`](trait@Mistakes), as a model makes it.
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub enum MistakesTool {
    /// Right.
    ///
    /// Calls [`Mistakes::right`].
    Right(MistakesRightRequest),
}
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
#[allow(unused_variables, unreachable_code)]
impl MistakesTool {
    /// Reads a call: the name of a tool, and its arguments in JSON.
    ///
    /// It is as strict as MCP: fields that are not known are refused, all that is wrong is told at once, and
    /// for a tool that there is not the one is named that was probably meant.
    pub fn decode(
        name: &str,
        arguments: impl ::core::convert::AsRef<[u8]>,
    ) -> ::core::result::Result<Self, ::traitwire::Status> {
        ::core::panic!("the trait has mistakes")
    }
    /// The name of the tool.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match *self {
            Self::Right(..) => "mistakes_right",
        }
    }
    /// Calls the method. The reply comes in JSON; that of a stream is `{"items": [..], "complete": true}`,
    /// with at most 1,000 items and 1 MiB of them.
    ///
    /// A method that takes a context gets the current one. Nothing bounds the time: drop the future to stop.
    pub fn execute<'a>(
        self,
        service: &'a impl ::core::marker::Sync,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<
            ::std::string::String,
            ::traitwire::__private::ErrorOf<Result<(), Status>>,
        >,
    > + ::core::marker::Send + 'a {
        async move { ::core::panic!("the trait has mistakes") }
    }
}
::core::compile_error! {
    "the service `Mistakes` is generic, and callers from afar see one service; write the types themselves, and a trait for each service"
}
::core::compile_error! {
    "the service `Mistakes` has a supertrait, and its clients could not implement that one; `Send + Sync + 'static` are there already, so leave it out"
}
::core::compile_error! {
    "the service `Mistakes` has an associated type, and callers do not know the implementation; write the type itself"
}
::core::compile_error! {
    "the method `wrong` has no documentation: write `/// What it does.` above it; people and models choose by it what to call"
}
::core::compile_error! {
    "the method `wrong` has the type parameter `T`, and what travels has one form; write the type itself, or an enum with `#[message]`"
}
::core::compile_error! {
    "the method `wrong` takes `&mut self`, and calls run at the same time; write `&self` and keep what changes in a lock"
}
::core::compile_error! {
    "an argument of `wrong` is a pattern, and callers name arguments; give it a name and take it apart in the body"
}
::core::compile_error! {
    "the argument `name` of `wrong` is borrowed, and what comes from afar is owned; write `String` for `&str`, `Vec<T>` for `&[T]`, and `T` for `&T`"
}
::core::compile_error! {
    "the method `wrong` returns nothing, and every call can fail; write `-> Result<(), E>` with the error type of the service"
}
::core::compile_error! {
    "the method `plain` has no documentation: write `/// What it does.` above it; people and models choose by it what to call"
}
::core::compile_error! {
    "the method `plain` is not `async`; every method is called from afar: write `async fn plain(..)`"
}
::core::compile_error! {
    "the method `plain` does not take `&self`; make it the first argument: `async fn plain(&self, ..)`"
}
