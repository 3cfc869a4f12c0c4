//! What an application says about HTTP, and how it gets there.

use std::convert::Infallible;
use std::future::Future;

use axum::Router;
use axum::extract::Request;
use axum::response::IntoResponse;
use axum::routing::Route;
use tokio::net::TcpListener;
use tower::{Layer, Service};

use super::App;
use crate::Result;
use crate::serve::http;

impl App {
    /// Accepts requests whose `Host` is this name, such as `api.example.com`, with this port if one is named.
    ///
    /// Without it the names of this machine (`localhost`, `127.0.0.1`, `[::1]`) and the address that the connection
    /// came to are accepted. Other names are refused with 403, since a page in a browser could have pointed its own
    /// name here (DNS rebinding). `*` accepts every name: only for servers behind a proxy that checks it.
    #[must_use]
    pub fn allow_host(mut self, host: impl Into<String>) -> Self {
        self.http.hosts.push(host.into());
        self
    }

    /// Lets pages of this origin, such as `https://board.example.com`, call from a browser (CORS).
    ///
    /// Without it only pages of this machine and of the server itself may; others are refused with 403. `*` lets
    /// every page call. Cookies play no part in any of this: callers are known by bearer tokens.
    #[must_use]
    pub fn allow_origin(mut self, origin: impl Into<String>) -> Self {
        self.http.origins.push(origin.into());
        self
    }

    /// Lets other machines reach the server although nobody is authenticated.
    ///
    /// Otherwise a listener beyond loopback without an [authenticator](App::authenticate) does not start.
    #[must_use]
    pub fn allow_unauthenticated(mut self) -> Self {
        self.http.unauthenticated = true;
        self
    }

    /// Serves over TLS, and over nothing else: HTTP becomes `https`.
    ///
    /// ```no_run
    /// # use traitwire::{App, TlsConfig};
    /// # fn app() -> traitwire::Result<App> {
    /// let tls = TlsConfig::from_pem(std::fs::read("chain.pem")?, std::fs::read("key.pem")?)?;
    /// # Ok(
    /// App::new("tasks").tls(tls)
    /// # )
    /// # }
    /// ```
    ///
    /// `serve --tls-cert FILE --tls-key FILE` does the same. A handshake has to be complete within
    /// [`Limits::head_timeout`](crate::Limits::head_timeout). The listener of [`App::into_router`] is not ours, and neither
    /// is its TLS.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn tls(mut self, config: crate::TlsConfig) -> Self {
        self.http.security.tls = Some(config);
        self
    }

    /// Whether tools may ask over gRPC what is served (server reflection, `v1` and `v1alpha`); they may by default.
    ///
    /// With an [authenticator](App::authenticate) only callers who are known may.
    #[cfg(feature = "grpc")]
    #[must_use]
    pub fn reflection(mut self, reflects: bool) -> Self {
        self.http.hides_descriptions = !reflects;
        self
    }

    /// Whether replies over gRPC are compressed for clients that read it, with gzip or zstd, from 512 bytes on; they are not by
    /// default. It takes time of the processor for each reply, and most networks between services gain nothing by it.
    ///
    /// Compressed requests are always read. It needs the feature `compression`.
    #[cfg(all(feature = "grpc", feature = "compression"))]
    #[must_use]
    pub fn compress_replies(mut self, compresses: bool) -> Self {
        self.parts.compresses_replies = compresses;
        self
    }

    /// Puts a tower layer around all that goes over HTTP, such as compression. The first one added is the outermost.
    ///
    /// For code around calls, whatever their transport, see [`App::middleware`].
    #[must_use]
    pub fn http_layer<L>(mut self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        let add = |router: Router| router.layer(layer);
        self.http.layers.push(Box::new(add));
        self
    }

    /// Begins to close the server when a future ends, beside the signals that end it anyway.
    ///
    /// Running calls get [`Limits::drain`](crate::Limits::drain) to end.
    #[must_use]
    pub fn shutdown(mut self, when: impl Future<Output = ()> + Send + 'static) -> Self {
        self.http.shutdown = Some(Box::pin(when));
        self
    }

    /// The application as a router for an axum application: calls, health, metrics.
    ///
    /// Hosts and origins are checked as they are by [`App::run`]: name those of your application with
    /// [`App::allow_host`] and [`App::allow_origin`]. The listener, its limits and its end are your application's.
    ///
    /// ```
    /// # fn tasks() -> traitwire::Result<axum::Router> {
    /// let tasks = traitwire::App::new("tasks").allow_host("api.example.com").into_router()?;
    /// let app = axum::Router::new().merge(tasks).route("/", axum::routing::get(|| async { "welcome" }));
    /// # Ok(app)
    /// # }
    /// # tasks().unwrap();
    /// ```
    pub fn into_router(mut self) -> Result<Router> {
        let options = std::mem::take(&mut self.http);
        http::embedded(self.endpoint()?, options)
    }

    /// Serves on a listener that is open already, such as one of a test, until [`App::shutdown`] ends it.
    ///
    /// No signal is handled; [`App::run`] is the way for a program of its own.
    ///
    /// ```
    /// # async fn test() -> traitwire::Result<()> {
    /// let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    /// let address = listener.local_addr()?;
    /// tokio::spawn(traitwire::App::new("tasks").serve(listener));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn serve(mut self, listener: TcpListener) -> Result<()> {
        let options = std::mem::take(&mut self.http);
        http::serve(self.endpoint()?, options, listener).await
    }

    /// Serves at an address until a signal or [`App::shutdown`] ends it.
    pub(super) async fn listen(mut self, address: &str) -> Result<()> {
        let options = std::mem::take(&mut self.http);
        http::listen(self.endpoint()?, options, address).await
    }
}
