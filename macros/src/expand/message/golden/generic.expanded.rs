#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl<T: ::traitwire::Value> ::traitwire::__private::GenericShape for Page<T>
where
    T: Ord,
    Self: ::traitwire::__private::serde::Serialize
        + ::traitwire::__private::serde::de::DeserializeOwned
        + ::traitwire::__private::schemars::JsonSchema,
{
    const GENERIC_SHAPE: &'static ::traitwire::__private::shape::Shape = {
        use ::traitwire::__private::shape as __s;
        &__s::Shape {
            name: "Page",
            args: &[<T as ::traitwire::Value>::KIND],
            package: ::core::option::Option::None,
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            body: __s::Body::Struct(__s::Fields {
                list: &[
                    __s::Field::plain("items", <Vec<T> as ::traitwire::Value>::KIND),
                    __s::Field {
                        rust: "more",
                        json: "more",
                        aliases: &[],
                        kind: <Vec<T> as ::traitwire::Value>::KIND,
                        presence: __s::Presence::Optional,
                        flatten: false,
                        limits: __s::Limits::NONE,
                        written: __s::Written {
                            json: "more",
                            presence: __s::Presence::Optional,
                        },
                    },
                ],
                open: false,
                deny_unknown: false,
            }),
            written_alike: true,
        }
    };
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl<T: ::traitwire::Value> ::traitwire::Message for Page<T>
where
    T: Ord,
    Self: ::traitwire::__private::serde::Serialize
        + ::traitwire::__private::serde::de::DeserializeOwned
        + ::traitwire::__private::schemars::JsonSchema,
{
    const SHAPE: ::traitwire::__private::shape::ShapeRef = ::traitwire::__private::shape::ShapeRef::new(
        <Self as ::traitwire::__private::GenericShape>::GENERIC_SHAPE,
    );
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl<T: ::traitwire::Value> ::traitwire::Value for Page<T>
where
    T: Ord,
    Self: ::traitwire::__private::serde::Serialize
        + ::traitwire::__private::serde::de::DeserializeOwned
        + ::traitwire::__private::schemars::JsonSchema,
{
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
#[serde(
    bound(
        serialize = "T: ::traitwire::__private::serde::Serialize",
        deserialize = "T: ::traitwire::__private::serde::de::DeserializeOwned, Vec < T >: ::core::default::Default"
    )
)]
#[schemars(
    crate = "::traitwire::__private::schemars",
    rename = "Page{T}",
    bound = "T: ::traitwire::Value",
    extend(
        "x-traitwire-message" = ::traitwire::__private::schema_mark_generic(
            "Page",
            &[<T
            as::traitwire::Value>::KIND]
        )
    )
)]
pub struct Page<T>
where
    T: Ord,
{
    pub items: Vec<T>,
    #[serde(default)]
    more: Vec<T>,
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl<
    L: Clone + ::traitwire::Value,
    R: ::traitwire::Value,
> ::traitwire::__private::GenericShape for Choice<L, R>
where
    Self: ::traitwire::__private::serde::Serialize
        + ::traitwire::__private::serde::de::DeserializeOwned
        + ::traitwire::__private::schemars::JsonSchema,
{
    const GENERIC_SHAPE: &'static ::traitwire::__private::shape::Shape = {
        use ::traitwire::__private::shape as __s;
        &__s::Shape {
            name: "Either",
            args: &[<L as ::traitwire::Value>::KIND, <R as ::traitwire::Value>::KIND],
            package: ::core::option::Option::None,
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            body: __s::Body::Enum(__s::Enum {
                tagging: __s::Tagging::External,
                variants: &[
                    __s::Variant {
                        rust: "Left",
                        json: "Left",
                        aliases: &[],
                        body: __s::VariantBody::Newtype(
                            <L as ::traitwire::Value>::KIND,
                            __s::Limits::NONE,
                        ),
                        other: false,
                        untagged: false,
                        skipped: false,
                        written: ::core::option::Option::Some("Left"),
                    },
                    __s::Variant {
                        rust: "Right",
                        json: "Right",
                        aliases: &[],
                        body: __s::VariantBody::Struct(__s::Fields {
                            list: &[
                                __s::Field::plain("of", <R as ::traitwire::Value>::KIND),
                            ],
                            open: false,
                            deny_unknown: false,
                        }),
                        other: false,
                        untagged: false,
                        skipped: false,
                        written: ::core::option::Option::Some("Right"),
                    },
                ],
            }),
            written_alike: true,
        }
    };
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl<L: Clone + ::traitwire::Value, R: ::traitwire::Value> ::traitwire::Message
for Choice<L, R>
where
    Self: ::traitwire::__private::serde::Serialize
        + ::traitwire::__private::serde::de::DeserializeOwned
        + ::traitwire::__private::schemars::JsonSchema,
{
    const SHAPE: ::traitwire::__private::shape::ShapeRef = ::traitwire::__private::shape::ShapeRef::new(
        <Self as ::traitwire::__private::GenericShape>::GENERIC_SHAPE,
    );
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl<L: Clone + ::traitwire::Value, R: ::traitwire::Value> ::traitwire::Value
for Choice<L, R>
where
    Self: ::traitwire::__private::serde::Serialize
        + ::traitwire::__private::serde::de::DeserializeOwned
        + ::traitwire::__private::schemars::JsonSchema,
{
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
#[serde(bound = "")]
#[serde(crate = "::traitwire::__private::serde")]
#[schemars(
    crate = "::traitwire::__private::schemars",
    rename = "Either{L}{R}",
    bound = "L: ::traitwire::Value, R: ::traitwire::Value",
    extend(
        "x-traitwire-message" = ::traitwire::__private::schema_mark_generic(
            "Either",
            &[<L
            as::traitwire::Value>::KIND,
            <R
            as::traitwire::Value>::KIND]
        )
    )
)]
enum Choice<L: Clone, R> {
    Left(L),
    Right { of: R },
}
