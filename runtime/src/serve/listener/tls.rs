//! Secure connections.

use std::io;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::{Error as PemError, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::server::TlsStream;

use crate::{Failure, Result};

/// What is offered in the handshake (RFC 7301). A client that speaks both gets HTTP/2.
const PROTOCOLS: &[&[u8]] = &[
    #[cfg(feature = "grpc")]
    b"h2",
    b"http/1.1",
];

/// The certificate and the key by which a server shows who it is.
///
/// ```no_run
/// use traitwire::{App, TlsConfig};
///
/// # fn secure() -> traitwire::Result<App> {
/// let tls = TlsConfig::from_pem(std::fs::read("chain.pem")?, std::fs::read("key.pem")?)?;
/// Ok(App::new("tasks").tls(tls))
/// # }
/// ```
///
/// Protocols are TLS 1.2 and 1.3. Clients show no certificates; they are known by their bearer tokens. The files are read
/// once: a renewed certificate needs a new start.
#[derive(Clone)]
pub struct TlsConfig(Arc<ServerConfig>);

impl TlsConfig {
    /// From a chain of certificates, the server's own first, and its private key (PKCS #8, PKCS #1 or SEC1), both in PEM.
    ///
    /// Fails where one of them is missing or broken, or where the key is not that of the certificate.
    pub fn from_pem(chain: impl AsRef<[u8]>, key: impl AsRef<[u8]>) -> Result<Self> {
        let chain = certificates(chain.as_ref())?;
        let key = private_key(key.as_ref())?;
        let provider = Arc::new(ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(|error| {
                Failure::from(format!(
                    "the certificate and its key cannot be used: {error}"
                ))
            })?;
        config.alpn_protocols = PROTOCOLS.iter().map(|name| name.to_vec()).collect();
        Ok(Self(Arc::new(config)))
    }
}

impl std::fmt::Debug for TlsConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TlsConfig(..)")
    }
}

fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>> {
    let chain: std::result::Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match chain {
        Ok(chain) if chain.is_empty() => Err(
            "the certificate chain holds no `-----BEGIN CERTIFICATE-----`; give it in PEM, the server's own certificate \
             first"
                .into(),
        ),
        Ok(chain) => Ok(chain),
        Err(error) => Err(format!("the certificate chain is no PEM: {error}").into()),
    }
}

fn private_key(pem: &[u8]) -> Result<PrivateKeyDer<'static>> {
    PrivateKeyDer::from_pem_slice(pem).map_err(|error| match error {
        PemError::NoItemsFound => {
            let encrypted = pem
                .windows(b"ENCRYPTED PRIVATE KEY".len())
                .any(|at| at == b"ENCRYPTED PRIVATE KEY");
            if encrypted {
                "the private key is encrypted; give it without a passphrase".into()
            } else {
                "the private key holds no `-----BEGIN PRIVATE KEY-----`; give it in PEM".into()
            }
        }
        // What the parser says may hold some of the key.
        _ => "the private key is no PEM".into(),
    })
}

/// Makes connections secure.
#[derive(Clone)]
pub(super) struct Tls(TlsAcceptor);

impl Tls {
    pub(super) fn new(config: &TlsConfig) -> Self {
        Self(TlsAcceptor::from(config.0.clone()))
    }

    pub(super) async fn accept<T>(&self, stream: T) -> io::Result<TlsStream<T>>
    where
        T: AsyncRead + AsyncWrite + Unpin,
    {
        self.0.accept(stream).await
    }
}

/// Whether a client wants HTTP/2 on this connection.
#[cfg(feature = "grpc")]
pub(super) fn is_http2<T>(stream: &TlsStream<T>) -> bool {
    stream.get_ref().1.alpn_protocol() == Some(b"h2")
}
