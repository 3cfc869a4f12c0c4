//! The walk of a JSON text along a shape: one pass, nothing built, all problems collected.

use std::ops::Range;

use super::describe;
use super::hidden::Hidden;
use super::limited::Limited;
use super::path::Path;
use super::problem::{Problem, Problems};
use super::text;
use crate::spec::json::{JsonError, Kind as Found, Scanner};
use crate::spec::shape::{Body, Fields, Kind, Limits};

/// How deep arrays and objects may nest. The 128th level is the first that serde_json refuses.
pub(super) const MAX_DEPTH: usize = 127;

/// How many newtypes and variants may wrap one value of JSON. Only a type without end has more.
const MOST_WRAPPERS: u8 = 64;

/// Bytes that may be read again, for each byte of the text, to tell untagged variants apart: once a level.
const REREADS: usize = MAX_DEPTH + 1;

/// Bytes that may be read again for one text, however long it is: what telling variants apart costs at most.
const MOST_REREADS: usize = 16 << 20;

/// Why a walk ends before the text does.
#[derive(Debug)]
pub(super) enum Halt {
    /// The text is no JSON.
    Json(JsonError),
    /// While probing: the value does not fit.
    Misfit,
    /// Trying untagged variants takes more time than it is worth.
    TooAmbiguous,
    /// A pattern of the type is no regular expression: the service's mistake.
    Pattern(String),
}

impl From<JsonError> for Halt {
    fn from(error: JsonError) -> Self {
        Self::Json(error)
    }
}

pub(super) type Walked = Result<(), Halt>;

/// What the walk is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To find all problems.
    Collect,
    /// To find out whether serde would take the value: limits and unknown fields do not count.
    Probe {
        /// Whether `50.0` is no integer, as serde sees it.
        exact: bool,
    },
}

/// An integer that is written in a way that serde does not read.
#[derive(Debug)]
pub(super) struct Rewrite {
    pub(super) place: Range<usize>,
    pub(super) value: i128,
}

/// A walk under way.
#[derive(Debug)]
pub(super) struct Walk<'t> {
    pub(super) scanner: Scanner<'t>,
    pub(super) problems: Problems,
    pub(super) rewrites: Vec<Rewrite>,
    deny_unknown: bool,
    pub(super) purpose: Purpose,
    /// How many bytes may still be read again.
    rereads: usize,
}

/// Where a walk was, to go back to.
#[derive(Debug)]
pub(super) struct Mark<'t> {
    scanner: Scanner<'t>,
    rewrites: usize,
}

/// What is known of a value from around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cx<'c> {
    pub(super) path: &'c Path<'c>,
    /// Limits from the field that the value stands in.
    pub(super) limits: Option<&'c Limited<'c>>,
    /// Keys of the object that belong to something around it.
    pub(super) hidden: Option<&'c Hidden<'c>>,
    /// Whether the field that the value stands in may be left out.
    pub(super) may_be_left_out: bool,
    wrappers: u8,
}

impl<'c> Cx<'c> {
    /// A value at a place of its own.
    pub(super) fn at(path: &'c Path<'c>) -> Self {
        Self {
            path,
            limits: None,
            hidden: None,
            may_be_left_out: false,
            wrappers: 0,
        }
    }

    /// The same, within further limits.
    pub(super) fn limited(self, limits: &'c Limited<'c>) -> Self {
        let limits = if limits.is_none() {
            self.limits
        } else {
            Some(limits)
        };
        Self { limits, ..self }
    }

    /// The same value, inside a newtype or a variant; `None` where that has no end.
    pub(super) fn wrapped(self) -> Option<Self> {
        let wrappers = self.wrappers + 1;
        (wrappers < MOST_WRAPPERS).then_some(Self { wrappers, ..self })
    }

    /// The same object without some keys.
    pub(super) fn hiding(self, hidden: &'c Hidden<'c>) -> Self {
        Self {
            hidden: Some(hidden),
            ..self
        }
    }
}

