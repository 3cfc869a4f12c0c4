//! Connections: when they are opened, lost and opened again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::{Buf, BytesMut};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use traitwire::spec::{Code, MethodKind};
use traitwire::{Context, Grpc, Payload, Retry};

use crate::channel::{call, echo, method, next, stream};
use crate::common::{soon, until};
use crate::script::{Arrived, JSON, Script, framed};

#[tokio::test]
async fn no_connection_is_opened_before_the_first_call() {
    let script = Script::replying("1").await;
    let grpc = script.grpc();
    tokio::task::yield_now().await;
    assert_eq!(script.accepted(), 0);
    call(&grpc, &echo(), Context::new(), "1").await.unwrap();
    assert_eq!(script.accepted(), 1);
}

#[tokio::test]
async fn a_server_that_was_away_is_found_again() {
    let script = Script::replying("1").await;
    let address = script.address;
    let grpc = script.grpc();
    call(&grpc, &echo(), Context::new(), "1").await.unwrap();
    script.close().await;
    let away = async |status: traitwire::Status| {
        assert_eq!(status.code(), Code::Unavailable, "{status}");
        status.reason() == Some("unreachable")
    };
    soon("that it is away", async {
        while !away(call(&grpc, &echo(), Context::new(), "1").await.unwrap_err()).await {}
    })
    .await;
    let script = Script::start_at(address, async |arrived: Arrived| arrived.reply("2")).await;
    let got = call(&grpc, &echo(), Context::new(), "1").await;
    assert_eq!(got.unwrap(), "2");
    drop(script);
}

#[tokio::test]
async fn a_client_outlives_the_runtime_of_its_connection() {
    let script = Script::replying("1").await;
    let grpc = script.grpc();
    let own = grpc.clone();
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async { call(&own, &echo(), Context::new(), "1").await.unwrap() });
    });
    until("the end of the other runtime", || thread.is_finished()).await;
    let called = async { call(&grpc, &echo(), Context::new(), "1").await };
    assert_eq!(soon("the reply", called).await.unwrap(), "1");
    assert_eq!(script.accepted(), 2);
}

#[tokio::test]
async fn many_callers_of_a_server_that_does_not_answer_wait_for_one_attempt() {
    // A port whose queue is full would be a network that swallows all; an address of documentation (RFC 5737) is.
    let grpc = Grpc::builder("http://192.0.2.1:9")
        .connect_timeout(Duration::from_millis(400))
        .retry(Retry::off())
        .build()
        .unwrap();
    let calls: Vec<_> = (0..200)
        .map(|_| {
            let grpc = grpc.clone();
            tokio::spawn(async move { call(&grpc, &echo(), Context::new(), "1").await })
        })
        .collect();
    soon("all failures", async {
        for call in calls {
            let status = call.await.unwrap().unwrap_err();
            assert_eq!(status.reason(), Some("unreachable"), "{status}");
        }
    })
    .await;
}

/// A peer that reads and writes frames of HTTP/2 by hand.
struct Frames {
    stream: TcpStream,
    held: BytesMut,
}

impl Frames {
    async fn accept(listener: &TcpListener) -> Self {
        let (stream, _) = soon("a connection", listener.accept()).await.unwrap();
        let mut frames = Self {
            stream,
            held: BytesMut::new(),
        };
        frames.fill(24).await;
        assert_eq!(&frames.held[..24], b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        frames.held.advance(24);
        frames.send(4, 0, 0, &[]).await;
        frames
    }

    async fn fill(&mut self, length: usize) {
        while self.held.len() < length {
            let read = soon("more", self.stream.read_buf(&mut self.held)).await;
            assert!(read.unwrap() > 0, "the connection ended");
        }
    }

    /// The type, the stream and the payload of the next frame.
    async fn next(&mut self) -> (u8, u32, BytesMut) {
        self.fill(9).await;
        let length = u32::from_be_bytes([0, self.held[0], self.held[1], self.held[2]]) as usize;
        self.fill(9 + length).await;
        let head = self.held.split_to(9);
        let stream = u32::from_be_bytes(head[5..9].try_into().unwrap());
        (head[3], stream, self.held.split_to(length))
    }

    /// The stream of the next call, whose head is dropped.
    async fn call(&mut self) -> u32 {
        loop {
            if let (1, stream, _) = self.next().await {
                return stream;
            }
        }
    }

    async fn send(&mut self, kind: u8, flags: u8, stream: u32, payload: &[u8]) {
        let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
        let stream = stream.to_be_bytes();
        let head = [&length[1..], &[kind, flags], &stream].concat();
        let frame = [&head[..], payload].concat();
        self.stream.write_all(&frame).await.unwrap();
    }

    /// A head of `:status: 200` and this media type, not indexed.
    async fn begin(&mut self, stream: u32) {
        let media = JSON.as_bytes();
        let length = u8::try_from(media.len()).unwrap();
        // Entries 8 and 31 of the static table (RFC 7541, appendix A).
        let block = [&[0x88, 0x0f, 31 - 15, length], media].concat();
        self.send(1, 4, stream, &block).await;
    }
}

async fn raw() -> (TcpListener, Grpc, Grpc) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let builder = Grpc::builder(format!("http://{}", listener.local_addr().unwrap()));
    let builder = builder.retry(Retry::off());
    let plain = builder.build().unwrap();
    let builder = Grpc::builder(format!("http://{}", listener.local_addr().unwrap()));
    let asking = builder
        .retry(Retry::off())
        .keep_alive(Duration::from_millis(100))
        .keep_alive_timeout(Duration::from_millis(300))
        .build()
        .unwrap();
    (listener, plain, asking)
}

