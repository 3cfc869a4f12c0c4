//! Compares the fields of objects.

use crate::Schema;
use crate::schema::{SchemaObject, Type};

use super::change::What;
use super::collect::{Breaks, Found, Transports, join};
use super::schema::Sides;
use super::words;

/// A field, and where it stands among the others.
#[derive(Clone, Copy)]
struct Field<'a> {
    name: &'a str,
    schema: &'a Schema,
    index: usize,
    is_required: bool,
}

/// The same field on both sides.
type Both<'a> = (Field<'a>, Field<'a>);

pub(super) fn compare(
    sides: Sides<'_>,
    path: &str,
    old: &SchemaObject,
    new: &SchemaObject,
    found: &mut Found,
) {
    let (old_fields, new_fields) = (fields(old), fields(new));
    let (both, gone, come) = paired(&old_fields, &new_fields);
    let (renamed, gone, come) = renamed(sides, gone, come);
    for (before, after) in &both {
        same(sides, path, *before, *after, found);
    }
    for (before, after) in &renamed {
        let breaks = removed(sides, new, *before).or(added(sides, old, *after));
        let text = format!("renamed to `{}`", after.name);
        found.add(&join(path, before.name), What::Renamed, breaks, text);
    }
    for field in gone {
        let breaks = removed(sides, new, field);
        let text = format!("field removed (it was {})", described(field));
        found.add(&join(path, field.name), What::Removed, breaks, text);
    }
    for field in come {
        let text = format!("field added, {}", described(field));
        let breaks = added(sides, old, field);
        found.add(&join(path, field.name), What::Added, breaks, text);
    }
    if !both.is_sorted_by_key(|(_, after)| after.index) {
        let text = "the fields stand in another order";
        found.add(path, What::Reordered, Breaks::NOTHING, text);
    }
    others(sides, path, old, new, found);
}

fn fields(object: &SchemaObject) -> Vec<Field<'_>> {
    let fields = object.properties.as_deref().unwrap_or_default();
    let field = |index: usize| Field {
        name: &fields[index].0,
        schema: &fields[index].1,
        index,
        is_required: object.is_required(&fields[index].0),
    };
    (0..fields.len()).map(field).collect()
}

/// Fields of one name, those that are only in the old object, and those only in the new one.
fn paired<'a>(
    old: &[Field<'a>],
    new: &[Field<'a>],
) -> (Vec<Both<'a>>, Vec<Field<'a>>, Vec<Field<'a>>) {
    let named =
        |fields: &[Field<'a>], name| fields.iter().copied().find(|field| field.name == name);
    let both = old
        .iter()
        .filter_map(|field| Some((*field, named(new, field.name)?)));
    let only = |fields: &[Field<'a>], others: &[Field<'a>]| {
        let mut fields = fields.to_vec();
        fields.retain(|field| named(others, field.name).is_none());
        fields
    };
    (both.collect(), only(old, new), only(new, old))
}

/// Takes fields out that seem to have another name only: they hold the same, and stand in the same place or are
/// described alike.
fn renamed<'a>(
    sides: Sides<'_>,
    gone: Vec<Field<'a>>,
    mut come: Vec<Field<'a>>,
) -> (Vec<Both<'a>>, Vec<Field<'a>>, Vec<Field<'a>>) {
    let mut renamed = Vec::new();
    let mut removed = Vec::new();
    for before in gone {
        let is_it = |after: &Field<'a>| {
            (after.index == before.index
                || description(after).is_some_and(|text| Some(text) == description(&before)))
                && after.is_required == before.is_required
                && sides.hold_the_same(before.schema, after.schema)
        };
        match come.iter().position(is_it) {
            Some(index) => renamed.push((before, come.remove(index))),
            None => removed.push(before),
        }
    }
    (renamed, removed, come)
}

fn description<'a>(field: &Field<'a>) -> Option<&'a str> {
    field.schema.as_object()?.description.as_deref()
}

fn described(field: Field<'_>) -> String {
    let optional = if field.is_required {
        "required"
    } else {
        "optional"
    };
    format!("{optional}, {}", words::of(field.schema))
}

fn same(sides: Sides<'_>, path: &str, old: Field<'_>, new: Field<'_>, found: &mut Found) {
    let path = join(path, old.name);
    match (old.is_required, new.is_required) {
        (false, true) => {
            found.add(&path, What::Required, Breaks::NARROWER, "required now");
        }
        (true, false) => {
            let replies = Transports::of(!may_be_missing(old.schema), true);
            let breaks = Breaks::new(Transports::NONE, replies);
            found.add(&path, What::Optional, breaks, "may be left out now");
        }
        _ => {}
    }
    sides.compare(&path, old.schema, new.schema, found);
}

/// Whether a typed reader does without the field although it is always sent: an `Option`, or one with a default.
fn may_be_missing(schema: &Schema) -> bool {
    let Some(object) = schema.as_object() else {
        return false;
    };
    let null = Schema::of(Type::Null);
    object.default.is_some()
        || object.types.len() > 1 && object.types.contains(&Type::Null)
        || object.any_of.contains(&null)
}

