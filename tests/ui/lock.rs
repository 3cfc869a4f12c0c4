//! What the compiler says of messages that do not keep to their `api.lock`.
//!
//! The file belongs to a whole package, so that trybuild has no place for it. Here each case is a program of one
//! package; its lines `//# ..` are its part of the file. What is in `lock/pass` compiles without a warning, and what is
//! in `lock/fail` is refused with exactly the messages beside it. `TRYBUILD=overwrite` writes the messages anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use traitwire::spec::Json;
use traitwire::spec::lock::Lock;

/// A package with its file. Its name is that of its folder, since cargo takes packages of one name for the same.
struct Package(PathBuf);

impl Package {
    /// A package of this name, with nothing in it.
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("src")).expect("a folder");
        let lock = root().join("Cargo.lock");
        fs::copy(lock, folder.join("Cargo.lock")).expect("the same dependencies");
        Self(folder)
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.0.join(file), text).expect("a file");
    }

    /// The manifest of a package, to which its programs are added.
    fn manifest(&self, programs: &str) {
        self.member(&format!("{programs}[workspace]\n"));
    }

    /// The manifest of one of several packages.
    fn member(&self, more: &str) {
        let runtime = root().join("runtime").display().to_string();
        let name = self.0.file_name().expect("a name").to_string_lossy();
        self.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n\
                 traitwire = {{ path = {runtime:?}, default-features = false }}\n{more}"
            ),
        );
    }

    /// What the compiler says of each program, and of those of which it says nothing too.
    fn check(&self) -> BTreeMap<String, String> {
        let output = Command::new(env!("CARGO"))
            .args([
                "check",
                "--offline",
                "--keep-going",
                "--message-format=json",
            ])
            .current_dir(&self.0)
            // Where trybuild builds, so that the dependencies are there already.
            .env("CARGO_TARGET_DIR", self.0.join("../../tests/trybuild"))
            .stderr(Stdio::inherit())
            .output()
            .expect("cargo runs");
        let mut said = BTreeMap::<String, String>::new();
        for line in String::from_utf8(output.stdout).expect("text").lines() {
            let message = Json::parse(line).expect("JSON");
            let target = message.get("target").and_then(|target| target.get("name"));
            let Some(target) = target.and_then(Json::as_str) else {
                continue;
            };
            let to = said.entry(target.to_owned()).or_default();
            let rendered = message
                .get("message")
                .and_then(|message| message.get("rendered"));
            *to += rendered.and_then(Json::as_str).unwrap_or_default();
        }
        said
    }
}

fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("the workspace")
}

/// A case, by the name of its file.
struct Case {
    name: String,
    path: PathBuf,
    source: String,
}

fn cases(folder: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("lock")
        .join(folder);
    let files = fs::read_dir(folder).expect("the cases");
    let paths = files.map(|file| file.expect("a file").path());
    let sources = paths.filter(|path| path.extension().is_some_and(|end| end == "rs"));
    let mut cases: Vec<_> = sources
        .map(|path| Case {
            name: path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned(),
            source: fs::read_to_string(&path).expect("a source"),
            path,
        })
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

/// What the compiler says of each case of a folder.
fn check_all(folder: &str) -> Vec<(Case, String)> {
    let package = Package::new(&format!("lock_{folder}"));
    let (mut programs, mut lock) = (String::new(), String::new());
    let cases = cases(folder);
    for Case { name, path, source } in &cases {
        let path = path.display().to_string();
        let _ = writeln!(programs, "[[bin]]\nname = {name:?}\npath = {path:?}");
        let lines = source
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("//# "));
        let part = lines.collect::<Vec<_>>().join("\n");
        // All cases are in one file, which has a name once.
        let part = part.replace("lock.v1.", &format!("{name}.v1."));
        // As the program writes it.
        lock += &Lock::parse(&part).expect("a lock").to_string();
    }
    package.manifest(&programs);
    package.write("api.lock", &lock);
    let mut said = package.check();
    let cases = cases.into_iter().map(|case| {
        let said = said.remove(&case.name);
        let said = said.unwrap_or_else(|| panic!("`{}` was not compiled", case.name));
        let root = format!("{}/", root().display());
        (case, said.replace(&root, ""))
    });
    cases.collect()
}

