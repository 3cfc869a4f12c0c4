//! Objects with known fields.

use std::borrow::Cow;

use super::fields::{self, Rest};
use super::hidden::{Filter, Hidden, Keys, Owner};
use super::keys::{Given, Texts};
use super::problem::Problem;
use super::text;
use super::walk::{Cx, Halt, Mark, Walk, Walked};
use crate::spec::json::{JsonError, Kind as Found, Scanner};
use crate::spec::shape::{Fields, Kind, Presence};
use crate::spec::suggest;

/// How many unknown keys are compared with names that may be meant; more than are reported, so that a body full of
/// them costs no more than reading it.
const MOST_GUESSES: usize = 100;

/// What is known of an object while it is walked.
struct Object<'c, 't> {
    fields: &'static Fields,
    cx: Cx<'c>,
    rest: Rest,
    filter: Filter<'c>,
    given: Given,
    /// Where the next key is looked for first.
    next: usize,
    /// Keys that are no fields.
    others: Texts<'t>,
    /// Whether some key is unknown.
    has_unknown: bool,
}

impl<'t> Walk<'t> {
    pub(super) fn object(&mut self, fields: &'static Fields, cx: Cx<'_>) -> Walked {
        if self.scanner.peek()? != Found::Object {
            return self.mismatch(cx, || super::describe::object(fields));
        }
        let start = self.scanner.offset();
        let rest = fields::rest(fields);
        let back = matches!(rest, Rest::Enum(_)).then(|| self.mark());
        let mut object = Object {
            fields,
            cx,
            rest,
            filter: Filter::new(cx.hidden),
            given: Given::default(),
            next: 0,
            others: Texts::default(),
            has_unknown: false,
        };
        self.scanner.begin_object()?;
        while let Some(key) = self.scanner.next_key()? {
            self.member(&mut object, key)?;
        }
        self.complete(&object, start)?;
        match (rest, back) {
            (Rest::Enum(kind), Some(back)) => self.flattened_enum(kind, fields, cx, &back),
            _ => Ok(()),
        }
    }

    fn member(&mut self, object: &mut Object<'_, 't>, key: Cow<'t, str>) -> Walked {
        let cx = object.cx;
        if !self.is_own(&mut object.filter, &key, cx)? {
            return Ok(());
        }
        let Some(slot) = fields::find(object.fields, &key, object.next) else {
            return self.other_member(object, key);
        };
        object.next = slot.number + 1;
        if !object.given.insert(slot.number) {
            return self.repeated(&key, slot.field.json, cx);
        }
        let limited = super::limited::Limited {
            limits: &slot.field.limits,
            outer: None,
        };
        let path = cx.path.key(&key);
        let mut inner = Cx::at(&path).limited(&limited);
        inner.may_be_left_out = slot.field.presence == Presence::Optional;
        self.value(&slot.field.kind, inner)
    }

    /// A key that is no field.
    fn other_member(&mut self, object: &mut Object<'_, 't>, key: Cow<'t, str>) -> Walked {
        let cx = object.cx;
        match object.rest {
            Rest::Map(key_kind, value) => {
                let path = cx.path.key(&key);
                self.map_key(&key, key_kind, Cx::at(&path))?;
                self.value(value, Cx::at(&path))?;
            }
            Rest::Unknown => {
                object.has_unknown = true;
                self.scanner.skip()?;
            }
            Rest::Anything | Rest::Enum(_) => self.scanner.skip()?,
        }
        if self.is_probing() {
            return Ok(());
        }
        match object.others.insert(key) {
            Ok(()) => Ok(()),
            Err(key) => self.problem(|| {
                let message = text::repeated_key(&key, &key);
                Problem::new(cx.path.key(&key).render(), message)
            }),
        }
    }

    /// Whether a key is for the value that is read; passes over its value if not.
    pub(super) fn is_own(
        &mut self,
        filter: &mut Filter<'_>,
        key: &str,
        cx: Cx<'_>,
    ) -> Result<bool, Halt> {
        if cx.hidden.is_none() {
            return Ok(true);
        }
        match filter.owner(key) {
            Owner::Value => return Ok(true),
            Owner::Other => self.scanner.skip()?,
            Owner::Repeated => self.repeated(key, key, cx)?,
        }
        Ok(false)
    }

