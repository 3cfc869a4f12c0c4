//! Variants with braces and nothing between them, whose schemas schemars writes as those of any object.

use crate::spec::schema::{SchemaObject, Type};
use crate::spec::shape::{Body, Enum, Shape, Tagging, Variant, VariantBody};
use crate::spec::{Json, Schema};

/// Gives the data of such variants an empty list of properties.
pub(super) fn list_properties(schema: &mut Schema, shape: &Shape) {
    let (Body::Enum(e), Some(object)) = (&shape.body, schema.as_object_mut()) else {
        return;
    };
    let empty = e.variants.iter().filter(|variant| is_empty(variant));
    for variant in empty {
        let alternatives = object.one_of.iter_mut().chain(&mut object.any_of);
        for alternative in alternatives.filter_map(Schema::as_object_mut) {
            if let Some(data) = data_of(alternative, e, variant)
                && *data == Schema::of(Type::Object)
            {
                *data = Schema::empty_object();
            }
        }
    }
}

fn is_empty(variant: &Variant) -> bool {
    matches!(&variant.body, VariantBody::Struct(fields) if fields.list.is_empty())
}

/// The schema of a variant's data, where this is the alternative of that variant. Data beside a tag has a list.
fn data_of<'s>(
    alternative: &'s mut SchemaObject,
    e: &Enum,
    variant: &Variant,
) -> Option<&'s mut Schema> {
    match e.tagging {
        Tagging::External => property(alternative, variant.json),
        Tagging::Adjacent { tag, content } => {
            let name = alternative.property(tag)?.as_object()?.constant.as_ref()?;
            if *name != Json::String(variant.json.to_owned()) {
                return None;
            }
            property(alternative, content)
        }
        Tagging::Internal { .. } | Tagging::Untagged => None,
    }
}

fn property<'s>(object: &'s mut SchemaObject, name: &str) -> Option<&'s mut Schema> {
    let mut properties = object.properties.iter_mut().flatten();
    properties.find_map(|(key, schema)| (key == name).then_some(schema))
}
