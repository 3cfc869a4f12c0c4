//! A shape as one line of text, so that tests can say what they expect.

use std::fmt::Write as _;

use traitwire::Message;
use traitwire::spec::shape::{
    Body, Bound, Enum, Field, Fields, Kind, Limits, Presence, Shape, Tagging, VariantBody,
};

/// The shape of a message: its name with its arguments, and its body.
pub(crate) fn shape<T: Message>() -> String {
    let Shape {
        name, args, body, ..
    } = T::SHAPE.get();
    let args = if args.is_empty() {
        String::new()
    } else {
        format!("<{}>", kinds(args))
    };
    let body = match body {
        Body::Unit => "null".to_owned(),
        Body::Opaque => "opaque".to_owned(),
        Body::Struct(body) => fields(body),
        Body::Tuple(parts) => format!("[{}]", kinds(parts)),
        Body::Transparent(inner, within) => kind(inner) + &limits(within),
        Body::Enum(body) => enumeration(body),
    };
    format!("{name}{args} = {body}")
}

fn fields(fields: &Fields) -> String {
    let mut parts: Vec<_> = fields.list.iter().map(field).collect();
    if fields.open {
        parts.push("..".to_owned());
    }
    let closed = if fields.deny_unknown { " closed" } else { "" };
    format!("{{{}}}{closed}", parts.join(", "))
}

fn field(field: &Field) -> String {
    let mut text = names(field.rust, field.json, field.aliases);
    let presence = match field.presence {
        Presence::Required => "",
        Presence::Optional => "?",
        Presence::Skipped => "!",
    };
    let flatten = if field.flatten { "*" } else { "" };
    let _ = write!(
        text,
        "{presence}: {flatten}{}{}",
        kind(&field.kind),
        limits(&field.limits)
    );
    text
}

/// `rust`, `rust as json`, `rust as json|alias`.
fn names(rust: &str, json: &str, aliases: &[&str]) -> String {
    let mut text = rust.to_owned();
    if rust != json || !aliases.is_empty() {
        let _ = write!(text, " as {json}");
    }
    for alias in aliases {
        let _ = write!(text, "|{alias}");
    }
    text
}

fn enumeration(body: &Enum) -> String {
    let tagging = match body.tagging {
        Tagging::External => "external".to_owned(),
        Tagging::Internal { tag } => format!("internal({tag})"),
        Tagging::Adjacent { tag, content } => format!("adjacent({tag}, {content})"),
        Tagging::Untagged => "untagged".to_owned(),
    };
    let variants = body.variants.iter().map(|variant| {
        let body = match &variant.body {
            VariantBody::Unit => String::new(),
            VariantBody::Newtype(inner, within) => format!("({}{})", kind(inner), limits(within)),
            VariantBody::Tuple(parts) => format!("[{}]", kinds(parts)),
            VariantBody::Struct(body) => format!(" {}", fields(body)),
        };
        let mut text = names(variant.rust, variant.json, variant.aliases) + &body;
        for (is, word) in [
            (variant.other, " other"),
            (variant.untagged, " untagged"),
            (variant.skipped, " skipped"),
        ] {
            text += if is { word } else { "" };
        }
        text
    });
    format!("{tagging} {}", variants.collect::<Vec<_>>().join(" / "))
}

pub(crate) fn kind(of: &Kind) -> String {
    match of {
        Kind::Bool => "bool".to_owned(),
        Kind::Int { signed, bits } => format!("{}{bits}", if *signed { "i" } else { "u" }),
        Kind::Float { bits } => format!("f{bits}"),
        Kind::Char => "char".to_owned(),
        Kind::String => "string".to_owned(),
        Kind::Unit => "null".to_owned(),
        Kind::Option(inner) => kind(inner) + "?",
        Kind::Seq(inner, None) => format!("[{}..]", kind(inner)),
        Kind::Seq(inner, Some(length)) => format!("[{}; {length}]", kind(inner)),
        Kind::Set(inner) => format!("set[{}]", kind(inner)),
        Kind::Tuple(parts) => format!("[{}]", kinds(parts)),
        Kind::Map(key, value) => format!("map[{}: {}]", kind(key), kind(value)),
        Kind::Message(shape) => shape.get().name.to_owned(),
        Kind::Opaque => "opaque".to_owned(),
        Kind::Apart(apart) => format!("{} apart", kind(&apart.json)),
    }
}

fn kinds(all: &[Kind]) -> String {
    all.iter().map(kind).collect::<Vec<_>>().join(", ")
}

fn limits(limits: &Limits) -> String {
    let mut text = String::new();
    for (name, bound) in [("min", limits.min), ("max", limits.max)] {
        if let Some(Bound {
            int,
            float,
            exclusive,
        }) = bound
        {
            let exclusive = if exclusive { " excluded" } else { "" };
            let _ = write!(text, " {name} {int}/{float}{exclusive}");
        }
    }
    for (name, length) in [("from", limits.min_length), ("to", limits.max_length)] {
        if let Some(length) = length {
            let _ = write!(text, " {name} {length}");
        }
    }
    if let Some(pattern) = limits.pattern {
        let _ = write!(text, " like {pattern}");
    }
    text
}
