//! What is served beside calls over gRPC: health, reflection, gRPC-Web, compression, TLS, and the end of the server.
#![cfg(all(feature = "grpc", feature = "http"))]

mod common;

use std::time::Duration;

use common::client::Answer;
use common::feeds::{Board, FeedsServer};
use common::grpc::{Ended, Grpc, framed};
use common::server::Server;
use common::service::{json, tasks};
use common::{soon, until};
use traitwire::spec::Code;
use traitwire::{App, BearerTokens, Call, Identity, Status};

const ECHO: &str = "/tasks.v1.Tasks/echo";
const PROTO: (&str, &str) = ("content-type", "application/grpc");

/// A message with one field 1 of this text.
fn field(text: &str) -> String {
    let len = char::from(u8::try_from(text.len()).unwrap());
    format!("\n{len}{text}")
}

mod health {
    use super::*;

    const CHECK: &str = "/grpc.health.v1.Health/Check";
    const WATCH: &str = "/grpc.health.v1.Health/Watch";

    /// `HealthCheckResponse` with the statuses of `health.proto`.
    fn status(number: u8) -> Vec<u8> {
        vec![8, number]
    }

    #[tokio::test]
    async fn the_server_and_its_services_are_serving() {
        let tokens = BearerTokens::new().token("s3cret", Identity::new("alice"));
        let app = App::new("tasks").service(tasks()).authenticate(tokens);
        let server = Server::start(app).await;
        let client = Grpc::connect(&server).await;
        for name in ["", "tasks.v1.Tasks"] {
            let request = if name.is_empty() {
                String::new()
            } else {
                field(name)
            };
            let ended = client.unary(CHECK, &[PROTO], &request).await;
            assert_eq!(ended.code(), 0, "{name}");
            assert_eq!(ended.messages[0].1, status(1));
        }
        let ended = client
            .unary(CHECK, &[PROTO], &field("tasks.v2.Tasks"))
            .await;
        assert_eq!(ended.code(), 5);
        let ended = client
            .unary("/grpc.health.v1.Health/Chek", &[PROTO], "")
            .await;
        assert_eq!(ended.code(), 12);
    }

    /// As `/healthz`: who probes a server knows it by its address, or by a name of its own.
    #[tokio::test]
    async fn it_is_told_whatever_the_host_is() {
        let server = Server::start(App::new("tasks").service(tasks())).await;
        let mut client = server.client().await;
        let headers = ["Host: tasks-cluster", "Content-Type: application/grpc-web"];
        let body = String::from_utf8(framed(0, b"")).unwrap();
        let answer = client.request("POST", CHECK, &headers, &body).await;
        assert_eq!(answer.status, 200);
        assert!(answer.body.starts_with(&framed(0, &status(1))));
    }

    #[tokio::test]
    async fn a_watch_tells_that_the_server_closes_and_ends() {
        let server = Server::start(App::new("tasks").service(tasks())).await;
        let client = Grpc::connect(&server).await;
        let mut watched = Vec::new();
        for (name, expected) in [("tasks.v1.Tasks", 1), ("tasks.v2.Tasks", 3)] {
            let (sender, call) = client.open(WATCH, &[PROTO]).await;
            sender.send(&field(name));
            drop(sender);
            let mut begun = call.begun().await;
            assert_eq!(begun.next().await.unwrap().1, status(expected));
            watched.push(begun);
        }
        let ended = server.stop();
        let rest: Vec<_> = {
            let mut rest = Vec::new();
            for begun in watched {
                let ended = begun.ended().await;
                assert_eq!(ended.code(), 0);
                rest.push(ended.messages);
            }
            rest
        };
        assert_eq!(rest[0][0].1, status(2));
        assert!(rest[1].is_empty());
        soon("the end", ended).await.unwrap().unwrap();
    }
}

mod reflection {
    use super::*;

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
}

mod web {
    use super::*;

    async fn post(server: &Server, path: &str, headers: &[&str], body: &str) -> Answer {
        let mut client = server.client().await;
        client.request("POST", path, headers, body).await
    }

