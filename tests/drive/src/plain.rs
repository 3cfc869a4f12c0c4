//! Methods of one request and one reply.

use traitwire::Context;
use traitwire::spec::Code;

use crate::api::{Board, BoardError, NewTask, State, Task};
use crate::memory::CAPACITY;

pub(crate) fn new_task(title: &str, assignee: Option<&str>) -> NewTask {
    NewTask {
        title: title.to_owned(),
        assignee: assignee.map(str::to_owned),
    }
}

/// Values of each kind, in and out. Leaves one task, of the id 1.
pub(crate) async fn values(service: &impl Board) {
    assert_eq!(service.count().await.unwrap(), 0);
    let review = service.create(Context::new(), new_task("Réview \u{1f980}", Some("alice")));
    let review = review.await.unwrap();
    let expected = Task {
        id: 1,
        title: "Réview \u{1f980}".to_owned(),
        assignee: Some("alice".to_owned()),
        state: State::Todo,
        waits_for: [("start".to_owned(), vec![u64::MAX, 9_007_199_254_740_993])].into(),
        effort: 0.1,
    };
    assert_eq!(review, expected);
    assert_eq!(service.get(1).await.unwrap(), expected);
    assert_eq!(
        service.find(expected.title.clone()).await.unwrap(),
        Some(expected.clone())
    );
    assert_eq!(service.find(String::new()).await.unwrap(), None);
    assert_eq!(
        service.list(None, 100).await.unwrap(),
        vec![expected.clone()]
    );
    assert_eq!(
        service.list(Some(State::Todo), 1).await.unwrap(),
        [expected]
    );
    assert_eq!(service.list(Some(State::Doing), 1).await.unwrap(), []);
    service.clear().await.unwrap();
    assert_eq!(service.count().await.unwrap(), 0);
    service
        .create(Context::current(), new_task("First", None))
        .await
        .unwrap();
}

/// Errors come as the variant that they are, with their fields; what no variant describes as `Call`.
pub(crate) async fn errors(service: &impl Board) {
    let missing = service.get(u64::MAX).await.unwrap_err();
    assert!(
        matches!(missing, BoardError::NoSuchTask { id: u64::MAX }),
        "{missing:?}"
    );
    let taken = service
        .create(Context::new(), new_task("First", None))
        .await
        .unwrap_err();
    let BoardError::TitlesTaken { titles, by } = taken else {
        panic!("{taken:?}");
    };
    assert_eq!((titles, by), (vec!["First".to_owned()], None));

    for more in 1..CAPACITY {
        let task = new_task(&format!("More {more}"), None);
        service.create(Context::new(), task).await.unwrap();
    }
    let full = service
        .create(Context::new(), new_task("Too much", None))
        .await
        .unwrap_err();
    assert!(matches!(full, BoardError::BoardFull), "{full:?}");
    service.clear().await.unwrap();
    service
        .create(Context::new(), new_task("First", None))
        .await
        .unwrap();

    let failed = service.fail().await.unwrap_err();
    let BoardError::Call(failed) = failed else {
        panic!("{failed:?}");
    };
    assert_eq!(failed.code(), Code::Internal);
    let id = failed.status().id().expect("the id in the log");
    assert!(failed.status().message().contains(id), "{failed}");
    assert!(!failed.to_string().contains("disk"), "{failed}");
}

/// Names of all kinds, some of which generated code has methods of. Where a type has one too, the trait is named.
pub(crate) async fn names<B: Board>(service: &B) {
    assert_eq!(B::new(service, 7).await.unwrap(), 7);
    assert_eq!(
        service.call("a".to_owned(), "b".to_owned()).await.unwrap(),
        "ab"
    );
    assert_eq!(service.name().await.unwrap(), "memory");
    assert_eq!(service.execute(1).await.unwrap(), 1);
    assert_eq!(service.decode(2).await.unwrap(), 2);
    assert_eq!(service.r#move("here".to_owned()).await.unwrap(), "here");
    assert_eq!(
        service.body("a body".to_owned()).await.unwrap(),
        "a body from memory"
    );
}