    /// A key that is there twice; stands before its value.
    pub(super) fn repeated(&mut self, key: &str, name: &str, cx: Cx<'_>) -> Walked {
        self.problem(|| Problem::new(cx.path.key(key).render(), text::repeated_key(key, name)))?;
        Ok(self.scanner.skip()?)
    }

    /// At the end of an object: what is missing, and what is there but unknown.
    fn complete(&mut self, object: &Object<'_, 't>, start: usize) -> Walked {
        let mut missing = Vec::new();
        fields::for_each_missing(object.fields, &object.given, &mut |field| {
            missing.push(field.json);
        });
        let denies = object.has_unknown && self.denies(object.fields);
        if missing.is_empty() && !denies {
            return Ok(());
        }
        if self.is_probing() || self.problems.is_full() {
            return self.count_problems(missing.len());
        }
        let unknown = if object.has_unknown {
            self.unknown_keys(object, start)
        } else {
            Vec::new()
        };
        let legal = fields::not_given(object.fields, &object.given);
        let path = object.cx.path;
        let mut misspelt = vec![None; missing.len()];
        for (place, key) in unknown.iter().enumerate() {
            // Missing fields come first: of two that are equally close, one of them is meant.
            let names = || missing.iter().chain(&legal).copied();
            let suggestion = (place < MOST_GUESSES)
                .then(|| suggest::closest(key, names()))
                .flatten();
            let meant = missing.iter().position(|name| Some(*name) == suggestion);
            if let Some(free) = meant
                .map(|place| &mut misspelt[place])
                .filter(|m| m.is_none())
            {
                *free = Some(key.as_str());
            }
            if denies {
                self.unknown_field(object, key, suggestion, &legal)?;
            }
        }
        for (name, misspelt) in missing.iter().zip(misspelt) {
            // One mistake, one problem: the misspelt key has been reported.
            if misspelt.is_some() && denies {
                continue;
            }
            let suggestion = misspelt.map(|_| *name);
            self.problem(|| {
                Problem::new(path.key(name).render(), text::missing_field(name, misspelt))
                    .with_suggestion(suggestion)
            })?;
        }
        Ok(())
    }

    fn unknown_field(
        &mut self,
        object: &Object<'_, 't>,
        key: &str,
        suggestion: Option<&str>,
        legal: &[&str],
    ) -> Walked {
        self.problem(|| {
            let message = if fields::is_never_read(object.fields, key) {
                text::never_read()
            } else {
                text::unknown_field(suggestion, legal)
            };
            Problem::new(object.cx.path.key(key).render(), message).with_suggestion(suggestion)
        })
    }

    /// Notes problems that nobody will read.
    fn count_problems(&mut self, missing: usize) -> Walked {
        for _ in 0..missing.max(1) {
            self.problem(|| Problem::new("", ""))?;
        }
        Ok(())
    }

    /// The unknown keys of an object, read once more: without a problem nobody needs to remember them.
    fn unknown_keys(&self, object: &Object<'_, 't>, start: usize) -> Vec<String> {
        let mut scanner = Scanner::new(self.text_from(start).as_bytes());
        let mut filter = Filter::new(object.cx.hidden);
        let mut unknown = Vec::new();
        let mut read = || {
            scanner.begin_object()?;
            while let Some(key) = scanner.next_key()? {
                let is_field = fields::find(object.fields, &key, 0).is_some();
                if !is_field && filter.owner(&key) == Owner::Value {
                    unknown.push(key.into_owned());
                }
                scanner.skip()?;
            }
            Ok::<_, JsonError>(())
        };
        // The text has been walked, so it has no errors.
        let _ = read();
        unknown
    }

    /// The second pass over an object: the keys of a flattened enum.
    fn flattened_enum(
        &mut self,
        kind: &'static Kind,
        fields: &'static Fields,
        cx: Cx<'_>,
        start: &Mark<'t>,
    ) -> Walked {
        self.again_from(start)?;
        let hidden = Hidden {
            keys: Keys::Fields(fields),
            outer: cx.hidden,
        };
        self.value(kind, cx.hiding(&hidden))
    }
}
