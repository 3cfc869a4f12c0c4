//! The files that describe services: one a package.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::ServiceSpec;

use super::names::split;
use super::{MethodProto, ProtoEnum, ProtoField, ProtoMessage, check};

/// Where protobuf declares what it has itself, as far as services use it.
const WELL_KNOWN: [(&str, &str); 4] = [
    ("google.protobuf.Duration", "google/protobuf/duration.proto"),
    ("google.protobuf.Empty", "google/protobuf/empty.proto"),
    (
        "google.protobuf.Timestamp",
        "google/protobuf/timestamp.proto",
    ),
    ("google.protobuf.Value", "google/protobuf/struct.proto"),
];

/// All that is declared in one package.
#[derive(Debug)]
pub struct ProtoFile<'a> {
    /// Its path, such as `tasks/v1/tasks.proto`.
    pub path: String,
    /// The package, such as `tasks.v1`.
    pub package: String,
    /// Paths of the files that it needs, sorted.
    pub imports: Vec<String>,
    /// Sorted by name.
    pub services: Vec<ProtoService<'a>>,
    /// Sorted by name.
    pub messages: Vec<&'a ProtoMessage>,
    /// Sorted by name.
    pub enums: Vec<&'a ProtoEnum>,
    /// Names that are something in this package or around it, so that a full name which begins with one of them has to begin
    /// with a dot.
    pub(super) shadowed: BTreeSet<String>,
}

/// A service in a file.
#[derive(Debug)]
pub struct ProtoService<'a> {
    /// The service.
    pub spec: &'a ServiceSpec,
    /// What each of its methods is in protobuf.
    pub methods: Vec<&'a MethodProto>,
}

/// The files of several services. A file comes behind those that it imports; otherwise they are sorted by path.
///
/// Fails where a service has no protobuf form, where two services mean different things by one name, and where packages
/// need each other, which protobuf does not allow.
pub fn proto_files<'a>(services: &[&'a ServiceSpec]) -> Result<Vec<ProtoFile<'a>>, String> {
    let mut packages = Packages::default();
    for &spec in services {
        packages.add(spec)?;
    }
    packages.check()?;
    packages.files()
}

#[derive(Default)]
struct Packages<'a> {
    services: BTreeMap<String, ProtoService<'a>>,
    messages: BTreeMap<&'a str, (&'a ProtoMessage, String)>,
    enums: BTreeMap<&'a str, (&'a ProtoEnum, String)>,
}

impl<'a> Packages<'a> {
    fn add(&mut self, spec: &'a ServiceSpec) -> Result<(), String> {
        let name = spec.full_name();
        if !spec.proto.problems.is_empty() {
            let problems = spec.proto.problems.join("\n");
            return Err(format!(
                "the service `{name}` has no protobuf form: {problems}"
            ));
        }
        for message in &spec.proto.messages {
            let (other, of) = self
                .messages
                .entry(&message.name)
                .or_insert_with(|| (message, name.clone()));
            if *other != message {
                return Err(clash(&message.name, of, &name));
            }
        }
        for one in &spec.proto.enums {
            let (other, of) = self
                .enums
                .entry(&one.name)
                .or_insert_with(|| (one, name.clone()));
            if *other != one {
                return Err(clash(&one.name, of, &name));
            }
        }
        let methods = spec.methods.iter().map(|method| method.proto.as_ref());
        let methods: Option<Vec<_>> = methods.collect();
        let methods = methods.ok_or_else(|| {
            format!("the description of `{name}` says nothing of protobuf; write it anew")
        })?;
        self.services.insert(name, ProtoService { spec, methods });
        Ok(())
    }

