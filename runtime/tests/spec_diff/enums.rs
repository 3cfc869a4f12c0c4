//! What changes in enums, in requests and in replies.

use crate::pair;

pair! {
    a_variant_added_to_a_request breaks [Grpc] says [VariantAdded "request.state"]
    calls [r#"{"state": "Todo"}"# r#"{"state": "Done"}"#]
    old {
        #[message] pub enum State { Todo, Done }
        #[message] pub struct Request { pub state: State }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub enum State { Todo, Doing, Done }
        #[message] pub struct Request { pub state: State }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_variant_removed_from_a_request breaks [Http Mcp Grpc] says [VariantRemoved "request.state"]
    calls [r#"{"state": "Todo"}"# r#"{"state": "Done"}"#]
    old {
        #[message] pub enum State { Todo, Done }
        #[message] pub struct Request { pub state: State }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub enum State { Todo }
        #[message] pub struct Request { pub state: State }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_variant_renamed_in_a_request breaks [Http Mcp] says [VariantRenamed "request.state"]
    names ["Done" is "Finished"]
    calls [r#"{"state": "Todo"}"# r#"{"state": "Done"}"#]
    old {
        #[message] pub enum State { Todo, Done }
        #[message] pub struct Request { pub state: State }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub enum State { Todo, Finished }
        #[message] pub struct Request { pub state: State }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    variants_reordered_and_documented breaks [Grpc] says [Reordered "type State"]
    calls [r#"{"state": "Todo"}"#]
    old {
        #[message] pub enum State { Todo, Done }
        #[message] pub struct Request { pub state: State }
        #[message] pub struct Reply { pub state: State }
    } answers [r#"{"state": "Done"}"#]
    new {
        #[message] pub enum State {
            /// It is finished.
            Done,
            /// Nobody has begun.
            Todo,
        }
        #[message] pub struct Request { pub state: State }
        #[message] pub struct Reply { pub state: State }
    } answers [r#"{"state": "Done"}"#]
}

pair! {
    a_variant_added_to_a_reply breaks [Http Mcp Grpc] says [VariantAdded "reply.state"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub enum State { Todo, Done }
        #[message] pub struct Reply { pub state: State }
    } answers [r#"{"state": "Done"}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub enum State { Todo, Done, Late }
        #[message] pub struct Reply { pub state: State }
    } answers [r#"{"state": "Late"}"#]
}

pair! {
    a_variant_removed_from_a_reply breaks [] says [VariantRemoved "reply.state"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub enum State { Todo, Done }
        #[message] pub struct Reply { pub state: Option<State> }
    } answers [r#"{"state": "Done"}"# r#"{"state": null}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub enum State { Todo }
        #[message] pub struct Reply { pub state: Option<State> }
    } answers [r#"{"state": "Todo"}"# r#"{"state": null}"#]
}

pair! {
    a_variant_renamed_in_a_reply breaks [Http Mcp]
    says [VariantRenamed "reply.state" VariantRenamed "reply.state"]
    names ["Done" is "done"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub enum State { Todo, Done }
        #[message] pub struct Reply { pub state: State }
    } answers [r#"{"state": "Done"}"#]
    new {
        #[message] pub struct Request {}
        #[message] #[serde(rename_all = "snake_case")] pub enum State { Todo, Done }
        #[message] pub struct Reply { pub state: State }
    } answers [r#"{"state": "done"}"#]
}

pair! {
    a_variant_with_data_added_to_a_request breaks [] says [VariantAdded "request.shape"]
    calls [r#"{"shape": {"Circle": {"radius": 1.5}}}"#]
    old {
        #[message] pub enum Shape { Circle { radius: f64 }, Point }
        #[message] pub struct Request { pub shape: Shape }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub enum Shape { Circle { radius: f64 }, Point, Square { side: f64 } }
        #[message] pub struct Request { pub shape: Shape }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_field_of_a_variant_required breaks [Http Mcp Grpc] says [Added "request.shape<Circle>.color"]
    calls [r#"{"shape": {"Circle": {"radius": 1.5}}}"#]
    old {
        #[message] pub enum Shape { Circle { radius: f64 }, Point }
        #[message] pub struct Request { pub shape: Shape }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub enum Shape { Circle { radius: f64, color: String }, Point }
        #[message] pub struct Request { pub shape: Shape }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_field_of_a_tagged_variant_removed breaks [Mcp] says [Removed "request.shape<circle>.color"]
    calls [r#"{"shape": {"kind": "circle", "radius": 1.5, "color": "red"}}"#]
    old {
        #[message] #[serde(tag = "kind", rename_all = "snake_case")]
        pub enum Shape { Circle { radius: f64, color: Option<String> }, Point }
        #[message] pub struct Request { pub shape: Shape }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] #[serde(tag = "kind", rename_all = "snake_case")]
        pub enum Shape { Circle { radius: f64 }, Point }
        #[message] pub struct Request { pub shape: Shape }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_tag_renamed breaks [Http Mcp] says [Tag "request.shape"]
    calls [r#"{"shape": {"kind": "Circle", "radius": 1.5}}"#]
    old {
        #[message] #[serde(tag = "kind")] pub enum Shape { Circle { radius: f64 }, Point }
        #[message] pub struct Request { pub shape: Shape }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] #[serde(tag = "type")] pub enum Shape { Circle { radius: f64 }, Point }
        #[message] pub struct Request { pub shape: Shape }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_tag_added_in_a_reply breaks [Http Mcp] says [Tag "reply.shape"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub enum Shape { Circle { radius: f64 }, Point }
        #[message] pub struct Reply { pub shape: Shape }
    } answers [r#"{"shape": {"Circle": {"radius": 1.5}}}"#]
    new {
        #[message] pub struct Request {}
        #[message] #[serde(tag = "kind")] pub enum Shape { Circle { radius: f64 }, Point }
        #[message] pub struct Reply { pub shape: Shape }
    } answers [r#"{"shape": {"kind": "Circle", "radius": 1.5}}"#]
}

pair! {
    unit_variants_tagged breaks [Http Mcp] says [Tag "reply.state"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub enum State { Todo, Done }
        #[message] pub struct Reply { pub state: State }
    } answers [r#"{"state": "Todo"}"#]
    new {
        #[message] pub struct Request {}
        #[message] #[serde(tag = "kind")] pub enum State { Todo, Done }
        #[message] pub struct Reply { pub state: State }
    } answers [r#"{"state": {"kind": "Todo"}}"#]
}

pair! {
    the_content_of_an_adjacent_variant_retyped breaks [Http Mcp Grpc] says [Retyped "reply.event<Moved>.c"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] #[serde(tag = "t", content = "c")] pub enum Event { Moved(u8), Gone }
        #[message] pub struct Reply { pub event: Event }
    } answers [r#"{"event": {"t": "Moved", "c": 1}}"#]
    new {
        #[message] pub struct Request {}
        #[message] #[serde(tag = "t", content = "c")] pub enum Event { Moved(String), Gone }
        #[message] pub struct Reply { pub event: Event }
    } answers [r#"{"event": {"t": "Moved", "c": "a"}}"#]
}

pair! {
    a_variant_gets_data breaks [Http Mcp] says [Retyped "reply.event<Gone>"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub enum Event { Moved { to: u8 }, Gone }
        #[message] pub struct Reply { pub event: Event }
    } answers [r#"{"event": "Gone"}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub enum Event { Moved { to: u8 }, Gone { why: String } }
        #[message] pub struct Reply { pub event: Event }
    } answers [r#"{"event": {"Gone": {"why": "a"}}}"#]
}

pair! {
    a_message_in_a_tagged_variant_changed breaks [Http Mcp Grpc] says [Removed "reply.event<Held>.by"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Holder { pub by: String }
        #[message] #[serde(tag = "kind")] pub enum Event { Held(Holder), Gone }
        #[message] pub struct Reply { pub event: Event }
    } answers [r#"{"event": {"kind": "Held", "by": "a"}}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Holder { }
        #[message] #[serde(tag = "kind")] pub enum Event { Held(Holder), Gone }
        #[message] pub struct Reply { pub event: Event }
    } answers [r#"{"event": {"kind": "Held"}}"#]
}

pair! {
    an_untagged_variant_added_to_a_request breaks [] says [VariantAdded "request.id"]
    calls [r#"{"id": 1}"#]
    old {
        #[message] #[serde(untagged)] pub enum Id { Number(u64), Flag(bool) }
        #[message] pub struct Request { pub id: Id }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] #[serde(untagged)] pub enum Id { Number(u64), Flag(bool), Name(String) }
        #[message] pub struct Request { pub id: Id }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    an_untagged_variant_added_to_a_reply breaks [Http Mcp Grpc] says [VariantAdded "reply.id"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] #[serde(untagged)] pub enum Id { Number(u64), Flag(bool) }
        #[message] pub struct Reply { pub id: Id }
    } answers [r#"{"id": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] #[serde(untagged)] pub enum Id { Number(u64), Flag(bool), Name(String) }
        #[message] pub struct Reply { pub id: Id }
    } answers [r#"{"id": "a"}"#]
}

pair! {
    a_type_becomes_one_of_several_in_a_request breaks [Grpc] says [Widened "request.id"]
    calls [r#"{"id": 1}"#]
    old {
        #[message] pub struct Request { pub id: u64 }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] #[serde(untagged)] pub enum Id { Number(u64), Name(String) }
        #[message] pub struct Request { pub id: Id }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_type_becomes_one_of_several_in_a_reply breaks [Http Mcp Grpc] says [Widened "reply.id"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] #[serde(untagged)] pub enum Id { Number(u64), Name(String) }
        #[message] pub struct Reply { pub id: Id }
    } answers [r#"{"id": "a"}"#]
}

pair! {
    a_flattened_enum_with_another_variant breaks [Http Mcp Grpc] says [VariantAdded "reply"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] #[serde(tag = "kind")] pub enum Event { Moved { to: u8 }, Gone }
        #[message] pub struct Reply { pub id: u8, #[serde(flatten)] pub event: Event }
    } answers [r#"{"id": 1, "kind": "Gone"}"#]
    new {
        #[message] pub struct Request {}
        #[message] #[serde(tag = "kind")] pub enum Event { Moved { to: u8 }, Gone, Lost }
        #[message] pub struct Reply { pub id: u8, #[serde(flatten)] pub event: Event }
    } answers [r#"{"id": 1, "kind": "Lost"}"#]
}

pair! {
    a_request_that_is_an_enum_loses_a_variant breaks [Http Mcp Grpc] says [VariantRemoved "request"]
    calls [r#"{"Gone": {"why": "a"}}"#]
    old {
        #[message] pub enum Request { Moved { to: u8 }, Gone { why: String } }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub enum Request { Moved { to: u8 } }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_key_added_to_a_map_of_a_reply breaks [Http Mcp Grpc] says [Added "reply.B"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] #[derive(PartialEq, Eq, PartialOrd, Ord)] pub enum Key { A }
        pub type Reply = std::collections::BTreeMap<Key, u8>;
    } answers [r#"{"A": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] #[derive(PartialEq, Eq, PartialOrd, Ord)] pub enum Key { A, B }
        pub type Reply = std::collections::BTreeMap<Key, u8>;
    } answers [r#"{"B": 1}"#]
}

pair! {
    an_untagged_variant_that_fits_another_added_to_a_reply breaks [Grpc] says [VariantAdded "reply.id"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] #[serde(untagged)] pub enum Id { Number(u64), Flag(bool) }
        #[message] pub struct Reply { pub id: Id }
    } answers [r#"{"id": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] #[serde(untagged)]
        pub enum Id { #[proto(3)] Small(u8), #[proto(1)] Number(u64), #[proto(2)] Flag(bool) }
        #[message] pub struct Reply { pub id: Id }
    } answers [r#"{"id": 1}"#]
}

pair! {
    an_untagged_variant_removed_from_a_request breaks [Http Mcp Grpc] says [VariantRemoved "request.id"]
    calls [r#"{"id": "a"}"#]
    old {
        #[message] #[serde(untagged)] pub enum Id { Number(u64), Name(String) }
        #[message] pub struct Request { pub id: Id }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] #[serde(untagged)] pub enum Id { Number(u64) }
        #[message] pub struct Request { pub id: Id }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    an_untagged_variant_that_fits_another_removed breaks [Grpc]
    says [VariantRemoved "request.id" Reordered "request.id"]
    calls [r#"{"id": 255}"# r#"{"id": 256}"#]
    old {
        #[message] #[serde(untagged)] pub enum Id { Small(u8), Flag(bool), Number(u64) }
        #[message] pub struct Request { pub id: Id }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] #[serde(untagged)] pub enum Id { Number(u64), Flag(bool) }
        #[message] pub struct Request { pub id: Id }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    one_of_several_becomes_a_type_in_a_request breaks [Http Mcp Grpc] says [Narrowed "request.id"]
    calls [r#"{"id": "a"}"#]
    old {
        #[message] #[serde(untagged)] pub enum Id { Number(u64), Name(String) }
        #[message] pub struct Request { pub id: Id }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub id: u64 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    one_of_several_becomes_a_type_in_a_reply breaks [Grpc] says [Narrowed "reply.id"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] #[serde(untagged)] pub enum Id { Number(u64), Name(String) }
        #[message] pub struct Reply { pub id: Id }
    } answers [r#"{"id": "a"}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u8 }
    } answers [r#"{"id": 1}"#]
}

pair! {
    an_untagged_message_narrowed breaks [Http Mcp Grpc] says [Limits "request.target<Point>.x"]
    calls [r#"{"target": {"x": -1}}"#]
    old {
        #[message] pub struct Point { pub x: i8 }
        #[message] #[serde(untagged)] pub enum Target { Point(Point), Name(String) }
        #[message] pub struct Request { pub target: Target }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Point { pub x: u8 }
        #[message] #[serde(untagged)] pub enum Target { Point(Point), Name(String) }
        #[message] pub struct Request { pub target: Target }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_struct_becomes_an_enum breaks [Http Mcp Grpc] says [Retyped "reply.shape"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Shape { pub radius: f64 }
        #[message] pub struct Reply { pub shape: Shape }
    } answers [r#"{"shape": {"radius": 1.5}}"#]
    new {
        #[message] pub struct Request {}
        #[message] #[serde(tag = "kind")] pub enum Shape { Square { side: f64 }, Point }
        #[message] pub struct Reply { pub shape: Shape }
    } answers [r#"{"shape": {"kind": "Square", "side": 1.5}}"#]
}

pair! {
    untagged_variants_reordered breaks [Grpc] says [Reordered "type Id"]
    calls [r#"{"id": 300}"# r#"{"id": 3}"#]
    old {
        #[message] #[serde(untagged)] pub enum Id { Small(u8), Number(u64) }
        #[message] pub struct Request { pub id: Id }
        #[message] pub struct Reply { pub id: Id }
    } answers [r#"{"id": 300}"#]
    new {
        #[message] #[serde(untagged)] pub enum Id { Number(u64), Small(u8) }
        #[message] pub struct Request { pub id: Id }
        #[message] pub struct Reply { pub id: Id }
    } answers [r#"{"id": 300}"#]
}
