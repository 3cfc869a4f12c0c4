//! Which scopes a caller needs for a method.

use serde::Serialize;

/// A condition on the scopes of a caller.
///
/// `#[method(scopes("a:b", any("c:d", "e:f")))]` reads: `a:b`, and one of `c:d` and `e:f`.
/// A method's list holds one entry an argument; all of them must hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum ScopeRule {
    /// This scope.
    One(String),
    /// At least one of these scopes.
    Any {
        /// The alternatives.
        any: Vec<String>,
    },
}

impl ScopeRule {
    /// Whether a caller with these scopes satisfies the rule.
    ///
    /// ```
    /// # use traitwire_spec::ScopeRule;
    /// let rule = ScopeRule::Any { any: vec!["tasks:read".into(), "tasks:admin".into()] };
    /// assert!(rule.allows(&["tasks:admin"]));
    /// assert!(!rule.allows(&["tasks"]));
    /// ```
    pub fn allows<S: AsRef<str>>(&self, scopes: &[S]) -> bool {
        let has = |wanted: &str| scopes.iter().any(|scope| scope.as_ref() == wanted);
        match self {
            Self::One(scope) => has(scope),
            Self::Any { any } => any.iter().any(|scope| has(scope)),
        }
    }

    /// The scopes that the rule names.
    pub fn names(&self) -> &[String] {
        match self {
            Self::One(scope) => std::slice::from_ref(scope),
            Self::Any { any } => any,
        }
    }
}

impl std::fmt::Display for ScopeRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::One(scope) => write!(f, "`{scope}`"),
            Self::Any { any } => {
                let names: Vec<_> = any.iter().map(|scope| format!("`{scope}`")).collect();
                write!(f, "one of {}", names.join(", "))
            }
        }
    }
}
