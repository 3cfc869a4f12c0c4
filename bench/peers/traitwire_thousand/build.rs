//! Writes the trait with a thousand methods: the one that is called in the middle.

use std::path::PathBuf;

const METHODS: usize = 1_000;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = std::env::var_os("OUT_DIR").expect("cargo sets `OUT_DIR`");
    std::fs::write(PathBuf::from(folder).join("users.rs"), code())
        .expect("cargo's own folder can be written to");
}

fn code() -> String {
    let mut declared = String::new();
    let mut defined = String::new();
    for number in 0..METHODS {
        // The one that is called is as it is in the small service. The others share a request, which spares the compiler
        // a thousand of them.
        let (name, argument, documented, id) = if number == METHODS / 2 {
            ("get_user".to_owned(), "id: u64", "/** The user's id. */ id: u64", "id")
        } else {
            (format!("get_u{number:03}"), "req: GetUser", "req: GetUser", "req.id")
        };
        let returned = "Result<User, traitwire::Status>";
        declared += &format!(
            "/// Look up one user.\n///\n/// @example {{\"id\": 7}}\n\
             #[method(read_only)] async fn {name}(&self, {documented}) -> {returned};\n"
        );
        defined +=
            &format!("async fn {name}(&self, {argument}) -> {returned} {{ Ok(user({id})) }}\n");
    }
    format!(
        "/// People who may log in.\n#[service(package = \"users.v1\")] trait Users {{ {declared} }}\n\
         impl Users for Directory {{ {defined} }}"
    )
}
