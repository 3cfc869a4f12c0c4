use proc_macro2::Span;

use super::{Outcome, Piece, parse};
use crate::errors::Errors;
use crate::parse::doc::DocLine;

/// What a doc comment has: its pieces in a short form, and its mistakes.
fn read(text: &str) -> (Vec<String>, Vec<String>) {
    let lines: Vec<_> = text
        .lines()
        .map(|line| DocLine {
            text: line.to_owned(),
            span: Span::call_site(),
        })
        .collect();
    let mut errors = Errors::new();
    let tagged = parse("create", &lines, &mut errors);
    let pieces = tagged.pieces.iter().map(short).collect();
    (pieces, messages(errors))
}

/// The texts of the compile errors.
fn messages(errors: Errors) -> Vec<String> {
    let file: syn::File = syn::parse2(errors.finish()).expect("compile errors are items");
    let message = |item: &syn::Item| match item {
        syn::Item::Macro(item) => item
            .mac
            .parse_body::<syn::LitStr>()
            .ok()
            .map(|text| text.value()),
        _ => None,
    };
    file.items.iter().filter_map(message).collect()
}

fn short(piece: &Piece) -> String {
    match piece {
        Piece::Text(line) => line.text.clone(),
        Piece::Error(reason) => format!("ERROR {}", reason.name),
        Piece::Example(example) => {
            let title = example
                .title
                .as_deref()
                .map_or(String::new(), |title| format!("({title}) "));
            let outcome = match &example.outcome {
                None => String::new(),
                Some(Outcome::Reply(reply)) => format!(" REPLY {}", reply.compact),
                Some(Outcome::Error(reason)) => format!(" FAILS {}", reason.name),
            };
            format!("EXAMPLE {title}{}{outcome}", example.input.compact)
        }
    }
}

/// The pieces of a doc comment without mistakes.
fn pieces(text: &str) -> Vec<String> {
    let (pieces, mistakes) = read(text);
    assert_eq!(mistakes, Vec::<String>::new(), "{text}");
    pieces
}

/// The only mistake of a doc comment.
fn mistake(text: &str) -> String {
    let (_, mut mistakes) = read(text);
    assert_eq!(mistakes.len(), 1, "{text}: {mistakes:?}");
    mistakes.remove(0)
}

#[test]
fn an_example_has_a_title_and_an_outcome_if_it_likes() {
    assert_eq!(pieces("@example {}"), ["EXAMPLE {}"]);
    assert_eq!(pieces("  @example{\"a\": 1}"), ["EXAMPLE {\"a\":1}"]);
    assert_eq!(
        pieces("@example on account: {\"a\": 1} -> {\"b\": [1, 2]}"),
        ["EXAMPLE (on account) {\"a\":1} REPLY {\"b\":[1,2]}"]
    );
    assert_eq!(
        pieces("@example at 12:30: {} ! board_full"),
        ["EXAMPLE (at 12:30) {} FAILS board_full"]
    );
    assert_eq!(pieces("@example {} ->null"), ["EXAMPLE {} REPLY null"]);
}

#[test]
fn an_example_takes_the_lines_it_needs() {
    let text = "Before.\n\n@example on two lines:\n  {\"a\":\n    1}\n  -> [\n  1 ]\nAfter.\n@example {\n}\n! full";
    assert_eq!(
        pieces(text),
        [
            "Before.",
            "",
            "EXAMPLE (on two lines) {\"a\":1} REPLY [1]",
            "After.",
            "EXAMPLE {} FAILS full"
        ]
    );
}

#[test]
fn text_after_an_example_stays_text() {
    assert_eq!(
        pieces("@example {}\n![a picture](a.png)\n@example {}\n- a list"),
        [
            "EXAMPLE {}",
            "![a picture](a.png)",
            "EXAMPLE {}",
            "- a list"
        ]
    );
}

#[test]
fn an_error_names_a_reason() {
    assert_eq!(
        pieces("@error no_such_task\n@error   full2  "),
        ["ERROR no_such_task", "ERROR full2"]
    );
}

#[test]
fn an_at_sign_can_be_text() {
    let text = "Write to alice@example.org\nor @ home\n\\@example {}\n`@example`";
    assert_eq!(pieces(text), text.lines().collect::<Vec<_>>());
}

#[test]
fn fences_hold_text() {
    let text = "```text\n@example {\n~~~\n@nothing\n```\n@example {}\n~~~~\n@error A\n~~~\n@error B\n~~~~~";
    let (pieces, mistakes) = read(text);
    assert_eq!(mistakes, Vec::<String>::new());
    let mut expected: Vec<_> = text.lines().collect();
    expected[5] = "EXAMPLE {}";
    assert_eq!(pieces, expected);
}

