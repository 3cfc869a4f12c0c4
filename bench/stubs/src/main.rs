//! Writes what tonic and prost make of a `.proto` file, as a build script of their users does: `stubs FILE FOLDER`.

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [file, folder] = arguments.as_slice() else {
        return Err("expected a file and a folder".into());
    };
    let include = file.parent().ok_or("the file is in no folder")?;
    let files = protox::compile([file], [include])?;
    tonic_prost_build::configure()
        .out_dir(folder)
        .compile_fds(files)?;
    Ok(())
}
