//! The service of the gRPC peers as traitwire serves it.

use traitwire::Status;
use traitwire::prelude::*;
use traitwire_grpc::{GetItem, Item, List, Order, Orders, OrdersServer};

struct Shop {
    order: Order,
}

impl Orders for Shop {
    async fn get_item(&self, req: GetItem) -> Result<Item, Status> {
        Ok(traitwire_grpc::item(req.id))
    }

    async fn put_order(&self, req: Order) -> Result<Order, Status> {
        Ok(req)
    }

    async fn list_items(&self, req: List) -> Result<Streaming<Item, Status>, Status> {
        let items = (0..req.count.into()).map(traitwire_grpc::small);
        Ok(Streaming::from_items(items))
    }

    async fn list_orders(&self, req: List) -> Result<Streaming<Order, Status>, Status> {
        let order = self.order.clone();
        let orders = (0..req.count).map(move |_| order.clone());
        Ok(Streaming::from_items(orders))
    }
}

#[tokio::main]
async fn main() -> traitwire::Result {
    let shop = Shop {
        order: traitwire_grpc::order(),
    };
    App::new("orders")
        .service(OrdersServer::new(shop))
        .run()
        .await
}
