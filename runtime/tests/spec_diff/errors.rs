//! What changes in errors. Typed clients tell them apart over HTTP; over MCP they are text.

/// A pair that differs in its errors.
macro_rules! pair {
    (
        $name:ident breaks [$($broken:ident)*] $(unseen [$($unseen:ident)*])? says [$($what:ident $place:literal)*]
        old { $($old:tt)* } fails [$($old_failure:expr),+]
        new { $($new:tt)* } fails [$($new_failure:expr),+]
    ) => {
        mod $name {
            use $crate::judge::{self, Pair};

            side!(old { $($old)* } [$($old_failure),+]);
            side!(new { $($new)* } [$($new_failure),+]);

            #[tokio::test]
            async fn the_verdict_is_what_happens() {
                judge::judge(Pair {
                    old: old::side(),
                    new: new::side(),
                    method: "act",
                    calls: vec![judge::Call::empty()],
                    read: judge::reply_or_error::<(), old::Failure>,
                    reads: $crate::faithful::error_by_json::<old::Failure>,
                    names: &[],
                    #[cfg(feature = "client")]
                    typed: old::typed,
                    token: None,
                    breaks: &[$(traitwire::spec::diff::Transport::$broken),*],
                    unseen: &[$($(traitwire::spec::diff::Transport::$unseen),*)?],
                    says: &[$((traitwire::spec::diff::What::$what, $place)),*],
                })
                .await;
            }
        }
    };
}

macro_rules! side {
    ($side:ident { $($variants:tt)* } [$($failure:expr),+]) => {
        pub mod $side {
            use traitwire::{CallError, ServiceError, service, service_error};
            use $crate::faithful;
            use $crate::judge::{Side, Which};

            /// Why a call failed.
            #[service_error]
            pub enum Failure {
                $($variants)*
                /// The call failed.
                #[code(call)]
                Call(CallError),
            }

            /// A service with one method.
            #[service(package = "pairs.v1")]
            pub trait Pair {
                /// Do something.
                async fn act(&self) -> Result<(), Failure>;
            }

            struct Canned(Which);

            impl Pair for Canned {
                async fn act(&self) -> Result<(), Failure> {
                    let failures = [$($failure),+];
                    failures.into_iter().nth(self.0.is()).map_or(Ok(()), Err)
                }
            }

            /// A call by the client that the trait generates.
            #[cfg(feature = "client")]
            pub fn typed(
                channel: std::sync::Arc<dyn traitwire::Channel>,
                _: String,
            ) -> traitwire::BoxFuture<'static, Result<(String, serde_json::Value), String>> {
                Box::pin(async move {
                    Ok(match PairClient::new(channel).act().await {
                        Ok(()) => ("a reply".to_owned(), serde_json::Value::Null),
                        Err(Failure::Call(unknown)) => {
                            ("Call".to_owned(), faithful::error(unknown.status()))
                        }
                        Err(failure) => {
                            let variant = $crate::judge::variant(&failure);
                            (variant, faithful::error(&failure.into_status()))
                        }
                    })
                })
            }

            pub fn side() -> Side {
                let outcomes = vec![$(faithful::error(&$failure.into_status())),+];
                let which = Which::default();
                let service = PairServer::new(Canned(which.clone()));
                Side::new(PairService::spec(), &which, outcomes, |_| None, service)
            }
        }
    };
}

pair! {
    an_error_added breaks [] says [Added "error full"]
    old {
        /// It is not there.
        #[code(not_found)] Missing { id: u64 },
    } fails [Failure::Missing { id: 1 }]
    new {
        /// It is not there.
        #[code(not_found)] Missing { id: u64 },
        /// There is no place left.
        #[code(resource_exhausted)] Full,
    } fails [Failure::Missing { id: 1 }, Failure::Full]
}

