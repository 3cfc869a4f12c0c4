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
        type __TraitwireReturns = Reply;
        #[cfg(all(all(feature = "b"), not(any(all(feature = "a", unix)))))]
        type __TraitwireReturns = Result<(), Status>;
        #[cfg(not(any(all(feature = "a", unix), all(feature = "b"))))]
        type __TraitwireReturns = ::core::result::Result<(), crate::wire::Status>;
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
            errors: crate::wire::__private::returns::<__TraitwireReturns>().errors,
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
        static __TRAITWIRE_SPEC: ::std::sync::LazyLock<crate::wire::spec::ServiceSpec> = ::std::sync::LazyLock::new(||
        crate::wire::__private::build(&__TRAITWIRE_DEF));
        &__TRAITWIRE_SPEC
    }
}
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
const _: () = {
    #[cfg(all(all(feature = "a", unix), not(any())))]
    type __TraitwireReturns = Reply;
    #[cfg(all(all(feature = "b"), not(any(all(feature = "a", unix)))))]
    type __TraitwireReturns = Result<(), Status>;
    #[cfg(not(any(all(feature = "a", unix), all(feature = "b"))))]
    type __TraitwireReturns = ::core::result::Result<(), crate::wire::Status>;
    #[cfg(feature = "a")]
    #[cfg(unix)]
    const _: () = crate::wire::__private::assert_same_error(
        &crate::wire::__private::returns::<__TraitwireReturns>(),
        &crate::wire::__private::returns::<Reply>(),
    );
    #[cfg(feature = "a")]
    #[cfg(unix)]
    const _: () = crate::wire::__private::assert_object(
        &crate::wire::__private::request::<T>(),
        "the request of `run` is no object in JSON, and tools take their arguments by name; give the argument a name such as `value`, which makes it a field of the request",
    );
    #[cfg(feature = "b")]
    const _: () = crate::wire::__private::assert_same_error(
        &crate::wire::__private::returns::<__TraitwireReturns>(),
        &crate::wire::__private::returns::<Result<(), Status>>(),
    );
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
        let __rows: &[crate::wire::__private::Row<__T>] = &[
            #[cfg(feature = "a")]
            #[cfg(unix)]
            |__server, __cx, __input| ::std::boxed::Box::pin(async move {
                let __request = const {
                    crate::wire::__private::request::<T>().decode
                }(__input)?;
                let __complete = const {
                    crate::wire::__private::returns::<Reply>().complete
                };
                __complete(
                    <__T as Sometimes>::run(
                            &__server,
                            crate::wire::__private::context::<Cx>(__cx),
                            __request,
                        )
                        .await,
                )
            }),
            #[cfg(feature = "b")]
            |__server, _, __input| ::std::boxed::Box::pin(async move {
                let _ = const {
                    crate::wire::__private::request::<SometimesStopRequest>().decode
                }(__input)?;
                let __complete = const {
                    crate::wire::__private::returns::<Result<(), Status>>().complete
                };
                __complete(<__T as Sometimes>::stop(&__server).await)
            }),
        ];
        crate::wire::__private::dispatch(
            &self.0,
            SometimesService::spec(),
            __rows,
            __call,
        )
    }
}
