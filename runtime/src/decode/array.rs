//! Arrays: lists, sets and tuples.

use super::keys::Texts;
use super::limited::Limited;
use super::limits::ELEMENTS;
use super::path::Path;
use super::problem::Problem;
use super::walk::{Cx, Halt, Walk, Walked};
use super::{describe, text};
use crate::spec::json::Kind as Found;
use crate::spec::shape::{Field, Fields, Kind, Presence};

impl Walk<'_> {
    /// A list, of a fixed length where one is given.
    pub(super) fn sequence(
        &mut self,
        element: &'static Kind,
        length: Option<usize>,
        cx: Cx<'_>,
    ) -> Walked {
        if self.scanner.peek()? != Found::Array {
            return self.not_a(&Kind::Seq(element, length), cx);
        }
        self.scanner.begin_array()?;
        let mut count = 0;
        while self.scanner.next_element()? {
            let path = cx.path.index(count);
            self.element(element, Cx::at(&path), cx.limits)?;
            count += 1;
        }
        if let Some(length) = length {
            self.exact_length(length, count, cx)?;
        }
        self.limit_length(count, ELEMENTS, cx)
    }

    /// A list in which no element may be twice. Elements are compared as they are written.
    pub(super) fn set(&mut self, element: &'static Kind, cx: Cx<'_>) -> Walked {
        if self.scanner.peek()? != Found::Array {
            return self.not_a(&Kind::Set(element), cx);
        }
        self.scanner.begin_array()?;
        let mut count = 0;
        let mut elements = Texts::default();
        while self.scanner.next_element()? {
            let path = cx.path.index(count);
            self.scanner.peek()?;
            let start = self.scanner.offset();
            self.element(element, Cx::at(&path), cx.limits)?;
            let inserted = elements.insert(self.text_from(start).into());
            // serde merges them without a word.
            if inserted.is_err() && !self.is_probing() {
                self.problem(|| Problem::new(path.render(), text::repeated_element()))?;
            }
            count += 1;
        }
        self.limit_length(count, ELEMENTS, cx)
    }

    /// An element, within what the limits on its array say of elements.
    fn element(
        &mut self,
        kind: &'static Kind,
        cx: Cx<'_>,
        of_array: Option<&Limited<'_>>,
    ) -> Walked {
        let Some(Limited { limits, outer }) = of_array else {
            return self.value(kind, cx);
        };
        let Some(inner) = limits.inner else {
            return self.element(kind, cx, *outer);
        };
        let limited = Limited {
            limits: inner,
            outer: cx.limits,
        };
        self.element(kind, cx.limited(&limited), *outer)
    }

    /// One kind a position.
    pub(super) fn tuple(&mut self, kinds: &'static [Kind], cx: Cx<'_>) -> Walked {
        if self.scanner.peek()? != Found::Array {
            return self.mismatch(cx, || describe::array(kinds.len()));
        }
        self.scanner.begin_array()?;
        let mut count = 0;
        while self.scanner.next_element()? {
            match kinds.get(count) {
                Some(kind) => self.value(kind, Cx::at(&cx.path.index(count)))?,
                None => self.scanner.skip()?,
            }
            count += 1;
        }
        self.exact_length(kinds.len(), count, cx)
    }

    /// A struct as an array of its fields, which serde takes too.
    ///
    /// No caller is told of it, and outside of untagged enums it is refused. There it decides which variant a value
    /// is: one that serde reads as this struct must not be checked as a later variant.
    pub(super) fn positions(&mut self, fields: &'static Fields) -> Walked {
        if fields.list.iter().any(|field| field.flatten) {
            return Err(Halt::Misfit);
        }
        let is_read = |field: &&Field| field.presence != Presence::Skipped;
        let mut left = fields.list.iter().filter(is_read);
        let mut count = 0;
        self.scanner.begin_array()?;
        while self.scanner.next_element()? {
            let field = left.next().ok_or(Halt::Misfit)?;
            self.value(&field.kind, Cx::at(&Path::ROOT.index(count)))?;
            count += 1;
        }
        // An `Option` that is left out of an array is missing, unless it has a default, which shapes do not tell.
        let has_default =
            |field: &Field| field.presence == Presence::Optional && !field.kind.is_optional();
        if left.all(has_default) {
            Ok(())
        } else {
            Err(Halt::Misfit)
        }
    }

    fn exact_length(&mut self, length: usize, found: usize, cx: Cx<'_>) -> Walked {
        if length == found {
            return Ok(());
        }
        self.problem(|| {
            let one = Some(length);
            let expected = text::counted(one, one, ELEMENTS.one, ELEMENTS.many);
            Problem::new(cx.path.render(), text::count(&expected, found))
        })
    }
}
