//! What changes in the names of methods and services, and in what is promised of them.

use crate::traits;

traits! {
    a_method_added breaks [] says [Added "method more"]
    old {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do something.
            async fn act(&self) -> Result<u8, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<u8, Status> { Ok(1) }
        }
    }
    new {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do something.
            async fn act(&self) -> Result<u8, Status>;
            /// Do more.
            async fn more(&self) -> Result<bool, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<u8, Status> { Ok(1) }
            async fn more(&self) -> Result<bool, Status> { Ok(true) }
        }
    }
}

traits! {
    a_method_removed breaks [Http Mcp Grpc] says [Removed "method act"]
    old {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do something.
            async fn act(&self) -> Result<u8, Status>;
            /// Do more.
            async fn more(&self) -> Result<bool, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<u8, Status> { Ok(1) }
            async fn more(&self) -> Result<bool, Status> { Ok(true) }
        }
    }
    new {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do more.
            async fn more(&self) -> Result<bool, Status>;
        }
        impl Pair for Canned {
            async fn more(&self) -> Result<bool, Status> { Ok(true) }
        }
    }
}

traits! {
    a_method_renamed breaks [Http Mcp Grpc]
    says [HttpPath "method act" Tool "method act" Renamed "method act"]
    old {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do something.
            async fn act(&self) -> Result<u8, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<u8, Status> { Ok(1) }
        }
    }
    new {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do something.
            async fn perform(&self) -> Result<u8, Status>;
        }
        impl Pair for Canned {
            async fn perform(&self) -> Result<u8, Status> { Ok(1) }
        }
    }
}

traits! {
    methods_reordered breaks [] says [Reordered "service"]
    old {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do something.
            async fn act(&self) -> Result<u8, Status>;
            /// Do more.
            async fn more(&self) -> Result<bool, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<u8, Status> { Ok(1) }
            async fn more(&self) -> Result<bool, Status> { Ok(true) }
        }
    }
    new {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do more.
            async fn more(&self) -> Result<bool, Status>;
            /// Do something.
            async fn act(&self) -> Result<u8, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<u8, Status> { Ok(1) }
            async fn more(&self) -> Result<bool, Status> { Ok(true) }
        }
    }
}

traits! {
    a_tool_no_longer breaks [Mcp] says [Tool "method act"]
    old {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do something.
            async fn act(&self) -> Result<u8, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<u8, Status> { Ok(1) }
        }
    }
    new {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do something.
            #[method(tool = false)]
            async fn act(&self) -> Result<u8, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<u8, Status> { Ok(1) }
        }
    }
}

traits! {
    a_method_that_is_no_tool breaks [Http Grpc] says [Retyped "reply"]
    old {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do something.
            #[method(tool = false)]
            async fn act(&self) -> Result<u8, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<u8, Status> { Ok(1) }
        }
    }
    new {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do something.
            #[method(tool = false)]
            async fn act(&self) -> Result<String, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<String, Status> { Ok("a".to_owned()) }
        }
    }
}

traits! {
    another_package breaks [Grpc] says [Renamed "service"]
    old {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do something.
            async fn act(&self) -> Result<u8, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<u8, Status> { Ok(1) }
        }
    }
    new {
        /// A service.
        #[service(package = "pairs.v2")]
        pub trait Pair {
            /// Do something.
            async fn act(&self) -> Result<u8, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<u8, Status> { Ok(1) }
        }
    }
}

traits! {
    a_service_removed breaks [Http Mcp Grpc] says [Removed "service" Added "service"]
    old {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do something.
            async fn act(&self) -> Result<u8, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<u8, Status> { Ok(1) }
        }
    }
    new {
        /// A service.
        #[service(package = "pairs.v1", name = "Couple")]
        pub trait Pair {
            /// Do something.
            async fn act(&self) -> Result<u8, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<u8, Status> { Ok(1) }
        }
    }
}

traits! {
    other_promises breaks []
    says [Hints "method act" Hints "method act" Timeout "method act" Topic "method act" Deprecated "method act"]
    old {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do something.
            #[method(read_only, idempotent)]
            async fn act(&self) -> Result<u8, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<u8, Status> { Ok(1) }
        }
    }
    new {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do something else.
            #[method(destructive, idempotent, timeout = "30s", on = "things.done")]
            #[deprecated(note = "do more")]
            async fn act(&self) -> Result<u8, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<u8, Status> { Ok(1) }
        }
    }
}

traits! {
    a_reply_becomes_a_stream breaks [Http Mcp Grpc] says [Kind "method act"]
    old {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do something.
            async fn act(&self) -> Result<u8, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<u8, Status> { Ok(1) }
        }
    }
    new {
        /// A service.
        #[service(package = "pairs.v1")]
        pub trait Pair {
            /// Do something.
            async fn act(&self) -> Result<traitwire::Streaming<u8, Status>, Status>;
        }
        impl Pair for Canned {
            async fn act(&self) -> Result<traitwire::Streaming<u8, Status>, Status> {
                Ok(traitwire::Streaming::from_items([1, 2]))
            }
        }
    }
}
