//! What changes in replies.

use crate::pair;

pair! {
    a_field_added breaks [] says [Added "reply.title"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64, pub title: String }
    } answers [r#"{"id": 1, "title": "a"}"#]
}

pair! {
    a_field_added_to_a_closed_type breaks [Http Mcp] says [Added "reply.title"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] #[serde(deny_unknown_fields)] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] #[serde(deny_unknown_fields)] pub struct Reply { pub id: u64, pub title: Option<String> }
    } answers [r#"{"id": 1, "title": "a"}"#]
}

pair! {
    a_closed_type_opened breaks [] says [Opened "reply"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] #[serde(deny_unknown_fields)] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 1}"#]
}

pair! {
    a_field_removed breaks [Http Mcp Grpc] says [Removed "reply.title"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64, pub title: String }
    } answers [r#"{"id": 1, "title": "a"}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 1}"#]
}

pair! {
    an_option_removed breaks [Mcp] says [Removed "reply.title"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64, pub title: Option<String> }
    } answers [r#"{"id": 1, "title": "a"}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 1}"#]
}

pair! {
    an_option_of_a_message_removed breaks [Mcp] says [Removed "reply.task"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Task { pub title: String }
        #[message] pub struct Reply { pub id: u64, pub task: Option<Task> }
    } answers [r#"{"id": 1, "task": {"title": "a"}}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 1}"#]
}

pair! {
    a_field_that_may_be_absent_removed breaks [] says [Removed "reply.title"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply {
            pub id: u64,
            #[serde(skip_serializing_if = "Option::is_none")] pub title: Option<String>,
        }
    } answers [r#"{"id": 1, "title": "a"}"# r#"{"id": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 1}"#]
}

pair! {
    a_field_with_a_default_removed breaks [Mcp] says [Removed "reply.count"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64, #[serde(default)] pub count: u8 }
    } answers [r#"{"id": 1, "count": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 1}"#]
}

pair! {
    a_field_renamed breaks [Http Mcp] says [Renamed "reply.title"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub title: String }
    } answers [r#"{"title": "a"}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub name: String }
    } answers [r#"{"name": "a"}"#]
}

pair! {
    fields_reordered breaks [Grpc] says [Reordered "reply"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64, pub title: String }
    } answers [r#"{"id": 1, "title": "a"}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub title: String, pub id: u64 }
    } answers [r#"{"id": 1, "title": "a"}"#]
}

pair! {
    an_option_left_out breaks [Mcp] says [Optional "reply.title"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub title: Option<String> }
    } answers [r#"{"title": null}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply {
            #[serde(skip_serializing_if = "Option::is_none")] pub title: Option<String>,
        }
    } answers [r#"{"title": null}"#]
}

pair! {
    a_field_left_out breaks [Http Mcp] says [Optional "reply.tags"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub tags: Vec<String> }
    } answers [r#"{"tags": []}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply {
            #[serde(skip_serializing_if = "Vec::is_empty")] pub tags: Vec<String>,
        }
    } answers [r#"{"tags": []}"#]
}

pair! {
    a_field_always_sent breaks [] says [Required "reply.title"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply {
            #[serde(skip_serializing_if = "Option::is_none")] pub title: Option<String>,
        }
    } answers ["{}"]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub title: Option<String> }
    } answers [r#"{"title": null}"#]
}

pair! {
    a_field_may_be_null breaks [Http Mcp Grpc] says [Widened "reply.title"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub title: String }
    } answers [r#"{"title": "a"}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub title: Option<String> }
    } answers [r#"{"title": null}"#]
}

