use super::*;
use crate::lock::{Held, Inside};
use crate::proto::layout::Layout;
use crate::shape::{
    Apart, Body, Enum, Field, Fields, Kind, Limits, ProtoKind, Shape, ShapeRef, Tagging, Variant,
    VariantBody,
};

const BEFORE: &str = "\
message tasks.v1.Task (tasks_api::Task)
  1 id uint64
  2 title string
  reserved 3 parent
  4 kids repeated Task
";

/// What the file is once `now` has been added, or why that cannot be.
fn updated(now: &str) -> Result<(String, Vec<String>), Vec<String>> {
    let read = |text| Lock::parse(text).expect("a lock");
    let mut lock = read(BEFORE);
    let texts = |all: Vec<Change>| all.into_iter().map(|one| one.text).collect();
    match lock.update(&read(now)) {
        Ok(changes) => {
            let text = lock.to_string();
            let (_, entries) = text.split_once("\n\n").expect("a comment");
            Ok((entries.to_owned(), texts(changes)))
        }
        Err(conflicts) => Err(texts(conflicts)),
    }
}

/// The fields of the message that is in the file.
fn task(fields: &str) -> String {
    format!("message tasks.v1.Task (tasks_api::Task)\n{fields}")
}

#[test]
fn what_is_the_same_stays_the_same() {
    let now = BEFORE.replace("  reserved 3 parent\n", "");
    assert_eq!(updated(&now), Ok((BEFORE.to_owned(), vec![])));
    // No service reaches it any more.
    assert_eq!(updated(""), Ok((BEFORE.to_owned(), vec![])));
}

#[test]
fn fields_and_messages_come_and_go() {
    let now = task("  1 id uint64\n  4 kids repeated Task\n  5 due string\n")
        + "enum a.B (c::B)\n  1 X\n";
    let (text, changes) = updated(&now).expect("no conflict");
    let expected = "\
enum a.B (c::B)
  1 X

message tasks.v1.Task (tasks_api::Task)
  1 id uint64
  reserved 2 title
  reserved 3 parent
  4 kids repeated Task
  5 due string
";
    assert_eq!(text, expected);
    let expected = [
        "new",
        "`due` has the number 5",
        "`title` is gone, and 2 reserved",
    ];
    assert_eq!(changes, expected);
}

#[test]
fn another_type_has_another_number() {
    let (text, _) = updated(&task("  5 title bytes\n")).expect("no conflict");
    assert!(
        text.contains("  reserved 2 title\n") && text.contains("  5 title bytes\n"),
        "{text}"
    );
}

#[test]
fn a_type_that_has_moved_in_rust_is_the_same() {
    let now = BEFORE.replace("tasks_api::Task", "tasks_api::model::Task");
    let now = now.replace("  reserved 3 parent\n", "");
    let (text, changes) = updated(&now).expect("no conflict");
    assert!(
        text.starts_with("message tasks.v1.Task (tasks_api::model::Task)\n"),
        "{text}"
    );
    assert_eq!(changes, ["it is `tasks_api::model::Task` in Rust now"]);
}

#[test]
fn no_number_means_something_else() {
    for (fields, conflict) in [
        ("  5 id uint64\n", "the number of `id` changed from 1 to 5"),
        ("  2 id uint64\n", "the number of `id` changed from 1 to 2"),
        ("  1 id string\n", "changed from `uint64` to `string`"),
        ("  3 due string\n", "reserved since `parent` is gone"),
        ("  3 parent string\n", "reserved since `parent` is gone"),
        ("  2 name string\n", "which is that of `title`"),
    ] {
        let conflicts = updated(&task(fields)).expect_err(fields);
        assert!(
            conflicts.len() == 1 && conflicts[0].contains(conflict),
            "{conflicts:?}"
        );
    }
    let conflicts = updated("enum tasks.v1.Task (tasks_api::Task)\n  1 ID\n").expect_err("an enum");
    assert!(
        conflicts[0].contains("was a message and is an enum now"),
        "{conflicts:?}"
    );
}

#[test]
fn a_message_under_a_new_name_keeps_its_numbers() {
    let job = |fields: &str| format!("message tasks.v1.Job (tasks_api::Job)\n{fields}");
    let other = job("  1 title string\n  2 id uint64\n  3 kids repeated Task\n");
    let conflicts = updated(&other).expect_err("other numbers");
    let expected = "it has the fields of `tasks.v1.Task`, which no service reaches any more, but `id` was 1 and is 2 now; if it \
                    is the same under a new name, write `message tasks.v1.Job (tasks_api::Job)` in place of the first line of \
                    `tasks.v1.Task`, else write `message tasks.v1.Job (tasks_api::Job)` as a line of its own";
    assert_eq!(conflicts, [expected]);
    for sound in [
        // The same numbers.
        job("  1 id uint64\n  2 title string\n"),
        // One field is no message.
        job("  1 name string\n  2 id uint64\n"),
        // Both are reached.
        task("  1 id uint64\n  2 title string\n") + &other,
        other.replace("tasks.v1", "other.v1"),
    ] {
        let (_, changes) = updated(&sound).expect("no conflict");
        assert!(changes.contains(&"new".to_owned()), "{changes:?}");
    }
    // As the text advises.
    let read = |text: &str| Lock::parse(text).expect("a lock");
    let line = job("");
    let renamed = BEFORE.replace("message tasks.v1.Task (tasks_api::Task)\n", &line);
    let conflicts = read(&renamed).update(&read(&other)).expect_err("moved");
    assert!(conflicts[0].text.contains("from 2 to 1"), "{conflicts:?}");
    let mut another = read(&format!("{BEFORE}{line}"));
    another.update(&read(&other)).expect("no conflict");
    assert_eq!(another.entries["tasks.v1.Job"].number_of("id"), Some(2));
}

