//! A service and its callers at different versions: a field was added, a field was removed, an error and a method came
//! with them. Old callers and a new service understand each other, and new callers and an old service, over gRPC and over
//! HTTP.
#![cfg(all(feature = "client", feature = "grpc", feature = "http"))]
#![allow(
    unreachable_pub,
    dead_code,
    reason = "each version has types of its own"
)]

#[path = "common/mod.rs"]
mod common;

use std::sync::Arc;

use common::server::Server;
use traitwire::{App, BoxFuture, Channel, Grpc, Http};

/// The first version.
mod v1 {
    use traitwire::prelude::*;

    #[message]
    #[derive(PartialEq)]
    pub struct Parcel {
        pub id: u64,
        /// Removed later.
        pub color: String,
        pub grams: u32,
        pub state: State,
    }

    #[message]
    #[derive(PartialEq)]
    pub enum State {
        Sent,
        Lost,
        #[serde(other)]
        Unknown,
    }

    #[service_error]
    pub enum ParcelError {
        /// No parcel has this id.
        #[code(not_found)]
        NoSuchParcel { id: u64 },
        /// The call failed.
        #[code(call)]
        Call(CallError),
    }

    /// Track parcels.
    #[service(package = "parcels.v1")]
    pub trait Parcels {
        /// Find a parcel, as the caller knows it.
        async fn find(&self, req: Parcel) -> Result<Parcel, ParcelError>;
    }
}

/// The second version: `color` is gone, `insured` and `notes` have come.
mod v2 {
    use traitwire::prelude::*;

    #[message]
    #[derive(PartialEq)]
    pub struct Parcel {
        pub id: u64,
        #[proto(3)]
        pub grams: u32,
        #[proto(4)]
        pub state: State,
        #[proto(5)]
        #[serde(default)]
        pub insured: bool,
        #[proto(6)]
        #[serde(default)]
        pub notes: Vec<String>,
    }

    #[message]
    #[derive(PartialEq)]
    pub enum State {
        Sent,
        Lost,
        #[proto(4)]
        Returned,
        #[serde(other)]
        #[proto(3)]
        Unknown,
    }

    #[service_error]
    pub enum ParcelError {
        /// No parcel has this id.
        #[code(not_found)]
        NoSuchParcel { id: u64 },
        /// The call failed.
        #[code(call)]
        Call(CallError),
        /// The parcel is too heavy.
        #[code(failed_precondition)]
        TooHeavy { most: u32 },
    }

    /// Track parcels.
    #[service(package = "parcels.v1")]
    pub trait Parcels {
        /// Find a parcel, as the caller knows it.
        async fn find(&self, req: Parcel) -> Result<Parcel, ParcelError>;

        /// Tell how many there are.
        async fn count(&self) -> Result<u64, ParcelError>;
    }
}

/// A service that gives back what it is asked for, and knows no parcel 404.
struct Mirror;

impl v1::Parcels for Mirror {
    async fn find(&self, req: v1::Parcel) -> Result<v1::Parcel, v1::ParcelError> {
        match req.id {
            404 => Err(v1::ParcelError::NoSuchParcel { id: 404 }),
            _ => Ok(req),
        }
    }
}

impl v2::Parcels for Mirror {
    async fn find(&self, req: v2::Parcel) -> Result<v2::Parcel, v2::ParcelError> {
        match req.id {
            404 => Err(v2::ParcelError::NoSuchParcel { id: 404 }),
            500 => Err(v2::ParcelError::TooHeavy { most: 30 }),
            501 => Ok(v2::Parcel {
                state: v2::State::Returned,
                ..req
            }),
            _ => Ok(v2::Parcel {
                insured: true,
                notes: vec!["seen".to_owned()],
                ..req
            }),
        }
    }

    async fn count(&self) -> Result<u64, v2::ParcelError> {
        Ok(1)
    }
}

/// Calls with each channel a server of this app.
async fn over_each(app: App, call: impl Fn(Arc<dyn Channel>) -> BoxFuture<'static, ()>) {
    let server = Server::start(app).await;
    let address = format!("http://{}", server.address);
    call(Arc::new(Http::new(&address).unwrap())).await;
    call(Arc::new(Grpc::new(&address).unwrap())).await;
    server.close().await;
}

#[tokio::test]
async fn an_old_client_and_a_new_service() {
    use v1::{Parcel, ParcelError, Parcels as _, ParcelsClient, State};

    let app = App::new("parcels").service(v2::ParcelsServer::new(Mirror));
    over_each(app, |channel| {
        Box::pin(async move {
            let client = ParcelsClient::new(channel);
            let parcel = |id| Parcel {
                id,
                color: "red".to_owned(),
                grams: 9,
                state: State::Lost,
            };
            // JSON cannot do without a field that is not optional: that is what `spec diff` calls a break.
            match client.find(parcel(1)).await {
                Ok(found) => {
                    let expected = Parcel {
                        color: String::new(),
                        ..parcel(1)
                    };
                    assert_eq!(
                        found, expected,
                        "what is gone is empty, and the rest as it was"
                    );
                }
                Err(ParcelError::Call(error)) => {
                    assert!(
                        error.to_string().contains("missing field `color`"),
                        "{error}"
                    );
                }
                Err(other) => panic!("{other:?}"),
            }
            let none = client.find(parcel(404)).await;
            assert!(matches!(none, Err(ParcelError::NoSuchParcel { id: 404 })));
            // A variant that came later is a failure with its reason.
            let Err(ParcelError::Call(heavy)) = client.find(parcel(500)).await else {
                panic!("an error that the old client does not know");
            };
            assert_eq!(heavy.status().reason(), Some("too_heavy"));
        })
    })
    .await;
}

#[tokio::test]
async fn a_new_client_and_an_old_service() {
    use v2::{Parcel, ParcelError, Parcels as _, ParcelsClient, State};

    let app = App::new("parcels").service(v1::ParcelsServer::new(Mirror));
    over_each(app, |channel| {
        Box::pin(async move {
            let client = ParcelsClient::new(channel);
            let parcel = |id| Parcel {
                id,
                grams: 9,
                state: State::Lost,
                insured: true,
                notes: vec!["a".to_owned()],
            };
            match client.find(parcel(1)).await {
                Ok(found) => {
                    let expected = Parcel {
                        insured: false,
                        notes: Vec::new(),
                        ..parcel(1)
                    };
                    assert_eq!(
                        found, expected,
                        "what the old service does not know has its default"
                    );
                }
                // JSON: the old service wants its field.
                Err(ParcelError::Call(error)) => {
                    assert!(error.to_string().contains("`color`: missing"), "{error}");
                }
                Err(other) => panic!("{other:?}"),
            }
            let Err(ParcelError::Call(error)) = client.count().await else {
                panic!("a method that the old service does not have");
            };
            assert_eq!(error.status().reason(), Some("no_such_method"));
        })
    })
    .await;
}

/// gRPC alone: a value of an enum that came later is the old client's `#[serde(other)]`, over HTTP by its name as well.
#[tokio::test]
async fn a_value_that_came_later_is_the_other_one() {
    use v1::{Parcel, Parcels as _, ParcelsClient, State};

    let app = App::new("parcels").service(v2::ParcelsServer::new(Mirror));
    let server = Server::start(app).await;
    let grpc = Grpc::new(format!("http://{}", server.address)).unwrap();
    let found = ParcelsClient::new(grpc)
        .find(Parcel {
            id: 501,
            color: String::new(),
            grams: 0,
            state: State::Sent,
        })
        .await
        .unwrap();
    assert_eq!(found.state, State::Unknown);
    server.close().await;
}
