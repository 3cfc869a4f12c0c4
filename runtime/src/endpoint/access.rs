//! Who calls, and what they may do.

use std::fmt;
use std::future::Future;
use std::hint::black_box;

use crate::spec::{Code, Json, MethodSpec, ScopeRule};
use crate::{BoxFuture, Identity, Status};

/// What a caller shows of themselves.
#[derive(Clone, Default)]
pub struct Credentials {
    bearer: Option<String>,
}

impl Credentials {
    /// No credentials.
    pub fn none() -> Self {
        Self::default()
    }

    /// A bearer token (RFC 6750): from the `Authorization` header, or on stdio from `TRAITWIRE_TOKEN`.
    pub fn bearer(token: impl Into<String>) -> Self {
        Self {
            bearer: Some(token.into()),
        }
    }

    /// The bearer token.
    pub fn token(&self) -> Option<&str> {
        self.bearer.as_deref()
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the token itself.
        f.debug_struct("Credentials")
            .field("bearer", &self.bearer.is_some())
            .finish()
    }
}

/// Finds out who calls: any `async fn(Credentials) -> Result<Option<Identity>, Status>`, or a [`BearerTokens`].
///
/// `Ok(None)` is a caller who showed nothing; they may call `public` methods only. Credentials that are wrong or
/// expired are an error of the code `unauthenticated`.
pub trait Authenticator: Send + Sync + 'static {
    /// Finds out who calls.
    fn authenticate(
        &self,
        credentials: Credentials,
    ) -> BoxFuture<'static, Result<Option<Identity>, Status>>;
}

impl<F, Fut> Authenticator for F
where
    F: Fn(Credentials) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<Option<Identity>, Status>> + Send + 'static,
{
    fn authenticate(
        &self,
        credentials: Credentials,
    ) -> BoxFuture<'static, Result<Option<Identity>, Status>> {
        Box::pin(self(credentials))
    }
}

/// A table of bearer tokens, for a few callers that are known beforehand.
///
/// Tokens are compared in a time that does not depend on what they hold. Take them from the environment or a file
/// that is not in the repository.
#[derive(Clone, Default)]
pub struct BearerTokens {
    known: Vec<(String, Identity)>,
}

impl BearerTokens {
    /// An empty table: nobody is known.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a token and whose it is. An empty token is never accepted.
    #[must_use]
    pub fn token(mut self, token: impl Into<String>, identity: Identity) -> Self {
        self.known.push((token.into(), identity));
        self
    }

    fn find(&self, token: &str) -> Option<&Identity> {
        // All entries are looked at, so that the time says nothing of the place in the table either.
        let mut found = None;
        for (known, identity) in &self.known {
            if same(known.as_bytes(), token.as_bytes()) && !token.is_empty() {
                found = Some(identity);
            }
        }
        found
    }
}

impl Authenticator for BearerTokens {
    fn authenticate(
        &self,
        credentials: Credentials,
    ) -> BoxFuture<'static, Result<Option<Identity>, Status>> {
        let outcome = match credentials.token() {
            None => Ok(None),
            Some(token) => match self.find(token) {
                Some(identity) => Ok(Some(identity.clone())),
                None => Err(
                    Status::new(Code::Unauthenticated, "the bearer token is not known")
                        .with_reason("invalid_token"),
                ),
            },
        };
        Box::pin(std::future::ready(outcome))
    }
}

impl fmt::Debug for BearerTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let callers: Vec<_> = self
            .known
            .iter()
            .map(|(_, identity)| identity.subject())
            .collect();
        f.debug_struct("BearerTokens")
            .field("callers", &callers)
            .finish()
    }
}

/// Compares without an early end. The length is no secret.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .fold(0, |difference, (x, y)| black_box(difference | (x ^ y)))
            == 0
}

/// Whether a caller may call a method; what they lack where they may not.
///
/// A refusal has the field `scope`: the scopes that would be enough, as an access token names them.
pub(super) fn check(
    method: &MethodSpec,
    caller: Option<&Identity>,
    authenticates: bool,
) -> Result<(), Status> {
    let held = caller.map_or(&[][..], Identity::scopes);
    let missing = method.scopes.iter().find(|rule| !rule.allows(held));
    let status = match (caller, missing) {
        (None, None) if method.public || !authenticates => return Ok(()),
        (Some(_), None) => return Ok(()),
        (None, _) => {
            let way_out = if authenticates {
                "; send a bearer token"
            } else {
                ", and nobody is known here"
            };
            let message = format!(
                "`{}` needs a caller who is known{way_out}",
                method.full_name
            );
            Status::new(Code::Unauthenticated, message).with_reason("no_credentials")
        }
        (Some(_), Some(rule)) => {
            let message = format!("`{}` needs the scope {rule}", method.full_name);
            Status::new(Code::PermissionDenied, message).with_reason("insufficient_scope")
        }
    };
    Err(match scope(&method.scopes, held) {
        None => status,
        Some(scope) => {
            status.with_details(Json::Object(vec![("scope".to_owned(), scope)]).to_string())
        }
    })
}

/// The scopes of a method with blanks between them (RFC 6749, section 3.3); of alternatives the one that is held,
/// else the first.
fn scope(rules: &[ScopeRule], held: &[String]) -> Option<Json> {
    let names: Vec<_> = rules
        .iter()
        .filter_map(|rule| {
            let names = rule.names();
            names
                .iter()
                .find(|name| held.contains(name))
                .or(names.first())
        })
        .map(String::as_str)
        .collect();
    (!names.is_empty()).then(|| Json::String(names.join(" ")))
}
