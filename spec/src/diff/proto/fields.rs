//! Fields of messages, told apart by their numbers.

use std::borrow::Cow;

use crate::proto::{ProtoField, ProtoLabel, ProtoMessage, ProtoSpec, ProtoType, Reserved};

use super::super::change::What;
use super::super::collect::{Breaks, Found, join};
use super::{Messages, freed, types};

/// What has become of a field.
enum Fate<'a> {
    /// It is there, perhaps by another name.
    Kept(&'a ProtoField),
    /// Its name has another number.
    Renumbered(&'a ProtoField),
    Removed,
}

impl Messages<'_> {
    pub(super) fn fields(&self, old: &ProtoMessage, new: &ProtoMessage, found: &mut Found) {
        let has_fields = !old.fields.is_empty() && !new.fields.is_empty();
        if has_fields && old.oneof.is_some() != new.oneof.is_some() {
            let text = if new.oneof.is_some() {
                "was a message with all of its fields, holds one of them now"
            } else {
                "held one of its fields, is a message with all of them now"
            };
            found.add("", What::Retyped, Breaks::GRPC, text);
            return;
        }
        let is_choice = old.oneof.is_some() || new.oneof.is_some();
        let mut kept = Vec::new();
        for field in &old.fields {
            match fate(field, old, new) {
                Fate::Kept(other) => {
                    kept.push(other.number);
                    self.field(field, other, found);
                }
                Fate::Renumbered(other) => {
                    kept.push(other.number);
                    let text = format!("number was {}, is {} now", field.number, other.number);
                    found.add(&field.name, What::Number, Breaks::GRPC, text);
                }
                Fate::Removed => removed(field, is_choice, &new.reserved, found),
            }
        }
        for field in &new.fields {
            if !kept.contains(&field.number) {
                added(field, is_choice, found);
            }
        }
    }

    fn field(&self, old: &ProtoField, new: &ProtoField, found: &mut Found) {
        let path = &*old.name;
        let (old_many, new_many) = (is_many(old), is_many(new));
        match (old_many, new_many) {
            (false, true) => {
                let text = "was one value, is a list now; of several old callers read the last";
                found.add(path, What::Retyped, Breaks::GRPC_REPLIES, text);
            }
            (true, false) => {
                let text = "was a list, is one value now; of several the last is taken";
                found.add(path, What::Retyped, Breaks::GRPC_REQUESTS, text);
            }
            (false, false) => presence(old, new, found),
            (true, true) => {}
        }
        let inside = join(path, if old_many || new_many { "[]" } else { "" });
        if !is_map(&old.ty) && !is_map(&new.ty) {
            return types::compare(&inside, &old.ty, &new.ty, found);
        }
        match (entry(&old.ty, self.old), entry(&new.ty, self.new)) {
            (Some(old), Some(new)) => {
                let mut inner = Found::default();
                self.fields(&old, &new, &mut inner);
                found.within(&inside, inner);
            }
            _ => types::retyped(path, &old.ty, &new.ty, found),
        }
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

fn fate<'a>(field: &ProtoField, old: &ProtoMessage, new: &'a ProtoMessage) -> Fate<'a> {
    let numbered = new.fields.iter().find(|one| one.number == field.number);
    let named = new.fields.iter().find(|one| one.name == field.name);
    match (numbered, named) {
        (Some(one), _) if one.name == field.name => Fate::Kept(one),
        (_, Some(one)) => Fate::Renumbered(one),
        // It took the number over from a field that has another one now.
        (Some(one), None) if !old.fields.iter().any(|other| other.name == one.name) => {
            Fate::Kept(one)
        }
        _ => Fate::Removed,
    }
}

fn removed(field: &ProtoField, is_choice: bool, reserved: &Reserved, found: &mut Found) {
    let ProtoField { name, number, .. } = field;
    if is_choice {
        let text = format!("variant (number {number}) removed; callers that send it are refused");
        found.add(name, What::VariantRemoved, Breaks::GRPC_REQUESTS, text);
    } else if field.required {
        let text = format!("field (number {number}) removed; old callers miss it");
        found.add(name, What::Removed, Breaks::GRPC_REPLIES, text);
    } else if field.label == ProtoLabel::Single && matches!(field.ty, ProtoType::Scalar(_)) {
        let text = format!("field (number {number}) removed; old callers read it as zero or empty");
        found.add(name, What::Removed, Breaks::GRPC_REPLIES, text);
    }
    freed(name, *number, reserved, found);
}

fn added(field: &ProtoField, is_choice: bool, found: &mut Found) {
    let ProtoField { name, number, .. } = field;
    if is_choice {
        let text = format!("variant (number {number}) added; old callers do not know it");
        found.add(name, What::VariantAdded, Breaks::GRPC_REPLIES, text);
    } else if field.required {
        let text = format!("field (number {number}) added; calls without it are refused");
        found.add(name, What::Added, Breaks::GRPC_REQUESTS, text);
    }
}

fn is_many(field: &ProtoField) -> bool {
    field.label == ProtoLabel::Repeated || is_map(&field.ty)
}

fn is_map(ty: &ProtoType) -> bool {
    matches!(ty, ProtoType::Map { .. })
}

/// Whether a single value has to be there.
fn presence(old: &ProtoField, new: &ProtoField, found: &mut Found) {
    let path = &*old.name;
    match (old.required, new.required) {
        (false, true) => {
            let text = "has to be there now, and zero has to be sent";
            found.add(path, What::Required, Breaks::GRPC_REQUESTS, text);
        }
        (true, false) => {
            let text = "may be left out now; old callers miss it";
            found.add(path, What::Optional, Breaks::GRPC_REPLIES, text);
        }
        _ => {}
    }
}
