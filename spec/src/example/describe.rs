//! What a kind of value is called: "a string", "an array of 3 elements", "one of `a`, `b`".

use super::buffer::Buffer;
use super::fault::Expected;
use super::side::Side;
use super::untagged::is_bare;
use crate::shape::{
    Body, Bound, Enum, Fields, Kind, Limits, Presence, Range, Tagging, Told, Variant, VariantBody,
};

/// How deep newtypes and options are looked through; a type may refer to itself.
const DEEPEST: usize = 16;

/// The most names that are listed.
const MOST_NAMES: usize = 12;

/// Writes names into a text.
pub(super) struct Describe<'b> {
    pub(super) out: &'b mut Buffer,
    pub(super) side: Side,
}

impl Describe<'_> {
    pub(super) const fn expected(&mut self, expected: &Expected) {
        match expected {
            Expected::Kind(kind) => self.kind(kind, DEEPEST),
            Expected::Object(fields) => self.object(fields),
            Expected::Array(length) => self.array(*length),
            Expected::External(e) => self.external(e),
            Expected::Tagged(e, tag) => self.tagged(e, tag),
            Expected::Name(e) => self.variants(e, Which::All),
            Expected::Integer { range, ty, found } => self.integer(*range, *ty, *found),
            Expected::Number(limits) => self.number(limits),
            Expected::FloatOf(bits) => {
                self.out.push("a number within the range of ");
                self.out.push_count(*bits as usize);
                self.out.push("-bit floats");
            }
        }
    }

    const fn kind(&mut self, kind: &Kind, depth: usize) {
        let name = match kind {
            Kind::Bool => "a boolean",
            Kind::Int { .. } => "an integer",
            Kind::Float { .. } => "a number",
            Kind::Char => "a single character",
            Kind::String => "a string",
            Kind::Unit => "null",
            Kind::Map(..) => "an object",
            Kind::Seq(_, None) | Kind::Set(_) => "an array",
            Kind::Seq(_, Some(length)) => return self.array(*length),
            Kind::Tuple(kinds) => return self.array(kinds.len()),
            Kind::Option(inner) if depth > 0 => return self.kind(inner, depth - 1),
            Kind::Message(shape) if depth > 0 => return self.body(&shape.get().body, depth - 1),
            Kind::Apart(apart) if depth > 0 => return self.kind(&apart.json, depth - 1),
            Kind::Opaque | Kind::Option(_) | Kind::Message(_) | Kind::Apart(_) => "a value",
        };
        self.out.push(name);
    }

    const fn body(&mut self, body: &'static Body, depth: usize) {
        match body {
            Body::Struct(fields) => self.object(fields),
            Body::Tuple(kinds) => self.array(kinds.len()),
            Body::Transparent(kind, _) => self.kind(kind, depth),
            Body::Enum(e) => self.enumeration(e, depth),
            Body::Unit => self.out.push("null"),
            Body::Opaque => self.out.push("a value"),
        }
    }

    const fn array(&mut self, length: usize) {
        self.out.push("an array of ");
        self.out.push_count(length);
        self.out
            .push(if length == 1 { " element" } else { " elements" });
    }

    /// An object, named by the fields that it must have.
    const fn object(&mut self, fields: &Fields) {
        self.out.push("an object");
        let mut names = Names::new();
        let mut at = 0;
        while at < fields.list.len() {
            let field = &fields.list[at];
            let is_required = matches!(self.side.presence(field), Presence::Required);
            if is_required && !field.flatten {
                if names.count == 0 {
                    self.out.push(" with ");
                }
                names.add(self.out, self.side.key(field));
            }
            at += 1;
        }
        names.finish(self.out);
    }

    const fn enumeration(&mut self, e: &'static Enum, depth: usize) {
        match e.tagging {
            Tagging::External => self.external(e),
            Tagging::Internal { tag } | Tagging::Adjacent { tag, .. } => self.tagged(e, tag),
            Tagging::Untagged => self.untagged(e, depth),
        }
    }

    /// The data of each variant.
    const fn untagged(&mut self, e: &'static Enum, depth: usize) {
        let mut is_first = true;
        let mut at = 0;
        while at < e.variants.len() {
            if is_bare(self.side, &e.variants[at], true) {
                self.alternative(is_first);
                self.variant(&e.variants[at], depth);
                is_first = false;
            }
            at += 1;
        }
    }

    /// All that an enum takes, some or all of whose variants have no name.
    pub(super) const fn alternatives(&mut self, e: &'static Enum) {
        if matches!(e.tagging, Tagging::Untagged) {
            return self.untagged(e, DEEPEST);
        }
        self.enumeration(e, DEEPEST);
        let mut at = 0;
        while at < e.variants.len() {
            if is_bare(self.side, &e.variants[at], false) {
                self.alternative(false);
                self.data(&e.variants[at]);
            }
            at += 1;
        }
    }

    const fn alternative(&mut self, is_first: bool) {
        if !is_first {
            self.out.push(", or ");
        }
    }

    /// What an enum takes whose tag is a key.
    const fn tagged(&mut self, e: &Enum, tag: &str) {
        self.out.push("an object with `");
        self.out.push(tag);
        self.out.push("`, ");
        self.variants(e, Which::All);
    }

    /// What an externally tagged enum takes: the names of unit variants, objects of one key for others.
    const fn external(&mut self, e: &Enum) {
        let has_units = self.count(e, Which::Unit) > 0;
        let has_others = self.count(e, Which::Other) > 0;
        if has_units || !has_others {
            self.variants(e, Which::Unit);
        }
        if has_others {
            self.out.push(if has_units { " or " } else { "" });
            self.out.push("an object with one key, ");
            self.variants(e, Which::Other);
        }
    }

    /// What the data of a variant is called.
    pub(super) const fn data(&mut self, variant: &Variant) {
        self.variant(variant, DEEPEST);
    }

    const fn variant(&mut self, variant: &Variant, depth: usize) {
        match &variant.body {
            VariantBody::Unit => self.out.push("null"),
            VariantBody::Newtype(kind, _) if depth > 0 => self.kind(kind, depth - 1),
            VariantBody::Newtype(..) => self.out.push("a value"),
            VariantBody::Tuple(kinds) => self.array(kinds.len()),
            VariantBody::Struct(fields) => self.object(fields),
        }
    }

    /// "one of `a`, `b`", or "`a`" where there is no choice.
    pub(super) const fn variants(&mut self, e: &Enum, which: Which) {
        match self.count(e, which) {
            0 => return self.out.push("nothing"),
            1 => {}
            _ => self.out.push("one of "),
        }
        let mut names = Names::new();
        let mut at = 0;
        while at < e.variants.len() {
            if self.is(&e.variants[at], which) {
                names.add(self.out, self.side.name(&e.variants[at]));
            }
            at += 1;
        }
        names.finish(self.out);
    }

    const fn count(&self, e: &Enum, which: Which) -> usize {
        let mut count = 0;
        let mut at = 0;
        while at < e.variants.len() {
            count += self.is(&e.variants[at], which) as usize;
            at += 1;
        }
        count
    }

    const fn is(&self, variant: &Variant, which: Which) -> bool {
        let is_unit = matches!(variant.body, VariantBody::Unit);
        let is_meant = match which {
            Which::All => true,
            Which::Unit => is_unit,
            Which::Other => !is_unit,
        };
        is_meant && self.side.is_tagged(variant)
    }

    const fn integer(&mut self, range: Range, ty: Range, found: i128) {
        match range.told(ty, found) {
            Told::Both => {
                self.out.push("an integer from ");
                self.out.push_integer(range.low);
                self.out.push(" to ");
                self.out.push_integer(range.high);
            }
            Told::Low => {
                self.out.push("an integer of at least ");
                self.out.push_integer(range.low);
            }
            Told::High => {
                self.out.push("an integer of at most ");
                self.out.push_integer(range.high);
            }
        }
    }

    /// "a number that is at least 0 and less than 1".
    const fn number(&mut self, limits: &Limits) {
        self.out.push("a number that is ");
        if let Some(min) = &limits.min {
            let words = if min.exclusive {
                "greater than "
            } else {
                "at least "
            };
            self.bound(words, min);
        }
        if let Some(max) = &limits.max {
            if limits.min.is_some() {
                self.out.push(" and ");
            }
            let words = if max.exclusive {
                "less than "
            } else {
                "at most "
            };
            self.bound(words, max);
        }
    }

    const fn bound(&mut self, words: &str, bound: &Bound) {
        if bound.is_integer() {
            self.out.push(words);
            self.out.push_integer(bound.int);
            return;
        }
        let before = *self.out;
        self.out.push(words);
        if !self.out.push_fraction(bound.float) {
            *self.out = before;
            self.out.push("within its limits");
        }
    }
}

/// Which of the variants that have a name.
#[derive(Clone, Copy)]
pub(super) enum Which {
    All,
    /// Those without data.
    Unit,
    /// Those with data.
    Other,
}

/// A list of names that ends, however many there are.
pub(super) struct Names {
    pub(super) count: usize,
}

impl Names {
    pub(super) const fn new() -> Self {
        Self { count: 0 }
    }

    pub(super) const fn add(&mut self, out: &mut Buffer, name: &str) {
        if self.count < MOST_NAMES {
            out.push(if self.count == 0 { "`" } else { ", `" });
            out.push(name);
            out.push("`");
        }
        self.count += 1;
    }

    pub(super) const fn finish(&self, out: &mut Buffer) {
        if self.count > MOST_NAMES {
            out.push(" and ");
            out.push_count(self.count - MOST_NAMES);
            out.push(" more");
        }
    }
}
