//! Maps.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use prost::encoding::WireType;

use super::fault::Fault;
use super::form::{Form, Wire};
use super::limit;
use super::reader::{Reader, Tag};
use super::wrapped::Wrapped;
use super::writer::Writer;
use crate::spec::shape::Limits;

/// A map, in whatever it is kept.
pub trait Map: Sized + Default {
    /// The type of its keys.
    type Key: Wire;
    /// The type of its values.
    type Value: Wire;

    /// How many entries there are.
    fn count(&self) -> usize;

    /// Calls `f` with each entry, the last one first.
    fn each_from_end<'a>(&'a self, f: impl FnMut((&'a Self::Key, &'a Self::Value)));

    /// Adds an entry. It takes the place of one with the same key, as the encoding demands.
    fn add(&mut self, key: Self::Key, value: Self::Value);
}

/// The form of maps: a list of messages, each with a key and a value.
#[derive(Debug)]
pub struct MapForm;

type KeyForm<M> = <<<M as Map>::Key as Wire>::Form as Form<<M as Map>::Key>>::One;
type ValueForm<M> = <<<M as Map>::Value as Wire>::Form as Form<<M as Map>::Value>>::One;

impl<M: Map> Form<M> for MapForm {
    type One = Wrapped<Self>;
    type Slot<'a> = M;

    fn put<'a>(value: &'a M, number: u32, out: &mut Writer<'a>) {
        value.each_from_end(|(key, value)| {
            out.nested(number, |out| {
                ValueForm::<M>::put(value, 2, out);
                KeyForm::<M>::put(key, 1, out);
            });
        });
    }

    fn is_absent(value: &M) -> bool {
        value.count() == 0
    }

    fn take(slot: &mut M, tag: Tag, input: &mut Reader<'_>) -> Result<(), Fault> {
        tag.expect(WireType::LengthDelimited)?;
        let bytes = input.delimited()?;
        let index = slot.count();
        let entry = entry::<M>(&mut input.inside(bytes)?);
        let (key, value) = entry.map_err(|fault| fault.at(index))?;
        slot.add(key, value);
        Ok(())
    }

    fn finish(slot: M, _: &Reader<'_>) -> Result<Option<M>, Fault> {
        Ok(Some(slot))
    }

    fn check(value: &M, limits: &'static Limits) -> Result<(), Fault> {
        limit::entries(value.count(), limits)
    }
}

fn entry<M: Map>(input: &mut Reader<'_>) -> Result<(M::Key, M::Value), Fault> {
    let mut key = <KeyForm<M> as Form<M::Key>>::Slot::default();
    let mut value = <ValueForm<M> as Form<M::Value>>::Slot::default();
    while let Some(tag) = input.tag()? {
        match tag.number() {
            1 => KeyForm::<M>::take(&mut key, tag, input).map_err(|fault| fault.within("key"))?,
            2 => ValueForm::<M>::take(&mut value, tag, input)
                .map_err(|fault| fault.within("value"))?,
            _ => input.skip(tag)?,
        }
    }
    let key = match KeyForm::<M>::finish(key, input).map_err(|fault| fault.within("key"))? {
        Some(key) => Some(key),
        None => KeyForm::<M>::of_nothing(input)?,
    };
    let value = match ValueForm::<M>::finish(value, input).map_err(|fault| fault.within("value"))? {
        Some(value) => Some(value),
        None => ValueForm::<M>::of_nothing(input)?,
    };
    let missing = |name| move || super::fields::missing(name);
    Ok((
        key.ok_or_else(missing("key"))?,
        value.ok_or_else(missing("value"))?,
    ))
}

impl<K: Wire + Ord, V: Wire> Map for BTreeMap<K, V> {
    type Key = K;
    type Value = V;

    fn count(&self) -> usize {
        self.len()
    }

    fn each_from_end<'a>(&'a self, f: impl FnMut((&'a K, &'a V))) {
        self.iter().rev().for_each(f);
    }

    fn add(&mut self, key: K, value: V) {
        self.insert(key, value);
    }
}

impl<K: Wire + Ord, V: Wire> Wire for BTreeMap<K, V> {
    type Form = MapForm;
}

impl<K: Wire + Eq + Hash, V: Wire, S: BuildHasher + Default> Map for HashMap<K, V, S> {
    type Key = K;
    type Value = V;

    fn count(&self) -> usize {
        self.len()
    }

    fn each_from_end<'a>(&'a self, f: impl FnMut((&'a K, &'a V))) {
        self.iter().for_each(f);
    }

    fn add(&mut self, key: K, value: V) {
        self.insert(key, value);
    }
}

impl<K: Wire + Eq + Hash, V: Wire, S: BuildHasher + Default> Wire for HashMap<K, V, S> {
    type Form = MapForm;
}
