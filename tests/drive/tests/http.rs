//! A client over HTTP and over `https`, of a server and of a gateway before it.

#[path = "../../../runtime/tests/client/authority.rs"]
mod authority;

use std::net::SocketAddr;

use authority::Authority;
use drive::{
    AnyBoard, BoardClient, BoardServer, BoardService, Memory, converse, drive, drive_remote,
};
use tokio::net::TcpListener;
use traitwire::{App, Http, Remote, Service};

/// Serves a service on a free port.
async fn serve(service: impl Service) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let app = App::new("board").service(service);
    tokio::spawn(app.shutdown(std::future::pending()).serve(listener));
    address
}

fn http(address: SocketAddr) -> Http {
    Http::new(format!("http://{address}")).expect("an address")
}

#[tokio::test]
async fn a_client_over_http() {
    let memory = Memory::default();
    let address = serve(BoardServer::new(memory.clone())).await;
    let client = BoardClient::new(http(address));
    drive(&client).await;
    converse(&client).await;
    drive_remote(&client, &memory).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_over_http_on_several_threads() {
    let memory = Memory::default();
    let address = serve(BoardServer::new(memory.clone())).await;
    let any = AnyBoard::new(BoardClient::new(http(address)));
    drive(&any).await;
    converse(&any).await;
    drive_remote(&any, &memory).await;
}

#[tokio::test]
async fn a_client_over_https() {
    let memory = Memory::default();
    let address = serve(BoardServer::new(memory.clone())).await;
    let authority = Authority::new(b"http/1.1");
    let proxy = authority.proxy(&["localhost"], address).await;
    let http = Http::builder(format!("https://localhost:{}", proxy.port()))
        .root_certificate(&authority.pem)
        .without_system_roots()
        .build()
        .expect("a root");
    let client = BoardClient::new(http);
    drive(&client).await;
    converse(&client).await;
    drive_remote(&client, &memory).await;
}

/// The metadata of the drive goes through the gateway because it is told to let it.
#[tokio::test]
async fn a_client_of_a_gateway() {
    let memory = Memory::default();
    let behind = serve(BoardServer::new(memory.clone())).await;
    let remote =
        || Remote::new(BoardService::spec().clone(), http(behind)).pass_metadata("x-drive");
    let client = BoardClient::new(http(serve(remote()).await));
    drive(&client).await;
    converse(&client).await;
    drive_remote(&client, &memory).await;

    let near = App::new("near")
        .service(remote())
        .local()
        .expect("one service");
    let client = BoardClient::new(near);
    client_of_gateway_in_the_process(&client).await;
}

async fn client_of_gateway_in_the_process(client: &BoardClient) {
    use drive::Board;
    client.clear().await.expect("an empty board");
    drive(client).await;
    converse(client).await;
}