    /// The messages of an answer, and the trailers as text.
    fn parts(mut body: &[u8]) -> (Vec<Vec<u8>>, String) {
        let (mut messages, mut trailers) = (Vec::new(), String::new());
        while let Some((&[flag, a, b, c, d], rest)) = body.split_first_chunk::<5>() {
            let (part, rest) = rest.split_at(u32::from_be_bytes([a, b, c, d]) as usize);
            if flag == 0x80 {
                trailers = String::from_utf8(part.to_vec()).unwrap();
            } else {
                messages.push(part.to_vec());
            }
            body = rest;
        }
        (messages, trailers)
    }

    #[tokio::test]
    async fn pages_call_over_any_version_of_http() {
        let fail = async |_: Call| Err(Status::new(Code::NotFound, "gone"));
        let app = App::new("tasks").service(tasks().method("fail", fail));
        let server = Server::start(app).await;
        let origin = "http://localhost:3000";
        let headers = [
            "Content-Type: application/grpc-web",
            "Accept: application/grpc-web",
            &format!("Origin: {origin}"),
        ];
        let body = String::from_utf8(framed(0, b"[7]")).unwrap();
        let answer = post(&server, ECHO, &headers, &body).await;
        assert_eq!(answer.status, 200);
        let header = |name| answer.header(name).unwrap_or_default().to_owned();
        assert_eq!(header("content-type"), "application/grpc-web+proto");
        assert_eq!(header("access-control-allow-origin"), origin);
        assert_eq!(header("access-control-expose-headers"), "*");
        let (messages, trailers) = parts(&answer.body);
        assert_eq!(messages, [b"[7]"]);
        assert!(trailers.contains("grpc-status:0"), "{trailers}");

        let answer = post(&server, "/tasks.v1.Tasks/fail", &headers, &body).await;
        assert_eq!(answer.header("grpc-status").unwrap(), "5");
        assert_eq!(answer.header("grpc-message").unwrap(), "gone");

        let client = Grpc::connect(&server).await;
        let headers = [("content-type", "application/grpc-web+proto")];
        let ended = client.unary(ECHO, &headers, "[7]").await;
        assert_eq!(ended.messages[0].1, &b"[7]"[..]);
        assert_eq!(ended.messages[1].0, 0x80);
    }

    #[tokio::test]
    async fn text_is_base64() {
        let server = Server::start(App::new("tasks").service(tasks())).await;
        let headers = [
            "Content-Type: application/grpc-web-text",
            "Accept: application/grpc-web-text",
        ];
        // The message `[7]`, by Python's `base64`.
        let answer = post(&server, ECHO, &headers, "AAAAAANbN10=").await;
        assert_eq!(answer.status, 200);
        assert!(
            answer.text().starts_with("AAAAAANbN10="),
            "{}",
            answer.text()
        );
    }

    #[tokio::test]
    async fn other_pages_are_refused_and_preflights_answered() {
        let server = Server::start(App::new("tasks").service(tasks())).await;
        let body = String::from_utf8(framed(0, b"1")).unwrap();
        let evil = [
            "Content-Type: application/grpc-web",
            "Origin: https://evil.example",
        ];
        let answer = post(&server, ECHO, &evil, &body).await;
        assert_eq!(answer.header("grpc-status").unwrap(), "7");
        assert_eq!(answer.header("access-control-allow-origin"), None);
        let own = [
            "Origin: http://localhost:3000",
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: content-type,x-grpc-web",
        ];
        let mut client = server.client().await;
        let answer = client.request("OPTIONS", ECHO, &own, "").await;
        assert_eq!(answer.status, 204);
        assert_eq!(
            answer.header("access-control-allow-headers"),
            Some("content-type,x-grpc-web")
        );
    }

    /// A page reads only what has its own media type.
    #[tokio::test]
    async fn refusals_have_the_media_type_of_the_request() {
        let server = Server::start(App::new("tasks").service(tasks())).await;
        let nope = "/tasks.v1.Tasks/nope";
        let evil = "Origin: https://evil.example";
        for (sent, expected) in [
            ("application/grpc-web", "application/grpc-web+proto"),
            (
                "Application/gRPC-Web+Proto; a=b",
                "application/grpc-web+proto",
            ),
            (
                "application/grpc-web-text",
                "application/grpc-web-text+proto",
            ),
        ] {
            let sent = format!("Content-Type: {sent}");
            for (path, origin, code) in [(nope, "X-A: b", "12"), (ECHO, evil, "7")] {
                let answer = post(&server, path, &[&sent, origin], "").await;
                assert_eq!(answer.status, 200);
                assert_eq!(answer.header("content-type"), Some(expected));
                assert_eq!(answer.header("grpc-status"), Some(code));
            }
        }
    }

