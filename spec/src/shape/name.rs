//! The names of message types, arguments of generic types included.

use super::{Kind, ProtoKind, Shape};
use crate::sink::{self, Sink};

impl Shape {
    /// The name of the type on all wires and in all schemas: `Task`, or `PageTask` for `Page<Task>`.
    ///
    /// Arguments that are no messages go by the names of their kinds: `PageString`, `PageListInt32`.
    pub fn type_name(&self) -> String {
        sink::text(|to| self.write_type_name(to))
    }

    pub(crate) const fn write_type_name(&self, to: &mut Sink<'_>) {
        to.push(self.name);
        all(self.args, false, to);
    }
}

impl Kind {
    /// The name of the message around a value of this kind: `ListString`, `MapStringTask`. What protobuf does not tell
    /// apart has one name: `ListUint32` is a list of `u8` too.
    pub(crate) fn proto_name(&self) -> String {
        sink::text(|to| self.write_proto_name(to))
    }

    pub(crate) const fn write_proto_name(&self, to: &mut Sink<'_>) {
        self.write(true, to);
    }

    /// Writes the name that the kind has as a part of other names, in protobuf or in those of generic types.
    const fn write(&self, in_proto: bool, to: &mut Sink<'_>) {
        let kind = if in_proto { self.plain() } else { *self };
        let (word, parts): (_, [Option<&Self>; 2]) = match kind {
            Self::Bool => ("Bool", [None, None]),
            Self::Int { signed, bits } => (integer(signed, bits), [None, None]),
            Self::Float { bits: 32 } => ("Float", [None, None]),
            Self::Float { .. } => ("Double", [None, None]),
            Self::Char => ("Char", [None, None]),
            Self::String => ("String", [None, None]),
            Self::Unit => ("Unit", [None, None]),
            Self::Option(inner) => ("Optional", [Some(inner), None]),
            Self::Seq(inner, _) => ("List", [Some(inner), None]),
            Self::Set(inner) => ("Set", [Some(inner), None]),
            Self::Map(key, value) => ("Map", [Some(key), Some(value)]),
            Self::Tuple(kinds) => {
                to.push("Tuple");
                return all(kinds, in_proto, to);
            }
            Self::Message(shape) => return shape.get().write_type_name(to),
            Self::Opaque => ("Any", [None, None]),
            Self::Apart(apart) => match &apart.proto {
                ProtoKind::Bytes => ("Bytes", [None, None]),
                ProtoKind::Timestamp => ("Timestamp", [None, None]),
                ProtoKind::Duration => ("Duration", [None, None]),
                ProtoKind::Like(kind) => return kind.write(in_proto, to),
            },
        };
        to.push(word);
        let mut at = 0;
        while at < parts.len() {
            if let Some(kind) = parts[at] {
                kind.write(in_proto, to);
            }
            at += 1;
        }
    }
}

const fn all(kinds: &[Kind], in_proto: bool, to: &mut Sink<'_>) {
    let mut at = 0;
    while at < kinds.len() {
        kinds[at].write(in_proto, to);
        at += 1;
    }
}

const fn integer(signed: bool, bits: u8) -> &'static str {
    match (signed, bits) {
        (true, 8) => "Int8",
        (true, 16) => "Int16",
        (true, 32) => "Int32",
        (true, _) => "Int64",
        (false, 8) => "Uint8",
        (false, 16) => "Uint16",
        (false, 32) => "Uint32",
        (false, _) => "Uint64",
    }
}

#[cfg(test)]
mod tests {
    use crate::shape::{Body, Kind, Limits, Shape, ShapeRef};

    const fn shape(name: &'static str, args: &'static [Kind]) -> Shape {
        Shape {
            name,
            doc: "",
            args,
            package: None,
            origin: "tests",
            body: Body::Unit,
            written_alike: true,
        }
    }

    #[test]
    fn arguments_become_part_of_the_name() {
        static TASK: Shape = shape("Task", &[]);
        const TASK_KIND: Kind = Kind::Message(ShapeRef::new(&TASK));
        static PAGE: Shape = shape("Page", &[TASK_KIND]);
        const PAGE_KIND: Kind = Kind::Message(ShapeRef::new(&PAGE));
        const UINT: Kind = Kind::Int {
            signed: false,
            bits: 64,
        };
        const LIST: Kind = Kind::Seq(&PAGE_KIND, None);
        let cases: [(&'static [Kind], &str); 5] = [
            (&[], "Pair"),
            (&[TASK_KIND], "PairTask"),
            (&[PAGE_KIND, UINT], "PairPageTaskUint64"),
            (
                &[Kind::Map(&Kind::String, &LIST)],
                "PairMapStringListPageTask",
            ),
            (
                &[Kind::Tuple(&[Kind::Bool, Kind::Option(&Kind::Char)])],
                "PairTupleBoolOptionalChar",
            ),
        ];
        for (args, expected) in cases {
            assert_eq!(shape("Pair", args).type_name(), expected);
        }
    }
    #[test]
    fn what_protobuf_does_not_tell_apart_has_one_name() {
        const BYTE: Kind = Kind::Int {
            signed: false,
            bits: 8,
        };
        static WORD: Shape = Shape {
            body: Body::Transparent(Kind::Char, Limits::NONE),
            ..shape("Word", &[])
        };
        const A_WORD: Kind = Kind::Message(ShapeRef::new(&WORD));
        static WORDS: Shape = Shape {
            body: Body::Transparent(Kind::Seq(&A_WORD, None), Limits::NONE),
            ..shape("Words", &[])
        };
        const SOME_WORDS: Kind = Kind::Message(ShapeRef::new(&WORDS));
        static PAGE: Shape = shape("Page", &[BYTE]);
        const A_PAGE: Kind = Kind::Message(ShapeRef::new(&PAGE));
        for (kind, expected) in [
            (Kind::Seq(&BYTE, Some(2)), "ListUint32"),
            (Kind::Option(&A_WORD), "OptionalString"),
            (Kind::Set(&Kind::Set(&A_WORD)), "ListListString"),
            // It could hold itself.
            (Kind::Seq(&SOME_WORDS, None), "ListWords"),
            (Kind::Tuple(&[BYTE, Kind::Unit]), "TupleUint32Unit"),
            // A type of the user is one of its own for each argument.
            (Kind::Seq(&A_PAGE, None), "ListPageUint8"),
        ] {
            assert_eq!(kind.proto_name(), expected);
        }
    }
}
