//! Enums that are told by their form alone.

use super::describe;
use super::problem::{Problem, Problems};
use super::text;
use super::walk::{Cx, Halt, Purpose, Walk, Walked};
use crate::spec::shape::{Enum, Tagging, Variant};

/// One way of reading a value.
#[derive(Clone, Copy)]
enum Alternative {
    /// As one of the variants that have a name.
    Named(&'static Enum),
    /// As the data of a variant alone.
    Bare(&'static Variant),
}

impl Alternative {
    /// All ways of reading a value, in the order in which serde tries them.
    fn all(e: &'static Enum) -> impl Iterator<Item = Self> {
        let is_untagged = e.tagging == Tagging::Untagged;
        let named = (!is_untagged).then_some(Self::Named(e));
        let bare = move |variant: &&Variant| !variant.skipped && (is_untagged || variant.untagged);
        named
            .into_iter()
            .chain(e.variants.iter().filter(bare).map(Self::Bare))
    }

    fn walk(self, walk: &mut Walk<'_>, cx: Cx<'_>) -> Walked {
        let Some(cx) = cx.wrapped() else {
            return walk.problem(|| Problem::new(cx.path.render(), text::endless()));
        };
        match self {
            Self::Named(e) => walk.tagged(e, cx),
            Self::Bare(variant) => walk.variant_data(variant, cx),
        }
    }

    fn describe(self) -> String {
        match self {
            Self::Named(e) => describe::named_variants(e),
            Self::Bare(variant) => describe::data(variant),
        }
    }
}

impl Walk<'_> {
    /// Walks a value as the first alternative that fits.
    ///
    /// Which one fits is decided as serde decides it, without limits and unknown fields; those of the chosen one are
    /// then looked at, so that no value escapes its limits into a later variant.
    pub(super) fn alternatives(&mut self, e: &'static Enum, cx: Cx<'_>) -> Walked {
        if self.is_probing() {
            let fits = |walk: &mut Self, exact, alternative: Alternative| {
                walk.attempt(exact, |walk| alternative.walk(walk, cx))
            };
            return match self.first(e, fits)? {
                Some(_) => Ok(()),
                None => Err(Halt::Misfit),
            };
        }
        let fits = |walk: &mut Self, exact, alternative: Alternative| {
            walk.probe(exact, |walk| alternative.walk(walk, cx))
        };
        match self.first(e, fits)? {
            Some(alternative) => alternative.walk(self, cx),
            None => self.explain(e, cx),
        }
    }

    /// The first alternative that fits. `50.0` is an integer only where nothing takes it as it is.
    fn first(
        &mut self,
        e: &'static Enum,
        mut fits: impl FnMut(&mut Self, bool, Alternative) -> Result<bool, Halt>,
    ) -> Result<Option<Alternative>, Halt> {
        let ways: &[bool] = match self.purpose {
            Purpose::Collect => &[true, false],
            // What an outer enum asks is whether anything fits at all.
            Purpose::Probe { exact: true } => &[true],
            Purpose::Probe { exact: false } => &[false],
        };
        for &exact in ways {
            for alternative in Alternative::all(e) {
                if fits(self, exact, alternative)? {
                    return Ok(Some(alternative));
                }
            }
        }
        Ok(None)
    }

    /// Says what the alternatives are, and what the closest of them lacks.
    fn explain(&mut self, e: &'static Enum, cx: Cx<'_>) -> Walked {
        if self.problems.is_full() {
            self.problem(|| Problem::new("", ""))?;
            return Ok(self.scanner.skip()?);
        }
        let start = self.mark();
        let tried = match self.try_all(e, cx) {
            // The list of alternatives is better than nothing.
            Err(Halt::TooAmbiguous) => {
                self.give_up_to(&start);
                Vec::new()
            }
            tried => tried?,
        };
        let all: Vec<_> = Alternative::all(e).map(Alternative::describe).collect();
        let closest = closest(tried, &cx.path.render());
        let name = closest
            .as_ref()
            .map(|(alternative, _)| alternative.describe());
        self.problem(|| {
            let message = text::no_alternative(&all, name.as_deref());
            Problem::new(cx.path.render(), message)
        })?;
        if let Some((_, problems)) = closest {
            self.problems.extend(problems);
        }
        Ok(self.scanner.skip()?)
    }

    /// What is wrong with the value in the eyes of each alternative.
    fn try_all(
        &mut self,
        e: &'static Enum,
        cx: Cx<'_>,
    ) -> Result<Vec<(Alternative, Problems)>, Halt> {
        let mut tried = Vec::new();
        for alternative in Alternative::all(e) {
            let problems = self.rehearse(|walk| alternative.walk(walk, cx))?;
            tried.push((alternative, problems));
        }
        Ok(tried)
    }
}

/// The one alternative that has fewer problems than all others, none of them with the value at `path` as a whole.
fn closest(tried: Vec<(Alternative, Problems)>, path: &str) -> Option<(Alternative, Problems)> {
    let fits_roughly = |problems: &Problems| problems.list.iter().all(|p| p.path != path);
    let mut near: Vec<_> = tried;
    near.retain(|(_, problems)| fits_roughly(problems));
    near.sort_by_key(|(_, problems)| problems.len());
    match near.as_slice() {
        [(_, first), (_, second), ..] if first.len() == second.len() => None,
        _ => near.into_iter().next(),
    }
}
