#[derive(::core::clone::Clone, ::core::fmt::Debug)]
/// Why a task call was refused.
#[derive(PartialEq)]
pub enum TaskError {
    /// No task has this id.
    ///
    /// It may have been deleted.
    NoSuchTask {
        /// The id.
        id: u64,
        cache: Cache,
    },
    /// The board is full.
    BoardFull,
    /// Odd.
    #[cfg(feature = "odd")]
    Odd { user_name: String, #[cfg(unix)] at: u32 },
    Call(CallError),
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::core::fmt::Display for TaskError {
    fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        match self {
            Self::NoSuchTask { id: __0, .. } => {
                ::traitwire::__private::write_failure(
                    __f,
                    "No task has this id",
                    &[("id", ::traitwire::__private::scalar(__0))],
                )
            }
            Self::BoardFull { .. } => {
                ::traitwire::__private::write_failure(__f, "The board is full", &[])
            }
            #[cfg(feature = "odd")]
            Self::Odd { user_name: __0, #[cfg(unix)] at: __1, .. } => {
                ::traitwire::__private::write_failure(
                    __f,
                    "Odd",
                    &[
                        ("userName", ::traitwire::__private::scalar(__0)),
                        #[cfg(unix)]
                        ("at", ::traitwire::__private::scalar(__1)),
                    ],
                )
            }
            Self::Call(__error) => {
                <CallError as ::traitwire::__private::HoldsCall>::show(__error, __f)
            }
        }
    }
}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::core::error::Error for TaskError {}
#[automatically_derived]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
impl ::core::convert::From<::traitwire::CallError> for TaskError {
    fn from(__error: ::traitwire::CallError) -> Self {
        Self::Call(<CallError as ::traitwire::__private::HoldsCall>::from_call(__error))
    }
}
const _: () = {
    #[automatically_derived]
    #[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
    impl ::traitwire::Message for __TaskErrorNoSuchTask {
        const SHAPE: ::traitwire::__private::shape::ShapeRef = {
            use ::traitwire::__private::shape as __s;
            static __TRAITWIRE_SHAPE: __s::Shape = __s::Shape {
                name: "TaskErrorNoSuchTask",
                doc: "",
                args: &[],
                package: ::core::option::Option::None,
                origin: ::core::concat!(
                    ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(),
                    ")"
                ),
                body: __s::Body::Struct(__s::Fields {
                    list: &[
                        __s::Field::plain("id", <u64 as ::traitwire::Value>::KIND)
                            .numbered(1u32)
                            .described("The id."),
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
                    ],
                    open: false,
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
    impl ::traitwire::__private::Sealed for __TaskErrorNoSuchTask {}
    #[automatically_derived]
    #[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
    impl ::traitwire::Value for __TaskErrorNoSuchTask {
        const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Message(
            <Self as ::traitwire::Message>::SHAPE,
        );
    }
    ::traitwire::__private::protobuf! {
        const _ : () = { use ::traitwire::__private::wire as __w;
        #[automatically_derived] #[allow(deprecated, dead_code, unused_variables,
        unused_mut, unreachable_code, clippy::all, clippy::pedantic, clippy::nursery)]
        impl __w::WireMessage for __TaskErrorNoSuchTask { fn write < '__a > (& '__a self,
        __out : & mut __w::Writer < '__a >) { __w::put:: < u64 > (& self.id, 1, __out,
        "id"); } fn read(__input : & mut __w::Reader < '_ >) -> ::core::result::Result <
        Self, __w::Fault > { let mut __slot0 = __w::slot:: < u64 > (); while let
        ::core::option::Option::Some(__tag) = __input.tag() ? { match
        __w::Tag::number(__tag) { 1 => __w::take:: < u64 > (& mut __slot0, __tag,
        __input, "id") ?, _ => __input.skip(__tag) ?, } } ::core::result::Result::Ok(Self
        { id : __w::finish:: < u64 > (__slot0, __input, "id") ?, cache :
        ::core::default::Default::default(), }) } } #[automatically_derived]
        #[allow(deprecated, dead_code, unused_variables, unused_mut, unreachable_code,
        clippy::all, clippy::pedantic, clippy::nursery)] impl __w::Wire for
        __TaskErrorNoSuchTask { type Form = __w::MessageForm; } };
    }
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::traitwire::__private::serde::Serialize,
        ::traitwire::__private::serde::Deserialize,
        ::traitwire::__private::schemars::JsonSchema
    )]
    #[allow(dead_code)]
    #[serde(crate = "::traitwire::__private::serde")]
    #[schemars(
        crate = "::traitwire::__private::schemars",
        rename = "TaskErrorNoSuchTask",
        extend("x-traitwire-message" = ::traitwire::__private::schema_mark::<Self>())
    )]
    struct __TaskErrorNoSuchTask {
        /// The id.
        id: u64,
        #[serde(skip)]
        cache: Cache,
    }
    #[cfg(feature = "odd")]
    #[automatically_derived]
    #[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
    impl ::traitwire::Message for __TaskErrorOdd {
        const SHAPE: ::traitwire::__private::shape::ShapeRef = {
            use ::traitwire::__private::shape as __s;
            static __TRAITWIRE_SHAPE: __s::Shape = __s::Shape {
                name: "TaskErrorOdd",
                doc: "",
                args: &[],
                package: ::core::option::Option::None,
                origin: ::core::concat!(
                    ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(),
                    ")"
                ),
                body: __s::Body::Struct(__s::Fields {
                    list: &[
                        __s::Field {
                            rust: "user_name",
                            json: "userName",
                            aliases: &[],
                            kind: <String as ::traitwire::Value>::KIND,
                            presence: __s::Presence::of(
                                &<String as ::traitwire::Value>::KIND,
                            ),
                            flatten: false,
                            limits: __s::Limits::NONE,
                            written: __s::Written {
                                json: "userName",
                                presence: __s::Presence::of(
                                    &<String as ::traitwire::Value>::KIND,
                                ),
                            },
                            doc: "",
                            proto: __s::Proto {
                                number: 1u32,
                                explicit: false,
                            },
                        },
                        #[cfg(unix)]
                        __s::Field::plain("at", <u32 as ::traitwire::Value>::KIND)
                            .numbered(2u32),
                    ],
                    open: false,
                    deny_unknown: false,
                    gone: &[],
                }),
                written_alike: true,
            };
            __s::ShapeRef::new(&__TRAITWIRE_SHAPE)
        };
    }
    #[cfg(feature = "odd")]
    #[automatically_derived]
    #[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
    impl ::traitwire::__private::Sealed for __TaskErrorOdd {}
    #[cfg(feature = "odd")]
    #[automatically_derived]
    #[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
    impl ::traitwire::Value for __TaskErrorOdd {
        const KIND: ::traitwire::__private::shape::Kind = ::traitwire::__private::shape::Kind::Message(
            <Self as ::traitwire::Message>::SHAPE,
        );
    }
    ::traitwire::__private::protobuf! {
        #[cfg(feature = "odd")] const _ : () = { use ::traitwire::__private::wire as __w;
        #[automatically_derived] #[allow(deprecated, dead_code, unused_variables,
        unused_mut, unreachable_code, clippy::all, clippy::pedantic, clippy::nursery)]
        impl __w::WireMessage for __TaskErrorOdd { fn write < '__a > (& '__a self, __out
        : & mut __w::Writer < '__a >) { #[cfg(unix)] __w::put:: < u32 > (& self.at, 2,
        __out, "at"); __w::put:: < String > (& self.user_name, 1, __out, "user_name"); }
        fn read(__input : & mut __w::Reader < '_ >) -> ::core::result::Result < Self,
        __w::Fault > { let mut __slot0 = __w::slot:: < String > (); #[cfg(unix)] let mut
        __slot1 = __w::slot:: < u32 > (); while let ::core::option::Option::Some(__tag) =
        __input.tag() ? { match __w::Tag::number(__tag) { 1 => __w::take:: < String > (&
        mut __slot0, __tag, __input, "user_name") ?, #[cfg(unix)] 2 => __w::take:: < u32
        > (& mut __slot1, __tag, __input, "at") ?, _ => __input.skip(__tag) ?, } }
        ::core::result::Result::Ok(Self { user_name : __w::finish:: < String > (__slot0,
        __input, "user_name") ?, #[cfg(unix)] at : __w::finish:: < u32 > (__slot1,
        __input, "at") ?, }) } } #[automatically_derived] #[allow(deprecated, dead_code,
        unused_variables, unused_mut, unreachable_code, clippy::all, clippy::pedantic,
        clippy::nursery)] impl __w::Wire for __TaskErrorOdd { type Form =
        __w::MessageForm; } };
    }
    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::traitwire::__private::serde::Serialize,
        ::traitwire::__private::serde::Deserialize,
        ::traitwire::__private::schemars::JsonSchema
    )]
    #[cfg(feature = "odd")]
    #[serde(rename_all = "camelCase")]
    #[allow(dead_code)]
    #[serde(crate = "::traitwire::__private::serde")]
    #[schemars(
        crate = "::traitwire::__private::schemars",
        rename = "TaskErrorOdd",
        extend("x-traitwire-message" = ::traitwire::__private::schema_mark::<Self>())
    )]
    struct __TaskErrorOdd {
        user_name: String,
        #[cfg(unix)]
        at: u32,
    }
    const __VARIANT_0: ::traitwire::__private::ErrorDef = ::traitwire::__private::ErrorDef {
        reason: "no_such_task",
        number: 1u32,
        code: ::traitwire::spec::Code::NotFound,
        retryable: false,
        doc: ::traitwire::__private::DocDef {
            summary: "No task has this id.",
            description: "It may have been deleted.",
        },
        fields: ::core::option::Option::Some(
            ::traitwire::__private::TypeDef::of::<__TaskErrorNoSuchTask>(),
        ),
    };
    const __VARIANT_1: ::traitwire::__private::ErrorDef = ::traitwire::__private::ErrorDef {
        reason: "full",
        number: 2u32,
        code: ::traitwire::spec::Code::ResourceExhausted,
        retryable: false,
        doc: ::traitwire::__private::DocDef {
            summary: "The board is full.",
            description: "",
        },
        fields: ::core::option::Option::None,
    };
    #[cfg(feature = "odd")]
    const __VARIANT_2: ::traitwire::__private::ErrorDef = ::traitwire::__private::ErrorDef {
        reason: "odd",
        number: 3u32,
        code: ::traitwire::spec::Code::Unavailable,
        retryable: true,
        doc: ::traitwire::__private::DocDef {
            summary: "Odd.",
            description: "",
        },
        fields: ::core::option::Option::Some(
            ::traitwire::__private::TypeDef::of::<__TaskErrorOdd>(),
        ),
    };
    #[automatically_derived]
    #[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery)]
    impl ::traitwire::ServiceError for TaskError {
        const NAME: &'static str = "TaskError";
        const MODULE: &'static str = ::core::module_path!();
        const VARIANTS: &'static [::traitwire::__private::ErrorDef] = &[
            __VARIANT_0,
            __VARIANT_1,
            #[cfg(feature = "odd")]
            __VARIANT_2,
        ];
        const GONE: &'static [::traitwire::__private::shape::Gone] = &[];
        fn into_status(self) -> ::traitwire::Status {
            let __message = ::std::string::ToString::to_string(&self);
            match self {
                Self::NoSuchTask { id: __0, cache: __1, .. } => {
                    ::traitwire::__private::failed(
                        &__VARIANT_0,
                        __message,
                        ::core::option::Option::Some(
                            &__TaskErrorNoSuchTask {
                                id: __0,
                                cache: __1,
                            },
                        ),
                    )
                }
                Self::BoardFull => {
                    ::traitwire::__private::failed(
                        &__VARIANT_1,
                        __message,
                        ::core::option::Option::None::<&()>,
                    )
                }
                #[cfg(feature = "odd")]
                Self::Odd { user_name: __0, #[cfg(unix)] at: __1, .. } => {
                    ::traitwire::__private::failed(
                        &__VARIANT_2,
                        __message,
                        ::core::option::Option::Some(
                            &__TaskErrorOdd {
                                user_name: __0,
                                #[cfg(unix)]
                                at: __1,
                            },
                        ),
                    )
                }
                Self::Call(__error) => {
                    <CallError as ::traitwire::__private::HoldsCall>::into_internal(
                        __error,
                    )
                }
            }
        }
        fn from_status(__status: ::traitwire::Status) -> Self {
            {
                if ::traitwire::__private::is_variant(&__VARIANT_0, &__status) {
                    if let ::core::option::Option::Some(__fields) = ::traitwire::__private::fields::<
                        __TaskErrorNoSuchTask,
                    >(&__status) {
                        return Self::NoSuchTask {
                            id: __fields.id,
                            cache: __fields.cache,
                        };
                    }
                }
            }
            {
                if ::traitwire::__private::is_variant(&__VARIANT_1, &__status) {
                    return Self::BoardFull;
                }
            }
            #[cfg(feature = "odd")]
            {
                if ::traitwire::__private::is_variant(&__VARIANT_2, &__status) {
                    if let ::core::option::Option::Some(__fields) = ::traitwire::__private::fields::<
                        __TaskErrorOdd,
                    >(&__status) {
                        return Self::Odd {
                            user_name: __fields.user_name,
                            #[cfg(unix)]
                            at: __fields.at,
                        };
                    }
                }
            }
            Self::Call(
                <CallError as ::traitwire::__private::HoldsCall>::from_call(
                    <::traitwire::CallError as ::core::convert::From<_>>::from(__status),
                ),
            )
        }
    }
};
