//! The walk of tokens along a shape, up to the first mistake.

use super::fault::{Expected, Fault, What};
use super::fields::FieldsOf;
use super::side::Side;
use super::token::Token;
use crate::shape::{Body, Enum, Fields, Kind, Limits, Presence, Tagging};

/// `?`, which a `const fn` cannot use.
macro_rules! tried {
    ($walked:expr) => {
        if let Err(fault) = $walked {
            return Err(fault);
        }
    };
}
pub(super) use tried;

/// How many calls may stand in each other where a value begins. The compiler has 128 frames, of which the calls around
/// the walk and those inside a single value need some.
const MOST_FRAMES: u8 = 108;

/// The frames of a value in another.
const OF_VALUE: u8 = 3;

/// The frames of an option.
const OF_OPTION: u8 = 1;

/// The frames of a variant that is told by a tag.
const OF_TAGGED: u8 = 6;

/// The frames of a variant that is told by a key.
const OF_EXTERNAL: u8 = 8;

/// The frames of a choice between variants, besides those of the variant.
const OF_CHOICE: u8 = 4;

/// How many values are looked at. More are only met where untagged enums nest.
const MOST_VALUES: u32 = 50_000;

pub(super) type Walked = Result<(), Fault>;

/// What the walk is for.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    /// To find what is wrong.
    Check,
    /// To find out whether serde would take the value: limits and unknown fields do not count.
    Probe {
        /// Whether `50.0` is no integer, as serde sees it.
        exact: bool,
    },
}

/// A walk under way.
pub(super) struct Walk {
    pub(super) tokens: &'static [Token],
    /// The token that it stands at.
    pub(super) at: usize,
    pub(super) side: Side,
    pub(super) purpose: Purpose,
    values: u32,
}

/// What is known of a value from around it.
#[derive(Clone, Copy)]
pub(super) struct Cx<'c> {
    /// Limits from the field that the value stands in, and from newtypes around it.
    pub(super) limits: Option<&'c Limited<'c>>,
    /// Keys of the object that belong to something around it.
    pub(super) hidden: Option<&'c Hidden<'c>>,
    /// Whether the field that the value stands in may be left out.
    pub(super) may_be_left_out: bool,
    frames: u8,
}

/// Limits on one value, and those around them.
pub(super) struct Limited<'c> {
    pub(super) limits: &'static Limits,
    pub(super) outer: Option<&'c Self>,
}

/// Keys that belong to something around a value.
pub(super) struct Hidden<'c> {
    pub(super) keys: Keys,
    pub(super) outer: Option<&'c Self>,
}

#[derive(Clone, Copy)]
pub(super) enum Keys {
    /// The tag of its enum.
    Tag(&'static str),
    /// The fields of the struct that it is flattened into.
    Fields(&'static Fields),
}

impl<'c> Cx<'c> {
    /// A part of this value.
    pub(super) const fn inner(&self) -> Cx<'static> {
        Cx {
            limits: None,
            hidden: None,
            may_be_left_out: false,
            frames: self.frames,
        }
    }

    /// The same, so many calls further inside.
    const fn deeper(self, frames: u8) -> Self {
        Self {
            frames: self.frames + frames,
            ..self
        }
    }

    /// The same, within further limits.
    pub(super) const fn limited(self, limits: &'c Limited<'c>) -> Self {
        if limits.limits.is_none() {
            return self;
        }
        Self {
            limits: Some(limits),
            ..self
        }
    }

    /// The same object without some keys.
    pub(super) const fn hiding(self, hidden: &'c Hidden<'c>) -> Self {
        Self {
            hidden: Some(hidden),
            ..self
        }
    }

    /// Whether a key of the object is for the value.
    pub(super) const fn owns(&self, key: &str, side: Side) -> bool {
        let mut layer = self.hidden;
        while let Some(hidden) = layer {
            let is_other = match hidden.keys {
                Keys::Tag(tag) => crate::text::same(tag, key),
                Keys::Fields(fields) => FieldsOf { side, fields }.find(key, 0).is_some(),
            };
            if is_other {
                return false;
            }
            layer = hidden.outer;
        }
        true
    }

    /// Whether the value stands among the fields of a struct, rather than in an object of its own.
    pub(super) const fn is_flattened(&self) -> bool {
        let mut layer = self.hidden;
        while let Some(hidden) = layer {
            if matches!(hidden.keys, Keys::Fields(_)) {
                return true;
            }
            layer = hidden.outer;
        }
        false
    }
}

impl Walk {
    pub(super) const fn new(side: Side, tokens: &'static [Token]) -> Self {
        Self {
            tokens,
            at: 0,
            side,
            purpose: Purpose::Check,
            values: 0,
        }
    }

    /// Walks the whole example.
    pub(super) const fn root(&mut self, kind: &Kind) -> Walked {
        self.value(kind, Self::ROOT)
    }

    /// Walks an array of values.
    pub(super) const fn items(&mut self, kind: &Kind) -> Walked {
        let Token::Array(end) = *self.token() else {
            return self.mismatch(Self::ROOT, Expected::Kind(Kind::Seq(&Kind::Opaque, None)));
        };
        self.at += 1;
        while self.at < end {
            tried!(self.root(kind));
        }
        Ok(())
    }

    const ROOT: Cx<'static> = Cx {
        limits: None,
        hidden: None,
        may_be_left_out: false,
        frames: 0,
    };

