//! From the arguments of `#[method(..)]` as they were written to what they say.

use syn::LitStr;

use crate::errors::Errors;
use crate::model::service::MethodAttrs;
use crate::parse::method::{RawMethodAttrs, RawRule, RawScopes, is_set};
use crate::text::method as text_of;

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

pub(super) fn resolve(method: &str, raw: &RawMethodAttrs, errors: &mut Errors) -> MethodAttrs {
    contradictions(method, raw, errors);
    MethodAttrs {
        read_only: is_set(raw.read_only.as_ref()),
        destructive: is_set(raw.destructive.as_ref()),
        idempotent: is_set(raw.idempotent.as_ref()),
        public: is_set(raw.public.as_ref()),
        tool: raw.tool.as_ref().is_none_or(|flag| flag.value),
        scopes: raw
            .scopes
            .as_ref()
            .map_or_else(Vec::new, |raw| scopes(raw, errors)),
        timeout_ms: raw
            .timeout
            .as_ref()
            .and_then(|timeout| milliseconds(method, timeout, errors)),
        on: raw.on.as_ref().map(|topic| on(method, topic, errors)),
    }
}

fn contradictions(method: &str, raw: &RawMethodAttrs, errors: &mut Errors) {
    if let Some(flag) = &raw.destructive
        && flag.value
        && is_set(raw.read_only.as_ref())
    {
        errors.push(&flag.meta, text_of::read_only_and_destructive(method));
    }
    if let Some(scopes) = &raw.scopes
        && is_set(raw.public.as_ref())
    {
        errors.push(&scopes.meta, text_of::public_and_scopes(method));
    }
}

fn scopes(raw: &RawScopes, errors: &mut Errors) -> Vec<Vec<String>> {
    let mut seen: Vec<String> = Vec::new();
    let mut scope = |literal: &LitStr, errors: &mut Errors| {
        let scope = literal.value();
        if !is_scope(&scope) {
            errors.push(literal, text_of::scope_text(&scope));
        } else if seen.contains(&scope) {
            errors.push(literal, text_of::scope_twice(&scope));
        }
        seen.push(scope.clone());
        scope
    };
    let mut rules = Vec::new();
    for rule in &raw.rules {
        rules.push(match rule {
            RawRule::One(literal) => vec![scope(literal, errors)],
            RawRule::Any(alternatives, call) => {
                if alternatives.len() < 2 {
                    errors.push(call, text_of::any_of_few(alternatives.len()));
                }
                let each = alternatives.iter().map(|literal| scope(literal, errors));
                each.collect()
            }
        });
    }
    rules
}

/// A scope token of OAuth 2.0 (RFC 6749, section 3.3).
fn is_scope(scope: &str) -> bool {
    let allowed = |byte: u8| matches!(byte, 0x21 | 0x23..=0x5B | 0x5D..=0x7E);
    !scope.is_empty() && scope.bytes().all(allowed)
}

/// Reads `1500ms`, `5s` or `2m`.
fn milliseconds(method: &str, literal: &LitStr, errors: &mut Errors) -> Option<u64> {
    let text = literal.value();
    let digits = text.find(|c: char| !c.is_ascii_digit());
    let (number, unit) = text.split_at(digits.unwrap_or(text.len()));
    let factor = match unit.trim() {
        "ms" => Some(1),
        "s" => Some(1000),
        "m" => Some(60 * 1000),
        _ => None,
    };
    let Some(factor) = factor.filter(|_| !number.is_empty()) else {
        errors.push(literal, text_of::timeout_form(method, &text));
        return None;
    };
    // A number beyond 64 bits is longer than a day as well.
    let number = number.parse::<u64>().unwrap_or(u64::MAX);
    match number.saturating_mul(factor) {
        0 => errors.push(literal, text_of::timeout_zero(method)),
        long if long > DAY_MS => errors.push(literal, text_of::timeout_long(method, &text)),
        fine => return Some(fine),
    }
    None
}

fn on(method: &str, literal: &LitStr, errors: &mut Errors) -> String {
    let topic = literal.value();
    let is_word = |word: &str| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        !word.is_empty() && word.chars().all(allowed)
    };
    if !topic.split('.').all(is_word) {
        errors.push(literal, text_of::topic(method, &topic));
    }
    topic
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    /// What the arguments of `#[method(..)]` say, and how many mistakes they have.
    fn resolved(attr: &syn::Attribute) -> (MethodAttrs, usize) {
        let mut errors = Errors::new();
        let raw = RawMethodAttrs::parse(std::slice::from_ref(attr), &mut errors);
        let attrs = resolve("run", &raw, &mut errors);
        let mistakes = errors.len();
        errors.finish();
        (attrs, mistakes)
    }

    #[test]
    fn nothing_written_promises_nothing_and_is_a_tool() {
        let (attrs, mistakes) = resolved(&parse_quote!(#[method(idempotent = false)]));
        assert_eq!(mistakes, 0);
        assert!(!attrs.read_only && !attrs.destructive && !attrs.idempotent && !attrs.public);
        assert!(attrs.tool && attrs.scopes.is_empty());
        assert_eq!((attrs.timeout_ms, attrs.on), (None, None));
    }

    #[test]
    fn times_have_a_unit_and_are_at_most_a_day() {
        let time = |text: &str| {
            let (attrs, mistakes) = resolved(&parse_quote!(#[method(timeout = #text)]));
            (attrs.timeout_ms, mistakes)
        };
        assert_eq!(time("1ms"), (Some(1), 0));
        assert_eq!(time("5s"), (Some(5000), 0));
        assert_eq!(time("1440m"), (Some(86_400_000), 0));
        for wrong in [
            "",
            "5",
            "s",
            "-1s",
            "1.5s",
            "5 sec",
            "86400001ms",
            "0ms",
            "99999999999999999999s",
        ] {
            assert_eq!(time(wrong), (None, 1), "{wrong}");
        }
    }

    #[test]
    fn scopes_are_alternatives() {
        let (attrs, mistakes) = resolved(&parse_quote!(#[method(scopes("a:b", any("c", "d")))]));
        assert_eq!(mistakes, 0);
        assert_eq!(attrs.scopes, [vec!["a:b"], vec!["c", "d"]]);
    }

    #[test]
    fn scopes_that_no_token_can_carry_are_mistakes() {
        for wrong in ["", "a b", "a\"b", "a\\b", "é", "a\n"] {
            let (_, mistakes) = resolved(&parse_quote!(#[method(scopes(#wrong))]));
            assert_eq!(mistakes, 1, "{wrong}");
        }
    }

    #[test]
    fn topics_are_words_with_dots() {
        for (topic, expected) in [("a", 0), ("a.b-c.D_1", 0), ("", 1), ("a..b", 1), ("a.>", 1)] {
            let (_, mistakes) = resolved(&parse_quote!(#[method(on = #topic)]));
            assert_eq!(mistakes, expected, "{topic}");
        }
    }

    #[test]
    fn only_what_is_true_can_contradict() {
        let fine = resolved(
            &parse_quote!(#[method(read_only, destructive = false, public = false, scopes("a"))]),
        );
        assert_eq!(fine.1, 0);
        let wrong = resolved(&parse_quote!(#[method(read_only, destructive, public, scopes("a"))]));
        assert_eq!(wrong.1, 2);
    }
}
