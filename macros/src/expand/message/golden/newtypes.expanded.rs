#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl crate::wire::Message for Id {
    const SHAPE: crate::wire::__private::shape::ShapeRef = {
        use crate::wire::__private::shape as __s;
        static __TRAITWIRE_SHAPE: __s::Shape = __s::Shape {
            name: "UserId",
            doc: "",
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
impl crate::wire::__private::Sealed for Id {}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl crate::wire::Value for Id {
    const KIND: crate::wire::__private::shape::Kind = crate::wire::__private::shape::Kind::Message(
        <Self as crate::wire::Message>::SHAPE,
    );
}
crate::wire::__private::protobuf! {
    const _ : () = { use crate ::wire::__private::wire as __w; #[allow(dead_code)] pub
    struct __Newtype; #[automatically_derived] #[allow(deprecated, dead_code,
    unused_variables, unused_mut, unreachable_code, clippy::all, clippy::pedantic,
    clippy::nursery)] impl __w::Newtype < Id > for __Newtype { type Inner = u64; const
    LIMITS : & 'static crate ::wire::__private::shape::Limits = const { use crate
    ::wire::__private::shape as __s; & __s::Limits { max :
    ::core::option::Option::Some(__s::Bound { int : (9) as i128, float : ((9) as i128) as
    f64, exclusive : false }), ..__s::Limits::NONE } }; fn inner(__value : & Id) -> & u64
    { & __value.0 } fn of(__inner : u64) -> Id { Id { 0 : __inner, } } }
    #[automatically_derived] #[allow(deprecated, dead_code, unused_variables, unused_mut,
    unreachable_code, clippy::all, clippy::pedantic, clippy::nursery)] impl __w::Wire for
    Id { type Form = __w::Via < __Newtype, < u64 as __w::Wire > ::Form >; } };
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
impl ::traitwire::Message for Holder {
    const SHAPE: ::traitwire::__private::shape::ShapeRef = {
        use ::traitwire::__private::shape as __s;
        static __TRAITWIRE_SHAPE: __s::Shape = __s::Shape {
            name: "Holder",
            doc: "",
            args: &[],
            package: ::core::option::Option::None,
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            body: __s::Body::Transparent(
                <Cache as ::traitwire::Value>::KIND,
                __s::Limits::NONE,
            ),
            written_alike: true,
        };
        __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
    };
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::__private::Sealed for Holder {}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for Holder {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Message(
        <Self as ::traitwire::Message>::SHAPE,
    );
}
::traitwire::__private::protobuf! {
    const _ : () = { use ::traitwire::__private::wire as __w; #[allow(dead_code)] struct
    __Newtype; #[automatically_derived] #[allow(deprecated, dead_code, unused_variables,
    unused_mut, unreachable_code, clippy::all, clippy::pedantic, clippy::nursery)] impl
    __w::Newtype < Holder > for __Newtype { type Inner = Cache; fn inner(__value : &
    Holder) -> & Cache { & __value.0 } fn of(__inner : Cache) -> Holder { Holder { 0 :
    __inner, } } } pub struct __Concealed; #[automatically_derived] #[allow(deprecated,
    dead_code, unused_variables, unused_mut, unreachable_code, clippy::all,
    clippy::pedantic, clippy::nursery)] impl __w::Conceal < Holder > for __Concealed {
    const FORM : __w::Functions < Holder > = __w::Functions::of:: < __w::Via < __Newtype,
    < Cache as __w::Wire > ::Form > > (); const ONE : __w::Functions < Holder > =
    __w::Functions::of:: << __w::Via < __Newtype, < Cache as __w::Wire > ::Form > as
    __w::Form < Holder >> ::One > (); } #[automatically_derived] #[allow(deprecated,
    dead_code, unused_variables, unused_mut, unreachable_code, clippy::all,
    clippy::pedantic, clippy::nursery)] impl __w::Wire for Holder { type Form =
    __w::Concealed < __Concealed >; } };
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
pub struct Holder(Cache);
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Message for Pair {
    const SHAPE: ::traitwire::__private::shape::ShapeRef = {
        use ::traitwire::__private::shape as __s;
        static __TRAITWIRE_SHAPE: __s::Shape = __s::Shape {
            name: "Pair",
            doc: "",
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
impl ::traitwire::__private::Sealed for Pair {}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for Pair {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Message(
        <Self as ::traitwire::Message>::SHAPE,
    );
}
::traitwire::__private::protobuf! {
    const _ : () = { use ::traitwire::__private::wire as __w; #[automatically_derived]
    #[allow(deprecated, dead_code, unused_variables, unused_mut, unreachable_code,
    clippy::all, clippy::pedantic, clippy::nursery)] impl __w::WireMessage for Pair { fn
    write < '__a > (& '__a self, __out : & mut __w::Writer < '__a >) { __w::put:: < u16 >
    (& self.1, 2, __out, "f1"); __w::put:: < u8 > (& self.0, 1, __out, "f0"); } fn
    read(__input : & mut __w::Reader < '_ >) -> ::core::result::Result < Self, __w::Fault
    > { let mut __slot0 = __w::slot:: < u8 > (); let mut __slot1 = __w::slot:: < u16 >
    (); while let ::core::option::Option::Some(__tag) = __input.tag() ? { match
    __w::Tag::number(__tag) { 1 => __w::take:: < u8 > (& mut __slot0, __tag, __input,
    "f0") ?, 2 => __w::take:: < u16 > (& mut __slot1, __tag, __input, "f1") ?, _ =>
    __input.skip(__tag) ?, } } ::core::result::Result::Ok(Self { 0 : __w::finish:: < u8 >
    (__slot0, __input, "f0") ?, 1 : __w::finish:: < u16 > (__slot1, __input, "f1") ?, })
    } } #[automatically_derived] #[allow(deprecated, dead_code, unused_variables,
    unused_mut, unreachable_code, clippy::all, clippy::pedantic, clippy::nursery)] impl
    __w::Wire for Pair { type Form = __w::MessageForm; } };
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
            doc: "",
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
impl ::traitwire::__private::Sealed for Maybe {}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for Maybe {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Option(
        &::traitwire::__private::shape::Kind::Message(
            <Self as ::traitwire::Message>::SHAPE,
        ),
    );
}
::traitwire::__private::protobuf! {
    const _ : () = { use ::traitwire::__private::wire as __w; #[allow(dead_code)] pub
    struct __Newtype; #[automatically_derived] #[allow(deprecated, dead_code,
    unused_variables, unused_mut, unreachable_code, clippy::all, clippy::pedantic,
    clippy::nursery)] impl __w::Newtype < Maybe > for __Newtype { type Inner = Option <
    u8 >; fn inner(__value : & Maybe) -> & Option < u8 > { & __value.0 } fn of(__inner :
    Option < u8 >) -> Maybe { Maybe { 0 : __inner, } } } #[automatically_derived]
    #[allow(deprecated, dead_code, unused_variables, unused_mut, unreachable_code,
    clippy::all, clippy::pedantic, clippy::nursery)] impl __w::Wire for Maybe { type Form
    = __w::Via < __Newtype, < Option < u8 > as __w::Wire > ::Form >; } };
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
            doc: "",
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
impl ::traitwire::__private::Sealed for Marker {}
#[cfg(unix)]
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for Marker {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Message(
        <Self as ::traitwire::Message>::SHAPE,
    );
}
::traitwire::__private::protobuf! {
    #[cfg(unix)] const _ : () = { use ::traitwire::__private::wire as __w;
    #[automatically_derived] #[allow(deprecated, dead_code, unused_variables, unused_mut,
    unreachable_code, clippy::all, clippy::pedantic, clippy::nursery)] impl
    __w::WireMessage for Marker { fn write < '__a > (& '__a self, __out : & mut
    __w::Writer < '__a >) {} fn read(__input : & mut __w::Reader < '_ >) ->
    ::core::result::Result < Self, __w::Fault > { while let
    ::core::option::Option::Some(__tag) = __input.tag() ? { match __w::Tag::number(__tag)
    { _ => __input.skip(__tag) ?, } } ::core::result::Result::Ok(Self {}) } }
    #[automatically_derived] #[allow(deprecated, dead_code, unused_variables, unused_mut,
    unreachable_code, clippy::all, clippy::pedantic, clippy::nursery)] impl __w::Wire for
    Marker { type Form = __w::MessageForm; } };
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
            doc: "",
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
impl ::traitwire::__private::Sealed for Upper {}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for Upper {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Message(
        <Self as ::traitwire::Message>::SHAPE,
    );
}
::traitwire::__private::protobuf! {
    const _ : () = { use ::traitwire::__private::wire as __w; #[allow(dead_code)] pub
    struct __Like; #[automatically_derived] #[allow(deprecated, dead_code,
    unused_variables, unused_mut, unreachable_code, clippy::all, clippy::pedantic,
    clippy::nursery)] impl __w::Convert < Upper > for __Like { type Wire = String; fn
    to_wire(__value : & Upper) -> ::core::result::Result < String, __w::Fault > {
    ::core::result::Result::Ok(::core::convert::Into::into(::core::clone::Clone::clone(__value)))
    } fn of_wire(__wire : String) -> ::core::result::Result < Upper, __w::Fault > {
    ::core::convert::TryInto::try_into(__wire).map_err(| __error |
    __w::Fault::new(::std::string::ToString::to_string(& __error))) } }
    #[automatically_derived] #[allow(deprecated, dead_code, unused_variables, unused_mut,
    unreachable_code, clippy::all, clippy::pedantic, clippy::nursery)] impl __w::Wire for
    Upper { type Form = __w::Through < __Like, < String as __w::Wire > ::Form >; } };
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