    /// Walks one value, and stands behind it then.
    pub(super) const fn value(&mut self, kind: &Kind, cx: Cx<'_>) -> Walked {
        self.values += 1;
        if cx.frames >= MOST_FRAMES || self.values > MOST_VALUES {
            return self.skip();
        }
        let cx = cx.deeper(frames(kind));
        match *kind {
            Kind::Bool => self.boolean(cx),
            Kind::Int { signed, bits } => self.integer(signed, bits, cx),
            Kind::Float { bits } => self.float(bits, cx),
            Kind::Char => self.character(cx),
            Kind::String => self.string(cx),
            Kind::Unit => self.unit(cx),
            Kind::Option(_) if matches!(self.token(), Token::Null) => self.skip(),
            Kind::Option(inner) => self.value(inner, cx),
            Kind::Seq(element, length) => self.sequence(element, length, cx),
            Kind::Set(element) => self.set(element, cx),
            Kind::Tuple(kinds) => self.tuple(kinds, cx),
            Kind::Map(key, value) => self.map(key, value, cx),
            Kind::Message(shape) => {
                let shape = shape.get();
                let is_known = shape.written_alike || matches!(self.side, Side::Read);
                if is_known {
                    self.body(&shape.body, cx)
                } else {
                    self.skip()
                }
            }
            Kind::Opaque => self.skip(),
            Kind::Apart(apart) => self.value(&apart.json, cx),
        }
    }

    /// Whether this is a value of one token that fits its kind, limits aside.
    ///
    /// Most values of examples are, and to the compiler each call that is not made is worth many comparisons.
    pub(super) const fn is_plain(&self, kind: &Kind) -> bool {
        let mut kind = kind;
        let token = &self.tokens[self.at];
        loop {
            match (kind, token) {
                (Kind::Option(_), Token::Null)
                | (Kind::Bool, Token::Bool(_))
                | (Kind::String, Token::String(_) | Token::Escaped(..)) => return true,
                (Kind::Option(inner), _) => kind = inner,
                _ => return false,
            }
        }
    }

    const fn body(&mut self, body: &'static Body, cx: Cx<'_>) -> Walked {
        match body {
            Body::Struct(fields)
                if self.is_probing() && matches!(self.token(), Token::Array(_)) =>
            {
                self.positions(fields, cx)
            }
            Body::Struct(fields) => self.object(fields, cx),
            Body::Tuple(kinds) => self.tuple(kinds, cx),
            Body::Transparent(kind, limits) => self.newtype(kind, limits, cx),
            Body::Enum(e) if is_choice(e) => self.alternatives(e, cx),
            Body::Enum(e) => self.tagged(e, cx),
            Body::Unit => self.unit(cx),
            Body::Opaque => self.skip(),
        }
    }

    /// Walks a value that stands for what is around it, within limits of its own.
    pub(super) const fn newtype(
        &mut self,
        kind: &Kind,
        limits: &'static Limits,
        cx: Cx<'_>,
    ) -> Walked {
        let limited = Limited {
            limits,
            outer: cx.limits,
        };
        self.value(kind, cx.limited(&limited))
    }

    /// The token that the walk stands at.
    pub(super) const fn token(&self) -> &'static Token {
        &self.tokens[self.at]
    }

    /// Passes over a value.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "most walks end with it, and there is no `?` in a `const fn`"
    )]
    pub(super) const fn skip(&mut self) -> Walked {
        self.at = Token::after(self.tokens, self.at);
        Ok(())
    }

    /// Whether this is to find out whether a value fits.
    pub(super) const fn is_probing(&self) -> bool {
        matches!(self.purpose, Purpose::Probe { .. })
    }

    /// Whether unknown fields of this object are refused. While probing, serde's own rule counts.
    pub(super) const fn denies(&self, fields: &Fields) -> bool {
        fields.deny_unknown || !self.is_probing()
    }

    /// The limits on a value that count. serde knows of none, so while probing none does.
    pub(super) const fn limits<'c>(&self, cx: Cx<'c>) -> Option<&'c Limited<'c>> {
        if self.is_probing() { None } else { cx.limits }
    }

    /// Something is wrong with what the walk stands at.
    pub(super) const fn fault(&self, what: What) -> Walked {
        Err(Fault::new(self.at, what))
    }

    /// A value is of another kind.
    pub(super) const fn mismatch(&self, cx: Cx<'_>, expected: Expected) -> Walked {
        self.fault(What::Mismatch {
            expected,
            may_be_left_out: cx.may_be_left_out,
        })
    }
}

/// The frames between a value of this kind and the values in it.
const fn frames(kind: &Kind) -> u8 {
    let Kind::Message(shape) = kind else {
        return match kind {
            Kind::Option(_) => OF_OPTION,
            _ => OF_VALUE,
        };
    };
    let Body::Enum(e) = &shape.get().body else {
        return OF_VALUE;
    };
    let of_variant = match e.tagging {
        Tagging::External => OF_EXTERNAL,
        _ => OF_TAGGED,
    };
    if is_choice(e) {
        OF_CHOICE + of_variant
    } else {
        of_variant
    }
}

/// Whether some variants have no name.
const fn is_choice(e: &Enum) -> bool {
    if matches!(e.tagging, Tagging::Untagged) {
        return true;
    }
    let mut at = 0;
    while at < e.variants.len() {
        if e.variants[at].untagged {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether a field may be left out.
pub(super) const fn is_optional(presence: Presence) -> bool {
    matches!(presence, Presence::Optional)
}