#[test]
fn pass() {
    for (case, said) in check_all("pass") {
        assert_eq!(said, "", "{}", case.name);
    }
}

#[test]
#[cfg_attr(
    not(compares_messages),
    ignore = "messages are compared on Rust 1.95 only"
)]
fn fail() {
    let overwrite = env::var_os("TRYBUILD").is_some_and(|value| value == "overwrite");
    let mut different = Vec::new();
    for (case, said) in check_all("fail") {
        let beside = case.path.with_extension("stderr");
        if overwrite {
            fs::write(&beside, &said).expect("a message");
        } else if fs::read_to_string(&beside).unwrap_or_default() != said {
            different.push(format!("{}:\n{said}", case.name));
        }
        assert!(said.contains("error"), "`{}` is not refused", case.name);
    }
    assert!(
        different.is_empty(),
        "other messages:\n{}",
        different.join("\n")
    );
}

/// A file that cannot be read is told of once, whatever is in the package, and in the words of the command.
#[test]
fn a_broken_file_is_told_of_once() {
    const BROKEN: [(usize, &str); 14] = [
        (1, "messages a.B (c::B)"),
        (1, "  1 x bool"),
        (1, "message a.B"),
        (1, "message a.B (B)"),
        (1, "enum a.B c::B"),
        (2, "message a.B (c::B)\nmessage a.B (c::B)"),
        (2, "message a.B (c::B)\n  1 x"),
        (3, "enum a.B (c::B)\n\n  1 X bool"),
        (2, "message a.B (c::B)\n  one x bool"),
        (2, "message a.B (c::B)\n  reserved 536870912 x"),
        (3, "message a.B (c::B)\n  1 x bool\n  1 y bool"),
        (3, "message a.B (c::B)\n  1 x bool\n  2 x bool"),
        (2, "message a.B (c::B)\n<<<<<<< HEAD\n  1 x bool"),
        // The mark of a byte order, which is no mistake.
        (2, "\u{feff}message a.B (c::B)\n  0 x bool"),
    ];
    let all = Package::new("lock_broken");
    all.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"broken_*\"]\nresolver = \"3\"\n",
    );
    let message = "#[traitwire::message]\npub struct One { pub id: u64 }\n";
    let source =
        message.to_owned() + &message.replace("One", "Other") + "traitwire::lock!(\"api.lock\");\n";
    let name = |index: usize| format!("broken_{index}");
    for (index, (_, text)) in BROKEN.iter().enumerate() {
        let package = Package(all.0.join(name(index)));
        fs::create_dir_all(package.0.join("src")).expect("a folder");
        package.member("");
        package.write("src/lib.rs", &source);
        package.write("api.lock", text);
    }
    let said = all.check();
    for (index, (line, text)) in BROKEN.iter().enumerate() {
        let error = Lock::parse(text).expect_err(text);
        assert_eq!(error.line, *line, "{error}");
        let said = &said[&name(index)];
        let expected = format!("error: `api.lock`, {error}\n");
        assert!(said.contains(&expected), "{expected}{said}");
        assert_eq!(said.matches("error:").count(), 1, "{said}");
    }
}

/// Cargo compiles a package anew that says `lock!` when its file is another, and without a file, too.
#[test]
fn another_file_is_noticed() {
    let package = Package::new("lock_noticed");
    package.manifest("");
    let source =
        "traitwire::lock!(\"api.lock\");\n#[traitwire::message]\npub struct One { pub id: u64 }\n";
    package.write("src/lib.rs", source);
    let said = || package.check().remove("lock_noticed").expect("an answer");
    assert_eq!(said(), "", "no file");
    package.write("src/lib.rs", &format!("{source}\n"));
    package.write(
        "api.lock",
        "message lock.v1.One (lock_noticed::One)\n  1 id uint64\n",
    );
    assert_eq!(said(), "", "the file says the same");
    package.write(
        "api.lock",
        "message lock.v1.One (lock_noticed::One)\n  2 id uint64\n",
    );
    assert!(said().contains("changed from 2 to 1"));
    fs::remove_file(package.0.join("api.lock")).expect("a file");
    assert_eq!(said(), "", "no file any more");
}
