//! A server that gives back values of every form. Each example is a value that has to come back as it went in.

mod forms;
mod streams;

use std::sync::{Mutex, PoisonError};

use forms::{
    Adjacent, Collections, External, Inner, Internal, Known, Numbers, Outer, Page, Small, Tree,
    Untagged,
};
use serde::Serialize;
use streams::{Counter, StreamsServer};
use traitwire::prelude::*;
use traitwire::{BearerTokens, Identity, OrInternal, Status};

/// Gives back what it gets.
#[service(package = "values.v1", name = "Echo")]
trait Echo {
    /// Give back numbers.
    ///
    /// @example {"large": 9007199254740993, "greatest": 18446744073709551615, "least": -9223372036854775808, "ratio": 0.1}
    /// @example {"large": 0, "greatest": 0, "least": 0, "ratio": -1e300}
    #[method(read_only)]
    async fn numbers(&self, req: Numbers) -> Result<Numbers, Status>;

    /// Give back a struct in a struct.
    ///
    /// @example {"inner": {"id": 9007199254740993, "fullName": "Ada"}, "id": 18446744073709551615, "fullName": "Bob"}
    /// @example {"inner": {"id": 1, "fullName": ""}, "maybe": {"id": 2, "fullName": "\u00e9\ud83d\ude00"}, "id": 3, "fullName": "x"}
    #[method(read_only)]
    async fn outer(&self, req: Outer) -> Result<Outer, Status>;

    /// Give back maps, sets and lists.
    ///
    /// @example {"by_name": {"b": 9007199254740993, "a": 1}, "by_number": {"-7": [{"id": 1, "fullName": "x"}]}, "set": [-1, 5],
    ///   "matrix": [[0.5, -2.0], [], [1e-9]], "gaps": [1, null, 9007199254740993], "fixed": [1, 2, 3], "pair": ["x", 255]}
    /// @example {"by_name": {}, "by_number": {}, "set": [], "matrix": [], "gaps": [], "fixed": [0, 0, 0], "pair": ["", 0]}
    #[method(read_only)]
    async fn collections(&self, req: Collections) -> Result<Collections, Status>;

    /// Give back enums told by their key.
    ///
    /// @example {"values": ["Unit", {"Newtype": 9007199254740993}, {"Tuple": [18446744073709551615, "x"]},
    ///   {"Struct": {"large": 9007199254740993, "next": {"Newtype": 1}}}, {"Message": {"id": 1, "fullName": "x"}}]}
    #[method(read_only)]
    async fn external(&self, values: Vec<External>) -> Result<Vec<External>, Status>;

    /// Give back enums told by a tag.
    ///
    /// @example {"values": [{"kind": "unit"}, {"kind": "struct", "large": 9007199254740993, "ratio": 0.25},
    ///   {"kind": "message", "id": 18446744073709551615, "fullName": "x"}]}
    #[method(read_only)]
    async fn internal(&self, values: Vec<Internal>) -> Result<Vec<Internal>, Status>;

    /// Give back enums told by a tag beside their content.
    ///
    /// @example {"values": [{"t": "Unit"}, {"t": "Newtype", "c": 9007199254740993}, {"t": "Tuple", "c": [1, "x"]},
    ///   {"t": "Struct", "c": {"large": 18446744073709551615}}]}
    #[method(read_only)]
    async fn adjacent(&self, values: Vec<Adjacent>) -> Result<Vec<Adjacent>, Status>;

    /// Give back enums without a name.
    ///
    /// @example {"values": [9007199254740993, "text", {"large": 18446744073709551615}, [1, 2], true]}
    #[method(read_only)]
    async fn untagged(&self, values: Vec<Untagged>) -> Result<Vec<Untagged>, Status>;

    /// Give back a tree.
    ///
    /// @example {"value": 9007199254740993, "kids": [{"value": 1, "kids": []}, {"value": 2, "kids": [{"value": 3, "kids": []}]}]}
    #[method(read_only)]
    async fn tree(&self, req: Tree) -> Result<Tree, Status>;

    /// Give back a page of anything.
    ///
    /// @example {"items": [{"id": 9007199254740993, "fullName": "Ada"}], "left": null}
    #[method(read_only)]
    async fn page(&self, req: Page<Inner>) -> Result<Page<Inner>, Status>;

    /// Give back one number.
    ///
    /// @example {"value": 9007199254740993}
    #[method(read_only)]
    async fn number(&self, value: u64) -> Result<u64, Status>;

    /// Give back a number or nothing.
    ///
    /// @example {"value": 18446744073709551615}
    /// @example {"value": null}
    /// @example {}
    #[method(read_only)]
    async fn maybe(&self, value: Option<u64>) -> Result<Option<u64>, Status>;

