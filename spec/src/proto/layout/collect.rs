//! Messages and enums as they are found, each by its full name.

use std::collections::BTreeMap;

use super::super::{ProtoEnum, ProtoMessage};

/// What has been found.
#[derive(Debug, Default)]
pub(super) struct Types {
    begun: BTreeMap<String, Begun>,
    messages: BTreeMap<String, ProtoMessage>,
    enums: BTreeMap<String, ProtoEnum>,
    problems: Vec<String>,
}

/// A name that is taken.
#[derive(Debug)]
struct Begun {
    origin: String,
    identity: String,
}

impl Types {
    /// Takes a name for a type; false where it is taken already, by the same type if it has this `identity`.
    pub(super) fn begin(&mut self, name: &str, origin: &str, identity: &str) -> bool {
        let Some(begun) = self.begun.get(name) else {
            let begun = Begun {
                origin: origin.to_owned(),
                identity: identity.to_owned(),
            };
            self.begun.insert(name.to_owned(), begun);
            return true;
        };
        if begun.identity != identity {
            let mut origins = [&*begun.origin, origin];
            origins.sort_unstable();
            let [first, second] = origins;
            self.problem(format!(
                "two types are named `{name}` in protobuf: {first} and {second}; rename one with \
                 `#[message(name = \"..\")]`, or give it a package of its own with `#[message(package = \"..\")]`"
            ));
        }
        false
    }

    pub(super) fn message(&mut self, message: ProtoMessage) {
        self.messages.insert(message.name.clone(), message);
    }

    pub(super) fn enumeration(&mut self, made: ProtoEnum) {
        self.enums.insert(made.name.clone(), made);
    }

    pub(super) fn problem(&mut self, problem: String) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Where each type comes from.
    pub(super) fn origins(&self) -> BTreeMap<String, String> {
        let origins = self.begun.iter();
        origins
            .map(|(name, begun)| (name.clone(), begun.origin.clone()))
            .collect()
    }

    /// All of it, sorted by name.
    pub(super) fn finish(self) -> (Vec<ProtoMessage>, Vec<ProtoEnum>, Vec<String>) {
        let messages = self.messages.into_values().collect();
        (messages, self.enums.into_values().collect(), self.problems)
    }
}
