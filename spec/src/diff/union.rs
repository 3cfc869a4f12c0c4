//! Compares the variants of enums.

use crate::Schema;
use crate::schema::{SchemaObject, Type};

use super::change::What;
use super::collect::{Breaks, Found, Transports, join};
use super::form::{Style, Variant};
use super::schema::Sides;
use super::words;

/// One side: the schema and its variants, of which there may be none.
type Side<'a> = (&'a SchemaObject, &'a [Variant]);

/// Compares variants. The answer is whether what stands beside them can be compared too.
pub(super) fn compare(
    sides: Sides<'_>,
    path: &str,
    old: Side<'_>,
    new: Side<'_>,
    found: &mut Found,
) -> bool {
    let ((old_object, old), (new_object, new)) = (old, new);
    if old.is_empty() || new.is_empty() {
        other_type(sides, path, (old_object, old), (new_object, new), found);
        return false;
    }
    let (before, after) = (told_by(old), told_by(new));
    if before != after {
        let text = format!("variants were told apart {before}, are {after} now");
        found.add(path, What::Tag, Breaks::ALL, text);
        return true;
    }
    let (both, gone, come) = paired(sides, old, new);
    for (before, after) in &both {
        same(sides, path, &old[*before], &new[*after], found);
    }
    added_and_removed(sides, path, (old, &gone), (new, &come), found);
    if !is_sorted(&both, old, new) {
        let text = "the variants stand in another order";
        found.add(path, What::Reordered, Breaks::NOTHING, text);
    }
    true
}

/// How the variants are told apart.
fn told_by(variants: &[Variant]) -> String {
    let mut told = "by their names".to_owned();
    for variant in variants {
        match &variant.style {
            Style::Tag(tag) => return format!("by `{tag}`"),
            Style::Untagged => "by what fits".clone_into(&mut told),
            Style::Value | Style::Key => {}
        }
    }
    told
}

/// Pairs of places.
type Places = Vec<(usize, usize)>;

/// Variants of one name, those that are gone, and those that have come. Untagged ones have no names but their types: of
/// several of one type those belong together that hold the same, then the first and the first.
fn paired(sides: Sides<'_>, old: &[Variant], new: &[Variant]) -> (Places, Vec<usize>, Vec<usize>) {
    let mut gone: Vec<_> = (0..old.len()).collect();
    let mut come: Vec<_> = (0..new.len()).collect();
    let mut both = Vec::new();
    for is_exact in [true, false] {
        gone.retain(|place| {
            let before = &old[*place];
            let is_it = |place: &usize| {
                let after = &new[*place];
                after.name == before.name
                    && (!is_exact || sides.hold_the_same(&before.schema, &after.schema))
            };
            let found = come.iter().position(is_it);
            both.extend(found.map(|index| (*place, come.remove(index))));
            found.is_none()
        });
    }
    both.sort_unstable();
    (both, gone, come)
}

/// Whether variants stand in the order in which they stood. Those without data may be listed in front of the others, or
/// among them, by whether they are documented.
fn is_sorted(both: &Places, old: &[Variant], new: &[Variant]) -> bool {
    let of = |is_value: bool| {
        let places = both.iter().filter(move |(before, after)| {
            let style = &old[*before].style;
            *style == new[*after].style && (*style == Style::Value) == is_value
        });
        places.map(|(_, after)| after)
    };
    of(true).is_sorted() && of(false).is_sorted()
}

