//! A service written by hand, a closure a method.

use std::future::Future;
use std::sync::Arc;

use traitwire::spec::proto::ProtoSpec;
use traitwire::spec::{
    Doc, Hints, MethodKind, MethodSpec, SPEC_VERSION, Schema, ScopeRule, ServiceSpec,
};
use traitwire::{Body, BoxFuture, Call, Outcome, Payload, Reply, Service, Status};

type Answer = Result<Outcome, Status>;
type Handler = Box<dyn Fn(Call) -> BoxFuture<'static, Answer> + Send + Sync>;

pub struct Handmade {
    spec: ServiceSpec,
    handlers: Vec<Handler>,
}

impl Handmade {
    /// A service `{package}.{name}`, its paths under `/api/{path}/`.
    pub fn new(package: &str, name: &str, path: &str) -> Self {
        Self {
            spec: ServiceSpec {
                spec_version: SPEC_VERSION,
                name: name.to_owned(),
                package: package.to_owned(),
                path: path.to_owned(),
                doc: Doc::new("A service of the tests.", ""),
                methods: Vec::new(),
                errors: Vec::new(),
                types: Vec::new(),
                proto: ProtoSpec::default(),
            },
            handlers: Vec::new(),
        }
    }

    pub fn method<F, Fut>(self, name: &str, handler: F) -> Self
    where
        F: Fn(Call) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Answer> + Send + 'static,
    {
        self.method_with(name, |_| {}, handler)
    }

    /// A method whose description is changed first.
    pub fn method_with<F, Fut>(
        mut self,
        name: &str,
        change: impl FnOnce(&mut MethodSpec),
        handler: F,
    ) -> Self
    where
        F: Fn(Call) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Answer> + Send + 'static,
    {
        let mut method = self.describe(name);
        change(&mut method);
        self.spec.methods.push(Arc::new(method));
        self.handlers
            .push(Box::new(move |call| Box::pin(handler(call))));
        self
    }

    fn describe(&self, name: &str) -> MethodSpec {
        let service = self.spec.full_name();
        MethodSpec {
            name: name.to_owned(),
            index: self.handlers.len(),
            full_name: format!("{service}.{name}"),
            grpc_path: format!("/{service}/{name}"),
            http_path: format!("/api/{}/{name}", self.spec.path),
            tool: Some(format!("{}_{name}", self.spec.path)),
            kind: MethodKind::Unary,
            doc: Doc::new("A method of the tests.", ""),
            input: Schema::empty_object(),
            output: Schema::empty_object(),
            proto: None,
            errors: Vec::new(),
            examples: Vec::new(),
            hints: Hints::default(),
            scopes: Vec::new(),
            public: false,
            timeout_ms: None,
            on: None,
            deprecated: None,
        }
    }
}

impl Service for Handmade {
    fn spec(&self) -> &ServiceSpec {
        &self.spec
    }

    fn call(&self, call: Call) -> BoxFuture<'static, Answer> {
        self.handlers[call.method.index](call)
    }
}

/// `tasks.v1.Tasks` with a method `echo`, which answers with its request.
pub fn tasks() -> Handmade {
    Handmade::new("tasks.v1", "Tasks", "tasks").method("echo", async |call| {
        let input = text(&call);
        json(&input)
    })
}

/// A scope for a method.
pub fn needs(scope: &str) -> ScopeRule {
    ScopeRule::One(scope.to_owned())
}

/// The text of a request.
pub fn text(call: &Call) -> String {
    match &call.input {
        Body::One(payload) => String::from_utf8(payload.bytes.to_vec()).unwrap(),
        Body::Stream(_) => panic!("a stream"),
    }
}

/// A reply of this JSON.
#[expect(clippy::unnecessary_wraps, reason = "it is what a handler returns")]
pub fn json(text: &str) -> Answer {
    Ok(Reply::new(Payload::json(text.to_owned())).into())
}
