//! The same port over TLS.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};
use traitwire::{App, Limits, TlsConfig};

use super::ECHO;
use super::common::grpc::Grpc;
use super::common::server::Server;
use super::common::service::tasks;
use super::common::soon;

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
    assert!(refusal(&chain, &other).starts_with("the certificate and its key cannot be used: "));
    let encrypted =
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
    assert_eq!(
        refusal(&chain, encrypted),
        "the private key is encrypted; give it without a passphrase"
    );
}