    /// Two services can take one name for different things.
    fn check(&self) -> Result<(), String> {
        let pascal = |spec: &'a ServiceSpec| {
            let methods = spec.methods.iter();
            methods
                .map(|method| split(&method.full_name).1)
                .collect::<Vec<_>>()
        };
        let services = self.services.iter();
        let declared = check::Declared {
            messages: self
                .messages
                .values()
                .map(|(message, _)| *message)
                .collect(),
            enums: self.enums.values().map(|(one, _)| *one).collect(),
            services: services
                .map(|(name, service)| (name.clone(), pascal(service.spec)))
                .collect(),
        };
        let mut problems = check::all(&declared, &|name| format!("`{name}`"));
        problems.extend(self.unknown());
        match &*problems {
            [] => Ok(()),
            problems => Err(problems.join("\n")),
        }
    }

    /// Names that nothing has: a description from elsewhere can hold any.
    fn unknown(&self) -> Vec<String> {
        let is_known = |name: &str| {
            self.messages.contains_key(name)
                || self.enums.contains_key(name)
                || well_known(name).is_some()
        };
        let messages = self.messages.values().map(|(message, _)| *message);
        let named = names(messages, self.services.values());
        let unknown = named.filter(|(_, name)| !is_known(name));
        let mut problems: Vec<_> = unknown
            .map(|(place, name)| format!("`{place}` uses `{name}`, which is not described"))
            .collect();
        // A method can have one message for both of its sides.
        problems.dedup();
        problems
    }

    fn files(mut self) -> Result<Vec<ProtoFile<'a>>, String> {
        let names = self.services.keys().map(String::as_str);
        let names = names.chain(self.messages.keys().copied());
        let names = names.chain(self.enums.keys().copied());
        let all: BTreeSet<String> = names.map(str::to_owned).collect();
        let packages: BTreeSet<String> = all.iter().map(|name| split(name).0.to_owned()).collect();
        let mut files = Vec::new();
        for package in &packages {
            let services = std::mem::take(&mut self.services);
            let (own, rest) = services
                .into_iter()
                .partition(|(name, _)| split(name).0 == package);
            self.services = rest;
            let own: BTreeMap<String, ProtoService<'a>> = own;
            let is_own = |name: &str| split(name).0 == package;
            let messages = self.messages.values().map(|(message, _)| *message);
            let enums = self.enums.values().map(|(one, _)| *one);
            files.push(ProtoFile {
                path: path(package),
                package: package.clone(),
                imports: Vec::new(),
                services: own.into_values().collect(),
                messages: messages.filter(|message| is_own(&message.name)).collect(),
                enums: enums.filter(|one| is_own(&one.name)).collect(),
                shadowed: shadowed(package, &all),
            });
        }
        order(files)
    }
}

fn clash(name: &str, first: &str, second: &str) -> String {
    format!(
        "`{name}` is one thing for `{first}` and another for `{second}` in protobuf; rename one with \
         `#[message(name = \"..\")]`, or give it a package of its own with `#[message(package = \"..\")]`"
    )
}

/// The path of a package's file: a folder a part, and the name of the part in front of the version.
fn path(package: &str) -> String {
    let parts: Vec<_> = package.split('.').collect();
    let name = match &*parts {
        [.., name, version] if is_version(version) => name,
        [.., name] if !name.is_empty() => name,
        _ => "service",
    };
    let folder: String = parts
        .iter()
        .filter(|part| !part.is_empty())
        .flat_map(|part| [part, "/"])
        .collect();
    format!("{folder}{name}.proto")
}

