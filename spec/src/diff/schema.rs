//! Compares two schemas. The types that both name at one place are left to the graph of types.

use crate::schema::{SchemaObject, Type};
use crate::{Json, Schema, ServiceSpec};

use super::change::{Subject, What};
use super::collect::{Breaks, Difference, Found, Pair};
use super::form::{Types, reference, variants, without_null};
use super::graph::Compared;
use super::{limits, object, union, words};

/// Both sides of a comparison.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sides<'a> {
    pub(super) old: Types<'a>,
    pub(super) new: Types<'a>,
    /// How many comparisons this one is inside of.
    pub(super) depth: u8,
}

impl<'a> Compared for Sides<'a> {
    type Held = &'a Schema;

    fn root(&self, path: &str, old: &'a Schema, new: &'a Schema, found: &mut Found) {
        self.compare(path, old, new, found);
    }

    fn pair(&self, pair: &Pair, found: &mut Found) {
        if let (Some(old), Some(new)) = (self.old.named(&pair.0), self.new.named(&pair.1)) {
            self.compare("", old, new, found);
        }
    }

    fn subject(&self, name: &str) -> Subject {
        // The form of requests has a name of its own where it differs.
        let stripped = name.strip_suffix("Input");
        let stripped = stripped.filter(|name| self.old.named(name).is_some());
        Subject::Type(stripped.unwrap_or(name).to_owned())
    }
}

/// Keywords that only tell people or tools something.
const ANNOTATIONS: [&str; 5] = [
    "$comment",
    "readOnly",
    "writeOnly",
    "contentMediaType",
    "$schema",
];

/// How a text stands for bytes, which every reader has to know.
const ENCODING: &str = "contentEncoding";

impl<'a> Sides<'a> {
    pub(super) fn of(old: &'a ServiceSpec, new: &'a ServiceSpec) -> Self {
        Self {
            old: Types(old),
            new: Types(new),
            depth: 0,
        }
    }

    /// Compares what stands at `path` on both sides.
    pub(super) fn compare(self, path: &str, old: &Schema, new: &Schema, found: &mut Found) {
        let (old, old_null) = without_null(old);
        let (new, new_null) = without_null(new);
        // A value that may be anything may be `null` too.
        match (old_null, new_null) {
            (true, false) if new != Schema::Any => {
                found.add(
                    path,
                    What::Narrowed,
                    Breaks::NARROWER,
                    "may no longer be null",
                );
            }
            (false, true) if old != Schema::Any => {
                found.add(path, What::Widened, Breaks::WIDER, "may be null now");
            }
            _ => {}
        }
        if let (Some(one), Some(other)) = (reference(&old), reference(&new)) {
            found
                .pairs
                .push((path.to_owned(), (one.to_owned(), other.to_owned())));
            return self.keywords(path, &beside(&old), &beside(&new), found);
        }
        let (old, new) = (self.old.resolve(&old), self.new.resolve(&new));
        match (&old, &new) {
            (Schema::Object(old), Schema::Object(new)) => self.keywords(path, old, new, found),
            _ if old == new => {}
            (_, Schema::Any) | (Schema::Never, _) => {
                let text = format!("was {}, may be anything now", words::of(&old));
                found.add(path, What::Widened, Breaks::WIDER, text);
            }
            (Schema::Any, _) | (_, Schema::Never) => {
                let text = format!("could be anything, has to be {} now", words::of(&new));
                found.add(path, What::Narrowed, Breaks::NARROWER, text);
            }
        }
    }

    /// Compares two schemas that are no references.
    fn keywords(self, path: &str, old: &SchemaObject, new: &SchemaObject, found: &mut Found) {
        if old == new && old.children().next().is_none() {
            return;
        }
        annotations(path, old, new, found);
        let (old_variants, new_variants) = (variants(old), variants(new));
        if !old_variants.is_empty() || !new_variants.is_empty() {
            let are_compared = union::compare(
                self,
                path,
                (old, &old_variants),
                (new, &new_variants),
                found,
            );
            if are_compared && (old.properties.is_some() || new.properties.is_some()) {
                object::compare(self, path, old, new, found);
            }
            return;
        }
        if let Some(broken) = types(path, old, new, found) {
            // Any number instead of an integer may have to be a small one.
            let mut limited = Found::default();
            limits::compare(path, old, new, &mut limited);
            // What another type does in protobuf is told there.
            let broken = broken.or(Breaks::GRPC);
            let breaks_more = |found: &Difference| found.breaks.or(broken) != broken;
            let more = limited.differences.into_iter().filter(breaks_more);
            found.differences.extend(more);
            return;
        }
        let is_object = |object: &SchemaObject| {
            object.types.contains(&Type::Object) || object.properties.is_some()
        };
        if is_object(old) || is_object(new) {
            object::compare(self, path, old, new, found);
        }
        self.elements(path, old, new, found);
        limits::compare(path, old, new, found);
        self.others(path, old, new, found);
    }

