//! Lists and sets.

use std::collections::{BTreeSet, HashSet, VecDeque};
use std::hash::{BuildHasher, Hash};
use std::sync::Arc;

use prost::encoding::WireType;

use super::fault::Fault;
use super::form::{Form, Wire};
use super::limit;
use super::reader::{Reader, Tag};
use super::wrapped::Wrapped;
use super::writer::Writer;
use crate::spec::shape::Limits;

/// A list of values, in whatever it is kept.
pub trait List: Sized {
    /// The type of its elements.
    type Item: Wire;

    /// Whether its elements stand where they stood in the message.
    const HAS_PLACES: bool = true;

    /// How many there are.
    fn count(&self) -> usize;

    /// Calls `f` with each, the last one first.
    fn each_from_end<'a>(&'a self, f: impl FnMut(&'a Self::Item));

    /// The list of these elements.
    fn of(items: Vec<Self::Item>) -> Result<Self, Fault>;
}

/// The form of lists.
#[derive(Debug)]
pub struct ListForm;

type OneOf<L> = <<<L as List>::Item as Wire>::Form as Form<<L as List>::Item>>::One;

impl<L: List> Form<L> for ListForm {
    type One = Wrapped<Self>;
    type Slot<'a> = Vec<L::Item>;

    fn put<'a>(value: &'a L, number: u32, out: &mut Writer<'a>) {
        if !OneOf::<L>::PACKED {
            return value.each_from_end(|item| OneOf::<L>::put(item, number, out));
        }
        if value.count() > 0 {
            out.nested(number, |out| {
                value.each_from_end(|item| OneOf::<L>::put_bare(item, out));
            });
        }
    }

    fn is_absent(value: &L) -> bool {
        value.count() == 0
    }

    fn take(slot: &mut Vec<L::Item>, tag: Tag, input: &mut Reader<'_>) -> Result<(), Fault> {
        let index = slot.len();
        if !OneOf::<L>::PACKED || tag.wire() != WireType::LengthDelimited {
            let item = OneOf::<L>::take_one(tag, input).map_err(|fault| fault.at(index))?;
            slot.push(item);
            return Ok(());
        }
        let bytes = input.delimited()?;
        let mut packed = input.beside(bytes);
        while !packed.is_at_end() {
            let index = slot.len();
            let item = OneOf::<L>::take_bare(&mut packed).map_err(|fault| fault.at(index))?;
            slot.push(item);
        }
        Ok(())
    }

    fn finish(slot: Vec<L::Item>, _: &Reader<'_>) -> Result<Option<L>, Fault> {
        L::of(slot).map(Some)
    }

    fn check(value: &L, limits: &'static Limits) -> Result<(), Fault> {
        limit::elements(value.count(), limits)?;
        let Some(inner) = limits.inner else {
            return Ok(());
        };
        let (mut index, mut first) = (value.count(), Ok(()));
        value.each_from_end(|item| {
            index -= 1;
            if let Err(fault) = OneOf::<L>::check(item, inner) {
                first = Err(if L::HAS_PLACES {
                    fault.at(index)
                } else {
                    fault.of_some_element()
                });
            }
        });
        first
    }
}

macro_rules! lists {
    ($($ty:ty;)*) => { $(
        impl<T: Wire> List for $ty {
            type Item = T;

            fn count(&self) -> usize {
                self.len()
            }

            fn each_from_end<'a>(&'a self, f: impl FnMut(&'a T)) {
                self.iter().rev().for_each(f);
            }

            fn of(items: Vec<T>) -> Result<Self, Fault> {
                Ok(items.into())
            }
        }

        impl<T: Wire> Wire for $ty {
            type Form = ListForm;
        }
    )* };
}

lists! {
    Vec<T>;
    VecDeque<T>;
    Box<[T]>;
    Arc<[T]>;
}

impl<T: Wire, const N: usize> List for [T; N] {
    type Item = T;

    fn count(&self) -> usize {
        N
    }

    fn each_from_end<'a>(&'a self, f: impl FnMut(&'a T)) {
        self.iter().rev().for_each(f);
    }

    fn of(items: Vec<T>) -> Result<Self, Fault> {
        let found = items.len();
        Self::try_from(items).map_err(|_| limit::other_count(N, found))
    }
}

impl<T: Wire, const N: usize> Wire for [T; N] {
    type Form = ListForm;
}

/// The set of these elements, of which none may be there twice.
fn set<T, S: Default>(items: Vec<T>, insert: fn(&mut S, T) -> bool) -> Result<S, Fault> {
    let mut set = S::default();
    for (index, item) in items.into_iter().enumerate() {
        if !insert(&mut set, item) {
            return Err(limit::repeated_element().at(index));
        }
    }
    Ok(set)
}

impl<T: Wire + Ord> List for BTreeSet<T> {
    type Item = T;

    const HAS_PLACES: bool = false;

    fn count(&self) -> usize {
        self.len()
    }

    fn each_from_end<'a>(&'a self, f: impl FnMut(&'a T)) {
        self.iter().rev().for_each(f);
    }

    fn of(items: Vec<T>) -> Result<Self, Fault> {
        set(items, Self::insert)
    }
}

impl<T: Wire + Ord> Wire for BTreeSet<T> {
    type Form = ListForm;
}

impl<T: Wire + Eq + Hash, S: BuildHasher + Default> List for HashSet<T, S> {
    type Item = T;

    const HAS_PLACES: bool = false;

    fn count(&self) -> usize {
        self.len()
    }

    fn each_from_end<'a>(&'a self, f: impl FnMut(&'a T)) {
        self.iter().for_each(f);
    }

    fn of(items: Vec<T>) -> Result<Self, Fault> {
        set(items, Self::insert)
    }
}

impl<T: Wire + Eq + Hash, S: BuildHasher + Default> Wire for HashSet<T, S> {
    type Form = ListForm;
}
