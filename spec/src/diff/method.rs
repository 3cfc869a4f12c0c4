//! Compares what is said of one method.

use crate::schema::Type;
use crate::{MethodSpec, Schema, ScopeRule, ServiceSpec};

use super::change::{Subject, Transport, What};
use super::collect::Transports;
use super::form::Types;
use super::graph::Root;
use super::schema::Sides;
use super::service::Report;

/// The transports of a method's callers.
pub(super) fn transports(method: &MethodSpec) -> Transports {
    let json = Transports::of(true, method.tool.is_some());
    match method.proto {
        Some(_) => json.or(Transports::GRPC),
        None => json,
    }
}

/// Compares a method with itself, which may have another name now, and answers what is left to compare.
pub(super) fn compare<'a>(
    sides: Sides<'a>,
    old: &'a MethodSpec,
    new: &'a MethodSpec,
    report: &mut Report,
) -> Vec<Root<&'a Schema>> {
    let mut method = Method {
        subject: Subject::Method(old.name.clone()),
        all: transports(old).list(),
        old,
        new,
        report,
    };
    method.names();
    method.access();
    method.promises();
    method.texts();
    method.errors(sides);
    let checked = Transports::of(true, !says_nothing(sides.old, old));
    let reply = transports(old).and(checked.or(Transports::GRPC));
    let root = |path, is_request| Root {
        subject: Subject::Method(old.name.clone()),
        path,
        is_request,
        transports: if is_request { transports(old) } else { reply },
        old: if is_request { &old.input } else { &old.output },
        new: if is_request { &new.input } else { &new.output },
    };
    vec![root("request", true), root("reply", false)]
}

/// A reply of `null` has no output schema in MCP: nobody checks what comes in its place.
fn says_nothing(types: Types<'_>, method: &MethodSpec) -> bool {
    let output = types.resolve(&method.output);
    output
        .as_object()
        .is_some_and(|object| object.is_of(Type::Null))
}

/// What stands in the place of a name that there is not.
fn or_none(name: Option<&str>) -> &str {
    name.unwrap_or("none")
}

struct Method<'a> {
    subject: Subject,
    /// The transports of the old method's callers.
    all: Vec<Transport>,
    old: &'a MethodSpec,
    new: &'a MethodSpec,
    report: &'a mut Report,
}

