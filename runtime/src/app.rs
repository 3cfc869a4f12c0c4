//! The application: services, who may call them, and how.

mod access;
mod call;
mod caught;
mod endpoint;
mod failure;
mod limits;
mod local;
mod log;
#[cfg(any(feature = "http", feature = "mcp"))]
mod many_tools;
mod metrics;
mod middleware;
mod run;
mod selfcheck;

use std::sync::Arc;

pub use access::{Authenticator, BearerTokens, Credentials};
pub(crate) use endpoint::{Endpoint, Target, Transport};
pub use failure::{Failure, Result};
pub use limits::Limits;
pub use local::Local;
#[cfg(any(feature = "http", feature = "mcp"))]
pub(crate) use many_tools::warn_of_many_tools;
pub use middleware::{Middleware, Next};
pub use run::Options;

use crate::Service;

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
#[derive(Default)]
pub struct App {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) services: Vec<Arc<dyn Service>>,
    pub(crate) middleware: Vec<Arc<dyn Middleware>>,
    pub(crate) authenticator: Option<Arc<dyn Authenticator>>,
    pub(crate) limits: Limits,
    /// What the program adds to its command line.
    options: Vec<run::Declared>,
    #[cfg(feature = "http")]
    pub(crate) http: crate::serve::http::Options,
}

impl App {
    /// An application of this name, which MCP clients and logs show.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            version: "0.0.0".to_owned(),
            ..Self::default()
        }
    }

    /// Sets the version that clients are shown, such as `env!("CARGO_PKG_VERSION")`.
    #[must_use]
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = version.into();
        self
    }

    /// Adds a service. Their names must differ; a clash is an error at start that names both.
    #[must_use]
    pub fn service(mut self, service: impl Service) -> Self {
        self.services.push(Arc::new(service));
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
        self.middleware.push(Arc::new(middleware));
        self
    }

    /// Sets how callers are known. From then on every method that is not `public` needs a caller.
    #[must_use]
    pub fn authenticate(mut self, authenticator: impl Authenticator) -> Self {
        self.authenticator = Some(Arc::new(authenticator));
        self
    }

    /// Sets the limits of sizes, times and numbers.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let services: Vec<_> = self.services.iter().map(|s| s.spec().full_name()).collect();
        f.debug_struct("App")
            .field("name", &self.name)
            .field("version", &self.version)
            .field("services", &services)
            .field("authenticates", &self.authenticator.is_some())
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
