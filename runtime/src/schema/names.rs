//! Names of types: one name, one type.

use std::collections::{BTreeMap, HashSet};

use crate::spec::ShapeRef;
use crate::spec::shape::{Body, Fields, Kind, Shape, VariantBody};

/// The messages among `kinds` and all that they are made of, by their names. Two of one name are refused.
pub(super) fn settle(kinds: &[Kind]) -> Result<BTreeMap<String, &'static Shape>, String> {
    let mut walk = Walk::default();
    walk.kinds(kinds);
    let mut named: BTreeMap<String, &'static Shape> = BTreeMap::new();
    for shape in walk.found {
        let name = shape.type_name();
        match named.get(&name) {
            Some(other) if !same_type(shape, other) => return Err(clash(&name, shape, other)),
            _ => named.insert(name, shape),
        };
    }
    Ok(named)
}

/// Whether two shapes are those of one type; a generic type can have several copies of its shape.
fn same_type(one: &Shape, other: &Shape) -> bool {
    // Arguments of one name but of two types are a clash of their own.
    one.origin == other.origin && format!("{:?}", one.args) == format!("{:?}", other.args)
}

fn clash(name: &str, one: &Shape, other: &Shape) -> String {
    let mut origins = [one.origin, other.origin];
    origins.sort_unstable();
    let [first, second] = origins;
    format!(
        "two types are named `{name}`: {first} and {second}; rename one with `#[message(name = \"..\")]`"
    )
}

/// Visits all messages that a kind is made of.
#[derive(Default)]
struct Walk {
    seen: HashSet<*const Shape>,
    found: Vec<&'static Shape>,
}

impl Walk {
    fn kind(&mut self, kind: &Kind) {
        match kind {
            Kind::Option(inner) | Kind::Seq(inner, _) | Kind::Set(inner) => self.kind(inner),
            Kind::Map(key, value) => {
                self.kind(key);
                self.kind(value);
            }
            Kind::Tuple(kinds) => self.kinds(kinds),
            Kind::Message(shape) => self.message(*shape),
            Kind::Bool
            | Kind::Int { .. }
            | Kind::Float { .. }
            | Kind::Char
            | Kind::String
            | Kind::Unit
            | Kind::Opaque => {}
            Kind::Apart(apart) => self.kind(&apart.json),
        }
    }

    fn kinds(&mut self, kinds: &[Kind]) {
        for kind in kinds {
            self.kind(kind);
        }
    }

    fn message(&mut self, shape: ShapeRef) {
        let shape = shape.get();
        if !self.seen.insert(shape) {
            return;
        }
        self.found.push(shape);
        self.kinds(shape.args);
        match &shape.body {
            Body::Struct(fields) => self.fields(fields),
            Body::Tuple(kinds) => self.kinds(kinds),
            Body::Transparent(kind, _) => self.kind(kind),
            Body::Enum(variants) => {
                for variant in variants.variants {
                    self.variant(&variant.body);
                }
            }
            Body::Unit | Body::Opaque => {}
        }
    }

    fn fields(&mut self, fields: &Fields) {
        for field in fields.list {
            self.kind(&field.kind);
        }
    }

    fn variant(&mut self, body: &VariantBody) {
        match body {
            VariantBody::Unit => {}
            VariantBody::Newtype(kind, _) => self.kind(kind),
            VariantBody::Tuple(kinds) => self.kinds(kinds),
            VariantBody::Struct(fields) => self.fields(fields),
        }
    }
}
