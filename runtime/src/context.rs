//! What surrounds a call: who calls, until when, in which trace.

#[cfg(feature = "http")]
mod calls;
mod cancel;
mod current;
#[cfg(feature = "http")]
mod headers;
mod trace;

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[cfg(feature = "http")]
pub(crate) use calls::{Calls, Counted};
pub use cancel::CancelToken;
#[cfg(feature = "app")]
pub(crate) use current::WithContext;
#[cfg(feature = "http")]
use headers::Headers;
pub use trace::Trace;

/// Who calls, until when, in which trace, and whether they still wait.
///
/// A method that names a `Context` as its first argument gets the one of its call. It is also the current one
/// ([`Context::current`]) while the method runs, so that a client called inside inherits deadline and trace even where
/// the method names none. Clones are cheap and share the cancellation.
///
/// ```
/// use std::time::Duration;
/// use traitwire::{Context, Identity};
///
/// let cx = Context::new()
///     .with_caller(Identity::new("alice").with_scope("tasks:write"))
///     .with_timeout(Duration::from_secs(5))
///     .with_metadata("accept-language", "en");
/// assert_eq!(cx.caller().unwrap().subject(), "alice");
/// assert_eq!(cx.metadata("Accept-Language"), Some("en"));
/// assert!(cx.remaining().unwrap() <= Duration::from_secs(5));
/// ```
#[derive(Clone, Default)]
pub struct Context(Arc<Inner>);

#[derive(Clone, Default)]
struct Inner {
    caller: Option<Identity>,
    deadline: Option<Instant>,
    trace: Trace,
    /// The request that the call came with. Looked up when somebody asks: most calls need none of it.
    #[cfg(feature = "http")]
    headers: Headers,
    /// The calls of its connection, where that carries many at a time.
    #[cfg(feature = "http")]
    calls: Option<Calls>,
    metadata: Vec<(String, String)>,
    idempotency_key: Option<String>,
    cancel: CancelToken,
}

impl Context {
    /// A context without a caller and without a deadline, in a new trace.
    pub fn new() -> Self {
        Self::default()
    }

    /// The context of the call that runs just now, or a new one outside of any call.
    pub fn current() -> Self {
        current::get().unwrap_or_default()
    }

    /// The context of a request over HTTP.
    #[cfg(feature = "http")]
    pub(crate) fn of_request(
        headers: Arc<http::HeaderMap>,
        calls: Option<Calls>,
        trace: Trace,
        cancel: CancelToken,
    ) -> Self {
        Self(Arc::new(Inner {
            caller: None,
            deadline: None,
            trace,
            headers: Headers::new(headers),
            calls,
            metadata: Vec::new(),
            idempotency_key: None,
            cancel,
        }))
    }

    /// Who calls. `None` where nobody was authenticated.
    pub fn caller(&self) -> Option<&Identity> {
        self.0.caller.as_ref()
    }

    /// When the caller stops waiting.
    pub fn deadline(&self) -> Option<Instant> {
        self.0.deadline
    }

    /// How long the caller still waits; zero when the deadline has passed.
    pub fn remaining(&self) -> Option<Duration> {
        self.0
            .deadline
            .map(|at| at.saturating_duration_since(Instant::now()))
    }

    /// The W3C trace context of the call.
    pub fn trace(&self) -> &Trace {
        &self.0.trace
    }

    /// A value that came with the call, such as an HTTP header. Names ignore case; of several values the first counts.
    pub fn metadata(&self, name: &str) -> Option<&str> {
        #[cfg(feature = "http")]
        if let Some(value) = self.0.headers.metadata(name) {
            return Some(value);
        }
        self.0
            .metadata
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The key by which a caller marks repetitions of one call (`Idempotency-Key`).
    pub fn idempotency_key(&self) -> Option<&str> {
        let set = self.0.idempotency_key.as_deref();
        #[cfg(feature = "http")]
        let set = set.or_else(|| self.0.headers.idempotency_key());
        set
    }

    /// Whether the caller has left or the service is closing.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancel.is_cancelled()
    }

    /// Waits until the caller has left or the service is closing.
    ///
    /// A handler gets five seconds from then on to finish or tidy up, after that it is dropped. Where the service closes,
    /// a call is cancelled after [`Limits::drain`](crate::Limits::drain) and has one second left; a stream is cancelled at
    /// once.
    pub fn cancelled(&self) -> impl Future<Output = ()> + Send + use<> {
        self.0.cancel.cancelled()
    }