pair! {
    an_error_removed breaks [Http Grpc] says [Removed "error full"]
    old {
        /// It is not there.
        #[code(not_found)] Missing { id: u64 },
        /// There is no place left.
        #[code(resource_exhausted)] Full,
    } fails [Failure::Missing { id: 1 }, Failure::Full]
    new {
        /// It is not there.
        #[code(not_found)] Missing { id: u64 },
    } fails [Failure::Missing { id: 1 }, Failure::Missing { id: 1 }]
}

pair! {
    an_error_renamed breaks [Http Grpc] says [Renamed "error full"]
    old {
        /// It is not there.
        #[code(not_found)] Missing { id: u64 },
        /// There is no place left.
        #[code(resource_exhausted)] Full,
    } fails [Failure::Missing { id: 1 }, Failure::Full]
    new {
        /// It is not there.
        #[code(not_found)] Missing { id: u64 },
        /// There is no place left.
        #[code(resource_exhausted)] NoPlace,
    } fails [Failure::Missing { id: 1 }, Failure::NoPlace]
}

pair! {
    // A client of ours goes by the reason, those that others generate by the number.
    errors_reordered breaks [] unseen [Grpc] says [Reordered "service"]
    old {
        /// It is not there.
        #[code(not_found)] Missing { id: u64 },
        /// There is no place left.
        #[code(resource_exhausted)] Full,
    } fails [Failure::Missing { id: 1 }, Failure::Full]
    new {
        /// There is no place left.
        #[code(resource_exhausted)] Full,
        /// It is not there.
        #[code(not_found)] Missing { id: u64 },
    } fails [Failure::Missing { id: 1 }, Failure::Full]
}

pair! {
    the_code_of_an_error_changed breaks [Http Grpc] says [Code "error full"]
    old {
        /// There is no place left.
        #[code(already_exists)] Full,
    } fails [Failure::Full]
    new {
        /// There is no place left.
        #[code(failed_precondition)] Full,
    } fails [Failure::Full]
}

pair! {
    an_error_becomes_retryable breaks [] says [Retryable "error full"]
    old {
        /// There is no place left.
        #[code(failed_precondition)] Full,
    } fails [Failure::Full]
    new {
        /// There is no place left.
        #[code(failed_precondition, retryable)] Full,
    } fails [Failure::Full]
}

pair! {
    a_field_added_to_an_error breaks [] says [Added "error missing: name"]
    old {
        /// It is not there.
        #[code(not_found)] Missing { id: u64 },
    } fails [Failure::Missing { id: 1 }]
    new {
        /// It is not there.
        #[code(not_found)] Missing { id: u64, name: String },
    } fails [Failure::Missing { id: 1, name: "a".into() }]
}

pair! {
    the_first_field_of_an_error_added breaks [] says [Added "error missing: id"]
    old {
        /// It is not there.
        #[code(not_found)] Missing,
    } fails [Failure::Missing]
    new {
        /// It is not there.
        #[code(not_found)] Missing { id: u64 },
    } fails [Failure::Missing { id: 1 }]
}

pair! {
    a_field_of_an_error_removed breaks [Http Grpc] says [Removed "error missing: name"]
    old {
        /// It is not there.
        #[code(not_found)] Missing { id: u64, name: String },
    } fails [Failure::Missing { id: 1, name: "a".into() }]
    new {
        /// It is not there.
        #[code(not_found)] Missing { id: u64 },
    } fails [Failure::Missing { id: 1 }]
}

pair! {
    a_field_of_an_error_retyped breaks [Http Grpc] says [Retyped "error missing: id"]
    old {
        /// It is not there.
        #[code(not_found)] Missing { id: u64 },
    } fails [Failure::Missing { id: 1 }]
    new {
        /// It is not there.
        #[code(not_found)] Missing { id: String },
    } fails [Failure::Missing { id: "a".into() }]
}

pair! {
    an_optional_field_of_an_error_removed breaks [] says [Removed "error missing: name"]
    old {
        /// It is not there.
        #[code(not_found)] Missing { id: u64, name: Option<String> },
    } fails [Failure::Missing { id: 1, name: None }]
    new {
        /// It is not there.
        #[code(not_found)] Missing { id: u64 },
    } fails [Failure::Missing { id: 1 }]
}
