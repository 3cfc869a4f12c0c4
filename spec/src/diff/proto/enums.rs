//! Values of enums, told apart by their numbers.

use crate::proto::{ProtoEnum, ProtoValue};

use super::super::change::What;
use super::super::collect::{Breaks, Found};
use super::fate::{Entry, Fate, fate};
use super::{freed, reserved};

pub(super) fn compare(old: &ProtoEnum, new: &ProtoEnum, found: &mut Found) {
    let (before, after) = (entries(old), entries(new));
    let mut kept = Vec::new();
    for (value, entry) in old.values.iter().zip(&before) {
        match fate(*entry, &before, &after) {
            Fate::Kept(at) => {
                kept.push(at);
                if after[at].0 != entry.0 {
                    renamed(value, &new.values[at], found);
                }
                continue;
            }
            Fate::Renumbered(at) => {
                kept.push(at);
                let text = format!(
                    "number of `{}` was {}, is {} now",
                    value.name, value.number, after[at].1
                );
                found.add("", What::Number, Breaks::GRPC, text);
            }
            Fate::Removed => {
                let text = format!(
                    "value `{}` (number {}) removed; callers that send it are refused",
                    value.name, value.number
                );
                found.add("", What::VariantRemoved, Breaks::GRPC_REQUESTS, text);
            }
        }
        if after.iter().all(|(_, number)| *number != value.number) {
            freed("", value.number, &new.reserved, found);
        }
    }
    for (at, value) in new.values.iter().enumerate() {
        if !kept.contains(&at) {
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

/// The values by their names without what the names of all begin with, which is that of the enum.
fn entries(of: &ProtoEnum) -> Vec<Entry<'_>> {
    let prefix = prefix(of);
    let bare = |name| str::strip_prefix(name, prefix).unwrap_or(name);
    let values = of.values.iter();
    values
        .map(|value| (bare(&*value.name), value.number))
        .collect()
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
fn prefix(of: &ProtoEnum) -> &str {
    let zero = of.values.iter().find(|value| value.number == 0);
    let zero = zero.map_or("", |zero| &*zero.name);
    zero.strip_suffix("UNSPECIFIED").unwrap_or("")
}