#[tokio::test]
async fn a_silent_server_is_asked_and_a_dead_one_is_left() {
    let (listener, _, grpc) = raw().await;
    let watch = method("watch", |method| method.kind = MethodKind::ServerStreaming);
    let begun =
        tokio::spawn(
            async move { stream(&grpc, &watch, Context::new(), Payload::json("{}")).await },
        );
    let mut frames = Frames::accept(&listener).await;
    let id = frames.call().await;
    frames.begin(id).await;
    let mut items = begun.await.unwrap().unwrap();
    let (sender, mut failed) = mpsc::unbounded_channel();
    tokio::spawn(async move { sender.send(next(&mut items).await) });
    // Three that are answered, and the call goes on.
    for _ in 0..3 {
        let ping = loop {
            if let (6, 0, payload) = frames.next().await {
                break payload;
            }
        };
        assert!(failed.try_recv().is_err());
        frames.send(6, 1, 0, &ping).await;
    }
    // The next is not.
    let status = soon("the failure", failed.recv()).await.unwrap();
    let status = status.unwrap().unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
    assert_eq!(status.reason(), Some("broken_stream"), "{status}");
}

#[tokio::test]
async fn a_server_without_calls_is_not_asked() {
    let (listener, _, grpc) = raw().await;
    let own = grpc.clone();
    let calling = tokio::spawn(async move { call(&own, &echo(), Context::new(), "1").await });
    let mut frames = Frames::accept(&listener).await;
    let id = frames.call().await;
    frames.begin(id).await;
    frames.send(0, 0, id, &framed("1")).await;
    // `grpc-status: 0`, not indexed.
    let trailers = [&[0, 11][..], b"grpc-status", &[1], b"0"].concat();
    frames.send(1, 5, id, &trailers).await;
    assert_eq!(soon("the reply", calling).await.unwrap().unwrap(), "1");
    let asked = tokio::time::timeout(Duration::from_millis(500), async {
        while frames.next().await.0 != 6 {}
    });
    assert!(asked.await.is_err(), "it was asked without a reason");
    drop(grpc);
}

#[tokio::test]
async fn a_server_that_goes_away_is_left_and_what_it_did_not_take_is_called_again() {
    let (listener, grpc, _) = raw().await;
    let calls: Vec<_> = (0..2)
        .map(|_| {
            let grpc = grpc.clone();
            tokio::spawn(async move { call(&grpc, &echo(), Context::new(), "1").await })
        })
        .collect();
    let mut frames = Frames::accept(&listener).await;
    let first = frames.call().await;
    let second = frames.call().await;
    assert!(first < second);
    // The first is the last that this connection takes.
    let away = [first.to_be_bytes(), 0_u32.to_be_bytes()].concat();
    frames.send(7, 0, 0, &away).await;
    let mut other = Frames::accept(&listener).await;
    let again = other.call().await;
    let trailers = [&[0, 11][..], b"grpc-status", &[1], b"0"].concat();
    for (frames, id) in [(&mut frames, first), (&mut other, again)] {
        frames.begin(id).await;
        frames.send(0, 0, id, &framed("1")).await;
        frames.send(1, 5, id, &trailers).await;
    }
    for call in calls {
        assert_eq!(soon("the reply", call).await.unwrap().unwrap(), "1");
    }
}

#[tokio::test]
async fn a_call_whose_connection_ends_may_have_been_carried_out() {
    let (listener, grpc, _) = raw().await;
    let calling = tokio::spawn(async move { call(&grpc, &echo(), Context::new(), "1").await });
    let mut frames = Frames::accept(&listener).await;
    frames.call().await;
    drop(frames);
    let status = soon("the failure", calling).await.unwrap().unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
    assert_eq!(status.reason(), Some("connection_lost"), "{status}");
    assert!(
        status
            .message()
            .ends_with("whether the call was carried out is not known")
    );
}

#[tokio::test]
async fn a_second_attempt_at_a_connection_is_not_lost_with_the_caller_of_the_first() {
    let script = Script::replying("1").await;
    let grpc = script.grpc();
    let is_done = Arc::new(AtomicBool::new(false));
    let (first, done) = (grpc.clone(), is_done.clone());
    let calling = tokio::spawn(async move {
        let _ = call(&first, &echo(), Context::new(), "1").await;
        done.store(true, Ordering::SeqCst);
    });
    tokio::task::yield_now().await;
    let second = tokio::spawn(async move { call(&grpc, &echo(), Context::new(), "1").await });
    tokio::task::yield_now().await;
    calling.abort();
    assert_eq!(soon("the reply", second).await.unwrap().unwrap(), "1");
}
