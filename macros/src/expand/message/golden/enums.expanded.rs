#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Message for State {
    const SHAPE: ::traitwire::__private::shape::ShapeRef = {
        use ::traitwire::__private::shape as __s;
        static __TRAITWIRE_SHAPE: __s::Shape = __s::Shape {
            name: "State",
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
                                ),
                            ],
                            open: false,
                            deny_unknown: false,
                        }),
                        other: false,
                        untagged: false,
                        skipped: false,
                        written: ::core::option::Option::Some("doing"),
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
                    },
                ],
            }),
            written_alike: true,
        };
        __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
    };
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for State {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Message(
        <Self as ::traitwire::Message>::SHAPE,
    );
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
                    },
                ],
            }),
            written_alike: true,
        };
        __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
    };
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for Event {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Message(
        <Self as ::traitwire::Message>::SHAPE,
    );
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
                    },
                    __s::Variant {
                        rust: "Plain",
                        json: "Plain",
                        aliases: &[],
                        body: __s::VariantBody::Struct(__s::Fields {
                            list: &[
                                __s::Field::plain("id", <u64 as ::traitwire::Value>::KIND),
                            ],
                            open: false,
                            deny_unknown: true,
                        }),
                        other: false,
                        untagged: false,
                        skipped: false,
                        written: ::core::option::Option::Some("Plain"),
                    },
                ],
            }),
            written_alike: true,
        };
        __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
    };
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for Adjacent {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Message(
        <Self as ::traitwire::Message>::SHAPE,
    );
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
                    },
                ],
            }),
            written_alike: true,
        };
        __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
    };
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for Any {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Message(
        <Self as ::traitwire::Message>::SHAPE,
    );
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
