//! Whether fields keep the numbers and the types that `api.lock` says they have.
//!
//! What a field holds is known to the compiler alone, which looks through aliases. Which module a type is in is, too. So
//! what is found here is what the compiler is to find: each finding is a mistake under a condition.

use crate::parse::lock::{Entry, Role};
use crate::text::lock as text;

/// What a variant without data holds.
pub(crate) const EMPTY: &str = "google.protobuf.Empty";
/// What is written by serde code holds.
pub(crate) const VALUE: &str = "google.protobuf.Value";

/// What has a number: a field, a variant, the place in a tuple.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// Its name in protobuf.
    pub(crate) name: String,
    /// What messages call it, such as `Task.kids` or `State::Done`.
    pub(crate) shown: String,
    /// Its number; 0 where it is never sent.
    pub(crate) number: u32,
    /// Whether its number is its place, which no attribute changes.
    pub(crate) is_place: bool,
    pub(crate) holds: Holds,
}

/// What a member holds.
#[derive(Clone, Debug)]
pub(crate) enum Holds {
    /// Nothing: it is a value of an enum.
    Nothing,
    /// This, in the words of the file.
    Named(String),
    /// What the compiler finds out.
    Evaluated,
    /// What hangs on the arguments of a generic type.
    Unknown,
}

/// A mistake of a member.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// Which member it is.
    pub(crate) member: usize,
    /// The number that it has.
    pub(crate) number: u32,
    pub(crate) when: When,
}

/// When it is a mistake.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum When {
    Always(String),
    /// If the member still holds what the file says, so that only its number has changed.
    Is {
        said: String,
        message: String,
    },
    /// If it holds something else. A number that is free is given where the member can have another number.
    IsNot {
        said: String,
        free: Option<u32>,
    },
}

/// What of the members is not as the entry says.
pub(crate) fn compare(entry: &Entry, members: &[Member]) -> Vec<Finding> {
    let mut comparison = Comparison {
        entry,
        members,
        free: first_free(entry, members),
    };
    let sent = members.iter().enumerate();
    let sent = sent.filter(|(_, member)| member.number != 0);
    sent.filter_map(|(index, member)| {
        let when = comparison.member(member)?;
        Some(Finding {
            member: index,
            number: member.number,
            when,
        })
    })
    .collect()
}

/// The number behind all that are or were in use.
fn first_free(entry: &Entry, members: &[Member]) -> u32 {
    let locked = entry.lines.iter().map(|line| line.number);
    let now = members.iter().map(|member| member.number);
    1 + locked.chain(now).max().unwrap_or(0)
}

struct Comparison<'a> {
    entry: &'a Entry,
    members: &'a [Member],
    free: u32,
}

impl Comparison<'_> {
    fn member(&mut self, member: &Member) -> Option<When> {
        let before = self.entry.named(&member.name);
        match (self.entry.line(member.number), before) {
            (Some(line), _) if line.role == Role::Reserved => {
                Some(When::Always(self.reserved(member, &line.name)))
            }
            (Some(line), _) if line.name == member.name => self.same_number(member, &line.role),
            (Some(_), Some(old)) => Some(When::Always(moved(member, old.number))),
            (Some(line), None) => Some(When::Always(self.taken(member, &line.name))),
            (None, Some(old)) => other_number(member, old.number, &old.role),
            (None, None) => None,
        }
    }

    fn same_number(&mut self, member: &Member, role: &Role) -> Option<When> {
        let Role::Field(said) = role else {
            return None;
        };
        let is_same = match &member.holds {
            Holds::Named(name) => name == said,
            Holds::Evaluated => false,
            Holds::Nothing | Holds::Unknown => true,
        };
        if is_same {
            return None;
        }
        let free = (!member.is_place).then(|| self.free(matches!(member.holds, Holds::Named(_))));
        let said = said.clone();
        Some(match &member.holds {
            Holds::Named(name) => When::Always(text::retyped(&member.shown, &said, name, free)),
            _ => When::IsNot { said, free },
        })
    }

    fn taken(&mut self, member: &Member, owner: &str) -> String {
        let free = self.free(true);
        let Member {
            name,
            shown,
            number,
            ..
        } = member;
        if self.members.iter().any(|other| other.name == *owner) {
            text::taken(shown, *number, owner, free)
        } else {
            text::replaced(shown, *number, owner, name, free)
        }
    }

    fn reserved(&mut self, member: &Member, owner: &str) -> String {
        if member.is_place {
            return text::place_reserved(&member.shown, owner);
        }
        let free = self.free(true);
        text::reserved(&member.shown, member.number, owner, free)
    }

    /// A number that nobody has or had. One that is certainly advised is advised once.
    fn free(&mut self, is_certain: bool) -> u32 {
        // Protobuf keeps these for itself.
        if (19_000..20_000).contains(&self.free) {
            self.free = 20_000;
        }
        self.free += u32::from(is_certain);
        self.free - u32::from(is_certain)
    }
}

