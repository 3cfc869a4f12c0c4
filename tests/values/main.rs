//! A server that gives back values of every form. Each example is a value that has to come back as it went in.

mod forms;
mod streams;

use forms::{
    Adjacent, Collections, External, Inner, Internal, Numbers, Outer, Page, Tree, Untagged,
};
use streams::{Counter, StreamsServer};
use traitwire::prelude::*;
use traitwire::{BearerTokens, Identity, Status};

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

    /// Panic.
    async fn panic(&self) -> Result<(), Status>;

    /// Be called by those who may.
    #[method(scopes("values:guarded"))]
    async fn guarded(&self) -> Result<(), Status>;
}

struct Mirror;

impl Echo for Mirror {
    async fn numbers(&self, req: Numbers) -> Result<Numbers, Status> {
        Ok(req)
    }

    async fn outer(&self, req: Outer) -> Result<Outer, Status> {
        Ok(req)
    }

    async fn collections(&self, req: Collections) -> Result<Collections, Status> {
        Ok(req)
    }

    async fn external(&self, values: Vec<External>) -> Result<Vec<External>, Status> {
        Ok(values)
    }

    async fn internal(&self, values: Vec<Internal>) -> Result<Vec<Internal>, Status> {
        Ok(values)
    }

    async fn adjacent(&self, values: Vec<Adjacent>) -> Result<Vec<Adjacent>, Status> {
        Ok(values)
    }

    async fn untagged(&self, values: Vec<Untagged>) -> Result<Vec<Untagged>, Status> {
        Ok(values)
    }

    async fn tree(&self, req: Tree) -> Result<Tree, Status> {
        Ok(req)
    }

    async fn page(&self, req: Page<Inner>) -> Result<Page<Inner>, Status> {
        Ok(req)
    }

    async fn number(&self, value: u64) -> Result<u64, Status> {
        Ok(value)
    }

    async fn maybe(&self, value: Option<u64>) -> Result<Option<u64>, Status> {
        Ok(value)
    }

    async fn rows(&self, value: Vec<Vec<f64>>) -> Result<Vec<Vec<f64>>, Status> {
        Ok(value)
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
        .service(EchoServer::new(Mirror))
        .service(StreamsServer::new(Counter));
    let app = if std::env::var_os("VALUES_TOKENS").is_some() {
        let guarded = Identity::new("keeper").with_scope("values:guarded");
        let tokens = BearerTokens::new().token("keeper", guarded);
        app.authenticate(tokens.token("guest", Identity::new("guest")))
    } else {
        app
    };
    app.run().await
}
