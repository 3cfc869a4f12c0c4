//! What methods and errors are, and what is reserved.

use super::*;

#[test]
fn requests_and_replies_that_are_no_messages_are_wrapped() {
    let mut layout = Layout::new("p", "Tasks", "there (tests.rs:2)");
    layout.method("Get", &TASK, &TASK);
    layout.method("Watch", &STATE, &Kind::Unit);
    layout.method("List", &TASK, &Kind::Seq(&TASK, None));
    layout.method("Find", &TASK, &Kind::Option(&TASK));
    layout.method("Sums", &TASK, &Kind::Map(&Kind::String, &UINT));
    layout.method("Any", &TASK, &Kind::Opaque);
    let (spec, methods) = layout.finish();
    let methods: Vec<_> = methods
        .iter()
        .map(|method| (&*method.request, &*method.reply))
        .collect();
    let expected = [
        ("p.Task", "p.Task"),
        ("p.TasksWatchRequest", "google.protobuf.Empty"),
        ("p.Task", "p.TasksListReply"),
        ("p.Task", "p.TasksFindReply"),
        ("p.Task", "p.TasksSumsReply"),
        ("p.Task", "google.protobuf.Value"),
    ];
    assert_eq!(methods, expected);
    let only = |name: &str| {
        let fields = &spec.message(name).expect("a message").fields;
        assert_eq!(fields.len(), 1);
        (fields[0].name.clone(), fields[0].number, fields[0].label)
    };
    let result = |label| ("result".to_owned(), 1, label);
    assert_eq!(
        only("p.TasksWatchRequest"),
        ("value".to_owned(), 1, ProtoLabel::Single)
    );
    assert_eq!(only("p.TasksListReply"), result(ProtoLabel::Repeated));
    assert_eq!(only("p.TasksFindReply"), result(ProtoLabel::Optional));
    assert_eq!(only("p.TasksSumsReply"), result(ProtoLabel::Single));
}

#[test]
fn errors_are_a_oneof() {
    let full = message(leak(shape(
        "TaskErrorFull",
        structure(leak([Field::plain("limit", UINT).numbered(1)])),
    )));
    let mut layout = Layout::new("p", "Tasks", "there (tests.rs:2)");
    let variant = |reason, number, fields| ErrorVariant {
        reason,
        number,
        doc: "",
        fields,
    };
    layout.error(&ErrorType {
        name: "TaskError",
        module: "tasks_api",
        variants: &[
            variant("not_yours", 1, None),
            variant("board_full", 3, Some(&full)),
        ],
        gone: &[Gone {
            number: 2,
            name: "no_such_task",
        }],
    });
    let (spec, _) = layout.finish();
    assert_eq!(spec.error.as_deref(), Some("p.TaskError"));
    let message = spec.message("p.TaskError").expect("a message");
    assert_eq!(message.path.as_deref(), Some("tasks_api::TaskError"));
    assert_eq!(message.reserved.numbers, [2]);
    assert_eq!(message.reserved.names, ["no_such_task"]);
    assert_eq!(message.oneof.as_deref(), Some("kind"));
    let types: Vec<_> = message
        .fields
        .iter()
        .map(|field| field.ty.named())
        .collect();
    assert_eq!(
        types,
        [Some("google.protobuf.Empty"), Some("p.TaskErrorFull")]
    );
}

#[test]
fn what_is_gone_is_reserved() {
    static GONE: [Gone; 3] = [
        Gone {
            number: 9,
            name: "parent",
        },
        Gone {
            number: 3,
            name: "title",
        },
        Gone {
            number: 4,
            name: "color",
        },
    ];
    let task = Body::Struct(Fields {
        list: leak([Field::plain("title", Kind::String).numbered(5)]),
        gone: &GONE,
        ..*Fields::NONE
    });
    let spec = laid(&message(leak(shape("Task", task))));
    let task = spec.message("p.Task").expect("a message");
    assert_eq!(task.path.as_deref(), Some("here::Task"));
    assert_eq!(task.reserved.numbers, [3, 4, 9]);
    // Protobuf refuses a name that is reserved and in use: it has moved to another number.
    assert_eq!(task.reserved.names, ["color", "parent"]);

    let state = Body::Enum(Enum {
        tagging: Tagging::External,
        variants: leak([variant("Done", 1, VariantBody::Unit)]),
        gone: &GONE,
    });
    let spec = laid(&message(leak(shape("State", state))));
    let state = spec.enumeration("p.State").expect("an enum");
    let names = ["STATE_color", "STATE_parent", "STATE_title"];
    assert_eq!(state.reserved.names, names);
}
