//! Schemas of the types of a service: from schemars to a form of our own.
//!
//! All of traitwire's schemas come from here, so that they are the same bytes whatever features other
//! crates turn on, and carry the names that [`Message`] gives.

mod contracts;
mod convert;
mod limits;
mod names;
mod normalize;
mod variants;

#[cfg(test)]
mod tests;

pub use limits::show_limits;

use schemars::generate::{Contract, SchemaSettings};
use schemars::{Schema as Generated, SchemaGenerator};

use crate::def::TypeDef;
use crate::message::Message;
use crate::spec::shape::{Body, Kind, Shape};
use crate::spec::{Schema, TypeSpec};

/// The keyword by which `#[message]` marks a schema with the name of its type.
const MARK: &str = "x-traitwire-message";

/// Collects the types of a service, to be described together: names are settled when all are known.
#[derive(Debug)]
pub(crate) struct Schemas {
    kinds: Vec<Kind>,
    places: usize,
    input: Side,
    output: Side,
}

/// The place of a collected type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place(usize);

/// What has been collected, with all names settled.
#[derive(Debug)]
pub(crate) struct Described {
    schemas: Vec<Schema>,
    /// Sorted by name.
    pub(crate) types: Vec<TypeSpec>,
}

/// The types of one direction.
#[derive(Debug)]
struct Side {
    generator: SchemaGenerator,
    collected: Vec<(Place, Generated)>,
}

impl Schemas {
    pub(crate) fn new() -> Self {
        Self {
            kinds: Vec::new(),
            places: 0,
            input: Side::new(Contract::Deserialize),
            output: Side::new(Contract::Serialize),
        }
    }

    /// A type that callers write: what serde deserializes.
    pub(crate) fn input(&mut self, ty: &TypeDef) -> Place {
        let place = self.place(ty);
        self.input.collect(place, ty)
    }

    /// A type that callers read: what serde serializes.
    pub(crate) fn output(&mut self, ty: &TypeDef) -> Place {
        let place = self.place(ty);
        self.output.collect(place, ty)
    }

    fn place(&mut self, ty: &TypeDef) -> Place {
        self.kinds.push(ty.kind);
        self.places += 1;
        Place(self.places - 1)
    }

    pub(crate) fn finish(self) -> Result<Described, String> {
        let shapes = names::settle(&self.kinds)?;
        let input = convert::side(self.input, &shapes)?;
        let output = convert::side(self.output, &shapes)?;
        let merged = contracts::merge(input, output)?;
        let mut schemas = vec![Schema::Any; self.places];
        for (Place(place), schema) in merged.collected {
            schemas[place] = schema;
        }
        let named = merged.named.into_iter();
        let types = named
            .map(|(name, schema)| TypeSpec { name, schema })
            .collect();
        Ok(Described { schemas, types })
    }
}

impl Side {
    fn new(contract: Contract) -> Self {
        let settings = SchemaSettings::draft2020_12().with(|settings| settings.contract = contract);
        Self {
            generator: settings.into_generator(),
            collected: Vec::new(),
        }
    }

    fn collect(&mut self, place: Place, ty: &TypeDef) -> Place {
        let schema = (ty.schema)(&mut self.generator);
        self.collected.push((place, schema));
        place
    }
}

impl Described {
    /// The schema of a collected type: a reference where the type has a name.
    pub(crate) fn schema(&self, place: Place) -> Schema {
        self.schemas[place.0].clone()
    }
}

/// What `#[message]` adds to the schema that schemars derives, as `x-traitwire-message`: the name of
/// the type, by which its schema is told from those of other types.
pub fn mark<T: Message>() -> String {
    T::SHAPE.get().type_name()
}

/// The same for a generic type, which may be a message under more conditions than it has a schema.
pub fn mark_generic(name: &'static str, args: &'static [Kind]) -> String {
    let shape = Shape {
        name,
        doc: "",
        args,
        package: None,
        origin: "",
        body: Body::Opaque,
        written_alike: true,
    };
    shape.type_name()
}
