//! The services as `.proto` files.

use std::fs;
use std::path::Path;

use super::super::parse::Parsed;
use super::super::problem::Problem;
use super::super::{command, output};
use crate::endpoint::Endpoint;
use crate::spec::proto::{ProtoFile, proto_files};

/// Prints the only file there is, or writes all of them into a folder and prints their paths.
pub(super) fn write(program: &str, endpoint: &Endpoint, parsed: &Parsed) -> Result<(), Problem> {
    let services: Vec<_> = endpoint.specs().collect();
    let files = proto_files(&services).map_err(Problem::failure)?;
    if let Some(folder) = parsed.value(&command::OUT)? {
        let paths = files
            .iter()
            .map(|file| written(file, Path::new(&folder.value)));
        let paths: Vec<_> = paths.collect::<Result<_, _>>()?;
        return output::print(&paths.concat());
    }
    match &*files {
        [] => output::print(""),
        [file] => output::print(&file.text()),
        several => {
            let paths: Vec<_> = several.iter().map(|file| &*file.path).collect();
            let message = format!(
                "the services need several .proto files: `{}`",
                paths.join("`, `")
            );
            let hint = format!("write `{program} spec proto --out DIR` to have them in a folder");
            Err(Problem::usage(message).hint(hint))
        }
    }
}

/// Writes a file, and gives its path as a line.
fn written(file: &ProtoFile<'_>, folder: &Path) -> Result<String, Problem> {
    let path = folder.join(&file.path);
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(&path, file.text()))
        .map_err(|error| Problem::failure(format!("cannot write `{}`: {error}", path.display())))?;
    Ok(format!("{}\n", path.display()))
}
