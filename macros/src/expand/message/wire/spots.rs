//! Where fields stand: the member that holds one, and its number.
//!
//! A field with a name has both by itself. One without has its place, which depends on which fields before it are there:
//! each behind `#[cfg]` gives it two.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, parse_quote};

use crate::model::message::{Field, Presence};

/// Where a field stands, under a condition.
#[derive(Clone)]
pub(super) struct Spot {
    pub(super) cfgs: Vec<Attribute>,
    /// Its name, or its place in its type.
    pub(super) member: TokenStream,
    /// Its number on the wire; 0 where it is never sent.
    pub(super) number: u32,
    /// Its name in messages: in Rust, or `f0` where it has none.
    pub(super) name: String,
}

/// All fields where they stand. One that stands in several places is there several times, under conditions of which one
/// holds.
pub(super) fn spots(fields: &[Field]) -> Vec<(&Field, Spot)> {
    let spots = fields.iter().enumerate().map(|(index, field)| {
        let spots = match &field.original.ident {
            Some(ident) => vec![Spot {
                cfgs: field.cfgs.clone(),
                member: ident.to_token_stream(),
                number: field.number,
                name: field.rust.clone(),
            }],
            None => unnamed(field, &fields[..index]),
        };
        spots.into_iter().map(move |spot| (field, spot))
    });
    spots.flatten().collect()
}

fn unnamed(field: &Field, before: &[Field]) -> Vec<Spot> {
    // How many fields are before it, how many of them are sent, and when that is so.
    let mut ways = vec![(0, 0, Vec::new())];
    for other in before {
        let sent = u32::from(is_sent(other));
        if other.cfgs.is_empty() {
            for (place, number, _) in &mut ways {
                *place += 1;
                *number += sent;
            }
            continue;
        }
        let there = condition(&other.cfgs);
        let with = ways.iter().map(|(place, number, when)| {
            let when: Vec<_> = when.iter().cloned().chain([there.clone()]).collect();
            (place + 1, number + sent, when)
        });
        let without = ways.iter().map(|(place, number, when)| {
            let when: Vec<_> = when.iter().cloned().chain([quote!(not(#there))]).collect();
            (*place, *number, when)
        });
        ways = with.chain(without).collect();
    }
    let spot = |(place, number, when): (usize, u32, Vec<TokenStream>)| {
        let when: Option<Attribute> =
            (!when.is_empty()).then(|| parse_quote!(#[cfg(all(#(#when),*))]));
        Spot {
            cfgs: when.into_iter().chain(field.cfgs.clone()).collect(),
            member: Literal::usize_unsuffixed(place).to_token_stream(),
            number: if is_sent(field) { number + 1 } else { 0 },
            name: format!("f{number}"),
        }
    };
    ways.into_iter().map(spot).collect()
}

fn is_sent(field: &Field) -> bool {
    field.presence != Presence::Skipped
}

/// `#[cfg(a)] #[cfg(b)]` as `all(a, b)`.
pub(super) fn condition(cfgs: &[Attribute]) -> TokenStream {
    let conditions = cfgs
        .iter()
        .filter_map(|cfg| Some(cfg.meta.require_list().ok()?.tokens.clone()));
    quote!(all(#(#conditions),*))
}
