//! `#[cfg]` and `#[deprecated]`.

#![deny(warnings)]

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Not there.
    ///
    /// @error no_such_error
    #[cfg(any())]
    async fn gone(&self, cx: Nowhere, what: Nothing) -> Result<Nothing, Nobody>;

    /// One of two.
    #[cfg(any())]
    async fn either(&self, id: Nothing) -> Result<Nothing, Status>;

    /// The other of two.
    #[cfg(all())]
    #[cfg(not(any()))]
    async fn either(&self, id: u64) -> Result<u64, Status>;

    /// Old.
    #[deprecated(note = "use `either`")]
    async fn old(&self) -> Result<(), Status>;

    /// Older.
    #[deprecated = "use `old`"]
    async fn older(&self) -> Result<(), Status>;

    /// Oldest.
    #[deprecated]
    async fn oldest(&self) -> Result<(), Status> {
        Ok(())
    }
}

/// Nothing that is always there.
#[service(package = "tasks.v1")]
trait Sometimes {
    /// Not there.
    #[cfg(any())]
    async fn gone(&self) -> Result<Nothing, Nobody>;

    /// There.
    #[cfg(all())]
    async fn there(&self) -> Result<(), Status>;

    /// There, too.
    #[cfg(not(any()))]
    async fn there_too(&self) -> Result<(), Status>;
}

/// Nothing at all.
#[service(package = "tasks.v1")]
trait Never {
    /// Not there.
    #[cfg(any())]
    async fn gone(&self) -> Result<Nothing, Nobody>;
}

struct Board;

impl Tasks for Board {
    async fn either(&self, id: u64) -> Result<u64, Status> {
        Ok(id)
    }

    async fn old(&self) -> Result<(), Status> {
        Ok(())
    }

    async fn older(&self) -> Result<(), Status> {
        Ok(())
    }
}

impl Sometimes for Board {
    async fn there(&self) -> Result<(), Status> {
        Ok(())
    }

    async fn there_too(&self) -> Result<(), Status> {
        Ok(())
    }
}

impl Never for Board {}

fn main() {
    let tasks = TasksServer::new(Board);
    let methods = &traitwire::Service::spec(&tasks).methods;
    let notes: Vec<_> = methods.iter().map(|method| method.deprecated.as_deref()).collect();
    assert_eq!(notes, [None, Some("use `either`"), Some("use `old`"), Some("")]);
    let sometimes = SometimesServer::new(Board);
    assert_eq!(traitwire::Service::spec(&sometimes).methods.len(), 2);
    let never = NeverServer::new(Board);
    assert_eq!(traitwire::Service::spec(&never).methods.len(), 0);
}