impl Method<'_> {
    fn add(&mut self, what: What, breaks: &[Transport], text: impl Into<String>) {
        self.report.add(self.subject.clone(), what, breaks, text);
    }

    fn breaks_all(&mut self, what: What, text: impl Into<String>) {
        let all = self.all.clone();
        self.add(what, &all, text);
    }

    fn names(&mut self) {
        let (old, new) = (self.old, self.new);
        if old.name != new.name {
            self.add(What::Renamed, &[], format!("renamed to `{}`", new.name));
        }
        if old.http_path != new.http_path {
            let text = format!(
                "HTTP path was `{}`, is `{}` now",
                old.http_path, new.http_path
            );
            self.add(What::HttpPath, &[Transport::Http], text);
        }
        if old.grpc_path != new.grpc_path {
            let text = format!(
                "gRPC path was `{}`, is `{}` now",
                old.grpc_path, new.grpc_path
            );
            let grpc = transports(old).and(Transports::GRPC).list();
            self.add(What::GrpcPath, &grpc, text);
        }
        let mcp: &[_] = &[Transport::Mcp];
        match (&old.tool, &new.tool) {
            (Some(before), Some(after)) if before != after => {
                let text = format!("tool was `{before}`, is `{after}` now");
                self.add(What::Tool, mcp, text);
            }
            (Some(before), None) => {
                self.add(What::Tool, mcp, format!("is no longer the tool `{before}`"));
            }
            (None, Some(after)) => {
                self.add(What::Tool, &[], format!("is the tool `{after}` now"));
            }
            _ => {}
        }
        if old.kind != new.kind {
            let text = format!("was {}, is {} now", old.kind.name(), new.kind.name());
            self.breaks_all(What::Kind, text);
        }
    }

    fn access(&mut self) {
        let (old, new) = (self.old, self.new);
        if old.scopes != new.scopes {
            let text = format!("needs {} now, before {}", scopes(new), scopes(old));
            if new.scopes.iter().all(|rule| follows(rule, &old.scopes)) {
                self.add(What::Scopes, &[], text);
            } else {
                self.breaks_all(What::Scopes, text);
            }
        }
        match (old.public, new.public) {
            (true, false) => {
                let text = "no longer public: callers have to be known";
                self.breaks_all(What::Public, text);
            }
            (false, true) => self.add(What::Public, &[], "public now: callers need not be known"),
            _ => {}
        }
    }

    fn promises(&mut self) {
        let (old, new) = (self.old, self.new);
        let hints = [
            (old.hints.read_only, new.hints.read_only, "read_only"),
            (old.hints.destructive, new.hints.destructive, "destructive"),
            (old.hints.idempotent, new.hints.idempotent, "idempotent"),
        ];
        for (before, after, name) in hints {
            if before != after {
                let now = if after { "now" } else { "no longer" };
                self.add(What::Hints, &[], format!("{now} `{name}`"));
            }
        }
        if old.timeout_ms != new.timeout_ms {
            let said = |time: Option<u64>| {
                time.map_or_else(|| "none".to_owned(), |time| format!("{time} ms"))
            };
            let text = format!(
                "timeout was {}, is {} now",
                said(old.timeout_ms),
                said(new.timeout_ms)
            );
            self.add(What::Timeout, &[], text);
        }
        if old.on != new.on {
            let (before, after) = (or_none(old.on.as_deref()), or_none(new.on.as_deref()));
            let text = format!("topic was {before}, is {after} now");
            self.add(What::Topic, &[], text);
        }
    }

    fn texts(&mut self) {
        let (old, new) = (self.old, self.new);
        if old.doc != new.doc {
            self.add(What::Docs, &[], "documentation changed");
        }
        if old.examples != new.examples {
            self.add(What::Examples, &[], "examples changed");
        }
        match (&old.deprecated, &new.deprecated) {
            (None, Some(note)) if note.is_empty() => {
                self.add(What::Deprecated, &[], "deprecated now");
            }
            (None, Some(note)) => {
                self.add(What::Deprecated, &[], format!("deprecated now: {note}"));
            }
            (Some(_), None) => self.add(What::Deprecated, &[], "no longer deprecated"),
            (before, after) if before != after => {
                self.add(What::Deprecated, &[], "deprecated with another note");
            }
            _ => {}
        }
    }

    /// Which of the errors that both sides have the method returns.
    fn errors(&mut self, sides: Sides<'_>) {
        let has = |spec: &ServiceSpec, reason: &String| {
            spec.errors.iter().any(|error| error.reason == *reason)
        };
        let known = |reason: &&String| has(sides.old.0, reason) && has(sides.new.0, reason);
        let (old, new) = (&self.old.errors, &self.new.errors);
        for reason in new.iter().filter(known) {
            if !old.contains(reason) {
                self.add(
                    What::Errors,
                    &[],
                    format!("returns the error `{reason}` now"),
                );
            }
        }
        for reason in old.iter().filter(known) {
            if !new.contains(reason) {
                let text = format!("no longer returns the error `{reason}`");
                self.add(What::Errors, &[], text);
            }
        }
    }
}

/// Whether whoever satisfied the old rules satisfies this one.
fn follows(rule: &ScopeRule, old: &[ScopeRule]) -> bool {
    let names = rule.names();
    let is_stricter = |old: &ScopeRule| old.names().iter().all(|name| names.contains(name));
    old.iter().any(is_stricter)
}

fn scopes(method: &MethodSpec) -> String {
    let rules: Vec<_> = method.scopes.iter().map(ScopeRule::to_string).collect();
    match &*rules {
        [] => "no scope".to_owned(),
        _ => rules.join(" and "),
    }
}
