//! From constant shapes to messages and enums.
//!
//! | Rust | protobuf |
//! | --- | --- |
//! | a scalar field | implicit presence; `optional` with `#[proto(required)]` and `#[serde(default)]` |
//! | `Option<T>` | `optional` |
//! | a list, a set | `repeated` |
//! | a map | `map`, or a repeated message of `key` and `value` where protobuf has no such key |
//! | one of these inside another, in an enum or as the value of a map | a message that wraps it |
//! | a tuple, a tuple struct | a message with `f0`, `f1`, .. |
//! | a newtype | as what it holds |
//! | an enum without data | an enum, its values from 1 behind `<ENUM>_UNSPECIFIED` |
//! | an enum with data | a message with `oneof kind` |
//! | `()`, any JSON, bytes, times | `google.protobuf.Empty`, `google.protobuf.Value`, `bytes`, `google.protobuf.Timestamp` and `Duration` |

mod collect;
mod held;
mod parts;

#[cfg(test)]
mod tests;

use crate::shape::{Body, Enum, Field, Fields, Gone, Kind, Presence, Shape, Tagging, VariantBody};

use super::names::{full, snake};
use super::{MethodProto, ProtoField, ProtoLabel, ProtoScalar, ProtoSpec, ProtoType, check};
use collect::Types;
use held::Held;
use parts::{
    enumeration, has_data, has_presence, json_name, key_type, message, of_type, one_of, path,
    plain_field, scalar,
};

/// The message of nothing.
const EMPTY: &str = "google.protobuf.Empty";
/// The message of any JSON.
const VALUE: &str = "google.protobuf.Value";
const TIMESTAMP: &str = "google.protobuf.Timestamp";
const DURATION: &str = "google.protobuf.Duration";

/// A service that is laid out: its methods and its error one after the other, then [`Layout::finish`].
#[derive(Debug)]
pub struct Layout<'a> {
    package: &'a str,
    service: &'a str,
    origin: &'a str,
    types: Types,
    names: Vec<String>,
    methods: Vec<MethodProto>,
    error: Option<String>,
}

/// A variant of a service's error.
#[derive(Clone, Copy, Debug)]
pub struct ErrorVariant<'a> {
    /// Its reason, such as `no_such_task`.
    pub reason: &'a str,
    /// Its number.
    pub number: u32,
    /// Its documentation.
    pub doc: &'a str,
    /// Its fields, a message.
    pub fields: Option<&'a Kind>,
}

/// The error of a service.
#[derive(Clone, Copy, Debug)]
pub struct ErrorType<'a> {
    /// Its name, such as `TaskError`.
    pub name: &'a str,
    /// The module that it is in.
    pub module: &'a str,
    /// Its variants.
    pub variants: &'a [ErrorVariant<'a>],
    /// Those that are gone.
    pub gone: &'a [Gone],
}

/// What surrounds a value: where messages are put that it needs, and whom a message about it names.
#[derive(Clone, Copy)]
struct Around<'a> {
    package: &'a str,
    /// Name and origin of the type that it is in.
    place: &'a str,
}

/// How a value stands in a field.
#[derive(Debug)]
struct Form {
    label: ProtoLabel,
    ty: ProtoType,
}

impl<'a> Layout<'a> {
    /// Begins with the service of a name in a package. The origin is where the trait is declared.
    pub fn new(package: &'a str, service: &'a str, origin: &'a str) -> Self {
        Self {
            package,
            service,
            origin,
            types: Types::default(),
            names: Vec::new(),
            methods: Vec::new(),
            error: None,
        }
    }

    /// Adds a method by its name in gRPC, such as `Create`, with its request and its reply or one item of them.
    pub fn method(&mut self, name: &str, input: &Kind, output: &Kind) {
        let request = self.root(input, &format!("{name}Request"), "value");
        let reply = self.root(output, &format!("{name}Reply"), "result");
        self.names.push(name.to_owned());
        self.methods.push(MethodProto { request, reply });
    }