impl<'t> Walk<'t> {
    pub(super) fn new(text: &'t [u8], deny_unknown: bool) -> Self {
        Self {
            scanner: Scanner::new(text).with_max_depth(MAX_DEPTH),
            problems: Problems::default(),
            rewrites: Vec::new(),
            deny_unknown,
            purpose: Purpose::Collect,
            rereads: (text.len().saturating_mul(REREADS).saturating_add(1 << 16))
                .min(MOST_REREADS.max(text.len().saturating_mul(2))),
        }
    }

    /// Walks the whole text.
    pub(super) fn run(&mut self, kind: &Kind) -> Walked {
        self.value(kind, Cx::at(&Path::ROOT))?;
        self.scanner.end()?;
        Ok(())
    }

    /// Walks one value.
    pub(super) fn value(&mut self, kind: &Kind, cx: Cx<'_>) -> Walked {
        match *kind {
            Kind::Bool => self.boolean(cx),
            Kind::Int { signed, bits } => self.integer(signed, bits, cx),
            Kind::Float { bits } => self.float(bits, cx),
            Kind::Char => self.character(cx),
            Kind::String => self.string(cx),
            Kind::Unit => self.unit(cx),
            Kind::Option(inner) => match self.scanner.peek()? {
                Found::Null => Ok(self.scanner.null()?),
                _ => self.wrapped(inner, cx),
            },
            Kind::Seq(element, length) => self.sequence(element, length, cx),
            Kind::Set(element) => self.set(element, cx),
            Kind::Tuple(kinds) => self.tuple(kinds, cx),
            Kind::Map(key, value) => self.map(key, value, cx),
            Kind::Message(shape) => self.body(&shape.get().body, cx),
            Kind::Opaque => Ok(self.scanner.skip()?),
            Kind::Apart(apart) => self.value(&apart.json, cx),
        }
    }

    fn body(&mut self, body: &'static Body, cx: Cx<'_>) -> Walked {
        match body {
            Body::Struct(fields) if self.is_probing() && self.scanner.peek()? == Found::Array => {
                self.positions(fields)
            }
            Body::Struct(fields) => self.object(fields, cx),
            Body::Tuple(kinds) => self.tuple(kinds, cx),
            Body::Transparent(kind, limits) => self.newtype(kind, limits, cx),
            Body::Enum(e) => self.enumeration(e, cx),
            Body::Unit => self.unit(cx),
            Body::Opaque => Ok(self.scanner.skip()?),
        }
    }

    /// Walks a value that stands for what is around it, within limits of its own.
    pub(super) fn newtype(&mut self, kind: &Kind, limits: &'static Limits, cx: Cx<'_>) -> Walked {
        let limited = Limited {
            limits,
            outer: cx.limits,
        };
        self.wrapped(kind, cx.limited(&limited))
    }

    /// Walks a value that is written as what is around it; there is an end to that.
    pub(super) fn wrapped(&mut self, kind: &Kind, cx: Cx<'_>) -> Walked {
        if let Some(cx) = cx.wrapped() {
            return self.value(kind, cx);
        }
        self.problem(|| Problem::new(cx.path.render(), text::endless()))?;
        Ok(self.scanner.skip()?)
    }

    /// Whether this is to find out whether a value fits.
    pub(super) fn is_probing(&self) -> bool {
        self.purpose != Purpose::Collect
    }

    /// Whether an integer must be written as serde reads it.
    pub(super) fn is_exact(&self) -> bool {
        self.purpose == Purpose::Probe { exact: true }
    }

    /// Whether unknown fields of this object are refused. While probing, serde's own rule counts.
    pub(super) fn denies(&self, fields: &Fields) -> bool {
        fields.deny_unknown || (self.deny_unknown && !self.is_probing())
    }