#[test]
fn comments_are_kept() {
    let commented = BEFORE.replace("  2 title", "  # By its owner.\n  2 title");
    let mut lock = Lock::parse(&commented).expect("a lock");
    let now = task("  1 id uint64\n  4 kids repeated Task\n");
    lock.update(&Lock::parse(&now).expect("a lock"))
        .expect("no conflict");
    let text = lock.to_string();
    assert!(
        text.contains("  # By its owner.\n  reserved 2 title\n"),
        "{text}"
    );
}

#[test]
fn what_is_not_reached_is_dropped_on_demand() {
    let read = |text: &str| Lock::parse(text).expect("a lock");
    let mut lock = read(&format!("{BEFORE}enum a.B (c::B)\n  1 X\n"));
    let changes = lock.prune(&read("enum a.B (c::B)\n"));
    let names: Vec<_> = changes.iter().map(|change| &*change.name).collect();
    assert_eq!(names, ["tasks.v1.Task"]);
    assert_eq!(lock, read("enum a.B (c::B)\n  1 X\n"));
}

const BYTE: Kind = Kind::Int {
    signed: false,
    bits: 8,
};
const LONG: Kind = Kind::Int {
    signed: true,
    bits: 64,
};
const LIST: Kind = Kind::Seq(&Kind::String, None);
const MAP: Kind = Kind::Map(&BYTE, &LIST);
const STATE_MAP: Kind = Kind::Map(&STATE, &Kind::Float { bits: 32 });

