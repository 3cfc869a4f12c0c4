//! Every form that a method can have.

#![deny(warnings)]

use std::collections::BTreeMap;

use traitwire::{Context, Status, message, service};

/// A task.
#[message]
struct Task {
    id: u64,
}

type Cx = Context;
type Reply<T> = Result<T, Status>;
type Count = std::result::Result<Option<u64>, Status>;

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks: Sync + 'static {
    /// No argument.
    async fn none(&self) -> Reply<()>;

    /// The context alone.
    async fn context(&self, cx: Context) -> Count;

    /// A context by another name, and a whole request.
    async fn alias(&self, #[ctx] cx: Cx, request: Task) -> Reply<Vec<Task>>;

    /// A context by its path.
    async fn path(&self, _: traitwire::Context, req: Task) -> core::result::Result<Task, Status>;

    /// Arguments as fields.
    async fn fields(
        &self,
        cx: traitwire::Context,
        /// A number.
        number: u8,
        #[serde(default)] text: String,
        #[schemars(range(min = 1))] r#type: Option<u32>,
    ) -> Reply<BTreeMap<String, Vec<u8>>>;

    /// A body of its own.
    async fn body(&self, mut count: u64, _unused: String) -> Reply<u64> {
        count += self.none().await.map(|()| 1)?;
        if count > 100 {
            return Err(Status::invalid_argument("too many"));
        }
        Ok(count)
    }

    /// A body that looks at nothing.
    async fn unused(&self, _cx: Context, _req: Task) -> Reply<()> {
        Ok(())
    }
}

struct Board;

impl Tasks for Board {
    async fn none(&self) -> Reply<()> {
        Ok(())
    }

    async fn context(&self, cx: Context) -> Count {
        drop(cx);
        Ok(None)
    }

    async fn alias(&self, _: Context, task: Task) -> Reply<Vec<Task>> {
        Ok(vec![task])
    }

    async fn path(&self, _: Context, task: Task) -> Reply<Task> {
        Ok(Task { id: task.id + 1 })
    }

    async fn fields(
        &self,
        _: Context,
        number: u8,
        text: String,
        r#type: Option<u32>,
    ) -> Reply<BTreeMap<String, Vec<u8>>> {
        assert!(r#type.is_none());
        Ok(BTreeMap::from([(text, vec![number])]))
    }
}

fn main() {
    let server = TasksServer::from_arc(std::sync::Arc::new(Board));
    assert_eq!(traitwire::Service::spec(&server).methods.len(), 7);
    let request = TasksFieldsRequest {
        number: 7,
        text: String::new(),
        r#type: None,
    };
    assert_eq!(format!("{server:?} {}", request.number), "TasksServer(..) 7");
    let _ = TasksBodyRequest {
        count: 7,
        unused: String::new(),
    };
}