#[test]
fn mistakes_in_json_have_their_place() {
    assert_eq!(
        mistake("@example {\"a\" 1}"),
        "an `@example` of `create` is no JSON: expected `:` after the key, found `1`, at character 15 of this line"
    );
    assert_eq!(
        mistake("@example on é: {\"a\":\n  1,,}"),
        "an `@example` of `create` is no JSON: expected a key in double quotes, found `,`, at character 5 of this line"
    );
    assert_eq!(
        mistake("@example {} -> {\"a\": 1, \"a\": 2}"),
        "the reply of an `@example` of `create` is no JSON: the key `a` is there twice, at character 25 of this line"
    );
    assert_eq!(
        mistake("@example {\"a\": 1\n\nText."),
        "an `@example` of `create` is no JSON: expected `,` or `}`, but the example ends there, \
         at character 17 of this line"
    );
}

#[test]
fn a_mistake_stays_in_its_example() {
    let (pieces, mistakes) = read("@example {\"a\":\n1,\n@example {}\n\n@eror x\nText.");
    assert_eq!(pieces, ["EXAMPLE {}", "", "Text."]);
    assert_eq!(mistakes.len(), 2, "{mistakes:?}");
}

#[test]
fn other_mistakes_say_what_to_write() {
    let cases = [
        ("@example", "has no request; write it as a JSON object"),
        (
            "@example a title:",
            "has no request; write it as a JSON object",
        ),
        ("@example a title {}", "a title ends with a colon"),
        ("@example : {}", "a title ends with a colon"),
        ("@example 7", "a title ends with a colon"),
        (
            "@example {} and more",
            "`and more` follows an `@example` of `create`",
        ),
        (
            "@example {} -> 1 and more",
            "`and more` follows an `@example` of `create`",
        ),
        (
            "@example {} !",
            "`!` in an `@example` of `create` names no error",
        ),
        ("@example {} ! BoardFull", "write `! board_full`"),
        ("@error", "`@error` of `create` names no error"),
        ("@error NoSuchTask", "write `@error no_such_task`"),
        (
            "@error a, b",
            "takes one reason in snake case, and `a, b` is none; write `@error a`",
        ),
        (
            "@exmaple {}",
            "unknown tag `@exmaple`; did you mean `@example`?",
        ),
        (
            "@param x",
            "unknown tag `@param`; an argument is documented by a `///` comment",
        ),
        (
            "@alice does it",
            "to begin a line with an `@` that is text, write `\\@`",
        ),
    ];
    for (text, expected) in cases {
        let found = mistake(text);
        assert!(found.contains(expected), "{text}: {found}");
    }
}

#[test]
fn an_example_is_at_most_8_kilobytes_long() {
    let example = |bytes: usize| format!("@example {{\"a\":\"{}\"}}", "x".repeat(bytes - 8));
    assert_eq!(pieces(&example(8192)).len(), 1);
    assert!(mistake(&example(8193)).contains("is 8193 bytes long and may have 8192"));
}

#[test]
fn an_example_of_a_stream_is_an_array() {
    assert_eq!(
        pieces("@example [{\"a\": 1},\n  {}] -> []\n@example none [yet]: [] ! full"),
        [
            "EXAMPLE [{\"a\":1},{}] REPLY []",
            "EXAMPLE (none [yet]) [] FAILS full"
        ]
    );
    assert_eq!(
        pieces("@example with [brackets]: {\"a\": [1]}"),
        ["EXAMPLE (with [brackets]) {\"a\":[1]}"]
    );
}

#[test]
fn the_lines_of_an_example_are_known_by_their_tokens() {
    let text = [
        "@example {",
        "  \"a\": [1,",
        "    \"b\",",
        "    2]",
        "} -> null",
    ];
    let lines = text.map(|line| DocLine {
        text: line.to_owned(),
        span: Span::call_site(),
    });
    let mut errors = Errors::new();
    let tagged = parse("create", &lines, &mut errors);
    assert!(errors.finish().is_empty());
    let example = tagged.examples().next().expect("an example");
    let first = |json: &super::Json| json.lines.iter().map(|line| line.first).collect::<Vec<_>>();
    // `{` | `"a"` `[` `1` | `"b"` | `2` `]` | `}`
    assert_eq!(first(&example.input), [0, 1, 4, 5, 7]);
    let Some(Outcome::Reply(reply)) = &example.outcome else {
        panic!("a reply");
    };
    assert_eq!(first(reply), [0]);
}
