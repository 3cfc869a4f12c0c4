#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Message for State {
    const SHAPE: ::traitwire::__private::shape::ShapeRef = {
        use ::traitwire::__private::shape as __s;
        static __TRAITWIRE_SHAPE: __s::Shape = __s::Shape {
            name: "State",
            doc: "How far a task has come.",
            args: &[],
            package: ::core::option::Option::None,
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            body: __s::Body::Enum(__s::Enum {
                tagging: __s::Tagging::External,
                variants: &[
                    __s::Variant {
                        rust: "ToDo",
                        json: "to_do",
                        aliases: &[],
                        body: __s::VariantBody::Unit,
                        other: false,
                        untagged: false,
                        skipped: false,
                        written: ::core::option::Option::Some("to_do"),
                        doc: "",
                        number: 1u32,
                    },
                    __s::Variant {
                        rust: "Doing",
                        json: "doing",
                        aliases: &[],
                        body: __s::VariantBody::Struct(__s::Fields {
                            list: &[
                                __s::Field::plain(
                                        "by",
                                        <String as ::traitwire::Value>::KIND,
                                    )
                                    .numbered(1u32),
                            ],
                            open: false,
                            deny_unknown: false,
                            gone: &[],
                        }),
                        other: false,
                        untagged: false,
                        skipped: false,
                        written: ::core::option::Option::Some("doing"),
                        doc: "By somebody.",
                        number: 2u32,
                    },
                    __s::Variant {
                        rust: "Done",
                        json: "done",
                        aliases: &[],
                        body: __s::VariantBody::Tuple(
                            &[
                                <u64 as ::traitwire::Value>::KIND,
                                <u64 as ::traitwire::Value>::KIND,
                            ],
                        ),
                        other: false,
                        untagged: false,
                        skipped: false,
                        written: ::core::option::Option::Some("done"),
                        doc: "",
                        number: 3u32,
                    },
                    __s::Variant {
                        rust: "Unknown",
                        json: "unknown",
                        aliases: &[],
                        body: __s::VariantBody::Unit,
                        other: true,
                        untagged: false,
                        skipped: false,
                        written: ::core::option::Option::Some("unknown"),
                        doc: "",
                        number: 4u32,
                    },
                    __s::Variant {
                        rust: "Internal",
                        json: "internal",
                        aliases: &[],
                        body: __s::VariantBody::Newtype(
                            __s::Kind::Opaque,
                            __s::Limits::NONE,
                        ),
                        other: false,
                        untagged: false,
                        skipped: true,
                        written: ::core::option::Option::None,
                        doc: "",
                        number: 0u32,
                    },
                ],
                gone: &[],
            }),
            written_alike: true,
        };
        __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
    };
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::__private::Sealed for State {}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for State {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Message(
        <Self as ::traitwire::Message>::SHAPE,
    );
}
::traitwire::__private::protobuf! {
    const _ : () = { use ::traitwire::__private::wire as __w; #[automatically_derived]
    #[allow(deprecated, dead_code, unused_variables, unused_mut, unreachable_code,
    clippy::all, clippy::pedantic, clippy::nursery)] impl __w::WireMessage for State { fn
    write < '__a > (& '__a self, __out : & mut __w::Writer < '__a >) { match self {
    Self::ToDo => __out.variant(1, "to_do", | _ | {}), Self::Doing { by : __f0, .. } =>
    __out.variant(2, "doing", | __out | { __w::put:: < String > (__f0, 1, __out, "by");
    }), Self::Done { 0 : __f0, 1 : __f1, .. } => __out.variant(3, "done", | __out | {
    __w::put:: < u64 > (__f1, 2, __out, "f1"); __w::put:: < u64 > (__f0, 1, __out, "f0");
    }), Self::Unknown => __out.variant(4, "unknown", | _ | {}), Self::Internal { .. } =>
    __out.fail(__w::unsendable("State")), } } fn read(__input : & mut __w::Reader < '_ >)
    -> ::core::result::Result < Self, __w::Fault > { let mut __one =
    __w::Oneof::default(); while let ::core::option::Option::Some(__tag) = __input.tag()
    ? { match __w::Tag::number(__tag) { 1 => __one.take(__tag, __input) ?, 2 => __one
    .take(__tag, __input) ?, 3 => __one.take(__tag, __input) ?, 4 => __one.take(__tag,
    __input) ?, _ => __input.skip(__tag) ?, } } match __one.number() { 1 => __one
    .message(__input, "to_do", | __input | { __input.skip_all() ?;
    ::core::result::Result::Ok(Self::ToDo) }), 2 => __one.message(__input, "doing", |
    __input | { let mut __slot0 = __w::slot:: < String > (); while let
    ::core::option::Option::Some(__tag) = __input.tag() ? { match __w::Tag::number(__tag)
    { 1 => __w::take:: < String > (& mut __slot0, __tag, __input, "by") ?, _ => __input
    .skip(__tag) ?, } } ::core::result::Result::Ok(Self::Doing { by : __w::finish:: <
    String > (__slot0, __input, "by") ?, }) }), 3 => __one.message(__input, "done", |
    __input | { let mut __slot0 = __w::slot:: < u64 > (); let mut __slot1 = __w::slot:: <
    u64 > (); while let ::core::option::Option::Some(__tag) = __input.tag() ? { match
    __w::Tag::number(__tag) { 1 => __w::take:: < u64 > (& mut __slot0, __tag, __input,
    "f0") ?, 2 => __w::take:: < u64 > (& mut __slot1, __tag, __input, "f1") ?, _ =>
    __input.skip(__tag) ?, } } ::core::result::Result::Ok(Self::Done { 0 : __w::finish::
    < u64 > (__slot0, __input, "f0") ?, 1 : __w::finish:: < u64 > (__slot1, __input,
    "f1") ?, }) }), 4 => __one.message(__input, "unknown", | __input | { __input
    .skip_all() ?; ::core::result::Result::Ok(Self::Unknown) }), _ =>
    ::core::result::Result::Ok(Self::Unknown), #[allow(unreachable_patterns)] _ => __one
    .none("State", & ["to_do", "doing", "done", "unknown"]), } } }
    #[automatically_derived] #[allow(deprecated, dead_code, unused_variables, unused_mut,
    unreachable_code, clippy::all, clippy::pedantic, clippy::nursery)] impl __w::Wire for
    State { type Form = __w::MessageForm; } };
}
#[derive(
    ::core::clone::Clone,
    ::core::fmt::Debug,
    ::traitwire::__private::serde::Serialize,
    ::traitwire::__private::serde::Deserialize,
    ::traitwire::__private::schemars::JsonSchema
)]
/// How far a task has come.
#[serde(rename_all = "snake_case")]
#[serde(crate = "::traitwire::__private::serde")]
#[schemars(
    crate = "::traitwire::__private::schemars",
    extend("x-traitwire-message" = ::traitwire::__private::schema_mark::<Self>())
)]
pub enum State {
    ToDo,
    /// By somebody.
    Doing { by: String },
    Done(u64, u64),
    #[serde(other)]
    Unknown,
    #[serde(skip)]
    Internal(Secret),
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Message for Event {
    const SHAPE: ::traitwire::__private::shape::ShapeRef = {
        use ::traitwire::__private::shape as __s;
        static __TRAITWIRE_SHAPE: __s::Shape = __s::Shape {
            name: "Event",
            doc: "",
            args: &[],
            package: ::core::option::Option::None,
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            body: __s::Body::Enum(__s::Enum {
                tagging: __s::Tagging::Internal {
                    tag: "kind",
                },
                variants: &[
                    __s::Variant {
                        rust: "Created",
                        json: "Created",
                        aliases: &[],
                        body: __s::VariantBody::Newtype(
                            <Task as ::traitwire::Value>::KIND,
                            __s::Limits::NONE,
                        ),
                        other: false,
                        untagged: false,
                        skipped: false,
                        written: ::core::option::Option::Some("Created"),
                        doc: "",
                        number: 1u32,
                    },
                    #[cfg(feature = "more")]
                    __s::Variant {
                        rust: "Deleted",
                        json: "Deleted",
                        aliases: &[],
                        body: __s::VariantBody::Unit,
                        other: false,
                        untagged: false,
                        skipped: false,
                        written: ::core::option::Option::Some("Deleted"),
                        doc: "",
                        number: 2u32,
                    },
                ],
                gone: &[],
            }),
            written_alike: true,
        };
        __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
    };
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::__private::Sealed for Event {}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for Event {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Message(
        <Self as ::traitwire::Message>::SHAPE,
    );
}
::traitwire::__private::protobuf! {
    const _ : () = { use ::traitwire::__private::wire as __w; #[automatically_derived]
    #[allow(deprecated, dead_code, unused_variables, unused_mut, unreachable_code,
    clippy::all, clippy::pedantic, clippy::nursery)] impl __w::WireMessage for Event { fn
    write < '__a > (& '__a self, __out : & mut __w::Writer < '__a >) { match self {
    Self::Created(__value) => __w::put_one:: < < Task as __w::Wire > ::Form, Task >
    (__value, 1, __out, "created"), #[cfg(feature = "more")] Self::Deleted => __out
    .variant(2, "deleted", | _ | {}), } } fn read(__input : & mut __w::Reader < '_ >) ->
    ::core::result::Result < Self, __w::Fault > { let mut __one = __w::Oneof::default();
    while let ::core::option::Option::Some(__tag) = __input.tag() ? { match
    __w::Tag::number(__tag) { 1 => __one.take(__tag, __input) ?, #[cfg(feature = "more")]
    2 => __one.take(__tag, __input) ?, _ => __input.skip(__tag) ?, } } match __one
    .number() { 1 => ::core::result::Result::Ok(Self::Created(__one.one_as:: < < Task as
    __w::Wire > ::Form, Task > (__input, "created") ?)), #[cfg(feature = "more")] 2 =>
    __one.message(__input, "deleted", | __input | { __input.skip_all() ?;
    ::core::result::Result::Ok(Self::Deleted) }), #[allow(unreachable_patterns)] _ =>
    __one.none("Event", & ["created", #[cfg(feature = "more")] "deleted"]), } } }
    #[automatically_derived] #[allow(deprecated, dead_code, unused_variables, unused_mut,
    unreachable_code, clippy::all, clippy::pedantic, clippy::nursery)] impl __w::Wire for
    Event { type Form = __w::MessageForm; } };
}
const _: () = if !<Task as ::traitwire::Value>::KIND.can_be_tagged() {
    ::core::panic!(
        "{}",
        "the value of the variant `Created` is no object, so serde cannot write the tag into it; add `content = \"..\"` to `#[serde(tag = \"..\")]`, or name the field: `Created { value: .. }`"
    )
};
#[derive(
    ::core::clone::Clone,
    ::core::fmt::Debug,
    ::traitwire::__private::serde::Serialize,
    ::traitwire::__private::serde::Deserialize,
    ::traitwire::__private::schemars::JsonSchema
)]
#[serde(tag = "kind")]
#[serde(crate = "::traitwire::__private::serde")]
#[schemars(
    crate = "::traitwire::__private::schemars",
    extend("x-traitwire-message" = ::traitwire::__private::schema_mark::<Self>())
)]
enum Event {
    Created(Task),
    #[cfg(feature = "more")]
    Deleted,
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Message for Adjacent {
    const SHAPE: ::traitwire::__private::shape::ShapeRef = {
        use ::traitwire::__private::shape as __s;
        static __TRAITWIRE_SHAPE: __s::Shape = __s::Shape {
            name: "Adjacent",
            doc: "",
            args: &[],
            package: ::core::option::Option::None,
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            body: __s::Body::Enum(__s::Enum {
                tagging: __s::Tagging::Adjacent {
                    tag: "kind",
                    content: "of",
                },
                variants: &[
                    __s::Variant {
                        rust: "Hex",
                        json: "Hex",
                        aliases: &[],
                        body: __s::VariantBody::Newtype(
                            __s::Kind::Opaque,
                            __s::Limits::NONE,
                        ),
                        other: false,
                        untagged: false,
                        skipped: false,
                        written: ::core::option::Option::Some("Hex"),
                        doc: "",
                        number: 1u32,
                    },
                    __s::Variant {
                        rust: "Plain",
                        json: "Plain",
                        aliases: &[],
                        body: __s::VariantBody::Struct(__s::Fields {
                            list: &[
                                __s::Field::plain("id", <u64 as ::traitwire::Value>::KIND)
                                    .numbered(1u32),
                            ],
                            open: false,
                            deny_unknown: true,
                            gone: &[],
                        }),
                        other: false,
                        untagged: false,
                        skipped: false,
                        written: ::core::option::Option::Some("Plain"),
                        doc: "",
                        number: 2u32,
                    },
                ],
                gone: &[],
            }),
            written_alike: true,
        };
        __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
    };
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::__private::Sealed for Adjacent {}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for Adjacent {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Message(
        <Self as ::traitwire::Message>::SHAPE,
    );
}
::traitwire::__private::protobuf! {
    const _ : () = { use ::traitwire::__private::wire as __w; #[automatically_derived]
    #[allow(deprecated, dead_code, unused_variables, unused_mut, unreachable_code,
    clippy::all, clippy::pedantic, clippy::nursery)] impl __w::WireMessage for Adjacent {
    fn write < '__a > (& '__a self, __out : & mut __w::Writer < '__a >) { match self {
    Self::Hex { .. } => __w::put_one:: < __w::Through < __w::Hidden, __w::MessageForm >,
    Self > (self, 1, __out, "hex"), Self::Plain { id : __f0, .. } => __out.variant(2,
    "plain", | __out | { __w::put:: < u64 > (__f0, 1, __out, "id"); }), } } fn
    read(__input : & mut __w::Reader < '_ >) -> ::core::result::Result < Self, __w::Fault
    > { let mut __one = __w::Oneof::default(); while let
    ::core::option::Option::Some(__tag) = __input.tag() ? { match __w::Tag::number(__tag)
    { 1 => __one.take(__tag, __input) ?, 2 => __one.take(__tag, __input) ?, _ => __input
    .skip(__tag) ?, } } match __one.number() { 1 => __one.one_as:: < __w::Through <
    __w::Hidden, __w::MessageForm >, Self > (__input, "hex"), 2 => __one.message(__input,
    "plain", | __input | { let mut __slot0 = __w::slot:: < u64 > (); while let
    ::core::option::Option::Some(__tag) = __input.tag() ? { match __w::Tag::number(__tag)
    { 1 => __w::take:: < u64 > (& mut __slot0, __tag, __input, "id") ?, _ => __input
    .skip(__tag) ?, } } ::core::result::Result::Ok(Self::Plain { id : __w::finish:: < u64
    > (__slot0, __input, "id") ?, }) }), #[allow(unreachable_patterns)] _ => __one
    .none("Adjacent", & ["hex", "plain"]), } } } #[automatically_derived]
    #[allow(deprecated, dead_code, unused_variables, unused_mut, unreachable_code,
    clippy::all, clippy::pedantic, clippy::nursery)] impl __w::Wire for Adjacent { type
    Form = __w::MessageForm; } };
}
#[derive(
    ::core::clone::Clone,
    ::core::fmt::Debug,
    ::traitwire::__private::serde::Serialize,
    ::traitwire::__private::serde::Deserialize,
    ::traitwire::__private::schemars::JsonSchema
)]
#[serde(tag = "kind", content = "of", deny_unknown_fields)]
#[serde(crate = "::traitwire::__private::serde")]
#[schemars(
    crate = "::traitwire::__private::schemars",
    extend("x-traitwire-message" = ::traitwire::__private::schema_mark::<Self>())
)]
enum Adjacent {
    #[serde(with = "hex")]
    #[schemars(with = "String")]
    Hex(u64),
    Plain { id: u64 },
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Message for Any {
    const SHAPE: ::traitwire::__private::shape::ShapeRef = {
        use ::traitwire::__private::shape as __s;
        static __TRAITWIRE_SHAPE: __s::Shape = __s::Shape {
            name: "Any",
            doc: "",
            args: &[],
            package: ::core::option::Option::None,
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            body: __s::Body::Enum(__s::Enum {
                tagging: __s::Tagging::Untagged,
                variants: &[
                    __s::Variant {
                        rust: "Number",
                        json: "Number",
                        aliases: &[],
                        body: __s::VariantBody::Newtype(
                            <f64 as ::traitwire::Value>::KIND,
                            __s::Limits::NONE,
                        ),
                        other: false,
                        untagged: false,
                        skipped: false,
                        written: ::core::option::Option::Some("Number"),
                        doc: "",
                        number: 1u32,
                    },
                    __s::Variant {
                        rust: "List",
                        json: "List",
                        aliases: &[],
                        body: __s::VariantBody::Newtype(
                            <Vec<Any> as ::traitwire::Value>::KIND,
                            __s::Limits::NONE,
                        ),
                        other: false,
                        untagged: false,
                        skipped: false,
                        written: ::core::option::Option::Some("List"),
                        doc: "",
                        number: 2u32,
                    },
                ],
                gone: &[],
            }),
            written_alike: true,
        };
        __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
    };
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::__private::Sealed for Any {}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for Any {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Message(
        <Self as ::traitwire::Message>::SHAPE,
    );
}
::traitwire::__private::protobuf! {
    const _ : () = { use ::traitwire::__private::wire as __w; #[automatically_derived]
    #[allow(deprecated, dead_code, unused_variables, unused_mut, unreachable_code,
    clippy::all, clippy::pedantic, clippy::nursery)] impl __w::WireMessage for Any { fn
    write < '__a > (& '__a self, __out : & mut __w::Writer < '__a >) { match self {
    Self::Number(__value) => __w::put_one:: < < f64 as __w::Wire > ::Form, f64 >
    (__value, 1, __out, "number"), Self::List(__value) => __w::put_one:: < < Vec < Any >
    as __w::Wire > ::Form, Vec < Any > > (__value, 2, __out, "list"), } } fn read(__input
    : & mut __w::Reader < '_ >) -> ::core::result::Result < Self, __w::Fault > { let mut
    __one = __w::Oneof::default(); while let ::core::option::Option::Some(__tag) =
    __input.tag() ? { match __w::Tag::number(__tag) { 1 => __one.take(__tag, __input) ?,
    2 => __one.take(__tag, __input) ?, _ => __input.skip(__tag) ?, } } match __one
    .number() { 1 => ::core::result::Result::Ok(Self::Number(__one.one_as:: < < f64 as
    __w::Wire > ::Form, f64 > (__input, "number") ?)), 2 =>
    ::core::result::Result::Ok(Self::List(__one.one_as:: < < Vec < Any > as __w::Wire >
    ::Form, Vec < Any > > (__input, "list") ?)), #[allow(unreachable_patterns)] _ =>
    __one.none("Any", & ["number", "list"]), } } } #[automatically_derived]
    #[allow(deprecated, dead_code, unused_variables, unused_mut, unreachable_code,
    clippy::all, clippy::pedantic, clippy::nursery)] impl __w::Wire for Any { type Form =
    __w::MessageForm; } };
}
#[derive(
    ::core::clone::Clone,
    ::core::fmt::Debug,
    ::traitwire::__private::serde::Serialize,
    ::traitwire::__private::serde::Deserialize,
    ::traitwire::__private::schemars::JsonSchema
)]
#[serde(untagged)]
#[serde(crate = "::traitwire::__private::serde")]
#[schemars(
    crate = "::traitwire::__private::schemars",
    extend("x-traitwire-message" = ::traitwire::__private::schema_mark::<Self>())
)]
enum Any {
    Number(f64),
    List(Vec<Any>),
}
