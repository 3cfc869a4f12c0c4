//! Where in a request a value stands.

pub(super) use crate::spec::json::path::{push_index, push_key};

/// A place in a request, as a chain that lives on the stack: it costs nothing until it is written out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Path<'p> {
    parent: Option<&'p Self>,
    step: Step<'p>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'p> {
    /// The request itself.
    Root,
    Key(&'p str),
    Index(usize),
}

impl Path<'_> {
    /// The request itself.
    pub(super) const ROOT: Path<'static> = Path {
        parent: None,
        step: Step::Root,
    };

    /// The value of a key of the object that stands here.
    pub(super) fn key<'p>(&'p self, key: &'p str) -> Path<'p> {
        Path {
            parent: Some(self),
            step: Step::Key(key),
        }
    }

    /// An element, counted from 0, of the array that stands here.
    pub(super) fn index(&self, index: usize) -> Path<'_> {
        Path {
            parent: Some(self),
            step: Step::Index(index),
        }
    }

    /// Written as `task.items[3].title`; empty for the request itself.
    pub(super) fn render(&self) -> String {
        let mut steps: Vec<_> = std::iter::successors(Some(self), |path| path.parent).collect();
        steps.reverse();
        let mut out = String::new();
        for path in steps {
            match path.step {
                Step::Root => {}
                Step::Key(key) => push_key(&mut out, key),
                Step::Index(index) => push_index(&mut out, index),
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_like_code() {
        let task = Path::ROOT.key("task");
        let items = task.key("items");
        let third = items.index(3);
        assert_eq!(Path::ROOT.render(), "");
        assert_eq!(third.key("title").render(), "task.items[3].title");
        assert_eq!(
            third.key("a b.\"c\"").render(),
            r#"task.items[3]["a b.\"c\""]"#
        );
        assert_eq!(Path::ROOT.index(0).index(1).render(), "[0][1]");
        assert_eq!(Path::ROOT.key("").render(), r#"[""]"#);
    }
}
