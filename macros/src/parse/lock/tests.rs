use super::*;

const SOUND: &str = "\
# Written by the `lock` command.

message tasks.v1.Event (tasks_api::Event)
  1 created EventCreated
  reserved 2 gone
  3 all map<string, Task>
message tasks.v1.EventCreated (tasks_api::Event::Created)
  1 id uint64
enum tasks.v1.State (tasks_api::model::State)
\t1 DONE
message other.v1.Event (other::Event)
";

#[test]
fn types_are_found_by_name_with_their_modules() {
    let lock = Lock::parse(SOUND).expect("a lock");
    let modules: Vec<_> = lock
        .of("Event")
        .into_iter()
        .map(|(module, _)| module)
        .collect();
    assert_eq!(modules, ["tasks_api", "other"]);
    let (_, event) = lock.of("Event")[0];
    assert_eq!(event.line(1).expect("a line").name, "created");
    assert_eq!(event.line(2).expect("a line").role, Role::Reserved);
    assert!(event.named("gone").is_none());
    let map = Role::Field("map<string, Task>".to_owned());
    assert_eq!(event.named("all").expect("a line").role, map);

    assert_eq!(lock.of_variant("Event", "Created").len(), 1);
    assert!(lock.of_variant("Task", "Created").is_empty());
    let (module, state) = lock.of("State")[0];
    assert_eq!((module, state.is_enum), ("tasks_api::model", true));
    assert_eq!(state.line(1).expect("a line").role, Role::Value);
}

#[test]
fn a_name_is_no_part_of_another() {
    let lock = Lock::parse("message a.SubTask (a::SubTask)\n").expect("a lock");
    assert_eq!(lock.of("Task").len(), 0);
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    for (text, line, why) in [
        ("messages a.B (c::B)", 1, "`messages a.B (c::B)`"),
        ("  1 x bool", 1, "`1 x bool`"),
        (
            "message a.B",
            1,
            "`message tasks.v1.Task (tasks_api::Task)`",
        ),
        (
            "message a.B (B)",
            1,
            "`message tasks.v1.Task (tasks_api::Task)`",
        ),
        ("enum a.B c::B", 1, "`enum tasks.v1.Task (tasks_api::Task)`"),
        ("message a.B (c::B)\n  1 x", 2, "`1 x`"),
        ("enum a.B (c::B)\n\n  1 X bool", 3, "`1 X bool`"),
        ("message a.B (c::B)\n  0 x bool", 2, "`0`"),
        ("message a.B (c::B)\n  -1 x bool", 2, "`-1`"),
        (
            "message a.B (c::B)\n  reserved 536870912 x",
            2,
            "`536870912`",
        ),
        (
            "message a.B (c::B)\n  1 x bool\n  1 y bool",
            3,
            "the number 1",
        ),
        ("message a.B (c::B)\n  1 x bool\n  2 x bool", 3, "`x`"),
        (
            "message a.B (c::B)\n<<<<<<< HEAD\n  1 x bool",
            2,
            "`<<<<<<< HEAD`",
        ),
    ] {
        let error = Lock::parse(text).expect_err(text);
        let start = format!("`api.lock`, line {line}: ");
        assert!(error.starts_with(&start) && error.contains(why), "{error}");
    }
}
