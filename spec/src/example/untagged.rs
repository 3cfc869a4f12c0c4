//! Enums that are told by their form alone.

use super::fault::What;
use super::side::Side;
use super::walk::{Cx, Purpose, Walk, Walked};
use crate::shape::{Enum, Tagging, Variant};

/// The place of the alternative that is all variants with a name; those without have their own place.
const NAMED: usize = usize::MAX;

impl Walk {
    /// Walks a value as the first alternative that fits.
    ///
    /// Which one fits a value that is read is decided as serde decides it, without limits and unknown fields; those of
    /// the chosen one are then looked at. One that is written fits the variant that it was, with all that is there.
    pub(super) const fn alternatives(&mut self, e: &'static Enum, cx: Cx<'_>) -> Walked {
        let ways: &[Purpose] = match (self.side, self.purpose) {
            (Side::Written, _) => &[Purpose::Check],
            (_, Purpose::Check) => &[
                Purpose::Probe { exact: true },
                Purpose::Probe { exact: false },
            ],
            // What an outer enum asks is whether anything fits at all.
            (_, Purpose::Probe { exact: true }) => &[Purpose::Probe { exact: true }],
            (_, Purpose::Probe { exact: false }) => &[Purpose::Probe { exact: false }],
        };
        let mut way = 0;
        while way < ways.len() {
            if let Some(alternative) = self.first(e, ways[way], cx) {
                return self.alternative(e, alternative, cx);
            }
            way += 1;
        }
        self.fault(What::NoAlternative(e))
    }

    /// The first alternative that fits. The walk stays where it is.
    const fn first(&mut self, e: &'static Enum, purpose: Purpose, cx: Cx<'_>) -> Option<usize> {
        let is_untagged = matches!(e.tagging, Tagging::Untagged);
        if !is_untagged && self.fits(e, NAMED, purpose, cx) {
            return Some(NAMED);
        }
        let mut place = 0;
        while place < e.variants.len() {
            let variant = &e.variants[place];
            if is_bare(self.side, variant, is_untagged) && self.fits(e, place, purpose, cx) {
                return Some(place);
            }
            place += 1;
        }
        None
    }

    const fn fits(&mut self, e: &'static Enum, place: usize, purpose: Purpose, cx: Cx<'_>) -> bool {
        let (at, before) = (self.at, self.purpose);
        self.purpose = purpose;
        let fits = self.alternative(e, place, cx).is_ok();
        self.at = at;
        self.purpose = before;
        fits
    }

    const fn alternative(&mut self, e: &'static Enum, place: usize, cx: Cx<'_>) -> Walked {
        if place == NAMED {
            self.tagged(e, cx)
        } else {
            self.variant_data(&e.variants[place], cx)
        }
    }
}

/// Whether a variant is written as its data alone.
pub(super) const fn is_bare(side: Side, variant: &Variant, is_untagged: bool) -> bool {
    side.has(variant) && (is_untagged || variant.untagged)
}
