//! Compares services as protobuf has them: what an old caller and a new service make of each other's bytes.
//!
//! The rules are those of protobuf for changed messages
//! (<https://protobuf.dev/programming-guides/proto3/#updating>), and of what is refused here: a number that does not fit
//! its type, an enum without a known value, a message or an enum that has to be there and is absent. A value that is read
//! as another one breaks as well as one that is refused.
//!
//! Numbers that the old side reserves are in use: by the callers that they are reserved for.

mod absent;
mod enums;
mod fate;
mod fields;
mod types;

use std::borrow::Cow;

use crate::proto::{ProtoMessage, ProtoSpec, ProtoType, Reserved, names};
use crate::{MethodSpec, ServiceSpec};

use super::change::{Subject, Transport, What};
use super::collect::{Breaks, Found, Pair, Transports};
use super::graph::{Compared, Root};
use super::service::Report;

/// The package of what protobuf defines itself.
const WELL_KNOWN: &str = "google.protobuf.";

/// Both sides, which have a protobuf form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Messages<'a> {
    old: &'a ServiceSpec,
    new: &'a ServiceSpec,
}

impl<'a> Messages<'a> {
    /// `None` where a side has no form, or an older release described it, which did not say.
    pub(super) fn of(old: &'a ServiceSpec, new: &'a ServiceSpec) -> Option<Self> {
        let have_forms = has_form(&old.proto) && has_form(&new.proto);
        have_forms.then_some(Self { old, new })
    }
}

fn has_form(spec: &ProtoSpec) -> bool {
    !spec.is_empty() && spec.problems.is_empty()
}

/// What is said of the service itself.
pub(super) fn service(old: &ServiceSpec, new: &ServiceSpec, report: &mut Report) {
    let grpc = [Transport::Grpc];
    if has_form(&old.proto) && !new.proto.problems.is_empty() {
        let text = format!(
            "no longer has a form in protobuf: {}",
            new.proto.problems.join("; ")
        );
        report.add(Subject::Service, What::Removed, &grpc, text);
    }
    if let (Some(before), Some(after)) = (&old.proto.error, &new.proto.error)
        && before != after
    {
        let text =
            format!("errors are `{after}` now, were `{before}`; typed clients no longer know them");
        report.add(Subject::Service, What::Renamed, &grpc, text);
    }
    let number = |spec: &ServiceSpec, reason: &str| {
        let error = spec.errors.iter().find(|error| error.reason == reason);
        error.map(|error| error.number).filter(|number| *number > 0)
    };
    for error in &old.errors {
        let reason = &*error.reason;
        if let (Some(before), Some(after)) = (number(old, reason), number(new, reason))
            && before != after
        {
            let text = format!("number in protobuf was {before}, is {after} now");
            let subject = Subject::Error(reason.to_owned());
            report.add(subject, What::Number, &grpc, text);
        }
    }
}

/// The messages of a method, left to compare.
pub(super) fn method<'a>(old: &'a MethodSpec, new: &'a MethodSpec) -> Vec<Root<&'a str>> {
    let (Some(before), Some(after)) = (&old.proto, &new.proto) else {
        return Vec::new();
    };
    let sides = [
        ("request", &before.request, &after.request),
        ("reply", &before.reply, &after.reply),
    ];
    let root = |(path, before, after): (&'static str, &'a String, &'a String)| Root {
        subject: Subject::Method(old.name.clone()),
        path,
        is_request: path == "request",
        transports: Transports::GRPC,
        old: &**before,
        new: &**after,
    };
    sides.map(root).into()
}

/// The fields of the errors that both sides have, left to compare.
pub(super) fn errors<'a>(old: &'a ServiceSpec, new: &'a ServiceSpec) -> Vec<Root<&'a str>> {
    let held = |spec: &'a ServiceSpec, reason: &str| {
        let message = spec.proto.message(spec.proto.error.as_deref()?)?;
        let field = message.fields.iter().find(|field| field.name == reason)?;
        field.ty.named()
    };
    let root = |reason: &String| {
        Some(Root {
            subject: Subject::Error(reason.clone()),
            path: "",
            is_request: false,
            transports: Transports::GRPC,
            old: held(old, reason)?,
            new: held(new, reason)?,
        })
    };
    let reasons = old.errors.iter().map(|error| &error.reason);
    reasons.filter_map(root).collect()
}

impl<'a> Compared for Messages<'a> {
    type Held = &'a str;

    fn root(&self, path: &str, old: &'a str, new: &'a str, found: &mut Found) {
        let message = |name: &str| ProtoType::Message(name.to_owned());
        types::compare(path, &message(old), &message(new), found);
    }

    fn pair(&self, (old, new): &Pair, found: &mut Found) {
        let bare = |spec: &ServiceSpec, name: &str| match names::split(name) {
            (package, bare) if package == spec.package => bare.to_owned(),
            _ => name.to_owned(),
        };
        if bare(self.old, old) != bare(self.new, new) {
            let text = format!(
                "is `{new}` in protobuf now, was `{old}`; generated code names it so, on the wire it has no name"
            );
            found.add("", What::Message, Breaks::NOTHING, text);
        }
        let (before, after) = (&self.old.proto, &self.new.proto);
        if let (Some(old), Some(new)) = (before.enumeration(old), after.enumeration(new)) {
            enums::compare(old, new, found);
        } else if let (Some(old), Some(new)) = (message(before, old), message(after, new)) {
            self.fields(&old, &new, found);
        }
    }

    fn subject(&self, name: &str) -> Subject {
        Subject::Message(name.to_owned())
    }
}

/// A message by its name; `google.protobuf.Empty` is as one of the service's own.
fn message<'a>(spec: &'a ProtoSpec, name: &str) -> Option<Cow<'a, ProtoMessage>> {
    if name == "google.protobuf.Empty" {
        return Some(Cow::Owned(ProtoMessage {
            name: name.to_owned(),
            base: String::new(),
            path: None,
            doc: String::new(),
            oneof: None,
            fields: Vec::new(),
            reserved: Reserved::default(),
        }));
    }
    spec.message(name).map(Cow::Borrowed)
}

/// Tells that a number has become free, so that something else may take it.
fn freed(path: &str, number: u32, reserved: &Reserved, found: &mut Found) {
    if !reserved.numbers.contains(&number) {
        let text = format!(
            "number {number} is free now: what takes it later is read as this by old callers; `traitwire::lock!` \
             reserves it"
        );
        found.add(path, What::Number, Breaks::NOTHING, text);
    }
}

/// Tells what has become of the numbers that were reserved. `now` are the names and numbers that are in use.
fn reserved<'a>(
    old: &Reserved,
    new: &Reserved,
    now: impl Iterator<Item = (&'a str, u32)>,
    found: &mut Found,
) {
    let mut free = old.numbers.clone();
    free.retain(|number| !new.numbers.contains(number));
    for (name, number) in now.filter(|(_, number)| old.numbers.contains(number)) {
        free.retain(|free| *free != number);
        let is_back = old.names.iter().any(|reserved| reserved == name);
        let (breaks, text) = if is_back {
            let text = "is back; callers from before it went still send and read it by its number";
            (Breaks::NOTHING, text.to_owned())
        } else {
            let text = format!(
                "takes the number {number}, which was reserved: callers from before read it as what had it"
            );
            (Breaks::GRPC, text)
        };
        found.add(name, What::Number, breaks, text);
    }
    for number in free {
        let text = format!(
            "number {number} is no longer reserved: what takes it is read as what had it by callers from before"
        );
        found.add("", What::Number, Breaks::NOTHING, text);
    }
}
