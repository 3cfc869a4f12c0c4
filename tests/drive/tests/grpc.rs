//! A client over gRPC, with and without TLS and compression, of a server and of a gateway before it.

#[path = "../../../runtime/tests/client/authority.rs"]
mod authority;

use std::net::SocketAddr;

use authority::Authority;
use drive::{
    AnyBoard, Board, BoardClient, BoardServer, BoardService, Memory, converse, drive, drive_remote,
};
use tokio::net::TcpListener;
use traitwire::{App, Channel, Grpc, Http, Remote, Service};

/// Serves a service on a free port.
async fn serve(service: impl Service) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let app = App::new("board").service(service);
    tokio::spawn(app.shutdown(std::future::pending()).serve(listener));
    address
}

fn grpc(address: SocketAddr) -> Grpc {
    Grpc::new(format!("http://{address}")).expect("an address")
}

/// All that a caller can see, of a board that is served at an address.
async fn check(channel: impl Channel, memory: &Memory) {
    let client = BoardClient::new(channel);
    drive(&client).await;
    converse(&client).await;
    drive_remote(&client, memory).await;
}

#[tokio::test]
async fn a_client_over_grpc() {
    let memory = Memory::default();
    let address = serve(BoardServer::new(memory.clone())).await;
    check(grpc(address), &memory).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_over_grpc_on_several_threads() {
    let memory = Memory::default();
    let address = serve(BoardServer::new(memory.clone())).await;
    let any = AnyBoard::new(BoardClient::new(grpc(address)));
    drive(&any).await;
    converse(&any).await;
    drive_remote(&any, &memory).await;
}

#[tokio::test]
async fn a_client_that_compresses() {
    let memory = Memory::default();
    let address = serve(BoardServer::new(memory.clone())).await;
    let builder = Grpc::builder(format!("http://{address}"));
    check(builder.zstd().build().expect("an address"), &memory).await;
}

#[tokio::test]
async fn a_client_over_https() {
    let memory = Memory::default();
    let address = serve(BoardServer::new(memory.clone())).await;
    let authority = Authority::new(b"h2");
    let proxy = authority.proxy(&["localhost"], address).await;
    let grpc = Grpc::builder(format!("https://localhost:{}", proxy.port()))
        .root_certificate(&authority.pem)
        .without_system_roots()
        .build()
        .expect("a root");
    check(grpc, &memory).await;
}

/// The metadata of the drive goes through the gateway because it is told to let it.
fn remote(channel: impl Channel) -> Remote {
    Remote::new(BoardService::spec().clone(), channel).pass_metadata("x-drive")
}

/// Protobuf all the way.
#[tokio::test]
async fn a_client_of_a_gateway() {
    let memory = Memory::default();
    let behind = serve(BoardServer::new(memory.clone())).await;
    let before = serve(remote(grpc(behind))).await;
    check(grpc(before), &memory).await;
}

/// JSON to the gateway, and JSON in gRPC behind it.
#[tokio::test]
async fn a_client_over_http_of_a_gateway() {
    let memory = Memory::default();
    let behind = serve(BoardServer::new(memory.clone())).await;
    let before = serve(remote(grpc(behind))).await;
    let http = Http::new(format!("http://{before}")).expect("an address");
    check(http, &memory).await;
    let near = App::new("near").service(remote(grpc(behind)));
    let client = BoardClient::new(near.local().expect("one service"));
    client.clear().await.expect("an empty board");
    drive(&client).await;
    converse(&client).await;
}
