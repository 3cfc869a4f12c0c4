//! One list of types out of two: what callers write and what they read.

use std::collections::{BTreeMap, BTreeSet};

use super::convert::Types;
use crate::spec::Schema;
use crate::spec::schema::reachable;

/// Merges both directions. A type that is the same in both has one name; where the two differ, `Name`
/// is what callers read and `NameInput` what they write.
pub(super) fn merge(mut input: Types, output: Types) -> Result<Types, String> {
    let differing = differing(&input.named, &output.named);
    let is_taken = |name: &&String| {
        let name = input_name(name);
        input.named.contains_key(&name) || output.named.contains_key(&name)
    };
    if let Some(name) = differing.iter().find(is_taken) {
        return Err(clash(name));
    }
    input.for_each(|schema| {
        schema.rename_references(&|name| differing.contains(name).then(|| input_name(name)));
    });
    let mut merged = output;
    merged.collected.append(&mut input.collected);
    for (name, schema) in input.named {
        let differs = differing.contains(&name);
        merged
            .named
            .insert(if differs { input_name(&name) } else { name }, schema);
    }
    drop_unused(&mut merged);
    Ok(merged)
}

fn input_name(name: &str) -> String {
    format!("{name}Input")
}

fn clash(name: &str) -> String {
    format!(
        "`{name}` is read in another form than it is written, so that its input is named `{}`, which is the \
         name of another type; rename one with `#[message(name = \"..\")]`",
        input_name(name)
    )
}

/// The names of the types that differ between the directions, themselves or in what they refer to.
fn differing(
    input: &BTreeMap<String, Schema>,
    output: &BTreeMap<String, Schema>,
) -> BTreeSet<String> {
    let both = || {
        input
            .iter()
            .filter_map(|(name, schema)| Some((name, schema, output.get(name)?)))
    };
    let mut differing: BTreeSet<String> = both()
        .filter(|(_, written, read)| written != read)
        .map(|(name, ..)| name.clone())
        .collect();
    loop {
        let more: Vec<_> = both()
            .filter(|(name, written, _)| {
                !differing.contains(*name)
                    && written
                        .references()
                        .iter()
                        .any(|name| differing.contains(*name))
            })
            .map(|(name, ..)| name.clone())
            .collect();
        if more.is_empty() {
            return differing;
        }
        differing.extend(more);
    }
}

/// Drops the types that nothing refers to, since schemars wrote their fields into other types.
fn drop_unused(types: &mut Types) {
    let roots = types.collected.iter().map(|(_, schema)| schema);
    let used = reachable(roots, |name| types.named.get(name));
    let used: BTreeSet<String> = used.into_iter().map(str::to_owned).collect();
    types.named.retain(|name, _| used.contains(name));
}
