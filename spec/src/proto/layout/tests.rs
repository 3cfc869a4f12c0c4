//! One test a row of the mapping. The expected texts are what an author of `.proto` files writes for such a type.

mod problems;
mod roots;

use super::*;
use crate::proto::ProtoFile;
use crate::shape::{
    Apart, Limits, Presence, Proto, ProtoKind, ShapeRef, Tagging, Variant, Written,
};

const UINT: Kind = int(false, 64);
const TASK: Kind = {
    static TASK: Shape = shape("Task", structure(&[Field::plain("id", UINT).numbered(1)]));
    message(&TASK)
};
const STATE: Kind = {
    static STATE: Shape = shape(
        "State",
        enumeration(&[
            variant("Open", 1, VariantBody::Unit),
            variant("NotYet", 2, VariantBody::Unit),
        ]),
    );
    message(&STATE)
};
const NAMES: Kind = {
    static NAMES: Shape = shape(
        "Names",
        Body::Transparent(Kind::Seq(&Kind::String, None), Limits::NONE),
    );
    message(&NAMES)
};
const STATE_TEXT: &str =
    "\nenum State {\n  STATE_UNSPECIFIED = 0;\n  STATE_OPEN = 1;\n  STATE_NOT_YET = 2;\n}\n";
const TASK_TEXT: &str = "\nmessage Task {\n  uint64 id = 1;\n}\n";

const fn int(signed: bool, bits: u8) -> Kind {
    Kind::Int { signed, bits }
}

const fn message(shape: &'static Shape) -> Kind {
    Kind::Message(ShapeRef::new(shape))
}

const fn shape(name: &'static str, body: Body) -> Shape {
    Shape {
        name,
        doc: "",
        args: &[],
        package: None,
        origin: "here (tests.rs:1)",
        body,
        written_alike: true,
    }
}

const fn structure(list: &'static [Field]) -> Body {
    Body::Struct(fields(list))
}

const fn fields(list: &'static [Field]) -> Fields {
    Fields {
        list,
        open: false,
        deny_unknown: false,
        gone: &[],
    }
}

const fn enumeration(variants: &'static [Variant]) -> Body {
    Body::Enum(Enum {
        tagging: Tagging::External,
        variants,
        gone: &[],
    })
}

