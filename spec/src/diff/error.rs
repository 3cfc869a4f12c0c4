//! Compares the errors of a service. Typed clients tell them apart by their reasons; over MCP they are text.

use crate::{ErrorSpec, Schema};

use super::change::{Subject, Transport, What};
use super::collect::Transports;
use super::graph::Root;
use super::proto::Messages;
use super::schema::Sides;
use super::service::Report;

/// Compares the errors, and answers the fields that are left to compare.
pub(super) fn all<'a>(sides: Sides<'a>, report: &mut Report) -> Vec<Root<&'a Schema>> {
    let (old, new) = (&sides.old.0.errors, &sides.new.0.errors);
    let mut come: Vec<&ErrorSpec> = new.iter().collect();
    come.retain(|error| !old.iter().any(|other| other.reason == error.reason));
    let mut roots = Vec::new();
    for (place, error) in old.iter().enumerate() {
        let same = new.iter().find(|other| other.reason == error.reason);
        let renamed = |other: &&ErrorSpec| {
            other.code == error.code
                && sides.hold_the_same(&error.fields, &other.fields)
                && (other.doc == error.doc
                    || new.get(place).is_some_and(|at| at.reason == other.reason))
        };
        let subject = Subject::Error(error.reason.clone());
        let breaks = callers(sides);
        if let Some(other) = same {
            compare(error, other, &breaks, report);
            roots.push(fields(error, other));
        } else if let Some(index) = come.iter().position(renamed) {
            let other = come.remove(index);
            let text = format!(
                "renamed to `{}`; typed clients no longer know it",
                other.reason
            );
            report.add(subject, What::Renamed, &breaks, text);
            compare(error, other, &breaks, report);
        } else {
            let text = "error removed; callers that act on it no longer get it";
            report.add(subject, What::Removed, &breaks, text);
        }
    }
    for error in come {
        let text = "error added; typed clients that do not know it get it as their call error";
        let subject = Subject::Error(error.reason.clone());
        report.add(subject, What::Added, &[], text);
    }
    let both = old
        .iter()
        .filter_map(|error| new.iter().position(|other| other.reason == error.reason));
    if !both.is_sorted() {
        let text = "the errors stand in another order";
        report.add(Subject::Service, What::Reordered, &[], text);
    }
    roots
}

/// Over which errors are told apart.
fn callers(sides: Sides<'_>) -> Vec<Transport> {
    match Messages::of(sides.old.0, sides.new.0) {
        Some(_) => Transports::HTTP.or(Transports::GRPC).list(),
        None => Transports::HTTP.list(),
    }
}

fn fields<'a>(old: &'a ErrorSpec, new: &'a ErrorSpec) -> Root<&'a Schema> {
    Root {
        subject: Subject::Error(old.reason.clone()),
        path: "",
        is_request: false,
        transports: Transports::HTTP,
        old: &old.fields,
        new: &new.fields,
    }
}

fn compare(old: &ErrorSpec, new: &ErrorSpec, callers: &[Transport], report: &mut Report) {
    let subject = || Subject::Error(old.reason.clone());
    if old.code != new.code {
        let text = format!(
            "code was `{}` (HTTP {}), is `{}` (HTTP {}) now",
            old.code,
            old.code.http(),
            new.code,
            new.code.http()
        );
        report.add(subject(), What::Code, callers, text);
    }
    if old.retryable != new.retryable {
        let text = if new.retryable {
            "the same call may succeed later now"
        } else {
            "the same call no longer succeeds later"
        };
        report.add(subject(), What::Retryable, &[], text);
    }
    if old.doc != new.doc {
        report.add(subject(), What::Docs, &[], "documentation changed");
    }
}
