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