const fn variant(rust: &'static str, number: u32, body: VariantBody) -> Variant {
    Variant {
        rust,
        json: rust,
        aliases: &[],
        body,
        other: false,
        untagged: false,
        skipped: false,
        written: Some(rust),
        doc: "",
        number,
    }
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn list(kind: Kind) -> Kind {
    Kind::Seq(leak(kind), None)
}

fn option(kind: Kind) -> Kind {
    Kind::Option(leak(kind))
}

fn map(key: Kind, value: Kind) -> Kind {
    Kind::Map(leak(key), leak(value))
}

fn apart(proto: ProtoKind) -> Kind {
    Kind::Apart(leak(Apart {
        json: Kind::String,
        proto,
    }))
}

/// A struct `T` with these fields.
fn holds(list: Vec<Field>) -> Kind {
    message(leak(shape("T", structure(leak(list).as_slice()))))
}

/// Lays out a service `p.S` with a method that takes a type and replies with nothing.
fn laid(kind: &Kind) -> ProtoSpec {
    let mut layout = Layout::new("p", "S", "there (tests.rs:2)");
    layout.method("Do", kind, &Kind::Unit);
    layout.finish().0
}

/// All that a type is made of, in package `p`.
fn text(kind: &Kind) -> String {
    let spec = laid(kind);
    assert_eq!(spec.problems, [""; 0]);
    let file = ProtoFile {
        path: String::new(),
        package: "p".to_owned(),
        imports: Vec::new(),
        services: Vec::new(),
        messages: spec.messages.iter().collect(),
        enums: spec.enums.iter().collect(),
        shadowed: std::collections::BTreeSet::new(),
    };
    let text = file.text();
    let head = "syntax = \"proto3\";\n\npackage p;\n";
    text.strip_prefix(head).expect("the head").to_owned()
}

/// The field of a kind in a struct, and what it needs beside that struct.
#[track_caller]
fn assert_field(kind: Kind, line: &str, rest: &str) {
    let text = text(&holds(vec![Field::plain("x", kind).numbered(1)]));
    let own = format!("\nmessage T {{\n  {line}\n}}\n");
    assert!(text.contains(&own), "{text}");
    assert_eq!(text.replacen(&own, "", 1), rest);
}

#[test]
fn scalars() {
    for (kind, name) in [
        (Kind::Bool, "bool"),
        (int(true, 8), "int32"),
        (int(true, 16), "int32"),
        (int(true, 32), "int32"),
        (int(true, 64), "int64"),
        (int(false, 8), "uint32"),
        (int(false, 16), "uint32"),
        (int(false, 32), "uint32"),
        (int(false, 64), "uint64"),
        (Kind::Float { bits: 32 }, "float"),
        (Kind::Float { bits: 64 }, "double"),
        (Kind::Char, "string"),
        (Kind::String, "string"),
    ] {
        assert_field(kind, &format!("{name} x = 1;"), "");
    }
}

#[test]
fn bytes_and_times() {
    assert_field(apart(ProtoKind::Bytes), "bytes x = 1;", "");
    assert_field(
        apart(ProtoKind::Timestamp),
        "google.protobuf.Timestamp x = 1;",
        "",
    );
    assert_field(
        apart(ProtoKind::Duration),
        "google.protobuf.Duration x = 1;",
        "",
    );
    assert_field(list(apart(ProtoKind::Bytes)), "repeated bytes x = 1;", "");
}

#[test]
fn a_value_in_the_form_of_another_type() {
    assert_field(apart(ProtoKind::Like(UINT)), "uint64 x = 1;", "");
    let optional = apart(ProtoKind::Like(option(TASK)));
    assert_field(optional, "optional Task x = 1;", TASK_TEXT);
}

#[test]
fn nothing_and_any_json() {
    assert_field(Kind::Unit, "google.protobuf.Empty x = 1;", "");
    assert_field(Kind::Opaque, "google.protobuf.Value x = 1;", "");
    let hidden = message(leak(shape("Hidden", Body::Opaque)));
    assert_field(hidden, "google.protobuf.Value x = 1;", "");
}

#[test]
fn options_of_a_scalar_an_enum_a_message() {
    assert_field(option(Kind::Bool), "optional bool x = 1;", "");
    assert_field(option(STATE), "optional State x = 1;", STATE_TEXT);
    assert_field(option(TASK), "optional Task x = 1;", TASK_TEXT);
}

#[test]
fn options_of_what_is_many_are_wrapped() {
    let names = "\nmessage ListString {\n  repeated string items = 1;\n}\n";
    assert_field(
        option(list(Kind::String)),
        "optional ListString x = 1;",
        names,
    );
    let set = Kind::Set(leak(Kind::String));
    assert_field(option(set), "optional ListString x = 1;", names);
    let scores = "\nmessage MapStringInt32 {\n  map<string, int32> entries = 1;\n}\n";
    assert_field(
        option(map(Kind::String, int(true, 32))),
        "optional MapStringInt32 x = 1;",
        scores,
    );
}

#[test]
fn an_option_of_an_option_is_wrapped() {
    let inner = "\nmessage OptionalUint64 {\n  optional uint64 value = 1;\n}\n";
    assert_field(
        option(option(UINT)),
        "optional OptionalUint64 x = 1;",
        inner,
    );
}

#[test]
fn lists_and_sets() {
    assert_field(list(UINT), "repeated uint64 x = 1;", "");
    assert_field(Kind::Seq(&UINT, Some(3)), "repeated uint64 x = 1;", "");
    assert_field(Kind::Set(&Kind::String), "repeated string x = 1;", "");
    assert_field(list(TASK), "repeated Task x = 1;", TASK_TEXT);
    assert_field(list(STATE), "repeated State x = 1;", STATE_TEXT);
}

#[test]
fn lists_of_what_is_none_or_many_are_wrapped() {
    let inner = "\nmessage ListUint64 {\n  repeated uint64 items = 1;\n}\n";
    assert_field(list(list(UINT)), "repeated ListUint64 x = 1;", inner);
    let inner = "\nmessage OptionalTask {\n  optional Task value = 1;\n}\n";
    assert_field(
        list(option(TASK)),
        "repeated OptionalTask x = 1;",
        &format!("{inner}{TASK_TEXT}"),
    );
    let inner = "\nmessage MapUint64Bool {\n  map<uint64, bool> entries = 1;\n}\n";
    assert_field(
        list(map(UINT, Kind::Bool)),
        "repeated MapUint64Bool x = 1;",
        inner,
    );
}

#[test]
fn maps_with_keys_that_protobuf_takes() {
    assert_field(
        map(Kind::String, TASK),
        "map<string, Task> x = 1;",
        TASK_TEXT,
    );
    assert_field(map(Kind::Char, UINT), "map<string, uint64> x = 1;", "");
    assert_field(map(int(true, 16), UINT), "map<int32, uint64> x = 1;", "");
    assert_field(
        map(Kind::Bool, STATE),
        "map<bool, State> x = 1;",
        STATE_TEXT,
    );
    let like = apart(ProtoKind::Like(Kind::String));
    assert_field(map(like, Kind::Bool), "map<string, bool> x = 1;", "");
    let inner = "\nmessage ListBool {\n  repeated bool items = 1;\n}\n";
    assert_field(
        map(Kind::String, list(Kind::Bool)),
        "map<string, ListBool> x = 1;",
        inner,
    );
}

#[test]
fn maps_with_other_keys_are_lists_of_entries() {
    let entry = "\nmessage MapStateUint64Entry {\n  State key = 1;\n  uint64 value = 2;\n}\n";
    assert_field(
        map(STATE, UINT),
        "repeated MapStateUint64Entry x = 1;",
        &format!("{entry}{STATE_TEXT}"),
    );
    let entry = "\nmessage MapDoubleListBoolEntry {\n  double key = 1;\n  ListBool value = 2;\n}\n";
    let inner = "\nmessage ListBool {\n  repeated bool items = 1;\n}\n";
    assert_field(
        map(Kind::Float { bits: 64 }, list(Kind::Bool)),
        "repeated MapDoubleListBoolEntry x = 1;",
        &format!("{inner}{entry}"),
    );
}

#[test]
fn a_newtype_is_what_it_holds() {
    let id = message(leak(shape("Id", Body::Transparent(UINT, Limits::NONE))));
    assert_field(id, "uint64 x = 1;", "");
    assert_field(map(id, Kind::Bool), "map<uint64, bool> x = 1;", "");
    assert_field(NAMES, "repeated string x = 1;", "");
    let inner = "\nmessage ListString {\n  repeated string items = 1;\n}\n";
    assert_field(list(NAMES), "repeated ListString x = 1;", inner);
}

#[test]
fn what_protobuf_does_not_tell_apart_is_wrapped_alike() {
    let id = message(leak(shape(
        "Id",
        Body::Transparent(int(false, 8), Limits::NONE),
    )));
    let kind = holds(vec![
        Field::plain("a", list(list(int(false, 32)))).numbered(1),
        Field::plain("b", list(Kind::Set(leak(int(false, 16))))).numbered(2),
        Field::plain("c", option(list(id))).numbered(3),
    ]);
    let expected = "
message ListUint32 {
  repeated uint32 items = 1;
}

message T {
  repeated ListUint32 a = 1;
  repeated ListUint32 b = 2;
  optional ListUint32 c = 3;
}
";
    assert_eq!(text(&kind), expected);
}

#[test]
fn tuples() {
    let pair = Kind::Tuple(leak([Kind::String, Kind::Seq(&Kind::Bool, None)]));
    let inner = "\nmessage TupleStringListBool {\n  string f0 = 1;\n  repeated bool f1 = 2;\n}\n";
    assert_field(pair, "TupleStringListBool x = 1;", inner);
    assert_field(list(pair), "repeated TupleStringListBool x = 1;", inner);
    let point = message(leak(shape(
        "Point",
        Body::Tuple(leak([UINT, Kind::Option(&UINT)])),
    )));
    let inner = "\nmessage Point {\n  uint64 f0 = 1;\n  optional uint64 f1 = 2;\n}\n";
    assert_field(point, "Point x = 1;", inner);
    let marker = message(leak(shape("Marker", Body::Unit)));
    assert_field(marker, "Marker x = 1;", "\nmessage Marker {}\n");
}

#[test]
fn an_enum_without_data() {
    assert_field(STATE, "State x = 1;", STATE_TEXT);
}

#[test]
fn an_enum_with_data() {
    let event = message(leak(shape(
        "Event",
        enumeration(leak([
            variant("Closed", 1, VariantBody::Unit),
            variant(
                "Renamed",
                2,
                VariantBody::Newtype(Kind::String, Limits::NONE),
            ),
            variant("Tagged", 3, VariantBody::Newtype(NAMES, Limits::NONE)),
            variant("Moved", 5, VariantBody::Tuple(leak([UINT, UINT]))),
            variant(
                "DueAt",
                6,
                VariantBody::Struct(fields(leak([Field::plain("day", UINT).numbered(4)]))),
            ),
            variant("Gone", 0, VariantBody::Newtype(TASK, Limits::NONE)),
        ])),
    )));
    let text = "
message Event {
  oneof kind {
    google.protobuf.Empty closed = 1 [json_name = \"Closed\"];
    string renamed = 2 [json_name = \"Renamed\"];
    ListString tagged = 3 [json_name = \"Tagged\"];
    EventMoved moved = 5 [json_name = \"Moved\"];
    EventDueAt due_at = 6 [json_name = \"DueAt\"];
  }
}

message EventDueAt {
  uint64 day = 4;
}

message EventMoved {
  uint64 f0 = 1;
  uint64 f1 = 2;
}

message ListString {
  repeated string items = 1;
}
";
    assert_field(event, "Event x = 1;", text);
}

#[test]
fn generic_types_are_named_with_their_arguments() {
    let page = message(leak(Shape {
        args: leak([TASK]),
        ..shape(
            "Page",
            structure(leak([
                Field::plain("items", Kind::Seq(&TASK, None)).numbered(1)
            ])),
        )
    }));
    let inner = "\nmessage PageTask {\n  repeated Task items = 1;\n}\n";
    assert_field(page, "PageTask x = 1;", &format!("{inner}{TASK_TEXT}"));
    let spec = laid(&page);
    assert_eq!(spec.message("p.PageTask").expect("a message").base, "Page");
}

#[test]
fn a_recursive_type_refers_to_itself() {
    const fn node() -> Kind {
        static NODE: Shape = shape(
            "T",
            structure(&[Field::plain("kids", Kind::Option(&Kind::Seq(&node(), None))).numbered(1)]),
        );
        message(&NODE)
    }
    let expected = "\nmessage ListT {\n  repeated T items = 1;\n}\n\nmessage T {\n  optional ListT kids = 1;\n}\n";
    assert_eq!(text(&node()), expected);
}

#[test]
fn a_newtype_of_a_list_of_itself_wraps_itself() {
    const fn deep() -> Kind {
        static DEEP: Shape = shape(
            "Deep",
            Body::Transparent(Kind::Seq(&deep(), None), Limits::NONE),
        );
        message(&DEEP)
    }
    let inner = "\nmessage ListDeep {\n  repeated ListDeep items = 1;\n}\n";
    assert_field(deep(), "repeated ListDeep x = 1;", inner);
}

#[test]
fn fields_keep_their_names_and_say_their_keys() {
    let field = |rust, json, number| Field {
        json,
        written: Written {
            json,
            presence: Presence::Required,
        },
        ..Field::plain(rust, UINT).numbered(number)
    };
    let text = text(&holds(vec![
        field("due_at", "due_at", 3),
        field("done_at", "doneAt", 1),
        field("id", "ID \"x\"", 2).described("What it is called.\n\nFor ever."),
        field("skipped", "skipped", 0),
    ]));
    let expected = r#"
message T {
  uint64 due_at = 3 [json_name = "due_at"];
  uint64 done_at = 1;
  // What it is called.
  //
  // For ever.
  uint64 id = 2 [json_name = "ID \"x\""];
}
"#;
    assert_eq!(text, expected);
}

#[test]
fn presence_that_was_asked_for() {
    let explicit = |name, number, kind| Field {
        proto: Proto {
            number,
            explicit: true,
        },
        ..Field::plain(name, kind)
    };
    let text = text(&holds(vec![
        explicit("a", 1, UINT),
        explicit("b", 2, apart(ProtoKind::Bytes)),
        explicit("c", 3, Kind::Unit),
        explicit("d", 4, list(UINT)),
        explicit("e", 5, map(UINT, UINT)),
        explicit("f", 6, STATE),
    ]));
    let expected = "
message T {
  optional uint64 a = 1;
  optional bytes b = 2;
  google.protobuf.Empty c = 3;
  repeated uint64 d = 4;
  map<uint64, uint64> e = 5;
  State f = 6;
}
";
    assert_eq!(text, format!("{expected}{STATE_TEXT}"));
}

#[test]
fn a_type_of_another_package_stays_there_and_its_wrappers_with_it() {
    let other = message(leak(Shape {
        package: Some("q.v1"),
        ..shape(
            "Other",
            structure(leak([Field::plain(
                "x",
                Kind::Option(&Kind::Seq(&Kind::Bool, None)),
            )
            .numbered(1)])),
        )
    }));
    let spec = laid(&holds(vec![Field::plain("x", other).numbered(1)]));
    let names: Vec<_> = spec.messages.iter().map(|message| &*message.name).collect();
    assert_eq!(names, ["p.T", "q.v1.ListBool", "q.v1.Other"]);
}