/// `v1`, `v2beta1` and the like.
fn is_version(part: &str) -> bool {
    part.strip_prefix('v')
        .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

/// What stands inside of the packages around: protobuf looks there first for the first part of a name.
fn shadowed(package: &str, names: &BTreeSet<String>) -> BTreeSet<String> {
    let mut around = package;
    let mut shadowed = BTreeSet::new();
    while !around.is_empty() {
        let inside = |name: &String| {
            let rest = name.strip_prefix(around)?.strip_prefix('.')?;
            rest.split('.').next().map(str::to_owned)
        };
        shadowed.extend(names.iter().filter_map(inside));
        around = split(around).0;
    }
    shadowed
}

/// Fills in what each file imports, and puts files behind those that they import.
fn order(mut files: Vec<ProtoFile<'_>>) -> Result<Vec<ProtoFile<'_>>, String> {
    let uses: HashMap<String, BTreeMap<String, Use>> = files
        .iter()
        .map(|file| (file.package.clone(), uses(file)))
        .collect();
    for file in &mut files {
        let packages = uses[&file.package].keys().map(|package| path(package));
        let known = names_in(file).filter_map(|(_, name)| well_known(name));
        let imports: BTreeSet<String> = packages.chain(known.map(str::to_owned)).collect();
        file.imports = imports.into_iter().collect();
    }
    let mut ordered: Vec<ProtoFile<'_>> = Vec::new();
    while !files.is_empty() {
        let is_ready = |file: &ProtoFile<'_>| {
            let mut needed = uses[&file.package].keys();
            needed.all(|package| ordered.iter().any(|done| done.package == *package))
        };
        let Some(index) = files.iter().position(is_ready) else {
            return Err(cycle(&files, &uses));
        };
        ordered.push(files.remove(index));
    }
    Ok(ordered)
}

/// A place that uses a type of another package.
#[derive(Debug)]
struct Use {
    place: String,
    name: String,
}

/// The packages that a file uses, and one place where it does.
fn uses(file: &ProtoFile<'_>) -> BTreeMap<String, Use> {
    let mut uses = BTreeMap::new();
    for (place, name) in names_in(file) {
        let package = split(name).0;
        if package != file.package && well_known(name).is_none() {
            uses.entry(package.to_owned()).or_insert_with(|| Use {
                place,
                name: name.to_owned(),
            });
        }
    }
    uses
}

/// The full names of all types that a file refers to, and where.
fn names_in<'f>(file: &'f ProtoFile<'_>) -> impl Iterator<Item = (String, &'f str)> {
    names(file.messages.iter().copied(), file.services.iter())
}

fn names<'f>(
    messages: impl Iterator<Item = &'f ProtoMessage>,
    services: impl Iterator<Item = &'f ProtoService<'f>>,
) -> impl Iterator<Item = (String, &'f str)> {
    let fields = messages.flat_map(|message| {
        let named = |field: &'f ProtoField| {
            let name = field.ty.named()?;
            Some((format!("{}.{}", message.name, field.name), name))
        };
        message.fields.iter().filter_map(named)
    });
    let methods = services.flat_map(|service| {
        let methods = service.spec.methods.iter().zip(&service.methods);
        methods.flat_map(|(method, proto)| {
            [&proto.request, &proto.reply].map(|name| (method.full_name.clone(), &**name))
        })
    });
    fields.chain(methods)
}

fn well_known(name: &str) -> Option<&'static str> {
    let mut known = WELL_KNOWN.iter();
    known
        .find(|(known, _)| *known == name)
        .map(|(_, path)| *path)
}

/// Names the packages that need each other. Each of those that are left needs another one of them, so that whoever follows
/// them comes back to where he has been.
fn cycle(left: &[ProtoFile<'_>], uses: &HashMap<String, BTreeMap<String, Use>>) -> String {
    let is_left = |package: &str| left.iter().any(|file| file.package == package);
    let mut way: Vec<(&str, &Use)> = Vec::new();
    let mut package = &*left[0].package;
    let start = loop {
        if let Some(start) = way.iter().position(|(seen, _)| *seen == package) {
            break start;
        }
        let mut needed = uses[package].iter();
        let Some((next, found)) = needed.find(|(next, _)| is_left(next)) else {
            break 0;
        };
        way.push((package, found));
        package = next;
    };
    let places = way[start..].iter();
    let places = places.map(|(_, found)| format!("`{}` uses `{}`", found.place, found.name));
    let places: Vec<_> = places.collect();
    format!(
        "packages need each other, which protobuf does not allow: {}; put these types into one package with \
         `#[message(package = \"..\")]`",
        places.join(", ")
    )
}
