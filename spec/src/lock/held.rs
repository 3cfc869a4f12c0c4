//! What a field holds, compared with what the file says.

use super::changed::Member;
use super::types::{self, Inside};
use crate::example::Buffer;
use crate::shape::Kind;
use crate::sink::{self, Sink};

/// The longest name of a type that is told, in bytes.
const LONGEST: usize = 200;

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    pub(super) kind: &'a Kind,
    /// Whether it may be a list or a map, which the alternatives of a `oneof` may not.
    pub(super) is_field: bool,
    pub(super) inside: Inside<'a>,
}

impl<'a> Held<'a> {
    /// What a field of a message holds.
    pub const fn field(kind: &'a Kind, inside: Inside<'a>) -> Self {
        Self {
            kind,
            is_field: true,
            inside,
        }
    }

    /// What one alternative of a `oneof` holds.
    pub const fn alternative(kind: &'a Kind, inside: Inside<'a>) -> Self {
        Self {
            kind,
            is_field: false,
            inside,
        }
    }

    /// Whether it is what the file says.
    pub const fn is(&self, said: &str) -> bool {
        let mut sink = Sink::compare(said);
        self.write(&mut sink);
        sink.is_same()
    }

    /// Fails to compile where a field of this name, such as `Task.kids`, holds something else than the file says. `free` is
    /// as in [`Changed::tell`](super::Changed::tell).
    #[track_caller]
    pub const fn assert_is(&self, said: &str, name: &str, free: u32) {
        if !self.is(said) {
            self.refuse(name, Member::Named, said, free);
        }
    }

    /// Fails to compile.
    #[track_caller]
    pub(super) const fn refuse(&self, name: &str, member: Member, said: &str, free: u32) {
        let mut bytes = [0; LONGEST];
        let mut message = Buffer::new();
        message.push("the type of `");
        message.push(name);
        match member {
            Member::Named => {}
            Member::Field(field) => {
                message.push(".");
                message.push(field);
            }
            Member::Place(place) => {
                message.push(".");
                message.push_count(place as usize);
            }
            Member::Variant(variant) => {
                message.push("::");
                message.push(variant);
            }
        }
        message.push("` changed from `");
        message.push(said);
        message.push("` to `");
        message.push(self.name(&mut bytes));
        if free == 0 {
            message.push("`; change it back, or give the fields names and then numbers");
        } else {
            message.push("`; give it a new number, `#[proto(");
            message.push_count(free as usize);
            message.push(")]`, or change it back");
        }
        panic!("{}", message.text());
    }

    /// Fails to compile where it is what the file says of a field of another number.
    #[track_caller]
    pub const fn assert_is_not(&self, said: &str, message: &str) {
        assert!(!self.is(said), "{}", message);
    }

    /// The words for it, such as `repeated Task`.
    pub fn text(&self) -> String {
        sink::text(|to| self.write(to))
    }

    const fn write(&self, to: &mut Sink<'_>) {
        if self.is_field {
            types::field(self.kind, self.inside, to);
        } else {
            types::element(self.kind, self.inside, to);
        }
    }

