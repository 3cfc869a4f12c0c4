//! A certificate authority of the tests', and a proxy that speaks TLS with its certificates.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

static NEXT: AtomicUsize = AtomicUsize::new(0);

/// An authority that nobody else knows.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    /// Its certificate.
    pub(crate) pem: String,
    /// The protocol that clients have to offer.
    protocol: &'static [u8],
    /// The protocols that its proxies choose from, if any.
    pub(crate) speaks: &'static [&'static [u8]],
}

impl Authority {
    /// Its proxies speak a protocol, by its name in TLS (RFC 7301).
    pub(crate) fn new(protocol: &'static [u8]) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        // Authorities are told apart by their names.
        let name = format!("authority {}", NEXT.fetch_add(1, Ordering::SeqCst));
        params.distinguished_name.push(DnType::CommonName, name);
        let pem = params.self_signed(&key).unwrap().pem();
        let issuer = Issuer::new(params, key);
        Self {
            issuer,
            pem,
            protocol,
            speaks: &[b"h2", b"http/1.1"],
        }
    }

    /// Speaks TLS for a server without it, with a certificate for these names. A client has to offer the
    /// protocol of this authority, and no other.
    pub(crate) async fn proxy(&self, names: &[&str], to: SocketAddr) -> SocketAddr {
        self.proxy_with(names, to, |_| {}).await
    }

    /// As [`proxy`](Self::proxy), with a certificate that is changed first.
    pub(crate) async fn proxy_with(
        &self,
        names: &[&str],
        to: SocketAddr,
        change: impl FnOnce(&mut CertificateParams),
    ) -> SocketAddr {
        let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(names).unwrap();
        change(&mut params);
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let chain = vec![CertificateDer::from(certificate.der().to_vec())];
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let provider = Arc::new(ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .unwrap();
        config.alpn_protocols = self.speaks.iter().map(|name| name.to_vec()).collect();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        // One that a client offers has to be among them, and this one is.
        let chosen = (!self.speaks.is_empty()).then_some(self.protocol);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    let Ok(mut stream) = acceptor.accept(stream).await else {
                        return;
                    };
                    assert_eq!(stream.get_ref().1.alpn_protocol(), chosen);
                    let mut server = TcpStream::connect(to).await.unwrap();
                    let _ = copy_bidirectional(&mut stream, &mut server).await;
                });
            }
        });
        address
    }
}
