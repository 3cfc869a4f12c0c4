//! Writes the trait with a thousand methods: the one that is called in the middle.

use std::path::PathBuf;

const METHODS: usize = 1_000;
const RESULT: &str = "Result<User, traitwire::Status>";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = std::env::var_os("OUT_DIR").expect("cargo sets `OUT_DIR`");
    std::fs::write(PathBuf::from(folder).join("users.rs"), code())
        .expect("cargo's own folder can be written to");
}

fn code() -> String {
    let declared: Vec<_> = (0..METHODS).map(declared).collect();
    let defined: Vec<_> = (0..METHODS).map(defined).collect();
    format!(
        "/// People who may log in.\n#[service(package = \"users.v1\")] trait Users {{ {} }}\n\
         impl Users for Directory {{ {} }}",
        declared.join("\n"),
        defined.join("\n")
    )
}

fn declared(number: usize) -> String {
    let signature = if number == METHODS / 2 {
        "get_user(&self, /** The user's id. */ id: u64)".to_owned()
    } else {
        shared_signature(number)
    };
    format!(
        "/// Look up one user.\n///\n/// @example {{\"id\": 7}}\n\
         #[method(read_only)] async fn {signature} -> {RESULT};"
    )
}

fn defined(number: usize) -> String {
    if number == METHODS / 2 {
        format!("async fn get_user(&self, id: u64) -> {RESULT} {{ Ok(user(id)) }}")
    } else {
        let signature = shared_signature(number);
        format!("async fn {signature} -> {RESULT} {{ Ok(user(req.id)) }}")
    }
}

/// All but the method that is called share a request, which spares the compiler a thousand of them.
fn shared_signature(number: usize) -> String {
    format!("get_u{number:03}(&self, req: GetUser)")
}