pair! {
    a_message_may_be_null breaks [Http Mcp Grpc] says [Widened "reply.task"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Task { pub title: String }
        #[message] pub struct Reply { pub task: Task }
    } answers [r#"{"task": {"title": "a"}}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Task { pub title: String }
        #[message] pub struct Reply { pub task: Option<Task> }
    } answers [r#"{"task": null}"#]
}

pair! {
    a_field_no_longer_null breaks [Grpc] says [Narrowed "reply.title"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub title: Option<String> }
    } answers [r#"{"title": null}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub title: String }
    } answers [r#"{"title": "a"}"# r#"{"title": ""}"#]
}

pair! {
    a_field_retyped breaks [Http Mcp Grpc] says [Retyped "reply.id"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: String }
    } answers [r#"{"id": "1"}"#]
}

pair! {
    an_integer_to_a_float breaks [Http Mcp Grpc] says [Widened "reply.id"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u32 }
    } answers [r#"{"id": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: f64 }
    } answers [r#"{"id": 1.5}"#]
}

pair! {
    a_float_to_an_integer breaks [Grpc] says [Narrowed "reply.id"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: f64 }
    } answers [r#"{"id": 1.5}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u32 }
    } answers [r#"{"id": 1}"#]
}

pair! {
    a_tuple_changed breaks [Http Mcp Grpc] says [Retyped "reply.pair[1]"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub pair: (u8, bool) }
    } answers [r#"{"pair": [1, true]}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub pair: (u8, String) }
    } answers [r#"{"pair": [1, "a"]}"#]
}

pair! {
    a_list_to_a_tuple breaks [Http Mcp Grpc] says [Retyped "reply.pair[1]" Limits "reply.pair"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub pair: Vec<u8> }
    } answers [r#"{"pair": [1, 2]}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub pair: (u8, bool) }
    } answers [r#"{"pair": [1, true]}"#]
}

pair! {
    an_array_to_a_tuple_that_holds_the_same breaks [Grpc] says []
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub pair: [u8; 2] }
    } answers [r#"{"pair": [1, 2]}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub pair: (u8, u8) }
    } answers [r#"{"pair": [3, 4]}"#]
}

pair! {
    a_reply_to_nothing breaks [Http Mcp Grpc] says [Retyped "reply"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 1}"#]
    new {
        #[message] pub struct Request {}
        pub type Reply = ();
    } answers ["null"]
}

pair! {
    nothing_to_a_reply breaks [Http] says [Retyped "reply"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        pub type Reply = ();
    } answers ["null"]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 1}"#]
}

pair! {
    a_number_to_a_list breaks [Http Mcp Grpc] says [Retyped "reply"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        pub type Reply = u8;
    } answers ["1"]
    new {
        #[message] pub struct Request {}
        pub type Reply = Vec<u8>;
    } answers ["[1]"]
}

pair! {
    the_elements_of_a_list_changed breaks [Http Mcp Grpc] says [Removed "reply.tasks[].title"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Task { pub id: u64, pub title: String }
        #[message] pub struct Reply { pub tasks: Vec<Task> }
    } answers [r#"{"tasks": [{"id": 1, "title": "a"}]}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Task { pub id: u64 }
        #[message] pub struct Reply { pub tasks: Vec<Task> }
    } answers [r#"{"tasks": [{"id": 1}]}"#]
}

pair! {
    a_struct_to_a_map breaks [Http Mcp Grpc] says [Removed "reply.id" Widened "reply"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 1}"#]
    new {
        #[message] pub struct Request {}
        pub type Reply = std::collections::BTreeMap<String, u64>;
    } answers [r#"{"other": 1}"#]
}

pair! {
    a_map_to_a_struct_of_the_same_values breaks [Grpc] says [Added "reply.id" Narrowed "reply"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        pub type Reply = std::collections::BTreeMap<String, u64>;
    } answers [r#"{"id": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: u64 }
    } answers [r#"{"id": 1}"#]
}

pair! {
    a_map_to_a_struct_of_other_values breaks [Http Mcp Grpc] says [Added "reply.id" Narrowed "reply"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        pub type Reply = std::collections::BTreeMap<String, u64>;
    } answers [r#"{"id": 1}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub id: String }
    } answers [r#"{"id": "1"}"#]
}

pair! {
    the_keys_of_a_map_widened breaks [Http Mcp Grpc] says [Widened "reply"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        pub type Reply = std::collections::BTreeMap<u8, u64>;
    } answers [r#"{"1": 1}"#]
    new {
        #[message] pub struct Request {}
        pub type Reply = std::collections::BTreeMap<String, u64>;
    } answers [r#"{"a": 1}"#]
}

pair! {
    the_keys_of_a_map_narrowed breaks [Grpc] says [Narrowed "reply"]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        pub type Reply = std::collections::BTreeMap<String, u64>;
    } answers [r#"{"a": 1}"#]
    new {
        #[message] pub struct Request {}
        pub type Reply = std::collections::BTreeMap<u8, u64>;
    } answers [r#"{"1": 1}"#]
}

pair! {
    bytes_become_a_text breaks [Http Mcp] says [Retyped "reply.data"]
    names ["hello" is "aGVsbG8="]
    calls ["{}"]
    old {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub data: traitwire::Bytes }
    } answers [r#"{"data": "aGk="}"#]
    new {
        #[message] pub struct Request {}
        #[message] pub struct Reply { pub data: String }
    } answers [r#"{"data": "hello"}"#]
}