    #[tokio::test]
    async fn media_types_are_read_whole_and_in_any_case() {
        let server = Server::start(App::new("tasks").service(tasks())).await;
        let body = String::from_utf8(framed(0, b"1")).unwrap();
        for (media_type, status) in [
            ("Application/gRPC-Web", 200),
            ("application/grpc-web+proto;charset=utf-8", 200),
            ("application/grpc-web+json", 415),
            ("application/grpc-webfoo", 415),
            ("application/grpc+thrift", 415),
        ] {
            let header = format!("Content-Type: {media_type}");
            let answer = post(&server, ECHO, &[&header], &body).await;
            assert_eq!(answer.status, status, "{media_type}");
            if status == 200 {
                assert_eq!(parts(&answer.body).0, [b"1"], "{media_type}");
            }
        }
        let client = Grpc::connect(&server).await;
        let headers = [("content-type", "Application/gRPC")];
        assert_eq!(client.unary(ECHO, &headers, "1").await.texts(), ["1"]);
    }

    #[tokio::test]
    async fn a_refused_upload_sees_its_answer() {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let server = Server::start(App::new("tasks").service(tasks())).await;
        let len = 8 * 1024 * 1024;
        // Refused before the call, in its first bytes, and where nothing is.
        for (path, header, start) in [
            (ECHO, "Origin: https://evil.example", &b"\0"[..]),
            (ECHO, "X-A: b", b"\x07"),
            ("/tasks.v1.Tasks/nope", "X-A: b", b"\0"),
        ] {
            let mut stream = tokio::net::TcpStream::connect(server.address)
                .await
                .unwrap();
            let head = format!(
                "POST {path} HTTP/1.1\r\nHost: localhost\r\n{header}\r\nContent-Type: application/grpc-web\r\n\
                 Content-Length: {len}\r\nConnection: close\r\n\r\n"
            );
            let mut body = vec![0xff; len];
            body[..start.len()].copy_from_slice(start);
            let mut answer = Vec::new();
            let exchange = async {
                stream.write_all(head.as_bytes()).await.unwrap();
                stream.write_all(&body).await.unwrap();
                stream.read_to_end(&mut answer).await.unwrap();
            };
            soon("the answer", exchange).await;
            assert!(answer.starts_with(b"HTTP/1.1 200 OK"), "{path} {header}");
        }
    }

    #[tokio::test]
    async fn grpc_itself_needs_http2() {
        let server = Server::start(App::new("tasks").service(tasks())).await;
        let headers = ["Content-Type: application/grpc"];
        let answer = post(&server, ECHO, &headers, "").await;
        assert_eq!(answer.status, 505);
    }
}

#[cfg(feature = "compression")]
mod compression {
    use super::*;

    /// A message of many `a`, compressed by the program of this name.
    fn compressed(program: &str, len: usize) -> Vec<u8> {
        use std::io::Write;
        use std::process::{Command, Stdio};
        let mut child = Command::new(program)
            .arg("-c")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let text = "a".repeat(len);
        std::thread::spawn(move || stdin.write_all(text.as_bytes()).unwrap());
        child.wait_with_output().unwrap().stdout
    }

    #[tokio::test]
    async fn requests_may_be_compressed_each_by_itself() {
        let server = Server::start(App::new("tasks").service(tasks())).await;
        let client = Grpc::connect(&server).await;
        for (flag, message) in [(1, compressed("gzip", 100)), (0, b"a".repeat(100))] {
            let (sender, call) = client.open(ECHO, &[("grpc-encoding", "gzip")]).await;
            sender.send_raw(framed(flag, &message));
            drop(sender);
            assert_eq!(call.ended().await.texts(), ["a".repeat(100)]);
        }
    }

    #[tokio::test]
    async fn a_small_message_that_holds_a_large_one_is_refused() {
        let server = Server::start(App::new("tasks").service(tasks())).await;
        let client = Grpc::connect(&server).await;
        let bomb = compressed("gzip", 8 * 1024 * 1024);
        assert!(bomb.len() < 100_000);
        let (sender, call) = client.open(ECHO, &[("grpc-encoding", "gzip")]).await;
        sender.send_raw(framed(1, &bomb));
        drop(sender);
        let ended = call.ended().await;
        assert_eq!(ended.code(), 8, "{ended:?}");
    }

