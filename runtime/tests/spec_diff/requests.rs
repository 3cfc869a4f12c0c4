//! What changes in requests.

use crate::pair;

pair! {
    nothing breaks [] says []
    calls [r#"{"title": "a", "note": null}"#]
    old {
        /// A task.
        #[message] pub struct Request { pub title: String, pub note: Option<String> }
        #[message] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 1}"#]
    new {
        /// A task, described in other words.
        #[message] pub struct Request {
            /// What is to be done.
            pub title: String,
            pub note: Option<String>,
        }
        #[message] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 1}"#]
}

pair! {
    an_optional_field_added breaks [] says [Added "request.note"]
    calls [r#"{"title": "a"}"#]
    old {
        #[message] pub struct Request { pub title: String }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub title: String, pub note: Option<String> }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_required_field_added breaks [Http Mcp Grpc] says [Added "request.note"]
    calls [r#"{"title": "a"}"#]
    old {
        #[message] pub struct Request { pub title: String }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub title: String, pub note: String }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_field_with_a_default_added breaks [] says [Added "request.count"]
    calls [r#"{"title": "a"}"#]
    old {
        #[message] pub struct Request { pub title: String }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub title: String, #[serde(default)] pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    an_optional_field_removed breaks [Mcp] says [Removed "request.note"]
    calls [r#"{"title": "a", "note": "b"}"#]
    old {
        #[message] pub struct Request { pub title: String, pub note: Option<String> }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub title: String }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_field_of_a_closed_request_removed breaks [Http Mcp] says [Removed "request.note"]
    calls [r#"{"title": "a", "note": "b"}"#]
    old {
        #[message] #[serde(deny_unknown_fields)]
        pub struct Request { pub title: String, pub note: Option<String> }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] #[serde(deny_unknown_fields)]
        pub struct Request { pub title: String }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_request_closed breaks [] says [Closed "request"]
    calls [r#"{"title": "a"}"#]
    old {
        #[message] pub struct Request { pub title: String }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] #[serde(deny_unknown_fields)] pub struct Request { pub title: String }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_required_field_renamed breaks [Http Mcp] says [Renamed "request.title"]
    calls [r#"{"title": "a"}"#]
    old {
        #[message] pub struct Request { pub title: String }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub name: String }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    an_optional_field_renamed breaks [Mcp] says [Renamed "request.note"]
    calls [r#"{"title": "a", "note": "b"}"#]
    old {
        #[message] pub struct Request { pub title: String, pub note: Option<String> }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub title: String, pub remark: Option<String> }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    fields_reordered breaks [Grpc] says [Reordered "request"]
    calls [r#"{"title": "a", "note": "b"}"#]
    old {
        #[message] pub struct Request { pub title: String, pub note: Option<String> }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub note: Option<String>, pub title: String }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    an_optional_field_required breaks [Http Mcp Grpc] says [Required "request.note" Narrowed "request.note"]
    calls [r#"{"title": "a"}"#]
    old {
        #[message] pub struct Request { pub title: String, pub note: Option<String> }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub title: String, pub note: String }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_required_field_optional breaks [Grpc] says [Optional "request.note" Widened "request.note"]
    calls [r#"{"title": "a", "note": "b"}"# r#"{"title": "a", "note": ""}"#]
    old {
        #[message] pub struct Request { pub title: String, pub note: String }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub title: String, pub note: Option<String> }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    null_no_longer_allowed breaks [Http Mcp] says [Narrowed "request.count" Default "request.count"]
    calls [r#"{"count": null}"#]
    old {
        #[message] pub struct Request { pub count: Option<u8> }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { #[serde(default)] pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_default_changed breaks [] says [Default "request.count"]
    calls ["{}"]
    old {
        fn one() -> u8 { 1 }
        #[message] pub struct Request { #[serde(default = "one")] pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
    new {
        fn two() -> u8 { 2 }
        #[message] pub struct Request { #[serde(default = "two")] pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_default_gone breaks [Http Mcp] says [Required "request.count" Default "request.count"]
    calls ["{}"]
    old {
        #[message] pub struct Request { #[serde(default)] pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_field_retyped breaks [Http Mcp Grpc] says [Retyped "request.count"]
    calls [r#"{"count": 7}"#]
    old {
        #[message] pub struct Request { pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub count: String }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    an_integer_narrowed breaks [Http Mcp Grpc] says [Limits "request.count"]
    calls [r#"{"count": 300}"#]
    old {
        #[message] pub struct Request { pub count: u32 }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    an_integer_widened breaks [] says [Limits "request.count"]
    calls [r#"{"count": 255}"#]
    old {
        #[message] pub struct Request { pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub count: u32 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    an_integer_signed breaks [Http Mcp Grpc] says [Limits "request.count"]
    calls [r#"{"count": 4000000000}"#]
    old {
        #[message] pub struct Request { pub count: u32 }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub count: i32 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    an_integer_to_a_float breaks [Grpc] says [Widened "request.count"]
    calls [r#"{"count": 7}"#]
    old {
        #[message] pub struct Request { pub count: u32 }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub count: f64 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_float_to_an_integer breaks [Http Mcp Grpc] says [Narrowed "request.count"]
    calls [r#"{"count": 7.5}"#]
    old {
        #[message] pub struct Request { pub count: f64 }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub count: u32 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_limit_tightened breaks [Http Mcp Grpc] says [Limits "request.title"]
    calls [r#"{"title": "twelve bytes"}"#]
    old {
        #[message] pub struct Request { #[schemars(length(max = 20))] pub title: String }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { #[schemars(length(max = 10))] pub title: String }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_limit_loosened breaks [] says [Limits "request.title" Limits "request.count"]
    calls [r#"{"title": "a", "count": 9}"#]
    old {
        #[message] pub struct Request {
            #[schemars(length(max = 20))] pub title: String,
            #[schemars(range(max = 9))] pub count: u8,
        }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request {
            pub title: String,
            #[schemars(range(max = 10))] pub count: u8,
        }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_pattern_added breaks [Http Mcp Grpc] says [Limits "request.title"]
    calls [r#"{"title": "A 1"}"#]
    old {
        #[message] pub struct Request { pub title: String }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { #[schemars(regex(pattern = "^[a-z]+$"))] pub title: String }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    fewer_elements_allowed breaks [Http Mcp Grpc] says [Limits "request.tags"]
    calls [r#"{"tags": ["a", "b", "c"]}"#]
    old {
        #[message] pub struct Request { pub tags: Vec<String> }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { #[schemars(length(max = 2))] pub tags: Vec<String> }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    the_elements_retyped breaks [Http Mcp Grpc] says [Retyped "request.tags[]"]
    calls [r#"{"tags": ["a"]}"#]
    old {
        #[message] pub struct Request { pub tags: Vec<String> }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub tags: Vec<bool> }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    the_values_of_a_map_narrowed breaks [Http Mcp Grpc] says [Limits "request.counts.*"]
    calls [r#"{"counts": {"a": 256}}"#]
    old {
        #[message] pub struct Request { pub counts: std::collections::BTreeMap<String, u16> }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub counts: std::collections::BTreeMap<String, u8> }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_field_inside_removed breaks [Mcp] says [Removed "request.changes.title"]
    calls [r#"{"changes": {"title": "a"}}"#]
    old {
        #[message] pub struct Changes { pub title: Option<String> }
        #[message] pub struct Request { pub changes: Changes }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Changes { }
        #[message] pub struct Request { pub changes: Changes }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_field_of_a_recursive_type_narrowed breaks [Http Mcp Grpc] says [Limits "request.value"]
    calls [r#"{"value": 1, "next": {"value": 256, "next": null}}"#]
    old {
        #[message] pub struct Request { pub value: u16, pub next: Option<Box<Self>> }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub value: u8, pub next: Option<Box<Self>> }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_type_renamed breaks [] says []
    calls [r#"{"point": {"x": 1}}"#]
    old {
        #[message] pub struct Point { pub x: i8 }
        #[message] pub struct Request { pub point: Point }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Position { pub x: i8 }
        #[message] pub struct Request { pub point: Position }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_type_used_twice breaks [Http Mcp Grpc] says [Limits "type Point: x"]
    calls [r#"{"from": {"x": 1}, "to": [{"x": -1}]}"#]
    old {
        #[message] pub struct Point { pub x: i8 }
        #[message] pub struct Request { pub from: Point, pub to: Vec<Point> }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Point { pub x: u8 }
        #[message] pub struct Request { pub from: Point, pub to: Vec<Point> }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_text_narrowed_to_an_enum breaks [Http Mcp Grpc] says [Narrowed "request.state"]
    calls [r#"{"state": "todo"}"#]
    old {
        #[message] pub struct Request { pub state: String }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub enum State { Todo, Done }
        #[message] pub struct Request { pub state: State }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    an_enum_widened_to_a_text breaks [Grpc] says [Widened "request.state"]
    calls [r#"{"state": "Todo"}"#]
    old {
        #[message] pub enum State { Todo, Done }
        #[message] pub struct Request { pub state: State }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub state: String }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    further_fields_no_longer_taken breaks [Mcp] says [Narrowed "request"]
    calls [r#"{"title": "a", "other": "b"}"#]
    old {
        #[message] pub struct Request {
            pub title: String,
            #[serde(flatten)] pub rest: std::collections::BTreeMap<String, String>,
        }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub title: String }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_list_to_a_set breaks [Http Mcp Grpc] says [Limits "request.tags"]
    calls [r#"{"tags": ["a", "a"]}"#]
    old {
        #[message] pub struct Request { pub tags: Vec<String> }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub tags: std::collections::BTreeSet<String> }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    anything_to_a_number breaks [Http Mcp Grpc] says [Narrowed "request.value"]
    calls [r#"{"value": {"a": [1]}}"#]
    old {
        #[message] pub struct Request { pub value: serde_json::Value }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub value: f64 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    the_keys_of_a_map_narrowed breaks [Http Mcp Grpc] says [Narrowed "request.counts"]
    calls [r#"{"counts": {"a": 1}}"#]
    old {
        #[message] pub struct Request { pub counts: std::collections::BTreeMap<String, u8> }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub counts: std::collections::BTreeMap<u8, u8> }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    the_keys_of_a_map_widened breaks [Grpc] says [Widened "request.counts"]
    calls [r#"{"counts": {"1": 1}}"#]
    old {
        #[message] pub struct Request { pub counts: std::collections::BTreeMap<u8, u8> }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub counts: std::collections::BTreeMap<String, u8> }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    both_forms_of_a_type_with_a_default breaks [Http Mcp Grpc]
    says [Limits "request.task.count" Limits "reply.task.count"]
    calls [r#"{"task": {"count": 300}}"# r#"{"task": {}}"#]
    old {
        #[message] pub struct Task { #[serde(default)] pub count: u16 }
        #[message] pub struct Request { pub task: Task }
        #[message] pub struct Reply { pub task: Task }
    } answers [r#"{"task": {"count": 300}}"#]
    new {
        #[message] pub struct Task { #[serde(default)] pub count: u8 }
        #[message] pub struct Request { pub task: Task }
        #[message] pub struct Reply { pub task: Task }
    } answers [r#"{"task": {"count": 200}}"#]
}

pair! {
    a_text_becomes_bytes breaks [Http Mcp] says [Retyped "request.data"]
    names ["hello" is "aGVsbG8="]
    calls [r#"{"data": "hello"}"#]
    old {
        #[message] pub struct Request { pub data: String }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub data: traitwire::Bytes }
        pub type Reply = bool;
    } answers ["true"]
}
