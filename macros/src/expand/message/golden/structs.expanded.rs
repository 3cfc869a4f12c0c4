#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Message for Task {
    const SHAPE: ::traitwire::__private::shape::ShapeRef = {
        use ::traitwire::__private::shape as __s;
        static __TRAITWIRE_SHAPE: __s::Shape = __s::Shape {
            name: "Task",
            doc: "A unit of work.",
            args: &[],
            package: ::core::option::Option::None,
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            body: __s::Body::Struct(__s::Fields {
                list: &[
                    __s::Field::plain("id", <u64 as ::traitwire::Value>::KIND)
                        .numbered(1u32)
                        .described("Server-assigned identifier."),
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
                        doc: "",
                        proto: __s::Proto {
                            number: 2u32,
                            explicit: false,
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
                        doc: "",
                        proto: __s::Proto {
                            number: 3u32,
                            explicit: true,
                        },
                    },
                    __s::Field::plain(
                            "children",
                            <Vec<Task> as ::traitwire::Value>::KIND,
                        )
                        .numbered(4u32),
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
                        doc: "",
                        proto: __s::Proto {
                            number: 5u32,
                            explicit: false,
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
                        doc: "",
                        proto: __s::Proto {
                            number: 0u32,
                            explicit: false,
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
                        doc: "",
                        proto: __s::Proto {
                            number: 7u32,
                            explicit: false,
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
                        doc: "",
                        proto: __s::Proto {
                            number: 8u32,
                            explicit: false,
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
                gone: &[],
            }),
            written_alike: true,
        };
        __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
    };
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::__private::Sealed for Task {}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::traitwire::Value for Task {
    const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Message(
        <Self as ::traitwire::Message>::SHAPE,
    );
}
::traitwire::__private::protobuf! {
    const _ : () = { use ::traitwire::__private::wire as __w; #[automatically_derived]
    #[allow(deprecated, dead_code, unused_variables, unused_mut, unreachable_code,
    clippy::all, clippy::pedantic, clippy::nursery)] impl __w::WireMessage for Task { fn
    write < '__a > (& '__a self, __out : & mut __w::Writer < '__a >) { #[cfg(feature =
    "more")] __w::put:: < More > (& self.more, 8, __out, "more"); __w::put_as:: <
    __w::Through < __w::Hidden < __w::Json >, __w::MessageForm >, Foreign > (& self
    .foreign, 7, __out, "foreign"); __w::put:: < f64 > (& self.weight, 5, __out,
    "weight"); __w::put:: < Vec < Task > > (& self.children, 4, __out, "children");
    __w::put_always:: < < Option < String > as __w::Wire > ::Form, Option < String > > (&
    self.user_name, 3, __out, "user_name"); __w::put:: < String > (& self.title, 2,
    __out, "title"); __w::put:: < u64 > (& self.id, 1, __out, "id"); } fn read(__input :
    & mut __w::Reader < '_ >) -> ::core::result::Result < Self, __w::Fault > { let mut
    __slot0 = __w::slot:: < u64 > (); let mut __slot1 = __w::slot:: < String > (); let
    mut __slot2 = __w::slot:: < Option < String > > (); let mut __slot3 = __w::slot:: <
    Vec < Task > > (); let mut __slot4 = __w::slot:: < f64 > (); let mut __slot6 =
    __w::slot_as:: < __w::Through < __w::Hidden < __w::Json >, __w::MessageForm >,
    Foreign > (); #[cfg(feature = "more")] let mut __slot7 = __w::slot:: < More > ();
    while let ::core::option::Option::Some(__tag) = __input.tag() ? { match
    __w::Tag::number(__tag) { 1 => __w::take:: < u64 > (& mut __slot0, __tag, __input,
    "id") ?, 2 => __w::take:: < String > (& mut __slot1, __tag, __input, "title") ?, 3 =>
    __w::take:: < Option < String > > (& mut __slot2, __tag, __input, "user_name") ?, 4
    => __w::take:: < Vec < Task > > (& mut __slot3, __tag, __input, "children") ?, 5 =>
    __w::take:: < f64 > (& mut __slot4, __tag, __input, "weight") ?, 7 => __w::take_as::
    < __w::Through < __w::Hidden < __w::Json >, __w::MessageForm >, Foreign > (& mut
    __slot6, __tag, __input, "foreign") ?, #[cfg(feature = "more")] 8 => __w::take:: <
    More > (& mut __slot7, __tag, __input, "more") ?, _ => __input.skip(__tag) ?, } }
    ::core::result::Result::Ok(Self { id : __w::finish:: < u64 > (__slot0, __input, "id")
    ?, title : __w::limited:: < < String as __w::Wire > ::Form, String > (__w::finish:: <
    String > (__slot1, __input, "title") ?, const { use ::traitwire::__private::shape as
    __s; & __s::Limits { min_length : ::core::option::Option::Some(1), max_length :
    ::core::option::Option::Some(LONGEST), pattern :
    ::core::option::Option::Some("^[a-z]"), ..__s::Limits::NONE } }, __input, "title") ?,
    user_name : match __w::finish_explicit:: < < Option < String > as __w::Wire > ::Form,
    Option < String > > (__slot2, __input, "user_name") ? {
    ::core::option::Option::Some(__value) => __value, ::core::option::Option::None =>
    ::core::default::Default::default(), }, children : __w::finish:: < Vec < Task > >
    (__slot3, __input, "children") ?, weight : __w::limited:: < < f64 as __w::Wire >
    ::Form, f64 > (__w::finish:: < f64 > (__slot4, __input, "weight") ?, const { use
    ::traitwire::__private::shape as __s; & __s::Limits { min :
    ::core::option::Option::Some(__s::Bound { int : (- 1) as i128, float : ((- 1) as
    i128) as f64, exclusive : false }), max : ::core::option::Option::Some(__s::Bound {
    int : (0.5) as i128, float : (0.5) as f64, exclusive : false }), ..__s::Limits::NONE
    } }, __input, "weight") ?, cache : ::core::default::Default::default(), foreign :
    __w::finish_as:: < __w::Through < __w::Hidden < __w::Json >, __w::MessageForm >,
    Foreign > (__slot6, __input, "foreign") ?, #[cfg(feature = "more")] more :
    __w::finish:: < More > (__slot7, __input, "more") ?, }) } } #[automatically_derived]
    #[allow(deprecated, dead_code, unused_variables, unused_mut, unreachable_code,
    clippy::all, clippy::pedantic, clippy::nursery)] impl __w::Wire for Task { type Form
    = __w::MessageForm; } };
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