    /// Give back rows.
    ///
    /// @example {"value": [[0.1, 0.2], [], [1e21, -0.0]]}
    #[method(read_only)]
    async fn rows(&self, value: Vec<Vec<f64>>) -> Result<Vec<Vec<f64>>, Status>;

    /// Give back values that take little room.
    ///
    /// @example {"tiny": -128, "short": 32767, "wide": 4294967295, "single": 0.5, "flag": true, "letter": "\u00e9", "color": "deep_blue",
    ///   "other": "green", "note": "", "dozen": 0, "painted": {"green": 9007199254740993, "deep_blue": 0}}
    /// @example {"tiny": 0, "short": 0, "wide": 0, "single": 0.0, "flag": false, "letter": "x", "color": "green",
    ///   "other": null, "note": null, "dozen": 12, "painted": {}}
    #[method(read_only)]
    async fn small(&self, req: Small) -> Result<Small, Status>;

    /// Give back values that each format has a way of its own for.
    ///
    /// @example {"data": "AP8=", "at": {"secs_since_epoch": 1767225600, "nanos_since_epoch": 5}, "took": {"secs": 3, "nanos": 7},
    ///   "from": "::1", "any": {"list": [1, -0.5, "x", true, null], "large": 9007199254740992}}
    /// @example {"data": "", "at": {"secs_since_epoch": 0, "nanos_since_epoch": 0}, "took": {"secs": 0, "nanos": 0},
    ///   "from": "127.0.0.1", "any": null}
    #[method(read_only)]
    async fn known(&self, req: Known) -> Result<Known, Status>;

    /// Tell in JSON what was given back last, over whatever transport it came.
    #[method(read_only)]
    async fn last(&self) -> Result<String, Status>;

    /// Panic.
    async fn panic(&self) -> Result<(), Status>;

    /// Be called by those who may.
    #[method(scopes("values:guarded"))]
    async fn guarded(&self) -> Result<(), Status>;
}

#[derive(Default)]
struct Mirror {
    last: Mutex<String>,
}

impl Mirror {
    fn give_back<T: Serialize>(&self, value: T) -> Result<T, Status> {
        let text = serde_json::to_string(&value).or_internal()?;
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = text;
        Ok(value)
    }
}

impl Echo for Mirror {
    async fn numbers(&self, req: Numbers) -> Result<Numbers, Status> {
        self.give_back(req)
    }

    async fn outer(&self, req: Outer) -> Result<Outer, Status> {
        self.give_back(req)
    }

    async fn collections(&self, req: Collections) -> Result<Collections, Status> {
        self.give_back(req)
    }

    async fn external(&self, values: Vec<External>) -> Result<Vec<External>, Status> {
        self.give_back(values)
    }

    async fn internal(&self, values: Vec<Internal>) -> Result<Vec<Internal>, Status> {
        self.give_back(values)
    }

    async fn adjacent(&self, values: Vec<Adjacent>) -> Result<Vec<Adjacent>, Status> {
        self.give_back(values)
    }

    async fn untagged(&self, values: Vec<Untagged>) -> Result<Vec<Untagged>, Status> {
        self.give_back(values)
    }

    async fn tree(&self, req: Tree) -> Result<Tree, Status> {
        self.give_back(req)
    }

    async fn page(&self, req: Page<Inner>) -> Result<Page<Inner>, Status> {
        self.give_back(req)
    }

    async fn number(&self, value: u64) -> Result<u64, Status> {
        self.give_back(value)
    }

    async fn maybe(&self, value: Option<u64>) -> Result<Option<u64>, Status> {
        self.give_back(value)
    }

    async fn rows(&self, value: Vec<Vec<f64>>) -> Result<Vec<Vec<f64>>, Status> {
        self.give_back(value)
    }

    async fn small(&self, req: Small) -> Result<Small, Status> {
        self.give_back(req)
    }

    async fn known(&self, req: Known) -> Result<Known, Status> {
        self.give_back(req)
    }

    async fn last(&self) -> Result<String, Status> {
        Ok(self
            .last
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone())
    }

    async fn panic(&self) -> Result<(), Status> {
        panic!("as it was asked to")
    }

    async fn guarded(&self) -> Result<(), Status> {
        Ok(())
    }
}

#[tokio::main]
async fn main() -> traitwire::Result {
    let app = App::new("values")
        .service(EchoServer::new(Mirror::default()))
        .service(StreamsServer::new(Counter))
        .compress_replies(true);
    let app = if std::env::var_os("VALUES_TOKENS").is_some() {
        let guarded = Identity::new("keeper").with_scope("values:guarded");
        let tokens = BearerTokens::new().token("keeper", guarded);
        app.authenticate(tokens.token("guest", Identity::new("guest")))
    } else {
        app
    };
    app.run().await
}
