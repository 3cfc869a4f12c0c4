//! The containers that are open at the current place.

/// A container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    Array,
    Object,
}

/// How many containers are kept as bits.
const FLAT: usize = u128::BITS as usize;

/// Open containers, the innermost last. It allocates only beyond 128 levels.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    /// A bit for each of the outer containers, which is set for an object; the innermost is lowest.
    bits: u128,
    levels: usize,
    /// The containers inside the first 128.
    deep: Vec<Container>,
}

impl Open {
    /// How many containers are open.
    pub(super) fn levels(&self) -> usize {
        self.levels
    }

    pub(super) fn push(&mut self, container: Container) {
        if self.levels < FLAT {
            self.bits = self.bits << 1 | u128::from(container == Container::Object);
        } else {
            self.deep.push(container);
        }
        self.levels += 1;
    }

    /// Leaves the innermost container, if there is one.
    pub(super) fn pop(&mut self) {
        if self.deep.pop().is_none() {
            self.bits >>= 1;
        }
        self.levels = self.levels.saturating_sub(1);
    }

    /// The innermost container.
    pub(super) fn last(&self) -> Option<Container> {
        match self.deep.last() {
            Some(container) => Some(*container),
            None if self.levels == 0 => None,
            None if self.bits & 1 == 1 => Some(Container::Object),
            None => Some(Container::Array),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containers_are_left_in_reverse_far_beyond_the_bits() {
        let container = |level: usize| {
            if level.is_multiple_of(3) {
                Container::Object
            } else {
                Container::Array
            }
        };
        let mut open = Open::default();
        for level in 0..1000 {
            open.push(container(level));
        }
        for level in (0..1000).rev() {
            assert_eq!(open.levels(), level + 1);
            assert_eq!(open.last(), Some(container(level)));
            open.pop();
        }
        assert_eq!((open.levels(), open.last()), (0, None));
    }
}
