//! Compares services: which there are, and which methods they have.

use crate::{MethodSpec, Schema, ServiceSpec};

use super::change::{Change, Place, Subject, Transport, What};
use super::collect::Transports;
use super::proto::{self, Messages};
use super::schema::Sides;
use super::{error, graph, method};

/// Compares all services of two sides.
pub(super) fn all(old: &[&ServiceSpec], new: &[&ServiceSpec]) -> Vec<Change> {
    let full_name =
        |specs: &[&ServiceSpec], name: &str| specs.iter().position(|spec| spec.full_name() == name);
    let mut come: Vec<&ServiceSpec> = new.to_vec();
    come.retain(|spec| full_name(old, &spec.full_name()).is_none());
    let mut changes = Vec::new();
    for old in old {
        let name = old.full_name();
        if let Some(index) = full_name(new, &name) {
            changes.extend(Report::of(old, new[index]));
        } else if let Some(index) = come.iter().position(|spec| spec.path == old.path) {
            changes.extend(Report::of(old, come.remove(index)));
        } else {
            changes.push(removed(old));
        }
    }
    changes.extend(come.into_iter().map(added));
    changes
}

fn removed(spec: &ServiceSpec) -> Change {
    let methods = spec.methods.iter().map(|method| method::transports(method));
    let breaks = methods.fold(Transports::HTTP, Transports::or);
    let mut report = Report::new(spec);
    report.add(
        Subject::Service,
        What::Removed,
        &breaks.list(),
        "service removed",
    );
    report.changes.remove(0)
}

fn added(spec: &ServiceSpec) -> Change {
    let mut report = Report::new(spec);
    report.add(Subject::Service, What::Added, &[], "service added");
    report.changes.remove(0)
}

/// The changes of one service.
pub(super) struct Report {
    service: String,
    changes: Vec<Change>,
}

impl Report {
    fn new(spec: &ServiceSpec) -> Self {
        Self {
            service: spec.full_name(),
            changes: Vec::new(),
        }
    }

    /// All that changed of a service.
    fn of(old: &ServiceSpec, new: &ServiceSpec) -> Vec<Change> {
        let sides = Sides::of(old, new);
        let mut report = Self::new(old);
        report.itself(old, new);
        proto::service(old, new, &mut report);
        let (mut roots, mut messages) = report.methods(sides);
        roots.extend(error::all(sides, &mut report));
        let types = graph::compare(&sides, &report.service, &roots);
        report.changes.extend(types);
        if let Some(sides) = Messages::of(old, new) {
            messages.extend(proto::errors(old, new));
            let types = graph::compare(&sides, &report.service, &messages);
            // What breaks nobody over gRPC is told by the schemas already, but for what they do not know.
            let of_protobuf = [What::Number, What::Message, What::ProtoName];
            let is_news =
                |change: &Change| !change.breaks.is_empty() || of_protobuf.contains(&change.what);
            report.changes.extend(types.into_iter().filter(is_news));
        }
        report.sorted(old)
    }

    pub(super) fn add(
        &mut self,
        subject: Subject,
        what: What,
        breaks: &[Transport],
        text: impl Into<String>,
    ) {
        self.changes.push(Change {
            place: Place {
                service: self.service.clone(),
                subject,
                path: String::new(),
                used_by: Vec::new(),
            },
            what,
            breaks: breaks.to_vec(),
            text: text.into(),
        });
    }

    fn itself(&mut self, old: &ServiceSpec, new: &ServiceSpec) {
        if old.full_name() != new.full_name() {
            let text = format!("renamed to `{}`", new.full_name());
            self.add(Subject::Service, What::Renamed, &[], text);
        }
        if old.doc != new.doc {
            let text = "documentation changed";
            self.add(Subject::Service, What::Docs, &[], text);
        }
    }

    fn methods<'a>(
        &mut self,
        sides: Sides<'a>,
    ) -> (Vec<graph::Root<&'a Schema>>, Vec<graph::Root<&'a str>>) {
        let (old, new) = (&sides.old.0.methods, &sides.new.0.methods);
        let mut come: Vec<&MethodSpec> = new.iter().map(AsRef::as_ref).collect();
        come.retain(|method| sides.old.0.method(&method.name).is_none());
        let (mut roots, mut messages) = (Vec::new(), Vec::new());
        for (place, before) in old.iter().enumerate() {
            let renamed = |after: &&MethodSpec| {
                let is_there = new.get(place).is_some_and(|at| at.name == after.name);
                (after.doc == before.doc || is_there)
                    && after.kind == before.kind
                    && sides.hold_the_same(&before.input, &after.input)
                    && sides.hold_the_same(&before.output, &after.output)
            };
            let same = sides.new.0.method(&before.name).map(AsRef::as_ref);
            let same = same.or_else(|| {
                let index = come.iter().position(renamed)?;
                Some(come.remove(index))
            });
            if let Some(after) = same {
                roots.extend(method::compare(sides, before, after, self));
                messages.extend(proto::method(before, after));
            } else {
                let subject = Subject::Method(before.name.clone());
                let breaks = method::transports(before).list();
                self.add(subject, What::Removed, &breaks, "method removed");
            }
        }
        for after in come {
            let subject = Subject::Method(after.name.clone());
            self.add(subject, What::Added, &[], "method added");
        }
        let mut both = old
            .iter()
            .filter_map(|before| new.iter().position(|after| after.name == before.name));
        if !both.by_ref().is_sorted() {
            let text = "the methods stand in another order";
            self.add(Subject::Service, What::Reordered, &[], text);
        }
        (roots, messages)
    }

    /// What concerns one thing together, in the order of the old description; what breaks before the rest.
    fn sorted(mut self, old: &ServiceSpec) -> Vec<Change> {
        let mut types: Vec<String> = Vec::new();
        for change in &self.changes {
            if let Subject::Type(name) | Subject::Message(name) = &change.place.subject
                && !types.contains(name)
            {
                types.push(name.clone());
            }
        }
        let breaks = self
            .changes
            .iter()
            .filter(|change| !change.breaks.is_empty());
        let broken: Vec<_> = breaks.map(|change| change.place.subject.clone()).collect();
        self.changes.sort_by_cached_key(|change| {
            let (kind, index) = match &change.place.subject {
                Subject::Service => (0, 0),
                Subject::Method(name) => {
                    let mut methods = old.methods.iter();
                    (
                        1,
                        methods
                            .position(|method| method.name == *name)
                            .unwrap_or(usize::MAX),
                    )
                }
                Subject::Error(reason) => {
                    let mut errors = old.errors.iter();
                    (
                        2,
                        errors
                            .position(|error| error.reason == *reason)
                            .unwrap_or(usize::MAX),
                    )
                }
                Subject::Type(name) | Subject::Message(name) => {
                    let mut types = types.iter();
                    (
                        3,
                        types.position(|other| other == name).unwrap_or(usize::MAX),
                    )
                }
            };
            let is_broken = broken.contains(&change.place.subject);
            (!is_broken, kind, index, change.breaks.is_empty())
        });
        self.changes
    }
}
