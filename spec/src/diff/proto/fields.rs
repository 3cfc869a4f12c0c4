//! Fields of messages, told apart by their numbers.

use std::borrow::Cow;

use crate::proto::{
    ProtoField, ProtoLabel, ProtoMessage, ProtoScalar, ProtoSpec, ProtoType, Reserved,
};

use super::super::change::What;
use super::super::collect::{Breaks, Found, join};
use super::absent::{self, Absent, Written, is_many, is_map};
use super::fate::{Entry, Fate, fate};
use super::{Messages, freed, reserved, types};

/// A message on both sides.
#[derive(Clone, Copy)]
struct Both<'a> {
    sides: Messages<'a>,
    old: &'a ProtoMessage,
    new: &'a ProtoMessage,
}

impl Messages<'_> {
    pub(super) fn fields(self, old: &ProtoMessage, new: &ProtoMessage, found: &mut Found) {
        let both = Both {
            sides: self,
            old,
            new,
        };
        if !is_other_kind(old, new, found) {
            both.compare(found);
        }
    }
}

/// Tells that a message with all of its fields became one with one of them, or the other way round.
fn is_other_kind(old: &ProtoMessage, new: &ProtoMessage, found: &mut Found) -> bool {
    let (breaks, text) = match (&old.oneof, &new.oneof) {
        (None, Some(_)) if old.fields.is_empty() => (
            Breaks::GRPC_REQUESTS,
            "had no fields, holds one of several now; calls without it are refused",
        ),
        (Some(_), None) if new.fields.is_empty() => (
            Breaks::GRPC_REPLIES,
            "held one of its fields, has none now; old callers miss it",
        ),
        (None, Some(_)) => (
            Breaks::GRPC,
            "was a message with all of its fields, holds one of them now",
        ),
        (Some(_), None) => (
            Breaks::GRPC,
            "held one of its fields, is a message with all of them now",
        ),
        (Some(before), Some(after)) if before != after => {
            let text =
                format!("its `oneof` is `{after}` now, was `{before}`; generated code names it so");
            found.add("", What::ProtoName, Breaks::NOTHING, text);
            return false;
        }
        _ => return false,
    };
    found.add("", What::Retyped, breaks, text);
    true
}

impl Both<'_> {
    fn compare(self, found: &mut Found) {
        let Self { old, new, .. } = self;
        let is_choice = old.oneof.is_some();
        let (before, after) = (entries(old), entries(new));
        let mut kept = Vec::new();
        for (field, entry) in old.fields.iter().zip(&before) {
            match fate(*entry, &before, &after) {
                Fate::Kept(at) => {
                    kept.push(at);
                    let other = &new.fields[at];
                    if other.name != field.name {
                        let text = format!(
                            "is `{}` in protobuf now; generated code names it so, on the wire it has no name",
                            other.name
                        );
                        found.add(&field.name, What::ProtoName, Breaks::NOTHING, text);
                    }
                    self.field(field, other, found);
                    continue;
                }
                Fate::Renumbered(at) => {
                    kept.push(at);
                    let text = format!("number was {}, is {} now", field.number, after[at].1);
                    found.add(&field.name, What::Number, Breaks::GRPC, text);
                }
                Fate::Removed if is_choice => variant_removed(field, found),
                Fate::Removed => self.removed(field, found),
            }
            if after.iter().all(|(_, number)| *number != field.number) {
                freed(&field.name, field.number, &new.reserved, found);
            }
        }
        for (at, field) in new.fields.iter().enumerate() {
            if kept.contains(&at) {
                continue;
            }
            if is_choice {
                variant_added(field, found);
            } else {
                self.added(field, found);
            }
        }
        let now = new.fields.iter().map(|field| (&*field.name, field.number));
        reserved(&old.reserved, &new.reserved, now, found);
    }

    fn removed(self, field: &ProtoField, found: &mut Found) {
        let absent = Absent::for_callers(self.sides.old, self.old, field);
        if let Some(follows) = absent::in_replies(Written::Never, &absent) {
            let text = format!("field (number {}) removed; {follows}", field.number);
            found.add(&field.name, What::Removed, Breaks::GRPC_REPLIES, text);
        }
    }

    fn added(self, field: &ProtoField, found: &mut Found) {
        let absent = Absent::for_service(self.sides.new, self.new, field);
        if let Some(follows) = absent::in_requests(Written::Never, &absent) {
            let text = format!("field (number {}) added; {follows}", field.number);
            found.add(&field.name, What::Added, Breaks::GRPC_REQUESTS, text);
        }
    }

    fn field(self, old: &ProtoField, new: &ProtoField, found: &mut Found) {
        let path = &*old.name;
        let (old_many, new_many) = (is_many(old), is_many(new));
        if old_many != new_many {
            counts(old, new, found);
        }
        if !(old_many && new_many) {
            self.presence(old, new, found);
        }
        let inside = join(path, if old_many || new_many { "[]" } else { "" });
        if !is_map(&old.ty) && !is_map(&new.ty) {
            return types::compare(&inside, &old.ty, &new.ty, found);
        }
        let Messages {
            old: before,
            new: after,
        } = self.sides;
        match (entry(&old.ty, &before.proto), entry(&new.ty, &after.proto)) {
            (Some(old), Some(new)) => {
                let mut inner = Found::default();
                self.sides.fields(&old, &new, &mut inner);
                found.within(&inside, inner);
            }
            _ => types::retyped(path, &old.ty, &new.ty, found),
        }
    }

    /// What comes of it that a value is left out in another case, or that its absence means something else.
    fn presence(self, old: &ProtoField, new: &ProtoField, found: &mut Found) {
        let path = &*old.name;
        let what = if Written::by_callers(new) == Written::Perhaps {
            What::Optional
        } else {
            What::Required
        };
        let absent = Absent::for_service(self.sides.new, self.new, new);
        let before = Absent::for_service(self.sides.old, self.old, old);
        let follows = absent::in_requests(Written::by_callers(old), &absent);
        if let Some(text) = follows.filter(|_| !before.is_same(&absent)) {
            let text = match (before, &absent) {
                (Absent::Known(Some(default)), Absent::Zero) => {
                    format!("{text}, before as {default}")
                }
                _ => text,
            };
            found.add(path, what, Breaks::GRPC_REQUESTS, text);
        }
        let absent = Absent::for_callers(self.sides.old, self.old, old);
        let written = Written::by_service(self.sides.new, self.new, new);
        if let Some(text) = absent::in_replies(written, &absent) {
            found.add(path, what, Breaks::GRPC_REPLIES, text);
        }
    }
}