    /// Adds the service's error.
    pub fn error(&mut self, error: &ErrorType<'_>) {
        let ErrorType {
            name,
            module,
            variants,
            gone,
        } = *error;
        let full = full(self.package, name);
        let place = format!("the error `{name}` of `{}` ({})", self.service, self.origin);
        let around = Around {
            package: self.package,
            place: &place,
        };
        if self.types.begin(&full, &place, &place) {
            let mut field = |variant: &ErrorVariant<'_>| ProtoField {
                name: variant.reason.to_owned(),
                number: variant.number,
                label: ProtoLabel::Single,
                required: false,
                ty: match variant.fields {
                    Some(kind) => self.element(kind, around),
                    None => ProtoType::Message(EMPTY.to_owned()),
                },
                // No JSON has the reason as a key.
                json_name: None,
                doc: variant.doc.to_owned(),
            };
            let fields = variants.iter().map(&mut field).collect();
            let made = message(&full, name, "", fields);
            let made = of_type(made, format!("{module}::{name}"), gone);
            self.types.message(one_of(made));
        }
        self.error = Some(full);
    }

    /// What came out, and what each method is in protobuf, in the order in which they were added. There are none where there
    /// are problems.
    pub fn finish(self) -> (ProtoSpec, Vec<MethodProto>) {
        let Self {
            package, service, ..
        } = self;
        let origins = self.types.origins();
        let (messages, enums, mut problems) = self.types.finish();
        let shown = |name: &str| match origins.get(name) {
            Some(origin) => format!("`{name}` ({origin})"),
            None => format!("`{name}`"),
        };
        let declared = check::Declared {
            messages: messages.iter().collect(),
            enums: enums.iter().collect(),
            services: vec![(
                full(package, service),
                self.names.iter().map(String::as_str).collect(),
            )],
        };
        problems.extend(check::all(&declared, &shown));
        if !problems.is_empty() {
            let spec = ProtoSpec {
                problems,
                ..ProtoSpec::default()
            };
            return (spec, Vec::new());
        }
        let spec = ProtoSpec {
            problems,
            messages,
            enums,
            error: self.error,
        };
        (spec, self.methods)
    }

    /// The message of a request or a reply: the value itself where it is one, else a message that holds it.
    fn root(&mut self, kind: &Kind, name: &str, field: &str) -> String {
        let name = format!("{}{name}", self.service);
        let place = format!("`{}` ({})", self.service, self.origin);
        let around = Around {
            package: self.package,
            place: &place,
        };
        if Held::of(kind).is_one()
            && let ProtoType::Message(message) = self.element(kind, around)
        {
            return message;
        }
        let full = full(self.package, &name);
        let origin = format!("what {place} needs");
        if self.types.begin(&full, &origin, &Held::signature(kind)) {
            let form = self.form(kind, around);
            let fields = vec![plain_field(field, 1, form)];
            self.types.message(message(&full, &name, "", fields));
        }
        full
    }

    /// How a value stands in a field of its own.
    fn form(&mut self, kind: &Kind, around: Around<'_>) -> Form {
        let (label, ty) = match Held::of(kind) {
            Held::Kind(Kind::Option(inner)) => (ProtoLabel::Optional, self.element(inner, around)),
            Held::Kind(Kind::Seq(inner, _) | Kind::Set(inner)) => {
                (ProtoLabel::Repeated, self.element(inner, around))
            }
            Held::Kind(Kind::Map(key, value)) => {
                if let Some(key) = key_type(key) {
                    let value = Box::new(self.element(value, around));
                    (ProtoLabel::Single, ProtoType::Map { key, value })
                } else {
                    (ProtoLabel::Repeated, self.entry(key, value, around))
                }
            }
            held => (ProtoLabel::Single, self.one(held, around)),
        };
        Form { label, ty }
    }

    /// A value where protobuf takes a single one: what is none is wrapped.
    fn element(&mut self, kind: &Kind, around: Around<'_>) -> ProtoType {
        let held = Held::of(kind);
        let Held::Kind(outer) = held else {
            return self.one(held, around);
        };
        let field = match outer {
            Kind::Option(_) => "value",
            Kind::Seq(..) | Kind::Set(_) => "items",
            Kind::Map(..) => "entries",
            _ => return self.one(held, around),
        };
        self.made(&outer.proto_name(), &outer, around, |layout| {
            let form = layout.form(&outer, around);
            vec![plain_field(field, 1, form)]
        })
    }

    /// An entry of a map whose keys protobuf does not take.
    fn entry(&mut self, key: &'static Kind, value: &'static Kind, around: Around<'_>) -> ProtoType {
        let map = Kind::Map(key, value);
        let name = map.proto_name() + "Entry";
        self.made(&name, &map, around, |layout| {
            let (key, value) = (layout.element(key, around), layout.element(value, around));
            let single = |ty| Form {
                label: ProtoLabel::Single,
                ty,
            };
            vec![
                plain_field("key", 1, single(key)),
                plain_field("value", 2, single(value)),
            ]
        })
    }

    /// A value that is one: a scalar, a message or an enum.
    fn one(&mut self, held: Held, around: Around<'_>) -> ProtoType {
        let known = |name: &str| ProtoType::Message(name.to_owned());
        match held {
            Held::Bytes => ProtoType::Scalar(ProtoScalar::Bytes),
            Held::Timestamp => known(TIMESTAMP),
            Held::Duration => known(DURATION),
            Held::Kind(Kind::Unit) => known(EMPTY),
            Held::Kind(Kind::Message(shape)) => self.shape(shape.get()),
            Held::Kind(Kind::Tuple(kinds)) => {
                let tuple = Kind::Tuple(kinds);
                self.made(&tuple.proto_name(), &tuple, around, |layout| {
                    layout.positions(kinds, around)
                })
            }
            Held::Kind(kind) => match scalar(&kind) {
                Some(scalar) => ProtoType::Scalar(scalar),
                None => known(VALUE),
            },
            Held::Endless => {
                let place = around.place;
                self.types.problem(format!(
                    "{place} holds a newtype that holds nothing but itself, which has no form in protobuf"
                ));
                known(VALUE)
            }
        }
    }

    /// A message that no type of the user stands for.
    fn made(
        &mut self,
        name: &str,
        kind: &Kind,
        around: Around<'_>,
        fields: impl FnOnce(&mut Self) -> Vec<ProtoField>,
    ) -> ProtoType {
        let full = full(around.package, name);
        let origin = format!("what {} needs", around.place);
        if self
            .types
            .begin(&full, &origin, &format!("made {}", Held::signature(kind)))
        {
            let fields = fields(self);
            self.types.message(message(&full, name, "", fields));
        }
        ProtoType::Message(full)
    }

    fn shape(&mut self, shape: &Shape) -> ProtoType {
        let package = shape.package.unwrap_or(self.package);
        let name = full(package, &shape.type_name());
        let identity = Held::identity(shape);
        let is_new = self.types.begin(&name, shape.origin, &identity);
        let place = format!("`{}` ({})", shape.type_name(), shape.origin);
        let inside = Around {
            package,
            place: &place,
        };
        match &shape.body {
            Body::Enum(body) if !has_data(body) => {
                if is_new {
                    let made = enumeration(&name, shape, body);
                    self.types.enumeration(made);
                }
                ProtoType::Enum(name)
            }
            body => {
                if is_new {
                    let fields = match body {
                        Body::Struct(fields) => self.fields(fields, inside),
                        Body::Tuple(kinds) => self.positions(kinds, inside),
                        Body::Enum(body) => self.variants(shape, body, inside),
                        // What is left has no fields; what is transparent or hidden does not come here.
                        Body::Unit | Body::Transparent(..) | Body::Opaque => Vec::new(),
                    };
                    let gone = match body {
                        Body::Struct(fields) => fields.gone,
                        Body::Enum(body) => body.gone,
                        _ => &[],
                    };
                    let made = message(&name, shape.name, shape.doc, fields);
                    let made = of_type(made, path(shape), gone);
                    let is_enum = matches!(body, Body::Enum(_));
                    self.types
                        .message(if is_enum { one_of(made) } else { made });
                }
                ProtoType::Message(name)
            }
        }
    }

    fn fields(&mut self, fields: &Fields, around: Around<'_>) -> Vec<ProtoField> {
        let sent = fields.list.iter().filter(|field| field.proto.number != 0);
        sent.map(|field| self.field(field, around)).collect()
    }

    fn field(&mut self, field: &Field, around: Around<'_>) -> ProtoField {
        let Form { mut label, ty } = self.form(&field.kind, around);
        let is_scalar = matches!(ty, ProtoType::Scalar(_));
        let is_single = label == ProtoLabel::Single;
        let is_explicit = field.proto.explicit && is_scalar && is_single;
        if is_explicit {
            label = ProtoLabel::Optional;
        }
        let may_be_absent = field.presence != Presence::Required;
        ProtoField {
            name: field.rust.to_owned(),
            number: field.proto.number,
            label,
            required: !may_be_absent && (is_explicit || is_single && has_presence(&ty)),
            ty,
            json_name: json_name(field.rust, field.json),
            doc: field.doc.to_owned(),
        }
    }

    /// The fields of values without names.
    fn positions(&mut self, kinds: &[Kind], around: Around<'_>) -> Vec<ProtoField> {
        let mut fields = Vec::with_capacity(kinds.len());
        for (number, kind) in (1..).zip(kinds) {
            let form = self.form(kind, around);
            fields.push(plain_field(&format!("f{}", number - 1), number, form));
        }
        fields
    }

    fn variants(&mut self, shape: &Shape, body: &Enum, around: Around<'_>) -> Vec<ProtoField> {
        let mut fields = Vec::new();
        for variant in body.variants.iter().filter(|variant| variant.number != 0) {
            let ty = match &variant.body {
                VariantBody::Unit => ProtoType::Message(EMPTY.to_owned()),
                VariantBody::Newtype(kind, _) => self.element(kind, around),
                VariantBody::Tuple(kinds) => {
                    self.variant(shape, variant.rust, &[], around, |layout| {
                        layout.positions(kinds, around)
                    })
                }
                VariantBody::Struct(fields) => {
                    self.variant(shape, variant.rust, fields.gone, around, |layout| {
                        layout.fields(fields, around)
                    })
                }
            };
            let name = snake(variant.rust);
            let is_named = body.tagging != Tagging::Untagged && !variant.untagged;
            fields.push(ProtoField {
                json_name: json_name(&name, variant.json).filter(|_| is_named),
                name,
                number: variant.number,
                label: ProtoLabel::Single,
                required: false,
                ty,
                doc: variant.doc.to_owned(),
            });
        }
        fields
    }

    /// The message of the data of a variant.
    fn variant(
        &mut self,
        shape: &Shape,
        variant: &str,
        gone: &[Gone],
        around: Around<'_>,
        fields: impl FnOnce(&mut Self) -> Vec<ProtoField>,
    ) -> ProtoType {
        let name = full(around.package, &(shape.type_name() + variant));
        let origin = format!("the variant `{variant}` of {}", around.place);
        let identity = format!("{variant} of {}", Held::identity(shape));
        if self.types.begin(&name, &origin, &identity) {
            let fields = fields(self);
            let base = format!("{}{variant}", shape.name);
            let made = message(&name, &base, "", fields);
            let path = format!("{}::{variant}", path(shape));
            self.types.message(of_type(made, path, gone));
        }
        ProtoType::Message(name)
    }
}