    /// The piece of the text from `start` to where the walk stands.
    pub(super) fn text_from(&self, start: usize) -> &'t str {
        &self.scanner.text()[start..self.scanner.offset()]
    }

    /// Notes something that serde would refuse too.
    pub(super) fn problem(&mut self, problem: impl FnOnce() -> Problem) -> Walked {
        if self.is_probing() {
            return Err(Halt::Misfit);
        }
        self.problems.add(problem);
        Ok(())
    }

    /// Notes a value of another kind than `expected`, and passes over it.
    pub(super) fn mismatch(&mut self, cx: Cx<'_>, expected: impl FnOnce() -> String) -> Walked {
        if self.is_probing() {
            return Err(Halt::Misfit);
        }
        let found = self.scanner.peek()?;
        let raw = self.scanner.raw()?;
        self.problem(|| {
            let message = text::mismatch(&expected(), found, raw, cx.may_be_left_out);
            Problem::new(cx.path.render(), message)
        })
    }

    /// As [`mismatch`](Self::mismatch), for a value that no constraint but its kind refuses.
    pub(super) fn not_a(&mut self, kind: &Kind, cx: Cx<'_>) -> Walked {
        self.mismatch(cx, || describe::kind(kind))
    }

    /// Where the walk stands.
    pub(super) fn mark(&self) -> Mark<'t> {
        Mark {
            scanner: self.scanner.clone(),
            rewrites: self.rewrites.len(),
        }
    }

    /// Goes back.
    pub(super) fn back_to(&mut self, mark: &Mark<'t>) -> Walked {
        self.again_from(mark)?;
        self.rewrites.truncate(mark.rewrites);
        Ok(())
    }

    /// Accounts for bytes that are read once more.
    pub(super) fn reread(&mut self, bytes: usize) -> Walked {
        // Even a step back over nothing is work.
        let left = self.rereads.checked_sub(bytes + 1);
        self.rereads = left.ok_or(Halt::TooAmbiguous)?;
        Ok(())
    }

    /// Goes back for the last time, whatever it costs.
    pub(super) fn give_up_to(&mut self, mark: &Mark<'t>) {
        self.scanner = mark.scanner.clone();
        self.rewrites.truncate(mark.rewrites);
    }

    /// Goes back to read the same value for another purpose.
    pub(super) fn again_from(&mut self, mark: &Mark<'t>) -> Walked {
        self.reread(self.scanner.offset() - mark.scanner.offset())?;
        self.scanner = mark.scanner.clone();
        Ok(())
    }

    /// Whether a walk from here fits, as serde sees it; goes back in any case.
    pub(super) fn probe(
        &mut self,
        exact: bool,
        walk: impl FnOnce(&mut Self) -> Walked,
    ) -> Result<bool, Halt> {
        let mark = self.mark();
        let fits = self.attempt(exact, walk)?;
        if fits {
            self.back_to(&mark)?;
        }
        Ok(fits)
    }

    /// Whether a walk from here fits, as serde sees it; goes back if it does not.
    pub(super) fn attempt(
        &mut self,
        exact: bool,
        walk: impl FnOnce(&mut Self) -> Walked,
    ) -> Result<bool, Halt> {
        let mark = self.mark();
        let purpose = std::mem::replace(&mut self.purpose, Purpose::Probe { exact });
        let walked = walk(self);
        self.purpose = purpose;
        match walked {
            Ok(()) => Ok(true),
            Err(Halt::Misfit) => {
                self.back_to(&mark)?;
                Ok(false)
            }
            Err(halt) => Err(halt),
        }
    }

    /// The problems of a walk from here; goes back in any case.
    pub(super) fn rehearse(
        &mut self,
        walk: impl FnOnce(&mut Self) -> Walked,
    ) -> Result<Problems, Halt> {
        let mark = self.mark();
        let before = std::mem::take(&mut self.problems);
        let walked = walk(self);
        let problems = std::mem::replace(&mut self.problems, before);
        self.back_to(&mark)?;
        walked.map(|()| problems)
    }
}
