//! Writes the protobuf form of the services that a description on stdin holds into a folder: the `.proto` files, and all of
//! them once more as the descriptors `services.binpb`. `tests/interop/test_protobuf.py` has protoc read them.

use std::io::Read as _;
use std::path::PathBuf;
use std::{env, fs, io};

use traitwire::spec::proto::{file_descriptor_set, proto_files};
use traitwire::spec::{Json, ServiceSpec};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(env::args_os().nth(1).ok_or("a folder is missing")?);
    let mut text = Vec::new();
    io::stdin().lock().read_to_end(&mut text)?;
    let services = ServiceSpec::all_from_json(&Json::parse(&text)?)?;
    let services: Vec<_> = services.iter().collect();
    for file in proto_files(&services)? {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().ok_or("a file is in a folder")?)?;
        fs::write(path, file.text())?;
    }
    fs::write(
        folder.join("services.binpb"),
        file_descriptor_set(&services)?,
    )?;
    Ok(())
}
