//! A server on a free port.

use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use traitwire::{App, Result};

use super::client::{Answer, Client};
use super::soon;

pub struct Server {
    pub address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<Result<()>>,
}

impl Server {
    pub async fn start(app: App) -> Self {
        Self::start_at(app, "127.0.0.1:0").await
    }

    pub async fn start_at(app: App, address: &str) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let app = app.shutdown(async {
            // A dropped sender is no wish to stop: the test has ended, and the server goes with its runtime.
            if stopped.await.is_err() {
                std::future::pending::<()>().await;
            }
        });
        let ended = tokio::spawn(app.serve(listener));
        Self {
            address,
            stop,
            ended,
        }
    }

    pub async fn client(&self) -> Client {
        Client::connect(self.address).await
    }

    /// One call on a connection of its own.
    pub async fn post(&self, path: &str, headers: &[&str], body: &str) -> Answer {
        self.client().await.post(path, headers, body).await
    }

    pub async fn get(&self, path: &str, headers: &[&str]) -> Answer {
        self.client().await.get(path, headers).await
    }

    /// Asks the server to close, and gives what to wait for.
    pub fn stop(self) -> JoinHandle<Result<()>> {
        let _ = self.stop.send(());
        self.ended
    }

    /// Closes the server and waits for its end.
    pub async fn close(self) {
        soon("the end of the server", self.stop())
            .await
            .unwrap()
            .unwrap();
    }
}
