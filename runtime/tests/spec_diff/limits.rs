//! Other limits, which in replies only some readers look at.

use crate::pair;

pair! {
    an_integer_widened breaks [Http Mcp Grpc] says [Limits "reply.id"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u32 }
    } answers [r#"{"id": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 5000000000}"#]
}

pair! {
    an_integer_narrowed breaks [] says [Limits "reply.id"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u32 }
    } answers [r#"{"id": 256}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u8 }
    } answers [r#"{"id": 255}"#]
}

pair! {
    an_integer_signed breaks [Http Mcp Grpc] says [Limits "reply.id"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u8 }
    } answers [r#"{"id": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: i8 }
    } answers [r#"{"id": -1}"#]
}

pair! {
    zero_allowed breaks [Http Mcp Grpc] says [Limits "reply.count"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub count: std::num::NonZeroU32 }
    } answers [r#"{"count": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub count: u32 }
    } answers [r#"{"count": 0}"#]
}

pair! {
    a_character_to_a_text breaks [Http Mcp Grpc] says [Limits "reply.initial"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub initial: char }
    } answers [r#"{"initial": "a"}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub initial: String }
    } answers [r#"{"initial": "ab"}"#]
}

pair! {
    a_limit_within_the_type_loosened breaks [Mcp] says [Limits "reply.count"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { #[schemars(range(max = 9))] pub count: u8 }
    } answers [r#"{"count": 9}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { #[schemars(range(max = 20))] pub count: u8 }
    } answers [r#"{"count": 20}"#]
}

pair! {
    a_limit_on_a_text_loosened breaks [Mcp] says [Limits "reply.title"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { #[schemars(length(max = 2))] pub title: String }
    } answers [r#"{"title": "ab"}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { #[schemars(length(max = 3))] pub title: String }
    } answers [r#"{"title": "abc"}"#]
}

pair! {
    a_pattern_changed breaks [Mcp] says [Limits "reply.title"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { #[schemars(regex(pattern = "^[a-z]+$"))] pub title: String }
    } answers [r#"{"title": "ab"}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { #[schemars(regex(pattern = "^[A-Z]+$"))] pub title: String }
    } answers [r#"{"title": "AB"}"#]
}

pair! {
    a_limit_tightened breaks [] says [Limits "reply.tags"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub tags: Vec<String> }
    } answers [r#"{"tags": ["a", "b"]}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { #[schemars(length(max = 1))] pub tags: Vec<String> }
    } answers [r#"{"tags": ["a"]}"#]
}

pair! {
    an_array_longer breaks [Http Mcp Grpc] says [Limits "reply.triple"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub triple: [u8; 3] }
    } answers [r#"{"triple": [1, 2, 3]}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub triple: [u8; 4] }
    } answers [r#"{"triple": [1, 2, 3, 4]}"#]
}

pair! {
    a_set_to_a_list breaks [Mcp Grpc] says [Limits "reply.tags"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub tags: std::collections::BTreeSet<String> }
    } answers [r#"{"tags": ["a"]}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub tags: Vec<String> }
    } answers [r#"{"tags": ["a", "a"]}"#]
}

pair! {
    an_address_to_a_text breaks [Http Mcp Grpc] says [Limits "reply.address"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub address: std::net::Ipv4Addr }
    } answers [r#"{"address": "127.0.0.1"}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub address: String }
    } answers [r#"{"address": "localhost"}"#]
}

pair! {
    a_recursive_reply_widened breaks [Http Mcp Grpc] says [Limits "reply.value"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub value: u8, pub next: Vec<Self> }
    } answers [r#"{"value": 1, "next": []}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub value: u16, pub next: Vec<Self> }
    } answers [r#"{"value": 1, "next": [{"value": 256, "next": []}]}"#]
}

pair! {
    one_type_for_both breaks [Http Mcp Grpc] says [Limits "type Task: count"]
    calls [r#"{"task": {"count": 255}}"#]
    old {
        #[message] pub struct Task { pub count: u8 }
        #[message] pub struct Request { pub task: Task }
        #[message] pub struct Reply { pub task: Task }
    } answers [r#"{"task": {"count": 255}}"#]
    new {
        #[message] pub struct Task { pub count: u16 }
        #[message] pub struct Request { pub task: Task }
        #[message] pub struct Reply { pub task: Task }
    } answers [r#"{"task": {"count": 256}}"#]
}

pair! {
    an_integer_to_a_float_with_a_limit breaks [Http Mcp Grpc] says [Limits "request.count" Widened "request.count"]
    calls [r#"{"count": 7}"#]
    old {
        #[message] pub struct Request { pub count: u32 }
        pub type Reply = bool;
    } answers ["true"]
    new {
        #[message] pub struct Request { #[schemars(range(max = 5))] pub count: f64 }
        pub type Reply = bool;
    } answers ["true"]
}

pair! {
    a_float_with_a_limit_to_an_integer breaks [Mcp Grpc] says [Limits "reply.count" Narrowed "reply.count"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { #[schemars(range(max = 5))] pub count: f64 }
    } answers [r#"{"count": 4.5}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub count: u8 }
    } answers [r#"{"count": 7}"#]
}
