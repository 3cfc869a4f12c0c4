#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl<T: ::traitwire::Value> ::traitwire::__private::GenericShape for Page<T>
where
    T: Ord,
    Self: ::traitwire::__private::serde::Serialize
        + ::traitwire::__private::serde::de::DeserializeOwned
        + ::traitwire::__private::schemars::JsonSchema,
    Vec<T>: ::core::default::Default,
{
    const GENERIC_SHAPE: &'static ::traitwire::__private::shape::Shape = {
        use ::traitwire::__private::shape as __s;
        &__s::Shape {
            name: "Page",
            doc: "",
            args: &[<T as ::traitwire::Value>::KIND],
            package: ::core::option::Option::None,
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            body: __s::Body::Struct(__s::Fields {
                list: &[
                    __s::Field::plain("items", <Vec<T> as ::traitwire::Value>::KIND)
                        .numbered(1u32),
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
                        doc: "",
                        proto: __s::Proto {
                            number: 2u32,
                            explicit: true,
                        },
                    },
                ],
                open: false,
                deny_unknown: false,
                gone: &[],
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
    Vec<T>: ::core::default::Default,
{
    const SHAPE: ::traitwire::__private::shape::ShapeRef = ::traitwire::__private::shape::ShapeRef::new(
        <Self as ::traitwire::__private::GenericShape>::GENERIC_SHAPE,
    );
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl<T: ::traitwire::Value> ::traitwire::__private::Sealed for Page<T>
where
    T: Ord,
    Self: ::traitwire::__private::serde::Serialize
        + ::traitwire::__private::serde::de::DeserializeOwned
        + ::traitwire::__private::schemars::JsonSchema,
    Vec<T>: ::core::default::Default,
{}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl<T: ::traitwire::Value> ::traitwire::Value for Page<T>
where
    T: Ord,
    Self: ::traitwire::__private::serde::Serialize
        + ::traitwire::__private::serde::de::DeserializeOwned
        + ::traitwire::__private::schemars::JsonSchema,
    Vec<T>: ::core::default::Default,
{
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Message(
        <Self as ::traitwire::Message>::SHAPE,
    );
}
::traitwire::__private::protobuf! {
    const _ : () = { use ::traitwire::__private::wire as __w; #[automatically_derived]
    #[allow(deprecated, dead_code, unused_variables, unused_mut, unreachable_code,
    clippy::all, clippy::pedantic, clippy::nursery)] impl < T : ::traitwire::Value >
    __w::WireMessage for Page < T > where T : Ord, Page < T > :
    ::traitwire::__private::serde::Serialize +
    ::traitwire::__private::serde::de::DeserializeOwned +
    ::traitwire::__private::schemars::JsonSchema, Vec < T > : ::core::default::Default {
    fn write < '__a > (& '__a self, __out : & mut __w::Writer < '__a >) {
    __w::put_always:: < < Vec < T > as __w::Wire > ::Form, Vec < T > > (& self.more, 2,
    __out, "more"); __w::put:: < Vec < T > > (& self.items, 1, __out, "items"); } fn
    read(__input : & mut __w::Reader < '_ >) -> ::core::result::Result < Self, __w::Fault
    > { let mut __slot0 = __w::slot:: < Vec < T > > (); let mut __slot1 = __w::slot:: <
    Vec < T > > (); while let ::core::option::Option::Some(__tag) = __input.tag() ? {
    match __w::Tag::number(__tag) { 1 => __w::take:: < Vec < T > > (& mut __slot0, __tag,
    __input, "items") ?, 2 => __w::take:: < Vec < T > > (& mut __slot1, __tag, __input,
    "more") ?, _ => __input.skip(__tag) ?, } } ::core::result::Result::Ok(Self { items :
    __w::finish:: < Vec < T > > (__slot0, __input, "items") ?, more : match
    __w::finish_explicit:: < < Vec < T > as __w::Wire > ::Form, Vec < T > > (__slot1,
    __input, "more") ? { ::core::option::Option::Some(__value) => __value,
    ::core::option::Option::None => ::core::default::Default::default(), }, }) } }
    #[automatically_derived] #[allow(deprecated, dead_code, unused_variables, unused_mut,
    unreachable_code, clippy::all, clippy::pedantic, clippy::nursery)] impl < T :
    ::traitwire::Value > __w::Wire for Page < T > where T : Ord, Page < T > :
    ::traitwire::__private::serde::Serialize +
    ::traitwire::__private::serde::de::DeserializeOwned +
    ::traitwire::__private::schemars::JsonSchema, Vec < T > : ::core::default::Default {
    type Form = __w::MessageForm; } };
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
    bound = "T: ::traitwire::Value, Vec < T >: ::core::default::Default",
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
            doc: "",
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
                        doc: "",
                        number: 1u32,
                    },
                    __s::Variant {
                        rust: "Right",
                        json: "Right",
                        aliases: &[],
                        body: __s::VariantBody::Struct(__s::Fields {
                            list: &[
                                __s::Field::plain("of", <R as ::traitwire::Value>::KIND)
                                    .numbered(1u32),
                            ],
                            open: false,
                            deny_unknown: false,
                            gone: &[],
                        }),
                        other: false,
                        untagged: false,
                        skipped: false,
                        written: ::core::option::Option::Some("Right"),
                        doc: "",
                        number: 2u32,
                    },
                ],
                gone: &[],
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
impl<L: Clone + ::traitwire::Value, R: ::traitwire::Value> ::traitwire::__private::Sealed
for Choice<L, R>
where
    Self: ::traitwire::__private::serde::Serialize
        + ::traitwire::__private::serde::de::DeserializeOwned
        + ::traitwire::__private::schemars::JsonSchema,
{}
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
::traitwire::__private::protobuf! {
    const _ : () = { use ::traitwire::__private::wire as __w; #[automatically_derived]
    #[allow(deprecated, dead_code, unused_variables, unused_mut, unreachable_code,
    clippy::all, clippy::pedantic, clippy::nursery)] impl < L : Clone +
    ::traitwire::Value, R : ::traitwire::Value > __w::WireMessage for Choice < L, R >
    where Choice < L, R > : ::traitwire::__private::serde::Serialize +
    ::traitwire::__private::serde::de::DeserializeOwned +
    ::traitwire::__private::schemars::JsonSchema { fn write < '__a > (& '__a self, __out
    : & mut __w::Writer < '__a >) { match self { Self::Left(__value) => __w::put_one:: <
    < L as __w::Wire > ::Form, L > (__value, 1, __out, "left"), Self::Right { of : __f0,
    .. } => __out.variant(2, "right", | __out | { __w::put:: < R > (__f0, 1, __out,
    "of"); }), } } fn read(__input : & mut __w::Reader < '_ >) -> ::core::result::Result
    < Self, __w::Fault > { let mut __one = __w::Oneof::default(); while let
    ::core::option::Option::Some(__tag) = __input.tag() ? { match __w::Tag::number(__tag)
    { 1 => __one.take(__tag, __input) ?, 2 => __one.take(__tag, __input) ?, _ => __input
    .skip(__tag) ?, } } match __one.number() { 1 =>
    ::core::result::Result::Ok(Self::Left(__one.one_as:: < < L as __w::Wire > ::Form, L >
    (__input, "left") ?)), 2 => __one.message(__input, "right", | __input | { let mut
    __slot0 = __w::slot:: < R > (); while let ::core::option::Option::Some(__tag) =
    __input.tag() ? { match __w::Tag::number(__tag) { 1 => __w::take:: < R > (& mut
    __slot0, __tag, __input, "of") ?, _ => __input.skip(__tag) ?, } }
    ::core::result::Result::Ok(Self::Right { of : __w::finish:: < R > (__slot0, __input,
    "of") ?, }) }), #[allow(unreachable_patterns)] _ => __one.none("Either", & ["left",
    "right"]), } } } #[automatically_derived] #[allow(deprecated, dead_code,
    unused_variables, unused_mut, unreachable_code, clippy::all, clippy::pedantic,
    clippy::nursery)] impl < L : Clone + ::traitwire::Value, R : ::traitwire::Value >
    __w::Wire for Choice < L, R > where Choice < L, R > :
    ::traitwire::__private::serde::Serialize +
    ::traitwire::__private::serde::de::DeserializeOwned +
    ::traitwire::__private::schemars::JsonSchema { type Form = __w::MessageForm; } };
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
