//! The one place with `unsafe` code: a reference that a recursive constant can hold.

use super::Shape;

/// A reference to a [`Shape`], which may refer back to itself.
///
/// A `const SHAPE: &'static Shape` of a recursive type is a cycle that the compiler refuses (E0391),
/// because it looks through references when it validates a constant. It does not look through raw
/// pointers, so this type holds one.
#[derive(Clone, Copy)]
pub struct ShapeRef(*const Shape);

impl ShapeRef {
    /// Refers to a shape.
    pub const fn new(shape: &'static Shape) -> Self {
        Self(shape)
    }

    /// The shape that this refers to.
    pub const fn get(self) -> &'static Shape {
        // SAFETY: the field is private and `new` is the only way to fill it, so the pointer comes from
        // a `&'static Shape`: it is aligned, initialised, and valid and unchanged for ever.
        #[expect(
            unsafe_code,
            reason = "a constant can only refer back to itself by a raw pointer"
        )]
        unsafe {
            &*self.0
        }
    }
}

// SAFETY: this is a `&'static Shape` in another form, and `Shape` holds plain constant data without
// interior mutability, so that `&Shape` may be sent and shared.
#[expect(unsafe_code, reason = "a raw pointer is not Send by itself")]
unsafe impl Send for ShapeRef {}
// SAFETY: as above.
#[expect(unsafe_code, reason = "a raw pointer is not Sync by itself")]
unsafe impl Sync for ShapeRef {}

impl std::fmt::Debug for ShapeRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The name alone: a recursive shape has no end.
        write!(f, "ShapeRef({})", self.get().name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Body, Field, Fields, Kind};
    use super::*;

    const fn tree() -> ShapeRef {
        static TREE: Shape = Shape {
            name: "Tree",
            doc: "",
            args: &[],
            package: None,
            origin: "tests",
            body: Body::Struct(Fields {
                list: &[Field::plain(
                    "kids",
                    Kind::Seq(&Kind::Message(tree()), None),
                )],
                open: false,
                deny_unknown: false,
                gone: &[],
            }),
            written_alike: true,
        };
        ShapeRef::new(&TREE)
    }

    #[test]
    fn a_recursive_shape_is_constant_data() {
        const TREE: ShapeRef = tree();
        let Body::Struct(fields) = &TREE.get().body else {
            panic!("a struct")
        };
        let Kind::Seq(Kind::Message(kid), None) = fields.list[0].kind else {
            panic!("a list")
        };
        assert!(std::ptr::eq(kid.get(), TREE.get()));
        assert_eq!(format!("{kid:?}"), "ShapeRef(Tree)");
    }

    #[test]
    fn shapes_are_read_from_many_threads() {
        let threads: Vec<_> = (0..8)
            .map(|_| {
                std::thread::spawn(|| (0..1000).map(|_| tree().get().name.len()).sum::<usize>())
            })
            .collect();
        for thread in threads {
            assert_eq!(thread.join().expect("no panic"), 4000);
        }
    }
}
