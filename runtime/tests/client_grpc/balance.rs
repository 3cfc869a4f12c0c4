//! Several addresses of the same services.

use traitwire::{Context, Grpc, Retry};

use crate::channel::{call, echo};
use crate::common::{soon, until};
use crate::script::{Arrived, Script};

fn both(one: &Script, other: &Script) -> Grpc {
    let builder = Grpc::builder(one.url()).balance([other.url()]);
    builder.retry(Retry::off()).build().unwrap()
}

#[tokio::test]
async fn calls_are_spread_and_go_on_when_one_server_dies_and_comes_back() {
    let (one, other) = (Script::replying("1").await, Script::replying("1").await);
    let grpc = both(&one, &other);
    for _ in 0..200 {
        call(&grpc, &echo(), Context::new(), "1").await.unwrap();
    }
    let counts = [one.heads().len(), other.heads().len()];
    assert_eq!(counts[0] + counts[1], 200);
    // By chance alone it would be less once in 10^20 times.
    assert!(counts.iter().all(|count| *count > 30), "{counts:?}");
    assert_eq!([one.accepted(), other.accepted()], [1, 1]);

    let address = other.address;
    other.close().await;
    // A call that is on its way when a connection ends may fail; none does that begins later.
    let mut in_a_row = 0;
    soon("calls that all succeed", async {
        while in_a_row < 100 {
            let is_done = call(&grpc, &echo(), Context::new(), "1").await.is_ok();
            in_a_row = if is_done { in_a_row + 1 } else { 0 };
        }
    })
    .await;

    let other = Script::start_at(address, async |arrived: Arrived| arrived.reply("2")).await;
    soon("calls to the server that is back", async {
        while call(&grpc, &echo(), Context::new(), "1").await.unwrap() == "1" {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    })
    .await;
    drop(other);
}

#[tokio::test]
async fn the_less_busy_server_is_called() {
    let (one, other) = (
        Script::start(async |_arrived: Arrived| std::future::pending::<()>().await).await,
        Script::replying("2").await,
    );
    let grpc = both(&one, &other);
    let own = grpc.clone();
    // Until one call hangs at the first.
    let hanging = tokio::spawn(async move {
        loop {
            call(&own, &echo(), Context::new(), "1").await.unwrap();
        }
    });
    until("a call that hangs", || one.heads().len() == 1).await;
    for _ in 0..100 {
        let called = async { call(&grpc, &echo(), Context::new(), "1").await };
        assert_eq!(soon("the reply", called).await.unwrap(), "2");
    }
    hanging.abort();
}

#[tokio::test]
async fn nobody_there_is_said_once_all_were_tried() {
    let (one, other) = (Script::replying("1").await, Script::replying("1").await);
    let grpc = both(&one, &other);
    one.close().await;
    other.close().await;
    let called = async { call(&grpc, &echo(), Context::new(), "1").await };
    let status = soon("the failure", called).await.unwrap_err();
    assert_eq!(status.reason(), Some("unreachable"));
}
