//! The limits that stand around a value while it is walked.

use crate::spec::shape::Limits;

/// Limits on one value: those of the field that it stands in, and of the newtypes around it.
#[derive(Debug)]
pub(super) struct Limited<'c> {
    pub(super) limits: &'static Limits,
    pub(super) outer: Option<&'c Self>,
}

impl Limited<'_> {
    /// Whether these limits, without those around them, say nothing.
    pub(super) fn is_none(&self) -> bool {
        self.limits.is_none()
    }
}
