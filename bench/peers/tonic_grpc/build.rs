//! Writes what tonic and prost make of `orders.proto`, without protoc.

fn main() {
    println!("cargo::rerun-if-changed=orders.proto");
    let files = protox::compile(["orders.proto"], ["."]).expect("the file is right");
    tonic_prost_build::configure()
        // A map in a fixed order, so that the bytes can be compared.
        .btree_map(".")
        .compile_fds(files)
        .expect("cargo's own folder can be written to");
}
