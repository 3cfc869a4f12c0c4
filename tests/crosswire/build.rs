//! Has prost write types from the `.proto` files that the messages of the tests are described by.

use std::path::PathBuf;
use std::{env, fs};

use crosswire_api::RowsService;
use traitwire::spec::proto::proto_files;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo says where to write to")?);
    let mut paths = Vec::new();
    for file in proto_files(&[RowsService::spec()])? {
        let path = out.join(&file.path);
        fs::create_dir_all(path.parent().ok_or("a file is in a folder")?)?;
        fs::write(&path, file.text())?;
        paths.push(path);
    }
    let descriptors = protox::compile(paths, [&out])?;
    // In an order of their own, so that values can be compared by their bytes.
    prost_build::Config::new()
        .btree_map(["."])
        .compile_fds(descriptors)?;
    Ok(())
}
