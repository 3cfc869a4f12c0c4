//! `https`, against a server with a certificate of its own.

use std::net::SocketAddr;

use traitwire::spec::Code;
use traitwire::{Context, Grpc, GrpcBuilder, Retry};

use crate::authority::Authority;
use crate::channel::{call, echo};
use crate::script::Script;

fn builder(host: &str, address: SocketAddr) -> GrpcBuilder {
    Grpc::builder(format!("https://{host}:{}", address.port())).retry(Retry::off())
}

#[tokio::test]
async fn a_server_with_a_known_certificate_is_called_by_name_and_by_address() {
    let script = Script::replying("1").await;
    let authority = Authority::new(b"h2");
    let address = authority
        .proxy(&["localhost", "127.0.0.1"], script.address)
        .await;
    for host in ["localhost", "127.0.0.1"] {
        let grpc = builder(host, address)
            .root_certificate(&authority.pem)
            .without_system_roots()
            .build()
            .unwrap();
        for _ in 0..2 {
            let got = call(&grpc, &echo(), Context::new(), "1").await;
            assert_eq!(got.unwrap(), "1");
        }
    }
    assert_eq!(script.accepted(), 2);
    assert_eq!(script.heads()[0].uri.scheme_str(), Some("https"));
}

#[tokio::test]
async fn a_server_that_is_not_known_for_sure_is_not_called() {
    let script = Script::replying("1").await;
    let (authority, other) = (Authority::new(b"h2"), Authority::new(b"h2"));
    let address = authority.proxy(&["localhost"], script.address).await;
    let grpc = builder("localhost", address)
        .root_certificate(&other.pem)
        .without_system_roots()
        .build()
        .unwrap();
    let status = call(&grpc, &echo(), Context::new(), "1").await.unwrap_err();
    assert_eq!(
        (status.code(), status.reason()),
        (Code::Unavailable, Some("tls_failed"))
    );
    assert!(
        status
            .message()
            .ends_with("add the authority with `GrpcBuilder::root_certificate(..)` if it is yours"),
        "{status}"
    );
    assert!(!status.is_retryable());
    assert!(script.heads().is_empty());
}

/// RFC 9113, section 3.2: HTTP/2 over TLS is agreed on in TLS.
#[tokio::test]
async fn a_server_that_does_not_choose_http2_in_tls_is_not_called() {
    const NONE: &[&[u8]] = &[];
    const OTHER: &[&[u8]] = &[b"http/1.1"];
    for speaks in [NONE, OTHER] {
        let script = Script::replying("1").await;
        let mut authority = Authority::new(b"h2");
        authority.speaks = speaks;
        let address = authority.proxy(&["localhost"], script.address).await;
        let grpc = builder("localhost", address)
            .root_certificate(&authority.pem)
            .without_system_roots()
            .build()
            .unwrap();
        let status = call(&grpc, &echo(), Context::new(), "1").await.unwrap_err();
        assert_eq!(
            (status.code(), status.reason()),
            (Code::Unavailable, Some("tls_failed")),
            "{status}"
        );
        assert!(
            status.message().ends_with(
                ": it does not speak HTTP/2 over TLS on this port; name the port that serves gRPC, or call it with `Http`"
            ),
            "{status}"
        );
        assert!(!status.is_retryable());
        assert!(status.cause().is_some());
        assert!(script.heads().is_empty());
    }
}
