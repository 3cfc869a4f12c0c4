//! Clients, erased implementations and typed tool calls, beside whatever the user has named otherwise.

#![deny(warnings, missing_docs, missing_debug_implementations, unused_qualifications, single_use_lifetimes)]

/// Names that generated code must not mean.
mod shadows {
    #![allow(dead_code)]

    pub(crate) struct Result;
    pub(crate) struct Option;
    pub(crate) struct Box;
    pub(crate) struct Vec;
    pub(crate) struct String;
    pub(crate) struct Arc;
    pub(crate) struct Send;
    pub(crate) struct Sync;
    pub(crate) struct Clone;
    pub(crate) struct Debug;
    pub(crate) struct Future;
    pub(crate) struct Self_;
    pub(crate) mod traitwire {}
    pub(crate) mod std {}
    pub(crate) mod core {}
}

mod shadowed {
    #[allow(unused_imports)]
    use crate::shadows::*;

    type Reply<T> = ::std::result::Result<T, ::traitwire::Status>;

    /// Names of all kinds.
    #[::traitwire::service(package = "tests.v1")]
    pub(crate) trait Shadowed {
        /// New.
        async fn new(&self, service: u8) -> Reply<u8>;
        /// Clone.
        async fn clone(&self) -> Reply<()>;
        /// Debug.
        async fn fmt(&self, f: u8) -> Reply<u8>;
        /// Call.
        async fn call(&self, __call: u8) -> Reply<u8>;
        /// Spec.
        async fn spec(&self) -> Reply<u8>;
        /// Execute.
        #[deprecated]
        async fn execute(&self, name: u8, arguments: u8) -> Reply<u8>;
        /// Decode.
        async fn decode(&self, cx: ::traitwire::Context, req: ::traitwire::Streaming<u8>) -> Reply<u8>;
        /// Name.
        async fn r#name(&self) -> Reply<::traitwire::Streaming<u8, ::traitwire::Status>>;
        /// A keyword.
        async fn r#type(&self, r#where: u8, r#struct: u8) -> Reply<u8>;
        /// Not there.
        #[cfg(any())]
        async fn never(&self, never: Never) -> Reply<u8>;
        /// With a body.
        async fn body(&self, _cx: ::traitwire::Context, mut _unused: u8) -> Reply<u8> {
            Ok(1)
        }
    }
}

/// Nobody uses what is generated.
#[traitwire::service(package = "tests.v1")]
trait Unused {
    /// Run it.
    async fn run(&self) -> Result<(), traitwire::Status>;
}

fn main() {
    use shadowed::{AnyShadowed, Shadowed, ShadowedClient, ShadowedTool};

    fn is_service<T: Shadowed + Clone + std::fmt::Debug>() {}
    is_service::<ShadowedClient>();
    is_service::<AnyShadowed>();
    let tool = ShadowedTool::decode("shadowed_new", r#"{"service": 1}"#).expect("a tool");
    assert_eq!(tool.name(), "shadowed_new");
    assert!(matches!(tool, ShadowedTool::New(_)));

    /// A service of a function.
    #[traitwire::service(package = "tests.v1")]
    trait Inner {
        /// Run it.
        async fn run(&self) -> Result<u8, traitwire::Status>;
    }
    struct One;
    impl Inner for One {
        async fn run(&self) -> Result<u8, traitwire::Status> {
            Ok(1)
        }
    }
    let any = AnyInner::new(One);
    let call = InnerTool::decode("inner_run", "").expect("a tool");
    drop(call.execute(&any));
    struct Nowhere;
    impl traitwire::Channel for Nowhere {
        fn call(
            &self,
            _: traitwire::Call,
        ) -> traitwire::BoxFuture<'static, Result<traitwire::Outcome, traitwire::Status>> {
            Box::pin(std::future::pending())
        }
    }
    drop(InnerClient::new(Nowhere).run());
}