    #[tokio::test]
    async fn replies_are_compressed_for_those_who_read_it() {
        let app = App::new("tasks").service(tasks()).compress_replies(true);
        let server = Server::start(app).await;
        let client = Grpc::connect(&server).await;
        let message = "a".repeat(10_000);
        let answer = async |accepts: &str, message: &str| -> Ended {
            let headers = [("grpc-accept-encoding", accepts)];
            client.unary(ECHO, &headers, message).await
        };
        for (accepts, used) in [("identity,gzip", "gzip"), ("zstd,gzip", "zstd")] {
            let ended = answer(accepts, &message).await;
            assert_eq!(ended.header("grpc-encoding"), Some(used));
            let (flag, sent) = &ended.messages[0];
            assert_eq!((*flag, sent.len() < 1000), (1, true));
            // The first bytes of the two formats (RFC 1952 and RFC 8878).
            let magic: &[u8] = if used == "gzip" {
                b"\x1f\x8b"
            } else {
                b"\x28\xb5\x2f\xfd"
            };
            assert!(sent.starts_with(magic));
        }
        let ended = answer("identity,deflate", &message).await;
        assert_eq!(ended.texts(), [message.as_str()]);
        // What is short stays as it is.
        assert_eq!(answer("gzip", "[1]").await.texts(), ["[1]"]);
    }

    #[tokio::test]
    async fn replies_are_as_they_are_unless_the_application_wants_it() {
        let server = Server::start(App::new("tasks").service(tasks())).await;
        let client = Grpc::connect(&server).await;
        let message = "a".repeat(10_000);
        let headers = [("grpc-accept-encoding", "identity,gzip,zstd")];
        let ended = client.unary(ECHO, &headers, &message).await;
        assert_eq!(ended.header("grpc-encoding"), None);
        assert_eq!(ended.texts(), [message.as_str()]);
    }
}

#[cfg(feature = "tls")]
mod tls {
    use std::sync::Arc;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;
    use tokio_rustls::TlsConnector;
    use tokio_rustls::client::TlsStream;
    use tokio_rustls::rustls::pki_types::ServerName;
    use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};
    use traitwire::{Limits, TlsConfig};

    use super::*;

    fn certified() -> (rcgen::CertifiedKey<rcgen::KeyPair>, TlsConfig) {
        let own = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let config = TlsConfig::from_pem(own.cert.pem(), own.signing_key.serialize_pem()).unwrap();
        (own, config)
    }

    async fn connect(
        server: &Server,
        own: &rcgen::CertifiedKey<rcgen::KeyPair>,
        protocols: &[&str],
    ) -> TlsStream<TcpStream> {
        let mut roots = RootCertStore::empty();
        roots.add(own.cert.der().clone()).unwrap();
        let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = protocols
            .iter()
            .map(|name| name.as_bytes().to_vec())
            .collect();
        let stream = TcpStream::connect(server.address).await.unwrap();
        let name = ServerName::try_from("localhost").unwrap();
        let connector = TlsConnector::from(Arc::new(config));
        connector.connect(name, stream).await.unwrap()
    }

    #[tokio::test]
    async fn the_protocol_is_agreed_on_in_the_handshake() {
        let (own, config) = certified();
        let server = Server::start(App::new("tasks").service(tasks()).tls(config)).await;
        let stream = connect(&server, &own, &["h2", "http/1.1"]).await;
        assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
        let client = Grpc::over(stream).await;
        assert_eq!(client.unary(ECHO, &[], "[1]").await.texts(), ["[1]"]);

        for protocols in [&["http/1.1"][..], &[]] {
            let mut stream = connect(&server, &own, protocols).await;
            let request = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            stream.write_all(request).await.unwrap();
            let mut answer = String::new();
            let _ = soon("the answer", stream.read_to_string(&mut answer)).await;
            assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
        }
    }

    #[tokio::test]
    async fn a_handshake_has_as_long_as_the_head_of_a_request() {
        let (_, config) = certified();
        let mut limits = Limits::default();
        limits.head_timeout = Duration::from_millis(50);
        let app = App::new("tasks").service(tasks()).limits(limits);
        let server = Server::start(app.tls(config)).await;
        let mut silent = TcpStream::connect(server.address).await.unwrap();
        let read = soon("the end of the connection", silent.read(&mut [0; 8])).await;
        assert!(matches!(read, Ok(0) | Err(_)));
    }

    #[tokio::test]
    async fn who_says_nothing_after_the_handshake_is_let_go() {
        let (own, config) = certified();
        let mut limits = Limits::default();
        limits.head_timeout = Duration::from_millis(200);
        let app = App::new("tasks").service(tasks()).limits(limits);
        let server = Server::start(app.tls(config)).await;
        for protocol in ["http/1.1", "h2"] {
            let mut silent = connect(&server, &own, &[protocol]).await;
            let mut rest = Vec::new();
            let ended = silent.read_to_end(&mut rest);
            // The server may say that it takes no more, or nothing.
            let _ = soon("the end of the connection", ended).await;
        }
    }

    #[test]
    fn what_is_no_certificate_is_told() {
        let (own, _) = certified();
        let (chain, key) = (own.cert.pem(), own.signing_key.serialize_pem());
        let other = rcgen::KeyPair::generate().unwrap().serialize_pem();
        let refusal = |chain: &str, key: &str| {
            let refused = TlsConfig::from_pem(chain, key);
            refused.unwrap_err().to_string()
        };
        assert_eq!(
            refusal("", &key),
            "the certificate chain holds no `-----BEGIN CERTIFICATE-----`; give it in PEM, the server's own certificate \
             first"
        );
        assert_eq!(
            refusal(&chain, &chain),
            "the private key holds no `-----BEGIN PRIVATE KEY-----`; give it in PEM"
        );
        assert!(
            refusal(&chain, &other).starts_with("the certificate and its key cannot be used: ")
        );
        let encrypted =
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
        assert_eq!(
            refusal(&chain, encrypted),
            "the private key is encrypted; give it without a passphrase"
        );
    }
}

