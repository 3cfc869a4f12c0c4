//! Strings, and what is written as one.

use std::borrow::Cow;
use std::fmt::Display;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use prost::encoding::WireType;

use super::fault::Fault;
use super::form::{Form, Wire};
use super::limit;
use super::reader::{Reader, Tag};
use super::writer::Writer;
use crate::spec::shape::Limits;

/// A value that is a string on the wire.
pub trait Text: Sized {
    /// Whether the empty string is a value of the type, which absence stands for then.
    const MAY_BE_EMPTY: bool;

    /// The value as text.
    fn text(&self) -> Result<Cow<'_, str>, Fault>;

    /// The value of a text.
    fn of(text: &str) -> Result<Self, Fault>;
}

/// The form of strings.
#[derive(Debug)]
pub struct TextForm;

impl<T: Text> Form<T> for TextForm {
    type One = Self;
    type Slot<'a> = Option<T>;

    #[inline]
    fn put<'a>(value: &'a T, number: u32, out: &mut Writer<'a>) {
        match value.text() {
            Ok(Cow::Borrowed(text)) => out.delimited(number, text.as_bytes()),
            Ok(Cow::Owned(text)) => out.passing(|out| out.delimited(number, text.as_bytes())),
            Err(fault) => out.fail(fault),
        }
    }

    #[inline]
    fn is_absent(value: &T) -> bool {
        T::MAY_BE_EMPTY && value.text().is_ok_and(|text| text.is_empty())
    }

    #[inline]
    fn take(slot: &mut Option<T>, tag: Tag, input: &mut Reader<'_>) -> Result<(), Fault> {
        *slot = Some(Self::take_one(tag, input)?);
        Ok(())
    }

    #[inline]
    fn take_one(tag: Tag, input: &mut Reader<'_>) -> Result<T, Fault> {
        tag.expect(WireType::LengthDelimited)?;
        let text = std::str::from_utf8(input.delimited()?).map_err(|_| no_text())?;
        T::of(text)
    }

    #[inline]
    fn finish(slot: Option<T>, _: &Reader<'_>) -> Result<Option<T>, Fault> {
        Ok(slot)
    }

    fn absent(_: &Reader<'_>) -> Result<Option<T>, Fault> {
        T::MAY_BE_EMPTY.then(|| T::of("")).transpose()
    }

    fn check(value: &T, limits: &'static Limits) -> Result<(), Fault> {
        limit::text(&value.text()?, limits)
    }
}

#[cold]
fn no_text() -> Fault {
    Fault::new("expected a string in UTF-8, found other bytes")
}

macro_rules! strings {
    ($($ty:ty;)*) => { $(
        impl Text for $ty {
            const MAY_BE_EMPTY: bool = true;

            #[inline]
            fn text(&self) -> Result<Cow<'_, str>, Fault> {
                Ok(Cow::Borrowed(self))
            }

            #[inline]
            fn of(text: &str) -> Result<Self, Fault> {
                Ok(Self::from(text.to_owned()))
            }
        }

        impl Wire for $ty {
            type Form = TextForm;
        }
    )* };
}

strings! {
    String;
    Box<str>;
    Arc<str>;
    Cow<'static, str>;
}

impl Text for PathBuf {
    const MAY_BE_EMPTY: bool = true;

    fn text(&self) -> Result<Cow<'_, str>, Fault> {
        let text = self.to_str().map(Cow::Borrowed);
        text.ok_or_else(|| Fault::new("the path is no text in UTF-8"))
    }

    fn of(text: &str) -> Result<Self, Fault> {
        Ok(Self::from(text))
    }
}

impl Wire for PathBuf {
    type Form = TextForm;
}

/// What has a text that it can be read from.
macro_rules! displayed {
    ($($ty:ty => $what:literal;)*) => { $(
        impl Text for $ty {
            const MAY_BE_EMPTY: bool = false;

            fn text(&self) -> Result<Cow<'_, str>, Fault> {
                Ok(Cow::Owned(self.to_string()))
            }

            fn of(text: &str) -> Result<Self, Fault> {
                parsed(text, $what)
            }
        }

        impl Wire for $ty {
            type Form = TextForm;
        }
    )* };
}

#[cfg_attr(
    not(feature = "chrono"),
    expect(unused_imports, reason = "only chrono's types need it")
)]
pub(super) use displayed;

displayed! {
    char => "a single character";
    IpAddr => "an IP address";
    Ipv4Addr => "an IPv4 address";
    Ipv6Addr => "an IPv6 address";
}

#[cfg(feature = "uuid")]
displayed! {
    uuid::Uuid => "a UUID";
}

pub(super) fn parsed<T: FromStr<Err: Display>>(text: &str, what: &str) -> Result<T, Fault> {
    text.parse()
        .map_err(|error| limit::misread(what, text, &error))
}