    const fn name<'b>(&self, bytes: &'b mut [u8; LONGEST]) -> &'b str {
        let mut sink = Sink::fill(bytes);
        self.write(&mut sink);
        let length = sink.length();
        if length > LONGEST {
            return "a type with a long name";
        }
        match str::from_utf8(bytes.split_at(length).0) {
            Ok(name) => name,
            // Only whole names are written.
            Err(_) => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::{Apart, Body, Fields, Limits, ProtoKind, Shape, ShapeRef};

    const fn shape(name: &'static str, args: &'static [Kind], body: Body) -> Shape {
        Shape {
            name,
            doc: "",
            args,
            package: None,
            origin: "tests",
            body,
            written_alike: true,
        }
    }

    const fn fields() -> Body {
        Body::Struct(Fields {
            list: &[],
            open: false,
            deny_unknown: false,
            gone: &[],
        })
    }

    const HERE: Inside<'static> = Inside::new("a.v1", false);

    const U64: Kind = Kind::Int {
        signed: false,
        bits: 64,
    };
    const STRINGS: Kind = Kind::Seq(&Kind::String, None);
    static TASK: Shape = shape("Task", &[], fields());
    const A_TASK: Kind = Kind::Message(ShapeRef::new(&TASK));
    static PAGE: Shape = shape("Page", &[A_TASK], fields());
    const A_PAGE: Kind = Kind::Message(ShapeRef::new(&PAGE));
    static TAGS: Shape = shape("Tags", &[], Body::Transparent(STRINGS, Limits::NONE));
    const SOME_TAGS: Kind = Kind::Message(ShapeRef::new(&TAGS));
    static HIDDEN: Shape = shape("Hidden", &[], Body::Opaque);
    const A_HIDDEN: Kind = Kind::Message(ShapeRef::new(&HIDDEN));
    const BYTES: Kind = Kind::Apart(&Apart {
        json: Kind::Seq(&Kind::Opaque, None),
        proto: ProtoKind::Bytes,
    });
    const LIKE: Kind = Kind::Apart(&Apart {
        json: Kind::String,
        proto: ProtoKind::Like(U64),
    });

    // The words are those of the protobuf language for what the documentation of messages promises.
    #[test]
    fn what_is_held_has_the_words_of_protobuf() {
        static NUMBER_OF_FLOATS: Kind = Kind::Map(&LIKE, &Kind::Float { bits: 32 });
        let cases: [(&'static Kind, &str, &str); 13] = [
            (&Kind::Bool, "bool", "bool"),
            (
                &Kind::Int {
                    signed: true,
                    bits: 8,
                },
                "int32",
                "int32",
            ),
            (&U64, "uint64", "uint64"),
            (&Kind::Option(&Kind::Char), "string", "OptionalString"),
            (&STRINGS, "repeated string", "ListString"),
            (
                &Kind::Seq(&A_PAGE, None),
                "repeated PageTask",
                "ListPageTask",
            ),
            (&Kind::Set(&BYTES), "repeated bytes", "ListBytes"),
            (&Kind::Option(&STRINGS), "ListString", "OptionalListString"),
            (&SOME_TAGS, "repeated string", "ListString"),
            (&NUMBER_OF_FLOATS, "map<uint64, float>", "MapUint64Float"),
            (&A_HIDDEN, "google.protobuf.Value", "google.protobuf.Value"),
            (
                &Kind::Unit,
                "google.protobuf.Empty",
                "google.protobuf.Empty",
            ),
            (
                &Kind::Tuple(&[Kind::Bool, A_TASK]),
                "TupleBoolTask",
                "TupleBoolTask",
            ),
        ];
        for (kind, field, alternative) in cases {
            assert_eq!(Held::field(kind, HERE).text(), field);
            assert_eq!(Held::alternative(kind, HERE).text(), alternative);
            assert!(Held::field(kind, HERE).is(field), "{field}");
            assert!(!Held::field(kind, HERE).is("Other"), "{field}");
        }
    }

    #[test]
    fn a_message_of_another_package_has_its_full_name() {
        static OTHER: Shape = Shape {
            package: Some("b.v1"),
            ..shape("Task", &[], fields())
        };
        const AN_OTHER: Kind = Kind::Message(ShapeRef::new(&OTHER));
        let is = |kind, package, is_own, said: &str| {
            let held = Held::field(kind, Inside::new(package, is_own));
            held.is(said)
        };
        let (others, tasks) = (&Kind::Seq(&AN_OTHER, None), &Kind::Seq(&A_TASK, None));
        for is_own in [false, true] {
            assert!(is(others, "a.v1", is_own, "repeated b.v1.Task"));
            assert!(!is(others, "a.v1", is_own, "repeated Task"));
            assert!(is(others, "b.v1", is_own, "repeated Task"));
            assert!(is(tasks, "b.v1", is_own, "repeated Task"));
            // In the package of whatever service it is.
            assert_eq!(is(tasks, "b.v1", is_own, "repeated s.v1.Task"), is_own);
        }
    }

    #[test]
    fn a_newtype_of_itself_has_an_end() {
        static LOOP: Shape = shape(
            "Loop",
            &[],
            Body::Transparent(Kind::Message(ShapeRef::new(&LOOP)), Limits::NONE),
        );
        const A_LOOP: Kind = Kind::Message(ShapeRef::new(&LOOP));
        assert_eq!(Held::field(&A_LOOP, HERE).text(), "Loop");
    }

    #[test]
    #[should_panic(
        expected = "`Board.tasks` changed from `Task` to `repeated PageTask`; give it a new number, `#[proto(7)]`"
    )]
    fn the_message_has_both_types() {
        let held = Held::field(&Kind::Seq(&A_PAGE, None), HERE);
        held.assert_is("Task", "Board.tasks", 7);
    }

    #[test]
    #[should_panic(expected = "moved")]
    fn a_field_that_moved_is_the_same() {
        Held::field(&U64, HERE).assert_is_not("uint32", "retyped");
        Held::field(&U64, HERE).assert_is_not("uint64", "moved");
    }
}
