//! Limits that schemars cannot show, since it sees a type only where its schema is written out.

use schemars::Schema;
use serde_json::{Map, Value, json};

use crate::spec::shape::{Body, Bound, Kind, Limits};

/// How deep newtypes are looked through. A type that is nothing but itself has no values.
const DEEPEST: usize = 32;

/// Writes limits into the schema of a value of this kind, unless they are there.
///
/// Schemars leaves out those on a type that is referred to, and those on the entries of a map.
pub fn show_limits(schema: &mut Schema, kind: Kind, limits: &Limits) {
    write(schema.ensure_object(), &kind, limits);
}

fn write(schema: &mut Map<String, Value>, kind: &Kind, limits: &Limits) {
    let mut show = |keyword: &str, value: Option<Value>| {
        if let Some(value) = value {
            schema.entry(keyword).or_insert(value);
        }
    };
    let lengths = [limits.min_length, limits.max_length].map(|length| length.map(Value::from));
    let [min_length, max_length] = lengths;
    match written(kind, DEEPEST) {
        Kind::Int { .. } | Kind::Float { .. } => {
            let ends = [
                (limits.min, "minimum", "exclusiveMinimum"),
                (limits.max, "maximum", "exclusiveMaximum"),
            ];
            for (bound, plain, exclusive) in ends {
                let keyword = bound.map_or(plain, |b| if b.exclusive { exclusive } else { plain });
                show(keyword, bound.map(number));
            }
        }
        Kind::String | Kind::Char => {
            show("minLength", min_length);
            show("maxLength", max_length);
            show("pattern", limits.pattern.map(Value::from));
        }
        Kind::Map(..) => {
            show("minProperties", min_length);
            show("maxProperties", max_length);
        }
        Kind::Seq(element, _) | Kind::Set(element) => {
            show("minItems", min_length);
            show("maxItems", max_length);
            if let (Some(inner), Some(Value::Object(items))) =
                (limits.inner, schema.get_mut("items"))
            {
                write(items, element, inner);
            }
        }
        _ => {}
    }
}

/// What is written in JSON for a value of this kind, if it is there.
fn written(kind: &Kind, depth: usize) -> &Kind {
    match kind {
        _ if depth == 0 => kind,
        Kind::Option(inner) => written(inner, depth - 1),
        Kind::Apart(apart) => written(&apart.json, depth - 1),
        Kind::Message(shape) => match &shape.get().body {
            Body::Transparent(inner, _) => written(inner, depth - 1),
            _ => kind,
        },
        _ => kind,
    }
}

fn number(bound: Bound) -> Value {
    #[expect(
        clippy::cast_precision_loss,
        reason = "an integer that is no float is not this float either"
    )]
    let is_whole = (bound.int as f64).total_cmp(&bound.float).is_eq();
    let integer = i64::try_from(bound.int).map(Value::from);
    let integer = integer.or_else(|_| u64::try_from(bound.int).map(Value::from));
    match integer {
        Ok(integer) if is_whole => integer,
        _ => json!(bound.float),
    }
}
