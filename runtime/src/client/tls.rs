//! TLS below a protocol.

use std::io;
use std::sync::Arc;

use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{
    AlertDescription, CertificateError, ClientConfig, Error, PeerMisbehaved, RootCertStore,
};

use super::protocol::Protocol;
use crate::Status;
use crate::spec::Code;

/// Whom a client trusts to say who a server is.
pub(super) struct Roots {
    own: Vec<CertificateDer<'static>>,
    system: bool,
}

impl Default for Roots {
    fn default() -> Self {
        Self {
            own: Vec::new(),
            system: true,
        }
    }
}

impl Roots {
    /// Adds certificates; fails, with a message, where the text has none or one that is broken.
    pub(super) fn add(&mut self, pem: &[u8]) -> Result<(), String> {
        let before = self.own.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate
                .map_err(|error| format!("the root certificate is no PEM: {error:?}"))?;
            // What is no certificate inside is found out here, and not at the first call.
            RootCertStore::empty()
                .add(certificate.clone())
                .map_err(|error| format!("the root certificate cannot be read: {error}"))?;
            self.own.push(certificate);
        }
        if self.own.len() == before {
            return Err(
                "the root certificate holds no `-----BEGIN CERTIFICATE-----`; give it in PEM"
                    .to_owned(),
            );
        }
        Ok(())
    }

    pub(super) fn without_system(&mut self) {
        self.system = false;
    }

    /// Secure connections to a host, for a protocol. Fails, with a message, where nobody is trusted.
    pub(super) fn tls(&self, host: &str, protocol: Protocol) -> Result<Tls, String> {
        let name = ServerName::try_from(host.to_owned()).map_err(|_| {
            format!("`{host}` is neither a name nor an address that a certificate can have")
        })?;
        let mut roots = RootCertStore::empty();
        if self.system {
            // Some systems have certificates that cannot be read; they are as good as none.
            let found = rustls_native_certs::load_native_certs();
            roots.add_parsable_certificates(found.certs);
        }
        roots.add_parsable_certificates(self.own.iter().cloned());
        if roots.is_empty() {
            return Err(format!(
                "no authority is trusted, and this system has none; give one with \
                 `{client}Builder::root_certificate(..)`",
                client = protocol.client()
            ));
        }
        let provider = Arc::new(ring::default_provider());
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = vec![protocol.id().to_vec()];
        Ok(Tls {
            connector: TlsConnector::from(Arc::new(config)),
            name,
            protocol,
        })
    }
}

/// Makes connections to one server secure.
pub(super) struct Tls {
    connector: TlsConnector,
    name: ServerName<'static>,
    protocol: Protocol,
}

impl Tls {
    /// Makes a connection secure, or says why that cannot be: `unavailable` with the reason `tls_failed`.
    pub(super) async fn secure(
        &self,
        server: &str,
        stream: TcpStream,
    ) -> Result<TlsStream<TcpStream>, Status> {
        let secured = self.connector.connect(self.name.clone(), stream).await;
        let stream = secured.map_err(|error| self.failed(server, error))?;
        if self.protocol.is_agreed(stream.get_ref().1.alpn_protocol()) {
            Ok(stream)
        } else {
            // As if the server had said so itself, which it should have (RFC 7301, section 3.2).
            let refused = Error::AlertReceived(AlertDescription::NoApplicationProtocol);
            Err(self.failed(server, io::Error::other(refused)))
        }
    }

    /// There is no secure connection.
    fn failed(&self, server: &str, error: io::Error) -> Status {
        let cause = error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<Error>());
        let why = match cause {
            Some(Error::InvalidCertificate(wrong)) => certificate(wrong, self.protocol.client()),
            Some(Error::InvalidMessage(_)) => {
                "it does not speak TLS on this port; write `http://` if that is meant".to_owned()
            }
            Some(
                Error::AlertReceived(AlertDescription::NoApplicationProtocol)
                | Error::PeerMisbehaved(PeerMisbehaved::SelectedUnofferedApplicationProtocol),
            ) => self.protocol.not_over_tls().to_owned(),
            Some(other) => other.to_string(),
            None => error.to_string(),
        };
        let message = format!("there is no secure connection to `{server}`: {why}");
        Status::new(Code::Unavailable, message)
            .with_reason("tls_failed")
            .with_retryable(cause.is_none())
            .with_cause(error)
    }
}

fn certificate(wrong: &CertificateError, client: &str) -> String {
    match wrong {
        CertificateError::UnknownIssuer => {
            format!(
                "its certificate is from an authority that is not trusted here; add the authority with \
                 `{client}Builder::root_certificate(..)` if it is yours"
            )
        }
        CertificateError::NotValidForNameContext { presented, .. } => {
            format!(
                "its certificate is for another name ({})",
                presented.join(", ")
            )
        }
        CertificateError::NotValidForName => "its certificate is for another name".to_owned(),
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "its certificate has expired".to_owned()
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "its certificate is not valid yet; is the clock of this machine right?".to_owned()
        }
        other => format!("its certificate is refused: {other}"),
    }
}
