use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::endpoint::{Endpoint, Parts, Transport};
use crate::spec::{Code, ServiceSpec};
use crate::{
    Body, BoxFuture, Call, CancelToken, Context, Outcome, Payload, PayloadStream, Reply, Service,
    Status, Streaming, service,
};

/// Streams.
#[service(package = "tests.v1")]
trait Streams {
    /// Count to a number and end as told.
    #[method(timeout = "2s")]
    async fn count(
        &self,
        cx: Context,
        to: u64,
        end: String,
    ) -> Result<Streaming<u64, Status>, Status>;

    /// Add numbers up.
    async fn sum(&self, numbers: Streaming<u64>) -> Result<u64, Status>;

    /// Double numbers, each as it comes.
    async fn double(&self, req: Streaming<u64>) -> Result<Streaming<u64, Status>, Status>;
}

#[derive(Default)]
struct Board {
    token: std::sync::Mutex<Option<CancelToken>>,
    dropped: Arc<AtomicBool>,
}

/// Says when it is dropped.
struct Dropped(Arc<AtomicBool>);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

impl Streams for Board {
    async fn count(
        &self,
        cx: Context,
        to: u64,
        end: String,
    ) -> Result<Streaming<u64, Status>, Status> {
        *self.token.lock().unwrap() = Some(cx.cancel_token().clone());
        if end == "refused" {
            return Err(Status::not_found("there is nothing to count"));
        }
        let state = (1, end, Dropped(self.dropped.clone()));
        Ok(Streaming::unfold(state, move |(n, end, dropped)| {
            let cx = cx.clone();
            async move {
                if n <= to {
                    // The context of the call is the current one while its stream is asked.
                    assert_eq!(Context::current().trace().trace_id(), cx.trace().trace_id());
                    return Some((Ok(n), (n + 1, end, dropped)));
                }
                match &*end {
                    "fail" => Some((Err(Status::not_found("no more")), (n, end, dropped))),
                    "panic" => panic!("boom"),
                    "more" => Some((Ok(n), (n + 1, end, dropped))),
                    "hang" => std::future::pending().await,
                    "tidy" => {
                        cx.cancelled().await;
                        None
                    }
                    _ => None,
                }
            }
        }))
    }

    async fn sum(&self, mut numbers: Streaming<u64>) -> Result<u64, Status> {
        let mut sum = 0;
        while let Some(number) = numbers.next().await {
            sum += number?;
        }
        Ok(sum)
    }

    async fn double(&self, req: Streaming<u64>) -> Result<Streaming<u64, Status>, Status> {
        Ok(Streaming::unfold(req, async |mut numbers| {
            let number = numbers.next().await?;
            Some((number.map(|n| 2 * n).map_err(Status::from), numbers))
        }))
    }
}

fn endpoint(board: &Arc<Board>) -> Arc<Endpoint> {
    let service = StreamsServer::from_arc(board.clone());
    Endpoint::new(Parts {
        services: vec![Arc::new(service)],
        ..Parts::default()
    })
    .unwrap()
}

async fn items(
    endpoint: &Arc<Endpoint>,
    method: usize,
    input: impl Into<Body>,
    cx: Context,
) -> Result<PayloadStream, Status> {
    let target = &endpoint.targets()[method];
    let Outcome::Complete(reply) = endpoint.call(target, input, cx, Transport::Local).await?;
    match reply.output {
        Body::Stream(items) => Ok(items),
        Body::One(_) => panic!("no stream"),
    }
}

async fn next(items: &mut PayloadStream) -> Option<Result<String, Status>> {
    let item = std::future::poll_fn(|task| items.as_mut().poll_next(task)).await?;
    Some(item.map(|payload| String::from_utf8(payload.bytes.to_vec()).unwrap()))
}

/// All items, and the code at the end.
async fn all(mut items: PayloadStream) -> (Vec<String>, Option<Code>) {
    let mut texts = Vec::new();
    while let Some(item) = next(&mut items).await {
        match item {
            Ok(text) => texts.push(text),
            Err(status) => {
                assert!(next(&mut items).await.is_none(), "an error is the end");
                return (texts, Some(status.code()));
            }
        }
    }
    (texts, None)
}

async fn counted(board: &Arc<Board>, end: &str) -> (Vec<String>, Option<Code>) {
    let endpoint = endpoint(board);
    let input = Payload::json(format!("{{\"to\":2,\"end\":\"{end}\"}}"));
    let items = items(&endpoint, 0, input, Context::new()).await.unwrap();
    let counted = all(items).await;
    assert_eq!(endpoint.metrics.running(), 0);
    counted
}