fn added_and_removed(
    sides: Sides<'_>,
    path: &str,
    (old, gone): (&[Variant], &[usize]),
    (new, come): (&[Variant], &[usize]),
    found: &mut Found,
) {
    // One that stands where another stood has got its name.
    let is_renamed = |place: &usize| {
        old.len() == new.len()
            && gone.contains(place)
            && come.contains(place)
            && old[*place].style == new[*place].style
    };
    for place in gone {
        let (name, schema) = (&old[*place].name, &old[*place].schema);
        let is_untagged = old[*place].style == Style::Untagged;
        if is_renamed(place) && is_untagged {
            same(sides, path, &old[*place], &new[*place], found);
        } else if is_renamed(place) {
            let text = format!("variant `{name}` renamed to `{}`", new[*place].name);
            found.add(path, What::VariantRenamed, Breaks::ALL, text);
        } else {
            let text = format!("variant `{name}` removed");
            let breaks = if is_untagged {
                let others = new.iter().map(|other| sides.breaks(schema, &other.schema));
                Breaks::new(all(others.map(|breaks| breaks.requests)), Transports::NONE)
            } else {
                Breaks::NARROWER
            };
            found.add(path, What::VariantRemoved, breaks, text);
        }
    }
    for place in come.iter().filter(|place| !is_renamed(place)) {
        let Variant {
            name,
            style,
            schema,
        } = &new[*place];
        let breaks = if *style == Style::Untagged {
            let others = old.iter().map(|other| sides.breaks(&other.schema, schema));
            Breaks::new(Transports::NONE, all(others.map(|breaks| breaks.replies)))
        } else {
            Breaks::WIDER
        };
        let text = format!("variant `{name}` added");
        found.add(path, What::VariantAdded, breaks, text);
    }
}

/// The transports that are broken whichever is taken.
fn all(broken: impl Iterator<Item = Transports>) -> Transports {
    broken.fold(Transports::ALL, Transports::and)
}

/// The transports that any of them breaks.
fn any(broken: impl Iterator<Item = Transports>) -> Transports {
    broken.fold(Transports::NONE, Transports::or)
}

/// Compares a variant with itself.
fn same(sides: Sides<'_>, path: &str, old: &Variant, new: &Variant, found: &mut Found) {
    let path = join(path, &format!("<{}>", old.name));
    if old.style != new.style {
        let text = "the variant has data now, or no longer has any";
        found.add(&path, What::Retyped, Breaks::ALL, text);
        return;
    }
    let content = |variant: &Variant| match variant.style {
        Style::Key => {
            let object = variant.schema.as_object();
            object
                .and_then(|object| object.property(&variant.name))
                .cloned()
        }
        _ => None,
    };
    match (content(old), content(new)) {
        (Some(before), Some(after)) => sides.compare(&path, &before, &after, found),
        _ => sides.compare(&path, &old.schema, &new.schema, found),
    }
}

/// One side has variants and the other has none.
fn other_type(
    sides: Sides<'_>,
    path: &str,
    (old_object, old): Side<'_>,
    (new_object, new): Side<'_>,
    found: &mut Found,
) {
    let is_text = |object: &SchemaObject, variants: &[Variant]| {
        if variants.is_empty() {
            object.is_of(Type::String) && object.pattern.is_none() && object.format.is_none()
        } else {
            variants.iter().all(|variant| variant.style == Style::Value)
        }
    };
    let is_untagged = |variant: &Variant| variant.style == Style::Untagged;
    let breaks = if is_text(old_object, old) && is_text(new_object, new) {
        if old.is_empty() {
            Breaks::NARROWER
        } else {
            Breaks::WIDER
        }
    } else if old.iter().chain(new).all(is_untagged) {
        one_of_several(sides, (old_object, old), (new_object, new))
    } else {
        Breaks::ALL
    };
    let what = match breaks {
        Breaks {
            requests: Transports::NONE,
            ..
        } => What::Widened,
        Breaks {
            replies: Transports::NONE,
            ..
        } => What::Narrowed,
        _ => What::Retyped,
    };
    let text = format!(
        "was {}, is {} now",
        words::kind(old_object),
        words::kind(new_object)
    );
    found.add(path, what, breaks, text);
}

/// What it breaks that a type is one of several that are told apart by what fits, or was.
fn one_of_several(sides: Sides<'_>, (whole, old): Side<'_>, (new_whole, new): Side<'_>) -> Breaks {
    if old.is_empty() {
        let whole: Schema = whole.clone().into();
        let each = new.iter().map(|new| sides.breaks(&whole, &new.schema));
        let each: Vec<_> = each.collect();
        Breaks::new(
            all(each.iter().map(|breaks| breaks.requests)),
            any(each.iter().map(|breaks| breaks.replies)),
        )
    } else {
        let whole: Schema = new_whole.clone().into();
        let each = old.iter().map(|old| sides.breaks(&old.schema, &whole));
        let each: Vec<_> = each.collect();
        Breaks::new(
            any(each.iter().map(|breaks| breaks.requests)),
            all(each.iter().map(|breaks| breaks.replies)),
        )
    }
}