    /// The token behind [`cancelled`](Self::cancelled).
    pub fn cancel_token(&self) -> &CancelToken {
        &self.0.cancel
    }

    /// Sets the caller.
    #[must_use]
    pub fn with_caller(self, caller: Identity) -> Self {
        self.change(|inner| inner.caller = Some(caller))
    }

    /// Sets the deadline; an earlier one that is set already stays.
    #[must_use]
    pub fn with_deadline(self, deadline: Instant) -> Self {
        self.change(|inner| {
            inner.deadline = Some(inner.deadline.map_or(deadline, |set| set.min(deadline)));
        })
    }

    /// Sets the deadline to a time from now; an earlier one that is set already stays. A time beyond the reach of the
    /// clock is no deadline.
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        match Instant::now().checked_add(timeout) {
            Some(deadline) => self.with_deadline(deadline),
            None => self,
        }
    }

    /// Sets the trace context.
    #[must_use]
    pub fn with_trace(self, trace: Trace) -> Self {
        self.change(|inner| inner.trace = trace)
    }

    /// Adds a value that travels with the call.
    #[must_use]
    pub fn with_metadata(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.change(|inner| inner.metadata.push((name.into(), value.into())))
    }

    /// Sets the key by which repetitions of this call are known.
    #[must_use]
    pub fn with_idempotency_key(self, key: impl Into<String>) -> Self {
        self.change(|inner| inner.idempotency_key = Some(key.into()))
    }

    /// Makes the context be cancelled by this token.
    #[must_use]
    pub fn with_cancel(self, token: CancelToken) -> Self {
        self.change(|inner| inner.cancel = token)
    }

    /// The calls of the connection that the call came over, where that carries many at a time.
    #[cfg(feature = "http")]
    pub(crate) fn calls(&self) -> Option<&Calls> {
        self.0.calls.as_ref()
    }

    /// The context that a handler gets, which can be cancelled alone. What a handler calls came over no connection.
    #[cfg(feature = "app")]
    pub(crate) fn of_handler(self) -> Self {
        let cancel = self.0.cancel.child();
        self.change(|inner| {
            inner.cancel = cancel;
            #[cfg(feature = "http")]
            {
                inner.calls = None;
            }
        })
    }

    /// The values that were added by [`with_metadata`](Self::with_metadata): what goes on to the services that are
    /// called, and nothing of what came with the call itself.
    #[cfg(feature = "client")]
    pub(crate) fn added_metadata(&self) -> &[(String, String)] {
        &self.0.metadata
    }

    /// The key that was set by [`with_idempotency_key`](Self::with_idempotency_key), and not one that came with the
    /// call: that one marks repetitions of another call.
    #[cfg(feature = "client")]
    pub(crate) fn added_idempotency_key(&self) -> Option<&str> {
        self.0.idempotency_key.as_deref()
    }

    fn metadata_names(&self) -> impl Iterator<Item = &str> {
        let names = self.0.metadata.iter().map(|(name, _)| name.as_str());
        #[cfg(feature = "http")]
        let names = self.0.headers.metadata_names().chain(names);
        names
    }

    fn change(mut self, set: impl FnOnce(&mut Inner)) -> Self {
        set(Arc::make_mut(&mut self.0));
        self
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Metadata may hold secrets (`authorization`): names only.
        let names: Vec<_> = self.metadata_names().collect();
        f.debug_struct("Context")
            .field("caller", &self.0.caller)
            .field("remaining", &self.remaining())
            .field("trace", &self.0.trace)
            .field("metadata", &names)
            .field("cancelled", &self.is_cancelled())
            .finish_non_exhaustive()
    }
}

/// Who calls, as an authenticator found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    subject: String,
    scopes: Vec<String>,
}

impl Identity {
    /// A caller without scopes.
    pub fn new(subject: impl Into<String>) -> Self {
        Self {
            subject: subject.into(),
            scopes: Vec::new(),
        }
    }

    /// Adds a scope.
    #[must_use]
    pub fn with_scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// The name of the caller, unique among the callers.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// What the caller may do.
    pub fn scopes(&self) -> &[String] {
        &self.scopes
    }
}
