//! The service of the gRPC peers on tonic and prost.

use std::pin::Pin;

use tokio::net::TcpListener;
use tokio_stream::{Stream, iter};
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status};
use tonic_grpc::orders_server::{Orders, OrdersServer};
use tonic_grpc::{GetItem, Item, List, Order};

/// What traitwire allows a client: so many calls at a time, so much of each before it is read, and of all of them.
const STREAMS: u32 = 128;
const STREAM_WINDOW: u32 = 256 << 10;
const CONNECTION_WINDOW: u32 = STREAMS * STREAM_WINDOW;

struct Shop {
    order: Order,
}

type Replies<T> = Pin<Box<dyn Stream<Item = Result<T, Status>> + Send>>;

#[tonic::async_trait]
impl Orders for Shop {
    type ListItemsStream = Replies<Item>;
    type ListOrdersStream = Replies<Order>;

    async fn get_item(&self, request: Request<GetItem>) -> Result<Response<Item>, Status> {
        Ok(Response::new(tonic_grpc::item(request.into_inner().id)))
    }

    async fn put_order(&self, request: Request<Order>) -> Result<Response<Order>, Status> {
        Ok(Response::new(request.into_inner()))
    }

    async fn list_items(&self, request: Request<List>) -> Result<Response<Replies<Item>>, Status> {
        let items = (0..request.into_inner().count.into()).map(tonic_grpc::small);
        Ok(Response::new(Box::pin(iter(items.map(Ok)))))
    }

    async fn list_orders(
        &self,
        request: Request<List>,
    ) -> Result<Response<Replies<Order>>, Status> {
        let order = self.order.clone();
        let orders = (0..request.into_inner().count).map(move |_| order.clone());
        Ok(Response::new(Box::pin(iter(orders.map(Ok)))))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::from_std(shared::listen()?)?;
    let shop = Shop {
        order: tonic_grpc::order(),
    };
    Server::builder()
        .max_concurrent_streams(STREAMS)
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .add_service(OrdersServer::new(shop))
        .serve_with_incoming(TcpIncoming::from(listener).with_nodelay(Some(true)))
        .await?;
    Ok(())
}
