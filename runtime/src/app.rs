//! The application: services, who may call them, and how.

#[cfg(feature = "http")]
mod http;
mod local;
mod log;
mod run;

use std::sync::Arc;

pub use local::Local;
pub use run::Options;

use crate::endpoint::{Authenticator, Endpoint, Limits, Middleware, Parts};
use crate::{Result, Service};

/// Services behind one endpoint, and how they are served.
///
/// ```no_run
/// # use traitwire::{App, BearerTokens, Identity, Service};
/// # async fn main_(tasks: impl Service, users: impl Service) -> traitwire::Result {
/// App::new("planner")
///     .service(tasks)
///     .service(users)
///     .authenticate(BearerTokens::new().token("s3cret", Identity::new("alice").with_scope("tasks:write")))
///     .run()
///     .await
/// # }
/// ```
#[cfg_attr(all(feature = "grpc", feature = "http"), doc = include_str!("../docs/grpc.md"))]
#[derive(Default)]
pub struct App {
    parts: Parts,
    /// What the program adds to its command line.
    options: Vec<run::Declared>,
    #[cfg(feature = "http")]
    http: crate::serve::http::Options,
}

impl App {
    /// An application of this name, which MCP clients and logs show.
    pub fn new(name: impl Into<String>) -> Self {
        let parts = Parts {
            name: name.into(),
            version: "0.0.0".to_owned(),
            ..Parts::default()
        };
        Self {
            parts,
            ..Self::default()
        }
    }

    /// Sets the version that clients are shown, such as `env!("CARGO_PKG_VERSION")`; `0.0.0` by default.
    #[must_use]
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.parts.version = version.into();
        self
    }

    /// Adds a service. Their names must differ; a clash is an error at start that names both.
    #[must_use]
    pub fn service(mut self, service: impl Service) -> Self {
        self.parts.services.push(Arc::new(service));
        self
    }

    /// Adds a middleware around every call, whatever its transport. The first one added is the outermost.
    ///
    /// ```
    /// # use traitwire::{App, Call, Next, Outcome, Status};
    /// async fn count(call: Call, next: Next) -> Result<Outcome, Status> {
    ///     println!("{} is called", call.method.full_name);
    ///     next.run(call).await
    /// }
    /// let app = App::new("tasks").middleware(count);
    /// ```
    #[must_use]
    pub fn middleware(mut self, middleware: impl Middleware) -> Self {
        self.parts.middleware.push(Arc::new(middleware));
        self
    }

    /// Sets how callers are known. From then on every method that is not `public` needs a caller.
    #[must_use]
    pub fn authenticate(mut self, authenticator: impl Authenticator) -> Self {
        self.parts.authenticator = Some(Arc::new(authenticator));
        self
    }

    /// Sets the limits of sizes, times and numbers.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.parts.limits = limits;
        self
    }
}

impl App {
    /// Puts the services behind one door. Fails where two of them share a name.
    pub(crate) fn endpoint(self) -> Result<Arc<Endpoint>> {
        Endpoint::new(self.parts)
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let services: Vec<_> = self
            .parts
            .services
            .iter()
            .map(|s| s.spec().full_name())
            .collect();
        f.debug_struct("App")
            .field("name", &self.parts.name)
            .field("version", &self.parts.version)
            .field("services", &services)
            .field("authenticates", &self.parts.authenticator.is_some())
            .field("limits", &self.parts.limits)
            .finish_non_exhaustive()
    }
}
