//! `https`, against a server with a certificate of its own.

use std::net::SocketAddr;

use traitwire::spec::Code;
use traitwire::{App, Context, Http, HttpBuilder, Retry, Status};

use crate::authority::Authority;
use crate::channel::{call, echo};
use crate::common::server::Server;
use crate::common::service::tasks;
use crate::script::{Script, Step, ok};

fn builder(host: &str, address: SocketAddr) -> HttpBuilder {
    Http::builder(format!("https://{host}:{}", address.port())).retry(Retry::off())
}

async fn failure(builder: HttpBuilder) -> Status {
    call(&builder.build().unwrap(), &echo(), Context::new(), "1")
        .await
        .unwrap_err()
}

#[tokio::test]
async fn a_server_with_a_known_certificate_is_called_by_name_and_by_address() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let authority = Authority::new(b"http/1.1");
    let address = authority
        .proxy(&["localhost", "127.0.0.1"], server.address)
        .await;
    for host in ["localhost", "127.0.0.1"] {
        let http = builder(host, address)
            .root_certificate(&authority.pem)
            .without_system_roots();
        let http = http.build().unwrap();
        for _ in 0..2 {
            assert_eq!(
                call(&http, &echo(), Context::new(), "[1]").await.unwrap(),
                "[1]"
            );
        }
    }
}

#[tokio::test]
async fn a_server_that_chooses_no_protocol_speaks_http1_and_one_of_http2_alone_does_not() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let mut authority = Authority::new(b"http/1.1");
    authority.speaks = &[];
    let address = authority.proxy(&["localhost"], server.address).await;
    let http = builder("localhost", address).root_certificate(&authority.pem);
    let http = http.build().unwrap();
    let got = call(&http, &echo(), Context::new(), "[1]").await;
    assert_eq!(got.unwrap(), "[1]");

    authority.speaks = &[b"h2"];
    let address = authority.proxy(&["localhost"], server.address).await;
    let status = failure(builder("localhost", address).root_certificate(&authority.pem)).await;
    assert_eq!(status.reason(), Some("tls_failed"));
    assert!(
        status.message().ends_with(
            ": it does not speak HTTP/1.1 over TLS on this port; name the port that does, or call it with `Grpc`"
        ),
        "{status}"
    );
}

#[tokio::test]
async fn a_connection_is_used_again_over_tls_too() {
    let script = Script::start([ok("1"), ok("2")].map(Step::Send)).await;
    let authority = Authority::new(b"http/1.1");
    let address = authority.proxy(&["localhost"], script.address).await;
    let http = builder("localhost", address)
        .root_certificate(&authority.pem)
        .build()
        .unwrap();
    for expected in ["1", "2"] {
        assert_eq!(
            call(&http, &echo(), Context::new(), "1").await.unwrap(),
            expected
        );
    }
    assert_eq!(script.accepted(), 1);
    assert_eq!(
        script.requests()[0].header("host"),
        Some(&*format!("localhost:{}", address.port()))
    );
}

#[tokio::test]
async fn a_server_that_is_not_known_for_sure_is_not_called() {
    let script = Script::start([]).await;
    let (authority, other) = (Authority::new(b"http/1.1"), Authority::new(b"http/1.1"));
    let good = authority.proxy(&["localhost"], script.address).await;
    let elsewhere = authority.proxy(&["example.com"], script.address).await;
    let expired = authority
        .proxy_with(&["localhost"], script.address, |params| {
            params.not_after = rcgen::date_time_ymd(2020, 1, 1);
        })
        .await;
    let trusting = |address| builder("localhost", address).root_certificate(&authority.pem);
    for (builder, said) in [
        (
            builder("localhost", good)
                .root_certificate(&other.pem)
                .without_system_roots(),
            "its certificate is from an authority that is not trusted here; add the authority with \
             `HttpBuilder::root_certificate(..)` if it is yours",
        ),
        (
            trusting(elsewhere),
            "its certificate is for another name (DnsName(\"example.com\"))",
        ),
        (trusting(expired), "its certificate has expired"),
    ] {
        let status = failure(builder).await;
        assert_eq!(
            (status.code(), status.reason()),
            (Code::Unavailable, Some("tls_failed"))
        );
        let start = "there is no secure connection to `https://localhost:";
        assert!(status.message().starts_with(start), "{status}");
        assert!(status.message().ends_with(said), "{status}");
        assert!(!status.is_retryable(), "it would be the same again");
        assert!(status.cause().is_some());
    }
    assert!(script.requests().is_empty());
}

#[tokio::test]
async fn tls_and_none_do_not_fit_together() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let authority = Authority::new(b"http/1.1");
    let status =
        failure(builder("localhost", server.address).root_certificate(&authority.pem)).await;
    assert_eq!(status.reason(), Some("tls_failed"));
    assert!(
        status
            .message()
            .ends_with("write `http://` if that is meant"),
        "{status}"
    );

    let address = authority.proxy(&["localhost"], server.address).await;
    let plain = Http::builder(format!("http://{address}")).retry(Retry::off());
    let status = failure(plain).await;
    assert!(
        matches!(
            status.reason(),
            Some("unexpected_reply" | "connection_lost")
        ),
        "{status}"
    );
}

#[test]
fn a_root_that_is_none_is_said() {
    let said = |pem: &str| {
        let builder = Http::builder("https://localhost").root_certificate(pem);
        builder.build().unwrap_err().to_string()
    };
    assert_eq!(
        said("nothing"),
        "the root certificate holds no `-----BEGIN CERTIFICATE-----`; give it in PEM"
    );
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert!(
        said(broken).starts_with("the root certificate cannot be read"),
        "{}",
        said(broken)
    );
    let alone = Http::builder("https://localhost")
        .without_system_roots()
        .build();
    let said = alone.unwrap_err().to_string();
    assert!(said.starts_with("no authority is trusted"), "{said}");
}
