//! Goldens: what is written for the types in `golden/`.

use proc_macro2::TokenStream;

use crate::expand::golden;

fn expansion(source: &str) -> TokenStream {
    golden::expand_types(source, "message", crate::pipeline::message)
}

fn compare(name: &str) {
    golden::compare("message/golden", name, expansion);
}

#[test]
fn a_struct() {
    compare("structs");
}

#[test]
fn types_around_one_value_or_none() {
    compare("newtypes");
}

#[test]
fn an_enum() {
    compare("enums");
}

#[test]
fn a_generic_type() {
    compare("generic");
}

#[test]
fn types_with_mistakes() {
    compare("mistakes");
}

#[test]
fn the_usual_path_of_the_crate_is_not_used_where_another_is_given() {
    let right = "
        #[message(crate = crate::wire, name = \"Tasks\", package = \"tasks.v1\")]
        struct Page<T> {
            #[serde(default)]
            #[schemars(range(min = 1), length(max = 2), regex(pattern = \"a\"))]
            items: Vec<T>,
            #[serde(flatten)]
            rest: Map,
        }
        #[message(crate = crate::wire)]
        #[serde(tag = \"kind\")]
        enum Event { Unit, New(Task), Struct { #[serde(flatten)] task: Task } }";
    golden::assert_no_usual_path(&expansion(right));
    let wrong = "
        #[message(crate = crate::wire)]
        struct Page<T> { items: Vec<Page<T>> }";
    golden::assert_no_usual_path(&expansion(wrong));
}
