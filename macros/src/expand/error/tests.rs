//! Goldens: what is written for the enums in `golden/`.

use proc_macro2::TokenStream;

use crate::expand::golden;

fn expansion(source: &str) -> TokenStream {
    golden::expand_types(source, "service_error", crate::pipeline::service_error)
}

#[test]
fn an_error_enum() {
    golden::compare("error/golden", "task_error", expansion);
}

#[test]
fn an_enum_with_mistakes() {
    golden::compare("error/golden", "mistakes", expansion);
}

#[test]
fn the_usual_path_of_the_crate_is_not_used_where_another_is_given() {
    let right = "
        #[service_error(crate = crate::wire)]
        enum TaskError {
            /// No task has this id.
            #[code(not_found)]
            NoSuchTask { id: u64 },
            /// Full.
            #[code(resource_exhausted)]
            BoardFull,
            #[code(call)]
            Call(CallError),
        }";
    golden::assert_no_usual_path(&expansion(right));
    let wrong = "
        #[service_error(crate = crate::wire)]
        enum TaskError { NoSuchTask { id: u64 } }";
    golden::assert_no_usual_path(&expansion(wrong));
}
