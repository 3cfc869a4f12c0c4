/// Plan and track a team's work.
///
/// A board holds all tasks.
pub trait Tasks: ::core::marker::Send + ::core::marker::Sync + 'static {
    /// Create a task.
    ///
    /// Returns it with its id.
    ///
    /// **Example**
    ///
    /// ```json
    /// {"title": "Review"}
    /// ```
    ///
    /// **Example** when full
    ///
    /// ```json
    /// {
    ///   "title": "Test"
    /// }
    /// ```
    ///
    /// fails with `board_full`
    ///
    fn create(
        &self,
        cx: Context,
        req: CreateTask,
    ) -> impl ::core::future::Future<
        Output = Result<Task, TaskError>,
    > + ::core::marker::Send;
    /// Delete a task for good.
    ///
    /// **Error** `no_such_task`
    ///
    #[deprecated(note = "archive it")]
    #[must_use]
    fn delete(
        &self,
        id: u64,
        reason: String,
    ) -> impl ::core::future::Future<
        Output = Result<(), TaskError>,
    > + ::core::marker::Send;
    /// Count the tasks.
    fn how_many(
        &self,
        _cx: Context,
    ) -> impl ::core::future::Future<
        Output = Result<u64, TaskError>,
    > + ::core::marker::Send {
        async move { self.list().await?.map(|page| page.len()) }
    }
}
#[cfg_attr(doc, doc = " The request of [`Tasks::delete`].")]
#[allow(missing_docs, dead_code)]
pub struct TasksDeleteRequest {
    /// The task's id.
    pub id: u64,
    #[serde(default)]
    pub reason: String,
}
#[cfg_attr(doc, doc = " The request of [`Tasks::how_many`].")]
#[allow(missing_docs, dead_code)]
pub struct TasksHowManyRequest {}
/// The description of the service [`Tasks`](trait@Tasks), which needs no implementation.
#[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
#[allow(dead_code)]
pub struct TasksService;
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
impl TasksService {
    /// The full name of the service: `tasks.v1.Tasks`.
    pub const NAME: &'static str = "tasks.v1.Tasks";
    #[doc(hidden)]
    pub const __TESTS: ::traitwire::__private::ServiceTests = ::traitwire::__private::ServiceTests {
        spec: Self::spec,
        file: ::core::file!(),
        methods: &[
            ::traitwire::__private::MethodTests {
                request: ::traitwire::__private::request::<CreateTask>().round_trip,
                reply: ::traitwire::__private::returns::<Result<Task, TaskError>>()
                    .round_trip,
                lines: &[::core::line!(), ::core::line!()],
            },
            ::traitwire::__private::MethodTests {
                request: ::traitwire::__private::request::<TasksDeleteRequest>()
                    .round_trip,
                reply: ::traitwire::__private::returns::<Result<(), TaskError>>()
                    .round_trip,
                lines: &[],
            },
            ::traitwire::__private::MethodTests {
                request: ::traitwire::__private::request::<TasksHowManyRequest>()
                    .round_trip,
                reply: ::traitwire::__private::returns::<Result<u64, TaskError>>()
                    .round_trip,
                lines: &[],
            },
        ],
    };
    /// Everything that the trait says, as plain data.
    #[must_use]
    pub fn spec() -> &'static ::traitwire::spec::ServiceSpec {
        static __TRAITWIRE_DEF: ::traitwire::__private::ServiceDef = ::traitwire::__private::ServiceDef {
            name: "Tasks",
            package: "tasks.v1",
            path: "tasks",
            doc: ::traitwire::__private::DocDef {
                summary: "Plan and track a team's work.",
                description: "A board holds all tasks.",
            },
            origin: ::core::concat!(
                ::core::module_path!(), " (", ::core::file!(), ":", ::core::line!(), ")"
            ),
            error: ::traitwire::__private::returns::<Result<Task, TaskError>>()
                .error_name,
            error_module: ::traitwire::__private::returns::<Result<Task, TaskError>>()
                .error_module,
            errors: ::traitwire::__private::returns::<Result<Task, TaskError>>().errors,
            errors_gone: ::traitwire::__private::returns::<Result<Task, TaskError>>()
                .errors_gone,
            methods: &[
                ::traitwire::__private::MethodDef {
                    name: "create",
                    pascal: "Create",
                    kind: ::traitwire::__private::MethodKind::new(
                        ::traitwire::__private::request::<CreateTask>().streams,
                        ::traitwire::__private::returns::<Result<Task, TaskError>>()
                            .streams,
                    ),
                    doc: ::traitwire::__private::DocDef {
                        summary: "Create a task.",
                        description: "Returns it with its id.",
                    },
                    input: ::traitwire::__private::request::<CreateTask>().input,
                    output: ::traitwire::__private::returns::<Result<Task, TaskError>>()
                        .output,
                    errors: ::core::option::Option::None,
                    examples: &[
                        ::traitwire::__private::ExampleDef {
                            title: ::core::option::Option::None,
                            input: "{\"title\":\"Review\"}",
                            outcome: ::core::option::Option::None,
                        },
                        ::traitwire::__private::ExampleDef {
                            title: ::core::option::Option::Some("when full"),
                            input: "{\"title\":\"Test\"}",
                            outcome: ::core::option::Option::Some(
                                ::traitwire::__private::OutcomeDef::Error("board_full"),
                            ),
                        },
                    ],
                    deprecated: ::core::option::Option::None,
                    tool: true,
                    read_only: false,
                    destructive: false,
                    idempotent: false,
                    scopes: &[&["tasks:write"], &["admin", "owner"]],
                    public: false,
                    timeout_ms: ::core::option::Option::Some(5000),
                    on: ::core::option::Option::None,
                },
                ::traitwire::__private::MethodDef {
                    name: "delete",
                    pascal: "Delete",
                    kind: ::traitwire::__private::MethodKind::new(
                        ::traitwire::__private::request::<TasksDeleteRequest>().streams,
                        ::traitwire::__private::returns::<Result<(), TaskError>>()
                            .streams,
                    ),
                    doc: ::traitwire::__private::DocDef {
                        summary: "Delete a task for good.",
                        description: "",
                    },
                    input: ::traitwire::__private::request::<TasksDeleteRequest>().input,
                    output: ::traitwire::__private::returns::<Result<(), TaskError>>()
                        .output,
                    errors: ::core::option::Option::Some(&["no_such_task"]),
                    examples: &[],
                    deprecated: ::core::option::Option::Some("archive it"),
                    tool: true,
                    read_only: false,
                    destructive: true,
                    idempotent: true,
                    scopes: &[],
                    public: false,
                    timeout_ms: ::core::option::Option::None,
                    on: ::core::option::Option::None,
                },
                ::traitwire::__private::MethodDef {
                    name: "count",
                    pascal: "Count",
                    kind: ::traitwire::__private::MethodKind::new(
                        ::traitwire::__private::request::<TasksHowManyRequest>().streams,
                        ::traitwire::__private::returns::<Result<u64, TaskError>>()
                            .streams,
                    ),
                    doc: ::traitwire::__private::DocDef {
                        summary: "Count the tasks.",
                        description: "",
                    },
                    input: ::traitwire::__private::request::<TasksHowManyRequest>()
                        .input,
                    output: ::traitwire::__private::returns::<Result<u64, TaskError>>()
                        .output,
                    errors: ::core::option::Option::None,
                    examples: &[],
                    deprecated: ::core::option::Option::None,
                    tool: false,
                    read_only: true,
                    destructive: false,
                    idempotent: false,
                    scopes: &[],
                    public: true,
                    timeout_ms: ::core::option::Option::None,
                    on: ::core::option::Option::Some("tasks.counted"),
                },
            ],
        };
        static __TRAITWIRE_SPEC: ::std::sync::LazyLock<
            ::traitwire::__private::Described,
        > = ::std::sync::LazyLock::new(|| ::traitwire::__private::build(
            &__TRAITWIRE_DEF,
        ));
        __TRAITWIRE_SPEC.spec()
    }
}
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
const _: () = {
    #[allow(unused_imports)]
    use ::traitwire::__private::example::Token::{
        Array as __A, Bool as __B, End as __E, Escaped as __X, Key as __K, Null as __N,
        Number as __D, Object as __O, String as __S,
    };
    const _: () = ::traitwire::__private::assert_reason(
        &::traitwire::__private::returns::<Result<Task, TaskError>>(),
        "board_full",
        "`!` in an `@example` of `create` names the error `board_full`, and the error type of the service has no such variant",
    );
    const _: () = ::traitwire::__private::assert_object(
        &::traitwire::__private::request::<CreateTask>(),
        "the request of `create` is no object in JSON, and tools take their arguments by name; give the argument a name such as `value`, which makes it a field of the request",
    );
    #[allow(long_running_const_eval)]
    const _: () = {
        const __EXAMPLES: ::traitwire::__private::Examples = ::traitwire::__private::requests(
            &::traitwire::__private::request::<CreateTask>(),
            "an `@example` of `create` does not fit its request: ",
        );
        const _: () = __EXAMPLES.assert(&[__O(3), __K("title"), __S("Review"), __E]);
        const _: () = {
            const __CHECKED: ::traitwire::__private::Checked = __EXAMPLES
                .check(&[__O(3), __K("title"), __S("Test"), __E]);
            const _: () = ::traitwire::__private::assert_fits(&__CHECKED, 0, 1);
            const _: () = ::traitwire::__private::assert_fits(&__CHECKED, 1, 3);
            const _: () = ::traitwire::__private::assert_fits(&__CHECKED, 3, !0);
        };
    };
    const _: () = {
        let _ = ::traitwire::__private::assert_same_error(
            &::traitwire::__private::returns::<Result<Task, TaskError>>(),
            &::traitwire::__private::returns::<Result<(), TaskError>>(),
        );
    };
    const _: () = ::traitwire::__private::assert_reason(
        &::traitwire::__private::returns::<Result<(), TaskError>>(),
        "no_such_task",
        "`@error` of `delete` names the error `no_such_task`, and the error type of the service has no such variant",
    );
    const _: () = {
        let _ = ::traitwire::__private::assert_same_error(
            &::traitwire::__private::returns::<Result<Task, TaskError>>(),
            &::traitwire::__private::returns::<Result<u64, TaskError>>(),
        );
    };
};
/// Serves an implementation of [`Tasks`](trait@Tasks).
#[allow(dead_code)]
pub struct TasksServer<T>(::std::sync::Arc<T>);
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
impl<T: Tasks> TasksServer<T> {
    /// Serves `service`.
    #[must_use]
    pub fn new(service: T) -> Self {
        Self(::std::sync::Arc::new(service))
    }
    /// Serves an implementation that others hold as well.
    #[must_use]
    pub fn from_arc(service: ::std::sync::Arc<T>) -> Self {
        Self(service)
    }
}
#[automatically_derived]
impl<T> ::core::fmt::Debug for TasksServer<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::fmt::Formatter::write_str(f, "TasksServer(..)")
    }
}
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
#[automatically_derived]
impl<T: Tasks> ::traitwire::Service for TasksServer<T> {
    fn spec(&self) -> &::traitwire::spec::ServiceSpec {
        TasksService::spec()
    }
    fn call(
        &self,
        __call: ::traitwire::Call,
    ) -> ::traitwire::BoxFuture<
        'static,
        ::core::result::Result<::traitwire::Outcome, ::traitwire::Status>,
    > {
        let __rows: &[&dyn ::traitwire::__private::Row<dyn __AnyTasks>] = const {
            &[
                &::traitwire::__private::Method {
                    decode: ::traitwire::__private::request::<CreateTask>().decode,
                    call: |__server: &dyn __AnyTasks, __cx, __request| {
                        <dyn __AnyTasks as __AnyTasks>::__any_create(
                            __server,
                            const {
                                ::traitwire::__private::context::<Context>().from
                            }(__cx),
                            __request,
                        )
                    },
                    complete: ::traitwire::__private::returns::<
                        Result<Task, TaskError>,
                    >()
                        .complete,
                },
                &::traitwire::__private::Method {
                    decode: ::traitwire::__private::request::<TasksDeleteRequest>()
                        .decode,
                    call: |__server: &dyn __AnyTasks, _, __request| {
                        <dyn __AnyTasks as __AnyTasks>::__any_delete(
                            __server,
                            __request.id,
                            __request.reason,
                        )
                    },
                    complete: ::traitwire::__private::returns::<Result<(), TaskError>>()
                        .complete,
                },
                &::traitwire::__private::Method {
                    decode: ::traitwire::__private::request::<TasksHowManyRequest>()
                        .decode,
                    call: |__server: &dyn __AnyTasks, __cx, _| {
                        <dyn __AnyTasks as __AnyTasks>::__any_how_many(
                            __server,
                            const {
                                ::traitwire::__private::context::<Context>().from
                            }(__cx),
                        )
                    },
                    complete: ::traitwire::__private::returns::<Result<u64, TaskError>>()
                        .complete,
                },
            ]
        };
        let __server: ::std::sync::Arc<dyn __AnyTasks> = <::std::sync::Arc<
            T,
        > as ::core::clone::Clone>::clone(&self.0);
        ::traitwire::__private::dispatch(__server, TasksService::spec(), __rows, __call)
    }
}
::traitwire::__private::client! {
    #[doc =
    " Calls [`Tasks`](trait@Tasks) through a channel, wherever the service is. Clones share the channel."]
    #[derive(::core::clone::Clone)] #[allow(dead_code)] pub struct
    TasksClient(::std::sync::Arc < dyn ::traitwire::Channel >); #[allow(deprecated,
    dead_code, clippy::all, clippy::pedantic)] impl TasksClient { #[doc =
    r" A client of the service behind `channel`, such as `Http` or `Local`."] #[must_use]
    pub fn new(channel : impl ::traitwire::Channel) -> Self {
    Self(::std::sync::Arc::new(channel)) } } #[automatically_derived] impl
    ::core::fmt::Debug for TasksClient { fn fmt(& self, f : & mut ::core::fmt::Formatter
    < '_ >) -> ::core::fmt::Result { ::core::fmt::Formatter::write_str(f,
    "TasksClient(..)") } } #[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
    #[automatically_derived] impl Tasks for TasksClient { fn create(& self, __cx :
    Context, __request : CreateTask) -> impl ::core::future::Future < Output = Result <
    Task, TaskError > > + ::core::marker::Send { ::traitwire::__private::remote(& self.0,
    TasksService::spec, "create", ::core::option::Option::Some(const {
    ::traitwire::__private::context:: < Context > ().into } (__cx)), const {
    (::traitwire::__private::request:: < CreateTask > ().encode,
    ::traitwire::__private::returns:: < Result < Task, TaskError > > ().receive) },
    __request,) } fn delete(& self, id : u64, reason : String) -> impl
    ::core::future::Future < Output = Result < (), TaskError > > + ::core::marker::Send {
    ::traitwire::__private::remote(& self.0, TasksService::spec, "delete",
    ::core::option::Option::None, const { (::traitwire::__private::request:: <
    TasksDeleteRequest > ().encode, ::traitwire::__private::returns:: < Result < (),
    TaskError > > ().receive) }, TasksDeleteRequest { id, reason },) } fn how_many(&
    self, __cx : Context) -> impl ::core::future::Future < Output = Result < u64,
    TaskError > > + ::core::marker::Send { ::traitwire::__private::remote(& self.0,
    TasksService::spec, "count", ::core::option::Option::Some(const {
    ::traitwire::__private::context:: < Context > ().into } (__cx)), const {
    (::traitwire::__private::request:: < TasksHowManyRequest > ().encode,
    ::traitwire::__private::returns:: < Result < u64, TaskError > > ().receive) },
    TasksHowManyRequest {},) } }
}
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
#[doc(hidden)]
trait __AnyTasks: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn __any_create(
        &self,
        __cx: Context,
        __request: CreateTask,
    ) -> ::traitwire::BoxFuture<'_, Result<Task, TaskError>>;
    fn __any_delete(
        &self,
        id: u64,
        reason: String,
    ) -> ::traitwire::BoxFuture<'_, Result<(), TaskError>>;
    fn __any_how_many(
        &self,
        __cx: Context,
    ) -> ::traitwire::BoxFuture<'_, Result<u64, TaskError>>;
}
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
#[automatically_derived]
impl<__T: Tasks> __AnyTasks for __T {
    fn __any_create(
        &self,
        __cx: Context,
        __request: CreateTask,
    ) -> ::traitwire::BoxFuture<'_, Result<Task, TaskError>> {
        ::std::boxed::Box::pin(<__T as Tasks>::create(self, __cx, __request))
    }
    fn __any_delete(
        &self,
        id: u64,
        reason: String,
    ) -> ::traitwire::BoxFuture<'_, Result<(), TaskError>> {
        ::std::boxed::Box::pin(<__T as Tasks>::delete(self, id, reason))
    }
    fn __any_how_many(
        &self,
        __cx: Context,
    ) -> ::traitwire::BoxFuture<'_, Result<u64, TaskError>> {
        ::std::boxed::Box::pin(<__T as Tasks>::how_many(self, __cx))
    }
}
/// An implementation of [`Tasks`](trait@Tasks), whatever its type. Clones share it.
#[derive(::core::clone::Clone)]
#[allow(dead_code)]
pub struct AnyTasks(::std::sync::Arc<dyn __AnyTasks>);
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
impl AnyTasks {
    /// Forgets the type of `service`.
    #[must_use]
    pub fn new(service: impl Tasks) -> Self {
        Self(::std::sync::Arc::new(service))
    }
}
#[automatically_derived]
impl ::core::fmt::Debug for AnyTasks {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::fmt::Formatter::write_str(f, "AnyTasks(..)")
    }
}
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
#[automatically_derived]
impl Tasks for AnyTasks {
    fn create(
        &self,
        __cx: Context,
        __request: CreateTask,
    ) -> impl ::core::future::Future<
        Output = Result<Task, TaskError>,
    > + ::core::marker::Send {
        <dyn __AnyTasks as __AnyTasks>::__any_create(&*self.0, __cx, __request)
    }
    fn delete(
        &self,
        id: u64,
        reason: String,
    ) -> impl ::core::future::Future<
        Output = Result<(), TaskError>,
    > + ::core::marker::Send {
        <dyn __AnyTasks as __AnyTasks>::__any_delete(&*self.0, id, reason)
    }
    fn how_many(
        &self,
        __cx: Context,
    ) -> impl ::core::future::Future<
        Output = Result<u64, TaskError>,
    > + ::core::marker::Send {
        <dyn __AnyTasks as __AnyTasks>::__any_how_many(&*self.0, __cx)
    }
}
/// A call of one of the tools of [`Tasks`](trait@Tasks), as a model makes it.
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub enum TasksTool {
    /// Create a task.
    ///
    /// Calls [`Tasks::create`].
    Create(CreateTask),
    /// Delete a task for good.
    ///
    /// Calls [`Tasks::delete`].
    #[deprecated(note = "archive it")]
    Delete(TasksDeleteRequest),
}
#[allow(deprecated, dead_code, clippy::all, clippy::pedantic)]
#[allow(unused_variables, unreachable_code)]
impl TasksTool {
    /// Reads a call: the name of a tool, and its arguments in JSON.
    ///
    /// It is as strict as MCP: fields that are not known are refused, all that is wrong is told at once, and
    /// for a tool that there is not the one is named that was probably meant.
    pub fn decode(
        name: &str,
        arguments: impl ::core::convert::AsRef<[u8]>,
    ) -> ::core::result::Result<Self, ::traitwire::Status> {
        let __tools: &[::traitwire::__private::Tool<Self>] = const {
            &[
                (
                    "tasks_create",
                    &::traitwire::__private::Whole {
                        arguments: ::traitwire::__private::request::<CreateTask>()
                            .arguments,
                        call: Self::Create,
                    },
                ),
                (
                    "tasks_delete",
                    &::traitwire::__private::Whole {
                        arguments: ::traitwire::__private::request::<
                            TasksDeleteRequest,
                        >()
                            .arguments,
                        call: Self::Delete,
                    },
                ),
            ]
        };
        ::traitwire::__private::decode_tool(
            __tools,
            name,
            ::core::convert::AsRef::as_ref(&arguments),
        )
    }
    /// The name of the tool.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match *self {
            Self::Create(..) => "tasks_create",
            Self::Delete(..) => "tasks_delete",
        }
    }
    /// Calls the method. The reply comes in JSON; that of a stream is `{"items": [..], "complete": true}`,
    /// with at most 1,000 items and 1 MiB of them.
    ///
    /// A method that takes a context gets the current one. Nothing bounds the time: drop the future to stop.
    pub fn execute<'a>(
        self,
        service: &'a impl Tasks,
    ) -> impl ::core::future::Future<
        Output = ::core::result::Result<
            ::std::string::String,
            ::traitwire::__private::ErrorOf<Result<Task, TaskError>>,
        >,
    > + ::core::marker::Send + 'a {
        let __called: ::traitwire::BoxFuture<
            'a,
            ::core::result::Result<
                ::std::string::String,
                ::traitwire::__private::ErrorOf<Result<Task, TaskError>>,
            >,
        > = match self {
            Self::Create(__request) => {
                ::traitwire::__private::executed(
                    __AnyTasks::__any_create(
                        service,
                        const {
                            ::traitwire::__private::context::<Context>().from
                        }(::traitwire::Context::current()),
                        __request,
                    ),
                    const {
                        (
                            ::traitwire::__private::returns::<Result<Task, TaskError>>()
                                .text,
                            ::core::convert::identity,
                        )
                    },
                )
            }
            Self::Delete(__request) => {
                ::traitwire::__private::executed(
                    __AnyTasks::__any_delete(service, __request.id, __request.reason),
                    const {
                        (
                            ::traitwire::__private::returns::<Result<(), TaskError>>()
                                .text,
                            ::traitwire::__private::assert_same_error(
                                &::traitwire::__private::returns::<
                                    Result<Task, TaskError>,
                                >(),
                                &::traitwire::__private::returns::<Result<(), TaskError>>(),
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
    const _: () = ::traitwire::__private::assert_streams(
        &::traitwire::__private::request::<CreateTask>(),
        false,
        "the request of `create` is a stream by another name, and a call of its tool holds its items; write `Streaming<T>` with the type of the items",
    );
};
