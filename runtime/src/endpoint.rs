//! All services of an application behind one door: what transports call.

mod access;
mod admission;
mod call;
mod caught;
mod gathered;
mod limits;
#[cfg(any(feature = "http", feature = "mcp"))]
mod many_tools;
mod metrics;
mod middleware;
mod overdue;
mod places;
mod record;
#[cfg(any(feature = "http", feature = "mcp"))]
mod selfcheck;
mod stream;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

pub use access::{Authenticator, BearerTokens, Credentials};
use caught::Caught;
pub(crate) use gathered::Gathered;
#[cfg(feature = "mcp")]
pub(crate) use gathered::Step;
pub use limits::Limits;
use metrics::Metrics;
pub use middleware::{Middleware, Next};
#[cfg(all(feature = "http", feature = "mcp"))]
pub(crate) use places::Purpose;
pub(crate) use record::CALLS;
use record::log_cause;

use crate::spec::{MethodSpec, ServiceSpec};
use crate::{CancelToken, Encoding, Identity, Result, Service, Status};

/// What an endpoint is put together from.
#[derive(Default)]
pub(crate) struct Parts {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) services: Vec<Arc<dyn Service>>,
    pub(crate) middleware: Vec<Arc<dyn Middleware>>,
    pub(crate) authenticator: Option<Arc<dyn Authenticator>>,
    pub(crate) limits: Limits,
    /// Whether replies over gRPC are compressed for those who read that.
    #[cfg(all(feature = "grpc", feature = "http"))]
    pub(crate) compresses_replies: bool,
    /// Whether calls leave no line in the log.
    pub(crate) is_silent: bool,
    pub(crate) draining: CancelToken,
    pub(crate) closing: CancelToken,
}

/// The services of an application, ready to be called.
pub(crate) struct Endpoint {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) limits: Limits,
    #[cfg(all(feature = "grpc", feature = "http"))]
    pub(crate) compresses_replies: bool,
    is_silent: bool,
    pub(crate) metrics: Metrics,
    taken: places::Taken,
    /// Cancelled when the server begins to close: from then on it is not ready, and calls may still end. Streams are
    /// asked to.
    pub(crate) draining: CancelToken,
    /// Cancelled when running calls have had their time to end. Transports make the token of each call its child.
    #[cfg_attr(
        not(any(feature = "http", feature = "mcp")),
        expect(dead_code, reason = "nothing is served in this build")
    )]
    pub(crate) closing: CancelToken,
    services: Vec<Arc<dyn Service>>,
    targets: Vec<Target>,
    #[cfg(feature = "http")]
    by_path: HashMap<String, usize>,
    #[cfg(all(feature = "grpc", feature = "http"))]
    by_grpc_path: HashMap<String, usize>,
    by_tool: HashMap<String, usize>,
    middleware: Arc<[Arc<dyn Middleware>]>,
    authenticator: Option<Arc<dyn Authenticator>>,
}

/// A method of one of the services.
#[derive(Clone)]
pub(crate) struct Target {
    pub(crate) service: Arc<dyn Service>,
    pub(crate) method: Arc<MethodSpec>,
    /// Its place among the endpoint's targets.
    pub(crate) place: usize,
}

/// Which way a call came, for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Transport {
    /// `POST /api/..`.
    #[cfg_attr(
        not(feature = "http"),
        expect(dead_code, reason = "no HTTP in this build")
    )]
    Http,
    /// MCP over HTTP.
    #[cfg_attr(
        not(all(feature = "http", feature = "mcp")),
        expect(dead_code, reason = "no MCP over HTTP in this build")
    )]
    McpHttp,
    /// MCP over stdio.
    #[cfg_attr(
        not(feature = "mcp"),
        expect(dead_code, reason = "no MCP in this build")
    )]
    McpStdio,
    /// gRPC, with messages in this form.
    #[cfg(all(feature = "grpc", feature = "http"))]
    Grpc(Encoding),
    /// From inside the process: `App::local()` and the command line.
    Local,
}

impl Transport {
    fn name(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::McpHttp => "mcp-http",
            Self::McpStdio => "mcp-stdio",
            #[cfg(all(feature = "grpc", feature = "http"))]
            Self::Grpc(_) => "grpc",
            Self::Local => "local",
        }
    }

    /// The form in which replies are wanted.
    fn encoding(self) -> Encoding {
        match self {
            #[cfg(all(feature = "grpc", feature = "http"))]
            Self::Grpc(encoding) => encoding,
            _ => Encoding::Json,
        }
    }
}

impl Endpoint {
    /// Fails where two services or tools share a name.
    pub(crate) fn new(parts: Parts) -> Result<Arc<Self>> {
        let targets = targets(&parts.services);
        check_services(&parts.services)?;
        #[cfg(feature = "http")]
        let by_path = index(&targets, |method| Some(method.http_path.as_str()), "path")?;
        #[cfg(all(feature = "grpc", feature = "http"))]
        let by_grpc_path = index(
            &targets,
            |method| Some(method.grpc_path.as_str()),
            "gRPC path",
        )?;
        let by_tool = index(&targets, |method| method.tool.as_deref(), "tool")?;
        let metrics = Metrics::new(targets.len());
        Ok(Arc::new(Self {
            name: parts.name,
            version: parts.version,
            limits: parts.limits,
            #[cfg(all(feature = "grpc", feature = "http"))]
            compresses_replies: parts.compresses_replies,
            is_silent: parts.is_silent,
            metrics,
            taken: places::Taken::default(),
            draining: parts.draining,
            closing: parts.closing,
            services: parts.services,
            targets,
            #[cfg(feature = "http")]
            by_path,
            #[cfg(all(feature = "grpc", feature = "http"))]
            by_grpc_path,
            by_tool,
            middleware: parts.middleware.into(),
            authenticator: parts.authenticator,
        }))
    }

