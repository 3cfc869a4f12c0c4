//! Tells the tests whether this compiler's messages are the ones that were written down.

use std::process::Command;

/// Messages differ between versions of the compiler; they are compared on this one.
const COMPARED_ON: &str = "rustc 1.95.";

fn main() {
    println!("cargo::rustc-check-cfg=cfg(compares_messages)");
    println!("cargo::rerun-if-changed=build.rs");
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output();
    if version.is_ok_and(|output| output.stdout.starts_with(COMPARED_ON.as_bytes())) {
        println!("cargo::rustc-cfg=compares_messages");
    }
}
