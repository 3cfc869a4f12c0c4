//! The variables of the environment that every program reads.

use std::env;

use tracing::level_filters::LevelFilter;

use super::problem::Problem;
use crate::app::log::LEVELS;
use crate::spec::suggest;

#[cfg(feature = "http")]
pub(super) const LISTEN: &str = "TRAITWIRE_LISTEN";
#[cfg(feature = "http")]
pub(super) const ALLOW_HOST: &str = "TRAITWIRE_ALLOW_HOST";
#[cfg(feature = "http")]
pub(super) const ALLOW_ORIGIN: &str = "TRAITWIRE_ALLOW_ORIGIN";
#[cfg(all(feature = "http", feature = "tls"))]
pub(super) const TLS_CERT: &str = "TRAITWIRE_TLS_CERT";
#[cfg(all(feature = "http", feature = "tls"))]
pub(super) const TLS_KEY: &str = "TRAITWIRE_TLS_KEY";
pub(super) const TOKEN: &str = "TRAITWIRE_TOKEN";
pub(super) const LOG: &str = "TRAITWIRE_LOG";

/// The variables as the help lists them.
pub(super) const TABLE: &[(&str, &str)] = &[
    #[cfg(feature = "http")]
    (LISTEN, "As --listen"),
    #[cfg(feature = "http")]
    (ALLOW_HOST, "As --allow-host; several with commas"),
    #[cfg(feature = "http")]
    (ALLOW_ORIGIN, "As --allow-origin; several with commas"),
    #[cfg(all(feature = "http", feature = "tls"))]
    (TLS_CERT, "As --tls-cert"),
    #[cfg(all(feature = "http", feature = "tls"))]
    (TLS_KEY, "As --tls-key"),
    (TOKEN, "Bearer token of the caller, for `call` and `mcp`"),
    (LOG, "off, error, warn, info or debug"),
];

/// The value of a variable. An empty one counts as none.
pub(super) fn read(name: &str) -> Result<Option<String>, Problem> {
    match env::var(name) {
        Ok(value) if !value.is_empty() => Ok(Some(value)),
        Ok(_) | Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(Problem::usage(format!(
            "the variable `{name}` is not UTF-8"
        ))),
    }
}

/// The level of the log, or `default` where none is set.
pub(super) fn log_level(default: LevelFilter) -> Result<LevelFilter, Problem> {
    let Some(value) = read(LOG)? else {
        return Ok(default);
    };
    let known = LEVELS
        .iter()
        .find(|(name, _)| value.eq_ignore_ascii_case(name));
    known.map(|(_, level)| *level).ok_or_else(|| {
        let names = LEVELS.map(|(name, _)| name);
        let hint = match suggest::closest(&value, names) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("the levels are `{}`", names.join("`, `")),
        };
        Problem::usage(format!("`{LOG}` has no level `{value}`")).hint(hint)
    })
}
