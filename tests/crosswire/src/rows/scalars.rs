//! Single values.

use crosswire_api::scalars::{Defaulted, Explicit, Integers, NonZeros, Options, Words};

use super::known::timestamp;
use super::{Row, color, shade, some};
use crate::theirs;

impl Row for Integers {
    type Theirs = theirs::Integers;

    fn theirs(&self) -> theirs::Integers {
        theirs::Integers {
            signed8: self.signed8.into(),
            signed16: self.signed16.into(),
            signed32: self.signed32,
            signed64: self.signed64,
            signed_size: i64::try_from(self.signed_size).expect("64 bits"),
            unsigned8: self.unsigned8.into(),
            unsigned16: self.unsigned16.into(),
            unsigned32: self.unsigned32,
            unsigned64: self.unsigned64,
            unsigned_size: u64::try_from(self.unsigned_size).expect("64 bits"),
        }
    }
}

impl Row for NonZeros {
    type Theirs = theirs::NonZeros;

    fn theirs(&self) -> theirs::NonZeros {
        theirs::NonZeros {
            signed8: self.signed8.get().into(),
            signed16: self.signed16.get().into(),
            signed32: self.signed32.get(),
            signed64: self.signed64.get(),
            unsigned8: self.unsigned8.get().into(),
            unsigned16: self.unsigned16.get().into(),
            unsigned32: self.unsigned32.get(),
            unsigned64: self.unsigned64.get(),
        }
    }
}

impl Row for Words {
    type Theirs = theirs::Words;

    const IS_EXACT: bool = false;

    fn theirs(&self) -> theirs::Words {
        theirs::Words {
            is_so: self.is_so,
            single: self.single,
            double: self.double,
            letter: self.letter.to_string(),
            text: self.text.clone(),
            boxed_text: self.boxed_text.to_string(),
            shared_text: self.shared_text.to_string(),
            cow: self.cow.to_string(),
            path: self.path.display().to_string(),
            v4: self.v4.to_string(),
            v6: self.v6.to_string(),
            address: self.address.to_string(),
            bytes: self.bytes.to_vec(),
            blob: self.blob.clone(),
            numbers: self.numbers.iter().copied().map(u32::from).collect(),
            boxed: *self.boxed,
            shared: *self.shared,
            r#type: self.r#type.clone(),
        }
    }
}

impl Row for Options {
    type Theirs = theirs::Options;

    const IS_EXACT: bool = false;

    fn theirs(&self) -> theirs::Options {
        theirs::Options {
            flag: self.flag,
            small: self.small.map(i32::from),
            large: self.large,
            letter: self.letter.map(|letter| letter.to_string()),
            text: self.text.clone(),
            bytes: self.bytes.as_ref().map(|bytes| bytes.to_vec()),
            blob: self.blob.clone(),
            color: self.color.map(color),
            shade: self.shade.map(shade),
            leaf: some(self.leaf.as_ref()),
            boxed: some(self.boxed.as_deref()),
            id: self.id.map(|id| id.0),
            pair: self.pair.map(|(f0, f1)| theirs::TupleUint32Bool { f0, f1 }),
            unit: self.unit,
            time: self.time.map(timestamp),
            uuid: self.uuid.map(|id| id.to_string()),
        }
    }
}

impl Row for Explicit {
    type Theirs = theirs::Explicit;

    const IS_EXACT: bool = false;

    fn theirs(&self) -> theirs::Explicit {
        theirs::Explicit {
            required: Some(self.required),
            name: Some(self.name.clone()),
            zero: Some(self.zero),
            seven: Some(self.seven),
            letter: Some(self.letter.to_string()),
            list: self.list.clone(),
            leaf: Some(self.leaf.theirs()),
            maybe: self.maybe,
            far: self.far,
            last: self.last,
        }
    }
}

impl Row for Defaulted {
    type Theirs = theirs::Defaulted;

    const IS_EXACT: bool = false;

    fn theirs(&self) -> theirs::Defaulted {
        theirs::Defaulted {
            count: Some(self.count),
            name: Some(self.name.clone()),
            shade: shade(self.shade),
            list: self.list.clone(),
        }
    }
}
