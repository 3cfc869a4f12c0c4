//! Whether requests of a type can be read at all. It is found when a service is described, not when it is called.

use super::limits;
use crate::spec::ShapeRef;
use crate::spec::shape::{Body, Enum, Field, Fields, Kind, Limits, Tagging, Variant, VariantBody};

/// Says what is wrong with the type of a request: a pattern that is no regular expression, a map that serde cannot
/// read where it stands.
pub(crate) fn check_type(kind: &Kind) -> Result<(), String> {
    match Visit::default().kind(kind, false) {
        Ok(()) => Ok(()),
        Err(Fault::Named(text)) => Err(text),
        Err(Fault::HeldMap) => Err(held_map("the request")),
    }
}

/// What is wrong with a type.
enum Fault {
    /// A map that serde cannot read where it stands; the place has no name yet.
    HeldMap,
    /// In words.
    Named(String),
}

#[derive(Default)]
struct Visit {
    /// The shapes that have been looked at, and whether serde holds their data back.
    seen: Vec<(ShapeRef, bool)>,
}

type Checked = Result<(), Fault>;

impl Visit {
    /// `held` says whether serde reads the value from data that it has held back: behind a tag, in an untagged enum, in
    /// a flattened field.
    fn kind(&mut self, kind: &Kind, held: bool) -> Checked {
        match *kind.json() {
            Kind::Option(inner) | Kind::Seq(inner, _) | Kind::Set(inner) => self.kind(inner, held),
            Kind::Tuple(kinds) => kinds.iter().try_for_each(|kind| self.kind(kind, held)),
            Kind::Map(key, _) if held && !is_read_from_string(key, 0) => Err(Fault::HeldMap),
            Kind::Map(key, value) => {
                self.kind(key, held)?;
                self.kind(value, held)
            }
            Kind::Message(shape) => self.message(shape, held),
            _ => Ok(()),
        }
    }

    fn message(&mut self, shape: ShapeRef, held: bool) -> Checked {
        let is_same = |(seen, seen_held): &(ShapeRef, bool)| {
            std::ptr::eq(seen.get(), shape.get()) && *seen_held == held
        };
        if self.seen.iter().any(is_same) {
            return Ok(());
        }
        self.seen.push((shape, held));
        let shape = shape.get();
        match &shape.body {
            Body::Struct(fields) => self.fields(fields, shape.name, held),
            Body::Tuple(kinds) => kinds.iter().try_for_each(|kind| self.kind(kind, held)),
            Body::Transparent(kind, limits) => self.part(kind, limits, shape.name, held),
            Body::Enum(e) => self.enumeration(e, shape.name, held),
            Body::Unit | Body::Opaque => Ok(()),
        }
    }

    fn enumeration(&mut self, e: &Enum, name: &str, held: bool) -> Checked {
        let holds = matches!(e.tagging, Tagging::Internal { .. } | Tagging::Untagged);
        // To try the untagged variants after the others, serde holds all of them back.
        let held = held || holds || e.variants.iter().any(|variant| variant.untagged);
        e.variants
            .iter()
            .filter(|variant| !variant.skipped)
            .try_for_each(|variant| self.variant(variant, name, held))
    }

    fn variant(&mut self, variant: &Variant, name: &str, held: bool) -> Checked {
        let name = format!("{name}::{}", variant.rust);
        match &variant.body {
            VariantBody::Unit => Ok(()),
            VariantBody::Newtype(kind, limits) => self.part(kind, limits, &name, held),
            VariantBody::Tuple(kinds) => kinds.iter().try_for_each(|kind| self.kind(kind, held)),
            VariantBody::Struct(fields) => self.fields(fields, &name, held),
        }
    }

    fn fields(&mut self, fields: &Fields, name: &str, held: bool) -> Checked {
        fields.list.iter().try_for_each(|field: &Field| {
            let name = format!("{name}.{}", field.rust);
            self.part(&field.kind, &field.limits, &name, held || field.flatten)
        })
    }

    /// A value within limits; `place` is its name in Rust.
    fn part(&mut self, kind: &Kind, limits: &Limits, place: &str, held: bool) -> Checked {
        let mut levels = std::iter::successors(Some(limits), |limits| limits.inner);
        if let Some(error) = levels.find_map(|limits| limits::pattern_error(limits.pattern?)) {
            return Err(Fault::Named(format!("`{place}`: {error}")));
        }
        self.kind(kind, held).map_err(|fault| match fault {
            Fault::HeldMap => Fault::Named(held_map(&format!("`{place}`"))),
            // The innermost place says most.
            Fault::Named(text) => Fault::Named(text),
        })
    }
}

fn held_map(place: &str) -> String {
    format!(
        "{place}: serde cannot read a map whose keys are numbers or booleans inside an internally tagged or untagged \
         enum or a flattened field; make the keys `String`, or tag the enum in another way"
    )
}

/// Whether serde reads a key of this kind from a string that it has held back.
fn is_read_from_string(key: &Kind, depth: usize) -> bool {
    const DEEPEST: usize = 16;
    match key.json() {
        Kind::Int { .. } | Kind::Float { .. } | Kind::Bool => false,
        Kind::Option(inner) if depth < DEEPEST => is_read_from_string(inner, depth + 1),
        Kind::Message(shape) if depth < DEEPEST => match &shape.get().body {
            Body::Transparent(inner, _) => is_read_from_string(inner, depth + 1),
            _ => true,
        },
        _ => true,
    }
}