    /// What an endpoint of a service of the server's own is put together from. It is none of the application's, has as many
    /// places and the same limits, and closes with this one.
    #[cfg(all(feature = "grpc", feature = "http"))]
    pub(crate) fn beside(&self, service: Arc<dyn Service>) -> Parts {
        Parts {
            name: self.name.clone(),
            version: self.version.clone(),
            services: vec![service],
            middleware: Vec::new(),
            authenticator: self.authenticator.clone(),
            limits: self.limits.clone(),
            compresses_replies: self.compresses_replies,
            is_silent: false,
            draining: self.draining.clone(),
            closing: self.closing.clone(),
        }
    }

    /// Logs what looks wrong and is no error, for whoever starts a server.
    #[cfg(any(feature = "http", feature = "mcp"))]
    pub(crate) fn warn(&self) {
        selfcheck::warn_of_broken_floats();
        many_tools::warn_of_many_tools(self);
    }

    /// The descriptions of the services, in the order in which they were added.
    pub(crate) fn specs(&self) -> impl Iterator<Item = &ServiceSpec> {
        self.services.iter().map(|service| service.spec())
    }

    /// All methods, in the order of the services and their traits.
    pub(crate) fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// The method at an HTTP path, such as `/api/tasks/create`.
    #[cfg(feature = "http")]
    pub(crate) fn at_path(&self, path: &str) -> Option<&Target> {
        self.by_path.get(path).map(|place| &self.targets[*place])
    }

    /// The method at a path of gRPC, such as `/tasks.v1.Tasks/Create`.
    #[cfg(all(feature = "grpc", feature = "http"))]
    pub(crate) fn at_grpc_path(&self, path: &str) -> Option<&Target> {
        self.by_grpc_path
            .get(path)
            .map(|place| &self.targets[*place])
    }

    /// The method behind a tool.
    pub(crate) fn tool(&self, name: &str) -> Option<&Target> {
        self.by_tool.get(name).map(|place| &self.targets[*place])
    }

    /// Whether there is an authenticator at all.
    pub(crate) fn authenticates(&self) -> bool {
        self.authenticator.is_some()
    }

    /// Finds out who calls. Without an authenticator nobody is known, whatever they show.
    pub(crate) async fn authenticate(
        &self,
        credentials: Credentials,
    ) -> Result<Option<Identity>, Status> {
        match &self.authenticator {
            None => Ok(None),
            Some(authenticator) => {
                let begin = || authenticator.authenticate(credentials);
                let known = Caught::begin("the authenticator", begin).await;
                // No call is there yet that would write it down.
                known.inspect_err(|status| log_cause(status, "authenticate", "-"))
            }
        }
    }

    /// Whether a caller may call a method; what they lack where they may not.
    pub(crate) fn may_call(
        &self,
        method: &MethodSpec,
        caller: Option<&Identity>,
    ) -> Result<(), Status> {
        access::check(method, caller, self.authenticates())
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("name", &self.name)
            .field("methods", &self.targets.len())
            .finish_non_exhaustive()
    }
}

fn targets(services: &[Arc<dyn Service>]) -> Vec<Target> {
    let methods = services.iter().flat_map(|service| {
        service
            .spec()
            .methods
            .iter()
            .map(move |method| (service, method))
    });
    methods
        .enumerate()
        .map(|(place, (service, method))| Target {
            service: service.clone(),
            method: method.clone(),
            place,
        })
        .collect()
}

/// Services share one space of paths and tools, so two of one name mix even where their methods differ.
fn check_services(services: &[Arc<dyn Service>]) -> Result<()> {
    let mut known: HashMap<&str, String> = HashMap::new();
    for spec in services.iter().map(|service| service.spec()) {
        let own = spec.full_name();
        if spec.path == "mcp" {
            return Err(format!(
                "the service `{own}` has the name `mcp`, which is kept for the Model Context Protocol; rename it with \
                 `#[service(name = \"..\")]`"
            )
            .into());
        }
        if let Some(other) = known.insert(&spec.path, own.clone()) {
            return Err(format!(
                "the services `{other}` and `{own}` have the same name `{}`; rename one with \
                 `#[service(name = \"..\")]`",
                spec.path
            )
            .into());
        }
    }
    Ok(())
}

/// Finds targets by a name, which only one of them may have.
fn index(
    targets: &[Target],
    name: impl Fn(&MethodSpec) -> Option<&str>,
    what: &str,
) -> Result<HashMap<String, usize>> {
    let mut index = HashMap::new();
    for target in targets {
        let Some(name) = name(&target.method) else {
            continue;
        };
        if let Some(other) = index.insert(name.to_owned(), target.place) {
            let other = &targets[other].method.full_name;
            let own = &target.method.full_name;
            return Err(format!(
                "`{other}` and `{own}` have the same {what} `{name}`; rename one with `#[service(name = \"..\")]` \
                 or `#[method(name = \"..\")]`"
            )
            .into());
        }
    }
    Ok(index)
}
