//! What becomes of values that do not stand on the wire: protobuf leaves zero out, and has its readers put something in
//! the place of what is absent. Whether a reader knows that it is absent, JSON's schema tells better.

use crate::proto::names;
use crate::proto::{ProtoField, ProtoLabel, ProtoMessage, ProtoType};
use crate::schema::SchemaObject;
use crate::{Json, Schema, ServiceSpec};

use super::super::form::without_null;

/// When a field stands on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    Always,
    /// Unless it is zero, or an empty text.
    UnlessZero,
    /// Unless there is no element.
    Elements,
    /// Unless there is no value.
    Perhaps,
    Never,
}

/// What a reader makes of a field that is not there.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Absent {
    /// A mistake.
    Refused,
    /// Zero, or an empty text.
    Zero,
    /// An empty list or map.
    Empty,
    /// Nothing, or the default that stands for it.
    Known(Option<Json>),
}

impl Written {
    /// By any client of the service.
    pub(super) fn by_callers(field: &ProtoField) -> Self {
        if field.required {
            Self::Always
        } else if is_many(field) {
            Self::Elements
        } else if is_implicit(field) {
            Self::UnlessZero
        } else {
            Self::Perhaps
        }
    }

    /// By the service, which sends what has a default whatever it is.
    pub(super) fn by_service(
        spec: &ServiceSpec,
        message: &ProtoMessage,
        field: &ProtoField,
    ) -> Self {
        let by_callers = Self::by_callers(field);
        let has_value = match InJson::of_reply(spec, message, field) {
            Some(json) => json.is_required && !json.may_be_null,
            None => field.label == ProtoLabel::Single,
        };
        if by_callers == Self::Perhaps && has_value {
            Self::Always
        } else {
            by_callers
        }
    }
}

impl Absent {
    /// In a request.
    pub(super) fn for_service(
        spec: &ServiceSpec,
        message: &ProtoMessage,
        field: &ProtoField,
    ) -> Self {
        Self::of(field, InJson::of_request(spec, message, field))
    }

    /// In a reply.
    pub(super) fn for_callers(
        spec: &ServiceSpec,
        message: &ProtoMessage,
        field: &ProtoField,
    ) -> Self {
        Self::of(field, InJson::of_reply(spec, message, field))
    }

    fn of(field: &ProtoField, json: Option<InJson>) -> Self {
        if field.required {
            return Self::Refused;
        }
        if is_implicit(field) {
            return Self::Zero;
        }
        // Protobuf has no lists that have to be there. Where JSON does not say it, it is told there.
        let is_wanted = |json: &InJson| json.is_required && json.default.is_none();
        if is_many(field) && json.as_ref().is_some_and(is_wanted) {
            return Self::Empty;
        }
        Self::Known(json.and_then(|json| json.default))
    }

    /// Whether it is the same value, a default or protobuf's zero.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(Some(default)), Self::Zero) => is_zero(default),
            _ => self == other,
        }
    }

    /// In a few words.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Refused | Self::Known(None) => "absent".to_owned(),
            Self::Zero => "zero or empty".to_owned(),
            Self::Empty => "empty".to_owned(),
            Self::Known(Some(default)) => default.to_string(),
        }
    }
}

/// Whether a reader takes a value for another, or refuses it, because it does not stand on the wire.
fn misleads(written: Written, absent: &Absent) -> bool {
    match (written, absent) {
        // What elements are for one who reads one value is another question; and no value is no element.
        (Written::Always | Written::Elements, _)
        | (Written::UnlessZero, Absent::Zero)
        | (Written::Perhaps, Absent::Empty) => false,
        (Written::UnlessZero, Absent::Known(Some(default))) => !is_zero(default),
        (Written::UnlessZero, _) => true,
        (Written::Perhaps | Written::Never, absent) => !matches!(absent, Absent::Known(_)),
    }
}

/// What comes of it for calls.
pub(super) fn in_requests(written: Written, absent: &Absent) -> Option<String> {
    let words = absent.words();
    misleads(written, absent).then(|| match (written, absent) {
        (Written::UnlessZero, Absent::Refused) => "zero has to be sent now".to_owned(),
        (Written::UnlessZero, _) => {
            format!("zero or empty, which old callers do not send, is read as {words} now")
        }
        (_, Absent::Refused) => "calls without it are refused".to_owned(),
        _ => format!("calls without it are read as {words}"),
    })
}

/// What comes of it for callers that get a reply.
pub(super) fn in_replies(written: Written, absent: &Absent) -> Option<String> {
    let words = absent.words();
    misleads(written, absent).then(|| match (written, absent) {
        (_, Absent::Refused) => "old callers miss it".to_owned(),
        (Written::UnlessZero, _) => {
            format!("zero or empty is not sent now, and old callers read it as {words}")
        }
        _ => format!("old callers read it as {words}"),
    })
}

/// Whether a field has any number of values.
pub(super) fn is_many(field: &ProtoField) -> bool {
    field.label == ProtoLabel::Repeated || is_map(&field.ty)
}

pub(super) fn is_map(ty: &ProtoType) -> bool {
    matches!(ty, ProtoType::Map { .. })
}

/// Whether absent and zero are the same for a single value.
fn is_implicit(field: &ProtoField) -> bool {
    field.label == ProtoLabel::Single && matches!(field.ty, ProtoType::Scalar(_))
}

fn is_zero(value: &Json) -> bool {
    match value {
        Json::Bool(value) => !value,
        Json::Number(number) => number.as_f64() == 0.0,
        Json::String(text) => text.is_empty(),
        _ => false,
    }
}

/// What JSON says of a field.
#[derive(Debug)]
struct InJson {
    is_required: bool,
    may_be_null: bool,
    default: Option<Json>,
}

impl InJson {
    fn of_request(spec: &ServiceSpec, message: &ProtoMessage, field: &ProtoField) -> Option<Self> {
        let name = names::split(&message.name).1;
        // The form of requests has a name of its own where it differs. To protobuf it is no other message.
        let input = format!("{name}Input");
        let mut messages = spec.proto.messages.iter();
        let is_form = messages.all(|other| names::split(&other.name).1 != input);
        let form = is_form.then(|| spec.type_named(&input)).flatten();
        let named = form.or_else(|| spec.type_named(name));
        let schema = named.map(|named| &named.schema).or_else(|| {
            let mut methods = spec.methods.iter();
            let arguments = methods.find(|method| {
                let proto = method.proto.as_ref();
                proto.is_some_and(|proto| proto.request == message.name)
            });
            arguments.map(|method| &method.input)
        });
        Self::of(schema?.as_object()?, field)
    }

    fn of_reply(spec: &ServiceSpec, message: &ProtoMessage, field: &ProtoField) -> Option<Self> {
        let named = spec.type_named(names::split(&message.name).1)?;
        Self::of(named.schema.as_object()?, field)
    }

    fn of(object: &SchemaObject, field: &ProtoField) -> Option<Self> {
        let key = match &field.json_name {
            Some(key) => key.clone(),
            None => names::json_name(&field.name),
        };
        let schema = object.property(&key)?;
        Some(Self {
            is_required: object.is_required(&key),
            may_be_null: *schema == Schema::Any || without_null(schema).1,
            default: schema.as_object().and_then(|schema| schema.default.clone()),
        })
    }
}
