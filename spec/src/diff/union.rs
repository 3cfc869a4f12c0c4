//! Compares the variants of enums.

use crate::Schema;
use crate::schema::{SchemaObject, Type};

use super::change::What;
use super::collect::{Breaks, Found, join};
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
    let (both, gone, come) = paired(old, new);
    for (before, after) in &both {
        same(sides, path, &old[*before], &new[*after], found);
    }
    added_and_removed(path, (old, &gone), (new, &come), found);
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

/// Variants of one name, those that are gone, and those that have come. Untagged ones have no names: of several of one
/// type, the first is the first.
fn paired(old: &[Variant], new: &[Variant]) -> (Places, Vec<usize>, Vec<usize>) {
    let mut come: Vec<_> = (0..new.len()).collect();
    let mut both = Vec::new();
    let mut gone = Vec::new();
    for (place, variant) in old.iter().enumerate() {
        match come
            .iter()
            .position(|index| new[*index].name == variant.name)
        {
            Some(index) => both.push((place, come.remove(index))),
            None => gone.push(place),
        }
    }
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
    path: &str,
    (old, gone): (&[Variant], &[usize]),
    (new, come): (&[Variant], &[usize]),
    found: &mut Found,
) {
    // One that stands where another stood has got its name.
    let renamed: Vec<_> = if old.len() == new.len() {
        gone.iter().filter(|place| come.contains(place)).collect()
    } else {
        Vec::new()
    };
    for place in gone {
        let name = &old[*place].name;
        if renamed.contains(&place) {
            let text = format!("variant `{name}` renamed to `{}`", new[*place].name);
            found.add(path, What::VariantRenamed, Breaks::ALL, text);
        } else {
            let text = format!("variant `{name}` removed");
            found.add(path, What::VariantRemoved, Breaks::NARROWER, text);
        }
    }
    for place in come.iter().filter(|place| !renamed.contains(place)) {
        let text = format!("variant `{}` added", new[*place].name);
        found.add(path, What::VariantAdded, Breaks::WIDER, text);
    }
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
    let as_variant = |variants: &[Variant], object: &SchemaObject, is_old: bool| {
        let whole: Schema = object.clone().into();
        variants.iter().any(|variant| {
            variant.style == Style::Untagged
                && if is_old {
                    sides.hold_the_same(&variant.schema, &whole)
                } else {
                    sides.hold_the_same(&whole, &variant.schema)
                }
        })
    };
    let are_texts = is_text(old_object, old) && is_text(new_object, new);
    let narrower = (What::Narrowed, Breaks::NARROWER);
    let wider = (What::Widened, Breaks::WIDER);
    let (what, breaks) = if are_texts {
        if old.is_empty() { narrower } else { wider }
    } else if as_variant(old, new_object, true) {
        narrower
    } else if as_variant(new, old_object, false) {
        wider
    } else {
        (What::Retyped, Breaks::ALL)
    };
    let text = format!(
        "was {}, is {} now",
        words::kind(old_object),
        words::kind(new_object)
    );
    found.add(path, what, breaks, text);
}
