//! The names in a shape are those that serde's own derives read and write, whatever the rule and the identifier.

use serde_json::Value as Json;
use traitwire::spec::shape::{Body, Fields, VariantBody};
use traitwire::{Message, message};

/// A struct and an enum under one rule, with the same identifiers for all rules.
macro_rules! under {
    ($($module:ident $rule:tt)*) => { $(
        mod $module {
            use super::*;

            #[message]
            #[serde(rename_all = $rule)]
            #[expect(non_snake_case, reason = "serde takes any name for a field")]
            pub(super) struct Names {
                a: u8, id: u8, user_id: u8, http_server: u8, x1: u8, a_1_b: u8, _leading: u8, trailing_: u8,
                double__inner: u8, __both__: u8, camelCase: u8, Pascal: u8, HTTPServer: u8, ALL_CAPS: u8, r#type: u8,
                r#match: u8, größe: u8,  a1b2: u8, v2_0: u8,
            }

            #[message]
            #[serde(rename_all = $rule)]
            #[expect(non_camel_case_types, reason = "serde takes any name for a variant")]
            pub(super) enum Variants {
                A, Id, UserId, HTTPServer,  A1B2, V2, X, Snake_Case, lower, camelCase, SCREAMING_CASE,
                Type, Trailing_, R2D2, Größe, AÖ, IOError, UrlX,
            }

            #[message]
            #[serde(rename_all_fields = $rule)]
            pub(super) enum Inner {
                One { user_id: u8, http_server: u8, r#type: u8 },
                #[serde(rename_all = "SCREAMING-KEBAB-CASE")]
                Two { user_id: u8 },
                #[serde(rename = "three")]
                Three { #[serde(rename = "fixed_name")] user_id: u8, other_id: u8 },
            }

            #[test]
            fn fields_are_named_as_serde_names_them() {
                let zero = Names {
                    a: 0, id: 0, user_id: 0, http_server: 0, x1: 0, a_1_b: 0, _leading: 0, trailing_: 0,
                    double__inner: 0, __both__: 0, camelCase: 0, Pascal: 0, HTTPServer: 0, ALL_CAPS: 0, r#type: 0,
                    r#match: 0, größe: 0,  a1b2: 0, v2_0: 0,
                };
                let Body::Struct(fields) = &Names::SHAPE.get().body else { panic!("a struct") };
                assert_eq!(keys(fields), written_keys(&zero), $rule);
            }

            #[test]
            fn variants_are_named_as_serde_names_them() {
                use Variants::*;
                let all = [
                    A, Id, UserId, HTTPServer,  A1B2, V2, X, Snake_Case, lower, camelCase, SCREAMING_CASE,
                    Type, Trailing_, R2D2, Größe, AÖ, IOError, UrlX,
                ];
                assert_eq!(variants::<Variants>(), all.map(|variant| written_name(&variant)), $rule);
            }

            #[test]
            fn fields_of_variants_are_named_as_serde_names_them() {
                let all = [
                    Inner::One { user_id: 0, http_server: 0, r#type: 0 },
                    Inner::Two { user_id: 0 },
                    Inner::Three { user_id: 0, other_id: 0 },
                ];
                let Body::Enum(body) = &Inner::SHAPE.get().body else { panic!("an enum") };
                for (variant, value) in body.variants.iter().zip(all) {
                    let VariantBody::Struct(fields) = &variant.body else { panic!("fields") };
                    let written = serde_json::to_value(&value).expect("a value");
                    let (name, inner) = written.as_object().expect("an object").iter().next().expect("a name");
                    assert_eq!(variant.json, name);
                    assert_eq!(keys(fields), written_keys(inner), $rule);
                }
            }
        }
    )* };
}

under! {
    lower "lowercase"
    upper "UPPERCASE"
    pascal "PascalCase"
    camel "camelCase"
    snake "snake_case"
    screaming_snake "SCREAMING_SNAKE_CASE"
    kebab "kebab-case"
    screaming_kebab "SCREAMING-KEBAB-CASE"
}

/// Sorted, since another crate decides whether `serde_json` keeps the order.
fn keys(fields: &Fields) -> Vec<String> {
    let mut keys: Vec<_> = fields
        .list
        .iter()
        .map(|field| field.json.to_owned())
        .collect();
    keys.sort();
    keys
}

fn written_keys(value: &impl serde::Serialize) -> Vec<String> {
    let value = serde_json::to_value(value).expect("a value");
    let mut keys: Vec<_> = value
        .as_object()
        .expect("an object")
        .keys()
        .cloned()
        .collect();
    keys.sort();
    keys
}

fn variants<T: Message>() -> Vec<String> {
    let Body::Enum(body) = &T::SHAPE.get().body else {
        panic!("an enum")
    };
    body.variants
        .iter()
        .map(|variant| variant.json.to_owned())
        .collect()
}

fn written_name(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value).expect("a value") {
        Json::String(name) => name,
        other => panic!("{other} is no name"),
    }
}

#[test]
fn serde_knows_no_words() {
    assert_eq!(variants::<snake::Variants>()[3], "h_t_t_p_server");
    assert_eq!(variants::<kebab::Variants>()[4], "a1-b2");
}
