//! The descriptions of services by what can be asked for.

use std::collections::HashMap;

use prost::Message;
use prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto,
    FileDescriptorSet, OneofDescriptorProto,
};

use super::known;
use crate::Bytes;
use crate::endpoint::Endpoint;
use crate::spec::ServiceSpec;
use crate::spec::proto::file_descriptor_set;
use crate::spec::proto::names::full;

/// Files, and where in them things are.
#[derive(Default)]
pub(super) struct Files {
    services: Vec<String>,
    by_path: HashMap<String, Bytes>,
    symbols: HashMap<String, Symbol>,
}

struct Symbol {
    file: Bytes,
    is_message: bool,
}

impl Files {
    /// Those of an endpoint's services, and of the services beside them.
    pub(super) fn of(endpoint: &Endpoint) -> Self {
        let mut files = Self::default();
        for file in described(endpoint).file.into_iter().chain(known::files()) {
            files.add(&file);
        }
        files
    }

    pub(super) fn services(&self) -> impl Iterator<Item = &str> {
        self.services.iter().map(String::as_str)
    }

    /// The file of a path.
    pub(super) fn at(&self, path: &str) -> Option<Bytes> {
        self.by_path.get(path).cloned()
    }

    /// The file that declares a full name, whatever it is of.
    pub(super) fn with(&self, name: &str) -> Option<Bytes> {
        Some(self.symbols.get(name)?.file.clone())
    }

    pub(super) fn has_message(&self, name: &str) -> bool {
        self.symbols
            .get(name)
            .is_some_and(|symbol| symbol.is_message)
    }

    fn add(&mut self, file: &FileDescriptorProto) {
        let encoded = Bytes::from(file.encode_to_vec());
        self.by_path.insert(file.name().to_owned(), encoded.clone());
        let mut adder = Adder {
            symbols: &mut self.symbols,
            file: encoded,
        };
        for message in &file.message_type {
            adder.message(file.package(), message);
        }
        for one in &file.enum_type {
            adder.enumeration(file.package(), one);
        }
        for service in &file.service {
            let name = adder.name(file.package(), service.name(), false);
            for method in &service.method {
                adder.name(&name, method.name(), false);
            }
            self.services.push(name);
        }
    }
}

/// Adds the names of one file.
struct Adder<'a> {
    symbols: &'a mut HashMap<String, Symbol>,
    file: Bytes,
}

impl Adder<'_> {
    fn name(&mut self, scope: &str, name: &str, is_message: bool) -> String {
        let name = full(scope, name);
        let file = self.file.clone();
        self.symbols
            .insert(name.clone(), Symbol { file, is_message });
        name
    }

    fn message(&mut self, scope: &str, message: &DescriptorProto) {
        let name = self.name(scope, message.name(), true);
        let fields = message.field.iter().map(FieldDescriptorProto::name);
        let oneofs = message.oneof_decl.iter().map(OneofDescriptorProto::name);
        for part in fields.chain(oneofs) {
            self.name(&name, part, false);
        }
        for nested in &message.nested_type {
            self.message(&name, nested);
        }
        for nested in &message.enum_type {
            self.enumeration(&name, nested);
        }
    }

    /// Values of an enum are declared beside it, and not in it.
    fn enumeration(&mut self, scope: &str, one: &EnumDescriptorProto) {
        self.name(scope, one.name(), false);
        for value in &one.value {
            self.name(scope, value.name(), false);
        }
    }
}

/// The files of all services that have a form in protobuf, and one beside those before them. Another is not described, and
/// served all the same.
fn described(endpoint: &Endpoint) -> FileDescriptorSet {
    let all: Vec<_> = endpoint.specs().collect();
    if let Ok(set) = files_of(&all) {
        return set;
    }
    let (mut services, mut described) = (Vec::new(), FileDescriptorSet::default());
    for service in all {
        services.push(service);
        match files_of(&services) {
            Ok(set) => described = set,
            Err(problem) => {
                services.pop();
                let name = service.full_name();
                tracing::warn!(service = %name, %problem, "reflection leaves a service out");
            }
        }
    }
    described
}

fn files_of(services: &[&ServiceSpec]) -> Result<FileDescriptorSet, String> {
    let set = file_descriptor_set(services)?;
    FileDescriptorSet::decode(&*set).map_err(|error| error.to_string())
}
