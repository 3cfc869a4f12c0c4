//! Values of enums, told apart by their numbers.

use crate::proto::{ProtoEnum, ProtoValue};

use super::super::change::What;
use super::super::collect::{Breaks, Found};
use super::{freed, reserved};

pub(super) fn compare(old: &ProtoEnum, new: &ProtoEnum, found: &mut Found) {
    let numbered =
        |values: &'_ [ProtoValue], number: u32| values.iter().any(|value| value.number == number);
    // A value of another enum has another prefix, so that values are compared by what follows it.
    let (old_prefix, new_prefix) = (prefix(old), prefix(new));
    let bare = |name: &str, prefix: &str| name.strip_prefix(prefix).unwrap_or(name).to_owned();
    for value in &old.values {
        let name = bare(&value.name, &old_prefix);
        let same = |other: &&ProtoValue| bare(&other.name, &new_prefix) == name;
        let number = value.number;
        match new.values.iter().find(same) {
            Some(other) if other.number == number => {}
            Some(other) => {
                let text = format!(
                    "number of `{}` was {number}, is {} now",
                    value.name, other.number
                );
                found.add("", What::Number, Breaks::GRPC, text);
                if !numbered(&new.values, number) {
                    freed("", number, &new.reserved, found);
                }
            }
            None => {
                let is_old = |other: &ProtoValue| {
                    let name = bare(&other.name, &new_prefix);
                    let mut names = old.values.iter();
                    names.any(|known| bare(&known.name, &old_prefix) == name)
                };
                let mut now = new.values.iter();
                let now = now.find(|other| other.number == number);
                if let Some(other) = now.filter(|other| !is_old(other)) {
                    renamed(value, other, found);
                    continue;
                }
                let text = format!(
                    "value `{}` (number {number}) removed; callers that send it are refused",
                    value.name
                );
                found.add("", What::VariantRemoved, Breaks::GRPC_REQUESTS, text);
                if now.is_none() {
                    freed("", number, &new.reserved, found);
                }
            }
        }
    }
    for value in &new.values {
        let name = bare(&value.name, &new_prefix);
        let mut known = old.values.iter();
        let is_known = known.any(|other| bare(&other.name, &old_prefix) == name);
        if !is_known && !numbered(&old.values, value.number) {
            let text = format!(
                "value `{}` (number {}) added; old callers do not know it",
                value.name, value.number
            );
            found.add("", What::VariantAdded, Breaks::GRPC_REPLIES, text);
        }
    }
    let now = new.values.iter().map(|value| (&*value.name, value.number));
    reserved(&old.reserved, &new.reserved, now, found);
}

/// Tells what a value is called now.
fn renamed(value: &ProtoValue, now: &ProtoValue, found: &mut Found) {
    let text = format!(
        "value `{}` is `{}` in protobuf now; generated code names it so, on the wire it has no name",
        value.name, now.name
    );
    found.add("", What::ProtoName, Breaks::NOTHING, text);
}

/// What the names of all values begin with.
fn prefix(of: &ProtoEnum) -> String {
    let zero = of.values.iter().find(|value| value.number == 0);
    let zero = zero.map_or("", |zero| &*zero.name);
    zero.strip_suffix("UNSPECIFIED").unwrap_or("").to_owned()
}
