//! How connections are opened, to servers that are slow, silent or away.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use traitwire::spec::Code;
use traitwire::{Context, Grpc, Retry, Status};

use crate::channel::{call, echo};
use crate::common::{soon, until};
use crate::frames::{Frames, raw};
use crate::script::{Arrived, Script};

async fn failure(grpc: &Grpc, cx: Context) -> Status {
    let called = async { call(grpc, &echo(), cx, "1").await };
    soon("the failure", called).await.unwrap_err()
}

/// A context of a call that is in a hurry.
fn hurry() -> Context {
    Context::new().with_timeout(Duration::from_millis(30))
}

#[tokio::test]
async fn an_address_that_does_not_answer_gets_no_calls_while_another_does() {
    let (silent, _) = raw().await;
    let silent = format!("http://{}", silent.local_addr().unwrap());
    // Whose server is busy, while nothing runs at the other.
    let script = Script::start(async |arrived: Arrived| {
        if arrived.number < 5 {
            std::future::pending::<()>().await;
        } else {
            arrived.reply("1");
        }
    })
    .await;
    let builder = Grpc::builder(silent).balance([script.url()]);
    let grpc = builder.retry(Retry::off()).build().unwrap();
    for hanging in 1..=5 {
        let grpc = grpc.clone();
        tokio::spawn(async move { call(&grpc, &echo(), Context::new(), "1").await });
        until("a call that hangs", || script.heads().len() == hanging).await;
    }
    for _ in 0..100 {
        let cx = Context::new().with_timeout(Duration::from_secs(5));
        call(&grpc, &echo(), cx, "1").await.unwrap();
    }
}

#[tokio::test]
async fn a_call_that_waits_for_one_address_tries_another_again() {
    let (silent, _) = raw().await;
    let away = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = away.local_addr().unwrap();
    let silent = format!("http://{}", silent.local_addr().unwrap());
    let builder = Grpc::builder(silent).balance([format!("http://{address}")]);
    let grpc = builder
        .connect_timeout(Duration::from_secs(600))
        .retry(Retry::off())
        .build()
        .unwrap();
    let calling = tokio::spawn(async move { call(&grpc, &echo(), Context::new(), "1").await });
    let first = soon("the first attempt", away.accept()).await.unwrap();
    drop((first, away));
    let script = Script::start_at(address, async |arrived: Arrived| arrived.reply("1")).await;
    assert_eq!(soon("the reply", calling).await.unwrap().unwrap(), "1");
    drop(script);
}

#[tokio::test]
async fn calls_in_a_hurry_find_out_that_nobody_answers() {
    let (_silent, builder) = raw().await;
    let builder = builder.connect_timeout(Duration::from_millis(300));
    let grpc = builder.build().unwrap();
    soon("that nobody answers", async {
        while failure(&grpc, hurry()).await.reason() != Some("unreachable") {}
    })
    .await;
}

/// Lets connections to a server through once it is told to.
struct Gate {
    address: SocketAddr,
    accepted: Arc<AtomicUsize>,
    open: watch::Sender<bool>,
}

impl Gate {
    async fn before(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (open, opened) = watch::channel(false);
        let accepted = Arc::new(AtomicUsize::new(0));
        let count = accepted.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::SeqCst);
                let mut opened = opened.clone();
                tokio::spawn(async move {
                    let _ = opened.wait_for(|open| *open).await;
                    let mut server = TcpStream::connect(server).await.unwrap();
                    let _ = copy_bidirectional(&mut stream, &mut server).await;
                });
            }
        });
        Self {
            address,
            accepted,
            open,
        }
    }

    fn accepted(&self) -> usize {
        self.accepted.load(Ordering::SeqCst)
    }

    fn grpc(&self) -> Grpc {
        let builder = Grpc::builder(format!("http://{}", self.address));
        builder.retry(Retry::off()).build().unwrap()
    }
}

#[tokio::test]
async fn calls_in_a_hurry_share_one_connection_that_takes_its_time() {
    let script = Script::replying("1").await;
    let gate = Gate::before(script.address).await;
    let grpc = gate.grpc();
    for _ in 0..20 {
        let status = failure(&grpc, hurry()).await;
        assert_eq!(status.code(), Code::DeadlineExceeded, "{status}");
    }
    gate.open.send_replace(true);
    let called = async { call(&grpc, &echo(), Context::new(), "1").await };
    assert_eq!(soon("the reply", called).await.unwrap(), "1");
    assert_eq!(gate.accepted(), 1);
}

