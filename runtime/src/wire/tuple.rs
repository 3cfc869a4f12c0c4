//! Tuples: messages with the fields `f0`, `f1` and so on.

use super::fault::Fault;
use super::fields::{finish, put, slot, take};
use super::form::Wire;
use super::message::{MessageForm, WireMessage};
use super::reader::Reader;
use super::writer::Writer;

macro_rules! tuples {
    ($($(($ty:ident $field:ident $index:tt $number:literal))+;)*) => { $(
        impl<$($ty: Wire),+> WireMessage for ($($ty,)+) {
            fn write<'a>(&'a self, out: &mut Writer<'a>) {
                tuples!(@write self out $($field $index $number)+);
            }

            fn read(input: &mut Reader<'_>) -> Result<Self, Fault> {
                $(let mut $field = slot::<$ty>();)+
                while let Some(tag) = input.tag()? {
                    match tag.number() {
                        $($number => take::<$ty>(&mut $field, tag, input, stringify!($field))?,)+
                        _ => input.skip(tag)?,
                    }
                }
                Ok(($(finish::<$ty>($field, input, stringify!($field))?,)+))
            }
        }

        impl<$($ty: Wire),+> Wire for ($($ty,)+) {
            type Form = MessageForm;
        }
    )* };
    // The last field is written first.
    (@write $self:ident $out:ident $field:ident $index:tt $number:literal $($rest:tt)*) => {
        tuples!(@write $self $out $($rest)*);
        put(&$self.$index, $number, $out, stringify!($field));
    };
    (@write $self:ident $out:ident) => {};
}

tuples! {
    (A f0 0 1);
    (A f0 0 1) (B f1 1 2);
    (A f0 0 1) (B f1 1 2) (C f2 2 3);
    (A f0 0 1) (B f1 1 2) (C f2 2 3) (D f3 3 4);
    (A f0 0 1) (B f1 1 2) (C f2 2 3) (D f3 3 4) (E f4 4 5);
    (A f0 0 1) (B f1 1 2) (C f2 2 3) (D f3 3 4) (E f4 4 5) (F f5 5 6);
    (A f0 0 1) (B f1 1 2) (C f2 2 3) (D f3 3 4) (E f4 4 5) (F f5 5 6) (G f6 6 7);
    (A f0 0 1) (B f1 1 2) (C f2 2 3) (D f3 3 4) (E f4 4 5) (F f5 5 6) (G f6 6 7) (H f7 7 8);
}

/// `google.protobuf.Empty`.
impl WireMessage for () {
    fn write<'a>(&'a self, _: &mut Writer<'a>) {}

    fn read(input: &mut Reader<'_>) -> Result<Self, Fault> {
        input.skip_all()
    }
}

impl Wire for () {
    type Form = MessageForm;
}
