//! Methods with streams.

use std::time::Duration;

use tokio::sync::mpsc;
use traitwire::spec::Code;
use traitwire::{CallError, Context, Status, Streaming};

use crate::api::{Board, BoardError, Event, Summary};
use crate::plain::new_task;

/// Streams of replies: to their end, to an error before the first item, and to one after some.
pub(crate) async fn replies(service: &impl Board) {
    let first = service.get(1).await.unwrap();
    let renamed = Event::Renamed {
        id: 1,
        title: "é \"\n".to_owned(),
    };
    let expected = [Event::Created(first), renamed, Event::Idle];
    let events = service.watch(1, None).await.unwrap();
    assert_eq!(events.collect().await.unwrap(), expected);

    let refused = service.watch(77, None).await.unwrap_err();
    assert!(
        matches!(refused, BoardError::NoSuchTask { id: 77 }),
        "{refused:?}"
    );

    let mut events = service.watch(1, Some(2)).await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap(), expected[0]);
    assert_eq!(events.next().await.unwrap().unwrap(), expected[1]);
    let broken = events.next().await.expect("an error").unwrap_err();
    assert!(
        matches!(broken, BoardError::NoSuchTask { id: 2 }),
        "{broken:?}"
    );
    assert!(
        events.next().await.is_none(),
        "an error is the last that comes"
    );

    let mut ticks = service.ticks().await.unwrap();
    for tick in 0..3 {
        assert_eq!(ticks.next().await.unwrap().unwrap(), tick);
    }
}

/// Streams of requests, with one reply or with a stream of them.
pub(crate) async fn requests(service: &impl Board) {
    service.clear().await.unwrap();
    let tasks = ["One", "Two", "Three"].map(|title| new_task(title, None));
    let imported = service.import(Streaming::from_items(tasks)).await.unwrap();
    assert_eq!(
        imported,
        Summary {
            count: 3,
            ids: vec![1, 2, 3]
        }
    );
    let none = service.import(Streaming::from_items([])).await.unwrap();
    assert_eq!(
        none,
        Summary {
            count: 0,
            ids: vec![]
        }
    );

    let twice = ["Four", "One", "Five"].map(|title| new_task(title, None));
    let taken = service
        .import(Streaming::from_items(twice))
        .await
        .unwrap_err();
    assert!(matches!(taken, BoardError::TitlesTaken { .. }), "{taken:?}");

    let words = ["a", "", "é\n", "stop", "b"].map(str::to_owned);
    let echo = service
        .echo(Context::new(), Streaming::from_items(words))
        .await
        .unwrap();
    assert_eq!(echo.collect().await.unwrap(), ["a", "", "é\n"]);

    let words = ["a", "full", "b"].map(str::to_owned);
    let mut echo = service
        .echo(Context::new(), Streaming::from_items(words))
        .await
        .unwrap();
    assert_eq!(echo.next().await.unwrap().unwrap(), "a");
    let full = echo.next().await.expect("an error").unwrap_err();
    assert!(matches!(full, BoardError::BoardFull), "{full:?}");
}

/// Sends each item only after the reply to the one before, and breaks off in the end: for channels that can do both at
/// the same time.
pub async fn converse(service: &impl Board) {
    let (send, words) = mpsc::channel(1);
    let words = Streaming::unfold(words, async |mut words: mpsc::Receiver<_>| {
        Some((words.recv().await?, words))
    });
    send.send(Ok::<_, CallError>("one".to_owned()))
        .await
        .unwrap();
    let mut echo = service.echo(Context::new(), words).await.unwrap();
    assert_eq!(soon(echo.next()).await.unwrap().unwrap(), "one");
    send.send(Ok("two".to_owned())).await.unwrap();
    assert_eq!(soon(echo.next()).await.unwrap().unwrap(), "two");
    let gone = Status::new(Code::Aborted, "the source of the words is gone");
    send.send(Err(gone.into())).await.unwrap();
    let error = soon(echo.next()).await.expect("an error").unwrap_err();
    assert!(matches!(error, BoardError::Call(_)), "{error:?}");
}

async fn soon<F: Future>(future: F) -> F::Output {
    let soon = tokio::time::timeout(Duration::from_secs(30), future);
    soon.await.expect("within 30 seconds")
}
