/// Methods that are there with features alone.
trait Sometimes: ::core::marker::Send + ::core::marker::Sync + 'static {
    /// Run it.
    #[cfg(feature = "a")]
    #[cfg(unix)]
    fn run(
        &self,
        cx: Cx,
        req: T,
    ) -> impl ::core::future::Future<Output = Reply> + ::core::marker::Send;
    /// Stop it.
    #[cfg(feature = "b")]
    fn stop(
        &self,
    ) -> impl ::core::future::Future<Output = Result<(), Status>> + ::core::marker::Send;
}
#[cfg(feature = "b")]
#[cfg_attr(doc, doc = " The request of [`Sometimes::stop`].")]
#[allow(missing_docs, dead_code)]
struct SometimesStopRequest {}
/// The description of the service [`Sometimes`](trait@Sometimes), which needs no implementation.
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[allow(dead_code)]
struct SometimesService;
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
impl SometimesService {
    /// The full name of the service: `tasks.v1.Board`.
    pub const NAME: &'static str = "tasks.v1.Board";
    #[doc(hidden)]
    pub const __TESTS: crate::wire::__private::ServiceTests = crate::wire::__private::ServiceTests {
        spec: Self::spec,
        file: ::core::file!(),
        methods: &[
            #[cfg(feature = "a")]
            #[cfg(unix)]
            crate::wire::__private::MethodTests {
                request: crate::wire::__private::request::<T>().round_trip,
                reply: crate::wire::__private::returns::<Reply>().round_trip,
                lines: &[],
            },
            #[cfg(feature = "b")]
            crate::wire::__private::MethodTests {
                request: crate::wire::__private::request::<SometimesStopRequest>()
                    .round_trip,
                reply: crate::wire::__private::returns::<Result<(), Status>>()
                    .round_trip,
                lines: &[],
            },
        ],
    };
    /// Everything that the trait says, as plain data.
    #[must_use]
    pub fn spec() -> &'static crate::wire::spec::ServiceSpec {
        #[cfg(all(all(feature = "a", unix), not(any())))]
        #[allow(dead_code)]
        type __SometimesReturns = Reply;
        #[cfg(all(all(feature = "b"), not(any(all(feature = "a", unix)))))]
        #[allow(dead_code)]
        type __SometimesReturns = Result<(), Status>;
        #[cfg(not(any(all(feature = "a", unix), all(feature = "b"))))]
        #[allow(dead_code)]
        type __SometimesReturns = ::core::result::Result<(), crate::wire::Status>;
        static __TRAITWIRE_DEF: crate::wire::__private::ServiceDef = crate::wire::__private::ServiceDef {
            name: "Board",
            package: "tasks.v1",
            path: "board",
            doc: crate::wire::__private::DocDef {
                summary: "Methods that are there with features alone.",
                description: "",
            },
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            error: crate::wire::__private::returns::<__SometimesReturns>().error_name,
            error_module: crate::wire::__private::returns::<__SometimesReturns>()
                .error_module,
            errors: crate::wire::__private::returns::<__SometimesReturns>().errors,
            errors_gone: crate::wire::__private::returns::<__SometimesReturns>()
                .errors_gone,
            methods: &[
                #[cfg(feature = "a")]
                #[cfg(unix)]
                crate::wire::__private::MethodDef {
                    name: "run",
                    pascal: "Run",
                    kind: crate::wire::__private::MethodKind::new(
                        crate::wire::__private::request::<T>().streams,
                        crate::wire::__private::returns::<Reply>().streams,
                    ),
                    doc: crate::wire::__private::DocDef {
                        summary: "Run it.",
                        description: "",
                    },
                    input: crate::wire::__private::request::<T>().input,
                    output: crate::wire::__private::returns::<Reply>().output,
                    errors: ::core::option::Option::None,
                    examples: &[],
                    deprecated: ::core::option::Option::None,
                    tool: true,
                    read_only: false,
                    destructive: false,
                    idempotent: false,
                    scopes: &[],
                    public: false,
                    timeout_ms: ::core::option::Option::None,
                    on: ::core::option::Option::None,
                },
                #[cfg(feature = "b")]
                crate::wire::__private::MethodDef {
                    name: "stop",
                    pascal: "Stop",
                    kind: crate::wire::__private::MethodKind::new(
                        crate::wire::__private::request::<SometimesStopRequest>()
                            .streams,
                        crate::wire::__private::returns::<Result<(), Status>>().streams,
                    ),
                    doc: crate::wire::__private::DocDef {
                        summary: "Stop it.",
                        description: "",
                    },
                    input: crate::wire::__private::request::<SometimesStopRequest>()
                        .input,
                    output: crate::wire::__private::returns::<Result<(), Status>>()
                        .output,
                    errors: ::core::option::Option::None,
                    examples: &[],
                    deprecated: ::core::option::Option::None,
                    tool: true,
                    read_only: false,
                    destructive: false,
                    idempotent: false,
                    scopes: &[],
                    public: false,
                    timeout_ms: ::core::option::Option::None,
                    on: ::core::option::Option::None,
                },
            ],
        };
        static __TRAITWIRE_SPEC: ::std::sync::LazyLock<
            crate::wire::__private::Described,
        > = ::std::sync::LazyLock::new(|| crate::wire::__private::build(
            &__TRAITWIRE_DEF,
        ));
        __TRAITWIRE_SPEC.spec()
    }
}
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
const _: () = {
    #[cfg(all(all(feature = "a", unix), not(any())))]
    #[allow(dead_code)]
    type __SometimesReturns = Reply;
    #[cfg(all(all(feature = "b"), not(any(all(feature = "a", unix)))))]
    #[allow(dead_code)]
    type __SometimesReturns = Result<(), Status>;
    #[cfg(not(any(all(feature = "a", unix), all(feature = "b"))))]
    #[allow(dead_code)]
    type __SometimesReturns = ::core::result::Result<(), crate::wire::Status>;
    #[cfg(feature = "a")]
    #[cfg(unix)]
    const _: () = {
        let _ = crate::wire::__private::assert_same_error(
            &crate::wire::__private::returns::<__SometimesReturns>(),
            &crate::wire::__private::returns::<Reply>(),
        );
    };
    #[cfg(feature = "a")]
    #[cfg(unix)]
    const _: () = crate::wire::__private::assert_object(
        &crate::wire::__private::request::<T>(),
        "the request of `run` is no object in JSON, and tools take their arguments by name; give the argument a name such as `value`, which makes it a field of the request",
    );
    #[cfg(feature = "b")]
    const _: () = {
        let _ = crate::wire::__private::assert_same_error(
            &crate::wire::__private::returns::<__SometimesReturns>(),
            &crate::wire::__private::returns::<Result<(), Status>>(),
        );
    };
};
/// Serves an implementation of [`Sometimes`](trait@Sometimes).
#[allow(dead_code)]
struct SometimesServer<__T>(::std::sync::Arc<__T>);
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
impl<__T: Sometimes> SometimesServer<__T> {
    /// Serves `service`.
    #[must_use]
    pub fn new(service: __T) -> Self {
        Self(::std::sync::Arc::new(service))
    }
    /// Serves an implementation that others hold as well.
    #[must_use]
    pub fn from_arc(service: ::std::sync::Arc<__T>) -> Self {
        Self(service)
    }
}
#[automatically_derived]
impl<__T> ::core::fmt::Debug for SometimesServer<__T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::fmt::Formatter::write_str(f, "SometimesServer(..)")
    }
}
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
#[automatically_derived]
impl<__T: Sometimes> crate::wire::Service for SometimesServer<__T> {
    fn spec(&self) -> &crate::wire::spec::ServiceSpec {
        SometimesService::spec()
    }
    fn call(
        &self,
        __call: crate::wire::Call,
    ) -> crate::wire::BoxFuture<
        'static,
        ::core::result::Result<crate::wire::Outcome, crate::wire::Status>,
    > {
        let __rows: &[&dyn crate::wire::__private::Row<dyn __AnySometimes>] = const {
            &[
                #[cfg(feature = "a")]
                #[cfg(unix)]
                &crate::wire::__private::Method {
                    decode: crate::wire::__private::request::<T>().decode,
                    call: |__server: &dyn __AnySometimes, __cx, __request| {
                        <dyn __AnySometimes as __AnySometimes>::__any_run(
                            __server,
                            const { crate::wire::__private::context::<Cx>().from }(__cx),
                            __request,
                        )
                    },
                    complete: crate::wire::__private::returns::<Reply>().complete,
                },
                #[cfg(feature = "b")]
                &crate::wire::__private::Method {
                    decode: crate::wire::__private::request::<SometimesStopRequest>()
                        .decode,
                    call: |__server: &dyn __AnySometimes, _, _| {
                        <dyn __AnySometimes as __AnySometimes>::__any_stop(__server)
                    },
                    complete: crate::wire::__private::returns::<Result<(), Status>>()
                        .complete,
                },
            ]
        };
        let __server: ::std::sync::Arc<dyn __AnySometimes> = <::std::sync::Arc<
            __T,
        > as ::core::clone::Clone>::clone(&self.0);
        crate::wire::__private::dispatch(
            __server,
            SometimesService::spec(),
            __rows,
            __call,
        )
    }
}
crate::wire::__private::client! {
    #[doc =
    " Calls [`Sometimes`](trait@Sometimes) through a channel, wherever the service is. Clones share the channel."]
    #[derive(::core::clone::Clone)] #[allow(dead_code)] struct
    SometimesClient(::std::sync::Arc < dyn crate ::wire::Channel >); #[allow(deprecated,
    dead_code, clippy::all, clippy::pedantic)] impl SometimesClient { #[doc =
    r" A client of the service behind `channel`, such as `Http` or `Local`."] #[must_use]
    pub fn new(channel : impl crate ::wire::Channel) -> Self {
    Self(::std::sync::Arc::new(channel)) } } #[automatically_derived] impl
    ::core::fmt::Debug for SometimesClient { fn fmt(& self, f : & mut
    ::core::fmt::Formatter < '_ >) -> ::core::fmt::Result {
    ::core::fmt::Formatter::write_str(f, "SometimesClient(..)") } } #[allow(deprecated,
    dead_code, clippy::all, clippy::pedantic)] #[automatically_derived] impl Sometimes
    for SometimesClient { #[cfg(feature = "a")] #[cfg(unix)] fn run(& self, __cx : Cx,
    __request : T) -> impl ::core::future::Future < Output = Reply > +
    ::core::marker::Send { crate ::wire::__private::remote(& self.0,
    SometimesService::spec, "run", ::core::option::Option::Some(const { crate
    ::wire::__private::context:: < Cx > ().into } (__cx)), const { (crate
    ::wire::__private::request:: < T > ().encode, crate ::wire::__private::returns:: <
    Reply > ().receive) }, __request,) } #[cfg(feature = "b")] fn stop(& self,) -> impl
    ::core::future::Future < Output = Result < (), Status > > + ::core::marker::Send {
    crate ::wire::__private::remote(& self.0, SometimesService::spec, "stop",
    ::core::option::Option::None, const { (crate ::wire::__private::request:: <
    SometimesStopRequest > ().encode, crate ::wire::__private::returns:: < Result < (),
    Status > > ().receive) }, SometimesStopRequest {},) } }
}
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
#[doc(hidden)]
trait __AnySometimes: ::core::marker::Send + ::core::marker::Sync + 'static {
    #[cfg(feature = "a")]
    #[cfg(unix)]
    fn __any_run(&self, __cx: Cx, __request: T) -> crate::wire::BoxFuture<'_, Reply>;
    #[cfg(feature = "b")]
    fn __any_stop(&self) -> crate::wire::BoxFuture<'_, Result<(), Status>>;
}
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
#[automatically_derived]
impl<__T: Sometimes> __AnySometimes for __T {
    #[cfg(feature = "a")]
    #[cfg(unix)]
    fn __any_run(&self, __cx: Cx, __request: T) -> crate::wire::BoxFuture<'_, Reply> {
        ::std::boxed::Box::pin(<__T as Sometimes>::run(self, __cx, __request))
    }
    #[cfg(feature = "b")]
    fn __any_stop(&self) -> crate::wire::BoxFuture<'_, Result<(), Status>> {
        ::std::boxed::Box::pin(<__T as Sometimes>::stop(self))
    }
}
/// An implementation of [`Sometimes`](trait@Sometimes), whatever its type. Clones share it.
#[derive(::core::clone::Clone)]
#[allow(dead_code)]
struct AnySometimes(::std::sync::Arc<dyn __AnySometimes>);
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
impl AnySometimes {
    /// Forgets the type of `service`.
    #[must_use]
    pub fn new(service: impl Sometimes) -> Self {
        Self(::std::sync::Arc::new(service))
    }
}
#[automatically_derived]
impl ::core::fmt::Debug for AnySometimes {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::fmt::Formatter::write_str(f, "AnySometimes(..)")
    }
}
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
#[automatically_derived]
impl Sometimes for AnySometimes {
    #[cfg(feature = "a")]
    #[cfg(unix)]
    fn run(
        &self,
        __cx: Cx,
        __request: T,
    ) -> impl ::core::future::Future<Output = Reply> + ::core::marker::Send {
        <dyn __AnySometimes as __AnySometimes>::__any_run(&*self.0, __cx, __request)
    }
    #[cfg(feature = "b")]
    fn stop(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<(), Status>,
    > + ::core::marker::Send {
        <dyn __AnySometimes as __AnySometimes>::__any_stop(&*self.0)
    }
}
#[cfg(all(all(feature = "a", unix), not(any())))]
#[allow(dead_code)]
type __SometimesReturns = Reply;
#[cfg(all(all(feature = "b"), not(any(all(feature = "a", unix)))))]
#[allow(dead_code)]
type __SometimesReturns = Result<(), Status>;
#[cfg(not(any(all(feature = "a", unix), all(feature = "b"))))]
#[allow(dead_code)]
type __SometimesReturns = ::core::result::Result<(), crate::wire::Status>;
/// A call of one of the tools of [`Sometimes`](trait@Sometimes), as a model makes it.
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
enum SometimesTool {
    #[cfg(feature = "a")]
    #[cfg(unix)]
    /// Run it.
    ///
    /// Calls [`Sometimes::run`].
    Run(T),
    #[cfg(feature = "b")]
    /// Stop it.
    ///
    /// Calls [`Sometimes::stop`].
    Stop(SometimesStopRequest),
}
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
#[allow(unused_variables, unreachable_code)]
impl SometimesTool {
    /// Reads a call: the name of a tool, and its arguments in JSON.
    ///
    /// It is as strict as MCP: fields that are not known are refused, all that is wrong is told at once, and
    /// for a tool that there is not the one is named that was probably meant.
    pub fn decode(
        name: &str,
        arguments: impl ::core::convert::AsRef<[u8]>,
    ) -> ::core::result::Result<Self, crate::wire::Status> {
        let __tools: &[crate::wire::__private::Tool<Self>] = const {
            &[
                #[cfg(feature = "a")]
                #[cfg(unix)]
                (
                    "board_run",
                    &crate::wire::__private::Whole {
                        arguments: crate::wire::__private::request::<T>().arguments,
                        call: Self::Run,
                    },
                ),
                #[cfg(feature = "b")]
                (
                    "board_stop",
                    &crate::wire::__private::Whole {
                        arguments: crate::wire::__private::request::<
                            SometimesStopRequest,
                        >()
                            .arguments,
                        call: Self::Stop,
                    },
                ),
            ]
        };
        crate::wire::__private::decode_tool(
            __tools,
            name,
            ::core::convert::AsRef::as_ref(&arguments),
        )
    }
    /// The name of the tool.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match *self {
            #[cfg(feature = "a")]
            #[cfg(unix)]
            Self::Run(..) => "board_run",
            #[cfg(feature = "b")]
            Self::Stop(..) => "board_stop",
        }
    }
    /// Calls the method. The reply comes in JSON; that of a stream is `{"items": [..], "complete": true}`,
    /// with at most 1,000 items and 1 MiB of them.
    ///
    /// A method that takes a context gets the current one. Nothing bounds the time: drop the future to stop.
    pub fn execute<'a>(
        self,
        service: &'a impl Sometimes,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<
            ::std::string::String,
            crate::wire::__private::ErrorOf<__SometimesReturns>,
        >,
    > + ::core::marker::Send + 'a {
        let __called: crate::wire::BoxFuture<
            'a,
            ::core::result::Result<
                ::std::string::String,
                crate::wire::__private::ErrorOf<__SometimesReturns>,
            >,
        > = match self {
            #[cfg(feature = "a")]
            #[cfg(unix)]
            Self::Run(__request) => {
                crate::wire::__private::executed(
                    __AnySometimes::__any_run(
                        service,
                        const {
                            crate::wire::__private::context::<Cx>().from
                        }(crate::wire::Context::current()),
                        __request,
                    ),
                    const {
                        (
                            crate::wire::__private::returns::<Reply>().text,
                            crate::wire::__private::assert_same_error(
                                &crate::wire::__private::returns::<__SometimesReturns>(),
                                &crate::wire::__private::returns::<Reply>(),
                            ),
                        )
                    },
                )
            }
            #[cfg(feature = "b")]
            Self::Stop(_) => {
                crate::wire::__private::executed(
                    __AnySometimes::__any_stop(service),
                    const {
                        (
                            crate::wire::__private::returns::<Result<(), Status>>().text,
                            crate::wire::__private::assert_same_error(
                                &crate::wire::__private::returns::<__SometimesReturns>(),
                                &crate::wire::__private::returns::<Result<(), Status>>(),
                            ),
                        )
                    },
                )
            }
        };
        __called
    }
}
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
const _: () = {
    #[cfg(feature = "a")]
    #[cfg(unix)]
    const _: () = crate::wire::__private::assert_streams(
        &crate::wire::__private::request::<T>(),
        false,
        "the request of `run` is a stream by another name, and a call of its tool holds its items; write `Streaming<T>` with the type of the items",
    );
};