#[tokio::test]
async fn an_attempt_that_ended_with_its_runtime_is_made_again() {
    let script = Script::replying("1").await;
    let gate = Gate::before(script.address).await;
    let grpc = gate.grpc();
    let (own, (end, ended)) = (grpc.clone(), tokio::sync::oneshot::channel::<()>());
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            tokio::spawn(async move { call(&own, &echo(), Context::new(), "1").await });
            ended.await.unwrap();
        });
    });
    until("the first attempt", || gate.accepted() == 1).await;
    let waiting = tokio::spawn(async move { call(&grpc, &echo(), Context::new(), "1").await });
    tokio::task::yield_now().await;
    end.send(()).unwrap();
    gate.open.send_replace(true);
    assert_eq!(soon("the reply", waiting).await.unwrap().unwrap(), "1");
    until("the end of the runtime", || thread.is_finished()).await;
}

#[tokio::test]
async fn a_call_of_a_runtime_that_has_ended_fails() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let handle = runtime.handle().clone();
    let grpc = Grpc::new("http://127.0.0.1:9").unwrap();
    std::thread::spawn(move || drop(runtime)).join().unwrap();
    let (sender, failed) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        // Without a timer, for which there would have to be a runtime.
        let called = async { call(&grpc, &echo(), Context::new(), "1").await };
        sender.send(handle.block_on(called).unwrap_err())
    });
    let status = soon("the failure", failed).await.unwrap();
    assert_eq!(status.reason(), Some("unreachable"), "{status}");
}

#[tokio::test]
async fn a_server_that_has_not_spoken_gets_no_call() {
    let (listener, builder) = raw().await;
    let builder = builder.connect_timeout(Duration::from_millis(300));
    let grpc = builder.build().unwrap();
    let calling = tokio::spawn(async move { failure(&grpc, Context::new()).await });
    let frames = Frames::accept_silently(&listener).await;
    let kinds = frames.kinds().await;
    // SETTINGS is 4, and HEADERS would be 1 (RFC 9113, section 6).
    assert!(kinds.contains(&4), "{kinds:?}");
    assert!(!kinds.contains(&1), "{kinds:?}");
    let status = calling.await.unwrap();
    assert_eq!(status.reason(), Some("unreachable"));
    assert!(
        status
            .message()
            .ends_with("no connection within 0.3 seconds"),
        "{status}"
    );
}

#[tokio::test]
async fn a_server_that_limits_calls_has_spoken_too() {
    let (listener, builder) = raw().await;
    let grpc = builder.build().unwrap();
    let calling = tokio::spawn(async move { call(&grpc, &echo(), Context::new(), "1").await });
    let mut frames = Frames::accept_silently(&listener).await;
    // SETTINGS_MAX_CONCURRENT_STREAMS (3) of one.
    frames.send(4, 0, 0, &[0, 3, 0, 0, 0, 1]).await;
    let id = frames.call().await;
    frames.reply(id).await;
    assert_eq!(soon("the reply", calling).await.unwrap().unwrap(), "1");
}

#[tokio::test]
async fn nobody_connects_for_a_client_that_is_gone() {
    let (listener, builder) = raw().await;
    let builder = builder.connect_timeout(Duration::from_secs(600));
    let grpc = builder.build().unwrap();
    let calling = tokio::spawn(async move { call(&grpc, &echo(), Context::new(), "1").await });
    let frames = Frames::accept_silently(&listener).await;
    calling.abort();
    soon("the end of the connection", frames.kinds()).await;
}

/// How long calls take to meet five connections that a server ends at once, whether it speaks before or not.
async fn turned_away(greets: bool) -> Duration {
    let (listener, builder) = raw().await;
    let grpc = builder.build().unwrap();
    let begun = Instant::now();
    let calling = tokio::spawn(async move {
        loop {
            let status = failure(&grpc, Context::new()).await;
            assert_eq!(status.code(), Code::Unavailable, "{status}");
            assert_eq!(status.reason(), Some("unreachable"), "{status}");
            tokio::task::yield_now().await;
        }
    });
    for _ in 0..5 {
        let frames = if greets {
            Frames::accept(&listener).await
        } else {
            Frames::accept_silently(&listener).await
        };
        drop(frames);
    }
    assert!(!calling.is_finished());
    calling.abort();
    begun.elapsed()
}

/// 100 ms at first and 1.6 times as long each time, less a fifth: what the docs of `Grpc` say.
#[tokio::test]
async fn a_server_that_turns_callers_away_is_left_alone_for_longer_and_longer() {
    let least = Duration::from_secs_f64((0.1 + 0.16 + 0.256 + 0.4096) * 0.8);
    for greets in [false, true] {
        let time = turned_away(greets).await;
        assert!(time >= least, "{time:?}");
    }
}
