//! What a comparison of two descriptions says breaks callers, beside what an old client and a new server really do.
//!
//! Each pair is a trait as it was and as it is. The old client sends the samples of the old trait to a server of the new
//! one: over HTTP, where it reads the answer with the old Rust types, as a tool call over MCP, where it checks the
//! structured content against the old output schema, and over gRPC, where both sides have to read what was meant. The verdict
//! has to agree, on each transport.
#![cfg(all(feature = "http", feature = "mcp"))]
#![allow(
    dead_code,
    unreachable_pub,
    reason = "the types of a pair are there to be described"
)]

mod client;
#[path = "../common/mod.rs"]
mod common;
mod faithful;
mod judge;

mod access;
mod enums;
mod errors;
mod limits;
mod methods;
mod protobuf;
mod replies;
mod requests;

/// A pair that differs in the types of its method: `fn(Request) -> Reply` on both sides.
macro_rules! pair {
    (
        $name:ident breaks [$($broken:ident)*] says [$($what:ident $place:literal)*]
        $(names [$($old_name:literal is $new_name:literal)+])?
        calls [$($call:literal)+]
        old { $($old:item)* } answers [$($old_reply:literal)+]
        new { $($new:item)* } answers [$($new_reply:literal)+]
    ) => {
        mod $name {
            use $crate::judge::{self, Pair};

            $crate::side!(old { $($old)* } [$($old_reply)+]);
            $crate::side!(new { $($new)* } [$($new_reply)+]);

            #[tokio::test]
            async fn the_verdict_is_what_happens() {
                judge::judge(Pair {
                    old: old::side(),
                    new: new::side(),
                    method: "act",
                    calls: judge::calls::<old::Request>(&[$($call),+]),
                    read: judge::reply::<old::Reply>,
                    reads: $crate::faithful::by_json::<old::Reply>,
                    names: &[$($(($old_name, $new_name)),+)?],
                    #[cfg(feature = "client")]
                    typed: old::typed,
                    token: None,
                    breaks: &[$(traitwire::spec::diff::Transport::$broken),*],
                    unseen: &[],
                    says: &[$((traitwire::spec::diff::What::$what, $place)),*],
                })
                .await;
            }
        }
    };
}

/// One side of such a pair.
macro_rules! side {
    ($side:ident { $($item:item)* } [$($reply:literal)+]) => {
        pub mod $side {
            #[allow(unused_imports, reason = "not each side has messages of its own")]
            use traitwire::{Status, message, service};
            use $crate::faithful;
            use $crate::judge::{Side, Which, sample};

            $($item)*

            /// A service with one method.
            #[service(package = "pairs.v1")]
            pub trait Pair {
                /// Do something.
                async fn act(&self, req: Request) -> Result<Reply, Status>;
            }

            struct Canned(Which);

            impl Pair for Canned {
                async fn act(&self, request: Request) -> Result<Reply, Status> {
                    self.0.asked(&request);
                    Ok(sample(REPLIES, &self.0))
                }
            }

            /// A call by the client that the trait generates.
            #[cfg(feature = "client")]
            pub fn typed(
                channel: std::sync::Arc<dyn traitwire::Channel>,
                call: String,
            ) -> traitwire::BoxFuture<'static, Result<(String, serde_json::Value), String>> {
                Box::pin(async move {
                    let request = serde_json::from_str(&call).expect("a call is a request");
                    match PairClient::new(channel).act(request).await {
                        Ok(reply) => Ok(("a reply".to_owned(), faithful::json(&reply))),
                        Err(status) => Err(status.to_string()),
                    }
                })
            }

            const REPLIES: &[&str] = &[$($reply),+];

            pub fn side() -> Side {
                let which = Which::default();
                let service = PairServer::new(Canned(which.clone()));
                let outcomes = REPLIES.iter().map(|reply| faithful::said::<Reply>(reply));
                let reads = faithful::by_json::<Request>;
                Side::new(PairService::spec(), &which, outcomes.collect(), reads, service)
            }
        }
    };
}

/// A pair of whole traits, whose method `act` an old client calls for a `u8`.
macro_rules! traits {
    (
        $name:ident breaks [$($broken:ident)*] says [$($what:ident $place:literal)*]
        old { $($old:item)* }
        new { $($new:item)* }
    ) => {
        $crate::traits! {
            $name breaks [$($broken)*] says [$($what $place)*] token Some("a");
            old { $($old)* }
            new { $($new)* }
        }
    };
    (
        $name:ident breaks [$($broken:ident)*] says [$($what:ident $place:literal)*] token $token:expr;
        old { $($old:item)* }
        new { $($new:item)* }
    ) => {
        mod $name {
            use $crate::judge::{self, Pair};

            $crate::traits!(@side old { $($old)* });
            $crate::traits!(@side new { $($new)* });

            #[tokio::test]
            async fn the_verdict_is_what_happens() {
                let tokens = ["a", "b", "a+b"];
                judge::judge(Pair {
                    old: old::side().with_tokens(&tokens),
                    new: new::side().with_tokens(&tokens),
                    method: "act",
                    calls: vec![judge::Call::empty()],
                    read: judge::reply::<u8>,
                    reads: $crate::faithful::by_json::<u8>,
                    names: &[],
                    #[cfg(feature = "client")]
                    typed: old::typed,
                    token: $token,
                    breaks: &[$(traitwire::spec::diff::Transport::$broken),*],
                    unseen: &[],
                    says: &[$((traitwire::spec::diff::What::$what, $place)),*],
                })
                .await;
            }
        }
    };
    // The new client is asked nothing.
    (@typed new) => {};
    (@typed old) => {
        /// A call by the client that the trait generates.
            #[cfg(feature = "client")]
        pub fn typed(
            channel: std::sync::Arc<dyn traitwire::Channel>,
            _: String,
        ) -> traitwire::BoxFuture<'static, Result<(String, serde_json::Value), String>> {
            Box::pin(async move {
                match PairClient::new(channel).act().await {
                    Ok(reply) => Ok(("a reply".to_owned(), $crate::faithful::json(&reply))),
                    Err(status) => Err(status.to_string()),
                }
            })
        }
    };
    (@side $side:ident { $($item:item)* }) => {
        pub mod $side {
            use traitwire::{Status, service};
            use $crate::judge::{Side, Which};

            $($item)*

            struct Canned;

            $crate::traits!(@typed $side);

            pub fn side() -> Side {
                let outcomes = vec![serde_json::json!(1)];
                // There is nothing in its requests.
                Side::new(PairService::spec(), &Which::default(), outcomes, |_| None, PairServer::new(Canned))
            }
        }
    };
}

use {pair, side, traits};
