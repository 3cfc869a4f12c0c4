//! The protobuf form of a service. Descriptions of older releases do not have it.

use super::{At, SpecError};
use crate::proto::{
    MethodProto, ProtoEnum, ProtoField, ProtoLabel, ProtoMessage, ProtoScalar, ProtoSpec,
    ProtoType, ProtoValue, Reserved,
};

pub(super) fn spec(at: &At<'_>) -> Result<ProtoSpec, SpecError> {
    let Some(at) = at.optional("proto")? else {
        return Ok(ProtoSpec::default());
    };
    let problems = at.optional("problems")?;
    let spec = ProtoSpec {
        problems: problems.map_or(Ok(Vec::new()), |problems| problems.each(At::string))?,
        messages: at.field("messages")?.each(message)?,
        enums: at.field("enums")?.each(enumeration)?,
        error: at
            .optional("error")?
            .map(|name| name.string())
            .transpose()?,
    };
    let names = spec.messages.iter().map(|message| &*message.name);
    at.are_unique("messages", "name", names)?;
    let names = spec.enums.iter().map(|one| &*one.name);
    at.are_unique("enums", "name", names)?;
    Ok(spec)
}

pub(super) fn method(at: &At<'_>) -> Result<Option<MethodProto>, SpecError> {
    let read = |at: At<'_>| {
        Ok(MethodProto {
            request: at.field("request")?.string()?,
            reply: at.field("reply")?.string()?,
        })
    };
    at.optional("proto")?.map(read).transpose()
}

pub(super) fn error_number(at: &At<'_>) -> Result<u32, SpecError> {
    at.optional("number")?.map_or(Ok(0), |number| number.u32())
}

fn message(at: &At<'_>) -> Result<ProtoMessage, SpecError> {
    Ok(ProtoMessage {
        name: at.field("name")?.string()?,
        base: at.field("base")?.string()?,
        path: None,
        doc: text(at, "doc")?,
        oneof: at
            .optional("oneof")?
            .map(|name| name.string())
            .transpose()?,
        fields: at.field("fields")?.each(field)?,
        reserved: reserved(at)?,
    })
}

fn field(at: &At<'_>) -> Result<ProtoField, SpecError> {
    let label = at.optional("label")?;
    let label = label.map(|label| label.named(ProtoLabel::ALL, ProtoLabel::name));
    let required = at.optional("required")?;
    let json_name = at.optional("json_name")?;
    Ok(ProtoField {
        name: at.field("name")?.string()?,
        number: at.field("number")?.u32()?,
        label: label.transpose()?.unwrap_or_default(),
        required: required.map_or(Ok(false), |required| required.bool())?,
        ty: field_type(&at.field("type")?)?,
        json_name: json_name.map(|name| name.string()).transpose()?,
        doc: text(at, "doc")?,
    })
}

fn field_type(at: &At<'_>) -> Result<ProtoType, SpecError> {
    if at.json.as_str().is_some() {
        return scalar(at).map(ProtoType::Scalar);
    }
    if let Some(name) = at.optional("message")? {
        return name.string().map(ProtoType::Message);
    }
    if let Some(name) = at.optional("enum")? {
        return name.string().map(ProtoType::Enum);
    }
    let map = at.field("map")?;
    let (key, value) = (map.field("key")?, map.field("value")?);
    if value.json.get("map").is_some() {
        return Err(value.expected("a type that is no map"));
    }
    Ok(ProtoType::Map {
        key: match scalar(&key)? {
            ProtoScalar::Float | ProtoScalar::Double | ProtoScalar::Bytes => {
                return Err(key.expected("an integer type, `bool` or `string`"));
            }
            key => key,
        },
        value: Box::new(field_type(&value)?),
    })
}

fn scalar(at: &At<'_>) -> Result<ProtoScalar, SpecError> {
    at.named(ProtoScalar::ALL, ProtoScalar::name)
}

fn enumeration(at: &At<'_>) -> Result<ProtoEnum, SpecError> {
    Ok(ProtoEnum {
        name: at.field("name")?.string()?,
        base: at.field("base")?.string()?,
        path: None,
        doc: text(at, "doc")?,
        values: at.field("values")?.each(value)?,
        reserved: reserved(at)?,
    })
}

fn value(at: &At<'_>) -> Result<ProtoValue, SpecError> {
    Ok(ProtoValue {
        name: at.field("name")?.string()?,
        number: at.field("number")?.u32()?,
        doc: text(at, "doc")?,
    })
}

fn reserved(at: &At<'_>) -> Result<Reserved, SpecError> {
    let Some(at) = at.optional("reserved")? else {
        return Ok(Reserved::default());
    };
    Ok(Reserved {
        numbers: at.field("numbers")?.each(At::u32)?,
        names: at.field("names")?.each(At::string)?,
    })
}

fn text(at: &At<'_>, key: &str) -> Result<String, SpecError> {
    let text = at.optional(key)?;
    text.map_or(Ok(String::new()), |text| text.string())
}