const fn shape(name: &'static str, args: &'static [Kind], body: Body) -> Shape {
    Shape {
        name,
        doc: "",
        args,
        package: None,
        origin: "tasks_api::model (tests.rs:1)",
        body,
        written_alike: true,
    }
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

const fn variants(variants: &'static [Variant]) -> Body {
    Body::Enum(Enum {
        tagging: Tagging::External,
        variants,
        gone: &[],
    })
}

static STATE_SHAPE: Shape = shape(
    "State",
    &[],
    variants(&[
        variant("ToDo", 1, VariantBody::Unit),
        variant("Done", 2, VariantBody::Unit),
    ]),
);
const STATE: Kind = Kind::Message(ShapeRef::new(&STATE_SHAPE));
static TAGS: Shape = shape("Tags", &[], Body::Transparent(LIST, Limits::NONE));
const SOME_TAGS: Kind = Kind::Message(ShapeRef::new(&TAGS));
const BYTE_LIST: Kind = Kind::Seq(&BYTE, None);
static WORD: Shape = shape("Word", &[], Body::Transparent(Kind::Char, Limits::NONE));
const A_WORD: Kind = Kind::Message(ShapeRef::new(&WORD));
const RATES: Kind = Kind::Map(&Kind::Float { bits: 64 }, &A_WORD);
static RATES_SHAPE: Shape = shape("Rates", &[], Body::Transparent(RATES, Limits::NONE));
const RATES_OF_WORDS: Kind = Kind::Message(ShapeRef::new(&RATES_SHAPE));
static IN_OTHER: Shape = Shape {
    package: Some("other.v1"),
    ..shape("State", &[], Body::Tuple(&[STATE]))
};
const ELSEWHERE: Kind = Kind::Message(ShapeRef::new(&IN_OTHER));
static HIDDEN: Shape = shape("Hidden", &[], Body::Opaque);
static PAIR: Shape = shape("Pair", &[LONG], Body::Tuple(&[LONG, LIST]));

const BYTES: Kind = Kind::Apart(&Apart {
    json: Kind::String,
    proto: ProtoKind::Bytes,
});
const TIME: Kind = Kind::Apart(&Apart {
    json: Kind::String,
    proto: ProtoKind::Timestamp,
});
const SPAN: Kind = Kind::Apart(&Apart {
    json: Kind::String,
    proto: ProtoKind::Duration,
});
const LIKE: Kind = Kind::Apart(&Apart {
    json: Kind::String,
    proto: ProtoKind::Like(MAP),
});

/// Kinds of all sorts.
static KINDS: [Kind; 34] = [
    Kind::Bool,
    BYTE,
    LONG,
    Kind::Int {
        signed: true,
        bits: 16,
    },
    Kind::Int {
        signed: false,
        bits: 64,
    },
    Kind::Float { bits: 32 },
    Kind::Float { bits: 64 },
    Kind::Char,
    Kind::String,
    Kind::Unit,
    Kind::Opaque,
    Kind::Option(&Kind::Bool),
    Kind::Option(&LIST),
    Kind::Option(&SOME_TAGS),
    LIST,
    Kind::Set(&MAP),
    Kind::Seq(&LIST, Some(2)),
    Kind::Seq(&SOME_TAGS, None),
    MAP,
    STATE_MAP,
    Kind::Tuple(&[Kind::Bool, LIST]),
    STATE,
    SOME_TAGS,
    Kind::Message(ShapeRef::new(&HIDDEN)),
    Kind::Message(ShapeRef::new(&PAIR)),
    BYTES,
    Kind::Option(&TIME),
    SPAN,
    LIKE,
    Kind::Seq(&BYTE_LIST, None),
    Kind::Map(&Kind::Char, &BYTE_LIST),
    Kind::Map(&Kind::Float { bits: 32 }, &A_WORD),
    RATES_OF_WORDS,
    ELSEWHERE,
];

/// The numbers of a service with one method that takes this.
fn lock_of(input: &'static Shape) -> Lock {
    let mut layout = Layout::new("tasks.v1", "Tasks", "tasks_api (tests.rs:1)");
    layout.method("Put", &Kind::Message(ShapeRef::new(input)), &Kind::Unit);
    let (proto, _) = layout.finish();
    assert_eq!(proto.problems, Vec::<String>::new());
    Lock::of_protos([&proto])
}

/// The compiler and the command have the same words for all that a field can hold.
#[test]
fn types_have_the_same_words_everywhere() {
    let numbers = 1..;
    let fields: Vec<_> = KINDS
        .iter()
        .zip(numbers)
        .map(|(kind, number)| Field::plain(format!("of_{number}").leak(), *kind).numbered(number))
        .collect();
    let all = Body::Struct(Fields {
        list: fields.leak(),
        ..*Fields::NONE
    });
    let variants_of: Vec<_> = KINDS
        .iter()
        .zip(1..)
        .map(|(kind, number)| {
            let body = VariantBody::Newtype(*kind, Limits::NONE);
            variant(format!("Of{number}").leak(), number, body)
        })
        .collect();
    let any = variants(variants_of.leak());
    for (name, body, held) in [
        (
            "All",
            all,
            Held::field as fn(&'static Kind, Inside<'static>) -> Held<'static>,
        ),
        ("Any", any, Held::alternative),
    ] {
        let lock = lock_of(Box::leak(Box::new(shape(name, &[], body))));
        let entry = &lock.entries[&format!("tasks.v1.{name}")];
        assert_eq!(entry.path, format!("tasks_api::model::{name}"));
        // A type without a package is in that of the service, wherever it is used.
        let other = &lock.entries["other.v1.State"].lines[&1].role;
        assert_eq!(*other, Role::Field("tasks.v1.State".to_owned()));
        for (kind, number) in KINDS.iter().zip(1..) {
            let held = held(kind, Inside::new("tasks.v1", false));
            let Role::Field(said) = &entry.lines[&number].role else {
                panic!("a field");
            };
            assert_eq!(&held.text(), said, "{kind:?}");
            for line in entry.lines.values() {
                let Role::Field(other) = &line.role else {
                    panic!("a field");
                };
                assert_eq!(held.is(other), other == said, "{kind:?}, {other}");
            }
        }
    }
}

#[test]
fn what_protobuf_alone_needs_is_not_in_the_file() {
    static ALL: Shape = shape(
        "All",
        &[Kind::Bool],
        Body::Struct(Fields {
            list: &[
                Field::plain("a", Kind::Option(&LIST)).numbered(1),
                Field::plain("b", STATE).numbered(3),
            ],
            ..*Fields::NONE
        }),
    );
    let expected = "
message tasks.v1.AllBool (tasks_api::model::All)
  1 a ListString
  3 b State

enum tasks.v1.State (tasks_api::model::State)
  1 TO_DO
  2 DONE
";
    let text = lock_of(&ALL).to_string();
    let (_, entries) = text.split_once('\n').expect("a comment");
    assert_eq!(entries, expected);
}

#[test]
fn the_fields_of_variants_are_messages() {
    static VARIANTS: [Variant; 3] = [
        variant("None", 1, VariantBody::Unit),
        variant("WasMade", 4, VariantBody::Struct(MADE)),
        variant("Moved", 5, VariantBody::Tuple(&[LONG, LIST])),
    ];
    const MADE: Fields = Fields {
        list: &[Field::plain("id", LONG).numbered(1)],
        ..*Fields::NONE
    };
    static EVENT: Shape = shape("Event", &[], variants(&VARIANTS));
    let expected = "
message tasks.v1.Event (tasks_api::model::Event)
  1 none google.protobuf.Empty
  4 was_made EventWasMade
  5 moved EventMoved

message tasks.v1.EventMoved (tasks_api::model::Event::Moved)
  1 f0 int64
  2 f1 repeated string

message tasks.v1.EventWasMade (tasks_api::model::Event::WasMade)
  1 id int64
";
    let text = lock_of(&EVENT).to_string();
    let (_, entries) = text.split_once('\n').expect("a comment");
    assert_eq!(entries, expected);
}