/// What it breaks that a field is gone.
fn removed(sides: Sides<'_>, new: &SchemaObject, field: Field<'_>) -> Breaks {
    let requests = match &new.additional_properties {
        // Passed over by HTTP, refused by strict MCP.
        None => Transports::MCP,
        Some(Schema::Any) => Transports::NONE,
        Some(rest) if sides.hold_the_same(field.schema, rest) => Transports::NONE,
        Some(_) => Transports::ALL,
    };
    let replies = if field.is_required {
        Transports::of(!may_be_missing(field.schema), true)
    } else {
        Transports::NONE
    };
    Breaks::new(requests, replies)
}

/// What it breaks that there is another field.
fn added(sides: Sides<'_>, old: &SchemaObject, field: Field<'_>) -> Breaks {
    let (requests, replies) = match &old.additional_properties {
        None | Some(Schema::Any) => (Transports::NONE, Transports::NONE),
        Some(Schema::Never) => (Transports::NONE, Transports::ALL),
        Some(rest) if sides.hold_the_same(rest, field.schema) => {
            (Transports::NONE, Transports::NONE)
        }
        // The name could have been one of a map's keys.
        Some(_) => (Transports::ALL, Transports::ALL),
    };
    let required = if field.is_required {
        Transports::ALL
    } else {
        Transports::NONE
    };
    Breaks::new(requests.or(required), replies)
}

/// Compares what is said of fields that are not listed.
fn others(sides: Sides<'_>, path: &str, old: &SchemaObject, new: &SchemaObject, found: &mut Found) {
    if old.property_names != new.property_names {
        let text = "keys have to have another form";
        found.add(path, What::Limits, Breaks::ALL, text);
    }
    if keys(sides, path, old, new, found) {
        rest(sides, path, old, new, found);
    }
}

/// Compares maps by the form of their keys. The answer is whether other fields are left to compare.
fn keys(
    sides: Sides<'_>,
    path: &str,
    old: &SchemaObject,
    new: &SchemaObject,
    found: &mut Found,
) -> bool {
    let (what, breaks, text) = match (keyed(old), keyed(new)) {
        (Some(Keys::Form(before, _)), Some(Keys::Form(after, _))) if before == after => {
            let pairs = old.pattern_properties.iter().zip(&new.pattern_properties);
            for ((_, old), (_, new)) in pairs {
                sides.compare(&join(path, "*"), old, new, found);
            }
            return true;
        }
        (Some(Keys::Form(_, before)), Some(Keys::Any(after))) => {
            sides.compare(&join(path, "*"), before, after, found);
            (What::Widened, Breaks::WIDER, "keys may be any text now")
        }
        (Some(Keys::Any(before)), Some(Keys::Form(_, after))) => {
            sides.compare(&join(path, "*"), before, after, found);
            (
                What::Narrowed,
                Breaks::NARROWER,
                "keys may no longer be any text",
            )
        }
        (None, None) | (Some(Keys::Any(_)), _) | (_, Some(Keys::Any(_))) => return true,
        _ => (What::Retyped, Breaks::ALL, "keys have to have another form"),
    };
    found.add(path, what, breaks, text);
    false
}

/// The keys of a map, and its values.
enum Keys<'a> {
    Any(&'a Schema),
    /// As these patterns have it; the values of the first.
    Form(Vec<&'a str>, &'a Schema),
}

fn keyed(object: &SchemaObject) -> Option<Keys<'_>> {
    let patterns = &object.pattern_properties;
    if let Some((_, first)) = patterns.first() {
        let forms = patterns.iter().map(|(pattern, _)| &**pattern);
        return Some(Keys::Form(forms.collect(), first));
    }
    let rest = object.additional_properties.as_ref();
    rest.filter(|rest| **rest != Schema::Never).map(Keys::Any)
}

fn rest(sides: Sides<'_>, path: &str, old: &SchemaObject, new: &SchemaObject, found: &mut Found) {
    let text = "unknown fields are refused now";
    let opened = "unknown fields are no longer refused";
    match (&old.additional_properties, &new.additional_properties) {
        (None, Some(Schema::Never)) => found.add(path, What::Closed, Breaks::NOTHING, text),
        (Some(Schema::Never), None) => found.add(path, What::Opened, Breaks::NOTHING, opened),
        (None, None) | (Some(Schema::Never), Some(Schema::Never)) => {}
        (before @ (None | Some(Schema::Never)), Some(after)) => {
            // Who knows no other fields passes over them, or refuses them.
            let replies = if before.is_some() {
                Transports::ALL
            } else {
                Transports::NONE
            };
            let text = format!("takes other fields now, each {}", words::of(after));
            let breaks = Breaks::new(Transports::NONE, replies);
            found.add(path, What::Widened, breaks, text);
        }
        (Some(_), after @ (None | Some(Schema::Never))) => {
            let requests = Transports::of(after.is_some(), true);
            let breaks = Breaks::new(requests, Transports::NONE);
            found.add(path, What::Narrowed, breaks, "takes no other fields now");
        }
        (Some(before), Some(after)) => sides.compare(&join(path, "*"), before, after, found),
    }
}
