#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Message for Task {
    const SHAPE: ::traitwire::__private::shape::ShapeRef = {
        use ::traitwire::__private::shape as __s;
        static __TRAITWIRE_SHAPE: __s::Shape = __s::Shape {
            name: "Task",
            args: &[],
            package: ::core::option::Option::None,
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            body: __s::Body::Struct(__s::Fields {
                list: &[
                    __s::Field::plain("id", <u64 as ::traitwire::Value>::KIND),
                    __s::Field {
                        rust: "title",
                        json: "title",
                        aliases: &[],
                        kind: <String as ::traitwire::Value>::KIND,
                        presence: __s::Presence::of(
                            &<String as ::traitwire::Value>::KIND,
                        ),
                        flatten: false,
                        limits: __s::Limits {
                            min_length: ::core::option::Option::Some(1),
                            max_length: ::core::option::Option::Some(LONGEST),
                            pattern: ::core::option::Option::Some("^[a-z]"),
                            ..__s::Limits::NONE
                        },
                        written: __s::Written {
                            json: "title",
                            presence: __s::Presence::of(
                                &<String as ::traitwire::Value>::KIND,
                            ),
                        },
                    },
                    __s::Field {
                        rust: "user_name",
                        json: "userName",
                        aliases: &["user"],
                        kind: <Option<String> as ::traitwire::Value>::KIND,
                        presence: __s::Presence::Optional,
                        flatten: false,
                        limits: __s::Limits::NONE,
                        written: __s::Written {
                            json: "userName",
                            presence: __s::Presence::Optional,
                        },
                    },
                    __s::Field::plain(
                        "children",
                        <Vec<Task> as ::traitwire::Value>::KIND,
                    ),
                    __s::Field {
                        rust: "weight",
                        json: "weight",
                        aliases: &[],
                        kind: <f64 as ::traitwire::Value>::KIND,
                        presence: __s::Presence::of(&<f64 as ::traitwire::Value>::KIND),
                        flatten: false,
                        limits: __s::Limits {
                            min: ::core::option::Option::Some(__s::Bound {
                                int: (-1) as i128,
                                float: ((-1) as i128) as f64,
                                exclusive: false,
                            }),
                            max: ::core::option::Option::Some(__s::Bound {
                                int: (0.5) as i128,
                                float: (0.5) as f64,
                                exclusive: false,
                            }),
                            ..__s::Limits::NONE
                        },
                        written: __s::Written {
                            json: "weight",
                            presence: __s::Presence::of(
                                &<f64 as ::traitwire::Value>::KIND,
                            ),
                        },
                    },
                    __s::Field {
                        rust: "cache",
                        json: "cache",
                        aliases: &[],
                        kind: __s::Kind::Opaque,
                        presence: __s::Presence::Skipped,
                        flatten: false,
                        limits: __s::Limits::NONE,
                        written: __s::Written {
                            json: "cache",
                            presence: __s::Presence::Skipped,
                        },
                    },
                    __s::Field {
                        rust: "foreign",
                        json: "foreign",
                        aliases: &[],
                        kind: __s::Kind::Opaque,
                        presence: __s::Presence::Required,
                        flatten: false,
                        limits: __s::Limits::NONE,
                        written: __s::Written {
                            json: "foreign",
                            presence: __s::Presence::Required,
                        },
                    },
                    #[cfg(feature = "more")]
                    __s::Field {
                        rust: "more",
                        json: "more",
                        aliases: &[],
                        kind: <More as ::traitwire::Value>::KIND,
                        presence: __s::Presence::of(&<More as ::traitwire::Value>::KIND),
                        flatten: true,
                        limits: __s::Limits::NONE,
                        written: __s::Written {
                            json: "more",
                            presence: __s::Presence::of(
                                &<More as ::traitwire::Value>::KIND,
                            ),
                        },
                    },
                ],
                open: {
                    let mut __open = false;
                    #[cfg(feature = "more")]
                    {
                        __open = __open
                            || __s::Kind::is_open(&<More as ::traitwire::Value>::KIND);
                    }
                    __open
                },
                deny_unknown: false,
            }),
            written_alike: true,
        };
        __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
    };
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for Task {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Message(
        <Self as ::traitwire::Message>::SHAPE,
    );
}
#[cfg(feature = "more")]
const _: () = if !<More as ::traitwire::Value>::KIND.can_be_flattened() {
    ::core::panic!(
        "{}",
        "the value of `more` has no keys that could be flattened; leave out `#[serde(flatten)]`, which is for structs, enums and maps"
    )
};
const _: () = if !<String as ::traitwire::Value>::KIND
    .is_limited_by(
        &{
            use ::traitwire::__private::shape as __s;
            __s::Limits {
                min_length: ::core::option::Option::Some(1),
                max_length: ::core::option::Option::Some(LONGEST),
                pattern: ::core::option::Option::Some("^[a-z]"),
                ..__s::Limits::NONE
            }
        },
    )
{
    ::core::panic!(
        "{}",
        "the limits of `title` do not fit its type, so that they would get lost: `range` is for numbers, `length` for strings, lists and maps, `regex` and `pattern` for strings, `inner` for the elements of lists"
    )
};
const _: () = if !<f64 as ::traitwire::Value>::KIND
    .is_limited_by(
        &{
            use ::traitwire::__private::shape as __s;
            __s::Limits {
                min: ::core::option::Option::Some(__s::Bound {
                    int: (-1) as i128,
                    float: ((-1) as i128) as f64,
                    exclusive: false,
                }),
                max: ::core::option::Option::Some(__s::Bound {
                    int: (0.5) as i128,
                    float: (0.5) as f64,
                    exclusive: false,
                }),
                ..__s::Limits::NONE
            }
        },
    )
{
    ::core::panic!(
        "{}",
        "the limits of `weight` do not fit its type, so that they would get lost: `range` is for numbers, `length` for strings, lists and maps, `regex` and `pattern` for strings, `inner` for the elements of lists"
    )
};
#[derive(
    ::core::fmt::Debug,
    ::traitwire::__private::serde::Deserialize,
    ::traitwire::__private::schemars::JsonSchema
)]
/// A unit of work.
#[derive(PartialEq, serde::Serialize, Clone)]
#[serde(rename_all = "camelCase")]
#[serde(crate = "::traitwire::__private::serde")]
#[schemars(
    crate = "::traitwire::__private::schemars",
    extend("x-traitwire-message" = ::traitwire::__private::schema_mark::<Self>())
)]
pub struct Task {
    /// Server-assigned identifier.
    pub id: u64,
    #[schemars(length(min = 1, max = LONGEST), regex(pattern = "^[a-z]"))]
    #[schemars(
        transform = |__schema:&mut::traitwire::__private::schemars::Schema|{use::traitwire::__private::shape
        as
        __s;::traitwire::__private::show_limits(
            __schema,
            <String
            as::traitwire::Value>::KIND,
            &__s::Limits{min_length:::core::option::Option::Some(1),
            max_length:::core::option::Option::Some(LONGEST),
            pattern:::core::option::Option::Some("^[a-z]"),
            ..__s::Limits::NONE}
        )}
    )]
    pub(crate) title: String,
    #[serde(alias = "user", default)]
    user_name: Option<String>,
    children: Vec<Self>,
    #[schemars(range(min = -1, max = 0.5))]
    #[schemars(
        transform = |__schema:&mut::traitwire::__private::schemars::Schema|{use::traitwire::__private::shape
        as
        __s;::traitwire::__private::show_limits(
            __schema,
            <f64
            as::traitwire::Value>::KIND,
            &__s::Limits{min:::core::option::Option::Some(
                __s::Bound{int:(-1)as
                i128,
                float:((-1)as i128)as
                f64,
                exclusive:false}
            ),
            max:::core::option::Option::Some(
                __s::Bound{int:(0.5)as
                i128,
                float:(0.5)as
                f64,
                exclusive:false}
            ),
            ..__s::Limits::NONE}
        )}
    )]
    weight: f64,
    #[serde(skip)]
    cache: Cache,
    foreign: Foreign,
    #[cfg(feature = "more")]
    #[serde(flatten)]
    more: More,
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl crate::wire::Message for Id {
    const SHAPE: crate::wire::__private::shape::ShapeRef = {
        use crate::wire::__private::shape as __s;
        static __TRAITWIRE_SHAPE: __s::Shape = __s::Shape {
            name: "UserId",
            args: &[],
            package: ::core::option::Option::Some("users.v1"),
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            body: __s::Body::Transparent(
                <u64 as crate::wire::Value>::KIND,
                __s::Limits {
                    max: ::core::option::Option::Some(__s::Bound {
                        int: (9) as i128,
                        float: ((9) as i128) as f64,
                        exclusive: false,
                    }),
                    ..__s::Limits::NONE
                },
            ),
            written_alike: true,
        };
        __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
    };
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl crate::wire::Value for Id {
    const KIND: crate::wire::__private::shape::Kind = crate::wire::__private::shape::Kind::Message(
        <Self as crate::wire::Message>::SHAPE,
    );
}
const _: () = if !<u64 as crate::wire::Value>::KIND
    .is_limited_by(
        &{
            use crate::wire::__private::shape as __s;
            __s::Limits {
                max: ::core::option::Option::Some(__s::Bound {
                    int: (9) as i128,
                    float: ((9) as i128) as f64,
                    exclusive: false,
                }),
                ..__s::Limits::NONE
            }
        },
    )
{
    ::core::panic!(
        "{}",
        "the limits of `0` do not fit its type, so that they would get lost: `range` is for numbers, `length` for strings, lists and maps, `regex` and `pattern` for strings, `inner` for the elements of lists"
    )
};
#[derive(
    ::core::clone::Clone,
    ::core::fmt::Debug,
    crate::wire::__private::serde::Serialize,
    crate::wire::__private::serde::Deserialize,
    crate::wire::__private::schemars::JsonSchema
)]
#[serde(crate = "crate::wire::__private::serde")]
#[schemars(
    crate = "crate::wire::__private::schemars",
    rename = "UserId",
    extend("x-traitwire-message" = crate::wire::__private::schema_mark::<Self>())
)]
struct Id(
    #[schemars(range(max = 9))]
    #[schemars(
        transform = |__schema:&mut
        crate::wire::__private::schemars::Schema|{use
        crate::wire::__private::shape
        as
        __s;crate::wire::__private::show_limits(
            __schema,
            <u64
            as
            crate::wire::Value>::KIND,
            &__s::Limits{max:::core::option::Option::Some(
                __s::Bound{int:(9)as
                i128,
                float:((9)as i128)as
                f64,
                exclusive:false}
            ),
            ..__s::Limits::NONE}
        )}
    )]
    u64,
);
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Message for Pair {
    const SHAPE: ::traitwire::__private::shape::ShapeRef = {
        use ::traitwire::__private::shape as __s;
        static __TRAITWIRE_SHAPE: __s::Shape = __s::Shape {
            name: "Pair",
            args: &[],
            package: ::core::option::Option::None,
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            body: __s::Body::Tuple(
                &[<u8 as ::traitwire::Value>::KIND, <u16 as ::traitwire::Value>::KIND],
            ),
            written_alike: true,
        };
        __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
    };
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for Pair {
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
#[serde(crate = "::traitwire::__private::serde")]
#[schemars(
    crate = "::traitwire::__private::schemars",
    extend("x-traitwire-message" = ::traitwire::__private::schema_mark::<Self>())
)]
struct Pair(u8, u16);
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Message for Maybe {
    const SHAPE: ::traitwire::__private::shape::ShapeRef = {
        use ::traitwire::__private::shape as __s;
        static __TRAITWIRE_SHAPE: __s::Shape = __s::Shape {
            name: "Maybe",
            args: &[],
            package: ::core::option::Option::None,
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            body: __s::Body::Transparent(
                <Option<u8> as ::traitwire::Value>::KIND,
                __s::Limits::NONE,
            ),
            written_alike: true,
        };
        __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
    };
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for Maybe {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Option(
        &::traitwire::__private::shape::Kind::Message(
            <Self as ::traitwire::Message>::SHAPE,
        ),
    );
}
#[derive(
    ::core::clone::Clone,
    ::core::fmt::Debug,
    ::traitwire::__private::serde::Serialize,
    ::traitwire::__private::serde::Deserialize,
    ::traitwire::__private::schemars::JsonSchema
)]
#[serde(transparent)]
#[serde(crate = "::traitwire::__private::serde")]
#[schemars(crate = "::traitwire::__private::schemars")]
struct Maybe(Option<u8>);
#[cfg(unix)]
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Message for Marker {
    const SHAPE: ::traitwire::__private::shape::ShapeRef = {
        use ::traitwire::__private::shape as __s;
        static __TRAITWIRE_SHAPE: __s::Shape = __s::Shape {
            name: "Marker",
            args: &[],
            package: ::core::option::Option::None,
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            body: __s::Body::Unit,
            written_alike: true,
        };
        __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
    };
}
#[cfg(unix)]
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for Marker {
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
#[cfg(unix)]
#[serde(crate = "::traitwire::__private::serde")]
#[schemars(
    crate = "::traitwire::__private::schemars",
    extend("x-traitwire-message" = ::traitwire::__private::schema_mark::<Self>())
)]
struct Marker;
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Message for Upper {
    const SHAPE: ::traitwire::__private::shape::ShapeRef = {
        use ::traitwire::__private::shape as __s;
        static __TRAITWIRE_SHAPE: __s::Shape = __s::Shape {
            name: "Text",
            args: &[],
            package: ::core::option::Option::None,
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            body: __s::Body::Transparent(
                <String as ::traitwire::Value>::KIND,
                __s::Limits::NONE,
            ),
            written_alike: true,
        };
        __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
    };
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for Upper {
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
#[serde(try_from = "String", into = "String", crate = "my::serde")]
#[schemars(crate = "my::schemars", rename = "Text")]
#[schemars(
    extend("x-traitwire-message" = ::traitwire::__private::schema_mark::<Self>())
)]
struct Upper(String);
