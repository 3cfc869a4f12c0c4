//! Calls the service of the gRPC peers by tonic's client, with typed messages, and prints what it measured as JSON.

use std::io;

use load::arguments::Arguments;
use shared::orders::{Case, LISTED_ITEMS, LISTED_ORDERS};
use tonic::transport::{Channel, Endpoint};
use tonic::{Status, Streaming};
use tonic_grpc::orders_client::OrdersClient;
use tonic_grpc::{GetItem, List, Order};

/// As much as traitwire's client has sent to it before it is read, of one stream and of all of them.
const STREAM_WINDOW: u32 = 1 << 20;
const CONNECTION_WINDOW: u32 = 1 << 30;

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let arguments = Arguments::read(std::env::args().skip(1))?;
    let case: Case = arguments.case.parse()?;
    let order = tonic_grpc::order();
    let mut callers = Vec::new();
    for _ in 0..arguments.connections {
        let address = Endpoint::from_shared(format!("http://{}", arguments.address));
        let address = address
            .map_err(io::Error::other)?
            .initial_stream_window_size(STREAM_WINDOW)
            .initial_connection_window_size(CONNECTION_WINDOW);
        let channel = address.connect().await;
        let client = OrdersClient::new(channel.map_err(io::Error::other)?);
        for _ in 0..arguments.calls {
            let (client, order) = (client.clone(), order.clone());
            callers.push(move || {
                let (client, order) = (client.clone(), order.clone());
                async move { call(client, case, order).await.map_err(io::Error::other) }
            });
        }
    }
    let figures = load::concurrent::run(&arguments, callers).await?;
    serde_json::to_writer(io::stdout(), &figures)?;
    Ok(())
}

async fn call(mut client: OrdersClient<Channel>, case: Case, order: Order) -> Result<(), Status> {
    let right = match case {
        Case::Item => {
            let item = client.get_item(GetItem { id: 7 }).await?.into_inner();
            item.sku == shared::orders::sku(7)
        }
        Case::Order => {
            let order = client.put_order(order).await?.into_inner();
            order.id == shared::orders::ID
        }
        Case::Items => {
            let count = LISTED_ITEMS;
            let items = client.list_items(List { count }).await?.into_inner();
            length(items).await? == count
        }
        Case::Orders => {
            let count = LISTED_ORDERS;
            let orders = client.list_orders(List { count }).await?.into_inner();
            length(orders).await? == count
        }
    };
    right
        .then_some(())
        .ok_or_else(|| Status::internal("a wrong answer"))
}

async fn length<T>(mut replies: Streaming<T>) -> Result<u32, Status> {
    let mut length = 0;
    while replies.message().await?.is_some() {
        length += 1;
    }
    Ok(length)
}
