//! What protoc would refuse: numbers and names that are none, or are taken twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::names::{self, full, is_identifier, split};
use super::{GREATEST, ProtoEnum, ProtoMessage, ProtoType};

/// The numbers that protobuf keeps for itself (<https://protobuf.dev/programming-guides/proto3/#assigning>).
const KEPT: std::ops::RangeInclusive<u32> = 19_000..=19_999;

/// What a package, or several, declare.
#[derive(Debug)]
pub(super) struct Declared<'a> {
    pub(super) messages: Vec<&'a ProtoMessage>,
    pub(super) enums: Vec<&'a ProtoEnum>,
    /// Full names of services, and the names of their methods.
    pub(super) services: Vec<(String, Vec<&'a str>)>,
}

/// How a type is called in a problem.
type Shown<'a> = &'a dyn Fn(&str) -> String;

/// All that is wrong.
pub(super) fn all(declared: &Declared<'_>, shown: Shown<'_>) -> Vec<String> {
    let mut problems = Vec::new();
    for message in &declared.messages {
        fields(message, shown, &mut problems);
    }
    for one in &declared.enums {
        values(one, shown, &mut problems);
    }
    for (service, methods) in &declared.services {
        for name in methods.iter().chain([&split(service).1]) {
            identifier(name, &format!("`{service}`"), &mut problems);
        }
    }
    let packages = packages(declared);
    for package in &packages {
        if !package.split('.').all(is_identifier) {
            problems.push(format!(
                "`{package}` is no package in protobuf; write names with letters from `a` to `z`, digits and `_`, and \
                 dots between them"
            ));
        }
    }
    symbols(declared, packages, shown, &mut problems);
    problems
}

fn identifier(name: &str, place: &str, problems: &mut Vec<String>) {
    if !is_identifier(name) {
        problems.push(format!(
            "{place}: `{name}` is no name in protobuf, whose names have letters from `a` to `z`, digits and `_`; rename it"
        ));
    }
}

fn fields(message: &ProtoMessage, shown: Shown<'_>, problems: &mut Vec<String>) {
    let place = shown(&message.name);
    identifier(split(&message.name).1, &place, problems);
    let mut by_number: HashMap<u32, &str> = HashMap::new();
    let mut by_name: HashMap<String, &str> = HashMap::new();
    let mut by_default: HashMap<String, &str> = HashMap::new();
    let mut by_json: HashMap<String, &str> = HashMap::new();
    if let Some(oneof) = &message.oneof
        && message.fields.iter().any(|field| field.name == *oneof)
    {
        problems.push(format!(
            "{place}: `{oneof}` is the name of what holds all variants in protobuf, so that none of them can have it; \
             rename it"
        ));
    }
    for field in &message.fields {
        let name = &*field.name;
        identifier(name, &place, problems);
        number(&place, name, field.number, problems);
        if let Some(other) = by_number.insert(field.number, name) {
            let number = field.number;
            problems.push(format!(
                "{place}: `{other}` and `{name}` both have the number {number} in protobuf; give one of them another \
                 with `#[proto(N)]`"
            ));
        }
        let mut names = vec![name.to_owned()];
        if let ProtoType::Map { .. } = field.ty {
            names.push(names::map_entry(name));
        }
        let taken = names
            .into_iter()
            .find_map(|name| by_name.insert(name, &field.name));
        let default = by_default.insert(names::json_name(name), name);
        if let Some(other) = taken.or(default) {
            problems.push(format!(
                "{place}: `{other}` and `{name}` are one name in protobuf; rename one of them"
            ));
            continue;
        }
        let json = field.json_name.clone();
        let json = json.unwrap_or_else(|| names::json_name(name));
        if json.contains('\0') || (json.starts_with('[') && json.ends_with(']')) {
            problems.push(format!(
                "{place}: protobuf does not take the key {json:?} of `{name}` in JSON; give it another"
            ));
        }
        if let Some(other) = by_json.insert(json.clone(), name) {
            problems.push(format!(
                "{place}: `{other}` and `{name}` are both `{json}` in protobuf's JSON; rename one of them"
            ));
        }
    }
}

fn number(place: &str, name: &str, number: u32, problems: &mut Vec<String>) {
    if !(1..=GREATEST).contains(&number) || KEPT.contains(&number) {
        problems.push(format!(
            "{place}: `{name}` has the number {number}; in protobuf it is from 1 to {GREATEST}, but for 19000 to 19999"
        ));
    }
}

fn values(one: &ProtoEnum, shown: Shown<'_>, problems: &mut Vec<String>) {
    let place = shown(&one.name);
    let prefix = format!("{}_", names::screaming_snake(split(&one.name).1));
    identifier(split(&one.name).1, &place, problems);
    let mut by_number: HashMap<u32, &str> = HashMap::new();
    let mut by_name: HashMap<String, &str> = HashMap::new();
    for value in &one.values {
        let name = &*value.name;
        identifier(name, &place, problems);
        if value.number > GREATEST {
            let number = value.number;
            problems.push(format!(
                "{place}: `{name}` has the number {number}; in protobuf it is from 1 to {GREATEST}"
            ));
        }
        if let Some(other) = by_number.insert(value.number, name) {
            let number = value.number;
            problems.push(format!(
                "{place}: `{other}` and `{name}` both have the number {number} in protobuf; give one of them another \
                 with `#[proto(N)]`"
            ));
        }
        if let Some(other) = by_name.insert(names::pascal_value(name, &prefix), name) {
            let hint = if name == other && name.ends_with("_UNSPECIFIED") {
                ", which stands for no value there"
            } else {
                ""
            };
            problems.push(format!(
                "{place}: `{other}` and `{name}` are one name in protobuf{hint}; rename one of them"
            ));
        }
    }
}

/// The packages of all names.
fn packages<'a>(declared: &'a Declared<'_>) -> BTreeSet<&'a str> {
    let types = declared.messages.iter().map(|message| &*message.name);
    let types = types.chain(declared.enums.iter().map(|one| &*one.name));
    let services = declared.services.iter().map(|(name, _)| &**name);
    let packages = types.chain(services).map(|name| split(name).0);
    packages.filter(|package| !package.is_empty()).collect()
}

/// Types, services, the values of enums and packages stand beside each other in the package around them.
fn symbols(
    declared: &Declared<'_>,
    mut packages: BTreeSet<&str>,
    shown: Shown<'_>,
    problems: &mut Vec<String>,
) {
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    let mut take = |name: String, what: String| {
        if let Some(other) = taken.get(&name) {
            problems.push(format!(
                "{other} and {what} are both `{name}` in protobuf; rename one of them, or give it a package of its own"
            ));
        } else {
            taken.insert(name, what);
        }
    };
    while let Some(package) = packages.pop_last() {
        take(package.to_owned(), format!("the package `{package}`"));
        // Behind all that begin with it, so that each is taken once.
        packages.extend(Some(split(package).0).filter(|around| !around.is_empty()));
    }
    for (service, _) in &declared.services {
        take(service.clone(), format!("the service `{service}`"));
    }
    for message in &declared.messages {
        take(message.name.clone(), shown(&message.name));
    }
    for one in &declared.enums {
        take(one.name.clone(), shown(&one.name));
    }
    for one in &declared.enums {
        let mut own: Vec<&str> = Vec::new();
        for value in &one.values {
            // What is twice in one enum is told where its values are looked at.
            if !own.contains(&&*value.name) {
                let place = shown(&one.name);
                let name = full(split(&one.name).0, &value.name);
                take(name, format!("`{}` of {place}", value.name));
                own.push(&value.name);
            }
        }
    }
}
