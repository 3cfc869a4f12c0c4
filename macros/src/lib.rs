//! The macros of traitwire. Their documentation is in the crate `traitwire`, which exports them.
//!
//! Each macro is four steps, and no step reaches back to an earlier one: `parse` reads tokens, `model` is what
//! they say, `check` finds what is wrong with it, `expand` writes Rust. `pipeline` calls them in order. Whatever
//! step finds a mistake says so in the words of `text`, and `errors` keeps it until all are known.

mod check;
mod errors;
mod expand;
mod model;
mod names;
mod parse;
mod paths;
mod pipeline;
mod text;

use proc_macro::TokenStream;

/// Makes a struct or an enum a message.
#[proc_macro_attribute]
pub fn message(args: TokenStream, item: TokenStream) -> TokenStream {
    run(pipeline::message, args, item)
}

/// Makes a trait a service.
#[proc_macro_attribute]
pub fn service(args: TokenStream, item: TokenStream) -> TokenStream {
    run(pipeline::service, args, item)
}

/// Makes an enum the error of a service.
#[proc_macro_attribute]
pub fn service_error(args: TokenStream, item: TokenStream) -> TokenStream {
    run(pipeline::service_error, args, item)
}

/// Tests the examples of a service.
#[proc_macro]
pub fn service_tests(tokens: TokenStream) -> TokenStream {
    shown(pipeline::service_tests(tokens.into()))
}

/// Keeps the numbers of a crate's messages to those in a file.
#[proc_macro]
pub fn lock(tokens: TokenStream) -> TokenStream {
    shown(pipeline::lock(tokens.into()))
}

type Step = fn(proc_macro2::TokenStream, proc_macro2::TokenStream) -> proc_macro2::TokenStream;

fn run(step: Step, args: TokenStream, item: TokenStream) -> TokenStream {
    shown(step(args.into(), item.into()))
}

/// The expansion, which whoever asks for it gets to see.
fn shown(expansion: proc_macro2::TokenStream) -> TokenStream {
    if std::env::var_os("TRAITWIRE_DEBUG").is_some_and(|value| value == "1") {
        print(&expansion);
    }
    expansion.into()
}

/// Shows an expansion to whoever looks for a mistake in it. A failing stderr is no reason to fail the build.
fn print(expansion: &proc_macro2::TokenStream) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "{expansion}\n");
}
