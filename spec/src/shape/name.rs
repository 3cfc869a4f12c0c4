//! The names of message types, arguments of generic types included.

use super::{Kind, ProtoKind, Shape};

impl Shape {
    /// The name of the type on all wires and in all schemas: `Task`, or `PageTask` for `Page<Task>`.
    ///
    /// Arguments that are no messages go by the names of their kinds: `PageString`, `PageListInt32`.
    pub fn type_name(&self) -> String {
        let mut name = self.name.to_owned();
        for argument in self.args {
            push_kind(argument, &mut name);
        }
        name
    }
}

fn push_kind(kind: &Kind, name: &mut String) {
    let (word, parts): (_, &[&Kind]) = match kind {
        Kind::Bool => ("Bool", &[]),
        Kind::Int { signed, bits } => {
            *name += if *signed { "Int" } else { "Uint" };
            *name += &bits.to_string();
            return;
        }
        Kind::Float { bits: 32 } => ("Float", &[]),
        Kind::Float { .. } => ("Double", &[]),
        Kind::Char => ("Char", &[]),
        Kind::String => ("String", &[]),
        Kind::Unit => ("Unit", &[]),
        Kind::Option(inner) => ("Optional", &[inner]),
        Kind::Seq(inner, _) => ("List", &[inner]),
        Kind::Set(inner) => ("Set", &[inner]),
        Kind::Map(key, value) => ("Map", &[key, value]),
        Kind::Tuple(kinds) => {
            *name += "Tuple";
            for kind in *kinds {
                push_kind(kind, name);
            }
            return;
        }
        Kind::Message(shape) => {
            *name += &shape.get().type_name();
            return;
        }
        Kind::Opaque => ("Any", &[]),
        Kind::Apart(apart) => match &apart.proto {
            ProtoKind::Bytes => ("Bytes", &[]),
            ProtoKind::Timestamp => ("Timestamp", &[]),
            ProtoKind::Duration => ("Duration", &[]),
            ProtoKind::Like(kind) => return push_kind(kind, name),
        },
    };
    *name += word;
    for kind in parts {
        push_kind(kind, name);
    }
}

#[cfg(test)]
mod tests {
    use crate::shape::{Body, Kind, Shape, ShapeRef};

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
}