/// Tells that one value became a list, or a list one value.
fn counts(old: &ProtoField, new: &ProtoField, found: &mut Found) {
    let is_packed = is_packed(&old.ty) || is_packed(&new.ty);
    let (breaks, text) = match (is_many(new), is_packed) {
        (true, false) => (
            Breaks::GRPC_REPLIES,
            "was one value, is a list now; of several old callers read one",
        ),
        (true, true) => (
            Breaks::GRPC_REPLIES,
            "was one value, is a list now, which old callers cannot read",
        ),
        (false, false) => (
            Breaks::GRPC_REQUESTS,
            "was a list, is one value now; of several one is taken",
        ),
        (false, true) => (
            Breaks::GRPC_REQUESTS,
            "was a list, is one value now; lists are refused",
        ),
    };
    found.add(&old.name, What::Retyped, breaks, text);
}

/// Whether a list of it is one value on the wire.
fn is_packed(ty: &ProtoType) -> bool {
    match ty {
        ProtoType::Scalar(scalar) => !matches!(scalar, ProtoScalar::String | ProtoScalar::Bytes),
        ProtoType::Enum(_) => true,
        ProtoType::Message(_) | ProtoType::Map { .. } => false,
    }
}

/// The entries of a map as the messages that they are, or a message that is compared with such.
fn entry<'a>(ty: &ProtoType, spec: &'a ProtoSpec) -> Option<Cow<'a, ProtoMessage>> {
    match ty {
        ProtoType::Map { key, value } => {
            let field = |name: &str, number, ty| ProtoField {
                name: name.to_owned(),
                number,
                label: ProtoLabel::Single,
                required: false,
                ty,
                json_name: None,
                doc: String::new(),
            };
            let key = field("key", 1, ProtoType::Scalar(*key));
            let value = field("value", 2, (**value).clone());
            Some(Cow::Owned(ProtoMessage {
                name: String::new(),
                base: String::new(),
                path: None,
                doc: String::new(),
                oneof: None,
                fields: vec![key, value],
                reserved: Reserved::default(),
            }))
        }
        ProtoType::Message(name) => spec.message(name).map(Cow::Borrowed),
        _ => None,
    }
}

fn entries(of: &ProtoMessage) -> Vec<Entry<'_>> {
    let fields = of.fields.iter();
    fields.map(|field| (&*field.name, field.number)).collect()
}

fn variant_removed(field: &ProtoField, found: &mut Found) {
    let text = format!(
        "variant (number {}) removed; callers that send it are refused",
        field.number
    );
    found.add(
        &field.name,
        What::VariantRemoved,
        Breaks::GRPC_REQUESTS,
        text,
    );
}

fn variant_added(field: &ProtoField, found: &mut Found) {
    let text = format!(
        "variant (number {}) added; old callers do not know it",
        field.number
    );
    found.add(&field.name, What::VariantAdded, Breaks::GRPC_REPLIES, text);
}