fn numbers(texts: &[&'static str]) -> PayloadStream {
    let texts = texts.to_vec();
    Box::pin(Streaming::<_, Status>::from_items(
        texts.into_iter().map(Payload::json),
    ))
}

#[tokio::test(start_paused = true)]
async fn a_stream_ends_with_its_items_an_error_a_panic_or_when_it_is_too_slow() {
    let board = Arc::new(Board::default());
    let two = vec!["1".to_owned(), "2".to_owned()];
    assert_eq!(counted(&board, "end").await, (two.clone(), None));
    assert_eq!(
        counted(&board, "fail").await,
        (two.clone(), Some(Code::NotFound))
    );
    assert_eq!(
        counted(&board, "panic").await,
        (two.clone(), Some(Code::Internal))
    );
    let before = tokio::time::Instant::now();
    assert_eq!(
        counted(&board, "hang").await,
        (two, Some(Code::DeadlineExceeded))
    );
    assert_eq!(before.elapsed().as_secs(), 2, "the time for each item");
}

#[tokio::test]
async fn an_error_before_the_stream_is_one_of_the_call() {
    let endpoint = endpoint(&Arc::default());
    let input = Payload::json("{\"to\":2,\"end\":\"refused\"}");
    let refused = items(&endpoint, 0, input, Context::new())
        .await
        .err()
        .unwrap();
    assert_eq!(refused.code(), Code::NotFound);
    assert_eq!(endpoint.metrics.running(), 0);
}

#[tokio::test(start_paused = true)]
async fn the_time_of_a_slow_reader_is_not_that_of_the_stream() {
    let endpoint = endpoint(&Arc::default());
    let input = Payload::json("{\"to\":2,\"end\":\"end\"}");
    let mut items = items(&endpoint, 0, input, Context::new()).await.unwrap();
    assert_eq!(next(&mut items).await.unwrap().unwrap(), "1");
    tokio::time::advance(Duration::from_secs(60)).await;
    assert_eq!(next(&mut items).await.unwrap().unwrap(), "2");
    assert!(next(&mut items).await.is_none());
}

#[tokio::test(start_paused = true)]
async fn the_deadline_of_the_caller_holds_for_the_whole_stream() {
    let endpoint = endpoint(&Arc::default());
    let input = Payload::json("{\"to\":1,\"end\":\"hang\"}");
    let cx = Context::new().with_timeout(Duration::from_millis(500));
    let before = tokio::time::Instant::now();
    let (_, code) = all(items(&endpoint, 0, input, cx).await.unwrap()).await;
    assert_eq!(code, Some(Code::DeadlineExceeded));
    // A deadline is a time of the clock, which goes on while the test's own time stands still.
    assert!((400..=600).contains(&before.elapsed().as_millis()));
}

#[tokio::test]
async fn a_reader_that_leaves_cancels_the_call() {
    let board = Arc::new(Board::default());
    let endpoint = endpoint(&board);
    let input = Payload::json("{\"to\":2,\"end\":\"hang\"}");
    let mut items = items(&endpoint, 0, input, Context::new()).await.unwrap();
    next(&mut items).await.unwrap().unwrap();
    assert_eq!(endpoint.metrics.running(), 1);
    drop(items);
    assert!(board.token.lock().unwrap().as_ref().unwrap().is_cancelled());
    assert!(board.dropped.load(Ordering::SeqCst), "the stream is gone");
    assert_eq!(endpoint.metrics.running(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_closing_server_tells_its_streams_and_ends_them_after_a_while() {
    let board = Arc::new(Board::default());
    for (end, code) in [("tidy", None), ("hang", Some(Code::Unavailable))] {
        let endpoint = endpoint(&board);
        let input = Payload::json(format!("{{\"to\":1,\"end\":\"{end}\"}}"));
        let items = items(&endpoint, 0, input, Context::new()).await.unwrap();
        endpoint.draining.cancel();
        // The time for each item, two seconds, is over before.
        let (texts, ended) = all(items).await;
        assert_eq!(texts, ["1"]);
        assert_eq!(ended, code.map(|_| Code::DeadlineExceeded).or(code));
    }
    let endpoint = endpoint(&board);
    let begins = std::future::pending::<()>();
    let silent = Streaming::<Payload, Status>::unfold((), move |()| {
        let _ = &begins;
        std::future::pending()
    });
    let silent: PayloadStream = Box::pin(silent);
    endpoint.draining.cancel();
    let before = tokio::time::Instant::now();
    let target = &endpoint.targets()[1];
    let status = endpoint
        .call(target, silent, Context::new(), Transport::Local)
        .await
        .unwrap_err();
    assert_eq!(
        (status.code(), status.reason()),
        (Code::Unavailable, Some("closing"))
    );
    assert_eq!(before.elapsed().as_secs(), 5);
}

#[tokio::test]
async fn requests_are_read_one_by_one() {
    let endpoint = endpoint(&Arc::default());
    let sum = async |texts: &[&'static str]| -> Result<_, Status> {
        let target = &endpoint.targets()[1];
        let outcome = endpoint
            .call(target, numbers(texts), Context::new(), Transport::Local)
            .await?;
        let Outcome::Complete(reply) = outcome;
        match reply.output {
            Body::One(payload) => Ok(payload.bytes),
            Body::Stream(_) => panic!("a stream"),
        }
    };
    assert_eq!(sum(&["1", "2", "39"]).await.unwrap(), "42");
    // What the caller sent wrong is theirs to know.
    let status = sum(&["1", "\"two\""]).await.unwrap_err();
    assert_eq!(status.code(), Code::InvalidArgument, "{status}");
    let items = items(&endpoint, 2, numbers(&["1", "-2"]), Context::new())
        .await
        .unwrap();
    assert_eq!(
        all(items).await,
        (vec!["2".to_owned()], Some(Code::InvalidArgument))
    );
}

/// How long something may go on that is to end.
const LONG: Duration = Duration::from_secs(30);

/// Why a stream ended that has items without an end.
async fn end_of(mut endless: PayloadStream) -> Status {
    let began = Instant::now();
    while let Some(item) = next(&mut endless).await {
        match item {
            Ok(_) => assert!(began.elapsed() < LONG, "the stream goes on"),
            Err(status) => return status,
        }
    }
    panic!("the stream ended without an error")
}

#[tokio::test]
async fn a_stream_that_always_has_an_item_ends_at_the_deadline() {
    let endpoint = endpoint(&Arc::default());
    let input = Payload::json("{\"to\":0,\"end\":\"more\"}");
    let cx = Context::new().with_timeout(Duration::from_millis(50));
    let endless = items(&endpoint, 0, input, cx).await.unwrap();
    assert_eq!(end_of(endless).await.code(), Code::DeadlineExceeded);
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_always_has_an_item_ends_with_its_server() {
    let endpoint = endpoint(&Arc::default());
    let input = Payload::json("{\"to\":0,\"end\":\"more\"}");
    let mut endless = items(&endpoint, 0, input, Context::new()).await.unwrap();
    endpoint.draining.cancel();
    next(&mut endless).await.unwrap().unwrap();
    tokio::time::advance(Duration::from_secs(5)).await;
    assert_eq!(end_of(endless).await.reason(), Some("closing"));
}

#[tokio::test]
async fn a_handler_that_always_has_something_to_do_ends_at_the_deadline() {
    let endpoint = endpoint(&Arc::default());
    let began = Instant::now();
    let many = std::iter::from_fn(move || {
        let goes_on = began.elapsed() < LONG;
        goes_on.then(|| Payload::json("1"))
    });
    let numbers: PayloadStream = Box::pin(Streaming::<_, Status>::from_items(many));
    let cx = Context::new().with_timeout(Duration::from_millis(50));
    let target = &endpoint.targets()[1];
    let called = endpoint.call(target, numbers, cx, Transport::Local);
    assert_eq!(called.await.unwrap_err().code(), Code::DeadlineExceeded);
}

#[tokio::test]
async fn a_stream_whose_items_are_all_there_lets_others_have_their_turn() {
    let endpoint = endpoint(&Arc::default());
    let ran = Arc::new(AtomicBool::new(false));
    let other = tokio::spawn({
        let ran = ran.clone();
        async move { ran.store(true, Ordering::SeqCst) }
    });
    let input = Payload::json("{\"to\":1000,\"end\":\"end\"}");
    let (texts, _) = all(items(&endpoint, 0, input, Context::new()).await.unwrap()).await;
    assert_eq!(texts.len(), 1000);
    assert!(ran.load(Ordering::SeqCst));
    other.await.unwrap();
}

/// A service that replies with what its description does not say.
struct Other(ServiceSpec);

impl Service for Other {
    fn spec(&self) -> &ServiceSpec {
        &self.0
    }

    fn call(&self, call: Call) -> BoxFuture<'static, Result<Outcome, Status>> {
        let output = if call.method.kind.streams_output() {
            Body::One(Payload::json("1"))
        } else {
            Body::Stream(numbers(&["1"]))
        };
        Box::pin(async { Ok(Reply::new(output).into()) })
    }
}

#[tokio::test]
async fn a_reply_of_another_kind_than_described_is_a_failure_of_the_service() {
    let endpoint = Endpoint::new(Parts {
        services: vec![Arc::new(Other(StreamsService::spec().clone()))],
        ..Parts::default()
    })
    .unwrap();
    for target in endpoint.targets() {
        let called = endpoint.call(
            target,
            Payload::json("{}"),
            Context::new(),
            Transport::Local,
        );
        let status = called.await.unwrap_err();
        assert_eq!(status.code(), Code::Internal, "{}", target.method.name);
    }
    assert_eq!(endpoint.metrics.running(), 0);
}