mod closing {
    use super::*;

    #[tokio::test]
    async fn running_calls_end_and_streams_with_a_status() {
        let board = Board::default();
        let service = FeedsServer::new(board.clone());
        let server = Server::start(App::new("feeds").service(service)).await;
        let client = Grpc::connect(&server).await;
        let mut begun = Vec::new();
        for end in ["tidy", "hang"] {
            let (sender, call) = client.open("/feeds.v1.Feeds/Count", &[]).await;
            sender.send(&format!(r#"{{"to": 1, "end": "{end}"}}"#));
            drop(sender);
            let mut stream = call.begun().await;
            stream.next().await.unwrap();
            begun.push(stream);
        }
        let closed = server.stop();
        let hung = begun.pop().unwrap().ended().await;
        let tidy = begun.pop().unwrap().ended().await;
        // One notices and says a last word, the other is ended.
        assert_eq!((tidy.code(), tidy.messages.len()), (0, 1));
        assert_eq!(hung.code(), 14);
        assert_eq!(hung.message(), "the server is closing");
        soon("the end", closed).await.unwrap().unwrap();
        assert_eq!(board.alive(), 0);
    }

    #[tokio::test]
    async fn idle_and_silent_connections_hold_nothing_up() {
        let server = Server::start(App::new("tasks").service(tasks())).await;
        let address = server.address;
        let mut idle = Grpc::connect(&server).await;
        idle.unary(ECHO, &[], "1").await;
        let _unused = Grpc::connect(&server).await;
        let _silent = tokio::net::TcpStream::connect(address).await.unwrap();
        soon("the end", server.stop()).await.unwrap().unwrap();
        idle.closed().await;
    }

    #[tokio::test]
    async fn a_call_that_obeys_nothing_is_cut_off() {
        let mut limits = traitwire::Limits::default();
        limits.drain = Duration::from_millis(50);
        let entered = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let enter = entered.clone();
        let wait = move |_: Call| {
            enter.store(true, std::sync::atomic::Ordering::SeqCst);
            async move {
                std::future::pending::<()>().await;
                json("1")
            }
        };
        let app = App::new("tasks").service(tasks().method("wait", wait));
        let server = Server::start(app.limits(limits)).await;
        let client = Grpc::connect(&server).await;
        let (sender, _call) = client.open("/tasks.v1.Tasks/wait", &[]).await;
        sender.send("1");
        drop(sender);
        let has_entered = || entered.load(std::sync::atomic::Ordering::SeqCst);
        until("the start of the handler", has_entered).await;
        soon("the end", server.stop()).await.unwrap().unwrap();
    }
}