/// A field has a new number. With a new type, that is how it should be.
fn other_number(member: &Member, from: u32, role: &Role) -> Option<When> {
    let message = moved(member, from);
    match (&member.holds, role) {
        (Holds::Named(name), Role::Field(said)) => (name == said).then_some(When::Always(message)),
        (Holds::Evaluated, Role::Field(said)) => Some(When::Is {
            said: said.clone(),
            message,
        }),
        _ => Some(When::Always(message)),
    }
}

fn moved(member: &Member, from: u32) -> String {
    text::moved(&member.shown, from, member.number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::lock::Lock;

    const TASK: &str = "\
message tasks.v1.Task (tasks_api::Task)
  1 id uint64
  2 title string
  reserved 3 old
  4 kids repeated Task
";

    /// What is found of fields given as `name`, number, and type where that is known.
    fn found(fields: &[(&str, u32, Option<&str>)]) -> Vec<(usize, String)> {
        let lock = Lock::parse(TASK).expect("a lock");
        let (_, entry) = lock.of("Task")[0];
        let members: Vec<_> = fields
            .iter()
            .map(|(name, number, ty)| Member {
                name: (*name).to_owned(),
                shown: format!("Task.{name}"),
                number: *number,
                is_place: false,
                holds: ty.map_or(Holds::Unknown, |ty| Holds::Named(ty.to_owned())),
            })
            .collect();
        let findings = compare(entry, &members).into_iter();
        findings
            .map(|finding| match finding.when {
                When::Always(message) => (finding.member, message),
                when => panic!("{when:?}"),
            })
            .collect()
    }

    #[test]
    fn what_is_as_it_was_is_right() {
        let same = [
            ("id", 1, Some("uint64")),
            ("title", 2, None),
            ("kids", 4, None),
        ];
        assert_eq!(found(&same), []);
    }

    #[test]
    fn fields_come_and_go() {
        assert_eq!(found(&[("kids", 4, None), ("new", 5, None)]), []);
        assert_eq!(found(&[]), []);
        // Never sent.
        assert_eq!(found(&[("title", 0, None)]), []);
    }

    #[test]
    fn a_field_in_the_middle_moves_those_behind_it() {
        let fields = [
            ("id", 1, None),
            ("new", 2, None),
            ("title", 3, None),
            ("kids", 4, None),
        ];
        let found = found(&fields);
        assert_eq!(found.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1, 2]);
        let (new, title) = (&found[0].1, &found[1].1);
        assert!(
            new.contains("that of `title`") && new.contains("#[proto(5)]"),
            "{new}"
        );
        assert!(title.contains("reserves it"), "{title}");
    }

    #[test]
    fn a_field_that_moved_is_told_its_number() {
        let found = found(&[("id", 1, None), ("kids", 2, None)]);
        let expected = "field number of `Task.kids` changed from 4 to 2; add `#[proto(4)]` to it";
        assert_eq!(found, [(1, expected.to_owned())]);
    }

    #[test]
    fn each_new_field_is_told_a_number_of_its_own() {
        let found = found(&[("a", 1, None), ("b", 2, None), ("c", 3, None)]);
        for ((at, message), number) in found.iter().zip([5, 6, 7]) {
            assert!(
                message.contains(&format!("#[proto({number})]")),
                "{at}: {message}"
            );
        }
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn another_type_needs_another_number() {
        let other = Some("string");
        let retyped = found(&[("kids", 4, other)]);
        assert!(
            retyped[0].1.contains("from `repeated Task` to `string`"),
            "{retyped:?}"
        );
        assert_eq!(found(&[("kids", 5, other)]), []);
        let moved = found(&[("kids", 5, Some("repeated Task"))]);
        assert!(moved[0].1.contains("changed from 4 to 5"), "{moved:?}");
    }

    #[test]
    fn numbers_that_protobuf_keeps_are_not_advised() {
        let far = found(&[("far", 18_999, None), ("new", 1, None)]);
        assert!(far[0].1.contains("#[proto(20000)]"), "{far:?}");
    }
}
