//! What needs signals or occupied ports, and the words for it.

use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::*;
use crate::Limits;
use crate::endpoint::Parts;

async fn soon<F: Future>(what: &str, future: F) -> F::Output {
    let output = tokio::time::timeout(Duration::from_secs(30), future).await;
    output.unwrap_or_else(|_| panic!("{what} did not happen within 30 seconds"))
}

#[cfg(unix)]
fn terminate_ourselves() {
    let own = std::process::id().to_string();
    let sent = std::process::Command::new("kill")
        .args(["-TERM", &own])
        .status();
    assert!(sent.unwrap().success());
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn the_first_signal_lets_calls_end_and_the_second_does_not() {
    let limits = Limits {
        drain: Duration::from_secs(3600),
        ..Limits::default()
    };
    let endpoint = Endpoint::new(Parts {
        limits,
        ..Parts::default()
    })
    .unwrap();
    let (enter, mut entered) = mpsc::unbounded_channel();
    let wait = move || async move {
        enter.send(()).unwrap();
        std::future::pending::<()>().await;
    };
    let router = Router::new().route("/wait", get(wait));
    let listener = bind(":0").await.unwrap();
    let address = listener.local_addr().unwrap();
    // Before a signal is sent: from now on it does not end the process.
    let stop = Stop::on_signals(None).unwrap();
    let server = tokio::spawn(serve(
        endpoint.clone(),
        router,
        listener,
        Security::default(),
        stop,
    ));
    let mut client = TcpStream::connect(address).await.unwrap();
    let call = b"GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n";
    client.write_all(call).await.unwrap();
    soon("the call", entered.recv()).await.unwrap();

    terminate_ourselves();
    soon("the drain", endpoint.draining.cancelled()).await;
    assert!(!endpoint.closing.is_cancelled() && !server.is_finished());
    terminate_ourselves();
    soon("the end", server).await.unwrap();
    assert!(endpoint.closing.is_cancelled());
}

#[tokio::test]
async fn an_address_that_cannot_be_used_is_explained() {
    let taken = bind("127.0.0.1:0").await.unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let refusal = |failed: Result<TcpListener>| failed.unwrap_err().to_string();
    assert_eq!(
        refusal(bind(&address).await),
        format!(
            "cannot listen on `{address}`: another program listens there; name another address with `--listen`, such \
             as `127.0.0.1:0` for any free port"
        )
    );
    assert_eq!(
        refusal(bind("127.0.0.1").await),
        "cannot listen on `127.0.0.1`: write an address and a port, such as `127.0.0.1:8080`"
    );
    // An address for documentation, which no machine has (RFC 5737).
    let elsewhere = refusal(bind("192.0.2.1:0").await);
    let prefix = "cannot listen on `192.0.2.1:0`: ";
    assert!(elsewhere.starts_with(prefix) && elsewhere.len() > prefix.len());
}
