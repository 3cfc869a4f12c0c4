//! The protobuf form of a service.

use super::doc;
use crate::def::ServiceDef;
use crate::spec::proto::layout::{ErrorType, ErrorVariant, Layout};
use crate::spec::proto::{MethodProto, ProtoSpec};

/// The messages of a service, and what its methods are, in their order; no method where there is a problem.
pub(super) fn layout(def: &ServiceDef) -> (ProtoSpec, Vec<MethodProto>) {
    let mut layout = Layout::new(def.package, def.name, def.origin);
    for method in def.methods {
        layout.method(method.pascal, &method.input.kind, &method.output.kind);
    }
    if !def.error.is_empty() {
        let docs: Vec<_> = def
            .errors
            .iter()
            .map(|error| doc(&error.doc).text())
            .collect();
        let variants = def.errors.iter().zip(&docs);
        let variants = variants.map(|(error, doc)| ErrorVariant {
            reason: error.reason,
            number: error.number,
            doc,
            fields: error.fields.as_ref().map(|fields| &fields.kind),
        });
        layout.error(&ErrorType {
            name: def.error,
            module: def.error_module,
            variants: &variants.collect::<Vec<_>>(),
            gone: def.errors_gone,
        });
    }
    layout.finish()
}
