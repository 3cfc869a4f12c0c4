//! `grpc.reflection.v1.ServerReflection`, and `v1alpha`.

use traitwire::{App, BearerTokens, Identity};

use super::common::feeds::{Board, FeedsServer};
use super::common::grpc::Grpc;
use super::common::server::Server;
use super::common::service::tasks;
use super::common::soon;
use super::{PROTO, field};

const V1: &str = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
const V1ALPHA: &str = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";
/// `list_services`, which is field 7, with an empty text.
const LIST: &str = "\x3a\0";

#[tokio::test]
async fn services_are_listed_to_callers_who_are_known() {
    let tokens = BearerTokens::new().token("s3cret", Identity::new("alice"));
    let service = FeedsServer::new(Board::default());
    let app = App::new("feeds").service(service).authenticate(tokens);
    let server = Server::start(app).await;
    let client = Grpc::connect(&server).await;
    for path in [V1, V1ALPHA] {
        assert_eq!(client.unary(path, &[PROTO], LIST).await.code(), 16);
        let known = [PROTO, ("authorization", "Bearer s3cret")];
        let ended = client.unary(path, &known, LIST).await;
        assert_eq!(ended.code(), 0);
        let list = String::from_utf8_lossy(&ended.messages[0].1).into_owned();
        for name in ["grpc.health.v1.Health", "feeds.v1.Feeds"] {
            assert!(list.contains(name), "{list}");
        }
    }
}

/// Two services that mean different things by `clash.v1.Task`.
mod clash {
    use traitwire::Status;

    macro_rules! service {
        ($module:ident, $service:ident, $field:ident) => {
            pub(super) mod $module {
                use super::*;

                /// A task.
                #[traitwire::message]
                pub(crate) struct Task {
                    /// Its only field.
                    pub(crate) $field: u64,
                }

                /// A service.
                #[traitwire::service(package = "clash.v1")]
                pub(crate) trait $service {
                    /// Takes a task.
                    async fn put(&self, req: Task) -> Result<u64, Status>;
                }

                pub(crate) struct Nothing;

                impl $service for Nothing {
                    async fn put(&self, req: Task) -> Result<u64, Status> {
                        Ok(req.$field)
                    }
                }
            }
        };
    }

    service!(first, Alpha, id);
    service!(second, Beta, number);
}

#[tokio::test]
async fn a_service_that_does_not_go_with_another_is_left_out_alone() {
    let app = App::new("clash")
        .service(clash::first::AlphaServer::new(clash::first::Nothing))
        .service(clash::second::BetaServer::new(clash::second::Nothing))
        .service(FeedsServer::new(Board::default()));
    let server = Server::start(app).await;
    let client = Grpc::connect(&server).await;
    let ended = client.unary(V1, &[PROTO], LIST).await;
    let list = String::from_utf8_lossy(&ended.messages[0].1).into_owned();
    for (name, is_listed) in [
        ("clash.v1.Alpha", true),
        ("clash.v1.Beta", false),
        ("feeds.v1.Feeds", true),
    ] {
        assert_eq!(list.contains(name), is_listed, "{name}: {list}");
    }
    let called = client
        .unary("/clash.v1.Beta/Put", &[PROTO], "\x08\x07")
        .await;
    assert_eq!(
        (called.code(), &*called.messages[0].1),
        (0, &b"\x08\x07"[..])
    );
}

#[tokio::test]
async fn it_can_be_turned_off() {
    let app = App::new("tasks").service(tasks()).reflection(false);
    let server = Server::start(app).await;
    let client = Grpc::connect(&server).await;
    assert_eq!(client.unary(V1, &[PROTO], LIST).await.code(), 12);
}

#[tokio::test]
async fn an_open_one_does_not_hold_the_server_up() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let client = Grpc::connect(&server).await;
    let (sender, call) = client.open(V1, &[PROTO]).await;
    sender.send(LIST);
    let mut begun = call.begun().await;
    begun.next().await.unwrap();
    let closed = server.stop();
    assert_eq!(begun.ended().await.code(), 14);
    soon("the end", closed).await.unwrap().unwrap();
    drop(sender);
}

/// The number of the only field of an answer behind the question, and the bytes of it.
fn answered(message: &[u8]) -> (u8, &[u8]) {
    let mut found = None;
    let mut rest = message;
    while let Some((&tag, behind)) = rest.split_first() {
        assert_eq!(tag & 7, 2, "{message:?}");
        let (mut len, mut at) = (0, 0);
        loop {
            len |= usize::from(behind[at] & 0x7F) << (7 * at);
            at += 1;
            if behind[at - 1] < 0x80 {
                break;
            }
        }
        let (value, behind) = behind[at..].split_at(len);
        if tag >> 3 > 2 {
            assert!(found.replace((tag >> 3, value)).is_none());
        }
        rest = behind;
    }
    found.unwrap()
}

/// A question that has no answer is answered in the stream (`ErrorResponse` of `reflection.proto`), which goes on.
#[tokio::test]
async fn what_is_not_there_ends_no_stream() {
    let service = FeedsServer::new(Board::default());
    let server = Server::start(App::new("feeds").service(service)).await;
    let client = Grpc::connect(&server).await;
    for path in [V1, V1ALPHA] {
        let (sender, call) = client.open(path, &[PROTO]).await;
        let mut begun = call.begun().await;
        let mut ask = async |question: &str| {
            sender.send(question);
            let message = begun.next().await.unwrap().1;
            // The question stands in the answer.
            let text = String::from_utf8_lossy(&message).into_owned();
            assert!(text.contains(question), "{text}");
            message
        };
        for question in [
            field(3, "nothing.proto"),
            field(4, "feeds.v1.Nothing"),
            field(5, &(field(1, "feeds.v1.Tick") + "\x10\x07")),
            field(6, "feeds.v1.Nothing"),
        ] {
            let message = ask(&question).await;
            let (number, error) = answered(&message);
            // Field 1 of `ErrorResponse` is the code, 5 that of `NOT_FOUND`.
            assert_eq!((number, &error[..2]), (7, &b"\x08\x05"[..]), "{question:?}");
        }
        // `file_descriptor_response`, `all_extension_numbers_response` and `list_services_response`.
        for (question, number) in [
            (field(4, "feeds.v1.Feeds"), 4),
            (field(4, "feeds.v1.Feeds.Count"), 4),
            (field(4, "feeds.v1.Tick"), 4),
            (field(4, "feeds.v1.Tick.number"), 4),
            (field(4, "grpc.health.v1.HealthCheckResponse.SERVING"), 4),
            (field(3, "grpc/reflection/v1/reflection.proto"), 4),
            (field(6, "feeds.v1.Tick"), 5),
            (LIST.to_owned(), 6),
        ] {
            assert_eq!(answered(&ask(&question).await).0, number, "{question:?}");
        }
        drop(sender);
        assert_eq!(begun.ended().await.code(), 0);
    }
}
