//! An implementation that keeps its tasks in memory.

use std::collections::BTreeMap;
use std::future::pending;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use traitwire::prelude::*;
use traitwire::{Identity, OrInternal};

use crate::api::{Board, BoardError, Event, NewTask, Seen, State, Summary, Task};

/// The board holds so many tasks.
pub(crate) const CAPACITY: u64 = 5;

/// The service in memory. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Memory(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    tasks: Mutex<BTreeMap<u64, Task>>,
    waiting: AtomicUsize,
    left: AtomicUsize,
}

impl Memory {
    /// How many calls have begun to wait, or to count.
    pub fn waiting(&self) -> usize {
        self.0.waiting.load(Ordering::SeqCst)
    }

    /// How many of those have noticed that their caller left.
    pub fn left(&self) -> usize {
        self.0.left.load(Ordering::SeqCst)
    }

    fn tasks(&self) -> std::sync::MutexGuard<'_, BTreeMap<u64, Task>> {
        self.0.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn insert(&self, new: NewTask) -> Result<Task, BoardError> {
        let mut tasks = self.tasks();
        if let Some(other) = tasks.values().find(|task| task.title == new.title) {
            return Err(BoardError::TitlesTaken {
                titles: vec![new.title],
                by: other.assignee.clone(),
            });
        }
        let id = tasks.len() as u64 + 1;
        if id > CAPACITY {
            return Err(BoardError::BoardFull);
        }
        let task = Task {
            id,
            title: new.title,
            assignee: new.assignee,
            state: State::Todo,
            waits_for: BTreeMap::from([(
                "start".to_owned(),
                vec![u64::MAX, 9_007_199_254_740_993],
            )]),
            effort: 0.1,
        };
        tasks.insert(id, task.clone());
        Ok(task)
    }
}

fn seen(cx: &Context) -> Seen {
    Seen {
        caller: cx.caller().map(Identity::subject).map(str::to_owned),
        trace: cx.trace().trace_id(),
        has_deadline: cx.deadline().is_some(),
        metadata: cx.metadata("x-drive").map(str::to_owned),
    }
}

/// Counts when it is dropped.
struct Leaving(Memory);

impl Drop for Leaving {
    fn drop(&mut self) {
        self.0.0.left.fetch_add(1, Ordering::SeqCst);
    }
}

impl Board for Memory {
    async fn create(&self, _cx: Context, new: NewTask) -> Result<Task, BoardError> {
        self.insert(new)
    }

    async fn get(&self, id: u64) -> Result<Task, BoardError> {
        let task = self.tasks().get(&id).cloned();
        task.ok_or(BoardError::NoSuchTask { id })
    }

    async fn list(&self, state: Option<State>, limit: u32) -> Result<Vec<Task>, BoardError> {
        let tasks = self.tasks();
        let wanted = tasks
            .values()
            .filter(|task| state.is_none_or(|state| task.state == state));
        Ok(wanted.take(limit as usize).cloned().collect())
    }

    async fn count(&self) -> Result<u64, BoardError> {
        Ok(self.tasks().len() as u64)
    }

    async fn clear(&self) -> Result<(), BoardError> {
        self.tasks().clear();
        Ok(())
    }

    async fn find(&self, title: String) -> Result<Option<Task>, BoardError> {
        Ok(self
            .tasks()
            .values()
            .find(|task| task.title == title)
            .cloned())
    }

    async fn fail(&self) -> Result<(), BoardError> {
        Err(std::io::Error::other("the disk is full")).or_internal()?;
        Ok(())
    }

    async fn panic(&self) -> Result<(), BoardError> {
        panic!("out of reach");
    }

    async fn seen(&self) -> Result<Seen, BoardError> {
        Ok(seen(&Context::current()))
    }

    async fn told(&self, cx: Context) -> Result<Seen, BoardError> {
        Ok(seen(&cx))
    }

    async fn wait(&self, cx: Context) -> Result<(), BoardError> {
        self.0.waiting.fetch_add(1, Ordering::SeqCst);
        cx.cancelled().await;
        self.0.left.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }

    async fn slow(&self) -> Result<(), BoardError> {
        pending().await
    }

    async fn watch(
        &self,
        first: u64,
        breaks_after: Option<u64>,
    ) -> Result<Streaming<Event, BoardError>, BoardError> {
        let task = self.get(first).await?;
        let events = vec![
            Event::Created(task),
            Event::Renamed {
                id: first,
                title: "é \"\n".to_owned(),
            },
            Event::Idle,
        ];
        Ok(Streaming::unfold(
            (0, events),
            move |(done, mut events)| async move {
                if breaks_after.is_some_and(|after| done >= after) {
                    return Some((Err(BoardError::NoSuchTask { id: done }), (0, Vec::new())));
                }
                (!events.is_empty()).then(|| (Ok(events.remove(0)), (done + 1, events)))
            },
        ))
    }

    async fn ticks(&self) -> Result<Streaming<u64, BoardError>, BoardError> {
        self.0.waiting.fetch_add(1, Ordering::SeqCst);
        let leaving = Leaving(self.clone());
        Ok(Streaming::unfold((0, leaving), async |(tick, leaving)| {
            tokio::time::sleep(Duration::from_millis(1)).await;
            Some((Ok(tick), (tick + 1, leaving)))
        }))
    }

    async fn import(&self, mut tasks: Streaming<NewTask>) -> Result<Summary, BoardError> {
        let mut ids = Vec::new();
        while let Some(task) = tasks.next().await {
            ids.push(self.insert(task?)?.id);
        }
        Ok(Summary {
            count: ids.len() as u64,
            ids,
        })
    }

    async fn echo(
        &self,
        _cx: Context,
        words: Streaming<String>,
    ) -> Result<Streaming<String, BoardError>, BoardError> {
        Ok(Streaming::unfold(words, async |mut words| {
            match words.next().await? {
                Ok(word) if word == "stop" => None,
                Ok(word) if word == "full" => Some((Err(BoardError::BoardFull), words)),
                Ok(word) => Some((Ok(word), words)),
                Err(error) => Some((Err(error.into()), words)),
            }
        }))
    }

    async fn new(&self, new: u8) -> Result<u8, BoardError> {
        Ok(new)
    }

    async fn call(&self, call: String, name: String) -> Result<String, BoardError> {
        Ok(call + &name)
    }

    async fn name(&self) -> Result<String, BoardError> {
        Ok("memory".to_owned())
    }

    async fn execute(&self, service: u8) -> Result<u8, BoardError> {
        Ok(service)
    }

    async fn decode(&self, arguments: u8) -> Result<u8, BoardError> {
        Ok(arguments)
    }

    async fn r#move(&self, r#where: String) -> Result<String, BoardError> {
        Ok(r#where)
    }

    async fn body(&self, text: String) -> Result<String, BoardError> {
        Ok(text + " from memory")
    }
}
