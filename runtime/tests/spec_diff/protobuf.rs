//! What protobuf makes of changes: what is absent, what is a list, and what has a number.

use crate::pair;

pair! {
    a_list_added breaks [Http Mcp Grpc] says [Added "request.tags"]
    calls [r#"{"title": "a"}"#]
    old {
        #[message] pub struct Request { pub title: String }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub title: String, pub tags: Vec<String> }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_list_with_a_default_added breaks [] says [Added "request.tags"]
    calls [r#"{"title": "a"}"#]
    old {
        #[message] pub struct Request { pub title: String }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub title: String, #[serde(default)] pub tags: Vec<String> }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_default_that_is_not_zero_gone breaks [Http Mcp Grpc] says [Required "request.count" Default "request.count"]
    calls ["{}"]
    old {
        fn ten() -> u8 { 10 }
        #[message] pub struct Request { #[serde(default = "ten")] pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_default_added_to_a_request breaks [] says [Optional "request.count" Default "request.count"]
    calls [r#"{"count": 0}"#]
    old {
        #[message] pub struct Request { pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { #[serde(default)] pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_default_that_is_not_zero_added breaks [Grpc] says [Optional "request.count" Default "request.count"]
    calls [r#"{"count": 0}"#]
    old {
        #[message] pub struct Request { pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
    new {
        fn ten() -> u8 { 10 }
        #[message] pub struct Request { #[serde(default = "ten")] pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    zero_has_to_be_sent breaks [Grpc] says []
    calls [r#"{"count": 0}"#]
    old {
        #[message] pub struct Request { pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { #[proto(required)] pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_number_becomes_a_list_in_a_request breaks [Http Mcp Grpc] says [Retyped "request.counts"]
    calls [r#"{"counts": 1}"# r#"{"counts": 0}"#]
    old {
        #[message] pub struct Request { pub counts: u8 }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub counts: Vec<u8> }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_list_of_numbers_becomes_one breaks [Http Mcp Grpc] says [Retyped "request.count"]
    calls [r#"{"count": [1]}"#]
    old {
        #[message] pub struct Request { pub count: Vec<u8> }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_field_renamed_in_rust_alone breaks [] says []
    calls [r#"{"title": "a"}"#]
    old {
        #[message] pub struct Request { pub title: String }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { #[serde(rename = "title")] pub name: String }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_field_renumbered breaks [Grpc] says []
    calls [r#"{"title": "a", "count": 1}"#]
    old {
        #[message] pub struct Request { pub title: String, pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { pub title: String, #[proto(5)] pub count: u8 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_list_removed breaks [Http Mcp Grpc] says [Removed "reply.tags"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u8, pub tags: Vec<String> }
    } answers [r#"{"id": 1, "tags": ["a"]}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u8 }
    } answers [r#"{"id": 1}"#]
}

pair! {
    a_map_removed breaks [Http Mcp Grpc] says [Removed "reply.counts"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u8, pub counts: std::collections::BTreeMap<String, u8> }
    } answers [r#"{"id": 1, "counts": {"a": 1}}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u8 }
    } answers [r#"{"id": 1}"#]
}

pair! {
    a_list_with_a_default_removed breaks [Mcp] says [Removed "reply.tags"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u8, #[serde(default)] pub tags: Vec<String> }
    } answers [r#"{"id": 1, "tags": ["a"]}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u8 }
    } answers [r#"{"id": 1}"#]
}

pair! {
    a_default_added_to_a_reply breaks [] says [Default "reply.count"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub count: u8 }
    } answers [r#"{"count": 1}"#]
    new {
        #[message] pub struct Request {}
        fn ten() -> u8 { 10 }
        #[message] pub struct Reply { #[serde(default = "ten")] pub count: u8 }
    } answers [r#"{"count": 0}"#]
}

pair! {
    a_number_no_longer_null breaks [Grpc] says [Narrowed "reply.count"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub count: Option<u8> }
    } answers [r#"{"count": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub count: u8 }
    } answers [r#"{"count": 0}"#]
}

pair! {
    a_number_becomes_a_list_in_a_reply breaks [Http Mcp Grpc] says [Retyped "reply.counts"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub counts: u8 }
    } answers [r#"{"counts": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub counts: Vec<u8> }
    } answers [r#"{"counts": [1]}"#]
}

pair! {
    a_text_becomes_a_list breaks [Http Mcp Grpc] says [Retyped "reply.names"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub names: String }
    } answers [r#"{"names": "a"}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub names: Vec<String> }
    } answers [r#"{"names": ["a", "b"]}"#]
}

pair! {
    a_message_without_fields_becomes_an_enum_in_a_request breaks [Http Mcp Grpc] says [Retyped "request.shape"]
    calls [r#"{"shape": {}}"#]
    old {
        #[message] pub struct Shape {}
        #[message] pub struct Request { pub shape: Shape }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub enum Shape { Circle { radius: f64 }, Point }
        #[message] pub struct Request { pub shape: Shape }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    an_enum_becomes_a_message_without_fields_in_a_reply breaks [Http Mcp Grpc] says [Retyped "reply.shape"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub enum Shape { Circle { radius: f64 }, Point }
        #[message] pub struct Reply { pub shape: Shape }
    } answers [r#"{"shape": "Point"}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Shape {}
        #[message] pub struct Reply { pub shape: Shape }
    } answers [r#"{"shape": {}}"#]
}
