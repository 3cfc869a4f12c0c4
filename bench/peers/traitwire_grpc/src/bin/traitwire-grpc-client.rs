//! Calls the service of the gRPC peers by traitwire's client, and prints what it measured as JSON.

use std::io;

use load::arguments::Arguments;
use shared::orders::{Case, LISTED_ITEMS, LISTED_ORDERS};
use traitwire::prelude::*;
use traitwire::{Grpc, Status};
use traitwire_grpc::{GetItem, List, Orders, OrdersClient};

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let arguments = Arguments::read(std::env::args().skip(1))?;
    let case: Case = arguments.case.parse()?;
    let order = traitwire_grpc::order();
    let mut callers = Vec::new();
    for _ in 0..arguments.connections {
        let channel = Grpc::new(format!("http://{}", arguments.address));
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

async fn call(
    client: OrdersClient,
    case: Case,
    order: traitwire_grpc::Order,
) -> Result<(), Status> {
    let right = match case {
        Case::Item => client.get_item(GetItem { id: 7 }).await?.sku == shared::orders::sku(7),
        Case::Order => client.put_order(order).await?.id == shared::orders::ID,
        Case::Items => {
            let count = LISTED_ITEMS;
            length(client.list_items(List { count }).await?).await? == count
        }
        Case::Orders => {
            let count = LISTED_ORDERS;
            length(client.list_orders(List { count }).await?).await? == count
        }
    };
    right
        .then_some(())
        .ok_or_else(|| Status::internal("a wrong answer"))
}

async fn length<T: 'static>(mut replies: Streaming<T, Status>) -> Result<u32, Status> {
    let mut length = 0;
    while replies.next().await.transpose()?.is_some() {
        length += 1;
    }
    Ok(length)
}
