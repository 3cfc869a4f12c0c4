//! A trait in a function, in a module, in a macro, beside another, and of every visibility.

#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub)]

use traitwire::{Context, Status, service};

/// Public.
#[service(package = "a")]
pub trait Outer {
    /// Run it.
    async fn run(&self, task: u64) -> Result<(), Status>;
}

/// Beside it.
#[service(package = "b")]
pub(crate) trait Beside {
    /// Run it.
    async fn run(&self, task: u64) -> Result<(), Status>;
}

mod inner {
    use traitwire::{Status, service};

    /// In a module.
    #[service(package = "c")]
    pub(super) trait Inner {
        /// Run it.
        async fn run(&self, task: u64) -> Result<(), Status>;
    }
}

macro_rules! define {
    ($name:ident, $argument:ident: $ty:ty, $doc:literal) => {
        #[doc = $doc]
        #[service(package = "d")]
        trait $name {
            #[doc = $doc]
            async fn run(&self, $argument: $ty) -> Result<$ty, Status>;
        }
    };
}

define!(Made, task: Vec<u64>, "By a macro.");

/// In a function.
fn function() -> &'static str {
    /// In a function.
    #[service(package = "e")]
    trait Local {
        /// Run it.
        async fn run(&self, cx: Context, task: u64) -> Result<(), Status>;
    }

    struct Board;
    impl Local for Board {
        async fn run(&self, _: Context, _: u64) -> Result<(), Status> {
            Ok(())
        }
    }

    let server = LocalServer::new(Board);
    assert_eq!(traitwire::Service::spec(&server).name, "Local");
    LocalService::NAME
}

fn main() {
    let _ = OuterRunRequest { task: 7 };
    let _ = BesideRunRequest { task: 7 };
    let _ = MadeRunRequest { task: vec![7] };
    let names = [OuterService::NAME, BesideService::NAME, inner::InnerService::NAME];
    assert_eq!(names, ["a.Outer", "b.Beside", "c.Inner"]);
    assert_eq!([MadeService::NAME, function()], ["d.Made", "e.Local"]);
}