    /// Compares the elements of arrays, those of a list with each of a tuple.
    fn elements(self, path: &str, old: &SchemaObject, new: &SchemaObject, found: &mut Found) {
        let items = |object: &SchemaObject| object.items.clone().unwrap_or(Schema::Any);
        let (old_items, new_items) = (items(old), items(new));
        let (before, after) = (&old.prefix_items, &new.prefix_items);
        let places = if before.is_empty() || after.is_empty() {
            before.len().max(after.len())
        } else {
            before.len().min(after.len())
        };
        for index in 0..places {
            let old = before.get(index).unwrap_or(&old_items);
            let new = after.get(index).unwrap_or(&new_items);
            self.compare(&format!("{path}[{index}]"), old, new, found);
        }
        let are_alike = before.is_empty() == after.is_empty();
        if are_alike && (old.items.is_some() || new.items.is_some()) {
            self.compare(&format!("{path}[]"), &old_items, &new_items, found);
        }
    }

    /// Compares what is rarely there.
    fn others(self, path: &str, old: &SchemaObject, new: &SchemaObject, found: &mut Found) {
        if old.all_of.len() == new.all_of.len() {
            for (old, new) in old.all_of.iter().zip(&new.all_of) {
                self.compare(path, old, new, found);
            }
        } else {
            found.add(
                path,
                What::Retyped,
                Breaks::ALL,
                "is put together in another way",
            );
        }
        if old.not != new.not {
            found.add(path, What::Limits, Breaks::ALL, "other values are excluded");
        }
        let encoding = |object: &SchemaObject| object.extra.get(ENCODING).cloned();
        let (before, after) = (encoding(old), encoding(new));
        if before != after {
            let words = |encoding: Option<Json>| match encoding {
                Some(encoding) => {
                    format!("bytes in {}", encoding.as_str().unwrap_or("another form"))
                }
                None => "a text as it is".to_owned(),
            };
            let text = format!("was {}, is {} now", words(before), words(after));
            found.add(path, What::Retyped, Breaks::ALL, text);
        }
        let counts = |keyword: &&String| {
            let keyword = keyword.as_str();
            keyword.starts_with("x-")
                || keyword == ENCODING
                || ANNOTATIONS.contains(&keyword)
                || limits::PROPERTIES.contains(&keyword)
        };
        let mut names: Vec<_> = old.extra.keys().chain(new.extra.keys()).collect();
        names.sort_unstable();
        names.dedup();
        names.retain(|name| !counts(name) && old.extra.get(*name) != new.extra.get(*name));
        for name in names {
            let text = format!("the rule `{name}` changed");
            found.add(path, What::Limits, Breaks::ALL, text);
        }
    }
}

/// What stands beside a reference.
fn beside(schema: &Schema) -> SchemaObject {
    let mut object = schema.as_object().cloned().unwrap_or_default();
    object.reference = None;
    object
}

/// Compares types, and answers what it breaks that they are others.
fn types(path: &str, old: &SchemaObject, new: &SchemaObject, found: &mut Found) -> Option<Breaks> {
    let fits = |kind: Type, types: &[Type]| {
        types.is_empty()
            || types.contains(&kind)
            || kind == Type::Integer && types.contains(&Type::Number)
    };
    let narrower = !old.types.iter().all(|kind| fits(*kind, &new.types))
        || old.types.is_empty() && !new.types.is_empty();
    let wider = !new.types.iter().all(|kind| fits(*kind, &old.types))
        || new.types.is_empty() && !old.types.is_empty();
    let (what, breaks) = match (narrower, wider) {
        (false, false) => return None,
        (true, false) => (What::Narrowed, Breaks::NARROWER),
        (false, true) => (What::Widened, Breaks::WIDER),
        (true, true) => (What::Retyped, Breaks::ALL),
    };
    let text = format!("was {}, is {} now", words::kind(old), words::kind(new));
    found.add(path, what, breaks, text);
    Some(breaks)
}

fn annotations(path: &str, old: &SchemaObject, new: &SchemaObject, found: &mut Found) {
    let nothing = Breaks::NOTHING;
    if old.description != new.description || old.title != new.title {
        found.add(path, What::Docs, nothing, "documentation changed");
    }
    let default = match (&old.default, &new.default) {
        (None, Some(new)) => Some(format!("default is {new} now")),
        (Some(old), None) => Some(format!("default was {old}, is gone")),
        (Some(old), Some(new)) if old != new => Some(format!("default was {old}, is {new} now")),
        _ => None,
    };
    if let Some(text) = default {
        found.add(path, What::Default, nothing, text);
    }
    if old.examples != new.examples {
        found.add(path, What::Examples, nothing, "examples changed");
    }
    match (old.deprecated, new.deprecated) {
        (false, true) => found.add(path, What::Deprecated, nothing, "deprecated now"),
        (true, false) => found.add(path, What::Deprecated, nothing, "no longer deprecated"),
        _ => {}
    }
}
